/*
 * import/markdown.c - Markdown, by cmark-gfm, as events.
 *
 * The source is made UTF-8, its front matter told, its footnotes guarded
 * (markdown_labels.h), parsed, and the tree walked without recursion.
 * Notes are told after the text, in a GROUP of role ENDNOTES, in the order
 * in which the source defines them.
 */
#include <cmark-gfm.h>
#include <cmark-gfm-extension_api.h>
#include <cmark-gfm-core-extensions.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/progress.h"
#include "import/front_matter.h"
#include "import/import.h"
#include "import/markdown_walk.h"
#include "uni/uni.h"

struct span
markdown_text(struct markdown *walk, const char *literal)
{
	struct span text = span_str(literal ? literal : "");

	if (!walk->piece.labels.count)
		return text;
	buf_clear(&walk->text);
	md_labels_restore(&walk->piece.labels, text, &walk->text);
	return buf_span(&walk->text);
}

struct span
markdown_id(struct markdown *walk, struct span id)
{
	if (!walk->opts->prefix.len)
		return arena_span(&walk->mem, id);
	return arena_printf(&walk->mem, "%.*s#%.*s",
	    SPAN_ARG(walk->opts->prefix), SPAN_ARG(id));
}

struct span
markdown_target(struct markdown *walk, const char *url)
{
	struct buf out = { 0 };
	struct span target;

	import_target(&out, walk->opts, markdown_text(walk, url));
	target = arena_span(&walk->mem, buf_span(&out));
	buf_release(&out);
	return target;
}

/* ---- blocks ----------------------------------------------------------- */

/*
 * Pandoc's attributes at the end of a heading: "{#id .class key=value}".
 * The text node that holds them is told without them.
 */
static void
heading_attributes(struct markdown *walk, cmark_node *last, struct buf *text,
    struct doc_attrs *attrs)
{
	struct span all = buf_span(text), literal, rest;
	size_t from = all.len;

	if (!last || cmark_node_get_type(last) != CMARK_NODE_TEXT ||
	    !span_ends(all, SPAN("}")))
		return;
	while (from && all.ptr[from - 1] != '{')
		from--;
	literal = span_str(cmark_node_get_literal(last));
	rest = span_slice(all, from, all.len - 1);
	if (!from || all.len - from + 1 > literal.len || !rest.len ||
	    (rest.ptr[0] != '#' && rest.ptr[0] != '.' &&
	    span_chr(rest, '=', 0) < 0))
		return;
	for (size_t at = 0; at < rest.len; ) {
		ptrdiff_t space = span_chr(rest, ' ', at);
		size_t to = space < 0 ? rest.len : (size_t)space;
		struct span word = span_slice(rest, at, to);
		ptrdiff_t equals = span_chr(word, '=', 0);

		if (word.len > 1 && word.ptr[0] == '#')
			attrs->id = arena_span(&walk->mem,
			    span_slice(word, 1, word.len));
		else if (span_starts(word, SPAN("epub:type=")) ||
		    span_starts(word, SPAN("role=")))
			attrs->role = doc_role_of(span_slice(word,
			    (size_t)equals + 1, word.len));
		at = to + 1;
	}
	walk->strip_id = last;
	buf_cut(text, from - 1);
}

/* The text of a heading, to make its id, and its attributes. */
static void
heading_text(struct markdown *walk, cmark_node *heading, struct buf *out,
    struct doc_attrs *attrs)
{
	cmark_iter *iter = cmark_iter_new(heading);
	cmark_node *last = NULL;
	cmark_event_type event;

	while ((event = cmark_iter_next(iter)) != CMARK_EVENT_DONE) {
		cmark_node *node = cmark_iter_get_node(iter);
		cmark_node_type type = cmark_node_get_type(node);

		if (event != CMARK_EVENT_ENTER)
			continue;
		if (type == CMARK_NODE_TEXT || type == CMARK_NODE_CODE)
			buf_put(out, markdown_text(walk,
			    cmark_node_get_literal(node)));
		if (type == CMARK_NODE_SOFTBREAK)
			buf_putc(out, ' ');
		last = node;
	}
	cmark_iter_free(iter);
	/* What a box says needs no braces. */
	if (!walk->leaf_due)
		heading_attributes(walk, last, out, attrs);
}

/* GitHub's rule: the second "notes" is "notes-1". */
static void
open_heading(struct markdown *walk, cmark_node *node)
{
	struct doc_attrs attrs = {
		.level = (unsigned)cmark_node_get_heading_level(node),
	};
	struct buf text = { 0 }, slug = { 0 };
	struct map_entry *entry;
	bool fresh;

	heading_text(walk, node, &text, &attrs);
	if (!attrs.id.len && !walk->leaf_due && !walk->unnamed) {
		import_slug(&slug, buf_span(&text));
		attrs.id = arena_span(&walk->mem, buf_span(&slug));
	}
	entry = map_put(&walk->slugs, attrs.id, 0, &fresh);
	if (!fresh && !walk->exact)
		attrs.id = arena_printf(&walk->mem, "%.*s-%llu",
		    SPAN_ARG(attrs.id), (unsigned long long)++entry->value);
	if (attrs.id.len)
		attrs.id = markdown_id(walk, attrs.id);
	markdown_leaf(walk, DOC_HEADING, &attrs);
	buf_release(&text);
	buf_release(&slug);
}

static void
open_list(struct markdown *walk, cmark_node *node)
{
	struct doc_attrs attrs = {
		.flags = cmark_node_get_list_tight(node) ? DOC_TIGHT : 0,
	};

	if (cmark_node_get_list_type(node) == CMARK_ORDERED_LIST) {
		attrs.flags |= DOC_ORDERED;
		attrs.number = (unsigned)cmark_node_get_list_start(node);
	}
	doc_open(walk->sink, DOC_LIST, &attrs);
}

/*
 * CommonMark counts on from the first number; an author who skips one
 * (notes 1, 2, 4) means it, so a number that grows is kept.
 */
static void
open_item(struct markdown *walk, cmark_node *node)
{
	cmark_node *list = cmark_node_parent(node);
	cmark_node *before = cmark_node_previous(node);
	struct doc_attrs attrs = { 0 };
	unsigned own = (unsigned)(size_t)cmark_node_get_user_data(node);

	if (cmark_node_get_list_type(list) == CMARK_ORDERED_LIST) {
		attrs.flags = DOC_ORDERED;
		attrs.number = before ?
		    (unsigned)(size_t)cmark_node_get_user_data(before) + 1 :
		    (unsigned)cmark_node_get_list_start(list);
		if (own > attrs.number)
			attrs.number = own;
		cmark_node_set_user_data(node, (void *)(size_t)attrs.number);
	}
	doc_open(walk->sink, DOC_ITEM, &attrs);
}

static void
tell_code(struct markdown *walk, cmark_node *node)
{
	const char *info = cmark_node_get_fence_info(node);
	struct doc_attrs attrs = {
		.label = arena_span(&walk->mem, markdown_text(walk, info)),
	};
	struct span code = markdown_text(walk,
	    cmark_node_get_literal(node));

	/* The line end before the fence that closes is not the code's. */
	if (span_ends(code, SPAN("\n")))
		code.len--;
	markdown_leaf(walk, DOC_CODE, &attrs);
	doc_text(walk->sink, code);
	doc_close(walk->sink);
}

static void
tell_html_block(struct markdown *walk, cmark_node *node)
{
	struct span html = arena_span(&walk->mem, markdown_text(walk,
	    cmark_node_get_literal(node)));

	if (markdown_boxes(walk, html))
		return;
	doc_exact(walk->sink, false);
	import_html_fragment(html, walk->line, walk->opts, walk->sink,
	    walk->diags);
	doc_exact(walk->sink, walk->exact);
	markdown_boxes_end(walk, html);
}

static void
open_cell(struct markdown *walk, cmark_node *cell)
{
	cmark_node *table = cmark_node_parent(cmark_node_parent(cell));
	const uint8_t *aligns =
	    cmark_gfm_extensions_get_table_alignments(table);
	unsigned columns = cmark_gfm_extensions_get_table_columns(table);
	struct doc_attrs attrs = { 0 };
	unsigned at = walk->column++;

	if (aligns && at < columns)
		attrs.align = aligns[at] == 'l' ? DOC_ALIGN_LEFT :
		    aligns[at] == 'c' ? DOC_ALIGN_CENTRE :
		    aligns[at] == 'r' ? DOC_ALIGN_RIGHT : DOC_ALIGN_NONE;
	doc_open(walk->sink, DOC_CELL, &attrs);
}

/* True when `node` is of the table extension, which has its own types. */
static bool
open_table_part(struct markdown *walk, cmark_node *node)
{
	const char *type = cmark_node_get_type_string(node);
	struct doc_attrs attrs = { 0 };

	if (!strcmp(type, "table")) {
		doc_open(walk->sink, DOC_TABLE, NULL);
	} else if (!strcmp(type, "table_header") ||
	    !strcmp(type, "table_row")) {
		attrs.flags =
		    cmark_gfm_extensions_get_table_row_is_header(node) ?
		    DOC_HEADER : 0;
		walk->column = 0;
		doc_open(walk->sink, DOC_ROW, &attrs);
	} else if (!strcmp(type, "table_cell")) {
		open_cell(walk, node);
	} else {
		return false;
	}
	return true;
}

/* ---- notes ------------------------------------------------------------ */

/*
 * cmark puts the definitions last, in the order of its numbers.  NULL for
 * those of the prelude.
 */
static const struct md_label *
next_note(struct md_piece *piece)
{
	const struct md_label *label;

	if (piece->notes_seen >= piece->resolved_count)
		return NULL;
	label = &piece->labels.items[
	    piece->resolved[piece->notes_seen++] - 1];
	return label->definition ? label : NULL;
}

/* In an exact source a note is told where its box stands. */
static void
index_notes(struct markdown *walk)
{
	struct md_piece *piece = &walk->piece;

	for (cmark_node *node = cmark_node_first_child(piece->root); node;
	    node = cmark_node_next(node)) {
		const struct md_label *label;

		if (cmark_node_get_type(node) !=
		    CMARK_NODE_FOOTNOTE_DEFINITION)
			continue;
		label = next_note(piece);
		if (label)
			map_put(&walk->notes, label->text,
			    (uint64_t)(uintptr_t)node, NULL);
	}
	piece->notes_seen = 0;
}

static bool
open_note(struct markdown *walk)
{
	struct doc_attrs attrs = { .role = DOC_ROLE_ENDNOTES };
	const struct md_label *label = next_note(&walk->piece);
	const struct map_entry *entry = label ?
	    map_find(&walk->notes, label->text) : NULL;

	/* Told where its box stood. */
	if (!label || (entry && entry->value == 0))
		return false;
	if (!walk->in_notes)
		doc_open(walk->sink, DOC_GROUP, &attrs);
	walk->in_notes = true;
	attrs = (struct doc_attrs){ .label = label->text };
	doc_open(walk->sink, DOC_NOTE, &attrs);
	return true;
}

/* ---- the walk --------------------------------------------------------- */

static bool
is_block(cmark_node *node)
{
	return (cmark_node_get_type(node) & CMARK_NODE_TYPE_MASK) ==
	    CMARK_NODE_TYPE_BLOCK;
}

/* Open a block; false when its children are to be left out. */
static bool
open_block(struct markdown *walk, cmark_node *node)
{
	switch (cmark_node_get_type(node)) {
	case CMARK_NODE_BLOCK_QUOTE:
		doc_open(walk->sink, DOC_QUOTE, NULL);
		return true;
	case CMARK_NODE_LIST:
		open_list(walk, node);
		return true;
	case CMARK_NODE_ITEM:
		open_item(walk, node);
		return true;
	case CMARK_NODE_HEADING:
		open_heading(walk, node);
		return true;
	case CMARK_NODE_FOOTNOTE_DEFINITION:
		return open_note(walk);
	case CMARK_NODE_CODE_BLOCK:
		tell_code(walk, node);
		return true;
	case CMARK_NODE_HTML_BLOCK:
		tell_html_block(walk, node);
		return true;
	case CMARK_NODE_THEMATIC_BREAK:
		markdown_leaf(walk, DOC_RULE, NULL);
		doc_close(walk->sink);
		return true;
	default:
		if (!open_table_part(walk, node))
			markdown_leaf(walk, DOC_PARAGRAPH, NULL);
		return true;
	}
}

/* Blocks that boxes may stand in; what they leave open ends with them. */
static bool
holds_blocks(cmark_node *node)
{
	cmark_node_type type = cmark_node_get_type(node);

	return type == CMARK_NODE_BLOCK_QUOTE || type == CMARK_NODE_ITEM ||
	    type == CMARK_NODE_FOOTNOTE_DEFINITION;
}

static unsigned
source_line(const struct markdown *walk, cmark_node *node)
{
	unsigned line = (unsigned)cmark_node_get_start_line(node);

	if (line <= walk->piece.labels.prelude_lines)
		return 0;
	return line - walk->piece.labels.prelude_lines +
	    walk->piece.first_line;
}

static void
tell_node(struct markdown *walk, cmark_iter *iter, cmark_node *node,
    bool enter)
{
	if (!is_block(node)) {
		markdown_inline(walk, node, enter);
		return;
	}
	if (!enter) {
		markdown_end_inlines(walk);
		if (holds_blocks(node))
			markdown_box_end(walk);
		doc_close(walk->sink);
		return;
	}
	walk->line = source_line(walk, node);
	doc_line(walk->sink, walk->line);
	if (!open_block(walk, node))
		cmark_iter_reset(iter, node, CMARK_EVENT_EXIT);
	else if (holds_blocks(node))
		markdown_box_begin(walk);
}

static void
tell_nodes(struct markdown *walk, cmark_node *top)
{
	cmark_iter *iter = cmark_iter_new(top);
	cmark_event_type event;

	while ((event = cmark_iter_next(iter)) != CMARK_EVENT_DONE)
		tell_node(walk, iter, cmark_iter_get_node(iter),
		    event == CMARK_EVENT_ENTER);
	cmark_iter_free(iter);
}

void
markdown_note(struct markdown *walk, struct span label,
    const struct doc_attrs *attrs)
{
	struct map_entry *entry = map_find(&walk->notes, label);
	cmark_node *note = entry ?
	    (cmark_node *)(uintptr_t)entry->value : NULL;

	if (!note)
		return;
	entry->value = 0;
	doc_open(walk->sink, DOC_NOTE, attrs);
	markdown_box_begin(walk);
	for (cmark_node *node = cmark_node_first_child(note); node;
	    node = cmark_node_next(node))
		tell_nodes(walk, node);
	markdown_box_end(walk);
	doc_close(walk->sink);
}

/* ---- pieces ----------------------------------------------------------- */

/* So much of a source is a tree at a time. */
#define PIECE_BYTES ((size_t)128 << 10)

/* What is told is freed: the document grows as the tree shrinks. */
static void
tell_text(struct markdown *walk)
{
	cmark_node *node = cmark_node_first_child(walk->piece.root);

	while (node) {
		cmark_node *next = cmark_node_next(node);

		if (cmark_node_get_type(node) !=
		    CMARK_NODE_FOOTNOTE_DEFINITION) {
			walk->strip_id = walk->url_node = NULL;
			tell_nodes(walk, node);
			cmark_node_free(node);
		}
		node = next;
	}
}

static void
tell_notes(struct markdown *walk, struct md_piece *piece)
{
	walk->piece = *piece;
	for (cmark_node *node = cmark_node_first_child(walk->piece.root);
	    node; node = cmark_node_next(node))
		tell_nodes(walk, node);
	md_piece_release(&walk->piece);
}

/* The piece that starts at `from`; returns its end. */
static size_t
next_piece(struct markdown *walk, struct span text, size_t from, bool whole)
{
	size_t len = walk->opts->piece_bytes ? walk->opts->piece_bytes :
	    PIECE_BYTES;
	size_t end;

	for (;; len *= 2) {
		end = whole ? text.len : md_piece_end(text, from, len);
		md_piece_parse(&walk->piece, span_slice(text, from, end),
		    walk->exact);
		if (end == text.len || !md_piece_is_open(&walk->piece))
			return end;
		md_piece_release(&walk->piece);
	}
}

/* The text piece by piece, then the notes of all. */
static void
tell_source(struct markdown *walk, struct span text, unsigned lines)
{
	bool whole = walk->exact || md_may_define_links(text);

	markdown_box_begin(walk);
	for (size_t at = 0; at < text.len; ) {
		at = next_piece(walk, text, at, whole);
		walk->piece.first_line = lines;
		lines += walk->piece.lines;
		if (walk->exact)
			index_notes(walk);
		tell_text(walk);
		progress_at(at, text.len);
		if (!cmark_node_first_child(walk->piece.root)) {
			md_piece_release(&walk->piece);
			continue;
		}
		MEM_PUSH(walk->kept, walk->kept_count, walk->kept_room);
		walk->kept[walk->kept_count++] = walk->piece;
		walk->piece = (struct md_piece){ 0 };
	}
	for (size_t i = 0; i < walk->kept_count; i++)
		tell_notes(walk, &walk->kept[i]);
	markdown_box_end(walk);
}

static void
walk_release(struct markdown *walk)
{
	free(walk->kept);
	map_release(&walk->slugs);
	map_release(&walk->notes);
	arena_release(&walk->mem);
	buf_release(&walk->text);
	free(walk->boxes);
}

bool
import_markdown(struct span bytes, const struct import_opts *opts,
    struct doc_sink *sink, struct diag_list *diags, struct buf *error)
{
	struct markdown walk = { .opts = opts, .sink = sink, .diags = diags };
	struct buf room = { 0 };
	struct front_matter front;
	struct span text;

	if (bytes.len > opts->limits.source_bytes) {
		import_limit_error(error, opts, "source_bytes");
		return false;
	}
	import_decode(&room, bytes, diags, &text);
	front_matter_read(text, sink, diags, &front);
	/* One file of several may be from anywhere. */
	walk.exact = front.settled && !opts->prefix.len;
	walk.unnamed = walk.exact && front.unnamed;
	if (walk.exact)
		doc_settle(sink, front.dangling);
	doc_exact(sink, walk.exact);
	tell_source(&walk, span_slice(text, front.len, text.len),
	    front.lines);
	doc_exact(sink, false);
	if (walk.in_notes)
		doc_close(sink);
	walk_release(&walk);
	buf_release(&room);
	return true;
}
