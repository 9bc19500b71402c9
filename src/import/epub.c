/* import/epub.c - a book's files told one after another. */
#include "import/epub.h"

#include <stdlib.h>

#include "base/progress.h"

void
epub_set_file(struct epub *book, struct span path)
{
	struct span name = book->opts->name;

	diag_set_file(book->diags, arena_printf(&book->mem, "%.*s%s%.*s",
	    SPAN_ARG(name), name.len && path.len ? "/" : "",
	    SPAN_ARG(path)));
}

xmlDoc *
epub_xml(struct epub *book, size_t entry)
{
	struct buf bytes = { 0 };
	xmlDoc *tree = NULL;

	epub_set_file(book, book->zip.names[entry]);
	if (epub_zip_read(&book->zip, entry, &bytes, book->error))
		tree = html_parse_xml(buf_span(&bytes), book->opts,
		    book->diags, book->error);
	buf_release(&bytes);
	return tree;
}

struct span
epub_words(struct epub *book, const xmlNode *node)
{
	struct buf text = { .limit = 65536 };
	struct buf folded = { 0 };
	struct span rest, word, words;

	html_text(node, &text);
	rest = buf_span(&text);
	while (html_next_word(&rest, &word)) {
		if (folded.len)
			buf_putc(&folded, ' ');
		buf_put(&folded, word);
	}
	words = arena_span(&book->mem, buf_span(&folded));
	buf_release(&text);
	buf_release(&folded);
	return words;
}

/* Links are told from inside one file. */
struct place {
	struct epub *book;
	const struct epub_item *item;
};

static void
resolve(void *arg, struct span href, struct buf *out)
{
	const struct place *place = arg;
	const struct epub_item *item = place->item;
	ptrdiff_t hash = span_chr(href, '#', 0);
	struct buf path = { 0 };

	if (epub_has_scheme(href) || span_starts(href, SPAN("//"))) {
		buf_put(out, href);
		return;
	}
	if (hash != 0) {
		epub_path_join(&path, place->item->path, href, NULL);
		item = epub_item_at(place->book, buf_span(&path));
	}
	/* A file that is not in the book: the link will be said to dangle. */
	if (!item || item->listed) {
		buf_putc(out, '#');
		buf_put(out, item ? item->name :
		    epub_told_name(place->book, buf_span(&path)));
		if (hash >= 0 && (size_t)hash + 1 < href.len) {
			buf_putc(out, '#');
			html_unescape(out, span_slice(href, (size_t)hash + 1,
			    href.len));
		}
	} else {
		buf_put(out, item->name);
	}
	buf_release(&path);
}

/* Rows that lead to the same file follow one another. */
static void
link_rows(struct epub_rows *rows, struct map *first)
{
	/* Backwards, so that each chain is in the order of the rows. */
	for (size_t i = rows->count; i-- > 0; ) {
		bool fresh;
		struct map_entry *entry = map_put(first, rows->items[i].path,
		    i, &fresh);

		if (!fresh) {
			rows->items[i].next = entry->value;
			entry->value = i;
		}
	}
}

static size_t
first_row(const struct map *first, struct span path)
{
	struct map_entry *entry = map_find(first, path);

	return entry ? (size_t)entry->value : SIZE_MAX;
}

static void
collect_titles(struct epub *book, struct arena *mem, size_t row,
    struct html_part *part)
{
	const struct epub_row *rows = book->contents.items;
	struct html_title *titles;
	size_t count = 0;

	for (size_t i = row; i != SIZE_MAX; i = rows[i].next)
		count++;
	titles = ARENA_ARRAY(mem, count, struct html_title);
	part->titles = titles;
	for (size_t i = row; i != SIZE_MAX; i = rows[i].next)
		titles[part->title_count++] = (struct html_title){
			.frag = rows[i].frag,
			.title = rows[i].title,
			.level = rows[i].level,
		};
}

static void
collect_pages(struct epub *book, struct arena *mem, size_t row,
    struct html_part *part)
{
	const struct epub_row *rows = book->pages.items;
	struct html_page *pages;
	size_t count = 0;

	for (size_t i = row; i != SIZE_MAX; i = rows[i].next)
		count++;
	pages = ARENA_ARRAY(mem, count, struct html_page);
	part->pages = pages;
	for (size_t i = row; i != SIZE_MAX; i = rows[i].next)
		pages[part->page_count++] = (struct html_page){
			.frag = rows[i].frag,
			.label = rows[i].title,
		};
}

/* A picture may stand in the spine by itself. */
static void
tell_picture(const struct epub_item *item, struct doc_sink *sink)
{
	doc_open(sink, DOC_PARAGRAPH, &(struct doc_attrs){
	    .id = item->name });
	doc_span(sink, DOC_IMAGE, &(struct doc_attrs){
	    .target = item->name });
	doc_span_close(sink);
	doc_close(sink);
}

static bool
is_picture(const struct epub_item *item)
{
	return span_starts(item->type, SPAN("image/")) &&
	    !span_starts(item->type, SPAN("image/svg"));
}

static bool
tell_item(struct epub *book, const struct epub_item *item,
    struct html_part *part, struct doc_sink *sink)
{
	struct import_opts opts = *book->opts;
	struct place place = { book, item };
	struct buf bytes = { 0 };
	bool ok;

	opts.prefix = item->name;
	part->book = true;
	part->group = true;
	part->contents = item->nav;
	part->role = item->role;
	part->syntax = span_eq_nocase(item->type, SPAN("text/html")) ?
	    HTML_SNIFF : HTML_AS_XML;
	part->resolve = resolve;
	part->arg = &place;
	part->lang = book->lang;
	epub_set_file(book, item->name);
	ok = epub_zip_read(&book->zip, item->entry, &bytes, book->error) &&
	    html_import_part(buf_span(&bytes), &opts, part, sink,
	    book->diags, book->error);
	buf_release(&bytes);
	return ok;
}

static bool
tell_items(struct epub *book, struct doc_sink *sink)
{
	struct map titles = { 0 };
	struct map pages = { 0 };
	bool ok = true;

	link_rows(&book->contents, &titles);
	link_rows(&book->pages, &pages);
	for (size_t i = 0; ok && i < book->order_count; i++) {
		const struct epub_item *item = &book->items[book->order[i]];
		struct html_part part = { 0 };
		struct arena mem = { 0 };

		progress_at(i, book->order_count);
		if (is_picture(item)) {
			tell_picture(item, sink);
			continue;
		}
		collect_titles(book, &mem, first_row(&titles, item->path),
		    &part);
		collect_pages(book, &mem, first_row(&pages, item->path),
		    &part);
		ok = tell_item(book, item, &part, sink);
		arena_release(&mem);
	}
	map_release(&titles);
	map_release(&pages);
	return ok;
}

bool
import_epub(struct span bytes, const struct import_opts *opts,
    struct doc_sink *sink, struct diag_list *diags, struct buf *error)
{
	struct epub book = { .opts = opts, .diags = diags, .error = error };
	struct span file = diags ? diags->file : SPAN_NONE;
	bool ok;

	if (!epub_zip_open(&book.zip, bytes, opts, diags, error))
		return false;
	ok = !epub_is_locked(&book) && epub_read_package(&book, sink) &&
	    epub_read_contents(&book) && tell_items(&book, sink);
	diag_set_file(diags, file);
	epub_zip_close(&book.zip);
	map_release(&book.ids);
	map_release(&book.by_entry);
	arena_release(&book.mem);
	free(book.items);
	free(book.order);
	free(book.contents.items);
	free(book.pages.items);
	return ok;
}
