/*
 * base/hash.h - XXH64, the one hash of ibid.
 *
 * Used for the checksums of a bundle, for the keys of saved places and of
 * the cache, and for hash tables.  It follows "xxHash fast digest
 * algorithm", revision 0.1.1, section "XXH64", so a bundle's sums can be
 * checked with any xxHash tool.  It notices damage; it does not stop a
 * forger.
 */
#ifndef IBID_BASE_HASH_H
#define IBID_BASE_HASH_H

#include <stdint.h>

#include "base/span.h"

uint64_t hash64(struct span bytes, uint64_t seed);

/* Hash one stretch after another: the same value as all of it at once. */
struct hash_state {
	uint64_t acc[4];
	uint64_t total_len;
	uint64_t seed;
	unsigned char tail[32];
	size_t tail_len;
};

void hash_init(struct hash_state *state, uint64_t seed);
void hash_add(struct hash_state *state, struct span bytes);
uint64_t hash_value(const struct hash_state *state);

/* Sixteen lower-case hex digits and a NUL: names of state files. */
void hash_hex(uint64_t hash, char out[17]);

#endif
