/* bundle/table.c - rows by number, by place and by label. */
#include "base/cursor.h"
#include "base/hash.h"
#include "bundle/reader.h"

static const struct kind {
	const char *name;	/* of a page, in errors */
	size_t row_size;
	bool (*decode)(struct bundle *bundle, const struct page *page,
	    void *rows);
} kinds[TABLE_COUNT] = {
	{ "sections", sizeof(struct doc_section), decode_sections },
	{ "notes", sizeof(struct note_row), decode_notes },
	{ "marks", sizeof(struct ref_row), decode_refs },
	{ "keywords", sizeof(struct doc_keyword), decode_keywords },
};

/* What stands in `pages` for a page that is damaged. */
static char damaged_page;

static void *
load_page(struct bundle *bundle, enum format_part part, uint32_t index,
    struct arena *mem)
{
	const struct table *table = &bundle->tables[part - PART_TABLES];
	const struct kind *kind = &kinds[part - PART_TABLES];
	struct page page = { .first = index * PAGE_ROWS, .mem = mem };
	struct piece piece;
	char *raw;
	void *rows;

	if (!section_prove(bundle->parts[part]))
		return NULL;
	piece = piece_at(bundle, part, index, &page.place);
	page.end = bundle->info.text_len;
	if (index + 1 < table->page_count)
		(void)piece_at(bundle, part, index + 1, &page.end);
	page.count = table->row_count - page.first;
	if (page.count > PAGE_ROWS)
		page.count = PAGE_ROWS;
	if (piece.raw_len > PAGE_MAX || page.end > bundle->info.text_len ||
	    page.place > bundle->info.text_len)
		return NULL;
	raw = arena_alloc(mem, (size_t)piece.raw_len + 1);
	page.raw = span_of(raw, piece.raw_len);
	rows = arena_array(mem, page.count, kind->row_size);
	if (!piece_read(bundle, &piece, raw) ||
	    !kind->decode(bundle, &page, rows))
		return NULL;
	return rows;
}

static void *
page_is_wrong(struct bundle *bundle, enum format_part part, uint32_t index)
{
	bundle_fail(bundle, NULL, BUNDLE_DAMAGED,
	    "the bundle is damaged: page %u of its %s is wrong", index,
	    kinds[part - PART_TABLES].name);
	return NULL;
}

/* The rows of a page, or NULL and the last error. */
static void *
table_page(struct bundle *bundle, enum format_part part, uint32_t index)
{
	struct table *table = &bundle->tables[part - PART_TABLES];

	if (!table->pages[index]) {
		void *rows = load_page(bundle, part, index, &bundle->mem);

		table->pages[index] = rows ? rows : &damaged_page;
	}
	if (table->pages[index] != &damaged_page)
		return table->pages[index];
	return page_is_wrong(bundle, part, index);
}

/* The same, but a page that is not there yet is not kept. */
static void *
peek_page(struct bundle *bundle, enum format_part part, uint32_t index)
{
	struct table *table = &bundle->tables[part - PART_TABLES];

	if (table->pages[index])
		return table_page(bundle, part, index);
	if (!bundle->peeked.rows || bundle->peeked.part != part ||
	    bundle->peeked.page != index) {
		arena_reset(&bundle->peeked.mem);
		bundle->peeked.part = part;
		bundle->peeked.page = index;
		bundle->peeked.rows = load_page(bundle, part, index,
		    &bundle->peeked.mem);
	}
	return bundle->peeked.rows ? bundle->peeked.rows :
	    page_is_wrong(bundle, part, index);
}

/* A row of a page that `page_of` gives. */
static const void *
row_of(struct bundle *bundle, enum format_part part, uint32_t row,
    void *(*page_of)(struct bundle *, enum format_part, uint32_t))
{
	const struct table *table = &bundle->tables[part - PART_TABLES];
	uint32_t index = bundle->small ? 0 : row / PAGE_ROWS;
	const char *rows;

	if (row >= table->row_count) {
		bundle_fail(bundle, NULL, BUNDLE_DAMAGED,
		    "the bundle is damaged: there is no row %u of its %s",
		    row, kinds[part - PART_TABLES].name);
		return NULL;
	}
	rows = page_of(bundle, part, index);
	if (!rows)
		return NULL;
	return rows + (row - (bundle->small ? 0 : index * PAGE_ROWS)) *
	    kinds[part - PART_TABLES].row_size;
}

const void *
table_row(struct bundle *bundle, enum format_part part, uint32_t row)
{
	return row_of(bundle, part, row, table_page);
}

static enum bundle_status
give_section(const struct bundle *bundle, const struct doc_section *row,
    struct doc_section *out)
{
	*out = (struct doc_section){ .parent = DOC_NONE, .level = 1,
		.title = SPAN("") };
	if (!row)
		return bundle->error.status;
	*out = *row;
	return BUNDLE_OK;
}

enum bundle_status
bundle_section(struct bundle *bundle, uint32_t index, struct doc_section *out)
{
	return give_section(bundle, table_row(bundle, PART_SECT, index), out);
}

enum bundle_status
bundle_section_peek(struct bundle *bundle, uint32_t index,
    struct doc_section *out)
{
	return give_section(bundle, row_of(bundle, PART_SECT, index,
	    peek_page), out);
}

static enum bundle_status
give_note(const struct bundle *bundle, const struct note_row *row,
    struct doc_note *out)
{
	*out = (struct doc_note){ .section = DOC_NONE, .node = DOC_NONE,
		.label = SPAN("") };
	if (!row)
		return bundle->error.status;
	*out = row->note;
	return BUNDLE_OK;
}

enum bundle_status
bundle_note(struct bundle *bundle, uint32_t index, struct doc_note *out)
{
	return give_note(bundle, table_row(bundle, PART_NOTE, index), out);
}

enum bundle_status
bundle_note_peek(struct bundle *bundle, uint32_t index, struct doc_note *out)
{
	return give_note(bundle, row_of(bundle, PART_NOTE, index, peek_page),
	    out);
}

enum bundle_status
bundle_ref(struct bundle *bundle, uint32_t index, struct doc_ref *out)
{
	const struct ref_row *row = table_row(bundle, PART_REFS, index);

	*out = (struct doc_ref){ .note = DOC_NONE, .section = DOC_NONE };
	if (!row)
		return bundle->error.status;
	*out = row->ref;
	return BUNDLE_OK;
}

enum bundle_status
bundle_keyword(struct bundle *bundle, uint32_t index, struct doc_keyword *out)
{
	const struct doc_keyword *row = table_row(bundle, PART_KEYW, index);

	*out = (struct doc_keyword){ SPAN(""), SPAN(""), SPAN("") };
	if (!row)
		return bundle->error.status;
	*out = *row;
	return BUNDLE_OK;
}

enum bundle_status
bundle_note_ref(struct bundle *bundle, uint32_t note, uint32_t k,
    struct doc_ref *out, uint32_t *index)
{
	const struct note_row *row = table_row(bundle, PART_NOTE, note);
	const struct ref_row *ref;
	uint32_t at, step = 0;

	*out = (struct doc_ref){ .note = DOC_NONE, .section = DOC_NONE };
	if (!row)
		return bundle->error.status;
	if (k >= row->note.ref_count)
		return bundle_fail(bundle, NULL, BUNDLE_DAMAGED,
		    "the bundle is damaged: note %u has no mark %u", note, k);
	at = row->first_ref;
	if (bundle->walk.note == note && bundle->walk.k <= k) {
		at = bundle->walk.ref;
		step = bundle->walk.k;
	}
	for (;; step++) {
		ref = table_row(bundle, PART_REFS, at);
		if (!ref)
			return bundle->error.status;
		if (ref->ref.note != note || (step < k &&
		    ref->next == DOC_NONE))
			return bundle_fail(bundle, NULL, BUNDLE_DAMAGED,
			    "the bundle is damaged: the marks of note %u are "
			    "not joined", note);
		if (step == k)
			break;
		at = ref->next;
	}
	bundle->walk.note = note;
	bundle->walk.k = k;
	bundle->walk.ref = at;
	*out = ref->ref;
	if (index)
		*index = at;
	return BUNDLE_OK;
}

/* The place of a row of sections, notes or marks. */
static uint64_t
row_place(const void *row, enum format_part part)
{
	switch (part) {
	case PART_SECT:
		return ((const struct doc_section *)row)->place;
	case PART_NOTE:
		return ((const struct note_row *)row)->note.place;
	default:
		return ((const struct ref_row *)row)->ref.place;
	}
}

/* The last page whose first row is before `place`, by the directory. */
static uint32_t
page_before(struct bundle *bundle, enum format_part part, uint64_t place)
{
	uint32_t low = 1;
	uint32_t high = bundle->tables[part - PART_TABLES].page_count;

	if (bundle->small || !section_prove(bundle->parts[part]))
		return 0;
	while (low < high) {
		uint32_t middle = low + (high - low) / 2;
		uint64_t first;

		(void)piece_at(bundle, part, middle, &first);
		if (first < place)
			low = middle + 1;
		else
			high = middle;
	}
	return low - 1;
}

/* The first row at or after `place`; the number of rows if none. */
static uint32_t
row_find(struct bundle *bundle, enum format_part part, uint64_t place)
{
	const struct table *table = &bundle->tables[part - PART_TABLES];
	uint32_t low, high = table->row_count;

	if (high == 0)
		return 0;
	low = page_before(bundle, part, place) * PAGE_ROWS;
	if (!bundle->small && high - low > PAGE_ROWS)
		high = low + PAGE_ROWS;
	while (low < high) {
		uint32_t middle = low + (high - low) / 2;
		const void *row = table_row(bundle, part, middle);

		if (!row)
			return table->row_count;
		if (row_place(row, part) < place)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

uint32_t
bundle_section_find(struct bundle *bundle, uint64_t place)
{
	return row_find(bundle, PART_SECT, place);
}

uint32_t
bundle_ref_find(struct bundle *bundle, uint64_t place)
{
	return row_find(bundle, PART_REFS, place);
}

uint32_t
bundle_section_at(struct bundle *bundle, uint64_t place)
{
	uint32_t row = row_find(bundle, PART_SECT, place + 1);

	if (row-- == 0)
		return DOC_NONE;
	/* Parents come before their children, so this climbs and ends. */
	for (;;) {
		const struct doc_section *section = table_row(bundle,
		    PART_SECT, row);

		if (!section)
			return DOC_NONE;
		if (place < section->end)
			return row;
		if (section->parent >= row)
			return DOC_NONE;
		row = section->parent;
	}
}

/*
 * Places are mostly asked for in their order, and many lie between the same
 * two notes: what was found last is looked at first.
 */
uint32_t
bundle_note_at(struct bundle *bundle, uint64_t place)
{
	const struct note_row *note, *next;
	uint32_t row;

	if (place >= bundle->near.from && place < bundle->near.to)
		return place <= bundle->near.end ? bundle->near.note :
		    DOC_NONE;
	row = row_find(bundle, PART_NOTE, place + 1);
	if (row-- == 0)
		return DOC_NONE;
	note = table_row(bundle, PART_NOTE, row);
	if (!note)
		return DOC_NONE;
	next = row + 1 < bundle->info.note_count ?
	    table_row(bundle, PART_NOTE, row + 1) : NULL;
	if (next && next->note.place > place) {
		bundle->near.note = row;
		bundle->near.from = note->note.place;
		bundle->near.to = next->note.place;
		bundle->near.end = note->note.end;
	}
	return place <= note->note.end ? row : DOC_NONE;
}

static bool
is_labelled(struct bundle *bundle, uint32_t note, uint32_t document,
    struct span label)
{
	const struct note_row *row = table_row(bundle, PART_NOTE, note);

	return row && span_eq(row->note.label, label) &&
	    (document == DOC_NONE || row->note.document == document);
}

/* Row `row` of LABL. */
static uint32_t
label_entry(const struct bundle *bundle, uint32_t row, uint32_t *note)
{
	size_t at = (size_t)row * LABEL_ENTRY_LEN;
	struct cursor in = cursor_of(span_slice(
	    bundle->parts[PART_LABL]->bytes, at, at + LABEL_ENTRY_LEN));
	uint32_t hash = cursor_u32(&in);

	*note = cursor_u32(&in);
	return hash;
}

/* The same answer as scanning, for books with very many notes. */
static uint32_t
find_hashed(struct bundle *bundle, uint32_t document, struct span label,
    uint32_t from)
{
	uint32_t want = (uint32_t)hash64(label, 0), note;
	uint32_t low = 0, high = bundle->info.note_count;

	while (low < high) {
		uint32_t middle = low + (high - low) / 2;
		uint32_t hash = label_entry(bundle, middle, &note);

		if (hash < want || (hash == want && note < from))
			low = middle + 1;
		else
			high = middle;
	}
	for (; low < bundle->info.note_count; low++) {
		if (label_entry(bundle, low, &note) != want)
			break;
		if (note >= from && is_labelled(bundle, note, document, label))
			return note;
	}
	return DOC_NONE;
}

uint32_t
bundle_note_by_label(struct bundle *bundle, uint32_t document,
    struct span label, uint32_t after)
{
	uint32_t from = after == DOC_NONE ? 0 : after + 1;
	uint32_t end = bundle->info.note_count;

	if (document != DOC_NONE) {
		const struct bundle_document *doc;

		doc = bundle_document(bundle, document);
		if (!doc)
			return DOC_NONE;
		if (from < doc->first_note)
			from = doc->first_note;
		end = doc->first_note + doc->note_count;
	}
	if (!bundle->small && bundle->parts[PART_LABL] &&
	    section_prove(bundle->parts[PART_LABL]))
		return find_hashed(bundle, document, label, from);
	for (uint32_t note = from; note < end; note++)
		if (is_labelled(bundle, note, document, label))
			return note;
	return DOC_NONE;
}
