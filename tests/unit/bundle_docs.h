/* tests/unit/bundle_docs.h - documents to store, made of nothing. */
#ifndef IBID_TESTS_BUNDLE_DOCS_H
#define IBID_TESTS_BUNDLE_DOCS_H

#include "doc/event.h"

/*
 * What the compiler does to a document, as far as the bundle is concerned:
 * places, notes, marks, sections, words.
 */
void complete(struct doc *doc);

/* A page with one of everything: notes, lists, a table, links, keywords. */
void pond(struct doc *doc);

/*
 * English-looking text of about `bytes`, with a section every 12 kB, a note
 * every 3 kB; the same for the same seed.
 */
void long_tale(struct doc *doc, size_t bytes, unsigned seed);

#endif
