/* linear/aloud.c - another program reads aloud what was printed. */
#include "linear/aloud.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

extern char **environ;

/* A program that is asked to stop has this long before it is ended. */
#define PATIENCE_MS 50
#define STEP_MS 2

struct aloud {
	struct arena mem;
	char **argv;
	struct buf text;
	pid_t child;		/* leads a group of its own; 0: none */
};

struct aloud *
aloud_open(struct span command)
{
	struct aloud *aloud = mem_alloc(sizeof *aloud);

	aloud->argv = arena_words(&aloud->mem, command, 0, NULL);
	return aloud;
}

void
aloud_close(struct aloud *aloud)
{
	if (!aloud)
		return;
	aloud_stop(aloud);
	buf_release(&aloud->text);
	arena_release(&aloud->mem);
	free(aloud);
}

void
aloud_add(struct aloud *aloud, struct span line)
{
	buf_put(&aloud->text, line);
	buf_putc(&aloud->text, '\n');
}

static bool
has_ended(struct aloud *aloud, int flags)
{
	pid_t got;

	do
		got = waitpid(aloud->child, NULL, flags);
	while (got < 0 && errno == EINTR && flags);
	if (got == 0 || (got < 0 && errno == EINTR))
		return false;
	aloud->child = 0;
	return true;
}

void
aloud_stop(struct aloud *aloud)
{
	struct timespec step = { .tv_nsec = STEP_MS * 1000000 };

	if (!aloud->child)
		return;
	kill(-aloud->child, SIGTERM);
	for (int ms = 0; ms < PATIENCE_MS; ms += STEP_MS) {
		if (has_ended(aloud, WNOHANG))
			return;
		nanosleep(&step, NULL);
	}
	kill(-aloud->child, SIGKILL);
	while (!has_ended(aloud, 0))
		continue;
}

/* A signal ends the wait, and then the reading. */
void
aloud_wait(struct aloud *aloud)
{
	if (aloud->child && !has_ended(aloud, 0))
		aloud_stop(aloud);
}

/*
 * The text is in a file without a name, so a program that reads as slowly
 * as it speaks holds nobody up.
 */
static FILE *
text_file(struct span text)
{
	FILE *file = tmpfile();

	if (!file)
		return NULL;
	if (fwrite(text.ptr, 1, text.len, file) != text.len ||
	    fflush(file) || lseek(fileno(file), 0, SEEK_SET) < 0) {
		fclose(file);
		return NULL;
	}
	return file;
}

/* In a group of its own, so that all it has started can be stopped. */
static int
run(struct aloud *aloud, int text_fd)
{
	posix_spawn_file_actions_t files;
	posix_spawnattr_t attrs;
	sigset_t usual;
	int error;

	posix_spawn_file_actions_init(&files);
	posix_spawn_file_actions_adddup2(&files, text_fd, STDIN_FILENO);
	posix_spawn_file_actions_addopen(&files, STDOUT_FILENO, "/dev/null",
	    O_WRONLY, 0);
	posix_spawn_file_actions_addopen(&files, STDERR_FILENO, "/dev/null",
	    O_WRONLY, 0);
	posix_spawnattr_init(&attrs);
	sigemptyset(&usual);
	sigaddset(&usual, SIGINT);
	sigaddset(&usual, SIGTERM);
	posix_spawnattr_setsigdefault(&attrs, &usual);
	posix_spawnattr_setpgroup(&attrs, 0);
	posix_spawnattr_setflags(&attrs, POSIX_SPAWN_SETPGROUP |
	    POSIX_SPAWN_SETSIGDEF);
	error = posix_spawnp(&aloud->child, aloud->argv[0], &files, &attrs,
	    aloud->argv, environ);
	posix_spawnattr_destroy(&attrs);
	posix_spawn_file_actions_destroy(&files);
	if (error)
		aloud->child = 0;
	return error;
}

bool
aloud_say(struct aloud *aloud, struct buf *error)
{
	FILE *file;
	int failed;

	aloud_stop(aloud);
	if (!aloud->text.len || !aloud->argv[0])
		return true;
	file = text_file(buf_span(&aloud->text));
	failed = file ? run(aloud, fileno(file)) : errno;
	if (file)
		fclose(file);
	buf_clear(&aloud->text);
	if (failed)
		buf_printf(error, "%s cannot be run: %s.", aloud->argv[0],
		    strerror(failed));
	return !failed;
}
