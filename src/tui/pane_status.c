/* tui/pane_status.c - the bottom line: place, messages, prompts. */
#include "tui/paint.h"

#include <string.h>

#include "uni/uni.h"

static struct span
prompt_label(const struct prompt *prompt)
{
	switch (prompt->kind) {
	case PROMPT_SEARCH:
		if (prompt->regex)
			return prompt->backward ? SPAN("Expression ?") :
			    SPAN("Expression /");
		return prompt->backward ? SPAN("?") : SPAN("/");
	case PROMPT_FILTER: return SPAN("Keep rows with: ");
	case PROMPT_KEYWORD: return SPAN("Keyword: ");
	case PROMPT_CONCORDANCE: return SPAN("Concordance of: ");
	case PROMPT_SAVE: return SPAN("Save the added keywords in: ");
	case PROMPT_SET_MARK: return SPAN("Set mark, a letter: ");
	case PROMPT_GO_TO_MARK: return SPAN("Go to mark, a letter: ");
	case PROMPT_NONE: break;
	}
	return SPAN("");
}

/* "3 of 17", while one types. */
static void
put_found(struct session *s, struct buf *out)
{
	if (s->find.error.len) {
		buf_put(out, buf_span(&s->find.error));
		return;
	}
	if (!s->find.query)
		return;
	if (s->match.len == 0) {
		buf_puts(out, s->seek.on ? "looking" : "no match");
		find_put_scope(&s->find, out);
		find_progress(&s->find, out);
		return;
	}
	session_put_number(s, out);
	find_put_scope(&s->find, out);
	find_progress(&s->find, out);
}

/*
 * What is typed, in the order it is drawn; returns the column of the caret.
 * U+00A0 at the end is where it stands after the last letter: on the left
 * of right-to-left text.
 */
static int
put_typed(struct painter *painter, struct span typed, size_t caret,
    struct buf *out)
{
	struct arena mem = { 0 };
	struct buf safe = { 0 };
	const struct layout_row *row;
	uint64_t place;
	int col;

	if (!uni_has_rtl(typed)) {
		buf_put(out, typed);
		return (int)uni_cols(span_slice(typed, 0, caret), 1);
	}
	uni_printable(&safe, span_slice(typed, 0, caret), true);
	place = safe.len;
	uni_printable(&safe, span_slice(typed, caret, typed.len), true);
	buf_put(&safe, SPAN("\u00a0"));
	row = layout_line(&mem, buf_span(&safe), 0,
	    &painter->session->page.opts);
	layout_row_text(row, out);
	col = layout_col_of(row, place);
	arena_release(&mem);
	buf_release(&safe);
	return col;
}

static void
paint_prompt(struct painter *painter, struct frame_rect line)
{
	struct session *s = painter->session;
	struct style style = theme_style(painter->theme, THEME_PROMPT, 0);
	struct span label = prompt_label(&s->prompt);
	struct buf text = { 0 };
	struct buf found = { 0 };
	size_t from = 0;
	int label_cols = (int)uni_cols(label, 1);
	int room = line.cols - label_cols - 1;
	struct span typed = buf_span(&s->prompt.text);
	struct span before = span_slice(typed, 0, s->prompt.caret);
	int caret;

	if (s->message.len)
		buf_put(&found, buf_span(&s->message));
	else if (s->prompt.kind == PROMPT_SEARCH && session_shows_typing(s))
		put_found(s, &found);
	/* A long line shows its end. */
	while (room > 0 && (int)uni_cols(span_slice(before, from,
	    before.len), 1) > room && from < before.len)
		from = uni_cluster_next(before, from);
	buf_put(&text, label);
	caret = put_typed(painter, span_slice(typed, from, typed.len),
	    before.len - from, &text);
	paint_ends(painter, line, buf_span(&text), buf_span(&found), style);
	cells_cursor(painter->cells, line.row, line.col + label_cols + caret);
	painter->focus_name = "prompt";
	buf_release(&text);
	buf_release(&found);
}

/* A title that is cut to less than this says nothing. */
#define TITLE_COLS_MIN 12

/*
 * Where, how far, what is near, a hint.  In a narrow window the hint goes
 * first, then what is near but the number of the match, then how far it is;
 * then the title is cut.
 */
static void
put_place(struct painter *painter, int cols, struct buf *left,
    struct buf *right)
{
	struct session *s = painter->session;
	struct buf title = { 0 };
	struct buf far = { 0 };
	int title_cols, far_cols, room;

	uni_printable(&title, session_status_title(s), true);
	session_status_far(s, &far);
	title_cols = (int)uni_cols(buf_span(&title), 1);
	if (title_cols > TITLE_COLS_MIN)
		title_cols = TITLE_COLS_MIN;
	far_cols = far.len ? 3 + (int)uni_cols(buf_span(&far), 1) : 0;
	for (int more = 3; more >= 0; more--) {
		buf_clear(right);
		if (more >= 2)
			session_status_near(s, more == 3, right);
		else
			session_status_found(s, right);
		if (more == 0 && right->len) {
			buf_clear(&far);
			far_cols = 0;
		}
		if (title_cols + far_cols + 2 +
		    (int)uni_cols(buf_span(right), 1) <= cols)
			break;
	}
	room = cols - far_cols - 2 - (int)uni_cols(buf_span(right), 1);
	paint_cut(painter, buf_span(&title), 0, room < 4 ? 4 : room, left);
	if (far.len)
		buf_puts(left, "   ");
	buf_put(left, buf_span(&far));
	buf_release(&title);
	buf_release(&far);
}

/* How many rows a list has, and which is the current one. */
static void
put_list_rows(struct painter *painter, struct buf *out)
{
	struct session *s = painter->session;
	uint32_t count, at = list_position(&s->list, &count);

	/* What counts up would be heard all the time (B6). */
	if (painter->a11y && s->list.kind == LIST_CONCORDANCE &&
	    !find_done(&s->kwic)) {
		buf_puts(out, "Searching.");
		return;
	}
	/* The line does not change with the row (B2). */
	if (painter->a11y || settings_number(s->settings,
	    SETTING_STATUS) == STATUS_STEADY)
		buf_printf(out, "%u row%s", count, count == 1 ? "" : "s");
	else
		buf_printf(out, "%u of %u", at, count);
	if (s->list.kind == LIST_CONCORDANCE)
		find_progress(&s->kwic, out);
}

/* What the keys do in a list, as far as there is room. */
static void
put_list_keys(enum list_kind kind, int cols, struct buf *out)
{
	static const char *const hints[] = {
		"/ filter   o sort   y copy   O open   Enter go   q close",
		("x on, off   a add   c in lines   w save   / filter   "
		    "o sort   Enter go   q close"),
		("x on, off   a add   w save   / filter   o sort   Enter go"
		    "   q close"),
		"Enter on, off   w save   / filter   q close",
		"/ filter   o sort   Enter go   q close",
		"/ filter   Enter go   q close", "Enter go   q close",
		"q close", "",
	};
	size_t i = 4;

	if (kind == LIST_SOURCES || kind == LIST_NOTES)
		i = 0;
	else if (kind == LIST_KEYWORDS)
		i = 1;
	else if (kind == LIST_SUGGESTIONS)
		i = 3;
	else if (kind == LIST_MATCHES)
		i = 5;

	while (*hints[i] && (int)strlen(hints[i]) > cols)
		i++;
	buf_puts(out, hints[i]);
}

void
paint_status(struct painter *painter)
{
	struct session *s = painter->session;
	struct frame_rect line = s->frame.status;
	struct buf left = { 0 };
	struct buf right = { 0 };
	unsigned element = THEME_STATUS;

	if (s->focus == FOCUS_PROMPT) {
		paint_prompt(painter, line);
		return;
	}
	if (s->message.len) {
		paint_cut(painter, buf_span(&s->message), DOC_LTR,
		    line.cols - (painter->a11y ? 1 : 2), &left);
		element = s->message_is_error ? THEME_ERROR : THEME_MESSAGE;
	} else if (s->list_open && (!painter->a11y || s->list_new)) {
		put_list_rows(painter, &left);
		put_list_keys(s->list.kind, line.cols - (int)left.len - 4,
		    &right);
	} else if (!painter->a11y) {
		/*
		 * By ear it is empty, in a list too: what takes the place of
		 * a message is heard.  The key = tells where one is.
		 */
		put_place(painter, line.cols - 2, &left, &right);
	}
	if (!painter->a11y) {
		line.col++;
		line.cols -= 2;
	}
	paint_ends(painter, line, buf_span(&left), buf_span(&right),
	    theme_style(painter->theme, element, 0));
	buf_release(&left);
	buf_release(&right);
}
