/* tui/shift.c - rows that moved up or down, beside others that stayed. */
#include "tui/shift.h"

#include <stdlib.h>

#include "base/arena.h"
#include "base/hash.h"
#include "base/least.h"

/*
 * Rows are compared by pieces of so many cells: what lies between two
 * changes that are nearer than this is painted again anyway (repaint.c).
 */
#define PIECE_COLS 8

/* Pieces that must come right by a shift: about half a row of text. */
#define WORTH_PIECES 4

struct pieces {
	int rows, count;	/* of rows, and of pieces in each */
	uint64_t *old, *wanted;	/* hashes */
	uint64_t blank, blank_rest;	/* of a blank piece; of the last one */
};

static uint64_t
piece_hash(const struct cells *cells, int row, int piece)
{
	int col = piece * PIECE_COLS;
	int cols = least(PIECE_COLS, cells->cols - col);

	return hash64(span_of((const char *)cells_at(cells, row, col),
	    (size_t)cols * sizeof(struct cell)), 0);
}

static void
hash_all(const struct cells *cells, int count, uint64_t *out)
{
	for (int row = 0; row < cells->rows; row++)
		for (int i = 0; i < count; i++)
			*out++ = piece_hash(cells, row, i);
}

static void
pieces_init(struct pieces *pieces, const struct cells *old,
    const struct cells *wanted)
{
	int count = (old->cols + PIECE_COLS - 1) / PIECE_COLS;
	size_t all = (size_t)old->rows * (size_t)count;
	struct cells none;

	*pieces = (struct pieces){ .rows = old->rows, .count = count };
	pieces->old = mem_array(2 * all, sizeof *pieces->old);
	pieces->wanted = pieces->old + all;
	hash_all(old, count, pieces->old);
	hash_all(wanted, count, pieces->wanted);
	cells_init(&none, 1, old->cols);
	pieces->blank = piece_hash(&none, 0, 0);
	pieces->blank_rest = piece_hash(&none, 0, count - 1);
	cells_release(&none);
}

/*
 * How many pieces of `row` come right when row `from` takes its place (-1: a
 * blank one does), less those that were right and go.
 */
static int
row_gain(const struct pieces *pieces, int row, int from)
{
	const uint64_t *wanted = pieces->wanted + row * pieces->count;
	const uint64_t *old = pieces->old + row * pieces->count;
	const uint64_t *moved = from < 0 ? NULL :
	    pieces->old + from * pieces->count;
	int gain = 0;

	for (int i = 0; i < pieces->count; i++) {
		uint64_t blank = i + 1 < pieces->count ? pieces->blank :
		    pieces->blank_rest;
		uint64_t comes = moved ? moved[i] : blank;

		if (wanted[i] == old[i] && wanted[i] != comes)
			gain--;
		else if (wanted[i] != old[i] && wanted[i] == comes &&
		    wanted[i] != blank)
			gain++;
	}
	return gain;
}

struct search {
	struct pieces pieces;
	int *bare;	/* what a row gains, or loses, when it goes blank */
	int best;
	struct shift found;
};

/* The i-th row on the way against the text: from the top when it goes up. */
static int
row_on_way(const struct search *search, int up, int i)
{
	return up > 0 ? i : search->pieces.rows - 1 - i;
}

/*
 * Rows `from` to before `end`, on the way, take the text of those `deep`
 * rows further on, which gains `sum`; those after them go blank.
 *
 *	from ->  a  <- b       b
 *	         b  <- c       c
 *	end  ->  c             (blank)    deep = 1
 */
static void
weigh_run(struct search *search, int up, int from, int end, int sum)
{
	int deep = up > 0 ? up : -up;
	int first, last;

	for (int i = end; i < end + deep; i++)
		sum += search->bare[row_on_way(search, up, i)];
	if (sum <= search->best)
		return;
	first = row_on_way(search, up, from);
	last = row_on_way(search, up, end + deep - 1);
	search->best = sum;
	search->found = (struct shift){ least(first, last),
		most(first, last), up };
}

/* Of all runs of rows that may go by `up` the one that gains most. */
static void
weigh_shift(struct search *search, int up)
{
	int count = search->pieces.rows - (up > 0 ? up : -up);
	int from = 0, best_from = 0, best_end = 0;
	int sum = 0, best = 0;

	for (int i = 0; i < count; i++) {
		int row = row_on_way(search, up, i);

		if (sum <= 0) {
			sum = 0;
			from = i;
		}
		sum += row_gain(&search->pieces, row, row + up);
		if (sum > best) {
			best = sum;
			best_from = from;
			best_end = i + 1;
		}
	}
	if (best > search->best)
		weigh_run(search, up, best_from, best_end, best);
}

bool
shift_find(const struct cells *old, const struct cells *wanted,
    struct shift *out)
{
	struct search search = { .best = WORTH_PIECES - 1 };
	int rows = old->rows;

	pieces_init(&search.pieces, old, wanted);
	search.bare = mem_array((size_t)rows, sizeof *search.bare);
	for (int row = 0; row < rows; row++)
		search.bare[row] = row_gain(&search.pieces, row, -1);
	for (int up = 1; up < rows; up++) {
		weigh_shift(&search, up);
		weigh_shift(&search, -up);
	}
	free(search.pieces.old);
	free(search.bare);
	*out = search.found;
	return search.best >= WORTH_PIECES;
}

void
shift_cells(const struct cells *old, const struct shift *shift,
    struct cells *out)
{
	cells_init(out, old->rows, old->cols);
	for (int row = 0; row < old->rows; row++) {
		bool inside = row >= shift->top && row <= shift->bottom;
		int from = inside ? row + shift->up : row;

		if (inside && (from < shift->top || from > shift->bottom))
			continue;
		memcpy(out->cell + (size_t)row * (size_t)out->stride,
		    cells_at(old, from, 0),
		    (size_t)old->cols * sizeof *out->cell);
	}
}
