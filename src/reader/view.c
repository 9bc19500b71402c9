/* reader/view.c - a window onto the rows of a stretch of text. */
#include "reader/view.h"

#include <stdlib.h>

/*
 * Blocks kept beside those shown.  A screen of one-line paragraphs has a
 * block a row, so this is a few screens.
 */
#define BLOCKS_MAX 512

void
view_init(struct view *view, struct bundle *bundle)
{
	*view = (struct view){ .bundle = bundle, .rows = 1 };
	view->opts.cols = 1;
	view->stale = true;
}

static void
drop_blocks(struct view *view)
{
	for (size_t i = 0; i < view->block_count; i++)
		bundle_chunk_drop(view->bundle, view->blocks[i].chunk);
	view->block_count = 0;
	view->shown_count = 0;
	arena_reset(&view->mem);
}

void
view_release(struct view *view)
{
	drop_blocks(view);
	free(view->blocks);
	free(view->shown);
	arena_release(&view->mem);
	*view = (struct view){ 0 };
}

static const struct bundle_chunk *
chunk_at(struct view *view, uint32_t index)
{
	return bundle_chunk(view->bundle, index, &view->error);
}

static bool
same_unit(struct view_unit a, struct view_unit b)
{
	return a.chunk == b.chunk && a.node == b.node;
}

/* The block of `unit`, laid out now if need be; NULL if unreadable. */
static const struct view_block *
block_of(struct view *view, struct view_unit unit)
{
	const struct bundle_chunk *chunk;
	struct view_block *entry;

	for (size_t i = view->block_count; i-- > 0;)
		if (same_unit(view->blocks[i].unit, unit))
			return &view->blocks[i];
	chunk = chunk_at(view, unit.chunk);
	if (!chunk)
		return NULL;
	bundle_chunk_hold(view->bundle, chunk);
	MEM_PUSH(view->blocks, view->block_count, view->block_room);
	entry = &view->blocks[view->block_count++];
	entry->unit = unit;
	entry->chunk = chunk;
	entry->block = layout_unit(&view->mem, chunk->nodes,
	    chunk->node_count, unit.node, &view->opts);
	return entry;
}

/* Where the text of the unit at `node` starts. */
static uint64_t
unit_place(const struct bundle_chunk *chunk, uint32_t node)
{
	const struct doc_node *nodes = chunk->nodes;

	while (node < chunk->node_count &&
	    doc_kind_shape(nodes[node].kind) == DOC_CONTAINER)
		node++;
	return node < chunk->node_count ? nodes[node].place : chunk->end;
}

static bool
has_inlines(const struct bundle_chunk *chunk, uint32_t row)
{
	for (uint32_t i = row + 1; i < chunk->nodes[row].end &&
	    i < chunk->node_count; i++)
		if (chunk->nodes[i].inline_count)
			return true;
	return false;
}

/*
 * Where a table is shown as records each names its columns, so the header
 * row by itself says nothing: unless it holds marks or links, or nothing
 * follows it.
 */
static bool
is_hidden(const struct view *view, const struct bundle_chunk *chunk,
    uint32_t node)
{
	const struct doc_node *nodes = chunk->nodes;
	uint32_t next;

	if (nodes[node].kind != DOC_ROW || !(nodes[node].flags & DOC_HEADER))
		return false;
	next = layout_unit_next(nodes, chunk->node_count, nodes[node].end);
	return next != DOC_NONE && nodes[next].kind == DOC_ROW &&
	    layout_table_header(nodes, chunk->node_count, next) == node &&
	    !has_inlines(chunk, node) &&
	    layout_is_records(nodes, chunk->node_count, node, &view->opts);
}

static bool
unit_next(struct view *view, struct view_unit *unit)
{
	const struct bundle_chunk *chunk = chunk_at(view, unit->chunk);
	uint32_t index = unit->chunk;
	uint32_t node;

	if (!chunk)
		return false;
	node = layout_unit_next(chunk->nodes, chunk->node_count,
	    chunk->nodes[unit->node].end);
	while (node == DOC_NONE) {
		if (++index >= bundle_chunk_count(view->bundle))
			return false;
		chunk = chunk_at(view, index);
		if (!chunk)
			return false;
		node = layout_unit_next(chunk->nodes, chunk->node_count, 0);
	}
	if (is_hidden(view, chunk, node))
		node = layout_unit_next(chunk->nodes, chunk->node_count,
		    chunk->nodes[node].end);
	if (unit_place(chunk, node) >= view->to)
		return false;
	*unit = (struct view_unit){ index, node };
	return true;
}

static bool
unit_prev(struct view *view, struct view_unit *unit)
{
	const struct bundle_chunk *chunk = chunk_at(view, unit->chunk);
	uint32_t index = unit->chunk;
	uint32_t node;

	if (!chunk)
		return false;
	node = layout_unit_prev(chunk->nodes, chunk->node_count, unit->node);
	while (node == DOC_NONE) {
		if (index == 0)
			return false;
		chunk = chunk_at(view, --index);
		if (!chunk)
			return false;
		node = layout_unit_prev(chunk->nodes, chunk->node_count,
		    chunk->node_count);
	}
	if (unit_place(chunk, node) < view->from)
		return false;
	*unit = (struct view_unit){ index, node };
	return is_hidden(view, chunk, node) ? unit_prev(view, unit) : true;
}

static bool
pos_down(struct view *view, struct view_pos *pos)
{
	const struct view_block *entry = block_of(view, pos->unit);

	if (!entry)
		return false;
	if (pos->row + 1 < entry->block->row_count) {
		pos->row++;
		return true;
	}
	if (!unit_next(view, &pos->unit))
		return false;
	pos->row = 0;
	return true;
}

static bool
pos_up(struct view *view, struct view_pos *pos)
{
	struct view_unit unit = pos->unit;
	const struct view_block *entry = block_of(view, unit);
	bool first = !unit_prev(view, &unit);

	/* Nothing stands above the space above the first block. */
	if (pos->row > (first && entry ? entry->block->lead_rows : 0)) {
		pos->row--;
		return true;
	}
	if (first)
		return false;
	entry = block_of(view, unit);
	if (!entry)
		return false;
	pos->unit = unit;
	pos->row = entry->block->row_count - 1;
	return true;
}

/* The space above a block is not shown at the top of a page. */
static void
skip_lead(struct view *view, struct view_pos *pos)
{
	const struct view_block *entry = block_of(view, pos->unit);

	if (entry && pos->row < entry->block->lead_rows)
		pos->row = entry->block->lead_rows;
}

static bool
find_pos(struct view *view, uint64_t place, struct view_pos *pos)
{
	const struct bundle_chunk *chunk;
	const struct view_block *entry;
	uint32_t leaf;

	if (place >= view->to)
		place = view->to > view->from ? view->to - 1 : view->from;
	if (place < view->from)
		place = view->from;
	chunk = bundle_chunk_at(view->bundle, place, &view->error);
	if (!chunk)
		return false;
	leaf = bundle_leaf_at(chunk, place);
	if (leaf == DOC_NONE)
		return false;
	pos->unit.chunk = chunk->index;
	pos->unit.node = layout_unit_of(chunk->nodes, chunk->node_count,
	    leaf);
	if (pos->unit.node == DOC_NONE)
		return false;
	if (is_hidden(view, chunk, pos->unit.node))
		pos->unit.node = layout_unit_next(chunk->nodes,
		    chunk->node_count, chunk->nodes[pos->unit.node].end);
	entry = block_of(view, pos->unit);
	if (!entry)
		return false;
	pos->row = layout_row_of(entry->block, place);
	return true;
}

static int
compare_pos(struct view_pos a, struct view_pos b)
{
	if (a.unit.chunk != b.unit.chunk)
		return a.unit.chunk < b.unit.chunk ? -1 : 1;
	if (a.unit.node != b.unit.node)
		return a.unit.node < b.unit.node ? -1 : 1;
	return (a.row > b.row) - (a.row < b.row);
}

/* ---- the header row of a table, shown again on top ---- */

/* The header row, which may be in the chunk where the table begins. */
static bool
header_unit(struct view *view, struct view_unit unit,
    struct view_unit *header)
{
	const struct bundle_chunk *chunk = chunk_at(view, unit.chunk);
	uint32_t table, node;
	uint64_t place;

	if (!chunk || chunk->nodes[unit.node].kind != DOC_ROW)
		return false;
	table = chunk->nodes[unit.node].parent;
	while (table != DOC_NONE && chunk->nodes[table].kind != DOC_TABLE)
		table = chunk->nodes[table].parent;
	if (table == DOC_NONE)
		return false;
	place = chunk->nodes[table].place;
	if (place >= chunk->place) {
		node = layout_table_header(chunk->nodes, chunk->node_count,
		    unit.node);
		*header = (struct view_unit){ unit.chunk, node };
		return node != DOC_NONE;
	}
	chunk = bundle_chunk_at(view->bundle, place, &view->error);
	if (!chunk)
		return false;
	for (table = 0; table < chunk->node_count; table++)
		if (chunk->nodes[table].kind == DOC_TABLE &&
		    chunk->nodes[table].place == place)
			break;
	if (table == chunk->node_count)
		return false;
	/* The last node of a table that goes on is its own. */
	node = layout_table_header(chunk->nodes, chunk->node_count,
	    chunk->node_count - 1);
	if (node == DOC_NONE || node < table)
		return false;
	*header = (struct view_unit){ chunk->index, node };
	return true;
}

/*
 * How many rows of a header stand above a screen that begins with `pos`;
 * `header` is where they come from.  They never take half the screen.
 */
static int
head_rows(struct view *view, struct view_pos pos, struct view_unit *header)
{
	const struct view_block *entry;
	uint32_t rows;

	if (view->opts.a11y || !header_unit(view, pos.unit, header))
		return 0;
	entry = block_of(view, *header);
	if (!entry || entry->block->place < view->from ||
	    layout_is_records(entry->chunk->nodes, entry->chunk->node_count,
	    header->node, &view->opts))
		return 0;
	rows = entry->block->row_count - entry->block->lead_rows;
	return rows * 2 < (uint32_t)view->rows ? (int)rows : 0;
}

/*
 * Where the screen's own rows begin when it is scrolled to `pos`: below the
 * rows that the header covers, so that what is under it moves by as much as
 * the rest.  At the end of a table nothing is covered: `down` chooses
 * whether the header is left out or `pos` is on top below it.
 */
static struct view_pos
below_head(struct view *view, struct view_pos pos, bool down)
{
	const struct view_block *entry = block_of(view, pos.unit);
	struct view_pos first = pos;
	struct view_unit header, other;
	int rows;

	if (!entry)
		return pos;
	if (pos.row > entry->block->lead_rows &&
	    (entry->block->rows[pos.row].flags & LAYOUT_HEADER)) {
		/* The header's own rows: as the row after it. */
		first.row = entry->block->row_count - 1;
		if (!pos_down(view, &first))
			return pos;
	}
	rows = head_rows(view, first, &header);
	first = pos;
	for (int i = 0; i < rows; i++)
		if (!pos_down(view, &first))
			return pos;
	if (rows && !down && (head_rows(view, first, &other) == 0 ||
	    !same_unit(header, other)))
		return pos;
	return first;
}

/* The row that would be on top if no header stood there. */
static struct view_pos
under_head(struct view *view)
{
	struct view_pos pos = view->top;
	struct view_unit header;

	for (int rows = head_rows(view, pos, &header); rows > 0; rows--)
		if (!pos_up(view, &pos))
			break;
	return pos;
}

/* Take up the layout that was asked for; forget what is far away. */
static bool
settle(struct view *view)
{
	if (view->block_count > BLOCKS_MAX)
		drop_blocks(view);
	if (!view->stale)
		return true;
	drop_blocks(view);
	if (!find_pos(view, view->anchor, &view->top))
		return false;
	view->stale = false;
	return true;
}

static uint64_t
place_of(struct view *view, struct view_pos pos)
{
	const struct view_block *entry = block_of(view, pos.unit);

	if (!entry)
		return view->from;
	if (pos.row < entry->block->lead_rows)
		return entry->block->place;
	return entry->block->rows[pos.row].place;
}

static void
set_top(struct view *view, struct view_pos top)
{
	view->top = top;
	view->anchor = place_of(view, top);
	view->shown_count = 0;
}

void
view_set_range(struct view *view, uint64_t from, uint64_t to)
{
	view->from = from;
	view->to = to;
	view->anchor = from;
	view->stale = true;
}

void
view_set_layout(struct view *view, const struct layout_opts *opts, int rows)
{
	view->opts = *opts;
	view->rows = rows < 1 ? 1 : rows;
	view->stale = true;
}

void
view_flow_again(struct view *view)
{
	view->stale = true;
}

void
view_go(struct view *view, uint64_t place, int at)
{
	struct view_pos pos, top;

	/* Where the top was does not matter any more. */
	if (view->stale || view->block_count > BLOCKS_MAX)
		drop_blocks(view);
	if (!find_pos(view, place, &pos))
		return;
	view->stale = false;
	top = pos;
	while (at-- > 0 && pos_up(view, &top))
		continue;
	skip_lead(view, &top);
	top = below_head(view, top, true);
	set_top(view, compare_pos(top, pos) > 0 ? pos : top);
}

static void
add_row(struct view *view, struct view_pos pos, bool again)
{
	const struct view_block *entry = block_of(view, pos.unit);
	struct view_row *row;

	if (!entry || view->shown_count >= view->rows)
		return;
	row = &view->shown[view->shown_count++];
	*row = (struct view_row){
		.row = &entry->block->rows[pos.row], .block = entry->block,
		.chunk = entry->chunk, .pos = pos, .again = again,
		.from = entry->block->place,
	};
	if (entry->block->is_table) {
		const struct doc_node *nodes = entry->chunk->nodes;
		uint32_t before = layout_unit_prev(nodes,
		    entry->chunk->node_count, pos.unit.node);

		if (before != DOC_NONE &&
		    is_hidden(view, entry->chunk, before))
			row->from = unit_place(entry->chunk, before);
	}
}

void
view_fill(struct view *view)
{
	struct view_pos pos;
	struct view_unit header;
	int heads;

	view->shown_count = 0;
	if (!settle(view))
		return;
	if (view->shown_room < view->rows) {
		view->shown = mem_grow(view->shown, (size_t)view->rows,
		    sizeof *view->shown);
		view->shown_room = view->rows;
	}
	heads = head_rows(view, view->top, &header);
	if (heads) {
		pos = (struct view_pos){ header,
		    block_of(view, header)->block->lead_rows };
		for (; heads > 0; heads--, pos.row++)
			add_row(view, pos, true);
	}
	pos = view->top;
	do {
		if (!block_of(view, pos.unit))
			break;
		add_row(view, pos, false);
	} while (view->shown_count < view->rows && pos_down(view, &pos));
}

void
view_reveal(struct view *view, uint64_t place, bool keep_anchor)
{
	struct view_pos pos;
	struct view_pos last;
	uint64_t anchor = view->anchor;

	if (!settle(view) || !find_pos(view, place, &pos))
		return;
	view_fill(view);
	if (compare_pos(pos, view->top) < 0) {
		set_top(view, pos);
	} else if (view->shown_count > 0) {
		last = view->shown[view->shown_count - 1].pos;
		if (compare_pos(pos, last) <= 0)
			return;
		for (int up = view->rows - 1; up > 0; up--)
			if (!pos_up(view, &pos))
				break;
		set_top(view, below_head(view, pos, true));
	}
	if (keep_anchor)
		view->anchor = anchor;
}

static int
scroll_down(struct view *view, int count)
{
	struct view_pos top = under_head(view);
	struct view_pos bottom;
	int moved = 0;

	view_fill(view);
	if (view->shown_count < view->rows)
		return 0;
	bottom = view->shown[view->shown_count - 1].pos;
	while (moved < count && pos_down(view, &bottom)) {
		pos_down(view, &top);
		moved++;
	}
	if (moved)
		set_top(view, below_head(view, top, true));
	return moved;
}

static int
scroll_up(struct view *view, int count)
{
	struct view_pos top = under_head(view);
	int moved = 0;

	while (moved < count && pos_up(view, &top))
		moved++;
	if (moved)
		set_top(view, below_head(view, top, false));
	return moved;
}

int
view_scroll(struct view *view, int count)
{
	if (!settle(view))
		return 0;
	return count > 0 ? scroll_down(view, count) :
	    scroll_up(view, -count);
}

static bool
is_orphan(const struct layout_row *row)
{
	return (row->flags & LAYOUT_KEEP_NEXT) ||
	    ((row->flags & LAYOUT_FIRST) && !(row->flags & LAYOUT_LAST));
}

static bool
is_widow(const struct layout_row *row)
{
	return (row->flags & LAYOUT_LAST) && !(row->flags & LAYOUT_FIRST);
}

static bool
turn_forward(struct view *view, int context)
{
	struct view_pos last, next;
	const struct view_row *bottom;
	const struct view_block *entry;

	view_fill(view);
	if (view->shown_count == 0)
		return false;
	bottom = &view->shown[view->shown_count - 1];
	last = next = bottom->pos;
	if (!pos_down(view, &next))
		return false;
	skip_lead(view, &next);
	entry = block_of(view, next.unit);
	if (entry && (is_orphan(bottom->row) ||
	    is_widow(&entry->block->rows[next.row])))
		next = last;
	if (entry && same_unit(next.unit, last.unit) &&
	    (bottom->row->flags & LAYOUT_HEADER))
		next.row = bottom->block->lead_rows;
	for (; context > 0 && compare_pos(next, view->top) > 0; context--)
		pos_up(view, &next);
	skip_lead(view, &next);
	if (compare_pos(next, view->top) <= 0) {
		/* A view of one row, or of nothing but context. */
		next = last;
		pos_down(view, &next);
	}
	set_top(view, next);
	return true;
}

static bool
turn_back(struct view *view, int context)
{
	struct view_pos before = view->top;
	struct view_pos top = before;
	int rows = view->rows - context;

	if (!pos_up(view, &before))
		return false;
	while (rows-- > 0 && pos_up(view, &top))
		continue;
	top = below_head(view, top, true);
	if (compare_pos(top, before) > 0)
		top = before;
	skip_lead(view, &top);
	set_top(view, top);
	return true;
}

bool
view_turn(struct view *view, int direction, int context)
{
	if (!settle(view))
		return false;
	return direction > 0 ? turn_forward(view, context) :
	    turn_back(view, context);
}

void
view_first(struct view *view)
{
	view_go(view, view->from, 0);
}

void
view_last(struct view *view)
{
	view_go(view, view->to, view->rows - 1);
}

bool
view_more_below(struct view *view)
{
	struct view_pos pos;

	if (view->shown_count < view->rows || view->shown_count == 0)
		return false;
	pos = view->shown[view->shown_count - 1].pos;
	return pos_down(view, &pos);
}

bool
view_more_above(struct view *view)
{
	struct view_pos pos;

	if (!settle(view))
		return false;
	pos = under_head(view);
	return pos_up(view, &pos);
}

int
view_height(struct view *view, int limit)
{
	struct view_pos pos;
	int height = 0;

	if (!settle(view) || !find_pos(view, view->from, &pos))
		return 0;
	skip_lead(view, &pos);
	do
		height++;
	while (height < limit && pos_down(view, &pos));
	return height;
}
