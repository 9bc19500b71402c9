/*
 * reader/session_here.c - what stands where the focus is: links, keywords,
 * text to copy.
 */
#include "reader/session.h"

#include "reader/session_part.h"
#include "uni/uni.h"

/* ---- words over the page that are no note ---- */

static bool
open_words(struct session *s, struct span title, struct span words)
{
	struct popup *popup = part_push_popup(s, s->focus == FOCUS_NOTE &&
	    s->popup_count > 0);

	if (!popup)
		return false;
	popup->cursor = s->cursor;
	popup->words = arena_span(&popup->mem, words);
	popup->title = arena_span(&popup->mem, title);
	view_init(&popup->view, s->bundle);
	part_size_popup(s, popup);
	s->focus = FOCUS_NOTE;
	return true;
}

void
session_show_address(struct session *s)
{
	struct popup *popup = session_popup(s);

	if (s->focus == FOCUS_LIST || (popup && span_eq(popup->words,
	    buf_span(&s->wish_text))))
		return;
	open_words(s, s->settings->number[SETTING_A11Y] ? SPAN("Address.") :
	    SPAN("Address"), buf_span(&s->wish_text));
}

bool
session_open_meaning(struct session *s, int id)
{
	const struct keyword *keyword = keywords_at(s->glossary.keywords,
	    id);
	struct buf title = { 0 };
	bool done;

	if (keyword->definition.len == 0) {
		session_complain(s, "%.*s has no definition",
		    SPAN_ARG(keyword->term));
		return false;
	}
	buf_printf(&title, "%.*s - keyword", SPAN_ARG(keyword->term));
	done = open_words(s, buf_span(&title), keyword->definition);
	if (done)
		session_popup(s)->ref = (uint32_t)id;
	buf_release(&title);
	return done;
}

/* What was opened to show an address makes room for the next. */
void
part_close_address(struct session *s)
{
	struct popup *popup = session_popup(s);

	if (popup && popup->note == DOC_NONE && popup->ref == DOC_NONE)
		session_close_note(s);
}

/* ---- links ---- */

/* The place that an action on "here" is about. */
static uint64_t
here(struct session *s)
{
	struct popup *popup = session_popup(s);

	return s->focus == FOCUS_NOTE && popup ? popup->cursor : s->cursor;
}

/* The first link at or after `place` in its paragraph. */
static const struct doc_inline *
link_after(struct session *s, uint64_t place)
{
	const struct doc_node *leaf = view_leaf(s->bundle, place, NULL);
	const struct doc_inline *first = NULL;

	if (!leaf)
		return NULL;
	for (uint32_t i = 0; i < leaf->inline_count; i++) {
		const struct doc_inline *span = &leaf->inlines[i];

		if (span->kind != DOC_LINK ||
		    leaf->place + span->off + span->len <= place)
			continue;
		if (!first || span->off < first->off)
			first = span;
	}
	return first;
}

/* The first address in [from, to), or NULL. */
static const struct doc_inline *
address_within(struct session *s, uint64_t from, uint64_t to)
{
	while (from < to) {
		const struct doc_node *leaf = view_leaf(s->bundle, from,
		    NULL);
		const struct doc_inline *link = link_after(s, from);

		if (!leaf)
			return NULL;
		if (link && link->target.len)
			return leaf->place + link->off < to ? link : NULL;
		from = leaf->place + leaf->text.len + 1;
	}
	return NULL;
}

static void
browse(struct session *s, struct span address)
{
	s->wish = WISH_BROWSE;
	s->address_shown = true;
	buf_clear(&s->wish_text);
	buf_put(&s->wish_text, address);
	session_say(s, "%.*s", SPAN_ARG(address));
}

static void
follow_row_link(struct session *s)
{
	const struct doc_inline *link = NULL;
	uint64_t from, to;

	if (part_row_stretch(s, &from, &to))
		link = address_within(s, from, to);
	if (link)
		browse(s, link->target);
	else
		session_say(s, "No address in this row");
}

/*
 * The first one from the cursor to the end of the note or the page; when it
 * is asked for again, the next.
 */
static const struct doc_inline *
link_shown(struct session *s)
{
	struct popup *popup = session_popup(s);
	uint64_t at = s->address_shown && !s->linear ? s->address_end :
	    here(s);
	uint64_t to = view_end_place(&s->page);
	struct doc_note note;

	if (s->focus == FOCUS_NOTE && popup && bundle_note(s->bundle,
	    popup->note, &note) == BUNDLE_OK)
		to = note.end;
	while (at < to) {
		const struct doc_node *leaf = view_leaf(s->bundle, at, NULL);
		const struct doc_inline *link = link_after(s, at);

		if (!leaf || (link && leaf->place + link->off >= to))
			return NULL;
		if (link) {
			s->address_end = leaf->place + link->off + link->len;
			return link;
		}
		at = leaf->place + leaf->text.len + 1;
	}
	return NULL;
}

void
part_follow_link(struct session *s)
{
	const struct doc_inline *link;

	if (s->focus == FOCUS_LIST) {
		follow_row_link(s);
		return;
	}
	part_close_address(s);
	link = link_shown(s);
	if (!link) {
		session_say(s, "No link or address from here to the end of "
		    "%s", s->focus == FOCUS_NOTE ? "the note" : "the page");
		s->address_shown = false;
		return;
	}
	if (link->place != DOC_NOWHERE) {
		uint64_t place = link->place;

		while (s->popup_count)
			part_drop_popup(s);
		s->focus = FOCUS_PAGE;
		session_jump(s, place, 0);
		return;
	}
	browse(s, link->target);
}

/* A stretch as it is read: by paragraphs, without what is hidden. */
static void
put_paragraphs(struct session *s, uint64_t from, uint64_t to,
    struct buf *out)
{
	while (from < to) {
		const struct doc_node *leaf = view_leaf(s->bundle, from,
		    NULL);
		uint64_t end;

		if (!leaf)
			return;
		end = leaf->place + leaf->text.len;
		if (leaf->place >= to)
			return;
		if (from < leaf->place)
			from = leaf->place;
		if (out->len)
			buf_puts(out, "\n\n");
		part_put_visible(s, from, end < to ? end : to, out);
		from = end + 1;
	}
}

/* A row of a list: the whole of what it shows the start of. */
static bool
copy_row(struct session *s)
{
	const struct list_row *row = list_current(&s->list);
	uint64_t from, to;

	if (!row)
		return false;
	if (part_row_stretch(s, &from, &to))
		put_paragraphs(s, from, to, &s->wish_text);
	else
		buf_put(&s->wish_text, row->text);
	return true;
}

/*
 * The sentence at the cursor; the paragraph where that is all of it, when
 * it is asked for again, or by a number of 2 or more.
 */
static const char *
copy_text(struct session *s, const struct doc_node *leaf, unsigned count)
{
	size_t from = 0, to = leaf->text.len;
	bool again = s->copied == here(s);

	s->copied = DOC_NOWHERE;
	if (!again && count < 2 && leaf->place <= here(s))
		uni_sentence(leaf->text, (size_t)(here(s) - leaf->place),
		    &from, &to);
	put_paragraphs(s, leaf->place + from, leaf->place + to,
	    &s->wish_text);
	if (to - from == span_trim(leaf->text).len || again || count >= 2)
		return "the paragraph";
	s->copied = here(s);
	return "the sentence";
}

/*
 * The address that was just shown or is in focus, the row, the note that is
 * open, or what is read.
 */
void
part_copy(struct session *s, unsigned count)
{
	struct popup *popup = session_popup(s);
	const struct doc_inline *link;
	const struct doc_node *leaf;
	struct doc_note note;
	const char *what = "the paragraph";

	link = part_link_at(s, here(s));
	leaf = view_leaf(s->bundle, here(s), NULL);
	s->wish_address = s->address_shown;
	if (!s->wish_address)
		buf_clear(&s->wish_text);
	if (s->wish_address) {
		what = "the address";
	} else if (s->focus == FOCUS_LIST) {
		if (!copy_row(s)) {
			session_say(s, "The list is empty");
			return;
		}
		what = "the row";
	} else if (s->focus == FOCUS_PANE && s->pane_cursor < s->pane_count &&
	    bundle_note(s->bundle, s->pane[s->pane_cursor].note, &note) ==
	    BUNDLE_OK) {
		put_paragraphs(s, note.place, note.end, &s->wish_text);
		what = "the note";
	} else if (popup && popup->note != DOC_NONE &&
	    bundle_note(s->bundle, popup->note, &note) == BUNDLE_OK) {
		put_paragraphs(s, note.place, note.end, &s->wish_text);
		what = "the note";
	} else if (popup) {
		buf_put(&s->wish_text, popup->words);
		what = popup->ref == DOC_NONE ? "the address" : "the meaning";
	} else if (link && link->target.len) {
		buf_put(&s->wish_text, link->target);
		s->wish_address = true;
		what = "the address";
	} else if (leaf) {
		what = copy_text(s, leaf, count);
	}
	s->wish = WISH_COPY;
	session_say(s, "Copy %s: ", what);
}

void
part_define(struct session *s)
{
	struct keyword_hit hit;
	int id = glossary_at(&s->glossary, here(s), &hit);

	if (id < 0 && glossary_next(&s->glossary, here(s), 1, -1,
	    view_top_place(&s->page), view_end_place(&s->page), &hit))
		id = hit.id;
	if (id < 0) {
		session_say(s, "No keyword from here on; %s lists them",
		    session_command(s, ACTION_KEYWORDS_LIST));
		return;
	}
	session_open_meaning(s, id);
}
