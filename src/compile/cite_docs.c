/*
 * compile/cite_docs.c - the notes of all documents, told to the matcher.
 *
 *     NOTE                        text of the note, from its place on:
 *       PARAGRAPH "See Salt,"     See Salt, Roads.\nA word more.
 *       (continued) " Roads."     italics: the EMPHASIS in its leaves
 *       PARAGRAPH "A word more."
 */
#include <stdlib.h>

#include "base/buf.h"
#include "base/map.h"
#include "bundle/bundle.h"
#include "compile/cite.h"

/* The notes of a bundle; texts and italics live in `mem`. */
struct gathered {
	struct arena mem;
	struct cite_note *notes;
	struct doc_note **rows;
	uint64_t *places;	/* of the notes, in the bundle */
	size_t count;
	struct cite_range *italics;	/* of the note being read */
	size_t italic_count, italic_room;
	struct buf text;
};

static void
gather_italics(struct gathered *all, const struct doc_node *leaf)
{
	for (uint32_t i = 0; i < leaf->inline_count; i++) {
		const struct doc_inline *span = &leaf->inlines[i];

		if (span->kind != DOC_EMPHASIS || span->len == 0)
			continue;
		MEM_PUSH(all->italics, all->italic_count, all->italic_room);
		all->italics[all->italic_count++] = (struct cite_range){
			(uint32_t)all->text.len + span->off, span->len };
	}
}

static int
cmp_ranges(const void *a, const void *b)
{
	uint32_t x = ((const struct cite_range *)a)->off;
	uint32_t y = ((const struct cite_range *)b)->off;

	return x < y ? -1 : x > y;
}

static void
gather_text(struct gathered *all, const struct doc *doc,
    const struct doc_note *row, struct cite_note *note)
{
	struct cite_range *italics;

	buf_clear(&all->text);
	all->italic_count = 0;
	for (uint32_t i = row->node + 1; i < doc->nodes[row->node].end; i++) {
		const struct doc_node *leaf = &doc->nodes[i];

		if (doc_kind_shape(leaf->kind) == DOC_CONTAINER)
			continue;
		gather_italics(all, leaf);
		buf_put(&all->text, leaf->text);
		if (!(leaf->flags & DOC_CONTINUES))
			buf_putc(&all->text, '\n');
	}
	if (all->italic_count > 1)
		qsort(all->italics, all->italic_count, sizeof *all->italics,
		    cmp_ranges);
	italics = ARENA_ARRAY(&all->mem, all->italic_count,
	    struct cite_range);
	if (all->italic_count)
		memcpy(italics, all->italics,
		    all->italic_count * sizeof *italics);
	note->italics = italics;
	note->italic_count = all->italic_count;
	note->text = arena_span(&all->mem, span_slice(buf_span(&all->text), 0,
	    row->end - row->place));
}

/* Which labels were seen in the numbering that goes on. */
struct numbering {
	struct map seen;	/* label -> number of the numbering */
	unsigned count;		/* of numberings, from 1 */
	unsigned last;		/* number of the note before */
};

/*
 * A numbering starts again where the numbers fall back to 1, or to one that
 * was had; a note out of its order ("5, 7, 6") starts nothing.
 */
static bool
starts_again(struct numbering *now, struct span label)
{
	unsigned number;
	struct map_entry *entry;
	bool again;

	if (span_number(label, &number) == 0)
		return false;
	entry = map_put(&now->seen, label, 0, NULL);
	again = number < now->last &&
	    (number == 1 || entry->value == now->count);
	if (again)
		now->count++;
	entry->value = now->count;
	now->last = number;
	return again;
}

static void
gather(struct gathered *all, struct doc *const *docs, size_t count)
{
	uint64_t place = 0;

	for (size_t i = 0; i < count; i++)
		all->count += docs[i]->note_count;
	all->notes = mem_array(all->count, sizeof *all->notes);
	all->rows = mem_array(all->count, sizeof *all->rows);
	all->places = mem_array(all->count, sizeof *all->places);
	all->count = 0;
	for (size_t i = 0; i < count; i++) {
		struct numbering now = { .count = 1 };

		for (size_t k = 0; k < docs[i]->note_count; k++) {
			struct doc_note *row = &docs[i]->notes[k];
			struct cite_note *note = &all->notes[all->count];

			all->places[all->count] = place + row->place;
			all->rows[all->count++] = row;
			note->label = row->label;
			note->document = (uint32_t)i;
			note->restarts = starts_again(&now, row->label);
			if (row->node != DOC_NONE)
				gather_text(all, docs[i], row, note);
		}
		map_release(&now.seen);
		place += docs[i]->text_len;
	}
}

/* The locators borrow texts that do not last. */
static void
keep_resolves(struct arena *mem, struct doc_note *row,
    const struct doc_resolve *resolves, uint32_t count)
{
	row->resolves = ARENA_ARRAY(mem, count, struct doc_resolve);
	row->resolve_count = count;
	for (uint32_t i = 0; i < count; i++) {
		row->resolves[i] = resolves[i];
		row->resolves[i].locator = arena_span(mem,
		    resolves[i].locator);
	}
}

/* Whether `text` is all of the note but a full stop. */
static bool
is_whole(struct span note, struct span text)
{
	note = span_trim(note);
	return text.ptr == note.ptr && text.len + 1 >= note.len;
}

/* The section SRCS, as bundle/bundle.h tells it. */
static void
put_sources(const struct gathered *all, const struct cite_reading *read,
    struct buf *out)
{
	uint32_t last = 0;

	for (size_t i = 0; i < read->source_count; i++) {
		const struct cite_source *source = &read->sources[i];
		struct span note = all->notes[source->note].text;
		bool once = source->note_count == 1 && source->cited == 1 &&
		    source->notes[0] == source->note;
		bool whole = is_whole(note, source->text);

		if (source->note_count == 0)
			continue;
		buf_put_varint(out, (unsigned)source->type |
		    (once ? BUNDLE_SOURCE_ONCE : 0u) |
		    (whole ? BUNDLE_SOURCE_WHOLE : 0u));
		buf_put_svarint(out, (int64_t)source->note - last);
		last = source->note;
		if (!whole) {
			buf_put_varint(out, (uint64_t)(source->text.ptr -
			    note.ptr));
			buf_put_varint(out, source->text.len);
		}
		if (once)
			continue;
		buf_put_varint(out, source->cited);
		buf_put_varint(out, source->note_count);
		for (uint32_t k = 0; k < source->note_count; k++)
			buf_put_varint(out, source->notes[k] -
			    (k ? source->notes[k - 1] : 0));
	}
}

void
cite_docs(struct doc *const *docs, size_t count, struct buf *sources)
{
	struct gathered all = { 0 };
	struct cite_reading read;
	size_t at = 0;

	gather(&all, docs, count);
	cite_read(&all.mem, all.notes, all.count, &read);
	for (size_t i = 0; i < count; i++) {
		for (size_t k = 0; k < docs[i]->note_count; k++, at++) {
			all.rows[at]->kind = (uint8_t)read.kinds[at];
			keep_resolves(&docs[i]->mem, all.rows[at],
			    read.resolves[at], read.resolve_counts[at]);
		}
	}
	put_sources(&all, &read, sources);
	free(all.notes);
	free(all.rows);
	free(all.places);
	free(all.italics);
	buf_release(&all.text);
	arena_release(&all.mem);
}
