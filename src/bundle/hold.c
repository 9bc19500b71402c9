/* bundle/hold.c - chunks are unpacked, held for a while, and let go. */
#include <stdlib.h>

#include "bundle/reader.h"

static const char wrong_text[] =
    "the bundle is damaged: the text of chunk %u is wrong";

void
held_release(struct held *held)
{
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
	if (index >= bundle->info.chunk_count)
		return bundle->info.text_len;
	if (index == 0 || !chunks_proved(bundle))
		return 0;
	return chunk_place(bundle, index);
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

/*
 * A chunk that is held has its own copy of its text and structure, for the
 * batch may go before it.
 */
static bool
load_text(struct bundle *bundle, struct held *held, uint32_t index)
{
	struct bundle_chunk *chunk = &held->chunk;
	struct span text;

	chunk->index = index;
	chunk->place = bundle_chunk_place(bundle, index);
	chunk->end = bundle_chunk_place(bundle, index + 1);
	if (!batch_text(bundle, index, BATCH_VIEW, &text))
		return false;
	chunk->text = arena_span(&held->mem, text);
	return true;
}

static bool
load_nodes(struct bundle *bundle, struct held *held)
{
	struct span structure;

	if (!batch_structure(bundle, held->chunk.index, &structure) ||
	    !chunk_decode(bundle, arena_span(&held->mem, structure),
	    &held->chunk, &held->mem))
		return false;
	chunk_labels(bundle, &held->chunk);
	return true;
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

/* Chunk `index`, if it is held in a slot or parked; or NULL. */
static struct held *
find_held(const struct bundle *bundle, uint32_t index)
{
	struct held *held;

	for (int slot = 0; slot < BUNDLE_CHUNKS_KEPT; slot++) {
		held = bundle->held[slot];
		if (held && held->full && held->chunk.index == index)
			return held;
	}
	for (held = bundle->parked; held; held = held->next)
		if (held->chunk.index == index)
			break;
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
	int slot;

	if (!exists(bundle, index, error))
		return NULL;
	if (bundle->small)
		return &bundle->held[0]->chunk;
	held = find_held(bundle, index);
	if (held) {
		held->used = ++bundle->clock;
		return &held->chunk;
	}
	slot = oldest_view(bundle);
	vacate(bundle, slot);
	held = bundle->held[slot];
	if (!load_text(bundle, held, index)) {
		held_release(held);
		bundle_fail(bundle, error, BUNDLE_DAMAGED, wrong_text, index);
		return NULL;
	}
	if (!load_nodes(bundle, held)) {
		held_release(held);
		bundle_fail(bundle, error, BUNDLE_DAMAGED,
		    "the bundle is damaged: the structure of chunk %u is "
		    "wrong", index);
		return NULL;
	}
	held->full = true;
	held->used = ++bundle->clock;
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
	*text = SPAN("");
	if (!exists(bundle, index, error))
		return bundle->error.status;
	if (place)
		*place = bundle->small ? 0 :
		    bundle_chunk_place(bundle, index);
	if (bundle->small)
		*text = bundle->text;
	else if (!batch_text(bundle, index, BATCH_SCAN, text))
		return bundle_fail(bundle, error, BUNDLE_DAMAGED, wrong_text,
		    index);
	return BUNDLE_OK;
}

void
bundle_rest(struct bundle *bundle)
{
	file_rest(&bundle->file);
	bundle->read_frames = 0;
}

enum bundle_status
bundle_text(struct bundle *bundle, uint64_t from, uint64_t to,
    struct buf *out, struct bundle_error *error)
{
	if (to > bundle->info.text_len)
		to = bundle->info.text_len;
	for (uint32_t index = bundle_chunk_index(bundle, from); from < to;
	    index++) {
		uint64_t place = 0, end = bundle->info.text_len;
		struct span text = bundle->text;

		if (!exists(bundle, index, error))
			return bundle->error.status;
		if (!bundle->small) {
			place = bundle_chunk_place(bundle, index);
			end = bundle_chunk_place(bundle, index + 1);
			if (!batch_text(bundle, index, BATCH_SPARE, &text))
				return bundle_fail(bundle, error,
				    BUNDLE_DAMAGED, wrong_text, index);
		}
		if (from < place || from >= end)
			continue;
		buf_put(out, span_slice(text, (size_t)(from - place),
		    to < end ? (size_t)(to - place) : text.len));
		from = to < end ? to : end;
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
