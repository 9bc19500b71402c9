/*
 * compile/notes_link.c - marks that a link joins to their notes.
 *
 *     PARAGRAPH "as he says.3"   LINK "3" role=noteref target="#n3"
 *     ...
 *     ITEM id="n3"                    is note 3
 *
 * A link is a mark when the source says so (role noteref), or by its
 * shape: its text is a label, raised or in brackets; its target comes
 * later, is no heading and no row of a contents page; and the target links
 * back, begins with the label, or is said to be a note.  A bare number
 * needs both: pages and index entries are numbers too.
 */
#include "compile/notes_link.h"

#include <stdlib.h>

#include "base/buf.h"

/* ---- ids -------------------------------------------------------------- */

static void
add_anchor(struct links *links, struct span id, struct tree *at,
    uint32_t off, bool point)
{
	bool fresh;

	if (!id.len)
		return;
	map_put(&links->ids, id, links->anchor_count, &fresh);
	if (!fresh)
		return;
	MEM_PUSH(links->anchors, links->anchor_count, links->anchor_room);
	links->anchors[links->anchor_count++] = (struct link_anchor){
		.at = at, .off = off, .point = point,
	};
}

static void
collect_anchors(struct links *links)
{
	for (struct tree *at = tree_next(links->pass->root); at;
	    at = tree_next(at)) {
		add_anchor(links, at->node.id, at, 0, false);
		for (uint32_t i = 0; i < at->node.inline_count; i++)
			if (at->node.inlines[i].kind == DOC_ANCHOR)
				add_anchor(links, at->node.inlines[i].target,
				    at, at->node.inlines[i].off, true);
	}
}

const struct link_anchor *
links_find(const struct links *links, struct span target)
{
	const struct map_entry *entry;

	if (target.len < 2 || target.ptr[0] != '#')
		return NULL;
	entry = map_find(&links->ids, span_slice(target, 1, target.len));
	return entry ? &links->anchors[entry->value] : NULL;
}

/* The leaf that an anchor is in or before. */
static struct tree *
leaf_of(const struct link_anchor *anchor)
{
	struct tree *leaf = tree_first_leaf(anchor->at);

	return leaf ? leaf : tree_next_leaf(anchor->at);
}

/* ---- the shape of a mark ---------------------------------------------- */

struct shape {
	struct span label;
	enum label_kind kind;
	uint32_t off, len;	/* with its brackets */
	bool bracketed, raised;
};

static bool
is_raised(const struct doc_node *leaf, const struct doc_inline *link,
    uint32_t index)
{
	uint32_t end = link->off + link->len;

	/* Around the link, or in it; inlines are in order of `off`. */
	for (uint32_t i = index; i-- > 0; ) {
		const struct doc_inline *span = &leaf->inlines[i];

		if (span->kind == DOC_SUPER && span->off + span->len >= end)
			return true;
		if (index - i > 8)
			break;
	}
	for (uint32_t i = index + 1; i < leaf->inline_count &&
	    leaf->inlines[i].off <= link->off + 1; i++)
		if (leaf->inlines[i].kind == DOC_SUPER)
			return true;
	return false;
}

static bool
is_of_list(char c)
{
	return (c >= '0' && c <= '9') || strchr(" ,;", c);
}

/* "[2, 3]", in which each figure is a link. */
static bool
in_brackets(struct span text, uint32_t from, uint32_t to)
{
	while (from > 0 && is_of_list(text.ptr[from - 1]))
		from--;
	while (to < text.len && is_of_list(text.ptr[to]))
		to++;
	return from > 0 && text.ptr[from - 1] == '[' && to < text.len &&
	    text.ptr[to] == ']';
}

static void
look_at(const struct doc_node *leaf, uint32_t index, struct shape *shape)
{
	const struct doc_inline *link = &leaf->inlines[index];
	struct span text = leaf->text;
	uint32_t from = link->off, to = link->off + link->len;
	unsigned number;

	*shape = (struct shape){ .off = from, .len = link->len };
	shape->label = span_trim(span_slice(text, from, to));
	if (shape->label.len > 2 && strchr("[({", shape->label.ptr[0]) &&
	    strchr("])}", shape->label.ptr[shape->label.len - 1])) {
		shape->bracketed = true;
		shape->label = span_slice(shape->label, 1,
		    shape->label.len - 1);
	} else if (from > 0 && to < text.len && text.ptr[from - 1] == '[' &&
	    text.ptr[to] == ']') {
		shape->bracketed = true;
		shape->off--;
		shape->len += 2;
	} else {
		shape->bracketed = in_brackets(text, from, to);
	}
	shape->raised = is_raised(leaf, link, index);
	shape->kind = notes_label(shape->label, &number);
}

/* ---- the target ------------------------------------------------------- */

/*
 * What stands between a note's bracket and its label: "[Note 1]", "(fn. 1)",
 * and the sign of the way back in "[\u2190 1]".
 */
static size_t
skip_before_label(struct span text, size_t at)
{
	static const char *const words[] = { "footnote", "endnote", "note",
	    "fn", "\xe2\x86\x90", "\xe2\x86\x91", "\xe2\x86\xa9", "^" };

	for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
		struct span word = span_str(words[i]);

		if (!span_eq_nocase(span_slice(text, at, at + word.len), word))
			continue;
		at += word.len;
		while (at < text.len && strchr(". ", text.ptr[at]))
			at++;
		return at;
	}
	return at;
}

bool
links_starts_with(const struct doc_node *leaf, struct span label,
    uint32_t *len)
{
	struct span text = leaf->text;
	size_t at = 0;
	unsigned number;
	bool bracket;

	while (at < text.len && (text.ptr[at] == ' ' ||
	    text.ptr[at] == '\v'))
		at++;
	bracket = at < text.len && strchr("[(", text.ptr[at]);
	at += bracket;
	if (bracket)
		at = skip_before_label(text, at);
	if (!label.len || !span_starts(span_slice(text, at, text.len), label))
		return false;
	at += label.len;
	if (bracket) {
		if (at >= text.len || !strchr("])", text.ptr[at]))
			return false;
		at++;
	}
	*len = (uint32_t)at;
	if (at < text.len && strchr(".):]", text.ptr[at]) && !bracket) {
		*len = (uint32_t)at + 1;
		return true;
	}
	if (bracket)
		return true;
	/* No sentence begins with "* " or "# ". */
	if (at < text.len && text.ptr[at] == ' ' &&
	    notes_label(label, &number) == LABEL_SYMBOL)
		return true;
	/* "1 See" and "15/16/18": only a span of its own tells. */
	for (uint32_t i = 0; i < leaf->inline_count; i++) {
		const struct doc_inline *span = &leaf->inlines[i];

		if (span->off > at)
			break;
		if ((span->kind == DOC_SUPER || span->kind == DOC_LINK ||
		    span->kind == DOC_STRONG) && span->off <= 1 &&
		    span->len && span->off + span->len >= at &&
		    span->off + span->len <= at + 2)
			return true;
	}
	return at == text.len;
}

static bool
leads_to(const struct links *links, const struct tree *leaf,
    const struct tree *to)
{
	for (uint32_t i = 0; leaf && i < leaf->node.inline_count; i++) {
		const struct doc_inline *span = &leaf->node.inlines[i];
		const struct link_anchor *anchor;

		if (span->kind != DOC_LINK)
			continue;
		anchor = links_find(links, span->target);
		if (anchor && leaf_of(anchor) == to)
			return true;
	}
	return false;
}

/* From the target's first leaf, or from the last of its container. */
static bool
links_back(const struct links *links, const struct link_anchor *target,
    const struct tree *mark)
{
	const struct tree *first = leaf_of(target), *last = target->at;

	if (leads_to(links, first, mark))
		return true;
	if (target->point)
		last = first ? first->parent : NULL;
	if (!tree_is(last, DOC_ITEM) && !tree_is(last, DOC_GROUP) &&
	    !tree_is(last, DOC_ASIDE))
		return false;
	while (last && last->last)
		last = last->last;
	return last != first && leads_to(links, last, mark);
}

/* A container of that role around `at`, or `at` itself. */
static bool
stands_in(const struct tree *at, enum doc_role role)
{
	for (; at && at->parent; at = at->parent)
		if (at->node.role == role)
			return true;
	return false;
}

/* "[lower-alpha 12]" is the longest. */
#define NAME_MAX_BYTES 16

/* "lower-alpha 2" is "b" where the page's style sheet counts. */
static struct span
counted_label(struct span label)
{
	static const struct {
		struct span name, letters;
	} styles[] = {
		{ SPAN("lower-alpha "), SPAN("abcdefghijklmnopqrstuvwxyz") },
		{ SPAN("upper-alpha "), SPAN("ABCDEFGHIJKLMNOPQRSTUVWXYZ") },
	};
	unsigned number;

	for (size_t i = 0; i < sizeof styles / sizeof *styles; i++)
		if (span_starts(label, styles[i].name) && span_number(
		    span_slice(label, styles[i].name.len, label.len),
		    &number) && number >= 1 && number <= 26)
			return span_slice(styles[i].letters, number - 1,
			    number);
	return label;
}

/*
 * "[note 1]", "[nb 2]": a second row of notes, named so that it is told;
 * "[FN1]", as law reports have it.
 */
static bool
is_named_label(const struct shape *shape)
{
	struct span label = shape->label;
	size_t at = label.len;
	unsigned number;

	if (!shape->bracketed || label.len > NAME_MAX_BYTES)
		return false;
	if (span_eq_nocase(span_slice(label, 0, 2), SPAN("fn")))
		return span_number(span_slice(label, 2, label.len),
		    &number) == label.len - 2;
	if (!shape->raised)
		return false;
	while (at && label.ptr[at - 1] != ' ')
		at--;
	return at && notes_label(span_slice(label, at, label.len), &number) !=
	    LABEL_NONE;
}

/*
 * "(1)" over its note, as GNU Texinfo sets it: a heading that is the label,
 * and leads back.  Those of chapters lead back to bare figures.
 */
static bool
is_label_heading(const struct links *links, const struct tree *leaf,
    const struct shape *shape, const struct tree *heading)
{
	uint32_t len;

	return shape->kind != LABEL_NONE &&
	    (shape->raised || shape->bracketed) &&
	    links_starts_with(&heading->node, shape->label, &len) &&
	    len == heading->node.text.len && leads_to(links, heading, leaf);
}

/*
 * A link that is a picture, in a line of words: some makers draw all their
 * marks so.  A picture that leads to its larger self leads to no words.
 */
static bool
is_picture(const struct doc_node *leaf, const struct doc_inline *link,
    const struct doc_node *to)
{
	bool image = false, words = false;

	for (uint32_t i = 0; i < leaf->inline_count; i++)
		image |= leaf->inlines[i].kind == DOC_IMAGE &&
		    leaf->inlines[i].off == link->off &&
		    leaf->inlines[i].len == link->len;
	for (uint32_t i = 0; i < to->inline_count; i++)
		if (to->inlines[i].kind == DOC_LINK)
			words |= to->inlines[i].len + 1 < to->text.len;
	return image && words && leaf->text.len > link->len;
}

static bool
is_mark(const struct links *links, const struct tree *leaf,
    const struct doc_inline *link, const struct shape *shape,
    const struct link_anchor *target)
{
	const struct tree *to = leaf_of(target);
	uint32_t len;
	bool back, labelled, said, picture;

	if (!to || to == leaf || (to->node.kind == DOC_HEADING &&
	    !is_label_heading(links, leaf, shape, to)))
		return false;
	if (link->role == DOC_ROLE_NOTEREF)
		return true;
	picture = is_picture(&leaf->node, link, &to->node);
	if (link->role == DOC_ROLE_BACKLINK_ROLE || (!picture &&
	    shape->kind == LABEL_NONE && !is_named_label(shape)) ||
	    to->order < leaf->order || leaf->node.kind == DOC_HEADING ||
	    stands_in(leaf, DOC_ROLE_CONTENTS) ||
	    stands_in(leaf, DOC_ROLE_INDEX))
		return false;
	back = links_back(links, target, leaf);
	if (picture || shape->kind == LABEL_NONE)
		return back;
	labelled = links_starts_with(&to->node, shape->label, &len);
	said = stands_in(target->at, DOC_ROLE_FOOTNOTE);
	if (shape->raised || shape->bracketed || shape->kind == LABEL_SYMBOL)
		return back || labelled || said;
	/* Right after a word, to that number of the notes. */
	if (labelled && shape->off > 0 && leaf->node.text.ptr[shape->off -
	    1] != ' ' && links_in_notes(target->at) && !links_in_notes(leaf))
		return shape->kind == LABEL_NUMBER;
	return shape->kind == LABEL_NUMBER && back && (labelled || said);
}

/* ---- marks ------------------------------------------------------------ */

static void
add_mark(struct links *links, struct tree *leaf, const struct shape *shape,
    const struct link_anchor *target)
{
	struct link_mark mark = {
		.leaf = leaf, .off = shape->off, .len = shape->len,
		.label = counted_label(shape->label), .target = target,
	};

	/* Words that lead to a note stay; the mark stands after them. */
	if (shape->kind == LABEL_NONE &&
	    shape->label.len > NAME_MAX_BYTES) {
		mark.off += mark.len;
		mark.len = 0;
		mark.label = SPAN("");
	}
	/* So does a picture; the mark must be seen all the same. */
	if (!mark.label.len)
		mark.label = SPAN("*");
	MEM_PUSH(links->marks, links->mark_count, links->mark_room);
	links->marks[links->mark_count++] = mark;
}

static void
see_link(struct links *links, struct tree *leaf, uint32_t index)
{
	const struct doc_inline *link = &leaf->node.inlines[index];
	const struct link_anchor *target = links_find(links, link->target);
	struct shape shape;
	struct tree *to;

	look_at(&leaf->node, index, &shape);
	if (target) {
		if (!is_mark(links, leaf, link, &shape, target))
			return;
		add_mark(links, leaf, &shape, target);
		to = leaf_of(target);
		if (to->node.kind == DOC_HEADING) {
			to->node.kind = DOC_PARAGRAPH;
			to->node.level = 0;
		}
		return;
	}
	if (link->role != DOC_ROLE_NOTEREF && (shape.kind != LABEL_NUMBER ||
	    !(shape.bracketed || shape.raised) || !link->target.len ||
	    link->target.ptr[0] != '#' || leaf->node.kind == DOC_HEADING ||
	    stands_in(leaf, DOC_ROLE_CONTENTS)))
		return;
	pass_diag(links->pass, DIAG_NOTE_DANGLING, leaf,
	    pass_words(links->pass, shape.label));
	links->pass->doc->dangling++;
}

static void
collect_marks(struct links *links)
{
	for (struct tree *leaf = tree_first_leaf(links->pass->root); leaf;
	    leaf = tree_next_leaf(leaf)) {
		leaf_sort(&leaf->node);
		for (uint32_t i = 0; i < leaf->node.inline_count; i++)
			if (leaf->node.inlines[i].kind == DOC_LINK)
				see_link(links, leaf, i);
	}
}

/* ---- notes ------------------------------------------------------------ */

static int
by_order(const void *a, const void *b)
{
	const struct link_note *left = a, *right = b;

	if (left->order != right->order)
		return left->order < right->order ? -1 : 1;
	return left->target->off < right->target->off ? -1 :
	    left->target->off > right->target->off;
}

/* One note for each target, with the label of its first mark. */
static void
collect_notes(struct links *links)
{
	struct map seen = { 0 };

	for (size_t i = 0; i < links->mark_count; i++) {
		const struct link_mark *mark = &links->marks[i];
		bool fresh;

		map_put(&seen, span_of((const char *)&mark->target,
		    sizeof mark->target), 0, &fresh);
		if (!fresh)
			continue;
		MEM_PUSH(links->notes, links->note_count, links->note_room);
		links->notes[links->note_count++] = (struct link_note){
			.target = mark->target,
			.leaf = leaf_of(mark->target),
			.label = mark->label,
			.order = leaf_of(mark->target)->order,
		};
	}
	map_release(&seen);
	if (links->note_count)
		qsort(links->notes, links->note_count, sizeof *links->notes,
		    by_order);
}

/* How many marks from `first` on have nothing between them but commas. */
static size_t
list_of_marks(const struct links *links, size_t first)
{
	const struct link_mark *mark = &links->marks[first];
	struct span text = mark->leaf->node.text;
	uint32_t from = mark->off, end = mark->off + mark->len;
	size_t i;

	if (!from || text.ptr[from - 1] != '[')
		return 1;
	for (i = first + 1; i < links->mark_count; i++) {
		mark = &links->marks[i];
		if (mark->leaf != links->marks[first].leaf || mark->off < end)
			return 1;
		while (end < mark->off && strchr(" ,;", text.ptr[end]))
			end++;
		if (end < mark->off)
			return 1;
		end += mark->len;
		if (end < text.len && text.ptr[end] == ']')
			return i + 1 - first;
	}
	return 1;
}

/* The marks of "[2, 3]" are cut with their brackets and commas. */
static void
take_lists(struct links *links)
{
	for (size_t i = 0, count; i < links->mark_count; i += count) {
		struct link_mark *mark = &links->marks[i];

		count = list_of_marks(links, i);
		if (count == 1)
			continue;
		mark->off--;
		mark->len++;
		for (size_t j = 1; j < count; j++, mark++) {
			uint32_t end = mark->off + mark->len;

			mark[1].len += mark[1].off - end;
			mark[1].off = end;
		}
		mark->len++;
	}
}

static void
join_marks(struct links *links)
{
	struct map notes = { 0 };
	struct leaf_edits edits = { 0 };

	take_lists(links);
	for (size_t i = 0; i < links->note_count; i++)
		map_put(&notes, span_of((const char *)&links->notes[i].target,
		    sizeof links->notes[i].target), i, NULL);
	for (size_t i = 0; i < links->mark_count; i++) {
		struct link_mark *mark = &links->marks[i];
		struct map_entry *entry = map_find(&notes, span_of(
		    (const char *)&mark->target, sizeof mark->target));
		struct tree *note = links->notes[entry->value].note;

		leaf_mark(&edits, mark->off, mark->len, note,
		    arena_span(links->pass->mem, mark->label));
		if (i + 1 == links->mark_count ||
		    links->marks[i + 1].leaf != mark->leaf) {
			leaf_apply(links->pass->mem, &mark->leaf->node,
			    &edits);
			edits.count = 0;
		}
	}
	leaf_edits_release(&edits);
	map_release(&notes);
}

void
notes_by_link(struct pass *pass)
{
	struct links links = { .pass = pass };

	tree_number(pass->root);
	collect_anchors(&links);
	collect_marks(&links);
	collect_notes(&links);
	links_make_notes(&links);
	join_marks(&links);
	links_make_orphans(&links);
	free(links.anchors);
	free(links.marks);
	free(links.notes);
	map_release(&links.ids);
}
