/*
 * cmd/say.h - words for a person, in the characters of the locale.
 *
 * Of ibid and of ibid-pack.  All that is told on standard error passes here:
 * names of files and words of documents may hold anything.
 */
#ifndef IBID_CMD_SAY_H
#define IBID_CMD_SAY_H

#include <stdio.h>

#include "base/buf.h"
#include "uni/uni.h"

/*
 * For a program whose own locale is "C", so that its work depends on none:
 * what is said is said in the user's.  Reads the locale's files.
 */
void say_begin(void);

/* What the locale can show; whether that is UTF-8. */
enum uni_charset say_charset(void);
bool say_is_utf8(void);

/*
 * Append `words` on one line, safe for a terminal, as UTF-8.  What is not
 * well-formed UTF-8 (a name of a file, say) is taken for the locale's bytes.
 */
void say_printable(struct buf *out, struct span words);

/* Write text that is safe, in the locale's characters, or nearest ASCII. */
void say_put(FILE *to, struct span safe);

/* "ibid: " and `words`, made safe, as a line on standard error. */
void say_error(struct span words);

#endif
