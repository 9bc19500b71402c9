/*
 * tui/rescue.h - put the terminal back from anywhere.
 *
 * Private to the terminal.  What a full screen must undo is written down
 * while all is well, so that rescue_run can be called when memory ran out,
 * at exit, and from a signal handler.
 */
#ifndef IBID_TUI_RESCUE_H
#define IBID_TUI_RESCUE_H

#include <termios.h>

#include "base/span.h"

#define RESCUE_BYTES 512

/* Keep `bytes` (cut at RESCUE_BYTES) and `modes` for terminal `fd`. */
void rescue_arm(int fd, const struct termios *modes, struct span bytes);

/* The terminal is not ours now: nothing is to be done. */
void rescue_disarm(void);

/* Do it, once.  Calls only what signal-safety(7) allows. */
void rescue_run(void);

#endif
