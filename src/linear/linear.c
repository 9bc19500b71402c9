/* linear/linear.c - the conversation: commands in, units out. */
#include "linear/parts.h"

/* A command line longer than this is no command. */
#define LINE_MAX_BYTES 4096

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
		speak_put_title(doc->title, &line);
	if (line.len)
		buf_putc(&line, ' ');
	if (info->document_count > 1)
		buf_printf(&line, "%u documents, ", info->document_count);
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
		command_obey(l, span_trim(line));
	say_aloud(l);
}

void
linear_run(struct session *session, const struct linear_opts *opts)
{
	struct linear l = { .session = session, .opts = opts,
		.place = session->cursor, .end = session->cursor,
		.fresh = true, .spelt = DOC_NOWHERE };
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
