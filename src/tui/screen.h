/*
 * tui/screen.h - what the two halves of a real terminal share.
 *
 * Private to screen.c, which takes keys and signals and decides when to
 * paint, and to curses.c, which paints and knows the terminal's strings.
 */
#ifndef IBID_TUI_SCREEN_H
#define IBID_TUI_SCREEN_H

#include <stdint.h>
#include <stdio.h>
#include <termios.h>

#include "tui/glyphs.h"
#include "tui/input.h"
#include "tui/repaint.h"
#include "tui/standin.h"
#include "tui/term_ops.h"

struct screen {
	struct term term;
	void *curses;		/* its SCREEN */
	FILE *in, *staged;
	int out_fd;
	struct termios shell;	/* the modes that we found */
	struct input input;
	struct glyph_opts glyphs;
	struct cells wanted;	/* what was shown last, while `waiting` */
	struct cells painted;	/* what the terminal was sent */
	bool waiting;
	void *row;		/* room for one row, in its own cells */
	bool stale;		/* `painted` is not to be trusted */
	bool behind;		/* curses has not seen what is painted */
	bool can_repaint;
	/* Of doubtful clusters; the column is NULL: they are not used. */
	struct standins standins;
	const char *(*column)(int col);
	struct repaint_caps caps;
	struct buf erase, plain;	/* strings of `caps` */
	int64_t deferred_ms;	/* since when an update waits; 0: none */
	bool slow, whole_status, mouse, paste, suspended;
	bool resized;		/* since the last key that said so */
	bool has_altscreen;
	bool cleaning;		/* the user asked for a redraw */
	const char *paste_on, *paste_off;
	short pairs[HUE_COUNT][HUE_COUNT];
	short pair_count;
};

static inline struct screen *
screen_of(const struct term *term)
{
	return (struct screen *)term;
}

/* ---- curses.c ---- */

/* Paint `wanted` now; while nothing waits, the same as before. */
void screen_paint(struct screen *screen);

/* What the terminal shows is not known any more. */
void screen_forget(struct screen *screen);

/* Take over the window's size, if it is another. */
void screen_refit(struct screen *screen);

/* Write down now what a signal handler could not compute. */
void screen_arm_rescue(const struct screen *screen);

void screen_suspend(struct term *term);

/* ---- screen.c ---- */

/* All that is not 0 in a screen that is not open yet. */
struct screen *screen_new(const struct term_ops *ops);

/* Past curses, at once. */
void screen_write(struct screen *screen, struct span bytes);

/* Paint what was put off; for struct input. */
void screen_paint_deferred(void *ctx);

/* As in struct term_ops. */
int screen_read(struct term *term, struct key *key, int timeout_ms);
bool screen_pending(struct term *term);
void screen_show(struct term *term, struct cells *cells);
void screen_resume(struct term *term);
void screen_redraw(struct term *term);
void screen_paste_mode(struct term *term, bool on);
void screen_clip(struct term *term, struct span base64);

#endif
