/*
 * The configuration file of a real reading: what is wrong with it is told
 * with file and line, at once and when the reader is left, and it opens all
 * the same.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <cmocka.h>

#include "base/file.h"
#include "tests/access/real.h"

/* "XDG_CONFIG_HOME=..." of a folder whose ibid/config holds `text`. */
static char *
configured(const char *text)
{
	char *home = strdup(real_path("configured")), *path, *word;

	assert_true(asprintf(&path, "%s/ibid", home) > 0);
	mkdir(home, 0700);
	mkdir(path, 0700);
	free(path);
	assert_true(asprintf(&path, "%s/ibid/config", home) > 0);
	assert_int_equal(file_replace(path, span_str(text), 0600), 0);
	assert_true(asprintf(&word, "XDG_CONFIG_HOME=%s", home) > 0);
	free(path);
	free(home);
	return word;
}

static void
assert_said(struct span bytes, const char *words)
{
	if (!rig_has(bytes, words))
		fail_msg("\"%s\" is not said", words);
}

static void
mistakes_are_told_and_the_reader_opens(void **state)
{
	char *home = configured("align = sideways\n\ntheme = neon\n"
	    "theme.note = loud\n");
	struct vt *vt = real_start("xterm-256color", NULL, RIG_ENV(home));
	struct buf screen = { 0 };

	(void)state;
	vt_text(vt, &screen);
	assert_said(buf_span(&screen), REAL_TITLE);
	assert_said(buf_span(&screen), "ibid/config:1: ");
	vt_forget(vt);
	vt_send(vt, "q");
	assert_int_equal(vt_wait(vt, 5000), 0);
	assert_said(vt_bytes(vt), "ibid/config:1: ");
	assert_said(vt_bytes(vt), "ibid/config:3: there is no theme \"neon\"");
	assert_said(vt_bytes(vt), "ibid/config:4: ");
	buf_release(&screen);
	vt_free(vt);
	free(home);
}

static void
an_option_is_named_as_it_was_written(void **state)
{
	char *home = configured("theme = neon\n");
	struct vt *vt = real_start("xterm-256color",
	    REAL_OPTS("--theme=loud"), RIG_ENV(home));

	(void)state;
	vt_forget(vt);
	vt_send(vt, "q");
	assert_int_equal(vt_wait(vt, 5000), 0);
	assert_said(vt_bytes(vt), "--theme: there is no theme \"loud\"");
	vt_free(vt);
	free(home);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(mistakes_are_told_and_the_reader_opens),
		cmocka_unit_test(an_option_is_named_as_it_was_written),
	};

	return cmocka_run_group_tests(tests, real_setup, real_teardown);
}
