/* import/markdown_labels.c - footnotes carried through cmark-gfm whole. */
#include "import/markdown_labels.h"

#include <stdlib.h>

#include "base/arena.h"

/* A source that holds this many guards was written to do so. */
#define GUARD_TRIES 64

/*
 * U+0002 with as many U+0003 as it takes.  False when a hostile source
 * leaves none: then labels stay as they are, and cmark decides.
 */
static bool
find_guard(struct buf *guard, struct span text)
{
	buf_putc(guard, '\x02');
	for (int i = 0; i < GUARD_TRIES; i++) {
		buf_putc(guard, '\x03');
		if (span_find(text, buf_span(guard), 0) < 0)
			return true;
	}
	return false;
}

/* As cmark-gfm's scanner has it: anything but "]", white space and NUL. */
size_t
md_label_len(struct span line, size_t off)
{
	size_t at = off;

	while (at < line.len && line.ptr[at] != ']' && line.ptr[at] != '[' &&
	    !strchr(" \t\r\n", line.ptr[at]))
		at++;
	return at < line.len && line.ptr[at] == ']' ? at - off : 0;
}

bool
md_is_block_mark(char c)
{
	return c && strchr(" \t>*+-.)0123456789", c);
}

static bool
starts_block(struct span line, size_t off)
{
	for (size_t i = 0; i < off; i++)
		if (!md_is_block_mark(line.ptr[i]))
			return false;
	return true;
}

static size_t
add_label(struct md_labels *labels, struct span text, bool definition)
{
	MEM_PUSH(labels->items, labels->count, labels->room);
	labels->items[labels->count++] = (struct md_label){
		.text = text, .definition = definition,
	};
	return labels->count;
}

static size_t
number_of(struct md_labels *labels, struct span text, bool definition)
{
	struct map_entry *entry;
	bool fresh;

	if (definition)
		return add_label(labels, text, true);
	entry = map_put(&labels->spellings, text, 0, &fresh);
	if (fresh)
		entry->value = add_label(labels, text, false);
	return (size_t)entry->value;
}

static void
put_number(const struct md_labels *labels, struct buf *out, size_t number)
{
	buf_puts(out, "[^");
	buf_put(out, buf_span(&labels->guard));
	buf_printf(out, "%zu", number);
	buf_put(out, buf_span(&labels->guard));
	buf_putc(out, ']');
}

static void
rewrite_line(struct md_labels *labels, struct span line, struct buf *out)
{
	size_t done = 0;
	ptrdiff_t at = 0;

	if (span_trim(line).len == 0)
		return;
	while ((at = span_find(line, SPAN("[^"), (size_t)at)) >= 0) {
		size_t off = (size_t)at + 2;
		size_t len = md_label_len(line, off);
		bool definition;

		at += 2;
		if (!len)
			continue;
		definition = off + len + 1 < line.len &&
		    line.ptr[off + len + 1] == ':' &&
		    starts_block(line, off - 2);
		buf_put(out, span_slice(line, done, off - 2));
		put_number(labels, out, number_of(labels,
		    span_slice(line, off, off + len), definition));
		done = off + len + 1;
		at = (ptrdiff_t)done;
	}
	buf_put(out, span_slice(line, done, line.len));
}

/* The definitions of marks, then the paragraph that cites everything. */
static void
put_prelude(struct md_labels *labels)
{
	struct buf *out = &labels->text;

	for (size_t i = 0; i < labels->count; i++) {
		if (labels->items[i].definition)
			continue;
		put_number(labels, out, i + 1);
		buf_puts(out, ": ");
		buf_put(out, buf_span(&labels->guard));
		buf_putc(out, '\n');
		labels->prelude_lines++;
	}
	buf_putc(out, '\n');
	for (size_t i = 0; i < labels->count; i++)
		put_number(labels, out, i + 1);
	buf_puts(out, "\n\n");
	labels->prelude_lines += 3;
}

void
md_labels_init(struct md_labels *labels, struct span text)
{
	struct buf body = { 0 };
	struct span line;

	if (!find_guard(&labels->guard, text)) {
		buf_put(&labels->text, text);
		return;
	}
	buf_reserve(&body, text.len + text.len / 8);
	while (span_line(&text, &line)) {
		rewrite_line(labels, line, &body);
		buf_putc(&body, '\n');
	}
	if (!labels->count) {
		labels->text = body;
		return;
	}
	put_prelude(labels);
	buf_put(&labels->text, buf_span(&body));
	buf_release(&body);
}

void
md_labels_release(struct md_labels *labels)
{
	free(labels->items);
	buf_release(&labels->guard);
	buf_release(&labels->text);
	map_release(&labels->spellings);
}

const struct md_label *
md_labels_at(const struct md_labels *labels, struct span text, size_t off,
    size_t *len)
{
	struct span guard = buf_span(&labels->guard);
	struct span rest = span_slice(text, off, text.len);
	unsigned number;
	size_t digits;

	if (!span_starts(rest, guard))
		return NULL;
	rest = span_slice(rest, guard.len, rest.len);
	digits = span_number(rest, &number);
	if (!digits || number == 0 || number > labels->count ||
	    !span_starts(span_slice(rest, digits, rest.len), guard))
		return NULL;
	*len = 2 * guard.len + digits;
	return &labels->items[number - 1];
}

void
md_labels_restore(const struct md_labels *labels, struct span text,
    struct buf *out)
{
	struct span guard = buf_span(&labels->guard);
	size_t done = 0;
	ptrdiff_t at = 0;

	while (labels->count &&
	    (at = span_find(text, guard, (size_t)at)) >= 0) {
		size_t len;
		const struct md_label *label = md_labels_at(labels, text,
		    (size_t)at, &len);

		if (!label) {
			at++;
			continue;
		}
		buf_put(out, span_slice(text, done, (size_t)at));
		buf_put(out, label->text);
		done = (size_t)at + len;
		at = (ptrdiff_t)done;
	}
	buf_put(out, span_slice(text, done, text.len));
}
