/* linear/linear.c - the conversation: commands in, units out. */
#include <signal.h>

#include "linear/parts.h"

/* A command line longer than this is no command. */
#define LINE_MAX_BYTES 4096

/* ---- commands ---- */

/*
 * The commands that are more than an action, or do by lines what the screen
 * does by looks.  `help` stands for the action's own sentence, or is NULL.
 */
struct own {
	const char *word;
	void (*run)(struct linear *l, struct span argument);
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

static unsigned
or_else(unsigned number, unsigned usual)
{
	return number ? number : usual;
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

static void
own_again(struct linear *l, struct span argument)
{
	(void)argument;
	l->session->cursor = l->place;
	read_here(l);
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

static void
own_unit(struct linear *l, struct span argument)
{
	(void)argument;
	l->sentences = !l->sentences;
	speak_line(l, l->sentences ? SPAN("Reading by sentences.") :
	    SPAN("Reading by paragraphs."));
}

static void
own_where(struct linear *l, struct span argument)
{
	struct buf line = { 0 };

	(void)argument;
	speak_put_place(l, l->place, &line);
	buf_puts(&line, ". ");
	session_locate(l->session, &line);
	speak_line(l, buf_span(&line));
	buf_release(&line);
}

static void
own_back(struct linear *l, struct span argument)
{
	(void)argument;
	act_back(l);
}

static void
own_quit(struct linear *l, struct span argument)
{
	(void)argument;
	l->done = true;
}

static void
find_again(struct linear *l, enum action action)
{
	struct session *s = l->session;

	/* From the match, not from the start of its unit. */
	if (s->match.len)
		s->cursor = s->match.place;
	session_act(s, action, 0);
	act_match(l);
}

static void
own_find_next(struct linear *l, struct span argument)
{
	(void)argument;
	find_again(l, ACTION_NEXT_MATCH);
}

static void
own_find_before(struct linear *l, struct span argument)
{
	(void)argument;
	find_again(l, ACTION_PREV_MATCH);
}

static void
own_find(struct linear *l, struct span argument)
{
	(void)argument;
	speak_line(l, SPAN("Type what to look for after it: /words, or "
	    "?words to look backward."));
}

static void
own_forget(struct linear *l, struct span argument)
{
	(void)argument;
	session_act(l->session, ACTION_CLEAR_SEARCH, 0);
	speak_line(l, SPAN("The search is forgotten."));
}

static void own_help(struct linear *l, struct span argument);

static const struct own own_commands[] = {
	{ "+", own_next, "Read the next paragraph, as Enter does" },
	{ "-", own_before, "Read the paragraph before" },
	{ "l", own_sentence, "Read the next sentence" },
	{ "l-", own_sentence_before, "Read the sentence before" },
	{ "ch", own_character, "Spell: the next character" },
	{ "ch-", own_character_before, "Spell: the character before" },
	{ "z", own_several, "Read five more; z 9: nine" },
	{ "z-", own_several_before, "Read the five before, backward" },
	{ "hp", own_few, "Read two more" },
	{ "hp-", own_few_before, "Read the two before, backward" },
	{ "p", own_again, "Read this paragraph again" },
	{ "t", own_contents, "Read the contents" },
	{ "side", own_contents, "Read the contents, as t does" },
	{ "tf", own_fold, "Fold chapter 3 of the contents: tf 3" },
	{ "tu", own_unfold, "Unfold it: tu 3" },
	{ "c", own_chapter, NULL },
	{ "c+", own_chapter_next, "Go to the next chapter; c 3: chapter 3" },
	{ "c-", own_chapter_before, "Go to the chapter before" },
	{ "n", act_note, "Say which notes are here; n 12: read note 12" },
	{ "sw", own_notes_here, "Say which notes are here" },
	{ "nh", own_notes_after,
	    "Read notes after what cites them, or stop doing so" },
	{ "b", own_back, "Leave the note or the list" },
	{ "sh", own_shift, NULL },
	{ "sh-", own_shift, NULL },
	{ "y", own_copy, "Say this sentence or paragraph alone, to copy" },
	{ "stop", own_stop, NULL },
	{ "u", own_unit, NULL },
	{ "w", own_where, NULL },
	{ "h", own_help, "Say the commands" },
	{ "q", own_quit, "End the reading" },
	{ "//", own_find_next, NULL },
	{ "/-", own_find_before, NULL },
	{ "/", own_find, "Search: /words" },
	{ "?", own_find, "Search backward: ?words" },
	{ "/x", own_forget, "Forget the search" },
	{ NULL, NULL, NULL },
};

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

	(void)argument;
	for (size_t i = 0; i < sizeof lines / sizeof *lines; i++)
		speak_line(l, span_str(lines[i]));
	for (int i = 1; i < ACTION_COUNT; i++) {
		const struct action_info *info =
		    action_info((enum action)i);
		const struct own *own = own_command(
		    span_str(info->linear));

		speak_format(l, "%s: %s.", info->linear,
		    own && own->help ? own->help : info->help);
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
obey(struct linear *l, struct span line)
{
	ptrdiff_t space = span_chr(line, ' ', 0);
	struct span word = span_slice(line, 0, space < 0 ? line.len :
	    (size_t)space);
	struct span argument = span_trim(span_slice(line, word.len,
	    line.len));
	const struct own *own = own_command(word);
	enum action action;
	unsigned number;

	if (line.len == 0) {
		read_next(l);
		return;
	}
	if (span_number(line, &number) == line.len) {
		if (l->session->list_open)
			act_open_row(l, number);
		else
			read_paragraph(l, number);
		return;
	}
	if (own && !(argument.len && own->run == own_find)) {
		own->run(l, argument);
		return;
	}
	action = own ? ACTION_NONE : action_of_command(word);
	if (action != ACTION_NONE) {
		act_do(l, action, argument);
		return;
	}
	/* "' a" may be typed as "'a"; what follows / is the pattern. */
	if (*line.ptr == '\'' && line.len == 2)
		act_do(l, ACTION_GO_TO_MARK, span_slice(line, 1, 2));
	else if (*line.ptr == '/' && line.len > 1)
		act_search(l, ACTION_SEARCH, span_slice(line, 1, line.len));
	else if (*line.ptr == '?' && line.len > 1)
		act_search(l, ACTION_SEARCH_BACK,
		    span_slice(line, 1, line.len));
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
	const struct bundle_document *doc = read_document(l);
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

/* Read aloud what was printed; a program that cannot is not tried again. */
static void
say_aloud(struct linear *l)
{
	struct buf error = { 0 };

	fflush(l->opts->out);
	if (l->aloud && !aloud_say(l->aloud, &error)) {
		aloud_close(l->aloud);
		l->aloud = NULL;
		speak_line(l, buf_span(&error));
		fflush(l->opts->out);
	}
	buf_release(&error);
}

static void
answer(struct linear *l, enum ask_answer came, struct span line)
{
	if (l->aloud)
		aloud_stop(l->aloud);
	if (came == ASK_INTERRUPT)
		speak_line(l, SPAN("Interrupted. q ends the reading."));
	else if (line.len > LINE_MAX_BYTES)
		speak_line(l, SPAN("That line is too long."));
	else
		obey(l, span_trim(line));
	say_aloud(l);
}

void
linear_run(struct session *session, const struct linear_opts *opts)
{
	struct linear l = { .session = session, .opts = opts,
		.place = session->cursor, .end = session->cursor,
		.fresh = true };
	struct buf line = { 0 };
	enum ask_answer came;

	if (opts->say_cmd.len)
		l.aloud = aloud_open(opts->say_cmd);
	l.ask = ask_open(opts->in, opts->out, opts->edit, opts->charset);
	session->linear = true;
	greet(&l);
	/* What there is to say of the place that was taken up. */
	if (session->message.len)
		speak_format(&l, "%s.", buf_cstr(&session->message));
	say_aloud(&l);
	while (!l.done && (came = ask_line(l.ask, opts->prompt ? "> " : "",
	    &line)) != ASK_END)
		answer(&l, came, buf_span(&line));
	/* At the end of a pipe the last answer is heard to its end. */
	if (l.aloud && !l.done && !opts->prompt)
		aloud_wait(l.aloud);
	ask_close(l.ask);
	aloud_close(l.aloud);
	/* The unit that was read last is what is remembered. */
	session_set_spot(session, (struct spot){ l.place, l.place, DOC_NONE,
	    0 });
	buf_release(&line);
}
