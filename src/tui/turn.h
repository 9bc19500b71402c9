/*
 * tui/turn.h - a page that gives way to the next.
 *
 * Private to tui/repaint.h, whose questions (repaint_fits) are answered
 * here, too.
 */
#ifndef IBID_TUI_TURN_H
#define IBID_TUI_TURN_H

#include "tui/cells.h"

/* Rows `top` to `bottom` go, and other rows come. */
struct turn {
	int top, bottom;
};

/*
 * The rows that all give way, as far as they are worth rolling: the old ones
 * go up, the new ones come from below, each into a row that is blank.  What
 * stays beside them would have to be sent again, so rows with much of that
 * are not among them.  Linear in the cells.
 */
bool turn_find(const struct cells *old, const struct cells *wanted,
    struct turn *out);

#endif
