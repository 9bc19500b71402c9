/*
 * linear/ask.h - where commands come from: a pipe, or a person who types.
 *
 * On a terminal a line may be edited and earlier ones recalled, by GNU
 * readline.  It is loaded when the first line is asked for, so that nobody
 * else pays for it, and it draws nothing itself: what is echoed stays
 * within printable text and line feeds.  What is typed at the end of the
 * line is echoed as it is; a character taken back is echoed as \x/ is by a
 * terminal set to echoprt; after any other change (a command recalled, a
 * word cut out) the whole line follows on a new one.  Where readline is
 * absent, the terminal's own line editing remains.
 */
#ifndef IBID_LINEAR_ASK_H
#define IBID_LINEAR_ASK_H

#include <stdio.h>

#include "base/buf.h"
#include "uni/uni.h"

struct ask;

enum ask_answer { ASK_LINE, ASK_INTERRUPT, ASK_END };

/*
 * `edit`: where both are a terminal that echoes.  From here on SIGHUP and
 * SIGTERM end the input, and SIGINT a line that is being typed.
 */
struct ask *ask_open(FILE *in, FILE *out, bool edit,
    enum uni_charset charset);

/* The signals are as they were. */
void ask_close(struct ask *ask);

/*
 * The next line, as UTF-8 and without its end, replaces `line`; `prompt` is
 * ASCII, "" for none.
 */
enum ask_answer ask_line(struct ask *ask, const char *prompt,
    struct buf *line);

/* Whether a signal wants what is going on to stop; asked between units. */
bool ask_interrupted(const struct ask *ask);

#endif
