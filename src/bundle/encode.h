/*
 * bundle/encode.h - the parts of the writer, for each other: documents laid
 * one after the other (merge), the rows of tables (encode_*), the structure
 * of a chunk (structure_*).
 *
 * Everything here trusts its input; fit_source was asked first.
 */
#ifndef IBID_BUNDLE_ENCODE_H
#define IBID_BUNDLE_ENCODE_H

#include "base/buf.h"
#include "bundle/write.h"

/* All rows of all documents with bundle-wide places and indexes. */
struct merged {
	struct doc_section *sections;
	struct doc_note *notes;
	struct doc_ref *refs;
	struct doc_keyword *keywords;
	uint32_t section_count, note_count, ref_count, keyword_count;
	uint32_t *first_note;	/* of each document */
	uint32_t *first_ref;	/* of each note, or DOC_NONE */
	uint32_t *next_ref;	/* of the same note, or DOC_NONE */
	uint64_t text_len;
	size_t node_count, inline_count;
};

void merge(struct merged *all, const struct bundle_source *source);
void merged_release(struct merged *all);

/* What a small form does not store, as its structure tells it. */
enum {
	DERIVED_REFS = 1,	/* marks, and which note has which */
	DERIVED_NOTES = 2,	/* where notes lie */
	DERIVED_COUNTS = 4,	/* marks of each section */
};

/* One page of a table: rows [first, first + count). */
struct page_rows {
	uint32_t first, count;
	uint64_t place;		/* of its first row; 0 in the small form */
	uint64_t end;		/* of the next page, or of the text */
	unsigned derived;	/* DERIVED_ */
	struct span text;	/* small form: the whole text; or empty */
};

void encode_sections(struct buf *out, const struct merged *all,
    const struct page_rows *page);
void encode_notes(struct buf *out, const struct merged *all,
    const struct page_rows *page);
void encode_refs(struct buf *out, const struct merged *all,
    const struct page_rows *page);
void encode_keywords(struct buf *out, const struct merged *all,
    const struct page_rows *page);

/* The columns of a chunk's structure while it grows. */
struct structure;

struct structure *structure_new(const struct merged *all);
void structure_free(struct structure *structure);

/* Start the chunk whose text begins at `place`. */
void structure_begin(struct structure *structure, uint64_t place);

/*
 * Add a node of a document whose text begins at `shift` and whose first
 * note is `first_note`.  A container stays open until structure_close.
 */
void structure_node(struct structure *structure, const struct doc_node *node,
    uint64_t shift, uint32_t first_note);
void structure_close(struct structure *structure);

/* A container that was opened in an earlier chunk; before any other node. */
void structure_again(struct structure *structure,
    const struct doc_node *node, uint64_t shift, uint32_t first_note);

uint32_t structure_nodes(const struct structure *structure);
uint32_t structure_inlines(const struct structure *structure);
size_t structure_len(const struct structure *structure);	/* about */

/* Append the chunk's structure to `out`. */
void structure_end(struct structure *structure, struct buf *out);

/* The text of a leaf as it stands in the bundle. */
void put_leaf(struct buf *out, const struct doc_node *leaf);

/*
 * Cut the documents into chunks of about `chunk_len` bytes of text, the
 * first one of `first_len`, always after a leaf, and give each to `take`.
 * There is one at least.  Rows of tables, and paragraphs of several pieces,
 * are not cut if they can be kept together.
 */
void cut_chunks(const struct merged *all, const struct bundle_source *source,
    uint64_t first_len, uint64_t chunk_len, void (*take)(void *context,
    uint64_t place, struct span text, struct span structure),
    void *context);

/* What HEAD says of the documents. */
void encode_head(struct buf *out, const struct bundle_source *source);

/* The two forms of the file; the small one may refuse. */
bool write_small(struct buf *out, const struct merged *all,
    const struct bundle_source *source);
void write_large(struct buf *out, const struct merged *all,
    const struct bundle_source *source);

/*
 * Whether the documents keep the rules of bundle/write.h; if not, a
 * sentence in `error`.
 */
bool fit_source(const struct bundle_source *source,
    struct bundle_error *error);

#endif
