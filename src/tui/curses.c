/*
 * tui/curses.c - the terminal through curses: the one file that includes
 * it.
 *
 * Curses holds what the screen shows and finds the cheapest way to change
 * it.  It is told cells only.  Keys are read and decoded elsewhere, because
 * curses knows one form of each key and waits a second after ESC.
 *
 * Curses writes after every cursor movement.  Once it has met the terminal,
 * its descriptor is turned to memory (tui/staged.h), and each update goes
 * to the terminal in one write (A6).  So the terminal's modes are set here
 * too.
 */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <termios.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/file.h"
#include "tui/glyphs.h"
#include "tui/input.h"
#include "tui/rescue.h"
#include "tui/signals.h"
#include "tui/staged.h"
#include "tui/term_ops.h"
#include "tui/tty.h"

/*
 * Curses comes last, for its macros take common words (bell, tab), and two
 * of its names stand aside for ours.
 */
#define term curses_term
#define key_name curses_key_name
#include <curses.h>
#include <term.h>
#undef key_name
#undef term

/* An update is put off no longer than this while keys are waiting. */
#define DEFER_MS 100

struct screen {
	struct term term;
	SCREEN *curses;
	FILE *in, *staged;
	int out_fd;
	struct termios shell;	/* the modes that we found */
	struct input input;
	struct glyph_opts glyphs;
	struct cells wanted;	/* what was shown last */
	struct cells painted;	/* what curses was told */
	cchar_t *row;		/* room for one row */
	bool stale;		/* `painted` is not to be trusted */
	int64_t deferred_ms;	/* since when an update waits; 0: none */
	bool slow, mouse, paste, suspended;
	bool resized;		/* since the last key that said so */
	bool has_altscreen;
	bool cleaning;		/* the user asked for a redraw */
	const char *paste_on, *paste_off;
	short pairs[HUE_COUNT][HUE_COUNT];
	short pair_count;
};

static struct screen *
screen_of(const struct term *term)
{
	return (struct screen *)term;
}

/* ---- what goes to the terminal ---- */

static void
write_out(struct screen *screen, struct span bytes)
{
	if (bytes.len && file_write_fd(screen->out_fd, bytes))
		screen->input.hung = true;	/* nobody is there any more */
}

/*
 * Curses is not told what it should not send (term.h gives copies of its
 * strings), so it is left out here: the way to the alternate screen and
 * back, where that is not wanted; and line drawing, which is never used and
 * whose end yasr reads aloud as "B".  A redraw sends its end, for a terminal
 * that something else has put into line drawing.
 */
static void
write_staged(struct screen *screen)
{
	const char *never[5] = { NULL };
	int count = 0;

	if (ena_acs)
		never[count++] = ena_acs;
	if (exit_alt_charset_mode && !screen->cleaning)
		never[count++] = exit_alt_charset_mode;
	if (!screen->has_altscreen && enter_ca_mode)
		never[count++] = enter_ca_mode;
	if (!screen->has_altscreen && exit_ca_mode)
		never[count++] = exit_ca_mode;
	if (staged_send(fileno(screen->staged), screen->out_fd, never))
		screen->input.hung = true;
	screen->cleaning = false;
}

/* ---- putting the terminal back ---- */

/* Write down now what a signal handler could not compute. */
static void
arm_rescue(const struct screen *screen)
{
	struct buf bytes = { 0 };

	if (screen->paste)
		buf_puts(&bytes, screen->paste_off);
	if (screen->mouse)
		buf_puts(&bytes, "\033[?1000l\033[?1006l");
	staged_unpadded(&bytes, exit_attribute_mode);
	if (screen->term.info.colors)
		staged_unpadded(&bytes, orig_pair);
	if (change_scroll_region)
		staged_unpadded(&bytes, tiparm(change_scroll_region, 0,
		    LINES - 1));
	staged_unpadded(&bytes, tiparm(cursor_address, LINES - 1, 0));
	staged_unpadded(&bytes, screen->has_altscreen ? exit_ca_mode :
	    "\r\n");
	staged_unpadded(&bytes, cursor_normal);
	rescue_arm(screen->out_fd, &screen->shell, buf_span(&bytes));
	buf_release(&bytes);
}

/* ---- from cells to curses ---- */

/* Eight-colour terminals show the bright half of the palette in bold. */
static short
curses_hue(unsigned hue, attr_t *attrs)
{
	if (hue == HUE_DEFAULT)
		return -1;
	if (hue - 1 < 8 || COLORS >= 16)
		return (short)(hue - 1);
	if (attrs)
		*attrs |= A_BOLD;
	return hue == HUE_GREY ? 7 : (short)(hue - 9);
}

/* Pairs are made when first used; there may be only 64. */
static short
curses_pair(struct screen *screen, struct style style, attr_t *attrs)
{
	short *pair;
	short fg, bg;

	if (!screen->term.info.colors || style.fg >= HUE_COUNT ||
	    style.bg >= HUE_COUNT || (!style.fg && !style.bg))
		return 0;
	fg = curses_hue(style.fg, attrs);
	bg = curses_hue(style.bg, NULL);
	pair = &screen->pairs[style.fg][style.bg];
	if (*pair == 0 && screen->pair_count < COLOR_PAIRS &&
	    init_pair(screen->pair_count, fg, bg) == OK)
		*pair = screen->pair_count++;
	return *pair;
}

static attr_t
curses_attrs(struct style style)
{
	attr_t attrs = A_NORMAL;

	if (style.attrs & STYLE_BOLD)
		attrs |= A_BOLD;
	if (style.attrs & (STYLE_DIM | STYLE_STRIKE))
		attrs |= A_DIM;	/* curses has no struck-out attribute */
	if (style.attrs & STYLE_ITALIC)
		attrs |= enter_italics_mode ? A_ITALIC : A_UNDERLINE;
	if (style.attrs & STYLE_UNDERLINE)
		attrs |= A_UNDERLINE;
	if (style.attrs & STYLE_REVERSE)
		attrs |= A_REVERSE;
	return attrs;
}

static void
put_row(struct screen *screen, int row)
{
	int cols = screen->wanted.cols < COLS ? screen->wanted.cols : COLS;
	int count = 0;

	for (int col = 0; col < cols;) {
		const struct cell *cell = cells_at(&screen->wanted, row, col);
		int room = cell->cols < cols - col ? cell->cols : cols - col;
		struct glyph glyphs[GLYPHS_MAX];
		attr_t attrs = curses_attrs(cell->style);
		short pair = curses_pair(screen, cell->style, &attrs);
		int made;

		/* Never met in a sound grid; it must not stop the loop. */
		room = room < 1 ? 1 : room;
		made = glyphs_of(&screen->glyphs, span_of(cell->text,
		    cell->len), room, glyphs);
		for (int i = 0; i < made; i++)
			setcchar(&screen->row[count++], glyphs[i].wide, attrs,
			    pair, NULL);
		col += room;
	}
	mvadd_wchnstr(row, 0, screen->row, count);
}

/*
 * Where the last rows are blank curses would clear to the end of the screen
 * (D8).  A blank of another kind in the last cell keeps it from that.
 */
static void
guard_bottom(const struct screen *screen)
{
	const struct cells *wanted = &screen->wanted;
	cchar_t blank;

	for (int col = 0; col < COLS; col++) {
		const struct cell *cell = cells_at(wanted, LINES - 1, col);

		if (cell && (cell->text[0] != ' ' ||
		    !style_eq(cell->style, STYLE_PLAIN)))
			return;
	}
	setcchar(&blank, L" ", A_INVIS, 0, NULL);
	mvadd_wchnstr(LINES - 1, COLS - 1, &blank, 1);
}

/* Curses may do so by writing over what is there: staged.h, A6. */
static void
move_cursor(struct screen *screen)
{
	const struct cells *wanted = &screen->wanted;
	int row = wanted->cursor_row < LINES ? wanted->cursor_row : LINES - 1;
	int col = wanted->cursor_col < COLS ? wanted->cursor_col : COLS - 1;
	off_t painted = staged_len(fileno(screen->staged));

	leaveok(stdscr, FALSE);
	move(row, col);
	wnoutrefresh(stdscr);
	doupdate();
	staged_move(fileno(screen->staged), painted,
	    tiparm(cursor_address, row, col));
}

static void
paint(struct screen *screen)
{
	const struct cells *wanted = &screen->wanted;

	screen->deferred_ms = 0;
	if (screen->suspended || screen->input.hung)
		return;
	if (screen->painted.rows != wanted->rows ||
	    screen->painted.cols != wanted->cols)
		screen->stale = true;
	if (screen->stale)
		erase();
	for (int row = 0; row < wanted->rows && row < LINES; row++)
		if (screen->stale ||
		    !cells_row_eq(&screen->painted, wanted, row))
			put_row(screen, row);
	guard_bottom(screen);
	cells_copy(&screen->painted, wanted);
	screen->stale = false;
	leaveok(stdscr, TRUE);
	wnoutrefresh(stdscr);
	doupdate();
	move_cursor(screen);
	write_staged(screen);
}

static void
paint_deferred(void *ctx)
{
	struct screen *screen = ctx;

	if (screen->deferred_ms)
		paint(screen);
}

/* ---- events ---- */

static void
update_size(struct screen *screen)
{
	int rows, cols;

	if (!tty_size(screen->out_fd, &rows, &cols) ||
	    (rows == LINES && cols == COLS))
		return;
	/* Not resizeterm, which puts a KEY_RESIZE where nobody reads. */
	if (resize_term(rows, cols) == ERR)
		return;
	clearok(curscr, TRUE);
	free(screen->row);
	screen->row = mem_array((size_t)COLS, sizeof *screen->row);
	screen->stale = screen->resized = true;
}

static void
screen_suspend(struct term *term)
{
	struct screen *screen = screen_of(term);

	if (screen->suspended)
		return;
	if (screen->paste)
		write_out(screen, span_str(screen->paste_off));
	endwin();
	write_staged(screen);
	if (!screen->has_altscreen)
		write_out(screen, SPAN("\r\n"));
	tcsetattr(screen->out_fd, TCSADRAIN, &screen->shell);
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
		write_out(screen, span_str(screen->paste_on));
	update_size(screen);
	arm_rescue(screen);
	clearok(curscr, TRUE);
	screen->stale = true;
	paint(screen);
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
		clearok(curscr, TRUE);
		screen->stale = true;
		update_size(screen);
		paint(screen);
	}
	if (events & SIGNALS_RESIZE)
		update_size(screen);
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
	int64_t end_ms = timeout_ms > 0 ? input_now_ms() + timeout_ms :
	    timeout_ms;

	*key = (struct key){ 0 };
	for (;;) {
		if (screen->resized) {
			screen->resized = false;
			arm_rescue(screen);
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

static bool
screen_pending(struct term *term)
{
	return screen_of(term)->resized ||
	    input_pending(&screen_of(term)->input);
}

/* ---- the rest of the interface ---- */

static void
screen_size(const struct term *term, int *rows, int *cols)
{
	(void)term;
	*rows = LINES;
	*cols = COLS;
}

static void
screen_show(struct term *term, const struct cells *cells)
{
	struct screen *screen = screen_of(term);

	cells_copy(&screen->wanted, cells);
	if (screen_pending(term)) {
		int64_t now = input_now_ms();

		if (!screen->deferred_ms)
			screen->deferred_ms = now;
		if (screen->slow || now - screen->deferred_ms < DEFER_MS)
			return;
	}
	paint(screen);
}

static void
screen_redraw(struct term *term)
{
	struct screen *screen = screen_of(term);

	clearok(curscr, TRUE);
	screen->stale = screen->cleaning = true;
}

static void
screen_bell(struct term *term)
{
	beep();
	write_staged(screen_of(term));
}

static void
screen_paste_mode(struct term *term, bool on)
{
	struct screen *screen = screen_of(term);

	if (screen->paste == on || !screen->paste_on || !screen->paste_off)
		return;
	screen->paste = on;
	write_out(screen, span_str(on ? screen->paste_on :
	    screen->paste_off));
	arm_rescue(screen);
}

static void
screen_clip(struct term *term, struct span base64)
{
	struct screen *screen = screen_of(term);
	struct buf out = { 0 };

	/* Asked for by the user, so sent where terminfo has no Ms too. */
	buf_printf(&out, "\033]52;c;%.*s\a", SPAN_ARG(base64));
	write_out(screen, buf_span(&out));
	buf_release(&out);
}

static void
screen_free(struct screen *screen)
{
	signals_close();
	if (screen->curses)
		delscreen(screen->curses);
	if (screen->in)
		fclose(screen->in);
	if (screen->staged)
		fclose(screen->staged);
	if (screen->out_fd >= 0)
		close(screen->out_fd);
	input_release(&screen->input);
	cells_release(&screen->wanted);
	cells_release(&screen->painted);
	free(screen->row);
	free(screen);
}

static void
screen_close(struct term *term)
{
	struct screen *screen = screen_of(term);

	if (screen->mouse)
		mousemask(0, NULL);
	screen_suspend(term);
	mem_set_fail_hook(NULL);
	screen_free(screen);
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

static bool
open_streams(struct screen *screen, struct buf *error)
{
	return tty_open(&screen->input.fd, &screen->out_fd, error) &&
	    tty_streams(screen->input.fd, screen->out_fd, &screen->in,
	    &screen->staged, error);
}

/*
 * newterm ends the process over a terminal type that it does not know, so
 * the type is looked at first.
 */
static bool
check_type(const char *type, int fd, struct buf *error)
{
	int found = 0;
	bool usable;

	if (!type || !*type) {
		buf_puts(error, "TERM is not set, so the terminal's type is "
		    "unknown");
		return false;
	}
	if (setupterm((char *)type, fd, &found) == ERR && found != 1) {
		buf_puts(error, "terminal type '");
		buf_puts(error, type);
		buf_puts(error, found < 0 ? "' cannot be looked up: there is "
		    "no terminfo database" : "' is unknown");
		return false;
	}
	usable = found == 1 && cursor_address && clear_screen;
	if (cur_term)
		del_curterm(cur_term);
	if (!usable)
		buf_printf(error, "terminal type '%s' cannot move its cursor",
		    type);
	return usable;
}

static void
start_colors(struct screen *screen, enum term_color color)
{
	if (!tty_wants_color(color) || !has_colors() || start_color() == ERR)
		return;
	if (use_default_colors() == ERR || COLORS < 8)
		return;
	screen->term.info.colors = COLORS;
	screen->pair_count = 1;
}

/* A string capability by its terminfo name, or NULL. */
static const char *
capability(const char *name)
{
	const char *value = tigetstr((char *)name);

	return value == (char *)-1 ? NULL : value;
}

static void
learn_keys(struct keys *keys)
{
	static const struct {
		const char *name;
		uint32_t code;
	} list[] = {
		{ "kcuu1", KEYCODE_UP }, { "kcud1", KEYCODE_DOWN },
		{ "kcub1", KEYCODE_LEFT }, { "kcuf1", KEYCODE_RIGHT },
		{ "khome", KEYCODE_HOME }, { "kend", KEYCODE_END },
		{ "kpp", KEYCODE_PAGE_UP }, { "knp", KEYCODE_PAGE_DOWN },
		{ "kich1", KEYCODE_INSERT }, { "kdch1", KEYCODE_DELETE },
		{ "kcbt", KEYCODE_BACK_TAB }, { "kent", KEYCODE_ENTER },
	};
	char name[8];

	for (size_t i = 0; i < sizeof list / sizeof *list; i++)
		keys_learn(keys, span_str(capability(list[i].name)),
		    list[i].code);
	for (uint32_t i = 0; i < 12; i++) {
		snprintf(name, sizeof name, "kf%u", (unsigned)i + 1);
		keys_learn(keys, span_str(capability(name)),
		    KEYCODE_F1 + i);
	}
}

static bool
start_curses(struct screen *screen, const struct term_opts *opts,
    struct buf *error)
{
	const char *type = getenv("TERM");
	int failure;

	if (!check_type(type, screen->out_fd, error))
		return false;
	/* The window's size, not what LINES and COLUMNS once were. */
	use_env(FALSE);
	use_tioctl(TRUE);
	screen->curses = newterm(type, screen->staged, screen->in);
	if (!screen->curses) {
		buf_printf(error, "terminal type '%s' cannot be used", type);
		return false;
	}
	screen->term.info.type = type;
	/* term_show puts updates off itself, and finishes them. */
	typeahead(-1);
	nonl();
	screen->row = mem_array((size_t)COLS, sizeof *screen->row);
	start_colors(screen, opts->color);
	tty_set_modes(screen->out_fd, &screen->shell);
	failure = staged_open(fileno(screen->staged));
	if (failure) {
		buf_printf(error, "no room for it: %s", strerror(failure));
		return false;
	}
	screen->has_altscreen = exit_ca_mode && !opts->no_altscreen;
	return true;
}

static struct screen *
screen_new(void)
{
	struct screen *screen = mem_alloc(sizeof *screen);

	screen->term.ops = &screen_ops;
	screen->out_fd = -1;
	screen->stale = true;
	cells_init(&screen->wanted, 1, 1);
	cells_init(&screen->painted, 1, 1);
	return screen;
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
	if (!open_streams(screen, error))
		goto fail;
	if (tcgetattr(screen->out_fd, &screen->shell) < 0 ||
	    !start_curses(screen, opts, error)) {
		if (!error->len)
			buf_printf(error, "the terminal's modes cannot be "
			    "read: %s", strerror(errno));
		goto fail;
	}
	learn_keys(screen->input.keys);
	screen->paste_on = capability("BE");
	screen->paste_off = capability("BD");
	screen->slow = opts->slow;
	screen->input.signal_fd = signals_open(rescue_run);
	curs_set(1);
	if (opts->mouse)
		screen->mouse = mousemask(ALL_MOUSE_EVENTS, NULL) != 0;
	arm_rescue(screen);
	mem_set_fail_hook(rescue_run);
	if (!at_exit)
		atexit(rescue_run);
	at_exit = true;
	return &screen->term;
fail:
	screen_free(screen);
	return NULL;
}
