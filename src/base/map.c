/* base/map.c - from a run of bytes to a number (open addressing). */
#include "base/map.h"

#include <stdlib.h>

#include "base/arena.h"
#include "base/hash.h"

void
map_init(struct map *map)
{
	*map = (struct map){ 0 };
}

void
map_release(struct map *map)
{
	free(map->entries);
	free(map->slots);
	map_init(map);
}

/* The slot that holds `key`, or the free one where it belongs. */
static size_t
probe(const struct map *map, struct span key, uint64_t hash)
{
	size_t mask = map->slot_count - 1;
	size_t slot = hash & mask;

	while (map->slots[slot]) {
		const struct map_entry *entry =
		    &map->entries[map->slots[slot] - 1];

		if (entry->hash == hash && span_eq(entry->key, key))
			break;
		slot = (slot + 1) & mask;
	}
	return slot;
}

struct map_entry *
map_find(const struct map *map, struct span key)
{
	size_t slot;

	if (map->count == 0)
		return NULL;
	slot = probe(map, key, hash64(key, 0));
	return map->slots[slot] ? &map->entries[map->slots[slot] - 1] : NULL;
}

static void
rehash(struct map *map)
{
	map->slot_count = map->slot_count ? 2 * map->slot_count : 32;
	free(map->slots);
	map->slots = mem_array(map->slot_count, sizeof *map->slots);
	for (size_t i = 0; i < map->count; i++) {
		const struct map_entry *entry = &map->entries[i];

		map->slots[probe(map, entry->key, entry->hash)] =
		    (uint32_t)i + 1;
	}
}

struct map_entry *
map_put(struct map *map, struct span key, uint64_t value, bool *fresh)
{
	uint64_t hash = hash64(key, 0);
	size_t slot;

	if (2 * map->count >= map->slot_count)
		rehash(map);
	slot = probe(map, key, hash);
	if (fresh)
		*fresh = !map->slots[slot];
	if (!map->slots[slot]) {
		MEM_PUSH(map->entries, map->count, map->room);
		map->entries[map->count++] =
		    (struct map_entry){ key, hash, value };
		map->slots[slot] = (uint32_t)map->count;
	}
	return &map->entries[map->slots[slot] - 1];
}
