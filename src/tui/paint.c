/* tui/paint.c - the session as cells: which pane goes where. */
#include "tui/paint.h"

#include "uni/uni.h"

/* With less room dots would take the place of what they stand for. */
#define DOTTED_COLS_MIN 8

static void
put_ordered(const struct painter *painter, struct span words,
    unsigned flags, int max_cols, bool dotted, struct buf *out)
{
	const struct span dots = SPAN("...");
	struct arena mem = { 0 };
	struct buf safe = { 0 };
	int ambiguous_cols = painter->cells->ambiguous_cols;
	size_t room = max_cols < 0 ? 0 : (size_t)max_cols;
	size_t fits;

	uni_printable(&safe, words, true);
	fits = uni_fit(buf_span(&safe), room, ambiguous_cols, NULL);
	if (fits < safe.len && dotted && max_cols >= DOTTED_COLS_MIN) {
		fits = uni_fit(buf_span(&safe), room - dots.len,
		    ambiguous_cols, NULL);
		buf_cut(&safe, fits);
		buf_put(&safe, dots);
	} else {
		buf_cut(&safe, fits);
	}
	if (uni_has_rtl(words))
		layout_row_text(layout_line(&mem, buf_span(&safe), flags,
		    &painter->session->page.opts), out);
	else
		buf_put(out, buf_span(&safe));
	arena_release(&mem);
	buf_release(&safe);
}

void
paint_order(const struct painter *painter, struct span words,
    unsigned flags, int max_cols, struct buf *out)
{
	put_ordered(painter, words, flags, max_cols, false, out);
}

void
paint_cut(const struct painter *painter, struct span words,
    unsigned flags, int max_cols, struct buf *out)
{
	put_ordered(painter, words, flags, max_cols, true, out);
}

void
paint_ends(struct painter *painter, struct frame_rect rect,
    struct span left, struct span right, struct style style)
{
	struct cells *cells = painter->cells;
	struct buf tail = { 0 };
	int right_cols, used;

	/*
	 * The last cell of the screen stays blank: a terminal scrolls when
	 * it is written, so curses switches that off around it, and a screen
	 * reader says "h hel", "p".
	 */
	if (rect.row == cells->rows - 1 &&
	    rect.col + rect.cols == cells->cols)
		rect.cols--;
	uni_printable(&tail, right, true);
	right_cols = (int)uni_cols(buf_span(&tail), cells->ambiguous_cols);
	if (right_cols + 10 > rect.cols) {
		buf_clear(&tail);
		right_cols = 0;
	}
	used = cells_put(cells, rect.row, rect.col, left, style,
	    rect.cols - (right_cols ? right_cols + 1 : 0));
	if (used < rect.cols - right_cols)
		cells_fill(cells, rect.row, rect.col + used,
		    rect.cols - right_cols - used, ' ', style);
	cells_put(cells, rect.row, rect.col + rect.cols - right_cols,
	    buf_span(&tail), style, right_cols);
	buf_release(&tail);
}

static void
paint_too_small(struct painter *painter)
{
	struct cells *cells = painter->cells;

	int used = cells_put(cells, 0, 0, SPAN("Window too small:"),
	    STYLE_PLAIN, cells->cols);
	struct span least = SPAN("20x5 is the least");

	if (used + 1 + (int)least.len <= cells->cols)
		cells_put(cells, 0, used + 1, least, STYLE_PLAIN,
		    (int)least.len);
	else if (cells->rows > 1)
		cells_put(cells, 1, 0, least, STYLE_PLAIN, cells->cols);
	cells_cursor(cells, 0, 0);
	painter->focus_name = "too-small";
}

void
paint_session(struct painter *painter)
{
	struct session *s = painter->session;

	if (s->frame.too_small) {
		paint_too_small(painter);
		return;
	}
	if (s->list_open) {
		paint_list(painter);
		paint_status(painter);
		return;
	}
	paint_page(painter);
	if (s->frame.pane.rows)
		paint_pane(painter);
	if (s->popup_count)
		paint_popup(painter);
	if (s->frame.sidebar.cols)
		paint_tree(painter);
	paint_status(painter);
}
