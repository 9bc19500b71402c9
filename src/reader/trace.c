/* reader/trace.c - a place found again by the words around it. */
#include "reader/trace.h"

#include <stdlib.h>

#include "base/arena.h"
#include "base/hash.h"
#include "base/map.h"
#include "search/terms.h"
#include "uni/uni.h"

/* Words in a row that make a vote: three are met by chance. */
#define RUN_TERMS 4

/* How much is known of a place: some seventy words in all. */
#define BEFORE_BYTES 200
#define NEAR_BYTES 240

/* Votes this far from one another may be for one place: words came between. */
#define SPREAD_BYTES 600

/* Votes this near mean one place: a sign came or went. */
#define SAME_BYTES 16

/* With fewer votes than this part of all, likeness is chance. */
#define VOTES_MIN 3
#define VOTES_PART 3

/* A phrase that stands everywhere says nothing. */
#define HITS_MAX 20000

/* ---- what is known of a place ---- */

/* Append text without cutting a word or a character at its ends. */
static void
put_line(struct buf *out, struct span text, bool cut_start, bool cut_end)
{
	size_t from = 0, to = text.len;

	while (cut_start && from < to && text.ptr[from] != ' ' &&
	    text.ptr[from] != '\n')
		from++;
	while (cut_end && to > from && text.ptr[to - 1] != ' ' &&
	    text.ptr[to - 1] != '\n')
		to--;
	/* Scripts without spaces are cut between characters only. */
	if (from == to) {
		from = 0;
		to = text.len;
		while (from < to && (text.ptr[from] & 0xc0) == 0x80)
			from++;
		while (cut_end && to > from &&
		    (text.ptr[to - 1] & 0xc0) == 0x80)
			to--;
		if (cut_end && to > from && (text.ptr[to - 1] & 0x80))
			to--;
	}
	for (size_t i = from; i < to; i++)
		buf_putc(out, text.ptr[i] == '\n' || text.ptr[i] == '\v' ?
		    ' ' : text.ptr[i]);
}

void
trace_words(struct bundle *bundle, uint64_t place, struct buf *before,
    struct buf *near)
{
	uint64_t text_len = bundle_info(bundle)->text_len;
	uint64_t from = place > BEFORE_BYTES ? place - BEFORE_BYTES : 0;
	struct buf text = { 0 };
	size_t at;

	if (bundle_text(bundle, from, place + NEAR_BYTES, &text, NULL) ==
	    BUNDLE_OK && text.len) {
		at = place - from < text.len ? (size_t)(place - from) :
		    text.len;
		put_line(before, span_slice(buf_span(&text), 0, at),
		    from > 0, false);
		put_line(near, span_slice(buf_span(&text), at, text.len),
		    false, place + NEAR_BYTES < text_len);
	}
	buf_release(&text);
}

/* ---- runs of words ---- */

/* The last terms read. */
struct ring {
	uint64_t hashes[RUN_TERMS];
	size_t from[RUN_TERMS], to[RUN_TERMS];
	size_t count;
};

static void
ring_add(struct ring *ring, uint64_t hash, size_t from, size_t to)
{
	size_t at = ring->count++ % RUN_TERMS;

	ring->hashes[at] = hash;
	ring->from[at] = from;
	ring->to[at] = to;
}

/* The hash of the run in the ring, which is full, and its ends. */
static uint64_t
ring_hash(const struct ring *ring, size_t *from, size_t *to)
{
	uint64_t sum = 0;

	for (size_t i = 0; i < RUN_TERMS; i++)
		sum = (sum << 13 | sum >> 51) ^
		    ring->hashes[(ring->count + i) % RUN_TERMS];
	*from = ring->from[ring->count % RUN_TERMS];
	*to = ring->to[(ring->count - 1) % RUN_TERMS];
	return sum;
}

/* A run that is known, as far from the place as it was. */
struct run {
	int64_t from, to;	/* before the place: negative */
	uint32_t trace;
	uint32_t next;		/* with the same words, from 1; or 0 */
	uint64_t stamp;		/* of the count that last saw it */
};

struct hit {
	uint32_t run;
	uint64_t from, to;
};

/* The best place so far. */
struct guess {
	uint64_t place;
	uint32_t votes;
	uint64_t distance;
};

struct seeker {
	struct bundle *bundle;
	struct trace *traces;
	size_t count;
	uint64_t old_len, new_len;
	struct arena mem;
	struct map first;	/* words of a run -> its index, from 1 */
	uint64_t filter[1024];	/* a bit for each hash that is in there */
	struct run *runs;
	size_t run_count, run_room;
	uint32_t *totals;	/* runs of each trace */
	struct guess *guesses;
	struct hit *hits;	/* in the chunk being read */
	size_t hit_count, hit_room;
	struct buf folded;
	uint64_t stamp;
};

static bool
maybe_known(const struct seeker *at, uint64_t hash)
{
	return at->filter[hash >> 6 & 1023] >> (hash & 63) & 1;
}

static struct span
hash_key(const uint64_t *hash)
{
	return span_of((const char *)hash, sizeof *hash);
}

static void
add_run(struct seeker *at, uint64_t hash, struct run run)
{
	struct map_entry *entry = map_find(&at->first, hash_key(&hash));

	MEM_PUSH(at->runs, at->run_count, at->run_room);
	run.next = entry ? (uint32_t)entry->value : 0;
	at->runs[at->run_count++] = run;
	at->totals[run.trace]++;
	at->filter[hash >> 6 & 1023] |= 1ull << (hash & 63);
	if (entry)
		entry->value = at->run_count;
	else
		map_put(&at->first, arena_span(&at->mem, hash_key(&hash)),
		    at->run_count, NULL);
}

/* The runs of what is known of trace `index`. */
static void
add_trace(struct seeker *at, size_t index)
{
	const struct trace *trace = &at->traces[index];
	struct buf text = { 0 }, folded = { 0 }, map = { 0 };
	const uint32_t *offs;
	struct ring ring = { 0 };
	struct span term;
	size_t off = 0;

	buf_put(&text, trace->before);
	buf_put(&text, trace->near);
	uni_fold(&folded, buf_span(&text), &map);
	offs = (const uint32_t *)(const void *)map.ptr;
	while (term_next(buf_span(&folded), &off, &term)) {
		size_t start = (size_t)(term.ptr - folded.ptr);
		size_t from, to;
		uint64_t hash;

		ring_add(&ring, hash64(term, 0), offs[start], offs[off]);
		if (ring.count < RUN_TERMS)
			continue;
		hash = ring_hash(&ring, &from, &to);
		add_run(at, hash, (struct run){
			.from = (int64_t)from - (int64_t)trace->before.len,
			.to = (int64_t)to - (int64_t)trace->before.len,
			.trace = (uint32_t)index });
	}
	buf_release(&text);
	buf_release(&folded);
	buf_release(&map);
}

/* ---- votes ---- */

static void
add_hits(struct seeker *at, uint64_t hash, size_t from, size_t to)
{
	const struct map_entry *entry = map_find(&at->first,
	    hash_key(&hash));
	uint32_t run = entry ? (uint32_t)entry->value : 0;

	for (; run && at->hit_count < HITS_MAX; run = at->runs[run - 1].next) {
		MEM_PUSH(at->hits, at->hit_count, at->hit_room);
		at->hits[at->hit_count++] = (struct hit){ run - 1, from, to };
	}
}

/* From offsets in the folded text to places; both ends rise. */
static void
place_hits(struct seeker *at, struct span text, uint64_t place)
{
	struct uni_fold_walk starts = { .text = text };
	struct uni_fold_walk ends = { .text = text };

	for (size_t i = 0; i < at->hit_count; i++) {
		struct hit *hit = &at->hits[i];
		size_t from, to, unused;

		uni_fold_find(&starts, (size_t)hit->from, &from, &unused);
		uni_fold_find(&ends, (size_t)hit->to - 1, &unused, &to);
		hit->from = place + from;
		hit->to = place + to;
	}
}

static void
read_chunk(struct seeker *at, struct span text, uint64_t place)
{
	struct ring ring = { 0 };
	struct span term;
	size_t off = 0;

	at->hit_count = 0;
	buf_clear(&at->folded);
	uni_fold_lines(&at->folded, text, 0);
	while (term_next(buf_span(&at->folded), &off, &term)) {
		size_t from, to;
		uint64_t hash;

		ring_add(&ring, hash64(term, 0),
		    (size_t)(term.ptr - at->folded.ptr), off);
		if (ring.count < RUN_TERMS)
			continue;
		hash = ring_hash(&ring, &from, &to);
		if (maybe_known(at, hash))
			add_hits(at, hash, from, to);
	}
	place_hits(at, text, place);
}

/* Where the place is if this hit is no chance. */
static int64_t
meant(const struct seeker *at, const struct hit *hit)
{
	return (int64_t)hit->from - at->runs[hit->run].from;
}

static int
by_meant(const void *a, const void *b, void *arg)
{
	const struct seeker *at = arg;
	const struct hit *x = a, *y = b;
	uint32_t s = at->runs[x->run].trace, t = at->runs[y->run].trace;
	int64_t p = meant(at, x), q = meant(at, y);

	if (s != t)
		return s < t ? -1 : 1;
	return p < q ? -1 : p > q;
}

/*
 * How far a place is from where it would be had everything been edited
 * after it, or everything before it.
 */
static uint64_t
distance(const struct seeker *at, const struct trace *trace, uint64_t place)
{
	int64_t moved = (int64_t)place - (int64_t)trace->place;
	int64_t grown = (int64_t)at->new_len - (int64_t)at->old_len;
	uint64_t after = (uint64_t)llabs(moved);
	uint64_t before = (uint64_t)llabs(moved - grown);

	return after < before ? after : before;
}

/* How many hits, from `from` to `to`, mean the same place as `hit` does. */
static size_t
support(const struct seeker *at, size_t hit, size_t from, size_t to)
{
	int64_t place = meant(at, &at->hits[hit]);
	size_t low = hit, high = hit;

	while (low > from && hit - low < 2 * NEAR_BYTES &&
	    meant(at, &at->hits[low - 1]) + SAME_BYTES >= place)
		low--;
	while (high + 1 < to && high - hit < 2 * NEAR_BYTES &&
	    meant(at, &at->hits[high + 1]) <= place + SAME_BYTES)
		high++;
	return high - low + 1;
}

/*
 * The place that the hits [from, to) tell most exactly.  Most agree about
 * it, or two halves where words came between.  A run around the place knows
 * it; else its text was edited, and the nearest run that is left does.
 */
static uint64_t
exact_place(const struct seeker *at, size_t from, size_t to)
{
	int64_t least = INT64_MAX;
	uint64_t place = 0;
	size_t most = 0;

	for (size_t i = from; i < to; i++) {
		size_t agree = support(at, i, from, to);

		most = agree > most ? agree : most;
	}
	for (size_t i = from; i < to; i++) {
		const struct hit *hit = &at->hits[i];
		const struct run *run = &at->runs[hit->run];
		int64_t gap = run->from > 0 ? run->from : run->to < 0 ?
		    -run->to : 0;

		if (gap >= least || 2 * support(at, i, from, to) < most)
			continue;
		least = gap;
		/* Up to a quotation mark or two it is the place itself. */
		if (gap <= 8 && meant(at, hit) >= 0)
			place = (uint64_t)meant(at, hit);
		else
			place = run->from > 0 ? hit->from : hit->to;
	}
	return place;
}

static void
take_guess(struct seeker *at, uint32_t trace, size_t from, size_t to,
    uint32_t votes)
{
	struct guess *best = &at->guesses[trace];
	struct guess guess = { .votes = votes };

	guess.place = exact_place(at, from, to);
	guess.distance = distance(at, &at->traces[trace], guess.place);
	if (10ull * votes > 11ull * best->votes ||
	    (10ull * votes >= 9ull * best->votes &&
	    guess.distance < best->distance))
		*best = guess;
}

/* Hits for one place stand together; the votes of each such stretch. */
static void
count_votes(struct seeker *at)
{
	size_t to = 0;

	if (at->hit_count > 1)
		qsort_r(at->hits, at->hit_count, sizeof *at->hits, by_meant,
		    at);
	for (size_t from = 0; from < at->hit_count; from = to) {
		uint32_t trace = at->runs[at->hits[from].run].trace;
		int64_t first = meant(at, &at->hits[from]);
		uint32_t votes = 0;

		at->stamp++;
		for (to = from; to < at->hit_count; to++) {
			struct run *run = &at->runs[at->hits[to].run];

			if (run->trace != trace || meant(at, &at->hits[to]) >
			    first + SPREAD_BYTES)
				break;
			votes += run->stamp != at->stamp;
			run->stamp = at->stamp;
		}
		take_guess(at, trace, from, to, votes);
	}
}

/* ---- the whole ---- */

static bool
all_surely_found(const struct seeker *at)
{
	for (size_t i = 0; i < at->count; i++)
		if (10ull * at->guesses[i].votes < 9ull * at->totals[i])
			return false;
	return true;
}

static void
look_through(struct seeker *at)
{
	uint32_t chunks = bundle_chunk_count(at->bundle);
	uint32_t home = bundle_chunk_index(at->bundle, at->traces[0].place);
	uint64_t read = 0;

	for (uint32_t step = 0; step < 2 * chunks; step++) {
		uint32_t off = (step + 1) / 2;
		uint32_t index = step % 2 ? home + off : home - off;
		struct span text;
		uint64_t place;

		/* Beyond an end the number wraps, or is too large. */
		if (index >= chunks || bundle_chunk_text(at->bundle, index,
		    &text, &place, NULL) != BUNDLE_OK)
			continue;
		read_chunk(at, text, place);
		count_votes(at);
		read += text.len;
		if (all_surely_found(at) || read >= TRACE_BYTES_MAX)
			break;
	}
}

static void
answer(const struct seeker *at, size_t index)
{
	struct trace *trace = &at->traces[index];
	const struct guess *guess = &at->guesses[index];
	uint32_t need = at->totals[index] / VOTES_PART;

	if (need < VOTES_MIN)
		need = at->totals[index] < VOTES_MIN ? at->totals[index] :
		    VOTES_MIN;
	trace->found = guess->votes && guess->votes >= need;
	if (trace->found)
		trace->place = guess->place;
	else if (at->old_len)
		trace->place = (uint64_t)((double)trace->place *
		    (double)at->new_len / (double)at->old_len);
	if (trace->place >= at->new_len)
		trace->place = at->new_len ? at->new_len - 1 : 0;
}

void
trace_find(struct bundle *bundle, uint64_t old_len, struct trace *traces,
    size_t count)
{
	struct seeker at = {
		.bundle = bundle, .traces = traces, .count = count,
		.old_len = old_len,
		.new_len = bundle_info(bundle)->text_len,
	};

	if (!count)
		return;
	at.totals = mem_array(count, sizeof *at.totals);
	at.guesses = mem_array(count, sizeof *at.guesses);
	for (size_t i = 0; i < count; i++)
		add_trace(&at, i);
	look_through(&at);
	for (size_t i = 0; i < count; i++)
		answer(&at, i);
	free(at.totals);
	free(at.guesses);
	free(at.runs);
	free(at.hits);
	buf_release(&at.folded);
	map_release(&at.first);
	arena_release(&at.mem);
}
