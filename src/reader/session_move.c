/* reader/session_move.c - moving: lines, pages, sections, history. */
#include "reader/session.h"

#include "reader/session_part.h"
#include "uni/uni.h"

struct spot
session_spot(const struct session *s)
{
	return (struct spot){ s->page.anchor, s->cursor, s->ref,
		view_lead(&s->page) };
}

void
session_set_spot(struct session *s, struct spot spot)
{
	part_set_document(s, bundle_document_at(s->bundle, spot.anchor));
	view_go(&s->page, spot.anchor, 0);
	view_show_lead(&s->page, spot.at);
	s->cursor = spot.cursor;
	s->ref = spot.ref;
	view_reveal(&s->page, spot.cursor, false);
	part_page_changed(s);
}

bool
part_cursor_moves(const struct session *s)
{
	return s->settings->number[SETTING_ARROWS] == 1 ||
	    s->settings->number[SETTING_A11Y];
}

/* The page shows the document that is read; another one takes its place. */
void
part_set_document(struct session *s, uint32_t document)
{
	const struct bundle_document *to =
	    bundle_document(s->bundle, document);

	if (!to || (document == s->document && s->page.to == to->end))
		return;
	s->document = document;
	extent_release(&s->extent);
	extent_init(&s->extent, s->bundle, document);
	view_set_range(&s->page, to->place, to->end);
	s->cursor = to->place;
	s->ref = DOC_NONE;
	part_arrange(s);
}

static void
note_reading(struct session *s, uint64_t from, uint64_t to)
{
	ranges_add(&s->memory.read, from, to);
}

/*
 * Reading speed from page turns: a turn after 5 seconds to 5 minutes tells
 * something, a quicker one is leafing and a slower one a pause.  Each turn
 * moves the figure a tenth of the way.
 */
static void
learn_speed(struct session *s, uint64_t from, uint64_t to)
{
	struct buf text = { 0 };
	int64_t now;
	int64_t ms;
	int64_t words;

	if (!s->clock_ms)
		return;
	now = s->clock_ms();
	ms = now - s->turned_ms;
	if (s->turned_ms && ms > 5000 && ms < 300000) {
		bundle_text(s->bundle, from, to, &text, NULL);
		words = (int64_t)uni_word_count(buf_span(&text)) * 60000 /
		    ms;
		if (!s->memory.speed)
			s->memory.speed =
			    settings_number(s->settings, SETTING_SPEED);
		if (words >= 50 && words <= 1000)
			s->memory.speed += (int)(words -
			    s->memory.speed) / 10;
		buf_release(&text);
	}
	s->turned_ms = now;
}

/*
 * The page shows something else: list its rows, bring the cursor onto it
 * and the contents along.
 */
void
part_page_changed(struct session *s)
{
	uint32_t section;

	view_fill(&s->page);
	s->blank_row = -1;
	if (s->ref == DOC_NONE && view_row_of(&s->page, s->cursor) < 0)
		s->cursor = view_first_text(&s->page);
	if (s->pane_on)
		part_fill_pane(s);
	if (s->focus == FOCUS_TREE || s->frame.sidebar.cols == 0)
		return;
	section = session_section(s);
	outline_reveal(&s->outline, section);
	s->tree_cursor = outline_row_of(&s->outline, s->document, section);
}

/* The reader moved by their own will: the focus is the reading line. */
static void
settle_cursor(struct session *s)
{
	s->ref = DOC_NONE;
	view_fill(&s->page);
	if (!part_cursor_moves(s) || view_row_of(&s->page, s->cursor) < 0)
		s->cursor = view_first_text(&s->page);
	part_page_changed(s);
}

void
session_jump(struct session *s, uint64_t place, int at)
{
	history_leave(&s->history, session_spot(s));
	s->match_left = true;
	part_set_document(s, bundle_document_at(s->bundle, place));
	s->ref = DOC_NONE;
	s->cursor = place;
	view_go(&s->page, place, at);
	s->turned_ms = 0;
	part_page_changed(s);
}

/* A third from the top: what stands before is seen too. */
void
session_go_row(struct session *s, uint64_t place)
{
	int row;

	if (bundle_document_at(s->bundle, place) == s->document) {
		view_fill(&s->page);
		row = view_row_of(&s->page, place);
		if (row >= 0) {
			history_leave(&s->history, session_spot(s));
			s->cursor = place;
			s->ref = DOC_NONE;
			part_page_changed(s);
			return;
		}
	}
	session_jump(s, place, s->frame.text.rows / 3);
}

/* ---- lines and pages of the text ---- */

/* The row of the cursor, or the first row of text. */
static int
cursor_row(struct session *s)
{
	int row;

	view_fill(&s->page);
	if (s->blank_row >= 0 && s->blank_row < s->page.shown_count)
		return s->blank_row;
	row = view_row_of(&s->page, s->cursor);
	return row < 0 ? 0 : row;
}

static bool
is_blank_row(const struct session *s, int row)
{
	return row < s->page.shown_count && !s->page.shown[row].again &&
	    (s->page.shown[row].row->flags & LAYOUT_BLANK);
}

/*
 * Put the cursor on the first row at or after row `row` that is no header
 * shown again; false: none.  It rests on blank rows, too: a step over them
 * would be one of two rows, and yasr reads a line only where the cursor
 * moves by one.  What is in focus there is the line below, if it is shown.
 */
static bool
cursor_to_row(struct session *s, int row, int step)
{
	int text;

	while (row >= 0 && row < s->page.shown_count &&
	    s->page.shown[row].again)
		row += step;
	if (row < 0 || row >= s->page.shown_count)
		return false;
	for (text = row; is_blank_row(s, text); text++)
		continue;
	s->blank_row = text > row ? row : -1;
	if (text < s->page.shown_count)
		s->cursor = s->page.shown[text].row->place;
	return true;
}

/* One line with a reading cursor: the page moves only at its edge. */
static bool
move_cursor_line(struct session *s, int step)
{
	uint64_t before = s->cursor;
	int row = cursor_row(s);

	if (cursor_to_row(s, row + step, step))
		return true;
	while (view_scroll(&s->page, step) != 0) {
		view_fill(&s->page);
		row = step > 0 ? s->page.shown_count - 1 : 0;
		if (cursor_to_row(s, row, 1) && (s->blank_row == row ||
		    (s->cursor != before &&
		    (s->cursor > before) == (step > 0))))
			return true;
	}
	return false;
}

/*
 * Where the page moves the cursor stays on its first row.  If that went to
 * the line below a blank one, that line would be heard, twice.
 */
static void
rest_on_top(struct session *s)
{
	int row = 0;

	while (row < s->page.shown_count && s->page.shown[row].again)
		row++;
	if (!part_cursor_moves(s) && is_blank_row(s, row))
		s->blank_row = row;
}

static void
move_lines(struct session *s, int count, bool by_cursor)
{
	int step = count < 0 ? -1 : 1;

	note_reading(s, s->page.anchor, view_end_place(&s->page));
	if (by_cursor) {
		bool moved = false;
		int blank_row;

		s->ref = DOC_NONE;
		for (int i = 0; i != count; i += step)
			moved |= move_cursor_line(s, step);
		if (!moved)
			session_say(s, step > 0 ? "End of document" :
			    "Start of document");
		blank_row = s->blank_row;
		part_page_changed(s);
		s->blank_row = blank_row;
		return;
	}
	if (view_scroll(&s->page, count) == 0)
		session_say(s, step > 0 ? "End of document" :
		    "Start of document");
	settle_cursor(s);
	rest_on_top(s);
}

static void
move_pages(struct session *s, int direction, int times)
{
	uint64_t from = s->page.anchor;
	bool moved = false;

	view_fill(&s->page);
	if (direction > 0)
		learn_speed(s, from, view_end_place(&s->page));
	note_reading(s, from, view_end_place(&s->page));
	while (times-- > 0)
		moved |= view_turn(&s->page, direction,
		    settings_number(s->settings, SETTING_CONTEXT));
	if (!moved)
		session_say(s, direction > 0 ? "End of document" :
		    "Start of document");
	else
		s->cursor = DOC_NOWHERE;
	settle_cursor(s);
}

static void
move_half(struct session *s, int direction)
{
	int half = s->page.rows / 2 > 0 ? s->page.rows / 2 : 1;

	note_reading(s, s->page.anchor, view_end_place(&s->page));
	if (view_scroll(&s->page, direction * half) == 0)
		session_say(s, direction > 0 ? "End of document" :
		    "Start of document");
	else
		s->cursor = DOC_NOWHERE;
	settle_cursor(s);
}

static void
move_to_end(struct session *s, bool last)
{
	history_leave(&s->history, session_spot(s));
	s->match_left = true;
	if (last)
		view_last(&s->page);
	else
		view_first(&s->page);
	s->cursor = DOC_NOWHERE;
	settle_cursor(s);
}

/* By one cluster, on to the next paragraph at its end. */
static void
move_char(struct session *s, int step)
{
	const struct doc_node *leaf = view_leaf(s->bundle, s->cursor, NULL);
	uint64_t to = s->cursor;
	size_t off;

	s->ref = DOC_NONE;
	if (!leaf)
		return;
	off = (size_t)(s->cursor - leaf->place);
	if (step > 0 && off < leaf->text.len)
		to = leaf->place + uni_cluster_next(leaf->text, off);
	else if (step < 0 && off > 0)
		to = leaf->place + uni_cluster_prev(leaf->text, off);
	else if (step > 0)
		to = s->cursor + 1;
	else if (s->cursor > s->page.from)
		to = s->cursor - 1;
	if (to >= s->page.to || to == s->cursor) {
		session_say(s, step > 0 ? "End of document" :
		    "Start of document");
		return;
	}
	s->cursor = to;
	view_reveal(&s->page, to, false);
	part_page_changed(s);
}

static void
move_section(struct session *s, int direction)
{
	const struct bundle_document *document =
	    bundle_document(s->bundle, s->document);
	uint64_t here = part_cursor_moves(s) ? s->cursor :
	    view_first_text(&s->page);
	struct doc_section section;
	int64_t found = -1;

	if (!document)
		return;
	for (uint32_t i = 0; i < document->section_count; i++) {
		bundle_section(s->bundle, document->first_section + i,
		    &section);
		if (direction > 0 && section.place > here) {
			found = i;
			break;
		}
		if (direction < 0 && section.place < here)
			found = i;
	}
	if (found < 0) {
		session_say(s, direction > 0 ? "No heading after this one" :
		    "No heading before this one");
		return;
	}
	bundle_section(s->bundle, document->first_section + (uint32_t)found,
	    &section);
	session_jump(s, section.place, 0);
}

static void
move_document(struct session *s, int direction)
{
	uint32_t count = bundle_info(s->bundle)->document_count;
	int64_t to = (int64_t)s->document + direction;
	const struct bundle_document *document;

	if (to < 0 || to >= count) {
		session_say(s, direction > 0 ? "No document after this one" :
		    "No document before this one");
		return;
	}
	document = bundle_document(s->bundle, (uint32_t)to);
	if (document)
		session_jump(s, document->place, 0);
}

void
part_move_history(struct session *s, bool back)
{
	struct spot to;

	if (back ? !history_back(&s->history, session_spot(s), &to) :
	    !history_forward(&s->history, session_spot(s), &to)) {
		session_say(s, back ? "No place to go back to" :
		    "No place to go forward to");
		return;
	}
	while (s->popup_count)
		part_drop_popup(s);
	s->focus = FOCUS_PAGE;
	s->match_left = true;
	session_set_spot(s, to);
}

static bool
move_page_focus(struct session *s, enum action action, int times)
{
	bool cursor = part_cursor_moves(s);

	switch (action) {
	case ACTION_NEXT_LINE: move_lines(s, times, cursor); return true;
	case ACTION_PREV_LINE: move_lines(s, -times, cursor); return true;
	case ACTION_SCROLL_DOWN: move_lines(s, times, false); return true;
	case ACTION_SCROLL_UP: move_lines(s, -times, false); return true;
	case ACTION_NEXT_CHAR: move_char(s, 1); return true;
	case ACTION_PREV_CHAR: move_char(s, -1); return true;
	case ACTION_NEXT_PAGE: move_pages(s, 1, times); return true;
	case ACTION_PREV_PAGE: move_pages(s, -1, times); return true;
	case ACTION_HALF_DOWN: move_half(s, 1); return true;
	case ACTION_HALF_UP: move_half(s, -1); return true;
	case ACTION_FIRST: move_to_end(s, false); return true;
	case ACTION_LAST: move_to_end(s, true); return true;
	case ACTION_NEXT_SECTION: move_section(s, 1); return true;
	case ACTION_PREV_SECTION: move_section(s, -1); return true;
	case ACTION_NEXT_DOCUMENT: move_document(s, 1); return true;
	case ACTION_PREV_DOCUMENT: move_document(s, -1); return true;
	case ACTION_BACK: part_move_history(s, true); return true;
	case ACTION_FORWARD: part_move_history(s, false); return true;
	default: return false;
	}
}

bool
part_move(struct session *s, enum action action, int times)
{
	switch (s->focus) {
	case FOCUS_NOTE:
		return part_move_note(s, action, times);
	case FOCUS_TREE:
		return part_move_tree(s, action, times);
	case FOCUS_LIST:
		return part_move_list(s, action, times);
	case FOCUS_PANE:
		return part_move_pane(s, action, times);
	default:
		return move_page_focus(s, action, times);
	}
}

/* ---- marks of the reader ---- */

/* The mark ' is where the last jump left. */
void
part_set_mark(struct session *s, char letter)
{
	int index = memory_mark_index(letter);

	if (index < 0) {
		session_complain(s, "A mark is a letter, a to z or A to Z");
		return;
	}
	s->memory.marks[index] = s->cursor;
	session_say(s, "Mark %c is set; %s %c comes back here", letter,
	    session_command(s, ACTION_GO_TO_MARK), letter);
}

void
part_go_to_mark(struct session *s, char letter)
{
	int index = memory_mark_index(letter);
	struct spot to;

	if (letter == '\'') {
		if (history_back(&s->history, session_spot(s), &to)) {
			session_set_spot(s, to);
			return;
		}
		session_say(s, "No place to go back to");
		return;
	}
	if (index < 0) {
		session_complain(s, "A mark is a letter, a to z or A to Z");
		return;
	}
	if (s->memory.marks[index] == DOC_NOWHERE) {
		session_complain(s, "No mark %c; %s %c sets it", letter,
		    session_command(s, ACTION_SET_MARK), letter);
		return;
	}
	session_go_row(s, s->memory.marks[index]);
}
