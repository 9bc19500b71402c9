/*
 * bundle/check.c - prove everything a bundle says.
 *
 * Opening proves the header and every access proves what it touches; here
 * all is touched, and what lies in bounds is compared with what else says
 * the same: rows with nodes, chains with counts, directories with rows.
 */
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/hash.h"
#include "bundle/reader.h"

struct check {
	struct bundle *bundle;
	void (*say)(void *, const char *);
	void *context;
	size_t troubles;
	/* While walking the chunks. */
	uint32_t next_ref;
	uint32_t *notes_seen;	/* NOTE nodes of each note */
	struct hash_state content;
	uint32_t document;
	uint32_t open_count;	/* containers that go on */
	struct doc_node open[DOC_DEPTH_MAX];
};

/* A damaged directory could lie a million times; a hundred will do. */
#define SAID_MAX 100

static void
trouble(struct check *check, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

static void
trouble(struct check *check, const char *format, ...)
{
	char sentence[256];
	va_list args;

	if (check->troubles++ >= SAID_MAX || !check->say)
		return;
	va_start(args, format);
	vsnprintf(sentence, sizeof sentence, format, args);
	va_end(args);
	check->say(check->context, sentence);
}

static unsigned long long
ull(uint64_t value)
{
	return value;
}

static void
check_sections(struct check *check)
{
	struct bundle *bundle = check->bundle;
	size_t end = LARGE_TABLE_OFF +
	    (size_t)bundle->section_count * LARGE_ROW_LEN;

	for (uint32_t i = 0; i < bundle->section_count; i++) {
		struct section *section = &bundle->sections[i];
		size_t start;
		struct span raw;

		if (!section_prove(section))
			trouble(check, "the checksum of section \"%s\" is "
			    "wrong", section->tag);
		if (bundle->small)
			continue;
		start = (size_t)(section->bytes.ptr - bundle->bytes.ptr);
		for (; end < start; end++)
			if (bundle->bytes.ptr[end])
				trouble(check, "byte %zu between sections is "
				    "not 0", end);
		end = start + section->bytes.len;
		if ((section->flags & SECTION_PACKED) &&
		    section != bundle->parts[PART_HEAD] &&
		    bundle_extra(bundle, section->tag, &raw, NULL) !=
		    BUNDLE_OK && section->state != WRONG)
			trouble(check, "%s", bundle->error.what);
	}
}

static int
by_off(const void *left, const void *right)
{
	const struct piece *a = left;
	const struct piece *b = right;

	if (a->off != b->off)
		return a->off < b->off ? -1 : 1;
	return a->stored_len < b->stored_len ? -1 :
	    a->stored_len > b->stored_len;
}

/* Every byte of BODY belongs to one piece. */
static void
check_pieces(struct check *check)
{
	struct bundle *bundle = check->bundle;
	size_t count = bundle->info.chunk_count;
	struct piece *pieces;
	uint64_t at = 0;

	for (int i = 0; i < TABLE_COUNT; i++)
		count += bundle->tables[i].page_count;
	pieces = mem_array(count, sizeof *pieces);
	count = 0;
	for (int i = 0; i < TABLE_COUNT; i++)
		for (uint32_t k = 0; k < bundle->tables[i].page_count; k++)
			pieces[count++] = piece_at(bundle,
			    PART_TABLES + (enum format_part)i, k, NULL);
	for (uint32_t k = 0; k < bundle->info.chunk_count; k++) {
		struct chunk_row row = chunk_row(bundle, k);

		pieces[count].off = row.off;
		pieces[count++].stored_len = row.structure_len + row.text_len;
	}
	qsort(pieces, count, sizeof *pieces, by_off);
	for (size_t i = 0; i < count; i++) {
		if (pieces[i].off != at)
			trouble(check, "byte %llu of section \"BODY\" "
			    "belongs to no piece or to two", ull(at));
		at = pieces[i].off + pieces[i].stored_len;
	}
	if (at != bundle->parts[PART_BODY]->bytes.len)
		trouble(check, "section \"BODY\" ends after its last piece");
	free(pieces);
}

/* The directories say where the first row of each page lies. */
static void
check_directory(struct check *check, enum format_part part,
    uint64_t (*place)(struct bundle *, uint32_t))
{
	struct bundle *bundle = check->bundle;
	uint32_t pages = bundle->tables[part - PART_TABLES].page_count;

	for (uint32_t i = 0; i < pages && !bundle->small; i++) {
		uint64_t first;

		(void)piece_at(bundle, part, i, &first);
		if (first != place(bundle, i * PAGE_ROWS))
			trouble(check, "page %u of a table does not begin at "
			    "its place", i);
	}
}

static uint64_t
place_of_section(struct bundle *bundle, uint32_t row)
{
	struct doc_section section;

	bundle_section(bundle, row, &section);
	return section.place;
}

static uint64_t
place_of_note(struct bundle *bundle, uint32_t row)
{
	struct doc_note note;

	bundle_note(bundle, row, &note);
	return note.place;
}

static uint64_t
place_of_ref(struct bundle *bundle, uint32_t row)
{
	struct doc_ref ref;

	bundle_ref(bundle, row, &ref);
	return ref.place;
}

static uint64_t
no_place(struct bundle *bundle, uint32_t row)
{
	(void)bundle;
	(void)row;
	return 0;
}

/* A row is inside its document. */
static bool
in_document(const struct bundle *bundle, uint32_t document, uint64_t place,
    uint64_t end)
{
	const struct bundle_document *doc = &bundle->documents[document];

	return place >= doc->place && end <= doc->end;
}

static void
check_section_rows(struct check *check)
{
	struct bundle *bundle = check->bundle;
	uint64_t last = 0;

	for (uint32_t i = 0; i < bundle->info.section_count; i++) {
		struct doc_section row, parent;

		if (bundle_section(bundle, i, &row) != BUNDLE_OK) {
			trouble(check, "%s", bundle->error.what);
			return;
		}
		if (row.place < last || !in_document(bundle, row.document,
		    row.place, row.end))
			trouble(check, "section %u is not at its place", i);
		last = row.place;
		if (row.parent == DOC_NONE)
			continue;
		if (bundle_section(bundle, row.parent, &parent) != BUNDLE_OK)
			return;
		if (parent.level >= row.level || parent.end < row.end ||
		    parent.document != row.document)
			trouble(check, "section %u is not part of section %u",
			    i, row.parent);
	}
}

static void
check_marks_of(struct check *check, uint32_t note, uint32_t count)
{
	struct bundle *bundle = check->bundle;
	struct doc_ref ref;
	uint32_t index, last = 0;

	for (uint32_t k = 0; k < count; k++) {
		if (bundle_note_ref(bundle, note, k, &ref, &index) !=
		    BUNDLE_OK) {
			trouble(check, "%s", bundle->error.what);
			return;
		}
		if (k && index <= last) {
			trouble(check, "the marks of note %u are not in order",
			    note);
			return;
		}
		last = index;
	}
}

static void
check_note_rows(struct check *check)
{
	struct bundle *bundle = check->bundle;
	uint64_t last = 0, orphans = 0, refs = 0;

	for (uint32_t i = 0; i < bundle->info.note_count; i++) {
		struct doc_note row;

		if (bundle_note(bundle, i, &row) != BUNDLE_OK) {
			trouble(check, "%s", bundle->error.what);
			return;
		}
		if (row.place < last || !in_document(bundle, row.document,
		    row.place, row.end))
			trouble(check, "note %u is not at its place", i);
		last = row.place;
		orphans += row.ref_count == 0;
		refs += row.ref_count;
		check_marks_of(check, i, row.ref_count);
		if (bundle_note_by_label(bundle, row.document, row.label,
		    i ? i - 1 : DOC_NONE) != i)
			trouble(check, "note %u is not found by its label", i);
	}
	if (orphans != bundle->info.orphans)
		trouble(check, "%llu notes have no mark, not %u",
		    ull(orphans), bundle->info.orphans);
	if (refs != bundle->info.ref_count)
		trouble(check, "the notes have %llu marks, not %u", ull(refs),
		    bundle->info.ref_count);
}

static void
check_ref_rows(struct check *check)
{
	struct bundle *bundle = check->bundle;
	uint64_t last = 0;

	for (uint32_t i = 0; i < bundle->info.ref_count; i++) {
		struct doc_ref row;
		struct doc_section section;

		if (bundle_ref(bundle, i, &row) != BUNDLE_OK) {
			trouble(check, "%s", bundle->error.what);
			return;
		}
		if (row.place < last)
			trouble(check, "mark %u is not at its place", i);
		last = row.place;
		if (row.section == DOC_NONE || bundle_section(bundle,
		    row.section, &section) != BUNDLE_OK)
			continue;
		if (row.place < section.place || row.place > section.end)
			trouble(check, "mark %u is not in section %u", i,
			    row.section);
	}
}

static void
check_keyword_rows(struct check *check)
{
	struct bundle *bundle = check->bundle;

	for (uint32_t i = 0; i < bundle->info.keyword_count; i++) {
		struct doc_keyword row;

		if (bundle_keyword(bundle, i, &row) == BUNDLE_OK)
			continue;
		trouble(check, "%s", bundle->error.what);
		return;
	}
}

/* The NOTE_REFs, in their order, are the marks. */
static void
check_mark(struct check *check, const struct doc_node *leaf,
    const struct doc_inline *mark)
{
	struct doc_ref row;

	if (mark->kind != DOC_NOTE_REF || mark->number == DOC_NONE)
		return;
	if (check->next_ref >= check->bundle->info.ref_count) {
		if (check->next_ref++ == check->bundle->info.ref_count)
			trouble(check, "the text has more marks than the "
			    "table of marks");
		return;
	}
	if (bundle_ref(check->bundle, check->next_ref, &row) != BUNDLE_OK)
		return;
	if (row.note != mark->number || row.place != leaf->place + mark->off)
		trouble(check, "mark %u is another in the text",
		    check->next_ref);
	check->next_ref++;
}

static void
check_note_node(struct check *check, const struct doc_node *node)
{
	struct doc_note row;

	if (node->kind != DOC_NOTE || node->number == DOC_NONE)
		return;
	if (bundle_note(check->bundle, node->number, &row) != BUNDLE_OK)
		return;
	if (check->notes_seen[node->number]++)
		trouble(check, "note %u stands twice in the text",
		    node->number);
	if (row.place < node->place)
		trouble(check, "note %u is not at its place", node->number);
}

/* The copies at the start are the containers that went on before. */
static void
check_copies(struct check *check, const struct bundle_chunk *chunk)
{
	bool same = chunk->open_count == check->open_count;

	for (uint32_t i = 0; i < chunk->open_count && same; i++)
		same = chunk->nodes[i].kind == check->open[i].kind &&
		    chunk->nodes[i].number == check->open[i].number &&
		    chunk->nodes[i].place == check->open[i].place;
	if (!same)
		trouble(check, "chunk %u does not go on where the one before "
		    "ends", chunk->index);
	check->open_count = 0;
	for (uint32_t i = 0; i < chunk->node_count &&
	    check->open_count < chunk->cut_count; i++)
		if (chunk->nodes[i].end == chunk->node_count &&
		    doc_kind_shape(chunk->nodes[i].kind) == DOC_CONTAINER)
			check->open[check->open_count++] = chunk->nodes[i];
}

static void
check_nodes(struct check *check, const struct bundle_chunk *chunk)
{
	for (uint32_t i = 0; i < chunk->node_count; i++) {
		const struct doc_node *node = &chunk->nodes[i];

		if (i >= chunk->open_count)
			check_note_node(check, node);
		for (uint32_t k = 0; k < node->inline_count; k++)
			check_mark(check, node, &node->inlines[k]);
	}
}

/* Add a chunk's text to the hash, and the length of what ends in it. */
static void
hash_text(struct check *check, const struct bundle_chunk *chunk)
{
	struct bundle *bundle = check->bundle;
	uint64_t at = chunk->place;
	struct buf len = { 0 };

	while (check->document < bundle->info.document_count) {
		const struct bundle_document *doc =
		    &bundle->documents[check->document];
		uint64_t to = doc->end < chunk->end ? doc->end : chunk->end;

		if (to < at)
			break;
		hash_add(&check->content, span_slice(chunk->text,
		    (size_t)(at - chunk->place),
		    (size_t)(to - chunk->place)));
		at = to;
		if (doc->end > chunk->end)
			break;
		buf_clear(&len);
		buf_put_u64(&len, doc->end - doc->place);
		hash_add(&check->content, buf_span(&len));
		check->document++;
	}
	buf_release(&len);
}

static void
check_chunks(struct check *check)
{
	struct bundle *bundle = check->bundle;
	const struct bundle_info *info = &bundle->info;
	struct bundle_error error;

	check->notes_seen = mem_array(info->note_count,
	    sizeof *check->notes_seen);
	hash_init(&check->content, 0);
	for (uint32_t i = 0; i < info->chunk_count; i++) {
		const struct bundle_chunk *chunk = bundle_chunk(bundle, i,
		    &error);

		if (!chunk) {
			trouble(check, "%s", error.what);
			free(check->notes_seen);
			return;
		}
		check_copies(check, chunk);
		check_nodes(check, chunk);
		hash_text(check, chunk);
	}
	if (check->next_ref < info->ref_count)
		trouble(check, "the text lacks mark %u", check->next_ref);
	for (uint32_t i = 0; i < info->note_count; i++)
		if (!check->notes_seen[i])
			trouble(check, "the text lacks note %u", i);
	free(check->notes_seen);
	if (hash_value(&check->content) != info->content_hash)
		trouble(check, "the text is not the one that was hashed");
}

static void
check_sources(struct check *check)
{
	uint32_t record;
	const char *clause = sources_check(check->bundle, &record);

	if (clause)
		trouble(check, "source %u of section \"%s\" %s", record,
		    BUNDLE_TAG_SOURCES, clause);
}

size_t
bundle_check(struct bundle *bundle, void (*say)(void *, const char *),
    void *context)
{
	struct check check = {
		.bundle = bundle,
		.say = say,
		.context = context,
	};

	check_sections(&check);
	/* Numbers of a directory without its sum say nothing. */
	if (check.troubles)
		return check.troubles;
	if (!bundle->small)
		check_pieces(&check);
	check_section_rows(&check);
	check_note_rows(&check);
	check_ref_rows(&check);
	check_keyword_rows(&check);
	check_directory(&check, PART_SECT, place_of_section);
	check_directory(&check, PART_NOTE, place_of_note);
	check_directory(&check, PART_REFS, place_of_ref);
	check_directory(&check, PART_KEYW, no_place);
	check_chunks(&check);
	check_sources(&check);
	return check.troubles;
}
