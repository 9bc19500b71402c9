/* linear/act.c - notes, searches, lists: what the session does, in words. */
#include "linear/parts.h"

/* ---- notes ---- */

static void
say_notes_here(struct linear *l)
{
	struct session *s = l->session;
	struct buf line = { 0 };
	struct doc_ref ref;
	struct doc_note note;
	int count = 0;

	for (uint32_t i = bundle_ref_find(s->bundle, l->place);
	    bundle_ref(s->bundle, i, &ref) == BUNDLE_OK &&
	    ref.place < l->end; i++) {
		if (bundle_note(s->bundle, ref.note, &note) != BUNDLE_OK)
			continue;
		buf_printf(&line, "%s%.*s", count++ ? ", " : "Notes here: ",
		    SPAN_ARG(note.label));
	}
	buf_puts(&line, count ? "." : "No notes here.");
	speak_line(l, buf_span(&line));
	buf_release(&line);
}

void
act_note(struct linear *l, struct span label)
{
	struct session *s = l->session;

	if (label.len == 0)
		say_notes_here(l);
	else if (session_open_label(s, label))
		speak_note(l, session_popup(s)->note);
	else
		speak_message(l);
}

static void
say_place_name(struct linear *l, uint64_t place, const char *words)
{
	struct buf line = { 0 };

	buf_puts(&line, words);
	speak_put_place(l, place, &line);
	buf_putc(&line, '.');
	speak_line(l, buf_span(&line));
	buf_release(&line);
}

void
act_back(struct linear *l)
{
	struct session *s = l->session;

	if (s->list_open) {
		session_act(s, ACTION_CLOSE, 0);
		/* The notes of a source lead back to the sources. */
		if (s->list_open)
			speak_list(l);
		else
			speak_line(l, SPAN("List closed."));
		return;
	}
	/* Nothing is open over the text: out of the place itself. */
	if (!s->popup_count) {
		act_do(l, ACTION_BACK, SPAN(""));
		return;
	}
	session_act(s, ACTION_CLOSE, 0);
	if (s->popup_count) {
		speak_note(l, session_popup(s)->note);
		return;
	}
	say_place_name(l, l->place, "Back. ");
}

/* ---- standing ---- */

/* Whether `place` is in the unit that was read last. */
static bool
is_in_unit(const struct linear *l, uint64_t place)
{
	return place >= l->place && place < (l->end > l->place ? l->end :
	    l->place + 1);
}

void
act_stand_here(struct linear *l)
{
	struct session *s = l->session;

	if (s->popup_count || s->list_open)
		return;
	if (!l->exact || !is_in_unit(l, s->cursor)) {
		s->cursor = l->place;
		s->ref = DOC_NONE;
	}
	if (s->page.anchor != l->place)
		session_set_spot(s, (struct spot){ l->place, s->cursor,
		    s->ref, 0 });
}

/* Where the session has gone: its unit, and the very place in it. */
static void
read_there(struct linear *l)
{
	struct session *s = l->session;
	uint64_t cursor = s->cursor;
	uint32_t ref = s->ref;
	const struct doc_node *leaf = view_leaf(s->bundle, cursor, NULL);

	/* A mark stands behind the sentence it belongs to. */
	if (ref != DOC_NONE && leaf && cursor > leaf->place)
		s->cursor--;
	read_here(l);
	s->cursor = cursor;
	s->ref = ref;
	l->exact = true;
}

/* What was read was heard: what comes next is looked for behind it. */
static void
pass_unit(struct linear *l, bool back)
{
	struct session *s = l->session;

	if (l->exact || l->fresh || s->popup_count)
		return;
	s->cursor = back || l->end == l->place ? l->place : l->end - 1;
	s->ref = DOC_NONE;
}

/* ---- searching ---- */

static void
act_match(struct linear *l)
{
	struct session *s = l->session;
	struct buf line = { 0 };
	struct found found;
	struct doc_note note;

	while (s->seek.on || find_step(&s->find))
		session_step(s);
	if (!s->find.query || s->match.len == 0) {
		if (s->message.len)
			speak_message(l);
		else
			speak_line(l, SPAN("Nothing is searched for."));
		return;
	}
	found = session_found(s, s->match);
	buf_puts(&line, "Match ");
	session_put_number(s, &line);
	buf_printf(&line, "%s. ", !s->seek.wrapped ? "" :
	    s->seek.direction > 0 ? ", from the start again" :
	    ", from the end again");
	speak_put_place(l, found.at, &line);
	if (found.ref != DOC_NONE && bundle_note(s->bundle, found.note,
	    &note) == BUNDLE_OK)
		buf_printf(&line, ", in note %.*s", SPAN_ARG(note.label));
	buf_putc(&line, '.');
	speak_line(l, buf_span(&line));
	speak_unit(l, found.at);
	s->cursor = found.at;
	l->exact = true;
	if (found.ref != DOC_NONE)
		speak_note_at(l, found.note, s->match.place);
	buf_release(&line);
}

/* Type `text` into the prompt that `action` opens. */
static void
answer_prompt(struct linear *l, enum action action, struct span text)
{
	struct session *s = l->session;

	session_act(s, action, 0);
	if (s->focus != FOCUS_PROMPT)
		return;
	session_paste(s, text);
	session_key(s, SPAN("Enter"));
}

void
act_search(struct linear *l, enum action action, struct span pattern)
{
	l->session->cursor = l->place;
	answer_prompt(l, action, pattern);
	act_match(l);
}

void
act_find_again(struct linear *l, enum action action)
{
	struct session *s = l->session;

	/* From the match, not from the start of its unit. */
	if (s->match.len && is_in_unit(l, session_found(s, s->match).at))
		s->cursor = s->match.place;
	else
		pass_unit(l, action == ACTION_PREV_MATCH);
	session_act(s, action, 0);
	act_match(l);
}

void
act_filter(struct linear *l, struct span words)
{
	struct session *s = l->session;

	buf_clear(&s->list.filter);
	answer_prompt(l, ACTION_SEARCH, words);
	if (s->list.shown_count) {
		speak_list(l);
		return;
	}
	speak_format(l, "No row has %.*s; all are kept.", SPAN_ARG(words));
	buf_clear(&s->list.filter);
	list_refresh(&s->list);
}

/* ---- note marks ---- */

/*
 * The marks of the unit were read with it: the next one is in another.  The
 * mark at the end of a sentence belongs to that sentence.
 */
void
act_walk_marks(struct linear *l, enum action action)
{
	struct session *s = l->session;
	const struct doc_node *leaf = view_leaf(s->bundle, l->place, NULL);
	bool back = action == ACTION_PREV_MARK;
	uint64_t at = back ? l->place : l->end;

	while (s->list_open)
		session_act(s, ACTION_CLOSE, 0);
	if (!s->popup_count && !l->fresh) {
		s->ref = DOC_NONE;
		s->cursor = at + (leaf && at > leaf->place &&
		    at <= leaf->place + leaf->text.len);
	}
	act_do(l, action, SPAN(""));
}

/* ---- all other actions ---- */

/* The address was said; where a program opens addresses, it does now. */
static void
open_address(struct linear *l)
{
	struct buf error = { 0 };

	if (!l->opts->browse) {
		speak_line(l, SPAN("Not opened: restricted mode."));
		return;
	}
	fflush(l->opts->out);
	if (l->opts->browse(buf_span(&l->session->wish_text), &error))
		speak_line(l, SPAN("Opened."));
	else
		speak_format(l, "Not opened: %s.", buf_cstr(&error));
	buf_release(&error);
}

/* The words added, in the file that was named. */
static void
save(struct linear *l)
{
	struct session *s = l->session;
	struct buf error = { 0 };

	if (!l->opts->save)
		speak_line(l, SPAN("Not saved: restricted mode."));
	else if (l->opts->save(buf_span(&s->wish_text),
	    buf_span(&s->wish_bytes), &error))
		speak_format(l, "Saved in %s.", buf_cstr(&s->wish_text));
	else
		speak_format(l, "%s: %s.", buf_cstr(&s->wish_text),
		    buf_cstr(&error));
	buf_release(&error);
}

/* What was shown, so that only what is new is said. */
struct before {
	int popups;
	uint32_t note;		/* DOC_NONE: none was open */
	bool list;
	uint64_t cursor;
};

static struct before
before_now(struct session *s)
{
	struct popup *popup = session_popup(s);

	return (struct before){ s->popup_count,
		popup ? popup->note : DOC_NONE, s->list_open, s->cursor };
}

static bool
is_new(const struct session *s, const struct popup *popup,
    const struct before *before)
{
	return popup && (s->popup_count > before->popups ||
	    (s->popup_count == before->popups &&
	    popup->note != before->note));
}

static void
speak_meaning(struct linear *l, const struct popup *popup)
{
	const struct keyword *keyword = keywords_at(
	    l->session->glossary.keywords, (int)popup->ref);

	speak_format(l, "%.*s: %.*s", SPAN_ARG(keyword->term),
	    SPAN_ARG(keyword->definition));
	session_act(l->session, ACTION_CLOSE, 0);
}

/*
 * A list that is still filled, and a number in what is said, are waited for;
 * the list may come to nothing.
 */
static void
finish(struct linear *l)
{
	struct session *s = l->session;

	while (s->message_counts && session_busy(s) &&
	    !ask_interrupted(l->ask))
		session_step(s);
	while (s->matches_wanted && !ask_interrupted(l->ask))
		session_step(s);
	while (s->list_open && session_busy(s) && !ask_interrupted(l->ask))
		session_step(s);
}

/* Far from what was read before, perhaps. */
static bool
goes_to_another_place(enum action action)
{
	return action == ACTION_BACK || action == ACTION_FORWARD ||
	    action == ACTION_GO_TO_MARK;
}

/* The message, if any; then the text where the session has gone. */
static void
say_place(struct linear *l, enum action action, const struct before *before)
{
	struct session *s = l->session;

	if (s->message.len)
		speak_message(l);
	else if (goes_to_another_place(action))
		say_place_name(l, s->cursor, action == ACTION_BACK ?
		    "Back. " : "");
	if (s->wish == WISH_BROWSE)
		open_address(l);
	else if (s->message.len == 0 || s->cursor != before->cursor)
		read_there(l);
}

/* What the session shows now, in words. */
static void
say_outcome(struct linear *l, enum action action,
    const struct before *before)
{
	struct session *s = l->session;
	struct popup *popup;

	finish(l);
	popup = session_popup(s);
	if (s->quit)
		l->done = true;
	else if (s->wish == WISH_SAVE)
		save(l);
	else if (s->list_open && (!before->list || s->message.len == 0))
		speak_list(l);
	else if (is_new(s, popup, before) && popup->note != DOC_NONE)
		speak_note(l, popup->note);
	else if (is_new(s, popup, before))
		speak_meaning(l, popup);
	else
		say_place(l, action, before);
	s->wish = WISH_NONE;
}

/* The row of that number of the open list; false, and words: none. */
bool
act_choose_row(struct linear *l, unsigned number)
{
	struct list *list = &l->session->list;
	unsigned at = 0;

	for (uint32_t i = 0; i < list->shown_count; i++) {
		if (list->rows[list->shown[i]].heading || ++at != number)
			continue;
		list->cursor = i;
		return true;
	}
	if (number)
		speak_format(l, "The list has %u row%s.", at,
		    at == 1 ? "" : "s");
	else
		speak_line(l, SPAN("Rows are counted from 1."));
	return false;
}

/*
 * The concordance of a word, or of row 2 of a list of keywords; false when
 * there is no such row.
 */
static bool
list_lines(struct linear *l, struct span argument)
{
	struct session *s = l->session;
	bool words = s->list_open && (s->list.kind == LIST_KEYWORDS ||
	    s->list.kind == LIST_SUGGESTIONS);
	unsigned number;

	if (words && span_number(argument, &number) == argument.len) {
		if (!act_choose_row(l, number))
			return false;
		session_act(s, ACTION_CONCORDANCE, 0);
		return true;
	}
	if (words)
		session_act(s, ACTION_CLOSE, 0);
	answer_prompt(l, ACTION_CONCORDANCE, argument);
	return true;
}

static void
say_needs(struct linear *l, enum action action, const char *what,
    const char *example)
{
	const char *command = action_info(action)->linear;

	speak_format(l, "%s needs %s: %s %s.", command, what, command,
	    example);
}

/* Walk to the next keyword, from behind what was heard. */
static void
walk_keywords(struct linear *l, enum action action)
{
	struct session *s = l->session;
	uint64_t from;

	pass_unit(l, action == ACTION_PREV_KEYWORD);
	from = s->cursor;
	session_act(s, action, 0);
	finish(l);
	if (s->message.len)
		speak_message(l);
	if (s->cursor != from)
		read_there(l);
}

/* The links of [from, to) one by one; NULL: there are fewer. */
static const struct doc_inline *
link_of(struct session *s, uint64_t from, uint64_t to, unsigned *number,
    uint64_t *place)
{
	while (from < to) {
		const struct doc_node *leaf = view_leaf(s->bundle, from,
		    NULL);

		if (!leaf || leaf->place >= to)
			return NULL;
		for (uint32_t i = 0; i < leaf->inline_count; i++) {
			const struct doc_inline *link = &leaf->inlines[i];

			*place = leaf->place + link->off;
			if (link->kind == DOC_LINK && *place >= from &&
			    *place < to && --*number == 0)
				return link;
		}
		from = leaf->place + leaf->text.len + 1;
	}
	return NULL;
}

/* The row's address, or that link of what was read; the first for 0. */
static void
follow_link(struct linear *l, unsigned number)
{
	struct session *s = l->session;
	struct popup *popup = session_popup(s);
	struct before before = before_now(s);
	unsigned left = number ? number : 1;
	uint64_t from = l->place, to = l->end, place;
	struct doc_note note;

	if (s->list_open) {
		if (number && !act_choose_row(l, number))
			return;
	} else {
		if (popup && bundle_note(s->bundle, popup->note, &note) ==
		    BUNDLE_OK) {
			from = note.place;
			to = note.end;
		}
		if (!link_of(s, from, to, &left, &place)) {
			left = number ? number - left : 0;
			if (left)
				speak_format(l, left == 1 ? "There is %u link "
				    "here." : "There are %u links here.",
				    left);
			else
				speak_line(l, SPAN("No link or address "
				    "here."));
			return;
		}
		if (popup)
			popup->cursor = place;
		else
			s->cursor = place;
	}
	session_act(s, ACTION_FOLLOW_LINK, 0);
	say_outcome(l, ACTION_FOLLOW_LINK, &before);
}

static bool
needs_list(enum action action)
{
	return action == ACTION_SORT || action == ACTION_TOGGLE_ROW;
}

static bool
needs_note(enum action action)
{
	return action == ACTION_GO_TO_NOTE || action == ACTION_CITED_BY ||
	    action == ACTION_GO_TO_INFERRED;
}

/* What an action needs after its command, and an example; NULL: nothing. */
static const char *
needed(enum action action, const char **example)
{
	switch (action) {
	case ACTION_SET_MARK: case ACTION_GO_TO_MARK:
		*example = "a";
		return "a letter";
	case ACTION_ADD_KEYWORD: case ACTION_CONCORDANCE:
		*example = "whale";
		return "a word";
	case ACTION_SAVE_KEYWORDS:
		*example = "my.keywords";
		return "a file";
	case ACTION_TOGGLE_ROW:
		*example = "2";
		return "a row";
	default:
		return NULL;
	}
}

void
act_do(struct linear *l, enum action action, struct span argument)
{
	struct session *s = l->session;
	struct before before = before_now(s);
	const char *example;
	const char *what = needed(action, &example);
	bool letter = action == ACTION_SET_MARK ||
	    action == ACTION_GO_TO_MARK;
	unsigned number = 0;

	buf_clear(&s->message);
	span_number(argument, &number);
	if (needs_list(action) && !s->list_open) {
		speak_line(l, SPAN("No list is open; k lists the keywords, "
		    "notes the notes."));
		return;
	}
	if (needs_note(action) && !s->popup_count) {
		speak_line(l, SPAN("No note is open; n 12 opens note 12."));
		return;
	}
	if (what && (!argument.len || (letter && argument.len > 1))) {
		say_needs(l, action, what, example);
		return;
	}
	switch (action) {
	case ACTION_SET_MARK: case ACTION_GO_TO_MARK:
		session_act(s, action, 0);
		session_key(s, argument);
		break;
	case ACTION_CONCORDANCE:
		if (!list_lines(l, argument))
			return;
		break;
	case ACTION_ADD_KEYWORD: case ACTION_SAVE_KEYWORDS:
		answer_prompt(l, action, argument);
		break;
	case ACTION_NEXT_KEYWORD: case ACTION_PREV_KEYWORD:
		walk_keywords(l, action);
		return;
	case ACTION_FOLLOW_LINK:
		follow_link(l, number);
		return;
	case ACTION_TOGGLE_ROW:
		if (!act_choose_row(l, number))
			return;
		session_act(s, action, 0);
		break;
	case ACTION_SORT:
		session_act(s, action, 0);
		speak_message(l);
		buf_clear(&s->message);
		break;
	default:
		session_act(s, action, 0);
	}
	say_outcome(l, action, &before);
}

void
act_open_row(struct linear *l, unsigned number)
{
	struct session *s = l->session;
	struct before before = before_now(s);

	buf_clear(&s->message);
	if (!act_choose_row(l, number))
		return;
	session_act(s, ACTION_OPEN, 0);
	finish(l);
	/* A keyword is said by its number, and with its paragraph. */
	if (!s->list_open && !session_popup(s) && s->message.len) {
		speak_message(l);
		read_there(l);
		return;
	}
	say_outcome(l, ACTION_OPEN, &before);
}
