/* The conversation: transcripts are the interface. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <cmocka.h>

#include "linear/linear.h"
#include "tests/screen/reading.h"

static const char pond[] =
    "---\ntitle: The pond\n---\n\n"
    "# Morning\n\n"
    "The pond lay still.[^1] A heron waited.\n\n"
    "Nobody came. The wind rippled the water until noon.\n\n"
    "# Evening\n\n"
    "The heron[^2] went away.\n\n"
    "1. frogs\n2. a caf\xc3\xa9 on the shore\n\n"
    "[^1]: Seen in May.\n"
    "[^2]: *Ardea cinerea*.\n";

/* What is said in answer to `commands`. */
static char *
talk(struct span document, const char *commands, bool ascii)
{
	struct reading r;
	char *out = NULL;
	size_t len;
	struct linear_opts opts = { .source = "flag",
		.charset = ascii ? UNI_ASCII : UNI_UTF8 };

	reading_open(&r, document, "linear = on", 24, 80);
	opts.in = fmemopen((char *)(uintptr_t)commands, strlen(commands),
	    "r");
	opts.out = open_memstream(&out, &len);
	assert_non_null(opts.in);
	linear_run(r.session, &opts);
	fclose(opts.in);
	fclose(opts.out);
	reading_close(&r);
	return out;
}

#define POND ((struct span){ pond, sizeof pond - 1 })
#define GREETING "Linear mode, from flag. h for help.\n" \
	"The pond. 3 chapters, 2 notes.\n"

static void
assert_talk(const char *commands, const char *want)
{
	char *said = talk(POND, commands, false);

	assert_string_equal(said, want);
	free(said);
}

static void
enter_reads_on_and_minus_reads_back(void **state)
{
	(void)state;
	assert_talk("\n\n\n-\n-\n-\n-\n", GREETING
	    "Morning\n"
	    "The pond lay still. [note 1] A heron waited.\n"
	    "Nobody came. The wind rippled the water until noon.\n"
	    "The pond lay still. [note 1] A heron waited.\n"
	    "Morning\n"
	    "Start of document.\n"
	    "Start of document.\n");
}

static void
chapters_paragraphs_and_where(void **state)
{
	(void)state;
	assert_talk("t\nc 2\n\nw\nc 1\n2\n9\nc 7\nz 2\n", GREETING
	    "1. Morning, you are here\n"
	    "2. Evening\n"
	    "3. Notes\n"
	    "Chapter 2. Evening. 3 paragraphs.\n"
	    "The heron [note 2] went away.\n"
	    "Chapter 2, paragraph 1. Evening. 100 percent of The pond.\n"
	    "Chapter 1. Morning. 2 paragraphs.\n"
	    "Nobody came. The wind rippled the water until noon.\n"
	    "This chapter has 2 paragraphs.\n"
	    "There are 3 chapters; t lists them.\n"
	    "Evening\n"
	    "The heron [note 2] went away.\n");
}

static void
notes_begin_and_end_with_their_name(void **state)
{
	(void)state;
	assert_talk("\n\nn\nn 1\nb\nn 9\nm\n", GREETING
	    "Morning\n"
	    "The pond lay still. [note 1] A heron waited.\n"
	    "Notes here: 1.\n"
	    "Note 1. Seen in May. End of note 1.\n"
	    "Back. Chapter 1, paragraph 1.\n"
	    "There is no note 9.\n"
	    "The pond lay still. [note 1] A heron waited.\n");
}

static void
a_search_says_its_count_its_place_and_the_paragraph(void **state)
{
	(void)state;
	assert_talk("/heron\n//\n/-\n/whale\n", GREETING
	    "Match 1 of 2. Chapter 1, paragraph 1.\n"
	    "The pond lay still. [note 1] A heron waited.\n"
	    "Match 2 of 2. Chapter 2, paragraph 1.\n"
	    "The heron [note 2] went away.\n"
	    "Match 1 of 2. Chapter 1, paragraph 1.\n"
	    "The pond lay still. [note 1] A heron waited.\n"
	    "No match for whale.\n");
}

static void
sentences_are_a_unit_too(void **state)
{
	(void)state;
	assert_talk("\nu\n\n\n\n-\nu\n", GREETING
	    "Morning\n"
	    "Reading by sentences.\n"
	    "The pond lay still. [note 1]\n"
	    "A heron waited.\n"
	    "Nobody came.\n"
	    "A heron waited.\n"
	    "Reading by paragraphs.\n");
}

static void
a_list_is_numbered_and_a_number_opens_its_row(void **state)
{
	(void)state;
	assert_talk("notes\n2\nb\n", GREETING
	    "Notes\n"
	    "1. 1: source: Seen in May. The pond lay still.\n"
	    "2. 2: source: Ardea cinerea. The heron went away.\n"
	    "2 rows. A number opens one, b closes the list.\n"
	    "Note 2. Ardea cinerea. End of note 2.\n"
	    "Back. Chapter 1.\n");
}

static void
what_is_no_command_is_said(void **state)
{
	(void)state;
	assert_talk("dance\nq\nnever\n", GREETING
	    "dance is no command. h for help.\n");
}

/* G2: printable text and line feeds, whatever the document holds. */
static void
nothing_but_text_and_line_feeds_comes_out(void **state)
{
	static const char bad[] = "# A \x1b[31mtitle\n\nBell \x07 and "
	    "\xc2\x9b" "1m, \xe2\x80\xae mirrored, caf\xc3\xa9.\n";
	struct buf commands = { 0 };
	char *said;

	(void)state;
	for (int i = 1; i < ACTION_COUNT; i++) {
		const char *linear = action_info((enum action)i)->linear;

		if (strcmp(linear, "q"))
			buf_printf(&commands, "%s\n%s x\nb\n", linear,
			    linear);
	}
	said = talk((struct span){ bad, sizeof bad - 1 },
	    buf_cstr(&commands), true);
	assert_true(strlen(said) > 1000);
	for (const char *c = said; *c; c++)
		if (*c != '\n' && (*c < ' ' || *c > '~'))
			fail_msg("byte %d", *c);
	free(said);
	buf_release(&commands);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(enter_reads_on_and_minus_reads_back),
		cmocka_unit_test(chapters_paragraphs_and_where),
		cmocka_unit_test(notes_begin_and_end_with_their_name),
		cmocka_unit_test(
		    a_search_says_its_count_its_place_and_the_paragraph),
		cmocka_unit_test(sentences_are_a_unit_too),
		cmocka_unit_test(
		    a_list_is_numbered_and_a_number_opens_its_row),
		cmocka_unit_test(what_is_no_command_is_said),
		cmocka_unit_test(nothing_but_text_and_line_feeds_comes_out),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
