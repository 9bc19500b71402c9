/*
 * bundle/small.c - open the small form: all of it is unpacked at once, and
 * what follows from its structure is worked out again.
 */
#include <stdlib.h>

#include "base/cursor.h"
#include "base/hash.h"
#include "bundle/encode.h"
#include "bundle/predict.h"
#include "bundle/reader.h"

/* Marks, in order, are the NOTE_REFs of the nodes that have a number. */
static bool
derive_refs(struct bundle *bundle, const struct bundle_chunk *chunk,
    struct ref_row *rows)
{
	uint32_t count = 0;

	for (uint32_t i = 0; i < chunk->node_count; i++) {
		const struct doc_node *node = &chunk->nodes[i];

		for (uint32_t k = 0; k < node->inline_count; k++) {
			const struct doc_inline *mark = &node->inlines[k];

			if (mark->kind != DOC_NOTE_REF ||
			    mark->number == DOC_NONE)
				continue;
			if (count == bundle->info.ref_count)
				return false;
			rows[count].ref.place = node->place + mark->off;
			rows[count++].ref.note = mark->number;
		}
	}
	return count == bundle->info.ref_count;
}

/* Which section a mark stands in, and which mark is next of its note. */
static void
link_refs(struct bundle *bundle, struct ref_row *refs,
    struct note_row *notes, const struct doc_section *sections)
{
	uint32_t *last = mem_array(bundle->info.note_count, sizeof *last);

	for (uint32_t i = 0; i < bundle->info.note_count; i++)
		notes[i].first_ref = DOC_NONE;
	for (uint32_t i = 0; i < bundle->info.ref_count; i++) {
		uint32_t note = refs[i].ref.note;

		refs[i].ref.section = predict_section(sections,
		    bundle->info.section_count, refs[i].ref.place);
		refs[i].next = DOC_NONE;
		if (notes[note].note.ref_count++ == 0)
			notes[note].first_ref = i;
		else
			refs[last[note]].next = i;
		last[note] = i;
	}
	free(last);
}

static void
count_marks(struct bundle *bundle, const struct ref_row *rows,
    struct doc_section *sections)
{
	struct doc_ref *refs = mem_array(bundle->info.ref_count,
	    sizeof *refs);

	for (uint32_t i = 0; i < bundle->info.ref_count; i++)
		refs[i] = rows[i].ref;
	for (uint32_t i = 0; i < bundle->info.section_count; i++)
		sections[i].notes = predict_marks(refs,
		    bundle->info.ref_count, &sections[i]);
	free(refs);
}

static void
derive_notes(struct bundle *bundle, const struct bundle_chunk *chunk,
    struct note_row *rows)
{
	struct doc_note *notes = mem_array(bundle->info.note_count,
	    sizeof *notes);

	predict_notes(chunk->nodes, chunk->node_count, notes,
	    bundle->info.note_count);
	for (uint32_t i = 0; i < bundle->info.note_count; i++) {
		rows[i].note.place = notes[i].place;
		rows[i].note.end = notes[i].end;
	}
	free(notes);
}

/* Rows of a table of which the small form holds one page. */
static void *
new_rows(struct bundle *bundle, enum format_part part, size_t size)
{
	struct table *table = &bundle->tables[part - PART_TABLES];

	table->page_count = 1;
	table->pages = ARENA_ARRAY(&bundle->mem, 1, void *);
	table->pages[0] = arena_array(&bundle->mem, table->row_count, size);
	return table->pages[0];
}

static struct page
whole(struct bundle *bundle, enum format_part part)
{
	return (struct page){
		.count = bundle->tables[part - PART_TABLES].row_count,
		.end = bundle->info.text_len,
		.raw = bundle->raw[part],
		.mem = &bundle->mem,
	};
}

/*
 * A row takes a byte of its page or more, except a derived mark, which
 * takes an inline.
 */
static bool
counts_plausible(const struct bundle *bundle,
    const struct bundle_chunk *chunk)
{
	uint64_t inlines = 0;

	for (uint32_t i = 0; i < chunk->node_count; i++)
		inlines += chunk->nodes[i].inline_count;
	if (bundle->info.section_count > bundle->raw[PART_SECT].len ||
	    bundle->info.note_count > bundle->raw[PART_NOTE].len ||
	    bundle->info.keyword_count > bundle->raw[PART_KEYW].len)
		return false;
	return bundle->info.ref_count <= (bundle->derived & DERIVED_REFS ?
	    inlines : bundle->raw[PART_REFS].len);
}

static bool
open_tables(struct bundle *bundle, const struct bundle_chunk *chunk)
{
	struct page sections_page = whole(bundle, PART_SECT);
	struct page notes_page = whole(bundle, PART_NOTE);
	struct page refs_page = whole(bundle, PART_REFS);
	struct page keywords_page = whole(bundle, PART_KEYW);
	struct doc_section *sections;
	struct note_row *notes;
	struct ref_row *refs;

	if (!counts_plausible(bundle, chunk))
		return false;
	sections = new_rows(bundle, PART_SECT, sizeof *sections);
	notes = new_rows(bundle, PART_NOTE, sizeof *notes);
	refs = new_rows(bundle, PART_REFS, sizeof *refs);
	if (bundle->derived & DERIVED_NOTES)
		derive_notes(bundle, chunk, notes);
	if (!decode_sections(bundle, &sections_page, sections) ||
	    !decode_notes(bundle, &notes_page, notes) ||
	    !decode_keywords(bundle, &keywords_page,
	    new_rows(bundle, PART_KEYW, sizeof(struct doc_keyword))))
		return false;
	if (!(bundle->derived & DERIVED_REFS)) {
		if (!decode_refs(bundle, &refs_page, refs))
			return false;
	} else {
		if (refs_page.raw.len ||
		    !derive_refs(bundle, chunk, refs))
			return false;
		link_refs(bundle, refs, notes, sections);
	}
	if (bundle->derived & DERIVED_COUNTS)
		count_marks(bundle, refs, sections);
	return true;
}

/* The lengths at the start of the body, and what they measure. */
static bool
open_body(struct bundle *bundle, struct span body)
{
	struct cursor in = cursor_of(body);
	uint64_t lens[PART_SMALL_COUNT];

	bundle->derived = cursor_u8(&in);
	for (int i = 0; i < PART_SMALL_COUNT; i++)
		lens[i] = cursor_varint(&in);
	bundle->section_count = (uint32_t)cursor_varint_max(&in,
	    cursor_left(&in) / 6);
	bundle->sections = ARENA_ARRAY(&bundle->mem, bundle->section_count,
	    struct section);
	for (uint32_t i = 0; i < bundle->section_count; i++) {
		struct section *section = &bundle->sections[i];
		struct span tag = cursor_bytes(&in, 4);

		if (tag.len == 4)
			memcpy(section->tag, tag.ptr, 4);
		section->flags = cursor_u8(&in) & SECTION_REQUIRED;
		section->raw_len = cursor_varint(&in);
		section->state = PROVED;
	}
	for (int i = 0; i < PART_SMALL_COUNT; i++)
		bundle->raw[i] = cursor_bytes(&in, lens[i]);
	for (uint32_t i = 0; i < bundle->section_count; i++)
		bundle->sections[i].bytes = cursor_bytes(&in,
		    bundle->sections[i].raw_len);
	return !in.failed && cursor_left(&in) == 0 &&
	    bundle->derived <= (DERIVED_REFS |
	    DERIVED_NOTES | DERIVED_COUNTS);
}

static uint64_t
content_hash(const struct bundle *bundle)
{
	struct hash_state state;
	struct buf len = { 0 };

	hash_init(&state, 0);
	for (uint32_t i = 0; i < bundle->info.document_count; i++) {
		const struct bundle_document *doc = &bundle->documents[i];

		hash_add(&state, span_slice(bundle->text,
		    (size_t)doc->place, (size_t)doc->end));
		buf_clear(&len);
		buf_put_u64(&len, doc->end - doc->place);
		hash_add(&state, buf_span(&len));
	}
	buf_release(&len);
	return hash_value(&state);
}

static bool
open_parts(struct bundle *bundle, struct span body)
{
	struct held *held = mem_alloc(sizeof *held);

	/* The one chunk is held for good: it is never another's turn. */
	bundle->held[0] = held;
	if (!open_body(bundle, body) ||
	    !head_decode(bundle, bundle->raw[PART_HEAD], false) ||
	    bundle->info.text_len != bundle->text.len)
		return false;
	bundle->info.chunk_count = 1;
	held->chunk.end = bundle->info.text_len;
	held->chunk.text = bundle->text;
	if (!chunk_decode(bundle, bundle->raw[PART_CHNK], &held->chunk,
	    &held->mem) || !open_tables(bundle, &held->chunk))
		return false;
	held->full = true;
	chunk_labels(bundle, &held->chunk);
	bundle->info.content_hash = content_hash(bundle);
	return true;
}

/* The lengths that follow the sum. */
struct lens {
	uint64_t text, text_frame, body, body_frame;
};

static enum bundle_status
unpack_both(struct bundle *bundle, struct cursor *in, const struct lens *lens,
    struct bundle_error *error)
{
	struct span text_frame = cursor_bytes(in, lens->text_frame);
	struct span body_frame = cursor_bytes(in, lens->body_frame);
	char *body;

	if (lens->text > SMALL_TEXT_MAX || lens->body > SMALL_BODY_MAX)
		return bundle_fail(bundle, error, BUNDLE_DAMAGED,
		    "the bundle is damaged: it claims to be too long");
	bundle->body = mem_alloc(lens->text + lens->body + 1);
	body = bundle->body + lens->text;
	bundle->text = span_of(bundle->body, (size_t)lens->text);
	if (!unpack(bundle->unpacker, text_frame, SPAN_NONE, bundle->body,
	    (size_t)lens->text) ||
	    !unpack(bundle->unpacker, body_frame, bundle->text, body,
	    (size_t)lens->body))
		return bundle_fail(bundle, error, BUNDLE_DAMAGED,
		    "the bundle is damaged: it does not unpack");
	if (!open_parts(bundle, span_of(body, (size_t)lens->body)))
		return bundle_fail(bundle, error, BUNDLE_DAMAGED,
		    "the bundle is damaged: it contradicts itself");
	return BUNDLE_OK;
}

enum bundle_status
small_open(struct bundle *bundle, struct bundle_error *error)
{
	struct cursor in = cursor_of(bundle->bytes);
	struct hash_state sum;
	struct lens lens;
	uint32_t want;

	bundle->small = true;
	(void)cursor_bytes(&in, SMALL_SUM_OFF);
	want = cursor_u32(&in);
	lens.text = cursor_varint(&in);
	lens.text_frame = cursor_varint(&in);
	lens.body = cursor_varint(&in);
	lens.body_frame = cursor_varint(&in);
	if (in.failed || lens.text_frame > cursor_left(&in) ||
	    lens.body_frame > cursor_left(&in) - lens.text_frame)
		return bundle_fail(bundle, error, BUNDLE_TRUNCATED,
		    "the bundle is cut off at %zu bytes",
		    bundle->bytes.len);
	if (lens.text_frame + lens.body_frame < cursor_left(&in))
		return bundle_fail(bundle, error, BUNDLE_DAMAGED,
		    "the bundle is damaged: %zu bytes follow its end",
		    (size_t)(cursor_left(&in) - lens.text_frame -
		    lens.body_frame));
	hash_init(&sum, 0);
	hash_add(&sum, span_slice(bundle->bytes, 0, SMALL_SUM_OFF));
	hash_add(&sum, span_slice(bundle->bytes, SMALL_LENGTHS_OFF,
	    bundle->bytes.len));
	if ((uint32_t)hash_value(&sum) != want)
		return bundle_fail(bundle, error, BUNDLE_DAMAGED,
		    "the bundle is damaged: its checksum is wrong");
	return unpack_both(bundle, &in, &lens, error);
}
