/*
 * layout_story.h - documents for the tests of the layout, written as text.
 *
 * One line makes one leaf, or opens or closes a container:
 *
 *     h2 A heading                  q                 (opens a quote)
 *     p A paragraph. {4}            p Quoted.
 *     code a\vb                     end
 *
 * In a line, {4} is a mark of note 4, {em:...}, {strong:...}, {mono:...},
 * {link:...}, {image:...}, {super:...}, {sub:...}, {caps:...}, {strike:...}
 * are inlines, {page:12} a print page, \v a line end, \xHH a byte.
 */
#ifndef LAYOUT_STORY_H
#define LAYOUT_STORY_H

#include "doc/event.h"
#include "layout/layout.h"

struct story {
	struct doc doc;
	struct diag_list diags;
	struct doc_sink *sink;
};

void story_begin(struct story *story);

/* False when the line is not understood. */
bool story_line(struct story *story, struct span line);

/* Finish the document and give every leaf its place, from `place`. */
void story_end(struct story *story, uint64_t place);

void story_release(struct story *story);

/* Notes whose label is 400 plus their index; those over 9 are sources. */
extern const struct layout_notes story_notes;

/* All rows of all units, each followed by a line end; lead rows too. */
void story_rows(const struct story *story, const struct layout_opts *opts,
    struct buf *out);

#endif
