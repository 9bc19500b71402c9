/* What is written into a bundle is read back from it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <cmocka.h>

#include "bundle_docs.h"
#include "bundle_rig.h"

static void
same_inlines(const struct doc_node *want, const struct doc_node *got,
    uint64_t shift, uint32_t first_note)
{
	assert_int_equal(want->inline_count, got->inline_count);
	for (uint32_t i = 0; i < want->inline_count; i++) {
		const struct doc_inline *a = &want->inlines[i];
		const struct doc_inline *b = &got->inlines[i];

		assert_int_equal(a->off, b->off);
		assert_int_equal(a->len, b->len);
		assert_int_equal(a->kind, b->kind);
		assert_int_equal(a->role, b->role);
		if (a->number == DOC_NONE) {
			assert_int_equal(b->number, DOC_NONE);
			assert_true(span_eq(a->target, b->target));
		} else {
			assert_int_equal(a->number + first_note, b->number);
		}
		if (a->place == DOC_NOWHERE)
			assert_true(b->place == DOC_NOWHERE);
		else
			assert_int_equal(a->place + shift, b->place);
	}
}

static void
same_node(const struct doc_node *want, const struct doc_node *got,
    uint64_t shift, uint32_t first_note)
{
	assert_int_equal(want->kind, got->kind);
	assert_int_equal(want->role, got->role);
	assert_int_equal(want->level, got->level);
	assert_int_equal(want->align, got->align);
	assert_int_equal(want->flags, got->flags);
	assert_int_equal(want->place + shift, got->place);
	assert_int_equal(want->number + (want->kind == DOC_NOTE ?
	    first_note : 0), got->number);
	assert_true(span_eq(want->id, got->id));
	assert_true(span_eq(want->label, got->label));
	assert_true(span_eq(want->lang, got->lang));
	assert_true(span_eq(want->text, got->text));
	same_inlines(want, got, shift, first_note);
}

/* All nodes of all chunks, but for copies, are those of the documents. */
static void
same_nodes(struct doc *const *docs, size_t count, struct bundle *bundle)
{
	size_t doc = 0, node = 0;
	uint64_t shift = 0;
	uint32_t first_note = 0;

	for (uint32_t c = 0; c < bundle_chunk_count(bundle); c++) {
		const struct bundle_chunk *chunk = bundle_chunk(bundle, c,
		    NULL);

		assert_non_null(chunk);
		for (uint32_t i = chunk->open_count; i < chunk->node_count;
		    i++) {
			while (node == docs[doc]->node_count) {
				shift += docs[doc]->text_len;
				first_note += docs[doc]->note_count;
				node = 0;
				doc++;
			}
			same_node(&docs[doc]->nodes[node++],
			    &chunk->nodes[i], shift, first_note);
		}
	}
	assert_int_equal(node, docs[doc]->node_count);
	assert_int_equal(doc, count - 1);
}

/* Before same_rows, which has their pages kept. */
static void
same_peeks(const struct doc *doc, uint32_t index, struct bundle *bundle)
{
	const struct bundle_document *d = bundle_document(bundle, index);
	struct doc_section section;
	struct doc_note note;

	for (uint32_t i = 0; i < doc->section_count; i++) {
		assert_int_equal(bundle_section_peek(bundle,
		    d->first_section + i, &section), BUNDLE_OK);
		assert_int_equal(section.place,
		    doc->sections[i].place + d->place);
		assert_true(span_eq(section.title, doc->sections[i].title));
	}
	for (uint32_t i = doc->note_count; i-- > 0; ) {
		assert_int_equal(bundle_note_peek(bundle, d->first_note + i,
		    &note), BUNDLE_OK);
		assert_int_equal(note.end, doc->notes[i].end + d->place);
		assert_int_equal(note.resolve_count,
		    doc->notes[i].resolve_count);
		assert_true(span_eq(note.label, doc->notes[i].label));
	}
	assert_int_equal(bundle_note_peek(bundle,
	    bundle_info(bundle)->note_count, &note), BUNDLE_DAMAGED);
}

static void
same_rows(const struct doc *doc, uint32_t index, struct bundle *bundle)
{
	const struct bundle_document *d = bundle_document(bundle, index);
	struct doc_section section;
	struct doc_note note;
	struct doc_ref ref;
	struct doc_keyword keyword;

	assert_int_equal(d->section_count, doc->section_count);
	for (uint32_t i = 0; i < doc->section_count; i++) {
		const struct doc_section *want = &doc->sections[i];

		assert_int_equal(bundle_section(bundle, d->first_section + i,
		    &section), BUNDLE_OK);
		assert_int_equal(section.document, index);
		assert_int_equal(section.place, want->place + d->place);
		assert_int_equal(section.end, want->end + d->place);
		assert_int_equal(section.level, want->level);
		assert_int_equal(section.words, want->words);
		assert_int_equal(section.notes, want->notes);
		assert_int_equal(section.back_matter, want->back_matter);
		assert_true(span_eq(section.title, want->title));
		assert_int_equal(section.parent, want->parent == DOC_NONE ?
		    DOC_NONE : want->parent + d->first_section);
	}
	assert_int_equal(d->note_count, doc->note_count);
	for (uint32_t i = 0; i < doc->note_count; i++) {
		const struct doc_note *want = &doc->notes[i];

		assert_int_equal(bundle_note(bundle, d->first_note + i,
		    &note), BUNDLE_OK);
		assert_int_equal(note.document, index);
		assert_int_equal(note.section, want->section == DOC_NONE ?
		    DOC_NONE : want->section + d->first_section);
		assert_int_equal(note.kind, want->kind);
		assert_int_equal(note.words, want->words);
		assert_int_equal(note.place, want->place + d->place);
		assert_int_equal(note.end, want->end + d->place);
		assert_int_equal(note.ref_count, want->ref_count);
		assert_true(span_eq(note.label, want->label));
		assert_int_equal(note.resolve_count, want->resolve_count);
		for (uint32_t k = 0; k < note.resolve_count; k++) {
			assert_int_equal(note.resolves[k].off,
			    want->resolves[k].off);
			assert_int_equal(note.resolves[k].len,
			    want->resolves[k].len);
			assert_int_equal(note.resolves[k].note,
			    want->resolves[k].note);
			assert_true(span_eq(note.resolves[k].locator,
			    want->resolves[k].locator));
		}
	}
	assert_int_equal(d->ref_count, doc->ref_count);
	for (uint32_t i = 0; i < doc->ref_count; i++) {
		assert_int_equal(bundle_ref(bundle, d->first_ref + i, &ref),
		    BUNDLE_OK);
		assert_int_equal(ref.place, doc->refs[i].place + d->place);
		assert_int_equal(ref.note, doc->refs[i].note + d->first_note);
	}
	assert_int_equal(d->keyword_count, doc->keyword_count);
	for (uint32_t i = 0; i < doc->keyword_count; i++) {
		assert_int_equal(bundle_keyword(bundle, d->first_keyword + i,
		    &keyword), BUNDLE_OK);
		assert_true(span_eq(keyword.term, doc->keywords[i].term));
		assert_true(span_eq(keyword.variants,
		    doc->keywords[i].variants));
		assert_true(span_eq(keyword.definition,
		    doc->keywords[i].definition));
	}
}

static void
same_all(struct doc *const *docs, size_t count, struct bundle *bundle)
{
	same_nodes(docs, count, bundle);
	for (size_t i = 0; i < count; i++) {
		same_peeks(docs[i], (uint32_t)i, bundle);
		same_rows(docs[i], (uint32_t)i, bundle);
	}
	assert_int_equal(bundle_check(bundle, say, NULL), 0);
}

static void
everything_comes_back_from_a_small_one(void **state)
{
	struct doc doc, again;
	struct doc *docs[] = { &doc, &again };
	struct buf bytes;
	struct bundle *bundle;

	(void)state;
	pond(&doc);
	pond(&again);
	bytes = stored(docs, 2);
	bundle = opened(&bytes);
	same_all(docs, 2, bundle);
	bundle_close(bundle);
	buf_release(&bytes);
	doc_release(&doc);
	doc_release(&again);
}

static void
everything_comes_back_from_a_large_one(void **state)
{
	struct doc doc, small;
	struct doc *docs[] = { &doc, &small };
	struct buf bytes;
	struct bundle *bundle;

	(void)state;
	long_tale(&doc, 5 << 20, 1);
	pond(&small);
	bytes = stored(docs, 2);
	bundle = opened(&bytes);
	assert_true(bundle_chunk_count(bundle) > 1);
	same_all(docs, 2, bundle);
	bundle_close(bundle);
	buf_release(&bytes);
	doc_release(&doc);
	doc_release(&small);
}


/* As if by chance, always the same. */
static uint64_t
scatter(uint64_t i, uint64_t below)
{
	return (i * 2654435761u + 12345) % below;
}

static void
places_find_their_rows_and_leaves(void **state)
{
	struct doc doc;
	struct doc *docs[] = { &doc };
	struct buf bytes, all = { 0 }, some = { 0 };
	struct bundle *bundle;
	uint64_t len;

	(void)state;
	long_tale(&doc, 5 << 20, 2);
	bytes = stored(docs, 1);
	bundle = opened(&bytes);
	len = bundle_info(bundle)->text_len;
	assert_true(bundle_chunk_count(bundle) > 1);
	assert_int_equal(bundle_text(bundle, 0, UINT64_MAX, &all, NULL), 0);
	assert_int_equal(all.len, len);
	for (uint64_t i = 0; i < 2000; i++) {
		uint64_t place = scatter(i, len);
		const struct bundle_chunk *chunk = bundle_chunk_at(bundle,
		    place, NULL);
		uint32_t index = bundle_leaf_at(chunk, place);
		const struct doc_node *leaf = &chunk->nodes[index];
		uint32_t row = bundle_section_at(bundle, place);
		struct doc_section section;
		struct doc_note note;
		struct doc_ref ref;

		assert_true(leaf->place <= place);
		assert_true(place <= leaf->place + leaf->text.len);
		assert_int_equal(bundle_section(bundle, row, &section), 0);
		assert_true(section.place <= place && place < section.end);
		row = bundle_note_at(bundle, place);
		if (row != DOC_NONE) {
			bundle_note(bundle, row, &note);
			assert_true(note.place <= place && place <= note.end);
		} else {
			assert_true(place < doc.notes[0].place);
		}
		row = bundle_ref_find(bundle, place);
		if (row < bundle_info(bundle)->ref_count) {
			bundle_ref(bundle, row, &ref);
			assert_true(ref.place >= place);
		}
		if (row > 0) {
			bundle_ref(bundle, row - 1, &ref);
			assert_true(ref.place < place);
		}
	}
	/* A stretch that crosses from chunk to chunk. */
	len = bundle_chunk_place(bundle, 1);
	assert_int_equal(bundle_text(bundle, len - 50, len + 50, &some,
	    NULL), 0);
	assert_int_equal(some.len, 100);
	assert_memory_equal(some.ptr, all.ptr + len - 50, 100);
	bundle_close(bundle);
	buf_release(&all);
	buf_release(&some);
	buf_release(&bytes);
	doc_release(&doc);
}

static void
views_last_as_long_as_promised(void **state)
{
	struct doc doc;
	struct doc *docs[] = { &doc };
	struct buf bytes, out = { 0 };
	struct bundle *bundle;
	const struct bundle_chunk *views[BUNDLE_CHUNKS_KEPT];
	struct span scan, first;
	uint32_t count;

	(void)state;
	long_tale(&doc, 9 << 20, 3);
	bytes = stored(docs, 1);
	bundle = opened(&bytes);
	count = bundle_chunk_count(bundle);
	assert_true(count > BUNDLE_CHUNKS_KEPT);
	for (uint32_t i = 0; i < BUNDLE_CHUNKS_KEPT; i++)
		views[i] = bundle_chunk(bundle, i, NULL);
	assert_int_equal(bundle_chunk_text(bundle, count - 1, &scan, NULL,
	    NULL), BUNDLE_OK);
	assert_int_equal(bundle_text(bundle, 0, UINT64_MAX, &out, NULL), 0);
	for (uint32_t i = 0; i < BUNDLE_CHUNKS_KEPT; i++) {
		assert_int_equal(views[i]->index, i);
		assert_memory_equal(views[i]->text.ptr,
		    out.ptr + views[i]->place, views[i]->text.len);
	}
	assert_memory_equal(scan.ptr, out.ptr + out.len - scan.len, scan.len);
	/* The same chunk again is the same view. */
	first = views[0]->text;
	assert_ptr_equal(bundle_chunk(bundle, 0, NULL), views[0]);
	assert_ptr_equal(views[0]->text.ptr, first.ptr);
	/* What was scanned may become a view. */
	assert_int_equal(bundle_chunk(bundle, count - 1, NULL)->index,
	    count - 1);
	bundle_close(bundle);
	buf_release(&out);
	buf_release(&bytes);
	doc_release(&doc);
}

/* Read all batches aside; how many chunks were fine, and are the same. */
static uint32_t
read_aside(struct bundle *bundle, struct bundle *lent)
{
	struct bundle_texts *texts = bundle_texts_new(lent);
	uint32_t fine = 0, first, end;

	for (uint32_t at = 0; at < bundle_chunk_count(bundle); at = end) {
		bool sound;

		bundle_batch(bundle, at, &first, &end);
		assert_int_equal(first, at);
		assert_true(end > at);
		sound = bundle_texts_read(texts, first + (end - first) / 2);
		for (uint32_t i = first; i < end && sound; i++) {
			struct span text, other = bundle_texts_chunk(texts, i);

			assert_int_equal(bundle_chunk_text(bundle, i, &text,
			    NULL, NULL), BUNDLE_OK);
			assert_int_equal(text.len, other.len);
			assert_memory_equal(text.ptr, other.ptr, text.len);
			fine++;
		}
		assert_int_equal(bundle_texts_chunk(texts, end).len, 0);
		bundle_texts_lend(texts, lent);
		assert_int_equal(bundle_texts_chunk(texts, first).len, 0);
		for (uint32_t i = first; i < end && sound; i++) {
			struct span text, other;

			/* With views and copies between. */
			bundle_chunk_text(bundle, i, &text, NULL, NULL);
			if (i % 7 == 3)
				assert_non_null(bundle_chunk(lent, 0, NULL));
			assert_int_equal(bundle_chunk_text(lent, i, &other,
			    NULL, NULL), BUNDLE_OK);
			assert_int_equal(text.len, other.len);
			assert_memory_equal(text.ptr, other.ptr, text.len);
		}
		if (first % 3 == 0)
			bundle_texts_rest(texts);
	}
	bundle_texts_free(texts);
	return fine;
}

static void
what_is_read_aside_is_what_is_there(void **state)
{
	struct doc doc;
	struct doc *docs[] = { &doc };
	struct buf bytes;

	(void)state;
	long_tale(&doc, 4 << 20, 3);
	bytes = stored(docs, 1);
	for (int damaged = 0; damaged < 2; damaged++) {
		struct bundle *bundle, *lent;
		uint32_t count, fine;

		if (damaged)
			bytes.ptr[bytes.len * 2 / 5] ^= 1;
		bundle = opened(&bytes);
		lent = opened(&bytes);
		count = bundle_chunk_count(bundle);
		fine = read_aside(bundle, lent);
		assert_true(damaged ? fine < count && fine > 0 :
		    fine == count);
		bundle_close(lent);
		bundle_close(bundle);
	}
	buf_release(&bytes);
	doc_release(&doc);
}

/* A document of `count` notes with labels that come again. */
static void
many_notes(struct doc *doc, unsigned count)
{
	struct doc_sink *sink;
	char label[16];

	doc_init(doc);
	sink = doc_sink_new(doc, NULL);
	for (unsigned i = 0; i < count; i++) {
		struct doc_attrs attrs = { 0 };

		snprintf(label, sizeof label, i % 7 ? "%u" : "n%u",
		    i % (count - 100));
		attrs.label = span_str(label);
		doc_open(sink, DOC_NOTE, &attrs);
		doc_text(sink, span_str(label));
		doc_close(sink);
	}
	doc_finish(sink);
	doc_sink_free(sink);
	complete(doc);
}

static void
find_labels(unsigned count)
{
	struct doc doc;
	struct doc *docs[] = { &doc };
	struct buf bytes;
	struct bundle *bundle;

	many_notes(&doc, count);
	bytes = stored(docs, 1);
	bundle = opened(&bytes);
	for (uint32_t i = 0; i < count; i += 1 + i % 97) {
		struct span label = doc.notes[i].label;
		uint32_t first = i < count - 100 ? i : i - (count - 100);

		/* Labels of the last hundred, if alike, came before. */
		if (!span_eq(doc.notes[first].label, label))
			first = i;
		assert_int_equal(bundle_note_by_label(bundle, DOC_NONE,
		    label, DOC_NONE), first);
		if (first != i)
			assert_int_equal(bundle_note_by_label(bundle, 0,
			    label, first), i);
	}
	assert_int_equal(bundle_note_by_label(bundle, DOC_NONE,
	    SPAN("no such label"), DOC_NONE), DOC_NONE);
	assert_int_equal(bundle_note_by_label(bundle, 1, SPAN("1"),
	    DOC_NONE), DOC_NONE);
	assert_int_equal(bundle_check(bundle, say, NULL), 0);
	bundle_close(bundle);
	buf_release(&bytes);
	doc_release(&doc);
}

static void
notes_are_found_by_label_be_they_few_or_many(void **state)
{
	(void)state;
	find_labels(300);
	find_labels(20000);
}

static void
the_marks_of_a_note_are_walked(void **state)
{
	struct doc doc;
	struct doc *docs[] = { &doc };
	struct buf bytes;
	struct bundle *bundle;
	struct doc_ref ref;
	uint32_t index;

	(void)state;
	pond(&doc);
	bytes = stored(docs, 1);
	bundle = opened(&bytes);
	assert_int_equal(bundle_info(bundle)->orphans, 1);
	assert_int_equal(bundle_note_ref(bundle, 0, 1, &ref, &index), 0);
	assert_int_equal(index, 3);
	assert_int_equal(bundle_note_ref(bundle, 0, 0, &ref, &index), 0);
	assert_int_equal(index, 0);
	assert_int_equal(ref.place, doc.refs[0].place);
	assert_int_equal(bundle_note_ref(bundle, 0, 2, &ref, &index),
	    BUNDLE_DAMAGED);
	assert_int_equal(bundle_note_ref(bundle, 1, 0, &ref, &index),
	    BUNDLE_DAMAGED);
	bundle_close(bundle);
	buf_release(&bytes);
	doc_release(&doc);
}

/* A long paragraph in pieces, the mark at the seam of the second. */
static void
pieces_of_a_paragraph_keep_what_is_theirs(void **state)
{
	static struct doc_inline seam = { .off = 4, .kind = DOC_ANCHOR,
		.number = DOC_NONE, .place = DOC_NOWHERE,
		.target = { "end", 3 } };
	static struct doc_inline start = { .off = 0, .kind = DOC_ANCHOR,
		.number = DOC_NONE, .place = 3, .target = { "start", 5 } };
	struct doc doc;
	struct doc *docs[] = { &doc };
	struct doc_sink *sink;
	struct buf bytes;
	struct bundle *bundle;

	(void)state;
	doc_init(&doc);
	sink = doc_sink_new(&doc, NULL);
	for (int i = 0; i < 3; i++) {
		doc_open(sink, DOC_PARAGRAPH, NULL);
		doc_text(sink, SPAN("abcd"));
		doc_close(sink);
	}
	doc_finish(sink);
	doc_sink_free(sink);
	doc.nodes[0].flags = DOC_CONTINUES;
	doc.nodes[1].flags = DOC_CONTINUES | DOC_CONTINUED;
	doc.nodes[2].flags = DOC_CONTINUED;
	doc.nodes[0].inlines = &seam;
	doc.nodes[0].inline_count = 1;
	doc.nodes[1].inlines = &start;
	doc.nodes[1].inline_count = 1;
	complete(&doc);
	assert_int_equal(doc.text_len, 13);
	bytes = stored(docs, 1);
	bundle = opened(&bytes);
	same_all(docs, 1, bundle);
	assert_int_equal(bundle_leaf_at(bundle_chunk(bundle, 0, NULL), 4), 1);
	bundle_close(bundle);
	buf_release(&bytes);
	doc_release(&doc);
}

static void
an_empty_document_is_one(void **state)
{
	struct doc doc;
	struct doc *docs[] = { &doc, &doc };
	struct buf bytes;
	struct bundle *bundle;
	const struct bundle_chunk *chunk;

	(void)state;
	doc_init(&doc);
	bytes = stored(docs, 2);
	bundle = opened(&bytes);
	assert_int_equal(bundle_info(bundle)->document_count, 2);
	chunk = bundle_chunk_at(bundle, 0, NULL);
	assert_non_null(chunk);
	assert_int_equal(chunk->node_count, 0);
	assert_int_equal(bundle_leaf_at(chunk, 0), DOC_NONE);
	assert_int_equal(bundle_section_at(bundle, 0), DOC_NONE);
	assert_int_equal(bundle_note_at(bundle, 0), DOC_NONE);
	assert_int_equal(bundle_ref_find(bundle, 0), 0);
	assert_int_equal(bundle_check(bundle, say, NULL), 0);
	bundle_close(bundle);
	buf_release(&bytes);
	doc_release(&doc);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(everything_comes_back_from_a_small_one),
		cmocka_unit_test(everything_comes_back_from_a_large_one),
		cmocka_unit_test(places_find_their_rows_and_leaves),
		cmocka_unit_test(views_last_as_long_as_promised),
		cmocka_unit_test(what_is_read_aside_is_what_is_there),
		cmocka_unit_test(
		    notes_are_found_by_label_be_they_few_or_many),
		cmocka_unit_test(the_marks_of_a_note_are_walked),
		cmocka_unit_test(pieces_of_a_paragraph_keep_what_is_theirs),
		cmocka_unit_test(an_empty_document_is_one),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
