/* reader/session_mouse.c - clicks and the wheel. */
#include "reader/session.h"

#include "reader/session_part.h"

static bool
inside(struct frame_rect rect, int row, int col)
{
	return row >= rect.row && row < rect.row + rect.rows &&
	    col >= rect.col && col < rect.col + rect.cols;
}

/* A click on the page: on a mark it opens the note. */
static void
click_page(struct session *s, int row, int col)
{
	const struct layout_row *at;
	const struct layout_cell *cell;
	int index;

	row -= s->frame.text.row;
	if (row >= s->page.shown_count || s->page.shown[row].again)
		return;
	at = s->page.shown[row].row;
	index = layout_cell_at(at, col - s->frame.text.col);
	if (index < 0)
		return;
	cell = &at->cells[index];
	s->cursor = cell->place;
	s->ref = DOC_NONE;
	if (cell->note != DOC_NONE)
		session_act(s, ACTION_OPEN, 0);
}

void
session_click(struct session *s, int row, int col)
{
	if (s->frame.too_small || s->focus == FOCUS_PROMPT)
		return;
	s->status.due = true;
	if (s->list_open) {
		list_go(&s->list, s->list.top + (uint32_t)(row > 0 ?
		    row - 1 : 0), frame_list_rows(&s->frame) - 1);
		session_act(s, ACTION_OPEN, 0);
		return;
	}
	if (inside(s->frame.sidebar, row, col)) {
		uint32_t at = s->tree_top;

		for (; row > 2 && at != DOC_NONE; row--)
			at = outline_next(&s->outline, at);
		if (at != DOC_NONE) {
			s->tree_cursor = at;
			part_open_tree_row(s);
		}
		return;
	}
	if (s->popup_count) {
		if (!inside(session_popup(s)->place.rect, row, col))
			session_close_note(s);
		return;
	}
	if (inside(s->frame.page, row, col))
		click_page(s, row, col);
}

void
session_wheel(struct session *s, int rows)
{
	if (s->focus == FOCUS_PROMPT || s->frame.too_small)
		return;
	/* Who turns a wheel looks. */
	s->status.due = true;
	session_act(s, rows < 0 ? ACTION_SCROLL_UP : ACTION_SCROLL_DOWN,
	    (unsigned)(rows < 0 ? -rows : rows));
}
