/* cmd/pack_options.c - the command line of ibid-pack. */
#include "cmd/pack.h"

#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>

#include "bundle/format.h"
#include "cmd/pack_options.h"
#include "config.h"

/*
 * A book of 20 MB takes some 400 MB while it is compiled; two gigabytes
 * leave room for the largest and stop what grows without end.
 */
#define MEMORY_MB 2048

/* Above all letters; the limits come after the last of the options. */
enum {
	OPTION_FIRST = 256,
#define X(id, name, letter, arg, help) OPTION_##id,
	PACK_OPTIONS(X)
#undef X
	OPTION_LIMIT
};

static void
help(void)
{
	puts("usage: ibid pack [-o OUT] [OPTION...] FILE...\n"
	    "Compile sources into one bundle.  FILE may be a folder, a "
	    "table of\ncontents (toc.md, SUMMARY.md) or - for standard "
	    "input.\n");
#define X(id, name, letter, arg, words) do { \
	const char *argument = (arg); \
	char option[32]; \
	snprintf(option, sizeof option, "--%s%s%s", (name), \
	    argument ? "=" : "", argument ? argument : ""); \
	printf((letter) ? "  -%c, %-22s %s\n" : "%c     %-22s %s\n", \
	    (letter) ? (letter) : ' ', option, (words)); \
} while (0);
	PACK_OPTIONS(X)
#undef X
#define X(field, value, option, what) \
	printf("      %-22s At most N %s (%zu)\n", option "=N", what, \
	    (size_t)(value));
	IMPORT_LIMITS(X)
#undef X
}

/* Refuse the command line; the words name the option and the mend. */
static void
fail(const char *words)
{
	pack_error(SPAN("pack"), "%s; \"ibid pack --help\" tells more",
	    words);
	exit(2);
}

static size_t
number(const char *option, const char *value)
{
	char *end;
	unsigned long long n = strtoull(value, &end, 10);

	if (*value < '0' || *value > '9' || *end) {
		pack_error(SPAN("pack"), "%s takes a number, not \"%s\"",
		    option, value);
		exit(2);
	}
	return (size_t)n;
}

static bool
choice(const char *option, const char *value, const char *yes,
    const char *no)
{
	if (!strcmp(value, yes))
		return true;
	if (strcmp(value, no) != 0) {
		pack_error(SPAN("pack"), "%s takes %s or %s", option, yes,
		    no);
		exit(2);
	}
	return false;
}

static enum import_format
format_named(const char *value)
{
	for (unsigned i = 1; i < IMPORT_FORMAT_COUNT; i++)
		if (!strcmp(value, import_format_name(i)))
			return (enum import_format)i;
	pack_error(SPAN("pack"), "--format takes markdown, html, epub or "
	    "text");
	exit(2);
}

static void
set_limit(struct pack_opts *opts, int option, const char *value)
{
	int row = OPTION_LIMIT;

#define X(field, standard, name, what) \
	if (option == row++) \
		opts->import.limits.field = number(name, value);
	IMPORT_LIMITS(X)
#undef X
}

static void
set_option(struct pack_opts *opts, int option, const char *value)
{
	switch (option) {
	case OPTION_OUTPUT:
	case 'o':
		opts->output = value;
		break;
	case OPTION_FD:
		opts->fd = (int)number("--fd", value);
		break;
	case OPTION_PROGRESS:
		opts->progress = (int)number("--progress", value);
		break;
	case OPTION_MEND:
		opts->compile.mend = choice("--mend", value, "on", "off");
		break;
	case OPTION_LEVEL:
		opts->compile.level = choice("--level", value, "fast",
		    "strong") ? COMPILE_FAST : COMPILE_STRONG;
		break;
	case OPTION_FORMAT:
		opts->format = format_named(value);
		break;
	case OPTION_CHECK:
		opts->check = true;
		break;
	case OPTION_JSON:
		opts->json = true;
		break;
	case OPTION_VERBOSE:
	case 'v':
		opts->verbose = true;
		break;
	case OPTION_MEMORY:
		opts->memory_mb = number("--memory", value);
		break;
	case OPTION_TIME:
		opts->time_s = number("--time", value);
		break;
	case OPTION_HELP:
	case 'h':
		help();
		exit(0);
	case OPTION_VERSION:
	case 'V':
		puts("ibid-pack " PACKAGE_VERSION);
		exit(0);
	default:
		set_limit(opts, option, value);
	}
}

static void
refuse_option(int how, const char *word)
{
	struct buf words = { 0 };

	if (how == '?' && optopt > 0 && optopt < OPTION_FIRST)
		buf_printf(&words, "there is no option -%c", optopt);
	else
		buf_printf(&words, how == ':' ? "%s needs an argument" :
		    "%s is no option here", word);
	fail(buf_cstr(&words));
}

/*
 * What the bundle is called when nobody says: the first source's name, with
 * .ibid for its ending, in the folder one is in, as compilers name objects.
 */
static char *
name_output(const char *input)
{
	struct span name = span_str(input);
	struct buf out = { 0 };
	size_t len;

	while (name.len > 1 && span_ends(name, SPAN("/")))
		name.len--;
	for (ptrdiff_t slash; (slash = span_chr(name, '/', 0)) >= 0; )
		name = span_slice(name, (size_t)slash + 1, name.len);
	name = import_gunzip_name(name);
	len = name.len;
	if (import_format_of(name) != IMPORT_UNKNOWN)
		while (name.ptr[--len] != '.')
			;
	name.len = len;
	if (!name.len || name.ptr[0] == '.' || name.ptr[0] == '-')
		fail("-o OUT says where to write the bundle");
	buf_put(&out, name);
	buf_puts(&out, ".ibid");
	return buf_detach(&out, NULL);
}

/* Whether a bundle stands there, which packing again may replace. */
static bool
is_bundle(const char *path)
{
	struct mapped map;
	bool is;

	if (file_map(&map, path))
		return false;
	is = span_starts(map.bytes, span_of(FORMAT_SIGNATURE,
	    FORMAT_SIGNATURE_LEN));
	file_unmap(&map);
	return is;
}

/* A name that nobody wrote must not cost a file. */
static void
spare_others(const char *output)
{
	struct stat out;

	if (stat(output, &out) < 0 ||
	    (S_ISREG(out.st_mode) && is_bundle(output)))
		return;
	pack_error(span_str(output), "is there and is no bundle; -o OUT "
	    "says where else to write");
	exit(2);
}

/* A name mistyped after -o must not cost a source. */
static void
spare_sources(const struct pack_opts *opts)
{
	struct stat out;

	if (!opts->output || stat(opts->output, &out) < 0)
		return;
	if (S_ISDIR(out.st_mode)) {
		pack_error(span_str(opts->output), "is a folder; -o takes "
		    "the name of the bundle to write");
		exit(2);
	}
	for (int i = 0; i < opts->input_count; i++) {
		if (!file_same(opts->inputs[i], opts->output))
			continue;
		pack_error(span_str(opts->output), "is a source, which the "
		    "bundle would replace; name another file after -o");
		exit(2);
	}
}

void
pack_options(struct pack_opts *opts, int argc, char **argv)
{
	static const struct option options[] = {
#define X(id, name, letter, arg, words) \
	{ name, (arg) ? required_argument : no_argument, NULL, OPTION_##id },
		PACK_OPTIONS(X)
#undef X
#define X(field, value, option, what) \
	{ &(option)[2], required_argument, NULL, OPTION_LIMIT + \
	    (int)(offsetof(struct import_limits, field) / sizeof(size_t)) },
		IMPORT_LIMITS(X)
#undef X
		{ NULL, 0, NULL, 0 }
	};
	int option;

	*opts = (struct pack_opts){
		.fd = -1, .progress = -1,
		.memory_mb = MEMORY_MB,
	};
	import_opts_init(&opts->import);
	compile_opts_init(&opts->compile);
	opterr = 0;
	/* Colon first: getopt reports a missing argument as ':'. */
	while ((option = getopt_long(argc, argv, ":o:vhV", options,
	    NULL)) != -1) {
		if (option == '?' || option == ':')
			refuse_option(option, argv[optind - 1]);
		set_option(opts, option, optarg);
	}
	opts->inputs = argv + optind;
	opts->input_count = argc - optind;
	if (!opts->input_count)
		fail("name a FILE, or - for standard input");
	if (!opts->check && !opts->output && opts->fd < 0) {
		opts->output = name_output(opts->inputs[0]);
		spare_others(opts->output);
	}
	spare_sources(opts);
}
