/*
 * reader/session_list_notes.c - lists of notes: all of them, what cites one,
 * what one leans on, and the sources that they cite.
 */
#include "reader/session.h"

#include <limits.h>
#include <stdlib.h>

#include "reader/session_part.h"
#include "reader/sources.h"
#include "uni/uni.h"

/* What a row shows of a note or a sentence, in bytes. */
#define LINE_BYTES 300

/* The text of [from, to) on one line, at most LINE_BYTES of it. */
static void
put_text(struct session *s, uint64_t from, uint64_t to, struct buf *out)
{
	size_t start = out->len;
	uint64_t end = to > from + LINE_BYTES ? from + LINE_BYTES : to;

	session_words(s, from, end, out);
	if (end < to) {
		size_t cut = out->len;

		while (cut > start && out->ptr[cut - 1] != ' ')
			cut--;
		buf_cut(out, cut);
		buf_puts(out, "...");
	}
}

/* ---- all notes ---- */

/* A note with what it is sorted by. */
struct noted {
	uint32_t note;
	uint32_t document;
	unsigned numbering;	/* in its document, from 0 */
	unsigned number;	/* UINT_MAX: its label is none */
	uint32_t words;
	uint64_t mark;		/* its first; DOC_NOWHERE: never cited */
};

enum { NOTES_BY_NUMBER, NOTES_BY_CHAPTER, NOTES_BY_LENGTH };

static int
by_number(const void *left, const void *right)
{
	const struct noted *a = left;
	const struct noted *b = right;

	if (a->document != b->document)
		return a->document < b->document ? -1 : 1;
	if (a->numbering != b->numbering)
		return a->numbering < b->numbering ? -1 : 1;
	if (a->number != b->number)
		return a->number < b->number ? -1 : 1;
	return a->note < b->note ? -1 : a->note > b->note;
}

static int
by_chapter(const void *left, const void *right)
{
	const struct noted *a = left;
	const struct noted *b = right;

	if (a->mark != b->mark)
		return a->mark < b->mark ? -1 : 1;
	return by_number(left, right);
}

static int
by_length(const void *left, const void *right)
{
	const struct noted *a = left;
	const struct noted *b = right;

	if (a->words != b->words)
		return a->words > b->words ? -1 : 1;
	return by_number(left, right);
}

static void
note_down(struct session *s, uint32_t index, struct noted *at,
    const struct noted *before)
{
	struct doc_note note = { 0 };
	struct doc_ref ref;
	unsigned number;

	*at = (struct noted){ .note = index, .number = UINT_MAX,
		.mark = DOC_NOWHERE };
	if (bundle_note(s->bundle, index, &note) != BUNDLE_OK)
		return;
	at->document = note.document;
	at->words = note.words;
	if (span_number(note.label, &number) == note.label.len &&
	    note.label.len)
		at->number = number;
	if (bundle_note_ref(s->bundle, index, 0, &ref, NULL) == BUNDLE_OK)
		at->mark = ref.place;
	if (!before || before->document != at->document)
		return;
	/* "1" again begins another numbering. */
	at->numbering = before->numbering;
	if (at->number == 1 && before->number != 0)
		at->numbering++;
}

/* What a heading says above the notes that share it; "" for none. */
static struct span
heading_over(struct session *s, const struct noted *at, unsigned order)
{
	const struct bundle_document *document;
	struct doc_section section;
	uint32_t index;

	if (order == NOTES_BY_LENGTH)
		return SPAN("");
	if (order == NOTES_BY_NUMBER) {
		document = bundle_document(s->bundle, at->document);
		return document && bundle_info(s->bundle)->document_count > 1 ?
		    document->title : SPAN("");
	}
	if (at->mark == DOC_NOWHERE)
		return SPAN("Never cited");
	index = bundle_section_at(s->bundle, at->mark);
	if (index == DOC_NONE || bundle_section(s->bundle, index,
	    &section) != BUNDLE_OK)
		return SPAN("Before the first chapter");
	return section.title;
}

static void
add_note(struct session *s, const struct noted *at)
{
	struct buf text = { 0 };
	struct buf detail = { 0 };
	struct doc_note note;

	if (bundle_note(s->bundle, at->note, &note) != BUNDLE_OK)
		return;
	buf_puts(&text, s->settings->number[SETTING_A11Y] ?
	    doc_note_kind_ear(note.kind) : doc_note_kind_name(note.kind));
	buf_puts(&text, ": ");
	put_text(s, note.place, note.end, &text);
	if (at->mark == DOC_NOWHERE)
		buf_puts(&detail, "never cited");
	else
		part_sentence_at(s, at->mark, &detail);
	part_add_row(s, note.label, &text, &detail, note.place, at->note,
	    note.words);
	buf_release(&text);
	buf_release(&detail);
}

/* Fill the list, begun, with `count` notes in its order. */
static void
fill_notes(struct session *s, const uint32_t *notes, uint32_t count)
{
	static int (*const orders[])(const void *, const void *) = {
		[NOTES_BY_NUMBER] = by_number,
		[NOTES_BY_CHAPTER] = by_chapter,
		[NOTES_BY_LENGTH] = by_length,
	};
	struct noted *all = mem_array(count, sizeof *all);
	struct span last = SPAN("");

	for (uint32_t i = 0; i < count; i++)
		note_down(s, notes[i], &all[i], i ? &all[i - 1] : NULL);
	if (count)
		qsort(all, count, sizeof *all, orders[s->list.order]);
	for (uint32_t i = 0; i < count; i++) {
		struct span over = heading_over(s, &all[i], s->list.order);

		if (over.len && !span_eq(over, last))
			part_add_heading(s, over);
		last = over;
		add_note(s, &all[i]);
	}
	free(all);
}

/* The row of `note`, among those shown. */
static uint32_t
row_of_note(const struct list *list, uint32_t note)
{
	for (uint32_t i = 0; i < list->shown_count; i++) {
		const struct list_row *row = &list->rows[list->shown[i]];

		if (!row->heading && row->number == note)
			return i;
	}
	return 0;
}

/* The note of the mark in focus, else the last one before the cursor. */
static uint32_t
note_here(struct session *s)
{
	struct popup *popup = session_popup(s);
	struct doc_ref ref;
	uint32_t index = s->ref;

	if (popup && popup->note != DOC_NONE)
		return popup->note;
	if (bundle_note_at(s->bundle, s->cursor) != DOC_NONE)
		return bundle_note_at(s->bundle, s->cursor);
	if (index == DOC_NONE) {
		index = bundle_ref_find(s->bundle, s->cursor);
		if (bundle_ref(s->bundle, index, &ref) != BUNDLE_OK &&
		    index > 0)
			index--;
	}
	if (bundle_ref(s->bundle, index, &ref) != BUNDLE_OK)
		return DOC_NONE;
	return ref.note;
}

void
part_list_notes(struct session *s)
{
	uint32_t count = bundle_info(s->bundle)->note_count;
	uint32_t *notes;

	if (count == 0) {
		session_say(s, "There are no notes");
		return;
	}
	notes = mem_array(count, sizeof *notes);
	for (uint32_t i = 0; i < count; i++)
		notes[i] = i;
	part_begin_list(s, LIST_NOTES, "Notes");
	fill_notes(s, notes, count);
	free(notes);
	part_open_list(s);
	list_go(&s->list, row_of_note(&s->list, note_here(s)),
	    frame_list_rows(&s->frame) - 1);
}

static int
compare_indexes(const void *left, const void *right)
{
	uint32_t a = *(const uint32_t *)left;
	uint32_t b = *(const uint32_t *)right;

	return (a > b) - (a < b);
}

/* The same notes in the order that the list says now. */
void
part_arrange_notes(struct session *s)
{
	struct list *list = &s->list;
	uint32_t *notes = mem_array(list->count, sizeof *notes);
	struct buf title = { 0 };
	struct buf filter = list->filter;
	unsigned order = list->order;
	uint32_t source = s->list_source;
	uint32_t count = 0;
	const struct list_row *current = list_current(list);
	uint32_t chosen = current ? current->number : DOC_NONE;

	for (uint32_t i = 0; i < list->count; i++)
		if (!list->rows[i].heading)
			notes[count++] = list->rows[i].number;
	/* As note_down takes them. */
	if (count)
		qsort(notes, count, sizeof *notes, compare_indexes);
	buf_put(&title, list->title);
	list->filter = (struct buf){ 0 };
	part_begin_list(s, LIST_NOTES, buf_cstr(&title));
	buf_release(&title);
	list->filter = filter;
	list->order = order;
	s->list_source = source;
	fill_notes(s, notes, count);
	free(notes);
	list_refresh(list);
	list_go(list, row_of_note(list, chosen), s->frame.page.rows - 1);
}

/* ---- what cites a note, what it leans on ---- */

void
part_list_cited_by(struct session *s)
{
	struct popup *popup = session_popup(s);
	struct buf text = { 0 };
	struct buf title = { 0 };
	struct buf where = { 0 };
	struct doc_note note;
	struct doc_section section;

	if (!popup || popup->note == DOC_NONE ||
	    bundle_note(s->bundle, popup->note, &note) != BUNDLE_OK)
		return;
	if (note.ref_count == 0) {
		session_say(s, "Note %.*s is never cited",
		    SPAN_ARG(note.label));
		return;
	}
	buf_printf(&title, "Cites note %.*s", SPAN_ARG(note.label));
	part_begin_list(s, LIST_CITED_BY, buf_cstr(&title));
	for (uint32_t k = 0; k < note.ref_count; k++) {
		struct doc_ref ref;
		uint32_t index;

		if (bundle_note_ref(s->bundle, popup->note, k, &ref,
		    &index) != BUNDLE_OK)
			break;
		buf_clear(&text);
		buf_clear(&where);
		part_sentence_at(s, ref.place, &text);
		if (ref.section != DOC_NONE && bundle_section(s->bundle,
		    ref.section, &section) == BUNDLE_OK)
			buf_put(&where, section.title);
		buf_clear(&title);
		buf_printf(&title, "%u", k + 1);
		part_add_row(s, buf_span(&title), &text, &where, ref.place,
		    index, (uint32_t)text.len);
	}
	buf_release(&text);
	buf_release(&title);
	buf_release(&where);
	part_open_list(s);
}

void
part_list_inferred(struct session *s, uint32_t index,
    const struct doc_note *note)
{
	struct buf text = { 0 };
	struct buf detail = { 0 };
	struct source_part part;

	part_begin_list(s, LIST_INFERRED, "What this note leans on");
	for (uint32_t i = 0; i < note->resolve_count; i++) {
		const struct doc_resolve *resolve = &note->resolves[i];
		struct doc_note other;

		if (resolve->note == DOC_NONE || bundle_note(s->bundle,
		    resolve->note, &other) != BUNDLE_OK)
			continue;
		buf_clear(&text);
		buf_clear(&detail);
		part = (struct source_part){ other.place, other.end };
		source_between(s->bundle, index, resolve->note, &part);
		put_text(s, part.place, part.end, &text);
		buf_puts(&detail, "for \"");
		session_words(s, note->place + resolve->off, note->place +
		    resolve->off + resolve->len, &detail);
		buf_putc(&detail, '"');
		part_add_row(s, other.label, &text, &detail, other.place,
		    resolve->note, other.words);
	}
	buf_release(&text);
	buf_release(&detail);
	part_open_list(s);
}

/* ---- sources ---- */

static void
add_source(struct session *s, const struct source *source, uint32_t number)
{
	struct source_part part;
	struct buf label = { 0 };
	struct buf text = { 0 };
	struct buf detail = { 0 };

	buf_printf(&label, "%llu", (unsigned long long)source->times);
	part = source_citation(s->bundle, source);
	put_text(s, part.place, part.end, &text);
	if (*source->type)
		buf_printf(&detail, "%s, ", source->type);
	buf_puts(&detail, source->note_count > 1 ? "notes " : "note ");
	source_labels(s->bundle, source, &detail);
	part_add_row(s, buf_span(&label), &text, &detail, source->text.place,
	    number, (uint32_t)source->times);
	buf_release(&label);
	buf_release(&text);
	buf_release(&detail);
}

/* The list is short beside the text: each group reads it again. */
static void
add_group(struct session *s, size_t group, uint32_t count)
{
	struct sources sources;
	struct source source;
	struct buf title = { 0 };

	buf_printf(&title, "%s (%u)", source_group_title(group), count);
	part_add_heading(s, buf_span(&title));
	sources_init(&sources, s->bundle);
	for (uint32_t i = 0; sources_next(&sources, &source); i++)
		if (source_group(&source) == group)
			add_source(s, &source, i);
	sources_release(&sources);
	buf_release(&title);
}

void
part_list_sources(struct session *s)
{
	uint32_t counts[SOURCE_GROUPS] = { 0 };
	struct sources sources;
	struct source source;
	uint32_t count = 0;

	sources_init(&sources, s->bundle);
	for (; sources_next(&sources, &source); count++)
		counts[source_group(&source)]++;
	sources_release(&sources);
	if (count == 0) {
		session_say(s, "The notes name no sources");
		return;
	}
	part_begin_list(s, LIST_SOURCES,
	    "Sources, and how often each is cited");
	for (size_t i = 0; i < SOURCE_GROUPS; i++)
		if (counts[i])
			add_group(s, i, counts[i]);
	part_open_list(s);
}

void
part_list_sources_at(struct session *s, uint32_t number)
{
	part_list_sources(s);
	if (s->list_open)
		list_go(&s->list, row_of_note(&s->list, number),
		    frame_list_rows(&s->frame) - 1);
}

/* Source `number` in the order of the bundle; false when there is none. */
static bool
find_source(struct sources *sources, uint32_t number, struct source *source)
{
	for (uint32_t i = 0; sources_next(sources, source); i++)
		if (i == number)
			return true;
	return false;
}

/* Its only note at its mark, or the list of its notes. */
void
part_open_source(struct session *s, uint32_t number)
{
	struct sources sources;
	struct source source;
	struct source_part part;
	struct buf title = { 0 };

	sources_init(&sources, s->bundle);
	if (!find_source(&sources, number, &source)) {
		sources_release(&sources);
		return;
	}
	if (source.note_count == 1) {
		s->list_source = 0;
		part_close_list(s);
		part_show_note(s, source.notes[0]);
		sources_release(&sources);
		return;
	}
	part = source_citation(s->bundle, &source);
	buf_puts(&title, "Notes that cite ");
	put_text(s, part.place, part.end, &title);
	part_begin_list(s, LIST_NOTES, buf_cstr(&title));
	fill_notes(s, source.notes, source.note_count);
	s->list_source = number + 1;
	sources_release(&sources);
	buf_release(&title);
	part_open_list(s);
}

/* The stretch of the bundle that a row of a list is about, if there is. */
bool
part_row_stretch(struct session *s, uint64_t *from, uint64_t *to)
{
	const struct list_row *row = list_current(&s->list);
	struct sources sources;
	struct source source;
	struct doc_note note;
	bool found = false;

	if (!row)
		return false;
	switch (s->list.kind) {
	case LIST_NOTES: case LIST_INFERRED:
		if (bundle_note(s->bundle, row->number, &note) != BUNDLE_OK)
			return false;
		*from = note.place;
		*to = note.end;
		return true;
	case LIST_SOURCES:
		sources_init(&sources, s->bundle);
		found = find_source(&sources, row->number, &source);
		if (found) {
			struct source_part part = source_citation(s->bundle,
			    &source);

			*from = part.place;
			*to = part.end;
		}
		sources_release(&sources);
		return found;
	default:
		return false;
	}
}
