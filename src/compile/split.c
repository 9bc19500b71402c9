/*
 * compile/split.c - long leaves in pieces, tables measured.
 *
 *     PARAGRAPH 8,200 bytes   ->   PARAGRAPH 1,530 continues
 *                                  ...
 *                                  PARAGRAPH 1,035 continued continues
 *                                  PARAGRAPH 1,042 continued
 *
 * A piece ends after white space, so that no word and no cluster is cut;
 * a run of 1,500 letters without any is cut between clusters.  Inlines that
 * cross a cut are cut too.  Cells and headings are split as paragraphs are.
 *
 * A TABLE's label becomes the widths and names of its columns (doc/doc.h),
 * so that the layout need not read a table of ten thousand rows to draw one:
 * "30,12;7,7" says that the first column is 30 columns wide if it need not
 * break and has a word of 12.
 */
#include "compile/pass.h"

#include "base/buf.h"
#include "uni/uni.h"

/*
 * Characters of a piece.  A screen has some 1,600, and is laid out from
 * whole pieces: with larger ones it would cost more in a long paragraph than
 * elsewhere, and in smaller ones the rows before a seam, which share what
 * the last one leaves free, would be too few to hide it.
 */
#define PIECE_CODES 1536

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

/*
 * Where the first piece of `text` ends at the latest; its end when that is
 * no more than one.  The last piece is no shorter than half of one, so that
 * it has rows.
 */
static size_t
piece_limit(struct span text)
{
	size_t limit = 0;
	uint32_t code;

	for (int i = 0; i < PIECE_CODES && limit < text.len; i++)
		limit += uni_decode(text, limit, &code, NULL);
	if (limit > DOC_LEAF_MAX)
		limit = DOC_LEAF_MAX;
	return limit == text.len || text.len >= 2 * limit ? limit :
	    text.len / 2;
}

/* Where to cut a text that is too long: after a line, else a word. */
static size_t
cut_at(struct span text, size_t limit, bool lines)
{
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
	for (;;) {
		struct span rest = span_slice(whole.text, from,
		    whole.text.len);
		size_t limit = piece_limit(rest);
		struct tree *piece;
		size_t to;

		if (limit == rest.len)
			break;
		piece = tree_new(&pass->tmp, (enum doc_kind)whole.kind);
		to = from + cut_at(rest, limit, lines);
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

/* A mark has no text but takes columns: about as many as its label. */
#define MARK_COLS 3

/* A longer name of a column is cut: it is told again for every record. */
#define NAME_BYTES_MAX 120

struct column {
	size_t natural, word;
};

/* The columns of the widest word of `line`, and of all of it. */
static void
measure_line(struct span line, struct column *column)
{
	struct buf room = { 0 };
	char *breaks = buf_reserve(&room, line.len + 1);
	size_t cols = uni_cols(line, 1), from = 0;

	if (cols > column->natural)
		column->natural = cols;
	uni_line_breaks(line, breaks);
	for (size_t to = 1; to <= line.len; to++) {
		if (to < line.len && breaks[to] == UNI_BREAK_NO)
			continue;
		cols = uni_cols(span_trim(span_slice(line, from, to)), 1);
		if (cols > column->word)
			column->word = cols;
		from = to;
	}
	buf_release(&room);
}

static void
measure_cell(const struct doc_node *cell, struct column *column)
{
	struct span text = cell->text;
	struct column here = { 0, 0 };
	size_t from = 0;

	while (from <= text.len) {
		ptrdiff_t end = span_chr(text, '\v', from);
		size_t to = end < 0 ? text.len : (size_t)end;

		measure_line(span_slice(text, from, to), &here);
		from = to + 1;
	}
	for (uint32_t i = 0; i < cell->inline_count; i++)
		if (cell->inlines[i].kind == DOC_NOTE_REF)
			here.natural += MARK_COLS;
	if (here.word < MARK_COLS && here.natural >= MARK_COLS)
		here.word = MARK_COLS;
	if (here.natural > column->natural)
		column->natural = here.natural;
	if (here.word > column->word)
		column->word = here.word;
}

/* How many columns a cell covers. */
static size_t
cell_span(const struct doc_node *cell)
{
	return cell->kind != DOC_CELL || cell->number == DOC_NONE ||
	    cell->number == 0 ? 1 : cell->number;
}

static size_t
measure_row(struct tree *row, struct column *columns)
{
	size_t at = 0;

	for (struct tree *cell = row->first; cell && at < TABLE_COLUMNS_MAX;
	    cell = cell->next) {
		struct tree *leaf = tree_first_leaf(cell);
		size_t span = leaf ? cell_span(&leaf->node) : 1;

		/* One that covers several says nothing of each. */
		if (leaf && span == 1)
			measure_cell(&leaf->node, &columns[at]);
		at += span;
	}
	return at < TABLE_COLUMNS_MAX ? at : TABLE_COLUMNS_MAX;
}

/* The names of columns, each after a tab; of one that covers several, once. */
static void
put_names(struct tree *row, size_t count, struct buf *label)
{
	size_t at = 0;

	for (struct tree *cell = row->first; cell && at < count;
	    cell = cell->next) {
		struct tree *leaf = tree_first_leaf(cell);
		size_t span = leaf ? cell_span(&leaf->node) : 1;
		struct span name = leaf ? leaf->node.text : SPAN_NONE;
		size_t len = name.len < NAME_BYTES_MAX ? name.len :
		    uni_cluster_prev(name, NAME_BYTES_MAX);

		for (; span > 0 && at < count; span--, at++) {
			buf_putc(label, '\t');
			for (size_t i = 0; i < len; i++)
				buf_putc(label, name.ptr[i] == '\v' ? ' ' :
				    name.ptr[i]);
		}
	}
}

static void
measure_table(struct pass *pass, struct tree *table)
{
	struct column columns[TABLE_COLUMNS_MAX] = { { 0, 0 } };
	struct tree *first = NULL;
	struct buf label = { 0 };
	size_t count = 0;

	for (struct tree *row = table->first; row; row = row->next) {
		size_t here;

		if (!tree_is(row, DOC_ROW))
			continue;
		if (!first)
			first = row;
		here = measure_row(row, columns);
		if (here > count)
			count = here;
	}
	for (size_t i = 0; i < count; i++) {
		struct column *at = &columns[i];

		buf_printf(&label, "%s%zu,%zu", i ? ";" : "",
		    at->natural < CELL_COLS_MAX ? at->natural : CELL_COLS_MAX,
		    at->word < CELL_COLS_MAX ? at->word : CELL_COLS_MAX);
	}
	if (first && (first->node.flags & DOC_HEADER))
		put_names(first, count, &label);
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
