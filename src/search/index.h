/*
 * search/index.h - the full-text index of a bundle: made once, read in
 * place.
 *
 * The index maps folded terms (search/terms.h) to windows: runs of whole
 * paragraphs of about INDEX_WINDOW bytes.  It says where a match may be;
 * whether it is there is settled by query_scan on the text of the window.
 * Nothing is ever missed: a window that holds a match is a candidate.
 *
 * Units: places as in search/query.h.  The layout of the bytes is told in
 * search/index_format.h.
 */
#ifndef IBID_SEARCH_INDEX_H
#define IBID_SEARCH_INDEX_H

#include <stdint.h>

#include "base/buf.h"
#include "base/span.h"
#include "search/query.h"

#define INDEX_WINDOW 16384

/* ---- making one ---- */

struct index_builder;

struct index_builder *index_builder_new(void);
void index_builder_free(struct index_builder *builder);

/*
 * Add the text of one leaf or of many, in order: `place` must be where the
 * text before it ended (the first one may be anywhere).  A paragraph may
 * come in pieces; it ends with its \n.
 */
void index_builder_add(struct index_builder *builder, struct span text,
    uint64_t place);

/* Append the bytes of the index.  The builder can only be freed then. */
void index_builder_write(struct index_builder *builder, struct buf *out);

/* ---- reading one ---- */

struct text_index;

/*
 * Read an index over borrowed `bytes`, which must stay.  The bytes are
 * hostile: NULL, with a clause in `*error`, when the frame makes no sense;
 * damage further in only makes lookups fail, which is told by their result.
 * Cost: the header and the code tables, about 2 kB.
 */
struct text_index *index_open(struct span bytes, const char **error);
void index_close(struct text_index *index);

uint32_t index_term_count(const struct text_index *index);
uint32_t index_window_count(const struct text_index *index);

/* A range of places: paragraphs in which a match may be. */
struct place_range {
	uint64_t from;
	uint64_t to;
};

/* Start with {0}. */
struct place_ranges {
	struct place_range *items;
	size_t count;
	size_t room;
};

void place_ranges_release(struct place_ranges *ranges);

enum index_status {
	INDEX_OK,
	INDEX_NO_HELP,	/* the query names no term: search everything */
	INDEX_DAMAGED,	/* search everything; `ibid check` tells more */
};

/*
 * Append the windows where `query` may match within the places [from, to),
 * in order, neighbours joined.  With INDEX_NO_HELP and INDEX_DAMAGED the
 * one range [from, to) is appended, so that the caller can use the ranges
 * whatever the status.
 * Cost: a term touches one page of the dictionary and its postings; what
 * may stand inside words reads the whole dictionary once, and when it is
 * asked for with a letter more only the pages where it stood.  For that the
 * index remembers the last lookup: one thread at a time.
 */
enum index_status index_lookup(const struct text_index *index,
    const struct query *query, uint64_t from, uint64_t to,
    struct place_ranges *out);

struct index_term {
	struct span term;	/* folded; index_prefix: for the call only */
	uint32_t windows;	/* in how many windows it stands */
	uint32_t count;		/* how often in the text; index_distinct */
	double score;		/* the order of index_distinct */
};

/*
 * Call `each` with the terms that start with `prefix` (folded by the
 * function), in bytewise order, until it returns false.
 */
enum index_status index_prefix(const struct text_index *index,
    struct span prefix, bool (*each)(void *arg, const struct index_term *),
    void *arg);

/*
 * The words that set `text` (a chapter) apart from the rest of what is
 * indexed: those it uses often and few windows hold (their count times the
 * logarithm of how rare they are), best first, at most `max` into `out`,
 * their bytes in `mem`.  Returns how many.  Numbers and words of fewer than
 * three letters are left out.  Cost: one lookup for each word of the text.
 */
struct arena;
size_t index_distinct(const struct text_index *index, struct span text,
    struct arena *mem, struct index_term *out, size_t max);

/*
 * Read every byte of the index with all checks: for `ibid check`.  NULL
 * when all is well, else a clause that says what is wrong.
 */
const char *index_verify(const struct text_index *index);

#endif
