/*
 * search/trie.h - a set of byte strings, walked from their first byte;
 * internal to search.
 *
 * Add strings, build, then walk.  The edges of a node lie side by side,
 * sorted by byte; those of the root have a table, because nearly every walk
 * ends there or one step further.
 */
#ifndef IBID_SEARCH_TRIE_H
#define IBID_SEARCH_TRIE_H

#include <stdint.h>

#include "base/span.h"

struct trie_node {
	uint32_t edges;		/* index of its first edge */
	uint16_t edge_count;
	int32_t value;		/* of the string that ends here, or -1 */
};

struct trie {
	struct trie_node *nodes;
	uint8_t *edge_bytes;
	uint32_t *edge_nodes;
	uint32_t first[256];	/* the root's edges; 0: none */
};

#define TRIE_ROOT 0

struct trie_string {
	struct span key;
	int32_t value;
};

/*
 * Make `trie` of `count` strings, which are sorted in place.  Of equal keys
 * the value of the one first in `strings` stays.
 */
void trie_build(struct trie *trie, struct trie_string *strings,
    size_t count);
void trie_release(struct trie *trie);

/* The node one byte on, or 0. */
static inline uint32_t
trie_step(const struct trie *trie, uint32_t node, unsigned char byte)
{
	const struct trie_node *at = &trie->nodes[node];
	const uint8_t *bytes = trie->edge_bytes + at->edges;
	size_t low = 0;
	size_t high = at->edge_count;

	if (node == TRIE_ROOT)
		return trie->first[byte];
	while (low < high) {
		size_t middle = (low + high) / 2;

		if (bytes[middle] < byte)
			low = middle + 1;
		else
			high = middle;
	}
	return low < at->edge_count && bytes[low] == byte ?
	    trie->edge_nodes[at->edges + low] : 0;
}

#endif
