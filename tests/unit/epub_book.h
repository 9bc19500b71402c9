/* unit/epub_book.h - tiny books made in memory, for the tests of EPUB. */
#ifndef IBID_UNIT_EPUB_BOOK_H
#define IBID_UNIT_EPUB_BOOK_H

#include <zip.h>

#include "base/buf.h"
#include "import/import.h"

struct book {
	/* While it is made: */
	zip_source_t *source;
	zip_t *zip;
	/* What was told: */
	struct buf bytes;
	struct doc doc;
	struct diag_list diags;
	struct import_opts opts;
	struct buf error;
	struct buf dump;
};

void book_begin(struct book *book);
void book_end(struct book *book);

/* Add a file; one that is there already is added a second time. */
void book_put(struct book *book, const char *name, const char *text);
void book_put_bytes(struct book *book, const char *name, struct span text);

/* META-INF/container.xml that leads to `opf`. */
void book_put_container(struct book *book, const char *opf);

/* An XHTML file with that body. */
void book_put_page(struct book *book, const char *name, const char *body);

/*
 * The package at "OPS/p.opf", the container for it, and a page "OPS/N" for
 * each: `manifest` and `spine` are the inside of those elements.
 */
void book_put_package(struct book *book, const char *manifest,
    const char *spine);

#define ITEM(id, href) "<item id='" id "' href='" href \
	"' media-type='application/xhtml+xml'/>"
#define REF(id) "<itemref idref='" id "'/>"

/* Close the archive and import it; the dump is made in any case. */
bool book_read(struct book *book);

/* The same for an archive that is in book->bytes. */
bool book_import(struct book *book);

/* Close the archive: its bytes are in book->bytes. */
void book_pack(struct book *book);

bool book_has_diag(const struct book *book, enum diag_code code);
bool book_tells(const struct book *book, const char *words);
bool book_fails_with(const struct book *book, const char *words);

#endif
