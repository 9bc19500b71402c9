/*
 * bundle/structure.c - nodes become the structure of a chunk.
 *
 * The structure is a list of columns, since like bytes beside each other
 * pack well.  Most nodes look like one of a few: a palette lists the looks
 * (kind, role, flags, which fields follow), and the first column says for
 * each node which look it has, or 0 for the end of a container.  The length
 * of a leaf is not stored: its text ends with \n.
 *
 *	v	rows of the palette of nodes; for each
 *		  u8 kind, v mask (NODE_), and as it says u8 role,
 *		  u8 level, u8 align, v flags
 *	v	rows of the palette of inlines; for each
 *		  u8 kind, u8 mask (INLINE_), and as it says u8 role
 *	v	operations
 *	v	inlines
 *	v	how many of the first nodes are copies of open containers
 *	columns:
 *	v	operation: 0 ends a container, n opens row n - 1
 *	v	of a copy: bytes from its place to the chunk's
 *	v	of a leaf with DOC_CONTINUES: its length
 *	sv	number, less that of the last node of the kind, less 1
 *	str	id
 *	str	label
 *	str	language
 *	v	of an inline: row of its palette
 *	v	its position, less that of the one before
 *	v	its length
 *	sv	its number, less that of the one before, less 1
 *	sv	the place it leads to, less that of the one before
 *	str	its target
 *
 * Positions count the bytes of the leaves' texts with one after each leaf,
 * so that the end of a leaf is not the start of the next.
 */
#include <stdlib.h>

#include "bundle/encode.h"
#include "bundle/format.h"
#include "bundle/predict.h"

struct palette {
	struct look *looks;
	size_t count, room;
};

enum column {
	COL_OPS,
	COL_BACK,
	COL_PIECES,
	COL_NUMBERS,
	COL_IDS,
	COL_LABELS,
	COL_LANGS,
	COL_INLINES,
	COL_OFFS,
	COL_LENS,
	COL_INLINE_NUMBERS,
	COL_PLACES,
	COL_TARGETS,
	COL_COUNT
};

struct structure {
	const struct merged *all;
	struct palette nodes;
	struct palette inlines;
	struct buf cols[COL_COUNT];
	uint32_t op_count, node_count, inline_count, again_count;
	uint32_t expected[DOC_KIND_COUNT];
	uint32_t expected_mark;
	uint64_t chunk_place;
	uint64_t position;	/* of the next leaf */
	uint64_t last_inline;	/* position */
	uint64_t last_place;
	struct doc_inline **order;
	size_t order_room;
};

struct structure *
structure_new(const struct merged *all)
{
	struct structure *s = mem_alloc(sizeof *s);

	s->all = all;
	return s;
}

void
structure_free(struct structure *s)
{
	for (int i = 0; i < COL_COUNT; i++)
		buf_release(&s->cols[i]);
	free(s->nodes.looks);
	free(s->inlines.looks);
	free(s->order);
	free(s);
}

void
structure_begin(struct structure *s, uint64_t place)
{
	for (int i = 0; i < COL_COUNT; i++)
		buf_clear(&s->cols[i]);
	s->nodes.count = 0;
	s->inlines.count = 0;
	s->op_count = 0;
	s->node_count = 0;
	s->inline_count = 0;
	s->again_count = 0;
	memset(s->expected, 0, sizeof s->expected);
	s->expected_mark = 0;
	s->chunk_place = place;
	s->position = 0;
	s->last_inline = 0;
	s->last_place = place;
}

uint32_t
structure_nodes(const struct structure *s)
{
	return s->node_count;
}

uint32_t
structure_inlines(const struct structure *s)
{
	return s->inline_count;
}

size_t
structure_len(const struct structure *s)
{
	size_t len = 0;

	for (int i = 0; i < COL_COUNT; i++)
		len += s->cols[i].len;
	return len;
}

static size_t
palette_row(struct palette *palette, const struct look *look)
{
	for (size_t i = 0; i < palette->count; i++) {
		const struct look *have = &palette->looks[i];

		if (have->kind == look->kind && have->mask == look->mask &&
		    have->role == look->role && have->level == look->level &&
		    have->align == look->align && have->flags == look->flags)
			return i;
	}
	MEM_PUSH(palette->looks, palette->count, palette->room);
	palette->looks[palette->count] = *look;
	return palette->count++;
}

/* The difference of two numbers of 32 bits, as the shortest svarint. */
static void
put_step(struct buf *column, uint32_t value, uint32_t expected)
{
	buf_put_svarint(column, (int32_t)(value - expected));
}

/* Names that are longer than any name are left out. */
static bool
is_stored(struct span name)
{
	return name.len > 0 && name.len <= NAME_STORED_MAX;
}

/* A note's label is in its row, unless the node has another. */
static bool
has_own_label(const struct structure *s, const struct doc_node *node,
    uint32_t first_note)
{
	if (node->kind != DOC_NOTE || node->number == DOC_NONE)
		return is_stored(node->label);
	return !span_eq(node->label,
	    s->all->notes[first_note + node->number].label);
}

static struct look
look_of_node(const struct structure *s, const struct doc_node *node,
    uint32_t first_note)
{
	struct look look = {
		.kind = node->kind,
		.role = node->role,
		.level = node->level,
		.align = node->align,
		.flags = node->flags,
	};

	if (node->role)
		look.mask |= NODE_ROLE;
	if (node->level)
		look.mask |= NODE_LEVEL;
	if (node->align)
		look.mask |= NODE_ALIGN;
	if (node->flags)
		look.mask |= NODE_FLAGS;
	if (node->number != (node->kind == DOC_NOTE ? DOC_NONE : 0))
		look.mask |= NODE_NUMBER;
	if (node->id.len && predict_is_slug(node->text, node->id))
		look.mask |= NODE_SLUG;
	else if (is_stored(node->id))
		look.mask |= NODE_ID;
	if (has_own_label(s, node, first_note))
		look.mask |= NODE_LABEL;
	if (is_stored(node->lang))
		look.mask |= NODE_LANG;
	return look;
}

static void
put_node(struct structure *s, const struct doc_node *node,
    uint32_t first_note)
{
	struct look look = look_of_node(s, node, first_note);

	buf_put_varint(&s->cols[COL_OPS], palette_row(&s->nodes, &look) + 1);
	s->op_count++;
	s->node_count++;
	if (look.mask & NODE_NUMBER) {
		uint32_t number = node->number;

		if (node->kind == DOC_NOTE)
			number += first_note;
		put_step(&s->cols[COL_NUMBERS], number,
		    s->expected[node->kind]);
		s->expected[node->kind] = number + 1;
	}
	if (look.mask & NODE_ID)
		buf_put_string(&s->cols[COL_IDS], node->id);
	if (look.mask & NODE_LABEL)
		buf_put_string(&s->cols[COL_LABELS], node->label);
	if (look.mask & NODE_LANG)
		buf_put_string(&s->cols[COL_LANGS], node->lang);
}

static struct look
look_of_inline(const struct doc_node *leaf, const struct doc_inline *span)
{
	struct look look = { .kind = span->kind, .role = span->role };
	struct span covered = span_slice(leaf->text, span->off,
	    (size_t)span->off + span->len);

	if (span->role)
		look.mask |= INLINE_ROLE;
	if (span->number != DOC_NONE)
		look.mask |= INLINE_NUMBER;
	if (span->place != DOC_NOWHERE)
		look.mask |= INLINE_PLACE;
	if (span->len && span->off + span->len == leaf->text.len)
		look.mask |= INLINE_REST;
	else if (span->len)
		look.mask |= INLINE_LEN;
	if (span->kind == DOC_NOTE_REF && span->number != DOC_NONE)
		return look;	/* its target was the note's label */
	if (span->target.len && span_eq(span->target, covered))
		look.mask |= INLINE_SAME;
	else if (is_stored(span->target))
		look.mask |= INLINE_TARGET;
	return look;
}

static void
put_inline(struct structure *s, const struct doc_node *leaf,
    const struct doc_inline *span, uint64_t shift, uint32_t first_note)
{
	struct look look = look_of_inline(leaf, span);
	uint64_t position = s->position + span->off;

	buf_put_varint(&s->cols[COL_INLINES],
	    palette_row(&s->inlines, &look));
	s->inline_count++;
	buf_put_varint(&s->cols[COL_OFFS], position - s->last_inline);
	s->last_inline = position;
	if (look.mask & INLINE_LEN)
		buf_put_varint(&s->cols[COL_LENS], span->len);
	if (look.mask & INLINE_NUMBER) {
		uint32_t number = first_note + span->number;

		put_step(&s->cols[COL_INLINE_NUMBERS], number,
		    s->expected_mark);
		s->expected_mark = number + 1;
	}
	if (look.mask & INLINE_PLACE) {
		uint64_t place = span->place + shift;

		buf_put_svarint(&s->cols[COL_PLACES],
		    (int64_t)(place - s->last_place));
		s->last_place = place;
	}
	if (look.mask & INLINE_TARGET)
		buf_put_string(&s->cols[COL_TARGETS], span->target);
}

static int
by_off(const void *left, const void *right)
{
	const struct doc_inline *a = *(struct doc_inline *const *)left;
	const struct doc_inline *b = *(struct doc_inline *const *)right;

	if (a->off != b->off)
		return a->off < b->off ? -1 : 1;
	return a < b ? -1 : a > b;
}

static void
put_inlines(struct structure *s, const struct doc_node *leaf, uint64_t shift,
    uint32_t first_note)
{
	bool sorted = true;

	while (s->order_room < leaf->inline_count) {
		s->order_room = s->order_room ? 2 * s->order_room : 64;
		s->order = mem_grow(s->order, s->order_room,
		    sizeof *s->order);
	}
	for (uint32_t i = 0; i < leaf->inline_count; i++) {
		s->order[i] = &leaf->inlines[i];
		if (i && s->order[i]->off < s->order[i - 1]->off)
			sorted = false;
	}
	if (!sorted)
		qsort(s->order, leaf->inline_count, sizeof *s->order, by_off);
	for (uint32_t i = 0; i < leaf->inline_count; i++)
		put_inline(s, leaf, s->order[i], shift, first_note);
}

void
structure_node(struct structure *s, const struct doc_node *node,
    uint64_t shift, uint32_t first_note)
{
	put_node(s, node, first_note);
	if (doc_kind_shape(node->kind) == DOC_CONTAINER)
		return;
	if (node->flags & DOC_CONTINUES)
		buf_put_varint(&s->cols[COL_PIECES], node->text.len);
	put_inlines(s, node, shift, first_note);
	s->position += node->text.len + 1;
}

void
structure_again(struct structure *s, const struct doc_node *node,
    uint64_t shift, uint32_t first_note)
{
	put_node(s, node, first_note);
	s->again_count++;
	buf_put_varint(&s->cols[COL_BACK],
	    s->chunk_place - (node->place + shift));
}

void
structure_close(struct structure *s)
{
	buf_put_varint(&s->cols[COL_OPS], 0);
	s->op_count++;
}

static void
put_node_palette(const struct palette *palette, struct buf *out)
{
	buf_put_varint(out, palette->count);
	for (size_t i = 0; i < palette->count; i++) {
		const struct look *look = &palette->looks[i];

		buf_putc(out, (char)look->kind);
		buf_put_varint(out, look->mask);
		if (look->mask & NODE_ROLE)
			buf_putc(out, (char)look->role);
		if (look->mask & NODE_LEVEL)
			buf_putc(out, (char)look->level);
		if (look->mask & NODE_ALIGN)
			buf_putc(out, (char)look->align);
		if (look->mask & NODE_FLAGS)
			buf_put_varint(out, look->flags);
	}
}

static void
put_inline_palette(const struct palette *palette, struct buf *out)
{
	buf_put_varint(out, palette->count);
	for (size_t i = 0; i < palette->count; i++) {
		const struct look *look = &palette->looks[i];

		buf_putc(out, (char)look->kind);
		buf_putc(out, (char)look->mask);
		if (look->mask & INLINE_ROLE)
			buf_putc(out, (char)look->role);
	}
}

void
structure_end(struct structure *s, struct buf *out)
{
	put_node_palette(&s->nodes, out);
	put_inline_palette(&s->inlines, out);
	buf_put_varint(out, s->op_count);
	buf_put_varint(out, s->inline_count);
	buf_put_varint(out, s->again_count);
	for (int i = 0; i < COL_COUNT; i++)
		buf_put(out, buf_span(&s->cols[i]));
}

void
put_leaf(struct buf *out, const struct doc_node *leaf)
{
	buf_put(out, leaf->text);
	if (!(leaf->flags & DOC_CONTINUES))
		buf_putc(out, '\n');
}
