/*
 * tests/screen/script.h - screens as stories: a text of what is pressed and
 * what is seen then.
 *
 *	# Searching keeps the place.
 *	size 24x2
 *	open fixtures/pond.md
 *	key  / pond Enter
 *	screen                        the caret row marks highlighting
 *	|the pond, and the wind  |
 *	|    ^^^^                |
 *	|rippled it all afternoon|
 *
 * Commands, one a line; empty lines and lines that start with # are for
 * people, and so is what follows a command's words:
 *
 *	size COLSxROWS	  before `open`: a window; later: a resize
 *	open WORDS	  start reading
 *	key KEYS	  names of tui/keys.h; any other word is typed
 *	text LETTERS	  typed as they stand, to the end of the line
 *	screen [FIRST]	  the rows that follow, from row FIRST (0) on
 *	cursor ROW COL	  where the cursor is
 *	over		  the reading has ended
 *
 * Rows stand between bars.  Without FIRST they must be all rows.  A row of
 * blanks and carets belongs to the row above: cells over carets are
 * highlighted, the others are not.  A row that starts with ':' gives the
 * letters of cells_marks for the row above.  Without such rows attributes
 * are not looked at.
 *
 * The session is hooked in by four functions, so the same stories can be
 * told to a demonstration, to the session in memory, or to a program on a
 * pseudo-terminal.
 */
#ifndef IBID_TESTS_SCRIPT_H
#define IBID_TESTS_SCRIPT_H

#include "tui/cells.h"
#include "tui/keys.h"

struct script_hooks {
	void *ctx;
	/* Begin (at most once a script); false with words in `error`. */
	bool (*open)(void *ctx, struct span words, int rows, int cols,
	    struct buf *error);
	/* False when the reading is over. */
	bool (*key)(void *ctx, struct key key);
	void (*resize)(void *ctx, int rows, int cols);
	const struct cells *(*cells)(void *ctx);
	/* Whether a caret stands under that style; NULL: reverse, underline
	 * or a background. */
	bool (*lit)(struct style style);
};

/*
 * Run `script`, called `name` in reports.  True when all of it was so;
 * else `report` has the first difference, with the whole screen in a form
 * that can be put into the script.
 */
bool script_run(struct span script, const char *name,
    const struct script_hooks *hooks, struct buf *report);

#endif
