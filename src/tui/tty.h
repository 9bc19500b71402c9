/*
 * tui/tty.h - the user's terminal and wishes, before curses has a say.
 *
 * For the terminal, and for whoever needs its size before there is one.
 */
#ifndef IBID_TUI_TTY_H
#define IBID_TUI_TTY_H

#include <stdio.h>
#include <termios.h>

#include "tui/term.h"

/*
 * Own descriptors for keyboard and screen: standard input or, where that
 * is no terminal, /dev/tty; and standard output.  False, and words in
 * `error`, when there is no terminal.
 */
bool tty_open(int *in_fd, int *out_fd, struct buf *error);

/* Streams for newterm, which wants them: `staged` is a copy of `out_fd`. */
bool tty_streams(int in_fd, int out_fd, FILE **in, FILE **staged,
    struct buf *error);

/* The window's size; false when it is not known. */
bool tty_size(int fd, int *rows, int *cols);

/*
 * The modes of a full screen, made from those of the shell: keys come one
 * by one, unchanged; what is written goes out unchanged.  Signals stay with
 * the keys that the user's stty gave them, and a signal does not throw away
 * an update on its way out (NOFLSH).
 */
void tty_set_modes(int fd, const struct termios *shell);

/* Whether colour is wanted at all (C1); the terminal may still lack it. */
bool tty_wants_color(enum term_color color);

/* Fill in what the locale says: utf8, charset, ambiguous_cols. */
void tty_charset(struct term_info *info, enum term_charset charset);

#endif
