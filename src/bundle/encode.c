/*
 * bundle/encode.c - rows of tables become pages.
 *
 * A page is a list of columns, each with a value for every row (or for
 * every row of which another column says so), since like bytes beside each
 * other pack well.  "v" is a varint, "sv" an svarint, "str" a string.
 *
 * Sections
 *	u8	level and SECTION_ flags
 *	u8	role, with SECTION_ROLE
 *	sv	rows back to the parent (0: none), less what the levels in
 *		this page tell
 *	v	place, less that of the row before (or of the page)
 *	sv	end, less what the levels in this page tell
 *	v	words
 *	v	marks (not with DERIVED_COUNTS)
 *	str	title, without SECTION_HEADED
 *
 * Notes
 *	u8	NOTE_ flags
 *	sv	place, less the end of the row before (or the page's place)
 *	v	length			(these two not with DERIVED_NOTES)
 *	v	words
 *	sv	section, less that of the row before
 *	v	marks
 *	sv	with marks: the first, less what follows the marks of the
 *		row before		(these two not with DERIVED_REFS)
 *	v	label: 0 for text; or 1 + zigzag of the decimal number less
 *		that of the row before less 1
 *	str	label that is text
 *	v	with NOTE_RESOLVES: how many, and for each
 *		  v off, v len, v 0 or 1 + zigzag of note less this one,
 *		  str locator
 *
 * Refs
 *	v	place, less that of the row before (or of the page)
 *	sv	note, less that of the row before, less 1
 *	sv	section, less that of the row before
 *	v	rows on to the next mark of the same note, 0: none
 *
 * Keywords
 *	str	term
 *	str	variants
 *	str	definition
 */
#include <stdlib.h>

#include "bundle/encode.h"
#include "bundle/format.h"
#include "bundle/predict.h"

static void
join(struct buf *out, struct buf *cols, int count)
{
	for (int i = 0; i < count; i++) {
		buf_put(out, buf_span(&cols[i]));
		buf_release(&cols[i]);
	}
}

static uint64_t
zigzag(int64_t value)
{
	uint64_t bits = (uint64_t)value << 1;

	return value < 0 ? ~bits : bits;
}

/* Whether the line at the section's place is its title. */
static bool
is_headed(const struct doc_section *row, struct span text)
{
	struct span line;

	if (row->place >= text.len)
		return false;
	line = predict_title(text, row->place);
	if (line.len != row->title.len)
		return false;
	for (size_t i = 0; i < line.len; i++) {
		char c = line.ptr[i] == '\v' ? ' ' : line.ptr[i];

		if (c != row->title.ptr[i])
			return false;
	}
	return true;
}

void
encode_sections(struct buf *out, const struct merged *all,
    const struct page_rows *page)
{
	enum { SHAPE, ROLE, PARENT, PLACE, END, WORDS, MARKS, TITLE, COUNT };
	struct buf cols[COUNT] = { { 0 } };
	const struct doc_section *rows = all->sections + page->first;
	uint64_t place = page->place;
	uint32_t *parents = mem_array(page->count, sizeof *parents);
	uint64_t *ends = mem_array(page->count, sizeof *ends);

	predict_parents(rows, page->count, parents);
	predict_ends(rows, page->count, page->end, ends);
	for (uint32_t i = 0; i < page->count; i++) {
		const struct doc_section *row = &rows[i];
		uint32_t back = row->parent == DOC_NONE ? 0 :
		    page->first + i - row->parent;
		unsigned shape = row->level;

		if (row->back_matter)
			shape |= SECTION_BACK;
		if (row->role)
			shape |= SECTION_ROLE;
		if (is_headed(row, page->text))
			shape |= SECTION_HEADED;
		buf_putc(&cols[SHAPE], (char)shape);
		if (row->role)
			buf_putc(&cols[ROLE], (char)row->role);
		buf_put_svarint(&cols[PARENT],
		    (int64_t)back - (int64_t)parents[i]);
		buf_put_varint(&cols[PLACE], row->place - place);
		place = row->place;
		buf_put_svarint(&cols[END], (int64_t)(row->end - ends[i]));
		buf_put_varint(&cols[WORDS], row->words);
		if (!(page->derived & DERIVED_COUNTS))
			buf_put_varint(&cols[MARKS], row->notes);
		if (!(shape & SECTION_HEADED))
			buf_put_string(&cols[TITLE], row->title);
	}
	join(out, cols, COUNT);
	free(parents);
	free(ends);
}

/* The number that a label is the plain decimal form of, or -1. */
static int64_t
label_number(struct span label)
{
	unsigned value;

	if (label.len == 0 || (label.len > 1 && label.ptr[0] == '0') ||
	    span_number(label, &value) != label.len)
		return -1;
	return value;
}

/* Notes are counted through the bundle: what is leant on may be elsewhere. */
static void
put_resolves(struct buf *out, const struct doc_note *note, uint32_t index)
{
	buf_put_varint(out, note->resolve_count);
	for (uint32_t i = 0; i < note->resolve_count; i++) {
		const struct doc_resolve *to = &note->resolves[i];

		buf_put_varint(out, to->off);
		buf_put_varint(out, to->len);
		buf_put_varint(out, to->note == DOC_NONE ? 0 :
		    1 + zigzag((int64_t)to->note - (int64_t)index));
		buf_put_string(out, to->locator);
	}
}

void
encode_notes(struct buf *out, const struct merged *all,
    const struct page_rows *page)
{
	enum { FLAGS, PLACE, LEN, WORDS, SECTION, MARKS, FIRST, LABEL, TEXT,
		RESOLVES, COUNT };
	struct buf cols[COUNT] = { { 0 } };
	uint64_t place = page->place;
	uint32_t section = 0, first_ref = 0;
	int64_t last_label = 0;

	for (uint32_t i = page->first; i < page->first + page->count; i++) {
		const struct doc_note *note = &all->notes[i];
		int64_t label = label_number(note->label);

		buf_putc(&cols[FLAGS], (char)(note->kind |
		    (note->resolve_count ? NOTE_RESOLVES : 0)));
		if (!(page->derived & DERIVED_NOTES)) {
			buf_put_svarint(&cols[PLACE],
			    (int64_t)(note->place - place));
			buf_put_varint(&cols[LEN], note->end - note->place);
			place = note->end;
		}
		buf_put_varint(&cols[WORDS], note->words);
		buf_put_svarint(&cols[SECTION],
		    (int32_t)(note->section - section));
		section = note->section;
		if (!(page->derived & DERIVED_REFS)) {
			buf_put_varint(&cols[MARKS], note->ref_count);
			if (note->ref_count) {
				buf_put_svarint(&cols[FIRST],
				    (int32_t)(all->first_ref[i] - first_ref));
				first_ref = all->first_ref[i] +
				    note->ref_count;
			}
		}
		if (label < 0) {
			buf_putc(&cols[LABEL], 0);
			buf_put_string(&cols[TEXT], note->label);
		} else {
			buf_put_varint(&cols[LABEL],
			    1 + zigzag(label - last_label - 1));
			last_label = label;
		}
		if (note->resolve_count)
			put_resolves(&cols[RESOLVES], note, i);
	}
	join(out, cols, COUNT);
}

void
encode_refs(struct buf *out, const struct merged *all,
    const struct page_rows *page)
{
	enum { PLACE, NOTE, SECTION, NEXT, COUNT };
	struct buf cols[COUNT] = { { 0 } };
	uint64_t place = page->place;
	uint32_t note = 0, section = 0;

	for (uint32_t i = page->first; i < page->first + page->count; i++) {
		const struct doc_ref *ref = &all->refs[i];
		uint32_t next = all->next_ref[i];

		buf_put_varint(&cols[PLACE], ref->place - place);
		place = ref->place;
		buf_put_svarint(&cols[NOTE], (int32_t)(ref->note - note));
		note = ref->note + 1;
		buf_put_svarint(&cols[SECTION],
		    (int32_t)(ref->section - section));
		section = ref->section;
		buf_put_varint(&cols[NEXT], next == DOC_NONE ? 0 : next - i);
	}
	join(out, cols, COUNT);
}

void
encode_keywords(struct buf *out, const struct merged *all,
    const struct page_rows *page)
{
	enum { TERM, VARIANTS, DEFINITION, COUNT };
	struct buf cols[COUNT] = { { 0 } };

	for (uint32_t i = page->first; i < page->first + page->count; i++) {
		const struct doc_keyword *row = &all->keywords[i];

		buf_put_string(&cols[TERM], row->term);
		buf_put_string(&cols[VARIANTS], row->variants);
		buf_put_string(&cols[DEFINITION], row->definition);
	}
	join(out, cols, COUNT);
}
