/* tests/screen/vt.c - a program on a pseudo-terminal, as a person sees it. */
#include "tests/screen/vt.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <pty.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#include <sys/wait.h>
#include <termios.h>
#include <time.h>
#include <unistd.h>
#include <utmp.h>
#include <vterm.h>

#include "base/arena.h"
#include "tests/screen/proc.h"
#include "tests/screen/vterm_bytes.h"
#include "tui/keys.h"

/* A rest must be seen this often, this far apart: output may be in flight. */
#define REST_CHECKS 4
#define FAMILY_CHECKS 12	/* they hand things on to one another */
#define REST_MS 2

/* Input that wakes nobody (a signal that is ignored) is given this long. */
#define WAKE_MS 300

struct vt {
	VTerm *vterm;
	VTermScreen *screen;
	int master, slave;
	pid_t pid;
	bool reaped, paused, family;
	bool visible, altscreen;
	int status;
	int rows, cols;
	long woken;		/* context switches when we sent last */
	long woken_outer, woken_inner;	/* of a screen reader, and under it */
	bool sent;
	int seen;		/* rests in a row, for vt_settle */
	long quiet_since;
	struct buf bytes;
	struct buf held;	/* what libvterm has not been given yet */
};

static long
now_ms(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

/* ---- what the program does ---- */

/* Who has the terminal: a job of the shell, or whom a script waits for. */
static pid_t
in_front(const struct vt *vt)
{
	pid_t pid = vt->master < 0 ? -1 : tcgetpgrp(vt->master);
	pid_t child;

	if (pid <= 0)
		pid = vt->pid;
	while ((child = proc_awaited(pid)) > 0)
		pid = child;
	return pid;
}

static enum proc_rest
rests(const struct vt *vt)
{
	enum proc_rest rest = PROC_RESTS;
	long unused = 0;

	if (!vt->family)
		return proc_rest(in_front(vt));
	proc_family(vt->pid, &rest, &unused);
	return rest;
}

/* How often they went to sleep: a change shows that one was woken. */
static long
switches(const struct vt *vt)
{
	enum proc_rest unused = PROC_RESTS;
	long count = 0;

	if (!vt->family)
		return proc_switches(in_front(vt));
	proc_family(vt->pid, &unused, &count);
	return count;
}

/* ---- output ---- */

static void
draw(struct vt *vt, struct span bytes)
{
	struct buf held = { 0 };
	struct buf whole = { 0 };
	size_t done;

	buf_put(&vt->held, bytes);
	done = vterm_bytes(buf_span(&vt->held), &whole);
	vterm_input_write(vt->vterm, whole.ptr, whole.len);
	buf_put(&held, span_slice(buf_span(&vt->held), done, vt->held.len));
	buf_release(&whole);
	buf_release(&vt->held);
	vt->held = held;
}

/* Take what was written; false at the end of it. */
static bool
drain(struct vt *vt, int timeout_ms)
{
	struct pollfd fd = { .fd = vt->master, .events = POLLIN };
	char bytes[65536];
	ssize_t got;

	if (vt->paused || vt->master < 0) {
		poll(NULL, 0, timeout_ms);
		return false;
	}
	if (poll(&fd, 1, timeout_ms) <= 0)
		return false;
	got = read(vt->master, bytes, sizeof bytes);
	if (got <= 0)
		return false;
	buf_put_bytes(&vt->bytes, bytes, (size_t)got);
	draw(vt, span_of(bytes, (size_t)got));
	return true;
}

static bool
reap(struct vt *vt)
{
	if (!vt->reaped && waitpid(vt->pid, &vt->status, WNOHANG) == vt->pid)
		vt->reaped = true;
	return vt->reaped;
}

static bool
input_is_taken(const struct vt *vt)
{
	int waiting = 0;

	return vt->slave < 0 || ioctl(vt->slave, FIONREAD, &waiting) < 0 ||
	    waiting == 0;
}

/*
 * Bytes that were sent are in nobody's queue for a moment, so the program
 * must have been woken before its rest counts.  One that passes them on to
 * another terminal, as a screen reader does, is woken by what comes and
 * again by the answer.
 */
static bool
was_reached(const struct vt *vt)
{
	pid_t inner = vt->family ? proc_inner(vt->pid) : 0;

	if (inner <= 0)
		return switches(vt) != vt->woken;
	return proc_switches(vt->pid) >= vt->woken_outer + 2 &&
	    proc_switches(inner) != vt->woken_inner;
}

/* Before what will wake it is sent. */
static void
note_sending(struct vt *vt)
{
	pid_t inner = vt->family ? proc_inner(vt->pid) : 0;

	vt->woken = switches(vt);
	vt->woken_outer = proc_switches(vt->pid);
	vt->woken_inner = inner > 0 ? proc_switches(inner) : 0;
	vt->sent = true;
}

static bool
has_woken(struct vt *vt, long since_ms)
{
	if (!vt->sent || was_reached(vt) ||
	    now_ms() - since_ms > WAKE_MS) {
		vt->sent = false;
		return true;
	}
	return false;
}

static int
checks_wanted(const struct vt *vt)
{
	return 1 + (vt->family ? FAMILY_CHECKS : REST_CHECKS);
}

/* Look at it once; true when it has been seen at rest often enough. */
static bool
look(struct vt *vt, long start)
{
	enum proc_rest rest;

	if (vt->seen >= checks_wanted(vt))
		return true;
	if (drain(vt, 0)) {
		vt->seen = 0;
		vt->quiet_since = now_ms();
		return false;
	}
	if (reap(vt)) {
		while (drain(vt, 0))
			continue;
		vt->seen = checks_wanted(vt);
		return true;
	}
	rest = rests(vt);
	if (rest == PROC_UNKNOWN)
		rest = now_ms() - vt->quiet_since >= VT_QUIET_MS ?
		    PROC_RESTS : PROC_BUSY;
	if (rest == PROC_RESTS && has_woken(vt, start) && input_is_taken(vt))
		vt->seen++;
	else
		vt->seen = 0;
	return vt->seen >= checks_wanted(vt);
}

/* Until one of them writes, and no longer than the next look is away. */
static void
wait_for_output(struct vt *const *vts, size_t count)
{
	struct pollfd fds[VT_SETTLE_MAX];
	int wait_ms = REST_MS;

	for (size_t i = 0; i < count; i++) {
		fds[i] = (struct pollfd){ .fd = vts[i]->paused ? -1 :
		    vts[i]->master, .events = POLLIN };
		if (vts[i]->seen == 0)
			wait_ms = 1;
	}
	poll(fds, count, wait_ms);
}

bool
vt_settle_all(struct vt *const *vts, size_t count)
{
	long start = now_ms();

	for (size_t i = 0; i < count; i++) {
		vts[i]->seen = 0;
		vts[i]->quiet_since = start;
	}
	while (now_ms() - start < VT_LIMIT_MS) {
		bool all = true;

		for (size_t i = 0; i < count; i++)
			all &= look(vts[i], start);
		if (all)
			return true;
		wait_for_output(vts, count);
	}
	return false;
}

bool
vt_settle(struct vt *vt)
{
	return vt_settle_all(&vt, 1);
}

static bool
row_is(const struct vt *vt, int row, const char *text)
{
	struct buf got = { 0 };
	bool same;

	vt_row(vt, row, &got);
	same = span_eq(buf_span(&got), span_str(text));
	buf_release(&got);
	return same;
}

bool
vt_until(struct vt *vt, int row, const char *text)
{
	long start = now_ms();

	while (!row_is(vt, row, text)) {
		if (now_ms() - start > VT_LIMIT_MS || reap(vt))
			return false;
		drain(vt, 5);
	}
	return vt_settle(vt);
}

bool
vt_until_altscreen(struct vt *vt, bool on)
{
	long start = now_ms();

	while (vt->altscreen != on) {
		if (now_ms() - start > VT_LIMIT_MS || reap(vt))
			return false;
		drain(vt, 5);
	}
	return true;
}

bool
vt_until_shown(struct vt *vt, const char *text, int limit_ms)
{
	long start = now_ms();
	bool shown = false;

	while (!shown && now_ms() - start < limit_ms && !reap(vt)) {
		for (int row = 0; row < vt->rows && !shown; row++)
			shown = vt_col_of(vt, row, text) >= 0;
		drain(vt, 5);
	}
	return shown;
}

/* ---- input ---- */

void
vt_type(struct vt *vt, struct span bytes)
{
	note_sending(vt);
	while (bytes.len && vt->master >= 0) {
		ssize_t put = write(vt->master, bytes.ptr, bytes.len);

		if (put < 0 && errno != EAGAIN && errno != EINTR)
			return;
		bytes = span_slice(bytes, put > 0 ? (size_t)put : 0,
		    bytes.len);
		if (bytes.len)
			drain(vt, 1);
	}
}

bool
vt_send(struct vt *vt, const char *bytes)
{
	vt_type(vt, span_str(bytes));
	return vt_settle(vt);
}

bool
vt_press(struct vt *vt, struct span name)
{
	struct buf bytes = { 0 };
	struct key key;
	bool good = key_parse(name, &key);

	if (good) {
		key_bytes(key, &bytes);
		vt_type(vt, buf_span(&bytes));
	}
	buf_release(&bytes);
	return good;
}

bool
vt_keys(struct vt *vt, const char *names)
{
	struct span rest = span_str(names);

	while ((rest = span_trim(rest)).len) {
		ptrdiff_t space = span_chr(rest, ' ', 0);
		size_t len = space < 0 ? rest.len : (size_t)space;

		if (!vt_press(vt, span_slice(rest, 0, len)) ||
		    !vt_settle(vt))
			return false;
		rest = span_slice(rest, len, rest.len);
	}
	return true;
}

bool
vt_resize(struct vt *vt, int rows, int cols)
{
	struct winsize size = { .ws_row = (unsigned short)rows,
		.ws_col = (unsigned short)cols };

	vt->rows = rows;
	vt->cols = cols;
	vterm_set_size(vt->vterm, rows, cols);
	note_sending(vt);
	ioctl(vt->master, TIOCSWINSZ, &size);
	return vt_settle(vt);
}

void
vt_kill(struct vt *vt, int number)
{
	note_sending(vt);
	kill(vt->pid, number);
}

bool
vt_signal(struct vt *vt, int number)
{
	vt_kill(vt, number);
	return vt_settle(vt);
}

void
vt_pause(struct vt *vt, bool paused)
{
	vt->paused = paused;
}

void
vt_hang_up(struct vt *vt)
{
	close(vt->slave);
	close(vt->master);
	vt->slave = vt->master = -1;
}

/* ---- starting and ending ---- */

static int
on_property(VTermProp property, VTermValue *value, void *user)
{
	struct vt *vt = user;

	if (property == VTERM_PROP_CURSORVISIBLE)
		vt->visible = value->boolean;
	else if (property == VTERM_PROP_ALTSCREEN)
		vt->altscreen = value->boolean;
	return 1;
}

static const VTermScreenCallbacks callbacks = { .settermprop = on_property };

static void
set_environment(const struct vt_opts *opts)
{
	static const char *const not_ours[] = {
		"NO_COLOR", "FORCE_COLOR", "CLICOLOR", "CLICOLOR_FORCE",
		"LINES", "COLUMNS", "ESCDELAY", "LANG", "LC_CTYPE",
		"ACCESSIBLE", "TERMCAP", "TERMINFO",
	};

	for (size_t i = 0; i < sizeof not_ours / sizeof *not_ours; i++)
		unsetenv(not_ours[i]);
	setenv("TERM", opts->type ? opts->type : "xterm-256color", 1);
	setenv("LC_ALL", "C.UTF-8", 1);
	for (size_t i = 0; opts->env && opts->env[i]; i++) {
		char *entry = strdup(opts->env[i]);
		char *sign = entry ? strchr(entry, '=') : NULL;

		if (sign) {
			*sign = '\0';
			setenv(entry, sign + 1, 1);
		} else if (entry) {
			unsetenv(entry);
		}
		free(entry);
	}
}

static void
run_child(const struct vt *vt, const struct vt_opts *opts)
{
	/* The test's own dispositions are not the program's business. */
	for (int number = 1; number < 32; number++)
		signal(number, SIG_DFL);
	close(vt->master);
	login_tty(vt->slave);
	set_environment(opts);
	execvp(opts->argv[0], (char *const *)opts->argv);
	perror(opts->argv[0]);
	_exit(127);
}

struct vt *
vt_start(const struct vt_opts *opts)
{
	struct vt *vt = mem_alloc(sizeof *vt);
	struct winsize size;

	vt->rows = opts->rows ? opts->rows : 24;
	vt->cols = opts->cols ? opts->cols : 80;
	vt->visible = true;
	vt->family = opts->family;
	size = (struct winsize){ .ws_row = (unsigned short)vt->rows,
		.ws_col = (unsigned short)vt->cols };
	if (openpty(&vt->master, &vt->slave, NULL, NULL, &size) < 0) {
		free(vt);
		return NULL;
	}
	fcntl(vt->master, F_SETFD, FD_CLOEXEC);
	fcntl(vt->slave, F_SETFD, FD_CLOEXEC);
	vt->pid = fork();
	if (vt->pid == 0)
		run_child(vt, opts);
	fcntl(vt->master, F_SETFL, O_NONBLOCK);
	vt->vterm = vterm_new(vt->rows, vt->cols);
	vterm_set_utf8(vt->vterm, 1);
	vt->screen = vterm_obtain_screen(vt->vterm);
	vterm_screen_set_callbacks(vt->screen, &callbacks, vt);
	vterm_screen_enable_altscreen(vt->screen, 1);
	vterm_screen_reset(vt->screen, 1);
	if (!opts->hasty)
		vt_settle(vt);
	return vt;
}

int
vt_wait(struct vt *vt, int limit_ms)
{
	long start = now_ms();

	while (!reap(vt)) {
		if (now_ms() - start > limit_ms)
			return -1;
		drain(vt, 5);
	}
	while (drain(vt, 0))
		continue;
	return vt->status;
}

bool
vt_running(struct vt *vt)
{
	return !reap(vt);
}

void
vt_free(struct vt *vt)
{
	if (!vt)
		return;
	if (!reap(vt)) {
		kill(vt->pid, SIGKILL);
		waitpid(vt->pid, &vt->status, 0);
	}
	if (vt->master >= 0)
		vt_hang_up(vt);
	vterm_free(vt->vterm);
	buf_release(&vt->bytes);
	buf_release(&vt->held);
	free(vt);
}

long
vt_cpu_ms(const struct vt *vt)
{
	return proc_cpu_ms(in_front(vt));
}

bool
vt_only_input_wakes(const struct vt *vt)
{
	return proc_only_input_wakes(in_front(vt));
}

bool
vt_is_cooked(const struct vt *vt)
{
	struct termios modes;

	return vt->slave >= 0 && tcgetattr(vt->slave, &modes) == 0 &&
	    modes.c_lflag & ICANON && modes.c_lflag & ECHO &&
	    modes.c_oflag & OPOST;
}

/* ---- what is on the screen ---- */

void
vt_row(const struct vt *vt, int row, struct buf *out)
{
	size_t start = out->len;
	VTermScreenCell cell;

	for (int col = 0; col < vt->cols; col += cell.width ? cell.width : 1) {
		vterm_screen_get_cell(vt->screen, (VTermPos){ row, col },
		    &cell);
		if (!cell.chars[0])
			buf_putc(out, ' ');
		for (int i = 0; i < VTERM_MAX_CHARS_PER_CELL &&
		    cell.chars[i]; i++)
			buf_put_code(out, cell.chars[i]);
	}
	while (out->len > start && out->ptr[out->len - 1] == ' ')
		buf_cut(out, out->len - 1);
}

void
vt_text(const struct vt *vt, struct buf *out)
{
	for (int row = 0; row < vt->rows; row++) {
		vt_row(vt, row, out);
		buf_putc(out, '\n');
	}
}

void
vt_marks(const struct vt *vt, int row, struct buf *out)
{
	VTermScreenCell cell;

	for (int col = 0; col < vt->cols; col++) {
		vterm_screen_get_cell(vt->screen, (VTermPos){ row, col },
		    &cell);
		buf_putc(out, cell.attrs.reverse ? 'r' :
		    cell.attrs.underline ? 'u' : cell.attrs.bold ? 'b' :
		    cell.attrs.italic ? 'i' : cell.attrs.strike ? 's' :
		    !VTERM_COLOR_IS_DEFAULT_FG(&cell.fg) ||
		    !VTERM_COLOR_IS_DEFAULT_BG(&cell.bg) ? 'c' : '.');
	}
}

void
vt_look(const struct vt *vt, int row, int col, struct buf *out)
{
	VTermScreenCell cell;

	vterm_screen_get_cell(vt->screen, (VTermPos){ row, col }, &cell);
	buf_puts(out, cell.attrs.bold ? "bold " : "");
	buf_puts(out, cell.attrs.blink ? "dim " : "");
	buf_puts(out, cell.attrs.italic ? "italic " : "");
	buf_puts(out, cell.attrs.underline ? "underline " : "");
	buf_puts(out, cell.attrs.reverse ? "reverse " : "");
}

int
vt_col_of(const struct vt *vt, int row, const char *text)
{
	for (int col = 0; col < vt->cols; col++) {
		size_t at = 0;
		VTermScreenCell cell;

		while (text[at] && col + (int)at < vt->cols) {
			vterm_screen_get_cell(vt->screen, (VTermPos){ row,
			    col + (int)at }, &cell);
			if ((cell.chars[0] ? cell.chars[0] : ' ') !=
			    (unsigned char)text[at])
				break;
			at++;
		}
		if (!text[at])
			return col;
	}
	return -1;
}

void
vt_cursor(const struct vt *vt, int *row, int *col)
{
	VTermPos pos;

	vterm_state_get_cursorpos(vterm_obtain_state(vt->vterm), &pos);
	*row = pos.row;
	*col = pos.col;
}

bool
vt_cursor_visible(const struct vt *vt)
{
	return vt->visible;
}

bool
vt_altscreen(const struct vt *vt)
{
	return vt->altscreen;
}

struct span
vt_bytes(const struct vt *vt)
{
	return buf_span(&vt->bytes);
}

void
vt_forget(struct vt *vt)
{
	buf_clear(&vt->bytes);
}
