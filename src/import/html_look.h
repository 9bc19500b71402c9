/*
 * import/html_look.h - what the elements of a page are, seen beforehand.
 *
 * One pass over the tree, before anything is told, hangs a struct look on
 * each element (node->_private): its row in the table of elements and what
 * stands below it.  Questions such as "is this header mere links" or "is
 * this table there for layout" are then answered without another walk.
 */
#ifndef IBID_IMPORT_HTML_LOOK_H
#define IBID_IMPORT_HTML_LOOK_H

#include "base/map.h"
#include "import/html_parse.h"

enum html_act {
	ACT_INLINE,	/* nothing of its own: span, unknown elements */
	ACT_ROOT,	/* html, body */
	ACT_BLOCK,	/* a border and nothing else: div, center */
	ACT_PARAGRAPH,
	ACT_HEADING,	/* arg: level */
	ACT_HGROUP,
	ACT_QUOTE,
	ACT_LIST,	/* arg: 1 ordered */
	ACT_ITEM,
	ACT_DEFINITIONS,
	ACT_TERM,
	ACT_DEFINED,
	ACT_TABLE,
	ACT_ROWS,	/* arg: 1 header */
	ACT_ROW,
	ACT_CELL,	/* arg: 1 header */
	ACT_CAPTION,	/* of a table */
	ACT_FIGURE,
	ACT_LEGEND,	/* of a figure */
	ACT_ASIDE,
	ACT_PRE,
	ACT_SPAN,	/* arg: doc_inline_kind */
	ACT_LINK,
	ACT_BREAK,
	ACT_RULE,
	ACT_IMAGE,
	ACT_QUOTED,	/* q */
	ACT_READING,	/* rt */
	ACT_SUMMARY,
	ACT_NAV,
	ACT_EDGE,	/* header, footer: fittings or not */
	ACT_FORM,
	ACT_CONTROL,
	ACT_NOSCRIPT,
	ACT_SKIP,	/* script, style, head */
	ACT_MATH,
	ACT_RAISED,	/* arg: '^' or '_', before the second child */
	ACT_FRACTION,
	ACT_DRAWING,	/* svg */
};

struct html_tag {
	const char *name;
	enum html_act act;
	int arg;
	bool block;
};

/* What stands in an element or below it. */
enum {
	LOOK_BLOCK = 1 << 0,	/* a block, below it */
	LOOK_HEADING = 1 << 1,
	LOOK_TABLE = 1 << 2,	/* below it */
	LOOK_NOTE = 1 << 3,	/* the source calls something a note */
	LOOK_TARGET = 1 << 4,	/* a link leads here */
	LOOK_SHOWN = 1 << 5,	/* text, a picture, a rule */
	LOOK_PARAGRAPH = 1 << 6,
	LOOK_NAV = 1 << 7,
	LOOK_MAIN = 1 << 8,	/* main, article */
	LOOK_BREAK = 1 << 9,	/* <br>, below it */
	LOOK_LINES = 1 << 10,	/* elements that say they are lines */
	LOOK_CONTROL = 1 << 11,
};

struct look {
	const struct html_tag *tag;
	uint32_t text;		/* bytes of words below */
	uint32_t linked;	/* of those, in links */
	unsigned flags;
	unsigned next;		/* number of a list's next item */
};

/*
 * Look at all of `tree`; what hangs on the nodes lives in `mem`.  Into
 * `targets` come the ids that its links lead to ("#id" alone).
 */
void look_at(xmlDoc *tree, struct arena *mem, struct map *targets);

static inline const struct look *
look_of(const xmlNode *node)
{
	return node->_private;
}

/* ---- what the attributes say ---- */

/* The role of an element, by epub:type, role, rel and telling classes. */
enum doc_role look_role(const xmlNode *node);

/* The id of an element: id, xml:id, or the name of an <a>. */
struct span look_id(const xmlNode *node);

/* Whether it begins with a link that has an id, as notes and their marks do. */
bool look_begins_with_way_back(const xmlNode *node);
struct span look_lang(const xmlNode *node);
unsigned look_dir(const xmlNode *node);	/* DOC_RTL, DOC_LTR or 0 */

/* Whether a declaration of the style attribute is `name: value`. */
bool look_style(const xmlNode *node, const char *name, const char *value);

/*
 * What its class, role or epub:type calls an element: DOC_EPIGRAPH,
 * DOC_PULL_QUOTE, or DOC_QUOTE for neither.  One that holds a heading is a
 * section that holds such a thing.
 */
enum doc_kind look_quote(const xmlNode *node);

/* Whether it stands in one of them. */
bool look_is_set_apart(const xmlNode *node);

/* Whether its class or epub:type calls an element a poem; or a line. */
bool look_is_verse(const xmlNode *node);
bool look_is_line(const xmlNode *node);
bool look_is_line_number(const xmlNode *node);

/* By how many columns a line of verse is moved in. */
unsigned look_indent(const xmlNode *node);

/* Not shown, and no note that is shown elsewhere. */
bool look_is_hidden(const xmlNode *node);

/* A fitting of the page rather than a part of its text. */
bool look_is_furniture(const xmlNode *node);

/* A table that arranges a page and holds no data. */
bool look_is_layout(const xmlNode *table);

/* A link that only shows its own address: the pilcrow after a heading. */
bool look_is_permalink(const xmlNode *node);

#endif
