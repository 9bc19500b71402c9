/* linear/command.c - a line that was typed: which command it is; doing it. */
#include <signal.h>
#include <stdlib.h>

#include "linear/parts.h"

/* What may follow a command. */
enum takes { TAKES_NOTHING, TAKES_NUMBER, TAKES_WORDS };

struct own;
typedef void own_fn(struct linear *l, const struct own *own,
    struct span argument);

/*
 * The commands that are more than an action, or do by lines what the screen
 * does by looks.  Where `run` is NULL the action does it.  `way` tells
 * commands apart that one function does: a direction, a count, an action.
 * `help` stands for the action's own sentence, or is NULL.
 */
struct own {
	const char *word;
	own_fn *run;
	int way;
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

/* ---- reading on ---- */

static void
own_step(struct linear *l, const struct own *own, struct span argument)
{
	(void)argument;
	if (own->way < 0)
		read_before(l);
	else
		read_next(l);
}

static void
own_sentence(struct linear *l, const struct own *own, struct span argument)
{
	(void)argument;
	read_sentence(l, own->way < 0);
}

static void
own_character(struct linear *l, const struct own *own, struct span argument)
{
	(void)argument;
	read_character(l, own->way < 0);
}

/* `way`: so many, where no number says how many. */
static void
own_several(struct linear *l, const struct own *own, struct span argument)
{
	unsigned number = number_of(argument);

	read_several(l, number ? number : (unsigned)abs(own->way),
	    own->way < 0);
}

/* Again: the list or the note that is open, else the unit. */
static void
own_again(struct linear *l, const struct own *own, struct span argument)
{
	struct popup *popup = session_popup(l->session);

	(void)own;
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
own_unit(struct linear *l, const struct own *own, struct span argument)
{
	(void)own;
	(void)argument;
	l->sentences = !l->sentences;
	speak_line(l, l->sentences ? SPAN("Reading by sentences.") :
	    SPAN("Reading by paragraphs."));
}

/* ---- the ends, chapters, documents ---- */

static void
own_end(struct linear *l, const struct own *own, struct span argument)
{
	(void)argument;
	read_end(l, own->way > 0);
}

static void
own_contents(struct linear *l, const struct own *own, struct span argument)
{
	(void)own;
	(void)argument;
	read_contents(l);
}

static void
own_fold(struct linear *l, const struct own *own, struct span argument)
{
	read_fold(l, number_of(argument), own->way < 0);
}

static void
own_chapter(struct linear *l, const struct own *own, struct span argument)
{
	unsigned number;

	(void)own;
	if (argument.len == 0)
		speak_line(l, SPAN("c needs a number or words of a title: "
		    "c 3; t lists the chapters."));
	else if (span_number(argument, &number) != argument.len)
		read_chapter_named(l, argument);
	else if (number)
		read_chapter(l, number - 1);
	else
		speak_line(l, SPAN("Chapters are counted from 1."));
}

static void
own_next_chapter(struct linear *l, const struct own *own,
    struct span argument)
{
	(void)argument;
	read_next_chapter(l, own->way);
}

static void
own_next_document(struct linear *l, const struct own *own,
    struct span argument)
{
	(void)argument;
	read_next_document(l, own->way);
}

/* ---- notes ---- */

static void
own_note(struct linear *l, const struct own *own, struct span argument)
{
	(void)own;
	act_note(l, argument);
}

static void
own_notes_after(struct linear *l, const struct own *own,
    struct span argument)
{
	(void)own;
	(void)argument;
	l->notes_after = !l->notes_after;
	speak_line(l, l->notes_after ?
	    SPAN("Notes are read after what cites them.") :
	    SPAN("Notes are read when asked for."));
}

static void
own_mark(struct linear *l, const struct own *own, struct span argument)
{
	(void)argument;
	act_walk_marks(l, (enum action)own->way);
}

static void
own_back(struct linear *l, const struct own *own, struct span argument)
{
	(void)own;
	(void)argument;
	act_back(l);
}

/* ---- searching ---- */

static void
own_find_again(struct linear *l, const struct own *own, struct span argument)
{
	(void)argument;
	act_find_again(l, (enum action)own->way);
}

static void
own_find(struct linear *l, const struct own *own, struct span argument)
{
	enum action action = (enum action)own->way;

	if (l->session->list_open && action == ACTION_SEARCH)
		act_filter(l, argument);
	else if (argument.len)
		act_search(l, action, argument);
	else if (l->session->find.query)
		act_find_again(l, action == ACTION_SEARCH ?
		    ACTION_NEXT_MATCH : ACTION_PREV_MATCH);
	else
		speak_line(l, SPAN("Type what to look for after it: /words, "
		    "or ?words to look backward."));
}

static void
own_forget(struct linear *l, const struct own *own, struct span argument)
{
	(void)own;
	(void)argument;
	session_act(l->session, ACTION_CLEAR_SEARCH, 0);
	speak_line(l, SPAN("The search is forgotten."));
}

/* ---- the rest ---- */

static void
own_shift(struct linear *l, const struct own *own, struct span argument)
{
	(void)own;
	(void)argument;
	speak_line(l, SPAN("Nothing to move: wide lines are read whole."));
}

static void
own_copy(struct linear *l, const struct own *own, struct span argument)
{
	struct session *s = l->session;

	(void)own;
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
own_stop(struct linear *l, const struct own *own, struct span argument)
{
	(void)own;
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
own_where(struct linear *l, const struct own *own, struct span argument)
{
	struct popup *popup = session_popup(l->session);
	struct buf line = { 0 };
	struct doc_note note;

	(void)own;
	(void)argument;
	speak_put_place_of(l, l->place, &line);
	buf_puts(&line, ". ");
	l->session->heard = l->end;
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
own_quit(struct linear *l, const struct own *own, struct span argument)
{
	(void)own;
	(void)argument;
	l->done = true;
}

static own_fn own_help;

#define NOTHING TAKES_NOTHING, false
#define NUMBER TAKES_NUMBER, false
#define WORDS TAKES_WORDS, false
/* These read on. */
#define ON TAKES_NOTHING, true
#define NUMBER_ON TAKES_NUMBER, true
#define WORDS_ON TAKES_WORDS, true

static const struct own own_commands[] = {
	{ "+", own_step, 1, ON,
	    "Read the next paragraph, as Enter does" },
	{ "-", own_step, -1, ON, "Read the paragraph before" },
	{ "l", own_sentence, 1, ON, "Read the next sentence" },
	{ "l-", own_sentence, -1, ON, "Read the sentence before" },
	{ "ch", own_character, 1, NOTHING, "Spell: the next character" },
	{ "ch-", own_character, -1, NOTHING,
	    "Spell: the character before" },
	{ "z", own_several, 5, NUMBER_ON, "Read five more; z 9: nine" },
	{ "z-", own_several, -5, NUMBER_ON,
	    "Read the five before, backward" },
	{ "hp", own_several, 2, NUMBER_ON, "Read two more" },
	{ "hp-", own_several, -2, NUMBER_ON,
	    "Read the two before, backward" },
	{ "p", own_again, 0, NOTHING,
	    "Read this paragraph, note or list again" },
	{ "u", own_unit, 0, NOTHING,
	    "Read by sentences, or by paragraphs again" },
	{ "first", own_end, -1, ON, "Read the start of the document" },
	{ "$", own_end, 1, ON, "Read the end of the document" },
	{ "t", own_contents, 0, NOTHING, "Read the contents" },
	{ "side", own_contents, 0, NOTHING,
	    "Read the contents, as t does" },
	{ "tf", own_fold, -1, NUMBER,
	    "Fold chapter 3 of the contents: tf 3" },
	{ "tu", own_fold, 1, NUMBER, "Unfold it: tu 3" },
	{ "c", own_chapter, 0, WORDS_ON,
	    "Go to chapter 3: c 3; to the one with a word in its title: "
	    "c whale" },
	{ "c+", own_next_chapter, 1, ON,
	    "Go to the next chapter; c 3: chapter 3" },
	{ "c-", own_next_chapter, -1, ON, "Go to the chapter before" },
	{ "doc", own_next_document, 1, ON, "Go to the next document" },
	{ "doc-", own_next_document, -1, ON, NULL },
	{ "n", own_note, 0, WORDS,
	    "Say which notes are here; n 12: read note 12" },
	{ "sw", own_note, 0, NOTHING, "Say which notes are here" },
	{ "nh", own_notes_after, 0, NOTHING,
	    "Read notes after what cites them, or stop doing so" },
	{ "m", own_mark, ACTION_NEXT_MARK, NOTHING,
	    "Read on at the next note mark; in a note, read the next note" },
	{ "m-", own_mark, ACTION_PREV_MARK, NOTHING,
	    "Read at the note mark before; in a note, the note before" },
	{ "b", own_back, 0, NOTHING, "Leave the note or the list; in the "
	    "text, go back to where you were" },
	{ "mark", NULL, 0, WORDS, "Set a mark here: mark a" },
	{ "'", NULL, 0, WORDS,
	    "Go to a mark: ' a; '' goes to where you were" },
	{ "//", own_find_again, ACTION_NEXT_MATCH, ON, NULL },
	{ "/-", own_find_again, ACTION_PREV_MATCH, ON, NULL },
	{ "/", own_find, ACTION_SEARCH, WORDS,
	    "Search: /words; in a list, keep the rows that match" },
	{ "?", own_find, ACTION_SEARCH_BACK, WORDS_ON,
	    "Search backward: ?words" },
	{ "/x", own_forget, 0, NOTHING, "Forget the search" },
	{ "k+", NULL, 0, WORDS, "Add a keyword: k+ whale" },
	{ "ks", NULL, 0, WORDS,
	    "Save the keywords that were added: ks my.keywords" },
	{ "kx", NULL, 0, NUMBER,
	    "In a list of keywords, take row 2 for one, or no longer: "
	    "kx 2" },
	{ "kwic", NULL, 0, WORDS,
	    "List every occurrence of a word in its line: kwic whale; in a "
	    "list of keywords, that of row 2: kwic 2" },
	{ "o", NULL, 0, NUMBER,
	    "Follow the first link or address here; o 2: the second, or "
	    "that of row 2" },
	{ "y", own_copy, 0, NUMBER,
	    "Say this sentence or paragraph alone, to copy; y 2: row 2" },
	{ "sh", own_shift, 0, NOTHING, NULL },
	{ "sh-", own_shift, 0, NOTHING, NULL },
	{ "stop", own_stop, 0, NOTHING, NULL },
	{ "w", own_where, 0, NOTHING, NULL },
	{ "h", own_help, 0, WORDS,
	    "Say the commands most used; h all: all; h z: what z does" },
	{ "q", own_quit, 0, NOTHING, "End the reading" },
	{ NULL, NULL, 0, NOTHING, NULL },
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
say_command(struct linear *l, struct span word)
{
	const struct own *own = own_command(word);
	enum action action = action_of_command(word);

	speak_format(l, "%.*s: %s.", SPAN_ARG(word), own && own->help ?
	    own->help : action_info(action)->help);
}

/* All that there are, in the order of the actions; then those of none. */
static void
say_all_commands(struct linear *l)
{
	for (int i = 1; i < ACTION_COUNT && !ask_interrupted(l->ask); i++)
		say_command(l, span_str(action_info((enum action)i)->linear));
	for (const struct own *own = own_commands; own->word &&
	    !ask_interrupted(l->ask); own++)
		if (action_of_command(span_str(own->word)) == ACTION_NONE)
			say_command(l, span_str(own->word));
}

static void
own_help(struct linear *l, const struct own *own, struct span argument)
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
		"h all: all commands. h z: what z does.",
	};

	(void)own;
	if (span_eq(argument, SPAN("all"))) {
		say_all_commands(l);
	} else if (own_command(argument) ||
	    (argument.len && action_of_command(argument) != ACTION_NONE)) {
		say_command(l, argument);
	} else if (argument.len) {
		speak_format(l, "%.*s is no command. h all says them all.",
		    SPAN_ARG(argument));
	} else {
		for (size_t i = 0; i < sizeof lines / sizeof *lines; i++)
			speak_line(l, span_str(lines[i]));
	}
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
		own->run(l, own, argument);
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
