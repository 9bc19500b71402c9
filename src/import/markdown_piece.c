/* import/markdown_piece.c - a long Markdown source, parsed piece by piece. */
#include "import/markdown_piece.h"

#include <cmark-gfm-core-extensions.h>
#include <cmark-gfm-extension_api.h>
#include <stdint.h>
#include <stdlib.h>

#include "base/arena.h"

#define PARSE_OPTIONS (CMARK_OPT_FOOTNOTES | CMARK_OPT_UNSAFE)

/* ---- where to cut ----------------------------------------------------- */

/* CommonMark 4.7: a label has at most 999 characters. */
#define LABEL_BYTES (999 * 4)

static bool
is_escaped(struct span text, size_t at)
{
	size_t from = at;

	while (from && text.ptr[from - 1] == '\\')
		from--;
	return (at - from) % 2;
}

/* Where the label that ends at `end` starts, after its "["; or SIZE_MAX. */
static size_t
label_start(struct span text, size_t end)
{
	size_t least = end > LABEL_BYTES ? end - LABEL_BYTES : 0;

	for (size_t at = end; at > least; at--)
		if (text.ptr[at - 1] == '[' && !is_escaped(text, at - 1))
			return at;
	return SIZE_MAX;
}

/* What stands before the first block of a line: marks, notes' labels. */
static size_t
skip_marks(struct span line)
{
	size_t at = 0;

	for (;;) {
		size_t len;

		while (at < line.len && md_is_block_mark(line.ptr[at]))
			at++;
		if (!span_starts(span_slice(line, at, line.len), SPAN("[^")))
			return at;
		len = md_label_len(line, at + 2);
		if (!len || !span_starts(span_slice(line, at + 2 + len,
		    line.len), SPAN("]:")))
			return at;
		at += len + 4;
	}
}

/* Whether what ends with the "]" at `end` may be a link's label. */
static bool
may_be_label(struct span text, size_t end)
{
	size_t from = label_start(text, end), start = from;
	struct span line;

	if (from == SIZE_MAX || is_escaped(text, end))
		return false;
	while (start && !strchr("\r\n", text.ptr[start - 1]))
		start--;
	line = span_slice(text, start, end + 2);
	return start + skip_marks(line) == from - 1;
}

bool
md_may_define_links(struct span text)
{
	ptrdiff_t at = -1;

	while ((at = span_find(text, SPAN("]:"), (size_t)(at + 1))) >= 0)
		if (may_be_label(text, (size_t)at))
			return true;
	return false;
}

/* A line that goes on with nothing, after a blank one. */
static bool
begins_anew(struct span line)
{
	unsigned char first = line.len ? (unsigned char)*line.ptr : 0;

	/* A byte order mark would go, as at the start of a file. */
	return first == '#' || (first >= 0x80 && first != 0xef) ||
	    ((first | 0x20) >= 'a' && (first | 0x20) <= 'z');
}

size_t
md_piece_end(struct span text, size_t from, size_t len)
{
	bool blank = false, quiet = true;
	struct span rest, line;

	if (len >= text.len - from)
		return text.len;
	/* The rest of the line there, whatever of it is left. */
	from += len;
	while (from < text.len && text.ptr[from] != '\n')
		from++;
	rest = span_slice(text, from + 1, text.len);
	for (;;) {
		const char *start = rest.ptr;

		if (!span_line(&rest, &line))
			return text.len;
		if (blank && quiet && begins_anew(line))
			return (size_t)(start - text.ptr);
		blank = span_trim(line).len == 0;
		/* After a fence or a tag we may be in a block of its own. */
		if (!blank)
			quiet = !strchr("`~<", *line.ptr);
	}
}

/* ---- parsing ---------------------------------------------------------- */

/* cmark aborts when memory runs out; base/arena.h says what we do. */
static void *
cmark_calloc(size_t count, size_t size)
{
	return mem_array(count, size);
}

static void *
cmark_realloc(void *old, size_t size)
{
	return mem_grow(old, size, 1);
}

/* In an exact source links are written out: no "autolink" then. */
static cmark_node *
parse(struct span text, bool exact)
{
	static const char *const extensions[] = { "table", "strikethrough",
	    "autolink" };
	static cmark_mem mem = { cmark_calloc, cmark_realloc, free };
	cmark_parser *parser;
	cmark_node *root;

	cmark_gfm_core_extensions_ensure_registered();
	parser = cmark_parser_new_with_mem(PARSE_OPTIONS, &mem);
	for (size_t i = 0; i < sizeof extensions / sizeof *extensions -
	    exact; i++)
		cmark_parser_attach_syntax_extension(parser,
		    cmark_find_syntax_extension(extensions[i]));
	cmark_parser_feed(parser, text.ptr, text.len);
	root = cmark_parser_finish(parser);
	cmark_parser_free(parser);
	return root;
}

static bool
holds_items(cmark_node *node)
{
	cmark_node_type type = cmark_node_get_type(node);

	return type == CMARK_NODE_DOCUMENT || type == CMARK_NODE_LIST ||
	    type == CMARK_NODE_ITEM || type == CMARK_NODE_BLOCK_QUOTE ||
	    type == CMARK_NODE_FOOTNOTE_DEFINITION;
}

struct lines {
	size_t *offs;
	size_t count, room;
};

/* The number that is written before an item. */
static unsigned
source_number(cmark_node *item, struct span text, const struct lines *lines)
{
	size_t line = (size_t)cmark_node_get_start_line(item);
	size_t column = (size_t)cmark_node_get_start_column(item);
	unsigned number = 0;

	if (line == 0 || line > lines->count || column == 0)
		return 0;
	span_number(span_slice(text, lines->offs[line - 1] + column - 1,
	    text.len), &number);
	return number;
}

static void
number_items(cmark_node *root, struct span text, const struct lines *lines)
{
	cmark_node *node = root;

	for (;;) {
		cmark_node *child = holds_items(node) ?
		    cmark_node_first_child(node) : NULL;

		if (cmark_node_get_type(node) == CMARK_NODE_ITEM)
			cmark_node_set_user_data(node, (void *)(size_t)
			    source_number(node, text, lines));
		if (child) {
			node = child;
			continue;
		}
		while (node != root && !cmark_node_next(node))
			node = cmark_node_parent(node);
		if (node == root)
			return;
		node = cmark_node_next(node);
	}
}

/* Where each line of what cmark parsed starts. */
static void
index_lines(struct lines *lines, struct span text)
{
	for (size_t off = 0; off < text.len; ) {
		const char *end = memchr(text.ptr + off, '\n',
		    text.len - off);

		MEM_PUSH(lines->offs, lines->count, lines->room);
		lines->offs[lines->count++] = off;
		off = end ? (size_t)(end - text.ptr) + 1 : text.len;
	}
}

/*
 * Which label each of cmark's numbers stands for.  The first paragraph
 * cites them all in order; what is still text there has no definition
 * (it stood in code) and got no number.
 */
static void
resolve_numbers(struct md_piece *piece, cmark_node *paragraph)
{
	struct md_labels *labels = &piece->labels;
	size_t next = 1;

	piece->resolved = mem_array(labels->count, sizeof *piece->resolved);
	for (cmark_node *node = cmark_node_first_child(paragraph); node;
	    node = cmark_node_next(node)) {
		struct span text;

		if (cmark_node_get_type(node) ==
		    CMARK_NODE_FOOTNOTE_REFERENCE) {
			if (next <= labels->count)
				piece->resolved[piece->resolved_count++] =
				    next++;
			continue;
		}
		text = span_str(cmark_node_get_literal(node));
		for (ptrdiff_t at = 0; (at = span_find(text, SPAN("[^"),
		    (size_t)at)) >= 0; at += 2)
			next++;
	}
}

void
md_piece_parse(struct md_piece *piece, struct span text, bool exact)
{
	struct lines lines = { 0 };
	cmark_node *prelude;

	md_labels_init(&piece->labels, text);
	text = buf_span(&piece->labels.text);
	index_lines(&lines, text);
	piece->lines = (unsigned)lines.count - piece->labels.prelude_lines;
	piece->root = parse(text, exact);
	number_items(piece->root, text, &lines);
	free(lines.offs);
	buf_release(&piece->labels.text);
	if (!piece->labels.count)
		return;
	prelude = cmark_node_first_child(piece->root);
	resolve_numbers(piece, prelude);
	cmark_node_free(prelude);
}

bool
md_piece_is_open(const struct md_piece *piece)
{
	cmark_node *node = cmark_node_last_child(piece->root);
	int length, offset;
	char fence;

	while (node && cmark_node_get_type(node) ==
	    CMARK_NODE_FOOTNOTE_DEFINITION)
		node = cmark_node_previous(node);
	return node &&
	    (cmark_node_get_fenced(node, &length, &offset, &fence) ||
	    cmark_node_get_type(node) == CMARK_NODE_HTML_BLOCK);
}

void
md_piece_release(struct md_piece *piece)
{
	if (piece->root)
		cmark_node_free(piece->root);
	md_labels_release(&piece->labels);
	free(piece->resolved);
	*piece = (struct md_piece){ 0 };
}
