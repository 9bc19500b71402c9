/*
 * layout/patterns.h - the patterns of a large file that a text needs.
 *
 * libhyphen makes one automaton of a whole file: of the German one, 78,000
 * patterns, in seconds and 40 MB.  But the states that a word passes through
 * stand for pieces of the word.  So libhyphen can be given the patterns that
 * lead to those states and no others, and divides the word as it would by
 * the whole file.
 *
 * Used by hyphen.c.  Words are in the file's characters and in lower case.
 */
#ifndef IBID_LAYOUT_PATTERNS_H
#define IBID_LAYOUT_PATTERNS_H

#include <hyphen.h>

#include "base/span.h"

/* Smaller files are loaded whole: it takes a few milliseconds. */
#define PATTERNS_WHOLE_MAX (200 << 10)

struct patterns_index;

/*
 * Read the file at `path`; NULL when it cannot be read, or is small enough
 * to be loaded whole.  Takes time with the bytes of the file, some 20 ms
 * for a megabyte.
 */
struct patterns_index *patterns_open(const char *path);
void patterns_close(struct patterns_index *index);

/* Whatever can count in `word` is to be loaded. */
void patterns_want(struct patterns_index *index, struct span word);

/*
 * Load what was wanted since the last call; hnj_hyphen_free it.  NULL when
 * libhyphen cannot.
 */
HyphenDict *patterns_load(struct patterns_index *index);

#endif
