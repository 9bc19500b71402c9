/* Markdown becomes events, and nothing is lost on the way. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <cmocka.h>

#include "base/map.h"
#include "import_story.h"
#include "uni/uni.h"

static void
labels_are_kept_as_written(void **state)
{
	(void)state;
	story_is("One[^a_b*c] two[^17].\n\n[^17]: B.\n[^a_b*c]: A.\n",
	    STORY_IMPORT,
	    "paragraph\n"
	    "  \"One two.\"\n"
	    "    @3+0 note-ref target=\"a_b*c\"\n"
	    "    @7+0 note-ref target=\"17\"\n"
	    "group role=\"endnotes\"\n"
	    "  note label=\"17\"\n"
	    "    paragraph\n"
	    "      \"B.\"\n"
	    "  note label=\"a_b*c\"\n"
	    "    paragraph\n"
	    "      \"A.\"\n");
}

/* As "pandoc -t markdown" writes; a lone sign, and one before a space, stay. */
static void
raised_and_lowered_words_between_signs(void **state)
{
	(void)state;
	story_is("m^2^ and CO~2~ on the 4^th^, x^2 y^3; ~~no~~ ^c^\n",
	    STORY_IMPORT,
	    "paragraph\n"
	    "  \"m2 and CO2 on the 4th, x^2 y^3; no ^c^\"\n"
	    "    @1+1 super\n"
	    "    @9+1 sub\n"
	    "    @19+2 super\n"
	    "    @32+2 strike\n");
}

static void
notes_without_marks_and_doubles_are_kept(void **state)
{
	(void)state;
	story_is("Text.\n\n[^x]: Never cited.\n[^y]: First.\n"
	    "[^y]: Second.\n",
	    STORY_IMPORT,
	    "paragraph\n"
	    "  \"Text.\"\n"
	    "group role=\"endnotes\"\n"
	    "  note label=\"x\"\n"
	    "    paragraph\n"
	    "      \"Never cited.\"\n"
	    "  note label=\"y\"\n"
	    "    paragraph\n"
	    "      \"First.\"\n"
	    "  note label=\"y\"\n"
	    "    paragraph\n"
	    "      \"Second.\"\n");
}

static void
a_mark_without_note_is_text_again(void **state)
{
	(void)state;
	story_is("So[^gone] and \\[^esc] and `a[^b]`.\n", STORY_UNMENDED,
	    "paragraph\n"
	    "  \"So[^gone] and [^esc] and a[^b].\"\n"
	    "    @25+5 mono\n"
	    "section 1 \"So[^gone] and [^esc] and a[^b].\" words=7 notes=0 "
	    "place=0 end=32\n"
	    "line 1: note-dangling: mark gone has no note; it is kept as "
	    "text\n");
}

static void
labels_are_put_back_in_links_and_code(void **state)
{
	(void)state;
	story_is("[^1](http://a/[^1])\n\n    [^1]: code\n\n[^1]: Note.\n",
	    STORY_IMPORT,
	    "paragraph\n"
	    "  \"^1\"\n"
	    "    @0+2 link target=\"http://a/[^1]\"\n"
	    "code\n"
	    "  \"[^1]: code\"\n"
	    "group role=\"endnotes\"\n"
	    "  note label=\"1\"\n"
	    "    paragraph\n"
	    "      \"Note.\"\n");
}

static void
addresses_come_out_as_one_would_copy_them(void **state)
{
	(void)state;
	story_is("[http://a.b/c\\\\_d](http://a.b/c\\_d) http://a.b/e\\_f\n",
	    STORY_IMPORT,
	    "paragraph\n"
	    "  \"http://a.b/c_d http://a.b/e_f\"\n"
	    "    @0+14 link target=\"http://a.b/c_d\"\n"
	    "    @15+14 link target=\"http://a.b/e_f\"\n");
}

static void
lines_are_those_of_the_source(void **state)
{
	struct import_story story;

	(void)state;
	story_begin(&story, "x.md", SPAN("---\ntitle: T\n---\n\nA[^a].\n\n"
	    "# H\n\n[^a]: N\n"), STORY_IMPORT);
	assert_int_equal(story.doc.nodes[0].line, 5);
	assert_int_equal(story.doc.nodes[1].line, 7);
	assert_int_equal(story.doc.nodes[3].line, 9);
	assert_string_equal(doc_kind_name(story.doc.nodes[3].kind), "note");
	story_end(&story);
}

static void
front_matter_of_pandoc(void **state)
{
	(void)state;
	story_is("---\ntitle:\n- type: main\n  text: Salt\n- type: subtitle\n"
	    "  text: A Story\ncreator:\n- role: author\n  text: A. B.\n"
	    "keywords: salt, sea salt\nabstract: |\n  One.\n  Two.\n---\n\n"
	    "Hi.\n",
	    STORY_IMPORT,
	    "meta subtitle=\"A Story\"\n"
	    "meta title=\"Salt\"\n"
	    "meta author=\"A. B.\"\n"
	    "meta abstract=\"One. Two.\"\n"
	    "keyword \"salt\"\n"
	    "keyword \"sea salt\"\n"
	    "paragraph\n"
	    "  \"Hi.\"\n");
}

static void
tags_around_blocks_hold_them(void **state)
{
	(void)state;
	story_is("<aside lang=\"fr\">\n\nUn *mot*.\n\n</aside>\n\n"
	    "<div align=\"center\">\n\n"
	    "<blockquote class=\"epigraph\">\n\nEpi\n\n"
	    "</blockquote>\n\n</div>\n\n"
	    "- <div id=\"x\">\n\n  in\n\nout\n\n</div>\n",
	    STORY_IMPORT,
	    "aside lang=\"fr\"\n"
	    "  paragraph\n"
	    "    \"Un mot.\"\n"
	    "      @3+3 emphasis\n"
	    "epigraph\n"
	    "  paragraph\n"
	    "    \"Epi\"\n"
	    "list\n"
	    "  item\n"
	    "    group id=\"x\"\n"
	    "      paragraph\n"
	    "        \"in\"\n"
	    "paragraph\n"
	    "  \"out\"\n");
}

static void
a_box_ends_with_the_words_before_its_end_tag(void **state)
{
	(void)state;
	story_is("<figure>\n\nA map.\n\n<figcaption><i>Fig. 1.</i> "
	    "Salt.</figcaption>\n</figure>\n\nAfter.\n",
	    STORY_IMPORT,
	    "figure\n"
	    "  paragraph\n"
	    "    \"A map.\"\n"
	    "  caption\n"
	    "    \"Fig. 1. Salt.\"\n"
	    "      @0+7 emphasis\n"
	    "paragraph\n"
	    "  \"After.\"\n");
}

static void
words_after_emphasis_stand_before_an_id(void **state)
{
	(void)state;
	story_is("# *A* name {#x}\n", STORY_IMPORT,
	    "heading level=1 id=\"x\"\n"
	    "  \"A name\"\n"
	    "    @0+1 emphasis\n");
}

static void
a_rule_at_the_head_is_no_front_matter(void **state)
{
	(void)state;
	story_is("---\n\nText: more.\n\n---\n", STORY_IMPORT,
	    "rule\n"
	    "paragraph\n"
	    "  \"Text: more.\"\n"
	    "rule\n");
}

static void
headings_get_ids_and_attributes(void **state)
{
	(void)state;
	story_is("# Two *words*\n\n# Two words\n\n# X {#own .c}\n\n# y {z}\n",
	    STORY_IMPORT,
	    "heading level=1 id=\"two-words\"\n"
	    "  \"Two words\"\n"
	    "    @4+5 emphasis\n"
	    "heading level=1 id=\"two-words-1\"\n"
	    "  \"Two words\"\n"
	    "heading level=1 id=\"own\"\n"
	    "  \"X\"\n"
	    "heading level=1 id=\"y-z\"\n"
	    "  \"y {z}\"\n");
}

static void
nul_and_ill_formed_bytes_are_replaced_and_told(void **state)
{
	static const char bytes[] = "a\0b \xff c \x07.\n\xc3\xa9\xc3\xa8\n";
	struct import_story story;

	(void)state;
	story_begin(&story, "x.md", span_of(bytes, sizeof bytes - 1),
	    STORY_IMPORT);
	assert_int_equal(story_count(&story, DIAG_UTF8_MENDED), 1);
	assert_int_equal(story_count(&story, DIAG_CONTROL_KEPT), 1);
	assert_true(uni_valid(story.doc.nodes[0].text));
	story_end(&story);
}

/* ---- nothing is lost -------------------------------------------------- */

static void
collect_words(struct buf *out, struct map *words, struct span text)
{
	size_t from, to = 0;

	buf_clear(out);
	uni_fold(out, text, NULL);
	for (size_t i = 0; i < out->len; i++)
		if (out->ptr[i] == '_')
			out->ptr[i] = ' ';
	while (uni_word_next(buf_span(out), to, &from, &to))
		map_put(words, span_slice(buf_span(out), from, to), 0, NULL);
}

/*
 * Every word of the source stands in the document, in its targets, labels
 * or info strings, or in a diagnostic.
 */
static void
nothing_is_lost(const char *path, size_t most)
{
	struct import_story story;
	struct mapped source;
	struct buf all = { 0 }, folded = { 0 }, want = { 0 };
	struct map have = { 0 }, words = { 0 };
	size_t lost = 0;

	story_corpus(&source, path);
	story_begin(&story, "x.md", source.bytes, STORY_WHOLE);
	buf_put(&all, buf_span(&story.dump));
	for (size_t i = 0; i < story.doc.node_count; i++)
		buf_printf(&all, " %.*s", SPAN_ARG(story.doc.nodes[i].text));
	collect_words(&folded, &have, buf_span(&all));
	collect_words(&want, &words, source.bytes);
	for (size_t i = 0; i < words.count; i++) {
		if (map_find(&have, words.entries[i].key) ||
		    span_find(buf_span(&folded), words.entries[i].key,
		    0) >= 0)
			continue;
		lost++;
		if (lost > most)
			print_message("%s lost: %.*s\n", path,
			    SPAN_ARG(words.entries[i].key));
	}
	assert_in_range(lost, 0, most);
	map_release(&have);
	map_release(&words);
	buf_release(&all);
	buf_release(&folded);
	buf_release(&want);
	story_end(&story);
	file_unmap(&source);
}

static void
no_word_of_the_report_is_lost(void **state)
{
	(void)state;
	nothing_is_lost("report/chapter-6.md", 0);
}

/* Names of HTML tags are no words; each list allows for them. */
static void
no_word_of_the_other_reports_is_lost(void **state)
{
	(void)state;
	nothing_is_lost("corpora/markdown/warez/01-original-pirate-"
	    "material.md", 4);
	nothing_is_lost("corpora/markdown/peo-acts/endnotes.md", 0);
	nothing_is_lost("corpora/markdown/peo-acts/acts-3.md", 1);
}

/* ---- the examples of a specification ---- */

/* The words of a source as one line. */
static void
words_of(struct span source, const char *name, struct buf *out)
{
	struct import_story story;
	size_t from = 0, to;

	story_begin(&story, name, source, STORY_IMPORT);
	for (size_t i = 0; i < story.doc.node_count; i++) {
		struct span text = story.doc.nodes[i].text;

		for (from = 0; uni_word_next(text, from, &from, &to);
		    from = to) {
			buf_put(out, span_slice(text, from, to));
			buf_putc(out, ' ');
		}
	}
	story_end(&story);
}

/* An example until the line that ends it; its tabs are written as arrows. */
static void
take_part(struct span *rest, const char *end, struct buf *out)
{
	struct span line;

	while (span_line(rest, &line) && !span_eq(line, span_str(end))) {
		for (size_t i = 0; i < line.len; i++) {
			if (span_starts(span_slice(line, i, line.len),
			    SPAN("\xe2\x86\x92"))) {
				buf_putc(out, '\t');
				i += 2;
			} else {
				buf_putc(out, line.ptr[i]);
			}
		}
		buf_putc(out, '\n');
	}
}

/*
 * What an example's HTML shows is what its Markdown gives: not one word
 * less, and none more.  `apart` lists examples (0 ends it) that differ.
 */
static void
examples_keep_their_words(const char *path, unsigned least,
    const unsigned *apart)
{
	static const char fence[] = "````````````````````````````````";
	struct mapped map;
	struct span rest, line;
	unsigned count = 0, wrong = 0;

	story_corpus(&map, path);
	rest = map.bytes;
	while (span_line(&rest, &line)) {
		struct buf markdown = { 0 }, html = { 0 };
		struct buf is = { 0 }, want = { 0 };

		if (!span_starts(line, span_str(fence)) ||
		    span_find(line, SPAN(" example"), 0) < 0)
			continue;
		count++;
		take_part(&rest, ".", &markdown);
		buf_puts(&html, "<html><body>\n");
		take_part(&rest, fence, &html);
		words_of(buf_span(&markdown), "example.md", &is);
		words_of(buf_span(&html), "example.html", &want);
		if (count == *apart) {
			apart++;
		} else if (!span_eq(buf_span(&is), buf_span(&want))) {
			wrong++;
			print_message("example %u:\n%swant %s\nis   %s\n",
			    count, buf_cstr(&markdown), buf_cstr(&want),
			    buf_cstr(&is));
		}
		buf_release(&markdown);
		buf_release(&html);
		buf_release(&is);
		buf_release(&want);
	}
	file_unmap(&map);
	assert_true(count >= least);
	assert_int_equal(wrong, 0);
}

static void
no_word_of_commonmark_is_lost(void **state)
{
	/*
	 * &#87654321; is U+FFFD since 0.29 of the specification, and text
	 * since 0.30; "_" is part of a word; what ends a comment changed, so
	 * that words are kept; declarations are words for HTML parsers.
	 */
	static const unsigned apart[] = { 28, 171, 625, 626, 628, 629, 0 };

	(void)state;
	examples_keep_their_words("corpora/spec/commonmark-0.31.2.txt", 600,
	    apart);
}

static void
no_word_of_githubs_extensions_is_lost(void **state)
{
	/*
	 * No HTML is given; names of tags that GitHub shows as text; notes,
	 * which come in the order of their marks there, with numbers.
	 */
	static const unsigned apart[] = { 20, 22, 23, 0 };

	(void)state;
	examples_keep_their_words("corpora/spec/cmark-gfm-extensions.txt",
	    20, apart);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(labels_are_kept_as_written),
		cmocka_unit_test(raised_and_lowered_words_between_signs),
		cmocka_unit_test(notes_without_marks_and_doubles_are_kept),
		cmocka_unit_test(a_mark_without_note_is_text_again),
		cmocka_unit_test(labels_are_put_back_in_links_and_code),
		cmocka_unit_test(addresses_come_out_as_one_would_copy_them),
		cmocka_unit_test(lines_are_those_of_the_source),
		cmocka_unit_test(front_matter_of_pandoc),
		cmocka_unit_test(tags_around_blocks_hold_them),
		cmocka_unit_test(a_box_ends_with_the_words_before_its_end_tag),
		cmocka_unit_test(words_after_emphasis_stand_before_an_id),
		cmocka_unit_test(a_rule_at_the_head_is_no_front_matter),
		cmocka_unit_test(headings_get_ids_and_attributes),
		cmocka_unit_test(
		    nul_and_ill_formed_bytes_are_replaced_and_told),
		cmocka_unit_test(no_word_of_the_report_is_lost),
		cmocka_unit_test(no_word_of_the_other_reports_is_lost),
		cmocka_unit_test(no_word_of_commonmark_is_lost),
		cmocka_unit_test(no_word_of_githubs_extensions_is_lost),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
