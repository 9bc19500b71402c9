/*
 * The access rules, sections A to C, on ibid itself: focus, noise, colour.
 * Each test bears the number of its rule.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <cmocka.h>

#include "base/file.h"
#include "reader/actions.h"
#include "tests/access/real.h"

#define ROWS 24
#define STATUS_ROW (ROWS - 1)
/* On each terminal, half of them with --a11y. */
#define RANDOM_KEYS 250

#define for_each_type(type) \
	for (const char *const *at_ = rig_types, *type; (type = *at_); at_++)

static const char *const a11y[] = { "--a11y", NULL };

static void
assert_row(const struct vt *vt, int row, const char *want)
{
	assert_string_equal(real_row(vt, row), want);
}

/* Characters that were put on the screen. */
static int
printed(struct span bytes)
{
	int count = 0;

	for (size_t i = 0; i < bytes.len; i++) {
		if (bytes.ptr[i] == '\033') {
			i++;
			if (i < bytes.len && bytes.ptr[i] == '[')
				while (++i < bytes.len && bytes.ptr[i] < '@')
					continue;
		} else if ((unsigned char)bytes.ptr[i] >= ' ') {
			count++;
		}
	}
	return count;
}

/* ---- A ---- */

/* The last line of the focus file: row and column. */
static void
assert_focus(const struct vt *vt, const char *type, const char *key,
    const char *path)
{
	struct buf text = { 0 };
	struct span all, line = SPAN_NONE;
	unsigned want_row = 0, want_col = 0;
	size_t used;
	int row, col;

	assert_int_equal(file_read(path, 0, &text), 0);
	all = buf_span(&text);
	while (span_line(&all, &line))
		continue;
	used = span_number(line, &want_row);
	span_number(span_slice(line, used + 1, line.len), &want_col);
	vt_cursor(vt, &row, &col);
	if (row != (int)want_row || col != (int)want_col ||
	    !vt_cursor_visible(vt))
		fail_msg("%s, after %s: cursor at %d,%d, focus on \"%.*s\"",
		    type, key, row, col, SPAN_ARG(line));
	if (row == STATUS_ROW &&
	    span_find(line, SPAN(" prompt "), 0) < 0)
		fail_msg("%s, after %s: the cursor is on the status line",
		    type, key);
	buf_release(&text);
}

static void
a1_the_cursor_is_on_the_focus_after_every_key(void **state)
{
	static const char *const keys[] = {
		"Down", "Up", "Left", "Right", "j", "k", "Space", "b", "Tab",
		"BackTab", "Enter", "Enter", "Esc", "q", "t", "e", "K", "h",
		"v", "w", "s", "S", "G", "g", "]", "[", "n", "=", "r", "m",
		"x", "o", "c", "/", "C-g", "PageDown", "d", "u",
	};
	const char *path = real_path("focus");
	struct buf option = { 0 };

	(void)state;
	buf_printf(&option, "--debug-focus=%s", path);
	for_each_type(type) {
		for (int plain = 0; plain < 2; plain++) {
			struct vt *vt = real_start(type, REAL_OPTS(
			    buf_cstr(&option), plain ? "--a11y" :
			    "--arrows=cursor"), NULL);
			unsigned seed = 11;

			for (int i = 0; i < RANDOM_KEYS; i++) {
				const char *key;

				seed = seed * 1664525u + 1013904223u;
				key = keys[(seed >> 16) %
				    (sizeof keys / sizeof *keys)];
				/* q on the page would end it. */
				if (!strcmp(key, "q"))
					key = "Esc";
				assert_true(vt_keys(vt, key));
				assert_focus(vt, type, key, path);
			}
			assert_int_equal(rig_count_csi(vt_bytes(vt), 'l',
			    25, 25), 0);
			vt_free(vt);
		}
	}
	buf_release(&option);
}

static void
a2_arrows_move_a_cursor_by_ear_and_the_page_otherwise(void **state)
{
	(void)state;
	for_each_type(type) {
		struct vt *vt = real_start(type, a11y, NULL);

		assert_true(vt_keys(vt, "Down Down"));
		rig_assert_cursor(vt, 2, 0);
		assert_true(vt_keys(vt, "Right Right Left"));
		rig_assert_cursor(vt, 2, 1);
		assert_row(vt, 0, REAL_TITLE);
		assert_true(vt_keys(vt, "j"));
		assert_row(vt, 0, "Chapter of 1 stones");
		vt_free(vt);

		vt = real_start(type, NULL, NULL);
		assert_true(vt_keys(vt, "Down Down"));
		assert_row(vt, 0, "    Chapter of 1 stones");
		rig_assert_cursor(vt, 0, 4);
		vt_free(vt);
	}
}

static void
a3_left_and_q_close_a_note_and_restore_the_mark(void **state)
{
	static const char *const closers[] = { "Left", "q", "Esc" };

	(void)state;
	for_each_type(type) {
		struct vt *vt = real_start(type, a11y, NULL);

		assert_true(vt_keys(vt, "Tab Tab"));
		for (size_t i = 0; i < 3; i++) {
			int row, col;

			vt_cursor(vt, &row, &col);
			assert_true(vt_keys(vt, "Enter"));
			assert_non_null(strstr(real_row(vt, 15),
			    "Note 2. "));
			assert_true(vt_keys(vt, closers[i]));
			rig_assert_cursor(vt, row, col);
			assert_row(vt, 15, "");
		}
		vt_free(vt);
	}
}

/* Keys that screen readers and their hosts take for themselves. */
static bool
is_taken(struct span key)
{
	static const char *const taken[] = {
		"C-a", "C-l", "C-n", "C-x", "Insert", "CapsLock",
	};

	for (size_t i = 0; i < sizeof taken / sizeof *taken; i++)
		if (span_eq(key, span_str(taken[i])))
			return true;
	return span_starts(key, SPAN("M-")) ||
	    span_starts(key, SPAN("KP")) ||
	    (key.len > 1 && key.ptr[0] == 'F' && key.ptr[1] >= '1' &&
	    key.ptr[1] <= '9');
}

static void
a4_no_action_has_only_keys_that_screen_readers_take(void **state)
{
	(void)state;
	for (int i = 1; i < ACTION_COUNT; i++) {
		const struct action_info *info =
		    action_info((enum action)i);
		struct span rest = span_str(info->keys);
		bool has_own = false;

		while ((rest = span_trim(rest)).len) {
			ptrdiff_t space = span_chr(rest, ' ', 0);
			size_t len = space < 0 ? rest.len : (size_t)space;

			has_own |= !is_taken(span_slice(rest, 0, len));
			rest = span_slice(rest, len, rest.len);
		}
		if (!has_own)
			fail_msg("%s: %s", info->name, info->keys);
	}
}

static void
a5_both_forms_of_the_arrows_work_on_every_terminal(void **state)
{
	(void)state;
	for_each_type(type) {
		struct vt *vt = real_start(type, a11y, NULL);

		assert_true(vt_send(vt, "\033[B"));
		rig_assert_cursor(vt, 1, 0);
		assert_true(vt_send(vt, "\033OB"));
		rig_assert_cursor(vt, 2, 0);
		assert_true(vt_send(vt, "\033OA"));
		assert_true(vt_send(vt, "\033[A"));
		rig_assert_cursor(vt, 0, 0);
		vt_free(vt);
	}
}

static void
a6_the_cursor_move_ends_each_update(void **state)
{
	static const char *const keys[] = {
		"Down", "j", "Space", "b", "Tab", "Enter", "Esc", "t",
		"Down", "Esc", "e", "Down", "Esc", "/", "w", "Esc", "v",
	};

	(void)state;
	for_each_type(type) {
		struct vt *vt = real_start(type, a11y, NULL);

		for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
			vt_forget(vt);
			assert_true(vt_keys(vt, keys[i]));
			/* What is typed into a prompt is the cursor's
			 * own move. */
			if (strcmp(keys[i], "w") &&
			    rig_printed_last(vt_bytes(vt)))
				fail_msg("%s, %s: text after the cursor's "
				    "move", type, keys[i]);
		}
		vt_free(vt);
	}
}

/* ---- B ---- */

/*
 * It sleeps in a wait that no time ends (vt_settle tells), so a moment says
 * as much as a minute; IDLE_MS=60000 in the environment looks for so long.
 */
static void
b1_idle_writes_nothing(void **state)
{
	const char *ms = getenv("IDLE_MS");

	(void)state;
	for (int plain = 0; plain < 2; plain++) {
		struct vt *vt = real_start("vt100", plain ? a11y : NULL,
		    NULL);
		long cpu;

		assert_true(vt_keys(vt, "j Tab Enter"));
		cpu = vt_cpu_ms(vt);
		vt_forget(vt);
		rig_sleep_ms(ms ? atol(ms) : 300);
		assert_true(vt_settle(vt));
		assert_int_equal(vt_bytes(vt).len, 0);
		assert_in_range(vt_cpu_ms(vt) - cpu, 0, 20);
		vt_free(vt);
	}
}

static void
b2_moves_without_scrolling_print_nothing(void **state)
{
	static const char *const options[] = { "--a11y", "--arrows=cursor" };

	(void)state;
	for_each_type(type) {
		for (int i = 0; i < 2; i++) {
			struct vt *vt = real_start(type,
			    REAL_OPTS(options[i]), NULL);

			vt_forget(vt);
			for (int key = 0; key < 10; key++)
				assert_true(vt_keys(vt, "Down"));
			assert_int_equal(printed(vt_bytes(vt)), 0);
			assert_true(vt_keys(vt, "="));
			assert_non_null(strstr(real_row(vt, STATUS_ROW),
			    "percent of"));
			vt_free(vt);
		}
	}
}

static void
tour(struct vt *vt)
{
	assert_true(vt_keys(vt, "Tab Enter q t Down q s s e Down q "
	    "K q h Space q v w w v / s t o n e Enter r q S q G j"));
}

static void
b3_by_ear_no_lines_blocks_braille_or_charset_shifts(void **state)
{
	static const char *const never[] = { "\033(0", "\033)0", "\016",
		"\342\224", "\342\225", "\342\226", "\342\240", "\342\241",
		"\342\242", "\342\243", "\360\237", };

	(void)state;
	for_each_type(type) {
		struct vt *vt = real_start(type, a11y, NULL);

		tour(vt);
		for (size_t i = 0; i < sizeof never / sizeof *never; i++)
			if (rig_has(vt_bytes(vt), never[i]))
				fail_msg("%s: vector %zu went out", type, i);
		vt_free(vt);
	}
}

static void
b4_by_ear_one_pane_has_the_whole_width(void **state)
{
	static const char *const keys[] = { "t", "s", "e", "h" };

	(void)state;
	for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
		struct vt *vt = real_start("xterm-256color", a11y, NULL);

		assert_true(vt_resize(vt, 30, 140));
		assert_true(vt_keys(vt, keys[i]));
		for (int row = 0; row < 29; row++)
			if (strstr(real_row(vt, row), "copper 1158") ||
			    strstr(real_row(vt, row), "pebble 1223"))
				fail_msg("%s: text of the page in row %d: "
				    "%s", keys[i], row, real_row(vt, row));
		vt_free(vt);
	}
}

static void
b5_a_note_is_whole_lines_at_the_edge_by_ear_and_in_a_narrow_window(
    void **state)
{
	(void)state;
	for_each_type(type) {
		for (int ear = 0; ear < 2; ear++) {
			struct vt *vt = real_start(type, ear ? a11y : NULL,
			    NULL);
			struct buf before = { 0 }, after = { 0 };
			int cols = ear ? 80 : 50;

			assert_true(vt_resize(vt, ROWS, cols));
			assert_true(vt_keys(vt, "Tab"));
			vt_text(vt, &before);
			assert_true(vt_keys(vt, "Enter"));
			/* No row has cells of the note and of the page. */
			for (int row = 0; row < ROWS - 1; row++) {
				const char *text = real_row(vt, row);

				if (strstr(text, "stone 1 says") ||
				    strstr(text, "nobody"))
					assert_null(strstr(text, " 12"));
			}
			if (ear) {
				assert_row(vt, 16, "The note on stone 1 "
				    "says that it lies near the water, that "
				    "it is round,");
				assert_row(vt, 19, "End of note 1.");
			}
			assert_true(vt_keys(vt, "Esc"));
			vt_text(vt, &after);
			assert_string_equal(buf_cstr(&before),
			    buf_cstr(&after));
			buf_release(&before);
			buf_release(&after);
			vt_free(vt);
		}
	}
}

/* Work of more than a second is one line, then what came of it. */
static void
b6_full_screen_says_loading_once_and_what_was_loaded(void **state)
{
	struct buf script = { 0 }, make = { 0 };
	const char *folder = real_path("slow");
	struct vt *vt;

	(void)state;
	buf_printf(&script, "#!/bin/sh\nsleep 1.3\nexec '%s-pack' \"$@\"\n",
	    real_program());
	buf_printf(&make, "mkdir '%s' && cp '%s' '%s/ibid'", folder,
	    real_program(), folder);
	assert_int_equal(system(buf_cstr(&make)), 0);
	assert_int_equal(file_replace(real_path("slow/ibid-pack"),
	    buf_span(&script), 0700), 0);
	vt = vt_start(&(struct vt_opts){ .type = "vt100", .env =
	    real_env(NULL), .argv = RIG_ENV(real_path("slow/ibid"),
	    "--a11y", "--save-place=off", real_path("story.md")) });
	assert_non_null(vt);
	assert_true(vt_until_shown(vt, "Loaded. 10 chapters, 24 notes",
	    10000));
	assert_true(vt_settle(vt));
	assert_int_equal(rig_has(vt_bytes(vt), "Loading."), true);
	vt_forget(vt);
	assert_true(vt_settle(vt));
	assert_int_equal(vt_bytes(vt).len, 0);
	vt_free(vt);
	buf_release(&script);
	buf_release(&make);
}

/* One braille display is 40 cells. */
static void
b7_rows_of_lists_differ_in_their_first_40_columns(void **state)
{
	static const char *const keys[] = { "e", "h", "t" };

	(void)state;
	for_each_type(type) for (size_t i = 0; i < sizeof keys /
	    sizeof *keys; i++) {
		struct vt *vt = real_start(type, a11y, NULL);
		char last[41] = "";

		assert_true(vt_keys(vt, keys[i]));
		for (int row = 1; row < STATUS_ROW; row++) {
			const char *text = real_row(vt, row);

			if (*text && !strncmp(text, last, 40))
				fail_msg("%s, row %d: %s", keys[i], row,
				    text);
			snprintf(last, sizeof last, "%.40s", text);
		}
		vt_free(vt);
	}
}

static void
b8_what_fails_is_said_in_text(void **state)
{
	static const char *const keys[] = { "/ z q x Enter", "9 9 9 Enter",
		"n", "B", "L", "' z", "D", "." };

	(void)state;
	for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
		struct vt *vt = real_start("vt100", a11y, NULL);
		struct buf before = { 0 }, after = { 0 };

		vt_row(vt, STATUS_ROW, &before);
		assert_true(vt_keys(vt, keys[i]));
		vt_row(vt, STATUS_ROW, &after);
		if (span_eq(buf_span(&before), buf_span(&after)))
			fail_msg("nothing was said after %s", keys[i]);
		buf_release(&before);
		buf_release(&after);
		vt_free(vt);
	}
}

/* ---- C ---- */

static int
colours_with(const char *type, const char *const *opts,
    const char *const *env)
{
	struct vt *vt = real_start(type, opts, env);
	int count;

	assert_true(vt_keys(vt, "Tab Enter q t q / s t o n e Enter"));
	count = rig_count_csi(vt_bytes(vt), 'm', 30, 49) +
	    rig_count_csi(vt_bytes(vt), 'm', 90, 107);
	assert_true(rig_count_csi(vt_bytes(vt), 'm', 1, 7) > 0);
	vt_free(vt);
	return count;
}

static void
c1_no_color_is_weaker_than_the_option_alone(void **state)
{
	(void)state;
	for (size_t i = 1; rig_types[i]; i++) {
		const char *type = rig_types[i];

		assert_true(colours_with(type, NULL, NULL) > 0);
		assert_int_equal(colours_with(type, NULL,
		    RIG_ENV("NO_COLOR=1", "FORCE_COLOR=1")), 0);
		assert_true(colours_with(type, NULL, RIG_ENV("NO_COLOR=")) >
		    0);
		assert_true(colours_with(type, REAL_OPTS("--color=always"),
		    RIG_ENV("NO_COLOR=1")) > 0);
		assert_int_equal(colours_with(type,
		    REAL_OPTS("--color=never"), NULL), 0);
	}
	assert_int_equal(colours_with("vt100", REAL_OPTS("--color=always"),
	    NULL), 0);
}

static void
c2_states_are_told_without_colour_and_attributes(void **state)
{
	struct vt *vt = real_start("vt100", REAL_OPTS("--marks=bracket"),
	    NULL);

	(void)state;
	assert_non_null(strstr(real_row(vt, 5), "1105[1"));
	assert_true(vt_keys(vt, "e Down"));
	assert_int_equal(real_row(vt, 2)[0], '>');
	assert_int_equal(real_row(vt, 1)[0], ' ');
	assert_true(vt_keys(vt, "Esc / s a d d l e Enter"));
	assert_non_null(strstr(real_row(vt, STATUS_ROW), " of "));
	vt_free(vt);
}

static void
c3_the_selection_is_reverse_and_the_only_one(void **state)
{
	static const char *const keys[] = { "e Down", "t Down" };

	(void)state;
	for_each_type(type) {
		for (size_t i = 0; i < 2; i++) {
			struct vt *vt = real_start(type, NULL, NULL);
			int rows = 0;

			assert_true(vt_keys(vt, keys[i]));
			for (int row = 0; row < STATUS_ROW; row++) {
				struct buf marks = { 0 };

				vt_marks(vt, row, &marks);
				rows += strchr(buf_cstr(&marks), 'r') !=
				    NULL;
				buf_release(&marks);
			}
			assert_int_equal(rows, 1);
			vt_free(vt);
		}
	}
}

static void
c4_colours_are_the_terminals_own_sixteen(void **state)
{
	struct vt *vt = real_start("xterm-256color",
	    REAL_OPTS("--keyword=harbour", "--color=always"), NULL);

	(void)state;
	tour(vt);
	assert_false(rig_has(vt_bytes(vt), "38;2;"));
	assert_false(rig_has(vt_bytes(vt), "48;2;"));
	assert_false(rig_has(vt_bytes(vt), "38;5;"));
	assert_false(rig_has(vt_bytes(vt), "48;5;"));
	vt_free(vt);
}

static void
c5_the_reading_focus_is_the_cursor_not_a_bar(void **state)
{
	(void)state;
	for_each_type(type) {
		struct vt *vt = real_start(type, a11y, NULL);
		struct buf marks = { 0 };

		assert_true(vt_keys(vt, "Down Down Down Down"));
		vt_marks(vt, 4, &marks);
		assert_null(strchr(buf_cstr(&marks), 'r'));
		assert_null(strchr(buf_cstr(&marks), 'b'));
		buf_release(&marks);
		vt_free(vt);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
		    a1_the_cursor_is_on_the_focus_after_every_key),
		cmocka_unit_test(
		    a2_arrows_move_a_cursor_by_ear_and_the_page_otherwise),
		cmocka_unit_test(
		    a3_left_and_q_close_a_note_and_restore_the_mark),
		cmocka_unit_test(
		    a4_no_action_has_only_keys_that_screen_readers_take),
		cmocka_unit_test(
		    a5_both_forms_of_the_arrows_work_on_every_terminal),
		cmocka_unit_test(a6_the_cursor_move_ends_each_update),
		cmocka_unit_test(b1_idle_writes_nothing),
		cmocka_unit_test(b2_moves_without_scrolling_print_nothing),
		cmocka_unit_test(
		    b3_by_ear_no_lines_blocks_braille_or_charset_shifts),
		cmocka_unit_test(b4_by_ear_one_pane_has_the_whole_width),
		cmocka_unit_test(
    b5_a_note_is_whole_lines_at_the_edge_by_ear_and_in_a_narrow_window),
		cmocka_unit_test(
		    b6_full_screen_says_loading_once_and_what_was_loaded),
		cmocka_unit_test(
		    b7_rows_of_lists_differ_in_their_first_40_columns),
		cmocka_unit_test(b8_what_fails_is_said_in_text),
		cmocka_unit_test(c1_no_color_is_weaker_than_the_option_alone),
		cmocka_unit_test(
		    c2_states_are_told_without_colour_and_attributes),
		cmocka_unit_test(c3_the_selection_is_reverse_and_the_only_one),
		cmocka_unit_test(c4_colours_are_the_terminals_own_sixteen),
		cmocka_unit_test(c5_the_reading_focus_is_the_cursor_not_a_bar),
	};

	return cmocka_run_group_tests(tests, real_setup, real_teardown);
}
