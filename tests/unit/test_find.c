/* Searches in a bundle, typed letter by letter. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <cmocka.h>

#include "reader/find.h"
#include "tests/unit/bundle_docs.h"
#include "tests/unit/bundle_rig.h"
#include "tests/unit/search_naive.h"

struct rig {
	struct doc doc;
	struct buf bytes, terms, text;
	struct bundle *bundle;
	struct text_index *index;
	unsigned seed;
};

static void
rig_init(struct rig *rig)
{
	struct doc *docs[] = { &rig->doc };
	struct index_builder *builder = index_builder_new();

	*rig = (struct rig){ .seed = 9 };
	long_tale(&rig->doc, 1 << 20, 7);
	rig->bytes = stored(docs, 1);
	rig->bundle = opened(&rig->bytes);
	bundle_text(rig->bundle, 0, UINT64_MAX, &rig->text, NULL);
	index_builder_add(builder, buf_span(&rig->text), 0);
	index_builder_write(builder, &rig->terms);
	index_builder_free(builder);
	rig->index = index_open(buf_span(&rig->terms), NULL);
}

static void
rig_release(struct rig *rig)
{
	index_close(rig->index);
	bundle_close(rig->bundle);
	buf_release(&rig->text);
	buf_release(&rig->terms);
	buf_release(&rig->bytes);
	doc_release(&rig->doc);
}

/* The pattern in full, and all that it finds. */
static void
search_at_once(struct rig *rig, struct find *find, struct span pattern)
{
	if (find_start(find, pattern, 0, 0, rig->text.len, 0))
		while (find_step(find))
			continue;
}

/*
 * Letter by letter, some of them overtaking the search of those before,
 * with slips that are taken back.
 */
static void
type(struct rig *rig, struct find *find, struct span pattern)
{
	for (size_t len = 1; len <= pattern.len; len++) {
		unsigned steps = naive_random(&rig->seed, 60);

		if ((pattern.ptr[len - 1] & 0x80) != 0)
			continue;
		if (naive_random(&rig->seed, 6) == 0)
			find_start(find, span_slice(pattern, 0, len + 1), 0, 0,
			    rig->text.len, 0);
		find_start(find, span_slice(pattern, 0, len), 0, 0,
		    rig->text.len, naive_random(&rig->seed,
		    (unsigned)rig->text.len));
		while (steps-- > 0 && find_step(find))
			continue;
	}
	find_start(find, pattern, 0, 0, rig->text.len, 0);
	while (find_step(find))
		continue;
}

static void
compare(const struct find *got, const struct find *want)
{
	assert_int_equal(got->total, want->total);
	assert_int_equal(got->chunk_count, want->chunk_count);
	for (uint32_t i = 0; i < got->chunk_count; i++) {
		assert_int_equal(got->chunks[i].count, want->chunks[i].count);
		for (uint32_t k = 0; k < got->chunks[i].count; k++) {
			const struct match *one = &got->chunks[i].items[k];
			const struct match *other =
			    &want->chunks[i].items[k];

			assert_int_equal(one->place, other->place);
			assert_int_equal(one->len, other->len);
		}
	}
}

static void
what_is_typed_finds_what_the_whole_does(void **state)
{
	struct find typed, whole;
	struct rig rig;
	size_t found = 0;

	(void)state;
	rig_init(&rig);
	for (int indexed = 0; indexed < 2; indexed++) {
		find_init(&typed, rig.bundle, indexed ? rig.index : NULL);
		find_init(&whole, rig.bundle, NULL);
		for (int i = 0; i < 60; i++) {
			struct buf pattern = { 0 };

			if (naive_random(&rig.seed, 4) == 0)
				buf_putc(&pattern, '"');
			buf_put(&pattern, naive_slice(&rig.seed,
			    buf_span(&rig.text), 12));
			for (size_t k = 0; k < pattern.len; k++)
				if (pattern.ptr[k] < ' ')
					pattern.ptr[k] = ' ';
			type(&rig, &typed, buf_span(&pattern));
			search_at_once(&rig, &whole, buf_span(&pattern));
			compare(&typed, &whole);
			found += whole.total > 0;
			find_stop(&whole);
			buf_release(&pattern);
		}
		find_release(&typed);
		find_release(&whole);
	}
	assert_true(found > 80);
	rig_release(&rig);
}

static void
another_scope_does_not_narrow(void **state)
{
	struct find find;
	struct rig rig;
	size_t in_notes;

	(void)state;
	rig_init(&rig);
	find_init(&find, rig.bundle, NULL);
	find.scope = FIND_NOTES;
	search_at_once(&rig, &find, SPAN("th"));
	in_notes = find.total;
	find.scope = FIND_BOTH;
	search_at_once(&rig, &find, SPAN("th"));
	assert_true(find.total > in_notes);
	find_release(&find);
	rig_release(&rig);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_is_typed_finds_what_the_whole_does),
		cmocka_unit_test(another_scope_does_not_narrow),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
