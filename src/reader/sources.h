/*
 * reader/sources.h - the sources that the notes of a bundle cite.
 *
 * They are a section of the bundle, bundle/bundle.h describes it; its bytes
 * come from outside, so what a number says is clamped to the bundle, and a
 * line that is none is left out.
 */
#ifndef IBID_READER_SOURCES_H
#define IBID_READER_SOURCES_H

#include "bundle/bundle.h"

/* A stretch of the bundle's text; empty when the source has none. */
struct source_part {
	uint64_t place;
	uint64_t end;
};

struct source {
	struct span type;	/* "book", "news", ...; or empty */
	unsigned times;		/* cited */
	struct span notes;	/* indexes, for source_note */
	struct source_part text, author, title, url, doi;
};

/* The bytes of the section; empty when no note cites anything. */
struct span sources_of(struct bundle *bundle);

/* Cut the next source off `*rest`; false when there is none. */
bool source_next(const struct bundle *bundle, struct span *rest,
    struct source *source);

/* Cut the next note off `*notes`; false when there is none. */
bool source_note(const struct bundle *bundle, struct span *notes,
    uint32_t *note);

/* Append the text of a part, on one line. */
void source_text(struct bundle *bundle, struct source_part part,
    struct buf *out);

/* Append the labels of its notes: "4, 7, 12". */
void source_labels(struct bundle *bundle, struct span notes,
    struct buf *out);

#endif
