/*
 * bundle/predict.h - what rows tell about each other, so that only the
 * difference is stored.  Used alike by the writer and the reader; changing
 * an answer changes the format.
 */
#ifndef IBID_BUNDLE_PREDICT_H
#define IBID_BUNDLE_PREDICT_H

#include "doc/doc.h"

/*
 * For each of `count` sections that follow one another: how many rows back
 * the nearest one with a lower level is, or 0.  Reads `level` only.
 */
void predict_parents(const struct doc_section *rows, uint32_t count,
    uint32_t *back);

/*
 * For each: the place of the next row with a level that is not deeper, or
 * `end`.  Reads `level` and `place` only.
 */
void predict_ends(const struct doc_section *rows, uint32_t count,
    uint64_t end, uint64_t *ends);

/* The line of `text` at `place`, without its \n; place is inside. */
struct span predict_title(struct span text, uint64_t place);

/*
 * The name that most programs give a heading of that text: ASCII letters
 * in lower case, digits, - and _ stay, a space or line end becomes -,
 * everything else goes.
 */
struct span predict_slug(struct arena *mem, struct span text);
bool predict_is_slug(struct span text, struct span id);

/*
 * The deepest of `count` sections (all there are) that holds `place`, or
 * DOC_NONE.  They are in order of place.
 */
uint32_t predict_section(const struct doc_section *rows, uint32_t count,
    uint64_t place);

/*
 * How many of `count` marks, in order of place, stand from the section's
 * place to before its end.
 */
uint32_t predict_marks(const struct doc_ref *refs, uint32_t count,
    const struct doc_section *section);

/*
 * Where notes lie, as the nodes of the whole text tell: fills place and end
 * of notes[number] for every NOTE of nodes[0, count) with a number below
 * `note_count`, the others' become 0.
 */
void predict_notes(const struct doc_node *nodes, uint32_t count,
    struct doc_note *notes, uint32_t note_count);

#endif
