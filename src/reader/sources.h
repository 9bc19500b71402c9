/*
 * reader/sources.h - the sources that the notes of a bundle cite.
 *
 * They are a section of the bundle, bundle/bundle.h describes it; its bytes
 * come from outside, so what a number says is clamped to the bundle, and a
 * line that is none is left out.
 */
#ifndef IBID_READER_SOURCES_H
#define IBID_READER_SOURCES_H

#include "base/cursor.h"
#include "bundle/bundle.h"

/* A stretch of the bundle's text; empty when the source has none. */
struct source_part {
	uint64_t place;
	uint64_t end;
};

struct source {
	const char *type;	/* "book", "news", ...; or empty */
	uint64_t times;		/* cited */
	uint32_t note;		/* whose text has the citation */
	struct source_part text;	/* the citation, or all of its note */
	uint32_t *notes;	/* that cite it, rising; borrowed */
	uint32_t note_count;
};

struct sources {
	struct bundle *bundle;
	struct cursor in;
	uint32_t last;
	uint32_t *notes;	/* of the source given last */
	uint32_t note_room;
};

/* Walk the sources of `bundle`; nothing is given when it has none. */
void sources_init(struct sources *sources, struct bundle *bundle);
void sources_release(struct sources *sources);

/* The next source, valid until the one after; false at the end. */
bool sources_next(struct sources *sources, struct source *source);

/* Sources are listed by group, one for each type and one for no clear one;
 * "Books" is the first. */
#define SOURCE_GROUPS 8
size_t source_group(const struct source *source);
const char *source_group_title(size_t group);

/* The citation without the full stop at its note's end. */
struct source_part source_citation(struct bundle *bundle,
    const struct source *source);

/*
 * The citation in note `of` of what note `by` cites, too; false when there
 * is none, or more than one.  Reads the list, once.
 */
bool source_between(struct bundle *bundle, uint32_t by, uint32_t of,
    struct source_part *part);

/* Append the citation on one line. */
void source_text(struct bundle *bundle, struct source_part part,
    struct buf *out);

/* Append the labels of its notes: "4, 7, 12". */
void source_labels(struct bundle *bundle, const struct source *source,
    struct buf *out);

#endif
