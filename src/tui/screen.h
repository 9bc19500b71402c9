/*
 * tui/screen.h - what the three parts of a real terminal share.
 *
 * Private to screen.c, which takes keys and signals and decides when and
 * how to paint; terminfo.c, which knows the terminal's strings; and
 * curses.c, which finds the cheapest way to change a little.
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
	void *entry;		/* its TERMINAL in terminfo */
	void *curses;		/* its SCREEN, once there is need of it */
	FILE *in, *staged;	/* of curses */
	int rows, cols;
	int out_fd;
	struct termios shell;	/* the modes that we found */
	struct input input;
	struct glyph_opts glyphs;
	struct cells wanted;	/* what was shown last, while `waiting` */
	struct cells painted;	/* what the terminal was sent */
	bool waiting;
	void *row;		/* room for one row, in cells of curses */
	bool entered;		/* the terminal is ours */
	bool stale;		/* `painted` is not to be trusted */
	bool behind;		/* curses has not seen what is painted */
	bool can_repaint;
	/* Of doubtful clusters; `way.column` NULL: they are not used. */
	struct standins standins;
	struct standin_way way;
	struct repaint_caps caps;
	struct buf erase, plain;	/* strings of `caps` */
	struct buf ahead;	/* goes out in one write with an update (A6) */
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

/* ---- terminfo.c ---- */

/* Learn what the terminal of that type and window is; or say why not. */
bool terminfo_open(struct screen *screen, const char *type,
    const struct term_opts *opts, struct buf *error);
void terminfo_close(struct screen *screen);

/* A string capability by its terminfo name, or NULL. */
const char *terminfo_string(const char *name);

/* Append what takes the terminal over, and what gives it back. */
void terminfo_enter(const struct screen *screen, struct buf *out);
void terminfo_leave(const struct screen *screen, struct buf *out);

/* Append what clears it, and what rings its bell. */
void terminfo_clear(const struct screen *screen, struct buf *out);
void terminfo_bell(struct buf *out);

/* What a terminal (`ctx` is its screen) can show of a style. */
struct style terminfo_style(void *ctx, struct style style);

/* Write down now what a signal handler could not compute. */
void screen_arm_rescue(const struct screen *screen);

/* ---- curses.c ---- */

/* Begin curses, if that is not done; or say why it cannot be. */
bool curses_open(struct screen *screen, struct buf *error);
void curses_close(struct screen *screen);
void curses_begin_mouse(struct screen *screen);

/* Paint `wanted` over what is painted, or over anything when stale. */
void curses_paint(struct screen *screen, const struct cells *wanted);

/* The window has another size. */
void curses_refit(struct screen *screen);

/* Give the terminal back; the next paint, by curses, takes it again. */
void curses_leave(struct screen *screen);

#endif
