/* The teller of screen stories, told stories about the demonstration. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <cmocka.h>

#include "tests/screen/demo_model.h"
#include "tests/screen/script.h"

struct telling {
	struct demo demo;
	struct cells cells;
};

static bool
demo_open(void *ctx, struct span words, int rows, int cols,
    struct buf *error)
{
	struct telling *telling = ctx;

	if (!span_eq(words, SPAN("pond"))) {
		buf_puts(error, "there is no such text");
		return false;
	}
	demo_init(&telling->demo, SPAN("the pond, and the wind\n"
	    "rippled it all afternoon\n漢字 and so on\n"));
	cells_init(&telling->cells, rows, cols);
	demo_paint(&telling->demo, &telling->cells);
	return true;
}

static bool
press_key(void *ctx, struct key key)
{
	struct telling *telling = ctx;
	bool on = demo_key(&telling->demo, key, telling->cells.rows);

	demo_paint(&telling->demo, &telling->cells);
	return on;
}

static void
change_size(void *ctx, int rows, int cols)
{
	struct telling *telling = ctx;

	cells_resize(&telling->cells, rows, cols);
	demo_paint(&telling->demo, &telling->cells);
}

static const struct cells *
see(void *ctx)
{
	return &((struct telling *)ctx)->cells;
}

/* The report of a script; empty when all was so. */
static char *
tell(const char *script)
{
	struct telling telling = { 0 };
	struct script_hooks hooks = { .ctx = &telling, .open = demo_open,
		.key = press_key, .resize = change_size, .cells = see };
	struct buf report = { 0 };
	bool so = script_run(span_str(script), "story", &hooks, &report);

	assert_int_equal(so, report.len == 0);
	if (telling.cells.cell)
		cells_release(&telling.cells);
	demo_release(&telling.demo);
	buf_putc(&report, '\0');
	return buf_detach(&report, NULL);
}

static void
assert_told(const char *script, const char *want)
{
	char *report = tell(script);

	/* Only its start: the screen that follows is for people. */
	if (strncmp(report, want, strlen(want)) != 0 || (!*want && *report))
		fail_msg("wanted: %s\ngot: %s", want, report);
	free(report);
}

static void
a_story_that_is_so_says_nothing(void **state)
{
	(void)state;
	assert_told("# The pond.\n"
	    "\n"
	    "size 24x3\n"
	    "open pond\n"
	    "screen\n"
	    "|the pond, and the wind  |\n"
	    "|rippled it all afternoon|\n"
	    "|A demonstration|\n"
	    "cursor 0 0\n"
	    "key b Down\n"
	    "screen 1\n"
	    "|rippled it all afternoon|\n"
	    "|^^^^^^^^^^^^^^^^^^^^^^^^|\n"
	    "screen 0\n"
	    "|the pond, and the wind|\n"
	    ":........................:\n"
	    "|rippled it all afternoon|\n"
	    ":rrrrrrrrrrrrrrrrrrrrrrrr:\n"
	    "cursor 1 0\n"
	    "key / pond\n"
	    "text  to Enter\n"
	    "screen 2\n"
	    "|/pond to Enter|\n"
	    "key Enter\n"
	    "size 30x4        wider, and a row more\n"
	    "screen 2\n"
	    "|漢字 and so on|\n"
	    "key q\n"
	    "over\n", "");
}

static void
a_difference_is_shown_with_its_line(void **state)
{
	(void)state;
	assert_told("size 24x3\nopen pond\nscreen 1\n|rippled it|\n",
	    "story:4: row 1 is another\nwanted |rippled it|\n"
	    "   saw |rippled it all afternoon|\n"
	    "cursor 0 0\nscreen\n|the pond, and the wind|\n");
	assert_told("size 24x3\nopen pond\nkey b\nscreen 0\n"
	    "|the pond, and the wind|\n|^^^|\n",
	    "story:6: row 0 is lit otherwise\nwanted |^^^|\n");
	assert_told("size 24x3\nopen pond\nscreen 0\n"
	    "|the pond, and the wind|\n:r.:\n",
	    "story:5: row 0 has other attributes\n");
	assert_told("size 24x3\nopen pond\ncursor 1 0\n",
	    "story:3: the cursor is at 0 0, not 1 0\n");
}

static void
rows_that_are_left_out_are_missed(void **state)
{
	(void)state;
	assert_told("size 24x3\nopen pond\nscreen\n"
	    "|the pond, and the wind|\n",
	    "story:4: the script shows 1 rows, the screen has 3\n");
	assert_told("size 24x3\nopen pond\nscreen 1\n",
	    "story:3: the script shows 1 rows, the screen has 3\n");
	assert_told("size 24x3\nopen pond\nscreen 2\n|A demonstration|\n"
	    "|more|\n", "story:5: the screen has 3 rows only\n");
}

static void
a_mistake_in_a_script_is_named(void **state)
{
	(void)state;
	assert_told("sceen\n", "story:1: there is no command \"sceen\"");
	assert_told("key q\n", "story:1: nothing is open yet");
	assert_told("open lake\n", "story:1: there is no such text");
	assert_told("open pond\nscreen 1\n|  ^ |\n",
	    "story:3: there is no row above");
	assert_told("size 24\n", "story:1: expected: size COLSxROWS");
	assert_told("open pond\nopen pond\n", "story:2: a script opens once");
	assert_told("open pond\nkey q q\n",
	    "story:2: the reading is over already");
	assert_told("open pond\nover\n", "story:2: the reading goes on");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_story_that_is_so_says_nothing),
		cmocka_unit_test(a_difference_is_shown_with_its_line),
		cmocka_unit_test(rows_that_are_left_out_are_missed),
		cmocka_unit_test(a_mistake_in_a_script_is_named),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
