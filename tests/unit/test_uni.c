/* What uni promises: well-formedness, folding, boundaries, columns. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <cmocka.h>

#include "uni/uni.h"

#define assert_fold(text, want) do { \
	struct buf out_ = { 0 }; \
	uni_fold(&out_, SPAN(text), NULL); \
	assert_string_equal(buf_cstr(&out_), want); \
	buf_release(&out_); \
} while (0)

#define assert_printable(text, want) do { \
	struct buf out_ = { 0 }; \
	uni_printable(&out_, SPAN(text), false); \
	assert_string_equal(buf_cstr(&out_), want); \
	buf_release(&out_); \
} while (0)

/* Unicode 14, section 3.9, table 3-11: one U+FFFD for a truncated part. */
static void
ill_formed_parts_become_one_replacement_each(void **state)
{
	struct buf out = { 0 };

	(void)state;
	assert_int_equal(uni_mend(&out,
	    SPAN("a\xf0\x9f\x98z\xe1\x80\xe2\xff")), 4);
	assert_string_equal(buf_cstr(&out),
	    "a\xef\xbf\xbdz\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd");
	buf_release(&out);
}

/* The same section, tables 3-8 to 3-11, and Kuhn's longest sequences. */
static void
each_maximal_subpart_becomes_one_replacement(void **state)
{
	static const struct {
		struct span text;
		const char *want;	/* '?' for U+FFFD */
	} cases[] = {
		{ { "\xc0\xaf\xe0\x80\xbf\xf0\x81\x82" "A", 9 },
		    "????????A" },
		{ { "\xed\xa0\x80\xed\xbf\xbf\xed\xaf" "A", 9 },
		    "????????A" },
		{ { "\xf4\x91\x92\x93\xff" "A\x80\xbf" "B", 9 },
		    "?????A??B" },
		{ { "\xe1\x80\xe2\xf0\x91\x92\xf1\xbf" "A", 9 },
		    "????A" },
		{ { "\xf7\xbf\xbf\xbf" "A", 5 }, "????A" },
		{ { "\xfc\x84\x80\x80\x80\x80", 6 }, "??????" },
		{ { "\xe0\xa0", 2 }, "?" },
		{ { "\xf4\x8f\xbf", 3 }, "?" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct buf out = { 0 }, seen = { 0 };
		uint32_t code;

		uni_mend(&out, cases[i].text);
		for (size_t off = 0; off < out.len;) {
			off += uni_decode(buf_span(&out), off, &code, NULL);
			buf_putc(&seen, code == 0xfffd ? '?' : (char)code);
		}
		assert_string_equal(buf_cstr(&seen), cases[i].want);
		buf_release(&out);
		buf_release(&seen);
	}
}

static void
folding_forgets_case_accents_and_typography(void **state)
{
	(void)state;
	assert_fold("Guantánamo", "guantanamo");
	assert_fold("GUANTA\xcc\x81NAMO", "guantanamo");
	assert_fold("don’t", "don't");
	assert_fold("Straße", "strasse");
	assert_fold("non‑refoulement", "non-refoulement");
	assert_fold("ﬁnd Ａ①", "find a1");
	assert_fold("co\xc2\xadoperate", "cooperate");
	assert_fold("two \t words", "two words");
	assert_fold("Ελλάδα", "ελλαδα");
}

static void
fold_maps_back_to_the_source(void **state)
{
	struct buf out = { 0 };
	struct buf map = { 0 };
	const uint32_t *at;

	(void)state;
	uni_fold(&out, SPAN("áb ﬁ"), &map);
	assert_string_equal(buf_cstr(&out), "ab fi");
	assert_int_equal(map.len, 6 * sizeof(uint32_t));
	at = (const uint32_t *)(const void *)map.ptr;
	assert_int_equal(at[0], 0);
	assert_int_equal(at[1], 2);
	assert_int_equal(at[3], 4);
	assert_int_equal(at[4], 4);
	assert_int_equal(at[5], 7);
	buf_release(&out);
	buf_release(&map);
}

static void
clusters_keep_marks_with_their_letter(void **state)
{
	(void)state;
	assert_int_equal(uni_cluster_next(SPAN("e\xcc\x81x"), 0), 3);
	assert_int_equal(uni_cluster_prev(SPAN("e\xcc\x81x"), 3), 0);
	assert_int_equal(uni_cluster_next(SPAN("👩‍👩‍👧x"), 0), 18);
}

/* Asked from the end, clusters are those found from the start. */
static void
clusters_are_the_same_in_both_directions(void **state)
{
	static const char *const texts[] = {
		"漢字かな交じり文。がぎ", "नमस्ते क्षत्रिय", "ภาษาไทยกำ",
		"각하 가", "a👩‍👩‍👧b🇬🇧🇫🇷c", "e\xcc\x81\xcc\xa7 x\xff\xc3",
		"\xd8\x80\xd9\xa1\xd9\xa2", "Ελλάδα — ἀρχή",
	};

	(void)state;
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
		struct span text = span_str(texts[i]);
		char breaks[64];

		uni_cluster_breaks(text, breaks);
		for (size_t off = 1; off <= text.len; off++) {
			size_t want = off - 1;

			while (want > 0 && !breaks[want])
				want--;
			assert_int_equal(uni_cluster_prev(text, off), want);
		}
	}
}

/* A long paragraph without ASCII costs no more than a short one. */
static void
clusters_are_found_backwards_without_ascii(void **state)
{
	struct buf text = { 0 };
	size_t off;
	size_t count = 0;

	(void)state;
	for (size_t i = 0; i < 20000; i++)
		buf_puts(&text, "漢");
	for (off = text.len; off > 0; count++)
		off = uni_cluster_prev(buf_span(&text), off);
	assert_int_equal(count, 20000);
	buf_release(&text);
}

static void
columns_follow_the_cluster(void **state)
{
	(void)state;
	assert_int_equal(uni_cols(SPAN("plain"), 1), 5);
	assert_int_equal(uni_cols(SPAN("e\xcc\x81"), 1), 1);
	assert_int_equal(uni_cols(SPAN("漢字"), 1), 4);
	assert_int_equal(uni_cols(SPAN("👩‍👩‍👧"), 1), 2);
	assert_int_equal(uni_cols(SPAN("🇬🇧"), 1), 2);
	assert_int_equal(uni_cols(SPAN("“"), 1), 1);
}

static void
words_hold_a_letter_or_a_digit(void **state)
{
	size_t from, to;

	(void)state;
	assert_int_equal(uni_word_count(SPAN("It's 3, no -- four: words!")),
	    5);
	assert_true(uni_word_next(SPAN(" -- it"), 0, &from, &to));
	assert_int_equal(from, 4);
	assert_int_equal(to, 6);
	assert_false(uni_word_next(SPAN("..."), 0, &from, &to));
}

/* The words of `text` as its boundaries, found all at once, tell them. */
static void
assert_words(struct span text)
{
	char breaks[128];
	size_t start = 0, at = 0, from, to, count = 0;

	assert_true(text.len < sizeof breaks);
	uni_word_breaks(text, breaks);
	for (size_t i = 1; i <= text.len; i++) {
		bool word = false;

		if (i < text.len && !breaks[i])
			continue;
		for (size_t off = start; off < i;) {
			uint32_t code;

			off += uni_decode(text, off, &code, NULL);
			word |= uni_is_alpha(code) || uni_is_digit(code);
		}
		if (word) {
			if (!uni_word_next(text, at, &from, &to))
				fail_msg("no word at %zu of \"%.*s\"", start,
				    SPAN_ARG(text));
			if (from != start || to != i)
				fail_msg("not %zu to %zu but %zu to %zu of "
				    "\"%.*s\"", start, i, from, to,
				    SPAN_ARG(text));
			at = to;
			count++;
		}
		start = i;
	}
	assert_int_equal(uni_word_count(text), count);
}

/* Every text of seven of these, in a fixed order of chance. */
static void
words_are_those_of_the_annex_whatever_stands_between(void **state)
{
	static const char *const pieces[] = { "a", "B", "1", "23", "_", ":",
		".", "'", ",", ";", " ", "-", "\"", "\v", "(", "\xc3\xa9",
		"\xe2\x80\x99", "\xcc\x81", "\xe4\xba\xba", "\xe3\x82\xab",
		"\xd7\x90", "\xe2\x80\x8d", "@" };
	unsigned long chance = 7;

	(void)state;
	for (int round = 0; round < 60000; round++) {
		struct buf text = { 0 };
		unsigned kinds = round % 2 ? 15 :
		    sizeof pieces / sizeof *pieces;

		for (int i = 0; i < 7; i++) {
			chance = chance * 6364136223846793005u + 1;
			buf_puts(&text, pieces[(chance >> 33) % kinds]);
		}
		assert_words(buf_span(&text));
		buf_release(&text);
	}
}

/* A line without spaces is read in parts: words across their ends hold. */
static void
a_long_line_without_spaces_has_the_same_words(void **state)
{
	struct buf text = { 0 };
	size_t from, to = 0, words = 0;

	(void)state;
	for (int i = 0; i < 200; i++)
		buf_puts(&text, "\xe4\xba\xba\xe3\x82\xab\xe3\x82\xab");
	while (uni_word_next(buf_span(&text), to, &from, &to)) {
		assert_int_equal(to - from, words % 2 ? 6 : 3);
		words++;
	}
	assert_int_equal(words, 400);
	buf_release(&text);
}

static void
rows_may_end_after_spaces_and_must_after_line_ends(void **state)
{
	char breaks[5];

	(void)state;
	uni_line_breaks(SPAN("a b\vc"), breaks);
	assert_int_equal(breaks[0], UNI_BREAK_NO);
	assert_int_equal(breaks[1], UNI_BREAK_NO);
	assert_int_equal(breaks[2], UNI_BREAK_MAY);
	assert_int_equal(breaks[3], UNI_BREAK_NO);
	assert_int_equal(breaks[4], UNI_BREAK_MUST);
}

static void
a_sentence_outlives_its_abbreviations(void **state)
{
	struct span text = SPAN("One. The U.S. argued, see para. 30 of it. "
	    "Then he said \"No.\" And left.\nNext paragraph.");
	size_t from, to;

	(void)state;
	uni_sentence(text, 20, &from, &to);
	assert_int_equal(from, 5);
	assert_int_equal(to, 41);
	uni_sentence(text, 50, &from, &to);
	assert_int_equal(from, 42);
	assert_int_equal(to, 60);
	uni_sentence(text, text.len, &from, &to);
	assert_int_equal(to, text.len);
	/* A quotation that goes on in lower case opens no sentence. */
	text = SPAN("Then the U.S. \"vigorously\" argued. It won.");
	uni_sentence(text, 20, &from, &to);
	assert_int_equal(from, 0);
	assert_int_equal(to, 34);
	/* A mark that stands after a space is still the sentence's. */
	text = SPAN("One is. Two are. ");
	uni_sentence(text, text.len, &from, &to);
	assert_int_equal(from, 8);
	assert_int_equal(to, 16);
	/* But a match that begins a sentence is not the one's before. */
	uni_sentence(text, 8, &from, &to);
	assert_int_equal(from, 8);
}

static void
nothing_unsafe_reaches_a_terminal(void **state)
{
	(void)state;
	assert_printable("a\x1b[31mb", "a<U+001B>[31mb");
	assert_printable("x\xe2\x80\xaey", "x<U+202E>y");
	assert_printable("\xc2\x9b" "1m", "<U+009B>1m");
	assert_printable("\x9b", "\xef\xbf\xbd");
	assert_printable("tag\xf3\xa0\x81\x81", "tag<U+E0041>");
	assert_printable("a\xe2\x80\x8d", "a<U+200D>");
	assert_printable("👩‍👧", "👩‍👧");
	/* A word joiner beside a dash is a typesetter's. */
	assert_printable("oh\xe2\x81\xa0-no", "oh-no");
	assert_printable("\xe2\x81\xa0x", "<U+2060>x");
	assert_printable("x\xe2\x81\xa0\xe2\x81\xa0y",
	    "x<U+2060><U+2060>y");
}

static void
ascii_comes_near(void **state)
{
	struct buf out = { 0 };

	(void)state;
	uni_ascii(&out, 0x2014);
	uni_ascii(&out, 0xe9);
	uni_ascii(&out, 0x2026);
	uni_ascii(&out, 0x6f22);
	/* What is struck through says the contrary: not "=", not "<". */
	uni_ascii(&out, 0x2260);
	uni_ascii(&out, 0x226e);
	assert_string_equal(buf_cstr(&out), "--e...?!=?");
	buf_release(&out);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(ill_formed_parts_become_one_replacement_each),
		cmocka_unit_test(each_maximal_subpart_becomes_one_replacement),
		cmocka_unit_test(folding_forgets_case_accents_and_typography),
		cmocka_unit_test(fold_maps_back_to_the_source),
		cmocka_unit_test(clusters_keep_marks_with_their_letter),
		cmocka_unit_test(clusters_are_the_same_in_both_directions),
		cmocka_unit_test(clusters_are_found_backwards_without_ascii),
		cmocka_unit_test(columns_follow_the_cluster),
		cmocka_unit_test(words_hold_a_letter_or_a_digit),
		cmocka_unit_test(
		    words_are_those_of_the_annex_whatever_stands_between),
		cmocka_unit_test(
		    a_long_line_without_spaces_has_the_same_words),
		cmocka_unit_test(
		    rows_may_end_after_spaces_and_must_after_line_ends),
		cmocka_unit_test(a_sentence_outlives_its_abbreviations),
		cmocka_unit_test(nothing_unsafe_reaches_a_terminal),
		cmocka_unit_test(ascii_comes_near),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
