/* unit/html_page.h - a page read and dumped, for the tests of HTML. */
#ifndef IBID_UNIT_HTML_PAGE_H
#define IBID_UNIT_HTML_PAGE_H

#include "base/buf.h"
#include "import/import.h"

struct page {
	struct doc doc;
	struct diag_list diags;
	struct import_opts opts;
	struct buf error;
	struct buf dump;	/* doc_dump of what was told */
};

void page_begin(struct page *page);
void page_end(struct page *page);

/* Whether import_html took it; the dump is made in any case. */
bool page_read(struct page *page, struct span html);
bool page_has_diag(const struct page *page, enum diag_code code);

/* Assert that the page gives that dump. */
void page_tells_bytes(struct span html, const char *want);
void page_tells(const char *html, const char *want);

#define XHTML(body) \
	"<?xml version=\"1.0\"?>\n" \
	"<html xmlns=\"http://www.w3.org/1999/xhtml\"><body>" body \
	"</body></html>"

#endif
