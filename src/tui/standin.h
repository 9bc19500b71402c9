/*
 * tui/standin.h - clusters about whose columns terminals differ, in curses.
 *
 * Curses believes that the cursor is where its own table of widths says.
 * Where the terminal's table is another, all that follows in the row would
 * be drawn beside its column.  So curses is given a private character for
 * each column of such a cluster, and what it writes is looked through
 * before it is sent: in place of the private characters goes the cluster,
 * and after it the cursor is set to the column where curses believes it.
 * A disagreement damages one cluster, not the line.
 *
 * A stand-in is known by the cluster and its column, which does not change
 * when a line scrolls; so a scrolled line need not be written again.
 */
#ifndef IBID_TUI_STANDIN_H
#define IBID_TUI_STANDIN_H

#include <sys/types.h>

#include "tui/cells.h"
#include "tui/glyphs.h"

/* The private characters: the plane that Unicode leaves to private use. */
#define STANDIN_FIRST 0xf0000
#define STANDIN_LAST 0xffffd

struct standin {
	struct cell cell;	/* its style plays no part */
	int col;
	int part;		/* columns from the first one of the cell */
};

struct standins {
	struct standin *items;	/* of the character STANDIN_FIRST + i */
	size_t count, room;
	uint32_t *slots;	/* 1 + an index; a power of two of them */
	size_t slot_count;
};

void standins_release(struct standins *standins);

/*
 * Whether a cell needs one: terminals differ about it (an ambiguous one in
 * two columns may be drawn in one), or its own text has private characters,
 * which must not be taken for stand-ins.
 */
bool standin_needed(const struct cell *cell);

/*
 * Append the glyphs of such a cell without the blanks that fill it up: where
 * the terminal draws it wider they would fall on the next cell.
 */
void standin_glyphs(const struct glyph_opts *glyphs, struct span text,
    int cols, struct buf *out);

/*
 * The character for the first column of `cell` at column `col`; the
 * characters after it are for its other columns.  0: none are left.
 */
uint32_t standin_of(struct standins *standins, const struct cell *cell,
    int col);

/*
 * Columns that a terminal may take for `text` at most: it may draw each of
 * its characters by itself.
 */
int standin_cols_max(struct span text);

/* What the terminal can do; strings without padding, none of them NULL. */
struct standin_way {
	int cols;		/* of the screen */
	const struct glyph_opts *glyphs;
	/* The bytes that set the cursor's column; valid until called again. */
	const char *(*column)(int col);
	const char *wrap_on, *wrap_off;	/* as in struct repaint_caps */
};

/* Append `bytes`, with the clusters in place of the private characters. */
void standins_put(const struct standins *standins, struct span bytes,
    const struct standin_way *way, struct buf *out);

/* The same for what was collected since `from` (tui/staged.h). */
void standins_stage(const struct standins *standins, int fd, off_t from,
    const struct standin_way *way);

#endif
