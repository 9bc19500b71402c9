/*
 * tui/repaint.h - the bytes that turn one full screen into another.
 *
 * Curses finds the cheapest way to change a little.  Where a page gives way
 * to the next, nearly every row is new, and the cheapest way is that of a
 * pager: from the top down, a line feed from row to row, the margin skipped,
 * the rest of a row erased only where something stood.  It costs less to
 * find as well as to send.
 *
 * Only what differs is written, so a sidebar beside the page costs its own
 * changes.  Everything sent comes from the cells, from terminfo or,
 * at the edge, from the VT100.
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
