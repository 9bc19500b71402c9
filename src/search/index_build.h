/*
 * search/index_build.h - what is collected before an index is written;
 * internal to search.
 */
#ifndef IBID_SEARCH_INDEX_BUILD_H
#define IBID_SEARCH_INDEX_BUILD_H

#include "base/arena.h"
#include "base/map.h"
#include "search/index.h"

#define POSTING_BLOCK (1 << 18)

struct index_builder {
	struct arena mem;	/* the bytes of the terms */
	struct map terms;	/* term to number, in order of arrival */
	uint32_t *last_seen;	/* by number: the last window it was in */
	size_t last_count, last_room;
	/* The numbers of the terms of window after window. */
	uint32_t **blocks;
	size_t block_count, block_room;
	uint64_t posting_count;
	uint64_t *starts;	/* place of each window */
	uint64_t *ends;		/* of its postings, in all of them */
	size_t window_count;	/* closed ones */
	size_t start_room, end_room;
	size_t window_len;	/* bytes in the window now open */
	uint64_t place;		/* after the paragraphs added */
	struct buf pending;	/* a paragraph that has not ended */
	struct buf folded;
};

/* End the last paragraph and the last window. */
void index_builder_finish(struct index_builder *builder);

static inline uint32_t
index_builder_posting(const struct index_builder *builder, uint64_t at)
{
	return builder->blocks[at / POSTING_BLOCK][at % POSTING_BLOCK];
}

#endif
