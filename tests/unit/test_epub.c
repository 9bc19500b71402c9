/* EPUB becomes one document: order, contents, links, and what is mended. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <cmocka.h>

#include "epub_book.h"
#include "import/epub_zip.h"

#define NCX(points) "<?xml version='1.0'?><ncx xmlns='http://www.daisy.org/" \
	"z3986/2005/ncx/'><navMap>" points "</navMap></ncx>"
#define POINT(title, src, inner) "<navPoint><navLabel><text>" title \
	"</text></navLabel><content src='" src "'/>" inner "</navPoint>"

/* ---- good books ---- */

static void
files_follow_one_another_in_reading_order(void **state)
{
	struct book book;

	(void)state;
	book_begin(&book);
	book_put_package(&book, ITEM("a", "t/a.xhtml") ITEM("n", "n.xhtml")
	    ITEM("b", "t/b.xhtml"), "<itemref idref='n' linear='no'/>"
	    REF("b") REF("a"));
	book_put_page(&book, "OPS/t/a.xhtml", "<h1 id='x'>A</h1>");
	book_put_page(&book, "OPS/t/b.xhtml", "<h1>B</h1>"
	    "<p><a href='a.xhtml#x'>1</a><a href='../n.xhtml'>2</a>"
	    "<a href='#y'>3</a><a href='http://x.org/'>4</a>"
	    "<a href='gone.xhtml#z'>5</a></p>");
	book_put_page(&book, "OPS/n.xhtml", "<h1>N</h1>");
	/* What a good archive starts with; here it comes last. */
	book_put(&book, "mimetype", "application/epub+zip");
	assert_true(book_read(&book));
	assert_string_equal(buf_cstr(&book.dump),
	    "meta title=\"The Book\"\n"
	    "meta language=\"en\"\n"
	    "group role=\"chapter\" id=\"t/b.xhtml\"\n"
	    "  heading level=1\n"
	    "    \"B\"\n"
	    "  paragraph\n"
	    "    \"12345\"\n"
	    "      @0+1 link target=\"#t/a.xhtml#x\"\n"
	    "      @1+1 link target=\"#n.xhtml\"\n"
	    "      @2+1 link target=\"#t/b.xhtml#y\"\n"
	    "      @3+1 link target=\"http://x.org/\"\n"
	    "      @4+1 link target=\"#t/gone.xhtml#z\"\n"
	    "group role=\"chapter\" id=\"t/a.xhtml\"\n"
	    "  heading level=1 id=\"t/a.xhtml#x\"\n"
	    "    \"A\"\n"
	    "group role=\"chapter\" id=\"n.xhtml\"\n"
	    "  heading level=1\n"
	    "    \"N\"\n");
	book_end(&book);
}

static void
a_file_that_is_listed_twice_is_read_once(void **state)
{
	struct book book;

	(void)state;
	book_begin(&book);
	book_put_package(&book, ITEM("a", "a.xhtml") ITEM("b", "b.xhtml")
	    ITEM("a2", "a.xhtml"), REF("b") REF("a2") REF("a"));
	book_put_page(&book, "OPS/a.xhtml", "<p>A</p>");
	book_put_page(&book, "OPS/b.xhtml", "<p>B</p>");
	assert_true(book_read(&book));
	assert_false(book_has_diag(&book, DIAG_EPUB_UNLISTED));
	assert_string_equal(buf_cstr(&book.dump),
	    "meta title=\"The Book\"\n"
	    "meta language=\"en\"\n"
	    "group role=\"chapter\" id=\"b.xhtml\"\n"
	    "  paragraph\n"
	    "    \"B\"\n"
	    "group role=\"chapter\" id=\"a.xhtml\"\n"
	    "  paragraph\n"
	    "    \"A\"\n");
	book_end(&book);
}

static void
the_package_gives_metadata(void **state)
{
	struct book book;

	(void)state;
	book_begin(&book);
	book_put_container(&book, "p.opf");
	book_put(&book, "p.opf", "<package xmlns='http://www.idpf.org/2007/"
	    "opf' xmlns:dc='http://purl.org/dc/elements/1.1/'><metadata>"
	    "<dc:title>T</dc:title><dc:title>Sub</dc:title>"
	    "<dc:creator>A. A.</dc:creator><dc:creator>B. B.</dc:creator>"
	    "<dc:date>1999</dc:date><dc:publisher>P</dc:publisher>"
	    "<dc:description>&lt;p>Plain&lt;/p></dc:description>"
	    "</metadata><manifest>" ITEM("a", "a.html") "</manifest>"
	    "<spine page-progression-direction='rtl'>" REF("a")
	    "</spine></package>");
	book_put_page(&book, "a.html", "<h1>A</h1>");
	assert_true(book_read(&book));
	assert_true(span_eq(doc_meta_get(&book.doc, "title"), SPAN("T")));
	assert_true(span_eq(doc_meta_get(&book.doc, "author"),
	    SPAN("A. A.; B. B.")));
	assert_true(span_eq(doc_meta_get(&book.doc, "date"), SPAN("1999")));
	assert_true(span_eq(doc_meta_get(&book.doc, "publisher"),
	    SPAN("P")));
	assert_true(span_eq(doc_meta_get(&book.doc, "description"),
	    SPAN("Plain")));
	assert_true(span_eq(doc_meta_get(&book.doc, "direction"),
	    SPAN("rtl")));
	book_end(&book);
}

static void
contents_give_titles_to_files_without_headings(void **state)
{
	struct book book;

	(void)state;
	book_begin(&book);
	book_put_package(&book, ITEM("a", "a.xhtml") ITEM("b", "b.xhtml")
	    "<item id='ncx' href='c.ncx' media-type='application/"
	    "x-dtbncx+xml'/>", REF("a") REF("b"));
	book_put_page(&book, "OPS/a.xhtml", "<p>a</p><p id='s'>s</p>");
	book_put_page(&book, "OPS/b.xhtml", "<h2>Own</h2>");
	book_put(&book, "OPS/c.ncx", NCX(POINT("One", "a.xhtml",
	    POINT("Sub", "a.xhtml#s", "")) POINT("Two", "b.xhtml", "")));
	assert_true(book_read(&book));
	assert_true(book_tells(&book,
	    "  heading level=1 inferred\n"
	    "    \"One\"\n"
	    "  paragraph\n"
	    "    \"a\"\n"
	    "  heading level=2 inferred\n"
	    "    \"Sub\"\n"
	    "  paragraph id=\"a.xhtml#s\"\n"));
	assert_true(book_tells(&book,
	    "  heading level=1\n"
	    "    \"Own\"\n"));
	assert_false(book_has_diag(&book, DIAG_EPUB_NO_CONTENTS));
	book_end(&book);
}

static void
contents_give_levels_to_headings(void **state)
{
	struct book book;

	(void)state;
	book_begin(&book);
	book_put_package(&book, "<item id='nav' href='nav.xhtml' properties="
	    "'nav' media-type='application/xhtml+xml'/>"
	    ITEM("p", "p.xhtml") ITEM("c", "c.xhtml"), REF("p") REF("c"));
	book_put_page(&book, "OPS/p.xhtml", "<h1>Part</h1>");
	book_put_page(&book, "OPS/c.xhtml", "<h1>Chapter</h1><h2>Deep</h2>");
	book_put_page(&book, "OPS/nav.xhtml", "<nav epub:type='toc'><ol><li>"
	    "<a href='p.xhtml'>Part</a><ol><li><a href='c.xhtml'>Chapter</a>"
	    "</li></ol></li></ol></nav><nav epub:type='page-list'><ol><li>"
	    "<a href='c.xhtml#pg'>7</a></li></ol></nav>");
	assert_true(book_read(&book));
	assert_true(book_tells(&book, "  heading level=1\n    \"Part\"\n"));
	assert_true(book_tells(&book,
	    "  heading level=2\n    \"Chapter\"\n"
	    "  heading level=3\n    \"Deep\"\n"));
	book_end(&book);
}

static void
the_page_list_gives_pages(void **state)
{
	struct book book;

	(void)state;
	book_begin(&book);
	book_put_package(&book, "<item id='nav' href='nav.xhtml' properties="
	    "'nav' media-type='application/xhtml+xml'/>" ITEM("a", "a.xhtml"),
	    REF("a"));
	book_put_page(&book, "OPS/a.xhtml", "<p>a<span id='p7'></span>b</p>");
	book_put_page(&book, "OPS/nav.xhtml", "<nav epub:type='page-list'>"
	    "<ol><li><a href='a.xhtml#p7'>7</a></li></ol></nav>");
	assert_true(book_read(&book));
	assert_true(book_tells(&book, "@1+0 page target=\"7\"\n"));
	book_end(&book);
}

static void
a_contents_page_that_is_read_is_marked(void **state)
{
	struct book book;

	(void)state;
	book_begin(&book);
	book_put_package(&book, "<item id='nav' href='nav.xhtml' properties="
	    "'nav' media-type='application/xhtml+xml'/>" ITEM("a", "a.xhtml"),
	    REF("nav") REF("a"));
	book_put_page(&book, "OPS/a.xhtml", "<h1>A</h1>");
	book_put_page(&book, "OPS/nav.xhtml", "<nav epub:type='toc'><ol><li>"
	    "<a href='a.xhtml'>1</a></li></ol></nav>");
	assert_true(book_read(&book));
	assert_true(book_tells(&book,
	    "group role=\"toc\" id=\"nav.xhtml\"\n"));
	assert_true(book_tells(&book, "link target=\"#a.xhtml\"\n"));
	book_end(&book);
}

static void
the_guide_says_what_old_files_are_for(void **state)
{
	struct book book;

	(void)state;
	book_begin(&book);
	book_put_container(&book, "p.opf");
	book_put(&book, "p.opf", "<package><manifest>" ITEM("a", "a.html")
	    ITEM("n", "n.html") "</manifest><spine>" REF("a") REF("n")
	    "</spine><guide><reference type='notes' href='n.html'/></guide>"
	    "</package>");
	book_put_page(&book, "a.html", "<h1>A</h1>");
	book_put_page(&book, "n.html", "<p>1. note</p>");
	assert_true(book_read(&book));
	assert_true(book_tells(&book,
	    "group role=\"chapter\" id=\"n.html\"\n"
	    "  group role=\"endnotes\"\n"));
	book_end(&book);
}

/* ---- broken books: each is read, and says what was done ---- */

static void
a_spine_that_is_missing_is_the_manifest(void **state)
{
	struct book book;

	(void)state;
	book_begin(&book);
	book_put_package(&book, ITEM("b", "b.xhtml") ITEM("a", "a.xhtml"),
	    REF("nobody"));
	book_put_page(&book, "OPS/a.xhtml", "<h1>A</h1>");
	book_put_page(&book, "OPS/b.xhtml", "<h1>B</h1>");
	assert_true(book_read(&book));
	assert_true(strstr(buf_cstr(&book.dump), "\"B\"") <
	    strstr(buf_cstr(&book.dump), "\"A\""));
	assert_true(book_has_diag(&book, DIAG_EPUB_SPINE));
	assert_true(book_has_diag(&book, DIAG_EPUB_MISSING));
	book_end(&book);
}

static void
a_file_in_no_order_comes_last(void **state)
{
	struct book book;

	(void)state;
	book_begin(&book);
	book_put_package(&book, ITEM("n", "n.xhtml") ITEM("a", "a.xhtml"),
	    REF("a"));
	book_put_page(&book, "OPS/a.xhtml", "<h1>A</h1>");
	book_put_page(&book, "OPS/n.xhtml", "<p>listed</p>");
	book_put_page(&book, "OPS/m10.xhtml", "<p>ten</p>");
	book_put_page(&book, "OPS/m9.xhtml", "<p>nine</p>");
	book_put_page(&book, "__MACOSX/m.xhtml", "<p>foreign</p>");
	assert_true(book_read(&book));
	assert_true(book_tells(&book, "\"listed\""));
	assert_true(strstr(buf_cstr(&book.dump), "\"nine\"") <
	    strstr(buf_cstr(&book.dump), "\"ten\""));
	assert_false(book_tells(&book, "foreign"));
	assert_true(book_has_diag(&book, DIAG_EPUB_UNLISTED));
	book_end(&book);
}

static void
without_container_the_package_is_found(void **state)
{
	struct book book;

	(void)state;
	book_begin(&book);
	book_put(&book, "x/book.opf", "<package><manifest>" ITEM("a",
	    "a.html") "</manifest><spine>" REF("a") "</spine></package>");
	book_put_page(&book, "x/a.html", "<h1>A</h1>");
	assert_true(book_read(&book));
	assert_true(book_tells(&book, "id=\"a.html\""));
	assert_true(book_has_diag(&book, DIAG_EPUB_CONTAINER));
	book_end(&book);
}

static void
without_package_the_files_are_read_by_name(void **state)
{
	struct book book;

	(void)state;
	book_begin(&book);
	book_put_page(&book, "c2.html", "<p>two</p>");
	book_put_page(&book, "c10.html", "<p>ten</p>");
	assert_true(book_read(&book));
	assert_true(strstr(buf_cstr(&book.dump), "\"two\"") <
	    strstr(buf_cstr(&book.dump), "\"ten\""));
	assert_true(book_has_diag(&book, DIAG_EPUB_PACKAGE));
	assert_true(book_has_diag(&book, DIAG_EPUB_NO_CONTENTS));
	book_end(&book);
}

static void
a_package_that_is_ill_formed_is_recovered(void **state)
{
	struct book book;

	(void)state;
	book_begin(&book);
	book_put_container(&book, "p.opf");
	book_put(&book, "p.opf", "<package><metadata><dc:title>A & B"
	    "</dc:title></metadata><manifest>" ITEM("a", "a.html")
	    "</manifest><spine>" REF("a") "</spine>");
	book_put_page(&book, "a.html", "<h1>A</h1>");
	assert_true(book_read(&book));
	assert_true(book_tells(&book, "\"A\""));
	assert_true(book_has_diag(&book, DIAG_MARKUP_ILL_FORMED));
	book_end(&book);
}

static void
media_types_are_not_believed(void **state)
{
	struct book book;

	(void)state;
	book_begin(&book);
	book_put_package(&book, "<item id='a' href='a.xhtml' media-type="
	    "'text/plain'/><item id='b' href='b' media-type="
	    "'application/octet-stream'/>", REF("a") REF("b"));
	book_put_page(&book, "OPS/a.xhtml", "<h1>A</h1>");
	book_put_page(&book, "OPS/b", "<h1>B</h1>");
	assert_true(book_read(&book));
	assert_true(book_tells(&book, "\"A\""));
	assert_true(book_tells(&book, "\"B\""));
	assert_true(book_has_diag(&book, DIAG_EPUB_MEDIA_TYPE));
	book_end(&book);
}

static void
names_differ_in_case_escapes_and_folders(void **state)
{
	struct book book;

	(void)state;
	book_begin(&book);
	book_put_package(&book, ITEM("a", "Ch%20One.xhtml")
	    ITEM("b", "caf%C3%A9.xhtml") ITEM("c", "TEXT/C.xhtml")
	    ITEM("d", "d.xhtml#start") ITEM("e", "gone.xhtml"),
	    REF("a") REF("b") REF("c") REF("d") REF("e"));
	book_put_page(&book, "OPS/Ch One.xhtml", "<h1>A</h1>"
	    "<p><a href='CAF%c3%89.xhtml#x'>l</a></p>");
	/* In another normal form. */
	book_put_page(&book, "OPS/cafe\xcc\x81.xhtml", "<h1>B</h1>");
	book_put_page(&book, "OPS/text/c.xhtml", "<h1>C</h1>");
	book_put_page(&book, "elsewhere\\d.xhtml", "<h1>D</h1>");
	assert_true(book_read(&book));
	assert_true(book_tells(&book, "id=\"Ch One.xhtml\""));
	assert_true(book_tells(&book, "\"B\""));
	assert_true(book_tells(&book, "\"C\""));
	assert_true(book_tells(&book, "\"D\""));
	assert_true(book_tells(&book,
	    "link target=\"#cafe\xcc\x81.xhtml#x\""));
	assert_true(book_has_diag(&book, DIAG_EPUB_NAME_MENDED));
	assert_true(book_has_diag(&book, DIAG_EPUB_MISSING));
	book_end(&book);
}

static void
of_three_files_of_one_name_none_is_guessed(void **state)
{
	struct book book;

	(void)state;
	book_begin(&book);
	book_put_package(&book, ITEM("a", "a.xhtml") ITEM("x", "x.xhtml"),
	    REF("x") REF("a"));
	book_put_page(&book, "OPS/a.xhtml", "<p>here</p>");
	book_put_page(&book, "1/x.xhtml", "<p>1</p>");
	book_put_page(&book, "2/x.xhtml", "<p>2</p>");
	book_put_page(&book, "3/x.xhtml", "<p>3</p>");
	assert_true(book_read(&book));
	assert_true(book_has_diag(&book, DIAG_EPUB_MISSING));
	/* They are kept all the same, after what has a place. */
	assert_true(strstr(buf_cstr(&book.dump), "\"here\"") <
	    strstr(buf_cstr(&book.dump), "\"3\""));
	book_end(&book);
}

static void
an_unclosed_tag_in_the_notes_loses_no_note(void **state)
{
	struct book book;
	struct buf notes = { 0 };
	size_t items = 0;

	(void)state;
	book_begin(&book);
	book_put_package(&book, ITEM("n", "n.xhtml"), REF("n"));
	buf_puts(&notes, "<ol><li id='n0'><p>a <em>b</p></li>");
	for (int i = 1; i < 8000; i++)
		buf_printf(&notes, "<li id='n%d'><p>x</p></li>", i);
	buf_puts(&notes, "</ol>");
	book_put_page(&book, "OPS/n.xhtml", buf_cstr(&notes));
	assert_true(book_read(&book));
	for (size_t i = 0; i < book.doc.node_count; i++)
		items += book.doc.nodes[i].kind == DOC_ITEM;
	assert_int_equal(items, 8000);
	assert_true(book_has_diag(&book, DIAG_MARKUP_ILL_FORMED));
	buf_release(&notes);
	book_end(&book);
}

static void
the_last_of_two_files_of_one_name_counts(void **state)
{
	struct book book;

	(void)state;
	book_begin(&book);
	book_put_package(&book, ITEM("a", "a.xhtml"), REF("a"));
	book_put_page(&book, "OPS/a.xhtml", "<p>first</p>");
	/* libzip writes no name twice: make it so afterwards. */
	book_put_page(&book, "OPS/b.xhtml", "<p>last!</p>");
	book_pack(&book);
	for (size_t i = 0; i + 11 <= book.bytes.len; i++)
		if (!memcmp(book.bytes.ptr + i, "OPS/b.xhtml", 11))
			book.bytes.ptr[i + 4] = 'a';
	assert_true(book_import(&book));
	assert_true(book_tells(&book, "last!"));
	assert_false(book_tells(&book, "first"));
	assert_true(book_has_diag(&book, DIAG_EPUB_DUPLICATE));
	book_end(&book);
}

static void
a_damaged_file_gives_what_it_has(void **state)
{
	struct book book;
	struct buf body = { 0 };
	char *at;

	(void)state;
	book_begin(&book);
	book_put_package(&book, ITEM("a", "a.xhtml") ITEM("b", "b.xhtml"),
	    REF("a") REF("b"));
	for (int i = 0; i < 4000; i++)
		buf_printf(&body, "<p>%d</p>", i * 7919);
	book_put_page(&book, "OPS/a.xhtml", buf_cstr(&body));
	book_put_page(&book, "OPS/b.xhtml", "<p>whole</p>");
	book_pack(&book);
	/* Hit the packed bytes of the first in their middle. */
	at = memmem(book.bytes.ptr, book.bytes.len, "OPS/a.xhtml", 11);
	assert_non_null(at);
	memset(at + 6000, 0xff, 40);
	assert_true(book_import(&book));
	assert_true(book_tells(&book, "\"7919\""));
	assert_true(book_tells(&book, "\"whole\""));
	assert_true(book_has_diag(&book, DIAG_EPUB_DAMAGED));
	buf_release(&body);
	book_end(&book);
}

/* ---- paths ---- */

static void
joins(const char *from, const char *href, const char *want, bool leaves)
{
	struct buf path = { 0 };
	bool out_of_root;

	epub_path_join(&path, span_str(from), span_str(href), &out_of_root);
	assert_string_equal(buf_cstr(&path), want);
	assert_int_equal(out_of_root, leaves);
	buf_release(&path);
}

static void
paths_stay_inside(void **state)
{
	(void)state;
	joins("a/b.html", "c.html#x", "a/c.html", false);
	joins("a/b.html", "../c.html?q#x", "c.html", false);
	joins("a/b.html", "./d/./e%20f", "a/d/e f", false);
	joins("a/b.html", "/c", "c", false);
	joins("b.html", "../../etc/passwd", "etc/passwd", true);
	joins("b.html", "%2e%2e/x", "x", true);
	joins("a/b/c", "..\\d", "a/d", false);
	joins("", "100%", "100%", false);
	assert_true(epub_has_scheme(SPAN("https://x")));
	assert_false(epub_has_scheme(SPAN("c:/x")));
	assert_false(epub_has_scheme(SPAN("a/b:c")));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(files_follow_one_another_in_reading_order),
		cmocka_unit_test(a_file_that_is_listed_twice_is_read_once),
		cmocka_unit_test(the_package_gives_metadata),
		cmocka_unit_test(
		    contents_give_titles_to_files_without_headings),
		cmocka_unit_test(contents_give_levels_to_headings),
		cmocka_unit_test(the_page_list_gives_pages),
		cmocka_unit_test(a_contents_page_that_is_read_is_marked),
		cmocka_unit_test(the_guide_says_what_old_files_are_for),
		cmocka_unit_test(a_spine_that_is_missing_is_the_manifest),
		cmocka_unit_test(a_file_in_no_order_comes_last),
		cmocka_unit_test(without_container_the_package_is_found),
		cmocka_unit_test(without_package_the_files_are_read_by_name),
		cmocka_unit_test(a_package_that_is_ill_formed_is_recovered),
		cmocka_unit_test(media_types_are_not_believed),
		cmocka_unit_test(names_differ_in_case_escapes_and_folders),
		cmocka_unit_test(of_three_files_of_one_name_none_is_guessed),
		cmocka_unit_test(an_unclosed_tag_in_the_notes_loses_no_note),
		cmocka_unit_test(the_last_of_two_files_of_one_name_counts),
		cmocka_unit_test(a_damaged_file_gives_what_it_has),
		cmocka_unit_test(paths_stay_inside),
	};

	return cmocka_run_group_tests_name("epub", tests, NULL, NULL);
}
