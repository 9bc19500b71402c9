/* import/html_meta.c - what the head of a page says of it. */
#include "import/html_walk.h"

static const struct {
	const char *name;	/* of the <meta>, or its property */
	const char *meta;
} names[] = {
	{ "author", "author" },
	{ "dc.creator", "author" },
	{ "dcterms.creator", "author" },
	{ "citation_author", "author" },
	{ "article:author", "author" },
	{ "date", "date" },
	{ "dc.date", "date" },
	{ "dcterms.date", "date" },
	{ "dcterms.issued", "date" },
	{ "citation_publication_date", "date" },
	{ "article:published_time", "date" },
	{ "description", "description" },
	{ "dc.description", "description" },
	{ "og:description", "description" },
	{ "keywords", "keywords" },
	{ "dc.publisher", "publisher" },
	{ "citation_publisher", "publisher" },
};

/* Append `text` with each run of white space as one space. */
static void
put_folded(struct buf *out, struct span text)
{
	struct span word;
	size_t from = out->len;

	while (html_next_word(&text, &word)) {
		if (out->len > from)
			buf_putc(out, ' ');
		buf_put(out, word);
	}
}

static void
tell_meta(const xmlNode *node, struct doc_sink *sink, bool *told)
{
	struct span name = html_attr(node, "name");
	struct span content = span_slice(html_attr(node, "content"), 0,
	    65536);
	struct buf value = { 0 };

	if (!name.len)
		name = html_attr(node, "property");
	if (!name.len || !span_trim(content).len)
		return;
	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		if (!span_eq_nocase(name, span_str(names[i].name)) || told[i])
			continue;
		/* Rows of one name stand together, the best first. */
		for (size_t j = 0; j < sizeof names / sizeof *names; j++)
			if (!strcmp(names[j].meta, names[i].meta) && j >= i)
				told[j] = true;
		put_folded(&value, content);
		doc_meta(sink, names[i].meta, buf_span(&value));
	}
	buf_release(&value);
}

/* ---- its own address -------------------------------------------------- */

/* "saved from url=(0026)https://example.org/page", as browsers write it. */
static struct span
saved_from(const xmlNode *node)
{
	struct span text = span_str((const char *)node->content);
	struct span word;

	while (html_next_word(&text, &word))
		if (span_starts(word, SPAN("url=("))) {
			ptrdiff_t end = span_chr(word, ')', 0);

			return end < 0 ? SPAN("") : span_slice(word,
			    (size_t)end + 1, word.len);
		}
	return SPAN("");
}

static struct span
own_address(const xmlNode *node)
{
	struct span name = html_name(node);

	if (node->type == XML_COMMENT_NODE && node->content)
		return saved_from(node);
	if (span_eq(name, SPAN("link")) &&
	    (html_has_word(html_words(node, "rel"), "canonical") ||
	    html_has_word(html_words(node, "rel"), "dc:isVersionOf")))
		return html_attr(node, "href");
	if (span_eq(name, SPAN("meta")) &&
	    span_eq(html_attr(node, "property"), SPAN("og:url")))
		return html_attr(node, "content");
	return SPAN("");
}

size_t
meta_addresses(const xmlDoc *tree, struct span *own, size_t max)
{
	const xmlNode *root = xmlDocGetRootElement(tree);
	const xmlNode *head = root ? html_find(root, "head") : NULL;
	size_t count = 0;

	for (const xmlNode *at = tree->children; at && count < max;
	    at = at->next)
		if ((own[count] = own_address(at)).len)
			count++;
	for (const xmlNode *at = head; at && count < max;
	    at = html_next(at, head, false))
		if ((own[count] = own_address(at)).len)
			count++;
	return count;
}

/* ---- title, authors and the like -------------------------------------- */

void
meta_tell(const xmlDoc *tree, struct doc_sink *sink)
{
	bool told[sizeof names / sizeof *names] = { false };
	const xmlNode *root = xmlDocGetRootElement(tree);
	const xmlNode *head = root ? html_find(root, "head") : NULL;
	struct buf text = { .limit = 65536 };
	struct buf value = { 0 };
	const xmlNode *title, *body;

	if (!root)
		return;
	body = html_find(root, "body");
	if (look_lang(root).len)
		doc_meta(sink, "language", look_lang(root));
	else if (body && look_lang(body).len)
		doc_meta(sink, "language", look_lang(body));
	if (!head)
		return;
	title = html_find(head, "title");
	if (title) {
		html_text(title, &text);
		put_folded(&value, buf_span(&text));
		if (value.len)
			doc_meta(sink, "title", buf_span(&value));
	}
	for (const xmlNode *at = head; at; at = html_next(at, head, false))
		if (span_eq(html_name(at), SPAN("meta")))
			tell_meta(at, sink, told);
	buf_release(&value);
	buf_release(&text);
}
