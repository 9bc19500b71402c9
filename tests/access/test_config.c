/*
 * How a real reading is begun: from what is sent to it; with a configuration
 * file, of which is told what is wrong with it, with file and line, at once
 * and when the reader is left, and it opens all the same.
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
	/* What is wrong has room there, whatever the folders are called. */
	assert_said(buf_span(&screen), "config:1: align takes one of: left "
	    "justify (and 2 more)");
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

/*
 * --a11y may be said in three places; the command line is the strongest,
 * then the environment.  By ear a mark is "[1+]", otherwise above the line.
 */
static void
a11y_is_taken_from_the_configuration_and_the_environment(void **state)
{
	static const struct {
		const char *config, *env, *option;
		bool on;
	} cases[] = {
		{ "", NULL, NULL, false },
		{ "a11y = on\n", NULL, NULL, true },
		{ "", "IBID_A11Y=1", NULL, true },
		{ "a11y = on\n", "IBID_A11Y=0", NULL, false },
		{ "a11y = on\n", "IBID_A11Y=1", "--a11y=off", false },
		{ "a11y = off\n", "IBID_A11Y=off", "--a11y", true },
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		char *home = configured(cases[i].config);
		const char *opts[] = { cases[i].option, NULL };
		struct vt *vt = real_start("xterm-256color", opts,
		    RIG_ENV(home, cases[i].env));
		struct buf screen = { 0 };

		vt_text(vt, &screen);
		if (!strstr(buf_cstr(&screen), cases[i].on ? "1105[1+]" :
		    "1105\302\271"))
			fail_msg("case %zu:\n%s", i, buf_cstr(&screen));
		buf_release(&screen);
		vt_free(vt);
		free(home);
	}
}

/* As less does; the keys come from the terminal. */
static void
what_is_sent_to_it_is_read(void **state)
{
	struct buf command = { 0 }, screen = { 0 };
	struct vt *vt;

	(void)state;
	buf_printf(&command, "printf '# Sent\\n\\nBy a pipe.[^1]\\n\\n"
	    "[^1]: A note.\\n' | '%s'", real_program());
	vt = vt_start(&(struct vt_opts){ .type = "xterm-256color",
	    .env = real_env(NULL),
	    .argv = RIG_ENV("sh", "-c", buf_cstr(&command)) });
	assert_non_null(vt);
	assert_true(vt_keys(vt, "Enter"));
	vt_text(vt, &screen);
	assert_said(buf_span(&screen), "By a pipe.");
	assert_said(buf_span(&screen), "A note.");
	assert_true(vt_keys(vt, "q q"));
	assert_int_equal(vt_wait(vt, 5000), 0);
	vt_free(vt);
	buf_release(&screen);
	buf_release(&command);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(mistakes_are_told_and_the_reader_opens),
		cmocka_unit_test(an_option_is_named_as_it_was_written),
		cmocka_unit_test(what_is_sent_to_it_is_read),
		cmocka_unit_test(
		    a11y_is_taken_from_the_configuration_and_the_environment),
	};

	return cmocka_run_group_tests(tests, real_setup, real_teardown);
}
