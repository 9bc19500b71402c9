/*
 * reader/outline.h - the contents as rows that fold.
 *
 * All documents of a bundle and their sections are one tree; a row is what
 * is not folded away.  A document has a row of its own when there are
 * several.  Building the rows is linear in the number of sections, and done
 * only when they are first asked for (outline_row_of, outline_reveal), a
 * fold changes, or the reading moves to a hidden section.
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
	unsigned char *open;	/* of each section; documents after them */
	unsigned char *parent;	/* has sub-sections */
	struct outline_row *rows;
	uint32_t row_count, row_room;
};

void outline_init(struct outline *outline, struct bundle *bundle);
void outline_release(struct outline *outline);

/*
 * Whether `section` is the only one at the first level and has the title of
 * `document`, one of several: the document's row stands for both.
 */
bool outline_is_document(const struct outline *outline, uint32_t document,
    uint32_t section);

/* The row of `section` (or of its document), or of the row it is folded
 * into. */
uint32_t outline_row_of(struct outline *outline, uint32_t document,
    uint32_t section);

/* Open what hides `section`, so that it has a row. */
void outline_reveal(struct outline *outline, uint32_t section);

/*
 * Fold the row, or, where there is nothing to fold, its parent; returns
 * the row to stand on then.
 */
uint32_t outline_fold(struct outline *outline, uint32_t row);
void outline_unfold(struct outline *outline, uint32_t row);

/* Where the row's text starts and ends. */
void outline_range(const struct outline *outline, uint32_t row,
    uint64_t *from, uint64_t *to);

/* Its title, borrowed from the bundle. */
struct span outline_title(const struct outline *outline, uint32_t row);

#endif
