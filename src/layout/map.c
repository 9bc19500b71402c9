/* layout/map.c - between places and rows, columns and cells. */
#include "layout/layout.h"

static const char *const element_names[] = {
#define X(id, name) name,
	LAYOUT_ELEMENTS(X)
#undef X
};

const char *
layout_element_name(enum layout_element element)
{
	return (unsigned)element < LAYOUT_EL_COUNT ? element_names[element] :
	    "";
}

/*
 * The cell that shows `place`, or the nearest one before it; failing that,
 * the first in reading order.  -1 in a row without text.
 */
static int
cell_of_place(const struct layout_row *row, uint64_t place)
{
	int best = -1;
	int first = -1;

	for (int i = 0; i < row->cell_count; i++) {
		const struct layout_cell *cell = &row->cells[i];

		if (cell->flags & LAYOUT_GENERATED)
			continue;
		if (first < 0 || cell->place < row->cells[first].place)
			first = i;
		if (cell->place <= place && (best < 0 ||
		    cell->place > row->cells[best].place))
			best = i;
	}
	return best >= 0 ? best : first;
}

/* In a table several rows may hold parts of one range: ask the cells. */
static uint32_t
row_of_cell(const struct layout_block *block, uint64_t place)
{
	uint32_t best = block->lead_rows;
	uint64_t best_place = 0;
	bool found = false;

	for (uint32_t i = block->lead_rows; i < block->row_count; i++) {
		const struct layout_row *row = &block->rows[i];
		int cell = cell_of_place(row, place);

		if (cell < 0 || row->cells[cell].place > place)
			continue;
		if (!found || row->cells[cell].place > best_place) {
			best = i;
			best_place = row->cells[cell].place;
			found = true;
		}
	}
	return best;
}

uint32_t
layout_row_of(const struct layout_block *block, uint64_t place)
{
	uint32_t best = block->lead_rows;

	if (block->is_table)
		return row_of_cell(block, place);
	for (uint32_t i = block->lead_rows; i < block->row_count; i++)
		if (block->rows[i].place <= place)
			best = i;
	return best < block->row_count ? best : block->row_count - 1;
}

static int
first_text_cell(const struct layout_row *row)
{
	for (int i = 0; i < row->cell_count; i++)
		if (row->cells[i].note != DOC_NONE)
			return i;
	return 0;
}

int
layout_col_of(const struct layout_row *row, uint64_t place)
{
	int want = cell_of_place(row, place);
	int col = 0;

	if (want < 0)
		want = first_text_cell(row);
	for (int i = 0; i < want && i < row->cell_count; i++)
		col += row->cells[i].cols;
	return col;
}

int
layout_cell_at(const struct layout_row *row, int col)
{
	int at = 0;

	for (int i = 0; i < row->cell_count; i++) {
		at += row->cells[i].cols;
		if (col < at)
			return i;
	}
	return row->cell_count - 1;
}

uint64_t
layout_place_at(const struct layout_row *row, int col)
{
	int cell = layout_cell_at(row, col);

	return cell < 0 ? row->place : row->cells[cell].place;
}

void
layout_row_text(const struct layout_row *row, struct buf *out)
{
	size_t start = out->len;

	for (int i = 0; i < row->cell_count; i++)
		buf_put(out, row->cells[i].text);
	while (out->len > start && out->ptr[out->len - 1] == ' ')
		buf_cut(out, out->len - 1);
}
