/* linear/linear.c - the conversation: commands in, units out. */
#include <stdlib.h>
#include <string.h>

#include "linear/parts.h"

/* A command line longer than this is no command. */
#define LINE_MAX_BYTES 4096

/* How many units one command may ask for. */
#define UNITS_MAX 1000

static const struct bundle_document *
document(struct linear *l)
{
	return bundle_document(l->session->bundle, l->session->document);
}

/* ---- reading on ---- */

static bool
read_next(struct linear *l)
{
	const struct bundle_document *doc = document(l);
	const struct doc_node *leaf;
	uint64_t from = l->fresh ? l->session->cursor : l->end;

	if (!doc)
		return false;
	leaf = speak_leaf_from(l, from, doc->end);
	if (!leaf) {
		speak_line(l, SPAN("End of document."));
		return false;
	}
	if (from < leaf->place)
		from = leaf->place;
	/* The space between two sentences is in neither. */
	while (l->sentences && from < leaf->place + leaf->text.len &&
	    leaf->text.ptr[from - leaf->place] == ' ')
		from++;
	return speak_unit(l, l->sentences ? from : leaf->place);
}

static bool
read_before(struct linear *l)
{
	const struct bundle_document *doc = document(l);
	const struct doc_node *leaf = doc ? speak_leaf_before(l, l->place,
	    doc->place) : NULL;

	if (!leaf) {
		speak_line(l, SPAN("Start of document."));
		return false;
	}
	return speak_unit(l, l->sentences ? l->place > leaf->place +
	    leaf->text.len ? leaf->place + leaf->text.len - 1 :
	    l->place - 2 : leaf->place);
}

static void
read_several(struct linear *l, unsigned count, bool back)
{
	if (count == 0)
		count = 5;
	if (count > UNITS_MAX)
		count = UNITS_MAX;
	while (count-- > 0)
		if (!(back ? read_before(l) : read_next(l)))
			return;
}

static void
read_here(struct linear *l)
{
	struct session *s = l->session;
	const struct bundle_document *doc = document(l);
	const struct doc_node *leaf = doc ? speak_leaf_from(l, s->cursor,
	    doc->end) : NULL;

	if (leaf)
		speak_unit(l, leaf->place > s->cursor ? leaf->place :
		    s->cursor);
	else
		speak_line(l, SPAN("End of document."));
}

/* Paragraph `number` of the chapter. */
static void
read_paragraph(struct linear *l, unsigned number)
{
	struct session *s = l->session;
	uint32_t index = bundle_section_at(s->bundle, l->place);
	const struct doc_node *leaf;
	struct doc_section section;
	uint64_t at;
	unsigned count = 0;

	if (index == DOC_NONE || bundle_section(s->bundle, index,
	    &section) != BUNDLE_OK) {
		speak_line(l, SPAN("No chapter here; t lists them."));
		return;
	}
	for (at = section.place;
	    (leaf = speak_leaf_from(l, at, section.end)) != NULL;
	    at = leaf->place + leaf->text.len + 1) {
		if (leaf->kind == DOC_HEADING || ++count < number)
			continue;
		session_jump(s, leaf->place, 0);
		speak_unit(l, leaf->place);
		return;
	}
	speak_format(l, "This chapter has %u paragraphs.", count);
}

/* ---- chapters ---- */

static void
say_chapter(struct linear *l, uint32_t index)
{
	struct session *s = l->session;
	struct doc_section section;
	const struct doc_node *heading;
	unsigned count;

	if (bundle_section(s->bundle, index, &section) != BUNDLE_OK) {
		speak_format(l, "There are %u chapters; t lists them.",
		    bundle_info(s->bundle)->section_count);
		return;
	}
	session_jump(s, section.place, 0);
	count = speak_count_paragraphs(l, section.place, section.end);
	speak_format(l, "Chapter %u. %.*s. %u paragraph%s.", index + 1,
	    SPAN_ARG(section.title), count, count == 1 ? "" : "s");
	/* The heading was said: the next unit is the text. */
	heading = view_leaf(s->bundle, section.place, NULL);
	l->place = l->end = section.place;
	if (heading && heading->kind == DOC_HEADING)
		l->end = heading->place + heading->text.len + 1;
	l->fresh = false;
}

static void
say_contents(struct linear *l)
{
	struct session *s = l->session;
	uint32_t count = bundle_info(s->bundle)->section_count;
	uint32_t here = bundle_section_at(s->bundle, l->place);
	struct buf line = { 0 };

	for (uint32_t i = 0; i < count; i++) {
		struct doc_section section;

		bundle_section(s->bundle, i, &section);
		buf_clear(&line);
		buf_printf(&line, "%u. %.*s%s", i + 1,
		    SPAN_ARG(section.title), i == here ?
		    ", you are here" : "");
		speak_line(l, buf_span(&line));
	}
	buf_release(&line);
}

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

static void
say_note(struct linear *l, struct span label)
{
	struct session *s = l->session;

	if (label.len == 0)
		say_notes_here(l);
	else if (session_open_label(s, label))
		speak_note(l, session_popup(s)->note);
	else
		speak_format(l, "%s.", buf_cstr(&s->message));
}

static void
say_back(struct linear *l)
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

static void
say_match(struct linear *l)
{
	struct session *s = l->session;
	struct buf line = { 0 };
	size_t index;

	while (find_step(&s->find))
		continue;
	if (!s->find.query || s->match.len == 0) {
		if (s->message.len)
			speak_format(l, "%s.", buf_cstr(&s->message));
		else
			speak_line(l, SPAN("Nothing is searched for."));
		return;
	}
	index = find_index(&s->find, s->match.place);
	buf_printf(&line, "Match %zu of %zu. ", index + 1, s->find.total);
	speak_put_place(l, s->match.place, &line);
	buf_putc(&line, '.');
	speak_line(l, buf_span(&line));
	speak_unit(l, s->match.place);
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

static void
search(struct linear *l, enum action action, struct span pattern)
{
	l->session->cursor = l->place;
	answer_prompt(l, action, pattern);
	say_match(l);
}

/* ---- all other actions ---- */

/* What the session shows now, in words. */
static void
say_outcome(struct linear *l, uint64_t cursor, int popups)
{
	struct session *s = l->session;
	struct popup *popup = session_popup(s);

	if (s->quit) {
		l->done = true;
	} else if (s->list_open) {
		while (session_busy(s))
			session_step(s);
		speak_list(l);
	} else if (popup && s->popup_count >= popups &&
	    popup->note != DOC_NONE) {
		speak_note(l, popup->note);
	} else if (popup && s->popup_count >= popups) {
		const struct keyword *keyword = keywords_at(
		    s->glossary.keywords, (int)popup->ref);

		speak_format(l, "%.*s: %.*s", SPAN_ARG(keyword->term),
		    SPAN_ARG(keyword->definition));
		session_act(s, ACTION_CLOSE, 0);
	} else if (s->message.len) {
		speak_line(l, buf_span(&s->message));
		if (s->cursor != cursor)
			read_here(l);
	} else if (s->cursor != cursor) {
		read_here(l);
	} else {
		speak_line(l, SPAN("Done."));
	}
	if (s->wish == WISH_COPY || s->wish == WISH_BROWSE)
		speak_line(l, buf_span(&s->wish_text));
	s->wish = WISH_NONE;
}

static void
act(struct linear *l, enum action action, struct span argument)
{
	struct session *s = l->session;
	uint64_t cursor = s->cursor;
	int popups = s->popup_count;
	unsigned count = 0;

	buf_clear(&s->message);
	span_number(argument, &count);
	switch (action) {
	case ACTION_SET_MARK: case ACTION_GO_TO_MARK:
		session_act(s, action, 0);
		session_key(s, argument.len ? span_slice(argument, 0, 1) :
		    SPAN("Esc"));
		break;
	case ACTION_ADD_KEYWORD: case ACTION_CONCORDANCE:
		answer_prompt(l, action, argument);
		break;
	default:
		session_act(s, action, count);
	}
	say_outcome(l, cursor, popups);
}

static void
open_row(struct linear *l, unsigned number)
{
	struct session *s = l->session;
	uint64_t cursor = s->cursor;
	int popups = s->popup_count;
	unsigned at = 0;

	for (uint32_t i = 0; i < s->list.shown_count; i++) {
		if (s->list.rows[s->list.shown[i]].heading ||
		    ++at != number)
			continue;
		s->list.cursor = i;
		session_act(s, ACTION_OPEN, 0);
		say_outcome(l, cursor, popups);
		return;
	}
	speak_format(l, "The list has %u rows.", at);
}

/* ---- commands ---- */

static void
say_help(struct linear *l)
{
	static const char *const lines[] = {
		"Enter: the next paragraph. -: the one before. 40: paragraph "
		    "40 of the chapter.",
		"z 5: five units. u: sentences or paragraphs. w: where you "
		    "are.",
		"t: the contents. c 3: chapter 3. n: notes here. n 12: read "
		    "note 12. b: back.",
		"/words: search. //: the next match. k: keywords. q: quit.",
		"All commands, by their actions:",
	};

	for (size_t i = 0; i < sizeof lines / sizeof *lines; i++)
		speak_line(l, span_str(lines[i]));
	for (int i = 1; i < ACTION_COUNT; i++) {
		const struct action_info *info =
		    action_info((enum action)i);

		speak_format(l, "%s: %s.", info->linear, info->help);
	}
}

/* The action whose linear command `word` is. */
static enum action
action_of_command(struct span word)
{
	for (int i = 1; i < ACTION_COUNT; i++)
		if (span_eq(word, span_str(
		    action_info((enum action)i)->linear)))
			return (enum action)i;
	return ACTION_NONE;
}

static void
say_where(struct linear *l)
{
	struct buf line = { 0 };

	speak_put_place(l, l->place, &line);
	buf_puts(&line, ". ");
	session_locate(l->session, &line);
	speak_line(l, buf_span(&line));
	buf_release(&line);
}

static void
turn_unit(struct linear *l)
{
	l->sentences = !l->sentences;
	speak_line(l, l->sentences ? SPAN("Reading by sentences.") :
	    SPAN("Reading by paragraphs."));
}

/* The commands that are more than an action; false for all others. */
static bool
own_command(struct linear *l, struct span word, struct span argument)
{
	struct session *s = l->session;
	unsigned number = 0;

	span_number(argument, &number);
	if (span_eq(word, SPAN("+")))
		read_next(l);
	else if (span_eq(word, SPAN("-")))
		read_before(l);
	else if (span_eq(word, SPAN("z")))
		read_several(l, number, false);
	else if (span_eq(word, SPAN("z-")))
		read_several(l, number, true);
	else if (span_eq(word, SPAN("p")))
		read_here(l);
	else if (span_eq(word, SPAN("t")))
		say_contents(l);
	else if (span_eq(word, SPAN("c")) && number)
		say_chapter(l, number - 1);
	else if (span_eq(word, SPAN("n")))
		say_note(l, argument);
	else if (span_eq(word, SPAN("b")))
		say_back(l);
	else if (span_eq(word, SPAN("u")))
		turn_unit(l);
	else if (span_eq(word, SPAN("w")))
		say_where(l);
	else if (span_eq(word, SPAN("h")))
		say_help(l);
	else if (span_eq(word, SPAN("q")))
		l->done = true;
	else if (span_eq(word, SPAN("//")) || span_eq(word, SPAN("/-"))) {
		/* From the match, not from the start of its unit. */
		if (s->match.len)
			s->cursor = s->match.place;
		session_act(s, word.ptr[1] == '/' ? ACTION_NEXT_MATCH :
		    ACTION_PREV_MATCH, 0);
		say_match(l);
	} else {
		return false;
	}
	return true;
}

static void
obey(struct linear *l, struct span line)
{
	ptrdiff_t space = span_chr(line, ' ', 0);
	struct span word = span_slice(line, 0, space < 0 ? line.len :
	    (size_t)space);
	struct span argument = span_trim(span_slice(line, word.len,
	    line.len));
	enum action action;
	unsigned number;

	if (line.len == 0) {
		read_next(l);
		return;
	}
	if (span_number(line, &number) == line.len) {
		if (l->session->list_open)
			open_row(l, number);
		else
			read_paragraph(l, number);
		return;
	}
	if (own_command(l, word, argument))
		return;
	action = action_of_command(word);
	if (action != ACTION_NONE && action != ACTION_SEARCH &&
	    action != ACTION_SEARCH_BACK) {
		act(l, action, argument);
		return;
	}
	/* "' a" may be typed as "'a"; what follows / is the pattern. */
	if (*line.ptr == '\'' && line.len == 2)
		act(l, ACTION_GO_TO_MARK, span_slice(line, 1, 2));
	else if (*line.ptr == '/' && line.len > 1)
		search(l, ACTION_SEARCH, span_slice(line, 1, line.len));
	else if (*line.ptr == '?' && line.len > 1)
		search(l, ACTION_SEARCH_BACK, span_slice(line, 1, line.len));
	else
		speak_format(l, "%.*s is no command. h for help.",
		    SPAN_ARG(line));
}

/* ---- the conversation ---- */

static void
greet(struct linear *l)
{
	struct session *s = l->session;
	const struct bundle_info *info = bundle_info(s->bundle);
	const struct bundle_document *doc = document(l);
	struct buf line = { 0 };

	speak_format(l, "Linear mode, from %s. h for help.",
	    l->opts->source);
	if (doc && doc->title.len)
		buf_printf(&line, "%.*s. ", SPAN_ARG(doc->title));
	buf_printf(&line, "%u chapter%s, %u note%s.", info->section_count,
	    info->section_count == 1 ? "" : "s", info->note_count,
	    info->note_count == 1 ? "" : "s");
	if (doc && s->cursor > doc->place + 1) {
		buf_putc(&line, ' ');
		speak_put_place(l, s->cursor, &line);
		buf_putc(&line, '.');
	}
	speak_line(l, buf_span(&line));
	if (l->opts->notice)
		speak_line(l, span_str(l->opts->notice));
	buf_release(&line);
}

void
linear_run(struct session *session, const struct linear_opts *opts)
{
	struct linear l = { .session = session, .opts = opts,
		.place = session->cursor, .end = session->cursor,
		.fresh = true };
	char *line = NULL;
	size_t room = 0;
	ssize_t len;

	greet(&l);
	while (!l.done) {
		if (opts->prompt) {
			fputs("> ", opts->out);
			fflush(opts->out);
		}
		len = getline(&line, &room, opts->in);
		if (len < 0)
			break;
		if (len > LINE_MAX_BYTES)
			speak_line(&l, SPAN("That line is too long."));
		else
			obey(&l, span_trim(span_of(line, (size_t)len)));
		fflush(opts->out);
	}
	/* The unit that was read last is what is remembered. */
	session_set_spot(session, (struct spot){ l.place, l.place, DOC_NONE,
	    0 });
	free(line);
}
