/* import/epub_package.c - container, package, manifest, reading order. */
#include "import/epub.h"

#include <stdlib.h>

static bool
is_text_type(struct span type)
{
	static const char *const types[] = { "application/xhtml+xml",
		"text/html", "text/x-oeb1-document", "application/x-dtbook+xml",
		"text/x-oeb-document", NULL };

	for (size_t i = 0; types[i]; i++)
		if (span_eq_nocase(type, span_str(types[i])))
			return true;
	return false;
}

static bool
has_extension(struct span name, const char *const *extensions)
{
	for (; *extensions; extensions++) {
		size_t len = strlen(*extensions);

		if (name.len > len && span_eq_nocase(span_slice(name,
		    name.len - len, name.len), span_str(*extensions)))
			return true;
	}
	return false;
}

static bool
is_text_name(struct span name)
{
	static const char *const extensions[] = { ".xhtml", ".html", ".htm",
		".xht", NULL };

	return has_extension(name, extensions);
}

/* What systems leave in archives, and the container's own folder. */
static bool
is_foreign(struct span name)
{
	return span_starts(name, SPAN("META-INF/")) ||
	    span_starts(name, SPAN("__MACOSX/"));
}

/* ---- the container ---- */

static struct span
root_file(struct epub *book, const xmlDoc *tree)
{
	const xmlNode *root = xmlDocGetRootElement(tree);
	struct span best = SPAN("");

	for (const xmlNode *at = root; at; at = html_next(at, root, false)) {
		struct span path = html_attr(at, "full-path");
		bool package;

		if (!span_eq(html_name(at), SPAN("rootfile")) || !path.len)
			continue;
		package = span_eq(span_trim(html_attr(at, "media-type")),
		    SPAN("application/oebps-package+xml"));
		if (package || !best.len)
			best = path;
		if (package)
			break;
	}
	return arena_span(&book->mem, best);
}

static bool
find_package(struct epub *book, size_t *package)
{
	static const char *const opf[] = { ".opf", NULL };
	size_t entry = epub_zip_find_like(&book->zip,
	    SPAN("META-INF/container.xml"));
	struct span said = SPAN("");
	struct buf path = { 0 };

	*package = EPUB_NO_ENTRY;
	if (entry != EPUB_NO_ENTRY) {
		xmlDoc *tree = epub_xml(book, entry);

		if (!tree)
			return false;
		said = root_file(book, tree);
		xmlFreeDoc(tree);
	}
	if (said.len) {
		epub_path_join(&path, SPAN(""), said, NULL);
		*package = epub_zip_find_like(&book->zip, buf_span(&path));
		buf_release(&path);
	}
	for (size_t i = 0; *package == EPUB_NO_ENTRY && i < book->zip.count;
	    i++) {
		if (!has_extension(book->zip.names[i], opf) ||
		    is_foreign(book->zip.names[i]))
			continue;
		*package = i;
		diag_add(book->diags, DIAG_EPUB_CONTAINER, 0,
		    book->zip.names[i]);
	}
	return true;
}

/* ---- metadata ---- */

static void
add_meta(struct epub *book, struct doc_sink *sink, const char *name,
    struct span value, struct span *had)
{
	if (!value.len)
		return;
	if (had->len && !strcmp(name, "author"))
		value = arena_printf(&book->mem, "%.*s; %.*s",
		    SPAN_ARG(*had), SPAN_ARG(value));
	else if (had->len)
		return;
	*had = value;
	doc_meta(sink, name, value);
}

/* A description may be HTML, escaped: only its words are wanted. */
static struct span
without_tags(struct epub *book, struct span text)
{
	struct buf out = { 0 };
	struct span plain;
	bool tag = false;

	for (size_t i = 0; i < text.len; i++) {
		if (text.ptr[i] == '<')
			tag = true;
		else if (!tag)
			buf_putc(&out, text.ptr[i]);
		else if (text.ptr[i] == '>')
			tag = false;
	}
	plain = tag ? text : arena_span(&book->mem, span_trim(
	    buf_span(&out)));
	buf_release(&out);
	return plain;
}

static void
read_metadata(struct epub *book, const xmlNode *metadata,
    struct doc_sink *sink)
{
	static const struct {
		const char *element;
		const char *meta;
	} names[] = {
		{ "title", "title" },
		{ "creator", "author" },
		{ "language", "language" },
		{ "date", "date" },
		{ "publisher", "publisher" },
		{ "description", "description" },
		{ "identifier", "identifier" },
		{ "rights", "rights" },
	};
	struct span had[sizeof names / sizeof *names] = { { NULL, 0 } };

	for (const xmlNode *at = metadata; at;
	    at = html_next(at, metadata, false)) {
		for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
			struct span value;

			if (!span_eq_nocase(html_name(at),
			    span_str(names[i].element)))
				continue;
			value = epub_words(book, at);
			if (!strcmp(names[i].meta, "description"))
				value = without_tags(book, value);
			add_meta(book, sink, names[i].meta, value, &had[i]);
		}
	}
	book->lang = had[2];
}

/* ---- manifest ---- */

struct span
epub_told_name(const struct epub *book, struct span path)
{
	if (span_starts(path, book->base))
		return span_slice(path, book->base.len, path.len);
	return path;
}

static struct span
entry_key(const size_t *entry)
{
	return span_of((const char *)entry, sizeof *entry);
}

static struct epub_item *
add_item(struct epub *book, size_t entry)
{
	struct epub_item *item;

	MEM_PUSH(book->items, book->item_count, book->item_room);
	item = &book->items[book->item_count++];
	*item = (struct epub_item){ .entry = entry };
	if (entry == EPUB_NO_ENTRY)
		return item;
	item->path = book->zip.names[entry];
	item->name = epub_told_name(book, item->path);
	map_put(&book->by_entry, arena_span(&book->mem, entry_key(&entry)),
	    book->item_count - 1, NULL);
	return item;
}

struct epub_item *
epub_item_at(const struct epub *book, struct span path)
{
	size_t entry = epub_zip_find_like(&book->zip, path);
	struct map_entry *found;

	if (entry == EPUB_NO_ENTRY)
		return NULL;
	found = map_find(&book->by_entry, entry_key(&entry));
	return found ? &book->items[found->value] : NULL;
}

static size_t
manifest_entry(struct epub *book, struct span href)
{
	struct buf path = { 0 };
	bool out_of_root;
	size_t entry;

	epub_path_join(&path, book->opf, href, &out_of_root);
	if (out_of_root)
		diag_add(book->diags, DIAG_EPUB_PATH, 0, href);
	entry = epub_zip_find(&book->zip, buf_span(&path));
	if (entry == EPUB_NO_ENTRY) {
		/* Some packages name files from the archive's root on. */
		buf_clear(&path);
		epub_path_join(&path, SPAN(""), href, NULL);
		entry = epub_zip_find_like(&book->zip, buf_span(&path));
		diag_add(book->diags, entry == EPUB_NO_ENTRY ?
		    DIAG_EPUB_MISSING : DIAG_EPUB_NAME_MENDED, 0, href);
	}
	buf_release(&path);
	return entry;
}

static void
read_manifest_item(struct epub *book, const xmlNode *node)
{
	struct span href = html_attr(node, "href");
	const struct map_entry *had;
	struct epub_item *item;
	size_t entry;

	if (!href.len || epub_has_scheme(href))
		return;
	entry = manifest_entry(book, href);
	/* One file that is listed twice is one file, of two names. */
	had = entry == EPUB_NO_ENTRY ? NULL :
	    map_find(&book->by_entry, entry_key(&entry));
	item = had ? &book->items[had->value] : add_item(book, entry);
	item->id = arena_span(&book->mem, span_trim(html_attr(node, "id")));
	if (!item->type.len)
		item->type = arena_span(&book->mem, span_trim(html_attr(node,
		    "media-type")));
	item->nav |= html_has_word(html_words(node, "properties"), "nav");
	item->ncx |= span_eq_nocase(item->type,
	    SPAN("application/x-dtbncx+xml"));
	map_put(&book->ids, item->id, (uint64_t)(item - book->items), NULL);
}

/* ---- reading order ---- */

static bool
is_text(const struct epub *book, const struct epub_item *item)
{
	(void)book;
	return item->entry != EPUB_NO_ENTRY && !item->ncx &&
	    (is_text_type(item->type) || is_text_name(item->path));
}

static void
append(struct epub *book, struct epub_item *item)
{
	if (item->listed || item->entry == EPUB_NO_ENTRY)
		return;
	item->listed = true;
	MEM_PUSH(book->order, book->order_count, book->order_room);
	book->order[book->order_count++] = (size_t)(item - book->items);
}

static void
read_spine_item(struct epub *book, const xmlNode *node)
{
	struct span idref = span_trim(html_attr(node, "idref"));
	struct map_entry *found = map_find(&book->ids, idref);
	struct epub_item *item;

	if (!found) {
		diag_add(book->diags, DIAG_EPUB_MISSING, 0, idref);
		return;
	}
	item = &book->items[found->value];
	if (item->entry != EPUB_NO_ENTRY && !is_text_type(item->type) &&
	    is_text_name(item->path))
		diag_add(book->diags, DIAG_EPUB_MEDIA_TYPE, 0, item->path);
	item->last = span_eq_nocase(html_attr(node, "linear"), SPAN("no"));
	append(book, item);
}

/* What is aside from the reading order stands after it. */
static void
move_last(struct epub *book)
{
	size_t *order = mem_array(book->order_count + 1, sizeof *order);
	size_t count = 0;

	for (int last = 0; last < 2; last++)
		for (size_t i = 0; i < book->order_count; i++)
			if (book->items[book->order[i]].last == (last == 1))
				order[count++] = book->order[i];
	free(book->order);
	book->order = order;
	book->order_room = book->order_count + 1;
}

static void
read_spine(struct epub *book, const xmlNode *spine, struct doc_sink *sink)
{
	book->toc = arena_span(&book->mem, span_trim(html_attr(spine,
	    "toc")));
	if (span_eq(html_attr(spine, "page-progression-direction"),
	    SPAN("rtl")))
		doc_meta(sink, "direction", SPAN("rtl"));
	for (const xmlNode *at = spine; at; at = html_next(at, spine, false))
		if (span_eq(html_name(at), SPAN("itemref")))
			read_spine_item(book, at);
	move_last(book);
}

/* EPUB 2's guide says what some files are for. */
static void
read_guide(struct epub *book, const xmlNode *guide)
{
	static const struct {
		const char *type;
		enum doc_role role;
	} types[] = {
		{ "toc", DOC_ROLE_CONTENTS },
		{ "title-page", DOC_ROLE_TITLE_PAGE },
		{ "copyright-page", DOC_ROLE_COPYRIGHT },
		{ "notes", DOC_ROLE_ENDNOTES },
		{ "index", DOC_ROLE_INDEX },
		{ "bibliography", DOC_ROLE_BIBLIOGRAPHY },
	};

	for (const xmlNode *at = guide; at; at = html_next(at, guide, false)) {
		struct span href = html_attr(at, "href");
		struct buf path = { 0 };
		struct epub_item *item;

		/* A fragment's role is not that of the file. */
		if (!href.len || span_chr(href, '#', 0) >= 0)
			continue;
		epub_path_join(&path, book->opf, href, NULL);
		item = epub_item_at(book, buf_span(&path));
		for (size_t i = 0; item && i < sizeof types / sizeof *types;
		    i++)
			if (span_eq_nocase(html_attr(at, "type"),
			    span_str(types[i].type)))
				item->role = types[i].role;
		buf_release(&path);
	}
}

/* Numbers inside names count as numbers: part2 before part10. */
static int
compare_names(struct span a, struct span b)
{
	while (a.len && b.len) {
		unsigned x, y;
		size_t i = span_number(a, &x);
		size_t j = span_number(b, &y);

		if (i && j && x != y)
			return x < y ? -1 : 1;
		if (!i || !j) {
			if (a.ptr[0] != b.ptr[0])
				return (unsigned char)a.ptr[0] <
				    (unsigned char)b.ptr[0] ? -1 : 1;
			i = j = 1;
		}
		a = span_slice(a, i, a.len);
		b = span_slice(b, j, b.len);
	}
	return a.len == b.len ? 0 : a.len < b.len ? -1 : 1;
}

static int
by_name(const void *a, const void *b, void *arg)
{
	const struct epub *book = arg;

	return compare_names(book->zip.names[*(const size_t *)a],
	    book->zip.names[*(const size_t *)b]);
}

/* Text files that nothing lists, in the order of their names. */
static void
append_unlisted(struct epub *book)
{
	size_t *entries = mem_array(book->zip.count + 1, sizeof *entries);
	size_t count = 0;
	bool any = book->order_count > 0;

	for (size_t i = 0; i < book->zip.count; i++)
		if (is_text_name(book->zip.names[i]) &&
		    !is_foreign(book->zip.names[i]) &&
		    !map_find(&book->by_entry, entry_key(&i)))
			entries[count++] = i;
	qsort_r(entries, count, sizeof *entries, by_name, book);
	for (size_t i = 0; i < count; i++) {
		struct epub_item *item = add_item(book, entries[i]);

		if (any)
			diag_add(book->diags, DIAG_EPUB_UNLISTED, 0,
			    item->path);
		append(book, item);
	}
	free(entries);
}

static void
complete_order(struct epub *book)
{
	bool any = false;

	/* A book whose spine is only its contents page has none. */
	for (size_t i = 0; i < book->order_count; i++)
		any |= !book->items[book->order[i]].nav;
	if (!any && book->opf.len)
		diag_add(book->diags, DIAG_EPUB_SPINE, 0, SPAN(""));
	for (size_t i = 0; i < book->item_count; i++) {
		struct epub_item *item = &book->items[i];

		if (item->nav || item->listed || !is_text(book, item))
			continue;
		if (any)
			diag_add(book->diags, DIAG_EPUB_UNLISTED, 0,
			    item->path);
		append(book, item);
	}
	append_unlisted(book);
}

static void
set_base(struct epub *book, struct span opf)
{
	size_t dir = opf.len;

	while (dir && opf.ptr[dir - 1] != '/')
		dir--;
	book->opf = opf;
	book->base = span_slice(opf, 0, dir);
}

static void
read_opf(struct epub *book, const xmlDoc *tree, struct doc_sink *sink)
{
	const xmlNode *root = xmlDocGetRootElement(tree);
	const xmlNode *part;

	if (!root)
		return;
	part = html_find(root, "metadata");
	if (part)
		read_metadata(book, part, sink);
	for (const xmlNode *at = root; at; at = html_next(at, root, false))
		if (span_eq(html_name(at), SPAN("item")))
			read_manifest_item(book, at);
	part = html_find(root, "spine");
	if (part)
		read_spine(book, part, sink);
	part = html_find(root, "guide");
	if (part)
		read_guide(book, part);
}

bool
epub_read_package(struct epub *book, struct doc_sink *sink)
{
	size_t package;

	if (!find_package(book, &package))
		return false;
	if (package != EPUB_NO_ENTRY) {
		xmlDoc *tree = epub_xml(book, package);

		if (!tree)
			return false;
		set_base(book, book->zip.names[package]);
		read_opf(book, tree, sink);
		xmlFreeDoc(tree);
	} else {
		diag_add(book->diags, DIAG_EPUB_PACKAGE, 0, SPAN(""));
	}
	epub_set_file(book, SPAN(""));
	complete_order(book);
	if (book->order_count)
		return true;
	buf_clear(book->error);
	buf_puts(book->error, "the archive holds no text files, so it is no "
	    "EPUB");
	return false;
}
