/*
 * search/concord.h - matches in their lines of context (a concordance).
 *
 * Units: places as in search/query.h; `text` and `base` as there.
 */
#ifndef IBID_SEARCH_CONCORD_H
#define IBID_SEARCH_CONCORD_H

#include <stdint.h>

#include "base/arena.h"
#include "base/span.h"
#include "search/query.h"

enum concord_order { CONCORD_PLACE, CONCORD_LEFT, CONCORD_RIGHT };

struct concord_line {
	struct match match;
	struct span left;	/* the paragraph before it, whole clusters */
	struct span middle;	/* the match */
	struct span right;	/* the paragraph after it */
	struct span left_key;	/* folded words to the left, nearest first */
	struct span right_key;	/* folded words to the right */
};

/* Context and keys reach at most this far, in bytes of the source. */
#define CONCORD_CONTEXT 240

/*
 * The line of context of `match`, which lies in `text`; everything is
 * copied into `mem`, white space as single spaces, so that the text need
 * not stay.
 */
void concord_line(struct arena *mem, struct span text, uint64_t base,
    struct match match, struct concord_line *line);

/* Sort by place, by the words to the left or to the right, then by place. */
void concord_sort(struct concord_line *lines, size_t count,
    enum concord_order order);

#endif
