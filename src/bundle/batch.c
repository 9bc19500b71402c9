/*
 * bundle/batch.c - chunks that share two frames, one of their structures
 * and one of their texts, and are unpacked as far as is needed.
 *
 * A frame is unpacked from its start, so what the first chunk of a batch
 * costs is its own, and a later one costs those before it too.  A library
 * call unpacks what it is given and forgets where it was.  So when a second
 * chunk is asked for that is not there yet, the rest of the batch is
 * unpacked with it: who reads on pays at most twice for the first part, and
 * once for the rest.
 */
#include <stdlib.h>

#include "base/cursor.h"
#include "base/hash.h"
#include "bundle/reader.h"

/*
 * After so many frames were unpacked, what was read of the file leaves
 * memory.  Few, as systems map up to 2 MB where a byte is read.
 */
#define READ_FRAMES 2

/* Bytes from which a batch is large. */
#define BATCH_LARGE (1 << 20)

/* Bytes, unpacked, from which a frame lets go of the file by itself. */
#define FRAME_LARGE (512 << 10)

struct chunk_row
chunk_row(const struct bundle *bundle, uint32_t index)
{
	struct span directory = bundle->parts[PART_CHNK]->bytes;
	size_t at = (size_t)index * CHUNK_ENTRY_LEN;
	struct cursor in = cursor_of(span_slice(directory, at,
	    at + CHUNK_ENTRY_LEN));
	struct chunk_row row;

	row.place = cursor_u64(&in);
	row.off = cursor_u64(&in);
	row.structure_len = cursor_u32(&in);
	row.structure_raw_len = cursor_u32(&in);
	row.text_len = cursor_u32(&in);
	row.back = cursor_u32(&in);
	row.sum = cursor_u64(&in);
	in = cursor_of(span_slice(directory, at + CHUNK_ENTRY_LEN,
	    at + CHUNK_ENTRY_LEN + 8));
	row.end = index + 1 < bundle->info.chunk_count ? cursor_u64(&in) :
	    bundle->info.text_len;
	return row;
}

static void
frame_release(struct frame *frame)
{
	free(frame->raw);
	*frame = (struct frame){ 0 };
}

void
batch_release(struct batch *batch)
{
	frame_release(&batch->structures);
	frame_release(&batch->texts);
	*batch = (struct batch){ 0 };
}

void
batches_release(struct bundle *bundle)
{
	for (int i = 0; i < BATCHES_KEPT; i++)
		batch_release(&bundle->batches[i]);
}

bool
batch_measure(const struct bundle *bundle, uint32_t first,
    struct batch *batch)
{
	uint64_t structure_len = 0, text_len = 0, text_max = TEXT_MAX;

	batch->first = first;
	batch->count = batch->proved_count = 0;
	for (uint32_t i = first; i < bundle->info.chunk_count; i++) {
		struct chunk_row row = chunk_row(bundle, i);

		if (row.back != i - first)
			break;
		structure_len += row.structure_raw_len;
		if (row.end < row.place || row.end > bundle->info.text_len ||
		    row.end - row.place > text_max - text_len ||
		    structure_len > STRUCTURE_MAX ||
		    batch->count == BATCH_CHUNKS_MAX)
			return false;
		text_len += row.end - row.place;
		batch->count++;
	}
	return batch->count > 0;
}

/* The batch that was asked for longest ago, but not `kept` (or NULL). */
static struct batch *
oldest_batch(struct bundle *bundle, const struct batch *kept)
{
	struct batch *oldest = NULL;

	for (int i = 0; i < BATCHES_KEPT; i++) {
		struct batch *batch = &bundle->batches[i];

		if (batch != kept && (!oldest || batch->used < oldest->used))
			oldest = batch;
	}
	return oldest;
}

/* Forget what the batch holds; the room of its text is used again. */
static void
empty(struct bundle *bundle, struct batch *batch)
{
	struct frame texts = batch->texts;

	if (batch == bundle->scanned)
		bundle->scanned = NULL;
	batch->texts = (struct frame){ 0 };
	batch_release(batch);
	batch->texts = (struct frame){ .raw = texts.raw, .room = texts.room };
}

/*
 * Where the next batch goes.  There are not two large ones, but where one
 * is looked at while text is copied out of another: unpacking again takes
 * some milliseconds, and they would be a third of what a session holds.
 */
static struct batch *
next_slot(struct bundle *bundle, enum batch_use use)
{
	struct batch *slot;

	slot = oldest_batch(bundle, use == BATCH_SPARE ? bundle->scanned :
	    NULL);
	for (int i = 0; i < BATCHES_KEPT; i++) {
		struct batch *batch = &bundle->batches[i];

		if (use == BATCH_SPARE || batch == slot ||
		    batch->texts.room < BATCH_LARGE)
			continue;
		empty(bundle, slot);
		batch_release(slot);
		slot = batch;
	}
	empty(bundle, slot);
	return slot;
}

/* The batch of chunk `index`, or NULL if the directory lies. */
static struct batch *
find_batch(struct bundle *bundle, uint32_t index, enum batch_use use)
{
	struct batch *batch;
	uint32_t back;

	for (int i = 0; i < BATCHES_KEPT; i++) {
		batch = &bundle->batches[i];
		if (index >= batch->first &&
		    index - batch->first < batch->count) {
			batch->used = ++bundle->clock;
			return batch;
		}
	}
	if (!section_prove(bundle->parts[PART_CHNK]))
		return NULL;
	batch = next_slot(bundle, use);
	back = chunk_row(bundle, index).back;
	if (back > index || !batch_measure(bundle, index - back, batch) ||
	    batch->count <= back) {
		batch_release(batch);
		return NULL;
	}
	batch->used = ++bundle->clock;
	return batch;
}

/* What is stored of a chunk: its structure, then its text. */
static struct span
stored(const struct bundle *bundle, const struct chunk_row *row)
{
	struct span body = bundle->parts[PART_BODY]->bytes;
	uint64_t len = (uint64_t)row->structure_len + row->text_len;

	if (row->off > body.len || len > body.len - row->off)
		return SPAN_NONE;
	return span_slice(body, (size_t)row->off, (size_t)(row->off + len));
}

/* Prove the sums of the first `want` chunks; how many are right. */
static uint32_t
prove(const struct bundle *bundle, struct batch *batch, uint32_t want)
{
	while (batch->proved_count < want) {
		struct chunk_row row = chunk_row(bundle,
		    batch->first + batch->proved_count);
		struct span bytes = stored(bundle, &row);

		if (!bytes.ptr || hash64(bytes, 0) != row.sum)
			break;
		batch->proved_count++;
	}
	return batch->proved_count < want ? batch->proved_count : want;
}

/* Bytes of what a row says of a chunk's structure, or of its text. */
static uint64_t
raw_len(const struct chunk_row *row, bool is_text)
{
	return is_text ? row->end - row->place : row->structure_raw_len;
}

/* Unpack the first `count` chunks, all proved, over those that are there. */
static bool
unpack_frame(const struct bundle *bundle, struct unpacker *unpacker,
    const struct batch *batch, struct frame *frame, uint32_t count)
{
	bool is_text = frame == &batch->texts;
	uint64_t len = 0;

	for (uint32_t i = 0; i < count; i++) {
		struct chunk_row row = chunk_row(bundle, batch->first + i);
		struct span part = stored(bundle, &row);

		unpack_part(unpacker, is_text ?
		    span_slice(part, row.structure_len, part.len) :
		    span_slice(part, 0, row.structure_len));
		len += raw_len(&row, is_text);
	}
	/* Those bytes are copied: not twice in memory while it unpacks. */
	if (len > FRAME_LARGE)
		file_rest(&bundle->file);
	if (!unpack_parts(unpacker, frame->raw, (size_t)len))
		return false;
	frame->chunk_count = count;
	return true;
}

static void
was_read(struct bundle *bundle)
{
	if (++bundle->read_frames >= READ_FRAMES)
		bundle_rest(bundle);
}

/*
 * Room for all of a frame, of which only what is used becomes real.  Room
 * that is there already is used again, so that a scan does not ask the
 * system for each batch.
 */
static void
make_room(const struct bundle *bundle, const struct batch *batch,
    struct frame *frame)
{
	bool is_text = frame == &batch->texts;
	size_t len = 1;

	for (uint32_t i = 0; i < batch->count; i++) {
		struct chunk_row row = chunk_row(bundle, batch->first + i);

		len += (size_t)raw_len(&row, is_text);
	}
	frame->begun = true;
	if (frame->room >= len)
		return;
	free(frame->raw);
	frame->raw = malloc(len);
	if (!frame->raw)
		frame->raw = mem_alloc(len);
	frame->room = len;
}

/* Have chunk `index` in one of the frames of its batch. */
static bool
frame_part(struct bundle *bundle, struct batch *batch, struct frame *frame,
    uint32_t index, struct span *out)
{
	bool is_text = frame == &batch->texts;
	uint32_t want = index - batch->first + 1;
	uint64_t at = 0;

	*out = SPAN("");
	if (frame->chunk_count < want) {
		uint32_t all = prove(bundle, batch, frame->begun ?
		    batch->count : want);

		if (!frame->begun)
			make_room(bundle, batch, frame);
		if (all < want || !unpack_frame(bundle, bundle->unpacker,
		    batch, frame, all))
			return false;
		was_read(bundle);
	}
	if (is_text) {
		struct chunk_row row = chunk_row(bundle, index);

		at = row.place - chunk_row(bundle, batch->first).place;
		*out = span_of(frame->raw + at, (size_t)(row.end -
		    row.place));
		return true;
	}
	for (uint32_t i = 0; i < want; i++) {
		struct chunk_row row = chunk_row(bundle, batch->first + i);
		uint64_t len = row.structure_raw_len;

		*out = span_of(frame->raw + at, (size_t)len);
		at += len;
	}
	return true;
}

bool
batch_read_texts(const struct bundle *bundle, struct unpacker *unpacker,
    struct batch *batch)
{
	make_room(bundle, batch, &batch->texts);
	return prove(bundle, batch, batch->count) == batch->count &&
	    unpack_frame(bundle, unpacker, batch, &batch->texts,
	    batch->count);
}

bool
batch_structure(struct bundle *bundle, uint32_t index, struct span *structure)
{
	struct batch *batch = find_batch(bundle, index, BATCH_VIEW);

	return batch && frame_part(bundle, batch, &batch->structures, index,
	    structure);
}

bool
batch_text(struct bundle *bundle, uint32_t index, enum batch_use use,
    struct span *text)
{
	struct batch *batch = find_batch(bundle, index, use);

	if (!batch || !frame_part(bundle, batch, &batch->texts, index, text))
		return false;
	if (use == BATCH_SCAN)
		bundle->scanned = batch;
	return true;
}

void
batch_adopt(struct bundle *bundle, struct batch *from)
{
	struct batch *batch = NULL;
	struct frame room;

	for (int i = 0; i < BATCHES_KEPT; i++)
		if (bundle->batches[i].count &&
		    bundle->batches[i].first == from->first)
			batch = &bundle->batches[i];
	if (!batch) {
		batch = next_slot(bundle, BATCH_SCAN);
		batch->first = from->first;
		batch->count = from->count;
	}
	room = batch->texts;
	batch->texts = from->texts;
	batch->proved_count = from->proved_count;
	batch->used = ++bundle->clock;
	bundle->scanned = batch;
	*from = (struct batch){ .texts = { .raw = room.raw,
		.room = room.room } };
}
