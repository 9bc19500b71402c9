/*
 * search/locate.h - where a run of bytes stands in text; internal to search.
 */
#ifndef IBID_SEARCH_LOCATE_H
#define IBID_SEARCH_LOCATE_H

#include "base/span.h"

/*
 * The first occurrence of `needle`, of one byte or more, at or after `off`;
 * or NULL.  What memmem does, several times as fast where the needle is as
 * short as a word.
 */
const char *locate(struct span text, size_t off, struct span needle);

#endif
