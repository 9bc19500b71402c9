/* cmd/child.c - running ibid-pack, the child that compiles. */
#include "cmd/child.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/clock.h"
#include "base/progress.h"
#include "cmd/commands.h"
#include "cmd/say.h"
#include "config.h"
#include "uni/uni.h"

extern char **environ;

/* A line that is rewritten comes after the first, a plain one after this
 * (access.md, B6); and it is rewritten so often at most. */
#define PATIENCE_MS 500
#define PATIENCE_PLAIN_MS 1000
#define REFRESH_MS 100

#define ROOM_COLS 80

static bool plain, slow;
static volatile sig_atomic_t ended_by;
static volatile sig_atomic_t child_id;

void
child_plain(bool on)
{
	const char *term = getenv("TERM");

	plain = on || !term || !*term || !strcmp(term, "dumb");
}

bool
child_was_slow(void)
{
	return slow;
}

/* ---- signals ---- */

static const int endings[] = { SIGINT, SIGTERM, SIGHUP };
#define ENDINGS (sizeof endings / sizeof *endings)

static void
end_child(int signal)
{
	ended_by = signal;
	if (child_id > 0)
		kill((pid_t)child_id, signal);
}

/* What is ignored (by nohup, say) stays ignored, in the child as well. */
static void
catch_endings(struct sigaction old[ENDINGS])
{
	struct sigaction catch = { .sa_handler = end_child };

	sigemptyset(&catch.sa_mask);
	for (size_t i = 0; i < ENDINGS; i++) {
		sigaction(endings[i], NULL, &old[i]);
		if (old[i].sa_handler != SIG_IGN)
			sigaction(endings[i], &catch, NULL);
	}
}

static void
release_endings(const struct sigaction old[ENDINGS])
{
	for (size_t i = 0; i < ENDINGS; i++)
		sigaction(endings[i], &old[i], NULL);
}

void
child_end(void)
{
	if (!ended_by)
		return;
	fflush(NULL);
	signal(ended_by, SIG_DFL);
	raise(ended_by);
}

/* ---- the line ---- */

struct line {
	const char *what;
	const char *words;	/* in place of all that, where it is plain */
	int64_t start_ms, shown_ms;
	size_t shown_cols;	/* of the line that stands there now */
	unsigned phase, percent;
	bool fresh;		/* something is to be shown */
};

static size_t
terminal_cols(void)
{
	struct winsize size;

	if (ioctl(STDERR_FILENO, TIOCGWINSZ, &size) < 0 || !size.ws_col)
		return ROOM_COLS;
	return size.ws_col;
}

/* `text` over what stood there; the cursor comes back to its start. */
static void
put_line(struct line *line, struct span text)
{
	size_t cols = uni_cols(text, 1);
	int blank = line->shown_cols > cols ?
	    (int)(line->shown_cols - cols) : 0;

	fputc('\r', stderr);
	say_put(stderr, text);
	fprintf(stderr, "%*s\r", blank, "");
	fflush(stderr);
	line->shown_cols = cols;
}

/*
 * "book.epub: indexing, 42 % (step 3 of 4)".  The name gives way where the
 * terminal is narrow.
 */
static void
show(struct line *line)
{
	struct buf name = { 0 }, rest = { 0 }, text = { 0 };
	size_t cols = terminal_cols() - 1;
	size_t room, used;

	buf_printf(&rest, ": %s, %u %% (step %u of %u)",
	    progress_name((enum progress_phase)line->phase), line->percent,
	    line->phase + 1, PROGRESS_PHASE_COUNT);
	say_printable(&name, span_str(line->what));
	room = rest.len < cols ? cols - rest.len : 0;
	buf_put(&text, span_slice(buf_span(&name), 0, uni_fit(
	    buf_span(&name), room, 1, &used)));
	buf_put(&text, buf_span(&rest));
	put_line(line, span_slice(buf_span(&text), 0, uni_fit(
	    buf_span(&text), cols, 1, &used)));
	line->shown_ms = clock_ms();
	line->fresh = false;
	buf_release(&name);
	buf_release(&rest);
	buf_release(&text);
}

static void
say_slow(struct line *line)
{
	slow = true;
	line->fresh = false;
	fprintf(stderr, "%s\n", line->words);
}

/* How long to wait for more before something is to be shown; -1: for ever. */
static int
wait_ms(const struct line *line)
{
	int64_t due = line->start_ms + (plain ? PATIENCE_PLAIN_MS :
	    PATIENCE_MS);

	if (!line->fresh)
		return -1;
	if (line->shown_ms && line->shown_ms + REFRESH_MS > due)
		due = line->shown_ms + REFRESH_MS;
	due -= clock_ms();
	return due > 0 ? (int)due : 0;
}

/* The child sends a byte for the phase and one for the per cent. */
static void
take(struct line *line, const unsigned char *bytes, ssize_t len)
{
	for (ssize_t i = 0; i + 1 < len; i += 2) {
		if (bytes[i] >= PROGRESS_PHASE_COUNT || bytes[i + 1] > 100)
			continue;
		line->phase = bytes[i];
		line->percent = bytes[i + 1];
		line->fresh |= !(plain && slow);
	}
}

/* Until the child closes its end of the pipe. */
static void
watch(int fd, struct line *line)
{
	struct pollfd end = { .fd = fd, .events = POLLIN };
	unsigned char bytes[64];

	for (;;) {
		int ready = poll(&end, 1, wait_ms(line));
		ssize_t len;

		if (ready < 0 && errno != EINTR)
			break;
		if (ready == 0) {
			if (plain)
				say_slow(line);
			else
				show(line);
		}
		if (ready <= 0)
			continue;
		len = read(fd, bytes, sizeof bytes);
		if (len == 0 || (len < 0 && errno != EINTR))
			break;
		take(line, bytes, len);
	}
	if (line->shown_cols)
		put_line(line, SPAN(""));
}

/* ---- the child ---- */

/* Cut `tail` from the end of a folder's name; false: it does not end so. */
static bool
cut_tail(struct span *folder, const char *tail)
{
	struct span end = span_str(tail);

	if (!span_ends(*folder, end))
		return false;
	*folder = span_slice(*folder, 0, folder->len - end.len);
	return true;
}

/*
 * ibid-pack stands beside ibid in the build tree, and in libexec when
 * installed; the one beside is looked for first, so that a build is tried
 * with its own, and then the one that was installed with this ibid, in
 * whatever folder both were put.
 */
static void
pack_path(struct buf *path)
{
	const char *bin = BINDIR "/", *pack = PKGLIBEXECDIR "/ibid-pack";
	char self[PATH_MAX];
	ssize_t len = readlink("/proc/self/exe", self, sizeof self);
	struct span folder = span_of(self, len > 0 ? (size_t)len : 0);
	size_t shared = 0;

	while (folder.len && folder.ptr[folder.len - 1] != '/')
		folder.len--;
	if (folder.len) {
		buf_put(path, folder);
		buf_puts(path, "ibid-pack");
		if (access(buf_cstr(path), X_OK) == 0)
			return;
	}
	/* Up to the last / that both have in common. */
	for (size_t i = 0; bin[i] && bin[i] == pack[i]; i++)
		if (bin[i] == '/')
			shared = i;
	if (cut_tail(&folder, bin + shared)) {
		buf_clear(path);
		buf_put(path, folder);
		buf_puts(path, pack + shared);
		if (access(buf_cstr(path), X_OK) == 0)
			return;
	}
	buf_clear(path);
	buf_puts(path, pack);
}

/* The arguments with "--progress=FD" after the name. */
static const char **
with_progress(const char *const *argv, int fd, struct buf *option)
{
	size_t count = 0;
	const char **all;

	while (argv[count])
		count++;
	all = mem_array(count + 2, sizeof *all);
	buf_printf(option, "--progress=%d", fd);
	all[0] = argv[0];
	all[1] = buf_cstr(option);
	for (size_t i = 1; i <= count; i++)
		all[i + 1] = argv[i];
	return all;
}

static int
ended(int status)
{
	if (ended_by) {
		complain(NULL, "interrupted%s", WIFEXITED(status) &&
		    WEXITSTATUS(status) == STATUS_DONE ? "" :
		    "; nothing was written");
		return STATUS_FAILED;
	}
	if (WIFEXITED(status))
		return WEXITSTATUS(status);
	complain(NULL, "the compiler was ended by signal %d (%s); its limits "
	    "are told by \"ibid pack --help\"", WTERMSIG(status),
	    strsignal(WTERMSIG(status)));
	return STATUS_FAILED;
}

int
child_pack(const char *const *argv, const char *what, const char *words)
{
	struct line line = { .what = what, .words = words,
	    .start_ms = clock_ms(), .fresh = true };
	struct buf path = { 0 }, option = { 0 };
	struct sigaction old[ENDINGS];
	int pipes[2] = { -1, -1 };
	const char **own = NULL;
	pid_t child = 0;
	int status = 0;
	int error;

	if (ended_by)
		return STATUS_FAILED;
	pack_path(&path);
	if (isatty(STDERR_FILENO) && pipe2(pipes, O_CLOEXEC) == 0) {
		fcntl(pipes[1], F_SETFD, 0);
		if (!plain)
			argv = own = with_progress(argv, pipes[1], &option);
	}
	catch_endings(old);
	/* The function's old type: it changes no argument. */
	error = posix_spawn(&child, path.ptr, NULL, NULL,
	    (char *const *)(uintptr_t)argv, environ);
	child_id = error ? 0 : child;
	if (pipes[1] >= 0)
		close(pipes[1]);
	if (error) {
		complain(path.ptr, "%s; ibid is not wholly installed",
		    strerror(error));
	} else {
		if (ended_by)
			kill(child, ended_by);
		if (pipes[0] >= 0)
			watch(pipes[0], &line);
		while (waitpid(child, &status, 0) < 0 && errno == EINTR)
			continue;
	}
	child_id = 0;
	release_endings(old);
	if (pipes[0] >= 0)
		close(pipes[0]);
	free(own);
	buf_release(&path);
	buf_release(&option);
	return error ? STATUS_FAILED : ended(status);
}
