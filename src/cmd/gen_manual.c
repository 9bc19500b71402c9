/*
 * cmd/gen_manual.c - the tables of the manual, from the lists of the program.
 *
 *     gen_manual <ibid.1.in >ibid.1
 *
 * copies the manual and puts a table in place of each line that is only
 * @COMMANDS@, @OPTIONS@, @PACK_OPTIONS@, @SETTINGS@, @ACTIONS@ or
 * @ELEMENTS@.
 */
#include <stdio.h>
#include <string.h>

#include "cmd/commands.h"
#include "cmd/pack_options.h"
#include "tui/theme.h"

/* Text for mdoc: a backslash is an escape, a leading dot a macro. */
static void
put(const char *text)
{
	for (; *text; text++) {
		if (*text == '\\')
			fputs("\\e", stdout);
		else if (*text == '-')
			fputs("\\-", stdout);
		else if (*text == '\'')
			fputs("\\(aq", stdout);
		else
			putchar(*text);
	}
}

static void
put_commands(void)
{
	printf(".Bl -tag -width Ds\n");
	for (int i = 0; i < COMMAND_COUNT; i++) {
		printf(".It Ic ");
		put(command_infos[i].name);
		if (*command_infos[i].args) {
			printf(" ");
			put(command_infos[i].args);
		}
		printf("\n");
		put(command_infos[i].help);
		printf(".\n");
	}
	printf(".El\n");
}

static void
put_takers(unsigned commands)
{
	bool first = true;

	if (commands == COMMAND_ALL)
		return;
	printf(" (");
	for (int i = 0; i < COMMAND_COUNT; i++) {
		if (!(commands & (1u << i)))
			continue;
		printf("%s%s", first ? "" : ", ", command_infos[i].name);
		first = false;
	}
	printf(")");
}

/* The names of an option, as the head of its entry. */
static void
put_option(int letter, const char *name, const char *arg)
{
	printf(".It ");
	if (letter)
		printf("Fl %c , ", letter);
	printf("Fl Fl ");
	put(name);
	if (arg) {
		printf(" Ns = Ns Ar ");
		put(arg);
	}
	printf("\n");
}

static void
put_options(void)
{
	printf(".Bl -tag -width Ds\n");
	for (int i = 0; i < OPTION_COUNT; i++) {
		const struct option_info *info = &option_infos[i];

		put_option(info->letter, info->name, info->arg);
		put(info->help);
		put_takers(info->commands);
		printf(".\n");
	}
	printf(".El\n");
}

static void
put_pack_options(void)
{
	printf(".Bl -tag -width Ds\n");
#define X(id, name, letter, arg, help) \
	put_option(letter, name, arg); \
	put(help); \
	printf(".\n");
	PACK_OPTIONS(X)
#undef X
#define X(field, value, option, what) \
	put_option(0, &(option)[2], "N"); \
	printf("At most N "); \
	put(what); \
	printf(" (%zu).\n", (size_t)(value));
	IMPORT_LIMITS(X)
#undef X
	printf(".El\n");
}

/* What a theme line can name, as a sentence's list. */
static void
put_elements(void)
{
	static const char *const names[] = {
#define X(id, name, ...) name,
		LAYOUT_ELEMENTS(X)
		THEME_PANES(X)
#undef X
	};
	size_t count = sizeof names / sizeof *names;

	for (size_t i = 0; i < count; i++) {
		put(names[i]);
		printf(i + 1 < count ? ",\n" : ".\n");
	}
}

static void
put_settings(void)
{
	printf(".Bl -tag -width Ds\n");
	for (int i = 0; i < SETTING_COUNT; i++) {
		const struct setting_info *info =
		    setting_info((enum setting)i);

		printf(".It Cm ");
		put(info->name);
		printf(" = ");
		if (info->kind == SETTING_BOOL)
			printf("on | off");
		else if (info->kind == SETTING_NUMBER)
			printf("%d ... %d", info->least, info->greatest);
		else if (info->kind == SETTING_TEXT)
			printf("text");
		else
			for (const char *c = info->initial; *c; c++)
				fputs(*c == ' ' ? " | " :
				    (char[]){ *c, '\0' }, stdout);
		printf("\n");
		put(info->help);
		printf(".\n");
		if (info->kind != SETTING_TEXT) {
			size_t len = strcspn(info->initial, " ");

			printf("Default: %.*s.\n", (int)len, info->initial);
		} else if (*info->initial) {
			printf("Default: %s.\n", info->initial);
		}
	}
	printf(".El\n");
}

static void
put_actions(void)
{
	struct buf where = { 0 };

	printf(".Bl -column \"Space PageDown C-f\" \"next-document\" "
	    "\"kwic\"\n");
	printf(".It Em Keys Ta Em Action Ta Em Linear\n");
	for (int i = 1; i < ACTION_COUNT; i++) {
		const struct action_info *info =
		    action_info((enum action)i);

		printf(".It ");
		put(info->keys);
		printf(" Ta ");
		put(info->name);
		printf(" Ta ");
		put(info->linear);
		printf("\n");
	}
	printf(".El\n.Pp\nWhat they do, and where:\n");
	printf(".Bl -tag -width Ds\n");
	for (int i = 1; i < ACTION_COUNT; i++) {
		const struct action_info *info =
		    action_info((enum action)i);

		buf_clear(&where);
		where_names(info->where, &where);
		printf(".It Ic ");
		put(info->name);
		printf(" Pq ");
		put(buf_cstr(&where));
		printf("\n");
		put(info->help);
		printf(".\n");
	}
	printf(".El\n");
	buf_release(&where);
}

static void
put_manual(void)
{
	static const struct {
		const char *line;
		void (*put)(void);
	} tables[] = {
		{ "@COMMANDS@\n", put_commands },
		{ "@OPTIONS@\n", put_options },
		{ "@PACK_OPTIONS@\n", put_pack_options },
		{ "@ELEMENTS@\n", put_elements },
		{ "@SETTINGS@\n", put_settings },
		{ "@ACTIONS@\n", put_actions },
	};
	char line[1024];

	while (fgets(line, sizeof line, stdin)) {
		bool done = false;

		for (size_t i = 0; i < sizeof tables / sizeof *tables; i++) {
			if (strcmp(line, tables[i].line))
				continue;
			tables[i].put();
			done = true;
		}
		if (!done)
			fputs(line, stdout);
	}
}

int
main(void)
{
	put_manual();
	return 0;
}
