/*
 * reader/find.h - the search of a session: matches of a query in a bundle.
 *
 * Where the bundle has an index, only the windows it names are looked at;
 * chunks without one count as scanned from the start.
 *
 * Where they are most of the text, several threads look at all of it, and
 * find_step takes what they found (sweep.h).
 *
 * The bundle is scanned a chunk at a time and each chunk's matches are
 * kept, so the first match is shown as soon as its chunk is seen and the
 * count grows in steps that a key can interrupt (find_step).  No call takes
 * much longer than FIND_STEP_MS: a slow expression leaves a chunk half
 * scanned, to go on there.
 *
 * Matches are byte ranges of the source's text, in order of place.
 */
#ifndef IBID_READER_FIND_H
#define IBID_READER_FIND_H

#include "bundle/bundle.h"
#include "reader/sweep.h"
#include "search/index.h"

enum find_scope { FIND_BOTH, FIND_TEXT, FIND_NOTES };

/* A count beyond this is shown as "100000+": nobody walks them all. */
#define FIND_MATCHES_MAX 100000

#define FIND_STEP_MS 15

struct find_chunk {
	struct match *items;
	uint32_t count, room;
	uint64_t searched;	/* scanned up to here, or 0 */
	bool done;
};

struct find {
	struct bundle *bundle;
	const struct text_index *index;	/* or NULL; borrowed */
	struct query *query;	/* NULL: no search is on */
	struct place_ranges windows;	/* where matches may be */
	struct sweep *sweep;	/* or NULL */
	unsigned threads;	/* of it; 0: as many as are of use */
	enum { FIND_ALONE, FIND_WIDE, FIND_SWEEPS } way;
	uint64_t swept;		/* place up to which the sweep has come */
	struct buf pattern;
	unsigned flags;
	enum find_scope scope;
	enum find_scope scope_begun;	/* that the search began with */
	bool backward;
	uint64_t from, to;	/* the stretch searched */
	struct find_chunk *chunks;
	uint32_t chunk_count;
	uint32_t done_count;	/* chunks scanned */
	uint32_t next;		/* chunk that find_step takes next */
	int64_t until_ms;	/* when the present step is over */
	int64_t step_ms;	/* how long a step lasts */
	const char *limit;	/* an expression was not tried everywhere */
	size_t total;
	unsigned serial;	/* grows with each search begun or left */
	bool full;		/* FIND_MATCHES_MAX was reached */
	struct buf error;	/* why the pattern is none, or empty */
};

/* `index` (or NULL) and `bundle` are borrowed. */
void find_init(struct find *find, struct bundle *bundle,
    const struct text_index *index);
void find_release(struct find *find);

/*
 * Search [from, to) for `pattern`; counting starts at the chunk of
 * `origin`.  False when the pattern is none: find->error says why.  What a
 * shorter pattern found before narrows down where one that grew out of it
 * is looked for.
 */
bool find_start(struct find *find, struct span pattern, unsigned flags,
    uint64_t from, uint64_t to, uint64_t origin);

/* Forget the search. */
void find_stop(struct find *find);

/*
 * Scan one more chunk or some of it, or take what was found meanwhile, for
 * a step's time at most; false when there is none left.
 */
bool find_step(struct find *find);

/*
 * The first match at or after `place`, or (direction -1) the last one
 * before it; false when there is none.  Scans chunks on its way, and stops
 * (false, `*more` true) after a step's time: call it again.
 */
bool find_next(struct find *find, uint64_t place, int direction,
    struct match *match, bool *more);

/*
 * "3 of 17": how many matches lie before `place`, where everything before
 * it was scanned; SIZE_MAX where not.
 */
size_t find_index(const struct find *find, uint64_t place);

/*
 * Matches that touch [from, to), within one chunk.  Scans what is missing
 * there, for a step's time at most.
 */
const struct match *find_within(struct find *find, uint64_t from,
    uint64_t to, size_t *count);

/* How many of the matches found so far start in [from, to). */
size_t find_count(const struct find *find, uint64_t from, uint64_t to);

/* Append " in the notes" or the like where not all is searched. */
void find_put_scope(const struct find *find, struct buf *out);

/*
 * Append how far it is: ", searched 3 of 50 parts", or what was left out,
 * or nothing.
 */
void find_progress(const struct find *find, struct buf *out);

/* Whether all chunks were scanned, so that counts are final. */
static inline bool
find_done(const struct find *find)
{
	return find->done_count == find->chunk_count;
}

#endif
