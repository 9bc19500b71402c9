/* import/html_block.c - boxes, headings, lists, tables, verse. */
#include "import/html_walk.h"

static unsigned
number_of(struct span value, unsigned otherwise)
{
	unsigned number;

	value = span_trim(value);
	return span_number(value, &number) ? number : otherwise;
}

/* ---- headings ---- */

/*
 * The level of the next heading.  A book's contents know the tree better
 * than its files, where every chapter may be an <h1> and its part too: the
 * row that leads to a file's first heading, or deeper than that row did,
 * sets the level there and shifts the headings after it.
 */
static unsigned
heading_level(struct html_walk *walk, unsigned level)
{
	const struct html_title *title = walk->due;
	struct map_entry *file = map_find(&walk->titles, SPAN(""));
	const struct html_title *top = file ?
	    &walk->part->titles[file->value] : NULL;
	int shifted;

	if (title && walk->due_words != walk->out.words_told)
		title = NULL;
	if (!walk->seen_heading && !title)
		title = top;
	if (title && (!walk->seen_heading ||
	    (top && title->level > top->level)))
		walk->level_shift = (int)title->level - (int)level;
	walk->due = NULL;
	walk->seen_heading = true;
	shifted = (int)level + walk->level_shift;
	return shifted < 1 ? 1 : shifted > 6 ? 6 : (unsigned)shifted;
}

static void
enter_heading(struct html_walk *walk, xmlNode *node, unsigned level,
    struct frame *frame)
{
	struct doc_attrs attrs;

	/* <h2></h2> is no heading, but its id stays. */
	if (!(look_of(node)->flags & LOOK_SHOWN)) {
		struct span id = walk_id(walk, node);

		if (id.len)
			out_point(&walk->out, DOC_ANCHOR, id);
		return;
	}
	if (out_flat(&walk->out)) {
		out_border(&walk->out);
		frame->border = true;
		return;
	}
	walk_attrs(walk, node, &attrs);
	attrs.level = walk->in_furniture ? level :
	    heading_level(walk, level);
	out_leaf(&walk->out, DOC_HEADING, true, &attrs);
	frame->closes++;
}

/* The level of the first heading inside an <hgroup>. */
static unsigned
group_level(const xmlNode *group)
{
	for (const xmlNode *at = group; at; at = html_next(at, group, false))
		if (at->type == XML_ELEMENT_NODE &&
		    look_of(at)->tag->act == ACT_HEADING)
			return (unsigned)look_of(at)->tag->arg;
	return 2;
}

/* ---- boxes ---- */

static void
point_here(struct html_walk *walk, struct span id)
{
	if (id.len)
		out_point(&walk->out, DOC_ANCHOR, id);
}

/* A line of a leaf: its id is a point, its language a span. */
static void
enter_line(struct html_walk *walk, xmlNode *node, struct frame *frame)
{
	struct span lang = look_lang(node);

	out_line(&walk->out);
	frame->line = true;
	point_here(walk, walk_id(walk, node));
	if (lang.len) {
		out_span(&walk->out, DOC_LANG,
		    &(struct doc_attrs){ .lang = lang });
		frame->spans++;
	}
	out_indent(&walk->out, look_indent(node));
}

static void
enter_group(struct html_walk *walk, enum doc_kind kind,
    const struct doc_attrs *attrs, struct frame *frame)
{
	out_open(&walk->out, kind, attrs);
	frame->closes++;
}

/* div, section and the like: a group, a paragraph, or only a border. */
static void
enter_box(struct html_walk *walk, xmlNode *node, struct frame *frame)
{
	const struct look *look = look_of(node);
	struct doc_attrs attrs;
	bool says;

	walk_attrs(walk, node, &attrs);
	if (look->tag->act == ACT_NAV && attrs.role == DOC_ROLE_PLAIN &&
	    !walk->in_furniture)
		attrs.role = DOC_ROLE_CONTENTS;
	says = attrs.role || attrs.id.len || attrs.lang.len || attrs.flags ||
	    (look->flags & LOOK_BLOCK && look_begins_with_way_back(node));
	frame->border = true;
	if (!(look->flags & LOOK_SHOWN)) {
		out_border(&walk->out);
		point_here(walk, attrs.id);
	} else if (says && !(look->flags & LOOK_BLOCK) &&
	    !walk->out.verse && attrs.role != DOC_ROLE_ENDNOTES &&
	    attrs.role != DOC_ROLE_CONTENTS) {
		out_leaf(&walk->out, DOC_PARAGRAPH, false, &attrs);
		frame->closes++;
	} else if (says) {
		enter_group(walk, DOC_GROUP, &attrs, frame);
	} else {
		out_border(&walk->out);
	}
}

static void
enter_container(struct html_walk *walk, xmlNode *node, enum doc_kind kind,
    struct frame *frame)
{
	struct doc_attrs attrs;

	walk_attrs(walk, node, &attrs);
	frame->border = true;
	if (!(look_of(node)->flags & LOOK_SHOWN)) {
		out_border(&walk->out);
		point_here(walk, attrs.id);
		return;
	}
	enter_group(walk, kind, &attrs, frame);
}

static void
enter_leaf(struct html_walk *walk, xmlNode *node, enum doc_kind kind,
    bool flat, struct frame *frame)
{
	struct doc_attrs attrs;

	walk_attrs(walk, node, &attrs);
	out_leaf(&walk->out, kind, flat, &attrs);
	frame->closes++;
}

/*
 * An epigraph or a pull quote: any element may be called so.  What is in one
 * is not set apart again.
 */
static bool
enter_quote(struct html_walk *walk, xmlNode *node, struct frame *frame)
{
	const struct html_tag *tag = look_of(node)->tag;
	enum doc_kind kind = look_quote(node);
	bool within = (kind != DOC_QUOTE || tag->act == ACT_QUOTE) &&
	    look_is_set_apart(node);

	if (tag->act == ACT_QUOTE && within) {
		enter_box(walk, node, frame);
	} else if (tag->act == ACT_QUOTE) {
		enter_container(walk, node, kind, frame);
	} else if (kind == DOC_QUOTE || within || walk->out.verse ||
	    !(look_of(node)->flags & LOOK_SHOWN)) {
		return false;
	} else if (tag->act == ACT_PARAGRAPH) {
		enter_group(walk, kind, NULL, frame);
		enter_leaf(walk, node, DOC_PARAGRAPH, false, frame);
	} else if (tag->act == ACT_BLOCK || tag->act == ACT_ASIDE) {
		enter_container(walk, node, kind, frame);
	} else {
		return false;
	}
	return true;
}

static void
enter_pre(struct html_walk *walk, xmlNode *node, struct frame *frame)
{
	struct span list = html_words(node, "class");
	struct doc_attrs attrs;
	struct span word;

	walk_attrs(walk, node, &attrs);
	if (node->children && node->children->type == XML_ELEMENT_NODE &&
	    !list.len)
		list = html_attr(node->children, "class");
	while (html_next_word(&list, &word))
		if (span_starts(word, SPAN("language-")) && word.len < 64)
			attrs.label = span_slice(word, 9, word.len);
	out_leaf(&walk->out, DOC_CODE, true, &attrs);
	frame->closes++;
}

/* ---- lists ---- */

static bool
is_tight(const xmlNode *list)
{
	for (const xmlNode *item = list->children; item; item = item->next) {
		if (item->type != XML_ELEMENT_NODE)
			continue;
		for (const xmlNode *in = item->children; in; in = in->next)
			if (in->type == XML_ELEMENT_NODE &&
			    look_of(in)->tag->act == ACT_PARAGRAPH)
				return false;
	}
	return true;
}

static void
enter_list(struct html_walk *walk, xmlNode *node, struct frame *frame)
{
	bool ordered = look_of(node)->tag->arg;
	struct doc_attrs attrs;
	struct span type;

	walk_attrs(walk, node, &attrs);
	if (!(look_of(node)->flags & LOOK_SHOWN)) {
		point_here(walk, attrs.id);
		return;
	}
	/* A list right in a list, as old pages have it. */
	if (node->parent && node->parent->type == XML_ELEMENT_NODE &&
	    look_of(node->parent)->tag->act == ACT_LIST)
		enter_group(walk, DOC_ITEM, NULL, frame);
	if (ordered) {
		attrs.flags |= DOC_ORDERED;
		attrs.number = number_of(html_attr(node, "start"), 1);
		type = html_attr(node, "type");
		if (type.len == 1 && strchr("aAiI", type.ptr[0]))
			attrs.label = type;
	}
	if (is_tight(node))
		attrs.flags |= DOC_TIGHT;
	enter_group(walk, DOC_LIST, &attrs, frame);
}

/* Items before this one, back to one that says its number. */
static unsigned
item_number(const xmlNode *item)
{
	const xmlNode *list = item->parent;
	unsigned *next = list->_private ? &((struct look *)
	    list->_private)->next : NULL;
	unsigned number;

	if (!next)
		return 1;
	if (*next == 0)
		*next = number_of(html_attr(list, "start"), 1);
	number = number_of(html_attr(item, "value"), *next);
	*next = html_has_attr(list, "reversed") && number > 1 ? number - 1 :
	    number + 1;
	return number;
}

static void
enter_item(struct html_walk *walk, xmlNode *node, struct frame *frame)
{
	const xmlNode *list = node->parent;
	struct doc_attrs attrs;

	walk_attrs(walk, node, &attrs);
	if (list && list->type == XML_ELEMENT_NODE &&
	    look_of(list)->tag->act == ACT_LIST && look_of(list)->tag->arg) {
		attrs.flags |= DOC_ORDERED;
		attrs.number = item_number(node);
	}
	enter_group(walk, DOC_ITEM, &attrs, frame);
}

/* ---- tables ---- */

static void
enter_table(struct html_walk *walk, xmlNode *node, struct frame *frame)
{
	struct doc_attrs attrs;

	if (walk->table.open || look_is_layout(node)) {
		enter_box(walk, node, frame);
		return;
	}
	walk_attrs(walk, node, &attrs);
	for (xmlNode *at = node->children; at; at = at->next)
		if (at->type == XML_ELEMENT_NODE &&
		    look_of(at)->tag->act == ACT_CAPTION)
			walk_tree(walk, at);
	enter_group(walk, DOC_TABLE, &attrs, frame);
	memset(&walk->table, 0, sizeof walk->table);
	walk->table.open = true;
	frame->table = true;
}

static bool
all_headers(const xmlNode *row)
{
	bool any = false;

	for (const xmlNode *at = row->children; at; at = at->next) {
		if (at->type != XML_ELEMENT_NODE ||
		    look_of(at)->tag->act != ACT_CELL)
			continue;
		if (!look_of(at)->tag->arg)
			return false;
		any = true;
	}
	return any;
}

/* Empty cells where one of a row above reaches down. */
static void
covered_cells(struct html_walk *walk)
{
	struct table_state *table = &walk->table;

	while (table->col < TABLE_COLS_MAX && table->below[table->col]) {
		table->below[table->col++]--;
		out_leaf(&walk->out, DOC_CELL, true, NULL);
		out_close(&walk->out);
	}
}

static void
enter_row(struct html_walk *walk, xmlNode *node, struct frame *frame)
{
	struct doc_attrs attrs;
	const xmlNode *rows = node->parent;

	if (!walk->table.open) {
		enter_box(walk, node, frame);
		return;
	}
	walk_attrs(walk, node, &attrs);
	if (all_headers(node) || (rows && rows->type == XML_ELEMENT_NODE &&
	    look_of(rows)->tag->act == ACT_ROWS && look_of(rows)->tag->arg))
		attrs.flags |= DOC_HEADER;
	enter_group(walk, DOC_ROW, &attrs, frame);
	walk->table.col = 0;
	frame->row = true;
	covered_cells(walk);
}

static enum doc_align
cell_align(const xmlNode *node)
{
	static const struct {
		const char *name;
		enum doc_align align;
	} names[] = {
		{ "left", DOC_ALIGN_LEFT },
		{ "center", DOC_ALIGN_CENTRE },
		{ "right", DOC_ALIGN_RIGHT },
	};
	struct span align = html_attr(node, "align");

	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (span_eq_nocase(align, span_str(names[i].name)) ||
		    look_style(node, "text-align", names[i].name))
			return names[i].align;
	return DOC_ALIGN_NONE;
}

static void
enter_cell(struct html_walk *walk, xmlNode *node, struct frame *frame)
{
	struct table_state *table = &walk->table;
	struct doc_attrs attrs;
	unsigned wide, high;

	/* Inside a layout table, or a cell without a row. */
	if (!table->open || out_flat(&walk->out)) {
		enter_box(walk, node, frame);
		return;
	}
	covered_cells(walk);
	walk_attrs(walk, node, &attrs);
	wide = number_of(html_attr(node, "colspan"), 1);
	high = number_of(html_attr(node, "rowspan"), 1);
	wide = wide < 1 ? 1 : wide > TABLE_COLS_MAX ? TABLE_COLS_MAX : wide;
	high = high < 1 ? 1 : high > 1000 ? 1000 : high;
	for (unsigned i = 0; i < wide && table->col < TABLE_COLS_MAX; i++)
		table->below[table->col++] = high - 1;
	attrs.align = cell_align(node);
	attrs.number = wide > 1 ? wide : 0;
	out_leaf(&walk->out, DOC_CELL, true, &attrs);
	frame->closes++;
}

/* ---- verse ---- */

/*
 * In a poem, a box without boxes is a line; a paragraph is a stanza, and
 * so is a box of lines.
 */
static bool
enter_verse(struct html_walk *walk, xmlNode *node, struct frame *frame)
{
	const struct look *look = look_of(node);
	struct doc_attrs attrs;

	if (look->flags & (LOOK_BLOCK | LOOK_HEADING))
		return false;
	if (look->tag->act != ACT_PARAGRAPH && look->tag->act != ACT_BLOCK &&
	    look->tag->act != ACT_ITEM)
		return false;
	if ((look->tag->act == ACT_PARAGRAPH && !look_is_line(node)) ||
	    look_is_verse(node)) {
		walk_attrs(walk, node, &attrs);
		out_leaf(&walk->out, DOC_VERSE, true, &attrs);
		frame->closes++;
		return true;
	}
	if (look_role(node) != DOC_ROLE_PLAIN)
		return false;
	enter_line(walk, node, frame);
	return true;
}

static void
begin_verse(struct html_walk *walk, xmlNode *node, struct frame *frame)
{
	if (walk->out.verse || !look_is_verse(node) || out_flat(&walk->out))
		return;
	out_border(&walk->out);
	walk->out.verse = 1;
	frame->verse = true;
}

/* A poem that holds no boxes is one stanza. */
static bool
enter_stanza(struct html_walk *walk, xmlNode *node, struct frame *frame)
{
	struct doc_attrs attrs;

	if (!frame->verse || (look_of(node)->flags & (LOOK_BLOCK |
	    LOOK_HEADING)) || look_of(node)->tag->act == ACT_QUOTE)
		return false;
	walk_attrs(walk, node, &attrs);
	out_leaf(&walk->out, DOC_VERSE, true, &attrs);
	frame->closes++;
	return true;
}

bool
block_enter(struct html_walk *walk, xmlNode *node, struct frame *frame)
{
	const struct html_tag *tag = look_of(node)->tag;

	walk->out.line = walk->first_line + (unsigned)xmlGetLineNo(node);
	if (tag->act != ACT_HEADING && tag->act != ACT_HGROUP &&
	    html_has_word(html_words(node, "role"), "heading") &&
	    !(look_of(node)->flags & LOOK_BLOCK)) {
		enter_heading(walk, node, number_of(html_attr(node,
		    "aria-level"), 2), frame);
		return true;
	}
	if (tag->act == ACT_HEADING || tag->act == ACT_HGROUP) {
		enter_heading(walk, node, tag->act == ACT_HGROUP ?
		    group_level(node) : (unsigned)tag->arg, frame);
		return true;
	}
	if (tag->act == ACT_CAPTION && walk->table.open)
		return false;
	begin_verse(walk, node, frame);
	if (enter_stanza(walk, node, frame))
		return true;
	if (walk->out.verse && !out_flat(&walk->out) && !frame->verse &&
	    enter_verse(walk, node, frame))
		return true;
	/* In a heading, a cell, a stanza: blocks are lines. */
	if (out_flat(&walk->out)) {
		enter_line(walk, node, frame);
		return true;
	}
	if (enter_quote(walk, node, frame))
		return true;
	switch (tag->act) {
	case ACT_PARAGRAPH:
		enter_leaf(walk, node, DOC_PARAGRAPH, false, frame);
		break;
	case ACT_ASIDE:
		enter_container(walk, node, DOC_ASIDE, frame);
		break;
	case ACT_FIGURE:
		enter_container(walk, node, DOC_FIGURE, frame);
		break;
	case ACT_LIST:
		enter_list(walk, node, frame);
		break;
	case ACT_ITEM:
		enter_item(walk, node, frame);
		break;
	case ACT_DEFINITIONS:
		enter_container(walk, node, DOC_DEFINITIONS, frame);
		break;
	case ACT_TERM:
		enter_leaf(walk, node, DOC_TERM, true, frame);
		break;
	case ACT_DEFINED:
		enter_container(walk, node, DOC_ITEM, frame);
		break;
	case ACT_TABLE:
		enter_table(walk, node, frame);
		break;
	case ACT_ROW:
		enter_row(walk, node, frame);
		break;
	case ACT_CELL:
		enter_cell(walk, node, frame);
		break;
	case ACT_CAPTION:
	case ACT_LEGEND:
		enter_leaf(walk, node, DOC_CAPTION, true, frame);
		break;
	case ACT_PRE:
		enter_pre(walk, node, frame);
		break;
	case ACT_ROWS:
		break;
	case ACT_SUMMARY:
		enter_leaf(walk, node, DOC_PARAGRAPH, true, frame);
		out_span(&walk->out, DOC_STRONG, NULL);
		frame->spans++;
		break;
	default:
		enter_box(walk, node, frame);
	}
	return true;
}
