/*
 * search/distinct.h - the words that set a stretch of text apart.
 *
 * index_distinct (search/index.h) tells them from an index;
 * distinct_terms from the text alone, for bundles too small to have one.
 */
#ifndef IBID_SEARCH_DISTINCT_H
#define IBID_SEARCH_DISTINCT_H

#include "base/arena.h"
#include "search/index.h"

/* How often each word stands in a text. */
struct distinct;

/* Linear in the text, which need not stay. */
struct distinct *distinct_new(struct span whole);
void distinct_free(struct distinct *distinct);

/*
 * The words that `part`, a stretch of the whole, uses more often than the
 * rest of it, those first for which chance explains it least (Dunning's
 * log-likelihood ratio, "Accurate Methods for the Statistics of Surprise
 * and Coincidence", 1993), at most `max` into `out`, their bytes in `mem`.
 * Returns how many; none when `part` is the whole.  `windows` is not set.
 */
size_t distinct_terms(const struct distinct *distinct, struct span part,
    struct arena *mem, struct index_term *out, size_t max);

/*
 * A word worth suggesting: three letters or more, no number, and not how an
 * address begins.
 */
bool distinct_is_telling(struct span term);

/*
 * Sort `terms` by score, best first, and copy the first `max` of them to
 * `out`, their bytes in `mem`; returns how many.
 */
size_t distinct_best(struct index_term *terms, size_t count,
    struct arena *mem, struct index_term *out, size_t max);

#endif
