/*
 * bundle/bundle.h - read a compiled document: open, walk, take text, check.
 *
 * A bundle is one file (extension .ibid, format in ibid-bundle(5)) that
 * holds one document or several, their text in chunks that are unpacked
 * one at a time, and tables of sections, notes, marks and keywords of which
 * one page at a time is unpacked.  Nothing here costs time in proportion
 * to the document: opening reads the header and maps the rest; a row costs
 * at most its page of 128 rows, a page of text its chunk of some 64 kB and
 * what stands before that in its batch of chunks (up to 2 MB, some 3 ms;
 * nothing at the start of the text).
 *
 * Units: a place is a byte offset into the text of the whole bundle; the
 * documents follow one another.  Indexes of documents, sections, notes,
 * marks (refs), keywords and chunks count from 0 over the whole bundle.
 *
 * Trust: nothing in a file is believed.  bundle_open proves the signature,
 * the version, the file's length and the sum of the header; every chunk,
 * table page and other section is summed before it is unpacked, and every
 * number is checked when it is read, so that a file which lies gives an
 * error or odd text but never a wild access.  What lies in bounds but is
 * wrong (a mark of another note) is found by bundle_check only.
 *
 * Lifetimes: what is handed out is borrowed from the bundle.  Rows,
 * their strings and what bundle_extra gave live until bundle_close.
 * A chunk, its nodes and its text live until BUNDLE_CHUNKS_KEPT other
 * chunks were asked for through bundle_chunk or bundle_chunk_at since this
 * one was last.  What bundle_chunk_text gave lives until the next call of
 * bundle_chunk_text, bundle_chunk or bundle_chunk_at.  No other function
 * ends a view.
 *
 * A struct bundle is for one thread; struct bundle_texts are for others.
 */
#ifndef IBID_BUNDLE_BUNDLE_H
#define IBID_BUNDLE_BUNDLE_H

#include <stdint.h>

#include "base/buf.h"
#include "base/span.h"
#include "doc/doc.h"

#define BUNDLE_FORMAT 3		/* the version this program writes */
#define BUNDLE_CHUNKS_KEPT 8

/*
 * Tags of other sections: the search index (search/index.h), and the
 * sources that the notes cite, one record for each, of varints:
 *
 *     head      type (BUNDLE_SOURCE_TYPES) and two flags
 *     note      the note whose text has its citation; signed, less that of
 *               the record before
 *     off, len  where the citation stands in that note; not with WHOLE,
 *               when it is all of the note but a full stop at its end
 *     times     how often it is cited; this and what follows not with
 *               ONCE, when that note alone cites it, once
 *     count     of the notes that cite it, then these, rising, each less
 *               the one before
 */
#define BUNDLE_TAG_INDEX "TERM"
#define BUNDLE_TAG_SOURCES "SRCS"
#define BUNDLE_SOURCE_TYPES 7u
#define BUNDLE_SOURCE_ONCE 8u
#define BUNDLE_SOURCE_WHOLE 16u

enum bundle_status {
	BUNDLE_OK,
	BUNDLE_SYSTEM,		/* `system` holds the errno value */
	BUNDLE_FOREIGN,		/* not a bundle */
	BUNDLE_TRUNCATED,	/* shorter than its header says */
	BUNDLE_DAMAGED,		/* a sum is wrong, or a number lies */
	BUNDLE_NEWER,		/* a format version of the future */
	BUNDLE_OLDER,		/* one that is no longer read */
	BUNDLE_MANGLED,		/* sent as text: line ends or bytes changed */
	BUNDLE_UNKNOWN,		/* needs a section this version lacks */
	BUNDLE_UNFIT,		/* writing: the documents break a rule */
};

/*
 * Why something failed.  `what` is one sentence without the file's name and
 * without a full stop, fit to be shown: printable ASCII.
 */
struct bundle_error {
	enum bundle_status status;
	int system;
	char what[200];
};

struct bundle;

/*
 * Open the file at `path`, which is mapped (read, if it is a pipe).
 * BUNDLE_OK and `*out`, or another status, `*error` and NULL in `*out`.
 * `error` may be NULL, here and everywhere below.
 */
enum bundle_status bundle_open(struct bundle **out, const char *path,
    struct bundle_error *error);

/* The same for bytes in memory, which must outlive the bundle. */
enum bundle_status bundle_open_memory(struct bundle **out, struct span bytes,
    struct bundle_error *error);

void bundle_close(struct bundle *bundle);	/* NULL is fine */

/*
 * Whether these first bytes of a file (12 are enough) are those of a
 * bundle, a mangled one included: then open it as one, to get its error.
 */
bool bundle_is(struct span start);

struct bundle_info {
	unsigned format;	/* the version of the file */
	uint32_t document_count;
	uint32_t section_count;
	uint32_t note_count;
	uint32_t ref_count;	/* marks that have a note */
	uint32_t keyword_count;
	uint32_t chunk_count;
	uint64_t words;
	uint64_t text_len;	/* bytes; places go from 0 to here */
	uint64_t file_bytes;
	uint64_t index_bytes;	/* stored size of BUNDLE_TAG_INDEX */
	uint64_t content_hash;	/* of the documents' texts: same for same */
	uint32_t dangling;	/* marks without a note */
	uint32_t orphans;	/* notes without a mark */
};

const struct bundle_info *bundle_info(const struct bundle *bundle);

struct bundle_document {
	uint64_t place, end;
	uint32_t first_section, section_count;
	uint32_t first_note, note_count;
	uint32_t first_ref, ref_count;
	uint32_t first_keyword, keyword_count;
	uint32_t words;
	uint32_t dangling;
	struct span title;	/* meta "title", or empty */
	struct span language;	/* meta "language", or empty */
	const struct doc_meta *meta;
	uint32_t meta_count;
};

/* NULL when there is no such document. */
const struct bundle_document *bundle_document(struct bundle *bundle,
    uint32_t index);

/*
 * Row `index` of a table.  On failure (no such row: BUNDLE_DAMAGED, as the
 * number came from the bundle; or its page is damaged) `*out` is a row of
 * empty strings at place 0 and bundle_last_error says which page it was.
 * Of struct doc_note, `node` is DOC_NONE.
 */
enum bundle_status bundle_section(struct bundle *bundle, uint32_t index,
    struct doc_section *out);
enum bundle_status bundle_note(struct bundle *bundle, uint32_t index,
    struct doc_note *out);
enum bundle_status bundle_ref(struct bundle *bundle, uint32_t index,
    struct doc_ref *out);
enum bundle_status bundle_keyword(struct bundle *bundle, uint32_t index,
    struct doc_keyword *out);

/*
 * The same for who goes through all rows: what is unpacked for it is not
 * kept.  Strings of the row live until the next peek.
 */
enum bundle_status bundle_section_peek(struct bundle *bundle, uint32_t index,
    struct doc_section *out);
enum bundle_status bundle_note_peek(struct bundle *bundle, uint32_t index,
    struct doc_note *out);

/*
 * The `k`-th mark of a note, from 0, in order of place; `*index` (if not
 * NULL) is its index among the marks.  Walking k upwards costs one row
 * each.
 */
enum bundle_status bundle_note_ref(struct bundle *bundle, uint32_t note,
    uint32_t k, struct doc_ref *out, uint32_t *index);

/* The last failure of a function that takes no `error`. */
const struct bundle_error *bundle_last_error(const struct bundle *bundle);

/* The document that holds `place`; the last one for places past the end. */
uint32_t bundle_document_at(struct bundle *bundle, uint64_t place);

/* The first section at or after `place`, or section_count. */
uint32_t bundle_section_find(struct bundle *bundle, uint64_t place);

/* The first mark at or after `place`, or ref_count. */
uint32_t bundle_ref_find(struct bundle *bundle, uint64_t place);

/* The deepest section that holds `place`, or DOC_NONE. */
uint32_t bundle_section_at(struct bundle *bundle, uint64_t place);

/* The note whose text, or the \n after it, holds `place`, or DOC_NONE. */
uint32_t bundle_note_at(struct bundle *bundle, uint64_t place);

/*
 * The first note labelled `label`, of `document` or (DOC_NONE) of any, with
 * an index above `after` (DOC_NONE: from the start); or DOC_NONE.
 */
uint32_t bundle_note_by_label(struct bundle *bundle, uint32_t document,
    struct span label, uint32_t after);

/*
 * A stretch of the text with its structure.  The first `open_count` nodes
 * are copies of the containers that were opened in an earlier chunk and go
 * on here, outermost first, so that `parent` always leads inside the array;
 * their `place` is that of their true start.  A container that goes on in
 * the next chunk (which then copies it) has `end` == node_count here; the
 * `cut_count` outermost of the containers that end there do.  A chunk may
 * end one document and begin the next.
 *
 * Nodes are as in doc/doc.h, with these additions: `place` of every node is
 * bundle-wide, and so are `number` of a NOTE and of a NOTE_REF and `place`
 * of an inline; `line` is 0; inlines of a leaf are in order of `off`.
 */
struct bundle_chunk {
	uint32_t index;
	uint32_t node_count;
	uint32_t open_count;
	uint32_t cut_count;
	const struct doc_node *nodes;
	uint64_t place, end;
	struct span text;	/* of place to end, the \n included */
};

uint32_t bundle_chunk_count(const struct bundle *bundle);

/* NULL and `*error` when there is none or it is damaged. */
const struct bundle_chunk *bundle_chunk(struct bundle *bundle,
    uint32_t index, struct bundle_error *error);

/* The chunk that holds `place`; the last one for places past the end. */
const struct bundle_chunk *bundle_chunk_at(struct bundle *bundle,
    uint64_t place, struct bundle_error *error);

/*
 * Keep `chunk` until it is dropped as often as it was held, whatever else
 * is asked for: for rows on a screen, which borrow its text.
 */
void bundle_chunk_hold(struct bundle *bundle,
    const struct bundle_chunk *chunk);
void bundle_chunk_drop(struct bundle *bundle,
    const struct bundle_chunk *chunk);

/*
 * The node of the leaf that holds `place` (the \n after a leaf belongs to
 * it); for places outside the chunk its first or last leaf; DOC_NONE when
 * it has no leaf.
 */
uint32_t bundle_leaf_at(const struct bundle_chunk *chunk, uint64_t place);

/*
 * Only the text of a chunk, without unpacking its structure: for scanning.
 * `*place` (if not NULL) is where it starts.
 */
enum bundle_status bundle_chunk_text(struct bundle *bundle, uint32_t index,
    struct span *text, uint64_t *place, struct bundle_error *error);

/*
 * The chunks that are unpacked together with chunk `index`: [*first, *end).
 * From another thread, too, once there is a struct bundle_texts.
 */
void bundle_batch(const struct bundle *bundle, uint32_t index,
    uint32_t *first, uint32_t *end);

/*
 * The texts of a bundle for another thread: it holds the batch of chunks
 * that were unpacked last, in memory of its own.  Each is for one thread at
 * a time, and all of them may be used at once, beside the bundle, which has
 * to stay open.
 */
struct bundle_texts;

/*
 * In the bundle's thread.  NULL for a bundle of the small form, which has
 * nothing to unpack, or one whose directory of chunks is damaged.
 */
struct bundle_texts *bundle_texts_new(struct bundle *bundle);
void bundle_texts_free(struct bundle_texts *texts);	/* NULL is fine */

/*
 * Prove and unpack the texts of the batch of chunk `index`.  False if one
 * is damaged; the bundle's own functions tell which.
 */
bool bundle_texts_read(struct bundle_texts *texts, uint32_t index);

/* The text of a chunk that was read, until the next call of another kind. */
struct span bundle_texts_chunk(const struct bundle_texts *texts,
    uint32_t index);

/* Give its memory back; it may read again. */
void bundle_texts_rest(struct bundle_texts *texts);

/*
 * In the bundle's thread: what was read becomes what bundle_chunk_text
 * unpacked last, so that this need not be done again.
 */
void bundle_texts_lend(struct bundle_texts *texts, struct bundle *bundle);

/* Where a chunk's text starts, without unpacking; text_len past the last. */
uint64_t bundle_chunk_place(const struct bundle *bundle, uint32_t index);

/* The chunk that holds `place`, by number, without unpacking. */
uint32_t bundle_chunk_index(const struct bundle *bundle, uint64_t place);

/* Append the text of [from, to), clamped to what there is. */
enum bundle_status bundle_text(struct bundle *bundle, uint64_t from,
    uint64_t to, struct buf *out, struct bundle_error *error);

/*
 * Another section by its tag of four characters: BUNDLE_OK and its bytes
 * (empty when there is none).  A packed one is unpacked whole and kept, and
 * its sum is proved.  One stored as it is is handed out mapped, aligned to
 * 8 bytes; it is summed only when it has at most BUNDLE_EXTRA_SUMMED bytes
 * (more would make the first search in a large book wait), so its reader
 * checks what it reads.
 */
#define BUNDLE_EXTRA_SUMMED (1 << 20)
enum bundle_status bundle_extra(struct bundle *bundle, const char *tag,
    struct span *out, struct bundle_error *error);

/*
 * Give back the memory that holds what was read of the file: for the end
 * of work that read much of it.  Scanning text does this by itself.  Ends
 * no view; a few system calls.
 */
void bundle_rest(struct bundle *bundle);

/*
 * Get ready what the texts near `place`, and many others, lean on, so that
 * each of them unpacks in a fraction of a millisecond: some milliseconds,
 * if it is not ready.  Ends no view, but what bundle_chunk_text gave.
 */
void bundle_ready(struct bundle *bundle, uint64_t place);

/*
 * Give back the memory of what is unpacked but not handed out as a chunk:
 * before work that needs much.  Ends what bundle_chunk_text gave.
 */
void bundle_forget(struct bundle *bundle);

/*
 * Prove everything: each sum, each row, each node, each number that points
 * at something else, the counts and the content hash.  `say` (may be NULL)
 * gets one sentence for each trouble; the number of troubles comes back.
 * Linear in the file.
 */
size_t bundle_check(struct bundle *bundle,
    void (*say)(void *context, const char *sentence), void *context);

/* A listing of the sections, tables, pages and chunks and their sizes. */
void bundle_dump(struct bundle *bundle, struct buf *out);

#endif
