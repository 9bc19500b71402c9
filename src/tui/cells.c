/* tui/cells.c - a grid of terminal cells that panes paint into. */
#include "tui/cells.h"

#include <assert.h>
#include <stdlib.h>

#include "base/arena.h"
#include "base/hash.h"
#include "uni/uni.h"

struct style
style_over(struct style base, struct style over)
{
	if (over.fg)
		base.fg = over.fg;
	if (over.bg)
		base.bg = over.bg;
	base.attrs |= over.attrs;
	return base;
}

bool
style_eq(struct style a, struct style b)
{
	return a.fg == b.fg && a.bg == b.bg && a.attrs == b.attrs;
}

static struct cell *
cell_at(const struct cells *cells, int row, int col)
{
	if (row < 0 || row >= cells->rows || col < 0 || col >= cells->cols)
		return NULL;
	return cells->cell + (size_t)row * (size_t)cells->stride + col;
}

const struct cell *
cells_at(const struct cells *cells, int row, int col)
{
	return cell_at(cells, row, col);
}

/* ---- long clusters ---- */

/* More of them are cut: a text that has so many is made to. */
#define LONG_MAX 65536

static struct {
	struct long_cluster {
		char text[CELL_TEXT_MAX];
		uint8_t len;
	} *items;
	uint32_t count, room;
	uint32_t *slots;	/* 1 + an index; a power of two of them */
	uint32_t slot_count;
} longs;

/* The slot where the cluster is, or would be. */
static uint32_t *
long_slot(struct span text)
{
	for (uint32_t at = (uint32_t)hash64(text, 0);; at++) {
		uint32_t *slot = &longs.slots[at & (longs.slot_count - 1)];

		if (*slot == 0 || span_eq(span_of(
		    longs.items[*slot - 1].text,
		    longs.items[*slot - 1].len), text))
			return slot;
	}
}

static void
more_slots(void)
{
	free(longs.slots);
	longs.slot_count = longs.slot_count ? 2 * longs.slot_count : 64;
	longs.slots = mem_array(longs.slot_count, sizeof *longs.slots);
	for (uint32_t i = 0; i < longs.count; i++)
		*long_slot(span_of(longs.items[i].text,
		    longs.items[i].len)) = i + 1;
}

/* The number of a cluster; UINT32_MAX when there are too many. */
static uint32_t
long_number(struct span text)
{
	uint32_t *slot;

	if (2 * longs.count >= longs.slot_count)
		more_slots();
	slot = long_slot(text);
	if (*slot)
		return *slot - 1;
	if (longs.count == LONG_MAX)
		return UINT32_MAX;
	MEM_PUSH(longs.items, longs.count, longs.room);
	longs.items[longs.count].len = (uint8_t)text.len;
	memcpy(longs.items[longs.count].text, text.ptr, text.len);
	*slot = ++longs.count;
	return longs.count - 1;
}

struct span
cell_text(const struct cell *cell)
{
	uint32_t number;

	if (cell->len <= CELL_BYTES)
		return span_of(cell->bytes, cell->len);
	memcpy(&number, cell->bytes, sizeof number);
	return span_of(longs.items[number].text, cell->len);
}

/* ---- cells ---- */

static struct cell
one_column(char ch, struct style style)
{
	return (struct cell){ .bytes = { ch }, .len = 1, .cols = 1,
		.style = style };
}

void
cells_init(struct cells *cells, int rows, int cols)
{
	rows = rows < 1 ? 1 : rows;
	cols = cols < 1 ? 1 : cols;
	*cells = (struct cells){
		.cell = mem_grow(NULL, (size_t)rows * (size_t)cols,
		    sizeof *cells->cell),
		.rows = rows, .cols = cols, .stride = cols,
		.ambiguous_cols = 1,
	};
	for (size_t i = 0; i < (size_t)rows * (size_t)cols; i++)
		cells->cell[i] = one_column(' ', STYLE_PLAIN);
}

void
cells_release(struct cells *cells)
{
	assert(!cells->whole && "a part is not released");
	free(cells->cell);
	*cells = (struct cells){ 0 };
}

void
cells_resize(struct cells *cells, int rows, int cols)
{
	int ambiguous_cols = cells->ambiguous_cols;

	cells_release(cells);
	cells_init(cells, rows, cols);
	cells->ambiguous_cols = ambiguous_cols ? ambiguous_cols : 1;
}

void
cells_clear(struct cells *cells)
{
	for (int row = 0; row < cells->rows; row++)
		cells_fill(cells, row, 0, cells->cols, ' ', STYLE_PLAIN);
}

struct cells
cells_sub(struct cells *cells, struct rect rect)
{
	struct cells part = *cells;

	if (rect.row < 0) {
		rect.rows += rect.row;
		rect.row = 0;
	}
	if (rect.col < 0) {
		rect.cols += rect.col;
		rect.col = 0;
	}
	if (rect.rows > cells->rows - rect.row)
		rect.rows = cells->rows - rect.row;
	if (rect.cols > cells->cols - rect.col)
		rect.cols = cells->cols - rect.col;
	part.whole = cells->whole ? cells->whole : cells;
	if (rect.rows <= 0 || rect.cols <= 0) {
		part.rows = part.cols = 0;
		return part;
	}
	part.cell = cell_at(cells, rect.row, rect.col);
	part.rows = rect.rows;
	part.cols = rect.cols;
	part.whole_row = cells->whole_row + rect.row;
	part.whole_col = cells->whole_col + rect.col;
	return part;
}

/*
 * Blank what would be left of a wide cluster once column `col` is painted
 * over.  A part may cut a cluster that starts outside it, so the whole grid
 * is looked at:  | 漢 |  | x |  painted at the second column.
 */
static void
uncover(struct cells *cells, int row, int col)
{
	struct cells *whole = cells->whole ? cells->whole : cells;
	int from, to;
	struct cell *cell;

	row += cells->whole_row;
	col += cells->whole_col;
	cell = cell_at(whole, row, col);
	if (!cell || cell->cols == 1)
		return;
	from = col;
	while (from > 0 && cell_at(whole, row, from)->cols == 0)
		from--;
	to = from + cell_at(whole, row, from)->cols;
	for (int at = from; at < to; at++) {
		cell = cell_at(whole, row, at);
		*cell = one_column(' ', cell->style);
	}
}

static struct span
cut_text(struct span text, size_t len)
{
	if (text.len <= len)
		return text;
	while (len > 0 && ((unsigned char)text.ptr[len] & 0xc0) == 0x80)
		len--;
	return span_of(text.ptr, len);
}

static void
set_text(struct cell *cell, struct span text)
{
	uint32_t number;

	text = cut_text(text, CELL_TEXT_MAX);
	if (text.len > CELL_BYTES) {
		number = long_number(text);
		if (number == UINT32_MAX)
			text = cut_text(text, CELL_BYTES);
		else
			memcpy(cell->bytes, &number, sizeof number);
	}
	if (text.len <= CELL_BYTES)
		memcpy(cell->bytes, text.ptr, text.len);
	cell->len = (uint8_t)text.len;
}

void
cells_put_cluster(struct cells *cells, int row, int col, struct span text,
    int cols, struct style style)
{
	struct cell *cell;

	if (cols <= 0 || text.len == 0 || row < 0 || row >= cells->rows)
		return;
	if (col < 0 || cols > cells->cols - col || cols > UINT8_MAX) {
		cells_fill(cells, row, col, cols, ' ', style);
		return;
	}
	uncover(cells, row, col);
	if (cols > 1)
		uncover(cells, row, col + cols - 1);
	cell = cell_at(cells, row, col);
	*cell = (struct cell){ .cols = (uint8_t)cols, .style = style };
	set_text(cell, text);
	/* What lay between the two edges lay there whole. */
	for (int i = 1; i < cols; i++)
		cell[i] = (struct cell){ .style = style };
}

void
cells_fill(struct cells *cells, int row, int col, int cols, char ch,
    struct style style)
{
	struct cell *cell;

	assert(ch >= ' ' && ch < 0x7f);
	if (col < 0) {
		cols += col;
		col = 0;
	}
	if (cols > cells->cols - col)
		cols = cells->cols - col;
	if (cols <= 0 || row < 0 || row >= cells->rows)
		return;
	uncover(cells, row, col);
	uncover(cells, row, col + cols - 1);
	cell = cell_at(cells, row, col);
	for (int i = 0; i < cols; i++)
		cell[i] = one_column(ch, style);
}

/* Where the cluster at `off` ends; at once where two ASCII bytes follow. */
static size_t
cluster_end(struct span text, size_t off)
{
	unsigned char next = off + 1 < text.len ?
	    (unsigned char)text.ptr[off + 1] : ' ';

	if (text.ptr[off] >= ' ' && next >= ' ' && next < 0x7f)
		return off + 1;
	return uni_cluster_next(text, off);
}

static int
put_printable(struct cells *cells, int row, int col, struct span text,
    struct style style, int max_cols)
{
	int used = 0;

	for (size_t off = 0; off < text.len;) {
		size_t next = cluster_end(text, off);
		struct span cluster = span_slice(text, off, next);
		int cols = next == off + 1 ? 1 :
		    uni_cluster_cols(cluster, cells->ambiguous_cols);

		if (cols > max_cols - used)
			break;
		cells_put_cluster(cells, row, col + used, cluster, cols,
		    style);
		used += cols;
		off = next;
	}
	return used;
}

static bool
is_plain_ascii(struct span text)
{
	for (size_t i = 0; i < text.len; i++)
		if (text.ptr[i] < ' ' || text.ptr[i] >= 0x7f)
			return false;
	return true;
}

int
cells_put(struct cells *cells, int row, int col, struct span text,
    struct style style, int max_cols)
{
	struct buf safe = { 0 };
	int used;

	if (is_plain_ascii(text))
		return put_printable(cells, row, col, text, style, max_cols);
	uni_printable(&safe, text, true);
	used = put_printable(cells, row, col, buf_span(&safe), style,
	    max_cols);
	buf_release(&safe);
	return used;
}

int
cells_puts(struct cells *cells, int row, int col, const char *text,
    struct style style)
{
	return cells_put(cells, row, col, span_str(text), style,
	    cells->cols - col);
}

void
cells_restyle(struct cells *cells, int row, int col, int cols,
    struct style style)
{
	for (int at = col; at < col + cols && at < cells->cols; at++) {
		struct cell *cell = cell_at(cells, row, at);

		if (cell)
			cell->style = style_over(cell->style, style);
	}
}

static int
clamp(int value, int limit)
{
	if (value >= limit)
		value = limit - 1;
	return value < 0 ? 0 : value;
}

void
cells_cursor(struct cells *cells, int row, int col)
{
	struct cells *whole = cells->whole ? cells->whole : cells;

	whole->cursor_row = cells->whole_row + clamp(row, cells->rows);
	whole->cursor_col = cells->whole_col + clamp(col, cells->cols);
}

void
cells_copy(struct cells *to, const struct cells *from)
{
	if (to->rows != from->rows || to->cols != from->cols)
		cells_resize(to, from->rows, from->cols);
	for (int row = 0; row < from->rows; row++)
		if (from->cols > 0)
			memcpy(cell_at(to, row, 0), cell_at(from, row, 0),
			    (size_t)from->cols * sizeof *from->cell);
	to->cursor_row = from->cursor_row;
	to->cursor_col = from->cursor_col;
	to->ambiguous_cols = from->ambiguous_cols;
}

void
cells_swap(struct cells *a, struct cells *b)
{
	struct cells kept = *a;

	assert(!a->whole && !b->whole && "parts point into their grids");
	*a = *b;
	*b = kept;
}

bool
cells_row_eq(const struct cells *a, const struct cells *b, int row)
{
	const struct cell *row_a = cell_at(a, row, 0);
	const struct cell *row_b = cell_at(b, row, 0);

	return row_a && row_b && a->cols == b->cols &&
	    !memcmp(row_a, row_b, (size_t)a->cols * sizeof *row_a);
}

int
cells_row_end(const struct cells *cells, int row)
{
	int end = cells->cols;

	while (end > 0 && cell_is_blank(cells_at(cells, row, end - 1)))
		end--;
	return end;
}

void
cells_text(const struct cells *cells, int row, struct buf *out)
{
	size_t start = out->len;

	for (int col = 0; col < cells->cols; col++) {
		const struct cell *cell = cell_at(cells, row, col);

		if (cell)
			buf_put(out, cell_text(cell));
	}
	while (out->len > start && out->ptr[out->len - 1] == ' ')
		buf_cut(out, out->len - 1);
}

static char
style_letter(struct style style)
{
	static const struct {
		uint16_t attr;
		char letter;
	} letters[] = {
		{ STYLE_REVERSE, 'r' }, { STYLE_UNDERLINE, 'u' },
		{ STYLE_BOLD, 'b' }, { STYLE_ITALIC, 'i' },
		{ STYLE_STRIKE, 's' }, { STYLE_DIM, 'd' },
	};

	for (size_t i = 0; i < sizeof letters / sizeof *letters; i++)
		if (style.attrs & letters[i].attr)
			return letters[i].letter;
	return style.fg || style.bg ? 'c' : '.';
}

void
cells_marks(const struct cells *cells, int row, struct buf *out)
{
	for (int col = 0; col < cells->cols; col++) {
		const struct cell *cell = cell_at(cells, row, col);

		if (cell)
			buf_putc(out, style_letter(cell->style));
	}
}
