/*
 * search/trie.h - a set of byte strings, walked from their first byte;
 * internal to search.
 *
 * It is a double array (Aoe, "An Efficient Digital Search Algorithm by
 * Using a Double-Array Structure", 1989): the child of a node by a byte is
 * at the node's base plus the byte, if the slot there says that it is that
 * node's.  So a step costs one look at one slot, however many keys there
 * are.
 */
#ifndef IBID_SEARCH_TRIE_H
#define IBID_SEARCH_TRIE_H

#include <stdint.h>

#include "base/span.h"

struct trie_slot {
	uint32_t base;
	uint32_t parent;	/* TRIE_FREE in a free slot */
	int32_t value;		/* of the string that ends here, or -1 */
};

struct trie {
	struct trie_slot *slots;
	size_t count;		/* any base + byte is below it */
	bool first[256];	/* a string starts with that byte */
};

#define TRIE_ROOT 0
#define TRIE_FREE UINT32_MAX

struct trie_string {
	struct span key;
	int32_t value;
};

/*
 * Make `trie` of `count` strings, which are sorted in place.  Of equal keys
 * the least value stays.
 */
void trie_build(struct trie *trie, struct trie_string *strings,
    size_t count);
void trie_release(struct trie *trie);

/* The node one byte on, or 0. */
static inline uint32_t
trie_step(const struct trie *trie, uint32_t node, unsigned char byte)
{
	uint32_t next = trie->slots[node].base + byte;

	return trie->slots[next].parent == node ? next : 0;
}

#endif
