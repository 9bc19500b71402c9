/*
 * reader/session_pane.c - the notes of the page, under it.
 *
 * Seen from the page, every note has a row at least, as far as there are
 * rows.  Once the pane is entered it shows the notes whole, one after
 * another, and scrolls over them on its own; where it was is kept when the
 * focus goes back to the page, for as long as the note is cited there.
 */
#include "reader/session.h"

#include <stdlib.h>
#include <string.h>

#include "base/least.h"
#include "reader/session_part.h"
#include "uni/uni.h"

/* Longer notes are cut here: Enter opens them whole. */
#define PANE_NOTE_BYTES 20000

/* ---- filling ---- */

static void
flow_note(struct session *s, struct pane_note *at)
{
	struct layout_opts opts = s->page.opts;
	struct buf text = { 0 };
	struct doc_note note;
	uint64_t end;

	if (bundle_note(s->bundle, at->note, &note) != BUNDLE_OK)
		return;
	end = note.end > note.place + PANE_NOTE_BYTES ?
	    note.place + PANE_NOTE_BYTES : note.end;
	/* Paragraphs run on: rows are few here. */
	session_words(s, note.place, end, &text);
	at->indent_cols = least((int)uni_cols(note.label,
	    opts.ambiguous_cols), opts.cols / 3) + 1;
	opts.cols = most(1, opts.cols - at->indent_cols - 2);
	opts.in_note = true;
	at->block = layout_words(&s->pane_mem, arena_span(&s->pane_mem,
	    buf_span(&text)), &opts);
	at->rows = (int)(at->block->row_count - at->block->lead_rows);
	buf_release(&text);
}

static bool
same_notes(const struct session *s, const struct pane_note *now,
    uint32_t count)
{
	if (count != s->pane_count ||
	    memcmp(&s->pane_opts, &s->page.opts, sizeof s->pane_opts))
		return false;
	for (uint32_t i = 0; i < count; i++)
		if (now[i].ref != s->pane[i].ref)
			return false;
	return true;
}

/* The notes whose marks are on the page. */
static uint32_t
gather(struct session *s, struct pane_note **out)
{
	uint64_t from = view_top_place(&s->page);
	uint64_t to = view_end_place(&s->page);
	struct pane_note *notes = NULL;
	uint32_t count = 0, room = 0;
	struct doc_ref ref;

	for (uint32_t i = bundle_ref_find(s->bundle, from);
	    bundle_ref(s->bundle, i, &ref) == BUNDLE_OK && ref.place <= to;
	    i++) {
		if (view_row_of(&s->page, ref.place) < 0)
			continue;
		MEM_PUSH(notes, count, room);
		notes[count++] = (struct pane_note){ .note = ref.note,
			.ref = i };
	}
	*out = notes;
	return count;
}

static int
pane_room(const struct session *s)
{
	return most(0, s->frame.pane.rows - 1);
}

/* The row that note `index` starts at, of all rows. */
static int
note_start(const struct session *s, uint32_t index)
{
	int row = 0;

	for (uint32_t i = 0; i < index && i < s->pane_count; i++)
		row += s->pane[i].rows;
	return row;
}

static void
set_pane_top(struct session *s, int top)
{
	int all = note_start(s, s->pane_count);

	s->pane_top = most(0, least(top, all - pane_room(s)));
}

void
part_fill_pane(struct session *s)
{
	struct pane_note *notes;
	uint32_t count = gather(s, &notes);
	uint32_t ref = s->pane_cursor < s->pane_count ?
	    s->pane[s->pane_cursor].ref : DOC_NONE;
	int off = s->pane_top - note_start(s, s->pane_cursor);

	if (same_notes(s, notes, count)) {
		free(notes);
		set_pane_top(s, s->pane_top);
		return;
	}
	free(s->pane);
	arena_release(&s->pane_mem);
	s->pane = notes;
	s->pane_count = count;
	s->pane_opts = s->page.opts;
	s->pane_cursor = 0;
	s->pane_top = 0;
	for (uint32_t i = 0; i < count; i++)
		flow_note(s, &s->pane[i]);
	/* It stays where it was while that note is on the page. */
	for (uint32_t i = 0; i < count; i++)
		if (notes[i].ref == ref) {
			s->pane_cursor = i;
			set_pane_top(s, note_start(s, i) + off);
		}
	if (count == 0 && s->focus == FOCUS_PANE)
		s->focus = FOCUS_PAGE;
}

/* ---- showing ---- */

/* Each note a row at least, and what is left to the first ones. */
static int
slice_overview(const struct session *s, struct pane_slice *out, int room)
{
	int count = 0;

	for (uint32_t i = 0; i < s->pane_count && room > 0; i++) {
		int after = (int)(s->pane_count - i) - 1;
		int rows = least(s->pane[i].rows, most(1, room - after));

		out[count++] = (struct pane_slice){ i, 0, rows };
		room -= rows;
	}
	return count;
}

int
session_pane_slices(const struct session *s, struct pane_slice *out,
    int room)
{
	int skip = s->pane_top;
	int count = 0;

	if (s->focus != FOCUS_PANE && s->pane_top == 0)
		return slice_overview(s, out, room);
	for (uint32_t i = 0; i < s->pane_count && room > 0; i++) {
		int rows = s->pane[i].rows;

		if (skip >= rows) {
			skip -= rows;
			continue;
		}
		out[count] = (struct pane_slice){ i, skip,
			least(rows - skip, room) };
		room -= out[count++].rows;
		skip = 0;
	}
	return count;
}

/* ---- moving ---- */

/* All of the note if there is room, else its start. */
static void
show_note(struct session *s)
{
	int start = note_start(s, s->pane_cursor);
	int end = start + s->pane[s->pane_cursor].rows;

	if (start < s->pane_top)
		set_pane_top(s, start);
	else if (end > s->pane_top + pane_room(s))
		set_pane_top(s, least(start, end - pane_room(s)));
}

static bool
go_to_pane_note(struct session *s, int64_t index)
{
	uint32_t before = s->pane_cursor;
	int64_t last = (int64_t)s->pane_count - 1;

	s->pane_cursor = (uint32_t)(index < 0 ? 0 : index > last ? last :
	    index);
	show_note(s);
	return s->pane_cursor != before;
}

/* The note that has the top row, or the bottom row. */
static uint32_t
note_at_edge(const struct session *s, bool bottom)
{
	int row = s->pane_top + (bottom ? pane_room(s) - 1 : 0);
	uint32_t i = 0;

	while (i + 1 < s->pane_count && note_start(s, i + 1) <= row)
		i++;
	return i;
}

/* By rows; at the ends by notes. */
static bool
scroll_pane(struct session *s, int rows)
{
	int before = s->pane_top;

	set_pane_top(s, before + rows);
	if (s->pane_top == before)
		return go_to_pane_note(s, rows > 0 ?
		    (int64_t)s->pane_count - 1 : 0);
	s->pane_cursor = note_at_edge(s, false);
	return true;
}

/* A row of the note that goes on out of sight, or else the next note. */
static bool
step_pane(struct session *s, int step)
{
	int start = note_start(s, s->pane_cursor);
	int end = start + s->pane[s->pane_cursor].rows;

	if (step > 0 ? end > s->pane_top + pane_room(s) :
	    start < s->pane_top) {
		set_pane_top(s, s->pane_top + step);
		return true;
	}
	return go_to_pane_note(s, (int64_t)s->pane_cursor + step);
}

static bool
step_pane_times(struct session *s, int step, int times)
{
	bool moved = false;

	while (times-- > 0 && step_pane(s, step))
		moved = true;
	return moved;
}

bool
part_move_pane(struct session *s, enum action action, int times)
{
	int room = pane_room(s);
	int64_t at = s->pane_cursor;
	bool moved = true;

	if (s->pane_count == 0)
		return false;
	switch (action) {
	case ACTION_NEXT_LINE: case ACTION_SCROLL_DOWN:
		moved = step_pane_times(s, 1, times);
		break;
	case ACTION_PREV_LINE: case ACTION_SCROLL_UP:
		moved = step_pane_times(s, -1, times);
		break;
	case ACTION_NEXT_MARK: moved = go_to_pane_note(s, at + times); break;
	case ACTION_PREV_MARK: moved = go_to_pane_note(s, at - times); break;
	case ACTION_NEXT_PAGE: moved = scroll_pane(s, room); break;
	case ACTION_PREV_PAGE: moved = scroll_pane(s, -room); break;
	case ACTION_HALF_DOWN: moved = scroll_pane(s, (room + 1) / 2); break;
	case ACTION_HALF_UP: moved = scroll_pane(s, -(room + 1) / 2); break;
	case ACTION_FIRST:
		s->pane_cursor = 0;
		s->pane_top = 0;
		break;
	case ACTION_LAST:
		s->pane_cursor = s->pane_count - 1;
		set_pane_top(s, note_start(s, s->pane_count));
		break;
	default: return false;
	}
	if (!moved)
		session_say(s, "No more notes on this page");
	return true;
}

/* ---- opening and leaving ---- */

/* False, and that is said: the window has no rows for it. */
static bool
show_pane(struct session *s)
{
	s->pane_on = true;
	part_arrange_around_focus(s);
	if (s->frame.pane.rows)
		return true;
	s->pane_on = false;
	session_complain(s, "No room for notes");
	return false;
}

void
part_toggle_pane(struct session *s)
{
	if (s->focus == FOCUS_PANE)
		s->focus = FOCUS_PAGE;
	if (!s->pane_on) {
		if (show_pane(s))
			session_say(s, "Notes of the page are shown under it");
		return;
	}
	s->pane_on = false;
	part_arrange_around_focus(s);
	session_say(s, "Notes of the page are hidden");
}

void
part_swap_pane(struct session *s)
{
	if (s->focus == FOCUS_PANE) {
		s->focus = FOCUS_PAGE;
		return;
	}
	if (s->focus == FOCUS_NOTE)
		return;
	/* It may be on, from a larger window. */
	if (!s->frame.pane.rows && !show_pane(s))
		return;
	if (s->pane_count == 0)
		session_say(s, "No notes on this page");
	else
		s->focus = FOCUS_PANE;
}

void
part_open_pane_note(struct session *s)
{
	struct pane_note *row;

	if (s->pane_cursor >= s->pane_count)
		return;
	row = &s->pane[s->pane_cursor];
	s->focus = FOCUS_PAGE;
	part_focus_mark(s, row->ref);
	if (session_open_note(s, row->note, row->ref))
		session_popup(s)->from_pane = true;
}
