/* reader/session_list.c - what all lists have in common. */
#include "reader/session.h"

#include <stdlib.h>

#include "reader/session_part.h"
#include "uni/uni.h"

/* ---- opening and closing ---- */

void
part_begin_list(struct session *s, enum list_kind kind, const char *title)
{
	if (!s->list_open)
		s->list_before = s->focus;
	s->list_source = 0;
	list_release(&s->list);
	list_init(&s->list, kind, span_str(title));
}

void
part_open_list(struct session *s)
{
	s->list_open = s->list_new = true;
	s->focus = FOCUS_LIST;
	list_refresh(&s->list);
}

void
part_close_list(struct session *s)
{
	uint32_t source = s->list_source;

	s->list_open = false;
	s->focus = s->list_before == FOCUS_LIST ? FOCUS_PAGE :
	    s->list_before;
	if (s->focus == FOCUS_NOTE && s->popup_count == 0)
		s->focus = FOCUS_PAGE;
	/* The notes of a source lead back to the sources. */
	if (source)
		part_list_sources_at(s, source - 1);
}

/* ---- rows ---- */

void
part_add_row(struct session *s, struct span label, const struct buf *text,
    const struct buf *detail, uint64_t place, uint32_t number,
    uint32_t length)
{
	list_add(&s->list, &(struct list_row){
		.label = label,
		.text = buf_span(text),
		.detail = detail ? buf_span(detail) : SPAN(""),
		.place = place,
		.number = number,
		.length = length,
	});
}

void
part_add_heading(struct session *s, struct span title)
{
	list_add(&s->list, &(struct list_row){
		.text = title, .place = DOC_NOWHERE, .heading = true });
}

/* ---- what Enter and sorting do ---- */

/* Show the page under the list, and nothing over it. */
static void
leave_for_page(struct session *s)
{
	s->list_before = FOCUS_PAGE;
	s->list_source = 0;
	part_close_list(s);
	while (s->popup_count)
		part_drop_popup(s);
}

bool
part_keyword_is_on(struct session *s, int id)
{
	const struct keyword *keyword = keywords_at(s->glossary.keywords,
	    id);

	if (keyword->off)
		session_say(s, "%.*s is switched off", SPAN_ARG(
		    keyword->term));
	return !keyword->off;
}

/* Go to the next place of a keyword, if it is looked for. */
static void
choose_row(struct session *s, int id)
{
	if (!part_keyword_is_on(s, id))
		return;
	part_close_list(s);
	s->focus = FOCUS_PAGE;
	part_choose_keyword(s, id);
	part_next_keyword(s, 1);
}

void
part_open_list_row(struct session *s)
{
	struct list_row *row = list_current(&s->list);
	enum list_kind kind = s->list.kind;
	uint64_t place;
	uint32_t number, length;

	if (!row) {
		session_say(s, "The list is empty");
		return;
	}
	place = row->place;
	number = row->number;
	length = row->length;
	switch (kind) {
	case LIST_HELP:
		part_close_list(s);
		session_act(s, (enum action)number, 0);
		break;
	case LIST_KEYWORDS:
		choose_row(s, (int)number);
		break;
	case LIST_SUGGESTIONS:
		part_toggle_row(s);
		break;
	case LIST_NOTES:
		leave_for_page(s);
		part_show_note(s, number);
		break;
	case LIST_CITED_BY:
		leave_for_page(s);
		session_go_row(s, place);
		s->ref = number;
		break;
	case LIST_INFERRED:
		part_close_list(s);
		if (session_popup(s))
			part_open_leant_on(s, session_popup(s)->note, number);
		break;
	case LIST_SOURCES:
		part_open_source(s, number);
		break;
	case LIST_MATCHES: case LIST_CONCORDANCE:
		leave_for_page(s);
		if (number == DOC_NONE)
			session_go_row(s, place);
		else
			part_show_note_at(s, number, place);
		if (kind == LIST_MATCHES)
			s->match = (struct match){ place, length };
		break;
	}
}

/* ---- filtering ---- */

void
part_begin_filter(struct session *s)
{
	s->prompt.row = s->list.cursor < s->list.shown_count ?
	    s->list.shown[s->list.cursor] : 0;
	s->prompt.row_top = s->list.top;
}

void
part_filter_list(struct session *s, struct span text)
{
	buf_clear(&s->list.filter);
	buf_put(&s->list.filter, text);
	list_refresh(&s->list);
	s->list_new = true;
}

/* All rows, on the one that was chosen before. */
void
part_leave_filter(struct session *s)
{
	struct list *list = &s->list;
	uint32_t at = 0;

	buf_clear(&list->filter);
	list_refresh(list);
	while (at < list->shown_count && list->shown[at] != s->prompt.row)
		at++;
	list->top = s->prompt.row_top;
	if (at < list->shown_count)
		list_go(list, at, frame_list_rows(&s->frame) - 1);
}

/* ---- sorting ---- */

static int
by_order(const struct list_row *a, const struct list_row *b)
{
	return (a->serial > b->serial) - (a->serial < b->serial);
}

static int
by_length(const struct list_row *a, const struct list_row *b)
{
	if (a->length != b->length)
		return a->length > b->length ? -1 : 1;
	return by_order(a, b);
}

static int
by_name(const struct list_row *a, const struct list_row *b)
{
	struct buf one = { 0 };
	struct buf other = { 0 };
	int order;

	uni_fold(&one, a->label, NULL);
	uni_fold(&other, b->label, NULL);
	order = span_cmp(buf_span(&one), buf_span(&other));
	buf_release(&one);
	buf_release(&other);
	return order ? order : by_order(a, b);
}

static int
by_text(const struct list_row *a, const struct list_row *b)
{
	int order = span_cmp(a->text, b->text);

	return order ? order : by_order(a, b);
}

static int
by_left(const struct list_row *a, const struct list_row *b)
{
	int order = span_cmp(a->left_key, b->left_key);

	return order ? order : by_order(a, b);
}

static int
by_right(const struct list_row *a, const struct list_row *b)
{
	int order = span_cmp(a->right_key, b->right_key);

	return order ? order : by_order(a, b);
}

/*
 * The orders of each list, the one it opens in first.  Notes are arranged
 * anew instead, since chapters stand among them.
 */
struct order {
	const char *name;
	int (*compare)(const struct list_row *, const struct list_row *);
};

static const struct order orders[][3] = {
	[LIST_HELP] = { { "by place", by_order }, { "by key", by_left } },
	[LIST_KEYWORDS] = { { "as they come", by_order },
		{ "by name", by_name }, { "by count", by_length } },
	[LIST_NOTES] = { { "by number", NULL }, { "by chapter", NULL },
		{ "longest first", NULL } },
	[LIST_CITED_BY] = { { "by place", by_order },
		{ "longest first", by_length } },
	[LIST_INFERRED] = { { "as they come", by_order },
		{ "by note", by_name } },
	[LIST_MATCHES] = { { "by place", by_order } },
	[LIST_SUGGESTIONS] = { { "most telling first", by_order },
		{ "by name", by_name }, { "by count", by_length } },
	[LIST_SOURCES] = { { "by type", by_order },
		{ "most cited first", by_length }, { "by name", by_text } },
	[LIST_CONCORDANCE] = { { "by place", by_order },
		{ "by the words to the left", by_left },
		{ "by the words to the right", by_right } },
};

void
part_sort_list(struct session *s)
{
	const struct order *of = orders[s->list.kind];
	unsigned order = s->list.order + 1;

	if (part_list_grows(s)) {
		session_say(s, "The text is still searched; sort the list "
		    "when it is whole");
		return;
	}
	if (order == 3 || !of[order].name)
		order = 0;
	s->list.order = order;
	if (s->list.kind == LIST_NOTES)
		part_arrange_notes(s);
	else
		list_sort(&s->list, of[order].compare);
	session_say(s, of[1].name ? "Sorted %s" : "Matches stay %s",
	    of[order].name);
}
