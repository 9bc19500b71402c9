/* import/html_parse.c - libxml2, held by the hand. */
#include "import/html_parse.h"

#include <libxml/HTMLparser.h>
#include <libxml/SAX2.h>
#include <libxml/parser.h>
#include <libxml/xmlIO.h>
#include <limits.h>
#include <stdio.h>

#include "base/map.h"
#include "import/charset.h"

/* What one declared entity may stand for: a name, a short phrase. */
#define ENTITY_MAX 256

/* How much all of them may add; more is not what entities are for. */
#define ENTITY_TOTAL (1 << 20)

/* What the parsers' callbacks need; hangs on ctxt->_private. */
struct watch {
	size_t depth_max;
	bool too_deep;
	startElementSAXFunc start;
	startElementNsSAX2Func start_ns;
};

static xmlParserInputPtr
refuse_entity(const char *url, const char *id, xmlParserCtxtPtr ctxt)
{
	(void)url;
	(void)id;
	(void)ctxt;
	return NULL;
}

static void
be_quiet(void *arg, xmlErrorPtr error)
{
	(void)arg;
	(void)error;
}

/*
 * libxml2 compares each end tag with all open elements, so their number
 * bounds its time as well as the depth of the tree.
 */
static bool
deep(xmlParserCtxt *ctxt)
{
	struct watch *watch = ctxt->_private;

	if (ctxt->nodeNr < 0 || (size_t)ctxt->nodeNr <= watch->depth_max)
		return false;
	watch->too_deep = true;
	xmlStopParser(ctxt);
	return true;
}

static void
start_element(void *arg, const xmlChar *name, const xmlChar **attrs)
{
	xmlParserCtxt *ctxt = arg;
	struct watch *watch = ctxt->_private;

	if (!deep(ctxt))
		watch->start(arg, name, attrs);
}

static void
start_element_ns(void *arg, const xmlChar *name, const xmlChar *prefix,
    const xmlChar *uri, int ns_count, const xmlChar **ns, int attr_count,
    int default_count, const xmlChar **attrs)
{
	xmlParserCtxt *ctxt = arg;
	struct watch *watch = ctxt->_private;

	if (!deep(ctxt))
		watch->start_ns(arg, name, prefix, uri, ns_count, ns,
		    attr_count, default_count, attrs);
}

static void
blank(char *ptr, size_t len)
{
	for (size_t i = 0; i < len; i++)
		if (ptr[i] != '\n' && ptr[i] != '\r')
			ptr[i] = ' ';
}

static bool
is_name_byte(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
	    (c >= '0' && c <= '9') || c == '_' || c == '-' || c == '.' ||
	    c == ':' || (unsigned char)c >= 0x80;
}

static struct span
name_at(struct span text, size_t from)
{
	size_t to = from;

	while (to < text.len && to - from < 64 && is_name_byte(text.ptr[to]))
		to++;
	return span_slice(text, from, to);
}

/* "#8212" or "#x2014" (after the "&"): its code, or 0. */
static uint32_t
char_ref(struct span ref)
{
	uint32_t code = 0;
	bool hex = ref.len > 1 && (ref.ptr[1] == 'x' || ref.ptr[1] == 'X');

	for (size_t i = hex ? 2 : 1; i < ref.len; i++) {
		char c = ref.ptr[i];
		uint32_t digit;

		if (c >= '0' && c <= '9')
			digit = (uint32_t)(c - '0');
		else if (hex && (c | 32) >= 'a' && (c | 32) <= 'f')
			digit = (uint32_t)((c | 32) - 'a' + 10);
		else
			return 0;
		code = code * (hex ? 16 : 10) + digit;
		if (code > 0x10ffff)
			return 0;
	}
	return code >= 0x20 ? code : 0;
}

/*
 * The replacement of one declared entity, if it is plain text: characters
 * and references to characters, nothing that could be markup or another
 * entity.
 */
static bool
plain_value(struct span value, struct buf *out)
{
	buf_clear(out);
	for (size_t i = 0; i < value.len; ) {
		ptrdiff_t end;
		uint32_t code;

		if (value.ptr[i] == '<' || value.ptr[i] == '%')
			return false;
		if (value.ptr[i] != '&') {
			buf_putc(out, value.ptr[i++]);
			continue;
		}
		end = span_chr(value, ';', i);
		if (end < 0 || value.ptr[i + 1] != '#')
			return false;
		code = char_ref(span_slice(value, i + 1, (size_t)end));
		if (code == 0)
			return false;
		if (code == '<' || code == '&')
			buf_printf(out, "&#%u;", code);
		else
			buf_put_code(out, code);
		i = (size_t)end + 1;
	}
	return out->len <= ENTITY_MAX;
}

/* `text` from `from` on, without the white space there. */
static struct span
after_space(struct span text, size_t from)
{
	while (from < text.len && strchr(" \t\r\n", text.ptr[from]))
		from++;
	return span_slice(text, from, text.len);
}

/* Read the <!ENTITY name "text"> of an internal subset. */
static void
read_entities(struct span subset, struct arena *mem, struct map *entities)
{
	struct buf value = { 0 };
	ptrdiff_t at = 0;

	while ((at = span_find(subset, SPAN("<!ENTITY"), (size_t)at)) >= 0) {
		struct span rest = after_space(subset, (size_t)at + 8);
		struct span name = name_at(rest, 0);
		ptrdiff_t end;

		at += 8;
		rest = after_space(rest, name.len);
		if (name.len == 0 || rest.len < 2 ||
		    (rest.ptr[0] != '"' && rest.ptr[0] != '\''))
			continue;
		end = span_chr(rest, rest.ptr[0], 1);
		if (end < 0 || end > ENTITY_MAX)
			continue;
		if (!plain_value(span_slice(rest, 1, (size_t)end), &value))
			continue;
		struct span text = arena_span(mem, buf_span(&value));
		map_put(entities, name, (uintptr_t)ARENA_NEW(mem,
		    struct span), NULL);
		*(struct span *)(uintptr_t)map_find(entities, name)->value =
		    text;
	}
	buf_release(&value);
}

/* Where a document type that starts at `from` ends, quotes respected. */
static size_t
doctype_end(struct span text, size_t from, struct span *subset)
{
	size_t open = 0;
	char quote = 0;

	for (size_t i = from; i < text.len; i++) {
		char c = text.ptr[i];

		if (quote) {
			if (c == quote)
				quote = 0;
		} else if (c == '"' || c == '\'') {
			quote = c;
		} else if (c == '[' && !open) {
			open = i + 1;
		} else if (c == ']' && open) {
			*subset = span_slice(text, open, i);
			open = 0;
		} else if (c == '>' && !open) {
			return i + 1;
		}
	}
	/* A quote that never ends: the tag ends at the first ">". */
	ptrdiff_t end = span_chr(text, '>', from);
	return end < 0 ? text.len : (size_t)end + 1;
}

/*
 * Blank out the XML declaration and the document type.  They stand before
 * the first element; what looks like them later is content.
 */
static void
drop_prolog(struct buf *text, struct span *subset, bool *xml)
{
	size_t at = 0;

	while (at < text->len) {
		struct span all = buf_span(text);
		struct span rest;
		ptrdiff_t end;
		size_t to;

		while (at < all.len && strchr(" \t\r\n", all.ptr[at]))
			at++;
		rest = span_slice(all, at, all.len);
		if (span_starts(rest, SPAN("<!--"))) {
			end = span_find(rest, SPAN("-->"), 4);
			if (end < 0)
				return;
			at += (size_t)end + 3;
			continue;
		}
		if (span_starts(rest, SPAN("<?"))) {
			*xml |= span_starts(rest, SPAN("<?xml"));
			end = span_find(rest, SPAN(">"), 0);
			to = end < 0 ? all.len : at + (size_t)end + 1;
		} else if (span_eq_nocase(span_slice(rest, 0, 9),
		    SPAN("<!doctype"))) {
			to = doctype_end(all, at, subset);
		} else {
			return;
		}
		/* The subset is copied by the caller before it is blanked. */
		if (subset->len)
			return;
		blank(text->ptr + at, to - at);
		at = to;
	}
}

static bool
is_xml_entity(struct span name)
{
	return span_eq(name, SPAN("amp")) || span_eq(name, SPAN("lt")) ||
	    span_eq(name, SPAN("gt")) || span_eq(name, SPAN("quot")) ||
	    span_eq(name, SPAN("apos"));
}

/*
 * Copy `text`, with the entities that XML does not know replaced.  Those
 * that nobody knows become "&amp;name;".  Inside HTML (`html`), only what
 * the document declared is replaced: the parser knows the others, and
 * "&" may stand for itself.
 */
static void
replace_entities(struct buf *out, struct span text, const struct map *own,
    bool html, struct diag_list *diags)
{
	size_t from = 0;
	size_t added = 0;
	ptrdiff_t amp = 0;

	while ((amp = span_chr(text, '&', (size_t)amp)) >= 0) {
		struct span name = name_at(text, (size_t)amp + 1);
		size_t end = (size_t)amp + 1 + name.len;
		struct map_entry *entry = map_find(own, name);
		const htmlEntityDesc *known;
		char key[72];

		amp++;
		if (name.len == 0 || end >= text.len ||
		    text.ptr[end] != ';' || is_xml_entity(name))
			continue;
		if (!entry && html)
			continue;
		buf_put(out, span_slice(text, from, (size_t)amp - 1));
		snprintf(key, sizeof key, "%.*s", SPAN_ARG(name));
		known = htmlEntityLookup((const xmlChar *)key);
		if (entry && added < ENTITY_TOTAL) {
			struct span *value = (struct span *)
			    (uintptr_t)entry->value;

			buf_put(out, *value);
			added += value->len;
		} else if (known) {
			buf_put_code(out, known->value);
		} else {
			buf_printf(out, "&amp;%s;", key);
			diag_add(diags, DIAG_ENTITY_KEPT, 0, name);
		}
		from = end + 1;
	}
	buf_put(out, span_slice(text, from, text.len));
}

static xmlDoc *
run_xml(struct span text, struct watch *watch, bool recover, bool *formed)
{
	int options = XML_PARSE_NONET | XML_PARSE_NOERROR |
	    XML_PARSE_NOWARNING | XML_PARSE_HUGE | XML_PARSE_BIG_LINES |
	    XML_PARSE_IGNORE_ENC | XML_PARSE_NOCDATA | XML_PARSE_COMPACT;
	xmlParserCtxt *ctxt = xmlNewParserCtxt();
	xmlDoc *tree;

	if (!ctxt)
		mem_alloc(SIZE_MAX);
	ctxt->_private = watch;
	watch->start_ns = ctxt->sax->startElementNs;
	ctxt->sax->startElementNs = start_element_ns;
	ctxt->sax->serror = be_quiet;
	if (recover)
		options |= XML_PARSE_RECOVER;
	tree = xmlCtxtReadMemory(ctxt, text.ptr, (int)text.len, NULL,
	    "UTF-8", options);
	*formed = ctxt->wellFormed;
	xmlFreeParserCtxt(ctxt);
	if (tree && !*formed && !recover) {
		xmlFreeDoc(tree);
		tree = NULL;
	}
	return tree;
}

static xmlDoc *
run_html(struct span text, struct watch *watch)
{
	int options = HTML_PARSE_RECOVER | HTML_PARSE_NOERROR |
	    HTML_PARSE_NOWARNING | HTML_PARSE_NONET | HTML_PARSE_COMPACT |
	    HTML_PARSE_IGNORE_ENC | HTML_PARSE_NODEFDTD;
	htmlParserCtxt *ctxt = htmlNewParserCtxt();
	xmlDoc *tree;

	if (!ctxt)
		mem_alloc(SIZE_MAX);
	ctxt->_private = watch;
	watch->start = ctxt->sax->startElement;
	ctxt->sax->startElement = start_element;
	ctxt->sax->serror = be_quiet;
	/* The depth is ours to bound; without this it would be 256. */
	ctxt->options |= XML_PARSE_HUGE;
	tree = htmlCtxtReadMemory(ctxt, text.ptr, (int)text.len, NULL,
	    "UTF-8", options);
	htmlFreeParserCtxt(ctxt);
	return tree;
}

/* XHTML says so in its root element. */
static bool
is_xhtml(struct span text)
{
	struct span head = span_slice(text, 0, 4096);

	return span_find(head, SPAN("http://www.w3.org/1999/xhtml"), 0) >= 0;
}

/* Decoded, without prolog and foreign entities. */
static void
prepare(struct span bytes, enum html_syntax *syntax, struct buf *out,
    struct diag_list *diags)
{
	struct buf text = { 0 };
	struct arena mem = { 0 };
	struct map own = { 0 };
	struct span subset = SPAN("");
	bool declared = false;

	charset_decode(&text, bytes, diags);
	drop_prolog(&text, &subset, &declared);
	if (subset.len) {
		read_entities(arena_span(&mem, subset), &mem, &own);
		size_t at = (size_t)(subset.ptr - text.ptr);
		blank(text.ptr + at, subset.len);
		subset = SPAN("");
		drop_prolog(&text, &subset, &declared);
	}
	if (*syntax == HTML_SNIFF)
		*syntax = declared || is_xhtml(buf_span(&text)) ?
		    HTML_AS_XML : HTML_AS_HTML;
	replace_entities(out, buf_span(&text), &own,
	    *syntax == HTML_AS_HTML, diags);
	map_release(&own);
	arena_release(&mem);
	buf_release(&text);
}

static xmlDoc *
parse(struct span bytes, enum html_syntax syntax, bool recover_xml,
    const struct import_opts *opts, struct diag_list *diags,
    struct buf *error)
{
	struct watch watch = { .depth_max = opts->limits.depth };
	struct buf text = { 0 };
	xmlDoc *tree = NULL;
	bool formed = true;

	xmlSetExternalEntityLoader(refuse_entity);
	prepare(bytes, &syntax, &text, diags);
	if (text.len > INT_MAX) {
		import_limit_error(error, opts, "source_bytes");
		buf_release(&text);
		return NULL;
	}
	if (syntax == HTML_AS_XML) {
		tree = run_xml(buf_span(&text), &watch, recover_xml, &formed);
		if (!formed && !watch.too_deep && span_trim(
		    buf_span(&text)).len)
			diag_add(diags, DIAG_MARKUP_ILL_FORMED, 0, SPAN(""));
	}
	if (!tree && !watch.too_deep)
		tree = run_html(buf_span(&text), &watch);
	buf_release(&text);
	if (watch.too_deep) {
		xmlFreeDoc(tree);
		import_limit_error(error, opts, "depth");
		return NULL;
	}
	if (!tree) {
		/* Nothing to parse, or no memory for it. */
		tree = xmlNewDoc((const xmlChar *)"1.0");
		if (!tree)
			mem_alloc(SIZE_MAX);
	}
	return tree;
}

xmlDoc *
html_parse(struct span bytes, enum html_syntax syntax,
    const struct import_opts *opts, struct diag_list *diags,
    struct buf *error)
{
	return parse(bytes, syntax, false, opts, diags, error);
}

xmlDoc *
html_parse_xml(struct span bytes, const struct import_opts *opts,
    struct diag_list *diags, struct buf *error)
{
	return parse(bytes, HTML_AS_XML, true, opts, diags, error);
}

static const xmlAttr *
find_attr(const xmlNode *node, const char *name)
{
	const char *colon = strchr(name, ':');

	if (node->type != XML_ELEMENT_NODE)
		return NULL;
	for (const xmlAttr *attr = node->properties; attr; attr = attr->next) {
		const char *has = (const char *)attr->name;

		/* A prefix that nobody declared stays in the name. */
		if (!strcmp(has, name) && (colon || !attr->ns))
			return attr;
		if (colon && attr->ns && attr->ns->prefix &&
		    !strcmp(has, colon + 1) &&
		    !strncmp((const char *)attr->ns->prefix, name,
		    (size_t)(colon - name)) &&
		    !attr->ns->prefix[colon - name])
			return attr;
	}
	return NULL;
}

struct span
html_attr(const xmlNode *node, const char *name)
{
	const xmlAttr *attr = find_attr(node, name);

	if (!attr || !attr->children || !attr->children->content)
		return SPAN("");
	return span_str((const char *)attr->children->content);
}

bool
html_has_attr(const xmlNode *node, const char *name)
{
	return find_attr(node, name) != NULL;
}

struct span
html_name(const xmlNode *node)
{
	const char *name = (const char *)node->name;
	const char *colon;

	if (node->type != XML_ELEMENT_NODE || !name)
		return SPAN("");
	colon = strchr(name, ':');
	return span_str(colon ? colon + 1 : name);
}

xmlNode *
html_next(const xmlNode *node, const xmlNode *top, bool skip_children)
{
	if (!skip_children && node->children &&
	    node->type != XML_ENTITY_REF_NODE)
		return node->children;
	while (node != top) {
		if (node->next)
			return node->next;
		node = node->parent;
		if (!node)
			return NULL;
	}
	return NULL;
}

void
html_text(const xmlNode *node, struct buf *out)
{
	for (const xmlNode *at = node; at && !out->failed;
	    at = html_next(at, node, false))
		if ((at->type == XML_TEXT_NODE ||
		    at->type == XML_CDATA_SECTION_NODE) && at->content)
			buf_puts(out, (const char *)at->content);
}

xmlNode *
html_find(const xmlNode *top, const char *name)
{
	for (const xmlNode *at = top; at; at = html_next(at, top, false))
		if (span_eq_nocase(html_name(at), span_str(name)))
			return (xmlNode *)(uintptr_t)at;
	return NULL;
}

bool
html_next_word(struct span *list, struct span *word)
{
	size_t end = 0;

	*list = span_trim(*list);
	while (end < list->len && !strchr(" \t\r\n\f\v", list->ptr[end]))
		end++;
	*word = span_slice(*list, 0, end);
	*list = span_slice(*list, end, list->len);
	return word->len > 0;
}

bool
html_has_word(struct span list, const char *word)
{
	struct span got;

	while (html_next_word(&list, &got))
		if (span_eq_nocase(got, span_str(word)))
			return true;
	return false;
}
