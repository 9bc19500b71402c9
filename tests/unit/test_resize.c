/*
 * test_resize.c - the first word of the screen stays through any resizes.
 *
 * One document of all that is laid out in its own way; places, sizes and
 * settings at random.  What stood first stays in view, in whatever order
 * the sizes come, and is first again when the window is as it was.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "tests/screen/reading.h"

static uint32_t seed = 1;

static int
below(int limit)
{
	seed = seed * 1664525 + 1013904223;
	return (int)((seed >> 8) % (uint32_t)limit);
}

static void
put_times(struct buf *out, const char *words, int times)
{
	while (times-- > 0)
		buf_puts(out, words);
	buf_puts(out, "\n\n");
}

static void
put_document(struct buf *out)
{
	buf_puts(out, "---\nlang: en\n---\n\n# Of all kinds\n\n");
	for (int i = 0; i < 4; i++) {
		put_times(out, "The informed na\xc2\xad" "tion went[^1] "
		    "home. ", 20);
		put_times(out, "> Quoted words of some length. ", 1);
		put_times(out, "السلام (freedom) والحرية 25 مرة، ", 15);
		put_times(out, "以上の権利及び自由に対する共通の理解は、", 12);
		put_times(out, "ปฏิญญาสากลว่าด้วยสิทธิมนุษยชน", 12);
		put_times(out, "ကုလသမဂ္ဂအဖွဲ့ဝင် ", 20);
		put_times(out, "सदस्य देशों ने ", 20);
		buf_puts(out, "| Name of it | How many there are | Why |\n"
		    "|---|--:|---|\n");
		for (int row = 0; row < 8; row++)
			buf_printf(out, "| row %d %s | %d | some words of "
			    "the cell, which may wrap |\n", row,
			    row % 2 ? "שורה" : "line", row * 1000);
		buf_puts(out, "\n```\n");
		put_times(out, "x = x + some_function(of, long, arguments); ",
		    3);
		buf_puts(out, "short\n```\n\n1. one\n   - two and some more "
		    "words\n2. three\n\n## A heading\n\n");
	}
	put_times(out, "One paragraph that is stored in pieces. ", 500);
	buf_puts(out, "[^1]: A note.\n");
}

static void
check(const char *config)
{
	static const char *const moves[] = { "Space", "Space", "j", "k", "b",
		"Down", "End", "Home", "]" };
	struct reading r;
	struct buf text = { 0 };

	put_document(&text);
	reading_open(&r, buf_span(&text), config, 24, 80);
	for (int round = 0; round < 30; round++) {
		const struct view *page = &r.session->page;
		uint64_t anchor, first;
		int rows = 5 + below(40), cols = 20 + below(181);

		reading_resize(&r, rows, cols);
		for (int i = below(6); i >= 0; i--)
			reading_keys(&r, moves[below((int)(sizeof moves /
			    sizeof *moves))]);
		anchor = page->anchor;
		first = page->shown[0].row->place;
		for (int i = below(5); i >= 0; i--) {
			reading_resize(&r, 5 + below(60), 20 + below(181));
			assert_int_equal(page->anchor, anchor);
			assert_true(view_row_of(page, anchor) >= 0);
		}
		reading_resize(&r, rows, cols);
		assert_int_equal(page->anchor, anchor);
		assert_int_equal(page->shown[0].row->place, first);
	}
	reading_close(&r);
	buf_release(&text);
}

static void
what_stood_first_stays_in_view(void **state)
{
	(void)state;
	check("width = 200\nmargin = 1");
	check("sidebar = on");
}

static void
so_it_does_with_hyphens_and_justified(void **state)
{
	(void)state;
	check("width = 72\nhyphenate = on\nalign = justify");
	check("width = 200\nhyphenate = on\nalign = justify\nmargin = 0");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_stood_first_stays_in_view),
		cmocka_unit_test(so_it_does_with_hyphens_and_justified),
	};

	return cmocka_run_group_tests_name("resize", tests, NULL, NULL);
}
