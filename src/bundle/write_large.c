/*
 * bundle/write_large.c - the large form: chunks and pages that unpack on
 * their own, found through directories of fixed width.
 */
#include <stdlib.h>
#include <sys/resource.h>

#include "base/crew.h"
#include "base/hash.h"
#include "bundle/encode.h"
#include "bundle/format.h"
#include "bundle/pack.h"

/*
 * What one of those who pack takes at most, with what waits for it; and how
 * many there are at most.
 */
#define PACKER_BYTES (128u << 20)
#define PACKERS_MAX 16

/* The part of its length that a chunk may lose where it leans. */
#define BASE_LOSS 16

/* What the chunks of a batch have of one sort, and its frame. */
struct column {
	struct buf raw, packed;
	size_t raw_lens[BATCH_CHUNKS_MAX], packed_lens[BATCH_CHUNKS_MAX];
};

/* The batch that chunks lean on. */
struct base {
	struct pack_base *structures, *texts;
	struct buf text;
	uint32_t first;		/* chunk */
	unsigned users;
};

/* Chunks that wait for the rest of their batch, or to be packed. */
struct batch {
	enum bundle_level level;
	struct base *base;	/* of chunks that lean, or NULL */
	uint32_t first;		/* chunk */
	struct column structures, texts;
	uint64_t places[BATCH_CHUNKS_MAX];
	size_t count;
};

struct large {
	const struct merged *all;
	enum bundle_level level;
	struct buf body;
	struct buf parts[PART_COUNT];	/* HEAD raw; directories; LABL */
	struct hash_state content;
	struct crew *crew;	/* packs batches */
	struct batch *batch;	/* the one that grows */
	uint64_t batch_len, chunk_len;
	bool leans;		/* chunks do, where that is as good */
	struct base *base;	/* on this one, or NULL */
};

struct section_row {
	char tag[5];
	uint32_t flags;
	struct span bytes;
	uint64_t raw_len;
};

/* A piece goes into the body, and what is known of it into `directory`. */
static void
put_piece(struct large *large, struct buf *directory, struct span raw)
{
	struct buf frame = { 0 };
	struct span stored = raw;

	pack(&frame, raw, SPAN_NONE, large->level);
	if (frame.len < raw.len)
		stored = buf_span(&frame);
	buf_put_u64(directory, large->body.len);
	buf_put_u32(directory, (uint32_t)stored.len);
	buf_put_u32(directory, (uint32_t)raw.len);
	buf_put_u64(directory, hash64(stored, 0));
	buf_put(&large->body, stored);
	buf_release(&frame);
}

/* On `base`, or (NULL) all of them together. */
static void
pack_column(struct column *column, size_t count, enum bundle_level level,
    const struct pack_base *base)
{
	struct span parts[BATCH_CHUNKS_MAX];
	size_t at = 0;

	for (size_t i = 0; i < count; i++) {
		parts[i] = span_slice(buf_span(&column->raw), at,
		    at + column->raw_lens[i]);
		at += column->raw_lens[i];
	}
	if (base)
		pack_leaning(&column->packed, parts, count,
		    column->packed_lens, base);
	else
		pack_parts(&column->packed, parts, count,
		    column->packed_lens, level);
}

/* Append what chunk `i` has of the frame; `*at` is where that begins. */
static void
put_part(struct buf *out, const struct column *column, size_t i, size_t *at)
{
	buf_put(out, span_slice(buf_span(&column->packed), *at,
	    *at + column->packed_lens[i]));
	*at += column->packed_lens[i];
}

static void
release_column(struct column *column)
{
	buf_release(&column->raw);
	buf_release(&column->packed);
}

/* One user less. */
static void
base_drop(struct base *base)
{
	if (!base || --base->users)
		return;
	pack_base_free(base->structures);
	pack_base_free(base->texts);
	buf_release(&base->text);
	free(base);
}

/* Let the chunks after those of `batch` lean on them; NULL if they cannot. */
static struct base *
base_new(const struct batch *batch)
{
	struct base *base = mem_alloc(sizeof *base);

	base->users = 1;
	base->first = batch->first;
	buf_put(&base->text, buf_span(&batch->texts.raw));
	base->structures = pack_base_new(buf_span(&batch->structures.raw));
	base->texts = pack_base_new(buf_span(&base->text));
	if (base->structures && base->texts)
		return base;
	base_drop(base);
	return NULL;
}

/*
 * Whether the base is of use for `batch`: its last chunk packs on it nearly
 * as well as on those before it.
 */
static bool
base_fits(const struct base *base, const struct batch *batch)
{
	struct span text = buf_span(&batch->texts.raw);
	size_t last = batch->texts.raw_lens[batch->count - 1];
	struct span sample = span_slice(text, text.len - last, text.len);
	size_t own = pack_guess(sample, span_slice(text, 0, text.len - last));

	return pack_guess(sample, buf_span(&base->text)) <=
	    own + own / BASE_LOSS;
}

static struct batch *
batch_new(enum bundle_level level, uint32_t first)
{
	struct batch *batch = mem_alloc(sizeof *batch);

	batch->level = level;
	batch->first = first;
	return batch;
}

static void
batch_free(struct batch *batch)
{
	base_drop(batch->base);
	release_column(&batch->structures);
	release_column(&batch->texts);
	free(batch);
}

/* A job of the crew. */
static void
pack_batch(void *job)
{
	struct batch *batch = job;

	pack_column(&batch->structures, batch->count, batch->level,
	    batch->base ? batch->base->structures : NULL);
	pack_column(&batch->texts, batch->count, batch->level,
	    batch->base ? batch->base->texts : NULL);
}

/* The batch that was given to the crew first goes into the body. */
static bool
put_batch(struct large *large)
{
	struct batch *batch = crew_take(large->crew);
	struct buf *directory = &large->parts[PART_CHNK];
	struct buf *body = &large->body;
	size_t structure_at = 0, text_at = 0;
	uint32_t back = 0;

	if (!batch)
		return false;
	if (batch->base)
		back = CHUNK_LEANS | (batch->first - batch->base->first);
	for (size_t i = 0; i < batch->count; i++) {
		const struct column *structures = &batch->structures;
		size_t start = body->len;

		put_part(body, structures, i, &structure_at);
		put_part(body, &batch->texts, i, &text_at);
		buf_put_u64(directory, batch->places[i]);
		buf_put_u64(directory, start);
		buf_put_u32(directory, (uint32_t)structures->packed_lens[i]);
		buf_put_u32(directory, (uint32_t)structures->raw_lens[i]);
		buf_put_u32(directory, (uint32_t)batch->texts.packed_lens[i]);
		buf_put_u32(directory, back + (uint32_t)i);
		buf_put_u64(directory, hash64(span_slice(buf_span(body),
		    start, body->len), 0));
	}
	batch_free(batch);
	return true;
}

static void
end_batch(struct large *large)
{
	struct batch *batch = large->batch;

	if (large->base && base_fits(large->base, batch)) {
		batch->base = large->base;
		batch->base->users++;
	} else if (large->leans) {
		base_drop(large->base);
		large->base = base_new(batch);
	}
	large->batch = batch_new(large->level, batch->first +
	    (uint32_t)batch->count);
	if (crew_is_full(large->crew))
		(void)put_batch(large);
	crew_put(large->crew, batch);
}

static void
take_chunk(void *context, uint64_t place, struct span text,
    struct span structure)
{
	struct large *large = context;
	struct batch *batch = large->batch;
	size_t i = batch->count++;

	batch->places[i] = place;
	batch->structures.raw_lens[i] = structure.len;
	batch->texts.raw_lens[i] = text.len;
	buf_put(&batch->structures.raw, structure);
	buf_put(&batch->texts.raw, text);
	if (batch->texts.raw.len + large->chunk_len / 2 >= large->batch_len ||
	    batch->structures.raw.len >= STRUCTURE_MAX / 4 ||
	    batch->count == BATCH_CHUNKS_MAX)
		end_batch(large);
}

struct table {
	enum format_part part;
	void (*encode)(struct buf *out, const struct merged *all,
	    const struct page_rows *page);
	uint64_t (*place)(const struct merged *all, uint32_t row);
	uint32_t count;
};

static uint64_t
section_place(const struct merged *all, uint32_t row)
{
	return all->sections[row].place;
}

static uint64_t
note_place(const struct merged *all, uint32_t row)
{
	return all->notes[row].place;
}

static uint64_t
ref_place(const struct merged *all, uint32_t row)
{
	return all->refs[row].place;
}

static uint64_t
no_place(const struct merged *all, uint32_t row)
{
	(void)all;
	(void)row;
	return 0;
}

static void
put_table(struct large *large, const struct table *table)
{
	const struct merged *all = large->all;
	struct buf raw = { 0 };

	for (uint32_t first = 0; first < table->count; first += PAGE_ROWS) {
		struct page_rows page = { .first = first };
		uint32_t left = table->count - first;

		page.count = left < PAGE_ROWS ? left : PAGE_ROWS;
		page.place = table->place(all, first);
		page.end = left > PAGE_ROWS ?
		    table->place(all, first + PAGE_ROWS) : all->text_len;
		buf_clear(&raw);
		table->encode(&raw, all, &page);
		buf_put_u64(&large->parts[table->part], page.place);
		put_piece(large, &large->parts[table->part], buf_span(&raw));
	}
	buf_release(&raw);
}

static void
put_tables(struct large *large)
{
	const struct merged *all = large->all;
	const struct table tables[] = {
		{ PART_SECT, encode_sections, section_place,
		    all->section_count },
		{ PART_NOTE, encode_notes, note_place, all->note_count },
		{ PART_REFS, encode_refs, ref_place, all->ref_count },
		{ PART_KEYW, encode_keywords, no_place, all->keyword_count },
	};

	for (size_t i = 0; i < sizeof tables / sizeof *tables; i++)
		put_table(large, &tables[i]);
}

struct label_row {
	uint32_t hash;
	uint32_t note;
};

static int
by_hash(const void *left, const void *right)
{
	const struct label_row *a = left;
	const struct label_row *b = right;

	if (a->hash != b->hash)
		return a->hash < b->hash ? -1 : 1;
	return a->note < b->note ? -1 : a->note > b->note;
}

static void
put_labels(struct large *large)
{
	const struct merged *all = large->all;
	struct label_row *rows;

	if (all->note_count <= LABELS_SCANNED)
		return;
	rows = mem_array(all->note_count, sizeof *rows);
	for (uint32_t i = 0; i < all->note_count; i++) {
		rows[i].hash = (uint32_t)hash64(all->notes[i].label, 0);
		rows[i].note = i;
	}
	qsort(rows, all->note_count, sizeof *rows, by_hash);
	for (uint32_t i = 0; i < all->note_count; i++) {
		buf_put_u32(&large->parts[PART_LABL], rows[i].hash);
		buf_put_u32(&large->parts[PART_LABL], rows[i].note);
	}
	free(rows);
}

static void
hash_content(struct hash_state *state, const struct bundle_source *source)
{
	struct buf text = { 0 };

	hash_init(state, 0);
	for (size_t d = 0; d < source->count; d++) {
		const struct doc *doc = source->docs[d];

		for (size_t i = 0; i < doc->node_count; i++) {
			if (doc_kind_shape(doc->nodes[i].kind) != DOC_LEAF)
				continue;
			buf_clear(&text);
			put_leaf(&text, &doc->nodes[i]);
			hash_add(state, buf_span(&text));
		}
		buf_clear(&text);
		buf_put_u64(&text, doc->text_len);
		hash_add(state, buf_span(&text));
	}
	buf_release(&text);
}

static void
put_file(struct buf *out, const struct section_row *rows, size_t count)
{
	size_t start = out->len;
	uint64_t at = LARGE_TABLE_OFF + count * LARGE_ROW_LEN;
	struct buf table = { 0 }, head = { 0 };
	struct hash_state sum;

	for (size_t i = 0; i < count; i++) {
		const struct section_row *row = &rows[i];

		at = (at + LARGE_ALIGN - 1) / LARGE_ALIGN * LARGE_ALIGN;
		buf_put_bytes(&table, row->tag, 4);
		buf_put_u32(&table, row->flags);
		buf_put_u64(&table, at);
		buf_put_u64(&table, row->bytes.len);
		buf_put_u64(&table, row->raw_len);
		buf_put_u64(&table, row->flags & SECTION_UNSUMMED ? 0 :
		    hash64(row->bytes, 0));
		at += row->bytes.len;
	}
	buf_puts(&head, FORMAT_SIGNATURE);
	buf_putc(&head, BUNDLE_FORMAT);
	buf_putc(&head, FORMAT_LARGE);
	buf_put_u16(&head, (uint16_t)count);
	buf_put_u32(&head, 0);
	buf_put_u64(&head, at);
	hash_init(&sum, 0);
	hash_add(&sum, buf_span(&head));
	hash_add(&sum, buf_span(&table));
	buf_put_u64(&head, hash_value(&sum));
	buf_put(out, buf_span(&head));
	buf_put(out, buf_span(&table));
	for (size_t i = 0; i < count; i++) {
		while ((out->len - start) % LARGE_ALIGN)
			buf_putc(out, 0);
		buf_put(out, rows[i].bytes);
	}
	buf_release(&head);
	buf_release(&table);
}

/* The ratio keeps readers from having to believe in miracles. */
static bool
is_plausible(struct span raw, const struct buf *frame)
{
	return frame->len < raw.len && raw.len <= EXTRA_MAX &&
	    (raw.len <= 1 << 20 || raw.len / EXTRA_RATIO_MAX < frame->len);
}

static void
put_sections(struct buf *out, struct large *large,
    const struct bundle_source *source)
{
	static const char *const tags[] = {
#define X(id, tag) tag,
		FORMAT_PARTS(X)
#undef X
	};
	size_t room = PART_COUNT + source->extra_count, count = 0;
	struct section_row *rows = mem_array(room, sizeof *rows);
	struct buf *frames = mem_array(room, sizeof *frames);
	struct buf *head = &large->parts[PART_HEAD];

	pack(&frames[0], buf_span(head), SPAN_NONE, large->level);
	for (int i = 0; i < PART_COUNT; i++) {
		struct section_row *row = &rows[count];

		if (i == PART_LABL && large->parts[i].len == 0)
			continue;
		memcpy(row->tag, tags[i], 5);
		row->flags = SECTION_REQUIRED;
		row->bytes = buf_span(&large->parts[i]);
		row->raw_len = row->bytes.len;
		if (i == PART_HEAD) {
			row->flags |= SECTION_PACKED;
			row->bytes = buf_span(&frames[0]);
		} else if (i == PART_BODY) {
			row->flags |= SECTION_UNSUMMED;
			row->bytes = buf_span(&large->body);
			row->raw_len = row->bytes.len;
		}
		count++;
	}
	for (size_t i = 0; i < source->extra_count; i++) {
		const struct bundle_extra_section *extra =
		    &source->extras[i];
		struct section_row *row = &rows[count];
		struct buf *frame = &frames[count++];

		memcpy(row->tag, extra->tag, 5);
		row->flags = extra->required ? SECTION_REQUIRED : 0;
		row->bytes = extra->bytes;
		row->raw_len = extra->bytes.len;
		if (!extra->packed)
			continue;
		pack(frame, extra->bytes, SPAN_NONE, large->level);
		if (is_plausible(extra->bytes, frame)) {
			row->flags |= SECTION_PACKED;
			row->bytes = buf_span(frame);
		}
	}
	put_file(out, rows, count);
	for (size_t i = 0; i < room; i++)
		buf_release(&frames[i]);
	free(frames);
	free(rows);
}

/* How long each is when `len` is shared by as many as are near `part`. */
static uint64_t
share(uint64_t len, uint64_t part)
{
	uint64_t count = (len + part / 2) / part;

	return count ? (len + count - 1) / count : part;
}

/*
 * As many as there are processors, in half of the memory that there may
 * be.
 */
static unsigned
packers(void)
{
	unsigned count = crew_processors();
	struct rlimit space;

	if (count > PACKERS_MAX)
		count = PACKERS_MAX;
	if (!getrlimit(RLIMIT_AS, &space) && space.rlim_cur !=
	    RLIM_INFINITY && count > space.rlim_cur / 2 / PACKER_BYTES)
		count = (unsigned)(space.rlim_cur / 2 / PACKER_BYTES);
	return count ? count : 1;
}

/*
 * How long batches and chunks are: of like size rather than a short last
 * one, except where most chunks lean.
 */
static void
measure(struct large *large, const struct bundle_source *source)
{
	uint64_t len = large->all->text_len;
	uint64_t part = large->level == BUNDLE_FAST ? BUNDLE_BATCH_FAST :
	    BUNDLE_BATCH_LEN;

	if (source->batch_len)
		part = source->batch_len;
	large->leans = large->level == BUNDLE_STRONG &&
	    (len + part / 2) / part > 1;
	large->batch_len = large->leans ? part : share(len, part);
	large->chunk_len = share(large->batch_len,
	    part < BUNDLE_CHUNK_LEN ? part : BUNDLE_CHUNK_LEN);
}

static void
put_chunks(struct large *large, const struct bundle_source *source)
{
	uint64_t len = large->all->text_len, first_len;

	measure(large, source);
	first_len = large->chunk_len;
	if (len > BUNDLE_BATCH_LEN && first_len > BUNDLE_FIRST_LEN)
		first_len = BUNDLE_FIRST_LEN;
	large->crew = crew_new(len > large->batch_len ? packers() : 1,
	    pack_batch);
	large->batch = batch_new(large->level, 0);
	cut_chunks(large->all, source, first_len, large->chunk_len,
	    take_chunk, large);
	if (large->batch->count)
		end_batch(large);
	while (put_batch(large))
		continue;
	batch_free(large->batch);
	base_drop(large->base);
	crew_free(large->crew);
}

void
write_large(struct buf *out, const struct merged *all,
    const struct bundle_source *source)
{
	struct large large = { .all = all, .level = source->level };

	if (large.level == BUNDLE_STRONG && all->text_len > BUNDLE_STRONG_MAX)
		large.level = BUNDLE_VAST;
	put_chunks(&large, source);
	put_tables(&large);
	put_labels(&large);
	hash_content(&large.content, source);
	encode_head(&large.parts[PART_HEAD], source);
	buf_put_u64(&large.parts[PART_HEAD], hash_value(&large.content));
	put_sections(out, &large, source);
	buf_release(&large.body);
	for (int i = 0; i < PART_COUNT; i++)
		buf_release(&large.parts[i]);
}
