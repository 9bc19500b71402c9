/* reader/session_rows.c - moving in an open note, the contents, a list. */
#include "reader/session.h"

#include <limits.h>

#include "reader/session_part.h"

/* ---- inside a note ---- */

/* What ibid adds below a note is the last to scroll on, the first back. */
static bool
scroll_note(struct popup *popup, int rows)
{
	if (part_scroll_extra(popup, rows))
		return true;
	return popup->note != DOC_NONE && view_scroll(&popup->view, rows);
}

static bool
turn_note(struct popup *popup, int direction)
{
	if (part_scroll_extra(popup, direction * popup->extra_rows))
		return true;
	return popup->note != DOC_NONE &&
	    view_turn(&popup->view, direction, 0);
}

bool
part_move_note(struct session *s, enum action action, int times)
{
	struct popup *popup = session_popup(s);
	struct view *view = &popup->view;
	int half = (popup->place.text.rows + 1) / 2;
	bool moved = true;

	switch (action) {
	case ACTION_NEXT_LINE: case ACTION_SCROLL_DOWN:
		moved = scroll_note(popup, times);
		break;
	case ACTION_PREV_LINE: case ACTION_SCROLL_UP:
		moved = scroll_note(popup, -times);
		break;
	case ACTION_NEXT_PAGE: moved = turn_note(popup, 1); break;
	case ACTION_PREV_PAGE: moved = turn_note(popup, -1); break;
	case ACTION_HALF_DOWN: moved = scroll_note(popup, half); break;
	case ACTION_HALF_UP: moved = scroll_note(popup, -half); break;
	case ACTION_FIRST:
		popup->extra_top = 0;
		if (popup->note != DOC_NONE)
			view_first(view);
		break;
	case ACTION_LAST:
		if (popup->note != DOC_NONE)
			view_last(view);
		part_scroll_extra(popup, INT_MAX);
		break;
	case ACTION_PREV_CHAR:
		/* Left on its first cell leaves a note. */
		session_close_note(s);
		return true;
	case ACTION_NEXT_CHAR:
		session_say(s, "No cursor moves in a note");
		return true;
	case ACTION_BACK: part_move_history(s, true); return true;
	case ACTION_FORWARD: part_move_history(s, false); return true;
	default: return false;
	}
	if (popup->note != DOC_NONE) {
		view_fill(view);
		popup->cursor = view_first_text(view);
	}
	if (!moved)
		session_say(s, "No more of this note");
	else if (action != ACTION_NEXT_LINE && action != ACTION_PREV_LINE)
		s->note_turned = true;
	return true;
}

/* ---- the contents ---- */

static int
tree_rows(const struct session *s)
{
	/* The title of the bundle takes the first row and one below it. */
	int rows = s->frame.sidebar.rows - 2;

	return rows < 1 ? 1 : rows;
}

static void
move_tree_to(struct session *s, uint32_t row)
{
	int rows = tree_rows(s);

	s->tree_cursor = row;
	if (row == DOC_NONE)
		return;
	if (s->tree_top == DOC_NONE ||
	    outline_is_before(&s->outline, row, s->tree_top))
		s->tree_top = row;
	else if (outline_distance(&s->outline, s->tree_top, row, rows) ==
	    rows)
		s->tree_top = outline_step(&s->outline, row, 1 - rows);
}

bool
part_move_tree(struct session *s, enum action action, int times)
{
	uint32_t before = s->tree_cursor;
	int page = tree_rows(s);
	int by = 0;

	switch (action) {
	case ACTION_NEXT_LINE: case ACTION_SCROLL_DOWN: by = times; break;
	case ACTION_PREV_LINE: case ACTION_SCROLL_UP: by = -times; break;
	case ACTION_NEXT_PAGE: by = page; break;
	case ACTION_PREV_PAGE: by = -page; break;
	case ACTION_HALF_DOWN: by = (page + 1) / 2; break;
	case ACTION_HALF_UP: by = -(page + 1) / 2; break;
	case ACTION_FIRST:
		move_tree_to(s, outline_first(&s->outline));
		return true;
	case ACTION_LAST:
		move_tree_to(s, outline_last(&s->outline));
		return true;
	default: return false;
	}
	move_tree_to(s, outline_step(&s->outline, before, by));
	if (s->tree_cursor == before)
		session_say(s, by > 0 ? "End of contents" :
		    "Start of contents");
	return true;
}

void
part_enter_tree(struct session *s)
{
	while (s->popup_count)
		part_drop_popup(s);
	if (s->list_open)
		part_close_list(s);
	s->focus = FOCUS_TREE;
	outline_reveal(&s->outline, session_section(s));
	part_arrange(s);
	move_tree_to(s, outline_row_of(&s->outline, s->document,
	    session_section(s)));
}

void
part_leave_tree(struct session *s)
{
	s->focus = FOCUS_PAGE;
	part_arrange(s);
}

void
part_toggle_tree(struct session *s)
{
	if (s->focus == FOCUS_TREE)
		part_leave_tree(s);
	else
		part_enter_tree(s);
}

void
part_open_tree_row(struct session *s)
{
	uint64_t from, to;

	if (s->tree_cursor == DOC_NONE)
		return;
	outline_range(&s->outline, s->tree_cursor, &from, &to);
	part_leave_tree(s);
	session_jump(s, from, 0);
}

void
part_fold(struct session *s)
{
	uint32_t before = s->tree_cursor;
	bool was_open = before != DOC_NONE &&
	    outline_row(&s->outline, before).state == OUTLINE_OPEN;

	move_tree_to(s, outline_fold(&s->outline, before));
	if (before == DOC_NONE || was_open)
		return;
	/* A cursor that jumps over rows is not heard. */
	if (s->tree_cursor != before && s->settings->number[SETTING_A11Y])
		session_say(s, "%.*s", SPAN_ARG(outline_title(&s->outline,
		    s->tree_cursor)));
	else if (s->tree_cursor == before)
		session_say(s, "Nothing to fold here");
}

void
part_unfold(struct session *s)
{
	if (s->tree_cursor == DOC_NONE || outline_row(&s->outline,
	    s->tree_cursor).state != OUTLINE_FOLDED) {
		session_say(s, "Nothing to unfold here");
		return;
	}
	outline_unfold(&s->outline, s->tree_cursor);
	move_tree_to(s, s->tree_cursor);
}

/* ---- lists ---- */

static void
say_end_of_list(struct session *s, bool end)
{
	if (s->list.shown_count == 0)
		session_say(s, "The list is empty");
	else if (end && part_list_grows(s))
		session_say(s, "No more rows yet: the text is still "
		    "searched");
	else
		session_say(s, end ? "End of list" : "Start of list");
}

bool
part_move_list(struct session *s, enum action action, int times)
{
	/* A title and the status line are no rows of it. */
	int rows = frame_list_rows(&s->frame) > 2 ?
	    frame_list_rows(&s->frame) - 1 : 1;
	int by = 0;

	switch (action) {
	case ACTION_NEXT_LINE: case ACTION_SCROLL_DOWN: by = times; break;
	case ACTION_PREV_LINE: case ACTION_SCROLL_UP: by = -times; break;
	case ACTION_NEXT_PAGE: by = rows; break;
	case ACTION_PREV_PAGE: by = -rows; break;
	case ACTION_HALF_DOWN: by = (rows + 1) / 2; break;
	case ACTION_HALF_UP: by = -(rows + 1) / 2; break;
	case ACTION_FIRST: list_go(&s->list, 0, rows); return true;
	case ACTION_LAST: list_go(&s->list, UINT32_MAX, rows); return true;
	/* Left leaves a list as it leaves a note. */
	case ACTION_PREV_CHAR: part_close_list(s); return true;
	default: return false;
	}
	if (!list_move(&s->list, by, rows))
		say_end_of_list(s, by > 0);
	return true;
}

void
part_locate_row(struct session *s, struct buf *out)
{
	uint32_t count, at = list_position(&s->list, &count);

	if (count)
		buf_printf(out, "%u of %u. ", at, count);
	buf_put(out, s->list.title);
	buf_puts(out, count ? "." : ": nothing here.");
}
