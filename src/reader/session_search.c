/* reader/session_search.c - prompts, searching, walking the matches. */
#include "reader/session.h"

#include <stdlib.h>

#include "reader/session_part.h"
#include "uni/uni.h"

/*
 * Chunks looked at before a key is asked for again; one takes some
 * milliseconds at most.
 */
#define SEEK_CHUNKS 4

/* ---- prompts ---- */

void
part_prompt(struct session *s, enum prompt_kind kind, bool backward)
{
	struct prompt *prompt = &s->prompt;

	prompt->kind = kind;
	prompt->before = s->focus;
	prompt->spot = session_spot(s);
	prompt->backward = backward;
	prompt->seeking = false;
	prompt->recalled = 0;
	prompt->caret = 0;
	buf_clear(&prompt->text);
	s->focus = FOCUS_PROMPT;
}

void
part_search_prompt(struct session *s, bool backward)
{
	if (s->focus == FOCUS_LIST) {
		part_prompt(s, PROMPT_FILTER, false);
		buf_put(&s->prompt.text, buf_span(&s->list.filter));
		s->prompt.caret = s->prompt.text.len;
		return;
	}
	while (s->popup_count)
		session_close_note(s);
	if (s->focus == FOCUS_TREE)
		part_leave_tree(s);
	s->focus = FOCUS_PAGE;
	part_prompt(s, PROMPT_SEARCH, backward);
}

static void
leave_prompt(struct session *s)
{
	s->focus = s->prompt.before;
	s->prompt.kind = PROMPT_NONE;
	s->prompt.seeking = false;
}

/* ---- searching as one types ---- */

static void
show_match(struct session *s, struct match match)
{
	s->match = match;
	s->match_left = false;
	s->ref = DOC_NONE;
	if (bundle_document_at(s->bundle, match.place) != s->document)
		part_set_document(s, bundle_document_at(s->bundle,
		    match.place));
	s->cursor = match.place;
	view_fill(&s->page);
	if (view_row_of(&s->page, match.place) < 0)
		view_go(&s->page, match.place, s->frame.text.rows / 3);
	part_page_changed(s);
}

/* Look on for the first match; a large text takes several steps. */
void
part_seek_step(struct session *s)
{
	struct prompt *prompt = &s->prompt;
	int direction = prompt->backward ? -1 : 1;
	struct match match;
	bool more;

	if (find_next(&s->find, prompt->spot.cursor, direction, SEEK_CHUNKS,
	    &match, &more)) {
		prompt->seeking = false;
		show_match(s, match);
		return;
	}
	prompt->seeking = more;
	if (more)
		return;
	/* Around the end of the text. */
	if (find_next(&s->find, direction > 0 ? s->find.from : s->find.to,
	    direction, UINT32_MAX, &match, &more))
		show_match(s, match);
}

static void
search_typed(struct session *s)
{
	const struct bundle_info *info = bundle_info(s->bundle);
	struct prompt *prompt = &s->prompt;

	s->match = (struct match){ 0 };
	if (!find_start(&s->find, buf_span(&prompt->text), 0, 0,
	    info->text_len, prompt->spot.cursor)) {
		prompt->seeking = false;
		session_set_spot(s, prompt->spot);
		return;
	}
	part_seek_step(s);
	if (!prompt->seeking && s->match.len == 0)
		session_set_spot(s, prompt->spot);
}

static void
keep_pattern(struct session *s, struct span pattern)
{
	if (s->pattern_count && span_eq(pattern,
	    s->patterns[s->pattern_count - 1]))
		return;
	MEM_PUSH(s->patterns, s->pattern_count, s->pattern_room);
	s->patterns[s->pattern_count++] = arena_span(&s->mem, pattern);
}

/* By ear a match is heard with its line, which is not written anew. */
static void
put_line_by_ear(struct session *s, struct buf *out)
{
	int at = view_row_of(&s->page, s->match.place);
	const struct layout_row *row;

	if (!s->settings->number[SETTING_A11Y] || at < 0)
		return;
	row = s->page.shown[at].row;
	buf_puts(out, ": ");
	for (int i = 0; i < row->cell_count; i++)
		buf_put(out, row->cells[i].text);
}

static void
say_match(struct session *s, const char *wrapped)
{
	size_t index = find_index(&s->find, s->match.place);
	struct buf line = { 0 };

	put_line_by_ear(s, &line);
	if (index == SIZE_MAX || !find_done(&s->find))
		session_say(s, "Match for %s%s%s",
		    buf_cstr(&s->find.pattern), wrapped, buf_cstr(&line));
	else
		session_say(s, "Match %zu of %zu%s for %s%s%s", index + 1,
		    s->find.total, s->find.full ? "+" : "",
		    buf_cstr(&s->find.pattern), wrapped, buf_cstr(&line));
	buf_release(&line);
}

static void
accept_search(struct session *s)
{
	struct prompt *prompt = &s->prompt;
	struct spot before = prompt->spot;

	while (prompt->seeking)
		part_seek_step(s);
	leave_prompt(s);
	if (prompt->text.len == 0 && s->pattern_count) {
		/* Nothing typed: the pattern before, once more. */
		find_start(&s->find, s->patterns[s->pattern_count - 1], 0, 0,
		    bundle_info(s->bundle)->text_len, s->cursor);
		part_next_match(s, prompt->backward ? -1 : 1);
		return;
	}
	if (s->find.error.len) {
		session_complain(s, "%s", buf_cstr(&s->find.error));
		part_clear_search(s);
		return;
	}
	if (!s->find.query)
		return;
	keep_pattern(s, buf_span(&prompt->text));
	s->find.backward = prompt->backward;
	if (s->match.len == 0) {
		session_complain(s, "No match for %s",
		    buf_cstr(&prompt->text));
		return;
	}
	if (before.anchor != s->page.anchor || before.cursor != s->cursor)
		history_leave(&s->history, before);
	if (s->settings->number[SETTING_A11Y])
		say_match(s, "");
}

void
part_clear_search(struct session *s)
{
	find_stop(&s->find);
	s->match = (struct match){ 0 };
}

static void
cancel_prompt(struct session *s)
{
	enum prompt_kind kind = s->prompt.kind;
	struct spot before = s->prompt.spot;

	leave_prompt(s);
	if (kind == PROMPT_SEARCH) {
		part_clear_search(s);
		session_set_spot(s, before);
	}
	if (kind == PROMPT_FILTER) {
		buf_clear(&s->list.filter);
		list_refresh(&s->list);
	}
}

/*
 * Where the next match is looked for from: the cursor.  But scrolling sets
 * the cursor to the top of the page, before the match that may still be on
 * it; that one was seen.
 */
static uint64_t
seek_from(struct session *s)
{
	if (!part_cursor_moves(s) && s->match.len && !s->match_left &&
	    s->match.place > s->cursor &&
	    view_row_of(&s->page, s->match.place) >= 0)
		return s->match.place;
	return s->cursor;
}

void
part_next_match(struct session *s, int direction)
{
	uint64_t from = seek_from(s);
	struct match match;
	bool more, wrapped;

	if (!s->find.query) {
		session_say(s, "Nothing is searched for; %s searches",
		    session_command(s, ACTION_SEARCH));
		return;
	}
	if (s->find.backward)
		direction = -direction;
	while (s->popup_count)
		part_drop_popup(s);
	s->focus = FOCUS_PAGE;
	if (direction > 0)
		from++;
	if (!find_next(&s->find, from, direction, UINT32_MAX, &match,
	    &more) && !find_next(&s->find, direction > 0 ? s->find.from :
	    s->find.to, direction, UINT32_MAX, &match, &more)) {
		session_complain(s, "No match for %s",
		    buf_cstr(&s->find.pattern));
		return;
	}
	if (view_row_of(&s->page, match.place) < 0)
		history_leave(&s->history, session_spot(s));
	wrapped = direction > 0 ? match.place < from : match.place > from;
	show_match(s, match);
	say_match(s, !wrapped ? "" : direction > 0 ? ", from the start again" :
	    ", from the end again");
}

void
part_turn_scope(struct session *s)
{
	static const char *const names[] = {
		"text and notes", "the text alone", "the notes alone",
	};
	struct span pattern;

	s->find.scope = (enum find_scope)((s->find.scope + 1) % 3);
	if (s->find.query) {
		pattern = arena_span(&s->mem, buf_span(&s->find.pattern));
		find_start(&s->find, pattern, s->find.flags, 0,
		    bundle_info(s->bundle)->text_len, s->cursor);
		s->match = (struct match){ 0 };
	}
	session_say(s, "Searching %s", names[s->find.scope]);
}

/* ---- keywords ---- */

static void
add_keyword(struct session *s, struct span term)
{
	int id = glossary_add(&s->glossary, GLOSSARY_READER, term, SPAN(""),
	    SPAN(""));

	if (id < 0) {
		session_complain(s, "There is nothing to look for in \"%.*s\"",
		    SPAN_ARG(term));
		return;
	}
	memory_add_keyword(&s->memory, term);
	session_say(s, "%.*s is a keyword now; %s goes to the next",
	    SPAN_ARG(term), session_command(s, ACTION_NEXT_KEYWORD));
}

void
part_next_keyword(struct session *s, int direction)
{
	struct keyword_hit hit;

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
	show_match(s, (struct match){ hit.place, hit.len });
	s->match = (struct match){ 0 };
	session_say(s, "%.*s", SPAN_ARG(keywords_at(s->glossary.keywords,
	    hit.id)->term));
}

/* ---- typing ---- */

static void
text_changed(struct session *s)
{
	switch (s->prompt.kind) {
	case PROMPT_SEARCH:
		search_typed(s);
		break;
	case PROMPT_FILTER:
		buf_clear(&s->list.filter);
		buf_put(&s->list.filter, buf_span(&s->prompt.text));
		list_refresh(&s->list);
		break;
	default:
		break;
	}
}

static void
replace_text(struct session *s, size_t from, size_t to, struct span with)
{
	struct prompt *prompt = &s->prompt;
	struct buf text = { .limit = prompt->text.limit };
	struct span old = buf_span(&prompt->text);

	buf_put(&text, span_slice(old, 0, from));
	buf_put(&text, with);
	buf_put(&text, span_slice(old, to, old.len));
	if (text.failed) {
		buf_release(&text);
		session_complain(s, "That is too long");
		return;
	}
	buf_release(&prompt->text);
	prompt->text = text;
	prompt->caret = from + with.len;
	text_changed(s);
}

void
part_prompt_text(struct session *s, struct span text)
{
	struct buf line = { 0 };

	/* Line ends of a paste must not run anything. */
	for (size_t i = 0; i < text.len; i++)
		buf_putc(&line, (unsigned char)text.ptr[i] < ' ' ||
		    text.ptr[i] == 0x7f ? ' ' : text.ptr[i]);
	replace_text(s, s->prompt.caret, s->prompt.caret, buf_span(&line));
	buf_release(&line);
}

/* Bring back what was searched for before (1) or after (-1). */
static void
recall_pattern(struct session *s, int step)
{
	struct prompt *prompt = &s->prompt;

	if (prompt->kind != PROMPT_SEARCH)
		return;
	if (step > 0 && prompt->recalled < s->pattern_count)
		prompt->recalled++;
	else if (step < 0 && prompt->recalled > 0)
		prompt->recalled--;
	else
		return;
	replace_text(s, 0, prompt->text.len, prompt->recalled ?
	    s->patterns[s->pattern_count - prompt->recalled] : SPAN(""));
}

static size_t
word_start(struct span text, size_t at)
{
	while (at > 0 && text.ptr[at - 1] == ' ')
		at--;
	while (at > 0 && text.ptr[at - 1] != ' ')
		at--;
	return at;
}

static void
accept_prompt(struct session *s)
{
	enum prompt_kind kind = s->prompt.kind;
	struct span text = arena_span(&s->mem, buf_span(&s->prompt.text));

	if (kind == PROMPT_SEARCH) {
		accept_search(s);
		return;
	}
	leave_prompt(s);
	if (kind == PROMPT_KEYWORD && text.len)
		add_keyword(s, text);
	if (kind == PROMPT_CONCORDANCE && text.len)
		part_list_concordance(s, text);
}

/* Keys that edit the line; false for those that are text. */
static bool
edit_key(struct session *s, struct span name)
{
	struct prompt *prompt = &s->prompt;
	struct span text = buf_span(&prompt->text);
	size_t caret = prompt->caret;

	if (span_eq(name, SPAN("Backspace")) || span_eq(name, SPAN("C-h"))) {
		if (caret == 0 && text.len == 0)
			cancel_prompt(s);
		else if (caret > 0)
			replace_text(s, uni_cluster_prev(text, caret), caret,
			    SPAN(""));
	} else if (span_eq(name, SPAN("Delete"))) {
		replace_text(s, caret, uni_cluster_next(text, caret),
		    SPAN(""));
		prompt->caret = caret;
	} else if (span_eq(name, SPAN("C-u"))) {
		replace_text(s, 0, caret, SPAN(""));
	} else if (span_eq(name, SPAN("C-w"))) {
		replace_text(s, word_start(text, caret), caret, SPAN(""));
	} else if (span_eq(name, SPAN("Left")) && caret > 0) {
		prompt->caret = uni_cluster_prev(text, caret);
	} else if (span_eq(name, SPAN("Right"))) {
		prompt->caret = uni_cluster_next(text, caret);
	} else if (span_eq(name, SPAN("Home"))) {
		prompt->caret = 0;
	} else if (span_eq(name, SPAN("End"))) {
		prompt->caret = text.len;
	} else if (span_eq(name, SPAN("Up"))) {
		recall_pattern(s, 1);
	} else if (span_eq(name, SPAN("Down"))) {
		recall_pattern(s, -1);
	} else {
		return false;
	}
	return true;
}

/* The prompts that take one letter. */
static void
letter_key(struct session *s, struct span name)
{
	enum prompt_kind kind = s->prompt.kind;

	leave_prompt(s);
	if (span_eq(name, SPAN("Esc")))
		return;
	if (kind == PROMPT_SET_MARK)
		part_set_mark(s, name.len == 1 ? *name.ptr : '?');
	else
		part_go_to_mark(s, name.len == 1 ? *name.ptr : '?');
}

void
part_prompt_key(struct session *s, struct span name)
{
	enum prompt_kind kind = s->prompt.kind;

	if (kind == PROMPT_SET_MARK || kind == PROMPT_GO_TO_MARK) {
		letter_key(s, name);
		return;
	}
	if (span_eq(name, SPAN("Esc")) || span_eq(name, SPAN("C-g")) ||
	    span_eq(name, SPAN("C-c"))) {
		cancel_prompt(s);
		return;
	}
	if (span_eq(name, SPAN("Enter"))) {
		accept_prompt(s);
		return;
	}
	if (edit_key(s, name))
		return;
	if (span_eq(name, SPAN("Space")))
		name = SPAN(" ");
	else if (uni_cluster_next(name, 0) != name.len)
		return;
	replace_text(s, s->prompt.caret, s->prompt.caret, name);
}
