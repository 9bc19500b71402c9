/* The index: nothing is missed, damage is noticed, the bytes are few. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <cmocka.h>

#include "search/huffman.h"
#include "search/index.h"
#include "search/postings.h"
#include "effort.h"
#include "search_naive.h"

/* The index of `text` at place `base`, fed in pieces of about `step`. */
static void
build(struct span text, uint64_t base, size_t step, struct buf *out)
{
	struct index_builder *builder = index_builder_new();

	for (size_t off = 0; off < text.len;) {
		size_t end = off + step;

		/* Callers never part a word. */
		while (end < text.len && text.ptr[end - 1] != '\n')
			end++;
		index_builder_add(builder, span_slice(text, off, end),
		    base + off);
		off = end < text.len ? end : text.len;
	}
	index_builder_write(builder, out);
	index_builder_free(builder);
}

static struct text_index *
open_well(const struct buf *bytes)
{
	const char *error;
	struct text_index *index = index_open(buf_span(bytes), &error);

	if (!index)
		fail_msg("%s", error);
	assert_null(index_verify(index));
	return index;
}

/* Prose of `count` paragraphs; each has its number as a word. */
static void
prose(size_t count, struct buf *out)
{
	unsigned seed = 7;

	for (size_t i = 0; i < count; i++) {
		size_t words = 5 + naive_random(&seed, 60);

		buf_printf(out, "paragraph%zu", i);
		for (size_t j = 0; j < words; j++)
			buf_printf(out, " word%u", naive_random(&seed, 40) *
			    naive_random(&seed, 40));
		buf_puts(out, ".\n");
	}
}

static void
numbers_come_back_from_few_bits(void **state)
{
	unsigned seed = 3;

	(void)state;
	for (int round = 0; round < 3000; round++) {
		uint32_t limit = 1 + naive_random(&seed, 300);
		unsigned share = 1 + naive_random(&seed, 100);
		uint32_t want[300];
		uint32_t got[300];
		uint32_t count = 0;
		struct buf out = { 0 };
		struct bit_writer to = { .out = &out };
		struct bit_reader in;

		for (uint32_t i = 0; i < limit; i++)
			if (naive_random(&seed, 100) < share)
				want[count++] = i;
		bits_put(&to, 1, 3);
		postings_put(&to, want, count, limit);
		bits_put(&to, 5, 3);
		bits_align(&to);
		in = bits_of(buf_span(&out), 0);
		assert_int_equal(bits_get(&in, 3), 1);
		postings_get(&in, got, count, limit);
		assert_int_equal(bits_get(&in, 3), 5);
		assert_false(in.failed);
		if (count)
			assert_memory_equal(got, want,
			    count * sizeof *got);
		in = bits_of(buf_span(&out), 0);
		bits_get(&in, 3);
		postings_get(&in, NULL, count, limit);
		assert_int_equal(bits_get(&in, 3), 5);
		buf_release(&out);
	}
}

static void
huffman_codes_come_back_whatever_the_counts(void **state)
{
	(void)state;
	for (int shape = 0; shape < 4; shape++) {
		uint32_t counts[HUFFMAN_SYMBOLS] = { 0 };
		struct huffman_coder *coder = mem_alloc(sizeof *coder);
		struct huffman *code = mem_alloc(sizeof *code);
		struct buf out = { 0 };
		struct bit_writer to = { .out = &out };
		struct bit_reader in;
		uint32_t a = 1, b = 1;

		for (unsigned i = 0; i < HUFFMAN_SYMBOLS; i++) {
			if (shape == 0)
				counts[i] = 1;
			else if (shape == 1)
				counts[i] = i == 77;
			else if (shape == 2)
				counts[i] = i % 7 ? 0 : i + 1;
			else if (i < 40) {
				/* Fibonacci: the longest words. */
				counts[i] = a;
				b += a;
				a = b - a;
			}
		}
		huffman_make(coder, counts);
		huffman_put_table(&to, coder);
		for (unsigned i = 0; i < HUFFMAN_SYMBOLS; i++)
			if (counts[i])
				huffman_put(&to, coder, i);
		bits_align(&to);
		in = bits_of(buf_span(&out), 0);
		assert_true(huffman_get_table(&in, code));
		for (unsigned i = 0; i < HUFFMAN_SYMBOLS; i++)
			if (counts[i])
				assert_int_equal(huffman_get(&in, code), i);
		assert_false(in.failed);
		buf_release(&out);
		free(coder);
		free(code);
	}
}

static void
a_lookup_names_the_windows_and_no_others(void **state)
{
	struct buf text = { 0 };
	struct buf bytes = { 0 };
	struct place_ranges ranges = { 0 };
	struct text_index *index;
	struct query *query;
	uint64_t at;

	(void)state;
	prose(2000, &text);
	build(buf_span(&text), 5000, 100, &bytes);
	index = open_well(&bytes);
	assert_true(index_window_count(index) > 20);
	query = query_new(SPAN("\"Paragraph1234\""), QUERY_FOLD, NULL);
	assert_int_equal(index_lookup(index, query, 0, UINT64_MAX, &ranges),
	    INDEX_OK);
	at = 5000 + (uint64_t)span_find(buf_span(&text),
	    SPAN("paragraph1234"), 0);
	/* Before and after what is indexed there may be anything. */
	assert_int_equal(ranges.count, 3);
	assert_int_equal(ranges.items[0].to, 5000);
	assert_true(ranges.items[1].from <= at && at < ranges.items[1].to);
	assert_true(ranges.items[1].to - ranges.items[1].from <
	    2 * INDEX_WINDOW);
	assert_int_equal(ranges.items[2].from, 5000 + text.len);
	ranges.count = 0;
	index_lookup(index, query, 5000, at - 20000, &ranges);
	assert_int_equal(ranges.count, 0);
	query_free(query);
	query = query_new(SPAN("."), 0, NULL);
	assert_int_equal(index_lookup(index, query, 7, 9, &ranges),
	    INDEX_NO_HELP);
	assert_int_equal(ranges.items[0].from, 7);
	assert_int_equal(ranges.items[0].to, 9);
	query_free(query);
	place_ranges_release(&ranges);
	index_close(index);
	buf_release(&bytes);
	buf_release(&text);
}

/* Those of an index that was asked before, and of one that was not. */
static void
answers_alike(const struct text_index *asked, const struct buf *bytes,
    const char *pattern)
{
	struct text_index *fresh = open_well(bytes);
	struct query *query = query_new(span_str(pattern), 0, NULL);
	struct place_ranges some = { 0 }, same = { 0 };

	assert_int_equal(index_lookup(asked, query, 0, 1 << 24, &some),
	    index_lookup(fresh, query, 0, 1 << 24, &same));
	assert_int_equal(some.count, same.count);
	if (some.count)
		assert_memory_equal(some.items, same.items,
		    some.count * sizeof *some.items);
	place_ranges_release(&some);
	place_ranges_release(&same);
	query_free(query);
	index_close(fresh);
}

static void
what_was_asked_before_changes_no_answer(void **state)
{
	static const char *const patterns[] = { "d", "d1", "d15", "ord15",
		"d1", "ph1", "ph12", "ph123", "7", "h77", "ord9 word1",
		"d1521", "1521", "d15219", "zz", "zzz", "aragraph3" };
	struct buf text = { 0 }, bytes = { 0 };
	struct text_index *index;

	(void)state;
	prose(2000, &text);
	build(buf_span(&text), 0, text.len, &bytes);
	index = open_well(&bytes);
	for (size_t i = 0; i < sizeof patterns / sizeof *patterns; i++)
		answers_alike(index, &bytes, patterns[i]);
	index_close(index);
	buf_release(&text);
	buf_release(&bytes);
}

static void
the_same_text_gives_the_same_bytes_however_it_is_fed(void **state)
{
	struct buf text = { 0 };
	struct buf one = { 0 };
	struct buf two = { 0 };
	struct index_builder *builder = index_builder_new();

	(void)state;
	prose(800, &text);
	build(buf_span(&text), 0, 1, &one);
	build(buf_span(&text), 0, 100000, &two);
	assert_true(span_eq(buf_span(&one), buf_span(&two)));
	/* Paragraphs in pieces, cut after spaces. */
	for (size_t off = 0; off < text.len;) {
		size_t end = off;

		while (end < text.len && text.ptr[end++] != ' ')
			;
		index_builder_add(builder, span_slice(buf_span(&text), off,
		    end), off);
		off = end;
	}
	buf_clear(&two);
	index_builder_write(builder, &two);
	assert_true(span_eq(buf_span(&one), buf_span(&two)));
	index_builder_free(builder);
	buf_release(&one);
	buf_release(&two);
	buf_release(&text);
}

struct listing {
	struct buf out;
	size_t max;
};

static bool
list_term(void *arg, const struct index_term *term)
{
	struct listing *listing = arg;

	buf_printf(&listing->out, "%.*s/%u ", SPAN_ARG(term->term),
	    term->windows);
	return --listing->max > 0;
}

static void
terms_are_listed_by_their_start(void **state)
{
	struct buf bytes = { 0 };
	struct listing listing = { .max = 10 };
	struct text_index *index;

	(void)state;
	build(SPAN("Whale whales wail Wháling\nwhat\n"), 0, 1, &bytes);
	index = open_well(&bytes);
	assert_int_equal(index_term_count(index), 5);
	index_prefix(index, SPAN("Whal"), list_term, &listing);
	assert_string_equal(buf_cstr(&listing.out),
	    "whale/1 whales/1 whaling/1 ");
	buf_clear(&listing.out);
	listing.max = 2;
	index_prefix(index, SPAN(""), list_term, &listing);
	assert_string_equal(buf_cstr(&listing.out), "wail/1 whale/1 ");
	buf_release(&listing.out);
	index_close(index);
	buf_release(&bytes);
}

static bool
gather_term(void *arg, const struct index_term *term)
{
	buf_put(arg, term->term);
	buf_putc(arg, '\n');
	return true;
}

/* Also the first and the last of every page of the dictionary. */
static void
every_term_is_found_again(void **state)
{
	struct buf text = { 0 };
	struct buf bytes = { 0 };
	struct buf terms = { 0 };
	struct text_index *index;
	struct span rest, term;
	size_t count = 0;

	(void)state;
	prose(700, &text);
	build(buf_span(&text), 0, 1, &bytes);
	index = open_well(&bytes);
	index_prefix(index, SPAN(""), gather_term, &terms);
	rest = buf_span(&terms);
	for (; span_line(&rest, &term); count++) {
		static const unsigned flags[] = { QUERY_WORD, 0 };

		for (size_t i = 0; i < 2; i++) {
			struct place_ranges ranges = { 0 };
			struct query *query = query_new(term, flags[i],
			    NULL);

			index_lookup(index, query, 0, text.len, &ranges);
			assert_true(ranges.count > 0);
			place_ranges_release(&ranges);
			query_free(query);
		}
	}
	assert_int_equal(count, index_term_count(index));
	assert_true(count > 1000);
	index_close(index);
	buf_release(&terms);
	buf_release(&bytes);
	buf_release(&text);
}

static void
a_chapter_is_told_by_the_words_it_uses_most(void **state)
{
	struct buf text = { 0 };
	struct buf chapter = { 0 };
	struct buf bytes = { 0 };
	struct arena mem = { 0 };
	struct index_term terms[2];
	struct text_index *index;

	(void)state;
	prose(1000, &text);
	for (int i = 0; i < 30; i++)
		buf_puts(&chapter, "Whiteness of the whale word1 42 42.\n");
	buf_puts(&chapter, "once whale whale\n");
	buf_put(&text, buf_span(&chapter));
	build(buf_span(&text), 0, 1, &bytes);
	index = open_well(&bytes);
	assert_int_equal(index_distinct(index, buf_span(&chapter), &mem,
	    terms, 2), 2);
	assert_string_equal(terms[0].term.ptr, "whale");
	assert_int_equal(terms[0].count, 32);
	assert_string_equal(terms[1].term.ptr, "the");
	arena_release(&mem);
	index_close(index);
	buf_release(&bytes);
	buf_release(&chapter);
	buf_release(&text);
}

static void
an_empty_text_has_an_empty_index(void **state)
{
	struct buf bytes = { 0 };
	struct place_ranges ranges = { 0 };
	struct query *query = query_new(SPAN("a"), 0, NULL);
	struct text_index *index;

	(void)state;
	build(SPAN(""), 0, 1, &bytes);
	index = open_well(&bytes);
	assert_int_equal(index_lookup(index, query, 0, 0, &ranges), INDEX_OK);
	assert_int_equal(ranges.count, 0);
	place_ranges_release(&ranges);
	index_close(index);
	query_free(query);
	buf_release(&bytes);
}

/* A term longer than any page has room for is found by any part of it. */
static void
very_long_words_are_found_by_any_part(void **state)
{
	struct buf text = { 0 };
	struct buf bytes = { 0 };
	struct text_index *index;
	unsigned seed = 11;

	(void)state;
	prose(300, &text);
	for (int i = 0; i < 500; i++)
		buf_putc(&text, (char)('a' + naive_random(&seed, 26)));
	buf_puts(&text, "\n");
	prose(300, &text);
	build(buf_span(&text), 0, 1, &bytes);
	index = open_well(&bytes);
	for (int i = 0; i < 300; i++) {
		size_t start = (size_t)span_find(buf_span(&text),
		    SPAN("\nparagraph0 "), 0) - 500;
		size_t from = start + naive_random(&seed, 490);
		size_t to = from + 3 + naive_random(&seed, 200);
		struct place_ranges ranges = { 0 };
		struct query *query;
		bool inside = false;

		if (to > start + 500)
			to = start + 500;
		query = query_new(span_slice(buf_span(&text), from, to), 0,
		    NULL);
		index_lookup(index, query, 0, text.len, &ranges);
		for (size_t j = 0; j < ranges.count; j++)
			inside |= ranges.items[j].from <= from &&
			    to <= ranges.items[j].to;
		assert_true(inside);
		query_free(query);
		place_ranges_release(&ranges);
	}
	index_close(index);
	buf_release(&bytes);
	buf_release(&text);
}

/*
 * Use an index that may be damaged in every way; the ranges it gives must
 * be in order and inside what was asked for.
 */
static void
use_damaged(struct span bytes)
{
	struct text_index *index = index_open(bytes, NULL);
	static const char *const patterns[] = { "word1", "ord", "\"word1\"",
		"paragr*" };
	struct listing listing = { .max = 100 };

	if (!index)
		return;
	for (size_t i = 0; i < 4; i++) {
		struct query *query = query_new(span_str(patterns[i]), 0,
		    NULL);
		struct place_ranges ranges = { 0 };
		uint64_t before = 10;

		index_lookup(index, query, 10, 100000, &ranges);
		for (size_t j = 0; j < ranges.count; j++) {
			assert_true(ranges.items[j].from >= before);
			assert_true(ranges.items[j].from <
			    ranges.items[j].to);
			before = ranges.items[j].to;
		}
		assert_true(before <= 100000);
		place_ranges_release(&ranges);
		query_free(query);
	}
	index_prefix(index, SPAN("w"), list_term, &listing);
	index_verify(index);
	buf_release(&listing.out);
	index_close(index);
}

static void
a_damaged_index_does_no_harm(void **state)
{
	struct buf text = { 0 };
	struct buf bytes = { 0 };

	(void)state;
	prose(150, &text);
	build(buf_span(&text), 0, 1, &bytes);
	for (size_t len = 0; len < bytes.len; len++) {
		struct text_index *index = index_open(span_slice(
		    buf_span(&bytes), 0, len), NULL);

		assert_null(index);
	}
	for (size_t i = 0; i < bytes.len; i++) {
		for (int bit = (int)i % 3; bit < 8; bit += 3) {
			/* A copy of its own, so that a tool sees overruns. */
			char *copy = mem_alloc(bytes.len);

			memcpy(copy, bytes.ptr, bytes.len);
			copy[i] = (char)(copy[i] ^ 1 << bit);
			use_damaged(span_of(copy, bytes.len));
			free(copy);
		}
	}
	buf_release(&bytes);
	buf_release(&text);
}

/* ---- indexed search is the search ---- */

static size_t
compare_with_scan(unsigned *seed, struct span text,
    const struct text_index *index)
{
	struct naive_query naive;
	struct match_list got = { 0 };
	struct match_list scanned = { 0 };
	struct match_list want = { 0 };
	struct place_ranges ranges = { 0 };
	size_t found;

	if (naive_pattern(seed, text, &naive)) {
		struct query *query = query_new(buf_span(&naive.pattern),
		    naive.flags, NULL);

		assert_non_null(query);
		index_lookup(index, query, 0, text.len, &ranges);
		for (size_t i = 0; i < ranges.count; i++)
			query_scan(query, span_slice(text,
			    ranges.items[i].from, ranges.items[i].to),
			    ranges.items[i].from, &got, SIZE_MAX);
		query_scan(query, text, 0, &scanned, SIZE_MAX);
		naive_scan(naive.parts, naive.near_words, naive.keep, text,
		    0, &want);
		if (got.count != want.count || scanned.count != want.count)
			fail_msg("<%s> flags %u: %zu by index, %zu scanned, "
			    "not %zu", buf_cstr(&naive.pattern), naive.flags,
			    got.count, scanned.count, want.count);
		for (size_t i = 0; i < want.count; i++) {
			assert_int_equal(got.items[i].place,
			    want.items[i].place);
			assert_int_equal(got.items[i].len,
			    want.items[i].len);
			assert_int_equal(scanned.items[i].place,
			    want.items[i].place);
			assert_int_equal(scanned.items[i].len,
			    want.items[i].len);
		}
		query_free(query);
	}
	found = want.count;
	match_list_release(&got);
	match_list_release(&scanned);
	match_list_release(&want);
	place_ranges_release(&ranges);
	naive_query_release(&naive);
	return found;
}

static void
index_scan_and_naive_search_agree_on_random_texts(void **state)
{
	unsigned seed = 40;
	size_t found = 0;

	(void)state;
	for (int round = 0; round < EFFORT(12, 4); round++) {
		struct buf text = { 0 };
		struct buf bytes = { 0 };
		struct text_index *index;

		/* Texts of several windows, each with its own words. */
		for (int part = 0; part < 8; part++)
			naive_text(&seed, 1200, &text);
		build(buf_span(&text), 0, 1 + naive_random(&seed, 5000),
		    &bytes);
		index = open_well(&bytes);
		assert_true(index_window_count(index) > 2);
		for (int i = 0; i < 40; i++)
			found += compare_with_scan(&seed, buf_span(&text),
			    index);
		index_close(index);
		buf_release(&bytes);
		buf_release(&text);
	}
	assert_true(found > 5000);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(numbers_come_back_from_few_bits),
		cmocka_unit_test(huffman_codes_come_back_whatever_the_counts),
		cmocka_unit_test(a_lookup_names_the_windows_and_no_others),
		cmocka_unit_test(what_was_asked_before_changes_no_answer),
		cmocka_unit_test(
		    the_same_text_gives_the_same_bytes_however_it_is_fed),
		cmocka_unit_test(terms_are_listed_by_their_start),
		cmocka_unit_test(every_term_is_found_again),
		cmocka_unit_test(a_chapter_is_told_by_the_words_it_uses_most),
		cmocka_unit_test(an_empty_text_has_an_empty_index),
		cmocka_unit_test(very_long_words_are_found_by_any_part),
		cmocka_unit_test(a_damaged_index_does_no_harm),
		cmocka_unit_test(
		    index_scan_and_naive_search_agree_on_random_texts),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
