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
 * needed: it paints the same into nothing.  It is not even begun before
 * then, for its three screens are most of what a first page would cost.
 *
 * Curses writes after every cursor movement.  Once it has met the terminal,
 * its descriptor is turned to memory (tui/staged.h), and each update goes
 * to the terminal in one write (A6).  So the terminal's modes are set here
 * too.
 */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/file.h"
#include "tui/screen.h"
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

/* ---- from cells to curses ---- */

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
	struct style style = terminfo_style(screen, cell->style);
	attr_t attrs = curses_attrs(style);
	short pair = curses_pair(screen, style);
	uint32_t code = 0;
	struct glyph glyphs[GLYPHS_MAX];
	int count;

	if (screen->way.column && room == cell->cols && standin_needed(cell))
		code = standin_of(&screen->standins, cell, col);
	for (int i = 0; code && i < room; i++) {
		const wchar_t wide[2] = { (wchar_t)(code + (uint32_t)i) };

		setcchar(&made[i], wide, attrs, pair, NULL);
	}
	if (code)
		return room;
	count = glyphs_of(&screen->glyphs, cell_text(cell), room, glyphs);
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

		if (cell && !cell_is_blank(cell))
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
	for (int row = 0; row < cells->rows && row < LINES; row++) {
		bool told = row >= cells->told_row &&
		    row < cells->told_row + cells->told_rows;
		bool changes = !old || !cells_row_eq(old, cells, row);

		if (changes)
			put_row(screen, cells, row);
		/* Not a prompt: its letters are heard as typed. */
		if (old && screen->whole_status && (told || (changes &&
		    row == LINES - 1 && cells->cursor_row != row)))
			wredrawln(stdscr, row, 1);
	}
	guard_bottom(cells);
	leaveok(stdscr, TRUE);
	wnoutrefresh(stdscr);
	doupdate();
	move_cursor(screen, cells);
	screen->way.cols = COLS;
	if (screen->way.column)
		standins_stage(&screen->standins, fileno(screen->staged),
		    from, &screen->way);
}

/* Paint what was painted past it; the terminal has it already. */
static void
catch_up(struct screen *screen)
{
	int fd = fileno(screen->staged);

	if (!screen->behind)
		return;
	paint_by_curses(screen, NULL, &screen->painted);
	staged_cut(fd, 0);
	screen->behind = false;
}

void
curses_paint(struct screen *screen, const struct cells *wanted)
{
	struct span ahead = buf_span(&screen->ahead);

	if (screen->stale) {
		file_write_fd(fileno(screen->staged), ahead);
		clearok(curscr, TRUE);
		paint_by_curses(screen, NULL, wanted);
		screen->behind = false;
	} else {
		catch_up(screen);
		file_write_fd(fileno(screen->staged), ahead);
		paint_by_curses(screen, &screen->painted, wanted);
	}
	write_staged(screen);
	screen->entered = true;
}

/* ---- from the first paint to the last ---- */

static void
fit_row(struct screen *screen)
{
	free(screen->row);
	screen->row = mem_array((size_t)COLS, sizeof(cchar_t));
}

void
curses_refit(struct screen *screen)
{
	if (!screen->curses || (screen->rows == LINES &&
	    screen->cols == COLS))
		return;
	/* Not resizeterm, which puts a KEY_RESIZE where nobody reads. */
	resize_term(screen->rows, screen->cols);
	clearok(curscr, TRUE);
	fit_row(screen);
}

static void
begin_colors(struct screen *screen)
{
	if (!screen->term.info.colors)
		return;
	start_color();
	use_default_colors();
	screen->pair_count = 1;
}

bool
curses_open(struct screen *screen, struct buf *error)
{
	int failure;

	if (screen->curses)
		return true;
	/* The window's size, not what LINES and COLUMNS once were. */
	use_env(FALSE);
	use_tioctl(TRUE);
	if (!tty_streams(screen->input.fd, screen->out_fd, &screen->in,
	    &screen->staged, error))
		return false;
	screen->curses = newterm(screen->term.info.type, screen->staged,
	    screen->in);
	if (!screen->curses) {
		buf_printf(error, "terminal type '%s' cannot be used",
		    screen->term.info.type);
		return false;
	}
	/* term_show puts updates off itself, and finishes them. */
	typeahead(-1);
	nonl();
	fit_row(screen);
	curses_refit(screen);
	begin_colors(screen);
	tty_set_modes(screen->out_fd, &screen->shell);
	failure = staged_open(fileno(screen->staged));
	if (failure) {
		buf_printf(error, "no room for it: %s", strerror(failure));
		return false;
	}
	curs_set(1);
	if (screen->entered) {
		/* The terminal is taken over already. */
		doupdate();
		staged_cut(fileno(screen->staged), 0);
	}
	return true;
}

void
curses_begin_mouse(struct screen *screen)
{
	screen->mouse = mousemask(ALL_MOUSE_EVENTS, NULL) != 0;
}

void
curses_leave(struct screen *screen)
{
	endwin();
	write_staged(screen);
}

void
curses_close(struct screen *screen)
{
	if (screen->curses)
		delscreen(screen->curses);
	if (screen->in)
		fclose(screen->in);
	if (screen->staged)
		fclose(screen->staged);
	free(screen->row);
}
