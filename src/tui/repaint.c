/* tui/repaint.c - the bytes that turn one full screen into another. */
#include "tui/repaint.h"

#include "tui/pen.h"
#include "tui/standin.h"

/* Cells that stay are skipped from so many on: a move takes as many bytes. */
#define SKIP_COLS 8

/* ---- cells ---- */

/*
 * Where terminals differ about a cluster's columns the cursor's place is not
 * known after it; and a terminal that finds it narrower leaves what stood in
 * its other columns.  One that finds it wider must not go on in the next
 * row.
 */
static void
put_doubtful(struct pen *pen, int row, int col, int cols,
    struct span text)
{
	const struct repaint_caps *caps = pen->caps;
	bool at_edge = col + standin_cols_max(text) > pen->wanted->cols;
	bool held = at_edge && *caps->wrap_off;

	if (cols > 1 && (!pen_is_erased(pen, row, col) ||
	    !style_eq(pen->style, STYLE_PLAIN))) {
		bool back = caps->feeds && col + cols < pen->wanted->cols;

		buf_fill(pen->out, ' ', (size_t)cols);
		if (back)
			buf_fill(pen->out, '\b', (size_t)cols);
		else
			buf_puts(pen->out, pen_direct(pen, row, col));
	}
	if (held)
		buf_puts(pen->out, caps->wrap_off);
	standin_glyphs(caps->glyphs, text, cols, pen->out);
	if (held)
		buf_puts(pen->out, caps->wrap_on);
	pen->col = at_edge && !held ? PEN_PAST_EDGE : PEN_IN_ROW;
}

/* Write the cell at `col`; returns the column after it. */
static int
put_cell(struct pen *pen, int row, int col)
{
	const struct cell *cell = cells_at(pen->wanted, row, col);
	int left = pen->wanted->cols - col;
	int cols = cell->cols < left ? cell->cols : left;

	pen_move(pen, row, col);
	pen_style(pen, cell->style);
	if (cell->len == 1 && cell->bytes[0] >= ' ' &&
	    cell->bytes[0] < 0x7f && cols == 1) {
		buf_putc(pen->out, cell->bytes[0]);
		/* At the edge terminals differ in where the cursor is. */
		pen->col = left > 1 ? col + 1 : PEN_PAST_EDGE;
		return col + 1;
	}
	/* Never met in a sound grid; it must not stop the loop. */
	cols = cols < 1 ? 1 : cols;
	if (pen->caps->glyphs->utf8 && standin_needed(cell)) {
		put_doubtful(pen, row, col, cols, cell_text(cell));
		return col + cols;
	}
	glyphs_put(pen->caps->glyphs, cell_text(cell), cols, pen->out);
	col += cols;
	pen->col = col < pen->wanted->cols ? col : PEN_PAST_EDGE;
	return col;
}

/* Write from `col` to before `end`, or to where enough stays as it is. */
static int
put_run(struct pen *pen, int row, int col, int end)
{
	while (col < end && pen->caps->heard)
		col = put_cell(pen, row, col);
	while (col < end) {
		int next = pen_next_change(pen, row, col);

		/* The cursor is to be set anyway: no need to write there. */
		if (next >= end || next - col >= SKIP_COLS ||
		    (next > col && pen->col < 0))
			return next;
		col = put_cell(pen, row, col);
	}
	return col;
}

/* Bytes that blank what doubtful clusters may leave, from `col` on. */
static size_t
blanking_len(const struct pen *pen, int row, int col)
{
	size_t len = 0;

	for (; pen->caps->glyphs->utf8 && col < pen->wanted->cols; col++) {
		const struct cell *cell = cells_at(pen->wanted, row, col);

		if (cell->cols > 1 && !pen_is_erased(pen, row, col) &&
		    standin_needed(cell))
			len += 2 * (size_t)cell->cols;
	}
	return len;
}

/* Bytes of what stands in the row from `col` on, and stays. */
static size_t
staying_len(const struct pen *pen, int row, int col)
{
	size_t len = 0;

	for (; col < pen->wanted->cols; col++) {
		const struct cell *cell = cells_at(pen->wanted, row, col);

		if (!pen_changes(pen, row, col) && !cell_is_blank(cell))
			len += cell->len;
	}
	return len;
}

/* Erase the rest of the row first, where that is shorter. */
static void
erase_first(struct pen *pen, int row, int col)
{
	size_t len = blanking_len(pen, row, col);

	if (!len || len <= strlen(pen->caps->erase) +
	    staying_len(pen, row, col))
		return;
	pen_move(pen, row, col);
	pen_style(pen, STYLE_PLAIN);
	buf_puts(pen->out, pen->caps->erase);
	pen->erased_row = row;
	pen->erased_col = col;
}

/* What stood behind the row's end goes: few cells by blanks. */
static void
erase_rest(struct pen *pen, int row, int col)
{
	int last = pen->wanted->cols;

	while (last > col && !pen_changes(pen, row, last - 1))
		last--;
	if (pen->row != row || pen->col < 0 || pen->col > col ||
	    pen->col < cells_row_end(pen->wanted, row))
		pen_move(pen, row, col);
	pen_style(pen, STYLE_PLAIN);
	if ((size_t)(last - pen->col) > strlen(pen->caps->erase)) {
		buf_puts(pen->out, pen->caps->erase);
		return;
	}
	for (col = pen->col; col < last; col++)
		buf_putc(pen->out, ' ');
	pen->col = last < pen->wanted->cols ? last : PEN_PAST_EDGE;
}

static void
paint_row(struct pen *pen, int row)
{
	int cols = pen->wanted->cols;
	int end = cells_row_end(pen->wanted, row);
	int col = pen_row_start(pen, row);

	if (col < end)
		erase_first(pen, row, col);
	while (col < end) {
		col = pen_cluster_start(pen, row, col);
		pen_move(pen, row, col);
		/* The first cell is written even where only its rest moves. */
		col = put_run(pen, row, put_cell(pen, row, col), end);
		col = pen_next_change(pen, row, col);
	}
	if (pen_next_change(pen, row, col) < cols)
		erase_rest(pen, row, col);
}

static void
begin(struct pen *pen, const struct repaint_caps *caps,
    const struct cells *old, const struct cells *wanted, struct buf *out)
{
	*pen = (struct pen){
		.caps = caps, .old = old, .wanted = wanted, .out = out,
		.row = old ? old->cursor_row : 0,
		.col = old ? old->cursor_col : 0,
		.erased_row = -1,
		.move_len = strlen(caps->move(0, 0)),
	};
}

static void
end(struct pen *pen)
{
	const struct cells *wanted = pen->wanted;

	pen_style(pen, STYLE_PLAIN);
	if (pen->row != wanted->cursor_row || pen->col != wanted->cursor_col)
		buf_puts(pen->out, pen->caps->move(wanted->cursor_row,
		    wanted->cursor_col));
}

static void
paint_all(struct pen *pen)
{
	int rows = pen->wanted->rows;

	if (pen->caps->heard && !pen->old)
		paint_row(pen, --rows);
	for (int row = 0; row < rows; row++)
		paint_row(pen, row);
	end(pen);
}

/* The rows of `turn` rolled in from below, and then the others. */
static void
paint_rolled(struct pen *pen, const struct turn *turn)
{
	const struct repaint_caps *caps = pen->caps;
	int last = pen->wanted->rows - 1;
	bool some = turn->top > 0 || turn->bottom < last;

	pen->turn = turn;
	if (some)
		buf_puts(pen->out, caps->region(turn->top, turn->bottom));
	pen->rolling = true;
	pen->row = turn->top - 1;
	pen->col = pen_row_start(pen, turn->top) % pen->wanted->cols;
	buf_puts(pen->out, caps->move(turn->bottom, pen->col));
	for (int row = turn->top; row <= turn->bottom; row++)
		paint_row(pen, row);
	pen_style(pen, STYLE_PLAIN);
	buf_fill(pen->out, '\n', (size_t)(turn->bottom - pen->row));
	pen->rolling = false;
	pen->row = turn->bottom;
	if (some)
		buf_puts(pen->out, caps->region(0, last));
	/* Where it is now terminals may differ about. */
	pen->col = PEN_PAST_EDGE;
	for (int row = 0; row <= last; row++)
		if (row < turn->top || row > turn->bottom)
			paint_row(pen, row);
	end(pen);
}

/* Some rows scrolled first, and then what is still to do. */
static bool
paint_shifted(const struct repaint_caps *caps, const struct cells *old,
    const struct cells *wanted, struct buf *out)
{
	struct shift shift;
	struct cells shifted;
	struct pen pen;

	if (!caps->scroll || !shift_find(old, wanted, &shift))
		return false;
	buf_puts(out, caps->scroll(caps->ctx, &shift));
	shift_cells(old, &shift, &shifted);
	begin(&pen, caps, &shifted, wanted, out);
	/* The cursor is somewhere: terminals differ in where. */
	pen.col = PEN_PAST_EDGE;
	paint_all(&pen);
	cells_release(&shifted);
	return true;
}

static bool
paint_turned(const struct repaint_caps *caps, const struct cells *old,
    const struct cells *wanted, struct buf *out)
{
	struct turn turn;
	struct pen pen;

	if (!caps->region || !caps->feeds || !turn_find(old, wanted, &turn))
		return false;
	begin(&pen, caps, old, wanted, out);
	paint_rolled(&pen, &turn);
	return true;
}

void
repaint(const struct repaint_caps *caps, const struct cells *old,
    const struct cells *wanted, struct buf *out)
{
	struct buf all = { 0 }, shifted = { 0 }, turned = { 0 };
	const struct buf *best = &all;
	struct pen pen;

	if (!old || caps->heard) {
		begin(&pen, caps, old, wanted, out);
		paint_all(&pen);
		return;
	}
	begin(&pen, caps, old, wanted, &all);
	paint_all(&pen);
	/* What stays is touched only where that saves much (D6). */
	if (paint_shifted(caps, old, wanted, &shifted) &&
	    3 * shifted.len < 2 * all.len)
		best = &shifted;
	if (paint_turned(caps, old, wanted, &turned) && turned.len < best->len)
		best = &turned;
	buf_put(out, buf_span(best));
	buf_release(&all);
	buf_release(&shifted);
	buf_release(&turned);
}
