/*
 * cmd/gen_manual.c - the tables of the manual, from the lists of the program.
 *
 *     gen_manual <ibid.1.in >ibid.1
 *
 * copies the manual and puts a table in place of each line that is only
 * @COMMANDS@, @OPTIONS@, @SETTINGS@ or @ACTIONS@.
 */
#include <stdio.h>
#include <string.h>

#include "cmd/commands.h"

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

static void
put_options(void)
{
	printf(".Bl -tag -width Ds\n");
	for (int i = 0; i < OPTION_COUNT; i++) {
		const struct option_info *info = &option_infos[i];

		printf(".It ");
		if (info->letter)
			printf("Fl %c , ", info->letter);
		printf("Fl Fl ");
		put(info->name);
		if (info->arg) {
			printf(" Ns = Ns Ar ");
			put(info->arg);
		}
		printf("\n");
		put(info->help);
		put_takers(info->commands);
		printf(".\n");
	}
	printf(".El\n");
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
