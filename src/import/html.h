/*
 * import/html.h - HTML told as events, whole pages and parts of books.
 *
 * import_html and import_html_fragment (import/import.h) are the usual
 * doors; the EPUB importer uses the one below for each file of a book.
 *
 * How HTML becomes blocks: headings, paragraphs, quotes, lists, tables,
 * figures and definitions become their own kinds.  div, section and other
 * boxes become a GROUP where they carry an id, a role, a language or a
 * direction, and leave no trace otherwise.  The type of an ordered list
 * ("a", "A", "i", "I") is the LIST's label.  Poems (classes such as poem,
 * stanza, linegroup; z3998:verse) become VERSE leaves.  A part with the
 * `hidden` attribute is left out, with a diagnostic, unless it is a note or
 * something links to it.
 *
 * Fittings of a page (navigation, cookie bars, "skip to content", forms,
 * a header or footer of mere links) are gathered in one FURNITURE
 * container at the end, in their own order.
 *
 * Nothing here recurses on the depth of the source.  Time and memory are
 * linear in the bytes.
 */
#ifndef IBID_IMPORT_HTML_H
#define IBID_IMPORT_HTML_H

#include "import/html_parse.h"
#include "import/import.h"

/* A row of a book's contents that leads into this file. */
struct html_title {
	struct span frag;	/* the id, or empty: the file's start */
	struct span title;
	unsigned level;		/* from 1 */
};

/* A printed page that starts at an id of this file. */
struct html_page {
	struct span frag;
	struct span label;
};

/* One file of a book. */
struct html_part {
	bool book;		/* no title, no site furniture */
	bool group;		/* the prefix is the id of a GROUP around */
	bool contents;		/* this file is the book's contents page */
	enum doc_role role;	/* of the file, when <body> says none */
	enum html_syntax syntax;
	/*
	 * Headings: a file that has none gets the titles of the contents;
	 * a file that has some gets their levels.
	 */
	const struct html_title *titles;
	size_t title_count;
	const struct html_page *pages;
	size_t page_count;
	/*
	 * Append to `out` where `href` leads: "#file#id", "#file" or a
	 * URL.  NULL: as for a page of its own.
	 */
	void (*resolve)(void *arg, struct span href, struct buf *out);
	void *arg;
	struct span lang;	/* of the book: not said again */
};

/*
 * Tell `bytes` to `sink`.  Ids are told as "prefix#id" when opts->prefix is
 * set; with part->group the part is a GROUP of role CHAPTER (CONTENTS for the
 * contents page) whose id is the prefix.  What its <body> says is a GROUP in
 * that.  False, with words in `error`, when a limit was passed.
 */
bool html_import_part(struct span bytes, const struct import_opts *opts,
    const struct html_part *part, struct doc_sink *sink,
    struct diag_list *diags, struct buf *error);

#endif
