/* reader/find.c - matches of a query in a bundle. */
#include "reader/find.h"

#include <stdlib.h>

#include "base/arena.h"
#include "base/below.h"
#include "base/clock.h"

void
find_init(struct find *find, struct bundle *bundle,
    const struct text_index *index)
{
	*find = (struct find){ .bundle = bundle, .index = index,
		.step_ms = FIND_STEP_MS };
}

static void
free_chunks(struct find_chunk *chunks, uint32_t count)
{
	for (uint32_t i = 0; i < count; i++)
		free(chunks[i].items);
	free(chunks);
}

void
find_stop(struct find *find)
{
	if (find->way == FIND_SWEEPS)
		sweep_end(find->sweep);
	find->way = FIND_ALONE;
	free_chunks(find->chunks, find->chunk_count);
	find->chunks = NULL;
	find->chunk_count = find->done_count = find->next = 0;
	find->total = 0;
	find->full = false;
	find->limit = NULL;
	find->serial++;
	find->step_ms = FIND_STEP_MS;
	find->windows.count = 0;
	query_free(find->query);
	find->query = NULL;
	buf_clear(&find->pattern);
	buf_clear(&find->error);
}

void
find_release(struct find *find)
{
	find_stop(find);
	sweep_free(find->sweep);
	find->sweep = NULL;
	place_ranges_release(&find->windows);
	buf_release(&find->pattern);
	buf_release(&find->error);
}

/* Index of the first window that ends after `place`. */
static size_t
window_at(const struct find *find, uint64_t place)
{
	return COUNT_BELOW(find->windows.items, find->windows.count, to,
	    place + 1);
}

/*
 * Windows of a shorter pattern that are few enough to be looked at again:
 * the index, of which each letter inside words reads all terms, would take
 * longer to name fewer.
 */
#define FEW_WINDOWS 256

static void
find_windows(struct find *find, bool narrows)
{
	if (narrows && find->windows.count <= FEW_WINDOWS)
		return;
	find->windows.count = 0;
	if (find->index) {
		index_lookup(find->index, find->query, find->from, find->to,
		    &find->windows);
		bundle_rest(find->bundle);
	} else {
		find->windows.items = mem_grow(find->windows.items, 1,
		    sizeof *find->windows.items);
		find->windows.items[0] = (struct place_range){ find->from,
			find->to };
		find->windows.count = 1;
	}
}

/* Whether most of the text has to be looked at. */
static bool
is_wide(const struct find *find)
{
	uint64_t sum = 0;

	for (size_t i = 0; i < find->windows.count; i++)
		sum += find->windows.items[i].to - find->windows.items[i].from;
	return sum > bundle_info(find->bundle)->text_len / 2;
}

/*
 * Chunks without a window are done, and those where `old`, what a wider
 * query found (or NULL), has no match.  Both are in order of place, and a
 * gigabyte has 15,000 chunks: one walk along both.
 */
static void
pass_over_chunks(struct find *find, const struct find_chunk *old)
{
	const struct place_ranges *windows = &find->windows;
	uint64_t place = 0, end;
	size_t at = 0;

	for (uint32_t i = 0; i < find->chunk_count; i++, place = end) {
		end = bundle_chunk_place(find->bundle, i + 1);
		while (at < windows->count && windows->items[at].to <= place)
			at++;
		find->chunks[i].done = at == windows->count ||
		    windows->items[at].from >= end ||
		    (old && old[i].done && old[i].count == 0);
		find->done_count += find->chunks[i].done;
	}
}

/* Begin with `query`; where it narrows `old`, what that found is of use. */
static void
begin(struct find *find, struct query *query, struct find *old,
    uint64_t origin)
{
	bool narrows = old->query && !old->full &&
	    old->scope_begun == find->scope && old->from == find->from &&
	    old->to == find->to && query_narrows(query, old->query);

	find->query = query;
	find->scope_begun = find->scope;
	if (narrows) {
		struct place_ranges empty = find->windows;

		find->windows = old->windows;
		old->windows = empty;
	}
	find_windows(find, narrows);
	find->way = is_wide(find) ? FIND_WIDE : FIND_ALONE;
	find->chunk_count = bundle_chunk_count(find->bundle);
	find->chunks = mem_array(find->chunk_count, sizeof *find->chunks);
	pass_over_chunks(find, narrows ? old->chunks : NULL);
	find->next = bundle_chunk_index(find->bundle, origin);
}

bool
find_start(struct find *find, struct span pattern, unsigned flags,
    uint64_t from, uint64_t to, uint64_t origin)
{
	struct find old = *find;
	struct query_error error;
	struct query *query;

	find->query = NULL;
	find->chunks = NULL;
	find->chunk_count = 0;
	find->windows = (struct place_ranges){ 0 };
	find_stop(find);
	find->flags = flags;
	find->from = from;
	find->to = to;
	buf_put(&find->pattern, pattern);
	query = pattern.len ? query_new(pattern, flags, &error) : NULL;
	if (query)
		begin(find, query, &old, origin);
	else if (pattern.len)
		buf_puts(&find->error, error.message);
	free_chunks(old.chunks, old.chunk_count);
	place_ranges_release(&old.windows);
	query_free(old.query);
	return query != NULL;
}

static bool
in_scope(const struct find *find, const struct match *match)
{
	if (match->place < find->from || match->place >= find->to)
		return false;
	if (find->scope == FIND_BOTH)
		return true;
	return (bundle_note_at(find->bundle, match->place) != DOC_NONE) ==
	    (find->scope == FIND_NOTES);
}

static bool
is_time_up(void *arg)
{
	const struct find *find = arg;

	return clock_ms() >= find->until_ms;
}

/* Drop the matches from the `from`th on that are not searched for. */
static void
keep_scope(struct find *find, struct match_list *list, size_t from)
{
	size_t kept = from;

	for (size_t i = from; i < list->count; i++)
		if (in_scope(find, &list->items[i]))
			list->items[kept++] = list->items[i];
	list->count = kept;
}

/*
 * Scan the windows in `text`, the chunk's, from where the step before
 * ended.  False when time was up first.
 */
static bool
scan_windows(struct find *find, struct find_chunk *chunk, struct span text,
    uint64_t place, struct match_list *list)
{
	uint64_t start = chunk->searched > place ? chunk->searched : place;

	for (size_t w = window_at(find, start); w < find->windows.count;
	    w++) {
		const struct place_range *window = &find->windows.items[w];
		uint64_t from = window->from > start ? window->from : start;

		if (from >= place + text.len)
			break;
		query_scan(find->query, span_slice(text,
		    (size_t)(from - place), (size_t)(window->to - place)),
		    from, list, FIND_MATCHES_MAX - find->total -
		    (list->count - chunk->count));
		if (list->limit)
			find->limit = list->limit;
		if (list->stopped) {
			/* One paragraph took all the time: give it more. */
			if (list->searched == chunk->searched)
				find->step_ms *= 2;
			chunk->searched = list->searched;
			return false;
		}
	}
	return true;
}

static void
scan_chunk(struct find *find, uint32_t index)
{
	struct find_chunk *chunk = &find->chunks[index];
	struct match_list list = { .stop = is_time_up, .stop_arg = find,
		.items = chunk->items, .count = chunk->count,
		.room = chunk->room };
	struct span text;
	uint64_t place;

	if (chunk->done)
		return;
	chunk->done = find->full || bundle_chunk_place(find->bundle,
	    index) >= find->to || bundle_chunk_text(find->bundle, index,
	    &text, &place, NULL) != BUNDLE_OK ||
	    place + text.len <= find->from ||
	    scan_windows(find, chunk, text, place, &list);
	find->done_count += chunk->done;
	keep_scope(find, &list, chunk->count);
	find->total += list.count - chunk->count;
	find->full = find->total >= FIND_MATCHES_MAX;
	chunk->items = list.items;
	chunk->count = (uint32_t)list.count;
	chunk->room = (uint32_t)list.room;
}

/* ---- what threads find ---- */

/* Take what was found in a part of chunk `index`, if that is still asked. */
static void
merge_chunk(struct find *find, uint32_t index, const struct sweep_part *part,
    size_t *at)
{
	struct find_chunk *chunk = &find->chunks[index];
	uint64_t place = bundle_chunk_place(find->bundle, index);
	uint64_t end = bundle_chunk_place(find->bundle, index + 1);
	uint64_t from = chunk->searched > place ? chunk->searched : place;
	struct match_list list = { .items = chunk->items,
		.count = chunk->count, .room = chunk->room };

	for (; *at < part->count && part->items[*at].place < end; ++*at) {
		const struct match *match = &part->items[*at];

		if (chunk->done || from < part->from ||
		    match->place < from || !in_scope(find, match) ||
		    find->total == FIND_MATCHES_MAX)
			continue;
		MEM_PUSH(list.items, list.count, list.room);
		list.items[list.count++] = *match;
		find->total++;
	}
	if (chunk->done || from < part->from)
		return;
	chunk->items = list.items;
	chunk->count = (uint32_t)list.count;
	chunk->room = (uint32_t)list.room;
	chunk->searched = part->to < end ? part->to : end;
	chunk->done = chunk->searched == end;
	find->done_count += chunk->done;
}

static void
merge(struct find *find, const struct sweep_part *part)
{
	uint32_t index = bundle_chunk_index(find->bundle, part->from);
	size_t at = 0;

	find->swept = part->to;
	if (part->limit)
		find->limit = part->limit;
	for (; !part->failed && index < find->chunk_count &&
	    bundle_chunk_place(find->bundle, index) < part->to; index++)
		merge_chunk(find, index, part, &at);
	find->full = find->total >= FIND_MATCHES_MAX;
	if (find->full || find_done(find)) {
		sweep_end(find->sweep);
		find->way = FIND_ALONE;
	}
}

/* More would each hold some 4 MB, on which a session cannot count. */
#define THREADS_MAX 2

/* Have threads look for it, where that is of use. */
static bool
sweeps(struct find *find)
{
	if (find->way != FIND_WIDE)
		return find->way == FIND_SWEEPS;
	if (!find->sweep)
		find->sweep = sweep_new(find->bundle, find->threads ?
		    find->threads : sweep_threads(find->bundle,
		    THREADS_MAX));
	find->way = find->sweep ? FIND_SWEEPS : FIND_ALONE;
	if (!find->sweep)
		return false;
	/* What they hold takes the place of what is at hand here. */
	bundle_forget(find->bundle);
	find->swept = bundle_chunk_place(find->bundle, find->next);
	sweep_begin(find->sweep, find->query, find->from, find->to,
	    find->swept, false);
	return true;
}

/* Take the next part, if there is one before the step is over. */
static void
take_part(struct find *find)
{
	int64_t left_ms = find->until_ms - clock_ms();
	struct sweep_part part;

	switch (sweep_take(find->sweep, left_ms > 0 ? left_ms : 0, &part)) {
	case SWEEP_PART:
		merge(find, &part);
		break;
	case SWEEP_WAITS:
		break;
	case SWEEP_DONE:
		/* What they could not read is left. */
		find->way = FIND_ALONE;
		break;
	}
}

bool
find_step(struct find *find)
{
	if (!find->query || find_done(find))
		return false;
	find->until_ms = clock_ms() + find->step_ms;
	if (sweeps(find)) {
		take_part(find);
		return !find_done(find);
	}
	while (find->chunks[find->next].done)
		find->next = (find->next + 1) % find->chunk_count;
	scan_chunk(find, find->next);
	return !find_done(find);
}

/* Index of the first match of `chunk` at or after `place`. */
static uint32_t
first_at(const struct find_chunk *chunk, uint64_t place)
{
	return (uint32_t)COUNT_BELOW(chunk->items, chunk->count, place, place);
}

/* A sweep that is so far behind is not waited for, bytes. */
#define SWEEP_BEHIND (16 << 20)

/*
 * Have chunk `index` scanned, as far as a step goes, when those before it
 * were: threads that are on their way there do it sooner.
 */
static void
reach_chunk(struct find *find, uint32_t index)
{
	uint64_t place = bundle_chunk_place(find->bundle, index);

	while (!find->chunks[index].done && sweeps(find) &&
	    find->swept <= place && place - find->swept < SWEEP_BEHIND &&
	    !is_time_up(find))
		take_part(find);
	if (!is_time_up(find))
		scan_chunk(find, index);
}

bool
find_next(struct find *find, uint64_t place, int direction,
    struct match *match, bool *more)
{
	int64_t index, first;

	*more = false;
	if (!find->query || find->chunk_count == 0)
		return false;
	find->until_ms = clock_ms() + find->step_ms;
	first = index = bundle_chunk_index(find->bundle, place);
	for (; index >= 0 && index < find->chunk_count; index += direction) {
		struct find_chunk *chunk = &find->chunks[index];
		uint32_t at;

		if (direction > 0 && index > first)
			reach_chunk(find, (uint32_t)index);
		else
			scan_chunk(find, (uint32_t)index);
		at = first_at(chunk, place);
		if (direction > 0 && at < chunk->count) {
			*match = chunk->items[at];
			return true;
		}
		if (!chunk->done || (is_time_up(find) &&
		    index != (direction > 0 ? find->chunk_count - 1 : 0))) {
			*more = true;
			return false;
		}
		if (direction < 0 && at > 0) {
			*match = chunk->items[at - 1];
			return true;
		}
	}
	return false;
}

size_t
find_index(const struct find *find, uint64_t place)
{
	uint32_t last;
	size_t before = 0;

	if (!find->query || find->chunk_count == 0)
		return SIZE_MAX;
	last = bundle_chunk_index(find->bundle, place);
	for (uint32_t i = 0; i < last; i++) {
		if (!find->chunks[i].done)
			return SIZE_MAX;
		before += find->chunks[i].count;
	}
	return before + first_at(&find->chunks[last], place);
}

const struct match *
find_within(struct find *find, uint64_t from, uint64_t to, size_t *count)
{
	struct find_chunk *chunk;
	uint32_t first, after;

	*count = 0;
	if (!find->query || find->chunk_count == 0)
		return NULL;
	chunk = &find->chunks[bundle_chunk_index(find->bundle, from)];
	find->until_ms = clock_ms() + find->step_ms;
	scan_chunk(find, (uint32_t)(chunk - find->chunks));
	if (chunk->count == 0)
		return NULL;
	first = first_at(chunk, from);
	/* One that starts before `from` may reach into it. */
	while (first > 0 && chunk->items[first - 1].place +
	    chunk->items[first - 1].len > from)
		first--;
	after = first_at(chunk, to);
	*count = after - first;
	return chunk->items + first;
}

size_t
find_count(const struct find *find, uint64_t from, uint64_t to)
{
	size_t count = 0;
	uint32_t first, last;

	if (!find->query || find->chunk_count == 0 || from >= to)
		return 0;
	first = bundle_chunk_index(find->bundle, from);
	last = bundle_chunk_index(find->bundle, to - 1);
	for (uint32_t i = first; i <= last; i++)
		count += first_at(&find->chunks[i], to) -
		    first_at(&find->chunks[i], from);
	return count;
}

void
find_put_scope(const struct find *find, struct buf *out)
{
	static const char *const names[] = { "", " in the text",
		" in the notes" };

	buf_puts(out, names[find->scope]);
}

void
find_progress(const struct find *find, struct buf *out)
{
	if (!find->query)
		return;
	if (!find_done(find))
		buf_printf(out, ", searched %u of %u parts",
		    find->done_count, find->chunk_count);
	if (find->limit)
		buf_printf(out, ", not everywhere: %s", find->limit);
}
