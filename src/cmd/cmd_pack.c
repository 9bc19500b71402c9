/* cmd/cmd_pack.c - ibid pack: hand over to ibid-pack. */
#include <stdlib.h>

#include "base/arena.h"
#include "cmd/commands.h"
#include "cmd/open.h"

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
	status = open_run_pack(argv);
	free(argv);
	return status;
}
