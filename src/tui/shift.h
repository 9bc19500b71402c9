/*
 * tui/shift.h - rows that moved up or down, beside others that stayed.
 *
 * A terminal scrolls whole rows.  Beside the page there is the sidebar,
 * which stays where it is: where it is long it may be much cheaper to scroll
 * it along and to put it right than to paint the page again.
 */
#ifndef IBID_TUI_SHIFT_H
#define IBID_TUI_SHIFT_H

#include "tui/cells.h"

/* Rows `top` to `bottom` go up by `up` rows; down where it is negative. */
struct shift {
	int top, bottom, up;
};

/*
 * The shift after which most of `wanted` stands where it should; both have
 * the same size.  False when none is worth it.  Linear in the cells, and
 * in the square of the rows times a small part of the columns.
 */
bool shift_find(const struct cells *old, const struct cells *wanted,
    struct shift *out);

/* What the screen shows after it; the caller releases that. */
void shift_cells(const struct cells *old, const struct shift *shift,
    struct cells *out);

#endif
