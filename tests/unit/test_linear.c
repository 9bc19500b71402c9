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

/* Marks, links, notes of two paragraphs, and a word in text and notes. */
static const char lake[] =
    "---\ntitle: The lake\n---\n\n"
    "# Water\n\n"
    "One.[^1] Two.[^2] Three has a [map](https://e.example/map) and a\n"
    "[chart](https://e.example/chart).\n\n"
    "Four has no mark. It has frogs, and frogs again.\n\n"
    "Five.[^3] Frogs are gone.\n\n"
    "[^1]: First note of frogs.\n"
    "[^2]: Second.\n\n"
    "    It has *two* paragraphs.\n"
    "[^3]: Third note.\n";

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

/* What is said of the lake, but the greeting. */
static void
assert_lake(const char *commands, const char *want)
{
	char *said = talk((struct span){ lake, sizeof lake - 1 }, commands,
	    false);
	const char *from = strstr(said, "3 notes.\n");

	assert_non_null(from);
	assert_string_equal(from + strlen("3 notes.\n"), want);
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
	    "Chapter 2 of 3, paragraph 1 of 3. Evening. 82 percent of The "
	    "pond, 1 minute left.\n"
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
	    "There is no note 9; notes lists them.\n"
	    "The heron [note 2] went away.\n");
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
	    "Notes. 2 rows.\n"
	    "1. 1: source: Seen in May. Cited in: The pond lay still.\n"
	    "2. 2: source: Ardea cinerea. Cited in: The heron went away.\n"
	    "A number opens one, b closes the list.\n"
	    "Note 2. Ardea cinerea. End of note 2.\n"
	    "Back. Chapter 1.\n");
}

static void
a_mark_is_looked_for_outside_what_was_heard(void **state)
{
	(void)state;
	assert_lake("m\nm\nm\nm-\nm-\n",
	    "One. [note 1] Two. [note 2] Three has a map and a chart.\n"
	    "Five. [note 3] Frogs are gone.\n"
	    "No mark after this one.\n"
	    "One. [note 1] Two. [note 2] Three has a map and a chart.\n"
	    "No mark before this one.\n");
	/* By sentences, the mark at the end of one belongs to it. */
	assert_lake("u\nm\nm\nm\nm-\n",
	    "Reading by sentences.\n"
	    "One. [note 1]\n"
	    "Two. [note 2]\n"
	    "Five. [note 3]\n"
	    "Two. [note 2]\n");
	assert_lake("n 2\nm\nm-\nm-\nm-\n",
	    "Note 2. Second. It has two paragraphs. End of note 2.\n"
	    "Note 3. Third note. End of note 3.\n"
	    "Note 2. Second. It has two paragraphs. End of note 2.\n"
	    "Note 1. First note of frogs. End of note 1.\n"
	    "No mark before this one.\n");
}

static void
a_search_goes_on_behind_what_was_heard(void **state)
{
	(void)state;
	assert_lake("/frogs\n//\n//\nc 1\n\n//\n/-\n/-\n?gone\n",
	    "Match 1 of 4. Chapter 1, paragraph 1, in note 1.\n"
	    "One. [note 1] Two. [note 2] Three has a map and a chart.\n"
	    "Note 1. First note of frogs.\n"
	    "Match 2 of 4. Chapter 1, paragraph 2.\n"
	    "Four has no mark. It has frogs, and frogs again.\n"
	    "Match 3 of 4. Chapter 1, paragraph 2.\n"
	    "Four has no mark. It has frogs, and frogs again.\n"
	    "Chapter 1. Water. 7 paragraphs.\n"
	    "One. [note 1] Two. [note 2] Three has a map and a chart.\n"
	    "Match 2 of 4. Chapter 1, paragraph 2.\n"
	    "Four has no mark. It has frogs, and frogs again.\n"
	    "Match 1 of 4. Chapter 1, paragraph 1, in note 1.\n"
	    "One. [note 1] Two. [note 2] Three has a map and a chart.\n"
	    "Note 1. First note of frogs.\n"
	    "Match 4 of 4, from the end again. Chapter 1, paragraph 3.\n"
	    "Five. [note 3] Frogs are gone.\n"
	    "Match 1 of 1, from the end again. Chapter 1, paragraph 3.\n"
	    "Five. [note 3] Frogs are gone.\n");
	/* A word behind the mark is the pattern, not another command. */
	assert_lake("/l frogs\n/ gone\n",
	    "No match for l frogs.\n"
	    "Match 1 of 1. Chapter 1, paragraph 3.\n"
	    "Five. [note 3] Frogs are gone.\n");
}

static void
reading_on_leaves_notes_and_lists_without_a_word(void **state)
{
	(void)state;
	assert_lake("2\nn 1\ny\n\ny\n",
	    "Four has no mark. It has frogs, and frogs again.\n"
	    "Note 1. First note of frogs. End of note 1.\n"
	    "First note of frogs.\n"
	    "Five. [note 3] Frogs are gone.\n"
	    "Five. Frogs are gone.\n");
	assert_lake("k+ gone\nk\nfirst\n2\n",
	    "gone is a keyword now; kn goes to the next.\n"
	    "Keywords. 1 row.\n"
	    "Keywords added while reading\n"
	    "1. gone: 1\n"
	    "1 opens it, b closes the list.\n"
	    "Water\n"
	    "Four has no mark. It has frogs, and frogs again.\n");
}

static void
b_in_the_text_goes_back_to_where_one_was(void **state)
{
	(void)state;
	assert_lake("b\n2\n/gone\nb\n//\nn 1\nb\nb\nfwd\n",
	    "No place to go back to.\n"
	    "Four has no mark. It has frogs, and frogs again.\n"
	    "Match 1 of 1. Chapter 1, paragraph 3.\n"
	    "Five. [note 3] Frogs are gone.\n"
	    "Back. Chapter 1, paragraph 2.\n"
	    "Four has no mark. It has frogs, and frogs again.\n"
	    "Match 1 of 1. Chapter 1, paragraph 3.\n"
	    "Five. [note 3] Frogs are gone.\n"
	    "Note 1. First note of frogs. End of note 1.\n"
	    "Back. Chapter 1, paragraph 3.\n"
	    "Back. Chapter 1, paragraph 2.\n"
	    "Four has no mark. It has frogs, and frogs again.\n"
	    "Chapter 1, paragraph 3.\n"
	    "Five. [note 3] Frogs are gone.\n");
}

static void
a_list_is_filtered_and_not_read_again_for_a_row(
    void **state)
{
	(void)state;
	assert_lake("notes\n/second\n/zebra\n/\n7\n0\nkx 1\nb\n",
	    "Notes. 3 rows.\n"
	    "1. 1: source: First note of frogs. Cited in: One.\n"
	    "2. 2: discussion: Second. It has two paragraphs. Cited in: Two.\n"
	    "3. 3: source: Third note. Cited in: Five.\n"
	    "A number opens one, b closes the list.\n"
	    "Notes. 1 row.\n"
	    "1. 2: discussion: Second. It has two paragraphs. Cited in: Two.\n"
	    "1 opens it, b closes the list.\n"
	    "No row has zebra; all are kept.\n"
	    "Notes. 3 rows.\n"
	    "1. 1: source: First note of frogs. Cited in: One.\n"
	    "2. 2: discussion: Second. It has two paragraphs. Cited in: Two.\n"
	    "3. 3: source: Third note. Cited in: Five.\n"
	    "A number opens one, b closes the list.\n"
	    "The list has 3 rows.\n"
	    "Rows are counted from 1.\n"
	    "Only keywords can be switched on and off.\n"
	    "List closed.\n");
	assert_lake("k+ gone\nk\nkx 1\nkx\nkx 2\nkx 1\n1\n",
	    "gone is a keyword now; kn goes to the next.\n"
	    "Keywords. 1 row.\n"
	    "Keywords added while reading\n"
	    "1. gone: 1\n"
	    "1 opens it, b closes the list.\n"
	    "gone is not highlighted.\n"
	    "kx needs a row: kx 2.\n"
	    "The list has 1 row.\n"
	    "gone is highlighted.\n"
	    "gone, 1 of 1.\n"
	    "Five. [note 3] Frogs are gone.\n");
	assert_lake("kwic frogs\n3\n",
	    "Concordance of frogs. 4 rows.\n"
	    "1. Four has no mark. It has frogs, and frogs again.\n"
	    "2. no mark. It has frogs, and frogs again.\n"
	    "3. Five. Frogs are gone.\n"
	    "4. First note of frogs.\n"
	    "A number opens one, b closes the list.\n"
	    "Five. [note 3] Frogs are gone.\n");
}

static void
a_long_list_is_said_in_parts(void **state)
{
	struct buf text = { 0 };
	char *said;

	(void)state;
	buf_puts(&text, "# Frogs\n\n");
	for (int i = 1; i <= 35; i++)
		buf_printf(&text, "Stone %d.\n\n", i);
	said = talk(buf_span(&text), "/stone\n/l\n\n\n", false);
	assert_non_null(strstr(said, "\n30. Stone 30.\nRows 1 to 30. "
	    "Enter reads on, a number opens one, b closes the list.\n"
	    "31. Stone 31.\n"));
	assert_non_null(strstr(said, "\n35. Stone 35.\nRows 31 to 35, the "
	    "last. A number opens one, b closes the list.\nStone 2.\n"));
	free(said);
	buf_release(&text);
}

static void
each_link_of_a_paragraph_can_be_followed(void **state)
{
	(void)state;
	assert_lake("o\n1\no\no 2\no 3\n2\no\n",
	    "No link or address here.\n"
	    "One. [note 1] Two. [note 2] Three has a map and a chart.\n"
	    "https://e.example/map\n"
	    "Not opened: restricted mode.\n"
	    "https://e.example/chart\n"
	    "Not opened: restricted mode.\n"
	    "There are 2 links here.\n"
	    "Four has no mark. It has frogs, and frogs again.\n"
	    "No link or address here.\n");
}

static void
the_ends_marks_and_the_way_back_are_read(void **state)
{
	(void)state;
	assert_lake("$\n\nfirst\nfirst\nmark a\n2\n'a\n''\nback\n",
	    "Note 3. Third note.\n"
	    "End of document.\n"
	    "Water\n"
	    "Water\n"
	    "Mark a is set; ' a comes back here.\n"
	    "Four has no mark. It has frogs, and frogs again.\n"
	    "Chapter 1.\n"
	    "Water\n"
	    "Chapter 1, paragraph 2.\n"
	    "Four has no mark. It has frogs, and frogs again.\n"
	    "Back. Chapter 1.\n"
	    "Water\n");
	assert_lake("2\nn 2\ngn\nback\n",
	    "Four has no mark. It has frogs, and frogs again.\n"
	    "Note 2. Second. It has two paragraphs. End of note 2.\n"
	    "Note 2; back goes back.\n"
	    "Note 2. Second.\n"
	    "Back. Chapter 1, paragraph 2.\n"
	    "Four has no mark. It has frogs, and frogs again.\n");
}

static void
a_note_is_spelt_and_said_again_while_it_is_open(void **state)
{
	(void)state;
	assert_lake("n 3\nch\nch\nch-\nch-\np\nw\nb\nch\n",
	    "Note 3. Third note. End of note 3.\n"
	    "T\n"
	    "h\n"
	    "T\n"
	    "Nothing before it to spell.\n"
	    "Note 3. Third note. End of note 3.\n"
	    "Chapter 1 of 2. Water. 0 percent of The lake, 1 minute left. "
	    "Note 3 is open; b "
	    "closes it.\n"
	    "Back. Chapter 1.\n"
	    "W\n");
}

static void
what_cannot_be_done_says_why_and_the_mend(void **state)
{
	(void)state;
	assert_lake("n 9\n0\n4x\nz two\nw x\nmark ab\nmark 1\n' q\n"
	    "k+\nks\nkwic\ncited\nsort\n//\nback\nfwd\ndoc\ntf 9\n"
	    "tf 2\nc\nc 9\ndef\nh kn\nh zz\nh c\nh u\nkx\n/\n",
	    "There is no note 9; notes lists them.\n"
	    "Paragraphs are counted from 1.\n"
	    "4x is no command. h for help.\n"
	    "two is no number: z 3.\n"
	    "Nothing follows w; h w says what it does.\n"
	    "mark needs a letter: mark a.\n"
	    "A mark is a letter, a to z or A to Z.\n"
	    "No mark q; mark q sets it.\n"
	    "k+ needs a word: k+ whale.\n"
	    "ks needs a file: ks my.keywords.\n"
	    "kwic needs a word: kwic whale.\n"
	    "No note is open; n 12 opens note 12.\n"
	    "No list is open; k lists the keywords, notes the notes.\n"
	    "Nothing is searched for; / searches.\n"
	    "No place to go back to.\n"
	    "No place to go forward to.\n"
	    "No document after this one.\n"
	    "No such chapter; t lists them.\n"
	    "Notes: no chapters in it.\n"
	    "c needs a number or words of a title: c 3; t lists the "
	    "chapters.\n"
	    "There are 2 chapters; t lists them.\n"
	    "No keyword from here on; k lists them.\n"
	    "kn: Go to the next keyword.\n"
	    "zz is no command. h all says them all.\n"
	    "c: Go to chapter 3: c 3; to the one with a word in its title: "
	    "c whale.\n"
	    "u: Read by sentences, or by paragraphs again.\n"
	    "No list is open; k lists the keywords, notes the notes.\n"
	    "Type what to look for after it: /words, or ?words to look "
	    "backward.\n");
}

static void
a_chapter_is_found_by_words_of_its_title(void **state)
{
	(void)state;
	assert_talk("c EVEN\n\nc n\nc stone\nc 0\n", GREETING
	    "Chapter 2. Evening. 3 paragraphs.\n"
	    "The heron [note 2] went away.\n"
	    "1. Morning\n"
	    "2. Evening\n"
	    "3. Notes\n"
	    "3 chapters have it; c 1 goes to the first.\n"
	    "No chapter has stone in its title; t lists them.\n"
	    "Chapters are counted from 1.\n");
}

/* As in ed, where / alone looks once more. */
static void
a_search_without_words_is_the_one_before(void **state)
{
	(void)state;
	assert_talk("/\n/heron\n/\n?\n", GREETING
	    "Type what to look for after it: /words, or ?words to look "
	    "backward.\n"
	    "Match 1 of 2. Chapter 1, paragraph 1.\n"
	    "The pond lay still. [note 1] A heron waited.\n"
	    "Match 2 of 2. Chapter 2, paragraph 1.\n"
	    "The heron [note 2] went away.\n"
	    "Match 1 of 2. Chapter 1, paragraph 1.\n"
	    "The pond lay still. [note 1] A heron waited.\n");
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
		cmocka_unit_test(a_mark_is_looked_for_outside_what_was_heard),
		cmocka_unit_test(a_search_goes_on_behind_what_was_heard),
		cmocka_unit_test(
		    reading_on_leaves_notes_and_lists_without_a_word),
		cmocka_unit_test(b_in_the_text_goes_back_to_where_one_was),
		cmocka_unit_test(
		    a_list_is_filtered_and_not_read_again_for_a_row),
		cmocka_unit_test(a_long_list_is_said_in_parts),
		cmocka_unit_test(each_link_of_a_paragraph_can_be_followed),
		cmocka_unit_test(the_ends_marks_and_the_way_back_are_read),
		cmocka_unit_test(
		    a_note_is_spelt_and_said_again_while_it_is_open),
		cmocka_unit_test(what_cannot_be_done_says_why_and_the_mend),
		cmocka_unit_test(a_chapter_is_found_by_words_of_its_title),
		cmocka_unit_test(a_search_without_words_is_the_one_before),
		cmocka_unit_test(what_is_no_command_is_said),
		cmocka_unit_test(nothing_but_text_and_line_feeds_comes_out),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
