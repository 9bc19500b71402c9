/* layout_story.c - documents for the tests of the layout. */
#include "layout_story.h"

#include <stdio.h>
#include <stdlib.h>

static const struct {
	const char *word;
	enum doc_kind kind;
	unsigned level;
	unsigned flags;
} words[] = {
	{ "h1", DOC_HEADING, 1, 0 }, { "h2", DOC_HEADING, 2, 0 },
	{ "h3", DOC_HEADING, 3, 0 }, { "p", DOC_PARAGRAPH, 0, 0 },
	{ "prtl", DOC_PARAGRAPH, 0, DOC_RTL },
	{ "pltr", DOC_PARAGRAPH, 0, DOC_LTR },
	{ "code", DOC_CODE, 0, 0 }, { "verse", DOC_VERSE, 0, 0 },
	{ "term", DOC_TERM, 0, 0 }, { "caption", DOC_CAPTION, 0, 0 },
	{ "rule", DOC_RULE, 0, 0 }, { "cell", DOC_CELL, 0, 0 },
	{ "q", DOC_QUOTE, 0, 0 }, { "pull", DOC_PULL_QUOTE, 0, 0 },
	{ "epigraph", DOC_EPIGRAPH, 0, 0 }, { "aside", DOC_ASIDE, 0, 0 },
	{ "list", DOC_LIST, 0, DOC_TIGHT },
	{ "loose", DOC_LIST, 0, 0 },
	{ "numbers", DOC_LIST, 0, DOC_TIGHT | DOC_ORDERED },
	{ "item", DOC_ITEM, 0, 0 }, { "table", DOC_TABLE, 0, 0 },
	{ "row", DOC_ROW, 0, 0 }, { "head", DOC_ROW, 0, DOC_HEADER },
	{ "definitions", DOC_DEFINITIONS, 0, 0 },
	{ "figure", DOC_FIGURE, 0, 0 }, { "note", DOC_NOTE, 0, 0 },
	{ "furniture", DOC_FURNITURE, 0, 0 },
};

static const struct {
	const char *word;
	enum doc_inline_kind kind;
} spans[] = {
	{ "em:", DOC_EMPHASIS }, { "strong:", DOC_STRONG },
	{ "mono:", DOC_MONO }, { "link:", DOC_LINK },
	{ "image:", DOC_IMAGE }, { "super:", DOC_SUPER },
	{ "sub:", DOC_SUB }, { "caps:", DOC_SMALL_CAPS },
	{ "strike:", DOC_STRIKE }, { "back:", DOC_BACKLINK },
};

void
story_begin(struct story *story)
{
	doc_init(&story->doc);
	diag_init(&story->diags);
	story->sink = doc_sink_new(&story->doc, &story->diags);
}

static unsigned
hex(struct span digits)
{
	char text[8];

	snprintf(text, sizeof text, "%.*s", SPAN_ARG(digits));
	return (unsigned)strtoul(text, NULL, 16);
}

/* "{...}" at `off`; returns the offset after what it opened or made. */
static size_t
put_brace(struct story *story, struct span line, size_t off)
{
	struct span rest = span_slice(line, off + 1, line.len);
	size_t close = (size_t)span_chr(line, '}', off);
	struct span inside = span_slice(line, off + 1, close);
	unsigned number;

	for (size_t i = 0; i < sizeof spans / sizeof *spans; i++) {
		struct span word = span_str(spans[i].word);

		if (!span_starts(rest, word))
			continue;
		doc_span(story->sink, spans[i].kind, NULL);
		return off + 1 + word.len;
	}
	if (span_starts(inside, SPAN("page:")))
		doc_point(story->sink, DOC_PAGE,
		    span_slice(inside, 5, inside.len));
	else if (span_number(inside, &number))
		doc_mark(story->sink, inside);
	return close + 1;
}

static void
put_text(struct story *story, struct span line)
{
	struct buf text = { 0 };
	size_t off = 0;

	while (off < line.len) {
		char c = line.ptr[off];

		if (c != '{' && c != '}' && c != '\\') {
			buf_putc(&text, c);
			off++;
			continue;
		}
		if (c == '\\' && off + 3 < line.len &&
		    line.ptr[off + 1] == 'x') {
			buf_putc(&text, (char)hex(span_slice(line, off + 2,
			    off + 4)));
			off += 4;
			continue;
		}
		doc_text(story->sink, buf_span(&text));
		buf_clear(&text);
		if (c == '\\') {
			doc_break(story->sink);
			off += 2;
		} else if (c == '}') {
			doc_span_close(story->sink);
			off++;
		} else {
			off = put_brace(story, line, off);
		}
	}
	doc_text(story->sink, buf_span(&text));
	buf_release(&text);
}

/* Cells of a row stand on one line: "row a | b | c". */
static void
put_cells(struct story *story, struct span rest)
{
	while (rest.len) {
		ptrdiff_t bar = span_chr(rest, '|', 0);
		size_t end = bar < 0 ? rest.len : (size_t)bar;
		struct span cell = span_trim(span_slice(rest, 0, end));
		struct doc_attrs attrs = { 0 };

		if (span_starts(cell, SPAN(">"))) {
			attrs.align = DOC_ALIGN_RIGHT;
			cell = span_slice(cell, 1, cell.len);
		}
		doc_open(story->sink, DOC_CELL, &attrs);
		put_text(story, cell);
		doc_close(story->sink);
		rest = span_slice(rest, end + 1, rest.len);
	}
	doc_close(story->sink);
}

bool
story_line(struct story *story, struct span line)
{
	struct doc_attrs attrs = { 0 };
	struct span word, rest;
	ptrdiff_t space;

	while (line.len && (*line.ptr == ' ' || *line.ptr == '\t'))
		line = span_slice(line, 1, line.len);
	space = span_chr(line, ' ', 0);
	word = span_slice(line, 0, space < 0 ? line.len : (size_t)space);
	rest = space < 0 ? SPAN("") : span_slice(line, (size_t)space + 1,
	    line.len);
	if (!line.len)
		return true;
	if (span_eq(word, SPAN("end"))) {
		doc_close(story->sink);
		return true;
	}
	for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
		if (!span_eq(word, span_str(words[i].word)))
			continue;
		attrs.level = words[i].level;
		attrs.flags = words[i].flags;
		if (words[i].kind == DOC_NOTE || words[i].kind == DOC_TABLE)
			attrs.label = rest;
		else
			span_number(rest, &attrs.number);
		doc_open(story->sink, words[i].kind, &attrs);
		if (words[i].kind == DOC_ROW) {
			put_cells(story, rest);
		} else if (doc_kind_shape(words[i].kind) == DOC_LEAF) {
			put_text(story, rest);
			doc_close(story->sink);
		}
		return true;
	}
	return false;
}

void
story_end(struct story *story, uint64_t place)
{
	doc_finish(story->sink);
	for (size_t i = 0; i < story->doc.node_count; i++) {
		struct doc_node *node = &story->doc.nodes[i];

		node->place = place;
		if (doc_kind_shape(node->kind) == DOC_LEAF)
			place += node->text.len +
			    !(node->flags & DOC_CONTINUES);
		for (uint32_t m = 0; m < node->inline_count; m++) {
			struct doc_inline *span = &node->inlines[m];
			unsigned number = 0;

			if (span->kind != DOC_NOTE_REF)
				continue;
			span_number(span->target, &number);
			span->number = number;
		}
	}
}

void
story_release(struct story *story)
{
	doc_sink_free(story->sink);
	diag_release(&story->diags);
	doc_release(&story->doc);
}

static bool
look(void *ctx, uint32_t note, struct span *label, enum doc_note_kind *kind)
{
	static char text[16];

	(void)ctx;
	*label = span_of(text, (size_t)snprintf(text, sizeof text, "%u",
	    400 + note));
	*kind = note > 9 ? DOC_NOTE_SOURCE : DOC_NOTE_DISCUSSION;
	return true;
}

const struct layout_notes story_notes = { NULL, look };

void
story_rows(const struct story *story, const struct layout_opts *opts,
    struct buf *out)
{
	const struct doc_node *nodes = story->doc.nodes;
	uint32_t count = (uint32_t)story->doc.node_count;
	struct arena mem = { 0 };

	for (uint32_t unit = layout_unit_next(nodes, count, 0);
	    unit != DOC_NONE;
	    unit = layout_unit_next(nodes, count, unit + 1)) {
		const struct layout_block *block = layout_unit(&mem, nodes,
		    count, unit, opts);
		bool top = out->len == 0;

		for (uint32_t i = top ? block->lead_rows : 0;
		    i < block->row_count; i++) {
			layout_row_text(&block->rows[i], out);
			buf_putc(out, '\n');
		}
	}
	arena_release(&mem);
}
