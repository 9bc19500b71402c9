/*
 * import/html_parse.h - the bytes of HTML or XHTML become a tree.
 *
 * XHTML that is well-formed is parsed as XML.  Everything else, and XHTML
 * that is not, is parsed as HTML, which drops no content: where XML ends
 * at the first error, libxml2's recovery would lose what follows.
 *
 * No DTD is ever read: the document type is blanked out before parsing,
 * so there are no external entities and none that multiply.  Names of
 * HTML's entities, and entities that the document itself declares as
 * plain text, are replaced by their characters first; what is left is
 * kept as "&name;", with a diagnostic.
 */
#ifndef IBID_IMPORT_HTML_PARSE_H
#define IBID_IMPORT_HTML_PARSE_H

#include <libxml/tree.h>

#include "base/buf.h"
#include "import/import.h"

enum html_syntax {
	HTML_SNIFF,	/* XML if it starts like XHTML */
	HTML_AS_HTML,
	HTML_AS_XML,	/* HTML only if it is ill-formed */
};

/*
 * The tree of `bytes` in any charset, to be freed with xmlFreeDoc; NULL,
 * with words in `error`, when elements nest deeper than the limit.  Empty
 * input gives a tree without elements.  Names of HTML elements are in
 * lower case.
 */
xmlDoc *html_parse(struct span bytes, enum html_syntax syntax,
    const struct import_opts *opts, struct diag_list *diags,
    struct buf *error);

/*
 * The same for XML that is not XHTML (OPF, NCX, container): parsed as XML
 * even when ill-formed, as far as it can be recovered.
 */
xmlDoc *html_parse_xml(struct span bytes, const struct import_opts *opts,
    struct diag_list *diags, struct buf *error);

/*
 * The value of an attribute by its full name ("epub:type", "xml:lang"),
 * whatever the prefix is bound to; an empty span when there is none.
 * Borrowed from the tree.
 */
struct span html_attr(const xmlNode *node, const char *name);
/* The same of one that lists words; what is beyond 4 kB is not read. */
struct span html_words(const xmlNode *node, const char *name);
bool html_has_attr(const xmlNode *node, const char *name);

/* The local name of an element, without any prefix. */
struct span html_name(const xmlNode *node);

/*
 * Append all text below `node`, white space as it is; stops when `out`
 * passes its limit.
 */
void html_text(const xmlNode *node, struct buf *out);

/*
 * The node after `node` in document order, below `top`: its first child
 * (unless `skip_children`), else what follows.  NULL at the end.
 */
xmlNode *html_next(const xmlNode *node, const xmlNode *top,
    bool skip_children);

/* The first element of that local name below `top`, or NULL. */
xmlNode *html_find(const xmlNode *top, const char *name);

/* Whether `list`, words between white space, holds `word`; no case. */
bool html_has_word(struct span list, const char *word);

/* Cut the first word off `*list`. */
bool html_next_word(struct span *list, struct span *word);

/* Append `text` with its percent-escapes (RFC 3986, 2.1) decoded. */
void html_unescape(struct buf *out, struct span text);

#endif
