/* reader/session_note.c - marks, notes opened over the page, the pane. */
#include "reader/session.h"

#include "reader/session_part.h"
#include "reader/sources.h"
#include "uni/uni.h"

/* What a popup shows of a note it points to, in bytes. */
#define GLIMPSE_BYTES 160

/* ---- popups ---- */

void
part_drop_popup(struct session *s)
{
	struct popup *popup = session_popup(s);

	if (!popup)
		return;
	view_release(&popup->view);
	arena_release(&popup->mem);
	*popup = (struct popup){ 0 };
	s->popup_count--;
	if (s->focus == FOCUS_NOTE && s->popup_count == 0)
		s->focus = FOCUS_PAGE;
}

/*
 * What note `by` means by leaning on note `of`: the source that both cite,
 * or the start of the note's text, on one line.
 */
static void
put_glimpse(struct session *s, uint32_t by, uint32_t of,
    const struct doc_note *note, struct buf *out)
{
	struct source_part part = { note->place, note->end };
	struct buf text = { 0 };
	struct span cut;
	uint64_t end;

	source_between(s->bundle, by, of, &part);
	end = part.end > part.place + GLIMPSE_BYTES ?
	    part.place + GLIMPSE_BYTES : part.end;
	session_words(s, part.place, end, &text);
	cut = buf_span(&text);
	if (end < part.end)
		while (cut.len && cut.ptr[cut.len - 1] != ' ')
			cut.len--;
	buf_put(out, span_trim(cut));
	if (end < part.end)
		buf_puts(out, " ...");
	buf_release(&text);
}

/*
 * What ibid inferred, one line each, set apart from the author's words:
 * "= note 212: UNHCR, Advisory Opinion ..., p. 41 (inferred)".
 */
void
part_put_inferred(struct session *s, uint32_t index,
    const struct doc_note *note, struct buf *out)
{
	for (uint32_t i = 0; i < note->resolve_count; i++) {
		const struct doc_resolve *resolve = &note->resolves[i];
		struct doc_note other;

		if (out->len)
			buf_putc(out, '\v');
		if (resolve->note == DOC_NONE ||
		    bundle_note(s->bundle, resolve->note, &other) !=
		    BUNDLE_OK) {
			buf_puts(out, "? ");
			bundle_text(s->bundle, note->place + resolve->off,
			    note->place + resolve->off + resolve->len, out,
			    NULL);
			buf_puts(out, ": no earlier full citation was "
			    "found");
			continue;
		}
		buf_printf(out, "= note %.*s: ", SPAN_ARG(other.label));
		put_glimpse(s, index, resolve->note, &other, out);
		/* The other note's own full stop comes before ours. */
		if (resolve->locator.len && out->len > 1 &&
		    out->ptr[out->len - 1] == '.' &&
		    out->ptr[out->len - 2] != '.')
			buf_cut(out, out->len - 1);
		if (resolve->locator.len)
			buf_printf(out, ", at %.*s",
			    SPAN_ARG(resolve->locator));
		buf_puts(out, " (inferred)");
	}
}

static void
put_cited(const struct doc_note *note, uint32_t ref, struct buf *out)
{
	if (note->ref_count == 0)
		buf_puts(out, "never cited");
	else if (note->ref_count == 1)
		buf_puts(out, "cited once");
	else
		buf_printf(out, "cited %u times", note->ref_count);
	if (ref != DOC_NONE && note->ref_count)
		buf_puts(out, ", here");
}

/* "404 - discussion, 71 words - cited once, here"; by ear in sentences. */
static void
put_title(const struct session *s, const struct doc_note *note,
    uint32_t ref, struct buf *out)
{
	if (s->settings->number[SETTING_A11Y]) {
		buf_printf(out, "Note %.*s. %s, %u word%s, ",
		    SPAN_ARG(note->label), doc_note_kind_ear(note->kind),
		    note->words, note->words == 1 ? "" : "s");
		put_cited(note, ref, out);
		buf_putc(out, '.');
		return;
	}
	buf_printf(out, "%.*s - %s, %u word%s - ", SPAN_ARG(note->label),
	    doc_note_kind_name(note->kind), note->words,
	    note->words == 1 ? "" : "s");
	put_cited(note, ref, out);
}

/*
 * The note takes the rows it needs, as far as there are; what ibid adds
 * takes up to half of those, so that the author's words come first.
 */
static void
place_popup(struct session *s, struct popup *popup)
{
	const struct popup *first = &s->popups[0];
	struct doc_ref ref;
	int page_rows = s->frame.page.rows;
	int extra = popup->extra ? (int)(popup->extra->row_count -
	    popup->extra->lead_rows) : 0;
	int own = popup->note == DOC_NONE ? 0 :
	    view_height(&popup->view, page_rows);
	int mark_row = -1;

	view_fill(&s->page);
	if (first->note == DOC_NONE)
		mark_row = view_row_of(&s->page, s->cursor);
	else if (first->ref != DOC_NONE &&
	    bundle_ref(s->bundle, first->ref, &ref) == BUNDLE_OK)
		mark_row = view_row_of(&s->page, ref.place);
	frame_place_popup(&s->frame, mark_row, own + extra, &popup->place);
	if (own && own + extra > popup->place.text.rows) {
		int half = popup->place.text.rows / 2;
		int left = popup->place.text.rows - own;

		extra = extra < half ? extra : half > left ? half : left;
	}
	popup->extra_rows = own ? extra : popup->place.text.rows;
	popup->extra_top = 0;
	if (!own)
		return;
	popup->view.rows = popup->place.text.rows - extra;
	if (popup->view.rows < 1)
		popup->view.rows = 1;
	view_fill(&popup->view);
}

void
part_size_popup(struct session *s, struct popup *popup)
{
	struct layout_opts opts = s->page.opts;
	struct buf words = { 0 };
	struct doc_note note;

	opts.cols = frame_popup_cols(&s->frame);
	opts.in_note = true;
	popup->extra = NULL;
	if (popup->note == DOC_NONE) {
		popup->extra = layout_words(&popup->mem, popup->words,
		    &opts);
		place_popup(s, popup);
		return;
	}
	bundle_note(s->bundle, popup->note, &note);
	buf_put(&words, part_inferred(s, popup->note, &note));
	if (s->settings->number[SETTING_A11Y])
		buf_printf(&words, "%sEnd of note %.*s.",
		    words.len ? "\v" : "", SPAN_ARG(note.label));
	if (words.len)
		popup->extra = layout_words(&popup->mem,
		    arena_span(&popup->mem, buf_span(&words)), &opts);
	buf_release(&words);
	view_set_layout(&popup->view, &opts, s->frame.page.rows);
	place_popup(s, popup);
}

/* Rows of what ibid adds that are below those shown. */
static int
extra_below(const struct popup *popup)
{
	if (!popup->extra)
		return 0;
	return (int)(popup->extra->row_count - popup->extra->lead_rows) -
	    popup->extra_top - popup->extra_rows;
}

bool
popup_more_below(struct popup *popup)
{
	return extra_below(popup) > 0 ||
	    (popup->note != DOC_NONE && view_more_below(&popup->view));
}

/* Past the end of the note what ibid adds scrolls; false: no more of it. */
bool
part_scroll_extra(struct popup *popup, int rows)
{
	int below = extra_below(popup);

	if (rows > 0 && (below <= 0 || (popup->note != DOC_NONE &&
	    view_more_below(&popup->view))))
		return false;
	if (rows > below)
		rows = below;
	if (rows < -popup->extra_top)
		rows = -popup->extra_top;
	popup->extra_top += rows;
	return rows != 0;
}

struct popup *
part_push_popup(struct session *s, bool stacked)
{
	struct popup *popup;

	if (!stacked)
		while (s->popup_count)
			part_drop_popup(s);
	if (s->popup_count == POPUPS_MAX) {
		session_complain(s, "%d notes are open; %s closes one",
		    POPUPS_MAX, session_command(s, ACTION_CLOSE));
		return NULL;
	}
	s->note_new = true;
	popup = &s->popups[s->popup_count++];
	*popup = (struct popup){
		.note = DOC_NONE,
		.ref = DOC_NONE,
		.stacked = stacked,
		.before = session_spot(s),
	};
	return popup;
}

static void
show_in_popup(struct popup *popup, uint64_t place)
{
	view_fill(&popup->view);
	if (view_row_of(&popup->view, place) < 0)
		view_go(&popup->view, place, 0);
	view_fill(&popup->view);
	popup->cursor = view_first_text(&popup->view);
}

static bool
open_note(struct session *s, uint32_t index, uint32_t ref, bool stacked)
{
	struct buf title = { 0 };
	struct popup *popup;
	struct doc_note note;

	if (bundle_note(s->bundle, index, &note) != BUNDLE_OK) {
		session_complain(s, "%s",
		    bundle_last_error(s->bundle)->what);
		return false;
	}
	popup = part_push_popup(s, stacked);
	if (!popup)
		return false;
	popup->note = index;
	popup->ref = ref;
	for (uint32_t i = 0; i < note.resolve_count; i++)
		popup->leans |= note.resolves[i].note != DOC_NONE;
	popup->cursor = note.place;
	put_title(s, &note, ref, &title);
	popup->title = arena_span(&popup->mem, buf_span(&title));
	buf_release(&title);
	view_init(&popup->view, s->bundle);
	view_set_range(&popup->view, note.place,
	    note.end > note.place ? note.end : note.place + 1);
	part_size_popup(s, popup);
	s->focus = FOCUS_NOTE;
	return true;
}

bool
session_open_note(struct session *s, uint32_t index, uint32_t ref)
{
	return open_note(s, index, ref,
	    s->focus == FOCUS_NOTE && s->popup_count > 0);
}

/*
 * Everything is as it was when the first of the popups was opened; only a
 * mark that was walked to and is still on the screen keeps the focus.
 */
void
session_close_note(struct session *s)
{
	struct popup *popup = session_popup(s);
	struct spot before;
	uint32_t ref;
	bool from_pane;

	if (!popup)
		return;
	before = popup->before;
	from_pane = popup->from_pane;
	ref = popup->stacked ? DOC_NONE : s->ref;
	part_drop_popup(s);
	if (s->popup_count) {
		s->focus = FOCUS_NOTE;
		s->note_new = true;
		return;
	}
	s->focus = from_pane && s->pane_on ? FOCUS_PANE : FOCUS_PAGE;
	if (s->page.anchor != before.anchor)
		session_set_spot(s, before);
	if (ref != before.ref && ref != DOC_NONE &&
	    view_row_of(&s->page, s->cursor) >= 0)
		return;
	s->ref = before.ref;
	s->cursor = before.cursor;
	part_page_changed(s);
}

/* ---- marks ---- */

/* The first mark from the reading line on that the page shows. */
static uint32_t
mark_on_page(struct session *s)
{
	uint64_t from = s->cursor;
	struct doc_ref ref;
	uint32_t index;

	view_fill(&s->page);
	if (view_row_of(&s->page, from) < 0)
		from = view_top_place(&s->page);
	index = bundle_ref_find(s->bundle, from);
	if (bundle_ref(s->bundle, index, &ref) != BUNDLE_OK ||
	    view_row_of(&s->page, ref.place) < 0)
		return DOC_NONE;
	return index;
}

void
part_focus_mark(struct session *s, uint32_t index)
{
	struct doc_ref ref;

	if (bundle_ref(s->bundle, index, &ref) != BUNDLE_OK)
		return;
	part_set_document(s, bundle_document_at(s->bundle, ref.place));
	s->ref = index;
	s->match_left = true;
	s->cursor = ref.place;
	view_reveal(&s->page, ref.place, false);
	part_page_changed(s);
}

/* A mark inside the note that is open. */
static bool
open_mark_in_note(struct session *s)
{
	struct popup *popup = session_popup(s);
	struct doc_note note;
	struct doc_ref ref;
	uint32_t index;

	if (!popup || popup->note == DOC_NONE ||
	    bundle_note(s->bundle, popup->note, &note) != BUNDLE_OK)
		return false;
	index = bundle_ref_find(s->bundle, popup->cursor);
	if (bundle_ref(s->bundle, index, &ref) != BUNDLE_OK ||
	    ref.place > note.end)
		return false;
	return session_open_note(s, ref.note, index);
}

/* The inner link that stands at `place`, or NULL. */
const struct doc_inline *
part_link_at(struct session *s, uint64_t place)
{
	const struct doc_node *leaf = view_leaf(s->bundle, place, NULL);
	size_t off;

	if (!leaf || place < leaf->place)
		return NULL;
	off = (size_t)(place - leaf->place);
	for (uint32_t i = 0; i < leaf->inline_count; i++) {
		const struct doc_inline *span = &leaf->inlines[i];

		if (span->kind == DOC_LINK && off >= span->off &&
		    off < (size_t)span->off + span->len)
			return span;
	}
	return NULL;
}

void
part_open_mark(struct session *s)
{
	const struct doc_inline *link;
	struct doc_ref ref;
	uint32_t index;
	uint32_t note;

	if (s->focus == FOCUS_NOTE) {
		if (!open_mark_in_note(s))
			session_close_note(s);
		return;
	}
	/* The keyword that was gone to. */
	if (s->ref == DOC_NONE && s->keyword_hit.len &&
	    s->keyword_hit.place == s->cursor &&
	    keywords_at(s->glossary.keywords,
	    s->keyword_hit.id)->definition.len) {
		session_open_meaning(s, s->keyword_hit.id);
		return;
	}
	link = s->ref == DOC_NONE ? part_link_at(s, s->cursor) : NULL;
	if (link && link->place != DOC_NOWHERE &&
	    part_cursor_moves(s)) {
		session_jump(s, link->place, 0);
		return;
	}
	/* In the notes' own chapter Enter goes back to the mark. */
	note = s->ref == DOC_NONE ? bundle_note_at(s->bundle, s->cursor) :
	    DOC_NONE;
	if (note != DOC_NONE && bundle_note_ref(s->bundle, note, 0, &ref,
	    &index) == BUNDLE_OK) {
		struct spot spot;

		if (s->history.at > 0) {
			spot = s->history.spots[s->history.at - 1];
			if (spot.ref != DOC_NONE && bundle_ref(s->bundle,
			    spot.ref, &ref) == BUNDLE_OK &&
			    ref.note == note) {
				history_back(&s->history, session_spot(s),
				    &spot);
				session_set_spot(s, spot);
				return;
			}
		}
		bundle_note_ref(s->bundle, note, 0, &ref, &index);
		session_go_row(s, ref.place);
		part_focus_mark(s, index);
		return;
	}
	index = s->ref != DOC_NONE ? s->ref : mark_on_page(s);
	if (index == DOC_NONE ||
	    bundle_ref(s->bundle, index, &ref) != BUNDLE_OK) {
		session_say(s, "No note mark on this page");
		return;
	}
	if (session_open_note(s, ref.note, index) && s->ref != index) {
		s->ref = index;
		s->cursor = ref.place;
	}
}

static void
say_document(struct session *s)
{
	const struct bundle_document *document =
	    bundle_document(s->bundle, s->document);

	session_say(s, "Document %u: %.*s", s->document + 1,
	    SPAN_ARG(document->title));
}

/*
 * Walk the marks on and beyond the screen.  With a note open the next
 * mark's note takes its place.
 */
void
part_walk_marks(struct session *s, int direction)
{
	uint32_t count = bundle_info(s->bundle)->ref_count;
	struct popup *popup = session_popup(s);
	uint32_t was = s->document;
	struct spot before;
	struct doc_ref ref;
	uint32_t first;
	int64_t index;

	if (popup && popup->stacked) {
		session_say(s, "Esc goes back to the note before");
		return;
	}
	/* A note that was opened by its number is where its first mark is. */
	if (popup && popup->ref == DOC_NONE && popup->note != DOC_NONE &&
	    bundle_note_ref(s->bundle, popup->note, 0, &ref, &first) ==
	    BUNDLE_OK)
		s->ref = first;
	if (s->ref != DOC_NONE) {
		index = (int64_t)s->ref + direction;
	} else {
		index = bundle_ref_find(s->bundle, s->cursor);
		if (direction < 0)
			index--;
	}
	if (index < 0 || index >= count ||
	    bundle_ref(s->bundle, (uint32_t)index, &ref) != BUNDLE_OK) {
		session_say(s, direction > 0 ? "No mark after this one" :
		    "No mark before this one");
		return;
	}
	before = popup ? popup->before : session_spot(s);
	if (!popup && view_row_of(&s->page, ref.place) < 0)
		history_leave(&s->history, session_spot(s));
	part_focus_mark(s, (uint32_t)index);
	if (s->document != was)
		say_document(s);
	if (popup && open_note(s, ref.note, (uint32_t)index, false))
		s->popups[0].before = before;
}

void
part_go_to_note(struct session *s)
{
	struct popup *popup = session_popup(s);
	struct doc_note note;
	struct doc_ref ref;
	struct spot before;
	bool cited;

	if (!popup || popup->note == DOC_NONE ||
	    bundle_note(s->bundle, popup->note, &note) != BUNDLE_OK)
		return;
	before = s->popups[0].before;
	/* Back comes to the very mark. */
	cited = bundle_ref(s->bundle, s->popups[0].ref, &ref) == BUNDLE_OK;
	if (cited) {
		before.ref = s->popups[0].ref;
		before.cursor = ref.place;
		before.anchor = s->page.anchor;
	}
	while (s->popup_count)
		part_drop_popup(s);
	s->focus = FOCUS_PAGE;
	history_leave(&s->history, before);
	part_set_document(s, bundle_document_at(s->bundle, note.place));
	s->ref = DOC_NONE;
	s->cursor = note.place;
	view_go(&s->page, note.place, s->frame.text.rows / 3);
	part_page_changed(s);
	session_say(s, "Note %.*s; %s goes back%s", SPAN_ARG(note.label),
	    session_command(s, ACTION_BACK),
	    cited ? " to its mark" : "");
}

/* Note `of`, on which note `by` leans, with what both cite in view. */
void
part_open_leant_on(struct session *s, uint32_t by, uint32_t of)
{
	struct source_part part;
	struct popup *popup;

	if (!session_open_note(s, of, DOC_NONE))
		return;
	popup = session_popup(s);
	if (source_between(s->bundle, by, of, &part))
		show_in_popup(popup, part.place);
}

/* The note it leans on, or a list where there are several. */
void
part_open_inferred(struct session *s)
{
	struct popup *popup = session_popup(s);
	uint32_t first = DOC_NONE;
	struct doc_note note;

	if (!popup || popup->note == DOC_NONE ||
	    bundle_note(s->bundle, popup->note, &note) != BUNDLE_OK)
		return;
	for (uint32_t i = 0; i < note.resolve_count; i++) {
		uint32_t other = note.resolves[i].note;

		if (other == DOC_NONE || other == first)
			continue;
		if (first != DOC_NONE) {
			part_list_inferred(s, popup->note, &note);
			return;
		}
		first = other;
	}
	if (first != DOC_NONE)
		part_open_leant_on(s, popup->note, first);
	else
		session_say(s, "This note leans on no other");
}

/*
 * Open a note from a list: the page goes to the mark that cites it first,
 * so that the note stands where it is needed.
 */
void
part_show_note(struct session *s, uint32_t note)
{
	struct doc_ref ref;
	uint32_t index = DOC_NONE;

	while (s->popup_count)
		part_drop_popup(s);
	s->focus = FOCUS_PAGE;
	if (bundle_note_ref(s->bundle, note, 0, &ref, &index) == BUNDLE_OK) {
		session_go_row(s, ref.place);
		part_focus_mark(s, index);
	} else {
		index = DOC_NONE;
	}
	session_open_note(s, note, index);
}

/* The same, with `place` in the note's text in view. */
void
part_show_note_at(struct session *s, uint32_t note, uint64_t place)
{
	part_show_note(s, note);
	if (session_popup(s))
		show_in_popup(session_popup(s), place);
}

/* A note over the page as it is, with `place` in its text in view. */
void
part_open_note_at(struct session *s, uint32_t note, uint32_t ref,
    uint64_t place)
{
	if (session_open_note(s, note, ref))
		show_in_popup(session_popup(s), place);
}
