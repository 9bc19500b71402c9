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
};

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
	unpacker_free(texts->unpacker);
	free(texts);
}

void
bundle_texts_rest(struct bundle_texts *texts)
{
	batch_release(&texts->batch);
	unpacker_free(texts->unpacker);
	texts->unpacker = unpacker_new();
	unpacker_keep(texts->unpacker, true);
}

void
bundle_batch(const struct bundle *bundle, uint32_t index, uint32_t *first,
    uint32_t *end)
{
	uint32_t back = bundle->small ? 0 : chunk_row(bundle, index).back;

	*first = back > index ? index : index - back;
	*end = *first + 1;
	while (!bundle->small && *end < bundle->info.chunk_count &&
	    chunk_row(bundle, *end).back == *end - *first)
		++*end;
	if (*end <= index) {
		*first = index;
		*end = index + 1;
	}
}

bool
bundle_texts_read(struct bundle_texts *texts, uint32_t index)
{
	struct batch *batch = &texts->batch;
	struct frame room = { .raw = batch->texts.raw,
		.room = batch->texts.room };
	uint32_t back = chunk_row(texts->bundle, index).back;

	*batch = (struct batch){ .texts = room };
	if (back > index || !batch_measure(texts->bundle, index - back,
	    batch) || batch->count <= back ||
	    !batch_read_texts(texts->bundle, texts->unpacker, batch))
		return false;
	file_rest(&texts->bundle->file);
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
