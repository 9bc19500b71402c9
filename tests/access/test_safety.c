/*
 * The access rules, section F, on ibid itself: hostile text, other programs.
 * Each test bears the number of its rule.  And restricted mode, where every
 * key is tried.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>
#include <cmocka.h>

#include "base/file.h"
#include "reader/actions.h"
#include "tests/access/five.h"
#include "tests/access/terminfo.h"
#include "uni/uni.h"

static const char *const a11y[] = { "--a11y", NULL };

/* ---- F ---- */

/* Without a shell: the address is one word, and nothing in it counts. */
static void
f3_the_browser_is_run_without_a_shell(const char *type)
{
	const char *path = real_put("link.md", "# A title\n\n"
	    "<https://e.example/$(id);a&b>.\n");
	const char *script = real_put("browser", "#!/bin/sh\n"
	    "printf '%s\\n' \"$#\" \"$@\" >\"$0.said\"\n");
	struct buf set = { 0 }, said = { 0 };
	struct vt *vt;

	assert_int_equal(chmod(script, 0700), 0);
	buf_printf(&set, "BROWSER=%s -x", script);
	vt = real_start_file(path, type, a11y,
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
	vt = real_start_file(path, type, a11y,
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

static void
assert_clean(struct span bytes, const char *where)
{
	for (size_t i = 0; i < sizeof never / sizeof *never; i++)
		if (rig_has(bytes, never[i]))
			fail_msg("%s: vector %zu went out", where, i);
	if (!rig_has(bytes, "<U+202E>"))
		fail_msg("%s: U+202E is not shown", where);
}

/* The file's name does its worst, too. */
static const char *
hostile_file(void)
{
	struct buf text = { 0 };
	const char *path;

	buf_printf(&text, "# Title %s\n\nText %s.[^1]\n\n[^1]: Note %s\n",
	    hostile, hostile, hostile);
	path = real_put("host\033[31m\302\2332J\033]0;x\007ile.md",
	    buf_cstr(&text));
	buf_release(&text);
	return path;
}

/* Whatever goes out is in terminfo, or comes with the text's own filter. */
static void
assert_all_known(const char *type, struct span bytes)
{
	ptrdiff_t at = terminfo_stray(type, bytes);
	struct buf shown = { 0 };

	if (at < 0)
		return;
	uni_printable(&shown, span_slice(bytes, (size_t)at, (size_t)at + 16),
	    true);
	fail_msg("not of %s: %s", type, buf_cstr(&shown));
}

static void
f1_hostile_text_reaches_no_terminal(const char *type)
{
	const char *path = hostile_file();

	for (int i = 0; i < 4; i++) {
		struct vt *vt = real_start_file(path, type,
		    REAL_OPTS(i == 1 ? "--a11y" : "--arrows=cursor"),
		    RIG_ENV("ESCDELAY=1", i == 2 ? "LC_ALL=C" :
		    "LC_ALL=C.UTF-8", i == 3 ? "FORCE_COLOR=1" :
		    "NO_COLOR=1"));

		assert_true(vt_keys(vt, "Tab Enter q t q e q / r e d Enter "
		    "r q y ="));
		/* Pasted into a prompt, as a pattern and a keyword. */
		assert_true(vt_keys(vt, "/"));
		assert_true(vt_send(vt, "\033[200~\033[31m\302\2330m\a\r"
		    "\342\200\256x\033[201~"));
		assert_true(vt_keys(vt, "Enter a"));
		assert_true(vt_send(vt, "\033[200~red \033]0;\302\235x"
		    "\033[201~"));
		assert_true(vt_keys(vt, "Enter K q"));
		assert_true(vt_running(vt));
		assert_true(vt_keys(vt, "q"));
		rig_assert_status(vt, 0);
		assert_all_known(type, vt_bytes(vt));
		/* One of the vectors is our own red. */
		if (i < 3)
			assert_clean(vt_bytes(vt), "full screen");
		vt_free(vt);
	}
}

/* The check sees what it looks for. */
static void
f1_what_terminfo_lacks_is_told_from_what_it_has(const char *type)
{
	static const char *const strange[] = { "\033[21t", "\033]0;x\a",
		"\033P", "\033[?1000h", "\033[6n", "\177" };
	static const char *const own[] = { "\033[12;40H", "\033[K",
		"\r\n", "x" };

	for (size_t i = 0; i < sizeof strange / sizeof *strange; i++)
		if (terminfo_stray(type, span_str(strange[i])) != 0)
			fail_msg("strange sequence %zu is known", i);
	for (size_t i = 0; i < sizeof own / sizeof *own; i++)
		if (terminfo_stray(type, span_str(own[i])) != -1)
			fail_msg("own sequence %zu is not known", i);
}

static void
f2_plain_text_and_linear_mode_are_filtered_alike(const char *type)
{
	static const char *const runs[] = {
		"'%s' text '%s' >'%s'",
		("printf '\\n\\n\\nn 1\\nt\\nw\\nnotes\\n/red\\nq\\n' | "
		    "'%s' --linear '%s' >'%s' 2>&1"),
		"LC_ALL=C '%s' --linear '%s' >'%s' 2>&1 </dev/null",
	};
	const char *path = hostile_file();

	(void)type;
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
restricted_no_key_writes_a_file_or_runs_a_program(const char *type)
{
	static const struct {
		enum where where;
		const char *way;	/* there, from the page */
	} places[] = {
		{ WHERE_PAGE, "" }, { WHERE_NOTE, "Tab Enter" },
		{ WHERE_TREE, "t" }, { WHERE_LIST, "e" },
		{ WHERE_PANE, "v w" },
	};
	const char *browser = real_put("runs", "#!/bin/sh\n: >\"$0.ran\"\n");
	struct buf command = { 0 };
	struct vt *vt;

	(void)type;
	real_put("restricted.md", "# A title\n\nA <https://e.example/> "
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
	static const struct five_case cases[] = {
		FIVE(f1_hostile_text_reaches_no_terminal),
		FIVE(f1_what_terminfo_lacks_is_told_from_what_it_has),
		ONCE(f2_plain_text_and_linear_mode_are_filtered_alike),
		FIVE(f3_the_browser_is_run_without_a_shell),
		ONCE(restricted_no_key_writes_a_file_or_runs_a_program),
	};

	return five_main(cases);
}
