/*
 * tests/screen/demo_model.h - a small reader without a session.
 *
 * Lines of text above a status line; a cursor line; an optional sidebar, a
 * prompt and a note at the bottom.  The demo program shows it on a real
 * terminal, the tests of the script runner in memory.
 */
#ifndef IBID_TESTS_DEMO_MODEL_H
#define IBID_TESTS_DEMO_MODEL_H

#include "base/arena.h"
#include "tui/cells.h"
#include "tui/keys.h"

enum { DEMO_SIDEBAR_COLS = 20, DEMO_NOTE_ROWS = 6 };

struct demo {
	struct arena mem;
	struct span *lines;
	int line_count;
	int top, at;		/* first line shown; line of the cursor */
	bool sidebar, note, prompt, bar, blank;
	struct buf typed;	/* in the prompt */
	struct buf said;	/* the status line's right half */
};

/* Lines of about 62 characters; or those of `text` when it is not empty. */
void demo_init(struct demo *demo, struct span text);
void demo_release(struct demo *demo);

/* False when the key was q. */
bool demo_key(struct demo *demo, struct key key, int rows);
void demo_paint(const struct demo *demo, struct cells *cells);

#endif
