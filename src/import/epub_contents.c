/* import/epub_contents.c - the contents and the page list of a book. */
#include "import/epub.h"

/* Deeper rows are put at this level. */
#define LEVEL_MAX 32

static void
add_row(struct epub *book, struct epub_rows *rows, struct span from,
    struct span href, struct span title, unsigned level)
{
	struct buf path = { 0 };
	struct buf frag = { 0 };
	ptrdiff_t hash = span_chr(href, '#', 0);
	struct epub_item *item;

	if (!title.len || !href.len || epub_has_scheme(href))
		return;
	epub_path_join(&path, from, href, NULL);
	if (hash >= 0)
		html_unescape(&frag, span_slice(href, (size_t)hash + 1,
		    href.len));
	item = epub_item_at(book, hash == 0 ? from : buf_span(&path));
	if (item) {
		MEM_PUSH(rows->items, rows->count, rows->room);
		rows->items[rows->count++] = (struct epub_row){
			.path = item->path,
			.frag = arena_span(&book->mem, buf_span(&frag)),
			.title = title,
			.level = level,
			.next = SIZE_MAX,
		};
	}
	buf_release(&path);
	buf_release(&frag);
}

/* How many elements called `name` stand around `node`, below `top`. */
static unsigned
nesting(const xmlNode *node, const xmlNode *top, const char *name)
{
	unsigned depth = 0;

	for (; node && node != top && depth < LEVEL_MAX; node = node->parent)
		depth += span_eq(html_name(node), span_str(name));
	return depth;
}

/* ---- EPUB 3: a nav document ---- */

static bool
is_nav(const xmlNode *node, const char *type, const char *role)
{
	return span_eq(html_name(node), SPAN("nav")) &&
	    (html_has_word(html_words(node, "epub:type"), type) ||
	    html_has_word(html_words(node, "role"), role));
}

static void
read_nav_list(struct epub *book, const xmlNode *nav, struct span from,
    struct epub_rows *rows)
{
	for (const xmlNode *at = nav; at; at = html_next(at, nav, false))
		if (span_eq(html_name(at), SPAN("a")))
			add_row(book, rows, from, html_attr(at, "href"),
			    epub_words(book, at), nesting(at, nav, "ol"));
}

static void
read_nav(struct epub *book, const xmlDoc *tree, struct span from)
{
	const xmlNode *root = xmlDocGetRootElement(tree);
	const xmlNode *first = NULL;

	for (const xmlNode *at = root; at; at = html_next(at, root, false)) {
		if (!first && span_eq(html_name(at), SPAN("nav")))
			first = at;
		if (is_nav(at, "toc", "doc-toc") && !book->contents.count)
			read_nav_list(book, at, from, &book->contents);
		else if (is_nav(at, "page-list", "doc-pagelist"))
			read_nav_list(book, at, from, &book->pages);
	}
	/* A nav that does not say what it is for. */
	if (!book->contents.count && first &&
	    !html_words(first, "epub:type").len)
		read_nav_list(book, first, from, &book->contents);
}

/* ---- EPUB 2: an NCX ---- */

static const xmlNode *
child(const xmlNode *node, const char *name)
{
	for (const xmlNode *at = node->children; at; at = at->next)
		if (span_eq(html_name(at), span_str(name)))
			return at;
	return NULL;
}

static void
read_ncx(struct epub *book, const xmlDoc *tree, struct span from,
    bool contents)
{
	const xmlNode *root = xmlDocGetRootElement(tree);

	for (const xmlNode *at = root; at; at = html_next(at, root, false)) {
		bool point = span_eq(html_name(at), SPAN("navPoint"));
		const xmlNode *label, *content;

		if (!point && !span_eq(html_name(at), SPAN("pageTarget")))
			continue;
		if (point && !contents)
			continue;
		label = child(at, "navLabel");
		content = child(at, "content");
		if (label && content)
			add_row(book, point ? &book->contents : &book->pages,
			    from, html_attr(content, "src"),
			    epub_words(book, label),
			    point ? nesting(at, root, "navPoint") : 1);
	}
}

static bool
read_item(struct epub *book, const struct epub_item *item, bool contents)
{
	xmlDoc *tree = epub_xml(book, item->entry);

	if (!tree)
		return false;
	if (item->nav)
		read_nav(book, tree, item->path);
	else
		read_ncx(book, tree, item->path, contents);
	xmlFreeDoc(tree);
	return true;
}

bool
epub_read_contents(struct epub *book)
{
	const struct epub_item *ncx = NULL;

	for (size_t i = 0; i < book->item_count; i++) {
		const struct epub_item *item = &book->items[i];

		if (item->entry == EPUB_NO_ENTRY)
			continue;
		if (item->nav && !read_item(book, item, true))
			return false;
		if ((item->ncx && !ncx) || (book->toc.len &&
		    span_eq(item->id, book->toc)))
			ncx = item;
	}
	if (ncx && !ncx->nav && (!book->contents.count ||
	    !book->pages.count) &&
	    !read_item(book, ncx, !book->contents.count))
		return false;
	epub_set_file(book, SPAN(""));
	if (!book->contents.count)
		diag_add(book->diags, DIAG_EPUB_NO_CONTENTS, 0, SPAN(""));
	return true;
}
