/* search/concord.c - matches in their lines of context. */
#include "search/concord.h"

#include <stdlib.h>

#include "search/terms.h"
#include "uni/uni.h"

/* A typesetter's: between what is seen it hides nothing. */
static bool
is_plain_joiner(uint32_t before, uint32_t code, struct span text, size_t end)
{
	uint32_t after;

	if (code != 0x2060 || before <= ' ' || end >= text.len)
		return false;
	uni_decode(text, end, &after, NULL);
	return after > ' ' && !uni_unsafe(after);
}

/* A copy with every run of white space as one space. */
static struct span
copy_line(struct arena *mem, struct span text)
{
	struct buf out = { 0 };
	struct span copy;
	bool space = false;
	uint32_t before = 0;

	for (size_t off = 0; off < text.len;) {
		uint32_t code;
		size_t len = uni_decode(text, off, &code, NULL);

		if (is_plain_joiner(before, code, text, off + len)) {
			off += len;
			continue;
		}
		if (!uni_is_space(code))
			buf_put(&out, span_slice(text, off, off + len));
		else if (!space)
			buf_putc(&out, ' ');
		space = uni_is_space(code);
		before = code;
		off += len;
	}
	copy = arena_span(mem, buf_span(&out));
	buf_release(&out);
	return copy;
}

static void
put_word(struct buf *out, struct span word)
{
	if (out->len > 0)
		buf_putc(out, ' ');
	buf_put(out, word);
}

/* The words of `text`, folded; `backwards`: the last one first. */
static struct span
word_key(struct arena *mem, struct span text, bool backwards)
{
	struct span words[CONCORD_CONTEXT];
	struct buf folded = { 0 };
	struct buf out = { 0 };
	struct span key;
	struct span term;
	size_t count = 0;
	size_t off = 0;

	uni_fold_lines(&folded, text, 0);
	while (count < CONCORD_CONTEXT &&
	    term_next(buf_span(&folded), &off, &term))
		words[count++] = term;
	for (size_t i = 0; i < count; i++)
		put_word(&out, words[backwards ? count - 1 - i : i]);
	key = arena_span(mem, buf_span(&out));
	buf_release(&folded);
	buf_release(&out);
	return key;
}

void
concord_line(struct arena *mem, struct span text, uint64_t base,
    struct match match, struct concord_line *line)
{
	size_t at = match.place > base ? (size_t)(match.place - base) : 0;
	size_t match_end, from, to;
	const char *start, *end;
	struct span whole;

	if (at > text.len)
		at = text.len;
	match_end = text.len - at < match.len ? text.len : at + match.len;
	start = at ? memrchr(text.ptr, '\n', at) : NULL;
	end = memchr(text.ptr + match_end, '\n', text.len - match_end);
	from = start ? (size_t)(start - text.ptr) + 1 : 0;
	to = end ? (size_t)(end - text.ptr) : text.len;
	whole = span_slice(text, 0, to);
	if (at - from > CONCORD_CONTEXT)
		from = uni_cluster_next(whole, uni_cluster_prev(whole,
		    at - CONCORD_CONTEXT + 1));
	if (to - match_end > CONCORD_CONTEXT)
		to = uni_cluster_prev(whole, match_end + CONCORD_CONTEXT + 1);
	line->match = match;
	line->left = copy_line(mem, span_slice(text, from, at));
	line->middle = copy_line(mem, span_slice(text, at, match_end));
	line->right = copy_line(mem, span_slice(text, match_end, to));
	line->left_key = word_key(mem, span_slice(text, from, at), true);
	line->right_key = word_key(mem, span_slice(text, match_end, to),
	    false);
}

static int
compare_places(const struct concord_line *x, const struct concord_line *y)
{
	if (x->match.place != y->match.place)
		return x->match.place < y->match.place ? -1 : 1;
	return 0;
}

static int
by_place(const void *a, const void *b)
{
	return compare_places(a, b);
}

static int
by_left(const void *a, const void *b)
{
	const struct concord_line *x = a;
	const struct concord_line *y = b;
	int order = span_cmp(x->left_key, y->left_key);

	return order ? order : compare_places(x, y);
}

static int
by_right(const void *a, const void *b)
{
	const struct concord_line *x = a;
	const struct concord_line *y = b;
	int order = span_cmp(x->right_key, y->right_key);

	return order ? order : compare_places(x, y);
}

void
concord_sort(struct concord_line *lines, size_t count,
    enum concord_order order)
{
	static int (*const compare[])(const void *, const void *) = {
		[CONCORD_PLACE] = by_place,
		[CONCORD_LEFT] = by_left,
		[CONCORD_RIGHT] = by_right,
	};

	if (count > 1)
		qsort(lines, count, sizeof *lines, compare[order]);
}
