/* linear/read.c - reading on, by units; chapters and the contents. */
#include "linear/parts.h"

/* How many units one command may ask for. */
#define UNITS_MAX 1000

const struct bundle_document *
read_document(struct linear *l)
{
	return bundle_document(l->session->bundle, l->session->document);
}

/* ---- reading on ---- */

bool
read_next(struct linear *l)
{
	const struct bundle_document *doc = read_document(l);
	const struct doc_node *leaf;
	uint64_t from = l->fresh ? l->session->cursor : l->end;

	if (!doc)
		return false;
	leaf = speak_leaf_from(l, from, doc->end);
	if (!leaf) {
		speak_line(l, SPAN("End of document."));
		return false;
	}
	if (from < leaf->place)
		from = leaf->place;
	/* The space between two sentences is in neither. */
	while (l->sentences && from < leaf->place + leaf->text.len &&
	    leaf->text.ptr[from - leaf->place] == ' ')
		from++;
	return speak_unit(l, l->sentences ? from : leaf->place);
}

bool
read_before(struct linear *l)
{
	const struct bundle_document *doc = read_document(l);
	const struct doc_node *leaf = doc ? speak_leaf_before(l, l->place,
	    doc->place) : NULL;

	if (!leaf) {
		speak_line(l, SPAN("Start of document."));
		return false;
	}
	return speak_unit(l, l->sentences ? l->place > leaf->place +
	    leaf->text.len ? leaf->place + leaf->text.len - 1 :
	    l->place - 2 : leaf->place);
}

void
read_several(struct linear *l, unsigned count, bool back)
{
	if (count == 0)
		count = 5;
	if (count > UNITS_MAX)
		count = UNITS_MAX;
	while (count-- > 0 && !ask_interrupted(l->ask))
		if (!(back ? read_before(l) : read_next(l)))
			return;
}

void
read_here(struct linear *l)
{
	struct session *s = l->session;
	const struct bundle_document *doc = read_document(l);
	const struct doc_node *leaf = doc ? speak_leaf_from(l, s->cursor,
	    doc->end) : NULL;

	if (leaf)
		speak_unit(l, leaf->place > s->cursor ? leaf->place :
		    s->cursor);
	else
		speak_line(l, SPAN("End of document."));
}

/* Paragraph `number` of the chapter. */
void
read_paragraph(struct linear *l, unsigned number)
{
	struct session *s = l->session;
	uint32_t index = bundle_section_at(s->bundle, l->place);
	const struct doc_node *leaf;
	struct doc_section section;
	uint64_t at;
	unsigned count = 0;

	if (index == DOC_NONE || bundle_section(s->bundle, index,
	    &section) != BUNDLE_OK) {
		speak_line(l, SPAN("No chapter here; t lists them."));
		return;
	}
	for (at = section.place;
	    (leaf = speak_leaf_from(l, at, section.end)) != NULL;
	    at = leaf->place + leaf->text.len + 1) {
		if (leaf->kind == DOC_HEADING || ++count < number)
			continue;
		session_jump(s, leaf->place, 0);
		speak_unit(l, leaf->place);
		return;
	}
	speak_format(l, "This chapter has %u paragraphs.", count);
}

/* ---- sentences and characters ---- */

/* The next sentence, or the one before, whatever the unit is. */
void
read_sentence(struct linear *l, bool back)
{
	bool unit = l->sentences;

	l->sentences = true;
	if (back)
		read_before(l);
	else
		read_next(l);
	l->sentences = unit;
}

/* Spell: the next character of what was read, or the one before. */
void
read_character(struct linear *l, bool back)
{
	const struct doc_node *leaf = view_leaf(l->session->bundle, l->place,
	    NULL);
	size_t at;

	if (!leaf || !leaf->text.len) {
		speak_line(l, SPAN("No text here."));
		return;
	}
	at = (size_t)(l->place - leaf->place);
	if (l->spelt_place == l->place)
		at = l->spelt_off;
	if (back && at > 0 && l->spelt_place == l->place)
		at = uni_cluster_prev(leaf->text, at);
	else if (!back && l->spelt_place == l->place)
		at = uni_cluster_next(leaf->text, at);
	if (at >= leaf->text.len || (back && at == l->spelt_off &&
	    l->spelt_place == l->place)) {
		speak_line(l, back ? SPAN("Start of paragraph.") :
		    SPAN("End of paragraph."));
		return;
	}
	l->spelt_place = l->place;
	l->spelt_off = at;
	if (leaf->text.ptr[at] == ' ')
		speak_line(l, SPAN("space"));
	else
		speak_line(l, span_slice(leaf->text, at,
		    uni_cluster_next(leaf->text, at)));
}

/* ---- chapters ---- */

static uint64_t
section_place(struct linear *l, uint32_t index)
{
	struct doc_section section;

	return bundle_section(l->session->bundle, index, &section) ==
	    BUNDLE_OK ? section.place : 0;
}


void
read_chapter(struct linear *l, uint32_t index)
{
	struct session *s = l->session;
	struct doc_section section;
	const struct doc_node *heading;
	unsigned count;

	if (bundle_section(s->bundle, index, &section) != BUNDLE_OK) {
		speak_format(l, "There are %u chapters; t lists them.",
		    bundle_info(s->bundle)->section_count);
		return;
	}
	session_jump(s, section.place, 0);
	count = speak_count_paragraphs(l, section.place, section.end);
	speak_format(l, "Chapter %u. %.*s. %u paragraph%s.", index + 1,
	    SPAN_ARG(section.title), count, count == 1 ? "" : "s");
	/* The heading was said: the next unit is the text. */
	heading = view_leaf(s->bundle, section.place, NULL);
	l->place = l->end = section.place;
	if (heading && heading->kind == DOC_HEADING)
		l->end = heading->place + heading->text.len + 1;
	l->fresh = false;
}

/* Whether a part of the contents that holds section `index` is folded. */
static bool
is_folded_away(struct linear *l, uint32_t index)
{
	struct outline *outline = &l->session->outline;
	uint32_t document = bundle_document_at(l->session->bundle,
	    section_place(l, index));
	uint32_t row = outline_row_of(outline, document, index);

	return row >= outline->row_count ||
	    (outline->rows[row].section != index &&
	    !outline_is_document(outline, document, index));
}

/* A chapter keeps its number, whatever is folded. */
void
read_contents(struct linear *l)
{
	struct session *s = l->session;
	uint32_t count = bundle_info(s->bundle)->section_count;
	uint32_t here = bundle_section_at(s->bundle, l->place);
	struct buf line = { 0 };

	for (uint32_t i = 0; i < count && !ask_interrupted(l->ask); i++) {
		struct doc_section section;

		if (is_folded_away(l, i))
			continue;
		bundle_section(s->bundle, i, &section);
		buf_clear(&line);
		buf_printf(&line, "%u. %.*s%s", i + 1,
		    SPAN_ARG(section.title), i == here ?
		    ", you are here" : "");
		speak_line(l, buf_span(&line));
	}
	buf_release(&line);
}

void
read_fold(struct linear *l, unsigned number, bool fold)
{
	struct session *s = l->session;
	struct doc_section section;
	uint32_t index = number ? number - 1 : bundle_section_at(s->bundle,
	    l->place);
	uint32_t row;

	if (index == DOC_NONE || bundle_section(s->bundle, index,
	    &section) != BUNDLE_OK) {
		speak_line(l, SPAN("No such chapter; t lists them."));
		return;
	}
	row = outline_row_of(&s->outline, bundle_document_at(s->bundle,
	    section.place), index);
	if (fold)
		row = outline_fold(&s->outline, row);
	else
		outline_unfold(&s->outline, row);
	speak_format(l, "%.*s: %s.",
	    SPAN_ARG(outline_title(&s->outline, row)),
	    s->outline.rows[row].state == OUTLINE_LEAF ?
	    "nothing to fold" : fold ? "folded" : "unfolded");
}

/* The chapter after the one that is read, or before it. */
void
read_next_chapter(struct linear *l, int step)
{
	struct session *s = l->session;
	uint32_t count = bundle_info(s->bundle)->section_count;
	uint32_t here = bundle_section_at(s->bundle, l->place);
	uint32_t next = here == DOC_NONE ? (step > 0 ? 0 : DOC_NONE) :
	    here + (uint32_t)step;

	if (next < count)
		read_chapter(l, next);
	else
		speak_line(l, step > 0 ? SPAN("No chapter after this one.") :
		    SPAN("No chapter before this one."));
}
