/* reader/session_list.c - the lists: keys, keywords, notes, matches. */
#include "reader/session.h"

#include <stdlib.h>

#include "reader/session_part.h"
#include "reader/sources.h"
#include "search/concord.h"
#include "uni/uni.h"

/* Rows of a list of matches; nobody reads more, and counts are exact. */
#define LIST_MATCHES_MAX 5000

/* What a row shows of a note or a sentence, in bytes. */
#define LINE_BYTES 300

/* ---- opening and closing ---- */

static void
begin_list(struct session *s, enum list_kind kind, const char *title)
{
	if (!s->list_open)
		s->list_before = s->focus;
	list_release(&s->list);
	list_init(&s->list, kind, span_str(title));
}

void
part_open_list(struct session *s)
{
	s->list_open = true;
	s->focus = FOCUS_LIST;
	list_refresh(&s->list);
}

void
part_close_list(struct session *s)
{
	s->list_open = false;
	s->focus = s->list_before == FOCUS_LIST ? FOCUS_PAGE :
	    s->list_before;
	if (s->focus == FOCUS_NOTE && s->popup_count == 0)
		s->focus = FOCUS_PAGE;
}

/* ---- texts of rows ---- */

/* The text of [from, to) on one line, at most LINE_BYTES of it. */
static void
put_text(struct session *s, uint64_t from, uint64_t to, struct buf *out)
{
	size_t start = out->len;
	uint64_t end = to > from + LINE_BYTES ? from + LINE_BYTES : to;

	session_words(s, from, end, out);
	if (end < to) {
		size_t cut = out->len;

		while (cut > start && out->ptr[cut - 1] != ' ')
			cut--;
		buf_cut(out, cut);
		buf_puts(out, "...");
	}
}

static void
add_row(struct session *s, struct span label, const struct buf *text,
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

static void
add_heading(struct session *s, struct span title)
{
	list_add(&s->list, &(struct list_row){
		.text = title, .place = DOC_NOWHERE, .heading = true });
}

/* ---- help ---- */

static const struct {
	unsigned where;
	const char *title;
} help_parts[] = {
	{ WHERE_ANY, "Everywhere" },
	{ WHERE_TEXT, "In the text and in notes" },
	{ WHERE_PAGE, "In the text" },
	{ WHERE_NOTE, "In an open note" },
	{ WHERE_TREE, "In the contents" },
	{ WHERE_LIST, "In lists" },
};

void
part_list_help(struct session *s)
{
	struct buf keys = { 0 };
	struct buf help = { 0 };
	struct buf name = { 0 };

	begin_list(s, LIST_HELP, "Keys");
	for (size_t p = 0; p < sizeof help_parts / sizeof *help_parts; p++) {
		add_heading(s, span_str(help_parts[p].title));
		for (int i = 1; i < ACTION_COUNT; i++) {
			const struct action_info *info =
			    action_info((enum action)i);

			if (info->where != help_parts[p].where)
				continue;
			buf_clear(&keys);
			buf_clear(&help);
			keymap_keys(&s->settings->keys, (enum action)i,
			    &keys);
			buf_clear(&name);
			buf_puts(&help, info->help);
			buf_puts(&name, info->name);
			add_row(s, keys.len ? buf_span(&keys) : SPAN("-"),
			    &help, &name, DOC_NOWHERE, (uint32_t)i, 0);
		}
	}
	buf_release(&keys);
	buf_release(&help);
	buf_release(&name);
	part_open_list(s);
}

/* ---- keywords ---- */

/* Where it stands, one character for each part of the text. */
static void
put_bar(const struct glossary_count *count, struct buf *out)
{
	for (int i = 0; i < GLOSSARY_PARTS; i++) {
		uint32_t n = count->parts[i];

		buf_putc(out, n == 0 ? '.' : n < 3 ? '-' : n < 10 ? '=' :
		    '#');
	}
}

static void
put_keyword(struct session *s, int id, struct buf *text, struct buf *detail)
{
	const struct keyword *keyword = keywords_at(s->glossary.keywords,
	    id);

	buf_clear(text);
	buf_clear(detail);
	buf_printf(text, "%u", glossary_total(&s->glossary, id));
	/* By ear a bar is noise. */
	if (!s->settings->number[SETTING_A11Y] &&
	    !s->settings->number[SETTING_LINEAR]) {
		buf_puts(text, "  ");
		put_bar(&s->glossary.counts[id], text);
	}
	if (keyword->off)
		buf_puts(text, ", off");
	buf_put(detail, keyword->definition);
}

void
part_list_keywords(struct session *s)
{
	static const char *const titles[] = {
		"Keywords of the document", "Keywords from a file",
		"Keywords given at the start", "Keywords added while reading",
	};
	size_t count = keywords_count(s->glossary.keywords);
	struct buf text = { 0 };
	struct buf detail = { 0 };

	if (count == 0) {
		session_say(s, "There are no keywords; a adds one");
		return;
	}
	glossary_count(&s->glossary);
	begin_list(s, LIST_KEYWORDS, "Keywords");
	for (unsigned set = 0; set < 4; set++) {
		bool titled = false;

		for (size_t i = 0; i < count; i++) {
			const struct keyword *keyword =
			    keywords_at(s->glossary.keywords, (int)i);

			if (keyword->set != set)
				continue;
			if (!titled)
				add_heading(s, span_str(titles[set]));
			titled = true;
			put_keyword(s, (int)i, &text, &detail);
			add_row(s, keyword->term, &text, &detail,
			    DOC_NOWHERE, (uint32_t)i,
			    glossary_total(&s->glossary, (int)i));
		}
	}
	buf_release(&text);
	buf_release(&detail);
	part_open_list(s);
}

/* Counts that grow while the list is open. */
void
part_list_counts(struct session *s)
{
	struct buf text = { 0 };
	struct buf detail = { 0 };

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
	}
	buf_release(&text);
	buf_release(&detail);
}

void
part_toggle_row(struct session *s)
{
	struct list_row *row = list_current(&s->list);
	const struct keyword *keyword;

	if (!row || s->list.kind != LIST_KEYWORDS) {
		session_say(s, "Only keywords can be switched on and off");
		return;
	}
	keyword = keywords_at(s->glossary.keywords, (int)row->number);
	keywords_set_off(s->glossary.keywords, (int)row->number,
	    !keyword->off);
	row->off = !row->off;
	part_list_counts(s);
	session_say(s, "%.*s is %s", SPAN_ARG(keyword->term),
	    row->off ? "not highlighted" : "highlighted");
}

/* ---- notes and what cites them ---- */

static void
put_citing(struct session *s, uint32_t note, struct buf *out)
{
	struct doc_ref ref;

	if (bundle_note_ref(s->bundle, note, 0, &ref, NULL) == BUNDLE_OK)
		part_sentence_at(s, ref.place, out);
	else
		buf_puts(out, "never cited");
}

void
part_list_notes(struct session *s)
{
	uint32_t count = bundle_info(s->bundle)->note_count;
	struct buf text = { 0 };
	struct buf detail = { 0 };
	uint32_t here = 0;

	if (count == 0) {
		session_say(s, "There are no notes");
		return;
	}
	begin_list(s, LIST_NOTES, "Notes");
	for (uint32_t i = 0; i < count; i++) {
		struct doc_note note;

		if (bundle_note(s->bundle, i, &note) != BUNDLE_OK)
			continue;
		buf_clear(&text);
		buf_clear(&detail);
		buf_puts(&text, note.kind == DOC_NOTE_SOURCE ? "source: " :
		    "says more: ");
		put_text(s, note.place, note.end, &text);
		put_citing(s, i, &detail);
		if (note.place <= s->cursor)
			here = i;
		add_row(s, note.label, &text, &detail, note.place, i,
		    note.words);
	}
	buf_release(&text);
	buf_release(&detail);
	part_open_list(s);
	if (s->ref != DOC_NONE) {
		struct doc_ref ref;

		if (bundle_ref(s->bundle, s->ref, &ref) == BUNDLE_OK)
			here = ref.note;
	}
	list_go(&s->list, here, s->frame.page.rows - 1);
}

void
part_list_cited_by(struct session *s)
{
	struct popup *popup = session_popup(s);
	struct buf text = { 0 };
	struct buf title = { 0 };
	struct doc_note note;
	struct doc_section section;

	if (!popup || popup->note == DOC_NONE ||
	    bundle_note(s->bundle, popup->note, &note) != BUNDLE_OK)
		return;
	if (note.ref_count == 0) {
		session_say(s, "Note %.*s is never cited",
		    SPAN_ARG(note.label));
		return;
	}
	buf_printf(&title, "Cites note %.*s", SPAN_ARG(note.label));
	begin_list(s, LIST_CITED_BY, buf_cstr(&title));
	for (uint32_t k = 0; k < note.ref_count; k++) {
		struct doc_ref ref;
		uint32_t index;

		if (bundle_note_ref(s->bundle, popup->note, k, &ref,
		    &index) != BUNDLE_OK)
			break;
		buf_clear(&text);
		part_sentence_at(s, ref.place, &text);
		section.title = SPAN("");
		if (ref.section != DOC_NONE)
			bundle_section(s->bundle, ref.section, &section);
		buf_clear(&title);
		buf_printf(&title, "%u", k + 1);
		add_row(s, buf_span(&title), &text, NULL, ref.place, index,
		    (uint32_t)text.len);
	}
	buf_release(&text);
	buf_release(&title);
	part_open_list(s);
}

void
part_list_sources(struct session *s)
{
	struct sources sources;
	struct source source;
	struct buf text = { 0 };
	struct buf detail = { 0 };

	sources_init(&sources, s->bundle);
	if (!sources_next(&sources, &source)) {
		sources_release(&sources);
		session_say(s, "The notes name no sources");
		return;
	}
	begin_list(s, LIST_SOURCES, "Sources");
	do {
		buf_clear(&text);
		buf_clear(&detail);
		put_text(s, source.text.place, source.text.end, &text);
		buf_puts(&detail, source.note_count > 1 ? "notes " :
		    "note ");
		source_labels(s->bundle, &source, &detail);
		add_row(s, span_str(*source.type ? source.type : "source"),
		    &text, &detail, DOC_NOWHERE, source.notes[0],
		    (uint32_t)source.times);
	} while (sources_next(&sources, &source));
	sources_release(&sources);
	buf_release(&text);
	buf_release(&detail);
	part_open_list(s);
}

/* ---- matches and concordance ---- */

static void
add_section_heading(struct session *s, uint64_t place, uint32_t *last)
{
	uint32_t index = bundle_section_at(s->bundle, place);
	struct doc_section section;

	if (index == *last)
		return;
	*last = index;
	if (index != DOC_NONE && bundle_section(s->bundle, index,
	    &section) == BUNDLE_OK)
		add_heading(s, section.title);
}

void
part_list_matches(struct session *s)
{
	struct buf text = { 0 };
	struct buf label = { 0 };
	uint32_t last = DOC_NONE;
	uint32_t number = 0;

	if (!s->find.query) {
		session_say(s, "Nothing is searched for; / searches");
		return;
	}
	while (find_step(&s->find))
		continue;
	if (s->find.total == 0) {
		session_complain(s, "No match for %s",
		    buf_cstr(&s->find.pattern));
		return;
	}
	begin_list(s, LIST_MATCHES, "Matches");
	for (uint32_t c = 0; c < s->find.chunk_count; c++) {
		const struct find_chunk *chunk = &s->find.chunks[c];

		for (uint32_t i = 0; i < chunk->count &&
		    number < LIST_MATCHES_MAX; i++) {
			uint64_t place = chunk->items[i].place;
			uint32_t note = bundle_note_at(s->bundle, place);
			struct doc_note in;

			add_section_heading(s, place, &last);
			buf_clear(&text);
			buf_clear(&label);
			buf_printf(&label, "%u", ++number);
			if (note != DOC_NONE && bundle_note(s->bundle, note,
			    &in) == BUNDLE_OK)
				buf_printf(&text, "note %.*s: ",
				    SPAN_ARG(in.label));
			part_sentence_at(s, place, &text);
			add_row(s, buf_span(&label), &text, NULL, place, i,
			    chunk->items[i].len);
		}
	}
	buf_release(&text);
	buf_release(&label);
	part_open_list(s);
}

static void
add_concordance(struct session *s, const struct match *match)
{
	const struct doc_node *leaf = view_leaf(s->bundle, match->place,
	    NULL);
	struct concord_line line;
	struct arena mem = { 0 };
	struct buf text = { 0 };
	struct span left;
	size_t cols;
	size_t side;

	if (!leaf)
		return;
	concord_line(&mem, leaf->text, leaf->place, *match, &line);
	/* Aligned in the middle of the row: cut on the left, pad if short. */
	side = (size_t)(s->frame.page.cols > 40 ?
	    s->frame.page.cols / 2 - 10 : 10);
	left = line.left;
	for (cols = uni_cols(left, 1); cols > side && left.len;
	    cols = uni_cols(left, 1))
		left = span_slice(left, uni_cluster_next(left, 0), left.len);
	buf_fill(&text, ' ', side - cols);
	buf_put(&text, left);
	buf_put(&text, line.middle);
	buf_put(&text, line.right);
	list_add(&s->list, &(struct list_row){
		.text = buf_span(&text),
		.place = match->place,
		.length = match->len,
		.left_key = line.left_key,
		.right_key = line.right_key,
	});
	buf_release(&text);
	arena_release(&mem);
}

void
part_list_concordance(struct session *s, struct span word)
{
	struct find find;

	find_init(&find, s->bundle, s->index);
	if (!find_start(&find, word, QUERY_WORD, 0,
	    bundle_info(s->bundle)->text_len, 0)) {
		session_complain(s, "%s", buf_cstr(&find.error));
		find_release(&find);
		return;
	}
	while (find_step(&find))
		continue;
	if (find.total == 0) {
		session_complain(s, "No match for %.*s", SPAN_ARG(word));
		find_release(&find);
		return;
	}
	begin_list(s, LIST_CONCORDANCE, "Concordance");
	for (uint32_t c = 0; c < find.chunk_count; c++)
		for (uint32_t i = 0; i < find.chunks[c].count &&
		    s->list.count < LIST_MATCHES_MAX; i++)
			add_concordance(s, &find.chunks[c].items[i]);
	find_release(&find);
	part_open_list(s);
}

/* ---- what Enter and sorting do ---- */

void
part_open_list_row(struct session *s)
{
	struct list_row *row = list_current(&s->list);
	enum list_kind kind = s->list.kind;
	uint64_t place;
	uint32_t number;

	if (!row) {
		session_say(s, "The list is empty");
		return;
	}
	place = row->place;
	number = row->number;
	switch (kind) {
	case LIST_HELP:
		part_close_list(s);
		session_act(s, (enum action)number, 0);
		break;
	case LIST_KEYWORDS:
		part_close_list(s);
		s->focus = FOCUS_PAGE;
		s->keyword_chosen = (int)number + 1;
		part_next_keyword(s, 1);
		break;
	case LIST_NOTES:
		part_close_list(s);
		part_show_note(s, number);
		break;
	case LIST_CITED_BY:
		s->list_before = FOCUS_PAGE;
		part_close_list(s);
		while (s->popup_count)
			part_drop_popup(s);
		session_go_row(s, place);
		s->ref = number;
		break;
	case LIST_SOURCES:
		part_close_list(s);
		part_show_note(s, number);
		break;
	case LIST_MATCHES:
	case LIST_CONCORDANCE:
		s->list_before = FOCUS_PAGE;
		part_close_list(s);
		while (s->popup_count)
			part_drop_popup(s);
		session_go_row(s, place);
		break;
	}
}

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
	int order = span_cmp(a->label, b->label);

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

void
part_sort_list(struct session *s)
{
	static const struct {
		const char *name;
		int (*compare)(const struct list_row *,
		    const struct list_row *);
	} orders[] = {
		{ "as they come", by_order }, { "by name", by_name },
		{ "longest first", by_length },
	}, contexts[] = {
		{ "by place", by_order },
		{ "by the words to the left", by_left },
		{ "by the words to the right", by_right },
	};
	bool words = s->list.kind == LIST_CONCORDANCE;
	unsigned order = (s->list.order + 1) % 3;

	s->list.order = order;
	list_sort(&s->list, words ? contexts[order].compare :
	    orders[order].compare);
	session_say(s, "Sorted %s", words ? contexts[order].name :
	    orders[order].name);
}
