/* cmd/args.c - the command line, the environment, the configuration. */
#include "cmd/commands.h"

#include <errno.h>
#include <getopt.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/file.h"
#include "cmd/say.h"
#include "config.h"
#include "uni/uni.h"

/* A configuration file larger than this is something else. */
#define CONFIG_MAX (1024 * 1024)

void
complain(const char *name, const char *format, ...)
{
	struct buf words = { 0 };
	va_list args;

	if (name)
		buf_printf(&words, "%s: ", name);
	va_start(args, format);
	buf_vprintf(&words, format, args);
	va_end(args);
	say_error(buf_span(&words));
	buf_release(&words);
}

void
args_error(struct args *args, const char *format, ...)
{
	struct buf words = { 0 };
	va_list rest;

	va_start(rest, format);
	buf_vprintf(&words, format, rest);
	va_end(rest);
	buf_puts(&args->errors, "ibid: ");
	say_printable(&args->errors, buf_span(&words));
	buf_putc(&args->errors, '\n');
	buf_release(&words);
}

void
args_tell_errors(struct args *args)
{
	say_put(stderr, buf_span(&args->errors));
	buf_clear(&args->errors);
}

/* ---- help ---- */

static void
help_line(const char *names, const char *help)
{
	int used = printf("  %s", names);

	if (used > 28)
		used = printf("\n") - 1;
	printf("%*s%s\n", 30 - used, "", help);
}

static void
help_option(const struct option_info *info)
{
	struct buf names = { 0 };

	if (info->letter)
		buf_printf(&names, "-%c, ", info->letter);
	buf_printf(&names, "--%s", info->name);
	if (info->arg)
		buf_printf(&names, "=%s", info->arg);
	help_line(buf_cstr(&names), info->help);
	buf_release(&names);
}

static void
help_setting(const struct setting_info *info)
{
	struct buf names = { 0 };
	struct buf words = { 0 };

	buf_printf(&names, "--%s=", info->name);
	if (info->kind == SETTING_BOOL)
		buf_puts(&names, "on|off");
	else if (info->kind == SETTING_WORD)
		for (const char *c = info->initial; *c; c++)
			buf_putc(&names, *c == ' ' ? '|' : *c);
	else
		buf_puts(&names, info->kind == SETTING_NUMBER ? "N" :
		    "TEXT");
	buf_puts(&words, info->help);
	if (info->kind == SETTING_NUMBER || info->kind == SETTING_BOOL)
		buf_printf(&words, " (%s)", info->initial);
	help_line(buf_cstr(&names), buf_cstr(&words));
	buf_release(&names);
	buf_release(&words);
}

void
args_help(enum command command)
{
	const struct command_info *info = &command_infos[command];

	printf("usage: ibid %s%s%s%s\n", command == COMMAND_NUMBER_READ ?
	    "[read]" : info->name, " [OPTION...]", *info->args ? " " : "",
	    info->args);
	printf("%s.\n", info->help);
	if (command == COMMAND_NUMBER_READ) {
		printf("\nCommands (\"ibid COMMAND --help\" tells more):\n");
		for (int i = 0; i < COMMAND_COUNT; i++)
			help_line(command_infos[i].name,
			    command_infos[i].help);
	}
	printf("\nOptions:\n");
	for (int i = 0; i < OPTION_COUNT; i++)
		if (option_infos[i].commands & (1u << command))
			help_option(&option_infos[i]);
	if (command == COMMAND_NUMBER_READ) {
		printf("\nSettings (also in the configuration file):\n");
		for (int i = 0; i < SETTING_COUNT; i++)
			help_setting(setting_info((enum setting)i));
	}
	printf("\nA FILE is Markdown, HTML, EPUB, plain text or a bundle; - "
	    "is standard input.\nThe manual: ibid(1).\n");
}

/* ---- options ---- */

/* Numbers that getopt_long returns: beyond all characters. */
#define LONG_OPTION 1000
#define LONG_SETTING 2000

static struct option *
long_options(enum command command)
{
	struct option *all = mem_array(OPTION_COUNT + SETTING_COUNT + 1,
	    sizeof *all);
	size_t count = 0;

	for (int i = 0; i < OPTION_COUNT; i++) {
		if (!(option_infos[i].commands & (1u << command)))
			continue;
		all[count++] = (struct option){ option_infos[i].name,
			option_infos[i].arg ? required_argument :
			no_argument, NULL, LONG_OPTION + i };
	}
	for (int i = 0; i < SETTING_COUNT; i++) {
		const struct setting_info *info =
		    setting_info((enum setting)i);

		if (command != COMMAND_NUMBER_READ)
			break;
		all[count++] = (struct option){ info->name,
			info->kind == SETTING_BOOL ? optional_argument :
			required_argument, NULL, LONG_SETTING + i };
	}
	return all;
}

static void
short_options(enum command command, struct buf *out)
{
	/* Colon first: getopt reports a missing argument as ':'. */
	buf_puts(out, ":");
	for (int i = 0; i < OPTION_COUNT; i++) {
		const struct option_info *info = &option_infos[i];

		if (!(info->commands & (1u << command)) || !info->letter)
			continue;
		buf_putc(out, (char)info->letter);
		if (info->arg)
			buf_putc(out, ':');
	}
}

static int
option_of_letter(int letter)
{
	for (int i = 0; i < OPTION_COUNT; i++)
		if (option_infos[i].letter == letter)
			return i;
	return -1;
}

/* A word to be found: UTF-8 in any locale, else the locale's own bytes. */
static char *
take_word(struct args *args, char *word)
{
	struct buf text = { 0 };
	char *taken = word;

	if (!uni_valid(span_str(word))) {
		uni_from_locale(&text, span_str(word));
		taken = arena_str(&args->words, buf_span(&text));
	}
	buf_release(&text);
	return taken;
}

static void
take_option(struct args *args, int option, const char *value)
{
	args->given[option] = true;
	args->value[option] = value;
	if (option == OPTION_KEYWORD) {
		MEM_PUSH(args->keywords, args->keyword_count,
		    args->keyword_room);
		args->keywords[args->keyword_count++] = value;
	}
	if (option == OPTION_KEYWORDS) {
		MEM_PUSH(args->keyword_files, args->keyword_file_count,
		    args->keyword_file_room);
		args->keyword_files[args->keyword_file_count++] = value;
	}
}

/* A setting on the command line, kept until the files were read. */
struct late_setting {
	enum setting setting;
	const char *value;
};

struct parse {
	struct late_setting *late;
	size_t late_count, late_room;
};

static bool
parse_options(struct args *args, struct parse *parse, int argc, char **argv)
{
	struct option *all = long_options(args->command);
	struct buf letters = { 0 };
	bool fine = true;
	int c;

	short_options(args->command, &letters);
	opterr = 0;
	optind = 1;
	while (fine && (c = getopt_long(argc, argv, buf_cstr(&letters), all,
	    NULL)) != -1) {
		if (c == '?' || c == ':') {
			const char *word = argv[optind - 1];

			if (c == '?' && optopt && optopt < LONG_OPTION)
				complain(NULL, "there is no option -%c; "
				    "\"ibid %s --help\" lists them", optopt,
				    command_infos[args->command].name);
			else
				complain(NULL, c == ':' ?
				    "%s needs an argument; \"ibid %s "
				    "--help\" tells more" :
				    "%s is no option here; \"ibid %s "
				    "--help\" lists them", word,
				    command_infos[args->command].name);
			fine = false;
		} else if (c >= LONG_SETTING) {
			MEM_PUSH(parse->late, parse->late_count,
			    parse->late_room);
			parse->late[parse->late_count++] =
			    (struct late_setting){
				(enum setting)(c - LONG_SETTING),
				optarg ? optarg : "on",
			};
		} else {
			take_option(args, c >= LONG_OPTION ?
			    c - LONG_OPTION : option_of_letter(c), optarg);
		}
	}
	args->names = argv + optind;
	args->name_count = argc - optind;
	buf_release(&letters);
	free(all);
	return fine;
}

/* ---- configuration ---- */

static bool
config_path(struct buf *path)
{
	const char *config = getenv("XDG_CONFIG_HOME");
	const char *home = getenv("HOME");

	if (config && *config == '/')
		buf_printf(path, "%s/ibid/config", config);
	else if (home && *home)
		buf_printf(path, "%s/.config/ibid/config", home);
	return path->len > 0;
}

static void
read_config(struct args *args)
{
	struct buf path = { 0 };
	struct buf text = { 0 };
	const char *given = args->value[OPTION_CONFIG];
	int error;

	if (args->restricted)
		return;
	if (given)
		buf_puts(&path, given);
	else if (!config_path(&path))
		return;
	error = file_read(path.ptr, CONFIG_MAX, &text);
	if (error && (given || error != ENOENT))
		args_error(args, "%s: %s", path.ptr, strerror(error));
	if (!error)
		settings_read(&args->settings, buf_span(&text), path.ptr,
		    &args->errors);
	buf_release(&text);
	buf_release(&path);
}

/* "1", "yes": anything but an explicit no. */
static bool
says_yes(const char *value)
{
	return value && *value && strcmp(value, "0") &&
	    strcmp(value, "off") && strcmp(value, "no");
}

/* Own variables first, then those that several programs share. */
static void
read_environment(struct args *args)
{
	static const struct {
		const char *name;
		enum setting setting;
	} own[] = {
		{ "IBID_LINEAR", SETTING_LINEAR },
		{ "IBID_A11Y", SETTING_A11Y },
	};
	const char *accessible = getenv("ACCESSIBLE");
	struct buf ignored = { 0 };

	if (accessible && *accessible)
		settings_set(&args->settings, SETTING_LINEAR,
		    says_yes(accessible) ? SPAN("on") : SPAN("off"),
		    "ACCESSIBLE", &ignored);
	for (size_t i = 0; i < sizeof own / sizeof *own; i++) {
		const char *value = getenv(own[i].name);

		if (value && *value)
			settings_set(&args->settings, own[i].setting,
			    says_yes(value) ? SPAN("on") : SPAN("off"),
			    own[i].name, &ignored);
	}
	buf_release(&ignored);
}

static bool
apply_late(struct args *args, const struct parse *parse)
{
	struct buf error = { 0 };
	bool fine = true;

	for (size_t i = 0; i < parse->late_count && fine; i++)
		fine = settings_set(&args->settings,
		    parse->late[i].setting, span_str(parse->late[i].value),
		    "flag", &error);
	if (fine && args->given[OPTION_SPEECH])
		settings_set(&args->settings, SETTING_LINEAR, SPAN("on"),
		    "flag", &error);
	if (fine && args->given[OPTION_NO_ALTSCREEN])
		settings_set(&args->settings, SETTING_ALTSCREEN, SPAN("off"),
		    "flag", &error);
	if (!fine)
		complain(NULL, "%s", buf_cstr(&error));
	buf_release(&error);
	return fine;
}

/* ---- restricted mode: ibid-restricted(7) ---- */

/* Refuse, with words, what would open or write another file. */
static bool
allows_options(const struct args *args)
{
	static const enum option_id refused[] = {
		OPTION_CONFIG, OPTION_KEYWORDS, OPTION_DEBUG_FOCUS,
	};

	for (size_t i = 0; i < sizeof refused / sizeof *refused; i++) {
		if (!args->given[refused[i]])
			continue;
		complain(NULL, "--%s names a file, which restricted mode "
		    "does not allow", option_infos[refused[i]].name);
		return false;
	}
	return true;
}

static bool
allows_command(enum command command)
{
	if (command == COMMAND_NUMBER_READ)
		return true;
	complain(NULL, "ibid %s is not allowed in restricted mode; name a "
	    "document to read it", command_infos[command].name);
	return false;
}

/* Settings that lead to other files and programs; the place is asked for. */
static void
restrict_settings(struct args *args)
{
	static const enum setting cleared[] = {
		SETTING_KEYWORDS_FILE, SETTING_BROWSER, SETTING_SAY_CMD,
	};
	static const enum setting off[] = {
		SETTING_SAVE_PLACE, SETTING_SAVE_SEARCHES,
	};
	struct buf error = { 0 };

	for (size_t i = 0; i < sizeof cleared / sizeof *cleared; i++)
		settings_set(&args->settings, cleared[i], SPAN(""),
		    "restricted mode", &error);
	/* Readline has a file of its own to read. */
	settings_set(&args->settings, SETTING_LINE_EDITING, SPAN("off"),
	    "restricted mode", &error);
	for (size_t i = 0; i < sizeof off / sizeof *off; i++) {
		const char *source = args->settings.source[off[i]];

		if (!source || strcmp(source, "flag"))
			settings_set(&args->settings, off[i], SPAN("off"),
			    "restricted mode", &error);
	}
	buf_release(&error);
}

/* ---- all together ---- */

static enum command
find_command(int *argc, char ***argv)
{
	if (*argc < 2)
		return COMMAND_NUMBER_READ;
	for (int i = 0; i < COMMAND_COUNT; i++) {
		if (strcmp((*argv)[1], command_infos[i].name))
			continue;
		(*argv)++;
		(*argc)--;
		return (enum command)i;
	}
	return COMMAND_NUMBER_READ;
}

bool
args_read(struct args *args, int argc, char **argv, int *status)
{
	struct parse parse = { 0 };
	bool fine;

	*args = (struct args){ 0 };
	settings_init(&args->settings);
	args->command = find_command(&argc, &argv);
	/* What the environment restricts the command line cannot undo. */
	args->restricted = says_yes(getenv("IBID_RESTRICTED"));
	*status = STATUS_FAILED;
	if (args->restricted && !allows_command(args->command))
		return false;
	if (args->command == COMMAND_NUMBER_PACK) {
		/* ibid-pack has options of its own. */
		args->names = argv + 1;
		args->name_count = argc - 1;
		return true;
	}
	fine = parse_options(args, &parse, argc, argv);
	if (fine && args->given[OPTION_HELP]) {
		args_help(args->command);
		*status = STATUS_DONE;
		fine = false;
	} else if (fine && args->given[OPTION_VERSION]) {
		printf("ibid %s (Unicode %s)\n", PACKAGE_VERSION,
		    uni_version());
		*status = STATUS_DONE;
		fine = false;
	}
	args->restricted |= args->given[OPTION_RESTRICTED];
	if (fine && args->restricted)
		fine = allows_options(args);
	if (fine) {
		read_config(args);
		read_environment(args);
		fine = apply_late(args, &parse);
	}
	if (fine && args->restricted)
		restrict_settings(args);
	if (args->name_count && (args->command == COMMAND_NUMBER_GREP ||
	    args->command == COMMAND_NUMBER_CONCORDANCE))
		args->names[0] = take_word(args, args->names[0]);
	for (size_t i = 0; i < args->keyword_count; i++)
		args->keywords[i] = take_word(args,
		    (char *)args->keywords[i]);
	free(parse.late);
	return fine;
}

void
args_release(struct args *args)
{
	settings_release(&args->settings);
	buf_release(&args->errors);
	arena_release(&args->words);
	free(args->keywords);
	free(args->keyword_files);
}
