/*
 * search/index_lookup.c - from queries to windows.
 *
 * The windows of a need are a set of bits, one for each window; the sets of
 * all needs are intersected.
 */
#include <stdlib.h>

#include "base/arena.h"
#include "base/map.h"
#include "search/distinct.h"
#include "search/index_read.h"
#include "uni/uni.h"

void
place_ranges_release(struct place_ranges *ranges)
{
	free(ranges->items);
	*ranges = (struct place_ranges){ 0 };
}

/* ---- sets of windows ---- */

struct lookup {
	const struct text_index *index;
	uint64_t *found;	/* by all needs so far */
	uint64_t *set;		/* by the need at hand */
	size_t words;		/* of 64 bits */
	uint32_t held;		/* windows in `set` */
	uint32_t *list;		/* of one term */
	uint64_t work;		/* numbers that may still be read */
	bool full;		/* `set` holds every window */
	bool failed;
};

static void
lookup_init(struct lookup *lookup, const struct text_index *index)
{
	*lookup = (struct lookup){ .index = index,
		.words = index->window_count / 64 + 1 };
	lookup->found = mem_array(lookup->words, sizeof *lookup->found);
	lookup->set = mem_array(lookup->words, sizeof *lookup->set);
	lookup->list = mem_array((size_t)index->window_count + 1,
	    sizeof *lookup->list);
	memset(lookup->found, 0xff, lookup->words * sizeof *lookup->found);
	/*
	 * What stands in so many lists stands nearly everywhere; a damaged
	 * index could hold long lists in no bits at all.
	 */
	lookup->work = 64 * (uint64_t)index->window_count + 1000000;
}

static void
lookup_release(struct lookup *lookup)
{
	free(lookup->found);
	free(lookup->set);
	free(lookup->list);
}

/*
 * Windows of which all but one in so many are in the set: to look at the
 * others, too, takes less time than to read what leaves them out.
 */
#define NEARLY 16

/* Put the windows of the term just read into the set. */
static void
set_add(struct lookup *lookup, struct index_page *page)
{
	uint32_t all = lookup->index->window_count;
	uint32_t count = page->windows;

	if (count == all || count > lookup->work) {
		lookup->full = true;
		return;
	}
	lookup->work -= count;
	index_page_list(page, lookup->list);
	for (uint32_t i = 0; i < count; i++) {
		uint64_t *bits = &lookup->set[lookup->list[i] / 64];
		uint64_t bit = UINT64_C(1) << (lookup->list[i] % 64);

		lookup->held += !(*bits & bit);
		*bits |= bit;
	}
	if (lookup->held >= all - all / NEARLY)
		lookup->full = true;
}

static void
set_intersect(struct lookup *lookup)
{
	if (lookup->full)
		return;
	for (size_t i = 0; i < lookup->words; i++)
		lookup->found[i] &= lookup->set[i];
}

/* The first window from `window` on that was found; or window_count. */
static uint32_t
next_found(const struct lookup *lookup, uint32_t window)
{
	uint32_t count = lookup->index->window_count;
	size_t word = window / 64;
	uint64_t bits;

	if (window >= count)
		return count;
	bits = lookup->found[word] & UINT64_MAX << window % 64;
	while (!bits && ++word < lookup->words)
		bits = lookup->found[word];
	if (!bits)
		return count;
	window = (uint32_t)(word * 64) + (uint32_t)__builtin_ctzll(bits);
	return window < count ? window : count;
}

static size_t
found_count(const struct lookup *lookup)
{
	uint32_t windows = lookup->index->window_count;
	size_t count = 0;

	for (uint32_t i = next_found(lookup, 0); i < windows;
	    i = next_found(lookup, i + 1))
		count++;
	return count;
}

/* ---- needs ---- */

/*
 * Whether the term holds `part`; `*hit_end` is where, 0 if it does not.
 * What it shares with the term before was looked at with that one.
 */
static bool
holds(size_t *hit_end, const struct index_page *page, struct span part)
{
	struct span term = span_of(page->term, page->term_len);
	size_t from = page->shared < part.len ? 0 :
	    page->shared - (part.len - 1);
	const char *hit;

	if (*hit_end && *hit_end <= page->shared)
		return true;
	hit = term.len - from < part.len ? NULL : memmem(term.ptr + from,
	    term.len - from, part.ptr, part.len);
	*hit_end = hit ? (size_t)(hit - term.ptr) + part.len : 0;
	return hit;
}

/* The terms of a page are asked for one after the other. */
static bool
meets(const struct query_need *need, const struct index_page *page,
    size_t *hit_end)
{
	struct span term = span_of(page->term, page->term_len);

	switch (need->kind) {
	case QUERY_NEED_TERM:
		return span_eq(term, need->term);
	case QUERY_NEED_PREFIX:
		return span_starts(term, need->term);
	case QUERY_NEED_INFIX:
		return holds(hit_end, page, need->term);
	}
	return false;
}

/* Whether no term from `term` on can meet the need. */
static bool
is_past(const struct query_need *need, struct span term)
{
	return need->kind != QUERY_NEED_INFIX &&
	    span_cmp(term, need->term) > 0 &&
	    !span_starts(term, need->term);
}

/*
 * The terms of page `number` that meet the need; false when no further page
 * can have any.
 */
static bool
find_on_page(struct lookup *lookup, const struct query_need *need,
    uint32_t number, bool *met)
{
	struct index_page page;
	size_t hit_end = 0;

	*met = false;
	index_page_open(&page, lookup->index, number);
	while (index_page_next(&page)) {
		struct span term = span_of(page.term, page.term_len);

		if (is_past(need, term))
			return false;
		if (meets(need, &page, &hit_end)) {
			set_add(lookup, &page);
			*met = true;
		}
		if (lookup->full)
			return false;
	}
	lookup->failed |= page.failed;
	return !lookup->failed;
}

/* Whether page `number` can have terms that `need` stands inside of. */
static bool
may_hold(const struct index_memo *memo, const struct query_need *need,
    uint32_t number)
{
	return !memo->pages || span_find(need->term, buf_span(&memo->part),
	    0) < 0 || (memo->pages[number / 64] >> number % 64 & 1);
}

/*
 * What stands inside words may be on any page.  Who types it asks for one
 * letter more each time: the pages where it stood are noted, and no other
 * is read the next time.
 */
static void
find_inside(struct lookup *lookup, const struct query_need *need)
{
	const struct text_index *index = lookup->index;
	struct index_memo *memo = index->memo;
	uint64_t *pages = mem_array(index->page_count / 64 + 1,
	    sizeof *pages);
	bool met, going = true;

	for (uint32_t i = 0; i < index->page_count && going; i++) {
		if (!may_hold(memo, need, i))
			continue;
		going = find_on_page(lookup, need, i, &met);
		pages[i / 64] |= (uint64_t)met << i % 64;
	}
	if (!going) {
		free(pages);
		return;
	}
	free(memo->pages);
	memo->pages = pages;
	buf_clear(&memo->part);
	buf_put(&memo->part, need->term);
}

static void
find_need(struct lookup *lookup, const struct query_need *need)
{
	const struct text_index *index = lookup->index;
	uint32_t number = 0;
	bool met;

	memset(lookup->set, 0, lookup->words * sizeof *lookup->set);
	lookup->full = false;
	lookup->held = 0;
	if (need->kind == QUERY_NEED_INFIX) {
		find_inside(lookup, need);
		return;
	}
	if (index->page_count > 0)
		number = index_page_of(index, need->term, &lookup->failed);
	while (number < index->page_count && !lookup->failed &&
	    find_on_page(lookup, need, number, &met))
		number++;
}

/* ---- lookup ---- */

/*
 * Needs of whole terms and prefixes read a page each; those inside words
 * read the dictionary, and come last, when they may not be worth it.
 */
#define FEW_WINDOWS 4

static void
find_all(struct lookup *lookup, const struct query_need *needs,
    size_t count)
{
	bool narrowed = false;

	for (size_t i = 0; i < count && !lookup->failed; i++) {
		if (needs[i].kind == QUERY_NEED_INFIX)
			continue;
		find_need(lookup, &needs[i]);
		set_intersect(lookup);
		narrowed = true;
	}
	for (size_t i = 0; i < count && !lookup->failed; i++) {
		if (needs[i].kind != QUERY_NEED_INFIX ||
		    (narrowed && found_count(lookup) <= FEW_WINDOWS))
			continue;
		find_need(lookup, &needs[i]);
		set_intersect(lookup);
		narrowed = true;
	}
}

static void
add_range(struct place_ranges *out, uint64_t from, uint64_t to)
{
	if (from >= to)
		return;
	if (out->count > 0 && out->items[out->count - 1].to == from) {
		out->items[out->count - 1].to = to;
		return;
	}
	MEM_PUSH(out->items, out->count, out->room);
	out->items[out->count++] = (struct place_range){ from, to };
}

static void
put_found(const struct lookup *lookup, uint64_t from, uint64_t to,
    struct place_ranges *out)
{
	const struct text_index *index = lookup->index;
	uint64_t last = from;

	for (uint32_t i = next_found(lookup, index_window_of(index, from));
	    i < index->window_count; i = next_found(lookup, i + 1)) {
		uint64_t start = index_window_place(index, i);
		uint64_t end = index_window_place(index, i + 1);

		if (start >= to)
			break;
		/* Starts that go backwards are damage. */
		if (start < last)
			start = last;
		if (end > to)
			end = to;
		add_range(out, start, end);
		if (end > last)
			last = end;
	}
}

enum index_status
index_lookup(const struct text_index *index, const struct query *query,
    uint64_t from, uint64_t to, struct place_ranges *out)
{
	enum index_status status = INDEX_OK;
	struct lookup lookup;
	const struct query_need *needs;
	size_t count;

	needs = query_needs(query, &count);
	if (count == 0) {
		add_range(out, from, to);
		return INDEX_NO_HELP;
	}
	lookup_init(&lookup, index);
	find_all(&lookup, needs, count);
	if (lookup.failed) {
		add_range(out, from, to);
		status = INDEX_DAMAGED;
	} else {
		/* What is not indexed has to be searched. */
		add_range(out, from, to < index->from ? to : index->from);
		put_found(&lookup, from > index->from ? from : index->from,
		    to < index->to ? to : index->to, out);
		add_range(out, from > index->to ? from : index->to, to);
	}
	lookup_release(&lookup);
	return status;
}

/* ---- terms ---- */

enum index_status
index_prefix(const struct text_index *index, struct span prefix,
    bool (*each)(void *arg, const struct index_term *), void *arg)
{
	struct query_need need = { .kind = QUERY_NEED_PREFIX };
	struct buf folded = { 0 };
	bool failed = false;
	bool going = index->page_count > 0;
	uint32_t number = 0;

	uni_fold_lines(&folded, prefix, 0);
	need.term = buf_span(&folded);
	if (going)
		number = index_page_of(index, need.term, &failed);
	for (; going && !failed && number < index->page_count; number++) {
		struct index_page page;

		index_page_open(&page, index, number);
		while (going && index_page_next(&page)) {
			struct index_term term = {
				.term = span_of(page.term, page.term_len),
				.windows = page.windows,
			};

			if (is_past(&need, term.term))
				going = false;
			/* Pieces of long terms are nothing to show. */
			else if (span_starts(term.term, need.term) &&
			    uni_valid(term.term) &&
			    term.term.len < TERM_MAX / 2)
				going = each(arg, &term);
		}
		failed = page.failed;
	}
	buf_release(&folded);
	return failed ? INDEX_DAMAGED : INDEX_OK;
}

/* In how many windows `term` stands; 0 when it is in none. */
static uint32_t
windows_with(const struct text_index *index, struct span term)
{
	struct index_page page;
	bool failed = false;

	if (index->page_count == 0)
		return 0;
	index_page_open(&page, index, index_page_of(index, term, &failed));
	while (!failed && index_page_next(&page))
		if (span_eq(span_of(page.term, page.term_len), term))
			return page.windows;
	return 0;
}

/*
 * How often 1 must be doubled to be `ratio` (1 or more); straight between
 * the powers of two.  It ranks terms as the logarithm does, whose library
 * would be loaded by everyone who opens a page.
 */
static double
doublings(double ratio)
{
	double count = 0;

	for (; ratio >= 2; ratio /= 2)
		count++;
	return count + ratio - 1;
}

size_t
index_distinct(const struct text_index *index, struct span text,
    struct arena *mem, struct index_term *out, size_t max)
{
	struct buf folded = { 0 };
	struct map counts;
	struct index_term *terms;
	size_t count = 0;
	size_t off = 0;
	struct span term;

	map_init(&counts);
	uni_fold_lines(&folded, text, 0);
	while (term_next(buf_span(&folded), &off, &term))
		map_put(&counts, term, 0, NULL)->value++;
	terms = mem_array(counts.count + 1, sizeof *terms);
	for (size_t i = 0; i < counts.count; i++) {
		struct map_entry *entry = &counts.entries[i];
		uint32_t windows;

		if (entry->value < 2 || !distinct_is_telling(entry->key))
			continue;
		windows = windows_with(index, entry->key);
		if (windows == 0 || windows > index->window_count / 2)
			continue;
		terms[count++] = (struct index_term){ .term = entry->key,
			.windows = windows, .count = (uint32_t)entry->value,
			.score = (double)entry->value * doublings((double)
			index->window_count / windows) };
	}
	count = distinct_best(terms, count, mem, out, max);
	free(terms);
	map_release(&counts);
	buf_release(&folded);
	return count;
}

/* ---- checking ---- */

static const char *
verify_windows(const struct text_index *index)
{
	uint64_t before = index->from;

	for (uint32_t i = 0; i < index->window_count; i++) {
		uint64_t place = index_window_place(index, i);

		if (i == 0 ? place != index->from : place <= before)
			return "the windows of the index are out of order";
		before = place;
	}
	return NULL;
}

static const char *
verify_page(const struct text_index *index, uint32_t number,
    struct buf *before, uint32_t *windows)
{
	struct index_page page;

	index_page_open(&page, index, number);
	while (index_page_next(&page)) {
		struct span term = span_of(page.term, page.term_len);

		if (before->len && span_cmp(buf_span(before), term) >= 0)
			return "the terms of the index are out of order";
		buf_clear(before);
		buf_put(before, term);
		index_page_list(&page, windows);
	}
	return index_page_end(&page) ? NULL :
	    "a page of the index is damaged";
}

const char *
index_verify(const struct text_index *index)
{
	const char *trouble = verify_windows(index);
	struct buf before = { 0 };
	uint32_t *windows = mem_array((size_t)index->window_count + 1,
	    sizeof *windows);

	for (uint32_t i = 0; i < index->page_count && !trouble; i++)
		trouble = verify_page(index, i, &before, windows);
	buf_release(&before);
	free(windows);
	return trouble;
}
