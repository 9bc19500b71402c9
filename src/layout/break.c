/* layout/break.c - where the rows of a paragraph end: the first fit. */
#include "layout/parts.h"

/* Two rows that end in hyphens may follow one another, not three. */
#define HYPHEN_ROWS_MAX 2

static struct cut *
add_cut(struct cuts *cuts, size_t from, size_t to)
{
	struct cut *cut;

	PARTS_PUSH(cuts->tmp, cuts->items, cuts->count, cuts->room);
	cut = &cuts->items[cuts->count++];
	*cut = (struct cut){ .from = from, .shown = to, .to = to };
	return cut;
}

static bool
is_dropped(const struct glyph *glyph)
{
	return glyph->kind != GLYPH_TEXT;
}

static int
glyph_cols(const struct glyphs *glyphs, size_t from, size_t to)
{
	int cols = 0;

	while (from < to)
		cols += glyphs->items[from++].cols;
	return cols;
}

/*
 * What is shown of the cut, and whether it needs a hyphen.  In a row too
 * narrow for a word and its hyphen the word is cut without one.
 */
static void
trim_cut(const struct glyphs *glyphs, struct cut *cut, size_t line_end,
    int cols)
{
	size_t shown = cut->to;

	while (shown > cut->from && is_dropped(&glyphs->items[shown - 1]))
		shown--;
	cut->last = cut->to == line_end && !(glyphs->goes_on &&
	    line_end == glyphs->count);
	cut->hyphen = !cut->last && shown + 1 == cut->to &&
	    shown > cut->from &&
	    glyphs->items[shown].kind == GLYPH_SOFT_HYPHEN &&
	    glyph_cols(glyphs, cut->from, shown) < cols;
	cut->shown = shown + cut->hyphen;
}

/* ---- the first fit ---- */

/*
 * Marks and visible controls are several glyphs: in a row too narrow for a
 * word, cut before the whole of one.
 */
static size_t
emergency_cut(const struct glyphs *glyphs, size_t from, size_t at)
{
	size_t cut = at;

	while (cut > from + 1) {
		const struct glyph *glyph = &glyphs->items[cut];
		bool inside = glyph->note != DOC_NONE ||
		    glyph->place == glyph->end || glyph->cols == 0;

		if (!inside)
			return cut;
		cut--;
	}
	return at;
}

/*
 * A word is divided only where the row would else be left this empty, as a
 * part of the window: a few free columns read better than a hyphen.
 */
#define FREE_PART 8

static size_t
better(size_t plain, size_t soft, int plain_cols, int cols)
{
	bool full = plain && cols - plain_cols <= cols / FREE_PART;

	return soft > plain && !full ? soft : plain;
}

/* The end of the row that starts at `from` and may fill `cols`. */
static size_t
first_fit(const struct glyphs *glyphs, size_t from, size_t line_end,
    int cols, int hyphen_rows)
{
	size_t plain = 0, soft = 0;	/* the last breaks that fit */
	int plain_cols = 0;
	int used = 0;	/* with trailing spaces */
	int inked = 0;	/* without */

	for (size_t i = from; i < line_end; i++) {
		const struct glyph *glyph = &glyphs->items[i];
		bool divides = i > from && glyphs->items[i - 1].kind ==
		    GLYPH_SOFT_HYPHEN;

		if (i > from && glyph->brk != GLYPH_BREAK_NO) {
			if (!divides) {
				plain = i;
				plain_cols = inked;
			} else if (inked < cols &&
			    hyphen_rows < HYPHEN_ROWS_MAX) {
				soft = i;
			}
		}
		used += glyph->cols;
		if (is_dropped(glyph))
			continue;
		inked = used;
		if (inked <= cols)
			continue;
		if (plain || soft)
			return better(plain, soft, plain_cols, cols);
		return i > from ? emergency_cut(glyphs, from, i) : i + 1;
	}
	return line_end;
}

static int
leading_cols(const struct glyphs *glyphs, size_t from, size_t to)
{
	int cols = 0;

	while (from < to && glyphs->items[from].kind == GLYPH_TEXT &&
	    glyphs->items[from].code == ' ')
		cols += glyphs->items[from++].cols;
	return cols;
}

/* The indent of the rows of a line after its first. */
static int
hang_cols(const struct glyphs *glyphs, size_t from, size_t to, int cols)
{
	int hang = glyphs->hang_cols;

	if (glyphs->verse)
		hang += leading_cols(glyphs, from, to);
	return hang > cols / 3 ? cols / 3 : hang;
}

static void
break_first_fit(const struct glyphs *glyphs, size_t from, size_t to,
    int cols, int hang, struct cuts *cuts)
{
	int indent = 0;
	int hyphen_rows = 0;

	do {
		size_t end = first_fit(glyphs, from, to, cols - indent,
		    hyphen_rows);
		struct cut *cut = add_cut(cuts, from, end);

		trim_cut(glyphs, cut, to, cols - indent);
		cut->indent_cols = indent;
		hyphen_rows = cut->hyphen ? hyphen_rows + 1 : 0;
		indent = hang;
		from = end;
	} while (from < to);
}

static bool
break_best_fit(struct job *job, const struct glyphs *glyphs, size_t from,
    size_t to, int cols, int hang, struct cuts *cuts)
{
	bool justify = job->opts->align == LAYOUT_JUSTIFY;
	size_t *ends;
	size_t count;

	if (from >= to || !fit_line(job, glyphs, from, to, cols, hang,
	    justify, &ends, &count))
		return false;
	for (size_t i = 0; i < count; i++) {
		struct cut *cut = add_cut(cuts, from, ends[i]);

		cut->indent_cols = i ? hang : 0;
		trim_cut(glyphs, cut, to, cols - cut->indent_cols);
		from = ends[i];
	}
	return true;
}

/*
 * A long paragraph is stored in pieces (DOC_CONTINUES), each laid out by
 * itself.  Whether the last row of one is left short: then what it leaves
 * free is better shared by all rows, and no one sees the seam.
 */
static bool
is_left_short(const struct glyphs *glyphs, const struct cuts *cuts, int cols)
{
	const struct cut *cut = &cuts->items[cuts->count - 1];

	return glyphs->goes_on && cut->to == glyphs->count &&
	    cols - cut->indent_cols - glyph_cols(glyphs, cut->from,
	    cut->shown) > cols / FREE_PART;
}

static void
break_line(struct job *job, const struct glyphs *glyphs, size_t from,
    size_t to, int cols, struct cuts *cuts)
{
	int hang = hang_cols(glyphs, from, to, cols);
	size_t before = cuts->count;

	if (job->opts->total_fit && break_best_fit(job, glyphs, from, to,
	    cols, hang, cuts))
		return;
	break_first_fit(glyphs, from, to, cols, hang, cuts);
	if (is_left_short(glyphs, cuts, cols)) {
		struct cuts first = *cuts;

		cuts->count = before;
		if (!break_best_fit(job, glyphs, from, to, cols, hang, cuts))
			*cuts = first;
	}
}

/* ---- lines that must end ---- */

static size_t
line_end(const struct glyphs *glyphs, size_t from)
{
	size_t i = from + 1;

	while (i < glyphs->count && glyphs->items[i].brk !=
	    GLYPH_BREAK_MUST)
		i++;
	return i < glyphs->count ? i : glyphs->count;
}

void
break_lines(struct job *job, const struct glyphs *glyphs, int cols,
    struct cuts *cuts)
{
	size_t from = 0;

	do {
		size_t to = line_end(glyphs, from);

		break_line(job, glyphs, from, to < from ? from : to, cols,
		    cuts);
		from = to;
	} while (from < glyphs->count);
}

void
break_code(struct job *job, const struct glyphs *glyphs, struct cuts *cuts)
{
	size_t from = 0;

	(void)job;
	do {
		size_t to = line_end(glyphs, from);

		trim_cut(glyphs, add_cut(cuts, from, to), to, 0);
		from = to;
	} while (from < glyphs->count);
}
