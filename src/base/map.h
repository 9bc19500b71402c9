/*
 * base/map.h - from a run of bytes to a number.
 *
 * Keys are borrowed: keep their bytes (an arena) as long as the map.
 * Entries keep the order in which they came, so walking a map gives the
 * same order on every machine ("same input, same bytes").  Nothing is
 * ever taken out.  Lookup and insertion take constant time on average.
 */
#ifndef IBID_BASE_MAP_H
#define IBID_BASE_MAP_H

#include <stdint.h>

#include "base/span.h"

struct map_entry {
	struct span key;
	uint64_t hash;
	uint64_t value;
};

struct map {
	struct map_entry *entries;	/* in order of arrival */
	size_t count;
	size_t room;
	uint32_t *slots;	/* entry index + 1, 0 for free */
	size_t slot_count;	/* a power of two, or 0 */
};

void map_init(struct map *map);
void map_release(struct map *map);

/* The entry of `key`, or NULL; valid until the next insertion. */
struct map_entry *map_find(const struct map *map, struct span key);

/*
 * The entry of `key`, made with `value` when there was none; `*fresh`
 * (if not NULL) says which.
 */
struct map_entry *map_put(struct map *map, struct span key, uint64_t value,
    bool *fresh);

#endif
