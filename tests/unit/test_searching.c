/* A search from the first letter to Esc: what it shows, what it leaves. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <cmocka.h>

#include "tests/screen/reading.h"
#include "uni/uni.h"

/* Chapters in a part, folded at first; notes stand at the end. */
static void
write_book(struct buf *out)
{
	buf_puts(out, "# Before\n\nA heron stood there.[^1] It went.\n\n");
	for (int i = 0; i < 4; i++)
		buf_puts(out, "Nothing else was seen on that day by the "
		    "river, nor on the day after.\n\n");
	buf_puts(out, "# The mill\n\n");
	for (int i = 1; i <= 70; i++)
		buf_printf(out, "## Chapter %d\n\nStone %d.%s\n\n", i, i,
		    i % 10 ? "" : " An eel came by.");
	buf_puts(out, "[^1]: An eel was seen, too.\n");
}

static void
open_book(struct reading *r, int rows, int cols)
{
	struct buf text = { 0 };

	write_book(&text);
	reading_open(r, buf_span(&text), "", rows, cols);
	buf_release(&text);
}

static void
esc_brings_back_the_very_page_and_the_contents(void **state)
{
	struct reading r;
	char *before;

	(void)state;
	open_book(&r, 12, 120);
	reading_keys(&r, "] k");
	/* On top are the blank rows above the heading. */
	assert_int_equal(view_lead(&r.session->page), 1);
	before = strdup(reading_screen(&r));
	reading_keys(&r, "/ s t o n e Space 3 3");
	assert_non_null(strstr(reading_screen(&r), "Chapter 32"));
	reading_keys(&r, "Esc");
	assert_string_equal(reading_screen(&r), before);
	/* Nor does a pattern that is none move anything. */
	reading_keys(&r, "/ s t o n e Space 3 3 C-u C-r ( Esc");
	assert_string_equal(reading_screen(&r), before);
	free(before);
	/* Nor does another size on the way. */
	reading_keys(&r, "g");
	before = strdup(reading_screen(&r));
	reading_keys(&r, "/ s t o n e Space 3 3");
	reading_resize(&r, 20, 100);
	reading_keys(&r, "Esc");
	reading_resize(&r, 12, 120);
	assert_string_equal(reading_screen(&r), before);
	free(before);
	reading_close(&r);
}

/* The match in the note is met where that is cited: before all others. */
static void
a_match_has_one_number_while_typing_and_after(void **state)
{
	struct reading r;

	(void)state;
	open_book(&r, 12, 80);
	reading_keys(&r, "] / e e l");
	while (find_step(&r.session->find))
		continue;
	assert_true(span_ends(span_str(reading_row(&r, 11)),
	    SPAN("2 of 8")));
	reading_keys(&r, "Enter");
	assert_non_null(strstr(reading_row(&r, 11), "2 of 8 matches"));
	reading_keys(&r, "n");
	assert_string_equal(reading_row(&r, 11), " Match 3 of 8 for eel");
	reading_close(&r);
}

static void
a_number_before_a_key_repeats_it(void **state)
{
	struct reading r;

	(void)state;
	open_book(&r, 12, 80);
	reading_keys(&r, "/ e e l Enter 3 n");
	assert_string_equal(reading_row(&r, 11), " Match 5 of 8 for eel");
	/* It was one step for the way back. */
	reading_keys(&r, "H");
	assert_non_null(strstr(reading_screen(&r), "Stone 10."));
	reading_keys(&r, "C-g g 1 2 ]");
	assert_non_null(strstr(reading_screen(&r), "Chapter 11"));
	reading_keys(&r, "1 0 [");
	assert_non_null(strstr(reading_screen(&r), "Chapter 1\n"));
	/* No more of them than there are. */
	reading_keys(&r, "9 9 9 9 ]");
	assert_non_null(strstr(reading_screen(&r), "eel was seen, too"));
	reading_close(&r);
}

static void
esc_in_a_filter_goes_back_to_the_row_chosen(void **state)
{
	struct reading r;

	(void)state;
	open_book(&r, 12, 80);
	reading_keys(&r, "/ s t o n e Enter r Down Down Down Down");
	assert_string_equal(reading_at_cursor(&r), "5   Stone 5.");
	reading_keys(&r, "/ 7 0");
	assert_true(span_eq(list_current(&r.session->list)->text,
	    SPAN("Stone 70.")));
	reading_keys(&r, "Esc");
	assert_string_equal(reading_at_cursor(&r), "5   Stone 5.");
	reading_close(&r);
}

/* A sentence is quoted for the notes it cites, not for what follows. */
static void
a_filter_leaves_out_the_sentence_of_a_note_it_left_out(void **state)
{
	struct reading r;

	(void)state;
	open_book(&r, 20, 80);
	reading_keys(&r, "/ e e l Enter r");
	assert_non_null(strstr(reading_screen(&r), "A heron stood there."));
	reading_keys(&r, "/ b y");
	assert_null(strstr(reading_screen(&r), "A heron stood there."));
	reading_keys(&r, "C-u t o o");
	assert_non_null(strstr(reading_screen(&r), "A heron stood there."));
	reading_close(&r);
}

/* The column at which `word` stands in a row; wide characters are before. */
static size_t
column_of(struct reading *r, int row, const char *word)
{
	const char *line = reading_row(r, row);
	const char *at = strstr(line, word);

	assert_non_null(at);
	return uni_cols(span_of(line, (size_t)(at - line)), 1);
}

static void
a_concordance_stays_aligned_in_any_window(void **state)
{
	static const struct span river = SPAN("# River\n\n"
	    "By the old bridge an eel was caught in a basket of willow.\n\n"
	    "An eel.\n\n"
	    "全世界の人民は言論及び信仰の自由が受けられ eel と言う。\n\n"
	    "Guanta\u0301namo has no eel that we have ever heard of.\n");
	static const int widths[] = { 80, 40, 120, 24 };
	struct reading r;

	(void)state;
	reading_open(&r, river, "", 12, 80);
	reading_keys(&r, "c e e l Enter");
	for (size_t i = 0; i < 4; i++) {
		size_t col;

		reading_resize(&r, 12, widths[i]);
		col = column_of(&r, 1, "eel");
		assert_in_range(col, widths[i] / 3 - 2, widths[i] / 2);
		for (int row = 2; row <= 4; row++)
			assert_int_equal(column_of(&r, row, "eel"), col);
	}
	reading_close(&r);
}

static void
what_is_not_searched_is_told(void **state)
{
	struct reading r;

	(void)state;
	open_book(&r, 12, 80);
	reading_keys(&r, "x x / s t o n e");
	assert_true(span_ends(span_str(reading_row(&r, 11)),
	    SPAN("no match in the notes")));
	reading_keys(&r, "C-u e e l");
	assert_true(span_ends(span_str(reading_row(&r, 11)),
	    SPAN("1 of 1 in the notes")));
	reading_keys(&r, "C-u s t o n e Enter");
	assert_string_equal(reading_row(&r, 11),
	    " No match for stone in the notes");
	reading_close(&r);
}

static void
names_are_sorted_whatever_their_case(void **state)
{
	struct reading r;

	(void)state;
	open_book(&r, 12, 80);
	reading_keys(&r, "a s t o n e Enter a E e l Enter a H e r o n Enter "
	    "a \u00e9 l Enter a d a y Enter K o");
	assert_true(span_starts(span_str(reading_row(&r, 1)),
	    SPAN("> day ")));
	assert_true(span_starts(span_str(reading_row(&r, 2)),
	    SPAN("  Eel ")));
	assert_true(span_starts(span_str(reading_row(&r, 3)),
	    SPAN("  \u00e9l ")));
	assert_true(span_starts(span_str(reading_row(&r, 4)),
	    SPAN("  Heron ")));
	reading_close(&r);
}

static void
the_number_of_the_match_has_room_in_a_narrow_window(void **state)
{
	struct reading r;

	(void)state;
	open_book(&r, 10, 40);
	assert_non_null(strstr(reading_row(&r, 9), "min left"));
	reading_keys(&r, "/ s t o n e Space 1 Enter");
	assert_string_equal(reading_row(&r, 9),
	    " Chapter 1   19% · 2 min left   1 of 11");
	reading_resize(&r, 10, 30);
	assert_string_equal(reading_row(&r, 9),
	    " Chapter 1            1 of 11");
	reading_close(&r);
}

/* All rows of the list have counted columns; off is told, not gone to. */
static void
the_panel_of_keywords_leads_to_their_lines(void **state)
{
	struct reading r;

	(void)state;
	open_book(&r, 12, 80);
	reading_keys(&r, "a s t o n e Enter a e e l Enter a h e r o n Enter "
	    "K");
	while (session_busy(r.session))
		session_step(r.session);
	assert_string_equal(reading_row(&r, 2), "> stone  70  "
	    "\u00b7\u00b7\u2582\u2585\u2585\u2585\u2585\u2585\u2585\u2585"
	    "\u2585\u2585\u2585\u2585\u2585\u2585");
	assert_true(span_starts(span_str(reading_row(&r, 3)),
	    SPAN("  eel     8  ")));
	reading_resize(&r, 12, 40);
	assert_string_equal(reading_row(&r, 2), "> stone  70  "
	    "\u00b7\u2585\u2588\u2588\u2588\u2588\u2588\u2588");
	reading_resize(&r, 12, 80);
	reading_keys(&r, "Down c");
	assert_string_equal(reading_row(&r, 0), "Concordance of eel");
	assert_non_null(strstr(reading_row(&r, 11), "8 rows"));
	/* The last one stands in the note, met where that is cited. */
	reading_keys(&r, "G Enter");
	assert_int_equal(r.session->popup_count, 1);
	reading_keys(&r, "Esc K Down x Enter");
	assert_string_equal(reading_row(&r, 11), " eel is switched off");
	reading_keys(&r, "c");
	assert_string_equal(reading_row(&r, 11), " eel is switched off");
	reading_keys(&r, "q ,");
	assert_true(span_starts(span_str(reading_row(&r, 11)),
	    SPAN(" heron")));
	reading_close(&r);
}

static void
a_keyword_is_added_in_the_panel_and_in_the_contents_too(void **state)
{
	struct reading r;

	(void)state;
	open_book(&r, 12, 80);
	reading_keys(&r, "t a e e l Enter");
	assert_string_equal(reading_row(&r, 11),
	    " eel is a keyword now; . goes to the next");
	reading_keys(&r, "t K a h e r o n Enter");
	assert_string_equal(reading_row(&r, 11),
	    " heron is a keyword now; . goes to the next");
	assert_true(span_starts(span_str(reading_row(&r, 3)),
	    SPAN("> heron")));
	reading_keys(&r, "q");
	assert_false(r.session->list_open);
	reading_close(&r);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
		    esc_brings_back_the_very_page_and_the_contents),
		cmocka_unit_test(
		    a_match_has_one_number_while_typing_and_after),
		cmocka_unit_test(a_number_before_a_key_repeats_it),
		cmocka_unit_test(esc_in_a_filter_goes_back_to_the_row_chosen),
		cmocka_unit_test(
		    a_filter_leaves_out_the_sentence_of_a_note_it_left_out),
		cmocka_unit_test(a_concordance_stays_aligned_in_any_window),
		cmocka_unit_test(what_is_not_searched_is_told),
		cmocka_unit_test(names_are_sorted_whatever_their_case),
		cmocka_unit_test(
		    the_number_of_the_match_has_room_in_a_narrow_window),
		cmocka_unit_test(the_panel_of_keywords_leads_to_their_lines),
		cmocka_unit_test(
		    a_keyword_is_added_in_the_panel_and_in_the_contents_too),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
