/*
 * reader/suggest.h - the words that set a chapter apart from the rest.
 *
 * Where the bundle has an index its counts are asked; a smaller bundle is
 * counted whole, once.
 */
#ifndef IBID_READER_SUGGEST_H
#define IBID_READER_SUGGEST_H

#include "base/arena.h"
#include "bundle/bundle.h"
#include "search/index.h"

/* As many as one looks through. */
#define SUGGEST_MAX 40

struct distinct;

struct suggest {
	struct bundle *bundle;
	const struct text_index *index;	/* or NULL */
	struct distinct *whole;		/* counted at the first question */
};

/* `index` (or NULL) and `bundle` are borrowed. */
void suggest_init(struct suggest *suggest, struct bundle *bundle,
    const struct text_index *index);
void suggest_release(struct suggest *suggest);

/*
 * The words that set [from, to) apart, best first, at most `max` into
 * `out`, their bytes in `mem`.  Returns how many.  Of a longer stretch
 * than SUGGEST_BYTES its start is taken.
 */
#define SUGGEST_BYTES ((uint64_t)1 << 20)
size_t suggest_words(struct suggest *suggest, uint64_t from, uint64_t to,
    struct arena *mem, struct index_term *out, size_t max);

#endif
