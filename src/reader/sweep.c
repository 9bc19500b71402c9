/*
 * reader/sweep.c - a query over all of a bundle's text, by several threads.
 *
 * A thread takes the next batch and a free slot, and leaves there what it
 * found.  A slot is free again when that was taken.  Each begin and end is
 * another job; who works for an old one learns of it within milliseconds,
 * or when a batch is unpacked, and what it found is dropped.
 */
#include "reader/sweep.h"

#include <pthread.h>
#include <sched.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <time.h>

#include "base/arena.h"
#include "base/clock.h"

/* How long a thread searches until it tells what it found so far. */
#define SLICE_MS 50

/* Matches after which it tells, too: some 100 kB of them. */
#define MATCHES_AT_ONCE 4096

#define SLOTS_MAX (SWEEP_THREADS_MAX + 1)

struct slot {
	enum { FREE, BUSY, READY, AGAIN } state;
	unsigned job;
	uint64_t order;		/* batches of the job before this one */
	uint32_t first, end;	/* chunks */
	struct bundle_texts *texts;	/* where text is kept */
	struct match_list found;
	uint64_t from, to;	/* what `found` is of */
	const char *limit;
	bool failed;
	bool more;		/* READY: the batch is not at its end */
};

struct worker {
	struct sweep *sweep;
	pthread_t thread;
	struct bundle_texts *texts;	/* where text is not kept */
	struct buf pattern;
	unsigned flags;
	struct query *query;	/* of the job at hand, or NULL */
	unsigned job;
	uint64_t from, to;
	int64_t slice_ms, until_ms;
};

struct sweep {
	struct bundle *bundle;
	struct worker workers[SWEEP_THREADS_MAX];
	unsigned worker_count;
	struct match_list taken;	/* the part last handed out */
	pthread_mutex_t lock;	/* of what follows */
	pthread_cond_t work, found;
	atomic_uint job;	/* read without the lock, too */
	bool leave;
	struct buf pattern;
	unsigned flags;
	uint64_t from, to;
	bool keep_text;
	uint32_t next;		/* chunk whose batch is not begun yet */
	uint32_t left;		/* chunks that are not */
	uint64_t begun, handed;	/* batches */
	struct slot slots[SLOTS_MAX];
};

/* ---- the threads ---- */

static bool
is_stale(const struct worker *worker)
{
	return atomic_load(&worker->sweep->job) != worker->job;
}

static bool
stops(void *arg)
{
	const struct worker *worker = arg;

	return is_stale(worker) || clock_ms() >= worker->until_ms;
}

static struct slot *
free_slot(struct sweep *sweep)
{
	for (unsigned i = 0; i <= sweep->worker_count; i++)
		if (sweep->slots[i].state == FREE)
			return &sweep->slots[i];
	return NULL;
}

/* What a worker has to know of a new job. */
static void
learn(struct worker *worker)
{
	struct sweep *sweep = worker->sweep;

	query_free(worker->query);
	worker->query = NULL;
	worker->job = atomic_load(&sweep->job);
	worker->from = sweep->from;
	worker->to = sweep->to;
	worker->flags = sweep->flags;
	buf_clear(&worker->pattern);
	buf_put(&worker->pattern, buf_span(&sweep->pattern));
}

/* The next batch, and a slot for it; or NULL. */
static struct slot *
claim(struct worker *worker)
{
	struct sweep *sweep = worker->sweep;
	struct slot *slot = sweep->left ? free_slot(sweep) : NULL;
	uint32_t count;

	if (!slot)
		return NULL;
	if (is_stale(worker))
		learn(worker);
	slot->state = BUSY;
	slot->job = worker->job;
	slot->order = sweep->begun++;
	bundle_batch(sweep->bundle, sweep->next, &slot->first, &slot->end);
	count = slot->end - slot->first;
	sweep->left -= count < sweep->left ? count : sweep->left;
	sweep->next = slot->end % bundle_chunk_count(sweep->bundle);
	return slot;
}

/*
 * Let what was found up to `to` be taken, and wait until it is; or, where
 * nothing follows, for nothing.  False when the slot is not to be used any
 * more.
 */
static bool
hand_over(struct worker *worker, struct slot *slot, uint64_t to, bool more)
{
	struct sweep *sweep = worker->sweep;
	bool goes_on = false;

	pthread_mutex_lock(&sweep->lock);
	if (is_stale(worker)) {
		slot->state = FREE;
		pthread_cond_broadcast(&sweep->work);
	} else {
		slot->to = to;
		slot->more = more;
		slot->state = READY;
		pthread_cond_signal(&sweep->found);
		while (more && slot->state == READY && !is_stale(worker))
			pthread_cond_wait(&sweep->work, &sweep->lock);
		goes_on = more && slot->state == AGAIN && !is_stale(worker);
		if (more)
			slot->state = goes_on ? BUSY : FREE;
	}
	pthread_mutex_unlock(&sweep->lock);
	if (!goes_on)
		return false;
	slot->from = to;
	slot->found.count = 0;
	slot->limit = NULL;
	worker->until_ms = clock_ms() + worker->slice_ms;
	return true;
}

/*
 * Search the chunk from the place `*at` on; false when it was handed over
 * half way and the batch is not to be gone on with.
 */
static bool
search_chunk(struct worker *worker, struct slot *slot, struct span text,
    uint64_t place, uint64_t *at)
{
	struct match_list *found = &slot->found;
	uint64_t end = place + text.len;

	*at = place;
	for (;;) {
		uint64_t from = *at > worker->from ? *at : worker->from;
		uint64_t to = end < worker->to ? end : worker->to;

		if (from >= to)
			break;
		query_scan(worker->query, span_slice(text,
		    (size_t)(from - place), (size_t)(to - place)), from,
		    found, SIZE_MAX);
		if (found->limit)
			slot->limit = found->limit;
		if (!found->stopped)
			break;
		/* One paragraph took all the time: give it more. */
		if (found->searched == from)
			worker->slice_ms *= 2;
		*at = found->searched;
		if (!hand_over(worker, slot, *at, true))
			return false;
	}
	*at = end;
	return true;
}

static void
search_batch(struct worker *worker, struct slot *slot)
{
	struct bundle *bundle = worker->sweep->bundle;
	struct bundle_texts *texts = slot->texts ? slot->texts :
	    worker->texts;
	uint64_t at = bundle_chunk_place(bundle, slot->first);
	uint64_t end = bundle_chunk_place(bundle, slot->end);
	bool wanted;

	if (!worker->query)
		worker->query = query_new(buf_span(&worker->pattern),
		    worker->flags, NULL);
	slot->from = at;
	slot->found.stop = stops;
	slot->found.stop_arg = worker;
	slot->found.count = 0;
	slot->limit = NULL;
	wanted = at < worker->to && end > worker->from;
	slot->failed = !worker->query || (wanted &&
	    !bundle_texts_read(texts, slot->first));
	worker->slice_ms = SLICE_MS;
	worker->until_ms = clock_ms() + SLICE_MS;
	for (uint32_t i = slot->first; i < slot->end && wanted &&
	    !slot->failed; i++) {
		struct span text = bundle_texts_chunk(texts, i);

		if (slot->found.count >= MATCHES_AT_ONCE &&
		    !hand_over(worker, slot, at, true))
			return;
		if (!search_chunk(worker, slot, text,
		    bundle_chunk_place(bundle, i), &at))
			return;
	}
	hand_over(worker, slot, end, false);
}

static void
rest(struct worker *worker)
{
	if (!worker->query)
		return;
	query_free(worker->query);
	worker->query = NULL;
	if (worker->texts)
		bundle_texts_rest(worker->texts);
}

static void *
run(void *arg)
{
	struct worker *worker = arg;
	struct sweep *sweep = worker->sweep;

	pthread_mutex_lock(&sweep->lock);
	while (!sweep->leave) {
		struct slot *slot = claim(worker);

		if (!slot && (sweep->left == 0 || is_stale(worker)))
			rest(worker);
		if (!slot) {
			pthread_cond_wait(&sweep->work, &sweep->lock);
			continue;
		}
		pthread_mutex_unlock(&sweep->lock);
		search_batch(worker, slot);
		pthread_mutex_lock(&sweep->lock);
	}
	pthread_mutex_unlock(&sweep->lock);
	rest(worker);
	return NULL;
}

/*
 * Signals are for the thread that waits for keys, but for those that mean
 * that this one cannot go on.
 */
static bool
start(struct sweep *sweep)
{
	struct worker *worker = &sweep->workers[sweep->worker_count];
	sigset_t most, old;
	bool started;

	worker->sweep = sweep;
	worker->texts = bundle_texts_new(sweep->bundle);
	sigfillset(&most);
	sigdelset(&most, SIGBUS);
	sigdelset(&most, SIGSEGV);
	sigdelset(&most, SIGFPE);
	sigdelset(&most, SIGILL);
	sigdelset(&most, SIGABRT);
	pthread_sigmask(SIG_BLOCK, &most, &old);
	started = worker->texts && pthread_create(&worker->thread, NULL, run,
	    worker) == 0;
	pthread_sigmask(SIG_SETMASK, &old, NULL);
	if (!started)
		bundle_texts_free(worker->texts);
	return started;
}

/* ---- life ---- */

unsigned
sweep_threads(const struct bundle *bundle, unsigned most)
{
	cpu_set_t set;
	unsigned processors = 1;

	if (sched_getaffinity(0, sizeof set, &set) == 0)
		processors = (unsigned)CPU_COUNT(&set);
	if (processors < 2 ||
	    bundle_info(bundle)->text_len < SWEEP_TEXT_MIN)
		return 0;
	return processors < most ? processors : most;
}

struct sweep *
sweep_new(struct bundle *bundle, unsigned threads)
{
	struct sweep *sweep;
	pthread_condattr_t clock;

	if (threads > SWEEP_THREADS_MAX)
		threads = SWEEP_THREADS_MAX;
	if (threads == 0)
		return NULL;
	sweep = mem_alloc(sizeof *sweep);
	sweep->bundle = bundle;
	pthread_mutex_init(&sweep->lock, NULL);
	pthread_cond_init(&sweep->work, NULL);
	pthread_condattr_init(&clock);
	pthread_condattr_setclock(&clock, CLOCK_MONOTONIC);
	pthread_cond_init(&sweep->found, &clock);
	pthread_condattr_destroy(&clock);
	pthread_mutex_lock(&sweep->lock);
	while (sweep->worker_count < threads && start(sweep))
		sweep->worker_count++;
	pthread_mutex_unlock(&sweep->lock);
	if (sweep->worker_count)
		return sweep;
	sweep_free(sweep);
	return NULL;
}

void
sweep_free(struct sweep *sweep)
{
	if (!sweep)
		return;
	pthread_mutex_lock(&sweep->lock);
	sweep->leave = true;
	atomic_fetch_add(&sweep->job, 1);
	pthread_cond_broadcast(&sweep->work);
	pthread_mutex_unlock(&sweep->lock);
	for (unsigned i = 0; i < sweep->worker_count; i++) {
		pthread_join(sweep->workers[i].thread, NULL);
		bundle_texts_free(sweep->workers[i].texts);
		buf_release(&sweep->workers[i].pattern);
	}
	for (unsigned i = 0; i < SLOTS_MAX; i++) {
		bundle_texts_free(sweep->slots[i].texts);
		match_list_release(&sweep->slots[i].found);
	}
	match_list_release(&sweep->taken);
	buf_release(&sweep->pattern);
	pthread_cond_destroy(&sweep->found);
	pthread_cond_destroy(&sweep->work);
	pthread_mutex_destroy(&sweep->lock);
	free(sweep);
}

/* ---- jobs ---- */

/* The room for matches, where nobody is at work; the lock is held. */
static void
rest_slots(struct sweep *sweep)
{
	for (unsigned i = 0; i < SLOTS_MAX; i++)
		if (sweep->slots[i].state == FREE)
			match_list_release(&sweep->slots[i].found);
	match_list_release(&sweep->taken);
}

/* Give up the job at hand; the lock is held. */
static void
give_up(struct sweep *sweep)
{
	atomic_fetch_add(&sweep->job, 1);
	sweep->left = 0;
	sweep->begun = sweep->handed = 0;
	for (unsigned i = 0; i < SLOTS_MAX; i++) {
		struct slot *slot = &sweep->slots[i];

		/* With more to come, its thread waits and frees it. */
		if (slot->state == READY && !slot->more)
			slot->state = FREE;
	}
	pthread_cond_broadcast(&sweep->work);
}

void
sweep_begin(struct sweep *sweep, const struct query *query, uint64_t from,
    uint64_t to, uint64_t origin, bool keep_text)
{
	pthread_mutex_lock(&sweep->lock);
	give_up(sweep);
	buf_clear(&sweep->pattern);
	buf_put(&sweep->pattern, query_pattern(query, &sweep->flags));
	sweep->from = from;
	sweep->to = to;
	sweep->keep_text = keep_text;
	sweep->next = bundle_chunk_index(sweep->bundle, origin);
	sweep->left = bundle_chunk_count(sweep->bundle);
	for (unsigned i = 0; i <= sweep->worker_count && keep_text; i++)
		if (!sweep->slots[i].texts)
			sweep->slots[i].texts =
			    bundle_texts_new(sweep->bundle);
	pthread_mutex_unlock(&sweep->lock);
}

void
sweep_end(struct sweep *sweep)
{
	pthread_mutex_lock(&sweep->lock);
	give_up(sweep);
	rest_slots(sweep);
	pthread_mutex_unlock(&sweep->lock);
}

/* Whose turn it is, if it is there; the lock is held. */
static struct slot *
ready_slot(struct sweep *sweep)
{
	for (unsigned i = 0; i < SLOTS_MAX; i++) {
		struct slot *slot = &sweep->slots[i];

		if (slot->state == READY &&
		    slot->job == atomic_load(&sweep->job) &&
		    slot->order == sweep->handed)
			return slot;
	}
	return NULL;
}

/* Take what is in the slot, which is free again; the lock is held. */
static void
take(struct sweep *sweep, struct slot *slot, struct sweep_part *part)
{
	struct match_list found = slot->found;

	slot->found = sweep->taken;
	sweep->taken = found;
	*part = (struct sweep_part){
		.from = slot->from,
		.to = slot->to,
		.failed = slot->failed,
		.items = found.items,
		.count = found.count,
		.limit = slot->limit,
	};
	if (sweep->keep_text && !slot->more && !slot->failed)
		bundle_texts_lend(slot->texts, sweep->bundle);
	slot->state = slot->more ? AGAIN : FREE;
	sweep->handed += !slot->more;
	pthread_cond_broadcast(&sweep->work);
}

enum sweep_result
sweep_take(struct sweep *sweep, int64_t wait_ms, struct sweep_part *part)
{
	enum sweep_result result = SWEEP_PART;
	struct timespec until;
	struct slot *slot;
	int late = 0;

	clock_gettime(CLOCK_MONOTONIC, &until);
	until.tv_nsec += wait_ms % 1000 * 1000000;
	until.tv_sec += wait_ms / 1000 + until.tv_nsec / 1000000000;
	until.tv_nsec %= 1000000000;
	pthread_mutex_lock(&sweep->lock);
	while (!(slot = ready_slot(sweep)) && !late &&
	    (sweep->left || sweep->handed < sweep->begun)) {
		if (wait_ms < 0)
			pthread_cond_wait(&sweep->found, &sweep->lock);
		else
			late = pthread_cond_timedwait(&sweep->found,
			    &sweep->lock, &until);
	}
	if (slot) {
		take(sweep, slot, part);
	} else if (sweep->left || sweep->handed < sweep->begun) {
		result = SWEEP_WAITS;
	} else {
		rest_slots(sweep);
		result = SWEEP_DONE;
	}
	pthread_mutex_unlock(&sweep->lock);
	return result;
}
