/* layout/mark.c - the label of a note where the text refers to it. */
#include "layout/parts.h"
#include "uni/uni.h"

/*
 * Superscript and subscript forms (Unicode blocks "Superscripts and
 * Subscripts", "Latin-1 Supplement", "Phonetic Extensions" and "Spacing
 * Modifier Letters").  Letters are there for ordinals (1st, Mme) and
 * powers; most fonts of terminals have them.
 */
static const struct {
	char c;
	const char *super;
	const char *sub;
} raised[] = {
	{ '0', "⁰", "₀" }, { '1', "¹", "₁" }, { '2', "²", "₂" },
	{ '3', "³", "₃" }, { '4', "⁴", "₄" }, { '5', "⁵", "₅" },
	{ '6', "⁶", "₆" }, { '7', "⁷", "₇" }, { '8', "⁸", "₈" },
	{ '9', "⁹", "₉" }, { '+', "⁺", "₊" }, { '-', "⁻", "₋" },
	{ '(', "⁽", "₍" }, { ')', "⁾", "₎" }, { 'a', "ᵃ", "ₐ" },
	{ 'd', "ᵈ", NULL }, { 'e', "ᵉ", "ₑ" }, { 'h', "ʰ", "ₕ" },
	{ 'i', "ⁱ", "ᵢ" }, { 'l', "ˡ", "ₗ" }, { 'm', "ᵐ", "ₘ" },
	{ 'n', "ⁿ", "ₙ" }, { 'o', "ᵒ", "ₒ" }, { 'r', "ʳ", "ᵣ" },
	{ 's', "ˢ", "ₛ" }, { 't', "ᵗ", "ₜ" }, { 'x', "ˣ", "ₓ" },
};

struct span
mark_raised(char c, bool sub)
{
	for (size_t i = 0; i < sizeof raised / sizeof *raised; i++)
		if (raised[i].c == c)
			return span_str(sub ? raised[i].sub :
			    raised[i].super);
	return SPAN("");
}

static bool
is_number(struct span label)
{
	for (size_t i = 0; i < label.len; i++)
		if (label.ptr[i] < '0' || label.ptr[i] > '9')
			return false;
	return label.len > 0;
}

static void
put_superscript(struct job *job, struct glyphs *glyphs, struct span label,
    const struct glyph *like)
{
	for (size_t i = 0; i < label.len; i++)
		glyph_put(job, glyphs, mark_raised(label.ptr[i], false),
		    like);
}

/* "⁴⁴" after "⁴⁰⁴" would read as one number. */
static bool
follows_superscript(const struct glyphs *glyphs)
{
	const struct glyph *before;

	if (!glyphs->count)
		return false;
	before = &glyphs->items[glyphs->count - 1];
	return before->emph & LAYOUT_SUPER && before->cols &&
	    before->code > 0x7f;
}

void
mark_put(struct job *job, struct glyphs *glyphs, uint32_t note,
    const struct glyph *like)
{
	const struct layout_notes *notes = job->opts->notes;
	enum doc_note_kind kind = DOC_NOTE_DISCUSSION;
	struct span label = SPAN("*");
	struct glyph mark = *like;
	bool says_more;

	if (notes && notes->look)
		notes->look(notes->ctx, note, &label, &kind);
	label = label.len ? arena_span(job->mem, label) : SPAN("*");
	mark.element = kind == DOC_NOTE_SOURCE ? LAYOUT_EL_MARK_SOURCE :
	    LAYOUT_EL_MARK;
	says_more = job->opts->triage && kind == DOC_NOTE_DISCUSSION;
	mark.note = note;
	mark.link = DOC_NONE;
	if (job->opts->marks == LAYOUT_MARKS_SUPERSCRIPT &&
	    !job->opts->ascii && !job->opts->translit && is_number(label)) {
		mark.emph |= LAYOUT_SUPER;
		if (follows_superscript(glyphs)) {
			struct glyph comma = mark;

			comma.note = DOC_NONE;
			glyph_put(job, glyphs, SPAN(","), &comma);
		}
		put_superscript(job, glyphs, label, &mark);
		if (says_more)
			put_superscript(job, glyphs, SPAN("+"), &mark);
		return;
	}
	glyph_put(job, glyphs, SPAN("["), &mark);
	glyph_put(job, glyphs, label, &mark);
	if (says_more)
		glyph_put(job, glyphs, SPAN("+"), &mark);
	glyph_put(job, glyphs, SPAN("]"), &mark);
}
