/* Chunks that lean on a batch: what is written of them is read back. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "bundle/format.h"
#include "bundle_docs.h"
#include "bundle_forge.h"
#include "bundle_rig.h"

/* A strong bundle with short batches. */
static struct buf
leaning(struct doc *const *docs, size_t count, uint64_t batch_len)
{
	struct bundle_source source = { .docs = docs, .count = count,
		.level = BUNDLE_STRONG, .batch_len = batch_len };
	struct bundle_error error;
	struct buf out = { 0 };

	assert_int_equal(bundle_write(&out, &source, &error), BUNDLE_OK);
	return out;
}

static void
expect_listed(struct bundle *bundle, const char *what)
{
	struct buf out = { 0 };

	bundle_dump(bundle, &out);
	if (!strstr(out.ptr, what))
		fail_msg("no \"%s\" in:\n%s", what, out.ptr);
	buf_release(&out);
}

/* The chunk by a view, by a scan, and by text copied meanwhile. */
static void
look_at(struct bundle *bundle, uint32_t index, struct span all)
{
	const struct bundle_chunk *chunk = bundle_chunk(bundle, index, NULL);
	struct span scan, want;
	struct buf copy = { 0 };
	uint64_t place, other;

	assert_non_null(chunk);
	want = span_slice(all, (size_t)chunk->place, (size_t)chunk->end);
	assert_true(span_eq(chunk->text, want));
	assert_true(chunk->node_count > 0);
	assert_int_equal(bundle_chunk_text(bundle, index, &scan, &place,
	    NULL), BUNDLE_OK);
	assert_int_equal(place, chunk->place);
	other = (place + 100000) % all.len;
	assert_int_equal(bundle_text(bundle, other, other + 5000, &copy,
	    NULL), BUNDLE_OK);
	assert_true(span_eq(buf_span(&copy), span_slice(all, (size_t)other,
	    (size_t)other + 5000)));
	assert_true(span_eq(scan, want));
	buf_release(&copy);
}

static void
chunks_that_lean_are_read_in_any_order(void **state)
{
	struct doc doc;
	struct doc *docs[] = { &doc };
	struct buf plain, bytes, again, all = { 0 };
	struct bundle *bundle;
	uint32_t count;

	(void)state;
	long_tale(&doc, 700 << 10, 3);
	plain = stored(docs, 1);
	bundle = opened(&plain);
	assert_int_equal(bundle_text(bundle, 0, UINT64_MAX, &all, NULL),
	    BUNDLE_OK);
	bundle_close(bundle);

	bytes = leaning(docs, 1, 32 << 10);
	again = leaning(docs, 1, 32 << 10);
	assert_true(span_eq(buf_span(&bytes), buf_span(&again)));
	bundle = opened(&bytes);
	count = bundle_chunk_count(bundle);
	assert_true(count > BUNDLE_CHUNKS_KEPT + 2);
	expect_listed(bundle, " 1 batches ");
	for (uint32_t i = count; i > 0; i--)
		look_at(bundle, i - 1, buf_span(&all));
	for (uint32_t i = 0; i < 3 * count; i++)
		look_at(bundle, i * 7 % count, buf_span(&all));
	assert_int_equal(bundle_check(bundle, say, NULL), 0);
	bundle_close(bundle);
	buf_release(&all);
	buf_release(&again);
	buf_release(&bytes);
	buf_release(&plain);
	doc_release(&doc);
}

/* Other words, of the same lengths. */
static void
translate(struct doc *doc)
{
	for (uint32_t i = 0; i < doc->node_count; i++) {
		struct span text = doc->nodes[i].text;
		char *at = (char *)(uintptr_t)text.ptr;

		for (size_t k = 0; k < text.len; k++)
			if (at[k] >= 'a' && at[k] <= 'z')
				at[k] = (char)('a' + (at[k] - 'a') * 7 % 26);
	}
}

static void
text_of_another_kind_leans_on_its_own(void **state)
{
	struct doc one, two;
	struct doc *docs[] = { &one, &two };
	struct buf bytes, out = { 0 };
	struct bundle *bundle;

	(void)state;
	long_tale(&one, 800 << 10, 3);
	long_tale(&two, 800 << 10, 3);
	translate(&two);
	bytes = leaning(docs, 2, 128 << 10);
	bundle = opened(&bytes);
	expect_listed(bundle, " 2 batches ");
	assert_int_equal(bundle_check(bundle, say, NULL), 0);
	/* From one to another and back. */
	for (uint64_t place = 0; place < one.text_len; place += 20000) {
		struct span text;
		uint32_t chunk;

		for (uint32_t i = 0; i < 2; i++) {
			uint64_t at = bundle_document(bundle, i)->place +
			    place;

			buf_clear(&out);
			assert_int_equal(bundle_text(bundle, at, at + 100,
			    &out, NULL), BUNDLE_OK);
			chunk = bundle_chunk_index(bundle, at);
			assert_int_equal(bundle_chunk_text(bundle, chunk,
			    &text, &at, NULL), BUNDLE_OK);
			assert_non_null(bundle_chunk_at(bundle,
			    bundle_document(bundle, 1 - i)->place +
			    place, NULL));
		}
	}
	bundle_close(bundle);
	buf_release(&out);
	buf_release(&bytes);
	doc_release(&one);
	doc_release(&two);
}

/* Opened, used, and checked: false where anything was found wrong. */
static bool
is_sound(const struct buf *bytes)
{
	struct bundle *bundle;
	bool sound;

	if (bundle_open_memory(&bundle, buf_span(bytes), NULL) != BUNDLE_OK)
		return false;
	walk_bundle(bundle);
	sound = bundle_check(bundle, NULL, NULL) == 0;
	bundle_close(bundle);
	return sound;
}

static void
a_chunk_that_lies_about_what_it_leans_on_is_damaged(void **state)
{
	static const unsigned char values[] = { 0x00, 0x01, 0x02, 0x80,
		0x81, 0xff };
	struct doc doc;
	struct doc *docs[] = { &doc };
	struct buf bytes, forged = { 0 };
	struct span rows;

	(void)state;
	long_tale(&doc, 420 << 10, 4);
	bytes = leaning(docs, 1, 32 << 10);
	rows = forge_chunks(&bytes);
	assert_true(is_sound(&bytes));
	for (size_t i = 0; i < rows.len * sizeof values; i++) {
		size_t at = (size_t)(rows.ptr - bytes.ptr) +
		    i / sizeof values;
		size_t byte = i / sizeof values % CHUNK_ENTRY_LEN;

		if (byte < 28 || byte >= 32)
			continue;
		buf_clear(&forged);
		buf_put(&forged, buf_span(&bytes));
		forged.ptr[at] = (char)values[i % sizeof values];
		if (forged.ptr[at] == bytes.ptr[at])
			continue;
		forge_sums(forged.ptr, forged.len);
		assert_false(is_sound(&forged));
	}
	buf_release(&forged);
	buf_release(&bytes);
	doc_release(&doc);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(chunks_that_lean_are_read_in_any_order),
		cmocka_unit_test(text_of_another_kind_leans_on_its_own),
		cmocka_unit_test(
		    a_chunk_that_lies_about_what_it_leans_on_is_damaged),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
