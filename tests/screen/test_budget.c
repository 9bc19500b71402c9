/*
 * What a terminal is sent, in bytes: section D of the access rules, on the
 * demonstration, with medians over 20 keys.  It prints what it measured.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <cmocka.h>

#include "tests/screen/rig.h"

#define PAGE_ROWS 23

static int
median_cost(struct vt *vt, const char *key)
{
	int costs[RIG_KEYS];

	for (int i = 0; i < RIG_KEYS; i++)
		costs[i] = rig_cost_of(vt, key);
	return rig_median(costs);
}

static void
report(const char *type, const char *what, int bytes, int limit)
{
	rig_report("demo", type, what, bytes, limit);
}

static void
D1_a_move_without_scroll_is_a_cursor_move(void **state)
{
	(void)state;
	for (int i = 0; rig_types[i]; i++) {
		struct vt *vt = rig_start(rig_types[i], NULL, NULL);

		report(rig_types[i], "cursor move",
		    median_cost(vt, "Down"), 16);
		vt_free(vt);
	}
}

static void
D2_a_line_scroll_is_the_new_line_and_little_more(void **state)
{
	(void)state;
	for (int i = 0; rig_types[i]; i++) {
		struct vt *vt = rig_start(rig_types[i], NULL, NULL);
		int over[RIG_KEYS];

		for (int key = 0; key < RIG_KEYS; key++) {
			bool up = key >= RIG_KEYS / 2;
			int cost = rig_cost_of(vt, up ? "k" : "j");

			over[key] = cost - (up ? rig_text_on(vt, 0, 1) :
			    rig_text_on(vt, PAGE_ROWS - 1, PAGE_ROWS));
		}
		report(rig_types[i], "line scroll, over line",
		    rig_median(over), 64);
		vt_free(vt);
	}
}

static void
D3_a_page_costs_its_text(void **state)
{
	(void)state;
	for (int i = 0; rig_types[i]; i++) {
		struct vt *vt = rig_start(rig_types[i], NULL, NULL);
		int permille[RIG_KEYS];

		for (int key = 0; key < RIG_KEYS; key++) {
			int cost = rig_cost_of(vt, "Space");

			permille[key] = cost * 1000 /
			    rig_text_on(vt, 0, PAGE_ROWS);
		}
		report(rig_types[i], "page, per 1000 of text",
		    rig_median(permille), 1150);
		vt_free(vt);
	}
}

static void
D4_a_note_costs_what_it_shows_and_what_it_uncovers(void **state)
{
	enum { ROWS = 6, TOP = PAGE_ROWS - ROWS };

	(void)state;
	for (int i = 0; rig_types[i]; i++) {
		struct vt *vt = rig_start(rig_types[i], NULL, NULL);
		int cost = rig_cost_of(vt, "Enter");

		report(rig_types[i], "open a note", cost,
		    rig_text_on(vt, TOP, PAGE_ROWS) + 16 * ROWS + 64);
		cost = rig_cost_of(vt, "Esc");
		report(rig_types[i], "close a note", cost,
		    rig_text_on(vt, TOP, PAGE_ROWS) + 16 * ROWS + 64);
		vt_free(vt);
	}
}

static void
D5_the_first_paint_fits_in_2000_bytes(void **state)
{
	(void)state;
	for (int i = 0; rig_types[i]; i++) {
		struct vt *vt = rig_start(rig_types[i], NULL, NULL);

		report(rig_types[i], "first paint", (int)vt_bytes(vt).len,
		    2000);
		vt_free(vt);
	}
}

/* The reader of the pty is slow: the keys are all there at once. */
static void
D7_queued_keys_are_painted_once(void **state)
{
	struct buf keys = { 0 };
	int page;

	(void)state;
	buf_fill(&keys, ' ', RIG_KEYS);
	for (int slow = 0; slow < 2; slow++) {
		struct vt *vt = rig_start("vt100", slow ? "--slow" : NULL,
		    NULL);

		page = rig_cost_of(vt, "Space");
		vt_forget(vt);
		vt_pause(vt, true);
		vt_type(vt, buf_span(&keys));
		vt_pause(vt, false);
		assert_true(vt_settle(vt));
		report("vt100", slow ? "20 queued pages, slow" :
		    "20 queued pages", (int)vt_bytes(vt).len, 3 * page);
		assert_true(vt_keys(vt, "W"));
		/* None was lost: 22 pages of 23 lines. */
		struct buf row = { 0 };
		vt_row(vt, 0, &row);
		assert_int_equal(strtol(buf_cstr(&row), NULL, 10), 21 * 23);
		buf_release(&row);
		vt_free(vt);
	}
	buf_release(&keys);
}

static void
D8_the_screen_is_cleared_only_when_it_must_be(void **state)
{
	(void)state;
	for (int i = 0; rig_types[i]; i++) {
		struct vt *vt = rig_start(rig_types[i], NULL, NULL);

		assert_int_equal(rig_count_csi(vt_bytes(vt), 'J', -1, 0), 1);
		vt_forget(vt);
		assert_true(vt_keys(vt, "Down j Space Enter Esc / a Enter k "
		    "PageUp s j s b Down b z z j z"));
		assert_vt_row(vt, 0, "");
		assert_true(vt_keys(vt, "z"));
		for (int key = 0; key < 25; key++)	/* to the very end */
			assert_true(vt_keys(vt, "Space"));
		assert_int_equal(rig_count_csi(vt_bytes(vt), 'J', -1, 0), 0);
		assert_true(vt_keys(vt, "C-l"));
		assert_int_equal(rig_count_csi(vt_bytes(vt), 'J', -1, 0), 1);
		vt_free(vt);
	}
}

static void
D9_nothing_is_asked_of_the_terminal(void **state)
{
	(void)state;
	for (int i = 0; rig_types[i]; i++) {
		struct vt *vt = rig_start(rig_types[i], "--mouse", NULL);

		assert_true(vt_keys(vt, "Down j Space / a Enter q"));
		assert_int_not_equal(vt_wait(vt, 1000), -1);
		assert_int_equal(rig_count_csi(vt_bytes(vt), 'n', -1, 0), 0);
		assert_int_equal(rig_count_csi(vt_bytes(vt), 'p', -1, 0), 0);
		/* CSI ? 0 c is the linux console's cursor, no question. */
		assert_false(rig_has(vt_bytes(vt), "\033[c"));
		assert_false(rig_has(vt_bytes(vt), "\033[0c"));
		assert_false(rig_has(vt_bytes(vt), "\033[>"));
		assert_false(rig_has(vt_bytes(vt), "\033]"));
		assert_false(rig_has(vt_bytes(vt), "\033P"));
		vt_free(vt);
	}
}

/* The demonstration counts its own writes; W shows the count. */
static void
A6_one_key_is_one_write_that_ends_with_the_cursor(void **state)
{
	static const char *const keys[] = {
		"Down", "j", "k", "Space", "PageUp", "Enter", "Esc", "s",
		"s", "b", "Down", "b", NULL
	};
	struct buf row = { 0 };
	int before = 0;

	(void)state;
	for (int i = 0; rig_types[i]; i++) {
		struct vt *vt = rig_start(rig_types[i], NULL, NULL);
		int count = 0;

		for (int round = 0; round < 2; round++) {
			assert_true(vt_keys(vt, "W"));
			buf_clear(&row);
			vt_row(vt, 23, &row);
			assert_true(row.len > 40);
			count = (int)strtol(row.ptr + 40, NULL, 10);
			if (round)
				break;
			before = count;
			for (int key = 0; keys[key]; key++) {
				rig_cost_of(vt, keys[key]);
				assert_int_equal(rig_printed_last(
				    vt_bytes(vt)), 0);
			}
		}
		/* The first W's own paint, and one for each key. */
		assert_int_equal(count - before, 13);
		vt_free(vt);
	}
	buf_release(&row);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(D1_a_move_without_scroll_is_a_cursor_move),
		cmocka_unit_test(
		    D2_a_line_scroll_is_the_new_line_and_little_more),
		cmocka_unit_test(D3_a_page_costs_its_text),
		cmocka_unit_test(
		    D4_a_note_costs_what_it_shows_and_what_it_uncovers),
		cmocka_unit_test(D5_the_first_paint_fits_in_2000_bytes),
		cmocka_unit_test(D7_queued_keys_are_painted_once),
		cmocka_unit_test(
		    D8_the_screen_is_cleared_only_when_it_must_be),
		cmocka_unit_test(D9_nothing_is_asked_of_the_terminal),
		cmocka_unit_test(
		    A6_one_key_is_one_write_that_ends_with_the_cursor),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
