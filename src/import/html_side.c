/*
 * import/html_side.c - notes that stand in the line of their mark.
 *
 *     <p>here<label for="sn-1" class="margin-toggle sidenote-number">
 *     </label><input type="checkbox" id="sn-1" class="margin-toggle"/>
 *     <span class="sidenote">A note.</span> and on.</p>
 *
 * becomes
 *
 *     <p>here<a href="#sn-1" role="doc-noteref">1</a> and on.</p>
 *     <aside id="sn-1" role="doc-footnote">A note.</aside>
 *
 * So do the footnotes of LaTeXML, whose mark stands in the note, too:
 *
 *     <span class="ltx_note ltx_role_footnote" id="footnote1">
 *     <sup class="ltx_note_mark">1</sup><span class="ltx_note_outer">
 *     <span class="ltx_note_content"><sup class="ltx_note_mark">1</sup>
 *     <span class="ltx_tag_note">1</span>A note.</span></span></span>
 *
 * The evidence is the whole of the markup: a class alone is only a name.
 */
#include "import/html_side.h"

#include <stdio.h>

/* A mark is some figures or a sign. */
#define LABEL_MAX 12

struct side {
	xmlDoc *tree;
	xmlNode *place, *last;	/* after `place`, `last` was put last */
	unsigned number;	/* of sidenotes that count by style */
	unsigned id;		/* of those that have none */
};

/* The parts of one note. */
struct found {
	xmlNode *note;		/* gives way to the mark */
	xmlNode *content;	/* what holds its words */
	xmlNode *label, *box;	/* before it, of Tufte's; or NULL */
	struct span id;
};

static bool
has_class(const xmlNode *node, const char *name)
{
	return node && node->type == XML_ELEMENT_NODE &&
	    html_has_word(html_words(node, "class"), name);
}

static xmlNode *
child_of_class(const xmlNode *node, const char *name)
{
	for (xmlNode *at = node->children; at; at = at->next)
		if (has_class(at, name))
			return at;
	return NULL;
}

/* The element before, when nothing but white space stands between. */
static xmlNode *
element_before(const xmlNode *node)
{
	xmlNode *at = node->prev;

	while (at && at->type != XML_ELEMENT_NODE &&
	    (at->type == XML_COMMENT_NODE || xmlIsBlankNode(at)))
		at = at->prev;
	return at && at->type == XML_ELEMENT_NODE ? at : NULL;
}

static bool
is_short(const xmlNode *node)
{
	struct buf text = { .limit = 200 };
	bool is;

	if (node)
		html_text(node, &text);
	is = !text.failed && span_trim(buf_span(&text)).len <= LABEL_MAX;
	buf_release(&text);
	return is;
}

/* Whether `node` holds nothing but these two, and white space. */
static bool
holds_only(const xmlNode *node, const xmlNode *one, const xmlNode *two)
{
	for (const xmlNode *at = node->children; at; at = at->next)
		if (at != one && at != two && !xmlIsBlankNode(at) &&
		    at->type != XML_COMMENT_NODE)
			return false;
	return true;
}

/* ---- the two makers --------------------------------------------------- */

static bool
find_latexml(xmlNode *node, struct found *found)
{
	xmlNode *outer;

	if (!has_class(node, "ltx_note") ||
	    !(has_class(node, "ltx_role_footnote") ||
	    has_class(node, "ltx_role_endnote") ||
	    has_class(node, "ltx_role_footnotetext")))
		return false;
	outer = child_of_class(node, "ltx_note_outer");
	*found = (struct found){
		.note = node,
		.content = outer ? child_of_class(outer, "ltx_note_content") :
		    NULL,
		.label = child_of_class(node, "ltx_note_mark"),
		.id = html_attr(node, "id"),
	};
	return found->content && is_short(found->label) &&
	    holds_only(node, found->label, outer) &&
	    holds_only(outer, found->content, NULL);
}

static bool
find_tufte(xmlNode *node, struct found *found)
{
	xmlNode *box, *label;

	if (!has_class(node, "sidenote") && !has_class(node, "marginnote"))
		return false;
	box = element_before(node);
	label = box ? element_before(box) : NULL;
	if (!label || !span_eq(html_name(box), SPAN("input")) ||
	    !span_eq(html_name(label), SPAN("label")) || box->children ||
	    xmlChildElementCount(label) || !is_short(label) ||
	    !html_attr(box, "id").len ||
	    !span_eq(html_attr(box, "id"), html_attr(label, "for")))
		return false;
	*found = (struct found){
		.note = node, .content = node, .label = label, .box = box,
		.id = html_attr(box, "id"),
	};
	return true;
}

/* ---- the move --------------------------------------------------------- */

static bool
is_one_of(const xmlNode *node, const char *const *names)
{
	for (size_t i = 0; names[i]; i++)
		if (span_eq_nocase(html_name(node), span_str(names[i])))
			return true;
	return false;
}

/*
 * The block that the note is put after; when its text stands in no
 * paragraph, NULL and `parent`, at whose end it is put.
 */
static xmlNode *
place_of(xmlNode *note, xmlNode **parent)
{
	static const char *const blocks[] = { "p", "h1", "h2", "h3", "h4",
		"h5", "h6", "pre", "table", "figure", "dl", NULL };
	static const char *const boxes[] = { "div", "li", "section",
		"article", "aside", "blockquote", "main", "body", "dd", NULL };
	static const char *const outer[] = { "td", "th", "caption", "dt",
		"figcaption", "tr", NULL };
	bool inside = false;	/* a cell, a caption: no place for blocks */

	for (xmlNode *at = note->parent; at &&
	    at->type == XML_ELEMENT_NODE; at = at->parent) {
		bool table = is_one_of(at, outer);
		bool whole = span_eq_nocase(html_name(at), SPAN("table")) ||
		    span_eq_nocase(html_name(at), SPAN("figure")) ||
		    span_eq_nocase(html_name(at), SPAN("dl"));

		inside |= table;
		if (inside && whole)
			return at;
		if (inside || whole)
			continue;
		if (is_one_of(at, blocks)) {
			xmlNode *up = at->parent;

			/* A paragraph of a cell, again. */
			if (!up || !is_one_of(up, outer))
				return at;
			inside = true;
		} else if (is_one_of(at, boxes)) {
			*parent = at;
			return NULL;
		}
	}
	*parent = note->parent;
	return NULL;
}

static void
drop(xmlNode *node)
{
	xmlUnlinkNode(node);
	xmlFreeNode(node);
}

/* The label that the note repeats: a mark of its own shows it. */
static void
drop_labels(xmlNode *content)
{
	static const char *const names[] = { "ltx_note_mark", "ltx_tag_note",
		"sidenote-number" };
	xmlNode *next;

	for (xmlNode *at = content->children; at; at = next) {
		bool label = false;

		next = at->next;
		for (size_t i = 0; i < sizeof names / sizeof *names; i++)
			label |= has_class(at, names[i]);
		if (label && is_short(at))
			drop(at);
	}
}

static void
label_of(struct side *side, const struct found *found, struct buf *label)
{
	struct buf text = { .limit = 200 };
	struct span words;

	if (found->label)
		html_text(found->label, &text);
	words = span_trim(buf_span(&text));
	if (words.len > 0 && words.len <= LABEL_MAX)
		buf_put(label, words);
	else if (has_class(found->note, "marginnote"))
		buf_puts(label, "*");
	else
		buf_printf(label, "%u", ++side->number);
	buf_release(&text);
}

static xmlNode *
new_node(struct side *side, const xmlNode *like, const char *name,
    const char *role)
{
	xmlNode *node = xmlNewDocNode(side->tree, NULL,
	    (const xmlChar *)name, NULL);

	if (!node)
		return NULL;
	node->line = like->line;
	xmlNewProp(node, (const xmlChar *)"role", (const xmlChar *)role);
	return node;
}

static void
put_aside(struct side *side, xmlNode *note, xmlNode *aside)
{
	xmlNode *parent = NULL;
	xmlNode *place = place_of(note, &parent);

	if (!place) {
		xmlAddChild(parent, aside);
		return;
	}
	xmlAddNextSibling(place == side->place ? side->last : place, aside);
	side->place = place;
	side->last = aside;
}

/* The mark, which the walk goes on from. */
static xmlNode *
move(struct side *side, const struct found *found)
{
	xmlNode *mark = new_node(side, found->note, "a", "doc-noteref");
	xmlNode *aside = new_node(side, found->note, "aside", "doc-footnote");
	struct buf href = { 0 }, label = { 0 };

	if (!mark || !aside) {
		xmlFreeNode(mark);
		xmlFreeNode(aside);
		return found->note;
	}
	buf_putc(&href, '#');
	if (found->id.len)
		buf_put(&href, found->id);
	else
		buf_printf(&href, "side-note-%u", ++side->id);
	label_of(side, found, &label);
	xmlNewProp(mark, (const xmlChar *)"href",
	    (const xmlChar *)buf_cstr(&href));
	xmlNewProp(aside, (const xmlChar *)"id",
	    (const xmlChar *)buf_cstr(&href) + 1);
	xmlNodeAddContent(mark, (const xmlChar *)buf_cstr(&label));
	drop_labels(found->content);
	while (found->content->children) {
		xmlNode *child = found->content->children;

		xmlUnlinkNode(child);
		xmlAddChild(aside, child);
	}
	put_aside(side, found->note, aside);
	xmlAddPrevSibling(found->note, mark);
	if (found->box) {
		drop(found->box);
		drop(found->label);
	}
	drop(found->note);
	buf_release(&href);
	buf_release(&label);
	return mark;
}

void
side_move_notes(xmlDoc *tree)
{
	struct side side = { .tree = tree };
	xmlNode *root = xmlDocGetRootElement(tree);

	for (xmlNode *at = root; at; at = html_next(at, root, false)) {
		struct found found;

		if (at->type == XML_ELEMENT_NODE && at->properties &&
		    (find_latexml(at, &found) || find_tufte(at, &found)))
			at = move(&side, &found);
	}
}
