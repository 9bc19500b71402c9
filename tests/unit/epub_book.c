/* unit/epub_book.c - see epub_book.h. */
#include "epub_book.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <cmocka.h>

void
book_begin(struct book *book)
{
	memset(book, 0, sizeof *book);
	book->source = zip_source_buffer_create(NULL, 0, 0, NULL);
	assert_non_null(book->source);
	book->zip = zip_open_from_source(book->source, ZIP_CREATE |
	    ZIP_TRUNCATE, NULL);
	assert_non_null(book->zip);
	zip_source_keep(book->source);
	doc_init(&book->doc);
	diag_init(&book->diags);
	import_opts_init(&book->opts);
}

void
book_end(struct book *book)
{
	if (book->zip)
		zip_discard(book->zip);
	if (book->source)
		zip_source_free(book->source);
	doc_release(&book->doc);
	diag_release(&book->diags);
	buf_release(&book->bytes);
	buf_release(&book->error);
	buf_release(&book->dump);
}

void
book_put_bytes(struct book *book, const char *name, struct span text)
{
	char *copy = mem_alloc(text.len + 1);
	zip_source_t *source;

	memcpy(copy, text.ptr, text.len);
	source = zip_source_buffer(book->zip, copy, text.len, 1);
	assert_non_null(source);
	assert_true(zip_file_add(book->zip, name, source, ZIP_FL_ENC_UTF_8)
	    >= 0);
}

void
book_put(struct book *book, const char *name, const char *text)
{
	book_put_bytes(book, name, span_str(text));
}

void
book_put_container(struct book *book, const char *opf)
{
	struct buf xml = { 0 };

	buf_printf(&xml, "<?xml version='1.0'?><container xmlns='urn:oasis:"
	    "names:tc:opendocument:xmlns:container'><rootfiles><rootfile "
	    "full-path='%s' media-type='application/oebps-package+xml'/>"
	    "</rootfiles></container>", opf);
	book_put_bytes(book, "META-INF/container.xml", buf_span(&xml));
	buf_release(&xml);
}

void
book_put_page(struct book *book, const char *name, const char *body)
{
	struct buf xml = { 0 };

	buf_printf(&xml, "<?xml version='1.0'?><html xmlns='http://"
	    "www.w3.org/1999/xhtml' xmlns:epub='http://www.idpf.org/2007/"
	    "ops'><head><title>t</title></head><body>%s</body></html>",
	    body);
	book_put_bytes(book, name, buf_span(&xml));
	buf_release(&xml);
}

void
book_put_package(struct book *book, const char *manifest, const char *spine)
{
	struct buf xml = { 0 };

	book_put_container(book, "OPS/p.opf");
	buf_printf(&xml, "<?xml version='1.0'?><package xmlns='http://"
	    "www.idpf.org/2007/opf' version='3.0'><metadata xmlns:dc='http:"
	    "//purl.org/dc/elements/1.1/'><dc:title>The Book</dc:title>"
	    "<dc:language>en</dc:language></metadata><manifest>%s</manifest>"
	    "<spine toc='ncx'>%s</spine></package>", manifest, spine);
	book_put_bytes(book, "OPS/p.opf", buf_span(&xml));
	buf_release(&xml);
}

void
book_pack(struct book *book)
{
	zip_stat_t stat;

	assert_int_equal(zip_close(book->zip), 0);
	book->zip = NULL;
	assert_int_equal(zip_source_stat(book->source, &stat), 0);
	assert_int_equal(zip_source_open(book->source), 0);
	assert_int_equal(zip_source_read(book->source,
	    buf_reserve(&book->bytes, stat.size), stat.size), stat.size);
	book->bytes.len = stat.size;
	zip_source_close(book->source);
}

bool
book_import(struct book *book)
{
	struct doc_sink *sink = doc_sink_new(&book->doc, &book->diags);
	bool ok = import_epub(buf_span(&book->bytes), &book->opts, sink,
	    &book->diags, &book->error);

	doc_finish(sink);
	doc_dump(&book->doc, &book->dump);
	doc_sink_free(sink);
	return ok;
}

bool
book_read(struct book *book)
{
	book_pack(book);
	return book_import(book);
}

bool
book_has_diag(const struct book *book, enum diag_code code)
{
	for (size_t i = 0; i < book->diags.count; i++)
		if (book->diags.items[i].code == code)
			return true;
	return false;
}

bool
book_tells(const struct book *book, const char *words)
{
	return strstr(buf_cstr(&book->dump), words) != NULL;
}

bool
book_fails_with(const struct book *book, const char *words)
{
	return strstr(buf_cstr(&book->error), words) != NULL;
}
