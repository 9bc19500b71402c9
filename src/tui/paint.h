/*
 * tui/paint.h - the session as cells.
 *
 * A paint reads the session and fills the whole grid; the terminal sends
 * only what changed.  Each pane has a file of its own and paints into its
 * part of the grid.  The last pane that wants the cursor gets it: the
 * hardware cursor is the focus.
 */
#ifndef IBID_TUI_PAINT_H
#define IBID_TUI_PAINT_H

#include "reader/session.h"
#include "tui/cells.h"
#include "tui/theme.h"

struct painter {
	struct session *session;
	const struct theme *theme;
	struct cells *cells;
	bool ascii;		/* our own marks are ASCII */
	bool a11y;		/* no rules, boxes, bars or glyphs */
	/* What painting found out about the focus, for --debug-focus. */
	const char *focus_name;
};

/* Paint everything; `cells` has the size of the window. */
void paint_session(struct painter *painter);

/* ---- the panes, each in its file ---- */

/* Rows of a view; `rect` is in whole cells of the grid. */
void paint_view(struct painter *painter, struct view *view,
    struct frame_rect rect);
void paint_page(struct painter *painter);
void paint_popup(struct painter *painter);
void paint_pane(struct painter *painter);
void paint_tree(struct painter *painter);
void paint_list(struct painter *painter);
void paint_status(struct painter *painter);

/* Rows of a block of our own words, from row `skip` on. */
void paint_block(struct painter *painter, const struct layout_block *block,
    struct frame_rect rect, int skip, unsigned element);

/*
 * Append `words`, cut to `max_cols` columns, in the order and the forms
 * that are drawn: a title in Hebrew is put in order like the page is.
 * `flags` as in layout_line.  Words beside it on a line must be added
 * after this, or its direction would take hold of them.
 */
void paint_order(const struct painter *painter, struct span words,
    unsigned flags, int max_cols, struct buf *out);

/* The same; words that are cut end with dots, where those have room. */
void paint_cut(const struct painter *painter, struct span words,
    unsigned flags, int max_cols, struct buf *out);

/*
 * Put `text` at the start of `rect`'s row and `right` at its end; what has
 * no room is cut, `right` first.
 */
void paint_ends(struct painter *painter, struct frame_rect rect,
    struct span left, struct span right, struct style style);

#endif
