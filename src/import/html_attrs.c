/* import/html_attrs.c - what attributes and classes say of an element. */
#include "import/html_look.h"

/*
 * Classes that mean one thing only, whoever wrote the page: docutils and
 * Sphinx, pandoc, kramdown, markdown-it, Asciidoctor, goldmark.
 */
static const struct {
	const char *word;
	enum doc_role role;
	bool link;		/* on a link (or a <sup> around one) */
} classes[] = {
	{ "noteref", DOC_ROLE_NOTEREF, true },
	{ "footnote-reference", DOC_ROLE_NOTEREF, true },
	{ "footnote-ref", DOC_ROLE_NOTEREF, true },
	{ "footnoteref", DOC_ROLE_NOTEREF, true },
	{ "fn-ref", DOC_ROLE_NOTEREF, true },
	{ "footnote-back", DOC_ROLE_BACKLINK_ROLE, true },
	{ "footnoteback", DOC_ROLE_BACKLINK_ROLE, true },
	{ "footnote-backref", DOC_ROLE_BACKLINK_ROLE, true },
	{ "fn-backref", DOC_ROLE_BACKLINK_ROLE, true },
	{ "reversefootnote", DOC_ROLE_BACKLINK_ROLE, true },
	{ "footnotes", DOC_ROLE_ENDNOTES, false },
	{ "footnote-list", DOC_ROLE_ENDNOTES, false },
	{ "endnotes", DOC_ROLE_ENDNOTES, false },
	{ "footnote", DOC_ROLE_FOOTNOTE, false },
	{ "endnote", DOC_ROLE_FOOTNOTE, false },
};

/* The first element in `node`, if no text stands before it. */
static const xmlNode *
first_element(const xmlNode *node)
{
	for (const xmlNode *at = node->children; at; at = at->next) {
		if (at->type == XML_ELEMENT_NODE)
			return at;
		if (at->type == XML_TEXT_NODE &&
		    span_trim(span_str((const char *)at->content)).len)
			return NULL;
	}
	return NULL;
}

/* <div><p><a id="n1" href="#m1">: notes begin no deeper than this. */
#define BEGINS_DEPTH_MAX 4

static bool
is_anchor(const xmlNode *node)
{
	return span_eq_nocase(html_name(node), SPAN("a"));
}

static bool
has_id(const xmlNode *node)
{
	return html_has_attr(node, "id") ||
	    (is_anchor(node) && html_has_attr(node, "name"));
}

/* Whether an id stands on it or right before its first words. */
static bool
begins_with_id(const xmlNode *node)
{
	for (int i = 0; node && i <= BEGINS_DEPTH_MAX; i++) {
		if (has_id(node))
			return true;
		node = first_element(node);
	}
	return false;
}

bool
look_begins_with_way_back(const xmlNode *node)
{
	bool named = false;

	for (int i = 0; node && i <= BEGINS_DEPTH_MAX; i++) {
		named |= has_id(node);
		if (is_anchor(node))
			return named && span_chr(html_attr(node, "href"), '#',
			    0) >= 0;
		node = first_element(node);
	}
	return false;
}

static enum doc_role
role_by_class(struct span list, bool link, bool named)
{
	struct span word;

	while (html_next_word(&list, &word)) {
		for (size_t i = 0; i < sizeof classes / sizeof *classes;
		    i++) {
			if (classes[i].link != link ||
			    !span_eq_nocase(word, span_str(classes[i].word)))
				continue;
			/* Without an id nothing can lead there. */
			if (classes[i].role == DOC_ROLE_FOOTNOTE && !named)
				continue;
			return classes[i].role;
		}
	}
	return DOC_ROLE_PLAIN;
}

enum doc_role
look_role(const xmlNode *node)
{
	const struct html_tag *tag = look_of(node)->tag;
	bool link = tag->act == ACT_LINK || (tag->act == ACT_SPAN &&
	    tag->arg == DOC_SUPER);
	struct span list = html_words(node, "epub:type");
	struct span word;
	enum doc_role role;

	if (!node->properties)
		return DOC_ROLE_PLAIN;
	while (html_next_word(&list, &word)) {
		role = doc_role_of(word);
		if (role != DOC_ROLE_PLAIN)
			return role;
	}
	list = html_words(node, "role");
	while (html_next_word(&list, &word)) {
		/* ARIA's own "note" is any remark beside the text. */
		if (!span_starts(word, SPAN("doc-")))
			continue;
		role = doc_role_of(word);
		if (role != DOC_ROLE_PLAIN)
			return role;
	}
	if (link && html_has_word(html_words(node, "rel"), "footnote"))
		return DOC_ROLE_NOTEREF;
	/* A mark in the running text may be a <span class="footnote">. */
	if (!link && !tag->block)
		return DOC_ROLE_PLAIN;
	return role_by_class(html_words(node, "class"), link,
	    begins_with_id(node));
}

struct span
look_id(const xmlNode *node)
{
	struct span id;

	if (!node->properties)
		return SPAN("");
	id = html_attr(node, "id");
	if (!id.len)
		id = html_attr(node, "xml:id");
	if (!id.len && look_of(node)->tag->act == ACT_LINK)
		id = html_attr(node, "name");
	/* A name of kilobytes is no name. */
	return id.len <= 1024 ? span_trim(id) : SPAN("");
}

struct span
look_lang(const xmlNode *node)
{
	struct span lang;

	if (!node->properties)
		return SPAN("");
	lang = html_attr(node, "xml:lang");
	if (!lang.len)
		lang = html_attr(node, "lang");
	lang = span_trim(lang);
	/* BCP 47 section 4.4.1: 35 bytes hold any tag that is in use. */
	return lang.len <= 64 ? lang : SPAN("");
}

unsigned
look_dir(const xmlNode *node)
{
	struct span dir;

	if (!node->properties)
		return 0;
	dir = html_attr(node, "dir");
	if (span_eq_nocase(dir, SPAN("rtl")))
		return DOC_RTL;
	return span_eq_nocase(dir, SPAN("ltr")) ? DOC_LTR : 0;
}

bool
look_style(const xmlNode *node, const char *name, const char *value)
{
	struct span style;

	if (!node->properties)
		return false;
	style = span_slice(html_attr(node, "style"), 0, 4096);
	while (style.len) {
		ptrdiff_t end = span_chr(style, ';', 0);
		struct span part = span_slice(style, 0, end < 0 ? style.len :
		    (size_t)end);
		ptrdiff_t colon = span_chr(part, ':', 0);

		style = span_slice(style, part.len + 1, style.len);
		if (colon < 0 || !span_eq_nocase(span_trim(span_slice(part, 0,
		    (size_t)colon)), span_str(name)))
			continue;
		part = span_trim(span_slice(part, (size_t)colon + 1,
		    part.len));
		if (span_eq_nocase(span_slice(part, 0, strlen(value)),
		    span_str(value)))
			return true;
	}
	return false;
}

static bool
has_any(struct span list, const char *const *words)
{
	for (; *words; words++)
		if (html_has_word(list, *words))
			return true;
	return false;
}

static bool
says_any(const xmlNode *node, const char *type, const char *role,
    const char *const *names)
{
	return html_has_word(html_words(node, "epub:type"), type) ||
	    html_has_word(html_words(node, "role"), role) ||
	    has_any(html_words(node, "class"), names);
}

enum doc_kind
look_quote(const xmlNode *node)
{
	static const char *const epigraphs[] = { "epigraph", "epigraphs",
		NULL };
	static const char *const pulled[] = { "pullquote", "pull-quote",
		NULL };

	if (!node->properties || (look_of(node)->flags & LOOK_HEADING))
		return DOC_QUOTE;
	return says_any(node, "epigraph", "doc-epigraph", epigraphs) ?
	    DOC_EPIGRAPH : says_any(node, "pullquote", "doc-pullquote",
	    pulled) ? DOC_PULL_QUOTE : DOC_QUOTE;
}

bool
look_is_set_apart(const xmlNode *node)
{
	for (node = node->parent; node && node->type == XML_ELEMENT_NODE;
	    node = node->parent)
		if (look_quote(node) != DOC_QUOTE)
			return true;
	return false;
}

bool
look_is_verse(const xmlNode *node)
{
	static const char *const types[] = { "z3998:verse", "z3998:poem",
		"z3998:song", "z3998:hymn", "z3998:lyrics", "verse", NULL };
	static const char *const sure[] = { "poem", "poetry", "stanza",
		"linegroup", "line-group", "poetry-container", "lg", NULL };
	unsigned flags;

	if (!node->properties)
		return false;
	if (has_any(html_words(node, "epub:type"), types) ||
	    has_any(html_words(node, "class"), sure))
		return true;
	/* Verses of scripture are prose unless they come in lines. */
	flags = look_of(node)->flags;
	return html_has_word(html_words(node, "class"), "verse") &&
	    (flags & (LOOK_BREAK | LOOK_LINES));
}

bool
look_is_line(const xmlNode *node)
{
	static const char *const words[] = { "line", "verse-line",
		"verseline", "poem-line", NULL };

	return node->properties && has_any(html_words(node, "class"), words);
}

bool
look_is_line_number(const xmlNode *node)
{
	static const char *const words[] = { "lnum", "linenum", "linenumber",
		"line-number", "ln", NULL };

	return node->properties && has_any(html_words(node, "class"), words);
}

unsigned
look_indent(const xmlNode *node)
{
	struct span list = html_words(node, "class");
	struct span word;
	unsigned steps;

	while (html_next_word(&list, &word)) {
		struct span digits = span_starts(word, SPAN("indent")) ?
		    span_slice(word, 6, word.len) :
		    span_slice(word, 1, word.len);

		if (span_eq(word, SPAN("indent")))
			return 2;
		if (word.ptr[0] == 'i' && digits.len &&
		    span_number(digits, &steps) == digits.len)
			return steps > 8 ? 16 : 2 * steps;
	}
	return 0;
}

bool
look_is_hidden(const xmlNode *node)
{
	if (!node->properties)
		return false;
	if (!html_has_attr(node, "hidden") &&
	    !look_style(node, "display", "none"))
		return false;
	return look_of(node)->tag->act != ACT_ASIDE &&
	    !(look_of(node)->flags & (LOOK_NOTE | LOOK_TARGET));
}

bool
look_is_permalink(const xmlNode *node)
{
	static const char *const words[] = { "headerlink", "anchor",
		"permalink", "heading-anchor", "anchor-link", "header-anchor",
		"anchorjs-link", NULL };
	struct span href = html_attr(node, "href");

	return href.len && look_of(node)->text <= 4 &&
	    !(look_of(node)->flags & LOOK_HEADING) &&
	    has_any(html_words(node, "class"), words);
}
