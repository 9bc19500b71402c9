/* reader/view_shown.c - which places the rows of a view show. */
#include "reader/view.h"

static bool
row_holds(const struct view_row *shown, uint64_t place)
{
	const struct layout_row *row = shown->row;

	if (shown->again || (row->flags & LAYOUT_BLANK))
		return false;
	if (shown->block->is_table && (row->flags & LAYOUT_RULED))
		return false;
	if (shown->block->is_table)
		return place >= shown->from &&
		    place < shown->block->end &&
		    layout_row_of(shown->block, place) == shown->pos.row;
	return place >= row->place && (place < row->end ||
	    ((row->flags & LAYOUT_LAST) && place <= shown->block->end));
}

int
view_row_of(const struct view *view, uint64_t place)
{
	for (int i = 0; i < view->shown_count; i++)
		if (row_holds(&view->shown[i], place))
			return i;
	return -1;
}

int
view_lead(const struct view *view)
{
	const struct view_row *top = view->shown;

	if (view->shown_count == 0 || top->again ||
	    top->pos.row >= top->block->lead_rows)
		return 0;
	return (int)(top->block->lead_rows - top->pos.row);
}

void
view_show_lead(struct view *view, int rows)
{
	const struct view_row *top;

	view_fill(view);
	top = view->shown;
	if (view->shown_count == 0 || top->again ||
	    top->pos.row != top->block->lead_rows || rows < 1 ||
	    (uint32_t)rows > top->block->lead_rows)
		return;
	view->top.row -= (uint32_t)rows;
	view_fill(view);
}

uint64_t
view_top_place(const struct view *view)
{
	for (int i = 0; i < view->shown_count; i++)
		if (!view->shown[i].again)
			return view->shown[i].row->place;
	return view->from;
}

uint64_t
view_end_place(const struct view *view)
{
	return view->shown_count ?
	    view->shown[view->shown_count - 1].row->end : view->from;
}

uint64_t
view_first_text(const struct view *view)
{
	for (int i = 0; i < view->shown_count; i++)
		if (!view->shown[i].again &&
		    !(view->shown[i].row->flags & LAYOUT_BLANK))
			return view->shown[i].row->place;
	return view_top_place(view);
}

const struct doc_node *
view_leaf(struct bundle *bundle, uint64_t place,
    const struct bundle_chunk **chunk)
{
	struct bundle_error error;
	const struct bundle_chunk *at = bundle_chunk_at(bundle, place,
	    &error);
	uint32_t leaf = at ? bundle_leaf_at(at, place) : DOC_NONE;

	if (chunk)
		*chunk = at;
	return leaf == DOC_NONE ? NULL : &at->nodes[leaf];
}
