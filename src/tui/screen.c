/* tui/screen.c - a real terminal: its keys, its signals, when it is painted. */
#include "tui/screen.h"

#include "base/arena.h"
#include "base/clock.h"
#include "base/file.h"
#include "tui/signals.h"
#include "tui/tty.h"

/* An update is put off no longer than this while keys are waiting. */
#define DEFER_MS 100

struct screen *
screen_new(const struct term_ops *ops)
{
	struct screen *screen = mem_alloc(sizeof *screen);

	screen->term.ops = ops;
	screen->out_fd = -1;
	screen->stale = true;
	cells_init(&screen->wanted, 1, 1);
	cells_init(&screen->painted, 1, 1);
	return screen;
}

void
screen_write(struct screen *screen, struct span bytes)
{
	if (bytes.len && file_write_fd(screen->out_fd, bytes))
		screen->input.hung = true;	/* nobody is there any more */
}

void
screen_paint_deferred(void *ctx)
{
	struct screen *screen = ctx;

	if (screen->deferred_ms)
		screen_paint(screen);
}

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
		screen_forget(screen);
		screen_refit(screen);
		screen_paint(screen);
	}
	if (events & SIGNALS_RESIZE)
		screen_refit(screen);
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

int
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

bool
screen_pending(struct term *term)
{
	return screen_of(term)->resized ||
	    input_pending(&screen_of(term)->input);
}

void
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

void
screen_paste_mode(struct term *term, bool on)
{
	struct screen *screen = screen_of(term);

	if (screen->paste == on || !screen->paste_on || !screen->paste_off)
		return;
	screen->paste = on;
	screen_write(screen, span_str(on ? screen->paste_on :
	    screen->paste_off));
	screen_arm_rescue(screen);
}

void
screen_clip(struct term *term, struct span base64)
{
	struct screen *screen = screen_of(term);
	struct buf out = { 0 };

	/* Asked for by the user, so sent where terminfo has no Ms too. */
	buf_printf(&out, "\033]52;c;%.*s\a", SPAN_ARG(base64));
	screen_write(screen, buf_span(&out));
	buf_release(&out);
}

void
screen_resume(struct term *term)
{
	struct screen *screen = screen_of(term);

	if (!screen->suspended)
		return;
	screen->suspended = false;
	tty_set_modes(screen->out_fd, &screen->shell);
	if (screen->paste)
		screen_write(screen, span_str(screen->paste_on));
	screen_refit(screen);
	screen_arm_rescue(screen);
	screen_forget(screen);
	screen_paint(screen);
}

void
screen_redraw(struct term *term)
{
	struct screen *screen = screen_of(term);

	screen_forget(screen);
	screen->cleaning = true;
}
