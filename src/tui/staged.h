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

/* From now on writes to `fd` collect in memory.  0 or an errno value. */
int staged_open(int fd);

/*
 * Send what `fd` collected to `out_fd`, without the strings of `never`
 * (ends in NULL).  0 or an errno value.
 */
int staged_send(int fd, int out_fd, const char *const *never);

#endif
