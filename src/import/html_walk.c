/* import/html_walk.c - the walk over a page, and what frames it. */
#include "import/html_side.h"
#include "import/html_walk.h"

#include <stdlib.h>

#include "base/progress.h"

struct span
walk_id(struct html_walk *walk, const xmlNode *node)
{
	struct span prefix = walk->opts->prefix;
	struct span id = look_id(node);

	if (!id.len || !prefix.len)
		return id;
	return arena_printf(&walk->mem, "%.*s#%.*s", SPAN_ARG(prefix),
	    SPAN_ARG(id));
}

void
walk_attrs(struct html_walk *walk, const xmlNode *node,
    struct doc_attrs *attrs)
{
	*attrs = (struct doc_attrs){ 0 };
	if (!node->properties)
		return;
	attrs->role = look_role(node);
	attrs->id = walk_id(walk, node);
	attrs->lang = look_lang(node);
	attrs->flags = look_dir(node);
	/* These stand on links; a block is neither. */
	if (attrs->role == DOC_ROLE_NOTEREF ||
	    attrs->role == DOC_ROLE_BACKLINK_ROLE)
		attrs->role = DOC_ROLE_PLAIN;
}

/* ---- pages ---- */

/* "[Pg 12]", "p. xii", "{12}" in an element that says it is a page number. */
static struct span
page_label(struct span text)
{
	static const struct span words[] = { SPAN("page"), SPAN("pg."),
	    SPAN("pg"), SPAN("p.") };

	text = span_trim(text);
	while (text.len && strchr("[{(", text.ptr[0]))
		text = span_trim(span_slice(text, 1, text.len));
	while (text.len && strchr("]})", text.ptr[text.len - 1]))
		text = span_trim(span_slice(text, 0, text.len - 1));
	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (span_eq_nocase(span_slice(text, 0, words[i].len),
		    words[i])) {
			text = span_slice(text, words[i].len, text.len);
			break;
		}
	text = span_trim(text);
	if (text.len == 0 || text.len > 12)
		return SPAN_NONE;
	for (size_t i = 0; i < text.len; i++)
		if (!strchr("0123456789ivxlcdmIVXLCDM-", text.ptr[i]))
			return SPAN_NONE;
	return text;
}

/* Whether the element is the start of a printed page, and told as such. */
static bool
tell_page(struct html_walk *walk, const xmlNode *node)
{
	struct buf text = { .limit = 4096 };
	struct span label = SPAN("");
	bool sure, maybe;

	if (!node->properties)
		return false;
	sure = html_has_word(html_words(node, "epub:type"), "pagebreak") ||
	    html_has_word(html_words(node, "role"), "doc-pagebreak");
	maybe = html_has_word(html_words(node, "class"), "pagenum") ||
	    html_has_word(html_words(node, "class"), "pageno") ||
	    html_has_word(html_words(node, "class"), "pagebreak");
	if (!sure && !maybe)
		return false;
	html_text(node, &text);
	if (sure) {
		label = html_attr(node, "title");
		if (!label.len)
			label = html_attr(node, "aria-label");
	}
	if (!label.len)
		label = page_label(buf_span(&text));
	else if (page_label(label).len)
		label = page_label(label);
	/* What is no number is text of its own, and stays. */
	if (label.len && label.len < 64 && look_of(node)->text < 64)
		label = arena_span(&walk->mem, label);
	else
		label = SPAN_NONE;
	buf_release(&text);
	if (!label.len)
		return false;
	out_point(&walk->out, DOC_PAGE, label);
	return true;
}

/* ---- what a book's contents say of this place ---- */

static void
tell_title(struct html_walk *walk, const struct html_title *title)
{
	struct doc_attrs attrs = {
		.level = title->level < 1 ? 1 : title->level > 6 ? 6 :
		    title->level,
		.flags = DOC_INFERRED,
	};

	out_leaf(&walk->out, DOC_HEADING, true, &attrs);
	out_text(&walk->out, title->title);
	out_close(&walk->out);
}

static void
look_up_contents(struct html_walk *walk, const xmlNode *node)
{
	struct map_entry *entry;
	struct span id;

	if (!node->properties || (!walk->titles.count && !walk->pages.count))
		return;
	id = look_id(node);
	if (!id.len)
		return;
	entry = map_find(&walk->pages, id);
	if (entry)
		out_point(&walk->out, DOC_PAGE,
		    walk->part->pages[entry->value].label);
	entry = map_find(&walk->titles, id);
	if (!entry)
		return;
	if (walk->insert_titles && !out_flat(&walk->out))
		tell_title(walk, &walk->part->titles[entry->value]);
	walk->due = &walk->part->titles[entry->value];
	walk->due_words = walk->out.words_told;
}

/* ---- elements ---- */

static void
say_hidden(struct html_walk *walk, const xmlNode *node)
{
	struct buf text = { .limit = 8192 };
	struct span words;

	if (look_of(node)->text == 0)
		return;
	html_text(node, &text);
	words = span_slice(span_trim(buf_span(&text)), 0, 60);
	while (words.len && ((unsigned char)words.ptr[words.len - 1] & 0xc0)
	    == 0x80)
		words.len--;
	if (words.len && (unsigned char)words.ptr[words.len - 1] >= 0xc0)
		words.len--;
	diag_add(walk->diags, DIAG_HIDDEN_DROPPED,
	    walk->first_line + (unsigned)xmlGetLineNo(node), words);
	buf_release(&text);
}

static bool
is_furniture(const struct html_walk *walk, const xmlNode *node)
{
	if (walk->in_furniture)
		return false;
	if (walk->part->book && look_of(node)->tag->act != ACT_NAV)
		return false;
	return look_is_furniture(node);
}

/* Returns whether to go into the children. */
static bool
enter(struct html_walk *walk, xmlNode *node, struct frame *frame)
{
	const struct html_tag *tag = look_of(node)->tag;

	if (tag->act == ACT_SKIP)
		return false;
	if (look_is_hidden(node)) {
		if (tag->act != ACT_NAV)
			say_hidden(walk, node);
		return false;
	}
	if (is_furniture(walk, node)) {
		/* A task list's box belongs to its item. */
		if (tag->act == ACT_CONTROL && !span_eq(html_name(node),
		    SPAN("button")))
			return inline_control(walk, node);
		MEM_PUSH(walk->kept, walk->kept_count, walk->kept_room);
		walk->kept[walk->kept_count++] = node;
		return false;
	}
	look_up_contents(walk, node);
	if (tell_page(walk, node)) {
		if (look_id(node).len)
			out_point(&walk->out, DOC_ANCHOR, walk_id(walk, node));
		for (xmlNode *at = node->children; at;
		    at = html_next(at, node, false))
			if (at->type == XML_ELEMENT_NODE && look_id(at).len)
				out_point(&walk->out, DOC_ANCHOR,
				    walk_id(walk, at));
		return false;
	}
	if (tag->act == ACT_ROOT) {
		out_border(&walk->out);
		if (look_id(node).len)
			out_point(&walk->out, DOC_ANCHOR, walk_id(walk, node));
		return true;
	}
	if (tag->act == ACT_RULE) {
		if (out_flat(&walk->out))
			out_line(&walk->out);
		else
			out_rule(&walk->out, &(struct doc_attrs){
			    .id = walk_id(walk, node) });
		return true;
	}
	if (tag->block)
		return block_enter(walk, node, frame);
	return inline_enter(walk, node, frame);
}

static void
leave(struct html_walk *walk)
{
	struct frame *frame = &walk->frames[--walk->frame_count];

	if (frame->after)
		out_text(&walk->out, span_str(frame->after));
	for (unsigned i = 0; i < frame->spans; i++)
		out_span_close(&walk->out);
	if (frame->table)
		walk->table.open = false;
	if (frame->row)
		while (walk->table.col < TABLE_COLS_MAX &&
		    walk->table.below[walk->table.col])
			walk->table.below[walk->table.col++]--;
	for (unsigned i = 0; i < frame->closes; i++)
		out_close(&walk->out);
	if (frame->line)
		out_line(&walk->out);
	if (frame->border)
		out_border(&walk->out);
	if (frame->verse) {
		out_border(&walk->out);
		walk->out.verse = 0;
	}
}

void
walk_tree(struct html_walk *walk, xmlNode *top)
{
	xmlNode *node = top;

	for (;;) {
		bool into = false;

		if (node->type == XML_ELEMENT_NODE) {
			struct frame frame = { 0 };

			into = enter(walk, node, &frame);
			MEM_PUSH(walk->frames, walk->frame_count,
			    walk->frame_room);
			walk->frames[walk->frame_count++] = frame;
		} else if ((node->type == XML_TEXT_NODE ||
		    node->type == XML_CDATA_SECTION_NODE) && node->content) {
			walk_text(walk, span_str((const char *)
			    node->content));
		}
		if (into && node->children) {
			node = node->children;
			continue;
		}
		if (node->type == XML_ELEMENT_NODE)
			leave(walk);
		while (node != top && !node->next) {
			node = node->parent;
			leave(walk);
		}
		if (node == top)
			return;
		node = node->next;
	}
}

static void
tell_furniture(struct html_walk *walk)
{
	if (walk->kept_count == 0)
		return;
	walk->in_furniture = true;
	out_open(&walk->out, DOC_FURNITURE, NULL);
	for (size_t i = 0; i < walk->kept_count; i++) {
		out_border(&walk->out);
		walk_tree(walk, walk->kept[i]);
	}
	out_close(&walk->out);
}

/* ---- a page as a whole ---- */

static void
index_contents(struct html_walk *walk)
{
	const struct html_part *part = walk->part;

	for (size_t i = 0; i < part->title_count; i++)
		map_put(&walk->titles, part->titles[i].frag, i, NULL);
	for (size_t i = 0; i < part->page_count; i++)
		map_put(&walk->pages, part->pages[i].frag, i, NULL);
}

/* What <html> and <body> say of the whole. */
static void
root_attrs(const xmlNode *root, struct doc_attrs *attrs)
{
	const xmlNode *body = html_find(root, "body");
	const xmlNode *both[] = { root, body };

	for (size_t i = 0; i < 2; i++) {
		const xmlNode *node = both[i];

		if (!node || look_of(node)->tag->act != ACT_ROOT)
			continue;
		if (look_role(node) != DOC_ROLE_PLAIN)
			attrs->role = look_role(node);
		if (look_lang(node).len)
			attrs->lang = look_lang(node);
		if (look_dir(node))
			attrs->flags = look_dir(node);
	}
}

static void
walk_page(struct html_walk *walk, xmlNode *root)
{
	struct doc_attrs attrs = { 0 }, file = { 0 };
	struct map_entry *entry;
	bool group;

	root_attrs(root, &attrs);
	if (attrs.role == DOC_ROLE_PLAIN)
		attrs.role = walk->part->role;
	/* The language of a page that is all is told as metadata. */
	if (span_eq_nocase(attrs.lang, walk->part->lang) ||
	    !walk->opts->prefix.len)
		attrs.lang = SPAN_NONE;
	if (walk->part->group) {
		file.id = walk->opts->prefix;
		file.role = walk->part->contents ? DOC_ROLE_CONTENTS :
		    DOC_ROLE_CHAPTER;
		if (attrs.role == file.role)
			attrs.role = DOC_ROLE_PLAIN;
		out_open(&walk->out, DOC_GROUP, &file);
	}
	group = attrs.role || attrs.lang.len || attrs.flags;
	if (group)
		out_open(&walk->out, DOC_GROUP, &attrs);
	walk->insert_titles = walk->part->title_count &&
	    !(look_of(root)->flags & LOOK_HEADING);
	entry = map_find(&walk->titles, SPAN(""));
	if (walk->insert_titles && entry)
		tell_title(walk, &walk->part->titles[entry->value]);
	walk_tree(walk, root);
	tell_furniture(walk);
	out_finish(&walk->out);
	if (group)
		out_close(&walk->out);
	if (walk->part->group)
		out_close(&walk->out);
}

static bool
import(struct span bytes, unsigned first_line,
    const struct import_opts *opts, const struct html_part *part,
    struct doc_sink *sink, struct diag_list *diags, struct buf *error)
{
	struct html_walk *walk;
	xmlDoc *tree = html_parse(bytes, part->syntax, opts, diags, error);
	xmlNode *root;

	if (!tree)
		return false;
	if (!part->book)
		progress_at(1, 2);
	walk = mem_alloc(sizeof *walk);
	walk->opts = opts;
	walk->part = part;
	walk->diags = diags;
	walk->first_line = first_line;
	out_init(&walk->out, sink);
	side_move_notes(tree);
	look_at(tree, &walk->mem, &walk->targets);
	index_contents(walk);
	if (!part->book) {
		walk->own_count = meta_addresses(tree, walk->own, OWN_MAX);
		meta_tell(tree, sink);
	}
	root = xmlDocGetRootElement(tree);
	if (root)
		walk_page(walk, root);
	out_release(&walk->out);
	map_release(&walk->targets);
	map_release(&walk->titles);
	map_release(&walk->pages);
	buf_release(&walk->text);
	arena_release(&walk->mem);
	free(walk->frames);
	free(walk->kept);
	free(walk);
	xmlFreeDoc(tree);
	return true;
}

bool
html_import_part(struct span bytes, const struct import_opts *opts,
    const struct html_part *part, struct doc_sink *sink,
    struct diag_list *diags, struct buf *error)
{
	return import(bytes, 0, opts, part, sink, diags, error);
}

bool
import_html(struct span bytes, const struct import_opts *opts,
    struct doc_sink *sink, struct diag_list *diags, struct buf *error)
{
	struct html_part part = { .syntax = HTML_SNIFF };

	return import(bytes, 0, opts, &part, sink, diags, error);
}

void
import_html_fragment(struct span bytes, unsigned line,
    const struct import_opts *opts, struct doc_sink *sink,
    struct diag_list *diags)
{
	struct html_part part = { .syntax = HTML_AS_HTML, .book = true };
	struct buf error = { 0 };

	if (!import(bytes, line ? line - 1 : 0, opts, &part, sink, diags,
	    &error))
		diag_add(diags, DIAG_NESTING_CUT, line, SPAN("this"));
	buf_release(&error);
}
