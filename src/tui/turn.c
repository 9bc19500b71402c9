/* tui/turn.c - a page that gives way to the next. */
#include "tui/turn.h"

#include <stdlib.h>

#include "base/arena.h"
#include "base/hash.h"
#include "tui/repaint.h"

/* Bytes that a row costs less where it is rolled in, about. */
#define ROW_GAIN 4

/* And what must be gained: the region is set, and the cursor brought there. */
#define WORTH (6 * ROW_GAIN)

/* What stays is skipped by repaint.c from so many columns on. */
#define STAY_COLS 8

/* Bytes of a cursor move, and of some style. */
#define STAY_MOVE 8

/* What a row gains when it is rolled in; below 0, what it loses. */
static int
row_gain(const struct cells *old, const struct cells *wanted, int row)
{
	int kept = 0, run = 0, in_run = 0;
	bool changes = false;

	for (int col = 0; col < wanted->cols; col++) {
		const struct cell *cell = cells_at(wanted, row, col);

		if (!memcmp(cell, cells_at(old, row, col), sizeof *cell)) {
			run++;
			in_run += cell_is_blank(cell) ? 0 : cell->len;
		} else {
			changes = true;
			run = in_run = 0;
			continue;
		}
		if (run >= STAY_COLS && in_run) {
			kept += in_run + (kept ? 0 : STAY_MOVE);
			in_run = 0;
		}
	}
	return (changes ? ROW_GAIN : 0) - kept;
}

bool
turn_find(const struct cells *old, const struct cells *wanted,
    struct turn *out)
{
	int sum = 0, best = 0, from = 0;

	for (int row = 0; row < wanted->rows; row++) {
		if (sum <= 0) {
			sum = 0;
			from = row;
		}
		sum += row_gain(old, wanted, row);
		if (sum > best) {
			best = sum;
			*out = (struct turn){ from, row };
		}
	}
	return best >= WORTH;
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

	if (cells_row_eq(old, wanted, last) || cells_row_end(wanted, last) > 0)
		return false;
	for (int row = 0; row < last; row++)
		if (!cells_row_eq(old, wanted, row))
			return false;
	return true;
}
