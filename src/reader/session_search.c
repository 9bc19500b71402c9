/* reader/session_search.c - prompts, searching, walking the matches. */
#include "reader/session.h"

#include <stdlib.h>

#include "reader/session_part.h"
#include "uni/uni.h"

/* ---- prompts ---- */

void
part_prompt(struct session *s, enum prompt_kind kind, bool backward)
{
	struct prompt *prompt = &s->prompt;

	prompt->kind = kind;
	prompt->before = s->focus;
	prompt->spot = session_spot(s);
	outline_keep_folds(&s->outline, &prompt->folds);
	prompt->tree_top = s->tree_top;
	prompt->backward = backward;
	prompt->regex = prompt->due = false;
	prompt->recalled = 0;
	prompt->caret = 0;
	buf_clear(&prompt->text);
	s->focus = FOCUS_PROMPT;
}

void
part_search_prompt(struct session *s, bool backward)
{
	enum focus from;
	int hidden;

	if (s->focus == FOCUS_LIST) {
		part_prompt(s, PROMPT_FILTER, false);
		part_begin_filter(s);
		buf_put(&s->prompt.text, buf_span(&s->list.filter));
		s->prompt.caret = s->prompt.text.len;
		return;
	}
	from = s->focus;
	/* Notes are put aside, so that the matches are seen. */
	hidden = s->popup_count;
	s->popup_count = 0;
	if (s->focus == FOCUS_TREE)
		part_leave_tree(s);
	s->focus = FOCUS_PAGE;
	part_prompt(s, PROMPT_SEARCH, backward);
	s->prompt.from = from;
	s->prompt.hidden_notes = hidden;
}

/* Open the notes again that the search put aside. */
static void
show_hidden_notes(struct session *s)
{
	s->popup_count = s->prompt.hidden_notes;
	s->prompt.hidden_notes = 0;
	for (int i = 0; i < s->popup_count; i++)
		part_size_popup(s, &s->popups[i]);
}

static void
leave_prompt(struct session *s)
{
	s->focus = s->prompt.before;
	s->prompt.kind = PROMPT_NONE;
	s->prompt.due = false;
}

/* ---- searching as one types ---- */

static void
show_place(struct session *s, uint64_t place, uint32_t ref)
{
	part_set_document(s, bundle_document_at(s->bundle, place));
	s->ref = ref;
	s->cursor = place;
	view_fill(&s->page);
	if (view_row_of(&s->page, place) < 0)
		view_go(&s->page, place, s->frame.text.rows / 3);
	part_page_changed(s);
}

void
part_show_match(struct session *s, struct match match)
{
	s->match = match;
	s->match_left = false;
	show_place(s, match.place, DOC_NONE);
}

/* One in a note is shown there, and the note where it is cited. */
static void
meet_match(struct session *s, struct match match)
{
	struct found found = session_found(s, match);

	if (found.ref == DOC_NONE) {
		part_show_match(s, match);
		return;
	}
	s->match = match;
	s->match_left = false;
	show_place(s, found.at, found.ref);
	part_open_note_at(s, found.note, found.ref, match.place);
}

/* By ear a match is heard with its line, which is not written anew. */
static void
put_line_by_ear(struct session *s, struct buf *out)
{
	struct popup *popup = session_popup(s);
	const struct view *view = popup ? &popup->view : &s->page;
	int at = view_row_of(view, s->match.place);
	const struct layout_row *row;

	if (!s->settings->number[SETTING_A11Y] || at < 0)
		return;
	row = view->shown[at].row;
	buf_puts(out, popup ? ", in this note: " : ": ");
	for (int i = 0; i < row->cell_count; i++)
		buf_put(out, row->cells[i].text);
}

/* Parts of a text that are searched before a match is told by ear. */
#define EAR_STEPS 32

/*
 * By ear it is said once, with its number: that of a text of a few megabytes
 * is known in less time than a key may take.
 */
static void
count_by_ear(struct session *s)
{
	if (!s->settings->number[SETTING_A11Y])
		return;
	for (int i = 0; i < EAR_STEPS && find_step(&s->find); i++)
		continue;
}

static void
say_match(struct session *s)
{
	const char *wrapped = !s->seek.wrapped ? "" :
	    s->seek.direction > 0 ? ", from the start again" :
	    ", from the end again";
	struct buf text = { 0 };
	size_t number;

	count_by_ear(s);
	number = session_match_number(s);
	if (!number)
		buf_puts(&text, "Match");
	else
		buf_printf(&text, "Match %zu of %zu%s", number,
		    s->find.total, s->find.full ? "+" : "");
	buf_printf(&text, " for %s%s", buf_cstr(&s->find.pattern), wrapped);
	find_progress(&s->find, &text);
	put_line_by_ear(s, &text);
	session_say(s, "%s", buf_cstr(&text));
	s->message_counts = find_done(&s->find) ? COUNTS_NOTHING :
	    COUNTS_MATCH;
	buf_release(&text);
}

/* The message that named a match says its number when it is known. */
void
part_say_counted(struct session *s)
{
	if (s->settings->number[SETTING_A11Y])
		return;
	if (s->message_counts == COUNTS_MATCH && s->match.len)
		say_match(s);
	else if (s->message_counts == COUNTS_KEYWORD)
		part_say_keyword(s);
}

static void
seek(struct session *s, uint64_t place, int direction, bool by_key)
{
	s->seek = (struct seek){ .on = true, .by_key = by_key,
		.direction = direction, .place = place,
		.before = session_spot(s) };
	part_seek_step(s);
}

/* The page and the contents as they were when the search began. */
static void
return_from_search(struct session *s)
{
	outline_put_back_folds(&s->outline, &s->prompt.folds);
	s->tree_top = s->prompt.tree_top;
	session_set_spot(s, s->prompt.spot);
}

/* There is no match: back to where the search began. */
static void
end_in_vain(struct session *s)
{
	s->seek.on = false;
	if (s->seek.by_key)
		part_say_no_match(s, &s->find);
	else
		return_from_search(s);
}

/*
 * Whether the match at `at` is a way to go back.  What stands on the page is
 * seen from where one is.  By ear there is no page: from match to match is
 * one way, and Back leads to where it began.
 */
static bool
is_far(struct session *s, uint64_t at)
{
	uint64_t from = s->seek.before.cursor;

	if (s->linear)
		return s->match.len == 0 || (from != s->match.place &&
		    from != session_found(s, s->match).at);
	return bundle_document_at(s->bundle, at) != s->document ||
	    view_row_of(&s->page, at) < 0;
}

/* The match that a key asked for; Back goes where one was. */
static void
come_to_match(struct session *s, struct match match)
{
	if (is_far(s, session_found(s, match).at))
		history_leave(&s->history, s->seek.before);
	meet_match(s, match);
	say_match(s);
}

/* Look on for the match; a large text takes several steps. */
void
part_seek_step(struct session *s)
{
	struct seek *seek = &s->seek;
	struct match match;
	bool more;

	if (find_next(&s->find, seek->place, seek->direction, &match,
	    &more)) {
		seek->on = false;
		if (seek->by_key)
			come_to_match(s, match);
		else
			part_show_match(s, match);
	} else if (!more && seek->wrapped) {
		end_in_vain(s);
	} else if (!more) {
		seek->wrapped = true;
		seek->place = seek->direction > 0 ? s->find.from :
		    s->find.to;
		part_seek_step(s);
	}
}

static unsigned
prompt_flags(const struct session *s)
{
	return s->prompt.regex ? QUERY_REGEX : 0;
}

static void
search_typed(struct session *s)
{
	const struct bundle_info *info = bundle_info(s->bundle);
	struct prompt *prompt = &s->prompt;

	prompt->due = false;
	s->match = (struct match){ 0 };
	s->seek.on = s->keyword_counts = false;
	part_open_index(s);
	if (!find_start(&s->find, buf_span(&prompt->text), prompt_flags(s),
	    0, info->text_len, prompt->spot.cursor)) {
		return_from_search(s);
		return;
	}
	seek(s, prompt->spot.cursor, prompt->backward ? -1 : 1, false);
}

void
part_keep_pattern(struct session *s, struct span text, unsigned flags)
{
	if (s->pattern_count && flags ==
	    s->patterns[s->pattern_count - 1].flags &&
	    span_eq(text, s->patterns[s->pattern_count - 1].text))
		return;
	MEM_PUSH(s->patterns, s->pattern_count, s->pattern_room);
	s->patterns[s->pattern_count++] = (struct pattern){
		arena_span(&s->mem, text), flags };
}

bool
session_shows_typing(const struct session *s)
{
	return !s->settings->number[SETTING_A11Y] &&
	    !s->settings->number[SETTING_SLOW];
}

/*
 * In lines nothing is said before all is searched, so that the first match
 * is the first of those that are counted, at the cursor or behind it.
 */
static void
meet_first(struct session *s, const struct spot *before)
{
	int direction = s->find.backward ? -1 : 1;
	const struct found *found;
	bool wrapped;

	while (find_step(&s->find))
		continue;
	session_set_spot(s, *before);
	s->match = (struct match){ 0 };
	found = part_next_found(s, before->cursor - (direction > 0), false,
	    direction, &wrapped);
	if (!found) {
		/* None, or more than are put in order. */
		seek(s, before->cursor, direction, true);
		while (s->seek.on)
			part_seek_step(s);
		return;
	}
	s->seek = (struct seek){ .by_key = true, .wrapped = wrapped,
		.direction = direction, .before = *before };
	come_to_match(s, found->match);
}

static void
accept_search(struct session *s)
{
	struct prompt *prompt = &s->prompt;
	struct spot before = prompt->spot;

	if (prompt->due || (!session_shows_typing(s) && prompt->text.len))
		search_typed(s);
	leave_prompt(s);
	show_hidden_notes(s);
	while (s->popup_count)
		part_drop_popup(s);
	if (prompt->text.len == 0 && s->pattern_count) {
		/* Nothing typed: the pattern before, once more. */
		const struct pattern *last =
		    &s->patterns[s->pattern_count - 1];

		part_open_index(s);
		find_start(&s->find, last->text, last->flags, 0,
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
	part_keep_pattern(s, buf_span(&prompt->text), s->find.flags);
	s->find.backward = prompt->backward;
	s->seek.by_key = true;
	if (s->linear) {
		meet_first(s, &before);
		return;
	}
	if (s->seek.on)
		return;
	if (s->match.len == 0) {
		end_in_vain(s);
		return;
	}
	if (before.anchor != s->page.anchor || before.cursor != s->cursor)
		history_leave(&s->history, before);
	if (session_found(s, s->match).ref != DOC_NONE) {
		session_set_spot(s, before);
		meet_match(s, s->match);
	}
	if (s->settings->number[SETTING_A11Y] || s->find.limit)
		say_match(s);
}

void
part_clear_search(struct session *s)
{
	find_stop(&s->find);
	s->seek.on = false;
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
		return_from_search(s);
		show_hidden_notes(s);
		s->focus = s->prompt.from;
		part_arrange(s);
		s->ref = before.ref;
		s->cursor = before.cursor;
	}
	if (kind == PROMPT_FILTER)
		part_leave_filter(s);
}

/*
 * Whether the next match is looked for from this one, not from the cursor.
 * Scrolling sets the cursor to the top of the page, before the match that
 * may still be on it; that one was seen.
 */
static bool
is_at_match(struct session *s)
{
	uint64_t at;

	if (s->match.len == 0 || s->match_left)
		return false;
	at = session_found(s, s->match).at;
	return s->cursor == at || s->cursor == s->match.place ||
	    (!part_cursor_moves(s) && at > s->cursor &&
	    view_row_of(&s->page, at) >= 0);
}

void
part_next_match(struct session *s, int direction)
{
	const struct found *found;
	bool at_match, wrapped;

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
	s->keyword_counts = false;
	at_match = is_at_match(s);
	found = part_next_found(s, s->cursor, at_match, direction,
	    &wrapped);
	if (!found) {
		seek(s, (at_match ? s->match.place : s->cursor) +
		    (direction > 0), direction, true);
		return;
	}
	s->seek = (struct seek){ .by_key = true, .wrapped = wrapped,
		.direction = direction, .before = session_spot(s) };
	come_to_match(s, found->match);
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
		part_open_index(s);
		find_start(&s->find, pattern, s->find.flags, 0,
		    bundle_info(s->bundle)->text_len, s->cursor);
		s->match = (struct match){ 0 };
		s->seek.on = false;
	}
	session_say(s, "Searching %s", names[s->find.scope]);
}

/* ---- typing ---- */

static void
text_changed(struct session *s)
{
	if (!session_shows_typing(s))
		return;
	if (s->prompt.kind == PROMPT_SEARCH)
		s->prompt.due = true;
	if (s->prompt.kind == PROMPT_FILTER)
		part_filter_list(s, buf_span(&s->prompt.text));
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
	part_search_due(s);
}

/* Bring back what was searched for before (1) or after (-1). */
static void
recall_pattern(struct session *s, int step)
{
	struct prompt *prompt = &s->prompt;
	const struct pattern *past;

	if (prompt->kind != PROMPT_SEARCH)
		return;
	if (step > 0 && prompt->recalled < s->pattern_count)
		prompt->recalled++;
	else if (step < 0 && prompt->recalled > 0)
		prompt->recalled--;
	else {
		session_say(s, step > 0 ? "no older one" : "no newer one");
		return;
	}
	if (prompt->recalled == 0) {
		prompt->regex = false;
		replace_text(s, 0, prompt->text.len, SPAN(""));
		return;
	}
	past = &s->patterns[s->pattern_count - prompt->recalled];
	prompt->regex = past->flags & QUERY_REGEX;
	replace_text(s, 0, prompt->text.len, past->text);
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
	if (kind == PROMPT_FILTER && !session_shows_typing(s))
		part_filter_list(s, text);
	if (kind == PROMPT_KEYWORD && text.len)
		part_add_keyword(s, text);
	if (kind == PROMPT_CONCORDANCE && text.len)
		part_list_concordance(s, text);
	if (kind == PROMPT_SAVE && text.len)
		part_save_keywords(s, text);
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
	} else if (span_eq(name, SPAN("C-r")) &&
	    prompt->kind == PROMPT_SEARCH) {
		prompt->regex = !prompt->regex;
		text_changed(s);
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
part_search_due(struct session *s)
{
	if (s->prompt.due)
		search_typed(s);
}

/* A key that neither ends the prompt nor is a prompt's one letter. */
static void
line_key(struct session *s, struct span name)
{
	if (edit_key(s, name))
		return;
	if (span_eq(name, SPAN("Space")))
		name = SPAN(" ");
	else if (uni_cluster_next(name, 0) != name.len)
		return;
	replace_text(s, s->prompt.caret, s->prompt.caret, name);
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
	line_key(s, name);
	/* Letters that are overtaken by the next cost nothing. */
	if (!s->keys_wait)
		part_search_due(s);
}
