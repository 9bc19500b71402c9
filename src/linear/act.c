/* linear/act.c - notes, searches, lists: what the session does, in words. */
#include "linear/parts.h"

/* ---- notes ---- */

void
act_notes_here(struct linear *l)
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
		act_notes_here(l);
	else if (session_open_label(s, label))
		speak_note(l, session_popup(s)->note);
	else
		speak_message(l);
}

void
act_back(struct linear *l)
{
	struct session *s = l->session;
	struct buf line = { 0 };

	if (s->list_open) {
		session_act(s, ACTION_CLOSE, 0);
		speak_line(l, SPAN("List closed."));
		return;
	}
	session_act(s, ACTION_CLOSE, 0);
	if (s->popup_count) {
		speak_note(l, session_popup(s)->note);
		return;
	}
	buf_puts(&line, "Back. ");
	speak_put_place(l, l->place, &line);
	buf_putc(&line, '.');
	speak_line(l, buf_span(&line));
	buf_release(&line);
}

/* ---- searching ---- */

void
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
	buf_printf(&line, "Match %zu of %zu. ", session_match_number(s),
	    s->find.total);
	speak_put_place(l, found.at, &line);
	if (found.ref != DOC_NONE && bundle_note(s->bundle, found.note,
	    &note) == BUNDLE_OK)
		buf_printf(&line, ", in note %.*s", SPAN_ARG(note.label));
	buf_putc(&line, '.');
	speak_line(l, buf_span(&line));
	speak_unit(l, found.at);
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
	uint64_t cursor;
	int popups;
	uint32_t note;		/* DOC_NONE: none was open */
};

static struct before
before_now(struct session *s)
{
	struct popup *popup = session_popup(s);

	return (struct before){ s->cursor, s->popup_count,
		popup ? popup->note : DOC_NONE };
}

static bool
is_new(const struct session *s, const struct popup *popup,
    const struct before *before)
{
	return popup && (s->popup_count > before->popups ||
	    (s->popup_count == before->popups &&
	    popup->note != before->note));
}

/* What the session shows now, in words. */
static void
say_outcome(struct linear *l, const struct before *before)
{
	struct session *s = l->session;
	struct popup *popup;

	while (s->matches_wanted)
		session_step(s);
	popup = session_popup(s);
	if (s->quit) {
		l->done = true;
	} else if (s->wish == WISH_SAVE) {
		save(l);
	} else if (s->list_open) {
		while (session_busy(s))
			session_step(s);
		speak_list(l);
	} else if (is_new(s, popup, before) && popup->note != DOC_NONE) {
		speak_note(l, popup->note);
	} else if (is_new(s, popup, before)) {
		const struct keyword *keyword = keywords_at(
		    s->glossary.keywords, (int)popup->ref);

		speak_format(l, "%.*s: %.*s", SPAN_ARG(keyword->term),
		    SPAN_ARG(keyword->definition));
		session_act(s, ACTION_CLOSE, 0);
	} else if (s->message.len) {
		speak_message(l);
		if (s->cursor != before->cursor)
			read_here(l);
	} else if (s->cursor != before->cursor) {
		read_here(l);
	} else {
		speak_line(l, SPAN("Done."));
	}
	if (s->wish == WISH_BROWSE)
		open_address(l);
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
	speak_format(l, "The list has %u rows.", at);
	return false;
}

static void
say_needs(struct linear *l, enum action action, const char *what,
    const char *example)
{
	const char *command = action_info(action)->linear;

	speak_format(l, "%s needs %s: %s %s.", command, what, command,
	    example);
}

void
act_do(struct linear *l, enum action action, struct span argument)
{
	struct session *s = l->session;
	struct before before = before_now(s);
	unsigned count = 0;

	buf_clear(&s->message);
	span_number(argument, &count);
	switch (action) {
	case ACTION_SET_MARK: case ACTION_GO_TO_MARK:
		if (!argument.len) {
			say_needs(l, action, "a letter", "a");
			return;
		}
		session_act(s, action, 0);
		session_key(s, span_slice(argument, 0, 1));
		break;
	case ACTION_ADD_KEYWORD: case ACTION_CONCORDANCE:
		if (!argument.len) {
			say_needs(l, action, "a word", "whale");
			return;
		}
		answer_prompt(l, action, argument);
		break;
	case ACTION_SAVE_KEYWORDS:
		if (!argument.len) {
			say_needs(l, action, "a file", "my.keywords");
			return;
		}
		answer_prompt(l, action, argument);
		break;
	case ACTION_SORT: case ACTION_TOGGLE_ROW:
		if (!s->list_open) {
			speak_line(l, SPAN("No list is open; k lists the "
			    "keywords, notes the notes."));
			return;
		}
		if (count)
			act_choose_row(l, count);
		session_act(s, action, 0);
		break;
	case ACTION_GO_TO_NOTE: case ACTION_GO_TO_INFERRED:
	case ACTION_CITED_BY:
		if (!before.popups) {
			speak_line(l, SPAN("No note is open; n 12 opens "
			    "note 12."));
			return;
		}
		session_act(s, action, 0);
		break;
	default:
		session_act(s, action, count);
	}
	say_outcome(l, &before);
}

void
act_open_row(struct linear *l, unsigned number)
{
	struct session *s = l->session;
	struct before before = before_now(s);

	if (!act_choose_row(l, number))
		return;
	session_act(s, ACTION_OPEN, 0);
	say_outcome(l, &before);
}
