/*
 * tui/pen.h - the terminal's cursor and style while a screen is written.
 *
 * Private to tui/repaint.c, which writes cells.  The pen knows where the
 * cursor is and what style is in force, and finds the fewest bytes to where
 * and how the next cell is to be written.
 */
#ifndef IBID_TUI_PEN_H
#define IBID_TUI_PEN_H

#include "tui/repaint.h"
#include "tui/turn.h"

/* Columns of a cursor that is somewhere: in its row, or in the next one. */
#define PEN_IN_ROW (-1)
#define PEN_PAST_EDGE (-2)

struct pen {
	const struct repaint_caps *caps;
	const struct cells *old;	/* NULL: all blank */
	const struct cells *wanted;
	struct buf *out;
	int row, col;		/* of the cursor */
	struct style asked;	/* in force, as it was asked for */
	struct style style;	/* and as the terminal shows it */
	size_t move_len;	/* of the shortest move to any cell */
	/*
	 * While rows are rolled in the cursor is in the last of them, and a
	 * line feed makes that the next one of `wanted`.
	 */
	const struct turn *turn;
	bool rolling;
	/* This row was erased from this column on; the width: it was not. */
	int erased_row, erased_col;
};

/* Whether the terminal shows a blank there, as far as is known. */
bool pen_is_erased(const struct pen *pen, int row, int col);

bool pen_changes(const struct pen *pen, int row, int col);

/* The next column from `col` on that changes, or the width. */
int pen_next_change(const struct pen *pen, int row, int col);

/* The first cell of the cluster that covers `col` on either screen. */
int pen_cluster_start(const struct pen *pen, int row, int col);

/* The first column of `row` that is painted, or the width. */
int pen_row_start(const struct pen *pen, int row);

void pen_style(struct pen *pen, struct style style);

void pen_move(struct pen *pen, int row, int col);

/* The bytes that go there from anywhere, in the row of the cursor. */
const char *pen_direct(const struct pen *pen, int row, int col);

#endif
