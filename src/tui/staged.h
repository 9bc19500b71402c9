/*
 * tui/staged.h - collect what is written to a descriptor, send it at once.
 *
 * Private to the terminal.  Curses writes after every cursor movement; a
 * screen reader should hear an update whole, and a line over SSH should
 * carry it in one packet.  So the descriptor that curses writes to is
 * turned to a file in memory, which is sent in one write.
 */
#ifndef IBID_TUI_STAGED_H
#define IBID_TUI_STAGED_H

#include <sys/types.h>

#include "base/buf.h"

/* From now on writes to `fd` collect in memory.  0 or an errno value. */
int staged_open(int fd);

/*
 * Append a string of terminfo without its padding ("$<5>"), which only
 * curses knows to wait for and nobody needs to.  NULL appends nothing.
 */
void staged_unpadded(struct buf *out, const char *capability);

/* Bytes collected so far. */
off_t staged_len(int fd);

/* Append what was collected since `from`; 0 or an errno value. */
int staged_read(int fd, off_t from, struct buf *out);

/* Forget what was collected since `from`. */
void staged_cut(int fd, off_t from);

/*
 * What was collected since `from`, if anything, does nothing but move the
 * cursor.  Curses may print text to do so, which a screen reader takes for
 * new, or use a sequence that not every reader knows; put `move` in its
 * place.
 */
void staged_move(int fd, off_t from, const char *move);

/*
 * Send what `fd` collected to `out_fd`, without the strings of `never`
 * (ends in NULL).  0 or an errno value.
 */
int staged_send(int fd, int out_fd, const char *const *never);

#endif
