/* cmd/pack_options.c - the command line of ibid-pack. */
#include "cmd/pack.h"

#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>

#include "config.h"

/*
 * A book of 20 MB takes some 400 MB while it is compiled; two gigabytes
 * leave room for the largest and stop what grows without end.
 */
#define MEMORY_MB 2048
#define TIME_S 300

/*      id,      long,      letter, argument, help */
#define PACK_OPTIONS(X) \
	X(OUTPUT, "output", 'o', "OUT", "Write the bundle to OUT") \
	X(FD, "fd", 0, "N", "Write the bundle to the open descriptor N") \
	X(MEND, "mend", 0, "on|off", "Mend what conversion broke (on)") \
	X(LEVEL, "level", 0, "fast|strong", \
	    "How hard to compress (strong)") \
	X(FORMAT, "format", 0, "NAME", \
	    "Read as markdown, html, epub or text, whatever the name") \
	X(CHECK, "check", 0, NULL, \
	    "List what is odd about the sources; write nothing") \
	X(JSON, "json", 0, NULL, "List as JSON, one object a line") \
	X(VERBOSE, "verbose", 'v', NULL, \
	    "List what is odd while packing, too") \
	X(PROGRESS, "progress", 0, "N", \
	    "Say on the open descriptor N how far it is, in bytes") \
	X(MEMORY, "memory", 0, "MB", "Memory to use at most (2048)") \
	X(TIME, "time", 0, "S", "Seconds to compute at most (300)") \
	X(HELP, "help", 'h', NULL, "Say how it is used, and stop") \
	X(VERSION, "version", 'V', NULL, "Say the version, and stop")

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
	puts("usage: ibid-pack -o OUT [OPTION...] FILE...\n"
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

static void
fail(const char *what, const char *value)
{
	struct buf line = { 0 };

	buf_printf(&line, "%s: %s", value, what);
	pack_error(SPAN("pack"), "%s", buf_cstr(&line));
	buf_release(&line);
	exit(2);
}

static size_t
number(const char *value)
{
	char *end;
	unsigned long long n = strtoull(value, &end, 10);

	if (*value < '0' || *value > '9' || *end)
		fail("not a number", value);
	return (size_t)n;
}

static bool
choice(const char *value, const char *yes, const char *no)
{
	if (!strcmp(value, yes))
		return true;
	if (strcmp(value, no) != 0) {
		pack_error(SPAN("pack"), "%s: not %s or %s", value, yes, no);
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
	fail("not markdown, html, epub or text", value);
	return IMPORT_UNKNOWN;
}

static void
set_limit(struct pack_opts *opts, int option, const char *value)
{
	int row = OPTION_LIMIT;

#define X(field, standard, name, what) \
	if (option == row++) \
		opts->import.limits.field = number(value);
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
		opts->fd = (int)number(value);
		break;
	case OPTION_PROGRESS:
		opts->progress = (int)number(value);
		break;
	case OPTION_MEND:
		opts->compile.mend = choice(value, "on", "off");
		break;
	case OPTION_LEVEL:
		opts->compile.level = choice(value, "fast", "strong") ?
		    COMPILE_FAST : COMPILE_STRONG;
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
		opts->memory_mb = number(value);
		break;
	case OPTION_TIME:
		opts->time_s = number(value);
		break;
	case OPTION_HELP:
	case 'h':
		help();
		exit(0);
	case OPTION_VERSION:
	case 'V':
		puts("ibid-pack " PACKAGE_VERSION);
		exit(0);
	case '?':
		exit(2);
	default:
		set_limit(opts, option, value);
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
		.memory_mb = MEMORY_MB, .time_s = TIME_S,
	};
	import_opts_init(&opts->import);
	compile_opts_init(&opts->compile);
	while ((option = getopt_long(argc, argv, "o:vhV", options,
	    NULL)) != -1)
		set_option(opts, option, optarg);
	opts->inputs = argv + optind;
	opts->input_count = argc - optind;
	if (!opts->input_count)
		fail("no file named; \"-\" is standard input", "FILE");
	if (!opts->check && !opts->output && opts->fd < 0)
		fail("say where to write the bundle", "-o OUT");
}
