/* Keywords: which forms are found, which match wins, and the file. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <cmocka.h>

#include "base/buf.h"
#include "search/keywords.h"

static void
add(struct keywords *keywords, const char *term, const char *variants)
{
	assert_true(keywords_add(keywords, 0, span_str(term),
	    span_str(variants), SPAN_NONE, SPAN_NONE) >= 0);
}

/* Each hit as {id:text} in its place. */
static void
assert_hits(struct keywords *keywords, const char *text, const char *want)
{
	struct keyword_hits hits = { 0 };
	struct buf out = { 0 };
	size_t at = 0;

	keywords_scan(keywords, span_str(text), 500, &hits);
	for (size_t i = 0; i < hits.count; i++) {
		size_t from = (size_t)(hits.items[i].place - 500);

		buf_put(&out, span_slice(span_str(text), at, from));
		at = from + hits.items[i].len;
		buf_printf(&out, "{%d:%.*s}", hits.items[i].id,
		    SPAN_ARG(span_slice(span_str(text), from, at)));
	}
	buf_put(&out, span_slice(span_str(text), at, strlen(text)));
	assert_string_equal(buf_cstr(&out), want);
	buf_release(&out);
	keyword_hits_release(&hits);
}

static void
keywords_are_whole_words_whatever_their_case_and_accents(void **state)
{
	struct keywords *keywords = keywords_new();

	(void)state;
	add(keywords, "guantanamo", "");
	add(keywords, "Non-refoulement", "nonrefoulement");
	add(keywords, "safe third country", "");
	add(keywords, "漢字", "");
	add(keywords, "C++", "");
	assert_hits(keywords, "Guantánamo, GUANTA\xcc\x81NAMO’s guantanamoa",
	    "{0:Guantánamo}, {0:GUANTA\xcc\x81NAMO}’s guantanamoa");
	assert_hits(keywords, "non‑refoulement nonrefoulement.",
	    "{1:non‑refoulement} {1:nonrefoulement}.");
	assert_hits(keywords, "a safe\vthird  country\nsafe third\ncountry",
	    "a {2:safe\vthird  country}\nsafe third\ncountry");
	assert_hits(keywords, "日漢字典 C++.", "日{3:漢字}典 {4:C++}.");
	keywords_free(keywords);
}

static void
simple_plurals_are_found(void **state)
{
	struct keywords *keywords = keywords_new();

	(void)state;
	add(keywords, "policy", "");
	add(keywords, "MPP", "");
	add(keywords, "watch", "");
	add(keywords, "veto", "");
	add(keywords, "bay", "");
	add(keywords, "Title 42", "");
	assert_hits(keywords, "policies policys policied policy's",
	    "{0:policies} {0:policys} policied {0:policy}'s");
	assert_hits(keywords, "MPPs, watches, vetoes, bays, baies",
	    "{1:MPPs}, {2:watches}, {3:vetoes}, {4:bays}, baies");
	assert_hits(keywords, "Title 42s Title 42.", "Title 42s {5:Title 42}.");
	keywords_free(keywords);
}

static void
a_quoted_term_is_taken_as_written(void **state)
{
	struct keywords *keywords = keywords_new();

	(void)state;
	add(keywords, "\"US\"", "\"United States\"\nU.S.");
	add(keywords, "\"résumé\"", "");
	assert_hits(keywords, "let us see the US and USs, U.S.",
	    "let us see the {0:US} and USs, {0:U.S.}");
	assert_hits(keywords, "united states United States",
	    "united states {0:United States}");
	assert_hits(keywords, "resume résumé re\xcc\x81sume\xcc\x81 Résumé",
	    "resume {1:résumé} {1:re\xcc\x81sume\xcc\x81} Résumé");
	assert_true(keywords_at(keywords, 0)->exact);
	assert_string_equal(keywords_at(keywords, 0)->term.ptr, "US");
	keywords_free(keywords);
}

static void
the_longest_of_overlapping_keywords_wins(void **state)
{
	struct keywords *keywords = keywords_new();

	(void)state;
	add(keywords, "safe", "");
	add(keywords, "safe third", "");
	add(keywords, "third country agreement", "");
	add(keywords, "country", "");
	add(keywords, "COUNTRY", "");
	assert_hits(keywords, "safe third country agreement",
	    "{0:safe} {2:third country agreement}");
	assert_hits(keywords, "safe third country",
	    "{1:safe third} {3:country}");
	keywords_set_off(keywords, 2, true);
	keywords_set_off(keywords, 3, true);
	assert_hits(keywords, "safe third country agreement",
	    "{1:safe third} {4:country} agreement");
	keywords_free(keywords);
}

static void
what_cannot_be_a_keyword_is_refused(void **state)
{
	struct keywords *keywords = keywords_new();
	struct buf lengthy = { 0 };

	(void)state;
	buf_fill(&lengthy, 'a', KEYWORD_MAX + 1);
	assert_int_equal(keywords_add(keywords, 0, SPAN(" "), SPAN_NONE,
	    SPAN_NONE, SPAN_NONE), -1);
	assert_int_equal(keywords_add(keywords, 0, SPAN("\xc2\xad"),
	    SPAN_NONE, SPAN_NONE, SPAN_NONE), -1);
	assert_int_equal(keywords_add(keywords, 0, buf_span(&lengthy),
	    SPAN_NONE, SPAN_NONE, SPAN_NONE), -1);
	assert_int_equal(keywords_count(keywords), 0);
	assert_hits(keywords, "a", "a");
	buf_release(&lengthy);
	keywords_free(keywords);
}

/* Thousands of keywords, and a text made of nothing but overlaps. */
static void
many_keywords_and_many_overlaps_are_settled(void **state)
{
	struct keywords *keywords = keywords_new();
	struct keyword_hits hits = { 0 };
	struct buf text = { 0 };

	(void)state;
	for (int i = 0; i < 5000; i++) {
		char term[32];

		snprintf(term, sizeof term, "term%d of %d", i, i);
		add(keywords, term, "");
	}
	add(keywords, "ha ha", "");
	for (int i = 0; i < 20001; i++)
		buf_puts(&text, "ha ");
	buf_puts(&text, "term4321 of 4321");
	keywords_scan(keywords, buf_span(&text), 0, &hits);
	assert_int_equal(hits.count, 10001);
	assert_int_equal(hits.items[9999].place, 9999 * 6);
	assert_int_equal(hits.items[10000].id, 4321);
	assert_int_equal(keywords_find(keywords, SPAN("TERM17 of 17")), 17);
	assert_int_equal(keywords_find(keywords, SPAN("term")), -1);
	keyword_hits_release(&hits);
	buf_release(&text);
	keywords_free(keywords);
}

static void
a_file_gives_terms_variants_styles_and_definitions(void **state)
{
	static const char file[] = "\xef\xbb\xbf# Terms\n"
	    "\n"
	    "plain\n"
	    "MPP | Remain in Mexico, \"migrant, protocols\" [bold] = The \n"
	    "    Migrant Protection\n"
	    "\tProtocols.\n"
	    "@style underline\n"
	    "a=b = equal\r\n"
	    "  # between\n"
	    "C# [x]y\n";
	static const char again[] = "plain\n"
	    "MPP | Remain in Mexico, \"migrant, protocols\" [bold] = The "
	    "Migrant Protection Protocols.\n"
	    "a=b [underline] = equal\n"
	    "C# [x]y [underline]\n";
	struct keywords *keywords = keywords_new();
	struct diag_list diags;
	struct buf out = { 0 };

	(void)state;
	diag_init(&diags);
	assert_int_equal(keywords_parse(keywords, 3, span_str(file), NULL,
	    &diags), 4);
	assert_int_equal(diags.count, 0);
	assert_int_equal(keywords_at(keywords, 1)->set, 3);
	assert_string_equal(keywords_at(keywords, 1)->variants.ptr,
	    "Remain in Mexico\n\"migrant, protocols\"");
	assert_string_equal(keywords_at(keywords, 1)->definition.ptr,
	    "The Migrant Protection Protocols.");
	keywords_write(keywords, 3, &out);
	assert_string_equal(buf_cstr(&out), again);
	assert_hits(keywords, "Remain in Mexico; migrant, protocols",
	    "{1:Remain in Mexico}; {1:migrant, protocols}");
	buf_release(&out);
	diag_release(&diags);
	keywords_free(keywords);
}

static bool
knows_bold(struct span style)
{
	return span_eq(style, SPAN("bold"));
}

static void
styles_that_nobody_knows_are_reported_and_kept(void **state)
{
	struct keywords *keywords = keywords_new();
	struct diag_list diags;

	(void)state;
	diag_init(&diags);
	assert_int_equal(keywords_parse(keywords, 0, SPAN(
	    "one [bold]\n"
	    "two [glowing] = A word\n"
	    "@style glaring\n"
	    "three\n"), knows_bold, &diags), 3);
	assert_int_equal(diags.count, 2);
	assert_int_equal(diags.items[0].code, DIAG_KEYWORD_STYLE);
	assert_int_equal(diags.items[0].line, 2);
	assert_int_equal(diags.items[1].line, 3);
	assert_true(span_eq(keywords_at(keywords, 1)->style,
	    SPAN("glowing")));
	diag_release(&diags);
	keywords_free(keywords);
}

static void
lines_that_make_no_sense_are_reported(void **state)
{
	struct keywords *keywords = keywords_new();
	struct diag_list diags;

	(void)state;
	diag_init(&diags);
	assert_int_equal(keywords_parse(keywords, 0, SPAN(
	    "  indented at the start\n"
	    "= no term\n"
	    "@colour red\n"
	    "@style RED!\n"
	    "| variant\n"
	    "good\n"
	    "  no definition to go on with\n"
	    "\xc2\xad\n"), NULL, &diags), 1);
	assert_int_equal(diags.count, 7);
	assert_int_equal(diags.items[0].line, 1);
	assert_int_equal(diags.items[1].line, 2);
	assert_int_equal(diags.items[5].line, 7);
	assert_int_equal(diags.items[6].line, 8);
	diag_release(&diags);
	keywords_free(keywords);
}

static void
a_quotation_mark_opens_where_a_term_begins(void **state)
{
	struct keywords *keywords = keywords_new();
	struct diag_list diags;

	(void)state;
	diag_init(&diags);
	assert_int_equal(keywords_parse(keywords, 0, SPAN(
	    "5\" gun | six-inch = A weapon\n"
	    "\"US | U.S. = United States\n"
	    "states | \"US\n"), NULL, &diags), 1);
	assert_string_equal(keywords_at(keywords, 0)->term.ptr, "5\" gun");
	assert_string_equal(keywords_at(keywords, 0)->definition.ptr,
	    "A weapon");
	assert_int_equal(diags.count, 2);
	assert_int_equal(diags.items[0].line, 2);
	assert_int_equal(diags.items[1].line, 3);
	diag_release(&diags);
	keywords_free(keywords);
}

static void
what_is_written_is_read_again(void **state)
{
	static const char *const terms[] = { "#metoo", "@ibid", "a | b",
		"x = y", "see [bold]", "\"US\"", "\"open", "5\" gun",
		"say \"so", "plain" };
	struct keywords *keywords = keywords_new();
	struct keywords *again = keywords_new();
	struct diag_list diags;
	struct buf out = { 0 };

	(void)state;
	diag_init(&diags);
	for (size_t i = 0; i < 10; i++)
		add(keywords, terms[i], "");
	keywords_write(keywords, 0, &out);
	assert_int_equal(keywords_parse(again, 0, buf_span(&out), NULL,
	    &diags), 10);
	assert_int_equal(diags.count, 0);
	for (int i = 0; i < 10; i++) {
		assert_true(span_eq(keywords_at(again, i)->term,
		    keywords_at(keywords, i)->term));
		assert_int_equal(keywords_at(again, i)->definition.len, 0);
		assert_int_equal(keywords_at(again, i)->variants.len, 0);
	}
	buf_release(&out);
	diag_release(&diags);
	keywords_free(keywords);
	keywords_free(again);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
		    keywords_are_whole_words_whatever_their_case_and_accents),
		cmocka_unit_test(simple_plurals_are_found),
		cmocka_unit_test(a_quoted_term_is_taken_as_written),
		cmocka_unit_test(the_longest_of_overlapping_keywords_wins),
		cmocka_unit_test(what_cannot_be_a_keyword_is_refused),
		cmocka_unit_test(many_keywords_and_many_overlaps_are_settled),
		cmocka_unit_test(
		    a_file_gives_terms_variants_styles_and_definitions),
		cmocka_unit_test(
		    styles_that_nobody_knows_are_reported_and_kept),
		cmocka_unit_test(lines_that_make_no_sense_are_reported),
		cmocka_unit_test(a_quotation_mark_opens_where_a_term_begins),
		cmocka_unit_test(what_is_written_is_read_again),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
