/*
 * tui/ui.h - the full-screen face: keys in, cells out.
 *
 * The loop of the reader.  A key becomes an action of the session, the
 * panes paint the session, the terminal sends what changed.  Work that the
 * session does in steps goes on while no key waits.
 */
#ifndef IBID_TUI_UI_H
#define IBID_TUI_UI_H

#include <stdio.h>

#include "reader/session.h"
#include "tui/term.h"
#include "tui/theme.h"

struct ui_opts {
	struct theme theme;
	bool clipboard;		/* OSC 52 is allowed */
	bool restricted;	/* nobody is let into the shell */
	FILE *debug_focus;	/* gets one line for each update; or NULL */
	/*
	 * Open an address in another program, which may take the terminal
	 * meanwhile.  False, with a sentence in `error`, when it cannot.
	 * NULL: not allowed.
	 */
	bool (*browse)(struct span address, struct buf *error);
	/* Whether there is one to try, so that the screen is not left for
	 * nothing; NULL: there is. */
	bool (*can_browse)(struct span address, struct buf *error);
	/*
	 * Writes a new file; false, and why in `error`, when it was not
	 * written.  NULL in restricted mode.
	 */
	bool (*save)(struct span path, struct span bytes,
	    struct buf *error);
};

/* Read until the reader quits or the terminal hangs up. */
void ui_run(struct session *session, struct term *term,
    const struct ui_opts *opts);

/*
 * One turn of the loop, for tests: take one key (waiting if `wait`), act,
 * work off the steps, paint, show.  False when the reading is over.
 */
bool ui_turn(struct session *session, struct term *term,
    const struct ui_opts *opts, bool wait);

/* Paint and show the session as it is. */
void ui_show(struct session *session, struct term *term,
    const struct ui_opts *opts);

#endif
