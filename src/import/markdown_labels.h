/*
 * import/markdown_labels.h - footnotes carried through cmark-gfm whole.
 *
 * cmark-gfm drops definitions that nobody cites, drops the second of two
 * definitions of one label, turns a mark without a definition into text,
 * numbers all others anew and does not tell their labels.  So each
 * "[^label]" of the source is written as "[^#7#]", where # is a guard that
 * the source holds nowhere, with a number for each spelling that cites and
 * one for each definition; and a prelude makes every number both defined
 * and cited:
 *
 *     See.[^a] And.[^b]          [^#1#]: #      marks, all defined
 *                                [^#2#]: #
 *     [^b]: Note.
 *     [^c]: Not cited.           [^#1#][^#2#][^#3#][^#4#]
 *
 *                                See.[^#1#] And.[^#2#]
 *
 *                                [^#3#]: Note.
 *                                [^#4#]: Not cited.
 *
 * What was no footnote after all (in code, in a link) is put back by
 * md_labels_restore.  Which mark means which note is left to the compiler,
 * as everywhere.
 */
#ifndef IBID_IMPORT_MARKDOWN_LABELS_H
#define IBID_IMPORT_MARKDOWN_LABELS_H

#include "base/buf.h"
#include "base/map.h"

struct md_label {
	struct span text;	/* borrowed from the source */
	bool definition;
};

struct md_labels {
	struct md_label *items;	/* number 1 is items[0] */
	size_t count, room;
	struct buf guard;
	struct buf text;	/* what cmark is to parse */
	unsigned prelude_lines;
	struct map spellings;	/* of marks, to their number */
};

/*
 * Fill `labels` (zeroed) from the source `text`, which must stay.  White
 * space on blank lines is dropped: it would end a footnote in cmark-gfm.
 */
void md_labels_init(struct md_labels *labels, struct span text);
void md_labels_release(struct md_labels *labels);

/* The length of the label at `off`, just after "[^"; 0 when there is none. */
size_t md_label_len(struct span line, size_t off);

/* Whether it is of the marks of quotes and lists, or between them. */
bool md_is_block_mark(char c);

/*
 * The number that starts at `off` in `text` as "#7#" with its guards, and
 * its length; NULL when none stands there.
 */
const struct md_label *md_labels_at(const struct md_labels *labels,
    struct span text, size_t off, size_t *len);

/* Append `text` with labels in the place of guarded numbers. */
void md_labels_restore(const struct md_labels *labels, struct span text,
    struct buf *out);

#endif
