/* import/epub_lock.c - which scheme, if any, has encrypted a book. */
#include "import/epub.h"

/* Obfuscation: EPUB 3.3, OCF 4.4, and Adobe's older way. */
static bool
hides_fonts_only(struct span algorithm)
{
	return span_eq(algorithm, SPAN("http://www.idpf.org/2008/embedding")) ||
	    span_eq(algorithm, SPAN("http://ns.adobe.com/pdf/enc#RC"));
}

/* Whether something but fonts is encrypted. */
static bool
holds_encrypted_data(const xmlDoc *tree)
{
	const xmlNode *root = xmlDocGetRootElement(tree);

	for (const xmlNode *at = root; at; at = html_next(at, root, false)) {
		const xmlNode *up = at->parent;

		if (!span_eq(html_name(at), SPAN("EncryptionMethod")))
			continue;
		/* A key is encrypted, too; what counts are the files. */
		if (up && !span_eq(html_name(up), SPAN("EncryptedData")))
			continue;
		if (!hides_fonts_only(span_trim(html_attr(at,
		    "Algorithm"))))
			return true;
	}
	return false;
}

static bool
file_holds(struct epub *book, const char *name, const char *words,
    bool *found)
{
	size_t entry = epub_zip_find(&book->zip, span_str(name));
	struct buf text = { 0 };
	bool ok = true;

	*found = false;
	if (entry != EPUB_NO_ENTRY) {
		ok = epub_zip_read(&book->zip, entry, &text, book->error);
		*found = span_find(buf_span(&text), span_str(words), 0) >= 0;
	}
	buf_release(&text);
	return ok;
}

static void
refuse(struct epub *book, const char *scheme)
{
	buf_clear(book->error);
	buf_printf(book->error, "the book is encrypted (%s); ibid opens only "
	    "books without copy protection", scheme);
}

bool
epub_is_locked(struct epub *book)
{
	static const struct {
		const char *file;
		const char *holds;
		const char *scheme;
	} schemes[] = {
		{ "META-INF/license.lcpl", "", "Readium LCP" },
		{ "META-INF/sinf.xml", "", "Apple FairPlay" },
		{ "META-INF/rights.xml", "http://ns.adobe.com/adept",
		    "Adobe ADEPT" },
		{ "META-INF/rights.xml", "kobo", "Kobo" },
	};
	size_t entry = epub_zip_find(&book->zip,
	    SPAN("META-INF/encryption.xml"));
	bool locked = false;
	bool found;

	for (size_t i = 0; i < sizeof schemes / sizeof *schemes; i++) {
		if (!file_holds(book, schemes[i].file, schemes[i].holds,
		    &found))
			return true;
		if (found) {
			refuse(book, schemes[i].scheme);
			return true;
		}
	}
	if (entry != EPUB_NO_ENTRY) {
		xmlDoc *tree = epub_xml(book, entry);

		if (!tree)
			return true;
		locked = holds_encrypted_data(tree);
		xmlFreeDoc(tree);
	}
	if (locked)
		refuse(book, "a scheme that META-INF/encryption.xml does not "
		    "name");
	return locked;
}
