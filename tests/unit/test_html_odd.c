/* HTML that is in no known encoding, broken or hostile. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <cmocka.h>

#include "html_page.h"
#include "import/charset.h"

/* ---- charsets ---- */

static void
decodes(struct span bytes, const char *name, const char *want)
{
	struct diag_list diags;
	struct buf out = { 0 };

	diag_init(&diags);
	assert_string_equal(charset_decode(&out, bytes, &diags), name);
	assert_string_equal(buf_cstr(&out), want);
	buf_release(&out);
	diag_release(&diags);
}

static void
charsets_by_mark_declaration_and_look(void **state)
{
	(void)state;
	decodes(SPAN("\xef\xbb\xbf" "a"), "UTF-8", "a");
	decodes(SPAN("\xff\xfe" "a\0\xac\x20"), "UTF-16LE",
	    "a\xe2\x82\xac");
	decodes(SPAN("\0<\0p\0>\xd8\x3d\xde\0"), "UTF-16BE",
	    "<p>\xf0\x9f\x98\x80");
	decodes(SPAN("caf\xe9 \x93q\x94"), "Windows-1252",
	    "caf\xc3\xa9 \xe2\x80\x9cq\xe2\x80\x9d");
	decodes(SPAN("<meta charset=iso-8859-1>\x80"), "Windows-1252",
	    "<meta charset=iso-8859-1>\xe2\x82\xac");
	/* Declarations that the bytes contradict. */
	decodes(SPAN("<meta charset='utf-8'>caf\xe9"), "Windows-1252",
	    "<meta charset='utf-8'>caf\xc3\xa9");
	decodes(SPAN("<?xml version='1.0' encoding='latin1'?>\xc3\xa9"),
	    "UTF-8", "<?xml version='1.0' encoding='latin1'?>\xc3\xa9");
	/* One slip does not make a file Western. */
	decodes(SPAN("\xc3\xa9\xc3\xa9\xe9 x"), "UTF-8",
	    "\xc3\xa9\xc3\xa9\xef\xbf\xbd x");
	decodes(SPAN("<meta content='text/html; charset=koi8-r'>\xc1"),
	    "another encoding",
	    "<meta content='text/html; charset=koi8-r'>\xd0\xb0");
}

/* Text and markup differ in what they do to controls, and in nothing else. */
static void
text_and_markup_are_decoded_alike(void **state)
{
	static const struct {
		struct span bytes;
		const char *want;
	} cases[] = {
		/* A pair, half a pair, an odd byte. */
		{ SPAN("\xff\xfe\x3d\xd8\x00\xde"), "\xf0\x9f\x98\x80" },
		{ SPAN("\xfe\xff\xd8\x3d\0a"), "\xef\xbf\xbd" "a" },
		{ SPAN("\xfe\xff\xde\0\0a\0"), "\xef\xbf\xbd" "a"
		    "\xef\xbf\xbd" },
		{ SPAN("\xff\xfe\0\0a\0\0\0\0\0\x11\0"),
		    "a\xef\xbf\xbd" },
		{ SPAN("\0\0\xfe\xff\0\x01\xf6\0"), "\xf0\x9f\x98\x80" },
		/* A maximal subpart each: F1 80 80, E1 80, C2. */
		{ SPAN("\xef\xbb\xbf" "a\xf1\x80\x80\xe1\x80\xc2" "b"),
		    "a\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd" "b" },
		{ SPAN("caf\xe9 \x93q\x94"),
		    "caf\xc3\xa9 \xe2\x80\x9cq\xe2\x80\x9d" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct diag_list diags;
		struct buf room = { 0 };
		struct buf markup = { 0 };
		struct span text;

		diag_init(&diags);
		import_decode(&room, cases[i].bytes, &diags, &text);
		charset_decode(&markup, cases[i].bytes, &diags);
		assert_true(span_eq(text, span_str(cases[i].want)));
		assert_string_equal(buf_cstr(&markup), cases[i].want);
		buf_release(&room);
		buf_release(&markup);
		diag_release(&diags);
	}
}

static void
control_characters_do_not_end_the_page(void **state)
{
	(void)state;
	page_tells_bytes(SPAN("<p>a\0b\x01" "c &#150; &#x93;"),
	    "paragraph\n"
	    "  \"a\xef\xbf\xbd" "b\xef\xbf\xbd" "c \xe2\x80\x93 "
	    "\xe2\x80\x9c\"\n");
}

/* ---- broken ---- */

static void
an_unclosed_tag_loses_nothing(void **state)
{
	struct page page;
	struct buf html = { 0 };
	size_t items = 0;

	(void)state;
	buf_puts(&html, "<?xml version=\"1.0\"?><html xmlns=\"http://"
	    "www.w3.org/1999/xhtml\"><body><ol><li id=\"n0\"><p>a <i>b</p>"
	    "</li>");
	for (int i = 1; i < 8000; i++)
		buf_printf(&html, "<li id=\"n%d\"><p>note</p></li>", i);
	buf_puts(&html, "<li><p><![CDATA[ 1 < 2 & 3 ]]></p></li></ol>");
	page_begin(&page);
	assert_true(page_read(&page, buf_span(&html)));
	for (size_t i = 0; i < page.doc.node_count; i++)
		items += page.doc.nodes[i].kind == DOC_ITEM;
	assert_int_equal(items, 8001);
	assert_true(span_eq(page.doc.nodes[page.doc.node_count - 1].text,
	    SPAN("1 < 2 & 3")));
	assert_true(page_has_diag(&page, DIAG_MARKUP_ILL_FORMED));
	page_end(&page);
	buf_release(&html);
}

static void
stray_signs_are_text(void **state)
{
	(void)state;
	page_tells("<p>a < b & c > d &nbsp &bogus; AT&T",
	    "paragraph\n"
	    "  \"a < b & c > d \xc2\xa0 &bogus; AT&T\"\n");
}

/* ---- hostile ---- */

static void
entities_are_put_in_place_or_kept_by_name(void **state)
{
	struct page page;

	(void)state;
	page_begin(&page);
	assert_true(page_read(&page, SPAN("<?xml version=\"1.0\"?>"
	    "<!DOCTYPE html [<!ENTITY who \"the &#233;diteur\">"
	    "<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;\">"
	    "<!ENTITY file SYSTEM \"file:///etc/passwd\">]>"
	    "<html xmlns=\"http://www.w3.org/1999/xhtml\"><body>"
	    "<p title=\"&b;\">&who; &mdash; &b; &file;</p>"
	    "</body></html>")));
	assert_string_equal(buf_cstr(&page.dump),
	    "paragraph\n"
	    "  \"the \xc3\xa9" "diteur \xe2\x80\x94 &b; &file;\"\n");
	assert_true(page_has_diag(&page, DIAG_ENTITY_KEPT));
	page_end(&page);
}

static void
depth_past_the_limit_is_refused_by_its_name(void **state)
{
	struct buf html = { 0 };
	struct page page;

	(void)state;
	for (int i = 0; i < 10000; i++)
		buf_puts(&html, "<div>");
	buf_puts(&html, "deep");
	page_begin(&page);
	assert_false(page_read(&page, buf_span(&html)));
	assert_non_null(strstr(buf_cstr(&page.error), "--limit-depth"));
	page_end(&page);
	page_begin(&page);
	page.opts.limits.depth = 20000;
	assert_true(page_read(&page, buf_span(&html)));
	assert_non_null(strstr(buf_cstr(&page.dump), "\"deep\""));
	page_end(&page);
	buf_release(&html);
}

static void
deep_spans_and_wide_tables_are_bounded(void **state)
{
	struct buf html = { 0 };
	struct page page;

	(void)state;
	for (int i = 0; i < 1000; i++)
		buf_printf(&html, "<a href=\"#%d\"><b>", i);
	buf_puts(&html, "x<table><tr><td rowspan=100000 colspan=100000>c"
	    "<td>d<tr><td>e</table>");
	page_begin(&page);
	assert_true(page_read(&page, buf_span(&html)));
	assert_non_null(strstr(buf_cstr(&page.dump), "\"e\""));
	page_end(&page);
	buf_release(&html);
}

static void
huge_attributes_and_many_of_them(void **state)
{
	struct buf html = { 0 };
	struct page page;

	(void)state;
	buf_puts(&html, "<p id=\"");
	buf_fill(&html, 'x', 20 << 20);
	buf_puts(&html, "\" class=\"");
	for (int i = 0; i < 1 << 20; i++)
		buf_puts(&html, "a ");
	buf_puts(&html, "\">hello</p><p ");
	for (int i = 0; i < 50000; i++)
		buf_printf(&html, "a%d=\"<\" ", i);
	buf_puts(&html, ">world</p>");
	page_begin(&page);
	assert_true(page_read(&page, buf_span(&html)));
	assert_string_equal(buf_cstr(&page.dump),
	    "paragraph\n"
	    "  \"hello\"\n"
	    "paragraph\n"
	    "  \"world\"\n");
	page_end(&page);
	buf_release(&html);
}

static void
nothing_at_all_is_a_document(void **state)
{
	(void)state;
	page_tells("", "");
	page_tells("<?xml version=\"1.0\"?>", "");
	page_tells("<!DOCTYPE html [", "");
	page_tells("<p></p><div></div><b></b>", "");
	page_tells("<p>x</p><a id=end></a>",
	    "paragraph\n"
	    "  \"x\"\n"
	    "paragraph id=\"end\"\n");
}

static void
fragments_are_told_where_they_stand(void **state)
{
	struct page page;
	struct doc_sink *sink;

	(void)state;
	page_begin(&page);
	sink = doc_sink_new(&page.doc, &page.diags);
	doc_open(sink, DOC_QUOTE, NULL);
	import_html_fragment(SPAN("<title>T</title>\n<p>x</p>"), 40,
	    &page.opts, sink, &page.diags);
	doc_close(sink);
	doc_finish(sink);
	doc_sink_free(sink);
	doc_dump(&page.doc, &page.dump);
	assert_string_equal(buf_cstr(&page.dump),
	    "quote\n"
	    "  paragraph\n"
	    "    \"x\"\n");
	assert_int_equal(page.doc.nodes[1].line, 41);
	page_end(&page);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(charsets_by_mark_declaration_and_look),
		cmocka_unit_test(text_and_markup_are_decoded_alike),
		cmocka_unit_test(control_characters_do_not_end_the_page),
		cmocka_unit_test(an_unclosed_tag_loses_nothing),
		cmocka_unit_test(stray_signs_are_text),
		cmocka_unit_test(entities_are_put_in_place_or_kept_by_name),
		cmocka_unit_test(depth_past_the_limit_is_refused_by_its_name),
		cmocka_unit_test(deep_spans_and_wide_tables_are_bounded),
		cmocka_unit_test(huge_attributes_and_many_of_them),
		cmocka_unit_test(nothing_at_all_is_a_document),
		cmocka_unit_test(fragments_are_told_where_they_stand),
	};

	return cmocka_run_group_tests_name("html odd", tests, NULL, NULL);
}
