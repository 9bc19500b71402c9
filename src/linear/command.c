/* linear/command.c - a line that was typed: which command it is; doing it. */
#include <signal.h>

#include "linear/parts.h"

/* What may follow a command. */
enum takes { TAKES_NOTHING, TAKES_NUMBER, TAKES_WORDS };

/*
 * The commands that are more than an action, or do by lines what the screen
 * does by looks.  Where `run` is NULL the action does it.  `help` stands for
 * the action's own sentence, or is NULL.
 */
struct own {
	const char *word;
	void (*run)(struct linear *l, struct span argument);
	enum takes takes;
	bool leaves;		/* the list and the notes: it reads on */
	const char *help;
};

static const struct own own_commands[];

static const struct own *
own_command(struct span word)
{
	for (const struct own *own = own_commands; own->word; own++)
		if (span_eq(word, span_str(own->word)))
			return own;
	return NULL;
}

static unsigned
number_of(struct span argument)
{
	unsigned number = 0;

	span_number(argument, &number);
	return number;
}

static unsigned
or_else(unsigned number, unsigned usual)
{
	return number ? number : usual;
}

/* ---- reading on ---- */

static void
own_next(struct linear *l, struct span argument)
{
	(void)argument;
	read_next(l);
}

static void
own_before(struct linear *l, struct span argument)
{
	(void)argument;
	read_before(l);
}

static void
own_sentence(struct linear *l, struct span argument)
{
	(void)argument;
	read_sentence(l, false);
}

static void
own_sentence_before(struct linear *l, struct span argument)
{
	(void)argument;
	read_sentence(l, true);
}

static void
own_character(struct linear *l, struct span argument)
{
	(void)argument;
	read_character(l, false);
}

static void
own_character_before(struct linear *l, struct span argument)
{
	(void)argument;
	read_character(l, true);
}

static void
own_several(struct linear *l, struct span argument)
{
	read_several(l, or_else(number_of(argument), 5), false);
}

static void
own_several_before(struct linear *l, struct span argument)
{
	read_several(l, or_else(number_of(argument), 5), true);
}

static void
own_few(struct linear *l, struct span argument)
{
	read_several(l, or_else(number_of(argument), 2), false);
}

static void
own_few_before(struct linear *l, struct span argument)
{
	read_several(l, or_else(number_of(argument), 2), true);
}

/* Again: the list or the note that is open, else the unit. */
static void
own_again(struct linear *l, struct span argument)
{
	struct popup *popup = session_popup(l->session);

	(void)argument;
	if (l->session->list_open) {
		speak_list(l);
	} else if (popup && popup->note != DOC_NONE) {
		speak_note(l, popup->note);
	} else {
		l->session->cursor = l->place;
		read_here(l);
	}
}

static void
own_unit(struct linear *l, struct span argument)
{
	(void)argument;
	l->sentences = !l->sentences;
	speak_line(l, l->sentences ? SPAN("Reading by sentences.") :
	    SPAN("Reading by paragraphs."));
}

/* ---- the ends, chapters, documents ---- */

static void
own_first(struct linear *l, struct span argument)
{
	(void)argument;
	read_end(l, false);
}

static void
own_last(struct linear *l, struct span argument)
{
	(void)argument;
	read_end(l, true);
}

static void
own_contents(struct linear *l, struct span argument)
{
	(void)argument;
	read_contents(l);
}

static void
own_fold(struct linear *l, struct span argument)
{
	read_fold(l, number_of(argument), true);
}

static void
own_unfold(struct linear *l, struct span argument)
{
	read_fold(l, number_of(argument), false);
}

static void
own_chapter(struct linear *l, struct span argument)
{
	unsigned number = number_of(argument);

	if (number)
		read_chapter(l, number - 1);
	else
		speak_line(l, SPAN("c needs a number: c 3; t lists the "
		    "chapters."));
}

static void
own_chapter_next(struct linear *l, struct span argument)
{
	(void)argument;
	read_next_chapter(l, 1);
}

static void
own_chapter_before(struct linear *l, struct span argument)
{
	(void)argument;
	read_next_chapter(l, -1);
}

static void
own_document(struct linear *l, struct span argument)
{
	(void)argument;
	read_next_document(l, 1);
}

static void
own_document_before(struct linear *l, struct span argument)
{
	(void)argument;
	read_next_document(l, -1);
}

/* ---- notes ---- */

static void
own_notes_here(struct linear *l, struct span argument)
{
	(void)argument;
	act_notes_here(l);
}

static void
own_notes_after(struct linear *l, struct span argument)
{
	(void)argument;
	l->notes_after = !l->notes_after;
	speak_line(l, l->notes_after ?
	    SPAN("Notes are read after what cites them.") :
	    SPAN("Notes are read when asked for."));
}

static void
own_mark(struct linear *l, struct span argument)
{
	(void)argument;
	act_walk_marks(l, ACTION_NEXT_MARK);
}

static void
own_mark_before(struct linear *l, struct span argument)
{
	(void)argument;
	act_walk_marks(l, ACTION_PREV_MARK);
}

static void
own_back(struct linear *l, struct span argument)
{
	(void)argument;
	act_back(l);
}

/* ---- searching ---- */

static void
own_find_next(struct linear *l, struct span argument)
{
	(void)argument;
	act_find_again(l, ACTION_NEXT_MATCH);
}

static void
own_find_before(struct linear *l, struct span argument)
{
	(void)argument;
	act_find_again(l, ACTION_PREV_MATCH);
}

static void
own_find(struct linear *l, struct span argument)
{
	if (l->session->list_open)
		act_filter(l, argument);
	else if (argument.len)
		act_search(l, ACTION_SEARCH, argument);
	else
		speak_line(l, SPAN("Type what to look for after it: /words, "
		    "or ?words to look backward."));
}

static void
own_find_back(struct linear *l, struct span argument)
{
	if (argument.len)
		act_search(l, ACTION_SEARCH_BACK, argument);
	else
		own_find(l, argument);
}

static void
own_forget(struct linear *l, struct span argument)
{
	(void)argument;
	session_act(l->session, ACTION_CLEAR_SEARCH, 0);
	speak_line(l, SPAN("The search is forgotten."));
}

/* ---- the rest ---- */

static void
own_shift(struct linear *l, struct span argument)
{
	(void)argument;
	speak_line(l, SPAN("Nothing to move: wide lines are read whole."));
}

static void
own_copy(struct linear *l, struct span argument)
{
	struct session *s = l->session;

	if (s->list_open && argument.len &&
	    !act_choose_row(l, number_of(argument)))
		return;
	/* The unit is what has the focus. */
	s->cursor = l->place;
	session_act(s, ACTION_COPY, l->sentences ? 1 : 2);
	s->wish = WISH_NONE;
	speak_line(l, buf_span(&s->wish_text));
}

static void
own_stop(struct linear *l, struct span argument)
{
	(void)argument;
	if (!l->opts->may_stop) {
		speak_line(l, SPAN("Only a reading on a terminal of one's "
		    "own can be stopped; q ends it."));
		return;
	}
	fflush(l->opts->out);
	raise(SIGTSTP);
	speak_line(l, SPAN("Continued."));
}

/* The place, and what is open over the text. */
static void
own_where(struct linear *l, struct span argument)
{
	struct popup *popup = session_popup(l->session);
	struct buf line = { 0 };
	struct doc_note note;

	(void)argument;
	speak_put_place(l, l->place, &line);
	buf_puts(&line, ". ");
	session_locate(l->session, &line);
	if (l->session->list_open)
		buf_puts(&line, " A list is open; b closes it.");
	else if (popup && bundle_note(l->session->bundle, popup->note,
	    &note) == BUNDLE_OK)
		buf_printf(&line, " Note %.*s is open; b closes it.",
		    SPAN_ARG(note.label));
	speak_line(l, buf_span(&line));
	buf_release(&line);
}

static void
own_quit(struct linear *l, struct span argument)
{
	(void)argument;
	l->done = true;
}

static void own_help(struct linear *l, struct span argument);

static const struct own own_commands[] = {
	{ "+", own_next, TAKES_NOTHING, true,
	    "Read the next paragraph, as Enter does" },
	{ "-", own_before, TAKES_NOTHING, true,
	    "Read the paragraph before" },
	{ "l", own_sentence, TAKES_NOTHING, true,
	    "Read the next sentence" },
	{ "l-", own_sentence_before, TAKES_NOTHING, true,
	    "Read the sentence before" },
	{ "ch", own_character, TAKES_NOTHING, false,
	    "Spell: the next character" },
	{ "ch-", own_character_before, TAKES_NOTHING, false,
	    "Spell: the character before" },
	{ "z", own_several, TAKES_NUMBER, true,
	    "Read five more; z 9: nine" },
	{ "z-", own_several_before, TAKES_NUMBER, true,
	    "Read the five before, backward" },
	{ "hp", own_few, TAKES_NUMBER, true, "Read two more" },
	{ "hp-", own_few_before, TAKES_NUMBER, true,
	    "Read the two before, backward" },
	{ "p", own_again, TAKES_NOTHING, false,
	    "Read this paragraph, note or list again" },
	{ "u", own_unit, TAKES_NOTHING, false,
	    "Read by sentences, or by paragraphs again" },
	{ "first", own_first, TAKES_NOTHING, true,
	    "Read the start of the document" },
	{ "$", own_last, TAKES_NOTHING, true,
	    "Read the end of the document" },
	{ "t", own_contents, TAKES_NOTHING, false, "Read the contents" },
	{ "side", own_contents, TAKES_NOTHING, false,
	    "Read the contents, as t does" },
	{ "tf", own_fold, TAKES_NUMBER, false,
	    "Fold chapter 3 of the contents: tf 3" },
	{ "tu", own_unfold, TAKES_NUMBER, false, "Unfold it: tu 3" },
	{ "c", own_chapter, TAKES_NUMBER, true, NULL },
	{ "c+", own_chapter_next, TAKES_NOTHING, true,
	    "Go to the next chapter; c 3: chapter 3" },
	{ "c-", own_chapter_before, TAKES_NOTHING, true,
	    "Go to the chapter before" },
	{ "doc", own_document, TAKES_NOTHING, true,
	    "Go to the next document" },
	{ "doc-", own_document_before, TAKES_NOTHING, true, NULL },
	{ "n", act_note, TAKES_WORDS, false,
	    "Say which notes are here; n 12: read note 12" },
	{ "sw", own_notes_here, TAKES_NOTHING, false,
	    "Say which notes are here" },
	{ "nh", own_notes_after, TAKES_NOTHING, false,
	    "Read notes after what cites them, or stop doing so" },
	{ "m", own_mark, TAKES_NOTHING, false,
	    "Read on at the next note mark; in a note, read the next note" },
	{ "m-", own_mark_before, TAKES_NOTHING, false,
	    "Read at the note mark before; in a note, the note before" },
	{ "b", own_back, TAKES_NOTHING, false,
	    "Leave the note or the list" },
	{ "mark", NULL, TAKES_WORDS, false, "Set a mark here: mark a" },
	{ "'", NULL, TAKES_WORDS, false,
	    "Go to a mark: ' a; '' goes to where you were" },
	{ "//", own_find_next, TAKES_NOTHING, true, NULL },
	{ "/-", own_find_before, TAKES_NOTHING, true, NULL },
	{ "/", own_find, TAKES_WORDS, false,
	    "Search: /words; in a list, keep the rows that match" },
	{ "?", own_find_back, TAKES_WORDS, true, "Search backward: ?words" },
	{ "/x", own_forget, TAKES_NOTHING, false, "Forget the search" },
	{ "k+", NULL, TAKES_WORDS, false, "Add a keyword: k+ whale" },
	{ "ks", NULL, TAKES_WORDS, false,
	    "Save the keywords that were added: ks my.keywords" },
	{ "kx", NULL, TAKES_NUMBER, false,
	    "In a list of keywords, take row 2 for one, or no longer: "
	    "kx 2" },
	{ "kwic", NULL, TAKES_WORDS, false,
	    "List every occurrence of a word in its line: kwic whale" },
	{ "o", NULL, TAKES_NUMBER, false,
	    "Follow the first link or address here; o 2: the second, or "
	    "that of row 2" },
	{ "y", own_copy, TAKES_NUMBER, false,
	    "Say this sentence or paragraph alone, to copy; y 2: row 2" },
	{ "sh", own_shift, TAKES_NOTHING, false, NULL },
	{ "sh-", own_shift, TAKES_NOTHING, false, NULL },
	{ "stop", own_stop, TAKES_NOTHING, false, NULL },
	{ "w", own_where, TAKES_NOTHING, false, NULL },
	{ "h", own_help, TAKES_WORDS, false,
	    "Say the commands; h z: what z does" },
	{ "q", own_quit, TAKES_NOTHING, false, "End the reading" },
	{ NULL, NULL, TAKES_NOTHING, false, NULL },
};

/* ---- help ---- */

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
help_command(struct linear *l, enum action action)
{
	const struct action_info *info = action_info(action);
	const struct own *own = own_command(span_str(info->linear));

	speak_format(l, "%s: %s.", info->linear,
	    own && own->help ? own->help : info->help);
}

static void
own_help(struct linear *l, struct span argument)
{
	static const char *const lines[] = {
		("Enter: the next paragraph. -: the one before. 40: "
		    "paragraph 40 of the chapter."),
		("z 5: five units. u: sentences or paragraphs. w: where you "
		    "are."),
		("t: the contents. c 3: chapter 3. n: notes here. n 12: read "
		    "note 12. b: back."),
		("/words: search. //: the next match. k: keywords. q: "
		    "quit."),
		"All commands, by their actions:",
	};
	enum action action = action_of_command(argument);

	if (argument.len && action == ACTION_NONE) {
		speak_format(l, "%.*s is no command. h says them all.",
		    SPAN_ARG(argument));
		return;
	}
	if (argument.len) {
		help_command(l, action);
		return;
	}
	for (size_t i = 0; i < sizeof lines / sizeof *lines; i++)
		speak_line(l, span_str(lines[i]));
	for (int i = 1; i < ACTION_COUNT && !ask_interrupted(l->ask); i++)
		help_command(l, (enum action)i);
}

/* ---- obeying ---- */

/* What is open over the text is left: the reading goes on in it. */
static void
leave_list(struct linear *l)
{
	while (l->session->list_open)
		session_act(l->session, ACTION_CLOSE, 0);
}

static void
leave_all(struct linear *l)
{
	leave_list(l);
	while (l->session->popup_count)
		session_act(l->session, ACTION_CLOSE, 0);
}

/* Whether what follows the command may; words when it may not. */
static bool
may_follow(struct linear *l, struct span word, enum takes takes,
    struct span argument)
{
	unsigned number;

	if (argument.len == 0 || takes == TAKES_WORDS)
		return true;
	if (takes == TAKES_NUMBER) {
		if (span_number(argument, &number) == argument.len)
			return true;
		speak_format(l, "%.*s is no number: %.*s 3.",
		    SPAN_ARG(argument), SPAN_ARG(word));
		return false;
	}
	speak_format(l, "Nothing follows %.*s; h %.*s says what it does.",
	    SPAN_ARG(word), SPAN_ARG(word));
	return false;
}

static void
obey_word(struct linear *l, struct span line, struct span word,
    struct span argument)
{
	const struct own *own = own_command(word);
	enum action action = action_of_command(word);

	if (!own && action == ACTION_NONE) {
		speak_format(l, "%.*s is no command. h for help.",
		    SPAN_ARG(line));
		return;
	}
	if (!may_follow(l, word, own ? own->takes : TAKES_NOTHING, argument))
		return;
	if (own && own->run) {
		if (own->leaves)
			leave_all(l);
		own->run(l, argument);
		return;
	}
	/* A list is left by what is not done in lists. */
	if (!(action_info(action)->where & WHERE_LIST))
		leave_list(l);
	act_do(l, action, argument);
}

void
command_obey(struct linear *l, struct span line)
{
	ptrdiff_t space = span_chr(line, ' ', 0);
	struct span word = span_slice(line, 0, space < 0 ? line.len :
	    (size_t)space);
	struct span argument = span_trim(span_slice(line, word.len,
	    line.len));
	unsigned number;

	if (line.len == 0 && speak_has_more_rows(l)) {
		speak_more_rows(l);
		return;
	}
	if (line.len == 0) {
		leave_all(l);
		read_next(l);
		return;
	}
	act_stand_here(l);
	if (span_number(line, &number) == line.len) {
		if (l->session->list_open) {
			act_open_row(l, number);
			return;
		}
		leave_all(l);
		read_paragraph(l, number);
		return;
	}
	/* What follows / is the pattern; "' a" may be typed as "'a". */
	if ((*line.ptr == '/' || *line.ptr == '?' || *line.ptr == '\'') &&
	    word.len > 1 && (argument.len ||
	    action_of_command(word) == ACTION_NONE)) {
		word = span_slice(line, 0, 1);
		argument = span_slice(line, 1, line.len);
		if (*line.ptr == '\'')
			argument = span_trim(argument);
	}
	obey_word(l, line, word, argument);
}
