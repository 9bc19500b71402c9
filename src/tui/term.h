/*
 * tui/term.h - the terminal: shows cells, gives keys.
 *
 * One terminal is open at a time.  Behind it stands curses (tui/curses.c)
 * or memory (tui/memterm.h); the functions below are the same for both.
 *
 *	while (term_read(term, &key, -1) > 0) {
 *		... key to action, action to session, session to cells ...
 *		term_show(term, &cells);
 *	}
 *
 * What it promises, with the numbers of the project's access rules: the
 * cursor is visible and its move ends each update (A1, A6); nothing is
 * written while nothing happens (B1); only cells that changed are written,
 * rows that moved are scrolled (D1 to D8); no query is ever sent (D9); no
 * byte goes out that terminfo or the text did not ask for (F1).
 */
#ifndef IBID_TUI_TERM_H
#define IBID_TUI_TERM_H

#include "base/buf.h"
#include "tui/cells.h"
#include "tui/keys.h"

enum term_color { TERM_COLOR_AUTO, TERM_COLOR_ALWAYS, TERM_COLOR_NEVER };
enum term_charset { TERM_CHARSET_AUTO, TERM_CHARSET_UTF8,
	TERM_CHARSET_ASCII, TERM_CHARSET_LOCALE };	/* LOCALE: as AUTO */

/* All zero is a good choice. */
struct term_opts {
	enum term_color color;	/* --color: stronger than NO_COLOR */
	enum term_charset charset;
	bool no_altscreen;	/* stay on the screen of the shell */
	bool mouse;
	bool slow;		/* never paint while a key is waiting */
	bool whole_status;	/* the last row is written whole: it is heard */
};

/* What panes need to know about a terminal. */
struct term_info {
	bool utf8;		/* else text is shown in ASCII or the
				 * locale's own characters: say so once */
	int ambiguous_cols;	/* 1 or 2: East Asian Ambiguous (UAX #11) */
	int colors;		/* 0 or 8 and more */
	unsigned attrs;		/* of STYLE_ATTRS: shown, in colour too */
	const char *charset;	/* of the locale, as "ISO-8859-1" */
	const char *type;	/* TERM, or "memory" */
};

struct term;

/*
 * Take over the terminal of standard output; keys come from standard input
 * or, when that is none, from /dev/tty.  setlocale(LC_CTYPE, "") must have
 * been called.  On failure NULL, and `error` says why in words ("terminal
 * type 'x' is unknown"): then the linear face is the one to use.  The
 * terminal is put back when memory runs out, at exit and on fatal signals.
 *
 * The colour rule (C1): opts->color, else NO_COLOR, else FORCE_COLOR or
 * CLICOLOR_FORCE, else what the terminal can.  Without colour no colour
 * sequence is sent; attributes stay.
 */
struct term *term_open(const struct term_opts *opts, struct buf *error);

/* Put the terminal back as it was and free it.  NULL is legal. */
void term_close(struct term *term);

const struct term_info *term_info(const struct term *term);
void term_size(const struct term *term, int *rows, int *cols);

/*
 * Show `cells`, of any size: what lies outside the terminal is dropped,
 * what is missing is blank.  While keys are waiting the update is put off
 * until they are read (D7), at most for 100 ms unless `slow`.  The grid may
 * be kept and another left in its place, of any size and with any cells.
 */
void term_show(struct term *term, struct cells *cells);

/* Forget what the terminal shows: the next term_show paints everything. */
void term_redraw(struct term *term);

/*
 * Wait for a key: 1 and the key, or 0 when `timeout_ms` passed (0: do not
 * wait, -1: for ever).  A resize, a hang-up (SIGHUP, SIGTERM, end of
 * input; it is sticky) and a return from suspension are keys too.  SIGINT
 * is the key C-c.  Job control (C-z) is done in here.
 */
int term_read(struct term *term, struct key *key, int timeout_ms);

/* Whether a key can be read at once: long work asks this between steps. */
bool term_pending(struct term *term);

/*
 * Lend the terminal to another program (a browser, an editor), or to the
 * user's shell; afterwards paint again.
 */
void term_suspend(struct term *term);
void term_resume(struct term *term);

void term_bell(struct term *term);

/* Bracketed paste, while a prompt asks for text (E7). */
void term_paste_mode(struct term *term, bool on);

/*
 * Send `text` to the terminal's clipboard by OSC 52 (E8): only when the
 * user asked for it and allowed it.  False, and nothing is sent, when it
 * is over TERM_CLIP_MAX bytes once encoded.  No terminal confirms it.
 */
#define TERM_CLIP_MAX 3000
bool term_clip(struct term *term, struct span text);

#endif
