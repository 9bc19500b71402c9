/*
 * When a terminal is taken away: hang-ups, suspension, interruption,
 * crashes.  Whatever happens, the shell gets back what it had.
 */
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>
#include <cmocka.h>

#include "tests/screen/rig.h"

static void
E4_a_hang_up_ends_it_within_a_second(void **state)
{
	char *demo = rig_demo();
	char *ignoring;

	(void)state;
	assert_true(asprintf(&ignoring, "trap '' HUP; exec %s", demo) > 0);
	for (int i = 0; i < 2; i++) {
		struct vt *vt = vt_start(&(struct vt_opts){ .argv = i ?
		    RIG_ENV("sh", "-c", ignoring) : RIG_ENV(demo) });

		assert_non_null(vt);
		assert_true(vt_running(vt));
		vt_hang_up(vt);
		rig_assert_status(vt, 3);
		vt_free(vt);
	}
	free(ignoring);
	free(demo);
}

static void
E4_a_polite_end_is_asked_for_by_sigterm(void **state)
{
	struct vt *vt = rig_start("xterm-256color", NULL, NULL);

	(void)state;
	vt_signal(vt, SIGTERM);
	rig_assert_status(vt, 3);
	assert_false(vt_altscreen(vt));
	assert_true(vt_is_cooked(vt));
	vt_free(vt);
}

static void
the_shell_gets_the_terminal_back_and_fg_the_screen(void **state)
{
	char *demo = rig_demo();
	struct buf line = { 0 };
	struct vt *vt;

	(void)state;
	if (access("/bin/bash", X_OK) != 0)
		skip();
	vt = vt_start(&(struct vt_opts){ .argv = RIG_ENV("/bin/bash",
	    "--norc", "--noprofile", "--noediting", "-i"),
	    .env = RIG_ENV("PS1=$ ", "HISTFILE=") });
	assert_non_null(vt);
	buf_printf(&line, "%s\n", demo);
	assert_true(vt_send(vt, buf_cstr(&line)));
	assert_true(vt_until(vt, 23, "A demonstration"));
	assert_true(vt_keys(vt, "Down Down"));
	vt_type(vt, SPAN("\032"));
	assert_true(vt_until_altscreen(vt, false));
	assert_true(vt_cursor_visible(vt));
	/* A stopped program is not told that its window changed. */
	assert_true(vt_resize(vt, 20, 70));
	vt_type(vt, SPAN("fg\n"));
	assert_true(vt_until_altscreen(vt, true));
	assert_true(vt_until(vt, 19, "A demonstration                       "
	    "  Resize"));
	assert_true(vt_keys(vt, "Down"));
	rig_assert_cursor(vt, 3, 0);
	assert_true(vt_keys(vt, "q"));
	vt_type(vt, SPAN("exit\n"));
	rig_assert_status(vt, 0);
	vt_free(vt);
	buf_release(&line);
	free(demo);
}

static void
after_sigstop_the_screen_is_painted_again(void **state)
{
	struct vt *vt = rig_start("xterm-256color", NULL, NULL);

	(void)state;
	assert_true(vt_keys(vt, "Down"));
	vt_forget(vt);
	vt_kill(vt, SIGSTOP);
	vt_signal(vt, SIGCONT);
	assert_true(vt_until(vt, 23, "A demonstration                       "
	    "  Redraw"));
	rig_assert_cursor(vt, 1, 0);
	assert_int_equal(rig_count_csi(vt_bytes(vt), 'J', 2, 2), 1);
	vt_free(vt);
}

static void
another_program_borrows_the_terminal(void **state)
{
	struct vt *vt = rig_start("vt100", NULL, NULL);

	(void)state;
	vt_forget(vt);
	assert_true(vt_keys(vt, "!"));
	assert_true(rig_has(vt_bytes(vt), "lent to another program\r\n"));
	assert_vt_row(vt, 23, "A demonstration                         !");
	rig_assert_cursor(vt, 0, 0);
	vt_free(vt);
}

static void
an_interrupt_is_a_key_and_the_third_unread_one_ends_it(void **state)
{
	struct vt *vt = rig_start("xterm-256color", NULL, NULL);
	int status;

	(void)state;
	for (int i = 0; i < 4; i++)
		assert_true(vt_send(vt, "\003"));
	assert_vt_row(vt, 23, "A demonstration                         C-c");
	assert_true(vt_running(vt));
	vt_type(vt, SPAN("H"));	/* it hangs */
	for (int i = 0; i < 3; i++) {
		assert_true(vt_running(vt));
		rig_sleep_ms(50);
		vt_type(vt, SPAN("\003"));
	}
	status = vt_wait(vt, 1000);
	assert_true(WIFSIGNALED(status));
	assert_int_equal(WTERMSIG(status), SIGINT);
	assert_false(vt_altscreen(vt));
	assert_true(vt_is_cooked(vt));
	vt_free(vt);
}

static void
a_crash_leaves_a_usable_terminal(void **state)
{
	static const char *const asan =
	    "ASAN_OPTIONS=allocator_may_return_null=1:detect_leaks=0";
	struct vt *vt = rig_start("xterm-256color", NULL, RIG_ENV(asan));
	int status;

	(void)state;
	vt_keys(vt, "X");
	status = vt_wait(vt, 2000);
	assert_true(WIFSIGNALED(status));
	assert_int_equal(WTERMSIG(status), SIGABRT);
	assert_false(vt_altscreen(vt));
	assert_true(vt_is_cooked(vt));
	vt_free(vt);

	vt = rig_start("xterm-256color", NULL, RIG_ENV(asan));
	vt_keys(vt, "M");
	rig_assert_status(vt, 2);
	assert_false(vt_altscreen(vt));
	assert_true(vt_is_cooked(vt));
	assert_true(rig_has(vt_bytes(vt), "ibid: out of memory"));
	vt_free(vt);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(E4_a_hang_up_ends_it_within_a_second),
		cmocka_unit_test(E4_a_polite_end_is_asked_for_by_sigterm),
		cmocka_unit_test(
		    the_shell_gets_the_terminal_back_and_fg_the_screen),
		cmocka_unit_test(after_sigstop_the_screen_is_painted_again),
		cmocka_unit_test(another_program_borrows_the_terminal),
		cmocka_unit_test(
		    an_interrupt_is_a_key_and_the_third_unread_one_ends_it),
		cmocka_unit_test(a_crash_leaves_a_usable_terminal),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
