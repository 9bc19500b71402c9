/*
 * compile/notes_link.h - linked notes: what notes_link.c finds and
 * notes_box.c makes of it.
 */
#ifndef IBID_COMPILE_NOTES_LINK_H
#define IBID_COMPILE_NOTES_LINK_H

#include "compile/notes.h"

/* Where an id stands: a node, or a point in a leaf. */
struct link_anchor {
	struct tree *at;
	uint32_t off;
	bool point;
};

/* A link that is the mark of a note, or may be. */
struct link_mark {
	struct tree *leaf;
	uint32_t off, len;	/* of the text to cut; len 0: keep it */
	struct span label;
	const struct link_anchor *target;
	uint32_t note;		/* index into the notes */
};

/* What a mark leads to. */
struct link_note {
	const struct link_anchor *target;
	struct tree *leaf;	/* the first one */
	struct span label;
	uint32_t order;		/* of `leaf` */
	struct tree *note;	/* once made */
};

struct links {
	struct pass *pass;
	struct link_anchor *anchors;
	size_t anchor_count, anchor_room;
	struct map ids;		/* to index into anchors */
	struct link_mark *marks;
	size_t mark_count, mark_room;
	struct link_note *notes;	/* by order */
	size_t note_count, note_room;
};

/* The anchor that a "#id" target names, or NULL. */
const struct link_anchor *links_find(const struct links *links,
    struct span target);

/* Whether the leaf's text begins with that label, and how long it is. */
bool links_starts_with(const struct doc_node *leaf, struct span label,
    uint32_t *len);

/* Whether `at` stands in a part of notes, by role or by its heading. */
bool links_in_notes(const struct tree *at);

/* Make a NOTE of each of links->notes. */
void links_make_notes(struct links *links);

/* Make the container `box` a note with that label. */
void links_to_note(struct links *links, struct tree *box,
    struct span label);

/*
 * Links back in all notes; and what says that it is a note though no mark
 * leads to it.
 */
void links_make_orphans(struct links *links);

#endif
