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
	used = cells_put(painter->cells, rect.row, rect.col + 3, title,
	    titled, rect.cols - 6);
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

/* How much of the note is out of sight, in words that fit the footer. */
static void
put_footer(struct popup *popup, struct buf *out)
{
	bool above = popup->note != DOC_NONE &&
	    view_more_above(&popup->view);
	bool below = popup->note != DOC_NONE &&
	    view_more_below(&popup->view);

	if (below)
		buf_puts(out, "more: Space - ");
	else if (above)
		buf_puts(out, "end of note - ");
	buf_puts(out, popup->note == DOC_NONE ? "Esc" :
	    "Tab next - g in the notes - b who cites it - y copy - Esc");
}

static void
clear_rect(struct painter *painter, struct frame_rect rect)
{
	for (int row = 0; row < rect.rows; row++)
		cells_fill(painter->cells, rect.row + row, rect.col,
		    rect.cols, ' ', STYLE_PLAIN);
}

/*
 * Without a box the title is a line of text: "Note 404. Discussion, ..."
 * by ear, and at a glance the same.
 */
static void
paint_plain_title(struct painter *painter, struct popup *popup,
    struct frame_rect rect)
{
	struct buf title = { 0 };
	struct frame_rect line = { rect.row, rect.col, 1, rect.cols };

	buf_puts(&title, popup->note == DOC_NONE ? "" : "Note ");
	buf_put(&title, popup->title);
	if (popup->note != DOC_NONE && view_more_below(&popup->view))
		buf_puts(&title, " - more: Space");
	paint_ends(painter, line, buf_span(&title), SPAN(""),
	    theme_style(painter->theme, THEME_POPUP_TITLE, 0));
	buf_release(&title);
}

void
paint_popup(struct painter *painter)
{
	struct session *s = painter->session;
	struct popup *popup = session_popup(s);
	struct frame_rect text = popup->place.text;
	struct buf footer = { 0 };

	clear_rect(painter, popup->place.rect);
	if (popup->note != DOC_NONE)
		view_fill(&popup->view);
	if (popup->place.boxed) {
		put_footer(popup, &footer);
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
		paint_block(painter, popup->extra, below,
		    popup->note == DOC_NONE ? THEME_POPUP : THEME_INFERRED);
	}
	if (s->focus == FOCUS_NOTE) {
		cells_cursor(painter->cells, text.row, text.col);
		painter->focus_name = "note";
	}
}

/* ---- the notes of the page, under it ---- */

/* The start of a note on one line, "+" where it goes on. */
static void
paint_pane_note(struct painter *painter, const struct pane_note *at,
    struct frame_rect line, bool current)
{
	struct session *s = painter->session;
	struct buf text = { 0 };
	struct doc_note note;
	struct style style = STYLE_PLAIN;
	size_t label_len;
	size_t fits;

	if (bundle_note(s->bundle, at->note, &note) != BUNDLE_OK)
		return;
	if (current)
		style = theme_style(painter->theme, THEME_SELECTION, 0);
	buf_put(&text, note.label);
	buf_putc(&text, ' ');
	label_len = text.len;
	bundle_text(s->bundle, note.place, note.end > note.place + 400 ?
	    note.place + 400 : note.end, &text, NULL);
	fits = uni_fit(buf_span(&text), (size_t)(line.cols > 2 ?
	    line.cols - 2 : 1), 1, NULL);
	paint_ends(painter, line, span_slice(buf_span(&text), 0, fits),
	    SPAN(""), style);
	cells_put(painter->cells, line.row, line.col,
	    span_slice(buf_span(&text), 0, label_len),
	    style_over(style, theme_style(painter->theme,
	    LAYOUT_EL_NOTE_LABEL, 0)), line.cols);
	if (fits < text.len || note.end > note.place + 400)
		cells_put(painter->cells, line.row,
		    line.col + line.cols - 1, SPAN("+"), style, 1);
	buf_release(&text);
}

void
paint_pane(struct painter *painter)
{
	struct session *s = painter->session;
	struct frame_rect rect = s->frame.pane;
	struct frame_rect line = { rect.row, s->frame.text.col, 1,
		s->frame.text.cols };
	struct style style = theme_style(painter->theme, THEME_DIVIDER, 0);
	int room = rect.rows - 1;
	uint32_t first = 0;

	clear_rect(painter, rect);
	if (painter->a11y) {
		cells_put(painter->cells, rect.row, rect.col,
		    SPAN("Notes on this page"), style, rect.cols);
	} else {
		rule(painter, rect.row, rect.col, rect.col + rect.cols,
		    painter->ascii ? "-" : "\u2500", style);
		cells_put(painter->cells, rect.row, line.col,
		    SPAN(" notes on this page "), style, rect.cols);
	}
	if (s->pane_count == 0)
		return;
	if ((int)s->pane_cursor >= room)
		first = s->pane_cursor - (uint32_t)room + 1;
	for (uint32_t i = first; i < s->pane_count && room > 0; i++, room--) {
		bool current = s->focus == FOCUS_PANE && i == s->pane_cursor;

		line.row++;
		paint_pane_note(painter, &s->pane[i], line, current);
		if (!current)
			continue;
		cells_cursor(painter->cells, line.row, line.col);
		painter->focus_name = "pane";
	}
}
