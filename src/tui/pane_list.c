/* tui/pane_list.c - lists of the whole window. */
#include "tui/paint.h"

#include "base/least.h"
#include "uni/uni.h"

/* `words`, or as much as has room before dots; returns the columns used. */
static int
put_cut(struct painter *painter, int line, int col, struct span words,
    struct style style, int room)
{
	struct buf text = { 0 };
	int used;

	paint_cut(painter, words, 0, room, &text);
	used = cells_put(painter->cells, line, col, buf_span(&text), style,
	    room);
	buf_release(&text);
	return used;
}

/* With less room a row shows its text alone. */
#define SHARED_COLS 48

/*
 * The columns for the texts of a list whose details stand in a column too:
 * as many as the widest asks for, if that leaves the details what they ask
 * for, or half of the room.
 */
static int
text_column(const struct list *list, int room)
{
	int detail = list->detail_cols < room / 2 ? list->detail_cols :
	    room / 2;

	return least(list->text_cols, room - detail - 2);
}

/*
 * The text of a row, as far as there is room; returns the columns used.  By
 * ear the detail follows the text, and no gap is heard.
 */
static int
put_text(struct painter *painter, int line, int col, const struct list *list,
    const struct list_row *row, struct style style, int room)
{
	int want = (int)uni_cols(row->text, 1);
	int detail = (int)uni_cols(row->detail, 1);
	int column;

	if (!list->detail_cols || detail == 0 || room < SHARED_COLS)
		return put_cut(painter, line, col, row->text, style, room);
	if (!painter->a11y) {
		column = text_column(list, room);
		put_cut(painter, line, col, row->text, style, column);
		return column;
	}
	if (want + 2 + detail <= room)
		return put_cut(painter, line, col, row->text, style, room);
	if (detail > room / 2)
		detail = room / 2;
	return put_cut(painter, line, col, row->text, style,
	    room - detail - 2);
}

/*
 * A row with a match in it: what stands before is cut so far that the match
 * is in sight.
 */
static int
put_match(struct painter *painter, int line, int col,
    const struct list_row *row, struct style style, int room)
{
	const struct span cut = SPAN("...");
	struct cells *cells = painter->cells;
	struct span text = row->text;
	size_t from = row->kept;
	size_t to = row->lit + row->lit_len;
	int start = col;
	int end = col + room;
	int lit, cols;

	col += cells_put(cells, line, col, span_slice(text, 0, from), style,
	    room);
	if ((int)uni_cols(span_slice(text, 0, to), 1) + 3 > room) {
		while (from < row->lit && (int)uni_cols(span_slice(text,
		    from, row->lit), 1) > room / 3)
			from = uni_cluster_next(text, from);
		/* From the start of a word, if one is near. */
		for (size_t i = from; i < row->lit; i++)
			if (text.ptr[i] == ' ') {
				from = i + 1;
				break;
			}
		if (from > row->kept)
			col += cells_put(cells, line, col, cut, style,
			    end - col);
	}
	lit = col + (int)uni_cols(span_slice(text, from, row->lit), 1);
	cols = (int)uni_cols(span_slice(text, row->lit, to), 1);
	col += put_cut(painter, line, col, span_slice(text, from, text.len),
	    style, end - col);
	if (lit < end)
		cells_restyle(cells, line, lit, lit + cols < end ? cols :
		    end - lit, theme_style(painter->theme, THEME_MATCH, 0));
	return col - start;
}

/* Where the matches of a concordance begin: nearer to the left. */
static int
match_col(int room)
{
	return room > 40 ? room / 2 - 9 : room / 3;
}

/* A row of a concordance: all matches begin in one column. */
static int
put_aligned(struct painter *painter, int line, int col,
    const struct list_row *row, struct style style, int room)
{
	struct cells *cells = painter->cells;
	struct span before = span_slice(row->text, 0, row->lit);
	struct span lit = span_slice(row->text, row->lit,
	    row->lit + row->lit_len);
	int side = match_col(room);
	int before_cols = (int)uni_cols(before, cells->ambiguous_cols);
	int lit_cols = (int)uni_cols(lit, cells->ambiguous_cols);

	while (before_cols > side) {
		size_t next = uni_cluster_next(before, 0);

		before_cols -= uni_cluster_cols(span_slice(before, 0, next),
		    cells->ambiguous_cols);
		before = span_slice(before, next, before.len);
	}
	cells_put(cells, line, col + side - before_cols, before, style,
	    before_cols);
	put_cut(painter, line, col + side, span_slice(row->text, row->lit,
	    row->text.len), style, room - side);
	cells_restyle(cells, line, col + side, least(lit_cols, room - side),
	    theme_style(painter->theme, THEME_MATCH, 0));
	return room;
}

/* Which columns of a row of layout are seen, and which are lit. */
struct sight {
	const struct layout_row *row;
	uint64_t lit, lit_end;	/* places */
	int from, to;
};

static bool
is_lit(const struct sight *sight, const struct layout_cell *cell)
{
	return !(cell->flags & LAYOUT_GENERATED) &&
	    cell->place >= sight->lit && cell->place < sight->lit_end;
}

/*
 * The part of the row that has room: two thirds of it from the match on in
 * the direction of reading.
 */
static void
set_sight(struct sight *sight, int room)
{
	const struct layout_row *row = sight->row;
	int lit_from = -1, lit_to = 0, col = 0;
	bool rtl = row->cell_count && row->cells[0].place >
	    row->cells[row->cell_count - 1].place;

	sight->from = 0;
	sight->to = row->cols;
	if (row->cols <= room)
		return;
	for (int i = 0; i < row->cell_count; i++) {
		if (is_lit(sight, &row->cells[i])) {
			lit_from = lit_from < 0 ? col : lit_from;
			lit_to = col + row->cells[i].cols;
		}
		col += row->cells[i].cols;
	}
	sight->from = rtl ? lit_to + room / 3 - room : lit_from - room / 3;
	sight->from = most(0, least(sight->from, row->cols - room));
	sight->to = sight->from + room;
}

/* Its cells from `col` on, with dots where it goes on. */
static void
put_sight(struct painter *painter, int line, int col, struct style style,
    const struct sight *sight)
{
	const struct span dots = SPAN("...");
	const struct layout_row *row = sight->row;
	struct style lit = style_over(style, theme_style(painter->theme,
	    THEME_MATCH, 0));
	int from = sight->from > 0 ? sight->from + (int)dots.len : 0;
	int to = sight->to < row->cols ? sight->to - (int)dots.len :
	    row->cols;
	int at = 0;

	if (from > 0)
		cells_put(painter->cells, line, col, dots, style,
		    (int)dots.len);
	for (int i = 0; i < row->cell_count; i++) {
		const struct layout_cell *cell = &row->cells[i];

		if (at >= from && at + cell->cols <= to)
			cells_put_cluster(painter->cells, line,
			    col + at - sight->from, cell->text, cell->cols,
			    is_lit(sight, cell) ? lit : style);
		at += cell->cols;
	}
	if (to < row->cols)
		cells_put(painter->cells, line, col + to - sight->from,
		    dots, style, (int)dots.len);
}

/* More than any window has; a sentence that is longer is cut before it. */
#define BEFORE_COLS_MAX 1000

/* A row with a match in it, put in order as the page is. */
static int
put_ordered_match(struct painter *painter, int line, int col,
    const struct list_row *row, struct style style, int room)
{
	struct arena mem = { 0 };
	struct buf safe = { 0 };
	struct sight sight;
	size_t from = row->kept;
	size_t to = row->lit + row->lit_len;
	int kept = cells_put(painter->cells, line, col,
	    span_slice(row->text, 0, from), style, room);

	while (from < row->lit && (int)uni_cols(span_slice(row->text, from,
	    row->lit), 1) > BEFORE_COLS_MAX)
		from = uni_cluster_next(row->text, from);
	uni_printable(&safe, span_slice(row->text, from, row->lit), true);
	sight.lit = safe.len;
	uni_printable(&safe, span_slice(row->text, row->lit, to), true);
	sight.lit_end = safe.len;
	uni_printable(&safe, span_slice(row->text, to, row->text.len), true);
	sight.row = layout_line(&mem, buf_span(&safe), 0,
	    &painter->session->page.opts);
	set_sight(&sight, room - kept);
	put_sight(painter, line, col + kept, style, &sight);
	buf_release(&safe);
	arena_release(&mem);
	return kept + sight.to - sight.from;
}

/* The first columns of `words` as seen; of an ordered piece of a row. */
static int
order_piece(struct painter *painter, struct span words, int room,
    struct buf *out)
{
	buf_clear(out);
	paint_order(painter, words, DOC_RTL, room, out);
	return (int)uni_cols(buf_span(out), painter->cells->ambiguous_cols);
}

/*
 * A row of a concordance in right-to-left text: what stands before the
 * match is seen on its right, and all matches begin, on the right, in one
 * column.
 *
 *     | what comes after  MATCH what stands before |
 */
static int
put_mirrored(struct painter *painter, int line, int col,
    const struct list_row *row, struct style style, int room)
{
	struct cells *cells = painter->cells;
	struct span before = span_trim(span_slice(row->text, 0, row->lit));
	struct span lit = span_slice(row->text, row->lit,
	    row->lit + row->lit_len);
	struct span after = span_slice(row->text, row->lit + row->lit_len,
	    row->text.len);
	int side = match_col(room);
	int at = col + room - side;
	struct buf seen = { 0 };
	int cols;

	while ((int)uni_cols(before, 1) >= side)
		before = span_slice(before, uni_cluster_next(before, 0),
		    before.len);
	if (row->lit && row->text.ptr[row->lit - 1] == ' ')
		cells_fill(cells, line, at, 1, ' ', style);
	order_piece(painter, before, side - 1, &seen);
	cells_put(cells, line, at + (row->lit &&
	    row->text.ptr[row->lit - 1] == ' '), buf_span(&seen), style,
	    side);
	cols = order_piece(painter, lit, at - col, &seen);
	at -= cols;
	cells_put(cells, line, at, buf_span(&seen), style_over(style,
	    theme_style(painter->theme, THEME_MATCH, 0)), cols);
	if (after.len && *after.ptr == ' ')
		at--;
	if (at > col) {
		at -= order_piece(painter, span_trim(after), at - col, &seen);
		cells_put(cells, line, at, buf_span(&seen), style, room);
	}
	buf_release(&seen);
	return room;
}

static bool
is_mirrored(const struct painter *painter, const struct list *list,
    const struct list_row *row)
{
	enum layout_bidi bidi = painter->session->page.opts.bidi;

	return list->kind == LIST_CONCORDANCE &&
	    (bidi == LAYOUT_BIDI_ON ||
	    (bidi == LAYOUT_BIDI_AUTO && !painter->a11y)) &&
	    uni_has_rtl(span_slice(row->text, row->lit,
	    row->lit + row->lit_len));
}

static void
paint_list_row(struct painter *painter, const struct list *list,
    const struct list_row *row, struct frame_rect line, bool current)
{
	const struct theme *theme = painter->theme;
	struct style style = STYLE_PLAIN;
	struct style label;
	struct cells *cells = painter->cells;
	int end = line.col + line.cols;
	int col = line.col;

	if (row->heading) {
		put_cut(painter, line.row, line.col, row->text,
		    row->quoted ? STYLE_PLAIN :
		    theme_style(theme, LAYOUT_EL_HEADING3, 0), line.cols);
		return;
	}
	if (current)
		style = theme_style(theme, THEME_SELECTION, 0);
	label = style_over(theme_style(theme, LAYOUT_EL_NOTE_LABEL, 0),
	    style);
	cells_fill(cells, line.row, line.col, line.cols, ' ', style);
	/* The current row is known without any attribute, too. */
	if (!painter->a11y) {
		cells_put(cells, line.row, col, current ? SPAN(">") :
		    SPAN(" "), style, 1);
		col += 2;
	}
	if (list->label_cols) {
		int room = end - col;
		int used;

		/* A long keyword would push its count out of the column. */
		if (list->kind == LIST_KEYWORDS && !painter->a11y)
			room = least(room, list->label_cols);
		used = put_cut(painter, line.row, col, row->label, label,
		    room);
		col += painter->a11y || used > list->label_cols ? used + 1 :
		    list->label_cols + 2;
	}
	if (col < end && is_mirrored(painter, list, row))
		col += put_mirrored(painter, line.row, col, row, style,
		    end - col);
	else if (col < end && list->kind == LIST_CONCORDANCE)
		col += put_aligned(painter, line.row, col, row, style,
		    end - col);
	else if (col < end && row->lit_len && uni_has_rtl(row->text))
		col += put_ordered_match(painter, line.row, col, row, style,
		    end - col);
	else if (col < end && row->lit_len)
		col += put_match(painter, line.row, col, row, style,
		    end - col);
	else if (col < end)
		col += put_text(painter, line.row, col, list, row, style,
		    end - col);
	/* The name of an action is of use when it is whole. */
	if (list->kind == LIST_HELP && !painter->a11y &&
	    (int)uni_cols(row->detail, 1) > end - col - 2)
		return;
	if (col + 3 < end && row->detail.len) {
		col += 2;
		put_cut(painter, line.row, col, row->detail,
		    style_over(theme_style(theme, THEME_INFERRED, 0), style),
		    end - col);
	}
}

void
paint_list(struct painter *painter)
{
	struct session *s = painter->session;
	struct list *list = &s->list;
	struct frame_rect line = { 0, 0, 1, s->frame.cols };
	int room = frame_list_rows(&s->frame) - 1;
	struct buf title = { 0 };
	uint32_t top = list->top;

	if (list->cursor >= top + (uint32_t)room)
		top = list->cursor - (uint32_t)room + 1;
	buf_put(&title, list->title);
	if (list->filter.len)
		buf_printf(&title, ", those with \"%s\"",
		    buf_cstr(&list->filter));
	put_cut(painter, 0, 0, buf_span(&title),
	    theme_style(painter->theme, THEME_SIDEBAR_TITLE, 0), line.cols);
	buf_release(&title);
	for (int i = 0; i < room; i++) {
		uint32_t index = top + (uint32_t)i;
		bool current = index == list->cursor;

		if (index >= list->shown_count)
			break;
		line.row = 1 + i;
		paint_list_row(painter, list,
		    &list->rows[list->shown[index]], line, current);
		if (current)
			cells_cursor(painter->cells, line.row, line.col +
			    (painter->a11y ? 0 : 2));
	}
	if (list->shown_count == 0)
		cells_put(painter->cells, 1, 0, SPAN("Nothing here"),
		    STYLE_PLAIN, line.cols);
	painter->focus_name = "list";
}
