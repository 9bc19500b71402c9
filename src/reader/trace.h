/*
 * reader/trace.h - a place, and the words around it that find it again.
 *
 * A document that was edited has other places.  What a place is known by is
 * its words: those that lie before it and those that follow.  Each run of
 * four words in a row that the new text has, too, is a vote for where the
 * place is now; so an edit at the place itself, or chapters in another
 * order, leave votes enough.  Text that stands in several places with the
 * same words around is told apart by how far in it was.
 *
 * Units: places are bytes in a bundle's text.
 */
#ifndef IBID_READER_TRACE_H
#define IBID_READER_TRACE_H

#include "base/buf.h"
#include "bundle/bundle.h"

struct trace {
	uint64_t place;		/* in the old text; then in the new one */
	struct span before;	/* the words that end there */
	struct span near;	/* the words that begin there */
	bool found;
};

/* Append what `before` and `near` are for `place`, each on one line. */
void trace_words(struct bundle *bundle, uint64_t place, struct buf *before,
    struct buf *near);

/*
 * Find `count` traces of a text that was `old_len` bytes long in `bundle`:
 * `place` becomes the place there.  One that is not found (`found` false)
 * gets the place as far in as it was.
 *
 * The text is looked through from the first trace's place outwards, until
 * all are found as a whole: usually one chunk, at most TRACE_BYTES_MAX.
 */
#define TRACE_BYTES_MAX (128u << 20)
void trace_find(struct bundle *bundle, uint64_t old_len,
    struct trace *traces, size_t count);

#endif
