/*
 * compile/notes_back.c - links back from notes, and notes nobody cites.
 *
 *     NOTE 3                            NOTE 3
 *       PARAGRAPH "Text. ^"       ->      PARAGRAPH "Text. ^"
 *         LINK "^" target=mark              BACKLINK "^"
 *
 * A link in a note is a link back when the source says so, when it leads
 * to the very mark, or when its text is a sign and no word: whatever it
 * leads to then, be it nowhere, it says nothing to the reader.
 */
#include "compile/notes_link.h"

#include "base/buf.h"
#include "uni/uni.h"

static bool
is_sign(struct span text)
{
	return text.len && uni_word_count(text) == 0;
}

/* ---- links back ------------------------------------------------------- */

static bool
is_back(const struct links *links, const struct tree *note,
    const struct doc_node *leaf, const struct doc_inline *link)
{
	const struct link_anchor *anchor = links_find(links, link->target);
	struct span text = span_slice(leaf->text, link->off,
	    link->off + link->len);
	const struct tree *at;
	unsigned number;

	/* "Line 20." before the note is more than a way back. */
	if (link->role == DOC_ROLE_BACKLINK_ROLE)
		return uni_word_count(text) < 2 || link->off > 0 ||
		    link->len == leaf->text.len;
	/* A star in a note may be a mark without a note. */
	if (is_sign(text) && span_starts(link->target, SPAN("#")) &&
	    (link->off == 0 || anchor ||
	    notes_label(text, &number) != LABEL_SYMBOL))
		return true;
	if (!anchor)
		return false;
	at = tree_first_leaf(anchor->at);
	for (uint32_t i = 0; at && i < at->node.inline_count; i++) {
		const struct doc_inline *mark = &at->node.inlines[i];

		if (mark->kind == DOC_NOTE_REF && mark->place ==
		    (uint64_t)(uintptr_t)note)
			return anchor->point && text.len <= 12;
	}
	return false;
}

/* Whether `span` may grow to [off, off + len) among those of its leaf. */
static bool
has_room(const struct doc_node *leaf, const struct doc_inline *span,
    uint32_t off, uint32_t len)
{
	for (uint32_t i = 0; i < leaf->inline_count; i++) {
		const struct doc_inline *other = &leaf->inlines[i];
		uint32_t end = other->off + other->len;

		if (other == span || end <= off || other->off >= off + len)
			continue;
		/* Around all of it, or after it in the list and inside. */
		if (other->off <= off && end >= off + len)
			continue;
		if (other < span || other->off < span->off ||
		    end > span->off + span->len)
			return false;
	}
	return true;
}

/* The brackets of "[1]" are the link's, whatever part of it is linked. */
static void
take_brackets(const struct doc_node *leaf, struct doc_inline *link)
{
	const char *text = leaf->text.ptr;
	size_t end = (size_t)link->off + link->len;

	if (link->off == 0 || end >= leaf->text.len)
		return;
	if ((text[link->off - 1] != '[' || text[end] != ']') &&
	    (text[link->off - 1] != '(' || text[end] != ')'))
		return;
	if (!has_room(leaf, link, link->off - 1, link->len + 2))
		return;
	link->off--;
	link->len += 2;
}

static void
mark_back(struct links *links, struct tree *note)
{
	struct tree *end = tree_skip(note), *next;

	for (struct tree *leaf = tree_first_leaf(note); leaf && leaf != end;
	    leaf = next) {
		bool alone = false;

		next = tree_next(leaf);
		while (next && next != end && next->first)
			next = tree_next(next);
		for (uint32_t i = 0; i < leaf->node.inline_count; i++) {
			struct doc_inline *link = &leaf->node.inlines[i];

			if (link->kind != DOC_LINK ||
			    !is_back(links, note, &leaf->node, link))
				continue;
			link->kind = DOC_BACKLINK;
			take_brackets(&leaf->node, link);
			alone |= link->len == leaf->node.text.len;
		}
		/* A sign in a paragraph of its own leaves no empty line. */
		if (alone && is_sign(leaf->node.text) &&
		    leaf->parent->first != leaf->parent->last)
			tree_remove(leaf);
	}
}

/* ---- notes without marks ---------------------------------------------- */

static struct span
label_of(struct links *links, const struct tree *at)
{
	struct tree *leaf = tree_first_leaf((struct tree *)at);
	unsigned number;
	size_t from = 0, to;

	if (tree_is(at, DOC_ITEM) && at->node.number)
		return arena_printf(links->pass->mem, "%u", at->node.number);
	if (!leaf)
		return SPAN("");
	while (from < leaf->node.text.len &&
	    strchr("[( ", leaf->node.text.ptr[from]))
		from++;
	for (to = from; to < leaf->node.text.len && to < from + 8 &&
	    !strchr(" .)]:", leaf->node.text.ptr[to]); to++)
		continue;
	return notes_label(span_slice(leaf->node.text, from, to), &number) ==
	    LABEL_NONE ? SPAN("") : span_slice(leaf->node.text, from, to);
}

/* A container that says it is a note; not one that wraps notes. */
static bool
is_orphan(const struct tree *at)
{
	const struct tree *end = tree_skip(at);

	if (at->node.role != DOC_ROLE_FOOTNOTE || tree_is(at, DOC_NOTE) ||
	    doc_kind_shape(at->node.kind) != DOC_CONTAINER ||
	    tree_around(at, DOC_NOTE))
		return false;
	for (at = tree_next(at); at && at != end; at = tree_next(at))
		if (tree_is(at, DOC_NOTE) ||
		    at->node.role == DOC_ROLE_FOOTNOTE)
			return false;
	return true;
}

void
links_make_orphans(struct links *links)
{
	struct tree *at = tree_next(links->pass->root), *next;

	for (; at; at = next) {
		next = tree_next(at);
		if (is_orphan(at)) {
			struct span label = label_of(links, at);

			/* It leaves its list; those after it stay. */
			next = tree_skip(at);
			links_to_note(links, at, label);
		}
	}
	for (at = tree_next(links->pass->root); at; at = next) {
		next = tree_skip(at);
		if (tree_is(at, DOC_NOTE))
			mark_back(links, at);
		else
			next = tree_next(at);
	}
}
