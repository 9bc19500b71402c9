/* tui/pane_page.c - the page: rows of text with what is highlighted. */
#include "tui/paint.h"

#include <stdlib.h>

static struct style
glow_style(const struct theme *theme, const struct glow *glow, bool first)
{
	if (glow->kind == GLOW_KEYWORD)
		return theme_keyword(theme, glow->set, glow->style, first);
	return theme_style(theme, glow->kind == GLOW_MATCH_CURRENT ?
	    THEME_MATCH_CURRENT : THEME_MATCH, 0);
}

/* The style laid over a cell whose text stands at `place`. */
static bool
glow_at(const struct glows *glows, uint64_t place, struct style *style,
    const struct theme *theme)
{
	bool found = false;

	for (size_t i = 0; i < glows->count; i++) {
		const struct glow *glow = &glows->items[i];

		if (place < glow->from || place >= glow->to)
			continue;
		*style = style_over(*style, glow_style(theme, glow,
		    place == glow->from));
		found = true;
	}
	return found;
}

/* A mark in focus is lit wherever its note is open, too. */
static bool
is_focused_mark(const struct session *s, const struct layout_cell *cell)
{
	struct doc_ref ref;

	if (cell->note == DOC_NONE || s->ref == DOC_NONE ||
	    !(cell->flags & LAYOUT_GENERATED))
		return false;
	return bundle_ref(s->bundle, s->ref, &ref) == BUNDLE_OK &&
	    ref.note == cell->note && ref.place == cell->place;
}

static void
paint_row(struct painter *painter, const struct layout_row *row,
    const struct glows *glows, int at_row, int at_col)
{
	const struct theme *theme = painter->theme;
	int col = at_col;

	for (int i = 0; i < row->cell_count; i++) {
		const struct layout_cell *cell = &row->cells[i];
		struct style style = theme_style(theme, cell->element,
		    cell->emph);

		if (!(cell->flags & LAYOUT_GENERATED))
			glow_at(glows, cell->place, &style, theme);
		if (is_focused_mark(painter->session, cell))
			style = style_over(style, theme_style(theme,
			    THEME_FOCUS, 0));
		cells_put_cluster(painter->cells, at_row, col, cell->text,
		    cell->cols, style);
		col += cell->cols;
	}
}

void
paint_view(struct painter *painter, struct view *view,
    struct frame_rect rect)
{
	struct glows glows = { 0 };

	session_glows(painter->session, view, &glows);
	for (int i = 0; i < view->shown_count && i < rect.rows; i++)
		paint_row(painter, view->shown[i].row, &glows,
		    rect.row + i, rect.col);
	glows_release(&glows);
}

void
paint_block(struct painter *painter, const struct layout_block *block,
    struct frame_rect rect, int skip, unsigned element)
{
	struct style style = theme_style(painter->theme, element, 0);
	uint32_t first = block->lead_rows + (uint32_t)skip;

	for (uint32_t i = first; i < block->row_count &&
	    (int)(i - first) < rect.rows; i++) {
		const struct layout_row *row = &block->rows[i];
		int at = rect.row + (int)(i - first);
		int col = rect.col;

		for (int c = 0; c < row->cell_count; c++) {
			cells_put_cluster(painter->cells, at, col,
			    row->cells[c].text, row->cells[c].cols, style);
			col += row->cells[c].cols;
		}
	}
}

/* Where the focus of the page is: a mark, or the text of the cursor. */
static void
place_cursor(struct painter *painter)
{
	struct session *s = painter->session;
	struct frame_rect text = s->frame.text;
	int row = view_row_of(&s->page, s->cursor);
	const struct layout_row *at;
	int col;

	if (row < 0)
		row = view_row_of(&s->page, view_first_text(&s->page));
	if (row < 0) {
		cells_cursor(painter->cells, text.row, text.col);
		return;
	}
	if (s->blank_row >= 0 && s->blank_row < s->page.shown_count) {
		cells_cursor(painter->cells, text.row + s->blank_row,
		    text.col);
		return;
	}
	at = s->page.shown[row].row;
	col = layout_col_of(at, s->cursor);
	if (s->ref != DOC_NONE) {
		int sum = 0;

		for (int i = 0; i < at->cell_count; i++) {
			if (is_focused_mark(s, &at->cells[i])) {
				col = sum;
				break;
			}
			sum += at->cells[i].cols;
		}
	}
	cells_cursor(painter->cells, text.row + row, text.col + col);
}

void
paint_page(struct painter *painter)
{
	struct session *s = painter->session;

	view_fill(&s->page);
	paint_view(painter, &s->page, s->frame.text);
	if (s->page.shown_count == 0 && s->page.error.status != BUNDLE_OK)
		cells_put(painter->cells, s->frame.text.row,
		    s->frame.text.col, span_str(s->page.error.what),
		    theme_style(painter->theme, THEME_ERROR, 0),
		    s->frame.text.cols);
	place_cursor(painter);
	painter->focus_name = s->ref == DOC_NONE ? "page" : "mark";
}
