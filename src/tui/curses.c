/*
 * tui/curses.c - the terminal through curses: the one file that includes
 * it.
 *
 * Curses holds what the screen shows and finds the cheapest way to change
 * it.  It is told cells only.  Keys are read and decoded elsewhere, because
 * curses knows one form of each key and waits a second after ESC.
 *
 * A page that gives way to the next is written by tui/repaint.h, which finds
 * a cheaper way and finds it sooner.  Curses is told of it when it is next
 * needed: it paints the same into nothing.
 *
 * Curses writes after every cursor movement.  Once it has met the terminal,
 * its descriptor is turned to memory (tui/staged.h), and each update goes
 * to the terminal in one write (A6).  So the terminal's modes are set here
 * too.
 */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/file.h"
#include "tui/rescue.h"
#include "tui/screen.h"
#include "tui/signals.h"
#include "tui/staged.h"
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

/* ---- what goes to the terminal ---- */

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

void
screen_arm_rescue(const struct screen *screen)
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

/*
 * What this terminal can show of a style.  Eight-colour terminals show the
 * bright half of the palette in bold; some cannot colour what they
 * underline.
 */
static struct style
shown_style(const struct screen *screen, struct style style)
{
	if (style.attrs & STYLE_STRIKE)	/* curses has no such attribute */
		style.attrs = (style.attrs | STYLE_DIM) & ~STYLE_STRIKE;
	if (style.attrs & STYLE_ITALIC && !enter_italics_mode)
		style.attrs = (style.attrs | STYLE_UNDERLINE) & ~STYLE_ITALIC;
	if (!enter_dim_mode)
		style.attrs &= (uint16_t)~STYLE_DIM;
	if (!screen->term.info.colors || style.fg >= HUE_COUNT ||
	    style.bg >= HUE_COUNT)
		style.fg = style.bg = HUE_DEFAULT;
	if (COLORS < 16) {
		if (style.fg >= HUE_GREY)
			style.attrs |= STYLE_BOLD;
		style.fg = style.fg == HUE_GREY ? HUE_WHITE :
		    style.fg > HUE_GREY ? style.fg - 8 : style.fg;
		style.bg = style.bg == HUE_GREY ? HUE_WHITE :
		    style.bg > HUE_GREY ? style.bg - 8 : style.bg;
	}
	if ((style.fg || style.bg) && no_color_video > 0)
		style.attrs &= (uint16_t)~(
		    (no_color_video & 2 ? STYLE_UNDERLINE : 0) |
		    (no_color_video & 4 ? STYLE_REVERSE : 0) |
		    (no_color_video & 16 ? STYLE_DIM : 0) |
		    (no_color_video & 32 ? STYLE_BOLD : 0));
	return style;
}

/* Pairs are made when first used; there may be only 64. */
static short
curses_pair(struct screen *screen, struct style style)
{
	short *pair;

	if (!style.fg && !style.bg)
		return 0;
	pair = &screen->pairs[style.fg][style.bg];
	if (*pair == 0 && screen->pair_count < COLOR_PAIRS &&
	    init_pair(screen->pair_count, (short)(style.fg - 1),
	    (short)(style.bg - 1)) == OK)
		*pair = screen->pair_count++;
	return *pair;
}

static attr_t
curses_attrs(struct style style)
{
	attr_t attrs = A_NORMAL;

	if (style.attrs & STYLE_BOLD)
		attrs |= A_BOLD;
	if (style.attrs & STYLE_DIM)
		attrs |= A_DIM;
	if (style.attrs & STYLE_ITALIC)
		attrs |= A_ITALIC;
	if (style.attrs & STYLE_UNDERLINE)
		attrs |= A_UNDERLINE;
	if (style.attrs & STYLE_REVERSE)
		attrs |= A_REVERSE;
	return attrs;
}

/*
 * Make the characters of one cell at `made`; returns how many.  Where no
 * stand-in is left a doubtful cluster goes as any other does.
 */
static int
put_cell(struct screen *screen, const struct cell *cell, int col, int room,
    cchar_t *made)
{
	struct style style = shown_style(screen, cell->style);
	attr_t attrs = curses_attrs(style);
	short pair = curses_pair(screen, style);
	uint32_t code = 0;
	struct glyph glyphs[GLYPHS_MAX];
	int count;

	if (screen->column && room == cell->cols && standin_needed(cell))
		code = standin_of(&screen->standins, cell, col);
	for (int i = 0; code && i < room; i++) {
		const wchar_t wide[2] = { (wchar_t)(code + (uint32_t)i) };

		setcchar(&made[i], wide, attrs, pair, NULL);
	}
	if (code)
		return room;
	count = glyphs_of(&screen->glyphs, span_of(cell->text, cell->len),
	    room, glyphs);
	for (int i = 0; i < count; i++)
		setcchar(&made[i], glyphs[i].wide, attrs, pair, NULL);
	return count;
}

static void
put_row(struct screen *screen, const struct cells *cells, int row)
{
	int cols = cells->cols < COLS ? cells->cols : COLS;
	cchar_t *made_row = screen->row;
	int count = 0;

	for (int col = 0; col < cols;) {
		const struct cell *cell = cells_at(cells, row, col);
		int room = cell->cols < cols - col ? cell->cols : cols - col;

		/* Never met in a sound grid; it must not stop the loop. */
		room = room < 1 ? 1 : room;
		count += put_cell(screen, cell, col, room,
		    made_row + count);
		col += room;
	}
	mvadd_wchnstr(row, 0, made_row, count);
}

/*
 * Where the last rows are blank curses would clear to the end of the screen
 * (D8).  A blank of another kind in the last cell keeps it from that.
 */
static void
guard_bottom(const struct cells *wanted)
{
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
move_cursor(struct screen *screen, const struct cells *cells)
{
	int row = cells->cursor_row < LINES ? cells->cursor_row : LINES - 1;
	int col = cells->cursor_col < COLS ? cells->cursor_col : COLS - 1;
	off_t painted = staged_len(fileno(screen->staged));

	leaveok(stdscr, FALSE);
	move(row, col);
	wnoutrefresh(stdscr);
	doupdate();
	staged_move(fileno(screen->staged), painted,
	    tiparm(cursor_address, row, col));
}

/* Let curses turn `old` into `cells`; NULL: it knows nothing of the screen. */
static void
paint_by_curses(struct screen *screen, const struct cells *old,
    const struct cells *cells)
{
	off_t from = staged_len(fileno(screen->staged));

	if (!old)
		erase();
	for (int row = 0; row < cells->rows && row < LINES; row++)
		if (!old || !cells_row_eq(old, cells, row)) {
			put_row(screen, cells, row);
			/* Not a prompt: its letters are heard as typed. */
			if (old && row == LINES - 1 &&
			    screen->whole_status && cells->cursor_row != row)
				wredrawln(stdscr, row, 1);
		}
	guard_bottom(cells);
	leaveok(stdscr, TRUE);
	wnoutrefresh(stdscr);
	doupdate();
	move_cursor(screen, cells);
	if (screen->column)
		standins_stage(&screen->standins, fileno(screen->staged),
		    from, COLS, &screen->glyphs, screen->column);
}

static void
catch_up(struct screen *screen)
{
	int fd = fileno(screen->staged);
	off_t sent = staged_len(fd);

	if (!screen->behind)
		return;
	paint_by_curses(screen, NULL, &screen->painted);
	staged_cut(fd, sent);
	screen->behind = false;
}

static void
paint_by_rows(struct screen *screen, const struct cells *wanted)
{
	struct buf bytes = { 0 };

	if (screen->stale) {
		if (screen->cleaning)
			staged_unpadded(&bytes, exit_alt_charset_mode);
		buf_put(&bytes, buf_span(&screen->plain));
		staged_unpadded(&bytes, clear_screen);
	}
	repaint(&screen->caps, screen->stale ? NULL : &screen->painted,
	    wanted, &bytes);
	file_write_fd(fileno(screen->staged), buf_span(&bytes));
	buf_release(&bytes);
	screen->behind = true;
}

void
screen_paint(struct screen *screen)
{
	const struct cells *wanted = screen->waiting ? &screen->wanted :
	    &screen->painted;

	screen->deferred_ms = 0;
	if (screen->suspended || screen->input.hung)
		return;
	if (screen->painted.rows != wanted->rows ||
	    screen->painted.cols != wanted->cols)
		screen->stale = true;
	if (screen->can_repaint && !isendwin() && wanted->rows == LINES &&
	    wanted->cols == COLS && (screen->stale ||
	    (screen->whole_status &&
	    repaint_clears_last(&screen->painted, wanted)) ||
	    repaint_fits(&screen->painted, wanted))) {
		paint_by_rows(screen, wanted);
	} else if (screen->stale) {
		clearok(curscr, TRUE);
		paint_by_curses(screen, NULL, wanted);
		screen->behind = false;
	} else {
		catch_up(screen);
		paint_by_curses(screen, &screen->painted, wanted);
	}
	if (screen->waiting)
		cells_swap(&screen->painted, &screen->wanted);
	screen->waiting = screen->stale = false;
	write_staged(screen);
}

/* ---- events ---- */

void
screen_forget(struct screen *screen)
{
	clearok(curscr, TRUE);
	screen->stale = true;
}

void
screen_refit(struct screen *screen)
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
	screen->row = mem_array((size_t)COLS, sizeof(cchar_t));
	screen->stale = screen->resized = true;
}

void
screen_suspend(struct term *term)
{
	struct screen *screen = screen_of(term);

	if (screen->suspended)
		return;
	if (screen->paste)
		screen_write(screen, span_str(screen->paste_off));
	endwin();
	write_staged(screen);
	if (!screen->has_altscreen)
		screen_write(screen, SPAN("\r\n"));
	tcsetattr(screen->out_fd, TCSADRAIN, &screen->shell);
	screen->suspended = true;
	rescue_disarm();
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
screen_bell(struct term *term)
{
	beep();
	write_staged(screen_of(term));
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
	standins_release(&screen->standins);
	buf_release(&screen->erase);
	buf_release(&screen->plain);
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

/* ---- what tui/repaint.h needs ---- */

/* The last of them, without its padding. */
static const char *
unpadded(const char *string)
{
	static struct buf last;

	buf_clear(&last);
	staged_unpadded(&last, string);
	return buf_cstr(&last);
}

static const char *
move_string(int row, int col)
{
	return unpadded(tiparm(cursor_address, row, col));
}

static const char *
column_string(int col)
{
	return unpadded(tiparm(column_address, col));
}

/* For terminals that know no column's number. */
static const char *
right_string(int col)
{
	static char last[32];

	snprintf(last, sizeof last, "\r%s", col ?
	    unpadded(tiparm(parm_right_cursor, col)) : "");
	return last;
}

static struct style
screen_style(void *ctx, struct style style)
{
	return shown_style(ctx, style);
}

static void
put_style(struct style style, struct buf *out)
{
	if (style.attrs & STYLE_BOLD)
		staged_unpadded(out, enter_bold_mode);
	if (style.attrs & STYLE_DIM)
		staged_unpadded(out, enter_dim_mode);
	if (style.attrs & STYLE_ITALIC)
		staged_unpadded(out, enter_italics_mode);
	if (style.attrs & STYLE_UNDERLINE)
		staged_unpadded(out, enter_underline_mode);
	if (style.attrs & STYLE_REVERSE)
		staged_unpadded(out, enter_reverse_mode);
	if (style.fg)
		staged_unpadded(out, tiparm(set_a_foreground, style.fg - 1));
	if (style.bg)
		staged_unpadded(out, tiparm(set_a_background, style.bg - 1));
}

/*
 * Terminals of which it is not certain what the end of a row or of a style
 * does are left to curses.
 */
static void
learn_caps(struct screen *screen)
{
	struct repaint_caps *caps = &screen->caps;

	staged_unpadded(&screen->plain, exit_attribute_mode);
	staged_unpadded(&screen->erase, clr_eol);
	*caps = (struct repaint_caps){
		.plain = buf_cstr(&screen->plain),
		.erase = buf_cstr(&screen->erase),
		.feeds = cursor_down && carriage_return && cursor_left &&
		    !strcmp(cursor_left, "\b") &&
		    !strcmp(cursor_down, "\n") &&
		    !strcmp(carriage_return, "\r"),
		.moves_styled = move_standout_mode,
		.move = move_string,
		.column = column_address ? column_string : NULL,
		.shown = screen_style,
		.ctx = screen,
		.put_style = put_style,
		.glyphs = &screen->glyphs,
	};
	if (screen->glyphs.utf8 && move_standout_mode)
		screen->column = column_address ? column_string :
		    parm_right_cursor && carriage_return &&
		    !strcmp(carriage_return, "\r") ? right_string : NULL;
	screen->can_repaint = screen->erase.len &&
	    (strstr(caps->plain, "[m") || strstr(caps->plain, "[0m")) &&
	    (!screen->term.info.colors || set_a_foreground) &&
	    (!screen->term.info.colors || set_a_background) &&
	    (!auto_right_margin || eat_newline_glitch) &&
	    magic_cookie_glitch < 0 && !ceol_standout_glitch;
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
	screen->row = mem_array((size_t)COLS, sizeof(cchar_t));
	start_colors(screen, opts->color);
	tty_set_modes(screen->out_fd, &screen->shell);
	failure = staged_open(fileno(screen->staged));
	if (failure) {
		buf_printf(error, "no room for it: %s", strerror(failure));
		return false;
	}
	screen->has_altscreen = exit_ca_mode && !opts->no_altscreen;
	learn_caps(screen);
	return true;
}

struct term *
term_open(const struct term_opts *opts, struct buf *error)
{
	static bool at_exit;
	struct screen *screen = screen_new(&screen_ops);

	tty_charset(&screen->term.info, opts->charset);
	screen->glyphs.utf8 = screen->term.info.utf8;
	screen->glyphs.ascii = opts->charset == TERM_CHARSET_ASCII;
	input_init(&screen->input,
	    !strcmp(screen->term.info.charset, "UTF-8"));
	screen->input.idle = screen_paint_deferred;
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
	keys_learn_all(screen->input.keys, capability);
	screen->paste_on = capability("BE");
	screen->paste_off = capability("BD");
	screen->slow = opts->slow;
	screen->whole_status = opts->whole_status;
	screen->caps.heard = opts->whole_status;
	screen->input.signal_fd = signals_open(rescue_run);
	curs_set(1);
	if (opts->mouse)
		screen->mouse = mousemask(ALL_MOUSE_EVENTS, NULL) != 0;
	screen_arm_rescue(screen);
	mem_set_fail_hook(rescue_run);
	if (!at_exit)
		atexit(rescue_run);
	at_exit = true;
	return &screen->term;
fail:
	screen_free(screen);
	return NULL;
}
