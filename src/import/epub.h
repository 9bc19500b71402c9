/*
 * import/epub.h - the parts of an EPUB: its package, its contents, its
 * locks.
 *
 * Follows EPUB 3.3 and OPF 2.0.1.  Private to the EPUB importer, whose
 * door is import_epub of import/import.h; the tests look in here too.
 *
 * Paths are those of the archive (import/epub_zip.h).  Ids are told as
 * "FILE#id" and the start of a file as "FILE", where FILE is the path
 * from the folder of the package on ("text/chapter-2.xhtml"), or the
 * path itself for what stands elsewhere.
 */
#ifndef IBID_IMPORT_EPUB_H
#define IBID_IMPORT_EPUB_H

#include "import/epub_zip.h"
#include "import/html.h"

/* A file that is told, or that something refers to. */
struct epub_item {
	struct span id;		/* in the manifest */
	struct span type;	/* media type */
	size_t entry;
	struct span path;	/* in the archive */
	struct span name;	/* as it is told */
	enum doc_role role;	/* by the guide */
	bool nav;		/* the EPUB 3 contents page */
	bool ncx;
	bool listed;		/* already in the reading order */
	bool last;		/* linear="no" */
};

/* A row of the contents, or of the page list. */
struct epub_row {
	struct span path;
	struct span frag;
	struct span title;
	unsigned level;
	size_t next;		/* row of the same path, or SIZE_MAX */
};

struct epub_rows {
	struct epub_row *items;
	size_t count, room;
};

struct epub {
	struct epub_zip zip;
	const struct import_opts *opts;
	struct diag_list *diags;
	struct buf *error;
	struct arena mem;
	struct span base;	/* folder of the package, with its "/" */
	struct span opf;	/* path of the package, or empty */
	struct epub_item *items;	/* the manifest */
	size_t item_count, item_room;
	struct map ids;		/* manifest id -> item */
	struct map by_entry;	/* entry (8 bytes) -> item */
	size_t *order;		/* items, as they are read */
	size_t order_count, order_room;
	struct span lang;
	struct span toc;	/* id of the NCX, by the spine */
	struct epub_rows contents;
	struct epub_rows pages;
};

/* ---- epub_lock.c ---- */

/*
 * Whether the book is encrypted; then `error` names the scheme.  Fonts
 * that are only obfuscated do not count.
 */
bool epub_is_locked(struct epub *book);

/* ---- epub_package.c ---- */

/*
 * Find and read the package: metadata to `sink`, manifest, reading order
 * (book->order).  Whatever is missing is replaced by what the archive
 * holds.  False when a limit was passed or no text is there.
 */
bool epub_read_package(struct epub *book, struct doc_sink *sink);

/* ---- epub_contents.c ---- */

/* Read the contents and the page list from the nav document or the NCX. */
bool epub_read_contents(struct epub *book);

/* ---- shared ---- */

/* A path as it is told: from the package's folder on. */
struct span epub_told_name(const struct epub *book, struct span path);

/* The item at that path (forgiving), or NULL. */
struct epub_item *epub_item_at(const struct epub *book, struct span path);

/*
 * The tree of the XML file at `entry`; NULL, with words in book->error,
 * when a limit was passed.
 */
xmlDoc *epub_xml(struct epub *book, size_t entry);

/* From now on diagnostics are about that file: "book.epub/text/a.xhtml". */
void epub_set_file(struct epub *book, struct span path);

/* Text below `node`, white space folded, in book->mem. */
struct span epub_words(struct epub *book, const xmlNode *node);

#endif
