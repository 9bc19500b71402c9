/*
 * Packing that takes its time, as it is seen on a terminal: how far it is,
 * and that Ctrl-C ends it.  The source is a named pipe that nobody has
 * written to yet, so that packing takes as long as the test wants.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <fcntl.h>
#include <signal.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>
#include <cmocka.h>

#include "base/file.h"
#include "tests/access/real.h"

static const char *
slow_source(void)
{
	const char *path = real_path("slow.md");

	if (access(path, F_OK))
		assert_int_equal(mkfifo(path, 0600), 0);
	return path;
}

/* Temporary files would go to the home of the test. */
static struct vt *
start(const char *const *argv, int cols)
{
	struct buf tmp = { 0 };
	struct vt *vt;

	buf_printf(&tmp, "TMPDIR=%s", real_path("tmp"));
	mkdir(real_path("tmp"), 0700);
	vt = vt_start(&(struct vt_opts){ .argv = argv, .cols = cols,
	    .env = real_env(RIG_ENV(buf_cstr(&tmp))) });
	buf_release(&tmp);
	if (!vt)
		skip();
	return vt;
}

static void
assert_shown(const struct vt *vt, int row, const char *want)
{
	assert_string_equal(real_row(vt, row), want);
}

static void
assert_starts(const struct vt *vt, int row, const char *want)
{
	if (strncmp(real_row(vt, row), want, strlen(want)) != 0)
		assert_shown(vt, row, want);
}

/* The folder goes only if nothing is left in it. */
static void
assert_nothing_left(void)
{
	assert_int_equal(rmdir(real_path("tmp")), 0);
}

static void
let_it_go_on(void)
{
	int fd = open(slow_source(), O_WRONLY | O_CLOEXEC);

	assert_int_equal(file_write_fd(fd, SPAN("# Late\n\nIt came.\n")), 0);
	close(fd);
}

static void
a_line_says_how_far_it_is_and_goes(void **state)
{
	struct vt *vt = start(real_argv(slow_source(), NULL), 80);

	(void)state;
	/* The path is long; it gives way to what is new. */
	assert_true(vt_col_of(vt, 0, ": reading, 0 % (step 1 of 4)") > 0);
	assert_shown(vt, 1, "");
	assert_false(rig_has(vt_bytes(vt), "\n"));
	let_it_go_on();
	assert_true(vt_until_altscreen(vt, true));
	assert_true(vt_settle(vt));
	assert_true(vt_keys(vt, "q"));
	rig_assert_status(vt, 0);
	vt_free(vt);
	assert_nothing_left();
}

static void
a_narrow_terminal_gets_one_row_of_it(void **state)
{
	struct vt *vt = start(real_argv(slow_source(), NULL), 20);

	(void)state;
	assert_shown(vt, 0, ": reading, 0 % (ste");
	assert_shown(vt, 1, "");
	vt_kill(vt, SIGTERM);
	assert_int_equal(WTERMSIG(vt_wait(vt, VT_LIMIT_MS)), SIGTERM);
	vt_free(vt);
	assert_nothing_left();
}

/* One key ends both processes; the shell learns by which signal. */
static void
ctrl_c_ends_it_and_leaves_nothing(void **state)
{
	struct vt *vt = start(real_argv(slow_source(), NULL), 80);
	int status;

	(void)state;
	vt_type(vt, SPAN("\003"));
	status = vt_wait(vt, VT_LIMIT_MS);
	assert_true(WIFSIGNALED(status));
	assert_int_equal(WTERMSIG(status), SIGINT);
	/* The terminal shows the key as ^C. */
	assert_true(vt_col_of(vt, 0, "ibid: interrupted; nothing was "
	    "written") >= 0 || vt_col_of(vt, 1, "ibid: interrupted; nothing "
	    "was written") >= 0);
	vt_free(vt);
	assert_nothing_left();
}

static void
ibid_pack_says_it_too_and_keeps_the_old_bundle(void **state)
{
	const char *out = real_path("story.ibid");
	const char *const argv[] = { real_program(), "pack", "-o", out,
		slow_source(), NULL };
	struct buf before = { 0 }, after = { 0 };
	struct vt *vt = start(argv, 80);

	(void)state;
	assert_int_equal(file_read(out, 0, &before), 0);
	assert_true(vt_col_of(vt, 0, ": reading, 0 % (step 1 of 4)") > 0);
	vt_type(vt, SPAN("\003"));
	assert_int_equal(WTERMSIG(vt_wait(vt, VT_LIMIT_MS)), SIGINT);
	assert_int_equal(file_read(out, 0, &after), 0);
	assert_true(span_eq(buf_span(&before), buf_span(&after)));
	vt_free(vt);
	buf_release(&before);
	buf_release(&after);
	assert_nothing_left();
}

/* Rewritten lines are a burden by ear: one word, and no more. */
static void
with_a11y_one_plain_line_says_so(void **state)
{
	struct vt *vt = start(real_argv(slow_source(), REAL_OPTS("--a11y")),
	    80);

	(void)state;
	assert_true(vt_until(vt, 0, "Loading."));
	assert_true(span_eq(vt_bytes(vt), SPAN("Loading.\r\n")));
	vt_kill(vt, SIGTERM);
	assert_int_equal(WTERMSIG(vt_wait(vt, VT_LIMIT_MS)), SIGTERM);
	assert_starts(vt, 1, "ibid: interrupted");
	vt_free(vt);
	assert_nothing_left();
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_line_says_how_far_it_is_and_goes),
		cmocka_unit_test(a_narrow_terminal_gets_one_row_of_it),
		cmocka_unit_test(ctrl_c_ends_it_and_leaves_nothing),
		cmocka_unit_test(
		    ibid_pack_says_it_too_and_keeps_the_old_bundle),
		cmocka_unit_test(with_a11y_one_plain_line_says_so),
	};

	return cmocka_run_group_tests(tests, real_setup, real_teardown);
}
