/* What themes promise: every element, no state by colour alone, words. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <cmocka.h>

#include "tui/theme.h"

static const unsigned page_states[] = {
#define X(id) id,
	THEME_PAGE_STATES(X)
#undef X
};

static const unsigned list_states[] = {
#define X(id) id,
	THEME_LIST_STATES(X)
#undef X
};

#define COUNT(array) (sizeof(array) / sizeof *(array))

static void
assert_all_differ(const struct theme *theme, const unsigned *states,
    size_t count, const char *name)
{
	for (size_t i = 0; i < count; i++)
		for (size_t j = 0; j < i; j++)
			if (style_eq(theme->styles[states[i]],
			    theme->styles[states[j]]))
				fail_msg("%s: %s looks like %s", name,
				    theme_element_name(states[i]),
				    theme_element_name(states[j]));
}

static void
C2_states_differ_in_every_theme_without_colour(void **state)
{
	struct theme theme;

	(void)state;
	for (int i = 0; theme_names[i]; i++) {
		assert_true(theme_load(&theme, span_str(theme_names[i])));
		theme_mono(&theme);
		assert_all_differ(&theme, page_states, COUNT(page_states),
		    theme_names[i]);
		assert_all_differ(&theme, list_states, COUNT(list_states),
		    theme_names[i]);
	}
}

/*
 * Without italics, and without dim letters too, the first letter of a keyword
 * and the others make a pair that nothing else on the page has.
 */
static void
C2_each_set_of_keywords_has_a_look_on_poor_terminals(void **state)
{
	static const unsigned poor[] = { STYLE_ATTRS & ~STYLE_ITALIC,
		STYLE_BOLD | STYLE_UNDERLINE | STYLE_REVERSE };

	(void)state;
	for (int i = 0; theme_names[i]; i++)
		for (size_t j = 0; j < COUNT(poor); j++) {
			struct theme theme;
			unsigned seen = 0;

			theme_load(&theme, span_str(theme_names[i]));
			theme_mono(&theme);
			theme_fit(&theme, poor[j]);
			for (unsigned set = 0; set < THEME_KEYWORDS; set++) {
				unsigned first = theme_keyword(&theme, set,
				    SPAN(""), true).attrs;
				unsigned rest = theme_keyword(&theme, set,
				    SPAN(""), false).attrs;
				unsigned pair = (first & STYLE_BOLD ? 1 : 0) |
				    (first & STYLE_UNDERLINE ? 2 : 0) |
				    (rest & STYLE_BOLD ? 4 : 0) |
				    (rest & STYLE_UNDERLINE ? 8 : 0);

				assert_int_not_equal(first, rest);
				assert_int_not_equal(first, 0);
				assert_int_equal((first | rest) & ~poor[j], 0);
				assert_int_equal(seen & 1 << pair, 0);
				seen |= 1 << pair;
			}
			/* What the reader chose holds for all letters. */
			assert_true(theme_set(&theme,
			    SPAN("keyword2 = reverse"), NULL));
			assert_int_equal(theme_keyword(&theme, 1, SPAN(""),
			    true).attrs, STYLE_REVERSE);
		}
}

static void
C2_a_terminal_that_shows_all_gets_the_theme_as_it_is(void **state)
{
	struct theme theme, fitted;

	(void)state;
	theme_load(&theme, SPAN("default"));
	fitted = theme;
	theme_fit(&fitted, STYLE_ATTRS);
	assert_memory_equal(&theme, &fitted, sizeof theme);
}

/* Eight keywords in a row: neighbours must not share a colour either. */
static void
keywords_differ_with_colour_too(void **state)
{
	struct theme theme;

	(void)state;
	assert_true(theme_load(&theme, SPAN("dark")));
	for (unsigned i = THEME_KEYWORD1; i <= THEME_KEYWORD8; i++)
		for (unsigned j = THEME_KEYWORD1; j < i; j++)
			assert_int_not_equal(theme.styles[i].fg,
			    theme.styles[j].fg);
}

static void
C3_selection_is_reverse_and_alone_in_a_list(void **state)
{
	struct theme theme;

	(void)state;
	for (int i = 0; theme_names[i]; i++) {
		assert_true(theme_load(&theme, span_str(theme_names[i])));
		assert_true(theme.styles[THEME_SELECTION].attrs &
		    STYLE_REVERSE);
		assert_false(theme.styles[THEME_SIDEBAR_CURRENT].attrs &
		    STYLE_REVERSE);
		assert_false(theme.styles[THEME_STATUS].attrs &
		    STYLE_REVERSE);
		assert_false(theme.styles[THEME_MATCH].attrs &
		    STYLE_REVERSE);
	}
}

static void
high_contrast_has_no_dim_letters_on_the_screens_background(void **state)
{
	struct theme theme;

	(void)state;
	assert_true(theme_load(&theme, SPAN("high-contrast")));
	for (unsigned i = 0; i < THEME_ELEMENT_COUNT; i++)
		if (!theme.styles[i].bg)
			assert_false(theme.styles[i].attrs & STYLE_DIM);
}

static void
emphasis_is_added_to_its_element(void **state)
{
	struct theme theme;

	(void)state;
	assert_true(theme_load(&theme, SPAN("mono")));
	assert_int_equal(theme_style(&theme, LAYOUT_EL_HEADING1,
	    LAYOUT_EMPHASIS).attrs, STYLE_BOLD | STYLE_ITALIC);
	assert_int_equal(theme_style(&theme, LAYOUT_EL_TEXT,
	    LAYOUT_STRONG | LAYOUT_UNDERLINE).attrs,
	    STYLE_BOLD | STYLE_UNDERLINE);
	assert_int_equal(theme_style(&theme, 9999, LAYOUT_STRONG).attrs, 0);
}

static void
elements_and_themes_are_known_by_unique_names(void **state)
{
	struct theme theme;

	(void)state;
	for (unsigned i = 0; i < THEME_ELEMENT_COUNT; i++)
		for (unsigned j = 0; j < i; j++)
			assert_string_not_equal(theme_element_name(i),
			    theme_element_name(j));
	assert_string_equal(theme_element_name(LAYOUT_EL_MARK), "mark");
	assert_string_equal(theme_element_name(THEME_KEYWORD8), "keyword8");
	assert_false(theme_load(&theme, SPAN("sepia")));
}

static void
a_user_changes_an_element_in_words(void **state)
{
	struct theme theme;
	struct buf out = { 0 };

	(void)state;
	assert_true(theme_load(&theme, SPAN("default")));
	assert_true(theme_set(&theme,
	    SPAN(" Match-Current =bold  bright-red on grey\t"), &out));
	assert_int_equal(theme.styles[THEME_MATCH_CURRENT].fg,
	    HUE_BRIGHT_RED);
	assert_int_equal(theme.styles[THEME_MATCH_CURRENT].bg, HUE_GREY);
	theme_words(theme.styles[THEME_MATCH_CURRENT], &out);
	assert_string_equal(buf_cstr(&out), "bold bright-red on grey");
	assert_true(theme_set(&theme, SPAN("match = plain on default"),
	    &out));
	assert_true(style_eq(theme.styles[THEME_MATCH], STYLE_PLAIN));
	buf_release(&out);
}

static void
every_style_reads_back_from_its_words(void **state)
{
	struct theme theme, again;
	struct buf line = { 0 };

	(void)state;
	for (int i = 0; theme_names[i]; i++) {
		assert_true(theme_load(&theme, span_str(theme_names[i])));
		assert_true(theme_load(&again, SPAN("default")));
		for (unsigned j = 0; j < THEME_ELEMENT_COUNT; j++) {
			buf_clear(&line);
			buf_printf(&line, "%s = ", theme_element_name(j));
			theme_words(theme.styles[j], &line);
			assert_true(theme_set(&again, buf_span(&line),
			    &line));
			assert_true(style_eq(theme.styles[j],
			    again.styles[j]));
		}
	}
	buf_release(&line);
}

static void
a_line_that_is_not_understood_says_what_is_wrong(void **state)
{
	static const char *const cases[][2] = {
		{ "match", "expected: element = style" },
		{ "macth = bold", "there is no element \"macth\"" },
		{ "match = bald", "\"bald\" is no colour and no attribute" },
		{ "match = red on bold", "\"bold\" is no colour" },
		{ "match = red on", "a colour is missing after \"on\"" },
		{ "match = red blue", "\"blue\" is one colour too many; "
		    "write \"on\" before a background" },
		{ "match = on red on blue", "\"blue\" is one colour too "
		    "many; write \"on\" before a background" },
	};
	struct theme theme, before;
	struct buf error = { 0 };

	(void)state;
	assert_true(theme_load(&theme, SPAN("default")));
	before = theme;
	for (size_t i = 0; i < COUNT(cases); i++) {
		buf_clear(&error);
		assert_false(theme_set(&theme, span_str(cases[i][0]),
		    &error));
		assert_string_equal(buf_cstr(&error), cases[i][1]);
		assert_memory_equal(&theme, &before, sizeof theme);
	}
	buf_release(&error);
}

static void
a_keyword_has_its_own_style_or_that_of_its_set(void **state)
{
	struct theme theme, mono;
	struct style set, own;

	(void)state;
	theme_load(&theme, SPAN("default"));
	theme_load(&mono, SPAN("mono"));
	set = theme_style(&theme, THEME_KEYWORD2, 0);
	assert_true(style_eq(theme_keyword(&theme, 1, SPAN(""), false), set));
	assert_true(style_eq(theme_keyword(&theme, 9, SPAN("no-such"), false),
	    set));
	assert_true(style_eq(theme_keyword(&theme, 1, SPAN("match"), false),
	    theme_style(&theme, THEME_MATCH, 0)));
	assert_true(theme_knows(SPAN("match")));
	assert_true(theme_knows(SPAN("bold, red on blue")));
	assert_false(theme_knows(SPAN("no-such")));
	own = theme_keyword(&theme, 1, SPAN("bold, red"), false);
	assert_int_equal(own.attrs, STYLE_BOLD);
	assert_int_not_equal(own.fg, HUE_DEFAULT);
	/* A colour is not all there is to see. */
	own = theme_keyword(&mono, 1, SPAN("red"), false);
	assert_int_equal(own.attrs, set.attrs);
	assert_int_equal(own.fg, HUE_DEFAULT);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
		    C2_states_differ_in_every_theme_without_colour),
		cmocka_unit_test(
		    C2_each_set_of_keywords_has_a_look_on_poor_terminals),
		cmocka_unit_test(
		    C2_a_terminal_that_shows_all_gets_the_theme_as_it_is),
		cmocka_unit_test(keywords_differ_with_colour_too),
		cmocka_unit_test(C3_selection_is_reverse_and_alone_in_a_list),
		cmocka_unit_test(
		    high_contrast_has_no_dim_letters_on_the_screens_background),
		cmocka_unit_test(emphasis_is_added_to_its_element),
		cmocka_unit_test(
		    elements_and_themes_are_known_by_unique_names),
		cmocka_unit_test(a_user_changes_an_element_in_words),
		cmocka_unit_test(every_style_reads_back_from_its_words),
		cmocka_unit_test(
		    a_line_that_is_not_understood_says_what_is_wrong),
		cmocka_unit_test(
		    a_keyword_has_its_own_style_or_that_of_its_set),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
