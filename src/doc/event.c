/* doc/event.c - events become the nodes of a document. */
#include "doc/event.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/buf.h"
#include "uni/uni.h"

/* Spans nest in a leaf as blocks do in a document. */
#define SPAN_DEPTH_MAX DOC_DEPTH_MAX

struct doc_sink {
	struct doc *doc;
	struct diag_list *diags;
	unsigned line;
	/*
	 * One entry for each doc_open that waits for its doc_close: the
	 * container's node, or DOC_NONE for a leaf or a dropped container.
	 * A leaf's entry outlives the leaf when a block was opened in it.
	 */
	uint32_t *open;
	size_t open_count, open_room;
	uint32_t parent;	/* innermost container, or DOC_NONE */
	unsigned depth;		/* how many containers are open */
	bool deep;		/* the limit was passed, and reported */
	bool in_leaf;
	uint32_t leaf;
	struct buf text;
	bool space;		/* a space is due before the next word */
	bool exact;		/* text is told as it is to stand */
	struct doc_inline *inlines;
	uint32_t inline_count;
	size_t inline_room;
	uint32_t spans[SPAN_DEPTH_MAX];	/* open ones */
	unsigned span_depth;
	unsigned span_dropped;	/* opened past the limit */
};

struct doc_sink *
doc_sink_new(struct doc *into, struct diag_list *diags)
{
	struct doc_sink *sink = mem_alloc(sizeof *sink);

	sink->doc = into;
	sink->diags = diags;
	sink->parent = DOC_NONE;
	return sink;
}

void
doc_sink_free(struct doc_sink *sink)
{
	if (!sink)
		return;
	buf_release(&sink->text);
	free(sink->inlines);
	free(sink->open);
	free(sink);
}

void
doc_line(struct doc_sink *sink, unsigned line)
{
	sink->line = line;
}

bool
doc_in_leaf(const struct doc_sink *sink, enum doc_kind *kind)
{
	if (sink->in_leaf && kind)
		*kind = sink->doc->nodes[sink->leaf].kind;
	return sink->in_leaf;
}

static bool
keeps_lines(const struct doc_sink *sink)
{
	unsigned kind = sink->doc->nodes[sink->leaf].kind;

	return kind == DOC_CODE || kind == DOC_VERSE;
}

static uint32_t
add_node(struct doc_sink *sink, enum doc_kind kind,
    const struct doc_attrs *attrs)
{
	static const struct doc_attrs plain;
	struct doc *doc = sink->doc;
	struct doc_node *node;

	if (!attrs)
		attrs = &plain;
	MEM_PUSH(doc->nodes, doc->node_count, doc->node_room);
	node = &doc->nodes[doc->node_count];
	*node = (struct doc_node){
		.kind = (uint8_t)kind,
		.role = (uint8_t)attrs->role,
		.level = (uint8_t)(attrs->level > 255 ? 255 : attrs->level),
		.align = (uint8_t)attrs->align,
		.flags = (uint16_t)attrs->flags,
		.parent = sink->parent,
		.end = (uint32_t)doc->node_count + 1,
		.number = attrs->number,
		.line = sink->line,
		.place = DOC_NOWHERE,
		.id = arena_span(&doc->mem, attrs->id),
		.label = arena_span(&doc->mem, attrs->label),
		.lang = arena_span(&doc->mem, attrs->lang),
		.text = SPAN(""),
	};
	return (uint32_t)doc->node_count++;
}

static void
end_span(struct doc_sink *sink)
{
	struct doc_inline *span = &sink->inlines[sink->spans[
	    --sink->span_depth]];

	span->len = (uint32_t)sink->text.len - span->off;
}

/* Drop the white space at the end of a leaf, and inlines beyond it. */
static void
trim_leaf(struct doc_sink *sink)
{
	size_t len = sink->text.len;

	if (sink->exact) {
		/* As it is to stand. */
	} else if (doc_in_leaf(sink, NULL) &&
	    sink->doc->nodes[sink->leaf].kind == DOC_CODE) {
		while (len && sink->text.ptr[len - 1] == '\v')
			len--;
	} else {
		while (len && (sink->text.ptr[len - 1] == ' ' ||
		    sink->text.ptr[len - 1] == '\v'))
			len--;
	}
	buf_cut(&sink->text, len);
	for (uint32_t i = 0; i < sink->inline_count; i++) {
		struct doc_inline *span = &sink->inlines[i];

		if (span->off > len)
			span->off = (uint32_t)len;
		if (span->len > len - span->off)
			span->len = (uint32_t)len - span->off;
	}
}

static void
end_leaf(struct doc_sink *sink)
{
	struct doc *doc = sink->doc;
	struct doc_node *node;

	while (sink->span_depth)
		end_span(sink);
	sink->span_dropped = 0;
	trim_leaf(sink);
	node = &doc->nodes[sink->leaf];
	node->text = arena_span(&doc->mem, buf_span(&sink->text));
	node->inline_count = sink->inline_count;
	node->inlines = ARENA_ARRAY(&doc->mem, sink->inline_count,
	    struct doc_inline);
	if (sink->inline_count)
		memcpy(node->inlines, sink->inlines,
		    sink->inline_count * sizeof *node->inlines);
	buf_clear(&sink->text);
	sink->inline_count = 0;
	sink->space = false;
	sink->in_leaf = false;
}

static void
start_leaf(struct doc_sink *sink, enum doc_kind kind,
    const struct doc_attrs *attrs)
{
	sink->leaf = add_node(sink, kind, attrs);
	sink->in_leaf = true;
}

/* Text needs a leaf; a source that gives none gets a paragraph. */
static void
need_leaf(struct doc_sink *sink)
{
	if (!sink->in_leaf)
		start_leaf(sink, DOC_PARAGRAPH, NULL);
}

static void
push_open(struct doc_sink *sink, uint32_t node)
{
	MEM_PUSH(sink->open, sink->open_count, sink->open_room);
	sink->open[sink->open_count++] = node;
}

static void
open_container(struct doc_sink *sink, enum doc_kind kind,
    const struct doc_attrs *attrs)
{
	char limit[16];

	if (sink->depth < DOC_DEPTH_MAX) {
		sink->parent = add_node(sink, kind, attrs);
		sink->depth++;
		push_open(sink, sink->parent);
		return;
	}
	if (!sink->deep) {
		snprintf(limit, sizeof limit, "%d", DOC_DEPTH_MAX);
		diag_add(sink->diags, DIAG_NESTING_CUT, sink->line,
		    span_str(limit));
		sink->deep = true;
	}
	push_open(sink, DOC_NONE);
}

void
doc_open(struct doc_sink *sink, enum doc_kind kind,
    const struct doc_attrs *attrs)
{
	if (sink->in_leaf)
		end_leaf(sink);
	if (doc_kind_shape(kind) == DOC_CONTAINER) {
		open_container(sink, kind, attrs);
		return;
	}
	start_leaf(sink, kind, attrs);
	push_open(sink, DOC_NONE);
}

void
doc_close(struct doc_sink *sink)
{
	struct doc *doc = sink->doc;
	uint32_t node;

	if (sink->in_leaf)
		end_leaf(sink);
	if (sink->open_count == 0)
		return;
	node = sink->open[--sink->open_count];
	if (node == DOC_NONE)
		return;
	doc->nodes[node].end = (uint32_t)doc->node_count;
	sink->parent = doc->nodes[node].parent;
	sink->depth--;
}

static struct doc_inline *
add_inline(struct doc_sink *sink, enum doc_inline_kind kind,
    const struct doc_attrs *attrs)
{
	struct doc_inline *span;

	need_leaf(sink);
	/* A due space stands before the inline, not in it. */
	if (sink->space && sink->text.len && kind != DOC_NOTE_REF) {
		buf_putc(&sink->text, ' ');
		sink->space = false;
	}
	MEM_PUSH(sink->inlines, sink->inline_count, sink->inline_room);
	span = &sink->inlines[sink->inline_count++];
	*span = (struct doc_inline){
		.off = (uint32_t)sink->text.len,
		.kind = (uint8_t)kind,
		.role = (uint8_t)(attrs ? attrs->role : DOC_ROLE_PLAIN),
		.number = DOC_NONE,
		.place = DOC_NOWHERE,
		.target = SPAN(""),
	};
	if (attrs && kind == DOC_LANG)
		span->target = arena_span(&sink->doc->mem, attrs->lang);
	else if (attrs)
		span->target = arena_span(&sink->doc->mem, attrs->target);
	return span;
}

void
doc_span(struct doc_sink *sink, enum doc_inline_kind kind,
    const struct doc_attrs *attrs)
{
	need_leaf(sink);
	if (sink->span_depth == SPAN_DEPTH_MAX) {
		sink->span_dropped++;
		return;
	}
	add_inline(sink, kind, attrs);
	sink->spans[sink->span_depth++] = sink->inline_count - 1;
}

void
doc_span_close(struct doc_sink *sink)
{
	if (sink->span_dropped)
		sink->span_dropped--;
	else if (sink->span_depth)
		end_span(sink);
}

void
doc_mark(struct doc_sink *sink, struct span label)
{
	add_inline(sink, DOC_NOTE_REF, NULL)->target =
	    arena_span(&sink->doc->mem, label);
}

void
doc_point(struct doc_sink *sink, enum doc_inline_kind kind,
    struct span target)
{
	add_inline(sink, kind, NULL)->target =
	    arena_span(&sink->doc->mem, target);
}

void
doc_break(struct doc_sink *sink)
{
	need_leaf(sink);
	sink->space = false;
	/* A space in the text already has an inline after it: it stays. */
	buf_putc(&sink->text, '\v');
}

/* Text whose spaces and lines stay as they are. */
static void
keep_text(struct doc_sink *sink, struct span text)
{
	for (size_t i = 0; i < text.len; i++) {
		char c = text.ptr[i];

		if (c == '\r' && i + 1 < text.len && text.ptr[i + 1] == '\n')
			continue;
		if (c == '\n' || c == '\r' || c == '\f')
			c = '\v';
		buf_putc(&sink->text, c);
	}
}

static bool
is_space(char c)
{
	return c == ' ' || (c >= '\t' && c <= '\r');
}

/* Text whose runs of white space are one space each. */
static void
fold_text(struct doc_sink *sink, struct span text)
{
	for (size_t i = 0, from; i < text.len; ) {
		for (from = i; i < text.len && is_space(text.ptr[i]); i++)
			continue;
		sink->space |= i > from;
		for (from = i; i < text.len && !is_space(text.ptr[i]); i++)
			continue;
		if (i > from && sink->space) {
			char last = sink->text.len ?
			    sink->text.ptr[sink->text.len - 1] : '\v';

			if (last != '\v' && last != ' ')
				buf_putc(&sink->text, ' ');
			sink->space = false;
		}
		buf_put(&sink->text, span_slice(text, from, i));
	}
}

static bool
is_blank(struct span text)
{
	return span_trim(text).len == 0;
}

void
doc_text(struct doc_sink *sink, struct span text)
{
	struct buf mended = { 0 };

	if (!sink->in_leaf && is_blank(text))
		return;
	need_leaf(sink);
	if (!uni_valid(text)) {
		uni_mend(&mended, text);
		text = buf_span(&mended);
	}
	if (keeps_lines(sink) || sink->exact)
		keep_text(sink, text);
	else
		fold_text(sink, text);
	buf_release(&mended);
}

void
doc_exact(struct doc_sink *sink, bool exact)
{
	sink->exact = exact;
}

void
doc_settle(struct doc_sink *sink, unsigned dangling)
{
	sink->doc->settled = true;
	sink->doc->dangling = dangling;
}

void
doc_meta(struct doc_sink *sink, const char *name, struct span value)
{
	doc_meta_set(sink->doc, name, value);
}

void
doc_keyword(struct doc_sink *sink, struct span term, struct span variants,
    struct span definition)
{
	struct doc *doc = sink->doc;

	MEM_PUSH(doc->keywords, doc->keyword_count, doc->keyword_room);
	doc->keywords[doc->keyword_count++] = (struct doc_keyword){
		.term = arena_span(&doc->mem, term),
		.variants = arena_span(&doc->mem, variants),
		.definition = arena_span(&doc->mem, definition),
	};
}

void
doc_finish(struct doc_sink *sink)
{
	while (sink->open_count)
		doc_close(sink);
	if (sink->in_leaf)
		end_leaf(sink);
}
