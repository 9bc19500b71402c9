/* What is written into a bundle is read back from it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <cmocka.h>

#include "bundle/bundle.h"
#include "bundle/write.h"
#include "bundle_docs.h"

static struct buf
stored(struct doc *const *docs, size_t count)
{
	struct bundle_source source = { .docs = docs, .count = count,
		.level = BUNDLE_FAST };
	struct bundle_error error;
	struct buf out = { 0 };

	if (bundle_write(&out, &source, &error) != BUNDLE_OK)
		fail_msg("%s", error.what);
	return out;
}

static struct bundle *
opened(const struct buf *bytes)
{
	struct bundle_error error;
	struct bundle *bundle;

	if (bundle_open_memory(&bundle, buf_span(bytes), &error) != BUNDLE_OK)
		fail_msg("%s", error.what);
	return bundle;
}

static void
say(void *context, const char *sentence)
{
	(void)context;
	print_message("# %s\n", sentence);
}

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
			    want->resolves[k].note + d->first_note);
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
	for (size_t i = 0; i < count; i++)
		same_rows(docs[i], (uint32_t)i, bundle);
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
	long_tale(&doc, 3 << 20, 1);
	pond(&small);
	bytes = stored(docs, 2);
	bundle = opened(&bytes);
	assert_true(bundle_chunk_count(bundle) > 2);
	same_all(docs, 2, bundle);
	bundle_close(bundle);
	buf_release(&bytes);
	doc_release(&doc);
	doc_release(&small);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(everything_comes_back_from_a_small_one),
		cmocka_unit_test(everything_comes_back_from_a_large_one),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
