/*
 * bundle/rows.c - pages become the rows of tables.
 *
 * The columns are described in encode.c.  Every number that points at
 * something is checked against the counts of HEAD, so that who asks for a
 * row may use it without a look.
 */
#include <stdlib.h>

#include "base/cursor.h"
#include "bundle/encode.h"
#include "bundle/predict.h"
#include "bundle/reader.h"

static bool
is_index(uint32_t index, uint32_t count)
{
	return index < count || index == DOC_NONE;
}

/* A line with its breaks as spaces, as titles are. */
static struct span
title_of(struct arena *mem, struct span line)
{
	char *copy;

	if (span_chr(line, '\v', 0) < 0)
		return line;
	copy = arena_str(mem, line);
	for (size_t i = 0; i < line.len; i++)
		if (copy[i] == '\v')
			copy[i] = ' ';
	return span_of(copy, line.len);
}

static bool
decode_titles(struct bundle *bundle, struct cursor *in,
    const struct page *page, const uint8_t *shapes, struct doc_section *rows)
{
	for (uint32_t i = 0; i < page->count; i++) {
		if (!(shapes[i] & SECTION_HEADED)) {
			rows[i].title = cursor_string(in);
		} else {
			if (rows[i].place >= bundle->text.len)
				return false;
			rows[i].title = title_of(page->mem,
			    predict_title(bundle->text, rows[i].place));
		}
	}
	return !in->failed;
}

/* Parents and ends, as what differs from the guess. */
static bool
decode_tree(struct bundle *bundle, struct cursor *in, const struct page *page,
    struct doc_section *rows)
{
	uint32_t *back = mem_array(page->count, sizeof *back);
	uint64_t *ends = mem_array(page->count, sizeof *ends);
	uint64_t place = page->place;
	bool good = true;

	predict_parents(rows, page->count, back);
	for (uint32_t i = 0; i < page->count; i++) {
		uint64_t value = back[i] + (uint64_t)cursor_svarint(in);

		if (value > page->first + i)
			good = false;
		else
			rows[i].parent = value ? page->first + i -
			    (uint32_t)value : DOC_NONE;
	}
	for (uint32_t i = 0; i < page->count; i++) {
		place += cursor_varint_max(in, bundle->info.text_len);
		rows[i].place = place;
	}
	predict_ends(rows, page->count, page->end, ends);
	for (uint32_t i = 0; i < page->count; i++) {
		rows[i].end = ends[i] + (uint64_t)cursor_svarint(in);
		if (rows[i].end < rows[i].place ||
		    rows[i].end > bundle->info.text_len)
			good = false;
	}
	free(back);
	free(ends);
	return good && !in->failed;
}

bool
decode_sections(struct bundle *bundle, const struct page *page, void *to)
{
	struct doc_section *rows = to;
	struct cursor in = cursor_of(page->raw);
	const uint8_t *shapes;

	shapes = (const uint8_t *)cursor_bytes(&in, page->count).ptr;
	if (in.failed)
		return false;
	for (uint32_t i = 0; i < page->count; i++) {
		rows[i] = (struct doc_section){
			.document = document_of_section(bundle,
			    page->first + i),
			.level = shapes[i] & SECTION_LEVEL,
			.back_matter = shapes[i] & SECTION_BACK,
		};
		if (shapes[i] & SECTION_ROLE)
			rows[i].role = cursor_u8(&in);
		if (rows[i].level == 0 || rows[i].role >= DOC_ROLE_COUNT)
			return false;
	}
	if (!decode_tree(bundle, &in, page, rows))
		return false;
	for (uint32_t i = 0; i < page->count; i++)
		rows[i].words = (uint32_t)cursor_varint_max(&in, UINT32_MAX);
	for (uint32_t i = 0; i < page->count; i++)
		if (!(bundle->derived & DERIVED_COUNTS))
			rows[i].notes = (uint32_t)cursor_varint_max(&in,
			    UINT32_MAX);
	return decode_titles(bundle, &in, page, shapes, rows) &&
	    cursor_left(&in) == 0;
}

static int64_t
unzigzag(uint64_t bits)
{
	return (int64_t)(bits >> 1 ^ (0 - (bits & 1)));
}

static void
decode_note_places(struct cursor *in, const struct page *page,
    struct note_row *rows)
{
	uint64_t place = page->place;

	for (uint32_t i = 0; i < page->count; i++)
		rows[i].note.place = (uint64_t)cursor_svarint(in);
	for (uint32_t i = 0; i < page->count; i++) {
		rows[i].note.place += place;
		rows[i].note.end = rows[i].note.place + cursor_varint(in);
		place = rows[i].note.end;
	}
}

static bool
decode_note_marks(struct bundle *bundle, struct cursor *in,
    const struct page *page, struct note_row *rows)
{
	uint32_t first = 0;
	uint32_t ref_count = bundle->info.ref_count;

	for (uint32_t i = 0; i < page->count; i++)
		rows[i].note.ref_count = (uint32_t)cursor_varint_max(in,
		    ref_count);
	for (uint32_t i = 0; i < page->count; i++) {
		uint32_t count = rows[i].note.ref_count;

		rows[i].first_ref = DOC_NONE;
		if (count == 0)
			continue;
		first += (uint32_t)cursor_svarint(in);
		if (first >= ref_count)
			return false;
		rows[i].first_ref = first;
		first += count;
	}
	return true;
}

/* A number in decimal: printf would take most of the time of a page. */
static struct span
decimal(struct arena *mem, uint64_t number)
{
	char digits[20];
	size_t at = sizeof digits;

	do {
		digits[--at] = (char)('0' + number % 10);
		number /= 10;
	} while (number);
	return arena_span(mem, span_of(digits + at, sizeof digits - at));
}

/* `codes` stands at the codes of labels, `in` after them. */
static bool
decode_labels(struct cursor codes, struct cursor *in,
    const struct page *page, struct note_row *rows)
{
	uint64_t last = 0;

	for (uint32_t i = 0; i < page->count; i++) {
		uint64_t code = cursor_varint(&codes);

		if (code == 0) {
			rows[i].note.label = cursor_string(in);
			continue;
		}
		last += 1 + (uint64_t)unzigzag(code - 1);
		if (last > UINT32_MAX)
			return false;
		rows[i].note.label = decimal(page->mem, last);
	}
	return !in->failed;
}

static bool
decode_resolves(struct bundle *bundle, struct cursor *in,
    const struct page *page, uint32_t index, struct doc_note *note)
{
	uint64_t count = cursor_varint_max(in, cursor_left(in) / 4);
	uint64_t len = note->end - note->place;

	note->resolves = ARENA_ARRAY(page->mem, count, struct doc_resolve);
	note->resolve_count = (uint32_t)count;
	for (uint64_t i = 0; i < count; i++) {
		struct doc_resolve *to = &note->resolves[i];
		uint64_t code;

		to->off = (uint32_t)cursor_varint_max(in, UINT32_MAX);
		to->len = (uint32_t)cursor_varint_max(in, UINT32_MAX);
		code = cursor_varint(in);
		to->note = code == 0 ? DOC_NONE :
		    index + (uint32_t)unzigzag(code - 1);
		to->locator = cursor_string(in);
		if (to->off > len || to->len > len - to->off ||
		    !is_index(to->note, bundle->info.note_count))
			return false;
	}
	return !in->failed;
}

static bool
check_notes(const struct bundle *bundle, const struct page *page,
    const struct note_row *rows)
{
	for (uint32_t i = 0; i < page->count; i++) {
		const struct doc_note *note = &rows[i].note;

		if (note->end < note->place ||
		    note->end > bundle->info.text_len ||
		    !is_index(note->section, bundle->info.section_count))
			return false;
	}
	return true;
}

bool
decode_notes(struct bundle *bundle, const struct page *page, void *to)
{
	struct note_row *rows = to;
	struct cursor in = cursor_of(page->raw), codes;
	const uint8_t *flags;
	uint32_t section = 0;

	flags = (const uint8_t *)cursor_bytes(&in, page->count).ptr;
	if (in.failed)
		return false;
	for (uint32_t i = 0; i < page->count; i++) {
		rows[i].note.document = document_of_note(bundle,
		    page->first + i);
		rows[i].note.node = DOC_NONE;
		rows[i].note.kind = flags[i] & NOTE_KIND;
	}
	if (!(bundle->derived & DERIVED_NOTES))
		decode_note_places(&in, page, rows);
	for (uint32_t i = 0; i < page->count; i++)
		rows[i].note.words = (uint32_t)cursor_varint_max(&in,
		    UINT32_MAX);
	for (uint32_t i = 0; i < page->count; i++) {
		section += (uint32_t)cursor_svarint(&in);
		rows[i].note.section = section;
	}
	if (!check_notes(bundle, page, rows) ||
	    (!(bundle->derived & DERIVED_REFS) &&
	    !decode_note_marks(bundle, &in, page, rows)))
		return false;
	codes = in;
	for (uint32_t i = 0; i < page->count; i++)
		(void)cursor_varint(&in);
	if (!decode_labels(codes, &in, page, rows))
		return false;
	for (uint32_t i = 0; i < page->count; i++)
		if ((flags[i] & NOTE_RESOLVES) && !decode_resolves(bundle,
		    &in, page, page->first + i, &rows[i].note))
			return false;
	return !in.failed && cursor_left(&in) == 0;
}

bool
decode_refs(struct bundle *bundle, const struct page *page, void *to)
{
	struct ref_row *rows = to;
	struct cursor in = cursor_of(page->raw);
	uint64_t place = page->place;
	uint32_t note = 0, section = 0;

	for (uint32_t i = 0; i < page->count; i++) {
		place += cursor_varint_max(&in, bundle->info.text_len);
		rows[i].ref.place = place;
	}
	for (uint32_t i = 0; i < page->count; i++) {
		note += (uint32_t)cursor_svarint(&in);
		rows[i].ref.note = note++;
	}
	for (uint32_t i = 0; i < page->count; i++) {
		section += (uint32_t)cursor_svarint(&in);
		rows[i].ref.section = section;
	}
	for (uint32_t i = 0; i < page->count; i++) {
		uint32_t room = bundle->info.ref_count - 1 - page->first - i;
		uint32_t next = (uint32_t)cursor_varint_max(&in, room);

		rows[i].next = next ? page->first + i + next : DOC_NONE;
		if (rows[i].ref.place > bundle->info.text_len ||
		    rows[i].ref.note >= bundle->info.note_count ||
		    !is_index(rows[i].ref.section,
		    bundle->info.section_count))
			return false;
	}
	return !in.failed && cursor_left(&in) == 0;
}

bool
decode_keywords(struct bundle *bundle, const struct page *page, void *to)
{
	struct doc_keyword *rows = to;
	struct cursor in = cursor_of(page->raw);

	(void)bundle;
	for (uint32_t i = 0; i < page->count; i++)
		rows[i].term = cursor_string(&in);
	for (uint32_t i = 0; i < page->count; i++)
		rows[i].variants = cursor_string(&in);
	for (uint32_t i = 0; i < page->count; i++)
		rows[i].definition = cursor_string(&in);
	return !in.failed && cursor_left(&in) == 0;
}
