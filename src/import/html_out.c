/* import/html_out.c - leaves and spans opened when they are filled. */
#include "import/html_out.h"

#include <stdlib.h>

void
out_init(struct html_out *out, struct doc_sink *sink)
{
	*out = (struct html_out){ .sink = sink };
}

void
out_release(struct html_out *out)
{
	free(out->wants);
	free(out->waits);
}

static struct out_want *
top_want(const struct html_out *out)
{
	return out->want_count ? &out->wants[out->want_count - 1] : NULL;
}

static void
end_leaf(struct html_out *out)
{
	out->breaks = 0;
	if (!out->open)
		return;
	for (size_t i = 0; i < out->span_count; i++)
		out->spans[i].told = false;
	doc_close(out->sink);
	out->open = false;
	out->filled = false;
	out->space = false;
}

/* The kind of leaf that text would go to now. */
static enum doc_kind
kind_now(const struct html_out *out)
{
	const struct out_want *want = top_want(out);

	if (out->open)
		return out->kind;
	if (want && want->leaf)
		return want->kind;
	return out->verse ? DOC_VERSE : DOC_PARAGRAPH;
}

bool
out_in(const struct html_out *out, enum doc_kind kind)
{
	return kind_now(out) == kind;
}

bool
out_flat(const struct html_out *out)
{
	const struct out_want *want = top_want(out);

	return want && want->leaf && want->flat;
}

/* Points that wait, told at the start of the leaf or after a break. */
static void
tell_waits(struct html_out *out)
{
	for (size_t i = 0; i < out->wait_count; i++)
		if (out->waits[i].target.len)
			doc_point(out->sink, out->waits[i].kind,
			    out->waits[i].target);
	out->wait_count = 0;
}

static void
begin_leaf(struct html_out *out)
{
	struct out_want *want = top_want(out);
	struct doc_attrs attrs = { 0 };

	out->kind = kind_now(out);
	if (want && want->leaf) {
		attrs = want->attrs;
		/* A leaf that goes on after a block is not named twice. */
		want->attrs.id = SPAN_NONE;
		doc_line(out->sink, want->line);
	} else {
		doc_line(out->sink, out->line);
	}
	for (size_t i = 0; i < out->wait_count && !attrs.id.len; i++) {
		if (out->waits[i].inside || out->waits[i].kind != DOC_ANCHOR)
			continue;
		attrs.id = out->waits[i].target;
		out->waits[i].target = SPAN_NONE;
	}
	doc_open(out->sink, out->kind, &attrs);
	out->open = true;
	out->filled = false;
	out->line_start = true;
	out->breaks = 0;
	tell_waits(out);
}

static void
tell_breaks(struct html_out *out)
{
	unsigned count = out->breaks;

	out->breaks = 0;
	if (!out->filled || count == 0)
		return;
	if (out->kind == DOC_PARAGRAPH && count > 1) {
		end_leaf(out);
		return;
	}
	if (out->kind != DOC_VERSE || count > 2)
		count = out->kind == DOC_VERSE ? 2 : 1;
	while (count--)
		doc_break(out->sink);
	out->line_start = true;
	out->space = false;
}

static void
tell_spans(struct html_out *out)
{
	for (size_t i = 0; i < out->span_count; i++) {
		struct out_span *span = &out->spans[i];

		if (span->told || span->quiet)
			continue;
		/* Code is in the typewriter's face as a whole. */
		if (out->kind == DOC_CODE && span->kind != DOC_LINK)
			continue;
		doc_span(out->sink, span->kind, &span->attrs);
		span->told = true;
	}
}

/* All that must be open before text. */
static void
ready(struct html_out *out)
{
	tell_breaks(out);
	if (!out->open)
		begin_leaf(out);
	else
		tell_waits(out);
	tell_spans(out);
}

static bool
is_space(char c)
{
	return c == ' ' || c == '\n' || c == '\t' || c == '\r';
}

/* Verse keeps its spaces in the sink, so the source's are folded here. */
static void
verse_text(struct html_out *out, struct span text)
{
	size_t i = 0;

	while (i < text.len) {
		size_t from = i;

		while (i < text.len && is_space(text.ptr[i]))
			i++;
		if (i > from && !out->line_start)
			out->space = true;
		from = i;
		while (i < text.len && !is_space(text.ptr[i]))
			i++;
		if (i == from)
			break;
		if (out->space)
			doc_text(out->sink, SPAN(" "));
		out->space = false;
		out->line_start = false;
		doc_text(out->sink, span_slice(text, from, i));
	}
}

void
out_text(struct html_out *out, struct span text)
{
	bool code = kind_now(out) == DOC_CODE;
	bool blank = span_trim(text).len == 0;

	/* <pre> may start with a line end of its own. */
	if (code && !out->open && text.len && text.ptr[0] == '\n')
		text = span_slice(text, 1, text.len);
	if (text.len == 0)
		return;
	if (blank && !code) {
		if (!out->open || out->breaks)
			return;
		if (out->kind != DOC_VERSE)
			doc_text(out->sink, SPAN(" "));
		else if (!out->line_start)
			out->space = true;
		return;
	}
	/* White space before the first word stands outside its span. */
	if (out->open && !out->breaks && !code && is_space(text.ptr[0])) {
		if (out->kind == DOC_VERSE)
			out->space = !out->line_start;
		else
			doc_text(out->sink, SPAN(" "));
	}
	ready(out);
	if (out->kind == DOC_VERSE)
		verse_text(out, text);
	else
		doc_text(out->sink, text);
	if (!out->filled && code)
		out->filled = true;
	out->filled |= !blank;
	out->words_told += !blank;
}

void
out_break(struct html_out *out)
{
	if (kind_now(out) == DOC_CODE) {
		out_text(out, SPAN("\n"));
		return;
	}
	out->breaks++;
}

void
out_indent(struct html_out *out, unsigned cols)
{
	if (kind_now(out) != DOC_VERSE || cols == 0)
		return;
	if (out->open && out->filled && !out->breaks && !out->line_start)
		return;
	ready(out);
	while (cols--)
		doc_text(out->sink, SPAN(" "));
}

void
out_gap(struct html_out *out)
{
	if (!out->open || out->kind != DOC_VERSE || out->line_start)
		return;
	out->space = false;
	doc_text(out->sink, SPAN("  "));
}

void
out_line(struct html_out *out)
{
	if (!out_flat(out) && !(out->verse && out->open &&
	    out->kind == DOC_VERSE)) {
		end_leaf(out);
		return;
	}
	if (!out->open || !out->filled)
		return;
	if (out->kind == DOC_CODE)
		doc_text(out->sink, SPAN("\n"));
	else if (out->breaks == 0)
		out->breaks = 1;
}

void
out_border(struct html_out *out)
{
	if (out_flat(out))
		out_line(out);
	else
		end_leaf(out);
}

static void
push_want(struct html_out *out, const struct out_want *want)
{
	MEM_PUSH(out->wants, out->want_count, out->want_room);
	out->wants[out->want_count++] = *want;
}

void
out_open(struct html_out *out, enum doc_kind kind,
    const struct doc_attrs *attrs)
{
	end_leaf(out);
	doc_line(out->sink, out->line);
	doc_open(out->sink, kind, attrs);
	push_want(out, &(struct out_want){ .kind = kind });
}

void
out_leaf(struct html_out *out, enum doc_kind kind, bool flat,
    const struct doc_attrs *attrs)
{
	end_leaf(out);
	push_want(out, &(struct out_want){
		.leaf = true,
		.flat = flat,
		.kind = kind,
		.attrs = attrs ? *attrs : (struct doc_attrs){ 0 },
		.line = out->line,
	});
}

void
out_close(struct html_out *out)
{
	struct out_want *want = top_want(out);

	/* An empty cell keeps its column. */
	if (want->leaf && want->kind == DOC_CELL && !out->open)
		begin_leaf(out);
	end_leaf(out);
	if (!want->leaf) {
		doc_close(out->sink);
	} else if (want->attrs.id.len) {
		struct span id = want->attrs.id;

		out->want_count--;
		out_point(out, DOC_ANCHOR, id);
		return;
	}
	out->want_count--;
}

static bool
says_the_same(const struct out_span *a, enum doc_inline_kind kind,
    const struct doc_attrs *attrs)
{
	if (a->kind != kind)
		return false;
	if (kind == DOC_LANG)
		return span_eq(a->attrs.lang, attrs->lang);
	return kind != DOC_LINK;
}

void
out_span(struct html_out *out, enum doc_inline_kind kind,
    const struct doc_attrs *attrs)
{
	struct out_span *span;
	bool quiet = false;

	if (out->span_count == OUT_SPANS_MAX) {
		out->span_dropped++;
		return;
	}
	for (size_t i = 0; i < out->span_count; i++)
		quiet |= says_the_same(&out->spans[i], kind, attrs);
	span = &out->spans[out->span_count++];
	*span = (struct out_span){
		.kind = kind,
		.attrs = attrs ? *attrs : (struct doc_attrs){ 0 },
		.quiet = quiet,
	};
}

void
out_span_close(struct html_out *out)
{
	if (out->span_dropped) {
		out->span_dropped--;
		return;
	}
	if (out->spans[--out->span_count].told)
		doc_span_close(out->sink);
}

void
out_image(struct html_out *out, struct span alt, struct span target)
{
	if (kind_now(out) == DOC_CODE) {
		out_text(out, alt);
		return;
	}
	ready(out);
	if (out->kind == DOC_VERSE && out->space)
		doc_text(out->sink, SPAN(" "));
	out->space = false;
	doc_span(out->sink, DOC_IMAGE,
	    &(struct doc_attrs){ .target = target });
	doc_text(out->sink, alt);
	doc_span_close(out->sink);
	out->filled = true;
	out->line_start = false;
	out->words_told++;
}

void
out_point(struct html_out *out, enum doc_inline_kind kind,
    struct span target)
{
	const struct out_want *want = top_want(out);

	if (out->open && !out->breaks) {
		doc_point(out->sink, kind, target);
		return;
	}
	MEM_PUSH(out->waits, out->wait_count, out->wait_room);
	out->waits[out->wait_count++] = (struct out_wait){
		.kind = kind,
		.target = target,
		.inside = out->open || (want && want->leaf),
	};
}

void
out_rule(struct html_out *out, const struct doc_attrs *attrs)
{
	end_leaf(out);
	doc_line(out->sink, out->line);
	doc_open(out->sink, DOC_RULE, attrs);
	doc_close(out->sink);
}

void
out_finish(struct html_out *out)
{
	end_leaf(out);
	if (out->wait_count == 0)
		return;
	begin_leaf(out);
	end_leaf(out);
}
