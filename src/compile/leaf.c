/* compile/leaf.c - change the text of a leaf and keep its inlines right. */
#include "compile/leaf.h"

#include <stdlib.h>

#include "base/buf.h"

void
leaf_edits_release(struct leaf_edits *edits)
{
	free(edits->items);
	*edits = (struct leaf_edits){ 0 };
}

static void
add_edit(struct leaf_edits *edits, struct leaf_edit edit)
{
	MEM_PUSH(edits->items, edits->count, edits->room);
	edits->items[edits->count++] = edit;
}

void
leaf_cut(struct leaf_edits *edits, uint32_t off, uint32_t len)
{
	add_edit(edits, (struct leaf_edit){ .off = off, .len = len });
}

void
leaf_replace(struct leaf_edits *edits, uint32_t off, uint32_t len,
    struct span text)
{
	add_edit(edits, (struct leaf_edit){ .off = off, .len = len,
	    .text = text });
}

void
leaf_mark(struct leaf_edits *edits, uint32_t off, uint32_t len,
    struct tree *note, struct span label)
{
	add_edit(edits, (struct leaf_edit){ .off = off, .len = len,
	    .note = note, .label = label });
}

static int
edit_order(const void *a, const void *b)
{
	const struct leaf_edit *left = a, *right = b;

	if (left->off != right->off)
		return left->off < right->off ? -1 : 1;
	return (left->len > right->len) - (left->len < right->len);
}

/* Sort, and drop what overlaps; equal order keeps the order of arrival. */
static void
order_edits(struct leaf_edits *edits, uint32_t text_len)
{
	size_t kept = 0;
	uint32_t done = 0;

	qsort(edits->items, edits->count, sizeof *edits->items, edit_order);
	for (size_t i = 0; i < edits->count; i++) {
		struct leaf_edit *edit = &edits->items[i];

		if (edit->off < done || edit->off > text_len ||
		    edit->len > text_len - edit->off)
			continue;
		done = edit->off + edit->len;
		edits->items[kept++] = *edit;
	}
	edits->count = kept;
}

/* ---- inlines ---------------------------------------------------------- */

static bool
is_point(const struct doc_inline *span)
{
	return span->kind == DOC_NOTE_REF || span->kind == DOC_ANCHOR ||
	    span->kind == DOC_PAGE;
}

static int
inline_order(const void *a, const void *b)
{
	const struct doc_inline *left = a, *right = b;

	if (left->off != right->off)
		return left->off < right->off ? -1 : 1;
	if (left->len != right->len)
		return left->len > right->len ? -1 : 1;
	return 0;
}

/* A merge sort: equal inlines keep their order, outer before inner. */
void
leaf_sort(struct doc_node *leaf)
{
	uint32_t count = leaf->inline_count;
	struct doc_inline *from = leaf->inlines, *copy;
	bool sorted = true;

	for (uint32_t i = 1; i < count && sorted; i++)
		sorted = inline_order(&from[i - 1], &from[i]) <= 0;
	if (sorted)
		return;
	copy = mem_array(count, sizeof *copy);
	for (uint32_t width = 1; width < count; width *= 2) {
		for (uint32_t low = 0; low < count; low += 2 * width) {
			uint32_t mid = low + width < count ?
			    low + width : count;
			uint32_t end = mid + width < count ?
			    mid + width : count;
			uint32_t i = low, j = mid;

			for (uint32_t k = low; k < end; k++)
				copy[k] = i < mid && (j >= end ||
				    inline_order(&from[i], &from[j]) <= 0) ?
				    from[i++] : from[j++];
		}
		memcpy(from, copy, count * sizeof *copy);
	}
	free(copy);
}

/* ---- applying --------------------------------------------------------- */

/* How many of the edits end before `off`: those that move it. */
static size_t
edits_before(const struct leaf_edits *edits, uint32_t off, bool end)
{
	size_t low = 0, high = edits->count;

	while (low < high) {
		size_t mid = low + (high - low) / 2;
		const struct leaf_edit *edit = &edits->items[mid];
		uint32_t edit_end = edit->off + edit->len;

		if (edit_end < off || (edit_end == off &&
		    (edit->len || !end)))
			low = mid + 1;
		else
			high = mid;
	}
	return low;
}

/*
 * Where old offset `off` is now.  What is put at the very end of a span
 * stands outside of it, and so does what is put at its start.
 */
static uint32_t
shifted(const struct leaf_edits *edits, const int64_t *deltas, uint32_t off,
    bool end)
{
	size_t at = edits_before(edits, off, end);
	const struct leaf_edit *edit = &edits->items[at];

	if (at < edits->count && edit->off < off)
		off = edit->off + (end ? (uint32_t)edit->text.len : 0);
	return (uint32_t)((int64_t)off + deltas[at]);
}

static uint32_t
move_inlines(const struct doc_node *leaf, const struct leaf_edits *edits,
    const int64_t *deltas, struct doc_inline *out)
{
	uint32_t count = 0;

	for (uint32_t i = 0; i < leaf->inline_count; i++) {
		struct doc_inline span = leaf->inlines[i];
		uint32_t end = span.off + span.len;
		bool had_text = span.len > 0;

		span.off = shifted(edits, deltas, span.off, false);
		if (had_text) {
			end = shifted(edits, deltas, end, true);
			span.len = end > span.off ? end - span.off : 0;
		}
		if (had_text && !span.len && !is_point(&span) &&
		    span.kind != DOC_IMAGE)
			continue;
		out[count++] = span;
	}
	return count;
}

void
leaf_apply(struct arena *mem, struct doc_node *leaf,
    struct leaf_edits *edits)
{
	struct buf text = { 0 };
	struct doc_inline *inlines;
	int64_t *deltas;
	uint32_t done = 0, count;

	if (!edits->count)
		return;
	order_edits(edits, (uint32_t)leaf->text.len);
	deltas = mem_array(edits->count + 1, sizeof *deltas);
	inlines = ARENA_ARRAY(mem, leaf->inline_count + edits->count,
	    struct doc_inline);
	for (size_t i = 0; i < edits->count; i++)
		deltas[i + 1] = deltas[i] + (int64_t)edits->items[i].text.len -
		    edits->items[i].len;
	count = move_inlines(leaf, edits, deltas, inlines);
	for (size_t i = 0; i < edits->count; i++) {
		const struct leaf_edit *edit = &edits->items[i];

		buf_put(&text, span_slice(leaf->text, done, edit->off));
		buf_put(&text, edit->text);
		done = edit->off + edit->len;
		if (edit->note)
			inlines[count++] = (struct doc_inline){
				.off = (uint32_t)text.len,
				.kind = DOC_NOTE_REF,
				.number = DOC_NONE,
				.place = (uint64_t)(uintptr_t)edit->note,
				.target = edit->label,
			};
	}
	buf_put(&text, span_slice(leaf->text, done, leaf->text.len));
	leaf->text = arena_span(mem, buf_span(&text));
	leaf->inlines = inlines;
	leaf->inline_count = count;
	leaf_sort(leaf);
	free(deltas);
	buf_release(&text);
	edits->count = 0;
}

void
leaf_join(struct arena *mem, struct doc_node *to,
    const struct doc_node *from, struct span between)
{
	uint32_t shift = (uint32_t)(to->text.len + between.len);
	struct doc_inline *inlines = ARENA_ARRAY(mem,
	    to->inline_count + from->inline_count, struct doc_inline);

	to->text = arena_printf(mem, "%.*s%.*s%.*s", SPAN_ARG(to->text),
	    SPAN_ARG(between), SPAN_ARG(from->text));
	if (to->inline_count)
		memcpy(inlines, to->inlines,
		    to->inline_count * sizeof *inlines);
	for (uint32_t i = 0; i < from->inline_count; i++) {
		inlines[to->inline_count + i] = from->inlines[i];
		inlines[to->inline_count + i].off += shift;
	}
	to->inlines = inlines;
	to->inline_count += from->inline_count;
}
