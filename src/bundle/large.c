/* bundle/large.c - open the large form; pieces of its body. */
#include <stdlib.h>

#include "base/cursor.h"
#include "base/hash.h"
#include "bundle/reader.h"

static const char *const tags[] = {
#define X(id, tag) tag,
	FORMAT_PARTS(X)
#undef X
};

bool
section_prove(struct section *section)
{
	if (section->state == UNPROVED)
		section->state = section->flags & SECTION_UNSUMMED ||
		    hash64(section->bytes, 0) == section->sum ?
		    PROVED : WRONG;
	return section->state == PROVED;
}

static enum bundle_status
lies(struct bundle *bundle, struct bundle_error *error, const char *what)
{
	return bundle_fail(bundle, error, BUNDLE_DAMAGED,
	    "the bundle is damaged: %s", what);
}

/* Whether the row of the section table can be true. */
static bool
read_section(struct bundle *bundle, struct cursor *in,
    struct section *section, uint64_t *end)
{
	struct span tag = cursor_bytes(in, 4);
	uint64_t off, len;

	if (tag.len == 4)
		memcpy(section->tag, tag.ptr, 4);
	section->flags = cursor_u32(in);
	off = cursor_u64(in);
	len = cursor_u64(in);
	section->raw_len = cursor_u64(in);
	section->sum = cursor_u64(in);
	if (in->failed || off % LARGE_ALIGN || off < *end ||
	    off - *end >= LARGE_ALIGN || off > bundle->bytes.len ||
	    len > bundle->bytes.len - off)
		return false;
	*end = off + len;
	section->bytes = span_slice(bundle->bytes, (size_t)off,
	    (size_t)(off + len));
	if (section->flags & SECTION_PACKED)
		return section->raw_len <= EXTRA_MAX &&
		    (section->raw_len <= 1 << 20 ||
		    section->raw_len / EXTRA_RATIO_MAX < len);
	return section->raw_len == len;
}

static bool
take_part(struct bundle *bundle, struct section *section)
{
	for (int i = 0; i < PART_COUNT; i++) {
		if (strcmp(section->tag, tags[i]))
			continue;
		if (bundle->parts[i])
			return false;
		bundle->parts[i] = section;
	}
	return true;
}

static enum bundle_status
read_sections(struct bundle *bundle, struct cursor *in,
    struct bundle_error *error)
{
	uint64_t end = LARGE_TABLE_OFF +
	    (uint64_t)bundle->section_count * LARGE_ROW_LEN;

	bundle->sections = ARENA_ARRAY(&bundle->mem, bundle->section_count,
	    struct section);
	for (uint32_t i = 0; i < bundle->section_count; i++)
		if (!read_section(bundle, in, &bundle->sections[i], &end) ||
		    !take_part(bundle, &bundle->sections[i]))
			return lies(bundle, error,
			    "its table of sections contradicts itself");
	if (end != bundle->bytes.len)
		return lies(bundle, error,
		    "its table of sections does not fill it");
	for (int i = 0; i < PART_LABL; i++)
		if (!bundle->parts[i])
			return lies(bundle, error,
			    "it lacks a section that every bundle has");
	return BUNDLE_OK;
}

/*
 * The directories are as long as the counts of HEAD say.  Their sums are
 * proved when they are needed.
 */
static bool
measure_directories(struct bundle *bundle)
{
	uint64_t chunk_count =
	    bundle->parts[PART_CHNK]->raw_len / CHUNK_ENTRY_LEN;

	for (int i = 0; i < TABLE_COUNT; i++) {
		struct table *table = &bundle->tables[i];

		table->page_count = (table->row_count + PAGE_ROWS - 1) /
		    PAGE_ROWS;
		if (bundle->parts[PART_TABLES + i]->raw_len !=
		    (uint64_t)table->page_count * PAGE_ENTRY_LEN)
			return false;
		table->pages = mem_array(table->page_count,
		    sizeof *table->pages);
	}
	if (chunk_count == 0 || chunk_count > INT32_MAX ||
	    bundle->parts[PART_CHNK]->raw_len % CHUNK_ENTRY_LEN)
		return false;
	bundle->info.chunk_count = (uint32_t)chunk_count;
	return !bundle->parts[PART_LABL] ||
	    bundle->parts[PART_LABL]->raw_len ==
	    (uint64_t)bundle->info.note_count * LABEL_ENTRY_LEN;
}

static bool
open_head(struct bundle *bundle)
{
	struct section *head = bundle->parts[PART_HEAD];
	char *raw;

	if (!section_prove(head) || !(head->flags & SECTION_PACKED) ||
	    head->raw_len > HEAD_MAX)
		return false;
	raw = arena_alloc(&bundle->mem, head->raw_len + 1);
	return unpack(bundle->unpacker, head->bytes, SPAN_NONE, raw,
	    head->raw_len) &&
	    head_decode(bundle, span_of(raw, head->raw_len), true);
}

/* No part but HEAD is packed, and no part but BODY goes without a sum. */
static bool
parts_plain(const struct bundle *bundle)
{
	for (int i = 0; i < PART_COUNT; i++) {
		const struct section *part = bundle->parts[i];

		if (!part)
			continue;
		if ((i != PART_HEAD && (part->flags & SECTION_PACKED)) ||
		    (i != PART_BODY && (part->flags & SECTION_UNSUMMED)))
			return false;
	}
	return true;
}

enum bundle_status
large_open(struct bundle *bundle, struct bundle_error *error)
{
	struct cursor in = cursor_of(bundle->bytes);
	struct hash_state sum;
	uint32_t zero;
	uint64_t file_len, want;
	size_t table_len;
	enum bundle_status status;

	(void)cursor_bytes(&in, LARGE_COUNT_OFF);
	bundle->section_count = cursor_u16(&in);
	zero = cursor_u32(&in);
	file_len = cursor_u64(&in);
	want = cursor_u64(&in);
	table_len = bundle->section_count * LARGE_ROW_LEN;
	if (in.failed || table_len > cursor_left(&in))
		return bundle_fail(bundle, error, BUNDLE_TRUNCATED,
		    "the bundle is cut off at %zu bytes",
		    bundle->bytes.len);
	hash_init(&sum, 0);
	hash_add(&sum, span_slice(bundle->bytes, 0, LARGE_SUM_OFF));
	hash_add(&sum, span_slice(bundle->bytes, LARGE_TABLE_OFF,
	    LARGE_TABLE_OFF + table_len));
	if (hash_value(&sum) != want || zero)
		return lies(bundle, error, "the checksum of its header is "
		    "wrong");
	if (file_len > bundle->bytes.len)
		return bundle_fail(bundle, error, BUNDLE_TRUNCATED,
		    "the bundle is cut off at %zu bytes of %llu",
		    bundle->bytes.len, (unsigned long long)file_len);
	if (file_len < bundle->bytes.len)
		return bundle_fail(bundle, error, BUNDLE_DAMAGED,
		    "the bundle is damaged: %llu bytes follow its end",
		    (unsigned long long)(bundle->bytes.len - file_len));
	status = read_sections(bundle, &in, error);
	if (status != BUNDLE_OK)
		return status;
	if (!parts_plain(bundle))
		return lies(bundle, error,
		    "its table of sections contradicts itself");
	if (!open_head(bundle))
		return lies(bundle, error, "its section \"HEAD\" is wrong");
	if (!measure_directories(bundle))
		return lies(bundle, error,
		    "its directories are not of the right length");
	return BUNDLE_OK;
}

struct piece
piece_at(const struct bundle *bundle, enum format_part part, uint32_t page,
    uint64_t *place)
{
	size_t at = (size_t)page * PAGE_ENTRY_LEN;
	struct cursor in = cursor_of(span_slice(bundle->parts[part]->bytes,
	    at, at + PAGE_ENTRY_LEN));
	struct piece piece;
	uint64_t first = cursor_u64(&in);

	piece.off = cursor_u64(&in);
	piece.stored_len = cursor_u32(&in);
	piece.raw_len = cursor_u32(&in);
	piece.sum = cursor_u64(&in);
	if (place)
		*place = first;
	return piece;
}

bool
piece_read(struct bundle *bundle, const struct piece *piece, char *to)
{
	struct span body = bundle->parts[PART_BODY]->bytes;
	struct span stored;

	if (piece->off > body.len ||
	    piece->stored_len > body.len - piece->off ||
	    piece->stored_len > piece->raw_len)
		return false;
	stored = span_slice(body, (size_t)piece->off,
	    (size_t)piece->off + piece->stored_len);
	if (hash64(stored, 0) != piece->sum)
		return false;
	if (piece->stored_len == piece->raw_len) {
		if (stored.len)
			memcpy(to, stored.ptr, stored.len);
		return true;
	}
	return unpack(bundle->unpacker, stored, SPAN_NONE, to,
	    piece->raw_len);
}
