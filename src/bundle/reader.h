/*
 * bundle/reader.h - the parts of the reader, for each other.
 */
#ifndef IBID_BUNDLE_READER_H
#define IBID_BUNDLE_READER_H

#include "base/arena.h"
#include "base/file.h"
#include "bundle/bundle.h"
#include "bundle/format.h"
#include "bundle/pack.h"

/* A section of the large form, or an extra one of the small form. */
struct section {
	char tag[5];
	uint32_t flags;
	struct span bytes;	/* stored */
	uint64_t raw_len;
	uint64_t sum;
	enum { UNPROVED, PROVED, WRONG } state;
	struct span raw;	/* of a packed one, once it was asked for */
};

/* Rows of a table, with what only the reader needs of them. */
struct note_row {
	struct doc_note note;
	uint32_t first_ref;	/* DOC_NONE without marks */
};

struct ref_row {
	struct doc_ref ref;
	uint32_t next;		/* mark of the same note, or DOC_NONE */
};

struct table {
	uint32_t row_count;
	uint32_t page_count;
	void **pages;		/* rows, or NULL before they were needed */
};

/* A page as decode_* gets it; see struct page_rows for the writer's. */
struct page {
	uint32_t first, count;
	uint64_t place, end;
	struct span raw;
	struct arena *mem;	/* for what its rows own */
};

struct piece {
	uint64_t off;
	uint32_t stored_len, raw_len;
	uint64_t sum;
};

/* A row of CHNK. */
struct chunk_row {
	uint64_t place, end;	/* of its text */
	uint64_t off;		/* in BODY, of both parts */
	uint32_t structure_len, text_len;	/* stored */
	uint32_t structure_raw_len;
	bool leans;		/* a batch by itself, on another one */
	uint32_t back;		/* chunks to the first of the batch, or of
				   the one it leans on */
	uint64_t sum;
};

/* One of the two frames of a batch, as far as it was unpacked. */
struct frame {
	char *raw;
	size_t room;		/* of `raw` */
	bool begun;		/* some of it was asked for */
	uint32_t chunk_count;	/* those that are there, from the first */
};

/* Chunks that share frames, or some that lean on the same batch. */
struct batch {
	uint32_t first, count;	/* chunks; count 0: none */
	uint32_t base;		/* first of the batch leant on, or DOC_NONE */
	uint32_t proved_count;	/* of them, from the first */
	struct frame structures, texts;
	uint64_t used;		/* when last asked for */
};

/*
 * The first are for large batches and for those that others lean on; of the
 * rest one is for the page and one for its notes.
 */
#define LARGE_KEPT 2
#define BATCHES_KEPT 4

enum batch_use {
	BATCH_VIEW,	/* copied at once, for the screen */
	BATCH_SPARE,	/* copied at once, and what is scanned stays */
	BATCH_SCAN,	/* looked at until the next is asked for */
};

/* An unpacked chunk. */
struct held {
	struct bundle_chunk chunk;
	struct arena mem;	/* its nodes, and its text */
	bool full;		/* a chunk is held */
	uint64_t used;		/* when last asked for */
	uint32_t pins;		/* of bundle_chunk_hold */
	struct held *next;	/* while parked: pinned, and out of its slot */
};

struct bundle {
	struct mapped file;
	struct span bytes;
	bool small;
	struct arena mem;
	struct unpacker *unpacker;
	struct bundle_error error;
	struct bundle_info info;
	struct bundle_document *documents;
	struct section *sections;
	uint32_t section_count;
	struct section *parts[PART_COUNT];	/* of the large form */
	struct table tables[TABLE_COUNT];	/* of PART_SECT + i */
	unsigned derived;		/* of the small form */
	struct span raw[PART_SMALL_COUNT];	/* of the small form */
	struct span text;		/* of the small form */
	char *body;			/* of the small form, and its text */
	struct held *held[BUNDLE_CHUNKS_KEPT];
	struct held *parked;
	struct batch batches[BATCHES_KEPT];
	struct batch *scanned;	/* the last whose text was handed out */
	uint64_t clock;
	int read_frames;	/* unpacked since bundle_rest */
	/* The page of a bundle_*_peek, if it is not one that is kept. */
	struct { enum format_part part; uint32_t page; void *rows;
	    struct arena mem; } peeked;
	/* The mark that bundle_note_ref gave last. */
	struct { uint32_t note, k, ref; } walk;
	/* The note that bundle_note_at found last: none starts until `to`. */
	struct { uint64_t from, to, end; uint32_t note; } near;
};

/* Set the last error, and `*error` if there is one; returns `status`. */
enum bundle_status bundle_fail(struct bundle *bundle,
    struct bundle_error *error, enum bundle_status status,
    const char *format, ...) __attribute__((format(printf, 4, 5)));

/* Whether the stored bytes have their sum; looked at once. */
bool section_prove(struct section *section);

/* Fill documents and info from HEAD; `hashed`: its hash follows. */
bool head_decode(struct bundle *bundle, struct span raw, bool hashed);

/* A row of the directory of a table, which was proved. */
struct piece piece_at(const struct bundle *bundle, enum format_part part,
    uint32_t page, uint64_t *place);

/*
 * Sum and unpack a piece into `to`, of its raw_len bytes and one more;
 * false if the bundle lies.
 */
bool piece_read(struct bundle *bundle, const struct piece *piece, char *to);

/* The documents by their first row of a table. */
uint32_t document_of_section(const struct bundle *bundle, uint32_t section);
uint32_t document_of_note(const struct bundle *bundle, uint32_t note);

/*
 * Rows of a page into `rows`; what they own comes from page->mem, strings
 * are borrowed from the raw page.  False if a number lies.
 */
bool decode_sections(struct bundle *bundle, const struct page *page,
    void *rows);
bool decode_notes(struct bundle *bundle, const struct page *page, void *rows);
bool decode_refs(struct bundle *bundle, const struct page *page, void *rows);
bool decode_keywords(struct bundle *bundle, const struct page *page,
    void *rows);

/* Open a form, when signature, version and form were looked at. */
enum bundle_status small_open(struct bundle *bundle,
    struct bundle_error *error);
enum bundle_status large_open(struct bundle *bundle,
    struct bundle_error *error);

/*
 * A row of struct doc_section, note_row, ref_row or doc_keyword; NULL, and
 * the last error, if there is none or its page is damaged.
 */
const void *table_row(struct bundle *bundle, enum format_part part,
    uint32_t row);

/*
 * The structure of a chunk; chunk->text, place, end and index are known.
 * Labels of notes are left for chunk_labels.  False if it lies.
 */
bool chunk_decode(struct bundle *bundle, struct span structure,
    struct bundle_chunk *chunk, struct arena *mem);
void chunk_labels(struct bundle *bundle, struct bundle_chunk *chunk);

void held_release(struct held *held);

/*
 * What is wrong with the first record of BUNDLE_TAG_SOURCES that lies, as a
 * clause, and which it is, from 1; or NULL.
 */
const char *sources_check(struct bundle *bundle, uint32_t *record);

/* Row `index` of CHNK, which was proved, and is long enough. */
struct chunk_row chunk_row(const struct bundle *bundle, uint32_t index);
uint64_t chunk_place(const struct bundle *bundle, uint32_t index);

/*
 * The structure or the text of chunk `index`, unpacked; it lives until
 * another chunk is asked for.  False if it is damaged.
 */
bool batch_structure(struct bundle *bundle, uint32_t index,
    struct span *structure);
bool batch_text(struct bundle *bundle, uint32_t index, enum batch_use use,
    struct span *text);
void batches_release(struct bundle *bundle);

/* What others lean on, and the room behind it, which may be written to. */
struct base {
	char *raw;
	size_t len, room;
};

/*
 * Make `batch`, which is empty, the one that begins at the chunk `first`,
 * with nothing unpacked.  Chunks that lean are taken together, `most` of
 * them.  False if the directory lies.
 */
bool batch_measure(const struct bundle *bundle, uint32_t first,
    uint32_t most, struct batch *batch);
void batch_release(struct batch *batch);

/*
 * Prove and unpack all texts of a batch that was measured, on those of the
 * batch that it leans on, if it does.  It reads only what never changes in
 * `bundle`, and may run in another thread.
 */
bool batch_read_texts(const struct bundle *bundle, struct unpacker *unpacker,
    struct batch *batch, struct base base);

/* All texts of a batch that has them, for others to lean on. */
struct base batch_base(const struct bundle *bundle,
    const struct batch *batch);

/*
 * Have `from`, all of whose texts were read, as what was scanned last; in
 * return it gets room to read the next into.
 */
void batch_adopt(struct bundle *bundle, struct batch *from);

#endif
