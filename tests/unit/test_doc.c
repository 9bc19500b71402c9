/* Events become nodes, whatever their order. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <cmocka.h>

#include "base/buf.h"
#include "doc/event.h"

struct story {
	struct doc doc;
	struct diag_list diags;
	struct doc_sink *sink;
};

static void
begin(struct story *story)
{
	doc_init(&story->doc);
	diag_init(&story->diags);
	story->sink = doc_sink_new(&story->doc, &story->diags);
}

static void
end(struct story *story, const char *want)
{
	struct buf out = { 0 };

	doc_finish(story->sink);
	doc_dump(&story->doc, &out);
	assert_string_equal(buf_cstr(&out), want);
	buf_release(&out);
	doc_sink_free(story->sink);
	doc_release(&story->doc);
	diag_release(&story->diags);
}

static void
the_example_of_the_header(void **state)
{
	struct story story;

	(void)state;
	begin(&story);
	doc_open(story.sink, DOC_QUOTE, NULL);
	doc_open(story.sink, DOC_PARAGRAPH, NULL);
	doc_text(story.sink, SPAN("See "));
	doc_span(story.sink, DOC_EMPHASIS, NULL);
	doc_text(story.sink, SPAN("here"));
	doc_span_close(story.sink);
	doc_text(story.sink, SPAN("."));
	doc_mark(story.sink, SPAN("4"));
	doc_close(story.sink);
	doc_close(story.sink);
	end(&story,
	    "quote\n"
	    "  paragraph\n"
	    "    \"See here.\"\n"
	    "      @4+4 emphasis\n"
	    "      @9+0 note-ref target=\"4\"\n");
}

static void
white_space_is_folded_but_in_code(void **state)
{
	struct story story;

	(void)state;
	begin(&story);
	doc_open(story.sink, DOC_PARAGRAPH, NULL);
	doc_text(story.sink, SPAN("  a \n b "));
	doc_text(story.sink, SPAN(" c"));
	doc_break(story.sink);
	doc_text(story.sink, SPAN("  d  "));
	doc_close(story.sink);
	doc_open(story.sink, DOC_CODE, NULL);
	doc_text(story.sink, SPAN("  if\n    x\n"));
	doc_close(story.sink);
	end(&story,
	    "paragraph\n"
	    "  \"a b c\\vd\"\n"
	    "code\n"
	    "  \"  if\\v    x\"\n");
}

static void
blocks_inside_leaves_are_mended(void **state)
{
	struct story story;

	(void)state;
	begin(&story);
	doc_text(story.sink, SPAN("loose"));
	doc_open(story.sink, DOC_PARAGRAPH, NULL);
	doc_text(story.sink, SPAN("before"));
	doc_open(story.sink, DOC_QUOTE, NULL);
	doc_text(story.sink, SPAN("inside"));
	doc_close(story.sink);
	doc_text(story.sink, SPAN("after"));
	doc_close(story.sink);
	doc_close(story.sink);
	doc_open(story.sink, DOC_LIST, NULL);
	end(&story,
	    "paragraph\n"
	    "  \"loose\"\n"
	    "paragraph\n"
	    "  \"before\"\n"
	    "quote\n"
	    "  paragraph\n"
	    "    \"inside\"\n"
	    "paragraph\n"
	    "  \"after\"\n"
	    "list\n");
}

static void
depth_is_bounded_and_said(void **state)
{
	struct story story;

	(void)state;
	begin(&story);
	for (int i = 0; i < 10000; i++)
		doc_open(story.sink, DOC_QUOTE, NULL);
	doc_text(story.sink, SPAN("deep"));
	for (int i = 0; i < 10000; i++)
		doc_close(story.sink);
	doc_text(story.sink, SPAN("out"));
	doc_finish(story.sink);
	assert_int_equal(story.doc.node_count, DOC_DEPTH_MAX + 2);
	assert_int_equal(story.doc.nodes[DOC_DEPTH_MAX + 1].parent, DOC_NONE);
	assert_int_equal(story.diags.count, 1);
	assert_int_equal(story.diags.items[0].code, DIAG_NESTING_CUT);
	doc_sink_free(story.sink);
	doc_release(&story.doc);
	diag_release(&story.diags);
}

static void
roles_answer_to_both_vocabularies(void **state)
{
	(void)state;
	assert_int_equal(doc_role_of(SPAN("doc-noteref")), DOC_ROLE_NOTEREF);
	assert_int_equal(doc_role_of(SPAN("rearnotes")), DOC_ROLE_ENDNOTES);
	assert_int_equal(doc_role_of(SPAN("nonsense")), DOC_ROLE_PLAIN);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_example_of_the_header),
		cmocka_unit_test(white_space_is_folded_but_in_code),
		cmocka_unit_test(blocks_inside_leaves_are_mended),
		cmocka_unit_test(depth_is_bounded_and_said),
		cmocka_unit_test(roles_answer_to_both_vocabularies),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
