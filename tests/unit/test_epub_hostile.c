/* EPUB that attacks: locked, bombs, tricks with paths, damaged archives. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <cmocka.h>

#include "epub_book.h"

static void
put_small_book(struct book *book)
{
	book_begin(book);
	book_put_package(book, ITEM("a", "a.xhtml"), REF("a"));
	book_put_page(book, "OPS/a.xhtml", "<p>text</p>");
}

/* ---- locks ---- */

static void
put_encryption(struct book *book, const char *algorithm)
{
	struct buf xml = { 0 };

	buf_printf(&xml, "<encryption xmlns='urn:oasis:names:tc:opendocument:"
	    "xmlns:container' xmlns:enc='http://www.w3.org/2001/04/xmlenc#'>"
	    "<enc:EncryptedKey><enc:EncryptionMethod Algorithm='rsa'/>"
	    "</enc:EncryptedKey><enc:EncryptedData><enc:EncryptionMethod "
	    "Algorithm='%s'/></enc:EncryptedData></encryption>", algorithm);
	book_put_bytes(book, "META-INF/encryption.xml", buf_span(&xml));
	buf_release(&xml);
}

static void
locked_books_are_refused_by_their_scheme(void **state)
{
	static const struct {
		const char *file, *text, *scheme;
	} locks[] = {
		{ "META-INF/license.lcpl", "{}", "Readium LCP" },
		{ "META-INF/sinf.xml", "<sinf/>", "Apple FairPlay" },
		{ "META-INF/rights.xml", "<rights xmlns='http://ns.adobe.com/"
		    "adept'/>", "Adobe ADEPT" },
	};
	struct book book;

	(void)state;
	for (size_t i = 0; i < sizeof locks / sizeof *locks; i++) {
		put_small_book(&book);
		book_put(&book, locks[i].file, locks[i].text);
		put_encryption(&book, "http://www.w3.org/2001/04/"
		    "xmlenc#aes256-cbc");
		assert_false(book_read(&book));
		assert_true(book_fails_with(&book, locks[i].scheme));
		assert_int_equal(book.doc.node_count, 0);
		book_end(&book);
	}
	put_small_book(&book);
	put_encryption(&book, "http://www.w3.org/2001/04/xmlenc#aes128-cbc");
	assert_false(book_read(&book));
	assert_true(book_fails_with(&book, "encrypted"));
	book_end(&book);
}

static void
hidden_fonts_do_not_lock_a_book(void **state)
{
	struct book book;

	(void)state;
	put_small_book(&book);
	put_encryption(&book, "http://www.idpf.org/2008/embedding");
	assert_true(book_read(&book));
	book_end(&book);
	put_small_book(&book);
	put_encryption(&book, "http://ns.adobe.com/pdf/enc#RC");
	book_put(&book, "META-INF/rights.xml", "<rights>CC BY</rights>");
	assert_true(book_read(&book));
	book_end(&book);
}

/* ---- limits: each names the option that raises it ---- */

static void
put_blank_page(struct book *book, const char *name, size_t len)
{
	struct buf page = { 0 };

	buf_puts(&page, "<p>x</p>");
	buf_fill(&page, ' ', len);
	book_put_bytes(book, name, buf_span(&page));
	buf_release(&page);
}

static void
a_bomb_is_known_by_its_ratio(void **state)
{
	struct book book;

	(void)state;
	put_small_book(&book);
	put_blank_page(&book, "OPS/b.xhtml", 20 << 20);
	assert_false(book_read(&book));
	assert_true(book_fails_with(&book, "--limit-ratio"));
	book.opts.limits.ratio = 1 << 20;
	assert_true(book_import(&book));
	book_end(&book);
}

static void
a_large_part_is_refused(void **state)
{
	struct book book;

	(void)state;
	put_small_book(&book);
	put_blank_page(&book, "OPS/b.xhtml", 1000000);
	book.opts.limits.part_bytes = 999999;
	assert_false(book_read(&book));
	assert_true(book_fails_with(&book, "--limit-part"));
	book_end(&book);
}

static void
a_lie_about_the_size_does_not_help(void **state)
{
	static const unsigned char small[4] = { 100, 0, 0, 0 };
	struct book book;
	struct buf page = { 0 };

	(void)state;
	put_small_book(&book);
	buf_puts(&page, "<p>x</p>");
	buf_fill(&page, ' ', 20 << 20);
	book_put_bytes(&book, "OPS/b.xhtml", buf_span(&page));
	book_pack(&book);
	/* The unpacked size stands 22 bytes before the central name. */
	for (size_t i = book.bytes.len - 11; i > 46; i--)
		if (!memcmp(book.bytes.ptr + i, "OPS/b.xhtml", 11) &&
		    !memcmp(book.bytes.ptr + i - 46, "PK\1\2", 4)) {
			memcpy(book.bytes.ptr + i - 22, small, 4);
			break;
		}
	book.opts.limits.part_bytes = 1 << 20;
	if (!book_import(&book))
		assert_true(book_fails_with(&book, "--limit-"));
	else
		assert_true(book_has_diag(&book, DIAG_EPUB_DAMAGED));
	buf_release(&page);
	book_end(&book);
}

static void
many_parts_are_refused_together(void **state)
{
	struct book book;
	char name[32];

	(void)state;
	put_small_book(&book);
	for (int i = 0; i < 20; i++) {
		snprintf(name, sizeof name, "OPS/p%d.xhtml", i);
		put_blank_page(&book, name, 100000);
	}
	book.opts.limits.total_bytes = 1000000;
	assert_false(book_read(&book));
	assert_true(book_fails_with(&book, "--limit-total"));
	book_end(&book);
}

static void
too_many_entries_are_refused(void **state)
{
	struct book book;

	(void)state;
	put_small_book(&book);
	book.opts.limits.entries = 2;
	assert_false(book_read(&book));
	assert_true(book_fails_with(&book, "--limit-entries"));
	book_end(&book);
}

static void
depth_is_refused_in_every_file(void **state)
{
	struct book book;
	struct buf deep = { 0 };

	(void)state;
	for (int i = 0; i < 10000; i++)
		buf_puts(&deep, "<div>");
	put_small_book(&book);
	book_put_page(&book, "OPS/b.xhtml", buf_cstr(&deep));
	assert_false(book_read(&book));
	assert_true(book_fails_with(&book, "--limit-depth"));
	book_end(&book);
	book_begin(&book);
	book_put_bytes(&book, "META-INF/container.xml", buf_span(&deep));
	assert_false(book_read(&book));
	assert_true(book_fails_with(&book, "--limit-depth"));
	book_end(&book);
	buf_release(&deep);
}

/* ---- entities ---- */

static void
no_file_is_opened_and_nothing_multiplies(void **state)
{
	struct book book;

	(void)state;
	book_begin(&book);
	book_put_container(&book, "p.opf");
	book_put(&book, "p.opf", "<!DOCTYPE package [<!ENTITY f SYSTEM "
	    "'file:///etc/passwd'><!ENTITY a 'aaaaaaaaaa'><!ENTITY b "
	    "'&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;'>]><package><metadata>"
	    "<dc:title>&f;|&b;|&a;</dc:title></metadata><manifest>"
	    ITEM("a", "a.html") "</manifest><spine>" REF("a")
	    "</spine></package>");
	book_put_page(&book, "a.html", "<p>x</p>");
	assert_true(book_read(&book));
	assert_true(span_eq(doc_meta_get(&book.doc, "title"),
	    SPAN("&f;|&b;|aaaaaaaaaa")));
	book_end(&book);
}

/* ---- paths and damage ---- */

static void
paths_that_lead_out_are_kept_inside(void **state)
{
	struct book book;

	(void)state;
	book_begin(&book);
	book_put_package(&book, ITEM("a", "../../../../etc/passwd")
	    ITEM("b", "b.xhtml"), REF("a") REF("b"));
	book_put_page(&book, "OPS/b.xhtml",
	    "<p><a href='../../../x.html'>l</a></p>");
	book_put_page(&book, "../../evil.xhtml", "<p>evil</p>");
	book_put_page(&book, "/abs.xhtml", "<p>abs</p>");
	assert_true(book_read(&book));
	assert_true(book_has_diag(&book, DIAG_EPUB_PATH));
	assert_true(book_tells(&book, "id=\"evil.xhtml\""));
	assert_true(book_tells(&book, "id=\"abs.xhtml\""));
	book_end(&book);
}

static void
what_is_no_book_is_said_in_a_line(void **state)
{
	struct book book;

	(void)state;
	book_begin(&book);
	book_put(&book, "readme.txt", "hello");
	assert_false(book_read(&book));
	assert_true(book_fails_with(&book, "no EPUB"));
	book_end(&book);
	book_begin(&book);
	buf_puts(&book.bytes, "PK\3\4 and then nothing of a ZIP");
	assert_false(book_import(&book));
	assert_true(book_fails_with(&book, "ZIP"));
	book_end(&book);
}

static void
a_cut_archive_is_refused_or_read(void **state)
{
	struct book book;
	size_t whole;

	(void)state;
	put_small_book(&book);
	book_pack(&book);
	whole = book.bytes.len;
	for (size_t len = 0; len < whole; len += 7) {
		struct book cut;

		book_begin(&cut);
		buf_put(&cut.bytes, span_slice(buf_span(&book.bytes), 0,
		    len));
		if (!book_import(&cut))
			assert_true(cut.error.len > 0);
		book_end(&cut);
	}
	book_end(&book);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(locked_books_are_refused_by_their_scheme),
		cmocka_unit_test(hidden_fonts_do_not_lock_a_book),
		cmocka_unit_test(a_bomb_is_known_by_its_ratio),
		cmocka_unit_test(a_large_part_is_refused),
		cmocka_unit_test(a_lie_about_the_size_does_not_help),
		cmocka_unit_test(many_parts_are_refused_together),
		cmocka_unit_test(too_many_entries_are_refused),
		cmocka_unit_test(depth_is_refused_in_every_file),
		cmocka_unit_test(no_file_is_opened_and_nothing_multiplies),
		cmocka_unit_test(paths_that_lead_out_are_kept_inside),
		cmocka_unit_test(what_is_no_book_is_said_in_a_line),
		cmocka_unit_test(a_cut_archive_is_refused_or_read),
	};

	return cmocka_run_group_tests_name("epub hostile", tests, NULL, NULL);
}
