/*
 * compile/split.c - long leaves in pieces, tables measured.
 *
 *     PARAGRAPH 20,000 bytes   ->   PARAGRAPH 8,190 continues
 *                                   PARAGRAPH 5,901 continued continues
 *                                   PARAGRAPH 5,909 continued
 *
 * A piece ends after white space, so that no word and no cluster is cut;
 * a run of 8 kB without any is cut between clusters.  Inlines that cross a
 * cut are cut too.  Cells and headings are split as paragraphs are.
 *
 * A TABLE's label becomes the widths of its columns, so that the layout
 * need not read a table of ten thousand rows to draw one: "30,12;7,7" says
 * that the first column is 30 columns wide if it need not break and has a
 * word of 12.
 */
#include "compile/pass.h"

#include "base/buf.h"
#include "uni/uni.h"

#define TABLE_COLUMNS_MAX 256
#define CELL_COLS_MAX 999

/* ---- leaves ----------------------------------------------------------- */

/* The last place up to `limit` that follows `c`, or 0. */
static size_t
cut_after(struct span text, char c, size_t limit)
{
	size_t off = limit;

	while (off > limit / 2 && text.ptr[off - 1] != c)
		off--;
	return off > limit / 2 ? off : 0;
}

/* The last piece is no shorter than half of one, so that it has rows. */
static size_t
piece_limit(size_t len)
{
	return len >= 2 * DOC_LEAF_MAX ? DOC_LEAF_MAX : len / 2;
}

/* Where to cut a text that is too long: after a line, else a word. */
static size_t
cut_at(struct span text, bool lines)
{
	size_t limit = piece_limit(text.len);
	size_t off = lines ? cut_after(text, '\v', limit) : 0;
	size_t start;

	if (!off)
		off = cut_after(text, ' ', limit);
	if (!off)
		off = cut_after(text, '\v', limit);
	if (off)
		return off;
	/* One long word: between clusters, if they have sensible lengths. */
	off = limit;
	while ((text.ptr[off] & 0xc0) == 0x80)
		off--;
	start = uni_cluster_prev(text, off);
	if (start < limit / 2 || uni_cluster_next(text, start) == off)
		return off;
	return start;
}

/* The part of `span` in [from, to) of the text; false when it has none. */
static bool
clip(struct doc_inline *span, size_t from, size_t to, bool last)
{
	size_t start = span->off, end = start + span->len;

	if (span->len == 0) {
		if (start < from || start > to || (start == to && !last))
			return false;
		span->off = (uint32_t)(start - from);
		return true;
	}
	if (start >= to || end <= from)
		return false;
	if (start < from)
		start = from;
	if (end > to)
		end = to;
	span->off = (uint32_t)(start - from);
	span->len = (uint32_t)(end - start);
	return true;
}

/*
 * Fill `piece` with [from, to) of `whole`.  All inlines before `*first`
 * end before `from`; it is moved on, so that pieces take linear time.
 */
static void
take_piece(struct arena *mem, struct doc_node *piece,
    const struct doc_node *whole, size_t from, size_t to, uint32_t *first)
{
	bool last = to == whole->text.len;
	uint32_t count = 0, end = *first;

	while (*first < whole->inline_count && whole->inlines[*first].off +
	    whole->inlines[*first].len < from)
		++*first;
	for (end = *first; end < whole->inline_count &&
	    whole->inlines[end].off <= to; end++) {
		struct doc_inline span = whole->inlines[end];

		count += clip(&span, from, to, last);
	}
	piece->text = span_slice(whole->text, from, to);
	piece->inlines = ARENA_ARRAY(mem, count, struct doc_inline);
	piece->inline_count = 0;
	for (uint32_t i = *first; i < end; i++) {
		struct doc_inline span = whole->inlines[i];

		if (clip(&span, from, to, last))
			piece->inlines[piece->inline_count++] = span;
	}
}

static void
split_leaf(struct pass *pass, struct tree *at)
{
	struct doc_node whole = at->node;
	bool lines = whole.kind == DOC_CODE || whole.kind == DOC_VERSE;
	uint32_t first = 0;
	size_t from = 0;

	leaf_sort(&whole);
	while (whole.text.len - from > DOC_LEAF_MAX) {
		struct tree *piece = tree_new(&pass->tmp,
		    (enum doc_kind)whole.kind);
		size_t to = from + cut_at(span_slice(whole.text, from,
		    whole.text.len), lines);

		piece->node = whole;
		take_piece(pass->mem, &piece->node, &whole, from, to, &first);
		piece->node.flags |= DOC_CONTINUES;
		if (from) {
			piece->node.flags |= DOC_CONTINUED;
			piece->node.id = SPAN("");
		}
		tree_insert_before(at, piece);
		from = to;
	}
	take_piece(pass->mem, &at->node, &whole, from, whole.text.len,
	    &first);
	at->node.flags |= DOC_CONTINUED;
	at->node.id = SPAN("");
}

/* ---- tables ----------------------------------------------------------- */

struct column {
	size_t natural, word;
};

/* The columns of the widest word of `line`, and of all of it. */
static void
measure_line(struct span line, struct column *column)
{
	size_t cols = uni_cols(line, 1), from = 0;

	if (cols > column->natural)
		column->natural = cols;
	while (from < line.len) {
		ptrdiff_t space = span_chr(line, ' ', from);
		size_t to = space < 0 ? line.len : (size_t)space;

		cols = uni_cols(span_slice(line, from, to), 1);
		if (cols > column->word)
			column->word = cols;
		from = to + 1;
	}
}

static void
measure_cell(const struct doc_node *cell, struct column *column)
{
	struct span text = cell->text;
	size_t from = 0;

	if (cell->number > 1)
		return;		/* spans columns: says nothing of one */
	while (from <= text.len) {
		ptrdiff_t end = span_chr(text, '\v', from);
		size_t to = end < 0 ? text.len : (size_t)end;

		measure_line(span_slice(text, from, to), column);
		from = to + 1;
	}
}

static void
measure_table(struct pass *pass, struct tree *table)
{
	struct column columns[TABLE_COLUMNS_MAX] = { { 0, 0 } };
	struct buf label = { 0 };
	size_t count = 0;

	for (struct tree *row = table->first; row; row = row->next) {
		size_t at = 0;

		if (!tree_is(row, DOC_ROW))
			continue;
		for (struct tree *cell = row->first; cell &&
		    at < TABLE_COLUMNS_MAX; cell = cell->next) {
			struct tree *leaf = tree_first_leaf(cell);

			if (leaf)
				measure_cell(&leaf->node, &columns[at]);
			at += leaf && leaf->node.number > 1 ?
			    leaf->node.number : 1;
		}
		if (at > TABLE_COLUMNS_MAX)
			at = TABLE_COLUMNS_MAX;
		if (at > count)
			count = at;
	}
	for (size_t i = 0; i < count; i++) {
		struct column *at = &columns[i];

		buf_printf(&label, "%s%zu,%zu", i ? ";" : "",
		    at->natural < CELL_COLS_MAX ? at->natural : CELL_COLS_MAX,
		    at->word < CELL_COLS_MAX ? at->word : CELL_COLS_MAX);
	}
	table->node.label = arena_span(pass->mem, buf_span(&label));
	buf_release(&label);
}

void
split_tree(struct pass *pass)
{
	for (struct tree *at = tree_next(pass->root); at; at = tree_next(at)) {
		if (tree_is(at, DOC_TABLE))
			measure_table(pass, at);
		else if (!at->first && at->node.text.len > DOC_LEAF_MAX)
			split_leaf(pass, at);
	}
}
