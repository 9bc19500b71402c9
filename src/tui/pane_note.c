/* tui/pane_note.c - notes: opened over the page, and under it. */
#include "tui/paint.h"

#include "uni/uni.h"

struct edge {
	const char *corner[4];	/* top left, top right, bottom left, right */
	const char *across, *down;
};

static const struct edge round_edge = {
	{ "\u256d", "\u256e", "\u2570", "\u256f" }, "\u2500", "\u2502" };
static const struct edge ascii_edge = {
	{ "+", "+", "+", "+" }, "-", "|" };

static void
put(struct painter *painter, int row, int col, const char *text,
    struct style style)
{
	cells_put_cluster(painter->cells, row, col, span_str(text), 1, style);
}

static void
rule(struct painter *painter, int row, int from, int to, const char *text,
    struct style style)
{
	for (int col = from; col < to; col++)
		put(painter, row, col, text, style);
}

static void
paint_box(struct painter *painter, struct frame_rect rect,
    struct span title, struct span footer)
{
	const struct edge *edge = painter->ascii ? &ascii_edge : &round_edge;
	struct style style = theme_style(painter->theme,
	    THEME_POPUP_BORDER, 0);
	struct style titled = theme_style(painter->theme,
	    THEME_POPUP_TITLE, 0);
	struct buf words = { 0 };
	int right = rect.col + rect.cols - 1;
	int bottom = rect.row + rect.rows - 1;
	int used;

	for (int row = rect.row; row <= bottom; row++) {
		cells_fill(painter->cells, row, rect.col, rect.cols, ' ',
		    theme_style(painter->theme, THEME_POPUP, 0));
		put(painter, row, rect.col, edge->down, style);
		put(painter, row, right, edge->down, style);
	}
	rule(painter, rect.row, rect.col, right + 1, edge->across, style);
	rule(painter, bottom, rect.col, right + 1, edge->across, style);
	put(painter, rect.row, rect.col, edge->corner[0], style);
	put(painter, rect.row, right, edge->corner[1], style);
	put(painter, bottom, rect.col, edge->corner[2], style);
	put(painter, bottom, right, edge->corner[3], style);
	paint_order(painter, title, DOC_LTR, rect.cols - 6, &words);
	used = cells_put(painter->cells, rect.row, rect.col + 3,
	    buf_span(&words), titled, rect.cols - 6);
	buf_release(&words);
	put(painter, rect.row, rect.col + 2, " ", style);
	put(painter, rect.row, rect.col + 3 + used, " ", style);
	if ((int)uni_cols(footer, 1) > rect.cols - 6)
		return;
	used = cells_put(painter->cells, bottom, rect.col + 3, footer,
	    theme_style(painter->theme, THEME_STATUS_HINT, 0),
	    rect.cols - 6);
	put(painter, bottom, rect.col + 2, " ", style);
	put(painter, bottom, rect.col + 3 + used, " ", style);
}

/*
 * How much of the note is out of sight, then what the keys do, as far as
 * there is room.
 */
static void
put_footer(struct popup *popup, int cols, struct buf *out)
{
	static const char *const hints[] = {
		"Tab next - g in the notes - b who cites it - y copy - Esc",
		"Tab next - g in the notes - b who cites it - Esc",
		"Tab next - Esc", "Esc", "",
	}, *const stacked[] = {
		"g in the notes - b who cites it - y copy - Esc back",
		"g in the notes - b who cites it - Esc back",
		"g in the notes - Esc back", "Esc back", "",
	};
	bool note = popup->note != DOC_NONE;
	size_t start;

	if (popup_more_below(popup))
		buf_puts(out, "more: Space - ");
	else if (note && view_more_above(&popup->view))
		buf_puts(out, "end of note - ");
	if (popup->leans)
		buf_puts(out, "i what it leans on - ");
	start = out->len;
	for (size_t i = note ? 0 : 3; i < sizeof hints / sizeof *hints;
	    i++) {
		buf_cut(out, start);
		buf_puts(out, popup->stacked ? stacked[i] : hints[i]);
		if ((int)out->len <= cols)
			return;
	}
}

static void
clear_rect(struct painter *painter, struct frame_rect rect)
{
	for (int row = 0; row < rect.rows; row++)
		cells_fill(painter->cells, rect.row + row, rect.col,
		    rect.cols, ' ', STYLE_PLAIN);
}

/* A title that is too long loses its last parts, whole ones. */
static struct span
cut_title(struct span title, int cols)
{
	size_t len = title.len;

	while ((int)uni_cols(span_slice(title, 0, len), 1) > cols) {
		while (len && title.ptr[len - 1] != ',' &&
		    title.ptr[len - 1] != '-')
			len--;
		if (len == 0)
			return title;
		len--;
		while (len && (title.ptr[len - 1] == ' ' ||
		    title.ptr[len - 1] == '-'))
			len--;
	}
	return span_slice(title, 0, len);
}

/* Below this "more: Space" leaves no room for what the title says. */
#define NARROW_COLS 30

/*
 * By ear the last row of a note says that it goes on (paint_going_on), so
 * that its title stays as it was said; where it has no such row, and for
 * words that are no note, the title says so.
 */
static struct span
more_by_ear(const struct popup *popup)
{
	if (popup->note != DOC_NONE && popup->extra && popup->extra_rows > 0)
		return SPAN("");
	return SPAN(" Space for more.");
}

/* "Note 404. Discussion, 71 words, ..." as far as it has room. */
static void
paint_title_by_ear(struct painter *painter, struct popup *popup,
    struct frame_rect line)
{
	struct span more = popup_more_below(popup) ? more_by_ear(popup) :
	    SPAN("");
	/* The last cell of a row stays blank. */
	int room = line.cols - (int)more.len - 1;
	struct span cut = cut_title(popup->title, room - 1);
	struct buf title = { 0 };

	paint_order(painter, cut, DOC_LTR, room, &title);
	if (cut.len < popup->title.len)
		buf_putc(&title, '.');
	buf_put(&title, more);
	paint_ends(painter, line, buf_span(&title), SPAN(""),
	    theme_style(painter->theme, THEME_POPUP_TITLE, 0));
	buf_release(&title);
}

/* Without a box the title is a line of text. */
static void
paint_plain_title(struct painter *painter, struct popup *popup,
    struct frame_rect rect)
{
	struct buf title = { 0 };
	struct span more = SPAN("");
	struct frame_rect line = { rect.row, rect.col, 1, rect.cols };

	if (painter->a11y) {
		paint_title_by_ear(painter, popup, line);
		return;
	}
	if (popup_more_below(popup))
		more = rect.cols < NARROW_COLS ? SPAN(" +") :
		    SPAN(" - more: Space");
	if (popup->note != DOC_NONE)
		buf_puts(&title, "Note ");
	paint_order(painter, cut_title(popup->title, rect.cols -
	    (int)(more.len + title.len)), DOC_LTR, rect.cols, &title);
	buf_put(&title, more);
	paint_ends(painter, line, buf_span(&title), SPAN(""),
	    theme_style(painter->theme, THEME_POPUP_TITLE, 0));
	buf_release(&title);
}

/* By ear the last row says that a note ends, but not before it does. */
static void
paint_going_on(struct painter *painter, struct popup *popup,
    struct frame_rect extra)
{
	struct buf line = { 0 };
	struct doc_note note;
	int last = extra.row + extra.rows - 1;

	if (extra.rows < 1 || !view_more_below(&popup->view) ||
	    bundle_note(painter->session->bundle, popup->note, &note) !=
	    BUNDLE_OK)
		return;
	buf_printf(&line, "Note %.*s goes on: Space for more.",
	    SPAN_ARG(note.label));
	cells_fill(painter->cells, last, extra.col, extra.cols, ' ',
	    STYLE_PLAIN);
	cells_put(painter->cells, last, extra.col, buf_span(&line),
	    theme_style(painter->theme, THEME_INFERRED, 0), extra.cols);
	buf_release(&line);
}

void
paint_popup(struct painter *painter)
{
	struct session *s = painter->session;
	struct popup *popup = session_popup(s);
	struct frame_rect text = popup->place.text;
	struct buf footer = { 0 };

	clear_rect(painter, popup->place.rect);
	if (s->note_new || s->note_turned) {
		struct frame_rect told = s->note_new ? popup->place.rect :
		    text;

		painter->cells->told_row = told.row;
		painter->cells->told_rows = told.rows;
	}
	if (popup->note != DOC_NONE)
		view_fill(&popup->view);
	if (popup->place.boxed) {
		put_footer(popup, popup->place.rect.cols - 6, &footer);
		paint_box(painter, popup->place.rect, popup->title,
		    buf_span(&footer));
		buf_release(&footer);
	} else {
		paint_plain_title(painter, popup, popup->place.rect);
	}
	if (popup->note != DOC_NONE)
		paint_view(painter, &popup->view, text);
	if (popup->extra) {
		struct frame_rect below = text;

		if (popup->note != DOC_NONE) {
			below.row += popup->view.shown_count;
			below.rows = popup->extra_rows;
		}
		paint_block(painter, popup->extra, below, popup->extra_top,
		    popup->note == DOC_NONE ? THEME_POPUP : THEME_INFERRED);
		if (painter->a11y && popup->note != DOC_NONE)
			paint_going_on(painter, popup, below);
	}
	if (s->focus == FOCUS_NOTE) {
		cells_cursor(painter->cells, text.row, text.col);
		painter->focus_name = "note";
	}
}

/* ---- the notes of the page, under it ---- */

/* A slice of a note, its label hanging; "+" where it goes on. */
static void
paint_pane_slice(struct painter *painter, const struct pane_slice *slice,
    struct frame_rect line, bool more)
{
	struct session *s = painter->session;
	const struct pane_note *at = &s->pane[slice->at];
	bool current = s->focus == FOCUS_PANE && slice->at == s->pane_cursor;
	struct style style = STYLE_PLAIN;
	struct frame_rect body = line;
	struct doc_note note;

	if (!at->block ||
	    bundle_note(s->bundle, at->note, &note) != BUNDLE_OK)
		return;
	if (current)
		style = theme_style(painter->theme, THEME_SELECTION, 0);
	if (slice->skip == 0)
		cells_put(painter->cells, line.row, line.col, note.label,
		    style_over(theme_style(painter->theme,
		    LAYOUT_EL_NOTE_LABEL, 0), style), line.cols / 3);
	body.col += at->indent_cols;
	body.rows = slice->rows;
	paint_block(painter, at->block, body, slice->skip, LAYOUT_EL_TEXT);
	if (current)
		cells_restyle(painter->cells, line.row, line.col, line.cols,
		    style);
	if (more || slice->skip + slice->rows < at->rows)
		cells_put(painter->cells, line.row + slice->rows - 1,
		    line.col + line.cols - 1, SPAN("+"),
		    slice->rows == 1 ? style : STYLE_PLAIN, 1);
	if (!current)
		return;
	cells_cursor(painter->cells, line.row, line.col);
	painter->focus_name = "pane";
}

void
paint_pane(struct painter *painter)
{
	struct session *s = painter->session;
	struct frame_rect rect = s->frame.pane;
	struct frame_rect line = { rect.row, s->frame.text.col, 1,
		s->frame.text.cols };
	struct style style = theme_style(painter->theme, THEME_DIVIDER, 0);
	struct pane_slice slices[PANE_ROWS];
	int room = rect.rows - 1 < PANE_ROWS ? rect.rows - 1 : PANE_ROWS;
	int count;

	clear_rect(painter, rect);
	if (painter->a11y) {
		cells_put(painter->cells, rect.row, rect.col,
		    SPAN("Notes on this page"), style, rect.cols);
	} else {
		rule(painter, rect.row, rect.col, rect.col + rect.cols,
		    painter->ascii ? "-" : "\u2500", style);
		cells_put(painter->cells, rect.row, line.col, s->pane_count ?
		    SPAN(" notes on this page ") :
		    SPAN(" no notes on this page "), style, rect.cols);
	}
	count = session_pane_slices(s, slices, room);
	line.row++;
	for (int i = 0; i < count; i++) {
		/* Notes that have no row at all. */
		bool more = i == count - 1 &&
		    slices[i].at + 1 < s->pane_count;

		paint_pane_slice(painter, &slices[i], line, more);
		line.row += slices[i].rows;
	}
}
