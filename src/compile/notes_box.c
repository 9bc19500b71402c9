/*
 * compile/notes_box.c - the whole of a linked note, and nothing after it.
 *
 *     ITEM id=n3                            NOTE 3
 *       PARAGRAPH "Text."                     PARAGRAPH "Text."
 *       PARAGRAPH "More."              ->     PARAGRAPH "More."
 *       PARAGRAPH "(back)" LINK
 *
 *     PARAGRAPH id=n3 "3. Text."     ->     NOTE 3
 *     PARAGRAPH "More."                       PARAGRAPH "Text."
 *     PARAGRAPH id=n4 "4. Next."              PARAGRAPH "More."
 *                                           NOTE 4 ...
 *
 * A container that holds one note only is the note.  Otherwise the note
 * goes from its target to before the next target, heading or rule; the
 * last one of a row takes no more than its own block unless it stands in a
 * part that holds notes.  Links back are marked as such, and a label that
 * the text repeats is cut: the reader draws both.
 */
#include "compile/notes_link.h"

#include <stdlib.h>

#include "base/buf.h"
#include "uni/uni.h"

/* ---- how far a note goes ---------------------------------------------- */

/* The first note whose target is at or after tree order `order`. */
static size_t
first_from(const struct links *links, uint32_t order)
{
	size_t low = 0, high = links->note_count;

	while (low < high) {
		size_t mid = low + (high - low) / 2;

		if (links->notes[mid].order < order)
			low = mid + 1;
		else
			high = mid;
	}
	return low;
}

static size_t
notes_in(const struct links *links, const struct tree *box)
{
	return first_from(links, box->after) - first_from(links, box->order);
}

static bool
holds_heading(const struct tree *box)
{
	const struct tree *end = tree_skip(box);

	for (const struct tree *at = tree_next(box); at && at != end;
	    at = tree_next(at))
		if (at->node.kind == DOC_HEADING)
			return true;
	return false;
}

/* A container that may be one note. */
static bool
may_be_note(const struct links *links, const struct tree *box)
{
	enum doc_kind kind = box->node.kind;

	if (!box->parent || notes_in(links, box) != 1)
		return false;
	if (box->node.role == DOC_ROLE_FOOTNOTE || kind == DOC_ITEM)
		return true;
	if (kind == DOC_GROUP && box->node.role != DOC_ROLE_PLAIN)
		return false;
	return (kind == DOC_GROUP || kind == DOC_ASIDE ||
	    kind == DOC_QUOTE) && !holds_heading(box);
}

/* A group is a note by being one of a row of such groups. */
static bool
has_like(const struct links *links, const struct tree *box)
{
	if (box->node.kind != DOC_GROUP ||
	    box->node.role == DOC_ROLE_FOOTNOTE)
		return true;
	return (box->next && box->next->node.kind == DOC_GROUP &&
	    notes_in(links, box->next) == 1) ||
	    (box->prev && box->prev->node.kind == DOC_GROUP &&
	    notes_in(links, box->prev) == 1);
}

/* The container that is the note, or NULL. */
static struct tree *
box_of(const struct links *links, const struct link_note *note)
{
	struct tree *at = note->target->at;

	if (!note->target->point && at->first)
		return may_be_note(links, at) ? at : NULL;
	at = note->leaf->parent;
	while (at && at->parent && tree_first_leaf(at) == note->leaf &&
	    may_be_note(links, at)) {
		if (has_like(links, at))
			return at;
		at = at->parent;
	}
	return NULL;
}

bool
links_in_notes(const struct tree *at)
{
	const struct tree *before = at;

	for (; at && at->parent; at = at->parent)
		if (at->node.role == DOC_ROLE_ENDNOTES)
			return true;
	while (before && before->node.kind != DOC_HEADING)
		before = before->prev;
	return before && sections_role(before->node.text) ==
	    DOC_ROLE_ENDNOTES;
}

static bool
holds_note(const struct links *links, const struct tree *at)
{
	return notes_in(links, at) > 0;
}

/* A box that begins with a note and goes on with others: theirs to its end. */
static bool
is_row_of_notes(const struct links *links, const struct tree *box)
{
	return tree_is(box, DOC_GROUP) && box->parent &&
	    box->node.role != DOC_ROLE_CHAPTER &&
	    (tree_is(box->first, DOC_NOTE) ||
	    (box->first && holds_note(links, box->first))) &&
	    notes_in(links, box) > 1;
}

/* The next note has a smaller number, or the same. */
static bool
starts_again(const struct links *links, const struct link_note *note)
{
	const struct link_note *next = note + 1;
	unsigned number, again;

	return next < links->notes + links->note_count &&
	    notes_label(note->label, &number) == LABEL_NUMBER &&
	    notes_label(next->label, &again) == LABEL_NUMBER &&
	    again <= number;
}

/* The last sibling that belongs to a note that starts with its leaf. */
static struct tree *
last_of(const struct links *links, const struct link_note *note)
{
	struct tree *first = note->leaf, *last = first, *at;

	if (first->node.kind == DOC_TERM) {
		while (tree_is(last->next, DOC_ITEM))
			last = last->next;
		return last;
	}
	for (at = first->next; at && !holds_note(links, at); at = at->next) {
		enum doc_kind kind = at->node.kind;

		if (kind == DOC_HEADING || kind == DOC_RULE ||
		    kind == DOC_GROUP || kind == DOC_NOTE ||
		    kind == DOC_FURNITURE || holds_heading(at))
			return links_in_notes(first) ? last : first;
		last = at;
	}
	if (at && last != first && starts_again(links, note) &&
	    notes_is_title(last))
		last = last->prev;
	return at || links_in_notes(first) ||
	    is_row_of_notes(links, first->parent) ? last : first;
}

/* ---- making it -------------------------------------------------------- */

static void
cut_label(struct links *links, struct tree *note, struct span label)
{
	struct tree *leaf = tree_first_leaf(note);
	struct leaf_edits edits = { 0 };
	uint32_t len;

	if (!leaf || !links_starts_with(&leaf->node, label, &len))
		return;
	while (len < leaf->node.text.len &&
	    strchr(" \v\t", leaf->node.text.ptr[len]))
		len++;
	if (len == leaf->node.text.len && (leaf != note->first ||
	    note->first != note->last)) {
		/* Alone in its block: the block goes. */
		struct tree *box = leaf->parent;

		tree_remove(leaf);
		while (box != note && !box->first) {
			struct tree *up = box->parent;

			tree_remove(box);
			box = up;
		}
		return;
	}
	leaf_cut(&edits, 0, len);
	leaf_apply(links->pass->mem, &leaf->node, &edits);
	leaf_edits_release(&edits);
}

/* A note's own cells and terms become paragraphs. */
static void
plain_blocks(struct tree *note)
{
	struct tree *at = note->first, *next;

	for (; at; at = next) {
		next = at->next;
		if (tree_is(at, DOC_ITEM)) {
			next = at->first ? at->first : at->next;
			tree_unwrap(at);
		} else if (tree_is(at, DOC_CELL) || tree_is(at, DOC_TERM)) {
			at->node.kind = DOC_PARAGRAPH;
			at->node.number = 0;
		}
	}
}

/* What stands before `at` in its box gets a box of its own, before it. */
static void
part_box(struct links *links, struct tree *at)
{
	struct tree *box = at->parent, *head;

	head = tree_new(&links->pass->tmp, (enum doc_kind)box->node.kind);
	head->node = box->node;
	box->node.id = SPAN("");
	if (tree_is(at->next, DOC_ITEM))
		box->node.number = at->next->node.number;
	tree_insert_before(box, head);
	while (box->first != at) {
		struct tree *from = box->first;

		tree_remove(from);
		tree_append(head, from);
	}
}

/* Move `note` out of the list, table or definitions it was found in. */
static void
lift(struct links *links, struct tree *note)
{
	struct tree *box = note->parent;

	while (tree_is(box, DOC_LIST) || tree_is(box, DOC_TABLE) ||
	    tree_is(box, DOC_ROW) || tree_is(box, DOC_DEFINITIONS)) {
		struct tree *up = box->parent;

		/* What stands before the note keeps its container. */
		if (note->prev && note->next)
			part_box(links, note);
		if (note->prev) {
			tree_remove(note);
			tree_insert_after(box, note);
		} else {
			tree_remove(note);
			tree_insert_before(box, note);
		}
		if (!box->first)
			tree_remove(box);
		box = up;
	}
}

static void
note_of_box(struct tree *box)
{
	box->node.kind = DOC_NOTE;
	box->node.role = DOC_ROLE_PLAIN;
	box->node.flags = 0;
	box->node.number = 0;
}

static void
finish(struct links *links, struct tree *note, struct span label)
{
	note->node.label = arena_span(links->pass->mem, label);
	cut_label(links, note, label);
	plain_blocks(note);
	lift(links, note);
}

void
links_to_note(struct links *links, struct tree *box, struct span label)
{
	note_of_box(box);
	finish(links, box, label);
}

static struct tree *
note_of_row(struct links *links, struct link_note *at)
{
	struct tree *note = tree_new(&links->pass->tmp, DOC_NOTE);
	struct tree *first = at->leaf;

	if (tree_is(first, DOC_CELL) && tree_is(first->parent, DOC_ROW)) {
		tree_wrap(note, first->parent->first, first->parent->last);
	} else {
		tree_wrap(note, first, last_of(links, at));
	}
	note->node.line = first->node.line;
	note->node.id = first->node.id;
	return note;
}

void
links_make_notes(struct links *links)
{
	struct tree **boxes = mem_array(links->note_count + 1,
	    sizeof *boxes);

	/* Decide on all before anything moves: orders must hold. */
	for (size_t i = 0; i < links->note_count; i++)
		boxes[i] = box_of(links, &links->notes[i]);
	for (size_t i = 0; i < links->note_count; i++) {
		struct link_note *at = &links->notes[i];
		struct tree *inside = tree_around(at->leaf, DOC_NOTE);

		if (!boxes[i] && inside) {
			/* Two targets in one block: they are one note. */
			at->note = inside;
			continue;
		}
		at->note = boxes[i];
		if (at->note)
			note_of_box(at->note);
		else
			at->note = note_of_row(links, at);
		finish(links, at->note, at->label);
	}
	free(boxes);
}
