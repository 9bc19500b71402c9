/*
 * linear/aloud.h - another program reads aloud what was printed.
 *
 * Off unless --say-cmd names one: most people have a reader of their own,
 * and over SSH the sound would play where nobody sits.
 */
#ifndef IBID_LINEAR_ALOUD_H
#define IBID_LINEAR_ALOUD_H

#include "base/arena.h"
#include "base/buf.h"

struct aloud;

/* `command` is a program and its arguments, split at blanks; no shell. */
struct aloud *aloud_open(struct span command);
void aloud_close(struct aloud *aloud);

/* Collect a line, UTF-8, already printable. */
void aloud_add(struct aloud *aloud, struct span line);

/*
 * Run the program with what was collected as its standard input; false, and
 * words in `error`, when it cannot be run.  What is still being read is
 * stopped first.
 */
bool aloud_say(struct aloud *aloud, struct buf *error);

/* Stop reading aloud, within 100 ms; and wait until it is through. */
void aloud_stop(struct aloud *aloud);
void aloud_wait(struct aloud *aloud);

#endif
