/* HTML becomes events: what each element gives, and what a page keeps out. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <cmocka.h>

#include "html_page.h"

/* ---- blocks ---- */

static void
headings_paragraphs_and_loose_text(void **state)
{
	(void)state;
	page_tells("<h1>A</h1><p>one<p>two\n three<div>four</div>five",
	    "heading level=1\n"
	    "  \"A\"\n"
	    "paragraph\n"
	    "  \"one\"\n"
	    "paragraph\n"
	    "  \"two three\"\n"
	    "paragraph\n"
	    "  \"four\"\n"
	    "paragraph\n"
	    "  \"five\"\n");
}

static void
boxes_leave_a_group_only_where_they_say_something(void **state)
{
	(void)state;
	page_tells("<div><div id=x><p>a</p></div><section dir=rtl lang=he>"
	    "<p>b</p></section></div><div id=y>c</div>",
	    "group id=\"x\"\n"
	    "  paragraph\n"
	    "    \"a\"\n"
	    "group lang=\"he\" rtl\n"
	    "  paragraph\n"
	    "    \"b\"\n"
	    "paragraph id=\"y\"\n"
	    "  \"c\"\n");
}

static void
epigraphs_are_known_by_class_role_and_type(void **state)
{
	(void)state;
	page_tells("<p class=epigraph>a</p>"
	    "<div class='x epigraph'><blockquote>b</blockquote><p>c</p></div>"
	    "<blockquote role=doc-epigraph>d</blockquote>"
	    "<aside class=pullquote>e</aside>",
	    "epigraph\n"
	    "  paragraph\n"
	    "    \"a\"\n"
	    "epigraph\n"
	    "  paragraph\n"
	    "    \"b\"\n"
	    "  paragraph\n"
	    "    \"c\"\n"
	    "epigraph\n"
	    "  paragraph\n"
	    "    \"d\"\n"
	    "pull-quote\n"
	    "  paragraph\n"
	    "    \"e\"\n");
	/* One with a heading holds more than the epigraph. */
	page_tells("<div class=epigraph><h2>f</h2>"
	    "<blockquote epub:type=epigraph>g</blockquote></div>"
	    "<p class=epigraph></p>",
	    "heading level=2\n"
	    "  \"f\"\n"
	    "epigraph\n"
	    "  paragraph\n"
	    "    \"g\"\n");
}

static void
lists_keep_their_numbers(void **state)
{
	(void)state;
	page_tells("<ol start=3 type=a><li>c<li value=7>g<li>h</ol>"
	    "<ul><li><p>x</p></ul>",
	    "list number=3 label=\"a\" tight ordered\n"
	    "  item number=3 ordered\n"
	    "    paragraph\n"
	    "      \"c\"\n"
	    "  item number=7 ordered\n"
	    "    paragraph\n"
	    "      \"g\"\n"
	    "  item number=8 ordered\n"
	    "    paragraph\n"
	    "      \"h\"\n"
	    "list\n"
	    "  item\n"
	    "    paragraph\n"
	    "      \"x\"\n");
}

static void
definitions_are_terms_and_items(void **state)
{
	(void)state;
	page_tells("<dl><dt id=t>Term<dd>Meaning</dl>",
	    "definitions\n"
	    "  term id=\"t\"\n"
	    "    \"Term\"\n"
	    "  item\n"
	    "    paragraph\n"
	    "      \"Meaning\"\n");
}

static void
tables_keep_their_columns(void **state)
{
	(void)state;
	page_tells("<table><caption>Cap</caption><thead><tr><th>A<th>B</thead>"
	    "<tr><td rowspan=2>1<td align=right><p>2</p><p>3</p>"
	    "<tr><td>4<tr><td colspan=2>5</table>",
	    "caption\n"
	    "  \"Cap\"\n"
	    "table\n"
	    "  row header\n"
	    "    cell\n"
	    "      \"A\"\n"
	    "    cell\n"
	    "      \"B\"\n"
	    "  row\n"
	    "    cell\n"
	    "      \"1\"\n"
	    "    cell align=3\n"
	    "      \"2\\v3\"\n"
	    "  row\n"
	    "    cell\n"
	    "    cell\n"
	    "      \"4\"\n"
	    "  row\n"
	    "    cell number=2\n"
	    "      \"5\"\n");
}

static void
tables_for_layout_are_no_tables(void **state)
{
	(void)state;
	page_tells("<table><tr><td>menu<td><h1>T</h1><p>text</table>",
	    "paragraph\n"
	    "  \"menu\"\n"
	    "heading level=1\n"
	    "  \"T\"\n"
	    "paragraph\n"
	    "  \"text\"\n");
}

static void
figures_pictures_and_captions(void **state)
{
	(void)state;
	page_tells("<figure><img src=a.png alt=\"A pond\">"
	    "<figcaption>At noon</figcaption></figure>",
	    "figure\n"
	    "  paragraph\n"
	    "    \"A pond\"\n"
	    "      @0+6 image target=\"a.png\"\n"
	    "  caption\n"
	    "    \"At noon\"\n");
}

static void
code_keeps_its_lines(void **state)
{
	(void)state;
	page_tells("<pre class=language-c>\n  if <b>(x)</b>\n    y;\n</pre>",
	    "code label=\"c\"\n"
	    "  \"  if (x)\\v    y;\"\n");
}

static void
verse_in_any_of_its_markups(void **state)
{
	(void)state;
	page_tells("<div class=poem><div class=stanza><span>one</span><br>"
	    "<span class=i1>two</span><br></div>"
	    "<div class=stanza><div class=line>three</div>\n"
	    "<div class=line id=l4>four<span class=lnum>4</span></div></div>"
	    "</div><p>prose</p>",
	    "verse\n"
	    "  \"one\\v  two\"\n"
	    "verse\n"
	    "  \"three\\vfour  4\"\n"
	    "    @6+0 anchor target=\"l4\"\n"
	    "paragraph\n"
	    "  \"prose\"\n");
	page_tells(XHTML("<blockquote epub:type=\"z3998:verse\"><p>a<br/>b</p>"
	    "<p>c</p></blockquote>"),
	    "quote\n"
	    "  verse\n"
	    "    \"a\\vb\"\n"
	    "  verse\n"
	    "    \"c\"\n");
}

static void
two_line_ends_part_paragraphs_one_breaks_a_line(void **state)
{
	(void)state;
	page_tells("<p>a<br>b<br><br>c",
	    "paragraph\n"
	    "  \"a\\vb\"\n"
	    "paragraph\n"
	    "  \"c\"\n");
}

static void
title_groups_are_one_heading(void **state)
{
	(void)state;
	page_tells(XHTML("<hgroup><h2>I</h2><p>Loomings</p></hgroup>"),
	    "heading level=2\n"
	    "  \"I\\vLoomings\"\n");
}

static void
notes_between_line_ends_are_paragraphs(void **state)
{
	(void)state;
	page_tells("<p><a id=n1 href=\"#r1\">1</a> One.<br>"
	    "<a id=n2></a><a href=\"#r2\">2</a> Two<br>and a half.</p>",
	    "paragraph\n"
	    "  \"1 One.\"\n"
	    "    @0+0 anchor target=\"n1\"\n"
	    "    @0+1 link target=\"#r1\"\n"
	    "paragraph\n"
	    "  \"2 Two\\vand a half.\"\n"
	    "    @0+0 anchor target=\"n2\"\n"
	    "    @0+1 link target=\"#r2\"\n");
}

/* ---- inlines ---- */

static void
styles_by_element_and_by_class(void **state)
{
	(void)state;
	page_tells("<p><b>b</b> <i>i</i> <code>c</code> <sup>1</sup> "
	    "<span class=smcap>S</span> "
	    "<span style=\"font-style: italic\">t</span> <s>x</s>",
	    "paragraph\n"
	    "  \"b i c 1 S t x\"\n"
	    "    @0+1 strong\n"
	    "    @2+1 emphasis\n"
	    "    @4+1 mono\n"
	    "    @6+1 super\n"
	    "    @8+1 small-caps\n"
	    "    @10+1 emphasis\n"
	    "    @12+1 strike\n");
}

static void
styles_go_on_in_the_next_block(void **state)
{
	(void)state;
	page_tells(XHTML("<i><p>a</p><p></p><p>b</p></i><p>c</p>"),
	    "paragraph\n"
	    "  \"a\"\n"
	    "    @0+1 emphasis\n"
	    "paragraph\n"
	    "  \"b\"\n"
	    "    @0+1 emphasis\n"
	    "paragraph\n"
	    "  \"c\"\n");
}

static void
links_and_ids(void **state)
{
	(void)state;
	page_tells("<p><a name=top></a>See <a href=\"#n1\" id=r1>1</a>, "
	    "<a href=\"http://x.org/?a=1&amp;b\">x</a>.</p>"
	    "<a id=between></a><p>next</p>",
	    "paragraph\n"
	    "  \"See 1, x.\"\n"
	    "    @0+0 anchor target=\"top\"\n"
	    "    @4+0 anchor target=\"r1\"\n"
	    "    @4+1 link target=\"#n1\"\n"
	    "    @7+1 link target=\"http://x.org/?a=1&b\"\n"
	    "paragraph id=\"between\"\n"
	    "  \"next\"\n");
}

static void
ids_of_one_of_several_files_carry_its_name(void **state)
{
	struct map members = { 0 };
	struct page page;

	(void)state;
	page_begin(&page);
	page.opts.prefix = SPAN("a.html");
	page.opts.members = &members;
	map_put(&members, SPAN("b/c.html"), 0, NULL);
	assert_true(page_read(&page,
	    SPAN("<p id=x><a href=\"#y\">l</a>"
	    "<a href=\"b/c.html#\xc3\xa9\">m</a></p>")));
	assert_string_equal(buf_cstr(&page.dump),
	    "paragraph id=\"a.html#x\"\n"
	    "  \"lm\"\n"
	    "    @0+1 link target=\"#a.html#y\"\n"
	    "    @1+1 link target=\"#b/c.html#\xc3\xa9\"\n");
	page_end(&page);
	map_release(&members);
}

static void
notes_by_role_type_and_telling_class(void **state)
{
	(void)state;
	page_tells(XHTML("<p><a epub:type=\"noteref\" href=\"#n\">1</a>"
	    "<sup class=\"footnote-ref\"><a href=\"#n\">2</a></sup>"
	    "<a role=\"doc-noteref\" href=\"#n\">3</a>"
	    "<a class=\"reference\" href=\"#n\">4</a></p>"
	    "<aside epub:type=\"footnote\" id=\"n\" hidden=\"hidden\">"
	    "<p>N <a class=\"footnote-back\" href=\"#r\">b</a></p></aside>"),
	    "paragraph\n"
	    "  \"1234\"\n"
	    "    @0+1 link role=\"noteref\" target=\"#n\"\n"
	    "    @1+1 super role=\"noteref\"\n"
	    "    @1+1 link role=\"noteref\" target=\"#n\"\n"
	    "    @2+1 link role=\"noteref\" target=\"#n\"\n"
	    "    @3+1 link target=\"#n\"\n"
	    "aside role=\"footnote\" id=\"n\"\n"
	    "  paragraph\n"
	    "    \"N b\"\n"
	    "      @2+1 link role=\"backlink\" target=\"#r\"\n");
}

static void
a_remark_of_aria_is_no_note(void **state)
{
	(void)state;
	page_tells(XHTML("<aside role=\"note\" id=\"n\"><p>Mind.</p></aside>"),
	    "aside id=\"n\"\n"
	    "  paragraph\n"
	    "    \"Mind.\"\n");
}

static void
readings_quotes_formulas_drawings(void **state)
{
	(void)state;
	page_tells("<p><ruby>\xe6\xbc\xa2<rp>(</rp><rt>kan</rt><rp>)</rp>"
	    "</ruby> "
	    "<q>a <q>b</q></q> <math><msup><mi>x</mi><mn>2</mn></msup></math>"
	    " <svg><title>Plan</title><style>x{}</style></svg>",
	    "paragraph\n"
	    "  \"\xe6\xbc\xa2(kan) \xe2\x80\x9c" "a \xe2\x80\x98" "b"
	    "\xe2\x80\x99\xe2\x80\x9d x^2 Plan\"\n"
	    "    @29+4 image\n");
}

static void
printed_pages_are_points(void **state)
{
	(void)state;
	page_tells(XHTML("<p>a<span epub:type=\"pagebreak\" id=\"p9\" "
	    "title=\"9\"/>b <span class=\"pagenum\">[Pg 10]</span>c "
	    "<span class=\"pagenum\">no number</span></p>"),
	    "paragraph\n"
	    "  \"ab c no number\"\n"
	    "    @1+0 page target=\"9\"\n"
	    "    @1+0 anchor target=\"p9\"\n"
	    "    @3+0 page target=\"10\"\n");
}

static void
languages_inside_a_line_are_spans(void **state)
{
	(void)state;
	page_tells("<p>a <i lang=la>ibidem</i>",
	    "paragraph\n"
	    "  \"a ibidem\"\n"
	    "    @2+6 lang target=\"la\"\n"
	    "    @2+6 emphasis\n");
}

/* ---- pages ---- */

static void
furniture_is_gathered_at_the_end(void **state)
{
	(void)state;
	page_tells("<a href=\"#m\">Skip to content</a>"
	    "<header><a href=/>Site</a></header>"
	    "<nav><a href=x>Home</a></nav><div class=cookie-bar>Cookies?"
	    "<button>OK</button></div><main id=m><p>Text</main>"
	    "<footer>\xc2\xa9 2020</footer>",
	    "group id=\"m\"\n"
	    "  paragraph\n"
	    "    \"Text\"\n"
	    "furniture\n"
	    "  paragraph\n"
	    "    \"Skip to content\"\n"
	    "      @0+15 link target=\"#m\"\n"
	    "  paragraph\n"
	    "    \"Site\"\n"
	    "      @0+4 link target=\"/\"\n"
	    "  paragraph\n"
	    "    \"Home\"\n"
	    "      @0+4 link target=\"x\"\n"
	    "  paragraph\n"
	    "    \"Cookies? OK\"\n"
	    "  paragraph\n"
	    "    \"\xc2\xa9 2020\"\n");
}

static void
headers_and_footers_of_the_text_stay(void **state)
{
	(void)state;
	page_tells("<body><header><h2>Preamble</h2><p>Whereas</header>"
	    "<p>x<footer><ol><li id=fn1 class=footnote>note</ol></footer>",
	    "heading level=2\n"
	    "  \"Preamble\"\n"
	    "paragraph\n"
	    "  \"Whereas\"\n"
	    "paragraph\n"
	    "  \"x\"\n"
	    "list number=1 tight ordered\n"
	    "  item role=\"footnote\" number=1 id=\"fn1\" ordered\n"
	    "    paragraph\n"
	    "      \"note\"\n");
}

static void
hidden_parts_are_left_out_unless_linked(void **state)
{
	struct page page;

	(void)state;
	page_begin(&page);
	assert_true(page_read(&page, SPAN("<p>a <a href=\"#n\">1</a></p>"
	    "<p hidden>secret</p><p style=\"display:none\" id=n>note</p>"
	    "<script>x()</script><style>y</style>")));
	assert_string_equal(buf_cstr(&page.dump),
	    "paragraph\n"
	    "  \"a 1\"\n"
	    "    @2+1 link target=\"#n\"\n"
	    "paragraph id=\"n\"\n"
	    "  \"note\"\n");
	assert_true(page_has_diag(&page, DIAG_HIDDEN_DROPPED));
	page_end(&page);
}

static void
the_head_gives_metadata(void **state)
{
	(void)state;
	page_tells("<html lang=fr><head><title> A\n title </title>"
	    "<meta name=author content=\"N. N.\">"
	    "<meta property=\"article:published_time\" content=2020-02-03>"
	    "</head><body>x",
	    "meta language=\"fr\"\n"
	    "meta title=\"A title\"\n"
	    "meta author=\"N. N.\"\n"
	    "meta date=\"2020-02-03\"\n"
	    "paragraph\n"
	    "  \"x\"\n");
	page_tells("<body lang=en>x",
	    "meta language=\"en\"\n"
	    "paragraph\n"
	    "  \"x\"\n");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(headings_paragraphs_and_loose_text),
		cmocka_unit_test(
		    boxes_leave_a_group_only_where_they_say_something),
		cmocka_unit_test(epigraphs_are_known_by_class_role_and_type),
		cmocka_unit_test(lists_keep_their_numbers),
		cmocka_unit_test(definitions_are_terms_and_items),
		cmocka_unit_test(tables_keep_their_columns),
		cmocka_unit_test(tables_for_layout_are_no_tables),
		cmocka_unit_test(figures_pictures_and_captions),
		cmocka_unit_test(code_keeps_its_lines),
		cmocka_unit_test(verse_in_any_of_its_markups),
		cmocka_unit_test(
		    two_line_ends_part_paragraphs_one_breaks_a_line),
		cmocka_unit_test(title_groups_are_one_heading),
		cmocka_unit_test(notes_between_line_ends_are_paragraphs),
		cmocka_unit_test(styles_by_element_and_by_class),
		cmocka_unit_test(styles_go_on_in_the_next_block),
		cmocka_unit_test(links_and_ids),
		cmocka_unit_test(ids_of_one_of_several_files_carry_its_name),
		cmocka_unit_test(notes_by_role_type_and_telling_class),
		cmocka_unit_test(a_remark_of_aria_is_no_note),
		cmocka_unit_test(readings_quotes_formulas_drawings),
		cmocka_unit_test(printed_pages_are_points),
		cmocka_unit_test(languages_inside_a_line_are_spans),
		cmocka_unit_test(furniture_is_gathered_at_the_end),
		cmocka_unit_test(headers_and_footers_of_the_text_stay),
		cmocka_unit_test(hidden_parts_are_left_out_unless_linked),
		cmocka_unit_test(the_head_gives_metadata),
	};

	return cmocka_run_group_tests_name("html", tests, NULL, NULL);
}
