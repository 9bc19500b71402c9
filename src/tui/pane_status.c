/* tui/pane_status.c - the bottom line: place, messages, prompts. */
#include "tui/paint.h"

#include "uni/uni.h"

static struct span
prompt_label(const struct prompt *prompt)
{
	switch (prompt->kind) {
	case PROMPT_SEARCH:
		return prompt->backward ? SPAN("?") : SPAN("/");
	case PROMPT_FILTER: return SPAN("Keep rows with: ");
	case PROMPT_KEYWORD: return SPAN("Keyword: ");
	case PROMPT_CONCORDANCE: return SPAN("Concordance of: ");
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
	size_t index;

	if (s->find.error.len) {
		buf_put(out, buf_span(&s->find.error));
		return;
	}
	if (!s->find.query)
		return;
	if (s->match.len == 0) {
		buf_puts(out, s->prompt.seeking ? "looking" : "no match");
		return;
	}
	index = find_index(&s->find, s->match.place);
	if (index != SIZE_MAX)
		buf_printf(out, "%zu of ", index + 1);
	buf_printf(out, "%zu%s", s->find.total,
	    find_done(&s->find) && !s->find.full ? "" : "+");
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

	if (s->prompt.kind == PROMPT_SEARCH)
		put_found(s, &found);
	/* A long line shows its end. */
	while (room > 0 && (int)uni_cols(span_slice(before, from,
	    before.len), 1) > room && from < before.len)
		from = uni_cluster_next(before, from);
	buf_put(&text, label);
	buf_put(&text, span_slice(typed, from, typed.len));
	paint_ends(painter, line, buf_span(&text), buf_span(&found), style);
	cells_cursor(painter->cells, line.row, line.col + label_cols +
	    (int)uni_cols(span_slice(before, from, before.len), 1));
	painter->focus_name = "prompt";
	buf_release(&text);
	buf_release(&found);
}

/* Where and how far: the title gives way, the figures do not. */
static void
put_place(struct painter *painter, int cols, struct buf *out)
{
	struct session *s = painter->session;
	struct buf title = { 0 };
	struct buf far = { 0 };
	int room;
	size_t fits;

	uni_printable(&title, session_status_title(s), true);
	session_status_far(s, &far);
	room = cols - (int)uni_cols(buf_span(&far), 1) - 3;
	if (room < 8)
		room = 8;
	fits = uni_fit(buf_span(&title), (size_t)room, 1, NULL);
	if (fits < title.len) {
		fits = uni_fit(buf_span(&title), (size_t)room - 3, 1, NULL);
		while (fits > 0 && title.ptr[fits - 1] == ' ')
			fits--;
		buf_cut(&title, fits);
		buf_puts(&title, "...");
	}
	buf_put(out, buf_span(&title));
	if (far.len)
		buf_puts(out, "   ");
	buf_put(out, buf_span(&far));
	buf_release(&title);
	buf_release(&far);
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
		buf_put(&left, buf_span(&s->message));
		element = s->message_is_error ? THEME_ERROR : THEME_MESSAGE;
	} else if (s->list_open) {
		buf_printf(&left, "%u of %u",
		    s->list.shown_count ? s->list.cursor + 1 : 0,
		    s->list.shown_count);
		buf_puts(&right, "/ filter   o sort   Enter go   q close");
	} else if (!s->frame.a11y || s->focus != FOCUS_NOTE) {
		session_status_near(s, &right);
		put_place(painter, line.cols - (int)right.len - 3, &left);
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
