/* A number that is typed: which note it opens, from where, and over what. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <cmocka.h>

#include "tests/screen/reading.h"

/* Taller than a window of ten rows. */
static const char pond[] =
    "# The pond\n\nThe pond lay still.[^1] A heron stood in it.[^2]\n\n"
    "Nobody came.\n\nThe wind rippled the water until noon.\n\n"
    "Then it was still again.\n\nThe heron went away.\n\n"
    "[^1]: Seen on the third of May.\n"
    "[^2]: It eats fish, and what else it finds.\n";

#define POND ((struct span){ pond, sizeof pond - 1 })

static void
a_number_and_enter_open_that_note_from_anywhere(void **state)
{
	struct reading r;

	(void)state;
	reading_open(&r, POND, "width = 36\nmargin = 1", 10, 40);
	reading_keys(&r, "G 1 Enter");
	assert_string_equal(reading_at_cursor(&r),
	    "Seen on the third of May.");
	reading_keys(&r, "Esc 7 7 Enter");
	assert_string_equal(reading_row(&r, 9),
	    " There is no note 77; e lists them");
	reading_close(&r);
}

static void
a_number_is_taken_in_the_contents_and_in_lists_too(void **state)
{
	struct reading r;
	uint64_t anchor;

	(void)state;
	reading_open(&r, POND, "width = 36\nmargin = 1", 10, 40);
	anchor = r.session->page.anchor;
	reading_keys(&r, "t 1 Enter");
	assert_string_equal(reading_at_cursor(&r),
	    "Seen on the third of May.");
	reading_keys(&r, "Esc h 1 Enter");
	assert_string_equal(reading_at_cursor(&r),
	    "Seen on the third of May.");
	/* In an open note as well, and closing leads to where all began. */
	reading_keys(&r, "2 Enter 1 Enter Esc");
	assert_int_equal(r.session->popup_count, 0);
	assert_int_equal(r.session->page.anchor, anchor);
	/* What there is not leaves the list open. */
	reading_keys(&r, "e 7 7 Enter");
	assert_string_equal(reading_row(&r, 9),
	    " There is no note 77; e lists them");
	assert_true(r.session->list_open);
	reading_close(&r);
}

static void
a_number_is_mended_while_it_is_typed(void **state)
{
	struct reading r;

	(void)state;
	reading_open(&r, POND, "width = 36\nmargin = 1", 10, 40);
	reading_keys(&r, "1 7 Backspace");
	assert_string_equal(reading_row(&r, 9), " 1: Enter opens note 1");
	reading_keys(&r, "Enter");
	assert_string_equal(reading_at_cursor(&r),
	    "Seen on the third of May.");
	/* A key that means nothing gives it up. */
	reading_keys(&r, "Esc 1 Q");
	assert_string_equal(reading_row(&r, 9),
	    " Q does nothing here; h shows the keys");
	assert_int_equal(r.session->digits.len, 0);
	reading_close(&r);
}

static void
a_number_means_the_note_of_the_chapter_one_is_in(void **state)
{
	struct reading r;

	(void)state;
	reading_open(&r, SPAN("# The lake\n\nIt froze.<sup>1</sup>\n\n"
	    "## Notes\n\n1. In January.\n\n"
	    "# The river\n\nIt did not.<sup>1</sup>\n\n"
	    "## Notes\n\n1. In any year.\n"), "", 10, 50);
	reading_keys(&r, "1 Enter");
	assert_string_equal(reading_at_cursor(&r), "In January.");
	reading_keys(&r, "Esc ] ] 1 Enter");
	assert_string_equal(reading_at_cursor(&r), "In any year.");
	reading_close(&r);
}

static void
a_note_opened_by_number_leaves_its_mark_in_sight(void **state)
{
	struct reading r;

	(void)state;
	reading_open(&r, SPAN("# The lake\n\nIt froze.[^1]\n\nIt thawed.\n"
	    "\nIt froze again.\n\nIt snowed.\n\nAnd it thawed.[^2]\n\n"
	    "[^1]: In January.\n\n[^2]: In March.\n"), "", 14, 50);
	reading_keys(&r, "2 Enter");
	assert_string_equal(reading_at_cursor(&r), "In March.");
	assert_true(strstr(reading_screen(&r), "And it thawed.") != NULL);
	reading_keys(&r, "g");
	assert_string_equal(reading_row(&r, 13),
	    " Note 2; H goes back to its mark");
	reading_keys(&r, "H");
	assert_string_equal(reading_at_cursor(&r), "²");
	reading_close(&r);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
		    a_number_and_enter_open_that_note_from_anywhere),
		cmocka_unit_test(
		    a_number_is_taken_in_the_contents_and_in_lists_too),
		cmocka_unit_test(a_number_is_mended_while_it_is_typed),
		cmocka_unit_test(
		    a_number_means_the_note_of_the_chapter_one_is_in),
		cmocka_unit_test(
		    a_note_opened_by_number_leaves_its_mark_in_sight),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
