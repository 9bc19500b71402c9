/* tui/screen.c - a real terminal: its keys, its signals, when it is painted. */
#include "tui/screen.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/clock.h"
#include "base/file.h"
#include "tui/rescue.h"
#include "tui/signals.h"
#include "tui/tty.h"

/* An update is put off no longer than this while keys are waiting. */
#define DEFER_MS 100

static void
screen_write(struct screen *screen, struct span bytes)
{
	if (bytes.len && file_write_fd(screen->out_fd, bytes))
		screen->input.hung = true;	/* nobody is there any more */
}

/* ---- painting ---- */

static void
paint_by_rows(struct screen *screen, const struct cells *wanted)
{
	struct buf bytes = { 0 };

	buf_put(&bytes, buf_span(&screen->ahead));
	if (!screen->entered)
		terminfo_enter(screen, &bytes);
	if (screen->stale)
		terminfo_clear(screen, &bytes);
	repaint(&screen->caps, screen->stale ? NULL : &screen->painted,
	    wanted, &bytes);
	screen_write(screen, buf_span(&bytes));
	buf_release(&bytes);
	screen->entered = screen->behind = true;
	screen->cleaning = false;
}

/* Whether it is a change for tui/repaint.h. */
static bool
goes_by_rows(const struct screen *screen, const struct cells *wanted)
{
	if (!screen->can_repaint || (screen->curses && !screen->entered) ||
	    wanted->rows != screen->rows || wanted->cols != screen->cols)
		return false;
	return screen->stale || (screen->whole_status &&
	    repaint_clears_last(&screen->painted, wanted)) ||
	    repaint_fits(&screen->painted, wanted);
}

/* Paint `wanted` now; while nothing waits, the same as before. */
static void
screen_paint(struct screen *screen)
{
	const struct cells *wanted = screen->waiting ? &screen->wanted :
	    &screen->painted;
	struct buf error = { 0 };

	screen->deferred_ms = 0;
	if (screen->suspended || screen->input.hung)
		return;
	if (screen->painted.rows != wanted->rows ||
	    screen->painted.cols != wanted->cols)
		screen->stale = true;
	if (goes_by_rows(screen, wanted) || !curses_open(screen, &error))
		paint_by_rows(screen, wanted);
	else
		curses_paint(screen, wanted);
	buf_clear(&screen->ahead);
	if (screen->waiting)
		cells_swap(&screen->painted, &screen->wanted);
	screen->waiting = screen->stale = false;
	buf_release(&error);
}

static void
paint_deferred(void *ctx)
{
	struct screen *screen = ctx;

	if (screen->deferred_ms)
		screen_paint(screen);
}

static bool
screen_pending(struct term *term)
{
	return screen_of(term)->resized ||
	    input_pending(&screen_of(term)->input);
}

static void
screen_show(struct term *term, struct cells *cells)
{
	struct screen *screen = screen_of(term);

	cells_swap(&screen->wanted, cells);
	screen->waiting = true;
	if (screen_pending(term)) {
		int64_t now = clock_ms();

		if (!screen->deferred_ms)
			screen->deferred_ms = now;
		if (screen->slow || now - screen->deferred_ms < DEFER_MS)
			return;
	}
	screen_paint(screen);
}

/* The window's size, if it is another. */
static void
refit(struct screen *screen)
{
	int rows, cols;

	if (!tty_size(screen->out_fd, &rows, &cols) ||
	    (rows == screen->rows && cols == screen->cols))
		return;
	screen->rows = rows;
	screen->cols = cols;
	curses_refit(screen);
	screen->stale = screen->resized = true;
}

/* ---- lending it ---- */

static void
screen_suspend(struct term *term)
{
	struct screen *screen = screen_of(term);
	struct buf bytes = { 0 };

	if (screen->suspended)
		return;
	screen_write(screen, buf_span(&screen->ahead));
	buf_clear(&screen->ahead);
	if (screen->paste)
		screen_write(screen, span_str(screen->paste_off));
	if (screen->entered && screen->curses) {
		curses_leave(screen);
		if (!screen->has_altscreen)
			screen_write(screen, SPAN("\r\n"));
	} else if (screen->entered) {
		terminfo_leave(screen, &bytes);
		screen_write(screen, buf_span(&bytes));
	}
	buf_release(&bytes);
	tcsetattr(screen->out_fd, TCSADRAIN, &screen->shell);
	screen->entered = false;
	screen->suspended = true;
	rescue_disarm();
}

static void
screen_resume(struct term *term)
{
	struct screen *screen = screen_of(term);

	if (!screen->suspended)
		return;
	screen->suspended = false;
	tty_set_modes(screen->out_fd, &screen->shell);
	if (screen->paste)
		screen_write(screen, span_str(screen->paste_on));
	refit(screen);
	screen_arm_rescue(screen);
	screen->stale = true;
	screen_paint(screen);
}

/* ---- keys ---- */

/* Turn signals into keys; false when none of them is one. */
static bool
take_signal(struct screen *screen, struct key *key)
{
	unsigned events = signals_take();

	if (events & SIGNALS_HANGUP)
		screen->input.hung = true;
	if (screen->input.hung)
		return false;
	if (events & SIGNALS_STOP) {
		bool was_suspended = screen->suspended;

		screen_suspend(&screen->term);
		signals_stop();
		events |= signals_take() | SIGNALS_CONTINUE;
		if (!was_suspended)
			screen_resume(&screen->term);
	} else if (events & SIGNALS_CONTINUE && !screen->suspended) {
		/* Stopped by SIGSTOP: whoever had the terminal changed it. */
		tty_set_modes(screen->out_fd, &screen->shell);
		screen->stale = true;
		refit(screen);
		screen_paint(screen);
	}
	if (events & SIGNALS_RESIZE)
		refit(screen);
	if (events & SIGNALS_INTERRUPT) {
		keys_reset(screen->input.keys);
		*key = (struct key){ .code = 'c', .mods = KEYMOD_CTRL };
		return true;
	}
	if (events & SIGNALS_CONTINUE && !screen->resized) {
		*key = (struct key){ .code = KEYCODE_REDRAW };
		return true;
	}
	return false;
}

static int
screen_read(struct term *term, struct key *key, int timeout_ms)
{
	struct screen *screen = screen_of(term);
	int64_t end_ms = timeout_ms > 0 ? clock_ms() + timeout_ms :
	    timeout_ms;

	*key = (struct key){ 0 };
	for (;;) {
		if (screen->resized) {
			screen->resized = false;
			screen_arm_rescue(screen);
			key->code = KEYCODE_RESIZE;
			return 1;
		}
		switch (input_next(&screen->input, key, end_ms)) {
		case INPUT_KEY:
			return 1;
		case INPUT_TIMEOUT:
			return 0;
		case INPUT_SIGNAL:
			if (take_signal(screen, key))
				return 1;
		}
	}
}

static void
screen_paste_mode(struct term *term, bool on)
{
	struct screen *screen = screen_of(term);

	if (screen->paste == on || !screen->paste_on || !screen->paste_off)
		return;
	screen->paste = on;
	buf_puts(&screen->ahead, on ? screen->paste_on : screen->paste_off);
	screen_arm_rescue(screen);
}

static void
screen_clip(struct term *term, struct span base64)
{
	/* Asked for by the user, so sent where terminfo has no Ms too. */
	buf_printf(&screen_of(term)->ahead, "\033]52;c;%.*s\a",
	    SPAN_ARG(base64));
}

static void
screen_redraw(struct term *term)
{
	struct screen *screen = screen_of(term);

	screen->stale = true;
	screen->cleaning = true;
}

/* ---- the rest of the interface ---- */

static void
screen_size(const struct term *term, int *rows, int *cols)
{
	*rows = screen_of(term)->rows;
	*cols = screen_of(term)->cols;
}

static void
screen_bell(struct term *term)
{
	struct buf bytes = { 0 };

	terminfo_bell(&bytes);
	screen_write(screen_of(term), buf_span(&bytes));
	buf_release(&bytes);
}

static void
screen_free(struct screen *screen)
{
	signals_close();
	curses_close(screen);
	terminfo_close(screen);
	if (!screen->in && screen->input.fd >= 0)
		close(screen->input.fd);
	if (screen->out_fd >= 0)
		close(screen->out_fd);
	input_release(&screen->input);
	cells_release(&screen->wanted);
	cells_release(&screen->painted);
	standins_release(&screen->standins);
	buf_release(&screen->ahead);
	buf_release(&screen->erase);
	buf_release(&screen->plain);
	free(screen);
}

static void
screen_close(struct term *term)
{
	screen_suspend(term);
	mem_set_fail_hook(NULL);
	screen_free(screen_of(term));
}

static const struct term_ops screen_ops = {
	.close = screen_close,
	.size = screen_size,
	.show = screen_show,
	.redraw = screen_redraw,
	.read = screen_read,
	.pending = screen_pending,
	.suspend = screen_suspend,
	.resume = screen_resume,
	.ring = screen_bell,
	.paste_mode = screen_paste_mode,
	.clip = screen_clip,
};

/* ---- opening ---- */

/* All that is not 0 in a screen that is not open yet. */
static struct screen *
screen_new(void)
{
	struct screen *screen = mem_alloc(sizeof *screen);

	screen->term.ops = &screen_ops;
	screen->out_fd = screen->input.fd = -1;
	screen->stale = true;
	cells_init(&screen->wanted, 1, 1);
	cells_init(&screen->painted, 1, 1);
	return screen;
}

/* Curses has a part in what is done here only where it must. */
static bool
open_terminal(struct screen *screen, const struct term_opts *opts,
    struct buf *error)
{
	if (!tty_open(&screen->input.fd, &screen->out_fd, error) ||
	    !terminfo_open(screen, getenv("TERM"), opts, error))
		return false;
	if (tcgetattr(screen->out_fd, &screen->shell) < 0) {
		buf_printf(error, "the terminal's modes cannot be read: %s",
		    strerror(errno));
		return false;
	}
	tty_set_modes(screen->out_fd, &screen->shell);
	if ((opts->mouse || !screen->can_repaint) &&
	    !curses_open(screen, error)) {
		tcsetattr(screen->out_fd, TCSADRAIN, &screen->shell);
		return false;
	}
	if (opts->mouse)
		curses_begin_mouse(screen);
	return true;
}

struct term *
term_open(const struct term_opts *opts, struct buf *error)
{
	static bool at_exit;
	struct screen *screen = screen_new();

	tty_charset(&screen->term.info, opts->charset);
	screen->glyphs.utf8 = screen->term.info.utf8;
	screen->glyphs.ascii = opts->charset == TERM_CHARSET_ASCII;
	input_init(&screen->input,
	    !strcmp(screen->term.info.charset, "UTF-8"));
	screen->input.idle = paint_deferred;
	screen->input.ctx = screen;
	if (!open_terminal(screen, opts, error)) {
		screen_free(screen);
		return NULL;
	}
	keys_learn_all(screen->input.keys, terminfo_string);
	screen->paste_on = terminfo_string("BE");
	screen->paste_off = terminfo_string("BD");
	screen->slow = opts->slow;
	screen->whole_status = opts->whole_status;
	screen->caps.heard = opts->whole_status;
	screen->input.signal_fd = signals_open(rescue_run);
	screen_arm_rescue(screen);
	mem_set_fail_hook(rescue_run);
	if (!at_exit)
		atexit(rescue_run);
	at_exit = true;
	return &screen->term;
}
