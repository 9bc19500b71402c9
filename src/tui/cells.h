/*
 * tui/cells.h - a grid of terminal cells that panes paint into.
 *
 * Panes paint the session into a struct cells; a terminal (tui/term.h, or
 * tui/memterm.h in tests) shows it.  A cell holds one cluster and the
 * cluster's style.  A cluster that is wider than a column stands in its
 * first cell; the cells after it have `cols` 0:
 *
 *     text   | k | 漢    |   | a |
 *     cols   | 1 | 2     | 0 | 1 |
 *
 * Painting outside the grid is ignored, and a wide cluster that is cut by
 * an edge, or painted over in part, leaves blanks: the grid never holds
 * half a cluster.  A part of a grid is a grid too (cells_sub), so a pane
 * paints from its own row 0, column 0 and cannot paint over its neighbour.
 *
 * Units: rows and columns from 0 at the top left; `cols` is a width.
 */
#ifndef IBID_TUI_CELLS_H
#define IBID_TUI_CELLS_H

#include <stdint.h>

#include "base/buf.h"
#include "base/span.h"

/* The terminal's own colour, then the sixteen of its palette. */
enum hue {
	HUE_DEFAULT, HUE_BLACK, HUE_RED, HUE_GREEN, HUE_YELLOW, HUE_BLUE,
	HUE_MAGENTA, HUE_CYAN, HUE_WHITE, HUE_GREY, HUE_BRIGHT_RED,
	HUE_BRIGHT_GREEN, HUE_BRIGHT_YELLOW, HUE_BRIGHT_BLUE,
	HUE_BRIGHT_MAGENTA, HUE_BRIGHT_CYAN, HUE_BRIGHT_WHITE, HUE_COUNT
};

/* Bits of style.attrs. */
enum {
	STYLE_BOLD = 1 << 0,
	STYLE_DIM = 1 << 1,
	STYLE_ITALIC = 1 << 2,
	STYLE_UNDERLINE = 1 << 3,
	STYLE_REVERSE = 1 << 4,
	STYLE_STRIKE = 1 << 5,
	STYLE_ATTRS = (1 << 6) - 1
};

/* All zero is plain text. */
struct style {
	uint8_t fg;	/* enum hue */
	uint8_t bg;
	uint16_t attrs;
};

#define STYLE_PLAIN ((struct style){ 0 })

/*
 * `over` laid on `base`: its colours where it has any, and the attributes
 * of both.  So a match inside a heading is still a heading.
 */
struct style style_over(struct style base, struct style over);
bool style_eq(struct style a, struct style b);

/*
 * The longest emoji family takes 25 bytes.  A cluster that is longer (a
 * letter under a heap of marks) is cut between code points.
 */
#define CELL_TEXT_MAX 26

/*
 * Most clusters are one letter, and a screen has thousands of cells, so a
 * cell is small: a cluster that is longer than its bytes is kept elsewhere,
 * once, and they hold its number.  Ask cell_text.  Bytes that are not used
 * are 0, so cells can be compared as bytes.
 */
#define CELL_BYTES 10
struct cell {
	char bytes[CELL_BYTES];
	uint8_t len;	/* of the cluster; 0 where `cols` is 0 */
	uint8_t cols;	/* of the cluster; 0: covered by one to the left */
	struct style style;
};

struct rect {
	int row, col, rows, cols;
};

struct cells {
	struct cell *cell;	/* row 0, column 0 */
	int rows, cols;
	int stride;		/* cells from one row to the next */
	int ambiguous_cols;	/* as in uni_cluster_cols; 1 after init */
	int cursor_row, cursor_col;	/* of the whole grid */
	/* Rows of new words, which a terminal that is heard writes whole. */
	int told_row, told_rows;
	struct cells *whole;	/* of a part; NULL for a whole grid */
	int whole_row, whole_col;	/* where the part starts in it */
};

/* A blank grid; rows and columns below 1 count as 1. */
void cells_init(struct cells *cells, int rows, int cols);
void cells_release(struct cells *cells);

/* A blank grid of another size; the cursor goes to the top left. */
void cells_resize(struct cells *cells, int rows, int cols);

/* All blank, in the plain style.  Works on a part too. */
void cells_clear(struct cells *cells);

/*
 * The part of `cells` inside `rect`, cut at the edges of `cells`.  It
 * borrows the grid, whose `struct cells` must stay where it is.  A part may
 * be empty (no rows or no columns); painting into it does nothing.
 */
struct cells cells_sub(struct cells *cells, struct rect rect);

/*
 * Paint `text` from (row, col) on, at most `max_cols` columns, and return
 * the columns used.  The text may come from anywhere: it passes through
 * uni_printable here, white-space controls become spaces.  A column left
 * of the grid is legal; what falls outside counts as used.
 */
int cells_put(struct cells *cells, int row, int col, struct span text,
    struct style style, int max_cols);

/* The same, from a C string and without a limit: for our own words. */
int cells_puts(struct cells *cells, int row, int col, const char *text,
    struct style style);

/*
 * Paint one cluster of known width (0: nothing is painted).  The text is
 * safe to print already, as layout_cell.text is.
 */
void cells_put_cluster(struct cells *cells, int row, int col,
    struct span text, int cols, struct style style);

/* `cols` columns of the ASCII character `ch`. */
void cells_fill(struct cells *cells, int row, int col, int cols, char ch,
    struct style style);

/* Lay `style` over `cols` columns that are painted already. */
void cells_restyle(struct cells *cells, int row, int col, int cols,
    struct style style);

/*
 * Place the hardware cursor, which is the focus of everyone who reads by
 * ear or finger: the last call of a paint wins.  Clamped into `cells`.
 */
void cells_cursor(struct cells *cells, int row, int col);

/* Its cluster; good until something is painted. */
struct span cell_text(const struct cell *cell);

/* Whether it is that ASCII character. */
static inline bool
cell_is(const struct cell *cell, char ch)
{
	return cell->len == 1 && cell->bytes[0] == ch;
}

/* Whether nothing shows there. */
static inline bool
cell_is_blank(const struct cell *cell)
{
	return cell_is(cell, ' ') && style_eq(cell->style, STYLE_PLAIN);
}

/* The cell at (row, col), or NULL outside. */
const struct cell *cells_at(const struct cells *cells, int row, int col);

/* Make `to` the same as `from`, in size too. */
void cells_copy(struct cells *to, const struct cells *from);

/* Exchange two whole grids, which is cheaper. */
void cells_swap(struct cells *a, struct cells *b);

bool cells_row_eq(const struct cells *a, const struct cells *b, int row);

/* One past the last column of a row that is not blank. */
int cells_row_end(const struct cells *cells, int row);

/* Append the text of one row, without the blanks at its end. */
void cells_text(const struct cells *cells, int row, struct buf *out);

/*
 * Append one character for each column of a row: '.' plain, else the first
 * of its attributes that is set: 'r' reverse, 'u' underline, 'b' bold,
 * 'i' italic, 's' strike, 'd' dim, or 'c' when it has only a colour.
 */
void cells_marks(const struct cells *cells, int row, struct buf *out);

#endif
