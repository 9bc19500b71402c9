/*
 * layout/bidi.c - right-to-left text (UAX #9, by FriBidi).
 *
 * One bidi character stands for one glyph: a cluster takes the type of its
 * base, a soft hyphen is a boundary neutral.  Each line of a leaf (up to a
 * line end) is a paragraph of its own, in the direction of the leaf.
 */
#include <fribidi.h>

#include "layout/parts.h"
#include "uni/uni.h"

#define LINE_END 0x0b

/* The first leaf of a paragraph that was stored in pieces. */
static uint32_t
first_piece(const struct job *job, uint32_t node)
{
	while (node > 0 && (job->nodes[node].flags & DOC_CONTINUED) &&
	    (job->nodes[node - 1].flags & DOC_CONTINUES))
		node--;
	return node;
}

static bool
starts_rtl(struct span text)
{
	for (size_t off = 0; off < text.len;) {
		FriBidiCharType type;
		uint32_t code;

		off += uni_decode(text, off, &code, NULL);
		type = fribidi_get_bidi_type(code);
		if (FRIBIDI_IS_LETTER(type))
			return FRIBIDI_IS_RTL(type);
	}
	return false;
}

bool
bidi_is_rtl(const struct job *job, uint32_t node)
{
	if (job->opts->bidi == LAYOUT_BIDI_OFF)
		return false;
	node = first_piece(job, node);
	if (job->nodes[node].flags & (DOC_RTL | DOC_LTR))
		return job->nodes[node].flags & DOC_RTL;
	for (uint32_t at = node; at != DOC_NONE; at = job->nodes[at].parent)
		if (job->nodes[at].flags & (DOC_RTL | DOC_LTR))
			return job->nodes[at].flags & DOC_RTL;
	return starts_rtl(job->nodes[node].text);
}

struct line {
	FriBidiCharType *types;
	FriBidiBracketType *brackets;
	FriBidiLevel *levels;
	FriBidiChar *codes;
	FriBidiStrIndex len;
};

static void
read_line(struct job *job, const struct glyphs *glyphs, size_t from,
    size_t to, struct line *line)
{
	size_t len = to - from;

	line->len = (FriBidiStrIndex)len;
	line->types = ARENA_ARRAY(job->tmp, len, FriBidiCharType);
	line->brackets = ARENA_ARRAY(job->tmp, len, FriBidiBracketType);
	line->levels = ARENA_ARRAY(job->tmp, len, FriBidiLevel);
	line->codes = ARENA_ARRAY(job->tmp, len, FriBidiChar);
	for (size_t i = 0; i < len; i++) {
		const struct glyph *glyph = &glyphs->items[from + i];
		FriBidiChar code = glyph->code;

		line->codes[i] = code;
		/* A control is shown as Latin letters, in their order. */
		if (glyph->element == LAYOUT_EL_CONTROL)
			line->types[i] = FRIBIDI_TYPE_LTR;
		else if (glyph->kind == GLYPH_SOFT_HYPHEN)
			line->types[i] = FRIBIDI_TYPE_BN;
		else
			line->types[i] = fribidi_get_bidi_type(code);
		line->brackets[i] =
		    line->types[i] == FRIBIDI_TYPE_ON ?
		    fribidi_get_bracket(code) : FRIBIDI_NO_BRACKET;
	}
}

static void
set_code(struct job *job, struct glyph *glyph, uint32_t code)
{
	struct buf out = { 0 };
	uint32_t old;
	size_t len = uni_decode(glyph->text, 0, &old, NULL);

	buf_put_code(&out, code);
	buf_put(&out, span_slice(glyph->text, len, glyph->text.len));
	glyph->text = arena_span(job->mem, buf_span(&out));
	glyph->code = code;
	buf_release(&out);
}

static void
mirror_line(struct job *job, struct glyphs *glyphs, size_t from,
    const struct line *line)
{
	for (FriBidiStrIndex i = 0; i < line->len; i++) {
		struct glyph *glyph = &glyphs->items[from + (size_t)i];
		FriBidiChar mirrored;

		glyph->level = (uint8_t)line->levels[i];
		if (glyph->level & 1 && glyph->text.len &&
		    fribidi_get_mirror_char(glyph->code, &mirrored))
			set_code(job, glyph, mirrored);
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
	mirror_line(job, glyphs, from, &line);
}

void
bidi_resolve(struct job *job, struct glyphs *glyphs)
{
	size_t from = 0;

	if (job->opts->bidi == LAYOUT_BIDI_OFF ||
	    (!glyphs->mixed && !glyphs->rtl))
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
			size_t end = i;

			while (end < count &&
			    glyphs->items[from + end].level >= high)
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
