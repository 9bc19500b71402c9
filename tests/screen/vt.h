/*
 * tests/screen/vt.h - a program on a pseudo-terminal, seen as a person sees it.
 *
 * The program runs on a pty of a given size and TERM; libvterm draws what it
 * writes, and every byte is kept.  Tests send keys, wait until the program
 * has nothing left to do, and look at rows, attributes, the cursor and the
 * bytes.
 *
 * Waiting is for a state, not a time: the program has taken its input and
 * sleeps in a wait that only input ends.  (Linux tells through
 * /proc/PID/syscall; where it does not, VT_QUIET_MS without output must
 * do.)  Waits that a time ends, such as the one after ESC, are no rest.
 *
 * Units: rows and columns from 0.
 */
#ifndef IBID_TESTS_VT_H
#define IBID_TESTS_VT_H

#include <stdbool.h>
#include <sys/types.h>

#include "base/buf.h"

#define VT_QUIET_MS 150
#define VT_LIMIT_MS 10000	/* generous: valgrind, a busy machine */

struct vt;

struct vt_opts {
	const char *const *argv;	/* ends in NULL */
	/* NAME=VALUE sets, NAME unsets; ends in NULL; or NULL */
	const char *const *env;
	const char *type;		/* TERM; NULL: xterm-256color */
	int rows, cols;			/* 0: 24 and 80 */
	bool family;			/* rest: its children rest too */
	bool hasty;			/* vt_start does not wait for rest */
};

/*
 * Start and settle.  The environment is that of the test, without what
 * would change the screen (NO_COLOR, LINES, ESCDELAY, ...), in C.UTF-8.
 * NULL when there are no pseudo-terminals here.
 */
struct vt *vt_start(const struct vt_opts *opts);

/* End the program, if it runs, and free all. */
void vt_free(struct vt *vt);

/* Wait until the program rests or has ended; false: it did neither. */
bool vt_settle(struct vt *vt);

/* The same of several, which rest together sooner than one by one. */
#define VT_SETTLE_MAX 32
bool vt_settle_all(struct vt *const *vts, size_t count);

/*
 * Wait until a row reads `text`, or the alternate screen is on or off: for
 * what happens behind a shell, whose rest says nothing.
 */
bool vt_until(struct vt *vt, int row, const char *text);
bool vt_until_altscreen(struct vt *vt, bool on);

/* Wait until `text` (ASCII) stands in a row: for what is far away. */
bool vt_until_shown(struct vt *vt, const char *text, int limit_ms);

/* Send, and settle. */
bool vt_send(struct vt *vt, const char *bytes);
bool vt_keys(struct vt *vt, const char *names);	/* names of tui/keys.h */
bool vt_resize(struct vt *vt, int rows, int cols);
bool vt_signal(struct vt *vt, int number);

/* Send only: for what must not be waited for. */
void vt_type(struct vt *vt, struct span bytes);
bool vt_press(struct vt *vt, struct span name);	/* false: no such key */
void vt_kill(struct vt *vt, int number);

/* Stop taking output (the line is slow), and take it again. */
void vt_pause(struct vt *vt, bool paused);

/* Close our end, as a dropped connection does. */
void vt_hang_up(struct vt *vt);

/*
 * Wait until the program has ended: its wait status, or -1 when it has not
 * after `limit_ms`.
 */
int vt_wait(struct vt *vt, int limit_ms);
bool vt_running(struct vt *vt);

/* Processor time of the program so far. */
long vt_cpu_ms(const struct vt *vt);

/*
 * Whether it is certain that nothing but input or a signal will wake it: it
 * is alone and one thread, in a wait without an end, and no timer runs.
 */
bool vt_only_input_wakes(const struct vt *vt);

/* Whether the terminal's modes are those that a shell wants. */
bool vt_is_cooked(const struct vt *vt);

/* Append a row, without blanks at its end; or all, each with a \n. */
void vt_row(const struct vt *vt, int row, struct buf *out);
void vt_text(const struct vt *vt, struct buf *out);

/* Append the letters of cells_marks for a row. */
void vt_marks(const struct vt *vt, int row, struct buf *out);

/*
 * Append the attributes of a cell in words ("bold underline "), whatever
 * its colours.
 */
void vt_look(const struct vt *vt, int row, int col, struct buf *out);

/* The column where `text` first stands in a row, or -1. */
int vt_col_of(const struct vt *vt, int row, const char *text);

void vt_cursor(const struct vt *vt, int *row, int *col);
bool vt_cursor_visible(const struct vt *vt);
bool vt_altscreen(const struct vt *vt);

/* What was written since vt_forget; and forget it. */
struct span vt_bytes(const struct vt *vt);
void vt_forget(struct vt *vt);

#endif
