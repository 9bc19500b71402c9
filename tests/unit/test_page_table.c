/*
 * A table longer than the screen: its header row stays on top, and no row
 * is passed over, whichever way the reader goes.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <cmocka.h>

#include "tests/screen/reading.h"

#define CONFIG "width = 36\nmargin = 0\nsidebar = off"

/* So many rows get more text, to fill more than a chunk. */
#define MANY 1000

static const char filler[] = ", of which there is nothing to say but that "
    "it is one of very many, all of them alike, none of them better than "
    "the one before it, and each with as many words as the others have, so "
    "that they fill a chunk";

static struct span
make_table(struct buf *out, const char *head, int count)
{
	buf_puts(out, "Before the table.\n\nStill before it.\n\n");
	buf_printf(out, "| %s | second |\n|---|---|\n", head);
	for (int i = 1; i <= count; i++)
		buf_printf(out, "| row %d | number %d%s |\n", i, i,
		    count > MANY ? filler : "");
	buf_puts(out, "\nAfter the table.\n\nFar after.\n\nAnd more.\n\n"
	    "And more.\n\nThe end.\n");
	return buf_span(out);
}

/* A row without the margin. */
static const char *
row_at(struct reading *r, int at)
{
	const char *row = reading_row(r, at);

	return row + strspn(row, " ");
}

/* The number of the table row at screen row `at`, or 0. */
static int
number_at(struct reading *r, int at)
{
	int number;

	return sscanf(row_at(r, at), "row %d", &number) == 1 ? number :
	    0;
}

static bool
head_at(struct reading *r, int at)
{
	return strncmp(row_at(r, at), "first", 5) == 0;
}

/* First and last number shown; the rows between follow one another. */
static void
check_screen(struct reading *r, int rows, int *first, int *last)
{
	int heads = 0;

	*first = *last = 0;
	for (int i = 0; i < rows; i++) {
		int number = number_at(r, i);

		heads += head_at(r, i);
		if (!number)
			continue;
		if (*last)
			assert_int_equal(number, *last + 1);
		if (!*first) {
			*first = number;
			/* Header, rule, and then the first row. */
			assert_true(i >= 2 && head_at(r, i - 2));
		}
		*last = number;
	}
	assert_int_equal(heads, *first ? 1 : heads);
}

/* Press `key` until nothing moves; no row of the table is passed over. */
static void
walk(struct reading *r, const char *key, int step, int rows, int count)
{
	int first, last, was_first, was_last;
	int seen = 0;

	check_screen(r, rows, &was_first, &was_last);
	for (int i = 0; i < count + 40; i++) {
		reading_keys(r, key);
		check_screen(r, rows, &first, &last);
		if (first && was_first && step > 0) {
			assert_true(first >= was_first);
			assert_in_range(first, 1, was_last + 1);
		} else if (first && was_first) {
			assert_true(last <= was_last);
			assert_true(last >= was_first - 1);
		}
		if (first && (step > 0 ? last : count + 1 - first) > seen)
			seen = step > 0 ? last : count + 1 - first;
		assert_true(r->term && view_row_of(&r->session->page,
		    r->session->cursor) >= 0);
		was_first = first;
		was_last = last;
	}
	assert_int_equal(seen, count);
}

static void
the_header_stays_on_top_and_no_row_is_passed_over(void **state)
{
	static const char *const keys[][2] = { { "j", "k" },
		{ "Space", "b" }, { "d", "u" }, { "j", "b" },
		{ "Space", "k" } };
	struct buf text = { 0 };
	struct span source = make_table(&text, "first", 40);

	(void)state;
	for (int rows = 7; rows < 16; rows += 8) {
		for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
			struct reading r;

			reading_open(&r, source, CONFIG, rows, 40);
			walk(&r, keys[i][0], 1, rows - 1, 40);
			reading_keys(&r, "G");
			walk(&r, keys[i][1], -1, rows - 1, 40);
			assert_int_equal(r.session->page.anchor,
			    r.session->page.from);
			reading_close(&r);
		}
	}
	buf_release(&text);
}

static void
one_line_down_moves_all_below_the_header_by_one(void **state)
{
	struct buf text = { 0 };
	struct reading r;

	(void)state;
	reading_open(&r, make_table(&text, "first", 40), CONFIG, 10, 40);
	for (int i = 0; i < 10 && !head_at(&r, 0); i++)
		reading_keys(&r, "j");
	assert_int_equal(number_at(&r, 2), 1);
	for (int i = 2; i < 20; i++) {
		reading_keys(&r, "j");
		assert_true(head_at(&r, 0));
		assert_int_equal(number_at(&r, 2), i);
		assert_int_equal(number_at(&r, 8), i + 6);
	}
	for (int i = 18; i > 0; i--) {
		reading_keys(&r, "k");
		assert_true(head_at(&r, 0));
		assert_int_equal(number_at(&r, 2), i);
	}
	reading_close(&r);
	buf_release(&text);
}

static void
a_repeated_header_has_no_place(void **state)
{
	struct buf text = { 0 };
	struct reading r;
	uint64_t anchor;

	(void)state;
	reading_open(&r, make_table(&text, "first", 40),
	    CONFIG "\narrows = cursor", 10, 40);
	reading_keys(&r, "/ f i r s t Enter");
	assert_string_equal(reading_at_cursor(&r), "first   second");
	reading_keys(&r, "G b b");
	assert_true(head_at(&r, 0));
	assert_true(r.session->page.shown[0].again);
	anchor = r.session->page.anchor;
	assert_int_equal(view_row_of(&r.session->page, anchor), 2);
	assert_int_equal(view_top_place(&r.session->page), anchor);
	/* The match on it is not on this screen. */
	reading_keys(&r, "n");
	assert_false(r.session->page.shown[0].again);
	assert_string_equal(reading_at_cursor(&r), "first   second");
	/* However the window changes, the same row is the first. */
	reading_keys(&r, "G b b");
	anchor = r.session->page.anchor;
	for (int rows = 4; rows < 30; rows += 3) {
		reading_resize(&r, rows, 30 + rows);
		assert_int_equal(r.session->page.anchor, anchor);
		assert_int_equal(view_top_place(&r.session->page), anchor);
	}
	reading_close(&r);
	buf_release(&text);
}

static void
a_table_of_many_chunks_keeps_its_header(void **state)
{
	struct buf text = { 0 };
	struct reading r;

	(void)state;
	reading_open(&r, make_table(&text, "first", 12000), CONFIG, 12, 40);
	assert_true(bundle_chunk_count(r.bundle) > 1);
	reading_keys(&r, "G b b");
	assert_true(head_at(&r, 0));
	assert_true(r.session->page.shown[0].again);
	assert_true(r.session->page.top.unit.chunk > 0);
	reading_close(&r);
	buf_release(&text);
}

static void
records_show_no_header_row_by_itself(void **state)
{
	struct buf text = { 0 };
	int heads = 0;
	struct reading r;

	(void)state;
	reading_open(&r, make_table(&text,
	    "firstcolumnofmany", 3),
	    "width = 20\nmargin = 0\nsidebar = off", 40, 24);
	reading_keys(&r, "/ f i r s t Enter");
	assert_true(view_row_of(&r.session->page, r.session->cursor) >= 0);
	reading_keys(&r, "g");
	for (const char *at = reading_screen(&r);
	    (at = strstr(at, "firstc")); at++)
		heads++;
	/* One to each record. */
	assert_int_equal(heads, 3);
	reading_close(&r);
	buf_release(&text);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
		    the_header_stays_on_top_and_no_row_is_passed_over),
		cmocka_unit_test(
		    one_line_down_moves_all_below_the_header_by_one),
		cmocka_unit_test(a_repeated_header_has_no_place),
		cmocka_unit_test(a_table_of_many_chunks_keeps_its_header),
		cmocka_unit_test(records_show_no_header_row_by_itself),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
