/* cmd/browse.c - open an address in another program. */
#include "cmd/browse.h"

#include <errno.h>
#include <spawn.h>
#include <stdlib.h>
#include <sys/wait.h>

#include "base/arena.h"

extern char **environ;

#define WORDS_MAX 16

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

/* Run one program; true when it ended well. */
static bool
run(struct arena *mem, struct span program, const char *address)
{
	char *argv[WORDS_MAX + 2];
	int argc = 0;
	bool placed = false;
	pid_t child;
	int status;

	while (argc < WORDS_MAX && (program = span_trim(program)).len) {
		ptrdiff_t space = span_chr(program, ' ', 0);
		size_t len = space < 0 ? program.len : (size_t)space;
		struct span word = span_slice(program, 0, len);

		program = span_slice(program, len, program.len);
		if (span_eq(word, SPAN("%s"))) {
			argv[argc++] = (char *)address;
			placed = true;
		} else {
			argv[argc++] = arena_str(mem, word);
		}
	}
	if (argc == 0)
		return false;
	if (!placed)
		argv[argc++] = (char *)address;
	argv[argc] = NULL;
	if (posix_spawnp(&child, argv[0], NULL, NULL, argv, environ))
		return false;
	while (waitpid(child, &status, 0) < 0 && errno == EINTR)
		continue;
	return WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

bool
browse_address(struct span address, struct buf *error)
{
	struct span list = chosen.len ? chosen :
	    span_str(getenv("BROWSER"));
	struct arena mem = { 0 };
	bool done = false;

	if (!is_safe(address)) {
		buf_puts(error, "not an address that a browser opens");
		return false;
	}
	if (list.len == 0) {
		buf_puts(error, "set $BROWSER to open addresses");
		return false;
	}
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
