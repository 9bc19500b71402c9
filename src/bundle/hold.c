/* bundle/hold.c - chunks are unpacked, held for a while, and let go. */
#include <stdlib.h>

#include "bundle/reader.h"

void
held_release(struct held *held)
{
	free(held->text);
	arena_release(&held->mem);
	*held = (struct held){ 0 };
}

uint32_t
bundle_chunk_count(const struct bundle *bundle)
{
	return bundle->info.chunk_count;
}

/* A directory that does not have its sum gives places of no use. */
static bool
chunks_proved(const struct bundle *bundle)
{
	return section_prove(bundle->parts[PART_CHNK]);
}

uint64_t
bundle_chunk_place(const struct bundle *bundle, uint32_t index)
{
	uint64_t place;

	if (index >= bundle->info.chunk_count)
		return bundle->info.text_len;
	if (index == 0 || !chunks_proved(bundle))
		return 0;
	(void)piece_at(bundle, PART_CHNK, CHUNK_ENTRY_LEN, index, 8, &place);
	return place;
}

uint32_t
bundle_chunk_index(const struct bundle *bundle, uint64_t place)
{
	uint32_t low = 1, high = bundle->info.chunk_count;

	while (low < high) {
		uint32_t middle = low + (high - low) / 2;

		if (bundle_chunk_place(bundle, middle) <= place)
			low = middle + 1;
		else
			high = middle;
	}
	return low - 1;
}

static bool
load_text(struct bundle *bundle, struct held *held, uint32_t index)
{
	struct bundle_chunk *chunk = &held->chunk;
	struct piece piece;

	chunk->index = index;
	chunk->place = bundle_chunk_place(bundle, index);
	chunk->end = bundle_chunk_place(bundle, index + 1);
	if (!chunks_proved(bundle))
		return false;
	piece = piece_at(bundle, PART_CHNK, CHUNK_ENTRY_LEN, index,
	    8 + PIECE_LEN, NULL);
	if (piece.raw_len > TEXT_MAX || chunk->end < chunk->place ||
	    chunk->end > bundle->info.text_len ||
	    chunk->end - chunk->place != piece.raw_len)
		return false;
	held->text = malloc((size_t)piece.raw_len + 1);
	if (!held->text)
		held->text = mem_alloc((size_t)piece.raw_len + 1);
	chunk->text = span_of(held->text, piece.raw_len);
	return piece_read(bundle, &piece, held->text);
}

static bool
load_nodes(struct bundle *bundle, struct held *held)
{
	struct piece piece = piece_at(bundle, PART_CHNK, CHUNK_ENTRY_LEN,
	    held->chunk.index, 8, NULL);
	char *raw;

	if (piece.raw_len > STRUCTURE_MAX)
		return false;
	raw = arena_alloc(&held->mem, (size_t)piece.raw_len + 1);
	if (!piece_read(bundle, &piece, raw) ||
	    !chunk_decode(bundle, span_of(raw, piece.raw_len), &held->chunk,
	    &held->mem))
		return false;
	chunk_labels(bundle, &held->chunk);
	held->has_nodes = true;
	return true;
}

/* Where chunk `index` is held, or HELD_COUNT. */
static int
find_held(const struct bundle *bundle, uint32_t index)
{
	int slot;

	for (slot = 0; slot < HELD_COUNT; slot++) {
		const struct held *held = bundle->held[slot];

		if (held && held->text && held->chunk.index == index)
			break;
	}
	return slot;
}

/* The slot of the view that was asked for longest ago. */
static int
oldest_view(const struct bundle *bundle)
{
	int oldest = 0;

	for (int slot = 0; slot < BUNDLE_CHUNKS_KEPT; slot++) {
		if (!bundle->held[slot])
			return slot;
		if (bundle->held[slot]->used < bundle->held[oldest]->used)
			oldest = slot;
	}
	return oldest;
}

static void
swap_held(struct bundle *bundle, int a, int b)
{
	struct held *held = bundle->held[a];

	bundle->held[a] = bundle->held[b];
	bundle->held[b] = held;
}

/* A chunk that somebody still shows leaves its slot unharmed. */
static void
vacate(struct bundle *bundle, int slot)
{
	struct held *held = bundle->held[slot];

	if (!held) {
		bundle->held[slot] = mem_alloc(sizeof *held);
	} else if (held->pins) {
		held->next = bundle->parked;
		bundle->parked = held;
		bundle->held[slot] = mem_alloc(sizeof *held);
	} else {
		held_release(held);
	}
}

static struct held *
find_parked(const struct bundle *bundle, uint32_t index)
{
	struct held *held = bundle->parked;

	while (held && held->chunk.index != index)
		held = held->next;
	return held;
}

void
bundle_chunk_hold(struct bundle *bundle, const struct bundle_chunk *chunk)
{
	/* The chunk is the first member of what holds it. */
	struct held *held = (struct held *)(uintptr_t)chunk;

	(void)bundle;
	held->pins++;
}

void
bundle_chunk_drop(struct bundle *bundle, const struct bundle_chunk *chunk)
{
	struct held *held = (struct held *)(uintptr_t)chunk;
	struct held **link = &bundle->parked;

	if (--held->pins)
		return;
	while (*link && *link != held)
		link = &(*link)->next;
	if (!*link)
		return;
	*link = held->next;
	held_release(held);
	free(held);
}

/*
 * Chunk `index` with its text, wherever it is held, or unpacked into slot
 * `slot`; NULL if it is damaged.
 */
static struct held *
hold(struct bundle *bundle, uint32_t index, int slot,
    struct bundle_error *error)
{
	int found = find_held(bundle, index);
	struct held *held;

	if (found < HELD_COUNT)
		return bundle->held[found];
	vacate(bundle, slot);
	held = bundle->held[slot];
	if (load_text(bundle, held, index))
		return held;
	held_release(held);
	bundle_fail(bundle, error, BUNDLE_DAMAGED,
	    "the bundle is damaged: the text of chunk %u is wrong", index);
	return NULL;
}

static bool
exists(struct bundle *bundle, uint32_t index, struct bundle_error *error)
{
	if (index < bundle->info.chunk_count)
		return true;
	bundle_fail(bundle, error, BUNDLE_DAMAGED,
	    "the bundle is damaged: there is no chunk %u", index);
	return false;
}

const struct bundle_chunk *
bundle_chunk(struct bundle *bundle, uint32_t index,
    struct bundle_error *error)
{
	struct held *held;
	int slot, found;

	if (!exists(bundle, index, error))
		return NULL;
	if (bundle->small)
		return &bundle->held[0]->chunk;
	held = find_parked(bundle, index);
	if (held && held->has_nodes)
		return &held->chunk;
	found = find_held(bundle, index);
	slot = found < BUNDLE_CHUNKS_KEPT ? found : oldest_view(bundle);
	if (found > slot && found < HELD_COUNT)
		swap_held(bundle, found, slot);
	held = hold(bundle, index, slot, error);
	if (!held)
		return NULL;
	held->used = ++bundle->clock;
	if (!held->has_nodes && !load_nodes(bundle, held)) {
		held_release(held);
		bundle_fail(bundle, error, BUNDLE_DAMAGED,
		    "the bundle is damaged: the structure of chunk %u is "
		    "wrong", index);
		return NULL;
	}
	return &held->chunk;
}

const struct bundle_chunk *
bundle_chunk_at(struct bundle *bundle, uint64_t place,
    struct bundle_error *error)
{
	return bundle_chunk(bundle, bundle_chunk_index(bundle, place), error);
}

enum bundle_status
bundle_chunk_text(struct bundle *bundle, uint32_t index, struct span *text,
    uint64_t *place, struct bundle_error *error)
{
	struct held *held;

	*text = SPAN("");
	if (!exists(bundle, index, error))
		return bundle->error.status;
	/* The copying slot is bundle_text's, which must not end this view. */
	if (find_held(bundle, index) == HELD_COPY)
		swap_held(bundle, HELD_COPY, HELD_SCAN);
	held = bundle->small ? bundle->held[0] :
	    hold(bundle, index, HELD_SCAN, error);
	if (!held)
		return bundle->error.status;
	*text = held->chunk.text;
	if (place)
		*place = held->chunk.place;
	return BUNDLE_OK;
}

enum bundle_status
bundle_text(struct bundle *bundle, uint64_t from, uint64_t to,
    struct buf *out, struct bundle_error *error)
{
	if (to > bundle->info.text_len)
		to = bundle->info.text_len;
	for (uint32_t index = bundle_chunk_index(bundle, from); from < to;
	    index++) {
		const struct bundle_chunk *chunk;
		struct held *held;

		if (!exists(bundle, index, error))
			return bundle->error.status;
		held = bundle->small ? bundle->held[0] :
		    hold(bundle, index, HELD_COPY, error);
		if (!held)
			return bundle->error.status;
		chunk = &held->chunk;
		if (from < chunk->place || from >= chunk->end)
			continue;
		buf_put(out, span_slice(chunk->text,
		    (size_t)(from - chunk->place), to < chunk->end ?
		    (size_t)(to - chunk->place) : chunk->text.len));
		from = to < chunk->end ? to : chunk->end;
	}
	return BUNDLE_OK;
}

enum bundle_status
bundle_extra(struct bundle *bundle, const char *tag, struct span *out,
    struct bundle_error *error)
{
	struct section *section = NULL;
	char *raw;

	*out = SPAN("");
	for (uint32_t i = 0; i < bundle->section_count && !section; i++)
		if (!strcmp(bundle->sections[i].tag, tag))
			section = &bundle->sections[i];
	if (!section)
		return BUNDLE_OK;
	if (((section->flags & SECTION_PACKED) ||
	    section->bytes.len <= BUNDLE_EXTRA_SUMMED) &&
	    !section_prove(section))
		return bundle_fail(bundle, error, BUNDLE_DAMAGED,
		    "the bundle is damaged: its section \"%s\" is wrong",
		    tag);
	if (!bundle->small && !(section->flags & SECTION_PACKED)) {
		*out = section->bytes;
		return BUNDLE_OK;
	}
	if (!section->raw.ptr) {
		raw = arena_alloc(&bundle->mem, section->raw_len + 1);
		if (bundle->small) {
			if (section->bytes.len)
				memcpy(raw, section->bytes.ptr,
				    section->bytes.len);
		} else if (!unpack(bundle->unpacker, section->bytes,
		    SPAN_NONE, raw, section->raw_len)) {
			section->state = WRONG;
			return bundle_extra(bundle, tag, out, error);
		}
		section->raw = span_of(raw, section->raw_len);
	}
	*out = section->raw;
	return BUNDLE_OK;
}
