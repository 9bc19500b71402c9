/* What the grid promises: clipping, whole clusters, parts, one cursor. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <cmocka.h>
#include <stdio.h>

#include "tui/cells.h"

static const struct style bold = { .attrs = STYLE_BOLD };

#define assert_row(cells, row, want) do { \
	struct buf out_ = { 0 }; \
	cells_text((cells), (row), &out_); \
	assert_string_equal(buf_cstr(&out_), want); \
	buf_release(&out_); \
} while (0)

#define assert_marks(cells, row, want) do { \
	struct buf out_ = { 0 }; \
	cells_marks((cells), (row), &out_); \
	assert_string_equal(buf_cstr(&out_), want); \
	buf_release(&out_); \
} while (0)

/* Every wide cluster owns exactly the columns after it. */
static void
assert_sound(const struct cells *cells)
{
	for (int row = 0; row < cells->rows; row++)
		for (int col = 0; col < cells->cols;) {
			int cols = cells_at(cells, row, col)->cols;

			assert_in_range(cols, 1, cells->cols - col);
			assert_int_not_equal(
			    cells_at(cells, row, col)->len, 0);
			for (int i = 1; i < cols; i++) {
				assert_int_equal(
				    cells_at(cells, row, col + i)->cols, 0);
				assert_int_equal(
				    cells_at(cells, row, col + i)->len, 0);
			}
			col += cols;
		}
}

static void
text_is_clipped_at_all_four_edges(void **state)
{
	struct cells cells;

	(void)state;
	cells_init(&cells, 2, 6);
	assert_int_equal(cells_puts(&cells, 0, 3, "abcdef", bold), 3);
	assert_int_equal(cells_put(&cells, 1, -2, SPAN("abcd"), bold, 9), 4);
	cells_puts(&cells, 2, 0, "below", bold);
	cells_puts(&cells, -1, 0, "above", bold);
	cells_puts(&cells, 0, 6, "right", bold);
	assert_row(&cells, 0, "   abc");
	assert_row(&cells, 1, "cd");
	assert_marks(&cells, 0, "...bbb");
	assert_marks(&cells, 1, "bb....");
	assert_sound(&cells);
	cells_release(&cells);
}

static void
a_wide_cluster_owns_its_columns(void **state)
{
	struct cells cells;

	(void)state;
	cells_init(&cells, 1, 7);
	assert_int_equal(cells_puts(&cells, 0, 0, "k漢a👩‍🚀x", bold), 7);
	assert_int_equal(cells_at(&cells, 0, 1)->cols, 2);
	assert_int_equal(cells_at(&cells, 0, 2)->cols, 0);
	assert_int_equal(cells_at(&cells, 0, 4)->cols, 2);
	assert_row(&cells, 0, "k漢a👩‍🚀x");
	assert_sound(&cells);
	cells_release(&cells);
}

static void
half_a_wide_cluster_is_never_left(void **state)
{
	struct cells cells;

	(void)state;
	cells_init(&cells, 3, 5);
	cells_puts(&cells, 0, 0, "漢字漢", bold);	/* the third is cut */
	assert_row(&cells, 0, "漢字");
	cells_puts(&cells, 0, 1, "xy", STYLE_PLAIN);
	assert_row(&cells, 0, " xy");
	cells_puts(&cells, 1, 0, "漢字", bold);
	cells_fill(&cells, 1, 1, 2, '-', STYLE_PLAIN);
	assert_row(&cells, 1, " --");
	cells_puts(&cells, 2, 0, "a漢b", bold);
	cells_put_cluster(&cells, 2, 0, SPAN("字"), 2, bold);
	assert_row(&cells, 2, "字 b");
	assert_sound(&cells);
	cells_put_cluster(&cells, 2, 4, SPAN("字"), 2, bold);
	cells_put_cluster(&cells, 2, -1, SPAN("字"), 2, bold);
	assert_row(&cells, 2, "   b");
	assert_sound(&cells);
	cells_release(&cells);
}

static void
a_cluster_of_three_columns_paints_over_what_lies_inside(void **state)
{
	struct cells cells;

	(void)state;
	cells_init(&cells, 1, 6);
	cells_puts(&cells, 0, 0, "x漢yz", bold);
	cells_put_cluster(&cells, 0, 0, SPAN("abc"), 3, bold);
	assert_row(&cells, 0, "abcyz");
	cells_puts(&cells, 0, 0, "漢字 ", bold);
	cells_put_cluster(&cells, 0, 1, SPAN("abc"), 3, bold);
	assert_row(&cells, 0, " abc");
	assert_sound(&cells);
	cells_release(&cells);
}

static void
untrusted_text_becomes_visible(void **state)
{
	struct cells cells;

	(void)state;
	cells_init(&cells, 1, 30);
	cells_puts(&cells, 0, 0, "a\033[2J\xc2\x9b\tb\xff\xe2\x80\xae",
	    STYLE_PLAIN);
	assert_row(&cells, 0, "a<U+001B>[2J<U+009B> b\xef\xbf\xbd<U+202E");
	cells_release(&cells);
}

static void
max_cols_limits_and_is_counted(void **state)
{
	struct cells cells;

	(void)state;
	cells_init(&cells, 1, 10);
	assert_int_equal(cells_put(&cells, 0, 0, SPAN("漢字"), bold, 3), 2);
	assert_row(&cells, 0, "漢");
	assert_int_equal(cells_put(&cells, 0, 0, SPAN("abc"), bold, 0), 0);
	assert_int_equal(cells_put(&cells, 0, 0, SPAN("abc"), bold, -4), 0);
	cells_release(&cells);
}

static void
a_part_cannot_paint_over_its_neighbour(void **state)
{
	struct cells cells;
	struct cells part, inner, outside;

	(void)state;
	cells_init(&cells, 3, 10);
	cells_fill(&cells, 1, 0, 10, '.', STYLE_PLAIN);
	part = cells_sub(&cells, (struct rect){ 1, 2, 5, 4 });
	assert_int_equal(part.rows, 2);
	assert_int_equal(part.cols, 4);
	cells_puts(&part, 0, -1, "abcdefgh", bold);
	assert_row(&cells, 1, "..bcde....");
	inner = cells_sub(&part, (struct rect){ -1, 1, 2, 9 });
	assert_int_equal(inner.rows, 1);
	assert_int_equal(inner.cols, 3);
	cells_clear(&inner);
	assert_row(&cells, 1, "..b   ....");
	cells_cursor(&inner, 0, 7);
	assert_int_equal(cells.cursor_row, 1);
	assert_int_equal(cells.cursor_col, 5);
	outside = cells_sub(&cells, (struct rect){ 7, 0, 1, 1 });
	cells_puts(&outside, 0, 0, "x", bold);
	cells_fill(&outside, 0, 0, 3, 'x', bold);
	assert_null(cells_at(&outside, 0, 0));
	assert_sound(&cells);
	cells_release(&cells);
}

static void
a_part_that_cuts_a_wide_cluster_blanks_it(void **state)
{
	struct cells cells;
	struct cells part;

	(void)state;
	cells_init(&cells, 1, 6);
	cells_puts(&cells, 0, 0, "a漢字", STYLE_PLAIN);
	part = cells_sub(&cells, (struct rect){ 0, 2, 1, 2 });
	cells_puts(&part, 0, 0, "xy", bold);
	assert_row(&cells, 0, "a xy");
	assert_sound(&cells);
	cells_release(&cells);
}

static void
a_heap_of_marks_is_cut_between_code_points(void **state)
{
	struct cells cells;
	struct buf zalgo = { 0 };

	(void)state;
	buf_putc(&zalgo, 'Z');
	for (int i = 0; i < 40; i++)
		buf_puts(&zalgo, "\xcc\x81");
	cells_init(&cells, 1, 3);
	assert_int_equal(cells_put(&cells, 0, 0, buf_span(&zalgo), bold, 3),
	    1);
	assert_int_equal(cells_at(&cells, 0, 0)->len, 25);
	cells_release(&cells);
	buf_release(&zalgo);
}

/* Letters under marks, more of them than find room elsewhere. */
static void
long_clusters_are_kept_and_compared(void **state)
{
	struct cells one, other;
	struct buf row = { 0 };

	(void)state;
	cells_init(&one, 1, 2);
	cells_init(&other, 1, 2);
	for (uint32_t i = 0; i < 70000; i++) {
		char text[32];
		struct span cluster;

		snprintf(text, sizeof text, "%05u\xcc\x81\xcc\x81\xcc\x81",
		    i);
		cluster = span_str(text);
		cells_put_cluster(&one, 0, 0, cluster, 1, bold);
		assert_true(i > 65000 || cells_at(&one, 0, 0)->len == 11);
		assert_true(i < 65537 || cells_at(&one, 0, 0)->len == 9);
		if (i % 7000)
			continue;
		cells_put_cluster(&other, 0, 0, SPAN("x\u0301\u0301\u0301"
		    "\u0301\u0301"), 1, bold);
		assert_false(cells_row_eq(&one, &other, 0));
		cells_put_cluster(&other, 0, 0, cluster, 1, bold);
		assert_true(cells_row_eq(&one, &other, 0));
		buf_clear(&row);
		cells_text(&other, 0, &row);
		assert_int_equal(row.len, i < 65000 ? 11 : 9);
		assert_memory_equal(row.ptr, text, row.len);
	}
	buf_release(&row);
	cells_release(&one);
	cells_release(&other);
}

static void
styles_are_laid_over_one_another(void **state)
{
	struct style match = { .fg = HUE_BLACK, .bg = HUE_YELLOW,
		.attrs = STYLE_UNDERLINE };
	struct cells cells;

	(void)state;
	cells_init(&cells, 1, 4);
	cells_puts(&cells, 0, 0, "abcd", bold);
	cells_restyle(&cells, 0, 1, 9, match);
	assert_int_equal(cells_at(&cells, 0, 0)->style.attrs, STYLE_BOLD);
	assert_int_equal(cells_at(&cells, 0, 3)->style.attrs,
	    STYLE_BOLD | STYLE_UNDERLINE);
	assert_int_equal(cells_at(&cells, 0, 3)->style.bg, HUE_YELLOW);
	assert_marks(&cells, 0, "buuu");
	cells_release(&cells);
}

static void
copies_are_equal_until_one_changes(void **state)
{
	struct cells a, b;

	(void)state;
	cells_init(&a, 2, 8);
	cells_init(&b, 1, 1);
	cells_puts(&a, 0, 0, "漢 e\xcc\x81", bold);
	cells_cursor(&a, 1, 3);
	cells_copy(&b, &a);
	assert_int_equal(b.cursor_col, 3);
	assert_true(cells_row_eq(&a, &b, 0));
	assert_true(cells_row_eq(&a, &b, 1));
	cells_restyle(&b, 0, 0, 1, (struct style){ .fg = HUE_RED });
	assert_false(cells_row_eq(&a, &b, 0));
	cells_release(&a);
	cells_release(&b);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(text_is_clipped_at_all_four_edges),
		cmocka_unit_test(a_wide_cluster_owns_its_columns),
		cmocka_unit_test(half_a_wide_cluster_is_never_left),
		cmocka_unit_test(
		    a_cluster_of_three_columns_paints_over_what_lies_inside),
		cmocka_unit_test(untrusted_text_becomes_visible),
		cmocka_unit_test(max_cols_limits_and_is_counted),
		cmocka_unit_test(a_part_cannot_paint_over_its_neighbour),
		cmocka_unit_test(a_part_that_cuts_a_wide_cluster_blanks_it),
		cmocka_unit_test(a_heap_of_marks_is_cut_between_code_points),
		cmocka_unit_test(long_clusters_are_kept_and_compared),
		cmocka_unit_test(styles_are_laid_over_one_another),
		cmocka_unit_test(copies_are_equal_until_one_changes),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
