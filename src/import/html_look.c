/* import/html_look.c - the table of elements, and the pass that looks. */
#include "import/html_look.h"

#include <stdlib.h>

/* By name, in the order of strcmp. */
static const struct html_tag tags[] = {
	{ "a", ACT_LINK, 0, false },
	{ "address", ACT_BLOCK, 0, true },
	{ "annotation", ACT_SKIP, 0, false },
	{ "annotation-xml", ACT_SKIP, 0, false },
	{ "article", ACT_BLOCK, 0, true },
	{ "aside", ACT_ASIDE, 0, true },
	{ "b", ACT_SPAN, DOC_STRONG, false },
	{ "blockquote", ACT_QUOTE, 0, true },
	{ "body", ACT_ROOT, 0, true },
	{ "br", ACT_BREAK, 0, false },
	{ "button", ACT_CONTROL, 0, false },
	{ "caption", ACT_CAPTION, 0, true },
	{ "center", ACT_BLOCK, 0, true },
	{ "cite", ACT_SPAN, DOC_EMPHASIS, false },
	{ "code", ACT_SPAN, DOC_MONO, false },
	{ "datalist", ACT_SKIP, 0, false },
	{ "dd", ACT_DEFINED, 0, true },
	{ "del", ACT_SPAN, DOC_STRIKE, false },
	{ "details", ACT_BLOCK, 0, true },
	{ "dfn", ACT_SPAN, DOC_EMPHASIS, false },
	{ "dialog", ACT_BLOCK, 0, true },
	{ "dir", ACT_LIST, 0, true },
	{ "div", ACT_BLOCK, 0, true },
	{ "dl", ACT_DEFINITIONS, 0, true },
	{ "dt", ACT_TERM, 0, true },
	{ "em", ACT_SPAN, DOC_EMPHASIS, false },
	{ "fieldset", ACT_BLOCK, 0, true },
	{ "figcaption", ACT_LEGEND, 0, true },
	{ "figure", ACT_FIGURE, 0, true },
	{ "footer", ACT_EDGE, 0, true },
	{ "form", ACT_FORM, 0, true },
	{ "h1", ACT_HEADING, 1, true },
	{ "h2", ACT_HEADING, 2, true },
	{ "h3", ACT_HEADING, 3, true },
	{ "h4", ACT_HEADING, 4, true },
	{ "h5", ACT_HEADING, 5, true },
	{ "h6", ACT_HEADING, 6, true },
	{ "head", ACT_SKIP, 0, false },
	{ "header", ACT_EDGE, 0, true },
	{ "hgroup", ACT_HGROUP, 0, true },
	{ "hr", ACT_RULE, 0, true },
	{ "html", ACT_ROOT, 0, true },
	{ "i", ACT_SPAN, DOC_EMPHASIS, false },
	{ "image", ACT_IMAGE, 0, false },
	{ "img", ACT_IMAGE, 0, false },
	{ "input", ACT_CONTROL, 0, false },
	{ "ins", ACT_SPAN, DOC_UNDERLINE, false },
	{ "kbd", ACT_SPAN, DOC_MONO, false },
	{ "legend", ACT_PARAGRAPH, 0, true },
	{ "li", ACT_ITEM, 0, true },
	{ "link", ACT_SKIP, 0, false },
	{ "listing", ACT_PRE, 0, true },
	{ "main", ACT_BLOCK, 0, true },
	{ "math", ACT_MATH, 0, false },
	{ "menu", ACT_LIST, 0, true },
	{ "meta", ACT_SKIP, 0, false },
	{ "mfrac", ACT_FRACTION, 0, false },
	{ "msub", ACT_RAISED, '_', false },
	{ "msup", ACT_RAISED, '^', false },
	{ "nav", ACT_NAV, 0, true },
	{ "noscript", ACT_NOSCRIPT, 0, true },
	{ "ol", ACT_LIST, 1, true },
	{ "optgroup", ACT_CONTROL, 0, false },
	{ "option", ACT_CONTROL, 0, false },
	{ "p", ACT_PARAGRAPH, 0, true },
	{ "plaintext", ACT_PRE, 0, true },
	{ "pre", ACT_PRE, 0, true },
	{ "q", ACT_QUOTED, 0, false },
	{ "rp", ACT_SKIP, 0, false },
	{ "rt", ACT_READING, 0, false },
	{ "s", ACT_SPAN, DOC_STRIKE, false },
	{ "samp", ACT_SPAN, DOC_MONO, false },
	{ "script", ACT_SKIP, 0, false },
	{ "section", ACT_BLOCK, 0, true },
	{ "select", ACT_CONTROL, 0, false },
	{ "strike", ACT_SPAN, DOC_STRIKE, false },
	{ "strong", ACT_SPAN, DOC_STRONG, false },
	{ "style", ACT_SKIP, 0, false },
	{ "sub", ACT_SPAN, DOC_SUB, false },
	{ "summary", ACT_SUMMARY, 0, true },
	{ "sup", ACT_SPAN, DOC_SUPER, false },
	{ "svg", ACT_DRAWING, 0, false },
	{ "table", ACT_TABLE, 0, true },
	{ "tbody", ACT_ROWS, 0, true },
	{ "td", ACT_CELL, 0, true },
	{ "template", ACT_SKIP, 0, false },
	{ "textarea", ACT_CONTROL, 0, false },
	{ "tfoot", ACT_ROWS, 0, true },
	{ "th", ACT_CELL, 1, true },
	{ "thead", ACT_ROWS, 1, true },
	{ "title", ACT_SKIP, 0, false },
	{ "tr", ACT_ROW, 0, true },
	{ "tt", ACT_SPAN, DOC_MONO, false },
	{ "u", ACT_SPAN, DOC_UNDERLINE, false },
	{ "ul", ACT_LIST, 0, true },
	{ "var", ACT_SPAN, DOC_EMPHASIS, false },
	{ "xmp", ACT_PRE, 0, true },
};

static int
by_name(const void *key, const void *row)
{
	return strcmp(key, ((const struct html_tag *)row)->name);
}

static const struct html_tag *
find_tag(struct span name)
{
	static const struct html_tag unknown = { "", ACT_INLINE, 0, false };
	const struct html_tag *tag = NULL;
	char key[16];

	if (name.len < sizeof key) {
		/* Names of ill-formed XHTML may be in capitals. */
		for (size_t i = 0; i < name.len; i++)
			key[i] = (char)(name.ptr[i] >= 'A' && name.ptr[i] <=
			    'Z' ? name.ptr[i] | 32 : name.ptr[i]);
		key[name.len] = '\0';
		tag = bsearch(key, tags, sizeof tags / sizeof *tags,
		    sizeof *tags, by_name);
	}
	return tag ? tag : &unknown;
}

static uint32_t
count_words(const xmlChar *text)
{
	uint32_t count = 0;

	for (; text && *text; text++)
		count += *text > ' ' && count < UINT32_MAX / 2;
	return count;
}

static uint32_t
sum(uint32_t a, uint32_t b)
{
	return a > UINT32_MAX / 2 - b ? UINT32_MAX / 2 : a + b;
}

static void
add_target(struct arena *mem, struct map *targets, struct span fragment)
{
	struct buf plain = { 0 };

	if (span_chr(fragment, '%', 0) >= 0) {
		html_unescape(&plain, fragment);
		fragment = arena_span(mem, buf_span(&plain));
		buf_release(&plain);
	}
	map_put(targets, fragment, 1, NULL);
}

/* What an element is, before what is below it is known. */
static void
look_down(xmlNode *node, struct arena *mem, struct map *targets)
{
	struct look *look = ARENA_NEW(mem, struct look);
	struct span href;

	look->tag = find_tag(html_name(node));
	node->_private = look;
	switch (look->tag->act) {
	case ACT_HEADING:
		look->flags |= LOOK_HEADING;
		break;
	case ACT_NAV:
		look->flags |= LOOK_NAV;
		break;
	case ACT_CONTROL:
		look->flags |= LOOK_CONTROL;
		break;
	case ACT_PARAGRAPH:
		look->flags |= LOOK_PARAGRAPH;
		break;
	case ACT_IMAGE:
	case ACT_RULE:
	case ACT_DRAWING:
	case ACT_MATH:
		look->flags |= LOOK_SHOWN;
		break;
	case ACT_LINK:
		href = html_attr(node, "href");
		if (href.len > 1 && href.ptr[0] == '#')
			add_target(mem, targets, span_slice(href, 1,
			    href.len));
		break;
	case ACT_BLOCK:
		if (!strcmp(look->tag->name, "main") ||
		    !strcmp(look->tag->name, "article"))
			look->flags |= LOOK_MAIN;
		break;
	default:
		break;
	}
	if (look_is_line(node))
		look->flags |= LOOK_LINES;
	switch (look_role(node)) {
	case DOC_ROLE_FOOTNOTE:
	case DOC_ROLE_ENDNOTES:
		look->flags |= LOOK_NOTE;
		break;
	default:
		break;
	}
}

/* All below `node` is known: say it to the parent. */
static void
look_up(xmlNode *node)
{
	struct look *look = node->_private;
	struct look *above;

	if (look->tag->act == ACT_LINK)
		look->linked = look->text;
	if (look->text)
		look->flags |= LOOK_SHOWN;
	if (!node->parent || node->parent->type != XML_ELEMENT_NODE ||
	    look->tag->act == ACT_SKIP)
		return;
	above = node->parent->_private;
	above->text = sum(above->text, look->text);
	above->linked = sum(above->linked, look->linked);
	above->flags |= look->flags;
	if (look->tag->block)
		above->flags |= LOOK_BLOCK;
	if (look->tag->act == ACT_TABLE)
		above->flags |= LOOK_TABLE;
	if (look->tag->act == ACT_BREAK)
		above->flags |= LOOK_BREAK;
}

/* Visit all elements: `down` on the way in, look_up on the way out. */
static void
walk(xmlDoc *tree, struct arena *mem, struct map *targets)
{
	xmlNode *node = tree->children;

	while (node) {
		if (node->type == XML_ELEMENT_NODE) {
			look_down(node, mem, targets);
			if (node->children) {
				node = node->children;
				continue;
			}
			look_up(node);
		} else if ((node->type == XML_TEXT_NODE ||
		    node->type == XML_CDATA_SECTION_NODE) && node->parent &&
		    node->parent->type == XML_ELEMENT_NODE) {
			struct look *above = node->parent->_private;

			above->text = sum(above->text,
			    count_words(node->content));
		}
		while (!node->next) {
			node = node->parent;
			if (!node || node->type != XML_ELEMENT_NODE)
				return;
			look_up(node);
		}
		node = node->next;
	}
}

/* Mark what links lead to, and all around it. */
static void
mark_targets(xmlDoc *tree, const struct map *targets)
{
	const xmlNode *top = (const xmlNode *)tree;

	for (xmlNode *node = tree->children; node;
	    node = html_next(node, top, false)) {
		struct span id;

		if (node->type != XML_ELEMENT_NODE)
			continue;
		id = look_id(node);
		if (id.len == 0 || !map_find(targets, id))
			continue;
		/* Stop where another target has marked the way up. */
		for (xmlNode *up = node; up && up->type == XML_ELEMENT_NODE;
		    up = up->parent) {
			struct look *look = up->_private;

			if (look->flags & LOOK_TARGET)
				break;
			look->flags |= LOOK_TARGET;
		}
	}
}

void
look_at(xmlDoc *tree, struct arena *mem, struct map *targets)
{
	walk(tree, mem, targets);
	mark_targets(tree, targets);
}
