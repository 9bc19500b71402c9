/* bundle/dump.c - a listing of what a file is made of. */
#include "bundle/reader.h"

static const struct {
	const char *name;
	enum format_part part;
} tables[] = {
	{ "sections", PART_SECT },
	{ "notes", PART_NOTE },
	{ "marks", PART_REFS },
	{ "keywords", PART_KEYW },
};

static unsigned long long
ull(uint64_t value)
{
	return value;
}

static void
dump_info(const struct bundle *bundle, struct buf *out)
{
	const struct bundle_info *info = &bundle->info;

	buf_printf(out, "format %u, %s form, %llu bytes\n", info->format,
	    bundle->small ? "small" : "large", ull(info->file_bytes));
	buf_printf(out, "%u documents, %llu bytes of text, %llu words, "
	    "hash %016llx\n", info->document_count, ull(info->text_len),
	    ull(info->words), ull(info->content_hash));
	buf_printf(out, "%u sections, %u notes (%u without a mark), %u marks "
	    "(and %u without a note), %u keywords\n", info->section_count,
	    info->note_count, info->orphans, info->ref_count, info->dangling,
	    info->keyword_count);
}

static void
dump_small(const struct bundle *bundle, struct buf *out)
{
	static const char *const names[] = {
#define X(id, tag) tag,
		FORMAT_PARTS(X)
#undef X
	};

	buf_puts(out, "parts, unpacked:\n");
	for (int i = 0; i < PART_SMALL_COUNT; i++)
		buf_printf(out, "  %s %8zu\n", names[i], bundle->raw[i].len);
	for (uint32_t i = 0; i < bundle->section_count; i++)
		buf_printf(out, "  %s %8zu\n", bundle->sections[i].tag,
		    bundle->sections[i].bytes.len);
	buf_printf(out, "  text %8zu\n", bundle->text.len);
}

static void
dump_sizes(struct buf *out, const char *what, uint32_t count,
    const char *things, uint64_t raw, uint64_t stored)
{
	buf_printf(out, "  %-9s %5u %-7s %10llu -> %10llu\n", what, count,
	    things, ull(raw), ull(stored));
}

static void
dump_pages(struct bundle *bundle, struct buf *out, const char *what,
    enum format_part part, uint32_t count)
{
	uint64_t stored = 0, raw = 0;

	for (uint32_t i = 0; i < count; i++) {
		struct piece piece = piece_at(bundle, part, i, NULL);

		stored += piece.stored_len;
		raw += piece.raw_len;
	}
	dump_sizes(out, what, count, "pages", raw, stored);
}

static void
dump_chunks(struct bundle *bundle, struct buf *out)
{
	uint64_t structure_len = 0, structure_raw_len = 0, text_len = 0;
	uint32_t batches = 0, leaning = 0, count = bundle->info.chunk_count;

	for (uint32_t i = 0; i < count; i++) {
		struct chunk_row row = chunk_row(bundle, i);

		structure_len += row.structure_len;
		structure_raw_len += row.structure_raw_len;
		text_len += row.text_len;
		batches += row.back == 0;
		leaning += row.leans;
	}
	dump_sizes(out, "structure", count, "chunks", structure_raw_len,
	    structure_len);
	dump_sizes(out, "text", batches, "batches", bundle->info.text_len,
	    text_len);
	if (leaning)
		buf_printf(out, "  %u chunks lean on a batch\n", leaning);
}

static void
dump_large(struct bundle *bundle, struct buf *out)
{
	buf_puts(out, "sections:\n");
	for (uint32_t i = 0; i < bundle->section_count; i++) {
		const struct section *section = &bundle->sections[i];

		buf_printf(out, "  %s%s%s%s %10llu -> %10zu\n", section->tag,
		    section->flags & SECTION_REQUIRED ? " required" : "",
		    section->flags & SECTION_PACKED ? " packed" : "",
		    section->flags & SECTION_UNSUMMED ? " unsummed" : "",
		    ull(section->raw_len), section->bytes.len);
	}
	buf_puts(out, "in BODY:\n");
	for (size_t i = 0; i < sizeof tables / sizeof *tables; i++)
		dump_pages(bundle, out, tables[i].name, tables[i].part,
		    bundle->tables[i].page_count);
	dump_chunks(bundle, out);
}

void
bundle_dump(struct bundle *bundle, struct buf *out)
{
	dump_info(bundle, out);
	if (bundle->small)
		dump_small(bundle, out);
	else
		dump_large(bundle, out);
}
