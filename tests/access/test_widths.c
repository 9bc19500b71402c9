/*
 * test_widths.c - a terminal that counts a cluster's columns otherwise.
 *
 * libvterm's tables are older than the Burmese marks and the newer emoji,
 * so it is such a terminal.  Each line of the document has a cluster that
 * is doubtful, and a word whose column is known: it must stand there
 * however the line came to the screen.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "tests/access/real.h"
#include "uni/uni.h"

static const char *const clusters[] = {
	"\xe1\x80\x80\xe1\x80\xbb",	/* ka, medial ya */
	"\xe1\x80\x99\xe1\x80\xbc\xe1\x80\x94\xe1\x80\xba",	/* mran */
	"\xe1\x80\x9e\xe1\x80\xbd\xe1\x80\xac\xe1\x80\xb8",	/* swa: */
	"\xf0\x9f\xab\xa0",			/* melting face, 14.0 */
	"\xf0\x9f\xaa\xbf\xf0\x9f\xaa\xbf",	/* geese, 15.0 */
	"\xf0\x9f\x91\xa9\xe2\x80\x8d\xf0\x9f\x9a\x80",	/* astronaut */
	"\xe2\x9d\xa4\xef\xb8\x8f",		/* heart, emoji style */
	"\xf0\x9f\xa7\x91\xf0\x9f\x8f\xbd",	/* adult, skin tone */
	"\xe0\xa4\x95\xe0\xa5\x8d\xe0\xa4\xb7\xe0\xa4\xbf",	/* kssi */
	"\xe1\x9f\x80\xe1\x9e\x80\xe1\x9f\x92\xe1\x9e\x9a",	/* Khmer */
	"\xf3\xb0\x80\x80",		/* private use: no stand-in of ours */
};

#define CLUSTERS (int)(sizeof clusters / sizeof *clusters)
#define LINES 200

static int
widths_setup(void **state)
{
	struct buf story = { 0 };
	int failed = real_setup(state);

	buf_puts(&story, "# Widths\n\n```\n");
	for (int i = 0; i < LINES; i++)
		buf_printf(&story, "%s%s%s end%03d\n",
		    clusters[i % CLUSTERS], i % 2 ? "" : "xy ",
		    clusters[(i * 5 + 3) % CLUSTERS], i);
	buf_puts(&story, "```\n");
	failed = failed || file_replace(real_path("widths.md"),
	    buf_span(&story), 0600);
	buf_release(&story);
	return failed;
}

static int
expected_col(int i)
{
	struct buf line = { 0 };
	int cols;

	buf_printf(&line, "%s%s%s ", clusters[i % CLUSTERS],
	    i % 2 ? "" : "xy ", clusters[(i * 5 + 3) % CLUSTERS]);
	cols = (int)uni_cols(buf_span(&line), 1);
	buf_release(&line);
	return cols;
}

/*
 * Each line that is shown ends in its own column, and nothing comes after
 * it.  Returns how many there are.
 */
static int
assert_columns(const struct vt *vt)
{
	int margin = -1;
	int seen = 0;

	for (int i = 0; i < LINES; i++) {
		char word[8];

		snprintf(word, sizeof word, "end%03d", i);
		for (int row = 0; row < 23; row++) {
			int col = vt_col_of(vt, row, word);
			const char *text;

			if (col < 0)
				continue;
			text = real_row(vt, row);
			assert_string_equal(text + strlen(text) - 6, word);
			if (margin < 0)
				margin = col - expected_col(i);
			assert_int_equal(col - expected_col(i), margin);
			seen++;
		}
	}
	return seen;
}

static void
a_terminal_of_other_widths_keeps_every_column(void **state)
{
	static const char *const keys[] = {
		"Down", "Down", "Space", "Up", "j", "j", "j", "PageUp",
		"Space", "Space", "C-l", "k", "b", "End", "Up", "Home",
		"t", "Esc", "h", "q", "Down",
	};

	(void)state;
	for (int i = 0; rig_types[i]; i++) {
		struct vt *vt = real_start_file(real_path("widths.md"),
		    rig_types[i], NULL, NULL);

		assert_true(assert_columns(vt) >= 10);
		for (size_t k = 0; k < sizeof keys / sizeof *keys; k++) {
			assert_true(vt_keys(vt, keys[k]));
			assert_columns(vt);
		}
		assert_true(vt_send(vt, "/end05\r"));
		assert_true(assert_columns(vt) >= 10);
		assert_true(vt_resize(vt, 24, 60));
		assert_true(assert_columns(vt) >= 10);
		vt_free(vt);
	}
}

/*
 * A row of a narrow window that such clusters fill to the last column, and a
 * blank row after it, which stays blank: nothing went on in it.
 */
#define EDGE_COLS 24

static void
put_full_row(struct buf *story, int i)
{
	const char *cluster = clusters[i % CLUSTERS];
	int cols = (int)uni_cols(span_str(cluster), 1);

	buf_fill(story, 'x', (size_t)(EDGE_COLS - cols));
	buf_printf(story, "%s\n\n", cluster);
}

static void
nothing_goes_on_in_the_next_row(void **state)
{
	static const char *const keys[] = { "Space", "j", "j", "b", "C-l",
		"Space", "k", "Space", "t", "Esc", "h", "q" };
	struct buf story = { 0 };

	(void)state;
	for (int i = 0; i < LINES; i++)
		put_full_row(&story, i);
	assert_int_equal(file_replace(real_path("edge.md"),
	    buf_span(&story), 0600), 0);
	buf_release(&story);
	for (int i = 0; rig_types[i]; i++) {
		struct vt *vt = real_start_file(real_path("edge.md"),
		    rig_types[i], NULL, NULL);

		assert_true(vt_resize(vt, 24, EDGE_COLS));
		for (size_t k = 0; k < sizeof keys / sizeof *keys; k++) {
			int full = 0;

			assert_true(vt_keys(vt, keys[k]));
			for (int row = 0; row < 22; row++) {
				const char *text = real_row(vt, row);

				if (strncmp(text, "xxxxxxxxxxxxxxxx", 16))
					continue;
				full++;
				assert_string_equal(real_row(vt, row + 1),
				    "");
			}
			assert_true(full >= 10 || *keys[k] == 't' ||
			    *keys[k] == 'h');
		}
		vt_free(vt);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(nothing_goes_on_in_the_next_row),
		cmocka_unit_test(
		    a_terminal_of_other_widths_keeps_every_column),
	};

	return cmocka_run_group_tests_name("widths", tests, widths_setup,
	    real_teardown);
}
