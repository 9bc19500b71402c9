/*
 * search/block.h - text taken a block of paragraphs at a time, folded, with
 * the way back to the source.  Shared by the scans; internal to search.
 */
#ifndef IBID_SEARCH_BLOCK_H
#define IBID_SEARCH_BLOCK_H

#include "uni/uni.h"

/* Half of a small first-level cache: source and folded text fit it. */
#define BLOCK_LEN 16384

/* Start with {0}. */
struct block {
	struct span source;
	struct buf folded;
	unsigned keep;
	struct uni_fold_walk walk;
};

void block_release(struct block *block);

/*
 * The whole paragraphs that start at `off`: about BLOCK_LEN bytes, or one
 * paragraph that is longer.
 */
struct span block_cut(struct span text, size_t off);

void block_fold(struct block *block, struct span source, unsigned keep);

/*
 * Where in the source the cluster starts that gave the folded byte `from`,
 * and where the one ends that gave the byte before `to`.  Ask in ascending
 * order of folded bytes.
 */
size_t block_source_from(struct block *block, size_t from);
size_t block_source_to(struct block *block, size_t to);

/* Widen [*from, *to) of `text`, whole code points, to whole clusters. */
void block_widen(struct span text, size_t *from, size_t *to);

#endif
