/*
 * fuzz/fuzz_query.c - any pattern on any text: the first byte is the flags,
 * the first line the pattern, the rest the text.
 */
#include <assert.h>
#include <stdlib.h>

#include "search/concord.h"
#include "search/query.h"
#include "uni/uni.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t len);

/* Patterns and texts are short, or an expression takes its time. */
#define TEXT_MAX 2048

/* Matches are in order, apart, within a paragraph. */
static void
check_matches(const struct match_list *list, struct span text)
{
	uint64_t end = 0;

	for (size_t i = 0; i < list->count; i++) {
		struct match match = list->items[i];

		assert(match.place >= end && match.len > 0);
		end = match.place + match.len;
		assert(end <= text.len);
		assert(!memchr(text.ptr + match.place, '\n', match.len));
	}
}

static void
check_stepping(const struct query *query, const struct match_list *list,
    struct span text)
{
	struct match match = { 0, 0 };
	uint64_t from = 0;

	for (size_t i = 0; i < list->count && i < 20; i++) {
		assert(query_next(query, text, 0, from, &match));
		assert(match.place == list->items[i].place);
		assert(match.len == list->items[i].len);
		assert(query_prev(query, text, 0, match.place + 1, &match));
		assert(match.place == list->items[i].place);
		from = match.place + 1;
	}
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t len)
{
	struct span text = span_of((const char *)data, len);
	struct query_error error;
	struct match_list list = { 0 };
	struct query *query;
	struct span pattern;

	if (len < 2 || len > TEXT_MAX)
		return 0;
	text = span_slice(text, 1, text.len);
	span_line(&text, &pattern);
	query = query_new(pattern, data[0] & 31, &error);
	if (!query) {
		assert(error.off <= pattern.len && error.message[0]);
		return 0;
	}
	query_scan(query, text, 0, &list, SIZE_MAX);
	check_matches(&list, text);
	if (!list.limit)
		check_stepping(query, &list, text);
	if (list.count > 0) {
		struct concord_line line;
		struct arena mem = { 0 };

		concord_line(&mem, text, 0, list.items[0], &line);
		arena_release(&mem);
	}
	match_list_release(&list);
	query_free(query);
	return 0;
}
