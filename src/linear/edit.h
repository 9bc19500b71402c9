/*
 * linear/edit.h - a line edited and recalled by GNU readline.
 *
 * Private to linear/ask.c.  The library is loaded by name when it is first
 * wanted; it draws through us (linear/ask.h says how).
 */
#ifndef IBID_LINEAR_EDIT_H
#define IBID_LINEAR_EDIT_H

#include <signal.h>

#include "linear/ask.h"

/* Load it; false where it is not there in the version built for. */
bool edit_open(FILE *in, FILE *out, enum uni_charset charset);

/*
 * Ask for a line with `prompt`, and free what `*raw` held; on ASK_LINE it
 * is the line in the locale's bytes, to be freed.  `*end` and `*interrupt`
 * are set by signals and end it early.
 */
enum ask_answer edit_line(const char *prompt, char **raw,
    const volatile sig_atomic_t *end, const volatile sig_atomic_t *interrupt);

#endif
