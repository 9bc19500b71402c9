/* A long Markdown source is parsed in pieces, and nobody can tell. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <cmocka.h>

#include "import/markdown_piece.h"
#include "import_story.h"

/* What a source is, and on which line each part, in pieces of that size. */
static void
tell(struct span source, size_t piece_bytes, struct buf *out)
{
	struct import_opts opts;
	struct diag_list diags;
	struct doc doc;
	struct doc_sink *sink;
	struct buf error = { 0 };

	doc_init(&doc);
	diag_init(&diags);
	import_opts_init(&opts);
	opts.piece_bytes = piece_bytes;
	sink = doc_sink_new(&doc, &diags);
	assert_true(import_markdown(source, &opts, sink, &diags, &error));
	doc_finish(sink);
	doc_sink_free(sink);
	doc_dump(&doc, out);
	for (size_t i = 0; i < doc.node_count; i++)
		buf_printf(out, "%u ", doc.nodes[i].line);
	for (size_t i = 0; i < diags.count; i++)
		buf_printf(out, "\nline %u: %s", diags.items[i].line,
		    diag_name(diags.items[i].code));
	doc_release(&doc);
	diag_release(&diags);
	buf_release(&error);
}

/* Cut wherever it may be cut, it is what it is as a whole. */
static bool
is_the_same(struct span source)
{
	struct buf whole = { 0 }, pieces = { 0 };
	bool same;

	tell(source, source.len + 1, &whole);
	tell(source, 1, &pieces);
	same = span_eq(buf_span(&whole), buf_span(&pieces));
	if (!same)
		print_message("%.*s\nas a whole\n%s\nin pieces\n%s\n",
		    SPAN_ARG(source), buf_cstr(&whole), buf_cstr(&pieces));
	buf_release(&whole);
	buf_release(&pieces);
	return same;
}

static void
pieces_tell_what_the_whole_tells(void **state)
{
	static const char *const sources[] = {
		("One.[^1]\n\nTwo.[^2] One again.[^1]\n\n[^2]: Later.\n\n"
		    "    Goes on.\n\n[^1]: 4. first\n    6. second\n\nEnd.\n"),
		"---\ntitle: T\n---\n\n# A\n\na\n\n# A\n\nb\n\n# A\n",
		"- a\n\n- b\n\nAfter.\n\n1. x\n3. y\n\nAfter.\n\n> q\n\nz\n",
		"A.\r\n\r\nB.\r\n\r\n```\r\n\r\nc\r\n\r\n```\r\n\r\nD.\r\n",
		"A.\n\n```\n\ncode\n\nmore\n\n~~~\n\nx\n```\n\nB.\n\nC.\n",
		"A.\n\n~~~\n\nnever closed\n\nB.\n\nC.\n",
		"A.\n\n<!-- over\n\nblank\n\nlines -->\n\nB.\n\nC.\n",
		"A.\n\n<script>\n\nx\n\ny\n</script>\n\nB.\n\n<pre>\n\nz\n",
		"A.\n\n<div>\n\nin it[^n]\n\n</div>\n\nB.\n\n[^n]: N.\n\nC\n",
		"A.\n\n<aside>\n\nnever closed\n\nB.[^n]\n\n[^n]: N.\n\nC\n",
		"See [here].\n\nB.\n\nC.\n\n[here]: http://a/\n\nD.\n",
		"| a | b |\n|---|---|\n| 1 | 2 |\n\nA.\n\n    code\n\nB.\n",
		"a  \t\n \t\nb\n\v\nc\n\f\nd\n\n\n\n\n\ne\n",
		"", "\n", "A", "A\n\n", "\n\nA\n\nB",
	};

	(void)state;
	for (size_t i = 0; i < sizeof sources / sizeof *sources; i++)
		assert_true(is_the_same(span_str(sources[i])));
}

static void
a_long_source_is_cut_where_paragraphs_begin(void **state)
{
	struct span text = SPAN("One\n\n- item\n\n  more\n\nTwo\n\n```\n\n"
	    "Three\n```\n\nFour\n\nFive\n");

	(void)state;
	assert_int_equal(md_piece_end(text, 0, 1),
	    span_find(text, SPAN("Two"), 0));
	/* Not after a fence, but in one, as far as can be seen. */
	assert_int_equal(md_piece_end(text, 22, 1),
	    span_find(text, SPAN("Five"), 0));
	assert_int_equal(md_piece_end(text, 0, text.len), text.len);
	assert_int_equal(md_piece_end(text, text.len - 5, 1), text.len);
}

static void
definitions_of_links_are_seen(void **state)
{
	static const char *const some[] = {
		"[a]: /b", "x\n\n> - [a\nb]: /c", "[^a b]: /c", "[\\[a]: /b",
		"[^n]: [a]: /b", "[^\n]: /b", "[a\\\\]: /b", "1. [a]:\n/b",
	}, *const none[] = {
		"", "]:", "[a] : /b", "[^n]: note", "> [^n]: [^m]: note",
		"text [a]: b", "[a\\]: b", "\\[a]: b", "[^n]: see [a]: b",
	};

	(void)state;
	for (size_t i = 0; i < sizeof some / sizeof *some; i++)
		assert_true(md_may_define_links(span_str(some[i])));
	for (size_t i = 0; i < sizeof none / sizeof *none; i++)
		assert_false(md_may_define_links(span_str(none[i])));
}

/* ---- the examples of a specification ---- */

static void
take_example(struct span *rest, struct buf *out)
{
	struct span line;

	while (span_line(rest, &line) && !span_eq(line, SPAN("."))) {
		buf_put(out, line);
		buf_putc(out, '\n');
	}
}

/* Each example, between paragraphs, with the next one. */
static void
examples_are_the_same(const char *path, unsigned least)
{
	struct mapped map;
	struct span rest, line;
	struct buf before = { 0 };
	unsigned count = 0, wrong = 0;

	story_corpus(&map, path);
	rest = map.bytes;
	while (span_line(&rest, &line)) {
		struct buf example = { 0 };
		size_t len;

		if (!span_starts(line, SPAN("``````````")) ||
		    span_find(line, SPAN(" example"), 0) < 0)
			continue;
		count++;
		take_example(&rest, &example);
		len = before.len;
		buf_puts(&before, "\nA paragraph.[^n]\n\nAnother.\n\n");
		buf_put(&before, buf_span(&example));
		buf_puts(&before, "\nA third.\n\n[^n]: A note.\n\nEnd.\n");
		wrong += !is_the_same(buf_span(&before));
		buf_cut(&before, len);
		buf_release(&before);
		before = example;
	}
	buf_release(&before);
	file_unmap(&map);
	assert_true(count >= least);
	assert_int_equal(wrong, 0);
}

static void
examples_of_commonmark_are_the_same_in_pieces(void **state)
{
	(void)state;
	examples_are_the_same("corpora/spec/commonmark-0.31.2.txt", 600);
}

static void
examples_of_extensions_are_the_same_in_pieces(void **state)
{
	(void)state;
	examples_are_the_same("corpora/spec/cmark-gfm-extensions.txt", 20);
	examples_are_the_same("corpora/spec/md4c-spec-footnotes.txt", 10);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(pieces_tell_what_the_whole_tells),
		cmocka_unit_test(a_long_source_is_cut_where_paragraphs_begin),
		cmocka_unit_test(definitions_of_links_are_seen),
		cmocka_unit_test(
		    examples_of_commonmark_are_the_same_in_pieces),
		cmocka_unit_test(
		    examples_of_extensions_are_the_same_in_pieces),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
