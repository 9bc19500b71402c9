/*
 * layout/bidi.c - right-to-left text (UAX #9, by FriBidi).
 *
 * A cluster takes the level of its first code point, so that it stays
 * whole.  Each line of a leaf (up to a line end) is a paragraph of its own,
 * in the direction of the leaf.
 */
#include <fribidi.h>

#include "layout/parts.h"
#include "uni/uni.h"

/* The first leaf of a paragraph that was stored in pieces. */
static uint32_t
first_piece(const struct job *job, uint32_t node)
{
	while (node > 0 && (job->nodes[node].flags & DOC_CONTINUED) &&
	    (job->nodes[node - 1].flags & DOC_CONTINUES))
		node--;
	return node;
}

enum direction { DIRECTION_NONE, DIRECTION_LTR, DIRECTION_RTL };

/* Of the first letter. */
static enum direction
direction_of(struct span text)
{
	for (size_t off = 0; off < text.len;) {
		FriBidiCharType type;
		uint32_t code;

		off += uni_decode(text, off, &code, NULL);
		type = fribidi_get_bidi_type(code);
		if (FRIBIDI_IS_LETTER(type))
			return FRIBIDI_IS_RTL(type) ? DIRECTION_RTL :
			    DIRECTION_LTR;
	}
	return DIRECTION_NONE;
}

bool
bidi_is_rtl(const struct job *job, uint32_t node)
{
	if (!job->bidi)
		return false;
	node = first_piece(job, node);
	if (job->nodes[node].flags & (DOC_RTL | DOC_LTR))
		return job->nodes[node].flags & DOC_RTL;
	for (uint32_t at = node; at != DOC_NONE; at = job->nodes[at].parent)
		if (job->nodes[at].flags & (DOC_RTL | DOC_LTR))
			return job->nodes[at].flags & DOC_RTL;
	return direction_of(job->nodes[node].text) == DIRECTION_RTL;
}

bool
bidi_is_neutral(const struct job *job, uint32_t node)
{
	return direction_of(job->nodes[node].text) == DIRECTION_NONE;
}

/* The code points of a line, and which glyph each belongs to, if any. */
#define NO_GLYPH SIZE_MAX

struct line {
	FriBidiChar *codes;
	FriBidiCharType *types;
	FriBidiBracketType *brackets;
	FriBidiJoiningType *joins;
	FriBidiLevel *levels;
	size_t *glyphs;
	FriBidiStrIndex len;
};

static void
add_code(struct line *line, size_t index, const struct glyph *glyph,
    uint32_t code)
{
	FriBidiStrIndex i = line->len++;

	line->codes[i] = code;
	line->glyphs[i] = index;
	line->types[i] = fribidi_get_bidi_type(code);
	/* A control is shown as Latin letters, in their order. */
	if (glyph->element == LAYOUT_EL_CONTROL)
		line->types[i] = FRIBIDI_TYPE_LTR;
	line->brackets[i] = line->types[i] == FRIBIDI_TYPE_ON ?
	    fribidi_get_bracket(code) : FRIBIDI_NO_BRACKET;
}

/*
 * A mark or a page number is no part of the sentence: as an isolate it
 * stays after its word, and its digits do not join a year before it.
 */
static bool
is_apart(const struct glyph *glyph)
{
	return (glyph->flags & LAYOUT_GENERATED) && (glyph->note !=
	    DOC_NONE || glyph->element == LAYOUT_EL_PAGE_NUMBER);
}

static void
add_edge(struct line *line, FriBidiCharType type, uint32_t code)
{
	FriBidiStrIndex i = line->len++;

	line->codes[i] = code;
	line->glyphs[i] = NO_GLYPH;
	line->types[i] = type;
	line->brackets[i] = FRIBIDI_NO_BRACKET;
}

static void
read_line(struct job *job, const struct glyphs *glyphs, size_t from,
    size_t to, struct line *line)
{
	size_t room = 0;
	const struct glyph *apart = NULL;	/* the isolate that is open */

	for (size_t i = from; i < to; i++)
		room += glyphs->items[i].text.len + 3;
	*line = (struct line){
		.codes = ARENA_ARRAY(job->tmp, room, FriBidiChar),
		.types = ARENA_ARRAY(job->tmp, room, FriBidiCharType),
		.brackets = ARENA_ARRAY(job->tmp, room, FriBidiBracketType),
		.joins = ARENA_ARRAY(job->tmp, room, FriBidiJoiningType),
		.levels = ARENA_ARRAY(job->tmp, room, FriBidiLevel),
		.glyphs = ARENA_ARRAY(job->tmp, room, size_t),
	};
	for (size_t i = from; i < to; i++) {
		const struct glyph *glyph = &glyphs->items[i];

		if (apart && (!is_apart(glyph) ||
		    glyph->note != apart->note)) {
			add_edge(line, FRIBIDI_TYPE_PDI, 0x2069);
			apart = NULL;
		}
		if (!apart && is_apart(glyph)) {
			add_edge(line, FRIBIDI_TYPE_FSI, 0x2068);
			apart = glyph;
		}
		/* What is not drawn still has a direction: U+200F. */
		if (!glyph->text.len)
			add_code(line, i, glyph, glyph->code);
		for (size_t off = 0; off < glyph->text.len;) {
			uint32_t code;

			off += uni_decode(glyph->text, off, &code, NULL);
			add_code(line, i, glyph, code);
		}
	}
}

/*
 * Letters take their joined forms, as few terminals join letters that come
 * to them in visual order; brackets are mirrored.  Lam and alef become one
 * character: FriBidi leaves it on the alef, but the cell is the lam's.
 */
static void
shape_line(struct line *line)
{
	fribidi_get_joining_types(line->codes, line->len, line->joins);
	fribidi_join_arabic(line->types, line->len, line->levels,
	    line->joins);
	fribidi_shape(FRIBIDI_FLAG_SHAPE_MIRRORING | FRIBIDI_FLAGS_ARABIC,
	    line->levels, line->len, line->joins, line->codes);
	for (FriBidiStrIndex i = 0; i + 1 < line->len; i++)
		if (line->codes[i] == FRIBIDI_CHAR_FILL) {
			line->codes[i] = line->codes[i + 1];
			line->codes[i + 1] = FRIBIDI_CHAR_FILL;
			i++;
		}
}

/* The alef of a lam-alef is not drawn; its marks go to the lam. */
static void
join_to(struct job *job, struct glyph *lam, struct glyph *alef,
    struct span marks)
{
	alef->kind = GLYPH_HIDDEN;
	alef->text = SPAN_NONE;
	alef->cols = 0;
	if (marks.len)
		lam->text = arena_printf(job->mem, "%.*s%.*s",
		    SPAN_ARG(lam->text), SPAN_ARG(marks));
}

/* The code points [from, to) of the line are those of `glyph`. */
static void
take_shape(struct job *job, struct glyph *glyph, const struct line *line,
    FriBidiStrIndex from, FriBidiStrIndex to)
{
	struct buf out = { 0 };

	for (FriBidiStrIndex i = from; i < to; i++) {
		uint32_t code = line->codes[i];

		/* The joiner has done its work. */
		if (code != FRIBIDI_CHAR_FILL && code != 0x200c &&
		    code != 0x200d)
			buf_put_code(&out, code);
	}
	if (line->codes[from] == FRIBIDI_CHAR_FILL && from > 0) {
		join_to(job, glyph - 1, glyph, buf_span(&out));
	} else if (out.len && !span_eq(buf_span(&out), glyph->text)) {
		glyph->text = arena_span(job->mem, buf_span(&out));
		glyph->code = line->codes[from];
	}
	buf_release(&out);
}

static void
write_line(struct job *job, struct glyphs *glyphs, const struct line *line)
{
	uint8_t edge = 0;

	for (FriBidiStrIndex from = 0; from < line->len;) {
		FriBidiStrIndex to = from + 1;
		struct glyph *glyph;

		if (line->glyphs[from] == NO_GLYPH) {
			edge = (uint8_t)(line->levels[from] + 1);
			from = to;
			continue;
		}
		glyph = &glyphs->items[line->glyphs[from]];
		glyph->edge = is_apart(glyph) ? edge : 0;
		while (to < line->len &&
		    line->glyphs[to] == line->glyphs[from])
			to++;
		glyph->level = (uint8_t)line->levels[from];
		if (glyph->level & 1 && glyph->text.len)
			take_shape(job, glyph, line, from, to);
		from = to;
	}
}

static void
resolve_line(struct job *job, struct glyphs *glyphs, size_t from, size_t to)
{
	FriBidiParType base = glyphs->rtl ? FRIBIDI_PAR_RTL :
	    FRIBIDI_PAR_LTR;
	struct line line;

	read_line(job, glyphs, from, to, &line);
	/* 0: out of memory; the line is then shown in logical order. */
	if (!fribidi_get_par_embedding_levels_ex(line.types, line.brackets,
	    line.len, &base, line.levels))
		return;
	shape_line(&line);
	write_line(job, glyphs, &line);
}

void
bidi_resolve(struct job *job, struct glyphs *glyphs)
{
	size_t from = 0;

	if (!job->bidi || (!glyphs->mixed && !glyphs->rtl))
		return;
	glyphs->mixed = true;
	for (size_t i = 0; i < glyphs->count; i++) {
		bool end = glyphs->items[i].kind == GLYPH_LINE_END;

		if (!end && i + 1 < glyphs->count)
			continue;
		if (end)
			glyphs->items[i].level = glyphs->rtl;
		if (i + !end > from)
			resolve_line(job, glyphs, from, i + !end);
		from = i + 1;
	}
}

/*
 * Whether two glyphs side by side are turned together at level `high`: not
 * when the end of an isolate is between them, at a lower level.
 */
static bool
turn_together(const struct glyph *a, const struct glyph *b, uint8_t high)
{
	if (a->edge && (!b->edge || b->note != a->note))
		return a->edge > high;
	return a->edge || !b->edge || b->edge > high;
}

/* UAX #9, rule L2: reverse from the highest level down to the lowest odd. */
void
bidi_order(const struct glyphs *glyphs, size_t from, size_t to,
    uint32_t *order)
{
	size_t count = to - from;
	uint8_t high = 0;

	for (size_t i = 0; i < count; i++) {
		uint8_t level = glyphs->items[from + i].level;

		order[i] = (uint32_t)(from + i);
		high = level > high ? level : high;
	}
	for (; high > 0; high--) {
		for (size_t i = 0; i < count;) {
			const struct glyph *items = &glyphs->items[from];
			size_t end = i;

			while (end < count && items[end].level >= high &&
			    (end == i || turn_together(&items[end - 1],
			    &items[end], high)))
				end++;
			for (size_t a = i, b = end; a + 1 < b; a++, b--) {
				uint32_t swap = order[a];

				order[a] = order[b - 1];
				order[b - 1] = swap;
			}
			i = end > i ? end : i + 1;
		}
	}
}
