/*
 * E3 in locales of other charsets: what the locale has is shown, what it
 * lacks is written in ASCII, one notice says so, and nothing else goes out.
 * The locales are made by localedef in a folder of the test's own.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <iconv.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <cmocka.h>

#include "base/file.h"
#include "tests/access/real.h"

static const char text[] =
    "# \u201cIbid.\u201d \u2013 a title\n\n"
    "See caf\u00e9, cafe\u0301 and na\u00efve, \u00a7 4\u2026 "
    "\u0412\u043b\u0430\u0434\u0438\u043c\u0438\u0440 "
    "\u65e5\u672c\u8a9e.[^1]\n\n[^1]: A note: \u00ab\u00fcber\u00bb.\n";

static const struct {
	const char *name, *source, *charset;
	const char *title, *words;	/* as they are seen */
} locales[] = {
	{ "en_US.ISO-8859-1", "en_US", "ISO-8859-1", "\"Ibid.\" - a title",
	    "See caf\u00e9, caf\u00e9 and na\u00efve, \u00a7 4... ???????? "
	    "???." },
	{ "ja_JP.EUC-JP", "ja_JP", "EUC-JP",
	    "\u201cIbid.\u201d - a title",
	    "See cafe, cafe and naive, \u00a7 4\u2026 "
	    "\u0412\u043b\u0430\u0434\u0438\u043c\u0438\u0440 "
	    "\u65e5\u672c\u8a9e." },
	{ "ru_RU.KOI8-R", "ru_RU", "KOI8-R", "\"Ibid.\" - a title",
	    "See cafe, cafe and naive, sec. 4... "
	    "\u0412\u043b\u0430\u0434\u0438\u043c\u0438\u0440 ???." },
};
#define LOCALES (sizeof locales / sizeof *locales)

static const char *locpath;	/* "LOCPATH=..." or NULL: cannot be made */
static const char *document;

static int
setup(void **state)
{
	struct buf line = { 0 };
	int status = real_setup(state);

	if (status)
		return status;
	document = real_path("locale.md");
	if (file_replace(document, span_str(text), 0600))
		return -1;
	locpath = real_path("locales");
	buf_printf(&line, "mkdir '%s'", locpath);
	for (size_t i = 0; i < LOCALES; i++)
		buf_printf(&line, " && localedef -i %s -f %s '%s/%s' "
		    ">/dev/null 2>&1", locales[i].source,
		    locales[i].charset, locpath, locales[i].name);
	status = system(buf_cstr(&line));
	buf_clear(&line);
	buf_printf(&line, "LOCPATH=%s", locpath);
	locpath = status ? NULL : strdup(buf_cstr(&line));
	buf_release(&line);
	return 0;
}

static int
teardown(void **state)
{
	free((char *)(uintptr_t)locpath);
	return real_teardown(state);
}

/* `bytes` of a charset as UTF-8; fails where they are ill-formed in it. */
static void
put_utf8(struct buf *out, const char *charset, struct span bytes)
{
	iconv_t to_utf8 = iconv_open("UTF-8", charset);
	char *in = (char *)(uintptr_t)bytes.ptr;
	size_t left = bytes.len;

	assert_true(to_utf8 != (iconv_t)-1);
	while (left) {
		char room[4096];
		char *to = room;
		size_t free_len = sizeof room;
		size_t done = iconv(to_utf8, &in, &left, &to, &free_len);

		buf_put_bytes(out, room, sizeof room - free_len);
		if (done == (size_t)-1 && free_len > 16)
			fail_msg("%s: ill-formed at byte %zu", charset,
			    bytes.len - left);
	}
	iconv_close(to_utf8);
}

static int
count_of(struct span where, const char *part)
{
	int count = 0;

	for (ptrdiff_t at = 0; (at = span_find(where, span_str(part),
	    (size_t)at)) >= 0; at++)
		count++;
	return count;
}

static void
e3_full_screen_shows_what_the_locale_has(void **state)
{
	(void)state;
	if (!locpath)
		skip();
	for (size_t i = 0; i < LOCALES; i++) {
		struct buf set = { 0 }, seen = { 0 };
		struct vt *vt;

		buf_printf(&set, "LC_ALL=%s", locales[i].name);
		vt = real_start_file(document, "vt100", REAL_OPTS("--a11y"),
		    RIG_ENV(locpath, buf_cstr(&set)));
		put_utf8(&seen, locales[i].charset, vt_bytes(vt));
		if (!rig_has(buf_span(&seen), locales[i].title) ||
		    !rig_has(buf_span(&seen), locales[i].words))
			fail_msg("%s: %s", locales[i].name, buf_cstr(&seen));
		assert_true(vt_keys(vt, "Tab Enter q"));
		buf_clear(&seen);
		put_utf8(&seen, locales[i].charset, vt_bytes(vt));
		assert_int_equal(count_of(buf_span(&seen),
		    "The locale's charset is"), 1);
		assert_false(rig_has(buf_span(&seen), "~@"));
		buf_release(&set);
		buf_release(&seen);
		vt_free(vt);
	}
}

/* What a command of the shell prints, as UTF-8. */
static void
run(struct buf *out, size_t locale, const char *format)
{
	struct buf command = { 0 }, bytes = { 0 };
	const char *path = real_path("out");

	buf_printf(&command, "export '%s' LC_ALL=%s; ", locpath,
	    locales[locale].name);
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
	buf_printf(&command, format, real_program(), document);
#pragma GCC diagnostic pop
	buf_printf(&command, " >'%s'", path);
	assert_int_equal(system(buf_cstr(&command)), 0);
	assert_int_equal(file_read(path, 0, &bytes), 0);
	put_utf8(out, locales[locale].charset, buf_span(&bytes));
	buf_release(&command);
	buf_release(&bytes);
}

static void
e3_plain_text_shows_what_the_locale_has(void **state)
{
	(void)state;
	if (!locpath)
		skip();
	for (size_t i = 0; i < LOCALES; i++) {
		struct buf out = { 0 };

		run(&out, i, "'%s' text --width=0 '%s'");
		assert_true(rig_has(buf_span(&out), locales[i].title));
		buf_release(&out);
	}
}

/* Also what is typed is in the locale's charset: here café. */
static void
e3_linear_mode_speaks_and_hears_the_locale(void **state)
{
	(void)state;
	if (!locpath)
		skip();
	for (size_t i = 0; i < LOCALES; i++) {
		struct buf out = { 0 };

		run(&out, i, "printf '\\n\\n/na\\357ve\\n' | '%s' --linear "
		    "--save-place=off '%s'");
		assert_true(rig_has(buf_span(&out), locales[i].title));
		assert_int_equal(count_of(buf_span(&out),
		    "The locale's charset is"), 1);
		if (i == 0)
			assert_true(rig_has(buf_span(&out),
			    "Match 1 of 1. Chapter 1, paragraph 1."));
		buf_release(&out);
	}
}

static void
e3_words_of_the_command_line_are_in_the_locales_charset(void **state)
{
	struct buf out = { 0 };

	(void)state;
	if (!locpath)
		skip();
	run(&out, 0, "'%s' grep --count \"$(printf 'na\\357ve')\" '%s'");
	assert_true(rig_has(buf_span(&out), "1"));
	buf_release(&out);
}

/* A name in UTF-8, and one in the locale's bytes. */
static void
e3_names_in_errors_are_in_the_locales_charset(void **state)
{
	struct buf out = { 0 };

	(void)state;
	if (!locpath)
		skip();
	run(&out, 0, "{ ! '%s' text \"$(printf 'gone\303\251')\" 2>&1; "
	    ": '%s'; }");
	assert_true(rig_has(buf_span(&out), "gone\u00e9: No such file"));
	run(&out, 0, "{ ! '%s' text \"$(printf 'went\351')\" 2>&1; "
	    ": '%s'; }");
	assert_true(rig_has(buf_span(&out), "went\u00e9: No such file"));
	run(&out, 0, "{ ! '%s' pack -o \"$(printf 'no\303\251/x')\" '%s' "
	    "2>&1; }");
	assert_true(rig_has(buf_span(&out), "no\u00e9/x: No such file"));
	buf_release(&out);
}

/* JSON is UTF-8 (RFC 8259, 8.1), and shown where that would be garbled. */
static void
e3_json_is_ascii_where_the_locale_is_not_utf_8(void **state)
{
	(void)state;
	if (!locpath)
		skip();
	for (size_t i = 0; i < LOCALES; i++) {
		struct buf out = { 0 };

		run(&out, i, "'%s' toc --json '%s'");
		assert_true(rig_has(buf_span(&out), "\"title\":\""));
		for (size_t at = 0; at < out.len; at++)
			assert_true((unsigned char)out.ptr[at] < 0x80);
		buf_release(&out);
	}
}

/* Text that is not the charset's own never comes out as other text. */
static void
e3_a_byte_of_another_charset_is_no_command(void **state)
{
	struct buf out = { 0 };

	(void)state;
	if (!locpath)
		skip();
	run(&out, 1, "printf '\\233\\200\\n' | '%s' --linear "
	    "--save-place=off '%s'");
	assert_true(rig_has(buf_span(&out), "is no command"));
	buf_release(&out);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(e3_full_screen_shows_what_the_locale_has),
		cmocka_unit_test(e3_plain_text_shows_what_the_locale_has),
		cmocka_unit_test(e3_linear_mode_speaks_and_hears_the_locale),
		cmocka_unit_test(
		    e3_words_of_the_command_line_are_in_the_locales_charset),
		cmocka_unit_test(
		    e3_names_in_errors_are_in_the_locales_charset),
		cmocka_unit_test(
		    e3_json_is_ascii_where_the_locale_is_not_utf_8),
		cmocka_unit_test(e3_a_byte_of_another_charset_is_no_command),
	};

	return cmocka_run_group_tests(tests, setup, teardown);
}
