/* bundle/open.c - open and close; what the first bytes tell; HEAD. */
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/cursor.h"
#include "bundle/reader.h"

enum bundle_status
bundle_fail(struct bundle *bundle, struct bundle_error *error,
    enum bundle_status status, const char *format, ...)
{
	va_list args;

	bundle->error = (struct bundle_error){ .status = status };
	va_start(args, format);
	vsnprintf(bundle->error.what, sizeof bundle->error.what, format,
	    args);
	va_end(args);
	if (error)
		*error = bundle->error;
	return status;
}

/*
 * What becomes of the signature when a file is taken for text: line ends
 * change either way, the eighth bit is lost, or the byte 89 is taken for
 * Latin-1 or for ill-formed UTF-8 and written anew as UTF-8.
 */
static bool
is_mangled(struct span start)
{
	static const char *const heads[] = {
		"\x89IBD", "\x09IBD", "\xc2\x89IBD", "\xef\xbf\xbdIBD",
		"?IBD",
	};

	if (span_starts(start, SPAN(FORMAT_SIGNATURE)) ||
	    span_starts(SPAN(FORMAT_SIGNATURE), start))
		return false;
	for (size_t i = 0; i < sizeof heads / sizeof *heads; i++) {
		struct span head = span_str(heads[i]);

		if (span_starts(start, head) && start.len > head.len &&
		    (start.ptr[head.len] == '\r' ||
		    start.ptr[head.len] == '\n'))
			return true;
	}
	return false;
}

bool
bundle_is(struct span start)
{
	return span_starts(start, SPAN(FORMAT_SIGNATURE)) ||
	    is_mangled(start);
}

static enum bundle_status
look_at_start(struct bundle *bundle, struct bundle_error *error)
{
	struct span bytes = bundle->bytes;
	struct cursor in;
	unsigned form;

	if (is_mangled(bytes))
		return bundle_fail(bundle, error, BUNDLE_MANGLED,
		    "the bundle was sent as text, which changed its bytes; "
		    "send it again as a binary file");
	if (bytes.len && bytes.len < FORMAT_SIGNATURE_LEN &&
	    span_starts(SPAN(FORMAT_SIGNATURE), bytes))
		return bundle_fail(bundle, error, BUNDLE_TRUNCATED,
		    "the bundle is cut off at %zu bytes", bytes.len);
	if (!span_starts(bytes, SPAN(FORMAT_SIGNATURE)))
		return bundle_fail(bundle, error, BUNDLE_FOREIGN,
		    "this is not a bundle");
	if (bytes.len < FORMAT_START_LEN)
		return bundle_fail(bundle, error, BUNDLE_TRUNCATED,
		    "the bundle is cut off at %zu bytes", bytes.len);
	in = cursor_of(span_slice(bytes, FORMAT_SIGNATURE_LEN, bytes.len));
	bundle->info.format = cursor_u8(&in);
	form = cursor_u8(&in);
	if (bundle->info.format > BUNDLE_FORMAT)
		return bundle_fail(bundle, error, BUNDLE_NEWER,
		    "the bundle is of format %u and this program reads up to "
		    "%d; a newer ibid reads it", bundle->info.format,
		    BUNDLE_FORMAT);
	if (bundle->info.format > 0 && bundle->info.format < BUNDLE_FORMAT)
		return bundle_fail(bundle, error, BUNDLE_OLDER,
		    "the bundle is of format %u, which is no longer read; "
		    "pack its source again", bundle->info.format);
	if (bundle->info.format == BUNDLE_FORMAT && form == FORMAT_SMALL)
		return small_open(bundle, error);
	if (bundle->info.format == BUNDLE_FORMAT && form == FORMAT_LARGE)
		return large_open(bundle, error);
	return bundle_fail(bundle, error, BUNDLE_DAMAGED,
	    "the bundle is damaged: there is no format %u, form %u",
	    bundle->info.format, form);
}

static bool
is_known(const struct bundle *bundle, const struct section *section)
{
	for (int i = 0; i < PART_COUNT; i++)
		if (bundle->parts[i] == section)
			return true;
	return !strcmp(section->tag, BUNDLE_TAG_INDEX);
}

/* A section that must be understood and is not. */
static enum bundle_status
look_for_unknown(struct bundle *bundle, struct bundle_error *error)
{
	for (uint32_t i = 0; i < bundle->section_count; i++) {
		const struct section *section = &bundle->sections[i];
		char tag[5] = "????";

		if (!(section->flags & SECTION_REQUIRED) ||
		    is_known(bundle, section))
			continue;
		for (int k = 0; k < 4; k++)
			if (section->tag[k] > ' ' && section->tag[k] < 0x7f)
				tag[k] = section->tag[k];
		return bundle_fail(bundle, error, BUNDLE_UNKNOWN,
		    "the bundle needs its section \"%s\", which this program "
		    "does not know; a newer ibid may", tag);
	}
	return BUNDLE_OK;
}

static void
measure_index(struct bundle *bundle)
{
	for (uint32_t i = 0; i < bundle->section_count; i++)
		if (!strcmp(bundle->sections[i].tag, BUNDLE_TAG_INDEX))
			bundle->info.index_bytes =
			    bundle->sections[i].bytes.len;
}

/* Open what `bundle` has got as bytes, or close it. */
static enum bundle_status
open_bytes(struct bundle *bundle, struct bundle **out,
    struct bundle_error *error)
{
	enum bundle_status status;

	bundle->unpacker = unpacker_new();
	bundle->info.file_bytes = bundle->bytes.len;
	bundle->walk.note = DOC_NONE;
	status = look_at_start(bundle, error);
	if (status == BUNDLE_OK)
		status = look_for_unknown(bundle, error);
	if (status != BUNDLE_OK) {
		bundle_close(bundle);
		return status;
	}
	measure_index(bundle);
	*out = bundle;
	return BUNDLE_OK;
}

enum bundle_status
bundle_open(struct bundle **out, const char *path, struct bundle_error *error)
{
	struct bundle *bundle = mem_alloc(sizeof *bundle);
	int system;

	*out = NULL;
	if (error)
		*error = (struct bundle_error){ .status = BUNDLE_OK };
	system = file_map(&bundle->file, path);
	if (system) {
		bundle_fail(bundle, error, BUNDLE_SYSTEM, "%s",
		    strerror(system));
		if (error)
			error->system = system;
		free(bundle);
		return BUNDLE_SYSTEM;
	}
	bundle->bytes = bundle->file.bytes;
	return open_bytes(bundle, out, error);
}

enum bundle_status
bundle_open_memory(struct bundle **out, struct span bytes,
    struct bundle_error *error)
{
	struct bundle *bundle = mem_alloc(sizeof *bundle);

	*out = NULL;
	if (error)
		*error = (struct bundle_error){ .status = BUNDLE_OK };
	bundle->bytes = bytes;
	return open_bytes(bundle, out, error);
}

void
bundle_close(struct bundle *bundle)
{
	if (!bundle)
		return;
	for (int i = 0; i < BUNDLE_CHUNKS_KEPT; i++) {
		if (bundle->held[i])
			held_release(bundle->held[i]);
		free(bundle->held[i]);
	}
	while (bundle->parked) {
		struct held *held = bundle->parked;

		bundle->parked = held->next;
		held_release(held);
		free(held);
	}
	batches_release(bundle);
	if (!bundle->small)
		for (int i = 0; i < TABLE_COUNT; i++)
			free(bundle->tables[i].pages);
	unpacker_free(bundle->unpacker);
	free(bundle->body);
	arena_release(&bundle->peeked.mem);
	arena_release(&bundle->mem);
	file_unmap(&bundle->file);
	free(bundle);
}

const struct bundle_info *
bundle_info(const struct bundle *bundle)
{
	return &bundle->info;
}

const struct bundle_error *
bundle_last_error(const struct bundle *bundle)
{
	return &bundle->error;
}

static bool
decode_meta(struct bundle *bundle, struct cursor *in,
    struct bundle_document *doc)
{
	static const char *const names[] = {
#define X(name) name,
		FORMAT_META_NAMES(X)
#undef X
	};
	uint64_t count = cursor_varint_max(in, cursor_left(in) / 2);
	struct doc_meta *meta;

	meta = ARENA_ARRAY(&bundle->mem, count, struct doc_meta);
	doc->meta = meta;
	doc->meta_count = (uint32_t)count;
	doc->title = SPAN("");
	doc->language = SPAN("");
	for (uint64_t i = 0; i < count; i++) {
		uint64_t code = cursor_varint_max(in,
		    sizeof names / sizeof *names);

		meta[i].name = code ? span_str(names[code - 1]) :
		    cursor_string(in);
		meta[i].value = cursor_string(in);
		if (span_eq(meta[i].name, SPAN("title")))
			doc->title = meta[i].value;
		if (span_eq(meta[i].name, SPAN("language")))
			doc->language = meta[i].value;
	}
	return !in->failed;
}

/* Take the next `count` rows of a table; `*first` is where they start. */
static bool
take_rows(struct cursor *in, uint32_t *total, uint32_t *first,
    uint32_t *count)
{
	*first = *total;
	*count = (uint32_t)cursor_varint_max(in, INT32_MAX - *total);
	*total += *count;
	return !in->failed;
}

bool
head_decode(struct bundle *bundle, struct span raw, bool hashed)
{
	struct bundle_info *info = &bundle->info;
	struct cursor in = cursor_of(raw);
	uint64_t count = cursor_varint_max(&in, cursor_left(&in) / 9);
	static const uint64_t text_max = (uint64_t)1 << 48;

	if (count == 0)
		return false;
	bundle->documents = ARENA_ARRAY(&bundle->mem, count,
	    struct bundle_document);
	info->document_count = (uint32_t)count;
	for (uint64_t i = 0; i < count; i++) {
		struct bundle_document *doc = &bundle->documents[i];

		doc->place = info->text_len;
		info->text_len += cursor_varint_max(&in,
		    text_max - info->text_len);
		doc->end = info->text_len;
		doc->words = (uint32_t)cursor_varint_max(&in, UINT32_MAX);
		info->words += doc->words;
		doc->dangling = (uint32_t)cursor_varint_max(&in, UINT32_MAX);
		info->dangling += doc->dangling;
		info->orphans += (uint32_t)cursor_varint_max(&in,
		    UINT32_MAX);
		if (!take_rows(&in, &info->section_count,
		    &doc->first_section, &doc->section_count) ||
		    !take_rows(&in, &info->note_count, &doc->first_note,
		    &doc->note_count) ||
		    !take_rows(&in, &info->ref_count, &doc->first_ref,
		    &doc->ref_count) ||
		    !take_rows(&in, &info->keyword_count,
		    &doc->first_keyword, &doc->keyword_count) ||
		    !decode_meta(bundle, &in, doc))
			return false;
	}
	if (hashed)
		info->content_hash = cursor_u64(&in);
	bundle->tables[PART_SECT - PART_TABLES].row_count =
	    info->section_count;
	bundle->tables[PART_NOTE - PART_TABLES].row_count = info->note_count;
	bundle->tables[PART_REFS - PART_TABLES].row_count = info->ref_count;
	bundle->tables[PART_KEYW - PART_TABLES].row_count =
	    info->keyword_count;
	return !in.failed && cursor_left(&in) == 0;
}

const struct bundle_document *
bundle_document(struct bundle *bundle, uint32_t index)
{
	return index < bundle->info.document_count ?
	    &bundle->documents[index] : NULL;
}

/* The last document whose `field` is not above `value`. */
#define LAST_DOCUMENT(bundle, field, value) do { \
	uint32_t low = 1, high = (bundle)->info.document_count; \
	while (low < high) { \
		uint32_t middle = low + (high - low) / 2; \
		if ((bundle)->documents[middle].field <= (value)) \
			low = middle + 1; \
		else \
			high = middle; \
	} \
	return low - 1; \
} while (0)

uint32_t
bundle_document_at(struct bundle *bundle, uint64_t place)
{
	LAST_DOCUMENT(bundle, place, place);
}

uint32_t
document_of_section(const struct bundle *bundle, uint32_t section)
{
	LAST_DOCUMENT(bundle, first_section, section);
}

uint32_t
document_of_note(const struct bundle *bundle, uint32_t note)
{
	LAST_DOCUMENT(bundle, first_note, note);
}
