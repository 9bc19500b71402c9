/*
 * layout/gaps.c - which spaces of a justified row grow.
 *
 * Columns are coarse: when 5 columns are shared among 8 spaces, 5 of them
 * become twice as wide as the other 3.  Wide spaces that stand under wide
 * spaces make a river down the page, so each row remembers which columns
 * were wide, and the next one chooses the spaces that grow such that as few
 * as can be stand under them, and that they are spread along the row.
 *
 * All spaces grow by extra / gaps columns; of the rest, one column each
 * goes to `rest` of the gaps.  The choice is made by dynamic programming:
 * the cheapest way to have given k columns to the first g gaps.
 */
#include "layout/parts.h"

/* A gap as wide as this is seen. */
#define WIDE_COLS 2
#define RIVER_MAX 8
/* Columns and spaces beyond these are shared out evenly, without choice. */
#define GAPS_MAX 128

struct choice {
	unsigned cost;
	bool grown;	/* this gap took one of the rest */
};

struct sharing {
	struct job *job;
	int gaps;
	int base;	/* columns that each gap grows by */
	int rest;	/* gaps that grow by one more */
	int at[GAPS_MAX];	/* column of each gap in the row unstretched */
	int cols[GAPS_MAX];	/* of each gap unstretched */
	struct choice *table;	/* [gap][given] */
};

/* How deep a river gets when a space covers these columns. */
static unsigned
river_cost(const struct sharing *sharing, int col, int cols)
{
	unsigned deepest = 0;

	if (cols < WIDE_COLS || !sharing->job->river)
		return 0;
	for (int c = col; c < col + cols && c < sharing->job->cols; c++)
		if (sharing->job->river[c] > deepest)
			deepest = sharing->job->river[c];
	return 16 * deepest * deepest;
}

/* How far the columns given so far are from an even spread. */
static unsigned
spread_cost(const struct sharing *sharing, int gap, int given)
{
	int even = (gap + 1) * sharing->rest;
	int off = given * sharing->gaps - even;

	off = off < 0 ? -off : off;
	off = 4 * off / sharing->gaps;
	return (unsigned)(off * off);
}

static unsigned
gap_cost(const struct sharing *sharing, int gap, int given, bool grown)
{
	int before = given - grown + gap * sharing->base;

	return river_cost(sharing, sharing->at[gap] + before,
	    sharing->cols[gap] + sharing->base + grown) +
	    spread_cost(sharing, gap, given);
}

static struct choice *
choice_at(const struct sharing *sharing, int gap, int given)
{
	return &sharing->table[gap * (sharing->rest + 1) + given];
}

static unsigned
cost_before(const struct sharing *sharing, int gap, int given)
{
	if (given < 0)
		return UINT32_MAX;
	if (gap == 0)
		return given == 0 ? 0 : UINT32_MAX;
	return choice_at(sharing, gap - 1, given)->cost;
}

static void
fill_table(struct sharing *sharing)
{
	sharing->table = ARENA_ARRAY(sharing->job->tmp,
	    (size_t)sharing->gaps * (size_t)(sharing->rest + 1),
	    struct choice);
	for (int gap = 0; gap < sharing->gaps; gap++)
		for (int given = 0; given <= sharing->rest; given++) {
			struct choice *choice = choice_at(sharing, gap,
			    given);
			unsigned as_is = cost_before(sharing, gap, given);
			unsigned grown = cost_before(sharing, gap,
			    given - 1);

			if (as_is != UINT32_MAX)
				as_is += gap_cost(sharing, gap, given,
				    false);
			if (grown != UINT32_MAX)
				grown += gap_cost(sharing, gap, given,
				    true);
			choice->grown = grown < as_is;
			choice->cost = grown < as_is ? grown : as_is;
		}
}

static void
read_gaps(struct sharing *sharing, const struct glyphs *glyphs,
    const struct cut *cut)
{
	int col = cut->indent_cols;
	int gap = 0;

	for (size_t i = cut->from; i < cut->shown; i++) {
		const struct glyph *glyph = &glyphs->items[i];

		if (glyph->kind == GLYPH_SPACE && gap < GAPS_MAX) {
			sharing->at[gap] = col;
			sharing->cols[gap++] = glyph->cols;
		}
		col += glyph->cols;
	}
}

/* What the next row must know of this one. */
static void
remember(struct sharing *sharing, const int *extra)
{
	uint8_t *river = sharing->job->river;
	uint8_t *old = arena_alloc(sharing->job->tmp,
	    (size_t)sharing->job->cols);
	int grown = 0;

	memcpy(old, river, (size_t)sharing->job->cols);
	memset(river, 0, (size_t)sharing->job->cols);
	for (int gap = 0; gap < sharing->gaps; gap++) {
		int col = sharing->at[gap] + grown;
		int cols = sharing->cols[gap] + extra[gap];

		for (int c = col; c < col + cols && cols >= WIDE_COLS &&
		    c < sharing->job->cols; c++)
			river[c] = old[c] < RIVER_MAX ?
			    (uint8_t)(old[c] + 1) : RIVER_MAX;
		grown += extra[gap];
	}
}

static void
choose(struct sharing *sharing, int *extra)
{
	int given = sharing->rest;

	fill_table(sharing);
	for (int gap = sharing->gaps - 1; gap >= 0; gap--) {
		bool grown = choice_at(sharing, gap, given)->grown;

		extra[gap] = sharing->base + grown;
		given -= grown;
	}
}

static void
share_evenly(const struct glyphs *glyphs, const struct cut *cut, int gaps,
    int extra, int *shares)
{
	int gap = 0;

	for (size_t i = cut->from; i < cut->shown; i++) {
		if (glyphs->items[i].kind != GLYPH_SPACE)
			continue;
		shares[i - cut->from] = extra * (gap + 1) / gaps -
		    extra * gap / gaps;
		gap++;
	}
}

void
share_gaps(struct job *job, const struct glyphs *glyphs,
    const struct cut *cut, int gaps, int extra, int *shares)
{
	struct sharing *sharing;
	int chosen[GAPS_MAX] = { 0 };
	int gap = 0;

	if (gaps <= 0) {
		if (job->river)
			memset(job->river, 0, (size_t)job->cols);
		return;
	}
	/* In mixed directions columns are known only after reordering. */
	if (gaps > GAPS_MAX || glyphs->mixed) {
		share_evenly(glyphs, cut, gaps, extra, shares);
		return;
	}
	sharing = ARENA_NEW(job->tmp, struct sharing);
	sharing->job = job;
	sharing->gaps = gaps;
	sharing->base = extra / gaps;
	sharing->rest = extra % gaps;
	read_gaps(sharing, glyphs, cut);
	if (!job->river)
		job->river = arena_alloc(job->tmp, (size_t)job->cols);
	choose(sharing, chosen);
	remember(sharing, chosen);
	for (size_t i = cut->from; i < cut->shown; i++)
		if (glyphs->items[i].kind == GLYPH_SPACE)
			shares[i - cut->from] = chosen[gap++];
}
