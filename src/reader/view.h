/*
 * reader/view.h - a window onto the rows of a stretch of text.
 *
 * A view shows `rows` rows of the text between two places, flowed to the
 * columns of its layout options.  It lays out only the units it shows and
 * keeps a few around them, so every call costs what a screen costs,
 * however long the text is.
 *
 * What it holds on to is `anchor`, the place that must stay in view: a
 * resize flows the text anew and puts the anchor's row at the top again.
 * The anchor changes only when the reader moves, so that a sequence of
 * resizes ends where it began.
 *
 * When the first row of a screen is of a table whose header row is above
 * it, the header is listed again on top of it (not with `a11y`).  Such rows
 * are marked `again`: no place is found on them.  Where a table is shown as
 * records, its header row is left out, and its places are those of the
 * first record.
 *
 * Units: rows count from 0 at the top of the view.
 */
#ifndef IBID_READER_VIEW_H
#define IBID_READER_VIEW_H

#include "base/arena.h"
#include "bundle/bundle.h"
#include "layout/layout.h"

/* Where a unit stands: its chunk, and its node there. */
struct view_unit {
	uint32_t chunk;
	uint32_t node;
};

/* A row of the text: its unit, and its number there. */
struct view_pos {
	struct view_unit unit;
	uint32_t row;
};

struct view_block {
	struct view_unit unit;
	const struct bundle_chunk *chunk;
	struct layout_block *block;
};

/* One row on the screen. */
struct view_row {
	const struct layout_row *row;
	const struct layout_block *block;
	const struct bundle_chunk *chunk;
	struct view_pos pos;
	uint64_t from;	/* of the block, with a header left out before it */
	bool again;	/* a table's header, repeated: has no place here */
};

struct view {
	struct bundle *bundle;
	uint64_t from, to;	/* the stretch of text shown */
	struct layout_opts opts;
	int rows;
	uint64_t anchor;
	struct view_pos top;
	bool stale;		/* `top` must be found again from `anchor` */
	struct arena mem;	/* of the blocks below */
	struct view_block *blocks;
	size_t block_count, block_room;
	struct bundle_error error;	/* of the last chunk not read */
	struct view_row *shown;	/* made by view_fill */
	int shown_count, shown_room;
};

/* `bundle` must outlive the view. */
void view_init(struct view *view, struct bundle *bundle);
void view_release(struct view *view);

/* Show the text between `from` and `to`, from its start. */
void view_set_range(struct view *view, uint64_t from, uint64_t to);

/* New options or size; `rows` 1 or more.  The anchor stays in view. */
void view_set_layout(struct view *view, const struct layout_opts *opts,
    int rows);

/* Flow anew with the same options (a keyword or mark style changed). */
void view_flow_again(struct view *view);

/* Put the row that shows `place` at row `at` (or as near as can be). */
void view_go(struct view *view, uint64_t place, int at);

/*
 * Scroll so that `place` is shown, moving as little as possible.  With
 * `keep_anchor` the anchor stays what it was: after a resize a focus may
 * have to be brought back, but the reader has not moved.
 */
void view_reveal(struct view *view, uint64_t place, bool keep_anchor);

/*
 * Move by `count` rows (down when positive); returns how many it moved.
 * Down it stops when the last row of the text is the last of the view.
 */
int view_scroll(struct view *view, int count);

/*
 * Turn the page forward (1) or back (-1), keeping `context` rows; true
 * when it moved.  A first or last line of a paragraph is not left alone at
 * the turn: the turn comes a row earlier.
 */
bool view_turn(struct view *view, int direction, int context);

void view_first(struct view *view);
void view_last(struct view *view);

/* Lay out and list the rows to show; all below hold for these. */
void view_fill(struct view *view);

/* The row that shows `place`, or -1 when none of those shown does. */
int view_row_of(const struct view *view, uint64_t place);

/* How many blank rows that lead to the anchor's text are on top of it. */
int view_lead(const struct view *view);

/* Show so many again, if there are: view_go leaves them out. */
void view_show_lead(struct view *view, int rows);

/* First and past-last place shown; both `from` for an empty view. */
uint64_t view_top_place(const struct view *view);
uint64_t view_end_place(const struct view *view);

/* The place of the first row that shows text of its own. */
uint64_t view_first_text(const struct view *view);

/* Whether there is more text after (before) what is shown. */
bool view_more_below(struct view *view);
bool view_more_above(struct view *view);

/* How many rows the whole stretch has, counting no further than `limit`. */
int view_height(struct view *view, int limit);

/* The leaf at `place`, with its nodes; NULL where there is none. */
const struct doc_node *view_leaf(struct bundle *bundle, uint64_t place,
    const struct bundle_chunk **chunk);

#endif
