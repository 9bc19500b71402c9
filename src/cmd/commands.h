/*
 * cmd/commands.h - the subcommands and their options, in one list each.
 *
 * Dispatch, --help, the manual and the completions grow from these.
 */
#ifndef IBID_CMD_COMMANDS_H
#define IBID_CMD_COMMANDS_H

#include "reader/settings.h"

/* Exit status of every command. */
enum { STATUS_DONE = 0, STATUS_NOTHING = 1, STATUS_FAILED = 2 };

/*      id, name, arguments, help */
#define COMMANDS(X) \
	X(READ, read, "[FILE...]", \
	    "Read; without a FILE, the built-in documents") \
	X(PACK, pack, "[-o OUT] FILE...", \
	    "Compile sources into one bundle") \
	X(TOC, toc, "FILE", \
	    "List the contents") \
	X(NOTES, notes, "FILE [LABEL...]", \
	    "List the notes, each with where it is cited") \
	X(SOURCES, sources, "FILE", \
	    "List the sources that the notes cite") \
	X(TEXT, text, "FILE", \
	    "Print the text as plain lines") \
	X(GREP, grep, "PATTERN [FILE...]", \
	    "Find a pattern in files, each match with its chapter") \
	X(CONCORDANCE, concordance, "WORD [FILE...]", \
	    "List every occurrence of a word in its line of context") \
	X(SUGGEST, suggest, "FILE", \
	    "Suggest keywords: the words that set each chapter apart") \
	X(INFO, info, "FILE", \
	    "Say what a file is and what it holds") \
	X(CHECK, check, "FILE...", \
	    "Verify a bundle, or lint a source's notes") \
	X(EXPORT, export, "[-o OUT] FILE", \
	    "Write a document as Markdown that packs to it again") \
	X(KEYS, keys, "", \
	    "List the keys in force")

/*
 * Options.  `commands` are the initials of the commands that take it, as
 * COMMAND_x bits; `arg` is its argument's name, or NULL.
 *
 *      id, long name, letter, arg, commands, help
 */
#define OPTIONS(X) \
	X(KEYWORD, "keyword", 'k', "WORD", COMMAND_READ, \
	    "Highlight WORD; may be given several times") \
	X(KEYWORDS, "keywords", 'K', "KEYFILE", COMMAND_READ, \
	    "Highlight the keywords of KEYFILE, see ibid-keywords(5)") \
	X(CONFIG, "config", 0, "FILE", COMMAND_READ | COMMAND_KEYS, \
	    "Read this configuration file instead of your own") \
	X(SPEECH, "speech", 0, NULL, COMMAND_READ, \
	    "The same as --linear") \
	X(NO_ALTSCREEN, "no-altscreen", 0, NULL, COMMAND_READ, \
	    "The same as --altscreen=off") \
	X(RESTRICTED, "restricted", 0, NULL, COMMAND_READ, \
	    "Open and run nothing but the documents named") \
	X(DEBUG_FOCUS, "debug-focus", 0, "FILE", COMMAND_READ, \
	    "Write where the focus is to FILE after each update") \
	X(JSON, "json", 0, NULL, COMMAND_TOC | COMMAND_NOTES | \
	    COMMAND_SOURCES | COMMAND_GREP | COMMAND_CONCORDANCE | \
	    COMMAND_SUGGEST | COMMAND_INFO | COMMAND_CHECK, \
	    "Print JSON, one object a line") \
	X(TEXT_WIDTH, "width", 0, "N", COMMAND_TEXT, \
	    "Columns of the lines; 0 for one line a paragraph (72)") \
	X(NOTES, "notes", 0, "WHERE", COMMAND_TEXT, \
	    "Put notes inline, after their section, at the end, or none") \
	X(IGNORE_CASE, "ignore-case", 'i', NULL, \
	    COMMAND_GREP | COMMAND_CONCORDANCE, \
	    "Let neither case nor diacritics count, whatever the pattern") \
	X(WORD, "word", 'w', NULL, COMMAND_GREP, \
	    "Find whole words only") \
	X(FIXED, "fixed", 'F', NULL, COMMAND_GREP, \
	    "Take the pattern as it is, without *, NEAR, quotes or /.../") \
	X(REGEX, "regex", 'E', NULL, COMMAND_GREP, \
	    "Take the pattern as a regular expression") \
	X(COUNT_ONLY, "count", 'c', NULL, COMMAND_GREP, \
	    "Print how many matches each file has") \
	X(FILES, "files", 'l', NULL, COMMAND_GREP, \
	    "Print only the names of files with a match") \
	X(CONTEXT, "context", 'C', "N", COMMAND_GREP, \
	    "Print N sentences before and after (0)") \
	X(MOST, "max", 'm', "N", COMMAND_GREP, \
	    "Stop after N matches in each file") \
	X(ONLY_NOTES, "notes", 0, NULL, COMMAND_GREP, \
	    "Search the notes only") \
	X(ONLY_TEXT, "text", 0, NULL, COMMAND_GREP, \
	    "Search the text only, without its notes") \
	X(SORT, "sort", 0, "place|left|right", COMMAND_CONCORDANCE, \
	    "Sort by place, or by the words to the left or right (place)") \
	X(LINE_WIDTH, "width", 0, "N", COMMAND_CONCORDANCE, \
	    "Columns of the lines (the terminal's, or 80)") \
	X(OUTPUT, "output", 'o', "OUT", COMMAND_EXPORT, \
	    "Write there; into a folder, every document as a file") \
	X(DOCUMENT, "doc", 0, "N", COMMAND_EXPORT, \
	    "The document of a bundle that holds several, from 1") \
	X(HELP, "help", 'h', NULL, COMMAND_ALL, \
	    "Say how it is used, and stop") \
	X(VERSION, "version", 'V', NULL, COMMAND_ALL, \
	    "Say the version, and stop")

enum command {
#define X(id, name, args, help) COMMAND_NUMBER_##id,
	COMMANDS(X)
#undef X
	COMMAND_COUNT
};

enum {
#define X(id, name, args, help) COMMAND_##id = 1 << COMMAND_NUMBER_##id,
	COMMANDS(X)
#undef X
	COMMAND_ALL = (1 << COMMAND_COUNT) - 1
};

enum option_id {
#define X(id, name, letter, arg, commands, help) OPTION_##id,
	OPTIONS(X)
#undef X
	OPTION_COUNT
};

struct command_info {
	const char *name, *args, *help;
};

struct option_info {
	const char *name;
	int letter;		/* or 0 */
	const char *arg;	/* or NULL */
	unsigned commands;
	const char *help;
};

extern const struct command_info command_infos[COMMAND_COUNT];
extern const struct option_info option_infos[OPTION_COUNT];

/* What the command line said. */
struct args {
	enum command command;
	bool given[OPTION_COUNT];
	const char *value[OPTION_COUNT];	/* the last one given */
	const char **keywords;	/* of -k, each */
	size_t keyword_count, keyword_room;
	const char **keyword_files;
	size_t keyword_file_count, keyword_file_room;
	char **names;		/* the arguments; in argv */
	int name_count;
	struct settings settings;
	struct arena words;	/* what is typed to be found, as UTF-8 */
	struct buf errors;	/* lines of args_error, as UTF-8 */
	bool restricted;
};

/*
 * Read the configuration, the environment and the command line.  False
 * after an error (said on standard error) or after --help and --version;
 * `*status` is then the exit status.
 */
bool args_read(struct args *args, int argc, char **argv, int *status);
void args_release(struct args *args);

/*
 * Something is wrong that does not keep ibid from going on: a line, made
 * safe, for args->errors; and all these on standard error, once.
 */
void args_error(struct args *args, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
void args_tell_errors(struct args *args);

/* What `command` is for, its options and settings, on standard output. */
void args_help(enum command command);

/* The commands, each in its cmd_NAME.c; they return an exit status. */
#define X(id, name, args_, help) int cmd_##name(struct args *args);
COMMANDS(X)
#undef X

/*
 * "ibid: NAME: words" on standard error, filtered; `name` may be NULL.
 */
void complain(const char *name, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

#endif
