/* tui/ui.c - the full-screen face: keys in, cells out. */
#include "tui/ui.h"

#include <signal.h>

#include "base/clock.h"
#include "tui/paint.h"
#include "uni/uni.h"

/*
 * While work goes on the screen is shown again this often: often enough to
 * see a count grow, seldom enough for a slow line.
 */
#define SHOW_MS 100
/* By ear each change is said: no sooner than it must be (B6). */
#define TELL_MS 1000

void
ui_show(struct session *session, struct term *term,
    const struct ui_opts *opts)
{
	const struct term_info *info = term_info(term);
	struct cells cells;
	struct painter painter = {
		.session = session,
		.theme = &opts->theme,
		.cells = &cells,
		.ascii = !info->utf8 ||
		    session->settings->number[SETTING_CHARSET] >=
		    CHARSET_ASCII,
		.a11y = session->settings->number[SETTING_A11Y],
		.focus_name = "",
	};
	int rows, cols;

	term_size(term, &rows, &cols);
	cells_init(&cells, rows, cols);
	cells.ambiguous_cols = session->settings->number[SETTING_AMBIGUOUS];
	paint_session(&painter);
	if (opts->debug_focus) {
		struct buf text = { 0 };

		cells_text(&cells, cells.cursor_row, &text);
		fprintf(opts->debug_focus, "%d %d %s %s\n", cells.cursor_row,
		    cells.cursor_col, painter.focus_name, buf_cstr(&text));
		fflush(opts->debug_focus);
		buf_release(&text);
	}
	term_show(term, &cells);
	cells_release(&cells);
}

/* ---- wishes ---- */

/*
 * Words, an address, words; over the page where the row has no room for it,
 * for it may be copied by hand.
 */
static void
say_address(struct session *s, const char *before, const char *after)
{
	session_say(s, "%s%s%s", before, buf_cstr(&s->wish_text), after);
	if ((int)uni_cols(buf_span(&s->message), 1) < s->frame.cols - 1)
		return;
	session_say(s, "%s%s", before, span_starts(span_str(after),
	    SPAN(": ")) ? after + 2 : after);
	session_show_address(s);
}

static void
copy(struct session *s, struct term *term, const struct ui_opts *opts)
{
	struct buf text = { 0 };

	buf_put(&text, buf_span(&s->message));
	if (!opts->clipboard)
		buf_puts(&text, "(clipboard is off) ");
	else if (term_clip(term, buf_span(&s->wish_text)))
		buf_puts(&text, "sent to terminal, not confirmed. ");
	else
		buf_puts(&text, "too long for the terminal, use ibid text. ");
	if (s->wish_address)
		say_address(s, buf_cstr(&text), "");
	else
		session_say(s, "%s%s", buf_cstr(&text),
		    buf_cstr(&s->wish_text));
	buf_release(&text);
}

static void
browse(struct session *s, struct term *term, const struct ui_opts *opts)
{
	struct span address = buf_span(&s->wish_text);
	struct buf why = { 0 };
	bool done = false;

	if (!opts->browse) {
		say_address(s, "Not opened, restricted mode: ", "");
		return;
	}
	buf_puts(&why, ": ");
	if (!opts->can_browse || opts->can_browse(address, &why)) {
		term_suspend(term);
		done = opts->browse(address, &why);
		term_resume(term);
	}
	if (!done)
		say_address(s, "", buf_cstr(&why));
	buf_release(&why);
}

static void
save(struct session *s, const struct ui_opts *opts)
{
	struct buf error = { 0 };

	if (!opts->save)
		session_complain(s, "Not saved, restricted mode");
	else if (opts->save(buf_span(&s->wish_text),
	    buf_span(&s->wish_bytes), &error))
		session_say(s, "Saved in %s", buf_cstr(&s->wish_text));
	else
		session_complain(s, "%s: %s", buf_cstr(&s->wish_text),
		    buf_cstr(&error));
	buf_release(&error);
}

static void
grant_wish(struct session *s, struct term *term, const struct ui_opts *opts)
{
	enum session_wish wish = s->wish;

	s->wish = WISH_NONE;
	switch (wish) {
	case WISH_NONE:
		break;
	case WISH_SUSPEND:
		if (opts->restricted) {
			session_complain(s, "Restricted mode cannot be "
			    "suspended; q leaves");
			break;
		}
		term_suspend(term);
		raise(SIGTSTP);
		term_resume(term);
		break;
	case WISH_REDRAW:
		term_redraw(term);
		break;
	case WISH_COPY:
		copy(s, term, opts);
		break;
	case WISH_BROWSE:
		browse(s, term, opts);
		break;
	case WISH_SAVE:
		save(s, opts);
		break;
	}
}

/* ---- keys ---- */

static void
take_size(struct session *s, struct term *term)
{
	int rows, cols;

	term_size(term, &rows, &cols);
	if (rows != s->frame.rows || cols != s->frame.cols)
		session_resize(s, rows, cols);
}

static void
take_key(struct session *s, struct term *term, struct key key)
{
	struct buf name = { 0 };

	switch (key.code) {
	case KEYCODE_RESIZE:
		take_size(s, term);
		break;
	case KEYCODE_REDRAW:
	case KEYCODE_UNKNOWN:
		break;
	case KEYCODE_HANGUP:
		s->quit = true;
		break;
	case KEYCODE_PASTE:
		session_paste(s, key.text);
		break;
	case KEYCODE_CLICK:
		session_click(s, key.row, key.col);
		break;
	case KEYCODE_WHEEL_UP:
		session_wheel(s, -3);
		break;
	case KEYCODE_WHEEL_DOWN:
		session_wheel(s, 3);
		break;
	default:
		key_name(key, &name);
		s->keys_wait = term_pending(term);
		session_key(s, buf_span(&name));
	}
	buf_release(&name);
}

/* Go on with the work while nobody types; show how far it is. */
static void
work(struct session *s, struct term *term, const struct ui_opts *opts)
{
	int64_t shown = clock_ms();
	int64_t every = s->settings->number[SETTING_A11Y] ? TELL_MS :
	    SHOW_MS;

	while (session_busy(s) && !term_pending(term)) {
		session_step(s);
		if (clock_ms() - shown < every)
			continue;
		ui_show(s, term, opts);
		shown = clock_ms();
	}
}

/* By ear a list of keywords is said with its counts, not before them. */
static bool
waits_for_counts(const struct session *s)
{
	return s->settings->number[SETTING_A11Y] && s->list_open &&
	    s->list.kind == LIST_KEYWORDS && glossary_busy(&s->glossary);
}

/* What may be asked for next is got ready; nothing is shown. */
static void
warm(struct session *s, struct term *term)
{
	while (!term_pending(term) && session_warm(s))
		continue;
}

bool
ui_turn(struct session *s, struct term *term, const struct ui_opts *opts,
    bool wait)
{
	struct key key;
	bool was_prompt = s->focus == FOCUS_PROMPT;

	if (term_read(term, &key, wait ? -1 : 0) <= 0)
		return false;
	take_key(s, term, key);
	if (s->quit)
		return false;
	grant_wish(s, term, opts);
	if (was_prompt != (s->focus == FOCUS_PROMPT))
		term_paste_mode(term, s->focus == FOCUS_PROMPT);
	/* The first match is shown before the counting goes on. */
	if (session_busy(s) && !term_pending(term)) {
		if (!waits_for_counts(s))
			ui_show(s, term, opts);
		work(s, term, opts);
	}
	ui_show(s, term, opts);
	warm(s, term);
	return true;
}

void
ui_run(struct session *s, struct term *term, const struct ui_opts *opts)
{
	take_size(s, term);
	/* Nothing is made ready yet: the terminal has a first page to draw. */
	ui_show(s, term, opts);
	while (ui_turn(s, term, opts, true))
		continue;
}
