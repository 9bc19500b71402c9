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

/* Room for a chunk that leans, right behind what it leans on. */
#define BESIDE_LEN (128 << 10)

uint64_t
chunk_place(const struct bundle *bundle, uint32_t index)
{
	size_t at = (size_t)index * CHUNK_ENTRY_LEN;
	struct cursor in = cursor_of(span_slice(
	    bundle->parts[PART_CHNK]->bytes, at, at + 8));

	return cursor_u64(&in);
}

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
	row.leans = row.back & CHUNK_LEANS;
	row.back &= ~CHUNK_LEANS;
	row.sum = cursor_u64(&in);
	row.end = index + 1 < bundle->info.chunk_count ?
	    chunk_place(bundle, index + 1) : bundle->info.text_len;
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
	bundle->scanned = NULL;
}

void
bundle_forget(struct bundle *bundle)
{
	batches_release(bundle);
}

/*
 * The first chunk of the batch that has chunk `index`, or that it leans on:
 * none where the directory lies.
 */
static uint32_t
origin_of(const struct chunk_row *row, uint32_t index)
{
	return row->back <= index && !(row->leans && row->back == 0) ?
	    index - row->back : DOC_NONE;
}

bool
batch_measure(const struct bundle *bundle, uint32_t first, uint32_t most,
    struct batch *batch)
{
	struct chunk_row start = chunk_row(bundle, first);
	uint32_t origin = origin_of(&start, first);
	uint64_t structure_len = 0, text_len = 0, text_max = TEXT_MAX;

	batch->first = first;
	batch->base = start.leans ? origin : DOC_NONE;
	batch->count = batch->proved_count = 0;
	if (origin == DOC_NONE || (!start.leans && origin != first))
		return false;
	for (uint32_t i = first; i < bundle->info.chunk_count; i++) {
		struct chunk_row row = chunk_row(bundle, i);

		if (row.leans != start.leans || origin_of(&row, i) != origin ||
		    (row.leans && batch->count == most))
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

/* Whether the batch stays, as what is looked at while text is copied. */
static bool
is_kept(const struct bundle *bundle, const struct batch *batch,
    enum batch_use use)
{
	return use == BATCH_SPARE && batch == bundle->scanned;
}

/*
 * Where the next batch goes.  There are not two large ones, but where one
 * is looked at while text is copied out of another: unpacking again takes
 * some milliseconds, and they would be a third of what a session holds.
 */
static struct batch *
next_slot(struct bundle *bundle, bool large, enum batch_use use)
{
	int from = large ? 0 : LARGE_KEPT;
	int to = large ? LARGE_KEPT : BATCHES_KEPT;
	struct batch *slot = NULL;

	for (int i = from; i < to; i++) {
		struct batch *batch = &bundle->batches[i];

		if (is_kept(bundle, batch, use))
			continue;
		if (!slot || (!large && batch->used < slot->used)) {
			slot = batch;
		} else if (large) {
			empty(bundle, batch);
			batch_release(batch);
		}
	}
	empty(bundle, slot);
	return slot;
}

/* The batch that has chunk `index`, if there is one. */
static struct batch *
batch_at_hand(struct bundle *bundle, uint32_t index)
{
	for (int i = 0; i < BATCHES_KEPT; i++) {
		struct batch *batch = &bundle->batches[i];

		if (index < batch->first ||
		    index - batch->first >= batch->count)
			continue;
		batch->used = ++bundle->clock;
		return batch;
	}
	return NULL;
}

/* What leans is not: it must not give way to what it leans on. */
static bool
is_large(const struct bundle *bundle, const struct batch *batch)
{
	return batch->base == DOC_NONE &&
	    chunk_row(bundle, batch->first + batch->count - 1).end -
	    chunk_row(bundle, batch->first).place >= BATCH_LARGE;
}

/* The batch of chunk `index`, or NULL if the directory lies. */
static struct batch *
find_batch(struct bundle *bundle, uint32_t index, enum batch_use use)
{
	struct batch *batch = batch_at_hand(bundle, index);
	struct batch found = { 0 };
	struct chunk_row row;

	if (batch)
		return batch;
	if (!section_prove(bundle->parts[PART_CHNK]))
		return NULL;
	row = chunk_row(bundle, index);
	if (row.back > index || !batch_measure(bundle, row.leans ? index :
	    index - row.back, 1, &found) || found.first + found.count <= index)
		return NULL;
	batch = next_slot(bundle, is_large(bundle, &found), use);
	found.texts = batch->texts;
	*batch = found;
	batch->used = ++bundle->clock;
	return batch;
}

/* The batch that begins at the chunk `first`, on which others lean. */
static struct batch *
find_base(struct bundle *bundle, uint32_t first, enum batch_use use)
{
	struct batch *base = batch_at_hand(bundle, first);
	struct batch found = { 0 };

	if (!base) {
		if (!batch_measure(bundle, first, 1, &found))
			return NULL;
		base = next_slot(bundle, true, use);
		found.texts = base->texts;
		*base = found;
		base->used = ++bundle->clock;
	}
	return base->first == first && base->base == DOC_NONE ? base : NULL;
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

/* What is stored of the structure of a chunk, or of its text. */
static struct span
stored_part(const struct bundle *bundle, const struct chunk_row *row,
    bool is_text)
{
	struct span part = stored(bundle, row);

	return is_text ? span_slice(part, row->structure_len, part.len) :
	    span_slice(part, 0, row->structure_len);
}

/* What of a frame others lean on: its first `len` bytes. */
static struct base
base_of(const struct frame *frame, size_t len)
{
	return (struct base){ frame->raw, len, frame->room - len };
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

		unpack_part(unpacker, stored_part(bundle, &row, is_text));
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

/*
 * The same for chunks that lean, each of which has a frame of its own.
 * Right behind what they lean on, where there is room, the library takes
 * both for one text: that is half the work of what it does when the two
 * lie apart, a copy included.
 */
static bool
unpack_leaning(const struct bundle *bundle, struct unpacker *unpacker,
    const struct batch *batch, struct frame *frame, uint32_t count,
    struct base base)
{
	bool is_text = frame == &batch->texts;
	uint64_t at = 0;

	for (uint32_t i = 0; i < count; i++) {
		struct chunk_row row = chunk_row(bundle, batch->first + i);
		struct span part = stored_part(bundle, &row, is_text);
		uint64_t len = raw_len(&row, is_text);
		char *to = len <= base.room ? base.raw + base.len :
		    frame->raw + at;

		if (i >= frame->chunk_count && !unpack(unpacker, part,
		    span_of(base.raw, base.len), to, (size_t)len))
			return false;
		if (i >= frame->chunk_count && len <= base.room && len)
			memcpy(frame->raw + at, to, (size_t)len);
		at += len;
	}
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
	/* Others may lean on it. */
	if (batch->base == DOC_NONE)
		len += BESIDE_LEN;
	frame->begun = true;
	if (frame->room >= len)
		return;
	free(frame->raw);
	frame->raw = malloc(len);
	if (!frame->raw)
		frame->raw = mem_alloc(len);
	frame->room = len;
}

/* Where chunk `index` lies in a frame that has it. */
static struct span
part_of(const struct bundle *bundle, const struct batch *batch,
    const struct frame *frame, uint32_t index)
{
	struct chunk_row row = chunk_row(bundle, index);
	uint64_t at = 0;

	if (frame == &batch->texts) {
		at = row.place - chunk_row(bundle, batch->first).place;
		return span_of(frame->raw + at, (size_t)(row.end -
		    row.place));
	}
	for (uint32_t i = batch->first; i < index; i++)
		at += chunk_row(bundle, i).structure_raw_len;
	return span_of(frame->raw + at, row.structure_raw_len);
}

static bool base_part(struct bundle *bundle, const struct batch *batch,
    bool is_text, enum batch_use use, struct base *out);

/* Have the chunks up to `index` in one of the frames of its batch. */
static bool
frame_to(struct bundle *bundle, struct batch *batch, struct frame *frame,
    uint32_t index, enum batch_use use)
{
	uint32_t want = index - batch->first + 1;
	struct base base;
	uint32_t all;

	if (frame->chunk_count >= want)
		return true;
	all = prove(bundle, batch, frame->begun ? batch->count : want);
	if (!frame->begun)
		make_room(bundle, batch, frame);
	if (all < want)
		return false;
	if (batch->base == DOC_NONE) {
		if (!unpack_frame(bundle, bundle->unpacker, batch, frame,
		    all))
			return false;
	} else if (!base_part(bundle, batch, frame == &batch->texts, use,
	    &base) || !unpack_leaning(bundle, bundle->unpacker, batch, frame,
	    all, base)) {
		return false;
	}
	was_read(bundle);
	return true;
}

/* All that the frame has on which one of `batch`, which leans, leans. */
static bool
base_part(struct bundle *bundle, const struct batch *batch, bool is_text,
    enum batch_use use, struct base *out)
{
	struct batch *base = find_base(bundle, batch->base, use);
	struct frame *frame;
	struct span last;

	if (!base)
		return false;
	frame = is_text ? &base->texts : &base->structures;
	if (!frame_to(bundle, base, frame, base->first + base->count - 1,
	    use))
		return false;
	last = part_of(bundle, base, frame, base->first + base->count - 1);
	*out = base_of(frame, (size_t)(last.ptr + last.len - frame->raw));
	return true;
}

/* Have chunk `index` in one of the frames of its batch. */
static bool
frame_part(struct bundle *bundle, struct batch *batch, struct frame *frame,
    uint32_t index, enum batch_use use, struct span *out)
{
	*out = SPAN("");
	if (!frame_to(bundle, batch, frame, index, use))
		return false;
	*out = part_of(bundle, batch, frame, index);
	return true;
}

bool
batch_read_texts(const struct bundle *bundle, struct unpacker *unpacker,
    struct batch *batch, struct base base)
{
	make_room(bundle, batch, &batch->texts);
	if (prove(bundle, batch, batch->count) < batch->count)
		return false;
	return batch->base == DOC_NONE ? unpack_frame(bundle, unpacker, batch,
	    &batch->texts, batch->count) : unpack_leaning(bundle, unpacker,
	    batch, &batch->texts, batch->count, base);
}

struct base
batch_base(const struct bundle *bundle, const struct batch *batch)
{
	return base_of(&batch->texts, (size_t)(chunk_row(bundle,
	    batch->first + batch->count - 1).end -
	    chunk_row(bundle, batch->first).place));
}

bool
batch_structure(struct bundle *bundle, uint32_t index, struct span *structure)
{
	struct batch *batch = find_batch(bundle, index, BATCH_VIEW);

	return batch && frame_part(bundle, batch, &batch->structures, index,
	    BATCH_VIEW, structure);
}

bool
batch_text(struct bundle *bundle, uint32_t index, enum batch_use use,
    struct span *text)
{
	struct batch *batch = find_batch(bundle, index, use);

	if (!batch || !frame_part(bundle, batch, &batch->texts, index, use,
	    text))
		return false;
	if (use == BATCH_SCAN)
		bundle->scanned = batch;
	return true;
}

void
bundle_ready(struct bundle *bundle, uint64_t place)
{
	uint32_t index = bundle_chunk_index(bundle, place);
	struct batch batch = { 0 };
	struct batch *base;
	struct chunk_row row;
	uint32_t end;

	if (bundle->small || !section_prove(bundle->parts[PART_CHNK]))
		return;
	row = chunk_row(bundle, index);
	if (row.back > index ||
	    !batch_measure(bundle, index - row.back, 1, &batch))
		return;
	end = batch.first + batch.count;
	if (end >= bundle->info.chunk_count || !chunk_row(bundle, end).leans)
		return;
	base = find_base(bundle, batch.first, BATCH_VIEW);
	if (base)
		(void)frame_to(bundle, base, &base->texts, end - 1,
		    BATCH_VIEW);
}

void
batch_adopt(struct bundle *bundle, struct batch *from)
{
	struct batch *batch = NULL;
	struct frame room;

	for (int i = 0; i < BATCHES_KEPT; i++)
		if (bundle->batches[i].count == from->count &&
		    bundle->batches[i].first == from->first)
			batch = &bundle->batches[i];
	if (!batch) {
		batch = next_slot(bundle, is_large(bundle, from), BATCH_SCAN);
		batch->first = from->first;
		batch->count = from->count;
		batch->base = from->base;
	}
	room = batch->texts;
	batch->texts = from->texts;
	batch->proved_count = from->proved_count;
	batch->used = ++bundle->clock;
	bundle->scanned = batch;
	*from = (struct batch){ .texts = { .raw = room.raw,
		.room = room.room } };
}
