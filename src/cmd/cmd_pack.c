/* cmd/cmd_pack.c - ibid pack: hand over to ibid-pack. */
#include <stdio.h>
#include <stdlib.h>

#include "base/arena.h"
#include "cmd/child.h"
#include "cmd/commands.h"

/* The first file named, for the line that tells how far it is. */
static const char *
first_file(const struct args *args)
{
	for (int i = 0; i < args->name_count; i++) {
		const char *name = args->names[i];

		if (!strcmp(name, "-o"))
			i++;
		else if (*name != '-' || !name[1])
			return name;
	}
	return "ibid";
}

/* ibid-pack reads the command line itself, --help included. */
int
cmd_pack(struct args *args)
{
	const char **argv = mem_array((size_t)args->name_count + 2,
	    sizeof *argv);
	int status;

	argv[0] = "ibid-pack";
	for (int i = 0; i < args->name_count; i++)
		argv[i + 1] = args->names[i];
	status = child_pack(argv, first_file(args), "Packing.");
	if (status == STATUS_DONE && child_was_slow())
		fputs("Packed.\n", stderr);
	free(argv);
	return status;
}
