/*
 * reader/extent.h - how much of a document is text proper: what is read
 * from end to end, without the notes and the back matter.
 *
 * The back matter that ends a document is known at once; notes that stand
 * elsewhere (after each chapter, beside their mark) are gathered in steps,
 * so that a work of a million notes opens as soon as a letter does.
 *
 * Units: bytes of the bundle's text.
 */
#ifndef IBID_READER_EXTENT_H
#define IBID_READER_EXTENT_H

#include "bundle/bundle.h"
#include "reader/history.h"

struct extent {
	struct bundle *bundle;
	uint64_t from, to;	/* of the document */
	uint64_t back;		/* where its last back matter starts */
	struct ranges aside;	/* notes and back matter found so far */
	uint64_t counted;	/* sections of back matter before it are */
	uint32_t words;		/* of the text proper */
	uint32_t section, section_end;	/* the next to look at */
	uint32_t note, note_end;
};

/* `bundle` is borrowed. */
void extent_init(struct extent *extent, struct bundle *bundle,
    uint32_t document);
void extent_release(struct extent *extent);

/* Whether there is more to gather; some thousands of rows in a step. */
bool extent_busy(const struct extent *extent);
void extent_step(struct extent *extent);

/*
 * The bytes of text proper before `place`.  A document of nothing but notes
 * is counted whole.
 */
uint64_t extent_before(const struct extent *extent, uint64_t place);

/* All of them. */
static inline uint64_t
extent_all(const struct extent *extent)
{
	return extent_before(extent, extent->to);
}

#endif
