/*
 * How a terminal is treated: sections A, B, C, E and F of the access rules,
 * on the demonstration and every terminal of the matrix.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>
#include <cmocka.h>

#include "tests/screen/demo_model.h"
#include "tests/screen/rig.h"

/* ---- what is painted is what is shown ---- */

struct mirror {
	struct demo demo;
	struct cells cells;
	struct vt *vt;
};

static void
assert_same_screen(struct mirror *mirror, const char *type, int step)
{
	struct cells *cells = &mirror->cells;
	int row, col;

	demo_paint(&mirror->demo, cells);
	for (int i = 0; i < cells->rows; i++) {
		struct buf want = { 0 }, got = { 0 };

		cells_text(cells, i, &want);
		vt_row(mirror->vt, i, &got);
		if (!span_eq(buf_span(&want), buf_span(&got)))
			fail_msg("%s, step %d, row %d:\n|%s|\n|%s|", type,
			    step, i, buf_cstr(&want), buf_cstr(&got));
		buf_release(&want);
		buf_release(&got);
	}
	vt_cursor(mirror->vt, &row, &col);
	if (row != cells->cursor_row || col != cells->cursor_col ||
	    !vt_cursor_visible(mirror->vt))
		fail_msg("%s, step %d: cursor at %d,%d, not %d,%d", type,
		    step, row, col, cells->cursor_row, cells->cursor_col);
}

static unsigned
random_below(unsigned *seed, unsigned limit)
{
	*seed = *seed * 1664525u + 1013904223u;
	return (*seed >> 16) % limit;
}

static void
one_random_step(struct mirror *mirror, unsigned *seed)
{
	static const char *const keys[] = {
		"Down", "Down", "Down", "Up", "j", "j", "k", "Space",
		"PageUp", "PageDown", "s", "b", "Enter", "Esc", "/", "x",
		"é", "漢", "C-l", "F5", "C-f",
	};
	unsigned pick = random_below(seed, sizeof keys / sizeof *keys + 1);
	struct key key;

	if (pick == sizeof keys / sizeof *keys) {
		int rows = 3 + (int)random_below(seed, 30);
		int cols = 12 + (int)random_below(seed, 80);

		cells_resize(&mirror->cells, rows, cols);
		key = (struct key){ .code = KEYCODE_RESIZE };
		assert_true(vt_resize(mirror->vt, rows, cols));
	} else {
		assert_true(key_parse(span_str(keys[pick]), &key));
		assert_true(vt_keys(mirror->vt, keys[pick]));
	}
	assert_true(demo_key(&mirror->demo, key, mirror->cells.rows));
}

static void
A1_after_any_keys_screen_and_cursor_are_as_painted(void **state)
{
	(void)state;
	for (int i = 0; rig_types[i]; i++) {
		struct mirror mirror;
		unsigned seed = 7 + (unsigned)i;

		mirror.vt = rig_start(rig_types[i], NULL, NULL);
		demo_init(&mirror.demo, SPAN_NONE);
		cells_init(&mirror.cells, 24, 80);
		assert_same_screen(&mirror, rig_types[i], -1);
		for (int step = 0; step < 100; step++) {
			one_random_step(&mirror, &seed);
			assert_same_screen(&mirror, rig_types[i], step);
		}
		assert_int_equal(rig_count_csi(vt_bytes(mirror.vt), 'l', 25,
		    25), 0);
		cells_release(&mirror.cells);
		demo_release(&mirror.demo);
		vt_free(mirror.vt);
	}
}

/* Widths on which terminals and tables differ must not move a column. */
static void
odd_clusters_keep_their_columns(void **state)
{
	static const char text[] =
	    "漢字 and after\n"
	    "e\xcc\x81" "e\xcc\x82\xcc\xa3 and after\n"
	    "👩‍🚀|👨‍👩‍👧‍👦|👍🏽|❤️|1️⃣|🇫🇷| and after\n"
	    "\xe0\xa4\xb9\xe0\xa4\xbf\xe0\xa4\xa8\xe0\xa5\x8d\xe0\xa4\xa6\xe0"
	    "\xa5\x80 and after\n"
	    "\xcc\x81 a mark alone, and after\n";
	char path[] = "/tmp/ibid-demo-XXXXXX";
	int fd = mkstemp(path);

	(void)state;
	assert_true(fd >= 0);
	assert_int_equal(write(fd, text, sizeof text - 1), sizeof text - 1);
	close(fd);
	for (int i = 0; rig_types[i]; i++) {
		struct vt *vt = rig_start(rig_types[i], path, NULL);
		struct demo demo;
		struct cells cells;

		demo_init(&demo, span_of(text, sizeof text - 1));
		cells_init(&cells, 24, 80);
		demo_paint(&demo, &cells);
		for (int row = 0; row < 5; row++) {
			const struct cell *cell;
			int col = 0;

			/* "and", after a blank: no cluster starts so. */
			while ((cell = cells_at(&cells, row, col + 5)) &&
			    (cell->bytes[0] != 'f' ||
			    cells_at(&cells, row, col)->bytes[0] != 'a'))
				col++;
			assert_non_null(cell);
			assert_int_equal(vt_col_of(vt, row, "and after"),
			    col);
		}
		cells_release(&cells);
		demo_release(&demo);
		vt_free(vt);
	}
	unlink(path);
}

/* ---- A, B ---- */

static void
A5_both_arrow_forms_work_on_every_terminal(void **state)
{
	(void)state;
	for (int i = 0; rig_types[i]; i++) {
		struct vt *vt = rig_start(rig_types[i], NULL, NULL);

		assert_true(vt_send(vt, "\033[B"));
		rig_assert_cursor(vt, 1, 0);
		assert_true(vt_send(vt, "\033OB"));
		rig_assert_cursor(vt, 2, 0);
		assert_true(vt_send(vt, "\033[A\033OA"));
		rig_assert_cursor(vt, 0, 0);
		vt_free(vt);
	}
}

/* The rig's rest is a wait without end: nothing can happen in it. */
static void
B1_idle_writes_nothing(void **state)
{
	struct vt *vt = rig_start("xterm-256color", NULL, NULL);
	long cpu = vt_cpu_ms(vt);

	(void)state;
	vt_forget(vt);
	rig_sleep_ms(300);
	assert_true(vt_settle(vt));
	assert_int_equal(vt_bytes(vt).len, 0);
	assert_in_range(vt_cpu_ms(vt) - cpu, 0, 20);
	vt_free(vt);
}

/* ---- C ---- */

static int
colours_with(const char *type, const char *option, const char *const *env)
{
	struct vt *vt = rig_start(type, option, env);
	struct span bytes;
	int count;

	assert_true(vt_keys(vt, "b Down j Enter"));
	bytes = vt_bytes(vt);
	count = rig_count_csi(bytes, 'm', 30, 49) +
	    rig_count_csi(bytes, 'm', 90, 107);
	/* Attributes stay, whatever becomes of colour. */
	assert_true(rig_count_csi(bytes, 'm', 7, 7) > 0);
	assert_true(rig_count_csi(bytes, 'm', 1, 1) > 0);
	vt_free(vt);
	return count;
}

static void
C1_no_color_is_weaker_than_the_option_alone(void **state)
{
	static const char *const colourful[] = {
		"linux", "xterm-256color", "screen", "tmux-256color", NULL
	};

	(void)state;
	for (int i = 0; colourful[i]; i++) {
		const char *type = colourful[i];

		assert_true(colours_with(type, NULL, NULL) > 0);
		assert_int_equal(colours_with(type, NULL,
		    RIG_ENV("NO_COLOR=1")), 0);
		assert_int_equal(colours_with(type, NULL,
		    RIG_ENV("NO_COLOR=1", "FORCE_COLOR=1", "CLICOLOR_FORCE=1")),
		    0);
		assert_true(colours_with(type, NULL, RIG_ENV("NO_COLOR=")) > 0);
		assert_true(colours_with(type, "--color=always",
		    RIG_ENV("NO_COLOR=1")) > 0);
		assert_int_equal(colours_with(type, "--color=never",
		    RIG_ENV("FORCE_COLOR=1")), 0);
	}
	assert_int_equal(colours_with("vt100", "--color=always", NULL), 0);
}

static void
C3_the_selection_is_reverse_even_in_screen(void **state)
{
	(void)state;
	for (int i = 0; rig_types[i]; i++) {
		struct vt *vt = rig_start(rig_types[i], NULL, NULL);
		struct buf marks = { 0 };

		vt_forget(vt);
		assert_true(vt_keys(vt, "b"));
		assert_true(rig_count_csi(vt_bytes(vt), 'm', 7, 7) > 0);
		assert_int_equal(rig_count_csi(vt_bytes(vt), 'm', 3, 3), 0);
		vt_marks(vt, 0, &marks);
		assert_int_equal(marks.ptr[0], 'r');
		assert_int_equal(marks.ptr[79], 'r');
		buf_release(&marks);
		vt_free(vt);
	}
}

/* ---- E ---- */

static void
E1_a_terminal_that_cannot_do_it_is_named(void **state)
{
	static const char *const cases[][2] = {
		{ "nosuchterm", "demo: terminal type 'nosuchterm' is "
		    "unknown" },
		{ "dumb", "demo: terminal type 'dumb' cannot move its "
		    "cursor" },
		{ "", "demo: TERM is not set, so the terminal's type is "
		    "unknown" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct vt *vt = rig_start(cases[i][0], NULL, NULL);

		rig_assert_status(vt, 2);
		assert_vt_row(vt, 0, cases[i][1]);
		assert_false(rig_has(vt_bytes(vt), "\033"));
		vt_free(vt);
	}
}

static void
E1_without_a_terminal_it_says_so(void **state)
{
	char *demo = rig_demo();
	char *command;
	struct vt *vt;

	(void)state;
	assert_true(asprintf(&command, "%s </dev/null | cat", demo) > 0);
	vt = vt_start(&(struct vt_opts){ .argv =
	    RIG_ENV("sh", "-c", command) });
	assert_non_null(vt);
	rig_assert_status(vt, 0);
	assert_vt_row(vt, 0, "demo: standard output is not a terminal");
	vt_free(vt);
	free(command);
	free(demo);
}

static void
keys_come_from_the_terminal_when_standard_input_does_not(void **state)
{
	char *demo = rig_demo();
	char *command;
	struct vt *vt;

	(void)state;
	assert_true(asprintf(&command, "echo piped | %s", demo) > 0);
	vt = vt_start(&(struct vt_opts){ .argv =
	    RIG_ENV("sh", "-c", command), .type = "vt100" });
	assert_non_null(vt);
	assert_true(vt_until(vt, 23, "A demonstration"));
	vt_type(vt, SPAN("q"));
	rig_assert_status(vt, 0);
	assert_true(vt_is_cooked(vt));
	vt_free(vt);
	free(command);
	free(demo);
}

static void
E2_without_an_alternate_screen_the_text_stays(void **state)
{
	static const char *const cases[][2] = {
		{ "vt100", NULL }, { "linux", NULL },
		{ "xterm-256color", "--no-altscreen" },
		{ "tmux-256color", "--no-altscreen" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct vt *vt = rig_start(cases[i][0], cases[i][1], NULL);

		assert_false(vt_altscreen(vt));
		assert_false(rig_has(vt_bytes(vt), "?1049"));
		vt_forget(vt);
		assert_true(vt_keys(vt, "b q"));
		rig_assert_status(vt, 0);
		rig_assert_cursor(vt, 23, 0);
		assert_vt_row(vt, 22, "A demonstration");
		assert_vt_row(vt, 23, "");
		assert_true(vt_bytes(vt).ptr[vt_bytes(vt).len - 1] == '\n');
		assert_true(vt_is_cooked(vt));
		vt_free(vt);
	}
}

static void
with_an_alternate_screen_nothing_stays(void **state)
{
	struct vt *vt = rig_start("xterm-256color", NULL, NULL);

	(void)state;
	assert_true(vt_altscreen(vt));
	assert_true(vt_keys(vt, "q"));
	rig_assert_status(vt, 0);
	assert_false(vt_altscreen(vt));
	assert_true(vt_cursor_visible(vt));
	assert_vt_row(vt, 0, "");
	vt_free(vt);
}

static void
E3_without_utf8_only_ascii_goes_out(void **state)
{
	static const char text[] = "“Ibid.” — see § 4… • café 漢 é\n";
	char path[] = "/tmp/ibid-demo-XXXXXX";
	int fd = mkstemp(path);

	(void)state;
	assert_true(fd >= 0);
	assert_int_equal(write(fd, text, sizeof text - 1), sizeof text - 1);
	close(fd);
	for (int i = 0; i < 2; i++) {
		struct vt *vt = rig_start("xterm-256color", path,
		    i ? RIG_ENV("LC_ALL=xx_YY.UTF-8") : RIG_ENV("LC_ALL=C"));
		struct span bytes = vt_bytes(vt);

		assert_vt_row(vt, 0, "\"Ibid.\" - see s 4. * cafe ?  e");
		for (size_t at = 0; at < bytes.len; at++)
			assert_in_range((unsigned char)bytes.ptr[at], 0,
			    0x7f);
		assert_false(rig_has(bytes, "~@"));
		vt_free(vt);
	}
	unlink(path);
}

static void
E5_a_split_sequence_is_one_key_and_esc_alone_is_esc(void **state)
{
	struct vt *vt = rig_start("xterm-256color", NULL, NULL);

	(void)state;
	vt_type(vt, SPAN("\033"));
	rig_sleep_ms(50);
	assert_true(vt_send(vt, "[B"));
	rig_assert_cursor(vt, 1, 0);
	assert_true(vt_keys(vt, "Enter"));
	assert_vt_row(vt, 17, "Note 12.");
	assert_true(vt_send(vt, "\033"));
	rig_assert_cursor(vt, 1, 0);
	assert_int_equal(vt_col_of(vt, 17, "Note 12."), -1);
	vt_free(vt);
}

static void
E5_escdelay_is_the_users(void **state)
{
	struct vt *vt = rig_start("xterm-256color", NULL,
	    RIG_ENV("ESCDELAY=1500"));

	(void)state;
	vt_type(vt, SPAN("\033"));
	rig_sleep_ms(300);
	assert_true(vt_send(vt, "[B"));
	rig_assert_cursor(vt, 1, 0);
	vt_free(vt);
}

static void
E6_resizing_keeps_the_cursor_on_its_text(void **state)
{
	(void)state;
	for (int i = 0; rig_types[i]; i++) {
		struct vt *vt = rig_start(rig_types[i], NULL, NULL);

		assert_true(vt_keys(vt, "Down Down Down"));
		assert_true(vt_resize(vt, 10, 40));
		rig_assert_cursor(vt, 3, 0);
		assert_true(vt_resize(vt, 5, 20));
		rig_assert_cursor(vt, 3, 0);
		assert_vt_row(vt, 4, "A demonstration");
		assert_true(vt_resize(vt, 24, 80));
		rig_assert_cursor(vt, 3, 0);
		assert_vt_row(vt, 23, "A demonstration                      "
		    "   Resize");
		vt_free(vt);
	}
}

static void
E7_a_paste_into_a_prompt_runs_nothing(void **state)
{
	struct vt *vt = rig_start("xterm-256color", NULL, NULL);

	(void)state;
	assert_false(rig_has(vt_bytes(vt), "?2004h"));
	assert_false(rig_has(vt_bytes(vt), "?1000h"));
	vt_forget(vt);
	assert_true(vt_keys(vt, "/"));
	assert_true(rig_has(vt_bytes(vt), "\033[?2004h"));
	assert_true(vt_send(vt, "\033[200~a\nq\033[201~"));
	assert_true(vt_running(vt));
	assert_vt_row(vt, 23, "/a q");
	vt_forget(vt);
	assert_true(vt_keys(vt, "Enter"));
	assert_true(rig_has(vt_bytes(vt), "\033[?2004l"));
	vt_free(vt);
}

static void
E8_copying_is_one_sequence_when_asked_for(void **state)
{
	struct vt *vt = rig_start("xterm-256color", NULL, NULL);

	(void)state;
	vt_forget(vt);
	assert_true(vt_keys(vt, "Y"));
	assert_true(rig_has(vt_bytes(vt), "\033]52;c;Y29waWVk\a"));
	vt_free(vt);
}

static void
the_mouse_is_heard_only_when_asked_for(void **state)
{
	struct vt *vt = rig_start("xterm-256color", "--mouse", NULL);

	(void)state;
	assert_true(rig_has(vt_bytes(vt), "1000h"));
	assert_true(vt_send(vt, "\033[<64;3;3M"));
	assert_vt_row(vt, 23, "A demonstration                         "
	    "WheelUp");
	vt_forget(vt);
	assert_true(vt_keys(vt, "q"));
	rig_assert_status(vt, 0);
	assert_true(rig_has(vt_bytes(vt), "1000l"));
	vt_free(vt);
}

/* ---- F ---- */

static void
F1_hostile_text_reaches_no_terminal(void **state)
{
	static const char text[] =
	    "\033[31mred \033]0;title\a \033P1$r\033\\ \033[21t\n"
	    "\xc2\x9b" "31m \x9b" "31m \xc2\x9d" "0;x\xc2\x9c\n"
	    "\a\b\r\f\v\177 \016 \017\n"
	    "\xe2\x80\xae" "txt.exe \xe2\x80\x8b \xe2\x81\xa6 "
	    "\xd8\x9c \xef\xbb\xbf \xf3\xa0\x81\x81 \xef\xbf\xb9\n"
	    "\xff\xfe \xc0\xaf \xed\xa0\x80 \xf4\x90\x80\x80\n"
	    "\033]8;;http://e.example\033\\link\033]8;;\033\\\n";
	static const char *const never[] = {
		"\033[31m", "\033]", "\033P", "\033[21t", "\xc2\x9b",
		"\xc2\x9d", "\x9b", "\a", "\b", "\f", "\v", "\177", "\016",
		"\xe2\x80\xae", "\xe2\x80\x8b", "\xe2\x81\xa6", "\xd8\x9c",
		"\xef\xbb\xbf", "\xf3\xa0\x81\x81", "\xef\xbf\xb9", "\xff",
		"\xc0\xaf", "\xed\xa0\x80", "\xf4\x90",
	};
	char path[] = "/tmp/ibid-demo-XXXXXX";
	int fd = mkstemp(path);
	struct vt *vt;

	(void)state;
	assert_true(fd >= 0);
	assert_int_equal(write(fd, text, sizeof text - 1), sizeof text - 1);
	close(fd);
	for (int i = 0; i < 2; i++) {
		vt = rig_start("xterm-256color", path, i ?
		    RIG_ENV("NO_COLOR=1", "LC_ALL=C") : RIG_ENV("NO_COLOR=1"));
		for (size_t j = 0; j < sizeof never / sizeof *never; j++)
			if (rig_has(vt_bytes(vt), never[j]))
				fail_msg("vector %zu went out", j);
		assert_true(rig_has(vt_bytes(vt), "<U+001B>[31mred"));
		assert_true(rig_has(vt_bytes(vt), "<U+202E>txt.exe"));
		vt_free(vt);
	}
	unlink(path);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
		    A1_after_any_keys_screen_and_cursor_are_as_painted),
		cmocka_unit_test(odd_clusters_keep_their_columns),
		cmocka_unit_test(A5_both_arrow_forms_work_on_every_terminal),
		cmocka_unit_test(B1_idle_writes_nothing),
		cmocka_unit_test(C1_no_color_is_weaker_than_the_option_alone),
		cmocka_unit_test(C3_the_selection_is_reverse_even_in_screen),
		cmocka_unit_test(E1_a_terminal_that_cannot_do_it_is_named),
		cmocka_unit_test(E1_without_a_terminal_it_says_so),
		cmocka_unit_test(
		    keys_come_from_the_terminal_when_standard_input_does_not),
		cmocka_unit_test(
		    E2_without_an_alternate_screen_the_text_stays),
		cmocka_unit_test(with_an_alternate_screen_nothing_stays),
		cmocka_unit_test(E3_without_utf8_only_ascii_goes_out),
		cmocka_unit_test(
		    E5_a_split_sequence_is_one_key_and_esc_alone_is_esc),
		cmocka_unit_test(E5_escdelay_is_the_users),
		cmocka_unit_test(E6_resizing_keeps_the_cursor_on_its_text),
		cmocka_unit_test(E7_a_paste_into_a_prompt_runs_nothing),
		cmocka_unit_test(E8_copying_is_one_sequence_when_asked_for),
		cmocka_unit_test(the_mouse_is_heard_only_when_asked_for),
		cmocka_unit_test(F1_hostile_text_reaches_no_terminal),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
