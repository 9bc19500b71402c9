/*
 * layout/fit.c - where the rows of a paragraph end: the best fit.
 *
 * After D. E. Knuth and M. F. Plass, "Breaking Paragraphs into Lines"
 * (Software: Practice and Experience 11, 1981), adapted to cells: a space
 * is one column and cannot shrink, so a row is never tighter than natural
 * and stretches by whole columns.  Each legal break gets the least sum of
 * demerits of all ways to reach it; the last one tells the way back.
 *
 * Cost: breaks times the breaks that one row can hold.
 */
#include <stdlib.h>

#include "layout/parts.h"

/* Penalties, on the scale of badness: 100 is a space grown to two columns. */
#define PENALTY_HYPHEN 50
#define PENALTY_HYPHEN_RAGGED 60
#define PENALTY_URL 80
#define PENALTY_CUT 5000	/* of a word too long for a row */
#define PENALTY_CUT_INSIDE 20000	/* of a mark */
/* Demerits, the square of that scale. */
#define DEMERITS_HYPHENS 20000	/* two rows in turn end in hyphens */
#define DEMERITS_LADDER 100000000	/* three or more do */
#define DEMERITS_LAST_HYPHEN 10000	/* the last row but one does */
#define DEMERITS_CLASS 6000	/* a wide row beside a tight one */
#define DEMERITS_ORPHAN 6000	/* a very short last row */
#define BADNESS_MAX 10000

struct stop {
	size_t at;		/* the row ends before this glyph */
	int inked;		/* columns before it, without spaces */
	int start;		/* columns before the row that starts here */
	int gaps;		/* spaces in the ink before it */
	int gaps_start;		/* spaces before the row that starts here */
	int penalty;
	bool hyphen;
	/* The best way here: */
	uint32_t from;		/* index of the stop before */
	uint64_t demerits;
	int rows;
	int hyphens;		/* rows in turn that end in one */
	int class;
	bool reached;
};

struct fit {
	struct job *job;
	const struct glyphs *glyphs;
	struct stop *stops;
	size_t count, room;
	int cols, hang;
	bool justify;
};

/* ---- stops ---- */

/* A word wider than a row may be cut before anything that is drawn. */
static bool
may_cut(const struct glyph *glyph)
{
	return glyph->cols > 0 && glyph->kind == GLYPH_TEXT;
}

/* Marks and visible controls are several glyphs. */
static bool
is_inside(const struct glyph *glyph)
{
	return glyph->place == glyph->end;
}

static void
add_stop(struct fit *fit, size_t at, int inked, int used, int gaps,
    int gaps_used)
{
	const struct glyph *items = fit->glyphs->items;
	struct stop *stop;

	PARTS_PUSH(fit->job->tmp, fit->stops, fit->count, fit->room);
	stop = &fit->stops[fit->count++];
	*stop = (struct stop){ .at = at, .inked = inked, .start = used,
	    .gaps = gaps, .gaps_start = gaps_used };
	if (at == 0)
		return;
	stop->hyphen = items[at - 1].kind == GLYPH_SOFT_HYPHEN;
	if (stop->hyphen)
		stop->penalty = fit->justify ? PENALTY_HYPHEN :
		    PENALTY_HYPHEN_RAGGED;
	else if (at >= fit->glyphs->count)
		stop->penalty = 0;
	else if (items[at].brk == GLYPH_BREAK_URL)
		stop->penalty = PENALTY_URL;
	else if (items[at].brk == GLYPH_BREAK_NO)
		stop->penalty = is_inside(&items[at]) ?
		    PENALTY_CUT_INSIDE : PENALTY_CUT;
}

static bool
is_legal(const struct glyphs *glyphs, size_t i)
{
	return glyphs->items[i].brk != GLYPH_BREAK_NO;
}

/* The columns from glyph `i` to the next legal break. */
static int
word_cols(const struct glyphs *glyphs, size_t i, size_t to, size_t *end)
{
	int used = 0, inked = 0;

	do {
		used += glyphs->items[i].cols;
		if (glyphs->items[i].kind == GLYPH_TEXT)
			inked = used;
		i++;
	} while (i < to && !is_legal(glyphs, i));
	*end = i;
	return inked;
}

static void
find_stops(struct fit *fit, size_t from, size_t to)
{
	const struct glyphs *glyphs = fit->glyphs;
	int least = fit->cols - fit->hang;
	int used = 0, inked = 0, gaps = 0, gaps_used = 0;
	size_t word_end = from;
	bool too_long = false;

	for (size_t i = from; i < to; i++) {
		const struct glyph *glyph = &glyphs->items[i];

		if (i >= word_end)
			too_long = word_cols(glyphs, i, to, &word_end) + 1 >
			    least;
		if (i == from || is_legal(glyphs, i) ||
		    (too_long && may_cut(glyph)))
			add_stop(fit, i, inked, used, gaps, gaps_used);
		used += glyph->cols;
		gaps_used += glyph->kind == GLYPH_SPACE;
		if (glyph->kind == GLYPH_TEXT) {
			inked = used;
			gaps = gaps_used;
		}
	}
	add_stop(fit, to, inked, used, gaps, gaps_used);
}

/* ---- demerits ---- */

/*
 * How loose a row is: 100 when each space must grow by one column, or, in
 * text that is not justified, when an eighth of the row is left free.
 */
static int
looseness(const struct fit *fit, int slack, int gaps)
{
	if (!fit->justify)
		return slack * 800 / (fit->cols > 0 ? fit->cols : 1);
	if (slack == 0)
		return 0;
	return gaps ? 100 * slack / gaps : 1000;
}

/*
 * Spaces that grow are felt as the cube of it (Knuth and Plass).  A ragged
 * edge is most even with the least sum of squares, and demerits are squares
 * already.
 */
static int
badness(const struct fit *fit, int loose)
{
	int64_t bad = (int64_t)loose * loose / 100 * loose / 100;

	if (!fit->justify)
		return loose;

	return bad > BADNESS_MAX ? BADNESS_MAX : (int)bad;
}

static int
class_of(int loose)
{
	return loose < 25 ? 0 : loose < 75 ? 1 : loose < 150 ? 2 : 3;
}

struct row_cost {
	uint64_t demerits;
	int class;
	int hyphens;
};

/* Of the row between two stops, which leaves `slack` columns. */
static struct row_cost
cost(const struct fit *fit, const struct stop *a, const struct stop *b,
    int slack, bool last)
{
	int loose = last ? 0 : looseness(fit, slack, b->gaps -
	    a->gaps_start);
	uint64_t bad = (uint64_t)(10 + badness(fit, loose) + b->penalty);
	struct row_cost cost = { .demerits = bad * bad,
	    .class = class_of(loose) };
	bool hyphen = b->hyphen && !last;

	cost.hyphens = hyphen ? a->hyphens + 1 : 0;
	if (cost.hyphens == 2)
		cost.demerits += DEMERITS_HYPHENS;
	else if (cost.hyphens > 2)
		cost.demerits += DEMERITS_LADDER;
	if (last && a->hyphen)
		cost.demerits += DEMERITS_LAST_HYPHEN;
	if (last && a->rows && slack > fit->cols * 7 / 8)
		cost.demerits += DEMERITS_ORPHAN;
	if (fit->justify && a->rows && !last &&
	    abs(cost.class - a->class) > 1)
		cost.demerits += DEMERITS_CLASS;
	return cost;
}

static void
reach(struct fit *fit, size_t to)
{
	struct stop *b = &fit->stops[to];
	bool last = to + 1 == fit->count && !(fit->glyphs->goes_on &&
	    b->at == fit->glyphs->count);

	for (size_t i = to; i-- > 0;) {
		const struct stop *a = &fit->stops[i];
		int cols = fit->cols - (i ? fit->hang : 0);
		int slack = cols - (b->inked - a->start) -
		    (b->hyphen && !last);
		struct row_cost row;

		if (slack < 0 && i + 1 < to)
			break;
		if (!a->reached)
			continue;
		/* One cluster wider than the window. */
		row = cost(fit, a, b, slack < 0 ? 0 : slack, last);
		if (b->reached && a->demerits + row.demerits >= b->demerits)
			continue;
		b->reached = true;
		b->demerits = a->demerits + row.demerits;
		b->from = (uint32_t)i;
		b->rows = a->rows + 1;
		b->hyphens = row.hyphens;
		b->class = row.class;
	}
}

bool
fit_line(struct job *job, const struct glyphs *glyphs, size_t from,
    size_t to, int cols, int hang, bool justify, size_t **ends,
    size_t *end_count)
{
	struct fit fit = { .job = job, .glyphs = glyphs, .cols = cols,
	    .hang = hang, .justify = justify };
	const struct stop *stop;

	find_stops(&fit, from, to);
	fit.stops[0].reached = true;
	for (size_t i = 1; i < fit.count; i++)
		reach(&fit, i);
	stop = &fit.stops[fit.count - 1];
	if (!stop->reached || !stop->rows)
		return false;
	*end_count = (size_t)stop->rows;
	*ends = ARENA_ARRAY(job->tmp, *end_count, size_t);
	for (size_t row = *end_count; row-- > 0;) {
		(*ends)[row] = stop->at;
		stop = &fit.stops[stop->from];
	}
	return true;
}
