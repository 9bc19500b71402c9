/*
 * The access rules, sections E and F, on ibid itself: terminals, locales,
 * hang-ups and hostile text.  Each test bears the number of its rule.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <signal.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>
#include <cmocka.h>

#include "base/file.h"
#include "reader/actions.h"
#include "tests/access/real.h"

#define for_each_type(type) \
	for (const char *const *at_ = rig_types, *type; (type = *at_); at_++)

static const char *const a11y[] = { "--a11y", NULL };

static const char *
put_file(const char *name, const char *text)
{
	const char *path = real_path(name);

	assert_int_equal(file_replace(path, span_str(text), 0600), 0);
	return path;
}

/* ---- E ---- */

static void
e1_a_terminal_that_cannot_do_it_is_named_and_lines_are_read(void **state)
{
	static const char *const cases[][2] = {
		{ "nosuchterm", "'nosuchterm' is unknown" },
		{ "dumb", "'dumb' cannot move its cursor" },
		{ "", "TERM is not set" },
	};

	(void)state;
	for (size_t i = 0; i < 3; i++) {
		struct vt *vt = real_start(cases[i][0], NULL, NULL);
		struct buf text = { 0 };

		vt_text(vt, &text);
		assert_non_null(strstr(buf_cstr(&text), cases[i][1]));
		assert_non_null(strstr(buf_cstr(&text), "Linear mode, from "
		    "the terminal. h for help."));
		assert_false(rig_has(vt_bytes(vt), "\033"));
		buf_release(&text);
		vt_send(vt, "q\n");
		rig_assert_status(vt, 0);
		vt_free(vt);
	}
}

static void
e2_without_an_alternate_screen_the_text_stays(void **state)
{
	static const char *const cases[][2] = {
		{ "vt100", "--altscreen" }, { "linux", "--altscreen" },
		{ "xterm-256color", "--altscreen=off" },
		{ "screen", "--no-altscreen" },
		{ "tmux-256color", "--no-altscreen" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct vt *vt = real_start(cases[i][0],
		    REAL_OPTS(cases[i][1], "--a11y"), NULL);

		assert_false(rig_has(vt_bytes(vt), "?1049"));
		assert_true(vt_keys(vt, "q"));
		rig_assert_status(vt, 0);
		rig_assert_cursor(vt, 23, 0);
		assert_string_equal(real_row(vt, 23), "");
		assert_string_equal(real_row(vt, 0), "Chapter of 1 stones");
		assert_string_equal(real_row(vt, 22),
		    "2 percent. h for help.");
		assert_true(vt_bytes(vt).ptr[vt_bytes(vt).len - 1] == '\n');
		assert_true(vt_is_cooked(vt));
		vt_free(vt);
	}
}

static void
e3_without_utf8_ascii_goes_out_with_one_notice(void **state)
{
	static const char *const locales[] = { "LC_ALL=C", "LC_ALL=POSIX",
		"LC_ALL=xx_YY.UTF-8" };
	const char *path = put_file("marks.md", "# “Ibid.” — a title\n\n"
	    "See § 4… • café, naïve.[^1]\n\n[^1]: “Quoted” — so.\n");

	(void)state;
	for (size_t i = 0; i < 3; i++) {
		struct vt *vt = real_start_file(path, "xterm-256color", a11y,
		    RIG_ENV(locales[i]));
		struct span bytes;

		assert_string_equal(real_row(vt, 0),
		    "\"Ibid.\" -- a title");
		assert_non_null(strstr(real_row(vt, 1), "cafe, naive.[1"));
		assert_non_null(strstr(real_row(vt, 23), "locale"));
		assert_true(vt_keys(vt, "Tab Enter"));
		assert_null(strstr(real_row(vt, 23), "locale"));
		bytes = vt_bytes(vt);
		for (size_t at = 0; at < bytes.len; at++)
			assert_in_range((unsigned char)bytes.ptr[at], 0,
			    0x7f);
		assert_false(rig_has(bytes, "~@"));
		vt_free(vt);

		vt = real_start_file(path, "xterm-256color",
		    REAL_OPTS("--charset=utf-8", "--a11y"),
		    RIG_ENV(locales[i]));
		assert_string_equal(real_row(vt, 0), "“Ibid.” — a title");
		vt_free(vt);
	}
}

static void
e4_a_hang_up_saves_the_place_and_ends_within_a_second(void **state)
{
	struct buf command = { 0 };

	(void)state;
	for (int ignored = 0; ignored < 2; ignored++) {
		struct vt *vt;
		int status;

		buf_clear(&command);
		buf_printf(&command, "%sexec '%s' --a11y '%s'", ignored ?
		    "trap '' HUP; " : "", real_program(),
		    real_path("story.ibid"));
		vt = vt_start(&(struct vt_opts){ .argv = RIG_ENV("sh", "-c",
		    buf_cstr(&command)), .type = "vt100",
		    .env = real_env(NULL) });
		assert_non_null(vt);
		assert_true(vt_keys(vt, ignored ? "b" : "Space Space"));
		vt_hang_up(vt);
		status = vt_wait(vt, 1000);
		assert_int_not_equal(status, -1);
		assert_true(WIFEXITED(status));
		vt_free(vt);

		/* The next reading starts there. */
		vt = real_start("vt100", REAL_OPTS("--save-place=on",
		    "--a11y"), NULL);
		assert_null(strstr(real_row(vt, 0), REAL_TITLE));
		assert_true(vt_keys(vt, "b"));
		if (ignored)
			assert_non_null(strstr(real_row(vt, 0),
			    REAL_TITLE));
		vt_kill(vt, SIGKILL);
		vt_free(vt);
	}
	buf_release(&command);
}

static void
e5_a_split_sequence_is_one_key(void **state)
{
	struct vt *vt = real_start("xterm-256color", a11y, NULL);

	(void)state;
	vt_type(vt, SPAN("\033"));
	rig_sleep_ms(50);
	assert_true(vt_send(vt, "[B"));
	rig_assert_cursor(vt, 1, 0);
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
e6_resizing_keeps_the_cursor_on_its_text(void **state)
{
	static const int sizes[][2] = { { 10, 40 }, { 5, 20 }, { 24, 80 } };

	(void)state;
	for_each_type(type) {
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
}

static void
e7_no_mouse_and_a_paste_runs_nothing(void **state)
{
	struct vt *vt = real_start("xterm-256color", NULL, NULL);

	(void)state;
	assert_false(rig_has(vt_bytes(vt), "?1000h"));
	assert_false(rig_has(vt_bytes(vt), "?2004h"));
	assert_true(vt_keys(vt, "/"));
	assert_true(rig_has(vt_bytes(vt), "\033[?2004h"));
	assert_true(vt_send(vt, "\033[200~stone\nq\033[201~"));
	assert_true(vt_running(vt));
	assert_non_null(strstr(real_row(vt, 23), "/stone q"));
	vt_free(vt);
}

static void
e8_copying_is_opted_into_and_always_shown(void **state)
{
	(void)state;
	for (int on = 0; on < 2; on++) {
		struct vt *vt = real_start("xterm-256color", on ?
		    REAL_OPTS("--clipboard") : NULL, NULL);

		assert_true(vt_keys(vt, "Tab Enter"));
		vt_forget(vt);
		assert_true(vt_keys(vt, "y"));
		assert_int_equal(rig_has(vt_bytes(vt), "\033]52;"), on);
		assert_non_null(strstr(real_row(vt, 23), on ?
		    "not confirmed" : "clipboard is off"));
		assert_non_null(strstr(real_row(vt, 23), "The note on"));
		vt_free(vt);
	}
}

/* What the base64 of more than 3000 bytes would be is not sent. */
static void
e8_what_is_too_long_for_a_terminal_is_refused_in_words(void **state)
{
	struct buf text = { 0 };
	const char *path;
	struct vt *vt;

	(void)state;
	buf_puts(&text, "# A title\n\nA word.[^1]\n\n[^1]: ");
	for (int i = 0; i < 300; i++)
		buf_printf(&text, "lantern %d ", i);
	buf_puts(&text, "\n");
	path = put_file("long.md", buf_cstr(&text));
	vt = real_start_file(path, "xterm-256color",
	    REAL_OPTS("--clipboard"), NULL);
	assert_true(vt_keys(vt, "Tab Enter y"));
	assert_false(rig_has(vt_bytes(vt), "\033]52;"));
	assert_non_null(strstr(real_row(vt, 23), "too long for the terminal,"
	    " use ibid text"));
	vt_free(vt);
	buf_release(&text);
}

/* The sentence in focus; the same key again, its paragraph. */
static void
e8_what_is_copied_is_what_has_the_focus(void **state)
{
	const char *path = put_file("copy.md", "# A title\n\n"
	    "One is first. Two <https://two.example/> is next.[^1]\n\n"
	    "[^1]: The note.\n");
	struct vt *vt = real_start_file(path, "xterm-256color",
	    REAL_OPTS("--a11y"), NULL);

	(void)state;
	assert_true(vt_keys(vt, "Down y"));
	assert_non_null(strstr(real_row(vt, 23), "Copy the sentence: "
	    "(clipboard is off) One is first."));
	assert_null(strstr(real_row(vt, 23), "Two"));
	assert_true(vt_keys(vt, "y"));
	assert_non_null(strstr(real_row(vt, 23), "Copy the paragraph: "
	    "(clipboard is off) One is first. Two"));
	assert_true(vt_keys(vt, "Tab Enter y"));
	assert_non_null(strstr(real_row(vt, 23), "Copy the note: "));
	vt_free(vt);
}

static void
e9_addresses_are_text_not_hyperlinks(void **state)
{
	const char *path = put_file("links.md", "# A title\n\n"
	    "See [this page](https://e.example/a), and "
	    "<https://e.example/b>.[^1]\n\n"
	    "[^1]: Also <https://e.example/c>.\n");

	(void)state;
	for_each_type(type) {
		struct vt *vt = real_start_file(path, type, NULL,
		    RIG_ENV("BROWSER"));

		assert_true(vt_keys(vt, "Tab Enter q o S q"));
		assert_false(rig_has(vt_bytes(vt), "\033]"));
		assert_true(rig_has(vt_bytes(vt), "e.example/b"));
		vt_free(vt);
	}
}

/* ---- F ---- */

/* Without a shell: the address is one word, and nothing in it counts. */
static void
f3_the_browser_is_run_without_a_shell(void **state)
{
	const char *path = put_file("link.md", "# A title\n\n"
	    "<https://e.example/$(id);a&b>.\n");
	const char *script = put_file("browser", "#!/bin/sh\n"
	    "printf '%s\\n' \"$#\" \"$@\" >\"$0.said\"\n");
	struct buf set = { 0 }, said = { 0 };
	struct vt *vt;

	(void)state;
	assert_int_equal(chmod(script, 0700), 0);
	buf_printf(&set, "BROWSER=%s -x", script);
	vt = real_start_file(path, "xterm-256color", a11y,
	    RIG_ENV(buf_cstr(&set)));
	assert_true(vt_keys(vt, "Down o"));
	buf_clear(&set);
	buf_printf(&set, "%s.said", script);
	assert_int_equal(file_read(buf_cstr(&set), 0, &said), 0);
	assert_string_equal(buf_cstr(&said), "2\n-x\n"
	    "https://e.example/$(id);a&b\n");
	assert_true(vt_keys(vt, "q"));
	rig_assert_status(vt, 0);
	vt_free(vt);
	/* Where there is no browser the address is shown. */
	vt = real_start_file(path, "xterm-256color", a11y,
	    RIG_ENV("BROWSER"));
	assert_true(vt_keys(vt, "Down o"));
	assert_non_null(strstr(real_row(vt, 23), "https://e.example/"));
	vt_free(vt);
	buf_release(&set);
	buf_release(&said);
}

/* Thirteen ways of getting at a terminal, and well-formed text after. */
static const char hostile[] =
    "\033[31mred \033]0;title\a \033P1$r\033\\ \033[21t "
    "\xc2\x9b" "31m \x9b" "31m \xc2\x9d" "0;x\xc2\x9c "
    "\a\b\v\177 \016 \017 "
    "\xe2\x80\xae" "txt.exe \xe2\x80\x8b \xe2\x81\xa6 "
    "\xd8\x9c \xef\xbb\xbf \xf3\xa0\x81\x81 \xef\xbf\xb9 "
    "\xff\xfe \xc0\xaf \xed\xa0\x80 \xf4\x90\x80\x80 "
    "\033]8;;http://e.example\033\\link\033]8;;\033\\ end";

static const char *const never[] = {
	"\033[31m", "\033]", "\033P", "\033[21t", "\xc2\x9b", "\xc2\x9d",
	"\x9b", "\a", "\f", "\v", "\177", "\016", "\xe2\x80\xae",
	"\xe2\x80\x8b", "\xe2\x81\xa6", "\xd8\x9c", "\xef\xbb\xbf",
	"\xf3\xa0\x81\x81", "\xef\xbf\xb9", "\xff", "\xc0\xaf",
	"\xed\xa0\x80", "\xf4\x90",
};

static const char *
hostile_file(void)
{
	struct buf text = { 0 };
	const char *path;

	buf_printf(&text, "# Title %s\n\nText %s.[^1]\n\n[^1]: Note %s\n",
	    hostile, hostile, hostile);
	path = put_file("hostile.md", buf_cstr(&text));
	buf_release(&text);
	return path;
}

static void
assert_clean(struct span bytes, const char *where)
{
	for (size_t i = 0; i < sizeof never / sizeof *never; i++)
		if (rig_has(bytes, never[i]))
			fail_msg("%s: vector %zu went out", where, i);
	if (!rig_has(bytes, "<U+202E>"))
		fail_msg("%s: U+202E is not shown", where);
}

static void
f1_hostile_text_reaches_no_terminal(void **state)
{
	const char *path = hostile_file();

	(void)state;
	for (int i = 0; i < 3; i++) {
		struct vt *vt = real_start_file(path, "xterm-256color",
		    REAL_OPTS(i == 1 ? "--a11y" : "--color=never"),
		    RIG_ENV("NO_COLOR=1", i == 2 ? "LC_ALL=C" :
		    "LC_ALL=C.UTF-8"));

		assert_true(vt_keys(vt, "Tab Enter q t q e q / r e d Enter "
		    "r q y"));
		/* \b may go out: it is how some cursors move left. */
		assert_clean(vt_bytes(vt), "full screen");
		vt_free(vt);
	}
}

static void
f2_plain_text_and_linear_mode_are_filtered_alike(void **state)
{
	static const char *const runs[] = {
		"'%s' text '%s' >'%s'",
		("printf '\\n\\n\\nn 1\\nt\\nw\\nnotes\\n/red\\nq\\n' | "
		    "'%s' --linear '%s' >'%s' 2>&1"),
		"LC_ALL=C '%s' --linear '%s' >'%s' 2>&1 </dev/null",
	};
	const char *path = hostile_file();

	(void)state;
	for (size_t i = 0; i < 3; i++) {
		struct buf command = { 0 }, out = { 0 };

		/* The formats are ours, three strings each. */
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
		buf_printf(&command, runs[i], real_program(), path,
		    real_path("out"));
#pragma GCC diagnostic pop
		assert_int_equal(system(buf_cstr(&command)), 0);
		assert_int_equal(file_read(real_path("out"), 0, &out), 0);
		assert_clean(buf_span(&out), runs[i]);
		assert_false(rig_has(buf_span(&out), "\033"));
		assert_false(rig_has(buf_span(&out), "\b"));
		assert_false(rig_has(buf_span(&out), "\r"));
		assert_false(rig_has(buf_span(&out), "\t"));
		buf_release(&command);
		buf_release(&out);
	}
}

/* ---- restricted mode, full screen ---- */

static struct vt *
start_restricted(const char *browser)
{
	struct buf set = { 0 };
	struct vt *vt;

	buf_printf(&set, "BROWSER=%s", browser);
	vt = vt_start(&(struct vt_opts){ .type = "vt100",
		.argv = RIG_ENV(real_program(), "--restricted",
		real_path("restricted.ibid")),
		.env = real_env(RIG_ENV(buf_cstr(&set), "ESCDELAY=1")) });
	buf_release(&set);
	assert_non_null(vt);
	return vt;
}

/* Press each key of `action`, with an answer to what it may ask. */
static struct vt *
try_action(struct vt *vt, enum action action, const char *way,
    const char *browser)
{
	struct span rest = span_str(action_info(action)->keys);

	while ((rest = span_trim(rest)).len) {
		ptrdiff_t space = span_chr(rest, ' ', 0);
		size_t len = space < 0 ? rest.len : (size_t)space;
		struct buf keys = { 0 };

		buf_printf(&keys, "%s %.*s a Enter Esc Esc Esc", way,
		    SPAN_ARG(span_slice(rest, 0, len)));
		rest = span_slice(rest, len, rest.len);
		assert_true(vt_keys(vt, buf_cstr(&keys)));
		buf_release(&keys);
		if (!vt_running(vt)) {
			vt_free(vt);
			vt = start_restricted(browser);
		}
	}
	return vt;
}

static void
restricted_no_key_writes_a_file_or_runs_a_program(void **state)
{
	static const struct {
		enum where where;
		const char *way;	/* there, from the page */
	} places[] = {
		{ WHERE_PAGE, "" }, { WHERE_NOTE, "Tab Enter" },
		{ WHERE_TREE, "t" }, { WHERE_LIST, "e" },
		{ WHERE_PANE, "v w" },
	};
	const char *browser = put_file("runs", "#!/bin/sh\n: >\"$0.ran\"\n");
	struct buf command = { 0 };
	struct vt *vt;

	(void)state;
	put_file("restricted.md", "# A title\n\nA <https://e.example/> "
	    "word.[^1]\n\n[^1]: See <https://f.example/>.\n");
	assert_int_equal(chmod(browser, 0700), 0);
	buf_printf(&command, "'%s-pack' -o '%s' '%s' && touch '%s'",
	    real_program(), real_path("restricted.ibid"),
	    real_path("restricted.md"), real_path("since"));
	assert_int_equal(system(buf_cstr(&command)), 0);
	vt = start_restricted(browser);
	for (int i = 1; i < ACTION_COUNT; i++)
		for (size_t j = 0; j < sizeof places / sizeof *places; j++)
			if (action_info((enum action)i)->where &
			    places[j].where)
				vt = try_action(vt, (enum action)i,
				    places[j].way, browser);
	vt_free(vt);
	buf_clear(&command);
	buf_printf(&command, "test -z \"$(find '%s' -newer '%s' -type f)\"",
	    real_path("."), real_path("since"));
	assert_int_equal(system(buf_cstr(&command)), 0);
	assert_int_not_equal(access(real_path("runs.ran"), F_OK), 0);
	buf_release(&command);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
	    e1_a_terminal_that_cannot_do_it_is_named_and_lines_are_read),
		cmocka_unit_test(
		    e2_without_an_alternate_screen_the_text_stays),
		cmocka_unit_test(
		    e3_without_utf8_ascii_goes_out_with_one_notice),
		cmocka_unit_test(
		    e4_a_hang_up_saves_the_place_and_ends_within_a_second),
		cmocka_unit_test(e5_a_split_sequence_is_one_key),
		cmocka_unit_test(e6_resizing_keeps_the_cursor_on_its_text),
		cmocka_unit_test(e7_no_mouse_and_a_paste_runs_nothing),
		cmocka_unit_test(e8_copying_is_opted_into_and_always_shown),
		cmocka_unit_test(
		    e8_what_is_too_long_for_a_terminal_is_refused_in_words),
		cmocka_unit_test(e8_what_is_copied_is_what_has_the_focus),
		cmocka_unit_test(e9_addresses_are_text_not_hyperlinks),
		cmocka_unit_test(f3_the_browser_is_run_without_a_shell),
		cmocka_unit_test(
		    restricted_no_key_writes_a_file_or_runs_a_program),
		cmocka_unit_test(f1_hostile_text_reaches_no_terminal),
		cmocka_unit_test(
		    f2_plain_text_and_linear_mode_are_filtered_alike),
	};

	return cmocka_run_group_tests(tests, real_setup, real_teardown);
}
