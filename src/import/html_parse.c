/* import/html_parse.c - libxml2, held by the hand. */
#include "import/html_parse.h"

#include <libxml/HTMLparser.h>
#include <libxml/SAX2.h>
#include <libxml/parser.h>
#include <libxml/xmlIO.h>
#include <limits.h>

#include "import/html_source.h"

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
	html_prepare(bytes, &syntax, &text, diags);
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
	if (!tree && syntax == HTML_AS_XML)
		html_unwrap_cdata(&text);
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
