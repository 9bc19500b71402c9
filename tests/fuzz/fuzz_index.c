/*
 * fuzz/fuzz_index.c - any bytes as an index; and any bytes as a text, whose
 * own index must lead to every match.
 */
#include <assert.h>
#include <stdlib.h>

#include "search/index.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t len);

static bool
each_term(void *arg, const struct index_term *term)
{
	size_t *count = arg;

	assert(term->term.len > 0 && term->windows > 0);
	return ++*count < 1000;
}

static void
look_up(const struct text_index *index, struct span pattern, uint64_t to,
    struct place_ranges *ranges)
{
	struct query *query = query_new(pattern, 0, NULL);
	uint64_t end = 0;

	if (!query)
		return;
	index_lookup(index, query, 0, to, ranges);
	for (size_t i = 0; i < ranges->count; i++) {
		assert(ranges->items[i].from >= end);
		assert(ranges->items[i].from < ranges->items[i].to);
		end = ranges->items[i].to;
	}
	assert(end <= to);
	query_free(query);
}

static void
use_bytes(struct span bytes)
{
	const char *error = NULL;
	struct text_index *index = index_open(bytes, &error);
	struct place_ranges ranges = { 0 };
	size_t count = 0;

	assert(!index == !!error);
	if (!index)
		return;
	index_verify(index);
	index_prefix(index, SPAN(""), each_term, &count);
	look_up(index, SPAN("a"), 1 << 20, &ranges);
	ranges.count = 0;
	look_up(index, SPAN("\"word\""), 1 << 20, &ranges);
	place_ranges_release(&ranges);
	index_close(index);
}

/* The first line is the pattern. */
static void
use_text(struct span text)
{
	struct index_builder *builder = index_builder_new();
	struct place_ranges ranges = { 0 };
	struct buf bytes = { 0 };
	struct query *query;
	struct text_index *index;
	struct span pattern;
	size_t found = 0;

	index_builder_add(builder, text, 0);
	index_builder_write(builder, &bytes);
	index_builder_free(builder);
	index = index_open(buf_span(&bytes), NULL);
	assert(index && !index_verify(index));
	pattern = span_slice(text, 0, (size_t)span_chr(text, '\n', 0));
	query = query_new(pattern, QUERY_LITERAL, NULL);
	if (query) {
		index_lookup(index, query, 0, text.len, &ranges);
		for (size_t i = 0; i < ranges.count; i++)
			found += query_count(query, span_slice(text,
			    ranges.items[i].from, ranges.items[i].to));
		assert(found == query_count(query, text));
	}
	query_free(query);
	place_ranges_release(&ranges);
	index_close(index);
	buf_release(&bytes);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t len)
{
	struct span bytes = span_of((const char *)data, len);

	use_bytes(bytes);
	if (len > 0)
		use_text(bytes);
	return 0;
}
