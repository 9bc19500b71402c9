/*
 * compile/leaf.h - change the text of a leaf and keep its inlines right.
 *
 * Edits are gathered first and applied in one go, so that a leaf with ten
 * thousand marks costs one copy.  Offsets are those of the old text.
 *
 *     "asked.399 Then"     cut 6+3, mark there      "asked. Then"
 *            ^^^ SUPER                                     | NOTE_REF
 *
 * An inline whose text is cut away whole goes too, but for IMAGE.
 */
#ifndef IBID_COMPILE_LEAF_H
#define IBID_COMPILE_LEAF_H

#include "doc/doc.h"

struct tree;

struct leaf_edit {
	uint32_t off, len;	/* what is cut */
	struct span text;	/* what stands there instead */
	struct tree *note;	/* a mark of that NOTE is put there, or NULL */
	struct span label;	/* ... written so */
};

struct leaf_edits {
	struct leaf_edit *items;
	size_t count, room;
};

void leaf_edits_release(struct leaf_edits *edits);
void leaf_cut(struct leaf_edits *edits, uint32_t off, uint32_t len);
void leaf_replace(struct leaf_edits *edits, uint32_t off, uint32_t len,
    struct span text);
void leaf_mark(struct leaf_edits *edits, uint32_t off, uint32_t len,
    struct tree *note, struct span label);

/*
 * Apply and forget the edits.  They may come in any order; one that
 * overlaps an earlier one (by `off`) is dropped.  New marks are NOTE_REF
 * inlines whose `place` holds the tree pointer of their note until
 * notes_number replaces it (see compile/notes.h).
 */
void leaf_apply(struct arena *mem, struct doc_node *leaf,
    struct leaf_edits *edits);

/* Append `from`'s text and inlines to `to`, with `between` in the middle. */
void leaf_join(struct arena *mem, struct doc_node *to,
    const struct doc_node *from, struct span between);

/* Put inlines in order: by `off`, longer first, marks and points last. */
void leaf_sort(struct doc_node *leaf);

#endif
