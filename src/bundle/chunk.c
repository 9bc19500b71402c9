/*
 * bundle/chunk.c - the structure of a chunk becomes nodes.
 *
 * The columns are described in structure.c.  They are read one after the
 * other in their order: first the tree, then where the text of each leaf
 * lies, then the fields of nodes, then the inlines.
 */
#include "base/cursor.h"
#include "bundle/predict.h"
#include "bundle/reader.h"

struct decoder {
	struct bundle *bundle;
	struct cursor in;
	struct bundle_chunk *chunk;
	struct arena *mem;
	struct look *looks;		/* of nodes */
	uint64_t look_count;
	struct look *inline_looks;
	uint64_t inline_look_count;
	struct doc_node *nodes;
	const struct look **node_looks;	/* of each node */
	uint32_t node_count;
	struct doc_inline *inlines;
	const struct look **span_looks;
	uint64_t inline_count;
};

static bool
read_palettes(struct decoder *d)
{
	struct cursor *in = &d->in;

	d->look_count = cursor_varint_max(in, cursor_left(in) / 2);
	d->looks = ARENA_ARRAY(d->mem, d->look_count, struct look);
	for (uint64_t i = 0; i < d->look_count; i++) {
		struct look *look = &d->looks[i];

		look->kind = cursor_u8(in);
		look->mask = (uint16_t)cursor_varint_max(in, UINT16_MAX);
		if (look->mask & NODE_ROLE)
			look->role = cursor_u8(in);
		if (look->mask & NODE_LEVEL)
			look->level = cursor_u8(in);
		if (look->mask & NODE_ALIGN)
			look->align = cursor_u8(in);
		if (look->mask & NODE_FLAGS)
			look->flags = (uint16_t)cursor_varint_max(in,
			    UINT16_MAX);
		if (look->kind >= DOC_KIND_COUNT ||
		    look->role >= DOC_ROLE_COUNT ||
		    look->align > DOC_ALIGN_RIGHT)
			return false;
		if (doc_kind_shape(look->kind) == DOC_CONTAINER &&
		    (look->flags & DOC_CONTINUES))
			return false;
	}
	d->inline_look_count = cursor_varint_max(in, cursor_left(in) / 2);
	d->inline_looks = ARENA_ARRAY(d->mem, d->inline_look_count,
	    struct look);
	for (uint64_t i = 0; i < d->inline_look_count; i++) {
		struct look *look = &d->inline_looks[i];

		look->kind = cursor_u8(in);
		look->mask = cursor_u8(in);
		if (look->mask & INLINE_ROLE)
			look->role = cursor_u8(in);
		if (look->kind >= DOC_INLINE_COUNT ||
		    look->role >= DOC_ROLE_COUNT)
			return false;
	}
	return !in->failed;
}

/* How many of the operations open a node. */
static uint64_t
count_nodes(struct cursor in, uint64_t op_count)
{
	uint64_t count = 0;

	for (uint64_t i = 0; i < op_count; i++)
		count += cursor_varint(&in) != 0;
	return count;
}

static bool
open_node(struct decoder *d, uint64_t row, uint32_t parent)
{
	struct doc_node *node = &d->nodes[d->node_count];
	const struct look *look;

	if (row >= d->look_count)
		return false;
	look = &d->looks[row];
	*node = (struct doc_node){
		.kind = look->kind,
		.role = look->role,
		.level = look->level,
		.align = look->align,
		.flags = look->flags,
		.parent = parent,
		.end = d->node_count + 1,
		.number = look->kind == DOC_NOTE ? DOC_NONE : 0,
		.id = SPAN(""),
		.label = SPAN(""),
		.lang = SPAN(""),
		.text = SPAN(""),
	};
	d->node_looks[d->node_count++] = look;
	return true;
}

static bool
read_tree(struct decoder *d)
{
	struct cursor *in = &d->in;
	uint64_t op_count = cursor_varint_max(in, cursor_left(in));
	uint64_t node_count;
	uint32_t open = DOC_NONE;
	unsigned depth = 0;

	d->inline_count = cursor_varint_max(in, CHUNK_INLINES_MAX);
	d->chunk->open_count = (uint32_t)cursor_varint_max(in,
	    DOC_DEPTH_MAX);
	node_count = count_nodes(*in, op_count);
	if (in->failed || d->inline_count > cursor_left(in) ||
	    node_count > CHUNK_NODES_MAX ||
	    node_count < d->chunk->open_count)
		return false;
	d->nodes = ARENA_ARRAY(d->mem, node_count, struct doc_node);
	d->node_looks = ARENA_ARRAY(d->mem, node_count, const struct look *);
	for (uint64_t i = 0; i < op_count; i++) {
		uint64_t op = cursor_varint(in);

		if (op == 0) {
			if (open == DOC_NONE)
				return false;
			d->nodes[open].end = d->node_count;
			open = d->nodes[open].parent;
			depth--;
			continue;
		}
		if (!open_node(d, op - 1, open))
			return false;
		if (doc_kind_shape(d->nodes[d->node_count - 1].kind) ==
		    DOC_CONTAINER) {
			open = d->node_count - 1;
			if (++depth > DOC_DEPTH_MAX)
				return false;
		} else if (d->node_count <= d->chunk->open_count) {
			return false;
		}
	}
	d->chunk->cut_count = depth;
	for (; open != DOC_NONE; open = d->nodes[open].parent)
		d->nodes[open].end = d->node_count;
	return !in->failed;
}

/* The text of every leaf, and where every node begins. */
static bool
read_places(struct decoder *d)
{
	struct bundle_chunk *chunk = d->chunk;
	uint64_t place = chunk->place;
	struct span rest = chunk->text;

	for (uint32_t i = 0; i < d->node_count; i++) {
		struct doc_node *node = &d->nodes[i];
		ptrdiff_t len;
		bool whole = !(node->flags & DOC_CONTINUES);

		node->place = place;
		if (i < chunk->open_count)
			node->place -= cursor_varint_max(&d->in, place);
		if (doc_kind_shape(node->kind) == DOC_CONTAINER)
			continue;
		if (whole) {
			len = span_chr(rest, '\n', 0);
			if (len < 0)
				return false;
		} else {
			len = (ptrdiff_t)cursor_varint_max(&d->in, rest.len);
		}
		node->text = span_slice(rest, 0, (size_t)len);
		rest = span_slice(rest, (size_t)len + whole, rest.len);
		place += (uint64_t)len + whole;
	}
	return rest.len == 0 && !d->in.failed;
}

static bool
read_fields(struct decoder *d)
{
	uint32_t expected[DOC_KIND_COUNT] = { 0 };
	struct cursor *in = &d->in;

	for (uint32_t i = 0; i < d->node_count; i++) {
		struct doc_node *node = &d->nodes[i];

		if (!(d->node_looks[i]->mask & NODE_NUMBER))
			continue;
		node->number = expected[node->kind] +
		    (uint32_t)cursor_svarint(in);
		expected[node->kind] = node->number + 1;
		if (node->kind == DOC_NOTE &&
		    node->number >= d->bundle->info.note_count)
			return false;
	}
	for (uint32_t i = 0; i < d->node_count; i++) {
		struct doc_node *node = &d->nodes[i];

		if (d->node_looks[i]->mask & NODE_ID)
			node->id = cursor_string(in);
		else if (d->node_looks[i]->mask & NODE_SLUG)
			node->id = predict_slug(d->mem, node->text);
	}
	for (uint32_t i = 0; i < d->node_count; i++) {
		if (d->node_looks[i]->mask & NODE_LABEL)
			d->nodes[i].label = cursor_string(in);
		else if (d->nodes[i].kind == DOC_NOTE)
			d->nodes[i].label = SPAN_NONE;	/* chunk_labels */
	}
	for (uint32_t i = 0; i < d->node_count; i++)
		if (d->node_looks[i]->mask & NODE_LANG)
			d->nodes[i].lang = cursor_string(in);
	return !in->failed;
}

/* Give each leaf the inlines whose positions lie in it. */
static bool
read_positions(struct decoder *d)
{
	uint64_t position = 0;		/* of the inline */
	uint64_t start = 0;		/* of the leaf */
	uint32_t leaf = 0;

	for (uint64_t i = 0; i < d->inline_count; i++) {
		uint64_t step = cursor_varint_max(&d->in, TEXT_MAX * 2);

		position += step;
		for (;; leaf++) {
			struct doc_node *node = &d->nodes[leaf];

			if (leaf == d->node_count)
				return false;
			if (doc_kind_shape(node->kind) == DOC_CONTAINER)
				continue;
			if (position <= start + node->text.len)
				break;
			start += node->text.len + 1;
		}
		if (d->nodes[leaf].inline_count++ == 0)
			d->nodes[leaf].inlines = &d->inlines[i];
		d->inlines[i].off = (uint32_t)(position - start);
	}
	return !d->in.failed;
}

static bool
read_lens(struct decoder *d)
{
	for (uint32_t i = 0; i < d->node_count; i++) {
		struct doc_node *leaf = &d->nodes[i];

		for (uint32_t k = 0; k < leaf->inline_count; k++) {
			struct doc_inline *span = &leaf->inlines[k];
			uint16_t mask =
			    d->span_looks[span - d->inlines]->mask;
			size_t room = leaf->text.len - span->off;

			if (mask & INLINE_LEN)
				span->len = (uint32_t)cursor_varint_max(
				    &d->in, room);
			else if (mask & INLINE_REST)
				span->len = (uint32_t)room;
			if (mask & INLINE_SAME)
				span->target = span_slice(leaf->text,
				    span->off, (size_t)span->off + span->len);
		}
	}
	return !d->in.failed;
}

static bool
read_inline_fields(struct decoder *d)
{
	struct cursor *in = &d->in;
	uint32_t expected = 0;
	uint64_t last = d->chunk->place;

	for (uint64_t i = 0; i < d->inline_count; i++) {
		struct doc_inline *span = &d->inlines[i];

		if (!(d->span_looks[i]->mask & INLINE_NUMBER))
			continue;
		span->number = expected + (uint32_t)cursor_svarint(in);
		expected = span->number + 1;
		if (span->number >= d->bundle->info.note_count)
			return false;
	}
	for (uint64_t i = 0; i < d->inline_count; i++) {
		if (!(d->span_looks[i]->mask & INLINE_PLACE))
			continue;
		last += (uint64_t)cursor_svarint(in);
		d->inlines[i].place = last;
		if (last > d->bundle->info.text_len)
			return false;
	}
	for (uint64_t i = 0; i < d->inline_count; i++)
		if (d->span_looks[i]->mask & INLINE_TARGET)
			d->inlines[i].target = cursor_string(in);
	return !in->failed;
}

static bool
read_inlines(struct decoder *d)
{
	d->inlines = ARENA_ARRAY(d->mem, d->inline_count, struct doc_inline);
	d->span_looks = ARENA_ARRAY(d->mem, d->inline_count,
	    const struct look *);
	for (uint64_t i = 0; i < d->inline_count; i++) {
		uint64_t row = cursor_varint(&d->in);

		if (row >= d->inline_look_count)
			return false;
		d->span_looks[i] = &d->inline_looks[row];
		d->inlines[i] = (struct doc_inline){
			.kind = d->inline_looks[row].kind,
			.role = d->inline_looks[row].role,
			.number = DOC_NONE,
			.place = DOC_NOWHERE,
			.target = SPAN(""),
		};
	}
	return read_positions(d) && read_lens(d) && read_inline_fields(d);
}

bool
chunk_decode(struct bundle *bundle, struct span structure,
    struct bundle_chunk *chunk, struct arena *mem)
{
	struct decoder d = {
		.bundle = bundle,
		.in = cursor_of(structure),
		.chunk = chunk,
		.mem = mem,
	};

	if (!read_palettes(&d) || !read_tree(&d) || !read_places(&d) ||
	    !read_fields(&d) || !read_inlines(&d) || cursor_left(&d.in))
		return false;
	chunk->nodes = d.nodes;
	chunk->node_count = d.node_count;
	return true;
}

/*
 * A NOTE without a label of its own has the one of its row.  It is the
 * last step, since the rows of a small form come from its nodes.
 */
void
chunk_labels(struct bundle *bundle, struct bundle_chunk *chunk)
{
	struct doc_node *nodes = (struct doc_node *)chunk->nodes;
	struct doc_note note;

	for (uint32_t i = 0; i < chunk->node_count; i++) {
		if (nodes[i].kind != DOC_NOTE || nodes[i].label.ptr)
			continue;
		nodes[i].label = SPAN("");
		if (nodes[i].number != DOC_NONE && bundle_note(bundle,
		    nodes[i].number, &note) == BUNDLE_OK)
			nodes[i].label = note.label;
	}
}

uint32_t
bundle_leaf_at(const struct bundle_chunk *chunk, uint64_t place)
{
	uint32_t low = chunk->open_count, high = chunk->node_count, leaf;

	/* Places never fall from node to node: find the last that starts. */
	while (low < high) {
		uint32_t middle = low + (high - low) / 2;

		if (chunk->nodes[middle].place <= place)
			low = middle + 1;
		else
			high = middle;
	}
	for (leaf = low; leaf-- > 0;)
		if (doc_kind_shape(chunk->nodes[leaf].kind) == DOC_LEAF)
			return leaf;
	for (leaf = low; leaf < chunk->node_count; leaf++)
		if (doc_kind_shape(chunk->nodes[leaf].kind) == DOC_LEAF)
			return leaf;
	return DOC_NONE;
}
