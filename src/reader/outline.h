/*
 * reader/outline.h - the contents as rows that fold.
 *
 * All documents of a bundle and their sections are one tree; a row is what
 * is not folded away.  A document has a row of its own when there are
 * several.
 *
 * A row is known by a number of its own, which it keeps whatever is folded:
 * that of its section, or, for a document, that of the document after all
 * sections.  From row to row one goes by outline_next and outline_prev, so
 * the cost is that of the rows that are looked at, however long the
 * contents are.  DOC_NONE is no row.
 */
#ifndef IBID_READER_OUTLINE_H
#define IBID_READER_OUTLINE_H

#include "bundle/bundle.h"

enum outline_state { OUTLINE_LEAF, OUTLINE_FOLDED, OUTLINE_OPEN };

struct outline_row {
	uint32_t document;
	uint32_t section;	/* DOC_NONE: the document itself */
	uint16_t depth;		/* 0 for the outermost */
	uint8_t state;		/* enum outline_state */
};

struct outline {
	struct bundle *bundle;
	uint32_t section_count;
	bool several;		/* documents have rows */
	bool open_all;		/* what was never turned is open */
	/* Rows that are not as they were at first, in order. */
	uint32_t *turned;
	uint32_t turned_count, turned_room;
};

void outline_init(struct outline *outline, struct bundle *bundle);
void outline_release(struct outline *outline);

/*
 * Whether `section` is the only one at the first level and has the title of
 * `document`, one of several: the document's row stands for both.
 */
bool outline_is_document(const struct outline *outline, uint32_t document,
    uint32_t section);

/*
 * The row of `section` (DOC_NONE: of its document, or the first row), or of
 * the row it is folded into.  DOC_NONE where there are no rows.
 */
uint32_t outline_row_of(const struct outline *outline, uint32_t document,
    uint32_t section);

/* The ends of the contents, and the neighbours of a row; or DOC_NONE. */
uint32_t outline_first(const struct outline *outline);
uint32_t outline_last(const struct outline *outline);
uint32_t outline_next(const struct outline *outline, uint32_t row);
uint32_t outline_prev(const struct outline *outline, uint32_t row);

/* So many rows further down, or up, as far as there are any. */
uint32_t outline_step(const struct outline *outline, uint32_t row, int by);

/* How many rows `other` is below `row`; `most` if so many or above it. */
int outline_distance(const struct outline *outline, uint32_t row,
    uint32_t other, int most);

bool outline_is_before(const struct outline *outline, uint32_t row,
    uint32_t other);

/* What the row is. */
struct outline_row outline_row(const struct outline *outline, uint32_t row);

/* Open what hides `section`, so that it has a row. */
void outline_reveal(struct outline *outline, uint32_t section);

/*
 * Fold the row, or, where there is nothing to fold, its parent; returns
 * the row to stand on then.
 */
uint32_t outline_fold(struct outline *outline, uint32_t row);
void outline_unfold(struct outline *outline, uint32_t row);

/* What is open at present, to be put back later; {0} at first. */
struct outline_folds {
	uint32_t *turned;
	uint32_t count;
};

void outline_keep_folds(const struct outline *outline,
    struct outline_folds *folds);
void outline_put_back_folds(struct outline *outline,
    const struct outline_folds *folds);
void outline_folds_release(struct outline_folds *folds);

/* Where the row's text starts and ends. */
void outline_range(const struct outline *outline, uint32_t row,
    uint64_t *from, uint64_t *to);

/* Its title, borrowed from the bundle. */
struct span outline_title(const struct outline *outline, uint32_t row);

#endif
