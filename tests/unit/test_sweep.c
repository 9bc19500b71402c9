/* All of a text searched by several threads: the same, in the same order. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <cmocka.h>

#include "reader/find.h"
#include "reader/sweep.h"
#include "tests/unit/bundle_docs.h"
#include "tests/unit/bundle_rig.h"
#include "tests/unit/effort.h"
#include "tests/unit/search_naive.h"

struct rig {
	struct doc doc;
	struct buf bytes, text;
	struct bundle *bundle;
	unsigned seed;
};

/* Paragraphs of all scripts and odd characters, in several batches. */
static void
rig_init(struct rig *rig, size_t bytes)
{
	struct doc *docs[] = { &rig->doc };
	struct doc_sink *sink;
	struct buf text = { 0 };

	*rig = (struct rig){ .seed = 5 };
	doc_init(&rig->doc);
	sink = doc_sink_new(&rig->doc, NULL);
	doc_meta(sink, "title", SPAN("All scripts"));
	for (size_t sum = 0; sum < bytes; sum += text.len) {
		buf_clear(&text);
		naive_text(&rig->seed, 20 + naive_random(&rig->seed, 200),
		    &text);
		doc_open(sink, DOC_PARAGRAPH, NULL);
		doc_text(sink, buf_span(&text));
		doc_close(sink);
	}
	doc_finish(sink);
	doc_sink_free(sink);
	complete(&rig->doc);
	buf_release(&text);
	rig->bytes = stored(docs, 1);
	rig->bundle = opened(&rig->bytes);
	bundle_text(rig->bundle, 0, UINT64_MAX, &rig->text, NULL);
}

static void
rig_release(struct rig *rig)
{
	bundle_close(rig->bundle);
	buf_release(&rig->text);
	buf_release(&rig->bytes);
	doc_release(&rig->doc);
}

/* Put what the sweep finds into `out`; each part begins where one ended. */
static void
gather(struct rig *rig, struct sweep *sweep, const struct query *query,
    uint64_t origin, struct match_list *out)
{
	uint64_t end = bundle_info(rig->bundle)->text_len;
	uint64_t at = UINT64_MAX, sum = 0;
	struct sweep_part part;

	out->count = 0;
	sweep_begin(sweep, query, 0, UINT64_MAX, origin, false);
	while (sweep_take(sweep, -1, &part) == SWEEP_PART) {
		assert_false(part.failed);
		assert_true(at == UINT64_MAX ? part.from <= origin :
		    part.from == at % end);
		for (size_t i = 0; i < part.count; i++) {
			assert_true(part.items[i].place >= part.from);
			assert_true(part.items[i].place < part.to);
			naive_add(out, part.items[i].place,
			    part.items[i].len);
		}
		at = part.to;
		sum += part.to - part.from;
	}
	assert_int_equal(sum, end);
	assert_int_equal(sweep_take(sweep, 0, &part), SWEEP_DONE);
}

static void
same(const struct match_list *got, const struct match_list *want,
    const char *what)
{
	if (got->count != want->count)
		fail_msg("%s: %zu instead of %zu", what, got->count,
		    want->count);
	for (size_t i = 0; i < want->count; i++)
		if (got->items[i].place != want->items[i].place ||
		    got->items[i].len != want->items[i].len)
			fail_msg("%s: match %zu differs", what, i);
}

/* By bytes, by paragraphs, by a literal, with folding. */
static const struct { const char *pattern; unsigned flags; } queries[] = {
	{ "\\w+ing\\b", QUERY_REGEX }, { "[0-9]{2}x", QUERY_REGEX },
	{ "[A-Z][a-z]+ [A-Z][a-z]+", QUERY_REGEX }, { "^a|b$", QUERY_REGEX },
	{ "(?<=the )\\w+", QUERY_REGEX }, { "\\p{Greek}+", QUERY_REGEX },
	{ "[а-я]+", QUERY_REGEX }, { "(\\w)\\1", QUERY_REGEX },
	{ "find|.ind", QUERY_REGEX }, { "h[eo]m+e\\b", QUERY_REGEX },
	{ "guant.namo", QUERY_REGEX }, { "é", 0 }, { "the", QUERY_FOLD },
	{ "\"resume\"", 0 }, { "non-ref*", 0 }, { "漢", 0 },
	{ "the NEAR/3 find", 0 }, { "[!-~]", QUERY_REGEX },
};

static void
any_number_of_threads_finds_the_same_in_order(void **state)
{
	struct match_list want = { 0 }, got = { 0 };
	struct sweep *sweeps[3];
	struct rig rig;
	size_t found = 0;

	(void)state;
	rig_init(&rig, 1800000);
	for (unsigned i = 0; i < 3; i++) {
		sweeps[i] = sweep_new(rig.bundle, i + 1);
		assert_non_null(sweeps[i]);
	}
	for (size_t i = 0; i < sizeof queries / sizeof *queries; i++) {
		struct query *query = query_new(span_str(queries[i].pattern),
		    queries[i].flags, NULL);

		want.count = 0;
		query_scan(query, buf_span(&rig.text), 0, &want, SIZE_MAX);
		found += want.count > 0;
		for (int k = 0; k < 3; k++) {
			gather(&rig, sweeps[k], query, 0, &got);
			same(&got, &want, queries[i].pattern);
		}
		query_free(query);
	}
	assert_true(found > 12);
	for (int i = 0; i < 3; i++)
		sweep_free(sweeps[i]);
	match_list_release(&want);
	match_list_release(&got);
	rig_release(&rig);
}

static void
threads_find_what_a_naive_search_does(void **state)
{
	struct match_list want = { 0 }, got = { 0 };
	struct sweep *sweep;
	struct rig rig;
	size_t found = 0;

	(void)state;
	rig_init(&rig, 1200000);
	sweep = sweep_new(rig.bundle, 3);
	for (int i = 0; i < EFFORT(6, 2);) {
		struct naive_query naive;
		struct query *query = NULL;

		if (naive_pattern(&rig.seed, buf_span(&rig.text), &naive))
			query = query_new(buf_span(&naive.pattern),
			    naive.flags, NULL);
		if (query) {
			want.count = 0;
			naive_scan(naive.parts, naive.near_words,
			    naive.near_words ? naive.flags & QUERY_CASE ?
			    UNI_KEEP_CASE : 0 : naive.keep,
			    buf_span(&rig.text), 0, &want);
			if (!naive.near_words) {
				gather(&rig, sweep, query, 0, &got);
				same(&got, &want, buf_cstr(&naive.pattern));
				found += got.count > 0;
				i++;
			}
			query_free(query);
		}
		naive_query_release(&naive);
	}
	assert_true(found > 0);
	sweep_free(sweep);
	match_list_release(&want);
	match_list_release(&got);
	rig_release(&rig);
}

static int
by_place(const void *a, const void *b)
{
	const struct match *x = a, *y = b;

	return x->place < y->place ? -1 : x->place > y->place;
}

static void
it_begins_where_one_is_and_comes_round(void **state)
{
	struct query *query = query_new(SPAN("[0-9]+"), QUERY_REGEX, NULL);
	struct match_list want = { 0 }, got = { 0 };
	struct sweep *sweep;
	struct rig rig;

	(void)state;
	rig_init(&rig, 1600000);
	sweep = sweep_new(rig.bundle, 2);
	gather(&rig, sweep, query, 0, &want);
	for (uint64_t origin = 1; origin < rig.text.len; origin += 300000) {
		gather(&rig, sweep, query, origin, &got);
		qsort(got.items, got.count, sizeof *got.items, by_place);
		same(&got, &want, "from the middle");
	}
	gather(&rig, sweep, query, UINT64_MAX, &got);
	sweep_free(sweep);
	query_free(query);
	match_list_release(&want);
	match_list_release(&got);
	rig_release(&rig);
}

/* Given up at each moment of its course; then another one is done in full. */
static void
what_is_given_up_leaves_nothing_behind(void **state)
{
	struct match_list want = { 0 }, got = { 0 };
	struct rig rig;

	(void)state;
	rig_init(&rig, 1600000);
	for (unsigned threads = 1; threads <= 3; threads++) {
		struct query *query = query_new(SPAN("\\w"), QUERY_REGEX,
		    NULL);
		struct query *next = query_new(SPAN("[0-9]+"), QUERY_REGEX,
		    NULL);
		struct sweep *sweep = sweep_new(rig.bundle, threads);

		want.count = 0;
		query_scan(next, buf_span(&rig.text), 0, &want, SIZE_MAX);
		for (int parts = 0; parts < EFFORT(12, 6); parts++) {
			struct sweep_part part;

			sweep_begin(sweep, query, 0, UINT64_MAX, 0,
			    parts % 2);
			for (int i = 0; i < parts / 2; i++)
				sweep_take(sweep, parts % 3 - 1, &part);
			if (parts % 5 == 0)
				sweep_end(sweep);
			if (parts % 5 == 0)
				assert_int_equal(sweep_take(sweep, 0, &part),
				    SWEEP_DONE);
			gather(&rig, sweep, next, 0, &got);
			same(&got, &want, "after another");
		}
		/* And freed while they are at work. */
		sweep_begin(sweep, query, 0, UINT64_MAX, 0, true);
		sweep_free(sweep);
		query_free(query);
		query_free(next);
	}
	match_list_release(&want);
	match_list_release(&got);
	rig_release(&rig);
}

/* A paragraph on which this goes through very many ways. */
static void
an_expression_that_runs_away_is_told_of_in_time(void **state)
{
	struct query *query = query_new(SPAN("(a+)+$"), QUERY_REGEX, NULL);
	struct doc doc;
	struct doc *docs[] = { &doc };
	struct doc_sink *sink;
	struct buf bytes, text = { 0 };
	struct bundle *bundle;
	struct sweep *sweep;
	struct sweep_part part;
	const char *limit = NULL;
	uint64_t at = 0;
	int parts = 0;

	(void)state;
	doc_init(&doc);
	sink = doc_sink_new(&doc, NULL);
	buf_fill(&text, 'a', 40);
	buf_puts(&text, "b ");
	while (text.len < 400)
		buf_put(&text, SPAN("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaab "));
	for (int i = 0; i < 2500; i++) {
		doc_open(sink, DOC_PARAGRAPH, NULL);
		doc_text(sink, buf_span(&text));
		doc_close(sink);
	}
	doc_finish(sink);
	doc_sink_free(sink);
	complete(&doc);
	bytes = stored(docs, 1);
	bundle = opened(&bytes);
	sweep = sweep_new(bundle, 2);
	sweep_begin(sweep, query, 0, UINT64_MAX, 0, false);
	/* The first batch is in several parts; nobody waits for its end. */
	while (parts < 3 || !limit) {
		enum sweep_result result = sweep_take(sweep, 10, &part);

		assert_int_not_equal(result, SWEEP_DONE);
		if (result != SWEEP_PART)
			continue;
		assert_int_equal(part.from, at);
		limit = part.limit ? part.limit : limit;
		at = part.to;
		parts++;
	}
	sweep_end(sweep);
	assert_true(at < bundle_info(bundle)->text_len);
	sweep_free(sweep);
	query_free(query);
	bundle_close(bundle);
	buf_release(&bytes);
	buf_release(&text);
	doc_release(&doc);
}

static void
a_damaged_batch_is_told_and_the_others_are_searched(void **state)
{
	struct query *query = query_new(SPAN("[0-9]+"), QUERY_REGEX, NULL);
	struct sweep *sweep;
	struct sweep_part part;
	struct rig rig;
	uint64_t failed = 0, sum = 0;

	(void)state;
	rig_init(&rig, 2500000);
	bundle_close(rig.bundle);
	rig.bytes.ptr[rig.bytes.len * 2 / 5] ^= 1;
	rig.bundle = opened(&rig.bytes);
	sweep = sweep_new(rig.bundle, 3);
	sweep_begin(sweep, query, 0, UINT64_MAX, 0, true);
	while (sweep_take(sweep, -1, &part) == SWEEP_PART) {
		sum += part.to - part.from;
		failed += part.failed ? part.to - part.from : 0;
		assert_true(!part.failed || part.count == 0);
	}
	assert_int_equal(sum, rig.text.len);
	assert_true(failed > 0 && failed < 1 << 20);
	sweep_free(sweep);
	query_free(query);
	rig_release(&rig);
}

/* ---- the search of a session ---- */

static void
compare(const struct find *got, const struct find *want)
{
	assert_int_equal(got->total, want->total);
	for (uint32_t i = 0; i < want->chunk_count; i++) {
		assert_true(got->chunks[i].done);
		same(&(struct match_list){ .items = got->chunks[i].items,
		    .count = got->chunks[i].count },
		    &(struct match_list){ .items = want->chunks[i].items,
		    .count = want->chunks[i].count }, "in a session");
	}
}

/* With looks at pages, and at matches, while the counting goes on. */
static void
count_and_look(struct rig *rig, struct find *find)
{
	bool more = true;

	while (more) {
		uint64_t place = naive_random(&rig->seed,
		    (unsigned)rig->text.len);
		struct match match;
		size_t count;
		bool on;

		more = find_step(find);
		if (naive_random(&rig->seed, 4) == 0)
			find_within(find, place, place + 2000, &count);
		if (naive_random(&rig->seed, 4) == 0)
			find_next(find, place, 1 - 2 * (int)naive_random(
			    &rig->seed, 2), &match, &on);
	}
}

static void
a_session_finds_the_same_with_threads(void **state)
{
	static const char *const patterns[] = {
		"[0-9]+", "\\w+ing\\b", "(?<=the )\\w+", "\\p{Greek}+x",
	};
	struct find find, alone;
	struct rig rig;

	(void)state;
	rig_init(&rig, 2500000);
	find_init(&alone, rig.bundle, NULL);
	for (unsigned threads = 1; threads <= 3; threads++) {
		find_init(&find, rig.bundle, NULL);
		find.threads = threads;
		for (size_t i = 0; i < sizeof patterns / sizeof *patterns;
		    i++) {
			struct span pattern = span_str(patterns[i]);
			uint64_t origin = naive_random(&rig.seed,
			    (unsigned)rig.text.len);

			find_start(&alone, pattern, QUERY_REGEX, 0,
			    rig.text.len, 0);
			assert_null(alone.sweep);
			while (find_step(&alone))
				continue;
			/* One that is overtaken, and the one meant. */
			find_start(&find, SPAN("."), QUERY_REGEX, 0,
			    rig.text.len, origin);
			find_step(&find);
			find_start(&find, pattern, QUERY_REGEX, 0,
			    rig.text.len, origin);
			count_and_look(&rig, &find);
			assert_non_null(find.sweep);
			compare(&find, &alone);
		}
		find_release(&find);
	}
	find_release(&alone);
	rig_release(&rig);
}

static void
a_session_counts_no_further_than_it_shows(void **state)
{
	struct find find;
	struct rig rig;

	(void)state;
	rig_init(&rig, 2500000);
	find_init(&find, rig.bundle, NULL);
	find.threads = 2;
	find_start(&find, SPAN("."), QUERY_REGEX, 0, rig.text.len, 0);
	while (find_step(&find))
		continue;
	assert_true(find.full);
	assert_int_equal(find.total, FIND_MATCHES_MAX);
	find_release(&find);
	rig_release(&rig);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
		    any_number_of_threads_finds_the_same_in_order),
		cmocka_unit_test(threads_find_what_a_naive_search_does),
		cmocka_unit_test(it_begins_where_one_is_and_comes_round),
		cmocka_unit_test(what_is_given_up_leaves_nothing_behind),
		cmocka_unit_test(
		    an_expression_that_runs_away_is_told_of_in_time),
		cmocka_unit_test(
		    a_damaged_batch_is_told_and_the_others_are_searched),
		cmocka_unit_test(a_session_finds_the_same_with_threads),
		cmocka_unit_test(a_session_counts_no_further_than_it_shows),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
