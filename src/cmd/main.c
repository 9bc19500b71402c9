/* cmd/main.c - ibid: find the command and run it. */
#include <locale.h>
#include <malloc.h>
#include <stdio.h>

#include "cmd/cache.h"
#include "cmd/child.h"
#include "cmd/commands.h"

static int (*const handlers[COMMAND_COUNT])(struct args *) = {
#define X(id, name, args, help) cmd_##name,
	COMMANDS(X)
#undef X
};

/*
 * Large blocks, such as a batch of chunks unpacked, go back to the system
 * when they are freed.  Left to itself the C library of GNU keeps them once
 * it has seen a few, some 8 MB in a session that searches a long text.
 */
#define LARGE_BLOCK (128 * 1024)

int
main(int argc, char **argv)
{
	struct args args;
	int status;

	setlocale(LC_CTYPE, "");
#ifdef M_MMAP_THRESHOLD
	mallopt(M_MMAP_THRESHOLD, LARGE_BLOCK);
#endif
	if (args_read(&args, argc, argv, &status)) {
		child_plain(settings_number(&args.settings, SETTING_A11Y) ||
		    settings_number(&args.settings, SETTING_LINEAR));
		cache_keep((uint64_t)settings_number(&args.settings,
		    SETTING_CACHE_SIZE) << 20);
		status = handlers[args.command](&args);
	}
	args_release(&args);
	child_end();
	if (fflush(stdout) || ferror(stdout)) {
		complain(NULL, "standard output could not be written");
		return STATUS_FAILED;
	}
	return status;
}
