/* unit/html_page.c - see html_page.h. */
#include "html_page.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <cmocka.h>

void
page_begin(struct page *page)
{
	memset(page, 0, sizeof *page);
	doc_init(&page->doc);
	diag_init(&page->diags);
	import_opts_init(&page->opts);
}

bool
page_read(struct page *page, struct span html)
{
	struct doc_sink *sink = doc_sink_new(&page->doc, &page->diags);
	bool ok = import_html(html, &page->opts, sink, &page->diags,
	    &page->error);

	doc_finish(sink);
	doc_dump(&page->doc, &page->dump);
	doc_sink_free(sink);
	return ok;
}

void
page_end(struct page *page)
{
	doc_release(&page->doc);
	diag_release(&page->diags);
	buf_release(&page->error);
	buf_release(&page->dump);
}

bool
page_has_diag(const struct page *page, enum diag_code code)
{
	for (size_t i = 0; i < page->diags.count; i++)
		if (page->diags.items[i].code == code)
			return true;
	return false;
}

void
page_tells_bytes(struct span html, const char *want)
{
	struct page page;

	page_begin(&page);
	assert_true(page_read(&page, html));
	assert_string_equal(buf_cstr(&page.dump), want);
	page_end(&page);
}

void
page_tells(const char *html, const char *want)
{
	page_tells_bytes(span_str(html), want);
}
