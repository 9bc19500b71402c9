/* cmd/browse.c - open an address in another program. */
#include "cmd/browse.h"

#include <errno.h>
#include <fcntl.h>
#include <spawn.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/arena.h"

extern char **environ;

static struct span chosen;

void
browse_choose(struct span program)
{
	chosen = program;
}

/* Only addresses of the web and of mail: no files, no options. */
static bool
is_safe(struct span address)
{
	static const char *const schemes[] = {
		"http://", "https://", "mailto:", "ftp://", "gopher://",
		"gemini://",
	};

	for (size_t i = 0; i < address.len; i++)
		if ((unsigned char)address.ptr[i] <= ' ' ||
		    address.ptr[i] == 0x7f)
			return false;
	for (size_t i = 0; i < sizeof schemes / sizeof *schemes; i++)
		if (span_starts(address, span_str(schemes[i])))
			return true;
	return false;
}

/* What stands in a pipe is for us: the program has the keyboard, if any. */
static bool
spawn(char **argv, pid_t *child)
{
	posix_spawn_file_actions_t files;
	const char *keyboard = access("/dev/tty", R_OK) == 0 &&
	    isatty(STDOUT_FILENO) ? "/dev/tty" : "/dev/null";
	bool done;

	posix_spawn_file_actions_init(&files);
	if (!isatty(STDIN_FILENO))
		posix_spawn_file_actions_addopen(&files, STDIN_FILENO,
		    keyboard, O_RDONLY, 0);
	done = posix_spawnp(child, argv[0], &files, NULL, argv, environ) ==
	    0;
	posix_spawn_file_actions_destroy(&files);
	return done;
}

/* Run one program; true when it ended well. */
static bool
run(struct arena *mem, struct span program, const char *address)
{
	size_t argc;
	char **argv = arena_words(mem, program, 1, &argc);
	bool placed = false;
	pid_t child;
	int status;

	if (argc == 0)
		return false;
	for (size_t i = 0; i < argc; i++) {
		if (strcmp(argv[i], "%s"))
			continue;
		argv[i] = (char *)address;
		placed = true;
	}
	if (!placed)
		argv[argc] = (char *)address;
	if (!spawn(argv, &child))
		return false;
	while (waitpid(child, &status, 0) < 0 && errno == EINTR)
		continue;
	return WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

static struct span
browsers(void)
{
	return chosen.len ? chosen : span_str(getenv("BROWSER"));
}

bool
browse_possible(struct span address, struct buf *error)
{
	if (!is_safe(address))
		buf_puts(error, "not an address that a browser opens");
	else if (browsers().len == 0)
		buf_puts(error, "set $BROWSER to open addresses");
	else
		return true;
	return false;
}

bool
browse_address(struct span address, struct buf *error)
{
	struct span list = browsers();
	struct arena mem = { 0 };
	bool done = false;

	if (!browse_possible(address, error))
		return false;
	while (list.len && !done) {
		ptrdiff_t colon = chosen.len ? -1 : span_chr(list, ':', 0);
		size_t len = colon < 0 ? list.len : (size_t)colon;

		done = run(&mem, span_slice(list, 0, len),
		    arena_str(&mem, address));
		list = span_slice(list, len + 1, list.len);
	}
	if (!done)
		buf_puts(error, "the browser could not be run");
	arena_release(&mem);
	return done;
}
