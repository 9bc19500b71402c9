/*
 * tui/term_ops.h - what a terminal of tui/term.h is made of.
 *
 * Private to term.c and to the two terminals, curses.c and memterm.c.
 * Each embeds a struct term as its first member.
 */
#ifndef IBID_TUI_TERM_OPS_H
#define IBID_TUI_TERM_OPS_H

#include "tui/term.h"

struct term_ops {
	void (*close)(struct term *term);
	void (*size)(const struct term *term, int *rows, int *cols);
	void (*show)(struct term *term, struct cells *cells);
	void (*redraw)(struct term *term);
	int (*read)(struct term *term, struct key *key, int timeout_ms);
	bool (*pending)(struct term *term);
	void (*suspend)(struct term *term);
	void (*resume)(struct term *term);
	void (*ring)(struct term *term);
	void (*paste_mode)(struct term *term, bool on);
	void (*clip)(struct term *term, struct span base64);
};

struct term {
	const struct term_ops *ops;
	struct term_info info;
};

#endif
