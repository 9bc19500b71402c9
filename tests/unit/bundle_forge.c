/* tests/unit/bundle_forge.c - bundles that lie, with sums that are right. */
#include "bundle_forge.h"

#include "base/cursor.h"
#include "base/hash.h"
#include "bundle/format.h"

static uint64_t
get(const char *bytes, size_t at, size_t count)
{
	struct cursor in = cursor_of(span_of(bytes + at, count));

	return count == 4 ? cursor_u32(&in) : cursor_u64(&in);
}

static void
put(char *bytes, size_t at, uint64_t value, size_t count)
{
	for (size_t i = 0; i < count; i++)
		bytes[at + i] = (char)(value >> (8 * i));
}

static void
sum_small(char *bytes, size_t len)
{
	struct hash_state sum;

	if (len < SMALL_LENGTHS_OFF)
		return;
	hash_init(&sum, 0);
	hash_add(&sum, span_of(bytes, SMALL_SUM_OFF));
	hash_add(&sum, span_of(bytes + SMALL_LENGTHS_OFF,
	    len - SMALL_LENGTHS_OFF));
	put(bytes, SMALL_SUM_OFF, hash_value(&sum), SMALL_SUM_LEN);
}

/* The pieces that a directory names, when they lie in the body. */
static void
sum_pieces(char *bytes, struct span directory, bool chunks, struct span body)
{
	size_t row_len = chunks ? CHUNK_ENTRY_LEN : PAGE_ENTRY_LEN;

	for (size_t row = 0; row + row_len <= directory.len; row += row_len) {
		size_t at = (size_t)(directory.ptr - bytes) + row;
		uint64_t start = get(bytes, at + 8, 8);
		uint64_t len = get(bytes, at + 16, 4);

		if (chunks)
			len += get(bytes, at + 24, 4);
		if (start > body.len || len > body.len - start)
			continue;
		put(bytes, at + row_len - 8, hash64(span_of(body.ptr + start,
		    (size_t)len), 0), 8);
	}
}

static struct span
section(const char *bytes, size_t len, size_t row)
{
	size_t at = LARGE_TABLE_OFF + row * LARGE_ROW_LEN;
	uint64_t off = get(bytes, at + 8, 8), size = get(bytes, at + 16, 8);

	if (off > len || size > len - off)
		return SPAN_NONE;
	return span_of(bytes + off, (size_t)size);
}

static void
sum_large(char *bytes, size_t len)
{
	size_t count;
	struct span body = SPAN("");
	struct hash_state sum;

	if (len < LARGE_TABLE_OFF)
		return;
	count = get(bytes, LARGE_COUNT_OFF, 4) & 0xffff;
	if (count * LARGE_ROW_LEN > len - LARGE_TABLE_OFF)
		return;
	for (size_t i = 0; i < count; i++)
		if (!memcmp(bytes + LARGE_TABLE_OFF + i * LARGE_ROW_LEN,
		    "BODY", 4))
			body = section(bytes, len, i);
	if (!body.ptr)
		body = SPAN("");
	for (size_t i = 0; i < count; i++) {
		size_t at = LARGE_TABLE_OFF + i * LARGE_ROW_LEN;
		struct span own = section(bytes, len, i);
		struct span tag = span_of(bytes + at, 4);

		if (!own.ptr)
			continue;
		if (span_eq(tag, SPAN("CHNK")))
			sum_pieces(bytes, own, true, body);
		else if (span_eq(tag, SPAN("SECT")) ||
		    span_eq(tag, SPAN("NOTE")) ||
		    span_eq(tag, SPAN("REFS")) || span_eq(tag, SPAN("KEYW")))
			sum_pieces(bytes, own, false, body);
		if (!(get(bytes, at + 4, 4) & SECTION_UNSUMMED))
			put(bytes, at + 32, hash64(own, 0), 8);
	}
	hash_init(&sum, 0);
	hash_add(&sum, span_of(bytes, LARGE_SUM_OFF));
	hash_add(&sum, span_of(bytes + LARGE_TABLE_OFF,
	    count * LARGE_ROW_LEN));
	put(bytes, LARGE_SUM_OFF, hash_value(&sum), 8);
}

void
forge_sums(char *bytes, size_t len)
{
	if (len < FORMAT_START_LEN)
		return;
	if (bytes[9] == FORMAT_SMALL)
		sum_small(bytes, len);
	else if (bytes[9] == FORMAT_LARGE)
		sum_large(bytes, len);
}

struct span
forge_chunks(const struct buf *bytes)
{
	size_t count = get(bytes->ptr, LARGE_COUNT_OFF, 4) & 0xffff;

	for (size_t i = 0; i < count; i++)
		if (!memcmp(bytes->ptr + LARGE_TABLE_OFF + i * LARGE_ROW_LEN,
		    "CHNK", 4))
			return section(bytes->ptr, bytes->len, i);
	return SPAN_NONE;
}

/* Every byte is looked at, so that a sanitizer sees what is no memory. */
static volatile unsigned seen;

static void
look(struct span text)
{
	unsigned sum = 0;

	for (size_t i = 0; i < text.len; i++)
		sum += (unsigned char)text.ptr[i];
	seen += sum;
}

static void
walk_tables(struct bundle *bundle)
{
	const struct bundle_info *info = bundle_info(bundle);
	struct doc_section section;
	struct doc_note note;
	struct doc_ref ref;
	struct doc_keyword keyword;

	for (uint32_t i = 0; i < info->document_count; i++) {
		const struct bundle_document *doc = bundle_document(bundle,
		    i);

		look(doc->title);
		look(doc->language);
		for (uint32_t k = 0; k < doc->meta_count; k++) {
			look(doc->meta[k].name);
			look(doc->meta[k].value);
		}
	}
	/* One more than there are, each time. */
	for (uint32_t i = 0; i <= info->section_count && i < 5000; i++) {
		bundle_section(bundle, i, &section);
		look(section.title);
		(void)bundle_section_at(bundle, section.place);
	}
	for (uint32_t i = 0; i <= info->note_count && i < 5000; i++) {
		bundle_note(bundle, i, &note);
		look(note.label);
		for (uint32_t k = 0; k < note.resolve_count; k++)
			look(note.resolves[k].locator);
		for (uint32_t k = 0; k <= note.ref_count && k < 50; k++)
			bundle_note_ref(bundle, i, k, &ref, NULL);
		(void)bundle_note_at(bundle, note.place);
		(void)bundle_note_by_label(bundle, i % 2 ? DOC_NONE :
		    note.document, note.label, DOC_NONE);
	}
	for (uint32_t i = 0; i <= info->ref_count && i < 5000; i++) {
		bundle_ref(bundle, i, &ref);
		(void)bundle_ref_find(bundle, ref.place);
	}
	for (uint32_t i = 0; i <= info->keyword_count && i < 5000; i++) {
		bundle_keyword(bundle, i, &keyword);
		look(keyword.term);
		look(keyword.variants);
		look(keyword.definition);
	}
}

static void
walk_chunk(const struct bundle_chunk *chunk)
{
	look(chunk->text);
	for (uint32_t i = 0; i < chunk->node_count; i++) {
		const struct doc_node *node = &chunk->nodes[i];

		look(node->id);
		look(node->label);
		look(node->lang);
		look(node->text);
		for (uint32_t up = node->parent; up != DOC_NONE;
		    up = chunk->nodes[up].parent)
			seen += chunk->nodes[up].kind;
		if (node->end > i + 1)
			seen += chunk->nodes[node->end - 1].kind;
		for (uint32_t k = 0; k < node->inline_count; k++) {
			const struct doc_inline *span = &node->inlines[k];

			look(span->target);
			look(span_of(node->text.ptr + span->off, span->len));
		}
	}
	(void)bundle_leaf_at(chunk, chunk->place);
	(void)bundle_leaf_at(chunk, chunk->end);
}

void
walk_bundle(struct bundle *bundle)
{
	uint64_t len = bundle_info(bundle)->text_len;
	struct buf text = { 0 };
	struct span bytes;

	walk_tables(bundle);
	for (uint32_t i = 0; i <= bundle_chunk_count(bundle); i++) {
		const struct bundle_chunk *chunk = bundle_chunk(bundle, i,
		    NULL);

		if (chunk)
			walk_chunk(chunk);
		bundle_chunk_text(bundle, i, &bytes, NULL, NULL);
		look(bytes);
	}
	bundle_text(bundle, len / 3, len / 2, &text, NULL);
	look(buf_span(&text));
	bundle_extra(bundle, BUNDLE_TAG_INDEX, &bytes, NULL);
	look(bytes);
	buf_clear(&text);
	bundle_dump(bundle, &text);
	buf_release(&text);
	(void)bundle_check(bundle, NULL, NULL);
}
