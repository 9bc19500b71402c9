/* linear/read.c - reading on, by units; chapters and the contents. */
#include "linear/parts.h"
#include "uni/uni.h"

/* How many units one command may ask for. */
#define UNITS_MAX 1000

const struct bundle_document *
read_document(struct linear *l)
{
	return bundle_document(l->session->bundle, l->session->document);
}

/* ---- reading on ---- */

/* A document that others follow ends with the way to them. */
static void
say_end(struct linear *l)
{
	uint32_t count = bundle_info(l->session->bundle)->document_count;

	if (l->session->document + 1 < count)
		speak_format(l, "End of document %u of %u; doc goes to the "
		    "next.", l->session->document + 1, count);
	else
		speak_line(l, SPAN("End of document."));
}

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
		say_end(l);
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
		say_end(l);
}

void
read_end(struct linear *l, bool last)
{
	const struct bundle_document *doc = read_document(l);
	const struct doc_node *leaf = !doc ? NULL : last ?
	    speak_leaf_before(l, doc->end, doc->place) :
	    speak_leaf_from(l, doc->place, doc->end);

	if (!leaf) {
		speak_line(l, SPAN("No text here."));
		return;
	}
	session_jump(l->session, leaf->place, 0);
	speak_unit(l, last && l->sentences && leaf->text.len > 1 ?
	    leaf->place + leaf->text.len - 1 : leaf->place);
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
		if (leaf->kind == DOC_HEADING || ++count != number)
			continue;
		session_jump(s, leaf->place, 0);
		speak_unit(l, leaf->place);
		return;
	}
	if (number == 0)
		speak_line(l, SPAN("Paragraphs are counted from 1."));
	else
		speak_format(l, "This chapter has %u paragraph%s.", count,
		    count == 1 ? "" : "s");
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

/* Where what is spelt begins and ends: the note that is open, or the unit. */
static void
spelt_range(struct linear *l, uint64_t *from, uint64_t *to)
{
	struct session *s = l->session;
	struct popup *popup = session_popup(s);
	const struct doc_node *leaf;
	struct doc_note note;

	if (popup && bundle_note(s->bundle, popup->note, &note) ==
	    BUNDLE_OK) {
		*from = note.place;
		*to = note.end;
		return;
	}
	leaf = view_leaf(s->bundle, l->place, NULL);
	*from = l->place;
	*to = leaf ? leaf->place + leaf->text.len : l->place;
}

/* The character after the one at `at`, or before it, over line ends. */
static uint64_t
step_character(struct linear *l, uint64_t at, bool back)
{
	const struct doc_node *leaf = view_leaf(l->session->bundle,
	    back && at ? at - 1 : at, NULL);
	uint64_t next;
	size_t off;

	if (!leaf || at < leaf->place)
		return DOC_NOWHERE;
	off = (size_t)(at - leaf->place);
	if (back)
		return leaf->place + uni_cluster_prev(leaf->text,
		    off < leaf->text.len ? off : leaf->text.len);
	next = leaf->place + uni_cluster_next(leaf->text, off);
	return next < leaf->place + leaf->text.len ? next : next + 1;
}

/* Spell: the next character of what was read, or the one before. */
void
read_character(struct linear *l, bool back)
{
	const struct doc_node *leaf = NULL;
	uint64_t from, to, at;
	size_t off;

	spelt_range(l, &from, &to);
	if (l->spelt_from != from)
		l->spelt = DOC_NOWHERE;
	l->spelt_from = from;
	at = l->spelt == DOC_NOWHERE ? from : step_character(l, l->spelt,
	    back);
	if (at >= from && at < to && !(back && l->spelt == from))
		leaf = view_leaf(l->session->bundle, at, NULL);
	if (!leaf || at < leaf->place) {
		speak_line(l, back ? SPAN("Nothing before it to spell.") :
		    SPAN("Nothing more to spell."));
		return;
	}
	l->spelt = at;
	off = (size_t)(at - leaf->place);
	if (off >= leaf->text.len || leaf->text.ptr[off] == '\v')
		speak_line(l, SPAN("line end"));
	else if (leaf->text.ptr[off] == ' ')
		speak_line(l, SPAN("space"));
	else
		speak_line(l, span_slice(leaf->text, off,
		    uni_cluster_next(leaf->text, off)));
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
	struct buf line = { 0 };
	unsigned count;

	if (bundle_section(s->bundle, index, &section) != BUNDLE_OK) {
		count = bundle_info(s->bundle)->section_count;
		speak_format(l, count == 1 ? "There is %u chapter; t says "
		    "it." : "There are %u chapters; t lists them.", count);
		return;
	}
	session_jump(s, section.place, 0);
	count = speak_count_paragraphs(l, section.place, section.end);
	buf_printf(&line, "Chapter %u. ", index + 1);
	speak_put_title(section.title, &line);
	buf_printf(&line, " %u paragraph%s.", count, count == 1 ? "" : "s");
	speak_line(l, buf_span(&line));
	buf_release(&line);
	/* The heading was said: the next unit is the text. */
	heading = view_leaf(s->bundle, section.place, NULL);
	l->place = l->end = section.place;
	if (heading && heading->kind == DOC_HEADING)
		l->end = heading->place + heading->text.len + 1;
	l->fresh = l->exact = false;
}

/* The next section from `index` on with folded `words` in its title. */
static uint32_t
find_title(struct linear *l, uint32_t index, struct span words)
{
	struct bundle *bundle = l->session->bundle;
	struct doc_section section;
	struct buf title = { 0 };
	bool found = false;

	for (; bundle_section(bundle, index, &section) == BUNDLE_OK;
	    index++) {
		buf_clear(&title);
		uni_fold(&title, section.title, NULL);
		found = span_find(buf_span(&title), words, 0) >= 0;
		if (found)
			break;
	}
	buf_release(&title);
	return found ? index : DOC_NONE;
}

void
read_chapter_named(struct linear *l, struct span words)
{
	struct buf folded = { 0 };
	struct doc_section section;
	uint32_t first, next;
	unsigned count = 0;

	uni_fold(&folded, words, NULL);
	first = find_title(l, 0, buf_span(&folded));
	next = first == DOC_NONE ? DOC_NONE : find_title(l, first + 1,
	    buf_span(&folded));
	if (first == DOC_NONE) {
		speak_format(l, "No chapter has %.*s in its title; t lists "
		    "them.", SPAN_ARG(words));
	} else if (next == DOC_NONE) {
		read_chapter(l, first);
	} else {
		for (next = first; next != DOC_NONE;
		    next = find_title(l, next + 1, buf_span(&folded))) {
			bundle_section(l->session->bundle, next, &section);
			speak_format(l, "%u. %.*s", next + 1,
			    SPAN_ARG(section.title));
			count++;
		}
		speak_format(l, "%u chapters have it; c %u goes to the "
		    "first.", count, first + 1);
	}
	buf_release(&folded);
}

/* Whether a part of the contents that holds section `index` is folded. */
static bool
is_folded_away(struct linear *l, uint32_t index)
{
	struct outline *outline = &l->session->outline;
	uint32_t document = bundle_document_at(l->session->bundle,
	    section_place(l, index));
	uint32_t row = outline_row_of(outline, document, index);

	return row == DOC_NONE || (row != index &&
	    !outline_is_document(outline, document, index));
}

/*
 * Before the first chapter of a document, where there are several: which it
 * is, unless that chapter says it.
 */
static void
say_new_document(struct linear *l, uint32_t index,
    const struct doc_section *section)
{
	struct bundle *bundle = l->session->bundle;
	uint32_t document = bundle_document_at(bundle, section->place);
	const struct bundle_document *doc = bundle_document(bundle, document);
	struct buf line = { 0 };

	if (!doc || doc->first_section != index ||
	    bundle_info(bundle)->document_count < 2 ||
	    outline_is_document(&l->session->outline, document, index))
		return;
	buf_printf(&line, "Document %u. ", document + 1);
	speak_put_title(doc->title.len ? doc->title : SPAN("Untitled"),
	    &line);
	speak_line(l, buf_span(&line));
	buf_release(&line);
}

/* How many of the chapters after `index` are folded into it. */
static uint32_t
folded_into(struct linear *l, uint32_t index)
{
	uint32_t count = bundle_info(l->session->bundle)->section_count;
	uint32_t folded = 0;

	while (index + folded + 1 < count &&
	    is_folded_away(l, index + folded + 1))
		folded++;
	return folded;
}

/* A chapter keeps its number, whatever is folded. */
void
read_contents(struct linear *l)
{
	struct session *s = l->session;
	uint32_t count = bundle_info(s->bundle)->section_count;
	uint32_t here = bundle_section_at(s->bundle, l->place);
	struct buf line = { 0 };
	uint32_t folded;

	for (uint32_t i = 0; i < count && !ask_interrupted(l->ask);
	    i += folded + 1) {
		struct doc_section section;

		bundle_section(s->bundle, i, &section);
		say_new_document(l, i, &section);
		folded = folded_into(l, i);
		buf_clear(&line);
		buf_printf(&line, "%u. %.*s", i + 1,
		    SPAN_ARG(section.title));
		if (folded)
			buf_printf(&line, ", %u folded: tu %u unfolds",
			    folded, i + 1);
		if (here != DOC_NONE && here >= i && here <= i + folded)
			buf_puts(&line, ", you are here");
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
	bool leaf;

	if (index == DOC_NONE || bundle_section(s->bundle, index,
	    &section) != BUNDLE_OK) {
		speak_line(l, SPAN("No such chapter; t lists them."));
		return;
	}
	row = outline_row_of(&s->outline, bundle_document_at(s->bundle,
	    section.place), index);
	/* Folding a leaf folds nothing: it would go to what holds it. */
	leaf = outline_row(&s->outline, row).state == OUTLINE_LEAF;
	if (leaf)
		;
	else if (fold && outline_row(&s->outline, row).state == OUTLINE_OPEN)
		row = outline_fold(&s->outline, row);
	else if (!fold)
		outline_unfold(&s->outline, row);
	speak_format(l, "%.*s: %s.",
	    SPAN_ARG(outline_title(&s->outline, row)),
	    leaf ? "no chapters in it" : fold ? "folded" : "unfolded");
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

void
read_next_document(struct linear *l, int step)
{
	struct session *s = l->session;
	struct buf line = { 0 };
	uint32_t was = s->document;

	buf_clear(&s->message);
	session_act(s, step > 0 ? ACTION_NEXT_DOCUMENT :
	    ACTION_PREV_DOCUMENT, 0);
	if (s->document == was) {
		speak_message(l);
		return;
	}
	l->place = l->end = s->cursor;
	l->fresh = l->exact = false;
	buf_printf(&line, "Document %u of %u. ", s->document + 1,
	    bundle_info(s->bundle)->document_count);
	speak_put_title(read_document(l)->title, &line);
	speak_line(l, buf_span(&line));
	buf_release(&line);
}
