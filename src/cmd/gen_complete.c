/*
 * cmd/gen_complete.c - write the completions of a shell from the tables.
 *
 *	gen-complete bash|zsh|fish
 *
 * The build runs it; it is not installed.  Commands, options and settings
 * come from their lists, so a new row is completed without more ado.
 */
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#include "cmd/commands.h"
#include "cmd/pack_options.h"

static const struct command_info commands[] = {
#define X(id, name, args, help) { #name, args, help },
	COMMANDS(X)
#undef X
};

static const struct option_info options[] = {
#define X(id, name, letter, arg, commands, help) \
	{ name, letter, arg, commands, help },
	OPTIONS(X)
#undef X
};

/* ibid-pack reads these; they are of `ibid pack` for whoever types. */
static const struct option_info pack_options[] = {
#define X(id, name, letter, arg, help) \
	{ name, letter, arg, COMMAND_PACK, help },
	PACK_OPTIONS(X)
#undef X
#define X(field, value, option, what) \
	{ &(option)[2], 0, "N", COMMAND_PACK, "At most N " what },
	IMPORT_LIMITS(X)
#undef X
};

static const struct setting_info settings[] = {
#define X(id, name, kind, initial, least, greatest, help) \
	{ name, SETTING_##kind, initial, least, greatest, help },
	READER_SETTINGS(X)
#undef X
};

/* An option or a setting, as a shell sees it. */
struct word {
	const char *name, *help;
	int letter;
	enum { ARG_NONE, ARG_CHOICE, ARG_FILE, ARG_OTHER } arg;
	char choices[128];	/* separated by spaces */
};

static struct word
word_of_option(const struct option_info *info)
{
	struct word word = { .name = info->name, .help = info->help,
		.letter = info->letter };

	if (!info->arg)
		return word;
	word.arg = ARG_OTHER;
	if (!strcmp(info->arg, "FILE") || !strcmp(info->arg, "OUT") ||
	    !strcmp(info->arg, "KEYFILE"))
		word.arg = ARG_FILE;
	if (strchr(info->arg, '|')) {
		word.arg = ARG_CHOICE;
		snprintf(word.choices, sizeof(word.choices), "%s", info->arg);
		for (char *c = word.choices; *c; c++)
			if (*c == '|')
				*c = ' ';
	}
	return word;
}

static struct word
word_of_setting(const struct setting_info *info)
{
	struct word word = { .name = info->name, .help = info->help,
		.arg = ARG_OTHER };

	if (info->kind == SETTING_BOOL || info->kind == SETTING_WORD) {
		word.arg = ARG_CHOICE;
		snprintf(word.choices, sizeof(word.choices), "%s",
		    info->kind == SETTING_BOOL ? "on off" : info->initial);
	}
	if (strstr(info->name, "file"))
		word.arg = ARG_FILE;
	return word;
}

/* Call `each` for what `command` takes. */
static void
for_words(int command, void (*each)(const struct word *word))
{
	bool packs = command == COMMAND_NUMBER_PACK;
	const struct option_info *list = packs ? pack_options : options;
	size_t count = packs ? sizeof(pack_options) / sizeof(*pack_options) :
	    OPTION_COUNT;
	struct word word;

	for (size_t i = 0; i < count; i++) {
		word = word_of_option(&list[i]);
		if (list[i].commands & (1u << command))
			each(&word);
	}
	for (int i = 0; command == COMMAND_NUMBER_READ && i < SETTING_COUNT;
	     i++) {
		word = word_of_setting(&settings[i]);
		each(&word);
	}
}

/* Inside single quotes of any of the three shells; `also` is escaped too. */
static void
put_quoted(const char *text, const char *also)
{
	for (; *text; text++)
		if (*text == '\'')
			fputs("'\\''", stdout);
		else if (strchr(also, *text))
			printf("\\%c", *text);
		else
			putchar(*text);
}

/* ---- bash ---- */

static int bash_command;

static void
bash_name(const struct word *word)
{
	printf(" --%s%s", word->name, word->arg == ARG_NONE ? "" : "=");
	if (word->letter)
		printf(" -%c", word->letter);
}

static void
bash_values(const struct word *word)
{
	const char *command = commands[bash_command].name;

	if (word->arg == ARG_NONE)
		return;
	printf("\t%s:--%s", command, word->name);
	if (word->letter)
		printf(" | %s:-%c", command, word->letter);
	if (word->arg == ARG_CHOICE)
		printf(")\n\t\twords='%s' ;;\n", word->choices);
	else
		printf(")\n\t\tfiles=%d ;;\n", word->arg == ARG_FILE);
}

static void
put_bash(void)
{
	puts("# bash completion for ibid; made from its tables.\n"
	    "_ibid()\n"
	    "{\n"
	    "\tlocal cur=${COMP_WORDS[COMP_CWORD]} command=read\n"
	    "\tlocal option=${COMP_WORDS[COMP_CWORD-1]} words= files=0\n"
	    "\n"
	    "\t# bash makes words of their own of the = in --name=value.\n"
	    "\tif [[ $cur == = ]]; then\n"
	    "\t\tcur=\n"
	    "\telif [[ $option == = ]]; then\n"
	    "\t\toption=${COMP_WORDS[COMP_CWORD-2]}\n"
	    "\tfi");
	printf("\t(( COMP_CWORD == 1 )) || case ${COMP_WORDS[1]} in\n\t");
	for (int i = 0; i < COMMAND_COUNT; i++)
		printf("%s%s", i ? " | " : "", commands[i].name);
	printf(")\n\t\tcommand=${COMP_WORDS[1]} ;;\n\tesac\n");
	printf("\tcase $command:$option in\n");
	for (bash_command = 0; bash_command < COMMAND_COUNT; bash_command++)
		for_words(bash_command, bash_values);
	printf("\t*)\n\t\tcase $command:$cur in\n");
	for (int i = 0; i < COMMAND_COUNT; i++) {
		printf("\t\t%s:-*)\n\t\t\twords='", commands[i].name);
		for_words(i, bash_name);
		printf("' ;;\n");
	}
	printf("\t\t*)\n\t\t\tfiles=1\n"
	    "\t\t\t(( COMP_CWORD > 1 )) || words='");
	for (int i = 0; i < COMMAND_COUNT; i++)
		printf("%s%s", i ? " " : "", commands[i].name);
	puts("' ;;\n"
	    "\t\tesac ;;\n"
	    "\tesac\n"
	    "\tmapfile -t COMPREPLY < <(compgen -W \"$words\" -- \"$cur\"\n"
	    "\t    (( ! files )) || compgen -f -- \"$cur\")\n"
	    "\t[[ ${COMPREPLY[0]-} != --*= ]] || compopt -o nospace\n"
	    "}\n"
	    "complete -o filenames -F _ibid ibid");
}

/* ---- zsh ---- */

static void
zsh_word(const struct word *word)
{
	const char *equals = word->arg == ARG_NONE ? "" : "=";

	if (word->letter)
		printf(" \\\n\t\t'(-%c --%s)'{-%c%s,--%s%s}'[", word->letter,
		    word->name, word->letter, *equals ? "+" : "", word->name,
		    equals);
	else
		printf(" \\\n\t\t'--%s%s[", word->name, equals);
	put_quoted(word->help, "[]:");
	if (word->arg == ARG_CHOICE)
		printf("]:value:(%s)'", word->choices);
	else if (word->arg == ARG_FILE)
		printf("]:file:_files'");
	else
		printf(word->arg == ARG_OTHER ? "]:value:'" : "]'");
}

static void
put_zsh(void)
{
	puts("#compdef ibid\n# zsh completion for ibid; made from its tables.\n"
	    "local -a commands\n"
	    "commands=(");
	for (int i = 0; i < COMMAND_COUNT; i++) {
		printf("\t'%s:", commands[i].name);
		put_quoted(commands[i].help, ":");
		printf("'\n");
	}
	puts(")\n"
	    "if (( CURRENT == 2 )) && [[ $words[2] != -* ]]; then\n"
	    "\t_describe -t commands command commands\n"
	    "\t_files\n"
	    "\treturn\n"
	    "fi\n"
	    "case $words[2] in");
	for (int i = 0; i < COMMAND_COUNT; i++) {
		if (i == COMMAND_NUMBER_READ)
			continue;
		printf("%s)\n\t(( CURRENT-- ))\n\tshift words\n"
		    "\t_arguments -S -s", commands[i].name);
		for_words(i, zsh_word);
		printf(" \\\n\t\t'*:file:_files' ;;\n");
	}
	printf("*)\n\t_arguments -S -s");
	for_words(COMMAND_NUMBER_READ, zsh_word);
	printf(" \\\n\t\t'*:file:_files' ;;\nesac\n");
}

/* ---- fish ---- */

static int fish_command;

static void
put_command_names(bool but_read)
{
	for (int i = 0; i < COMMAND_COUNT; i++)
		if (!but_read || i != COMMAND_NUMBER_READ)
			printf(" %s", commands[i].name);
}

static void
fish_word(const struct word *word)
{
	printf("complete -c ibid -n '");
	if (fish_command == COMMAND_NUMBER_READ) {
		printf("not __fish_seen_subcommand_from");
		put_command_names(true);
	} else {
		printf("__fish_seen_subcommand_from %s",
		    commands[fish_command].name);
	}
	printf("' -l %s", word->name);
	if (word->letter)
		printf(" -s %c", word->letter);
	if (word->arg == ARG_CHOICE)
		printf(" -x -a '%s'", word->choices);
	else if (word->arg != ARG_NONE)
		printf(word->arg == ARG_FILE ? " -r" : " -x");
	printf(" -d '");
	put_quoted(word->help, "");
	printf("'\n");
}

static void
put_fish(void)
{
	puts("# fish completion for ibid; made from its tables.");
	for (int i = 0; i < COMMAND_COUNT; i++) {
		printf("complete -c ibid -n 'not __fish_seen_subcommand_from");
		put_command_names(false);
		printf("' -a %s -d '", commands[i].name);
		put_quoted(commands[i].help, "");
		printf("'\n");
	}
	for (fish_command = 0; fish_command < COMMAND_COUNT; fish_command++)
		for_words(fish_command, fish_word);
}

int
main(int argc, char **argv)
{
	static const struct {
		const char *name;
		void (*put)(void);
	} shells[] = { { "bash", put_bash }, { "zsh", put_zsh },
		{ "fish", put_fish } };

	for (size_t i = 0; i < sizeof(shells) / sizeof(*shells); i++)
		if (argc == 2 && !strcmp(argv[1], shells[i].name)) {
			shells[i].put();
			return fflush(stdout) != 0;
		}
	fprintf(stderr, "usage: gen-complete bash|zsh|fish\n");
	return 2;
}
