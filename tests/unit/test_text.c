/* Plain text: what its lines are, told with care. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <cmocka.h>

#include "import_story.h"

static void
text_is(struct span source, const char *want)
{
	struct import_story story;

	story_begin(&story, "x.txt", source, STORY_IMPORT);
	assert_string_equal(buf_cstr(&story.dump), want);
	story_end(&story);
}

static void
short_lines_stand_where_nothing_was_wrapped(void **state)
{
	(void)state;
	text_is(SPAN("Write to us.\n\nContact:\nA. Heron, pond\nB. Reed\n"),
	    "paragraph\n"
	    "  \"Write to us.\"\n"
	    "paragraph\n"
	    "  \"Contact:\\vA. Heron, pond\\vB. Reed\"\n");
}

static void
breaks_are_rules(void **state)
{
	(void)state;
	text_is(SPAN("One.\n\n# # #\n\nTwo.\n\n***\n\n* * *\n\n-- x\n"),
	    "paragraph\n  \"One.\"\nrule\n"
	    "paragraph\n  \"Two.\"\nrule\nrule\n"
	    "paragraph\n  \"-- x\"\n");
}

static void
numbers_and_shouts_are_no_headings(void **state)
{
	(void)state;
	text_is(SPAN("First words here.\n\n1984\n\nNO!\n\n"
	    "CHAPTER IV\n\nPart of the trouble was rain.\n"),
	    "paragraph\n  \"First words here.\"\n"
	    "paragraph\n  \"1984\"\n"
	    "paragraph\n  \"NO!\"\n"
	    "heading level=3 inferred\n  \"CHAPTER IV\"\n"
	    "paragraph\n  \"Part of the trouble was rain.\"\n");
}

static void
encodings_are_told_apart(void **state)
{
	static const char utf16[] = "\xff\xfe" "c\0a\0f\0\xe9\0.\0";

	(void)state;
	text_is(span_of(utf16, sizeof utf16 - 1),
	    "paragraph\n  \"caf\xc3\xa9.\"\n");
	text_is(SPAN("\xef\xbb\xbf" "caf\xc3\xa9.\r\n"),
	    "paragraph\n  \"caf\xc3\xa9.\"\n");
	text_is(SPAN("caf\xe9, \x93" "so\x94 \x80" "5.\n"),
	    "paragraph\n  \"caf\xc3\xa9, \xe2\x80\x9cso\xe2\x80\x9d "
	    "\xe2\x82\xac" "5.\"\n");
}

static void
only_words_between_underscores_are_italic(void **state)
{
	(void)state;
	text_is(SPAN("a_b and _c d_, or _e, f_g .\n"),
	    "paragraph\n  \"a_b and c d, or _e, f_g .\"\n"
	    "    @8+3 emphasis\n");
}

static void
the_press_release_has_its_title_and_no_notes(void **state)
{
	struct import_story story;
	struct mapped source;

	(void)state;
	story_corpus(&source, "report/press-release.txt");
	story_begin(&story, "x.txt", source.bytes, STORY_WHOLE);
	assert_int_equal(story.doc.note_count, 0);
	assert_int_equal(story.doc.dangling, 0);
	assert_int_equal(story.doc.section_count, 2);
	assert_true(span_starts(doc_meta_get(&story.doc, "title"),
	    SPAN("National Immigrant Justice Center, FWD.us Release")));
	story_end(&story);
	file_unmap(&source);
}

static void
ill_formed_utf8_is_still_utf8(void **state)
{
	struct import_story story;
	struct mapped source;

	(void)state;
	story_corpus(&source, "corpora/unicode/UTF-8-test.txt");
	story_begin(&story, "x.txt", source.bytes, STORY_WHOLE);
	assert_int_equal(story_count(&story, DIAG_UTF8_MENDED), 1);
	assert_true(span_find(buf_span(&story.dump),
	    SPAN("\xce\xba\xe1\xbd\xb9\xcf\x83\xce\xbc\xce\xb5"), 0) > 0);
	story_end(&story);
	file_unmap(&source);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(short_lines_stand_where_nothing_was_wrapped),
		cmocka_unit_test(breaks_are_rules),
		cmocka_unit_test(numbers_and_shouts_are_no_headings),
		cmocka_unit_test(encodings_are_told_apart),
		cmocka_unit_test(only_words_between_underscores_are_italic),
		cmocka_unit_test(
		    the_press_release_has_its_title_and_no_notes),
		cmocka_unit_test(ill_formed_utf8_is_still_utf8),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
