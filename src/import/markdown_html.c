/*
 * import/markdown_html.c - HTML tags that stand around blocks of Markdown.
 *
 *     <aside lang="fr">          HTML block 1: opens an ASIDE
 *
 *     Text with *Markdown*.
 *
 *     </aside>                   HTML block 2: closes it
 *
 * A block of HTML that is nothing but such tags is a border here; any other
 * block is a page in small and goes to import_html_fragment.
 *
 * In a file that ibid export wrote (walk->exact) the tags say all that a
 * node holds: the kind by the tag or, where that is not enough, by the
 * class; role, id, lang and dir as in HTML; start, value, type, colspan and
 * align where HTML has them, data-number, data-label, data-level and
 * data-flags elsewhere.  A tag of a leaf says what the next leaf is:
 *
 *     <div class="verse" lang="la">
 *
 *     Arma virumque cano\
 *     Troiae qui primus ab oris
 *
 *     </div>
 *
 * and <div class="note" data-note="k"></div> is where the note [^k] stands.
 */
#include "import/markdown_walk.h"

/* Tags that are borders in any Markdown; the rest in exact files only. */
static const struct box_tag {
	const char *name;
	enum doc_kind kind;
	bool anywhere;
	bool plain;	/* nothing at all without attributes */
} tags[] = {
	{ "article", DOC_GROUP, true, true },
	{ "aside", DOC_ASIDE, true, false },
	{ "blockquote", DOC_QUOTE, true, false },
	{ "center", DOC_GROUP, true, true },
	{ "dd", DOC_ITEM, false, false },
	{ "div", DOC_GROUP, true, true },
	{ "dl", DOC_DEFINITIONS, false, false },
	{ "dt", DOC_TERM, false, false },
	{ "figcaption", DOC_CAPTION, false, false },
	{ "figure", DOC_FIGURE, true, false },
	{ "li", DOC_ITEM, false, false },
	{ "main", DOC_GROUP, true, true },
	{ "ol", DOC_LIST, false, false },
	{ "section", DOC_GROUP, true, true },
	{ "table", DOC_TABLE, false, false },
	{ "td", DOC_CELL, false, false },
	{ "tr", DOC_ROW, false, false },
	{ "ul", DOC_LIST, false, false },
};

static const struct box_tag *
find_tag(struct span name)
{
	for (size_t i = 0; i < sizeof tags / sizeof *tags; i++)
		if (span_eq_nocase(name, span_str(tags[i].name)))
			return &tags[i];
	return NULL;
}

/* ---- attributes ------------------------------------------------------- */

static unsigned
number_in(struct markdown *walk, struct span tag, const char *name)
{
	unsigned number;
	struct span value = markdown_attribute(walk, tag, name);

	return value.len && span_number(value, &number) == value.len ?
	    number : 0;
}

static enum doc_align
align_in(struct markdown *walk, struct span tag)
{
	static const char *const names[] = {
		[DOC_ALIGN_LEFT] = "left", [DOC_ALIGN_CENTRE] = "center",
		[DOC_ALIGN_RIGHT] = "right",
	};
	struct span value = markdown_attribute(walk, tag, "align");

	for (unsigned i = DOC_ALIGN_LEFT; i <= DOC_ALIGN_RIGHT; i++)
		if (span_eq_nocase(value, span_str(names[i])))
			return (enum doc_align)i;
	return DOC_ALIGN_NONE;
}

static unsigned
flags_in(struct markdown *walk, struct span tag)
{
	static const struct {
		const char *name;
		unsigned flag;
	} names[] = {
		{ "tight", DOC_TIGHT }, { "ordered", DOC_ORDERED },
		{ "header", DOC_HEADER }, { "inferred", DOC_INFERRED },
	};
	struct span words = markdown_attribute(walk, tag, "data-flags");
	struct span dir = markdown_attribute(walk, tag, "dir");
	unsigned flags = 0;

	if (span_eq_nocase(dir, SPAN("rtl")))
		flags |= DOC_RTL;
	if (span_eq_nocase(dir, SPAN("ltr")))
		flags |= DOC_LTR;
	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (span_find(words, span_str(names[i].name), 0) >= 0)
			flags |= names[i].flag;
	return flags;
}

static void
read_attrs(struct markdown *walk, struct span tag, struct doc_attrs *attrs)
{
	static const char *const numbers[] = { "start", "value", "colspan",
		"data-number" };
	struct span id = markdown_attribute(walk, tag, "id");

	*attrs = (struct doc_attrs){
		.role = markdown_role(walk, tag),
		.flags = flags_in(walk, tag),
		.lang = markdown_attribute(walk, tag, "lang"),
	};
	if (id.len)
		attrs->id = markdown_id(walk, id);
	if (!walk->exact)
		return;
	attrs->level = number_in(walk, tag, "data-level");
	attrs->align = align_in(walk, tag);
	for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++)
		if (!attrs->number)
			attrs->number = number_in(walk, tag, numbers[i]);
	attrs->label = markdown_attribute(walk, tag, "type");
	if (!attrs->label.len)
		attrs->label = markdown_attribute(walk, tag, "data-label");
	if (span_eq_nocase(markdown_tag_name(tag), SPAN("ol")))
		attrs->flags |= DOC_ORDERED;
}

/* The kind by the class: any in exact files, else those of quotes. */
static enum doc_kind
kind_in(struct markdown *walk, struct span tag, enum doc_kind kind)
{
	struct span class = markdown_attribute(walk, tag, "class");

	if (!class.len)
		return kind;
	if (kind == DOC_QUOTE && span_eq(class, SPAN("pullquote")))
		return DOC_PULL_QUOTE;
	for (int i = 0; i < DOC_KIND_COUNT; i++)
		if (span_eq(class, span_str(doc_kind_name((enum doc_kind)i)))
		    && (walk->exact || (kind == DOC_QUOTE &&
		    (i == DOC_PULL_QUOTE || i == DOC_EPIGRAPH))))
			return (enum doc_kind)i;
	return kind;
}

/* ---- leaves ----------------------------------------------------------- */

void
markdown_leaf(struct markdown *walk, enum doc_kind kind,
    const struct doc_attrs *attrs)
{
	struct doc_attrs due = walk->leaf_attrs;

	if (!walk->leaf_due) {
		doc_open(walk->sink, kind, attrs);
		return;
	}
	walk->leaf_due = false;
	if (attrs && attrs->level)
		due.level = attrs->level;
	doc_open(walk->sink, walk->leaf_kind, &due);
}

/* ---- boxes ------------------------------------------------------------ */

static void
push_box(struct markdown *walk, struct markdown_box box)
{
	MEM_PUSH(walk->boxes, walk->box_count, walk->box_room);
	walk->boxes[walk->box_count++] = box;
}

static void
pop_box(struct markdown *walk)
{
	struct markdown_box box = walk->boxes[--walk->box_count];

	/* Nothing was in it: a leaf without text. */
	if (box.leaf && walk->leaf_due) {
		markdown_leaf(walk, DOC_PARAGRAPH, NULL);
		doc_close(walk->sink);
	}
	if (box.told)
		doc_close(walk->sink);
}

void
markdown_box_begin(struct markdown *walk)
{
	push_box(walk, (struct markdown_box){ .tag = SPAN("") });
}

void
markdown_box_end(struct markdown *walk)
{
	while (walk->box_count && walk->boxes[walk->box_count - 1].tag.len)
		pop_box(walk);
	if (walk->box_count)
		walk->box_count--;
}

static void
close_box(struct markdown *walk, struct span name)
{
	size_t at = walk->box_count;

	while (at && walk->boxes[at - 1].tag.len &&
	    !span_eq_nocase(walk->boxes[at - 1].tag, name))
		at--;
	if (at == 0 || !walk->boxes[at - 1].tag.len)
		return;
	while (walk->box_count >= at)
		pop_box(walk);
}

static void
place_note(struct markdown *walk, struct span tag, struct doc_attrs *attrs)
{
	struct span label = markdown_attribute(walk, tag, "data-note");
	struct span shown = markdown_attribute(walk, tag, "data-label");

	attrs->label = shown.ptr ? arena_printf(&walk->mem, "%.*s\n%.*s",
	    SPAN_ARG(label), SPAN_ARG(shown)) : label;
	markdown_note(walk, label, attrs);
}

static void
open_box(struct markdown *walk, struct span tag)
{
	const struct box_tag *box = find_tag(markdown_tag_name(tag));
	enum doc_kind kind = kind_in(walk, tag, box->kind);
	struct markdown_box open = { .tag = span_str(box->name) };
	struct doc_attrs attrs;

	read_attrs(walk, tag, &attrs);
	if (kind == DOC_NOTE) {
		place_note(walk, tag, &attrs);
	} else if (doc_kind_shape(kind) == DOC_LEAF) {
		open.leaf = walk->leaf_due = true;
		walk->leaf_kind = kind;
		walk->leaf_attrs = attrs;
	} else if (walk->exact || !box->plain || attrs.id.len ||
	    attrs.role || attrs.lang.len || attrs.flags) {
		open.told = true;
		doc_open(walk->sink, kind, &attrs);
	}
	push_box(walk, open);
}

/* The tag or comment at `*at`; false when something else stands there. */
static bool
next_tag(struct span html, size_t *at, struct span *tag)
{
	size_t from, to;
	char quote = '\0';

	while (*at < html.len && strchr(" \t\n\r", html.ptr[*at]))
		++*at;
	from = to = *at;
	if (to == html.len || html.ptr[to] != '<')
		return false;
	if (span_starts(span_slice(html, to, html.len), SPAN("<!--"))) {
		ptrdiff_t end = span_find(html, SPAN("-->"), to + 4);

		to = end < 0 ? html.len : (size_t)end + 2;
	}
	for (; to < html.len && (quote || html.ptr[to] != '>'); to++) {
		if (quote)
			quote = html.ptr[to] == quote ? '\0' : quote;
		else if (html.ptr[to] == '"' || html.ptr[to] == '\'')
			quote = html.ptr[to];
	}
	if (to >= html.len)
		return false;
	*tag = span_slice(html, from, to + 1);
	*at = to + 1;
	return true;
}

/*
 * Whether there are only tags of boxes, and, but in exact files, one of
 * them is not closed, or not opened, in this block.
 */
static bool
is_border(const struct markdown *walk, struct span html)
{
	struct span tag;
	size_t at = 0;
	int depth = 0;
	bool open = false;

	while (next_tag(html, &at, &tag)) {
		const struct box_tag *box;

		if (span_starts(tag, SPAN("<!")))
			continue;
		box = find_tag(markdown_tag_name(tag));
		if (!box || (!box->anywhere && !walk->exact) ||
		    span_ends(tag, SPAN("/>")))
			return false;
		depth += tag.ptr[1] == '/' ? -1 : 1;
		open |= depth < 0;
	}
	return at == html.len && (walk->exact || open || depth != 0);
}

bool
markdown_boxes(struct markdown *walk, struct span html)
{
	struct span tag;
	size_t at = 0;

	html = span_trim(html);
	if (!is_border(walk, html))
		return false;
	while (next_tag(html, &at, &tag)) {
		if (span_starts(tag, SPAN("<!")))
			continue;
		if (tag.ptr[1] == '/')
			close_box(walk, markdown_tag_name(tag));
		else
			open_box(walk, tag);
	}
	return true;
}

void
markdown_boxes_end(struct markdown *walk, struct span html)
{
	unsigned open[sizeof tags / sizeof *tags] = { 0 };
	struct span tag;
	ptrdiff_t from;
	size_t at = 0;

	while ((from = span_chr(html, '<', at)) >= 0) {
		const struct box_tag *box;

		at = (size_t)from;
		if (!next_tag(html, &at, &tag))
			return;
		box = find_tag(markdown_tag_name(tag));
		if (!box || (!box->anywhere && !walk->exact) ||
		    span_ends(tag, SPAN("/>")))
			continue;
		if (tag.ptr[1] != '/')
			open[box - tags]++;
		else if (open[box - tags])
			open[box - tags]--;
		else
			close_box(walk, markdown_tag_name(tag));
	}
}
