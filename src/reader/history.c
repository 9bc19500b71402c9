/* reader/history.c - where the reader was, and what was read. */
#include "reader/history.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/below.h"

void
history_leave(struct history *history, struct spot from)
{
	if (history->at == HISTORY_MAX) {
		memmove(history->spots, history->spots + 1,
		    (HISTORY_MAX - 1) * sizeof *history->spots);
		history->at--;
	}
	history->spots[history->at++] = from;
	history->count = history->at;
}

/*
 * The spots behind and ahead share one array; the one the reader stands on
 * is not in it until a step away from it puts it there:
 *
 *     spots   a b | d e        standing on c, at = 2
 *     back    a | c d e        standing on b, at = 1
 */
bool
history_back(struct history *history, struct spot now, struct spot *to)
{
	if (history->at == 0)
		return false;
	*to = history->spots[--history->at];
	history->spots[history->at] = now;
	return true;
}

bool
history_forward(struct history *history, struct spot now, struct spot *to)
{
	if (history->at == history->count)
		return false;
	*to = history->spots[history->at];
	history->spots[history->at++] = now;
	return true;
}

void
ranges_release(struct ranges *ranges)
{
	free(ranges->items);
	*ranges = (struct ranges){ 0 };
}

void
ranges_add(struct ranges *ranges, uint64_t from, uint64_t to)
{
	size_t first, after;

	if (from >= to)
		return;
	first = COUNT_BELOW(ranges->items, ranges->count, to, from);
	after = first;
	while (after < ranges->count && ranges->items[after].from <= to) {
		if (ranges->items[after].from < from)
			from = ranges->items[after].from;
		if (ranges->items[after].to > to)
			to = ranges->items[after].to;
		after++;
	}
	if (after == first)
		MEM_PUSH(ranges->items, ranges->count, ranges->room);
	if (ranges->count > after)
		memmove(&ranges->items[first + 1], &ranges->items[after],
		    (ranges->count - after) * sizeof *ranges->items);
	ranges->items[first] = (struct range){ from, to };
	ranges->count = ranges->count - (after - first) + 1;
}

uint64_t
ranges_within(const struct ranges *ranges, uint64_t from, uint64_t to)
{
	uint64_t sum = 0;

	for (size_t i = 0; i < ranges->count; i++) {
		uint64_t low = ranges->items[i].from;
		uint64_t high = ranges->items[i].to;

		if (low < from)
			low = from;
		if (high > to)
			high = to;
		if (low < high)
			sum += high - low;
	}
	return sum;
}
