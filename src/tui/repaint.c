/* tui/repaint.c - the bytes that turn one full screen into another. */
#include "tui/repaint.h"

#include <stdlib.h>

#include "base/arena.h"
#include "base/hash.h"
#include "tui/standin.h"

/* Cells that stay are skipped from so many on: a move takes as many bytes. */
#define SKIP_COLS 8

/* Columns of a cursor that is somewhere: in its row, or in the next one. */
#define IN_ROW (-1)
#define PAST_EDGE (-2)

struct work {
	const struct repaint_caps *caps;
	const struct cells *old;	/* NULL: all blank */
	const struct cells *wanted;
	struct buf *out;
	int row, col;		/* of the cursor */
	struct style asked;	/* in force, as it was asked for */
	struct style style;	/* and as the terminal shows it */
	size_t move_len;	/* of the shortest move to any cell */
	/* This row was erased from this column on; the width: it was not. */
	int erased_row, erased_col;
};

static bool
is_blank(const struct cell *cell)
{
	return cell_is(cell, ' ') && style_eq(cell->style, STYLE_PLAIN);
}

/* Whether the terminal shows a blank there, as far as is known. */
static bool
is_erased(const struct work *work, int row, int col)
{
	return !work->old || (row == work->erased_row &&
	    col >= work->erased_col);
}

static bool
changes(const struct work *work, int row, int col)
{
	const struct cell *cell = cells_at(work->wanted, row, col);

	if (is_erased(work, row, col))
		return !is_blank(cell);
	return memcmp(cell, cells_at(work->old, row, col), sizeof *cell) != 0;
}

/* The next column from `col` on that changes, or the width. */
static int
next_change(const struct work *work, int row, int col)
{
	while (col < work->wanted->cols && !changes(work, row, col))
		col++;
	return col;
}

/* One past the last column that is not blank. */
static int
row_end(const struct cells *cells, int row)
{
	int end = cells->cols;

	while (end > 0 && is_blank(cells_at(cells, row, end - 1)))
		end--;
	return end;
}

/* ---- styles ---- */

static void
set_style(struct work *work, struct style style)
{
	if (style_eq(work->asked, style))
		return;
	work->asked = style;
	style = work->caps->shown(work->caps->ctx, style);
	if (style_eq(work->style, style))
		return;
	if (!style_eq(work->style, STYLE_PLAIN))
		buf_puts(work->out, work->caps->plain);
	if (!style_eq(style, STYLE_PLAIN))
		work->caps->put_style(style, work->out);
	work->style = style;
}

/* ---- the cursor ---- */

static bool
margin_is_blank(const struct work *work, int row, int col)
{
	while (col > 0)
		if (!is_blank(cells_at(work->wanted, row, --col)))
			return false;
	return true;
}

/*
 * The way down by line feeds, and in the new row by its number or over the
 * blanks of the margin, whichever is shorter; empty when there is none.
 */
static void
put_feeds(const struct work *work, int row, int col, struct buf *way)
{
	const char *column = work->caps->column ? work->caps->column(col) :
	    NULL;
	bool blanks = style_eq(work->style, STYLE_PLAIN) &&
	    margin_is_blank(work, row, col) &&
	    (!column || (size_t)col < strlen(column));

	if (!work->caps->feeds || work->col == PAST_EDGE || row < work->row ||
	    (row == work->row && work->col == IN_ROW))
		return;
	if (col != work->col && (col == 0 || blanks))
		buf_putc(way, '\r');
	for (int i = work->row; i < row; i++)
		buf_putc(way, '\n');
	if (col == work->col || col == 0)
		return;
	if (blanks)
		for (int i = 0; i < col; i++)
			buf_putc(way, ' ');
	else if (column)
		buf_puts(way, column);
	else
		buf_clear(way);
}

static void
move_to(struct work *work, int row, int col)
{
	struct buf feeds = { 0 };
	const char *move;

	if (work->row == row && work->col == col)
		return;
	if (!work->caps->moves_styled)
		set_style(work, STYLE_PLAIN);
	put_feeds(work, row, col, &feeds);
	if (feeds.len && feeds.len <= work->move_len) {
		buf_put(work->out, buf_span(&feeds));
	} else {
		move = work->col == IN_ROW && work->row == row &&
		    work->caps->column ? work->caps->column(col) :
		    work->caps->move(row, col);
		if (feeds.len && feeds.len <= strlen(move))
			buf_put(work->out, buf_span(&feeds));
		else
			buf_puts(work->out, move);
	}
	buf_release(&feeds);
	work->row = row;
	work->col = col;
}

/* ---- cells ---- */

/*
 * Where terminals differ about a cluster's columns the cursor's place is not
 * known after it; and a terminal that finds it narrower leaves what stood in
 * its other columns.  One that finds it wider must not go on in the next
 * row.
 */
static void
put_doubtful(struct work *work, int row, int col, int cols,
    struct span text)
{
	const struct repaint_caps *caps = work->caps;
	bool at_edge = col + standin_cols_max(text) > work->wanted->cols;
	bool held = at_edge && *caps->wrap_off;

	if (cols > 1 && (!is_erased(work, row, col) ||
	    !style_eq(work->style, STYLE_PLAIN))) {
		bool back = caps->feeds && col + cols < work->wanted->cols;

		buf_fill(work->out, ' ', (size_t)cols);
		if (back)
			buf_fill(work->out, '\b', (size_t)cols);
		else
			buf_puts(work->out, caps->move(row, col));
	}
	if (held)
		buf_puts(work->out, caps->wrap_off);
	standin_glyphs(caps->glyphs, text, cols, work->out);
	if (held)
		buf_puts(work->out, caps->wrap_on);
	work->col = at_edge && !held ? PAST_EDGE : IN_ROW;
}

/* Write the cell at `col`; returns the column after it. */
static int
put_cell(struct work *work, int row, int col)
{
	const struct cell *cell = cells_at(work->wanted, row, col);
	int left = work->wanted->cols - col;
	int cols = cell->cols < left ? cell->cols : left;

	move_to(work, row, col);
	set_style(work, cell->style);
	if (cell->len == 1 && cell->bytes[0] >= ' ' &&
	    cell->bytes[0] < 0x7f && cols == 1) {
		buf_putc(work->out, cell->bytes[0]);
		/* At the edge terminals differ in where the cursor is. */
		work->col = left > 1 ? col + 1 : PAST_EDGE;
		return col + 1;
	}
	/* Never met in a sound grid; it must not stop the loop. */
	cols = cols < 1 ? 1 : cols;
	if (work->caps->glyphs->utf8 && standin_needed(cell)) {
		put_doubtful(work, row, col, cols, cell_text(cell));
		return col + cols;
	}
	glyphs_put(work->caps->glyphs, cell_text(cell), cols, work->out);
	col += cols;
	work->col = col < work->wanted->cols ? col : PAST_EDGE;
	return col;
}

/* Write from `col` to before `end`, or to where enough stays as it is. */
static int
put_run(struct work *work, int row, int col, int end)
{
	while (col < end && work->caps->heard)
		col = put_cell(work, row, col);
	while (col < end) {
		int next = next_change(work, row, col);

		/* The cursor is to be set anyway: no need to write there. */
		if (next >= end || next - col >= SKIP_COLS ||
		    (next > col && work->col < 0))
			return next;
		col = put_cell(work, row, col);
	}
	return col;
}

/* Bytes that blank what doubtful clusters may leave, from `col` on. */
static size_t
blanking_len(const struct work *work, int row, int col)
{
	size_t len = 0;

	for (; work->caps->glyphs->utf8 && col < work->wanted->cols; col++) {
		const struct cell *cell = cells_at(work->wanted, row, col);

		if (cell->cols > 1 && !is_erased(work, row, col) &&
		    standin_needed(cell))
			len += 2 * (size_t)cell->cols;
	}
	return len;
}

/* Bytes of what stands in the row from `col` on, and stays. */
static size_t
staying_len(const struct work *work, int row, int col)
{
	size_t len = 0;

	for (; col < work->wanted->cols; col++) {
		const struct cell *cell = cells_at(work->wanted, row, col);

		if (!changes(work, row, col) && !is_blank(cell))
			len += cell->len;
	}
	return len;
}

/* Erase the rest of the row first, where that is shorter. */
static void
erase_first(struct work *work, int row, int col)
{
	size_t len = blanking_len(work, row, col);

	if (!len || len <= strlen(work->caps->erase) +
	    staying_len(work, row, col))
		return;
	move_to(work, row, col);
	set_style(work, STYLE_PLAIN);
	buf_puts(work->out, work->caps->erase);
	work->erased_row = row;
	work->erased_col = col;
}

/* What stood behind the row's end goes: few cells by blanks. */
static void
erase_rest(struct work *work, int row, int col)
{
	int last = work->wanted->cols;

	while (last > col && !changes(work, row, last - 1))
		last--;
	if (work->row != row || work->col < 0 ||
	    work->col < row_end(work->wanted, row))
		move_to(work, row, col);
	set_style(work, STYLE_PLAIN);
	if ((size_t)(last - work->col) > strlen(work->caps->erase)) {
		buf_puts(work->out, work->caps->erase);
		return;
	}
	for (col = work->col; col < last; col++)
		buf_putc(work->out, ' ');
	work->col = last < work->wanted->cols ? last : PAST_EDGE;
}

/* The first cell of the cluster that covers `col` on either screen. */
static int
cluster_start(const struct work *work, int row, int col)
{
	while (col > 0 && (cells_at(work->wanted, row, col)->cols == 0 ||
	    (work->old && cells_at(work->old, row, col)->cols == 0)))
		col--;
	return col;
}

static void
paint_row(struct work *work, int row)
{
	int cols = work->wanted->cols;
	int end = row_end(work->wanted, row);
	int col = next_change(work, row, 0);

	if (work->caps->heard && work->old && col < end)
		col = 0;
	if (col < end) {
		col = cluster_start(work, row, col);
		erase_first(work, row, col);
	}
	while (col < end) {
		col = cluster_start(work, row, col);
		move_to(work, row, col);
		/* The first cell is written even where only its rest moves. */
		col = put_run(work, row, put_cell(work, row, col), end);
		col = next_change(work, row, col);
	}
	if (next_change(work, row, col) < cols)
		erase_rest(work, row, col);
}

static void
paint_all(const struct repaint_caps *caps, const struct cells *old,
    const struct cells *wanted, int col, struct buf *out)
{
	struct work work = {
		.caps = caps, .old = old, .wanted = wanted, .out = out,
		.row = old ? old->cursor_row : 0, .col = col,
		.erased_row = -1,
		.move_len = strlen(caps->move(0, 0)),
	};
	int rows = wanted->rows;

	if (caps->heard && !old)
		paint_row(&work, --rows);
	for (int row = 0; row < rows; row++)
		paint_row(&work, row);
	set_style(&work, STYLE_PLAIN);
	if (work.row != wanted->cursor_row || work.col != wanted->cursor_col)
		buf_puts(out, caps->move(wanted->cursor_row,
		    wanted->cursor_col));
}

/* Some rows scrolled first, and then what is still to do. */
static bool
paint_shifted(const struct repaint_caps *caps, const struct cells *old,
    const struct cells *wanted, struct buf *out)
{
	struct shift shift;
	struct cells shifted;

	if (!caps->scroll || !shift_find(old, wanted, &shift))
		return false;
	buf_puts(out, caps->scroll(caps->ctx, &shift));
	shift_cells(old, &shift, &shifted);
	/* The cursor is somewhere: terminals differ in where. */
	paint_all(caps, &shifted, wanted, PAST_EDGE, out);
	cells_release(&shifted);
	return true;
}

void
repaint(const struct repaint_caps *caps, const struct cells *old,
    const struct cells *wanted, struct buf *out)
{
	struct buf shifted = { 0 }, all = { 0 };

	if (!old || caps->heard) {
		paint_all(caps, old, wanted, old ? old->cursor_col : 0, out);
		return;
	}
	paint_all(caps, old, wanted, old->cursor_col, &all);
	/* What stays is touched only where that saves much (D6). */
	if (paint_shifted(caps, old, wanted, &shifted) &&
	    3 * shifted.len < 2 * all.len)
		buf_put(out, buf_span(&shifted));
	else
		buf_put(out, buf_span(&all));
	buf_release(&shifted);
	buf_release(&all);
}

/* ---- whether it pays ---- */

static uint64_t
row_hash(const struct cells *cells, int row)
{
	return hash64(span_of((const char *)cells_at(cells, row, 0),
	    (size_t)cells->cols * sizeof *cells->cell), 0);
}

/* How many rows stand `shift` rows further down on the old screen. */
static int
count_moved(const uint64_t *old, const uint64_t *wanted, int rows, int shift,
    uint64_t blank)
{
	int count = 0;

	for (int row = 0; row < rows; row++)
		if (row + shift >= 0 && row + shift < rows &&
		    wanted[row] == old[row + shift] && wanted[row] != blank)
			count++;
	return count;
}

bool
repaint_fits(const struct cells *old, const struct cells *wanted)
{
	int rows = wanted->rows;
	int changed = 0;
	int moved = 0;
	struct cells none;
	uint64_t *hashes;
	uint64_t blank;

	for (int row = 0; row < rows; row++)
		changed += !cells_row_eq(old, wanted, row);
	if (2 * changed < rows)
		return false;
	hashes = mem_array(2 * (size_t)rows, sizeof *hashes);
	for (int row = 0; row < rows; row++) {
		hashes[row] = row_hash(old, row);
		hashes[rows + row] = row_hash(wanted, row);
	}
	cells_init(&none, 1, wanted->cols);
	blank = row_hash(&none, 0);
	cells_release(&none);
	for (int shift = 1 - rows; shift < rows; shift++) {
		int count = shift ? count_moved(hashes, hashes + rows, rows,
		    shift, blank) : 0;

		moved = count > moved ? count : moved;
	}
	free(hashes);
	return 4 * moved < rows;
}

bool
repaint_clears_last(const struct cells *old, const struct cells *wanted)
{
	int last = wanted->rows - 1;

	if (cells_row_eq(old, wanted, last) || row_end(wanted, last) > 0)
		return false;
	for (int row = 0; row < last; row++)
		if (!cells_row_eq(old, wanted, row))
			return false;
	return true;
}
