/* tui/pen.c - the cursor and the style while a screen is written. */
#include "tui/pen.h"

bool
pen_is_erased(const struct pen *pen, int row, int col)
{
	return !pen->old || (row == pen->erased_row &&
	    col >= pen->erased_col) || (pen->turn &&
	    row >= pen->turn->top && row <= pen->turn->bottom);
}

bool
pen_changes(const struct pen *pen, int row, int col)
{
	const struct cell *cell = cells_at(pen->wanted, row, col);

	if (pen_is_erased(pen, row, col))
		return !cell_is_blank(cell);
	return memcmp(cell, cells_at(pen->old, row, col), sizeof *cell) != 0;
}

int
pen_next_change(const struct pen *pen, int row, int col)
{
	while (col < pen->wanted->cols && !pen_changes(pen, row, col))
		col++;
	return col;
}

int
pen_cluster_start(const struct pen *pen, int row, int col)
{
	while (col > 0 && (cells_at(pen->wanted, row, col)->cols == 0 ||
	    (pen->old && cells_at(pen->old, row, col)->cols == 0)))
		col--;
	return col;
}

int
pen_row_start(const struct pen *pen, int row)
{
	int col = pen_next_change(pen, row, 0);

	if (pen->caps->heard && pen->old &&
	    col < cells_row_end(pen->wanted, row))
		return 0;
	return col < pen->wanted->cols ? pen_cluster_start(pen, row, col) : col;
}

/* ---- styles ---- */

/*
 * Whether more attributes make `style` of `from`.  Some terminals know one
 * brightness: the last one that is sent.
 */
static bool
builds_on(struct style from, struct style style)
{
	unsigned added = style.attrs & ~(unsigned)from.attrs;

	return !(from.attrs & ~(unsigned)style.attrs) &&
	    !(added & STYLE_BOLD && from.attrs & STYLE_DIM) &&
	    (!from.fg || style.fg) && (!from.bg || style.bg);
}

/* Append what makes `style` of `from`, both as the terminal shows them. */
static void
put_change(const struct repaint_caps *caps, struct style from,
    struct style style, struct buf *out)
{
	struct style added = style;

	if (style_eq(from, style))
		return;
	if (builds_on(from, style)) {
		added.attrs &= (uint16_t)~from.attrs;
		added.fg = style.fg == from.fg ? 0 : style.fg;
		added.bg = style.bg == from.bg ? 0 : style.bg;
	} else {
		buf_puts(out, caps->plain);
	}
	if (!style_eq(added, STYLE_PLAIN))
		caps->put_style(added, out);
}

void
pen_style(struct pen *pen, struct style style)
{
	const struct repaint_caps *caps = pen->caps;

	if (style_eq(pen->asked, style))
		return;
	pen->asked = style;
	style = caps->shown(caps->ctx, style);
	put_change(caps, pen->style, style, pen->out);
	pen->style = style;
}

/* Whether it shows on blanks, and so might in a row that is scrolled in. */
static bool
shows_on_blanks(struct style style)
{
	return style.bg || style.attrs & (STYLE_UNDERLINE | STYLE_REVERSE |
	    STYLE_STRIKE);
}

/* ---- the cursor ---- */

static bool
margin_is_blank(const struct pen *pen, int row, int col)
{
	while (col > 0)
		if (!cell_is_blank(cells_at(pen->wanted, row, --col)))
			return false;
	return true;
}

/*
 * The way down by line feeds, and in the new row by its number or over the
 * blanks of the margin, whichever is shorter; empty when there is none.
 */
static void
put_feeds(const struct pen *pen, int row, int col, struct buf *way)
{
	const char *column = pen->caps->column ? pen->caps->column(col) :
	    NULL;
	bool blanks = style_eq(pen->style, STYLE_PLAIN) &&
	    margin_is_blank(pen, row, col) &&
	    (!column || (size_t)col < strlen(column));

	if (!pen->caps->feeds || pen->col == PEN_PAST_EDGE || row < pen->row ||
	    (row == pen->row && pen->col == PEN_IN_ROW))
		return;
	if (col != pen->col && (col == 0 || blanks))
		buf_putc(way, '\r');
	for (int i = pen->row; i < row; i++)
		buf_putc(way, '\n');
	if (col == pen->col || col == 0)
		return;
	if (blanks)
		for (int i = 0; i < col; i++)
			buf_putc(way, ' ');
	else if (column)
		buf_puts(way, column);
	else
		buf_clear(way);
}

/* The way from anywhere; rows are rolled by line feeds alone. */
static void
put_direct(const struct pen *pen, int row, int col, struct buf *way)
{
	buf_clear(way);
	buf_puts(way, pen_direct(pen, row, col));
	if (pen->rolling)
		buf_fill(way, '\n', (size_t)(row - pen->row));
}

const char *
pen_direct(const struct pen *pen, int row, int col)
{
	if (pen->col == PEN_IN_ROW && pen->row == row && pen->caps->column)
		return pen->caps->column(col);
	return pen->caps->move(pen->rolling ? pen->turn->bottom : row, col);
}

void
pen_move(struct pen *pen, int row, int col)
{
	struct buf feeds = { 0 }, direct = { 0 };

	if (pen->row == row && pen->col == col)
		return;
	if (!pen->caps->moves_styled || (pen->rolling && pen->row != row &&
	    shows_on_blanks(pen->style)))
		pen_style(pen, STYLE_PLAIN);
	put_feeds(pen, row, col, &feeds);
	if (!feeds.len || feeds.len > pen->move_len)
		put_direct(pen, row, col, &direct);
	buf_put(pen->out, buf_span(feeds.len && (!direct.len ||
	    feeds.len <= direct.len) ? &feeds : &direct));
	buf_release(&feeds);
	buf_release(&direct);
	pen->row = row;
	pen->col = col;
}
