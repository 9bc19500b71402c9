/* cmd/tables.c - the lists of commands and options as tables. */
#include "cmd/commands.h"

const struct command_info command_infos[COMMAND_COUNT] = {
#define X(id, name, args, help) { #name, args, help },
	COMMANDS(X)
#undef X
};

const struct option_info option_infos[OPTION_COUNT] = {
#define X(id, name, letter, arg, commands, help) \
	{ name, letter, arg, commands, help },
	OPTIONS(X)
#undef X
};
