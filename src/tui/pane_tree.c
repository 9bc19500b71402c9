/* tui/pane_tree.c - the contents beside the page. */
#include "tui/paint.h"

#include "uni/uni.h"

/* One glyph of state a row, in three alphabets. */
static const char *
state_glyph(const struct painter *painter, uint8_t state)
{
	static const char *const glyphs[] = { "\u00b7", "\u25b8", "\u25be" };
	static const char *const ascii[] = { " ", "+", "-" };

	if (painter->a11y)
		return state == OUTLINE_FOLDED ? "+" : " ";
	return painter->ascii ? ascii[state] : glyphs[state];
}

/*
 * What stands at the end of a row: matches, occurrences of the keyword that
 * was chosen, or how far it is read.  By ear a bare number says nothing.
 */
static void
put_figure(struct session *s, uint32_t row, struct buf *out)
{
	bool a11y = s->settings->number[SETTING_A11Y];
	uint64_t from, to;
	int percent;
	size_t count;

	outline_range(&s->outline, row, &from, &to);
	if (s->find.query || s->keyword_chosen) {
		count = s->find.query && !s->keyword_counts ?
		    find_count(&s->find, from, to) :
		    glossary_chosen_count(&s->glossary, from, to);
		if (count)
			buf_printf(out, a11y ? "%zu found" : "%zu", count);
		return;
	}
	percent = session_read_percent(s, from, to);
	if (percent > 0)
		buf_printf(out, a11y ? "%d%% read" : "%d%%", percent);
}

static void
paint_tree_row(struct painter *painter, uint32_t index,
    struct frame_rect line, uint32_t current)
{
	struct session *s = painter->session;
	struct outline_row row = outline_row(&s->outline, index);
	bool selected = s->focus == FOCUS_TREE && index == s->tree_cursor;
	unsigned element = THEME_SIDEBAR;
	struct buf figure = { 0 };
	struct buf text = { 0 };
	struct style style;

	if (index == current)
		element = THEME_SIDEBAR_CURRENT;
	style = theme_style(painter->theme, element, 0);
	if (selected)
		style = style_over(style, theme_style(painter->theme,
		    THEME_SELECTION, 0));
	put_figure(s, index, &figure);
	/* By ear the title comes first, the state last. */
	if (!painter->a11y) {
		buf_putc(&text, index == current ? '>' : ' ');
		buf_fill(&text, ' ', 2 * (size_t)row.depth);
		buf_puts(&text, state_glyph(painter, row.state));
		buf_putc(&text, ' ');
	}
	paint_cut(painter, outline_title(&s->outline, index), 0,
	    line.cols - (int)uni_cols(buf_span(&text), 1) -
	    (figure.len ? (int)figure.len + 1 : 0), &text);
	if (painter->a11y && row.state == OUTLINE_FOLDED)
		buf_puts(&text, ", folded");
	if (painter->a11y && index == current)
		buf_puts(&text, ", you are here");
	paint_ends(painter, line, buf_span(&text), buf_span(&figure), style);
	if (selected) {
		cells_cursor(painter->cells, line.row, line.col);
		painter->focus_name = "contents";
	}
	buf_release(&figure);
	buf_release(&text);
}

void
paint_tree(struct painter *painter)
{
	struct session *s = painter->session;
	struct frame_rect rect = s->frame.sidebar;
	struct frame_rect line = { rect.row, rect.col, 1, rect.cols };
	uint32_t current = outline_row_of(&s->outline, s->document,
	    session_section(s));
	const struct bundle_document *document =
	    bundle_document(s->bundle, s->document);
	uint32_t top = s->tree_top;
	struct buf title = { 0 };
	bool divided = rect.cols < s->frame.cols;
	int room = rect.rows - 2;

	if (divided)
		line.cols = rect.cols - 2;	/* the divider, and a space */
	for (int row = 0; row < rect.rows; row++) {
		cells_fill(painter->cells, rect.row + row, rect.col,
		    rect.cols, ' ', STYLE_PLAIN);
		if (divided)
			cells_put_cluster(painter->cells, rect.row + row,
			    rect.col + rect.cols - 1,
			    painter->ascii ? SPAN("|") : SPAN("\u2502"), 1,
			    theme_style(painter->theme, THEME_DIVIDER, 0));
	}
	paint_cut(painter, document && document->title.len ?
	    document->title : SPAN("Contents"), 0, line.cols - 1, &title);
	cells_put(painter->cells, rect.row, rect.col + !painter->a11y,
	    buf_span(&title), theme_style(painter->theme,
	    THEME_SIDEBAR_TITLE, 0), line.cols - 1);
	buf_release(&title);
	/* While the page has the focus its section stays in sight. */
	if (s->focus != FOCUS_TREE && room > 0) {
		if (top == DOC_NONE || outline_distance(&s->outline, top,
		    current, room) == room)
			top = outline_step(&s->outline, current, -room / 2);
		s->tree_top = top;
	}
	for (int i = 0; i < room && top != DOC_NONE; i++) {
		line.row = rect.row + 2 + i;
		paint_tree_row(painter, top, line, current);
		top = outline_next(&s->outline, top);
	}
}
