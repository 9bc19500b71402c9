/*
 * tui/repaint.h - the bytes that turn one full screen into another.
 *
 * Curses finds the cheapest way to change a little.  Where a page gives way
 * to the next, nearly every row is new, and the cheapest way is that of a
 * pager: each row comes into the lowest one, from where a line feed sends it
 * up, and the margin is skipped.  It comes into blanks, so nothing is erased.
 * (To let the terminal keep the place where rows begin would cost two bytes
 * less for each; but yasr takes DECSC and DECRC for the whole screen.)
 *
 * Beside a sidebar rows cannot go up.  Then they are written over, from the
 * top down, and the rest of a row is erased only where something stood.
 * Only what differs is written, so a sidebar costs its own changes.
 *
 * All of it costs less to find as well as to send.  Everything sent comes
 * from the cells, from terminfo or, at the edge, from the VT100.
 */
#ifndef IBID_TUI_REPAINT_H
#define IBID_TUI_REPAINT_H

#include "base/buf.h"
#include "tui/cells.h"
#include "tui/glyphs.h"
#include "tui/shift.h"

/* What the terminal can do; strings without padding, none of them NULL. */
struct repaint_caps {
	const char *erase;	/* to the end of the row */
	const char *plain;	/* no attribute and no colour */
	/*
	 * What is written past the edge goes to the next row, or does not;
	 * both empty where the terminal cannot be told.
	 */
	const char *wrap_on, *wrap_off;
	/* "\n" goes straight down, "\r" to the first column, "\b" back. */
	bool feeds;
	/*
	 * What is written is heard: a row that changes is written whole, and
	 * the last row, which says what is read, before all others at first.
	 */
	bool heard;
	bool moves_styled;	/* the cursor may move while text is styled */
	/* Results are valid until the next call; `column` may be NULL. */
	const char *(*move)(int row, int col);
	const char *(*column)(int col);
	/* What scrolls rows; NULL where it cannot. */
	const char *(*scroll)(void *ctx, const struct shift *shift);
	/*
	 * What lets "\n" in row `bottom` scroll the rows from `top` to it;
	 * the cursor is somewhere then.  NULL where it cannot.
	 */
	const char *(*region)(int top, int bottom);
	/* What there is of a style here; and its strings, from plain on. */
	struct style (*shown)(void *ctx, struct style style);
	void (*put_style)(struct style style, struct buf *out);
	void *ctx;
	const struct glyph_opts *glyphs;
};

/* Whether so many rows change, and so few only move, that it is for us. */
bool repaint_fits(const struct cells *old, const struct cells *wanted);

/*
 * Whether the last row goes blank and nothing else changes.  Curses would
 * write blanks, and then a screen reader does not look where the cursor is.
 */
bool repaint_clears_last(const struct cells *old, const struct cells *wanted);

/*
 * Append what turns `old`, or a cleared screen where it is NULL, into
 * `wanted` of the same size, and puts the cursor where that wants it.  The
 * terminal's cursor is at old's, or at the top left; its style is plain
 * before and after.
 */
void repaint(const struct repaint_caps *caps, const struct cells *old,
    const struct cells *wanted, struct buf *out);

#endif
