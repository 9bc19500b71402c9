/* What is heard of the demonstration, under yasr. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <cmocka.h>

#include "tests/access/hear.h"
#include "tests/screen/rig.h"

static struct hear *
start(void)
{
	char *demo = rig_demo();
	struct hear *hear;

	if (!hear_available()) {
		free(demo);
		skip();
	}
	hear = hear_start(&(struct vt_opts){ .argv =
	    (const char *const[]){ demo, NULL } });
	free(demo);
	assert_non_null(hear);
	return hear;
}

static void
A2_down_says_exactly_the_next_line(void **state)
{
	struct hear *hear = start();

	(void)state;
	hear_said(hear);
	for (int i = 1; i <= 30; i++) {
		struct buf want = { 0 };
		int row, col;
		const char *said = hear_keys(hear, "Down");

		vt_cursor(hear_vt(hear), &row, &col);
		assert_int_equal(row, i < 22 ? i : 22);
		vt_row(hear_vt(hear), row, &want);
		buf_putc(&want, '\n');
		assert_string_equal(said, buf_cstr(&want));
		buf_release(&want);
	}
	hear_free(hear);
}

static void
opening_says_each_line_once_and_no_line_drawing(void **state)
{
	struct hear *hear = start();
	const char *said = hear_said(hear);

	(void)state;
	assert_ptr_equal(said, strstr(said, "0 winter an fields over"));
	assert_null(strstr(said, "\nB\n"));
	assert_string_equal(strstr(said, "A demonstration"),
	    "A demonstration\n");
	hear_free(hear);
}

static void
a_note_is_read_and_closing_it_says_whole_lines(void **state)
{
	struct hear *hear = start();
	const char *said;

	(void)state;
	hear_said(hear);
	said = hear_keys(hear, "Enter");
	assert_ptr_equal(said, strstr(said, "Note 12.\nA gable is"));
	said = hear_keys(hear, "Esc");
	assert_ptr_equal(said, strstr(said, "17 letters of winter harbour a "
	    "fields without bridge winter\n18 "));
	hear_free(hear);
}

static void
B1_idle_says_nothing(void **state)
{
	struct hear *hear = start();

	(void)state;
	hear_said(hear);
	assert_true(vt_settle(hear_vt(hear)));
	assert_string_equal(hear_said(hear), "");
	hear_free(hear);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(A2_down_says_exactly_the_next_line),
		cmocka_unit_test(
		    opening_says_each_line_once_and_no_line_drawing),
		cmocka_unit_test(
		    a_note_is_read_and_closing_it_says_whole_lines),
		cmocka_unit_test(B1_idle_says_nothing),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
