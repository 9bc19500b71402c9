/*
 * reader/sweep.h - a query over all of a bundle's text, by several threads.
 *
 * Where nothing narrows down where matches may be, all text is unpacked and
 * looked at.  Threads do that, a batch of chunks each at a time; what they
 * find is handed out in the order of the text, to the thread that has the
 * bundle and may go on using it.
 *
 * Each thread holds one unpacked batch (half a megabyte to some three) and
 * what it was unpacked from, for as long as there is something to search.
 */
#ifndef IBID_READER_SWEEP_H
#define IBID_READER_SWEEP_H

#include "bundle/bundle.h"
#include "search/query.h"

struct sweep;

/* More threads find little more: memory is the limit, and its speed. */
#define SWEEP_THREADS_MAX 4

/* Bytes of text below which threads are not worth their start. */
#define SWEEP_TEXT_MIN (4 << 20)

/*
 * How many threads are of use: as many as there are processors, `most` at
 * the most, but none where there is only one, or little text.
 */
unsigned sweep_threads(const struct bundle *bundle, unsigned most);

/*
 * With so many threads, up to SWEEP_THREADS_MAX.  NULL where the caller has
 * to look by itself: none are wanted or to be had, or the bundle has but
 * one chunk.  The bundle has to stay open.
 */
struct sweep *sweep_new(struct bundle *bundle, unsigned threads);

/* Waits for the threads, some milliseconds.  NULL is fine. */
void sweep_free(struct sweep *sweep);

/*
 * Begin to look for what `query` does in [from, to), with the batch that
 * holds the place `origin`, from the end on at the start again; what was
 * begun before is given up.  `keep_text`: what a part was found in becomes
 * the bundle's text at hand, see bundle_texts_lend.
 */
void sweep_begin(struct sweep *sweep, const struct query *query,
    uint64_t from, uint64_t to, uint64_t origin, bool keep_text);

/* Give up what was begun, without waiting. */
void sweep_end(struct sweep *sweep);

/* A stretch of the text that was searched, and the matches that start in it. */
struct sweep_part {
	uint64_t from, to;
	bool failed;	/* it was not: it is damaged, or memory was short */
	const struct match *items;	/* until the sweep is used again */
	size_t count;
	const char *limit;	/* as in struct match_list */
};

enum sweep_result { SWEEP_PART, SWEEP_WAITS, SWEEP_DONE };

/*
 * The next part, waiting `wait_ms` for it (less than 0: as long as it
 * takes).  The parts of [from, to) follow one another, from the start of
 * the first batch on; an expression that takes its time gives several in a
 * batch, each after some 50 ms.  SWEEP_DONE: there is none left, or nothing
 * was begun.
 */
enum sweep_result sweep_take(struct sweep *sweep, int64_t wait_ms,
    struct sweep_part *part);

#endif
