/* What queries find, where, and what they refuse. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <cmocka.h>

#include "search/query.h"
#include "search_naive.h"

/*
 * The matches of `pattern` in `text`, each in brackets: "a [b] c".
 */
static void
assert_marked(const char *pattern, unsigned flags, const char *text,
    const char *want)
{
	struct query_error error;
	struct query *query = query_new(span_str(pattern), flags, &error);
	struct match_list list = { 0 };
	struct buf out = { 0 };
	size_t at = 0;

	if (!query)
		fail_msg("%s: %s", pattern, error.message);
	query_scan(query, span_str(text), 1000, &list, SIZE_MAX);
	for (size_t i = 0; i < list.count; i++) {
		size_t from = (size_t)(list.items[i].place - 1000);

		buf_put(&out, span_slice(span_str(text), at, from));
		buf_putc(&out, '[');
		at = from + list.items[i].len;
		buf_put(&out, span_slice(span_str(text), from, at));
		buf_putc(&out, ']');
	}
	buf_put(&out, span_slice(span_str(text), at, strlen(text)));
	assert_string_equal(buf_cstr(&out), want);
	assert_int_equal(list.searched, 1000 + strlen(text));
	assert_int_equal(query_count(query, span_str(text)), list.count);
	buf_release(&out);
	match_list_release(&list);
	query_free(query);
}

static void
assert_refused(const char *pattern, unsigned flags, size_t off,
    const char *message)
{
	struct query_error error;
	struct query *query = query_new(span_str(pattern), flags, &error);

	assert_null(query);
	assert_string_equal(error.message, message);
	assert_int_equal(error.off, off);
}

static void
plain_text_is_found_as_typed_and_inside_words(void **state)
{
	(void)state;
	assert_marked("cat", 0, "Cat concatenate\ncat", "[Cat] con[cat]enate\n"
	    "[cat]");
	assert_marked("aa", 0, "aaaaa", "[aa][aa]a");
	assert_marked("third country", 0, "the third\vcountry; third  country",
	    "the [third\vcountry]; [third  country]");
	assert_marked("a b", 0, "a\nb a b", "a\nb [a b]");
	assert_marked("(*)", 0, "a (*) b", "a [(*)] b");
}

static void
folding_finds_what_a_reader_would_call_the_same(void **state)
{
	(void)state;
	assert_marked("guantanamo", 0, "Guantánamo GUANTA\xcc\x81NAMO",
	    "[Guantánamo] [GUANTA\xcc\x81NAMO]");
	assert_marked("don't", 0, "don’t", "[don’t]");
	assert_marked("non-refoulement", 0, "non‑refoulement",
	    "[non‑refoulement]");
	assert_marked("cooperate", 0, "co\xc2\xadoperate",
	    "[co\xc2\xadoperate]");
	assert_marked("strasse", 0, "Straße", "[Straße]");
	assert_marked("caesar", 0, "To Cæsar, Caesar", "To [Cæsar], [Caesar]");
	assert_marked("Oedipe", 0, "Œdipe œdipe", "[Œdipe] œdipe");
	assert_marked("cœur", 0, "Coeur", "[Coeur]");
	assert_marked("find", 0, "ﬁnd", "[ﬁnd]");
	assert_marked("\"said\"", QUERY_LITERAL, "“said”", "[“said”]");
}

static void
matches_are_whole_clusters(void **state)
{
	(void)state;
	assert_marked("e", 0, "e\xcc\x81x e", "[e\xcc\x81]x [e]");
	assert_marked("i", 0, "ﬁ", "[ﬁ]");
	assert_marked("f", 0, "ﬁ", "[ﬁ]");
	assert_marked("क", 0, "कि", "[कि]");
	assert_marked("\xff", 0, "a\x98\x98\x98", "a[\x98][\x98][\x98]");
}

static void
capitals_and_accents_in_the_pattern_count(void **state)
{
	(void)state;
	assert_marked("Mill", 0, "mill Mill MILL", "mill [Mill] MILL");
	assert_marked("Mill", QUERY_FOLD, "mill Mill", "[mill] [Mill]");
	assert_marked("mill", QUERY_CASE, "mill Mill", "[mill] Mill");
	assert_marked("résumé", 0, "resume Résumé re\xcc\x81sume\xcc\x81",
	    "resume [Résumé] [re\xcc\x81sume\xcc\x81]");
	assert_marked("résumé e", 0, "résumé é", "résumé é");
	assert_marked("résumé", QUERY_FOLD, "resume", "[resume]");
}

static void
whole_words_by_flag_and_by_quotation_marks(void **state)
{
	(void)state;
	assert_marked("cat", QUERY_WORD, "cat concatenate cat's",
	    "[cat] concatenate [cat]'s");
	assert_marked("\"a cat\"", 0, "a cat; a cats; a cat",
	    "[a cat]; a cats; [a cat]");
	assert_marked("\"a ca", 0, "a cats; a cat, ha cat",
	    "[a cats]; [a cat], ha cat");
	assert_marked("\"漢\"", 0, "漢字", "[漢]字");
	assert_marked("\"ab\" c", 0, "x “ab” c", "x [“ab” c]");
}

static void
a_star_finds_words_that_start_so(void **state)
{
	(void)state;
	assert_marked("countr*", 0, "country countries encountr",
	    "[country] [countries] encountr");
	assert_marked("third countr*", 0, "third country, third countries",
	    "[third country], [third countries]");
	assert_marked("*", 0, "a * b", "a [*] b");
	assert_marked("a *", 0, "a * b", "[a *] b");
}

static void
near_finds_both_words_within_a_distance(void **state)
{
	(void)state;
	assert_marked("safe NEAR country", 0,
	    "a safe third country is a country that is safe",
	    "a [safe third country] is a [country that is safe]");
	assert_marked("safe NEAR/1 country", 0,
	    "safe x y country. X y. safe x country",
	    "safe x y country. X y. [safe x country]");
	assert_marked("safe NEAR country", 0, "safe\ncountry",
	    "safe\ncountry");
	assert_marked("\"third country\" NEAR/2 saf*", 0,
	    "safely the third country", "[safely the third country]");
	assert_marked("a NEAR/1 b NEAR/1 c", 0, "c b a. c x x x b a",
	    "[c b a]. c x x x b a");
	assert_marked("ab NEAR/3 a*", 0, "a1 ab ab", "[a1 ab] ab");
	assert_marked("The NEAR end", 0, "the end\nThe end",
	    "the end\n[The end]");
	assert_marked("NEAR", 0, "near NEAR", "near [NEAR]");
	assert_marked("NEARBY town", 0, "NEARBY town", "[NEARBY town]");
}

static void
what_cannot_be_meant_is_refused_with_its_place(void **state)
{
	(void)state;
	assert_refused("", 0, 0, "there is nothing to look for");
	assert_refused("\xc2\xad", 0, 0, "there is nothing to look for");
	assert_refused("a NEAR", 0, 6, "NEAR needs a word on either side");
	assert_refused("a NEAR NEAR b", 0, 7,
	    "NEAR needs a word on either side");
	assert_refused("a NEAR/x b", 0, 2,
	    "NEAR/ takes a number of words from 1 to 1000");
	assert_refused("a NEAR/0 b", 0, 2,
	    "NEAR/ takes a number of words from 1 to 1000");
	assert_refused("/a(b/", 0, 4, "missing closing parenthesis");
	assert_refused("a(b", QUERY_REGEX | QUERY_WORD, 3,
	    "missing closing parenthesis");
}

static void
expressions_see_one_paragraph_at_a_time(void **state)
{
	(void)state;
	assert_marked("/colou?r/", 0, "Color colour\ncolr",
	    "[Color] [colour]\ncolr");
	assert_marked("^a.*b$", QUERY_REGEX, "a\nb\na x b", "a\nb\n[a x b]");
	assert_marked("a[^x]*b", QUERY_REGEX, "a\nb a\vb", "a\nb [a\vb]");
	assert_marked("\\bcat\\b", QUERY_REGEX, "cat cats Cat",
	    "[cat] cats [Cat]");
	assert_marked("Cat", QUERY_REGEX, "cat Cat", "cat [Cat]");
	assert_marked("\\S+", QUERY_REGEX, "ab Cd", "[ab] [Cd]");
	assert_marked("x*", QUERY_REGEX, "axxb", "a[xx]b");
	assert_marked("cat", QUERY_REGEX | QUERY_WORD, "cat cats",
	    "[cat] cats");
	assert_marked("é.", QUERY_REGEX, "É\xff \xff É漢",
	    "[É\xff] \xff [É漢]");
	assert_marked("e", QUERY_REGEX, "e\xcc\x81", "[e\xcc\x81]");
	assert_marked("\\w+ing", QUERY_REGEX, "singing “ringing” ñing",
	    "[singing] “[ringing]” [ñing]");
	assert_marked("\\/x\\//", 0, "\\/x\\//", "[\\/x\\//]");
}

/* The literal part only says where to run; it never hides a match. */
static void
literals_of_expressions_do_not_change_what_is_found(void **state)
{
	static const char *const patterns[] = {
		"abcx?", "abc{0}d", "abc{2}", "(abc)?def", "abc|def",
		"(?i)abc", "(?x) abc", "a(b|c)def", "\\Qabc\\E", "abc*def",
		"abc\\b def", "[abc]def", "[]abc]def", "[^]]abc", "abc{,2}d",
		"(?:abc){2}", "\\x61bc", "abc\\.", "(?#abc)def", "abc+?d",
		"abc\\p{L}", "(?!abc)def", "ABC", "ſtop", "abc{d",
		"[[:alpha:]]bcd", "a\\$bcd", "(?<=abc)def", "(a(b(c)))def",
		"abcé?", "abc\\Kdef",
	};
	struct span text = SPAN("abc abcc def abcdef abdef acdef aBC ABC\n"
	    "abcabc abc def abc. def\nabcé abcD stop ſtop STOP abc{d abcd\n"
	    "]def bcd a$bcd abccd abd abcdd \\Qabc\\E");

	(void)state;
	for (size_t i = 0; i < sizeof patterns / sizeof *patterns; i++) {
		char whole[64];
		struct query *plain;
		struct query *masked;
		struct match_list a = { 0 };
		struct match_list b = { 0 };

		/* Inside an alternative no literal is looked for. */
		snprintf(whole, sizeof whole, "%s|(?!)", patterns[i]);
		plain = query_new(span_str(patterns[i]), QUERY_REGEX, NULL);
		masked = query_new(span_str(whole), QUERY_REGEX, NULL);
		if (!plain)
			fail_msg("%s", patterns[i]);
		assert_non_null(masked);
		query_scan(plain, text, 0, &a, SIZE_MAX);
		query_scan(masked, text, 0, &b, SIZE_MAX);
		if (a.count != b.count)
			fail_msg("%s: %zu, not %zu", patterns[i], a.count,
			    b.count);
		for (size_t j = 0; j < a.count; j++)
			assert_memory_equal(&a.items[j].place,
			    &b.items[j].place, sizeof a.items[j].place);
		match_list_release(&a);
		match_list_release(&b);
		query_free(plain);
		query_free(masked);
	}
}

static void
assert_need(const char *pattern, unsigned flags, const char *want)
{
	struct query *query = query_new(span_str(pattern), flags, NULL);
	static const char kinds[] = "=<~";
	struct buf out = { 0 };
	const struct query_need *needs;
	size_t count;

	assert_non_null(query);
	needs = query_needs(query, &count);
	for (size_t i = 0; i < count; i++)
		buf_printf(&out, "%c%.*s ", kinds[needs[i].kind],
		    SPAN_ARG(needs[i].term));
	assert_string_equal(buf_cstr(&out), want);
	buf_release(&out);
	query_free(query);
}

/* = a term, < a term that starts so, ~ a term that holds it. */
static void
needs_name_what_the_index_must_hold(void **state)
{
	(void)state;
	assert_need("Whale", 0, "~whale ");
	assert_need("\"white whale\"", 0, "=white =whale ");
	assert_need("white whale hunt", 0, "~white =whale <hunt ");
	assert_need("whal*", 0, "<whal ");
	assert_need("don't", QUERY_WORD, "=don =t ");
	assert_need("safe NEAR countr*", 0, "=safe <countr ");
	assert_need("漢字", 0, "=漢 <字 ");
	assert_need("—", 0, "");
	assert_need("wh[ai]le", QUERY_REGEX, "");
	assert_need("\\bsperm.*whales?", QUERY_REGEX, "~sperm ");
	assert_need("(white|black) whale", QUERY_REGEX, "<whale ");
	assert_need("white|whale", QUERY_REGEX, "");
}

static bool
stop_after(void *arg)
{
	int *left = arg;

	return (*left)-- <= 0;
}

static void
a_catastrophic_expression_ends_with_its_limit_named(void **state)
{
	struct query *query = query_new(SPAN("(a+)+(a+)+$"), QUERY_REGEX,
	    NULL);
	struct match_list list = { 0 };

	(void)state;
	query_scan(query, SPAN("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaab\nxaa"),
	    0, &list, SIZE_MAX);
	assert_string_equal(list.limit,
	    "over 200,000 steps at one place");
	assert_int_equal(list.count, 1);
	assert_int_equal(list.items[0].place, 40);
	match_list_release(&list);
	query_free(query);
}

static void
a_scan_stops_when_asked_and_goes_on_from_there(void **state)
{
	/* Looking ahead, it is run over a paragraph slice by slice. */
	struct query *query = query_new(SPAN("(?=)(?:b{2}|c)"), QUERY_REGEX,
	    NULL);
	struct match_list list = { 0 };
	struct buf text = { 0 };
	int left = 1;	/* once at the start, and then */
	uint64_t end;

	(void)state;
	buf_puts(&text, "c\nbb");
	buf_fill(&text, 'a', 5000);
	buf_puts(&text, "bb");
	list.stop = stop_after;
	list.stop_arg = &left;
	query_scan(query, buf_span(&text), 0, &list, SIZE_MAX);
	assert_true(list.stopped);
	assert_int_equal(list.searched, 2);
	assert_int_equal(list.count, 1);
	list.stop = NULL;
	end = list.searched;
	query_scan(query, span_slice(buf_span(&text), end, text.len), end,
	    &list, SIZE_MAX);
	assert_int_equal(list.count, 3);
	assert_int_equal(list.items[2].place, 5004);
	assert_int_equal(list.searched, text.len);
	match_list_release(&list);
	buf_release(&text);
	query_free(query);
}

static void
a_scan_ends_after_the_asked_number(void **state)
{
	struct query *query = query_new(SPAN("a"), 0, NULL);
	struct match_list list = { 0 };

	(void)state;
	assert_int_equal(query_scan(query, SPAN("a b a b a"), 10, &list, 2),
	    2);
	assert_int_equal(list.searched, 15);
	match_list_release(&list);
	query_free(query);
}

static void
stepping_goes_from_match_to_match_both_ways(void **state)
{
	struct query *query = query_new(SPAN("aa"), 0, NULL);
	struct span text = SPAN("aaaa\nb\naa");
	struct match match;

	(void)state;
	assert_true(query_next(query, text, 100, 0, &match));
	assert_int_equal(match.place, 100);
	assert_true(query_next(query, text, 100, 101, &match));
	assert_int_equal(match.place, 102);
	assert_true(query_next(query, text, 100, 103, &match));
	assert_int_equal(match.place, 107);
	assert_false(query_next(query, text, 100, 108, &match));
	assert_true(query_prev(query, text, 100, 999, &match));
	assert_int_equal(match.place, 107);
	assert_true(query_prev(query, text, 100, 107, &match));
	assert_int_equal(match.place, 102);
	assert_true(query_prev(query, text, 100, 102, &match));
	assert_int_equal(match.place, 100);
	assert_false(query_prev(query, text, 100, 100, &match));
	query_free(query);
}

/* A paragraph longer than a block, and blocks that end anywhere. */
static void
long_texts_are_searched_whole(void **state)
{
	struct query *query = query_new(SPAN("needle in"), 0, NULL);
	struct buf text = { 0 };
	struct match_list list = { 0 };
	struct match match;
	uint64_t at;

	(void)state;
	for (int i = 0; i < 3000; i++)
		buf_printf(&text, "A line of héy %d.\n", i);
	for (int i = 0; i < 20000; i++)
		buf_puts(&text, "漢字");
	buf_puts(&text, "Needle\vin\n");
	for (int i = 0; i < 3000; i++)
		buf_printf(&text, "Needle %d in.\n", i);
	at = (uint64_t)span_find(buf_span(&text), SPAN("Needle\v"), 0);
	assert_int_equal(query_scan(query, buf_span(&text), 0, &list,
	    SIZE_MAX), 1);
	assert_int_equal(list.items[0].place, at);
	assert_int_equal(list.items[0].len, 9);
	assert_true(query_prev(query, buf_span(&text), 0, text.len, &match));
	assert_int_equal(match.place, at);
	match_list_release(&list);
	buf_release(&text);
	query_free(query);
}

static size_t
compare_with_naive(unsigned *seed, struct span text)
{
	struct naive_query naive;
	struct match_list got = { 0 };
	struct match_list want = { 0 };
	struct query *query;
	size_t found;

	if (naive_pattern(seed, text, &naive)) {
		query = query_new(buf_span(&naive.pattern), naive.flags,
		    NULL);
		assert_non_null(query);
		query_scan(query, text, 0, &got, SIZE_MAX);
		naive_scan(naive.parts, naive.near_words, naive.keep, text,
		    0, &want);
		if (got.count != want.count)
			fail_msg("<%s> flags %u: %zu, not %zu in <%.*s>",
			    buf_cstr(&naive.pattern), naive.flags, got.count,
			    want.count, SPAN_ARG(text));
		for (size_t i = 0; i < got.count; i++)
			if (got.items[i].place != want.items[i].place ||
			    got.items[i].len != want.items[i].len)
				fail_msg("<%s> flags %u: %zu+%u, not %zu+%u "
				    "in <%.*s>", buf_cstr(&naive.pattern),
				    naive.flags, (size_t)got.items[i].place,
				    got.items[i].len,
				    (size_t)want.items[i].place,
				    want.items[i].len, SPAN_ARG(text));
		query_free(query);
	}
	found = want.count;
	match_list_release(&got);
	match_list_release(&want);
	naive_query_release(&naive);
	return found;
}

static void
scanning_agrees_with_a_naive_search_on_random_texts(void **state)
{
	unsigned seed = 20;
	size_t found = 0;

	(void)state;
	for (int round = 0; round < 400; round++) {
		struct buf text = { 0 };

		naive_text(&seed, 1 + naive_random(&seed, 120), &text);
		for (int i = 0; i < 20; i++)
			found += compare_with_naive(&seed, buf_span(&text));
		buf_release(&text);
	}
	/* Or nothing was compared. */
	assert_true(found > 10000);
}

/* The paragraph of `place`, as the place of its first byte. */
static size_t
paragraph(struct span text, uint64_t place)
{
	size_t at = (size_t)place;

	while (at > 0 && text.ptr[at - 1] != '\n')
		at--;
	return at;
}

/* Where the longer pattern matches, the shorter one did, if it says so. */
static bool
compare_narrowed(struct span text, struct span pattern, size_t len)
{
	static const char *const wraps[] = { "", "\"" };
	bool narrowed = false;

	for (size_t w = 0; w < 2; w++) {
		struct buf longer = { 0 };
		struct match_list was = { 0 }, now = { 0 };
		struct query *before, *query;
		size_t k = 0;

		buf_puts(&longer, wraps[w]);
		buf_put(&longer, pattern);
		before = query_new(span_slice(buf_span(&longer), 0,
		    len + w), 0, NULL);
		query = query_new(buf_span(&longer), 0, NULL);
		if (before && query && query_narrows(query, before)) {
			narrowed = true;
			query_scan(before, text, 0, &was, SIZE_MAX);
			query_scan(query, text, 0, &now, SIZE_MAX);
			for (size_t i = 0; i < now.count; i++) {
				size_t at = paragraph(text,
				    now.items[i].place);

				while (k < was.count && paragraph(text,
				    was.items[k].place) < at)
					k++;
				if (k == was.count || paragraph(text,
				    was.items[k].place) != at)
					fail_msg("<%s> after %zu bytes in "
					    "<%.*s>", buf_cstr(&longer), len,
					    SPAN_ARG(text));
			}
		}
		match_list_release(&was);
		match_list_release(&now);
		query_free(before);
		query_free(query);
		buf_release(&longer);
	}
	return narrowed;
}

static void
a_pattern_that_grows_matches_where_it_did(void **state)
{
	unsigned seed = 6;
	size_t narrowed = 0;

	(void)state;
	for (int round = 0; round < 400; round++) {
		struct buf text = { 0 };

		naive_text(&seed, 1 + naive_random(&seed, 120), &text);
		for (int i = 0; i < 20; i++) {
			struct span pattern = naive_slice(&seed,
			    buf_span(&text), 30);
			size_t len = naive_random(&seed,
			    (unsigned)pattern.len) + 1;

			while (len < pattern.len &&
			    (pattern.ptr[len] & 0xc0) == 0x80)
				len++;
			narrowed += compare_narrowed(buf_span(&text),
			    pattern, len);
		}
		buf_release(&text);
	}
	/* Or nothing was compared. */
	assert_true(narrowed > 2000);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(plain_text_is_found_as_typed_and_inside_words),
		cmocka_unit_test(
		    folding_finds_what_a_reader_would_call_the_same),
		cmocka_unit_test(matches_are_whole_clusters),
		cmocka_unit_test(capitals_and_accents_in_the_pattern_count),
		cmocka_unit_test(whole_words_by_flag_and_by_quotation_marks),
		cmocka_unit_test(a_star_finds_words_that_start_so),
		cmocka_unit_test(near_finds_both_words_within_a_distance),
		cmocka_unit_test(
		    what_cannot_be_meant_is_refused_with_its_place),
		cmocka_unit_test(expressions_see_one_paragraph_at_a_time),
		cmocka_unit_test(
		    literals_of_expressions_do_not_change_what_is_found),
		cmocka_unit_test(needs_name_what_the_index_must_hold),
		cmocka_unit_test(
		    a_catastrophic_expression_ends_with_its_limit_named),
		cmocka_unit_test(
		    a_scan_stops_when_asked_and_goes_on_from_there),
		cmocka_unit_test(a_scan_ends_after_the_asked_number),
		cmocka_unit_test(stepping_goes_from_match_to_match_both_ways),
		cmocka_unit_test(long_texts_are_searched_whole),
		cmocka_unit_test(
		    scanning_agrees_with_a_naive_search_on_random_texts),
		cmocka_unit_test(a_pattern_that_grows_matches_where_it_did),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
