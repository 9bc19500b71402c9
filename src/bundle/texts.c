/*
 * bundle/texts.c - the texts of a bundle, for other threads.
 *
 * A thread that scans knows only what never changes in a bundle: its bytes
 * and its proved directory.  What it unpacks is its own.
 */
#include <stdlib.h>

#include "bundle/reader.h"

struct bundle_texts {
	const struct bundle *bundle;
	struct unpacker *unpacker;
	struct batch batch;	/* none, or one with all its texts */
	struct batch base;	/* the same, on which others lean */
};

/* So many chunks that lean are read together: half a megabyte. */
#define LEANING_READ 8

struct bundle_texts *
bundle_texts_new(struct bundle *bundle)
{
	struct bundle_texts *texts;

	if (bundle->small || !section_prove(bundle->parts[PART_CHNK]))
		return NULL;
	texts = mem_alloc(sizeof *texts);
	texts->bundle = bundle;
	texts->unpacker = unpacker_new();
	unpacker_keep(texts->unpacker, true);
	return texts;
}

void
bundle_texts_free(struct bundle_texts *texts)
{
	if (!texts)
		return;
	batch_release(&texts->batch);
	batch_release(&texts->base);
	unpacker_free(texts->unpacker);
	free(texts);
}

void
bundle_texts_rest(struct bundle_texts *texts)
{
	batch_release(&texts->batch);
	batch_release(&texts->base);
	unpacker_free(texts->unpacker);
	texts->unpacker = unpacker_new();
	unpacker_keep(texts->unpacker, true);
}

/* Whether chunk `index` belongs with one whose row is `like`. */
static bool
goes_with(const struct bundle *bundle, uint32_t index,
    const struct chunk_row *like, uint32_t origin)
{
	struct chunk_row row;

	if (index >= bundle->info.chunk_count)
		return false;
	row = chunk_row(bundle, index);
	return row.leans == like->leans && index - row.back == origin;
}

void
bundle_batch(const struct bundle *bundle, uint32_t index, uint32_t *first,
    uint32_t *end)
{
	struct chunk_row row;
	uint32_t origin;

	*first = index;
	*end = index + 1;
	if (bundle->small)
		return;
	row = chunk_row(bundle, index);
	if (row.back > index)
		return;
	origin = index - row.back;
	*first = row.leans ? index - row.back % LEANING_READ : origin;
	while (!goes_with(bundle, *first, &row, origin))
		++*first;
	*end = *first + 1;
	while (goes_with(bundle, *end, &row, origin) &&
	    !(row.leans && (*end - origin) % LEANING_READ == 0))
		++*end;
	if (*end <= index) {
		*first = index;
		*end = index + 1;
	}
}

/* Have all texts of the batch that begins at the chunk `first` as base. */
static bool
read_base(struct bundle_texts *texts, uint32_t first)
{
	struct batch *base = &texts->base;

	if (base->texts.chunk_count && base->first == first)
		return true;
	if (texts->batch.texts.chunk_count && texts->batch.first == first) {
		struct batch batch = texts->batch;

		texts->batch = *base;
		*base = batch;
		return base->base == DOC_NONE;
	}
	batch_release(base);
	return batch_measure(texts->bundle, first, 1, base) &&
	    base->base == DOC_NONE && batch_read_texts(texts->bundle,
	    texts->unpacker, base, (struct base){ 0 });
}

bool
bundle_texts_read(struct bundle_texts *texts, uint32_t index)
{
	const struct bundle *bundle = texts->bundle;
	struct batch *batch = &texts->batch;
	struct batch next = { 0 };
	struct base base = { 0 };
	uint32_t first, end;

	bundle_batch(bundle, index, &first, &end);
	if (!batch_measure(bundle, first, end - first, &next) ||
	    index - first >= next.count)
		return false;
	if (next.base == DOC_NONE)
		batch_release(&texts->base);
	else if (read_base(texts, next.base))
		base = batch_base(bundle, &texts->base);
	else
		return false;
	next.texts = (struct frame){ .raw = batch->texts.raw,
		.room = batch->texts.room };
	*batch = next;
	if (!batch_read_texts(bundle, texts->unpacker, batch, base))
		return false;
	file_rest(&bundle->file);
	return true;
}

struct span
bundle_texts_chunk(const struct bundle_texts *texts, uint32_t index)
{
	const struct batch *batch = &texts->batch;
	struct chunk_row row;
	uint64_t start;

	if (index < batch->first ||
	    index - batch->first >= batch->texts.chunk_count)
		return SPAN("");
	start = chunk_row(texts->bundle, batch->first).place;
	row = chunk_row(texts->bundle, index);
	return span_of(batch->texts.raw + (row.place - start),
	    (size_t)(row.end - row.place));
}

void
bundle_texts_lend(struct bundle_texts *texts, struct bundle *bundle)
{
	if (texts->batch.texts.chunk_count)
		batch_adopt(bundle, &texts->batch);
}
