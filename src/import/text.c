/*
 * import/text.c - plain text.
 *
 * What the blocks are is found by text_shape.c; here they are told.
 * Project Gutenberg's own conventions are known: "*** START OF ..." and
 * "*** END OF ..." part the book from the site's words, which become page
 * furniture; "Title: X" above gives the title; _word_ is italic.
 */
#include "base/progress.h"
#include "import/import.h"
#include "import/text_shape.h"

#include "uni/uni.h"

struct teller {
	struct doc_sink *sink;
	const struct text_shape *shape;
	size_t title;		/* block that is the title */
};

/* ---- inlines ---------------------------------------------------------- */

static bool
is_word_at(struct span text, size_t off)
{
	uint32_t code;

	if (off >= text.len)
		return false;
	uni_decode(text, off, &code, NULL);
	return uni_is_alpha(code) || uni_is_digit(code);
}

/*
 * Where the "_" that closes the one at `from` is; 0 when that opens
 * nothing, text.len when no "_" after it closes anything.
 */
static size_t
italic_end(struct span text, size_t from)
{
	ptrdiff_t at = (ptrdiff_t)from + 1;

	if (from > 0 && is_word_at(text, from - 1))
		return 0;
	if ((size_t)at >= text.len || strchr(" _", text.ptr[at]))
		return 0;
	while ((at = span_chr(text, '_', (size_t)at)) >= 0) {
		if (text.ptr[at - 1] != ' ' &&
		    !is_word_at(text, (size_t)at + 1))
			return (size_t)at;
		at++;
	}
	return text.len;
}

static void
tell_inlines(struct teller *at, struct span text)
{
	size_t done = 0;
	ptrdiff_t from = 0;

	while ((from = span_chr(text, '_', (size_t)from)) >= 0) {
		size_t end = italic_end(text, (size_t)from);

		if (end == text.len)
			break;
		if (!end) {
			from++;
			continue;
		}
		doc_text(at->sink, span_slice(text, done, (size_t)from));
		doc_span(at->sink, DOC_EMPHASIS, NULL);
		doc_text(at->sink, span_slice(text, (size_t)from + 1, end));
		doc_span_close(at->sink);
		done = end + 1;
		from = (ptrdiff_t)done;
	}
	doc_text(at->sink, span_slice(text, done, text.len));
}

/* Lines `from` to before `to`, rejoined, or with their ends. */
static void
tell_lines(struct teller *at, const struct text_line *lines, size_t from,
    size_t to, bool ends)
{
	struct buf joined = { 0 };

	for (size_t i = from; i < to; i++) {
		if (!ends) {
			if (i > from)
				buf_putc(&joined, ' ');
			buf_put(&joined, lines[i].text);
			continue;
		}
		if (i > from)
			doc_break(at->sink);
		tell_inlines(at, lines[i].text);
	}
	tell_inlines(at, buf_span(&joined));
	buf_release(&joined);
}

/* ---- blocks ----------------------------------------------------------- */

static void
tell_heading(struct teller *at, const struct text_block *block,
    unsigned level)
{
	struct doc_attrs attrs = {
		.level = level, .flags = DOC_INFERRED,
	};
	struct span last = block->lines[block->count - 1].text;
	size_t count = block->count;

	if (count == 2 && strchr("=-~", last.ptr[0]) &&
	    last.ptr[last.len - 1] == last.ptr[0])
		count = 1;
	doc_open(at->sink, DOC_HEADING, &attrs);
	tell_lines(at, block->lines, 0, count, true);
	doc_close(at->sink);
}

/* Spaces count: the indent of each line is kept. */
static void
tell_kept(struct teller *at, const struct text_block *block,
    enum doc_kind kind)
{
	struct buf text = { 0 };

	for (size_t i = 0; i < block->count; i++) {
		if (i)
			buf_putc(&text, '\n');
		buf_fill(&text, ' ', block->lines[i].indent - block->indent);
		buf_put(&text, block->lines[i].text);
	}
	doc_open(at->sink, kind, NULL);
	if (kind == DOC_VERSE)
		tell_inlines(at, buf_span(&text));
	else
		doc_text(at->sink, buf_span(&text));
	doc_close(at->sink);
	buf_release(&text);
}

static void
tell_item(struct teller *at, const struct text_block *block, size_t from,
    size_t to)
{
	struct text_line first = block->lines[from];
	struct doc_attrs attrs = { 0 };
	unsigned number;
	size_t len = text_bullet(first.text, &number);
	struct buf text = { 0 };

	attrs.number = number;
	attrs.flags = number ? DOC_ORDERED : 0;
	doc_line(at->sink, first.number);
	doc_open(at->sink, DOC_ITEM, &attrs);
	doc_open(at->sink, DOC_PARAGRAPH, NULL);
	buf_put(&text, span_slice(first.text, len, first.text.len));
	for (size_t i = from + 1; i < to; i++) {
		buf_putc(&text, ' ');
		buf_put(&text, block->lines[i].text);
	}
	tell_inlines(at, buf_span(&text));
	doc_close(at->sink);
	doc_close(at->sink);
	buf_release(&text);
}

static void
tell_list(struct teller *at, const struct text_block *block)
{
	struct doc_attrs attrs = { .flags = DOC_TIGHT };
	unsigned number;
	size_t from = 0;

	text_bullet(block->lines[0].text, &number);
	attrs.number = number;
	attrs.flags |= number ? DOC_ORDERED : 0;
	doc_open(at->sink, DOC_LIST, &attrs);
	for (size_t i = 1; i <= block->count; i++) {
		if (i < block->count && (block->lines[i].indent !=
		    block->indent || !text_bullet(block->lines[i].text,
		    &number)))
			continue;
		tell_item(at, block, from, i);
		from = i;
	}
	doc_close(at->sink);
}

static void
tell_block(struct teller *at, const struct text_block *block, size_t index)
{
	unsigned level;
	enum text_kind kind = text_kind(at->shape, block, &level);

	doc_line(at->sink, block->lines[0].number);
	if (index == at->title) {
		tell_heading(at, block, 1);
		return;
	}
	switch (kind) {
	case TEXT_RULE:
		doc_open(at->sink, DOC_RULE, NULL);
		doc_close(at->sink);
		return;
	case TEXT_HEADING:
		tell_heading(at, block, level);
		return;
	case TEXT_LIST:
		tell_list(at, block);
		return;
	case TEXT_TABLE:
		tell_kept(at, block, DOC_CODE);
		return;
	case TEXT_VERSE:
		tell_kept(at, block, DOC_VERSE);
		return;
	case TEXT_QUOTE:
		doc_open(at->sink, DOC_QUOTE, NULL);
		break;
	case TEXT_LINES:
	case TEXT_PARAGRAPH:
		break;
	}
	doc_open(at->sink, DOC_PARAGRAPH, NULL);
	tell_lines(at, block->lines, 0, block->count, kind == TEXT_LINES);
	doc_close(at->sink);
	if (kind == TEXT_QUOTE)
		doc_close(at->sink);
}

/* ---- Project Gutenberg ------------------------------------------------ */

static bool
is_marker(const struct text_block *block, const char *which)
{
	struct span line = block->lines[0].text;

	return span_starts(line, SPAN("***")) &&
	    span_find(line, span_str(which), 0) > 0 &&
	    span_find(line, SPAN("PROJECT GUTENBERG"), 0) > 0;
}

/* "Title: X" and the like above the start marker. */
static void
tell_meta(struct teller *at, const struct text_block *block)
{
	static const char *const names[][2] = { { "Title: ", "title" },
	    { "Author: ", "author" }, { "Release date: ", "date" } };

	for (size_t i = 0; i < block->count; i++)
		for (size_t j = 0; j < sizeof names / sizeof *names; j++) {
			struct span name = span_str(names[j][0]);
			struct span line = block->lines[i].text;

			if (!span_starts(line, name))
				continue;
			doc_meta(at->sink, names[j][1],
			    span_slice(line, name.len, line.len));
		}
}

/* Blocks of the site's, from `from` to before `to`. */
static void
tell_furniture(struct teller *at, size_t from, size_t to)
{
	if (from >= to)
		return;
	doc_open(at->sink, DOC_FURNITURE, NULL);
	for (size_t i = from; i < to; i++) {
		const struct text_block *block = &at->shape->blocks[i];

		doc_line(at->sink, block->lines[0].number);
		doc_open(at->sink, DOC_PARAGRAPH, NULL);
		tell_lines(at, block->lines, 0, block->count,
		    block->count < 4);
		doc_close(at->sink);
	}
	doc_close(at->sink);
}

static void
tell_all(struct teller *at)
{
	const struct text_shape *shape = at->shape;
	size_t from = 0, to = shape->block_count;

	for (size_t i = 0; i < shape->block_count; i++) {
		if (is_marker(&shape->blocks[i], "START OF"))
			from = i + 1;
		if (is_marker(&shape->blocks[i], "END OF") && i >= from) {
			to = i;
			break;
		}
	}
	for (size_t i = 0; i < from; i++)
		tell_meta(at, &shape->blocks[i]);
	at->title = from ? shape->block_count : text_title(shape);
	for (size_t i = from; i < to; i++) {
		tell_block(at, &shape->blocks[i], i);
		progress_at(to + i, 2 * to);
	}
	tell_furniture(at, 0, from);
	tell_furniture(at, to, shape->block_count);
}

bool
import_text(struct span bytes, const struct import_opts *opts,
    struct doc_sink *sink, struct diag_list *diags, struct buf *error)
{
	struct teller teller = { .sink = sink };
	struct text_shape shape;
	struct buf room = { 0 };
	struct span text;

	if (bytes.len > opts->limits.source_bytes) {
		import_limit_error(error, opts, "source_bytes");
		return false;
	}
	import_decode(&room, bytes, diags, &text);
	progress_at(1, 4);
	text_shape_init(&shape, text);
	progress_at(2, 4);
	teller.shape = &shape;
	tell_all(&teller);
	text_shape_release(&shape);
	buf_release(&room);
	return true;
}
