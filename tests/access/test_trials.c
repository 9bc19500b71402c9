/*
 * The access rules, section E, on ibid itself: terminals, locales, hang-ups,
 * resizing, the clipboard.  Each test bears the number of its rule.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <signal.h>
#include <sys/wait.h>
#include <cmocka.h>

#include "tests/access/five.h"
#include "tests/access/terminfo.h"

#define STATUS_ROW 23

static const char *const a11y[] = { "--a11y", NULL };

/* Where several options must hold, one program tries them after another. */
static void
assert_status_has(const struct vt *vt, const char *words)
{
	if (!strstr(real_row(vt, STATUS_ROW), words))
		fail_msg("not \"%s\" but: %s", words,
		    real_row(vt, STATUS_ROW));
}

/* ---- E1, E2 ---- */

static void
assert_reads_lines(struct vt *vt, const char *why)
{
	struct buf text = { 0 };

	vt_text(vt, &text);
	if (!strstr(buf_cstr(&text), why))
		fail_msg("not \"%s\" but: %s", why, buf_cstr(&text));
	assert_non_null(strstr(buf_cstr(&text), "Linear mode, from the "
	    "terminal. h for help."));
	assert_false(rig_has(vt_bytes(vt), "\033"));
	buf_release(&text);
}

static void
e1_a_terminal_that_cannot_do_it_is_named_and_lines_are_read(const char *type)
{
	static const char *const cases[][2] = {
		{ "TERM=nosuchterm", "'nosuchterm' is unknown" },
		{ "TERM=dumb", "'dumb' cannot move its cursor" },
		{ "TERM=", "TERM is not set" },
		{ "TERM", "TERM is not set" },
	};

	(void)type;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct vt *vt = real_start(NULL, NULL,
		    RIG_ENV(cases[i][0]));

		assert_reads_lines(vt, cases[i][1]);
		vt_send(vt, "q\n");
		rig_assert_status(vt, 0);
		vt_free(vt);
	}
}

/* No keyboard: standard input is none, and there is no other to be had. */
static void
e1_without_a_keyboard_it_is_said_and_lines_are_read(const char *type)
{
	struct buf command = { 0 };
	struct vt *vt;

	buf_printf(&command, "setsid -w '%s' '%s' </dev/null",
	    real_program(), real_path("story.ibid"));
	vt = vt_start(&(struct vt_opts){ .type = type, .env = real_env(NULL),
	    .argv = RIG_ENV("sh", "-c", buf_cstr(&command)) });
	rig_assert_status(vt, 0);
	assert_reads_lines(vt, "there is no keyboard to read from");
	vt_free(vt);
	buf_release(&command);
}

/* Where there is one it is left alone; the others are not asked for any. */
static void
e2_without_an_alternate_screen_the_text_stays(const char *type)
{
	bool has = *terminfo_string(type, "smcup");
	struct vt *vt = real_start(type, REAL_OPTS(has ? "--no-altscreen" :
	    "--altscreen", "--a11y"), NULL);

	assert_false(rig_has(vt_bytes(vt), "?1049"));
	assert_true(vt_keys(vt, "q"));
	rig_assert_status(vt, 0);
	rig_assert_cursor(vt, 23, 0);
	assert_string_equal(real_row(vt, 23), "");
	assert_string_equal(real_row(vt, 0), "Chapter of 1 stones");
	assert_string_equal(real_row(vt, 22), "2 percent. h for help.");
	assert_true(vt_bytes(vt).ptr[vt_bytes(vt).len - 1] == '\n');
	assert_true(vt_is_cooked(vt));
	vt_free(vt);
}

static void
e2_an_alternate_screen_is_left_again(const char *type)
{
	bool has = *terminfo_string(type, "smcup");
	struct vt *vt = real_start(type, a11y, NULL);

	assert_int_equal(vt_altscreen(vt), has);
	assert_true(vt_keys(vt, "q"));
	rig_assert_status(vt, 0);
	assert_false(vt_altscreen(vt));
	vt_free(vt);
}

/* ---- E3 ---- */

static void
e3_without_utf8_ascii_goes_out_with_one_notice(const char *type)
{
	static const char *const locales[] = { "LC_ALL=C",
		"LC_ALL=xx_YY.UTF-8" };
	const char *path = real_put("marks.md", "# “Ibid.” — a title\n\n"
	    "See § 4… • café, naïve.[^1]\n\n[^1]: “Quoted” — so.\n");

	for (size_t i = 0; i < 2; i++) {
		struct vt *vt = real_start_file(path, type, a11y,
		    RIG_ENV(locales[i]));
		struct span bytes;

		assert_string_equal(real_row(vt, 0),
		    "\"Ibid.\" -- a title");
		assert_non_null(strstr(real_row(vt, 1), "cafe, naive.[1"));
		assert_status_has(vt, "locale");
		assert_true(vt_keys(vt, "Tab Enter"));
		assert_null(strstr(real_row(vt, STATUS_ROW), "locale"));
		bytes = vt_bytes(vt);
		for (size_t at = 0; at < bytes.len; at++)
			assert_in_range((unsigned char)bytes.ptr[at], 0,
			    0x7f);
		assert_false(rig_has(bytes, "~@"));
		vt_free(vt);

		vt = real_start_file(path, type,
		    REAL_OPTS("--charset=utf-8", "--a11y"),
		    RIG_ENV(locales[i]));
		assert_string_equal(real_row(vt, 0), "“Ibid.” — a title");
		vt_free(vt);
	}
}

/* ---- E4, E5, E6 ---- */

/* SIGHUP as the shell leaves it, then ignored. */
static void
e4_a_hang_up_saves_the_place_and_ends_within_a_second(const char *type)
{
	struct buf command = { 0 };
	struct buf place = { 0 };

	for (int ignored = 0; ignored < 2; ignored++) {
		struct vt *vt;
		int status;

		buf_clear(&command);
		buf_printf(&command, "%sexec '%s' --a11y '%s'", ignored ?
		    "trap '' HUP; " : "", real_program(),
		    real_path("story.ibid"));
		vt = vt_start(&(struct vt_opts){ .argv = RIG_ENV("sh", "-c",
		    buf_cstr(&command)), .type = type,
		    .env = real_env(NULL) });
		assert_non_null(vt);
		/* To another place each time. */
		assert_true(vt_keys(vt, ignored ? "g Space Space Down Down" :
		    "g Space Down Down"));
		buf_clear(&place);
		vt_row(vt, 2, &place);
		assert_true(place.len > 40);
		vt_hang_up(vt);
		status = vt_wait(vt, 1000);
		assert_int_not_equal(status, -1);
		assert_true(WIFEXITED(status));
		vt_free(vt);

		/* The next reading starts there. */
		vt = real_start(type, REAL_OPTS("--save-place=on",
		    "--a11y"), NULL);
		rig_assert_cursor(vt, 2, 0);
		assert_string_equal(real_row(vt, 2), buf_cstr(&place));
		vt_kill(vt, SIGKILL);
		vt_free(vt);
	}
	buf_release(&command);
	buf_release(&place);
}

/* ESC, then the rest after `ms`. */
static void
send_split(struct vt *vt, long ms)
{
	vt_type(vt, SPAN("\033"));
	rig_sleep_ms(ms);
	assert_true(vt_send(vt, "[B"));
}

static void
e5_a_split_sequence_is_one_key(const char *type)
{
	struct vt *vt = real_start(type, a11y, NULL);

	send_split(vt, 50);
	rig_assert_cursor(vt, 1, 0);
	vt_free(vt);
}

/* 100 ms as it is, and what ESCDELAY says where that is set. */
static void
e5_escape_alone_takes_as_long_as_escdelay(const char *type)
{
	struct vt *vt = real_start(type, a11y, RIG_ENV("ESCDELAY=2000"));

	send_split(vt, 200);
	rig_assert_cursor(vt, 1, 0);
	vt_free(vt);
	vt = real_start(type, a11y, NULL);
	assert_true(vt_keys(vt, "t"));
	send_split(vt, 200);
	/* It closed the contents, and "[" found no heading. */
	assert_string_equal(real_row(vt, 0), REAL_TITLE);
	vt_free(vt);
}

/* Whatever ESC closes another key closes, too. */
static void
e5_escape_is_never_the_only_way_out(const char *type)
{
	static const char *const ways[][2] = { { "Tab Enter", "q" },
		{ "t", "q" }, { "e", "q" }, { "h", "q" }, { "v w", "q" },
		{ "/ a b", "C-g" }, { "c a b", "C-g" }, { "a a b", "C-g" },
		{ "m", "C-g" }, { "'", "C-g" }, { "e / a", "C-g" }, };
	struct vt *vt = real_start(type, a11y, NULL);

	for (size_t i = 0; i < sizeof ways / sizeof *ways; i++) {
		assert_true(vt_keys(vt, ways[i][0]));
		assert_true(vt_keys(vt, ways[i][1]));
		assert_true(vt_running(vt));
		assert_true(vt_keys(vt, i == 10 ? "q g Down" : "g Down"));
		if (strncmp(real_row(vt, 1), "Chapter of 1", 12))
			fail_msg("%s, then %s: %s", ways[i][0], ways[i][1],
			    real_row(vt, 1));
		rig_assert_cursor(vt, 1, 0);
	}
	vt_free(vt);
}

/* The words under the cursor. */
static void
put_at_cursor(const struct vt *vt, struct buf *out)
{
	int row, col;
	struct buf text = { 0 };

	vt_cursor(vt, &row, &col);
	vt_row(vt, row, &text);
	buf_put(out, span_slice(buf_span(&text), (size_t)col,
	    (size_t)col + 4));
	buf_release(&text);
}

static void
e6_resizing_keeps_the_cursor_on_its_text(const char *type)
{
	static const int sizes[][2] = { { 10, 40 }, { 5, 20 }, { 24, 80 } };

	for (int mark = 0; mark < 2; mark++) {
		struct vt *vt = real_start(type, a11y, NULL);

		assert_true(vt_keys(vt, mark ? "Tab Tab" :
		    "Down Down Down Down Down"));
		for (size_t i = 0; i < 3; i++) {
			struct buf text = { 0 };

			assert_true(vt_resize(vt, sizes[i][0],
			    sizes[i][1]));
			put_at_cursor(vt, &text);
			assert_string_equal(buf_cstr(&text), mark ?
			    "[2+]" : "1116");
			buf_release(&text);
		}
		vt_free(vt);
	}
}

/* ---- E7, E8, E9 ---- */

/* Pasting is asked for in prompts only, where terminfo has it. */
static void
e7_no_mouse_and_a_paste_runs_nothing(const char *type)
{
	bool has = *terminfo_string(type, "BE");
	struct vt *vt = real_start(type, NULL, NULL);

	assert_true(vt_keys(vt, "j"));
	assert_false(rig_has(vt_bytes(vt), "?1000h"));
	assert_false(rig_has(vt_bytes(vt), "?1006"));
	assert_false(rig_has(vt_bytes(vt), "?2004h"));
	assert_true(vt_keys(vt, "/"));
	assert_int_equal(rig_has(vt_bytes(vt), "\033[?2004h"), has);
	assert_true(vt_send(vt, "\033[200~stone\nq\033[201~"));
	assert_true(vt_running(vt));
	assert_status_has(vt, "/stone q");
	vt_forget(vt);
	assert_true(vt_keys(vt, "C-g"));
	assert_int_equal(rig_has(vt_bytes(vt), "\033[?2004l"), has);
	/* On the page, which is as it was, it is no text for anything. */
	assert_true(vt_send(vt, "\033[200~t\nq\033[201~"));
	assert_true(vt_running(vt));
	assert_string_equal(real_row(vt, 0), "");
	assert_non_null(strstr(real_row(vt, 1), "Chapter of 1"));
	vt_free(vt);
}

static void
e8_copying_is_opted_into_and_always_shown(const char *type)
{
	for (int on = 0; on < 2; on++) {
		struct vt *vt = real_start(type, on ?
		    REAL_OPTS("--clipboard") : NULL, NULL);

		assert_true(vt_keys(vt, "Tab Enter"));
		vt_forget(vt);
		assert_true(vt_keys(vt, "y"));
		assert_int_equal(rig_has(vt_bytes(vt), "\033]52;"), on);
		assert_status_has(vt, on ? "not confirmed" :
		    "clipboard is off");
		assert_status_has(vt, "The note on");
		vt_free(vt);
	}
}

/* What the base64 of more than 3000 bytes would be is not sent. */
static void
e8_what_is_too_long_for_a_terminal_is_refused_in_words(const char *type)
{
	struct buf text = { 0 };
	const char *path;
	struct vt *vt;

	buf_puts(&text, "# A title\n\nA word.[^1]\n\n[^1]: ");
	for (int i = 0; i < 300; i++)
		buf_printf(&text, "lantern %d ", i);
	buf_puts(&text, "\n");
	path = real_put("long.md", buf_cstr(&text));
	vt = real_start_file(path, type, REAL_OPTS("--clipboard"), NULL);
	assert_true(vt_keys(vt, "Tab Enter y"));
	assert_false(rig_has(vt_bytes(vt), "\033]52;"));
	assert_status_has(vt, "too long for the terminal, use ibid text");
	vt_free(vt);
	buf_release(&text);
}

/* The sentence in focus; the same key again, its paragraph. */
static void
e8_what_is_copied_is_what_has_the_focus(const char *type)
{
	const char *path = real_put("copy.md", "# A title\n\n"
	    "One is first. Two <https://two.example/> is next.[^1]\n\n"
	    "[^1]: The note.\n");
	struct vt *vt = real_start_file(path, type, a11y, NULL);

	assert_true(vt_keys(vt, "Down y"));
	assert_status_has(vt, "Copy the sentence: (clipboard is off) One is "
	    "first.");
	assert_null(strstr(real_row(vt, STATUS_ROW), "Two"));
	assert_true(vt_keys(vt, "y"));
	assert_status_has(vt, "Copy the paragraph: (clipboard is off) One is "
	    "first. Two");
	assert_true(vt_keys(vt, "Tab Enter y"));
	assert_status_has(vt, "Copy the note: ");
	vt_free(vt);
}

static void
e9_addresses_are_text_not_hyperlinks(const char *type)
{
	const char *path = real_put("links.md", "# A title\n\n"
	    "See [this page](https://e.example/a), and "
	    "<https://e.example/b>.[^1]\n\n"
	    "[^1]: Also <https://e.example/c>.\n");
	struct vt *vt = real_start_file(path, type, NULL,
	    RIG_ENV("BROWSER"));

	assert_true(vt_keys(vt, "Tab Enter q o S q"));
	assert_false(rig_has(vt_bytes(vt), "\033]"));
	assert_true(rig_has(vt_bytes(vt), "e.example/b"));
	vt_free(vt);
}

int
main(void)
{
	static const struct five_case cases[] = {
	ONCE(e1_a_terminal_that_cannot_do_it_is_named_and_lines_are_read),
		FIVE(e1_without_a_keyboard_it_is_said_and_lines_are_read),
		FIVE(e2_without_an_alternate_screen_the_text_stays),
		FIVE(e2_an_alternate_screen_is_left_again),
		FIVE(e3_without_utf8_ascii_goes_out_with_one_notice),
		FIVE(e4_a_hang_up_saves_the_place_and_ends_within_a_second),
		FIVE(e5_a_split_sequence_is_one_key),
		FIVE(e5_escape_alone_takes_as_long_as_escdelay),
		FIVE(e5_escape_is_never_the_only_way_out),
		FIVE(e6_resizing_keeps_the_cursor_on_its_text),
		FIVE(e7_no_mouse_and_a_paste_runs_nothing),
		FIVE(e8_copying_is_opted_into_and_always_shown),
		FIVE(e8_what_is_too_long_for_a_terminal_is_refused_in_words),
		FIVE(e8_what_is_copied_is_what_has_the_focus),
		FIVE(e9_addresses_are_text_not_hyperlinks),
	};

	return five_main(cases);
}
