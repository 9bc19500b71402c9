/*
 * Expressions: by blocks, by paragraphs, through the index and by a matcher
 * that does nothing but try.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <cmocka.h>

#include "search/block.h"
#include "search/index.h"
#include "search/locate.h"
#include "tests/unit/search_naive.h"

/* ---- a matcher as simple as it can be ---- */

/* One character of a pattern and how often it may come. */
struct item {
	char kind;	/* c literal, . any, w W d s, [ a-e, ^ not a-e, b */
	char letter;
	unsigned least, most;
};

#define ITEMS 5
#define MANY 10000

struct expression {
	struct item items[2][ITEMS];	/* two alternatives */
	size_t counts[2];
	size_t alternatives;
	struct buf pattern;
};

static uint32_t
small(uint32_t code)
{
	if (code == 0x212a)
		return 'k';
	if (code == 0x17f)
		return 's';
	return code >= 'A' && code <= 'Z' ? code + 32 : code;
}

/* Which characters are words is Unicode's to say, through the library. */
static bool
is_word(uint32_t code)
{
	static signed char known[0x20000];
	struct query *query;
	struct buf text = { 0 };

	assert_true(code < sizeof known);
	if (known[code] == 0) {
		query = query_new(SPAN("(?=)\\w"), QUERY_REGEX, NULL);
		buf_put_code(&text, code);
		known[code] = query_count(query, buf_span(&text)) ? 1 : -1;
		buf_release(&text);
		query_free(query);
	}
	return known[code] > 0;
}

static bool
item_takes(const struct item *item, uint32_t code)
{
	switch (item->kind) {
	case 'c': return small(code) == (unsigned char)item->letter;
	case '.': return true;
	case 'w': return is_word(code);
	case 'W': return !is_word(code);
	case 'd': return code >= '0' && code <= '9';
	case 's': return uni_is_space(code);
	case '[': return small(code) >= 'a' && small(code) <= 'e';
	case '^': return !(small(code) >= 'a' && small(code) <= 'e');
	default: return false;
	}
}

static uint32_t
code_at(struct span line, size_t off)
{
	uint32_t code;

	uni_decode(line, off, &code, NULL);
	return code;
}

static size_t
after(struct span line, size_t off)
{
	uint32_t code;

	return off + uni_decode(line, off, &code, NULL);
}

static bool
is_boundary(struct span line, size_t off)
{
	size_t before = off;
	bool left = false;

	if (off > 0) {
		do
			before--;
		while ((line.ptr[before] & 0xc0) == 0x80);
		left = is_word(code_at(line, before));
	}
	return left != (off < line.len && is_word(code_at(line, off)));
}

/* The end of the match of items[at..] from `off` on, greedy; or -1. */
static ptrdiff_t
try_items(const struct item *items, size_t count, struct span line,
    size_t off)
{
	size_t ends[MANY + 1];
	size_t taken = 0;

	if (count == 0)
		return (ptrdiff_t)off;
	if (items->kind == 'b')
		return is_boundary(line, off) ? try_items(items + 1,
		    count - 1, line, off) : -1;
	ends[0] = off;
	while (taken < items->most && taken < MANY &&
	    ends[taken] < line.len &&
	    item_takes(items, code_at(line, ends[taken]))) {
		ends[taken + 1] = after(line, ends[taken]);
		taken++;
	}
	for (; taken + 1 > items->least; taken--) {
		ptrdiff_t end = try_items(items + 1, count - 1, line,
		    ends[taken]);

		if (end >= 0)
			return end;
		if (taken == 0)
			break;
	}
	return -1;
}

static void
scan_naively(const struct expression *e, struct span line, uint64_t base,
    struct match_list *out)
{
	size_t off = 0;

	for (size_t at = 0; at < line.len;) {
		ptrdiff_t end = -1;
		size_t from = at, to;

		for (size_t i = 0; i < e->alternatives && end < 0; i++)
			end = try_items(e->items[i], e->counts[i], line, at);
		if (end <= (ptrdiff_t)at) {
			at = after(line, at);
			continue;
		}
		to = (size_t)end;
		block_widen(line, &from, &to);
		if (from < off) {
			at = after(line, at);
			continue;
		}
		MEM_PUSH(out->items, out->count, out->room);
		out->items[out->count++] = (struct match){ base + from,
			(uint32_t)(to - from) };
		at = off = to;
	}
}

/* ---- random expressions ---- */

static void
put_item(unsigned *seed, struct item *item, struct buf *out)
{
	static const char kinds[] = "ccccccc.wwWds[^b";
	static const char letters[] = "abcdeghiknorst12";
	static const struct { const char *text; unsigned least, most; }
	    often[] = { { "", 1, 1 }, { "", 1, 1 }, { "", 1, 1 },
		{ "+", 1, MANY }, { "*", 0, MANY }, { "?", 0, 1 },
		{ "{2,3}", 2, 3 } };
	size_t count = naive_random(seed, 7);

	item->kind = kinds[naive_random(seed, sizeof kinds - 1)];
	item->letter = letters[naive_random(seed, sizeof letters - 1)];
	item->least = often[count].least;
	item->most = often[count].most;
	switch (item->kind) {
	case 'c': buf_putc(out, item->letter); break;
	case '.': buf_putc(out, '.'); break;
	case '[': buf_puts(out, "[a-e]"); break;
	case '^': buf_puts(out, "[^a-e]"); break;
	case 'b': buf_puts(out, "\\b"); return;
	default: buf_printf(out, "\\%c", item->kind);
	}
	buf_puts(out, often[count].text);
}

static void
random_expression(unsigned *seed, struct expression *e)
{
	*e = (struct expression){ .alternatives = 1 +
		(naive_random(seed, 4) == 0) };
	for (size_t i = 0; i < e->alternatives; i++) {
		e->counts[i] = 1 + naive_random(seed, ITEMS);
		if (i > 0)
			buf_putc(&e->pattern, '|');
		for (size_t j = 0; j < e->counts[i]; j++)
			put_item(seed, &e->items[i][j], &e->pattern);
	}
}

/* ---- they agree ---- */

static void
scan_through(const struct query *query, const struct text_index *index,
    struct span text, struct match_list *out)
{
	struct place_ranges ranges = { 0 };

	index_lookup(index, query, 0, text.len, &ranges);
	for (size_t i = 0; i < ranges.count; i++)
		query_scan(query, span_slice(text, ranges.items[i].from,
		    ranges.items[i].to), ranges.items[i].from, out,
		    SIZE_MAX);
	place_ranges_release(&ranges);
}

static void
assert_same(const char *how, const struct expression *e, struct span text,
    const struct match_list *want, struct match_list *got)
{
	for (size_t i = 0; i < want->count || i < got->count; i++) {
		const struct match *x = &want->items[i];
		const struct match *y = &got->items[i];

		if (i < want->count && i < got->count &&
		    x->place == y->place && x->len == y->len)
			continue;
		fail_msg("/%s/ %s: %zu matches, not %zu; the first that "
		    "differs is %zu, in \"%.*s\"", buf_cstr(&e->pattern),
		    how, got->count, want->count, i, 40, text.ptr +
		    (i < want->count ? x->place : y->place));
	}
	match_list_release(got);
}

static size_t
compare(unsigned *seed, struct span text, const struct text_index *index)
{
	struct match_list want = { 0 };
	struct match_list got = { 0 };
	struct buf alone = { 0 };
	struct expression e;
	struct query *query;
	size_t found;

	random_expression(seed, &e);
	for (size_t off = 0; off < text.len;) {
		ptrdiff_t end = span_chr(text, '\n', off);

		scan_naively(&e, span_slice(text, off, end < 0 ? text.len :
		    (size_t)end), off, &want);
		off = end < 0 ? text.len : (size_t)end + 1;
	}
	query = query_new(buf_span(&e.pattern), QUERY_REGEX, NULL);
	assert_non_null(query);
	query_scan(query, text, 0, &got, SIZE_MAX);
	assert_same("by blocks", &e, text, &want, &got);
	scan_through(query, index, text, &got);
	assert_same("by the index", &e, text, &want, &got);
	query_free(query);
	/* Looking ahead, it is run over each paragraph by itself. */
	buf_printf(&alone, "(?=)(?:%s)", buf_cstr(&e.pattern));
	query = query_new(buf_span(&alone), QUERY_REGEX, NULL);
	query_scan(query, text, 0, &got, SIZE_MAX);
	assert_same("by paragraphs", &e, text, &want, &got);
	query_free(query);
	found = want.count;
	match_list_release(&want);
	buf_release(&alone);
	buf_release(&e.pattern);
	return found;
}

/* The random words with each ill-formed byte replaced. */
static void
well_formed_text(unsigned *seed, struct buf *out)
{
	struct buf text = { 0 };

	naive_text(seed, 900, &text);
	uni_mend(out, buf_span(&text));
	buf_puts(out, "\n\xe2\x84\xaaing \xc5\xbf""ay kasing\n");
	buf_release(&text);
}

static void
every_way_to_run_an_expression_finds_the_same(void **state)
{
	unsigned seed = 7;
	size_t found = 0;

	(void)state;
	for (int round = 0; round < 8; round++) {
		struct index_builder *builder = index_builder_new();
		struct buf text = { 0 };
		struct buf bytes = { 0 };
		struct text_index *index;

		well_formed_text(&seed, &text);
		index_builder_add(builder, buf_span(&text), 0);
		index_builder_write(builder, &bytes);
		index_builder_free(builder);
		index = index_open(buf_span(&bytes), NULL);
		assert_non_null(index);
		for (int i = 0; i < 60; i++)
			found += compare(&seed, buf_span(&text), index);
		index_close(index);
		buf_release(&bytes);
		buf_release(&text);
	}
	assert_true(found > 10000);
}

/* Texts of two letters, so that beginnings of the needle are many. */
static void
bytes_are_located_where_they_first_stand(void **state)
{
	char text[80], needle[20];
	unsigned seed = 1;

	(void)state;
	for (unsigned round = 0; round < 20000; round++) {
		size_t len = naive_random(&seed, sizeof text);
		size_t off = naive_random(&seed, (unsigned)len + 1);
		size_t size = 1 + naive_random(&seed, round % 2 ? 3 :
		    (unsigned)sizeof needle);
		char *whole;

		for (size_t i = 0; i < sizeof text; i++)
			text[i] = "ab"[naive_random(&seed, 8) == 0];
		for (size_t i = 0; i < size; i++)
			needle[i] = "ab"[naive_random(&seed, 8) == 0];
		/* In memory of its own, so that reading on is noticed. */
		whole = mem_alloc(len ? len : 1);
		memcpy(whole, text, len);
		assert_ptr_equal(locate(span_of(whole, len), off,
		    span_of(needle, size)), memmem(whole + off, len - off,
		    needle, size));
		free(whole);
	}
}

static bool
always(void *arg)
{
	(void)arg;
	return true;
}

static void
a_scan_that_is_stopped_goes_on_where_a_paragraph_starts(void **state)
{
	struct query *query = query_new(SPAN("\\w+ing\\b"), QUERY_REGEX,
	    NULL);
	struct match_list list = { .stop = always };
	struct span text = SPAN("A king is sing\xc3\xa9ing.\nA thing.\n");

	(void)state;
	query_scan(query, text, 0, &list, SIZE_MAX);
	assert_true(list.stopped);
	assert_int_equal(list.searched, 0);
	assert_int_equal(list.count, 0);
	list.stop = NULL;
	query_scan(query, text, 0, &list, SIZE_MAX);
	assert_int_equal(list.count, 3);
	assert_int_equal(list.items[0].place, 2);
	assert_int_equal(list.items[1].place, 10);
	assert_int_equal(list.items[1].len, 9);
	assert_int_equal(list.items[2].place, 23);
	match_list_release(&list);
	query_free(query);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
		    every_way_to_run_an_expression_finds_the_same),
		cmocka_unit_test(bytes_are_located_where_they_first_stand),
		cmocka_unit_test(
		    a_scan_that_is_stopped_goes_on_where_a_paragraph_starts),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
