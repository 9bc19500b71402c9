/*
 * Linear mode on a terminal: lines that are typed, edited and recalled,
 * with nothing but printable text and line feeds going out (G2); signals.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <cmocka.h>

#include "base/file.h"
#include "config.h"
#include "tests/access/real.h"

#define for_each_type(type) \
	for (const char *const *at_ = rig_types, *type; (type = *at_); at_++)

static struct vt *
start(const char *type, const char *option)
{
	return real_start(type, REAL_OPTS("--linear", option), NULL);
}

/* What came since the last call, line ends as \n. */
static const char *
heard(struct vt *vt, const char *keys)
{
	static char text[8192];
	struct span bytes;
	size_t len = 0;

	vt_forget(vt);
	assert_true(vt_send(vt, keys));
	bytes = vt_bytes(vt);
	for (size_t i = 0; i < bytes.len && len + 1 < sizeof text; i++)
		if (bytes.ptr[i] != '\r' || i + 1 == bytes.len ||
		    bytes.ptr[i + 1] != '\n')
			text[len++] = bytes.ptr[i];
	text[len] = '\0';
	return text;
}

/* Whether lines are edited here: the library must be installed. */
static bool
edits(struct vt *vt)
{
	bool did = strcmp(heard(vt, "x\177"), "x\\x") == 0;

	heard(vt, "\n");
	return did;
}

static void
g2_a_line_is_edited_with_plain_text_alone(void **state)
{
	(void)state;
	for_each_type(type) {
		struct vt *vt = start(type, "--line-editing");

		if (!edits(vt)) {
			vt_free(vt);
#ifdef HAVE_READLINE
			fail_msg("readline is not loaded");
#endif
			skip();
		}
		assert_string_equal(heard(vt, "c 4"), "c 4");
		/* Taken back, character by character, then typed anew. */
		assert_string_equal(heard(vt, "\177"), "\\4");
		assert_string_equal(heard(vt, "\177"), " ");
		assert_string_equal(heard(vt, " 3"), "/ 3");
		assert_string_equal(heard(vt, "\r"),
		    "\nChapter 3. Chapter of 2 stones. 6 paragraphs.\n> ");
		/* Changed in the middle: the line anew. */
		assert_string_equal(heard(vt, "w3"), "w3");
		assert_string_equal(heard(vt, "\033[D"), "");
		assert_string_equal(heard(vt, "\177"), "\n> 3");
		/* Cut out. */
		assert_string_equal(heard(vt, "\00545"), "45");
		assert_string_equal(heard(vt, "\025"), "\n> ");
		vt_free(vt);
	}
}

/* With "c 2" and "w" to recall; without a library that does, skips. */
static struct vt *
after_two_commands(void)
{
	struct vt *vt = start("xterm-256color", "--line-editing");

	if (!edits(vt)) {
		vt_free(vt);
		skip();
	}
	heard(vt, "c 2\r");
	heard(vt, "w\r");
	return vt;
}

static void
g2_earlier_commands_are_recalled(void **state)
{
	struct vt *vt = after_two_commands();

	(void)state;
	assert_string_equal(heard(vt, "\033[A"), "w");
	assert_string_equal(heard(vt, "\033OA"), "\n> c 2");
	assert_string_equal(heard(vt, "\033[B"), "\n> w");
	assert_string_equal(heard(vt, "\033[A\r"), "\n> c 2\n"
	    "Chapter 2. Chapter of 1 stones. 6 paragraphs.\n> ");
	vt_free(vt);
}

/* Readline 8.2 would crash at each of these (linear/edit.c). */
static void
earlier_commands_are_found_by_their_beginning(void **state)
{
	struct vt *vt = after_two_commands();

	(void)state;
	assert_string_equal(heard(vt, "c\022"), "c\n> c 2");
	heard(vt, "\030\005\025");
	for (int i = 0; i < 20; i++)
		heard(vt, "w\022x\033[A\037\022\037\033[Bc\037"
		    "\022\037\r");
	heard(vt, "\025");
	assert_string_equal(heard(vt, "c 3\r"), "c 3\n"
	    "Chapter 3. Chapter of 2 stones. 6 paragraphs.\n> ");
	vt_free(vt);
}

/* Every editing key there is, and every byte that goes out is looked at. */
static void
g2_no_editing_key_sends_a_control_character(void **state)
{
	static const char *const lists[] = {
		"\007\002\006\005\001", "abc\024\014\013\031", "\tx\t",
		"\033b\033f\033u", "\022hou\007", "caf\303\251\177\177",
		"\026\033", "\033[3~\033[H\033[F", "\037\030\025", "(a)",
		"\033[200~x\033[201~", "\n",
	};

	(void)state;
	for_each_type(type) {
		struct vt *vt = start(type, "--line-editing");
		struct span out;

		for (size_t i = 0; i < sizeof lists / sizeof *lists; i++)
			assert_true(vt_send(vt, lists[i]));
		out = vt_bytes(vt);
		for (size_t i = 0; i < out.len; i++) {
			unsigned char byte = (unsigned char)out.ptr[i];

			/* The terminal driver's own, before a \n. */
			if (byte == '\r' && i + 1 < out.len &&
			    out.ptr[i + 1] == '\n')
				continue;
			if ((byte < ' ' && byte != '\n') || byte == 0x7f)
				fail_msg("%s: byte %d went out", type, byte);
		}
		vt_free(vt);
	}
}

static void
where_it_is_turned_off_the_terminal_edits(void **state)
{
	struct vt *vt = start("xterm-256color", "--line-editing=off");

	(void)state;
	/* The terminal's own echo rubs out. */
	assert_true(rig_has(span_str(heard(vt, "x\177")), "\b \b"));
	assert_string_equal(heard(vt, "c 2\n"), "c 2\n"
	    "Chapter 2. Chapter of 1 stones. 6 paragraphs.\n> ");
	vt_free(vt);
	vt = start("dumb", "--line-editing");
	assert_true(rig_has(span_str(heard(vt, "x\177")), "\b \b"));
	vt_free(vt);
}

static void
an_interrupt_ends_the_line_and_not_the_reading(void **state)
{
	static const char *const options[] = { "--line-editing",
		"--line-editing=off" };

	(void)state;
	for (int i = 0; i < 2; i++) {
		struct vt *vt = start("xterm-256color", options[i]);

		assert_true(rig_has(span_str(heard(vt, "c 3\003")),
		    "\nInterrupted. q ends the reading.\n> "));
		assert_string_equal(heard(vt, "q\n"), i ? "q\n" : "q\n");
		rig_assert_status(vt, 0);
		assert_true(vt_is_cooked(vt));
		vt_free(vt);
	}
}

/* The reading goes on where the connection was lost. */
static void
e4_a_hang_up_saves_the_place_in_lines_too(void **state)
{
	static const char *const options[] = { "--line-editing",
		"--line-editing=off" };

	(void)state;
	for (int i = 0; i < 4; i++) {
		struct vt *vt = real_start("xterm-256color",
		    REAL_OPTS("--linear", "--save-place=on",
		    options[i % 2]), NULL);
		int status;

		heard(vt, i < 2 ? "c 3\n" : "c 4\n");
		heard(vt, "\n");
		if (i < 2)
			vt_hang_up(vt);
		else
			vt_kill(vt, SIGTERM);
		status = vt_wait(vt, 1000);
		assert_int_not_equal(status, -1);
		assert_true(WIFEXITED(status));
		vt_free(vt);

		vt = real_start("xterm-256color", REAL_OPTS("--linear",
		    "--save-place=on"), NULL);
		assert_true(rig_has(vt_bytes(vt), i < 2 ?
		    "Chapter 3, paragraph 1." : "Chapter 4, paragraph 1."));
		vt_free(vt);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(g2_a_line_is_edited_with_plain_text_alone),
		cmocka_unit_test(g2_earlier_commands_are_recalled),
		cmocka_unit_test(
		    earlier_commands_are_found_by_their_beginning),
		cmocka_unit_test(
		    g2_no_editing_key_sends_a_control_character),
		cmocka_unit_test(where_it_is_turned_off_the_terminal_edits),
		cmocka_unit_test(
		    an_interrupt_ends_the_line_and_not_the_reading),
		cmocka_unit_test(e4_a_hang_up_saves_the_place_in_lines_too),
	};

	return cmocka_run_group_tests(tests, real_setup, real_teardown);
}
