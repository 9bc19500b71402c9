/*
 * import/html_source.h - markup made harmless before a parser sees it.
 *
 * Everything that a parser would look up, load, multiply or compare
 * without end is settled in the text itself.
 */
#ifndef IBID_IMPORT_HTML_SOURCE_H
#define IBID_IMPORT_HTML_SOURCE_H

#include "import/html_parse.h"

/*
 * Append `bytes` as UTF-8 without XML declaration and document type (line
 * ends stay, so lines keep their numbers), with entities replaced and at
 * most a few hundred attributes in a tag.  HTML_SNIFF in `*syntax`
 * becomes what the text looks like.
 */
void html_prepare(struct span bytes, enum html_syntax *syntax,
    struct buf *out, struct diag_list *diags);

/* HTML has no CDATA: make what it holds plain text. */
void html_unwrap_cdata(struct buf *text);

#endif
