/*
 * reader/session_words.c - keywords: the panel, walking, suggesting, saving.
 */
#include "reader/session.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/least.h"
#include "reader/session_part.h"
#include "uni/uni.h"

/* ---- the panel ---- */

/* Below so many columns a bar tells two parts by one character. */
#define BAR_COLS 60

/* Where it stands, one character for each part of the text, or for two. */
static void
put_bar(const struct session *s, const struct glossary_count *count,
    struct buf *out)
{
	static const char *const ascii[] = { ".", "-", "=", "#" };
	static const char *const blocks[] = { "\u00b7", "\u2582", "\u2585",
		"\u2588" };
	const struct settings *set = s->settings;
	/* Where ambiguous characters are wide the blocks would not fit. */
	const char *const *glyphs = set->number[SETTING_CHARSET] ==
	    CHARSET_ASCII || set->number[SETTING_AMBIGUOUS] > 1 ? ascii :
	    blocks;
	int step = s->frame.cols < BAR_COLS ? 2 : 1;

	for (int i = 0; i < GLOSSARY_PARTS; i += step) {
		uint32_t n = count->parts[i];

		if (step > 1)
			n += count->parts[i + 1];
		buf_puts(out, glyphs[n == 0 ? 0 : n < 3 ? 1 : n < 10 ? 2 :
		    3]);
	}
}

static void
put_keyword(struct session *s, int id, struct buf *text, struct buf *detail)
{
	const struct keyword *keyword = keywords_at(s->glossary.keywords,
	    id);

	unsigned total = glossary_total(&s->glossary, id);

	buf_clear(text);
	buf_clear(detail);
	/* By ear a bar is noise, and a column no help. */
	if (s->settings->number[SETTING_A11Y] ||
	    s->settings->number[SETTING_LINEAR]) {
		buf_printf(text, "%u", total);
	} else {
		buf_printf(text, "%*u  ", snprintf(NULL, 0, "%u",
		    s->glossary.highest), total);
		put_bar(s, &s->glossary.counts[id], text);
	}
	if (keyword->off)
		buf_puts(text, ", off");
	buf_put(detail, keyword->definition);
}

static void
list_set(struct session *s, unsigned set)
{
	size_t count = keywords_count(s->glossary.keywords);
	struct buf text = { 0 };
	struct buf detail = { 0 };
	bool titled = false;

	for (size_t i = 0; i < count; i++) {
		const struct keyword *keyword =
		    keywords_at(s->glossary.keywords, (int)i);

		if (keyword->set != set)
			continue;
		if (!titled)
			part_add_heading(s, glossary_set_title(&s->glossary,
			    set));
		titled = true;
		put_keyword(s, (int)i, &text, &detail);
		part_add_row(s, keyword->term, &text, &detail, DOC_NOWHERE,
		    (uint32_t)i, glossary_total(&s->glossary, (int)i));
		s->list.rows[s->list.count - 1].off = keyword->off;
	}
	buf_release(&text);
	buf_release(&detail);
}

void
part_list_keywords(struct session *s)
{
	if (keywords_count(s->glossary.keywords) == 0) {
		session_say(s, "There are no keywords; %s adds one",
		    session_command(s, ACTION_ADD_KEYWORD));
		return;
	}
	glossary_count(&s->glossary);
	part_begin_list(s, LIST_KEYWORDS, "Keywords");
	for (unsigned set = 0; set < s->glossary.set_count; set++)
		list_set(s, set);
	part_open_list(s);
}

/* Counts that grow while the list is open, and bars that change with it. */
void
part_list_counts(struct session *s)
{
	struct buf text = { 0 };
	struct buf detail = { 0 };
	int widest = 0;

	if (s->list.kind != LIST_KEYWORDS)
		return;
	for (uint32_t i = 0; i < s->list.count; i++) {
		struct list_row *row = &s->list.rows[i];

		if (row->heading)
			continue;
		row->length = glossary_total(&s->glossary, (int)row->number);
		put_keyword(s, (int)row->number, &text, &detail);
		if (!span_eq(row->text, buf_span(&text)))
			row->text = arena_span(&s->list.mem,
			    buf_span(&text));
		widest = most(widest, (int)uni_cols(row->text, 1));
	}
	s->list.text_cols = widest;
	buf_release(&text);
	buf_release(&detail);
}

/* ---- adding, choosing, walking ---- */

/* The panel, if it is open, with the new one under the cursor. */
static void
show_added(struct session *s, uint32_t id)
{
	if (s->linear || !s->list_open || s->list.kind != LIST_KEYWORDS)
		return;
	part_list_keywords(s);
	for (uint32_t i = 0; i < s->list.shown_count; i++) {
		const struct list_row *row =
		    &s->list.rows[s->list.shown[i]];

		if (!row->heading && row->number == id)
			list_go(&s->list, i, frame_list_rows(&s->frame) - 1);
	}
}

void
part_add_keyword(struct session *s, struct span term)
{
	int id = glossary_add(&s->glossary, GLOSSARY_READER, term, SPAN(""),
	    SPAN(""));

	if (id < 0) {
		session_complain(s, "There is nothing to look for in \"%.*s\"",
		    SPAN_ARG(term));
		return;
	}
	memory_add_keyword(&s->memory, term);
	show_added(s, (uint32_t)id);
	session_say(s, "%.*s is a keyword now; %s goes to the next",
	    SPAN_ARG(term), session_command(s, ACTION_NEXT_KEYWORD));
}

void
part_choose_keyword(struct session *s, int id)
{
	s->keyword_chosen = id + 1;
	s->keyword_counts = id >= 0;
	glossary_choose(&s->glossary, id);
}

/* "whale, 3 of 17"; the numbers when all are counted. */
void
part_say_keyword(struct session *s)
{
	int id = s->keyword_hit.id;
	bool counted = id == s->keyword_chosen - 1 &&
	    !glossary_busy(&s->glossary);
	struct buf text = { 0 };

	buf_put(&text, keywords_at(s->glossary.keywords, id)->term);
	if (counted)
		buf_printf(&text, ", %zu of %zu",
		    glossary_chosen_count(&s->glossary, 0,
		    s->keyword_hit.place) + 1,
		    glossary_chosen_count(&s->glossary, 0, UINT64_MAX));
	session_say(s, "%s", buf_cstr(&text));
	s->message_counts = !counted && id == s->keyword_chosen - 1 ?
	    COUNTS_KEYWORD : COUNTS_NOTHING;
	buf_release(&text);
}

void
part_next_keyword(struct session *s, int direction)
{
	struct keyword_hit hit;
	bool another;

	while (s->popup_count)
		part_drop_popup(s);
	s->focus = FOCUS_PAGE;
	if (!glossary_next(&s->glossary, s->cursor, direction,
	    s->keyword_chosen - 1, s->page.from, s->page.to, &hit)) {
		if (keywords_count(s->glossary.keywords))
			session_say(s, "No keyword %s this place",
			    direction > 0 ? "after" : "before");
		else
			session_say(s, "There are no keywords; %s adds one",
			    session_command(s, ACTION_ADD_KEYWORD));
		return;
	}
	if (view_row_of(&s->page, hit.place) < 0)
		history_leave(&s->history, session_spot(s));
	part_show_match(s, (struct match){ hit.place, hit.len });
	s->match = (struct match){ 0 };
	another = s->keyword_hit.len == 0 || s->keyword_hit.id != hit.id;
	s->keyword_hit = hit;
	part_say_keyword(s);
	if (another && keywords_at(s->glossary.keywords,
	    hit.id)->definition.len)
		buf_printf(&s->message, "; %s shows what it means",
		    session_command(s, ACTION_DEFINE));
}

/* ---- on and off ---- */

static void
toggle_keyword(struct session *s, struct list_row *row)
{
	const struct keyword *keyword = keywords_at(s->glossary.keywords,
	    (int)row->number);

	keywords_set_off(s->glossary.keywords, (int)row->number, !keyword->off);
	row->off = keyword->off;
	if (row->off && s->keyword_chosen == (int)row->number + 1)
		part_choose_keyword(s, -1);
	part_list_counts(s);
	session_say(s, "%.*s is %s", SPAN_ARG(keyword->term),
	    row->off ? "not highlighted" : "highlighted");
}

static void
put_suggestion(struct session *s, struct list_row *row, uint32_t count)
{
	int id = keywords_find(s->glossary.keywords, row->label);
	bool on = id >= 0 && !keywords_at(s->glossary.keywords, id)->off;

	row->text = arena_printf(&s->list.mem, "%u time%s%s", count,
	    count == 1 ? "" : "s", on ? ", a keyword" : "");
}

/* Make it a keyword, or one no longer looked for. */
static void
toggle_suggestion(struct session *s, struct list_row *row)
{
	int id = keywords_find(s->glossary.keywords, row->label);

	if (id < 0) {
		part_add_keyword(s, row->label);
	} else {
		bool off = !keywords_at(s->glossary.keywords, id)->off;

		keywords_set_off(s->glossary.keywords, id, off);
		session_say(s, "%.*s is %s", SPAN_ARG(row->label),
		    off ? "not highlighted" : "highlighted");
	}
	put_suggestion(s, row, row->length);
}

void
part_toggle_row(struct session *s)
{
	struct list_row *row = list_current(&s->list);

	if (row && s->list.kind == LIST_KEYWORDS)
		toggle_keyword(s, row);
	else if (row && s->list.kind == LIST_SUGGESTIONS)
		toggle_suggestion(s, row);
	else
		session_say(s, "Only keywords can be switched on and off");
}

/* ---- suggestions ---- */

/* The chapter that is meant: the row of the contents, or the one read. */
static void
chapter_meant(struct session *s, uint64_t *from, uint64_t *to,
    struct span *title)
{
	uint32_t index = session_section(s);
	struct doc_section section;

	*from = s->page.from;
	*to = s->page.to;
	*title = SPAN("the document");
	if (s->focus == FOCUS_TREE) {
		outline_range(&s->outline, s->tree_cursor, from, to);
		*title = outline_title(&s->outline, s->tree_cursor);
	} else if (index != DOC_NONE && bundle_section(s->bundle, index,
	    &section) == BUNDLE_OK) {
		*from = section.place;
		*to = section.end;
		*title = section.title;
	}
}

void
part_list_suggestions(struct session *s)
{
	struct index_term *terms = mem_array(SUGGEST_MAX, sizeof *terms);
	struct arena mem = { 0 };
	struct buf heading = { 0 };
	struct span title;
	uint64_t from, to;
	size_t count;

	chapter_meant(s, &from, &to, &title);
	part_open_index(s);
	count = suggest_words(&s->suggest, from, to, &mem, terms,
	    SUGGEST_MAX);
	if (count == 0) {
		session_say(s, "No words set %.*s apart from the rest",
		    SPAN_ARG(title));
	} else {
		buf_printf(&heading, "Words that set %.*s apart",
		    SPAN_ARG(title));
		part_begin_list(s, LIST_SUGGESTIONS, buf_cstr(&heading));
		buf_clear(&heading);
		for (size_t i = 0; i < count; i++) {
			part_add_row(s, terms[i].term, &heading, NULL,
			    DOC_NOWHERE, (uint32_t)i, terms[i].count);
			put_suggestion(s, &s->list.rows[i], terms[i].count);
		}
		part_open_list(s);
	}
	buf_release(&heading);
	arena_release(&mem);
	free(terms);
}

/* ---- saving ---- */

void
part_save_keywords(struct session *s, struct span path)
{
	buf_clear(&s->wish_bytes);
	keywords_write(s->glossary.keywords, GLOSSARY_READER,
	    &s->wish_bytes);
	buf_clear(&s->wish_text);
	buf_put(&s->wish_text, path);
	s->wish = WISH_SAVE;
}

void
part_save_prompt(struct session *s)
{
	struct buf bytes = { 0 };

	keywords_write(s->glossary.keywords, GLOSSARY_READER, &bytes);
	if (bytes.len == 0)
		session_say(s, "No keywords were added; %s adds one",
		    session_command(s, ACTION_ADD_KEYWORD));
	else
		part_prompt(s, PROMPT_SAVE, false);
	buf_release(&bytes);
}
