/*
 * bundle/ahead.c - the next batch is unpacked while this one is scanned.
 *
 * Unpacking takes about as long as looking for an expression in what was
 * unpacked, so that with two processors a scan of the whole text takes half
 * the time.  The thread knows only the batch that it was asked for and
 * what never changes in a bundle: its bytes and its proved directory.
 * Whatever fails here is left to the scan, which reads the batch itself
 * and finds out why.
 */
#include <pthread.h>
#include <signal.h>
#include <stdlib.h>
#include <unistd.h>

#include "bundle/reader.h"

struct ahead {
	const struct bundle *bundle;
	struct unpacker *unpacker;	/* the thread's */
	uint64_t to;		/* place; 0: nothing is asked for */
	bool running;
	pthread_t thread;
	pthread_mutex_t lock;	/* of what follows */
	pthread_cond_t changed;
	enum { RESTS, READS, HAS } state;
	bool leave;
	struct batch batch;	/* the thread's while it reads */
};

static void *
run(void *arg)
{
	struct ahead *ahead = arg;

	pthread_mutex_lock(&ahead->lock);
	while (!ahead->leave) {
		if (ahead->state != READS) {
			pthread_cond_wait(&ahead->changed, &ahead->lock);
			continue;
		}
		pthread_mutex_unlock(&ahead->lock);
		if (!batch_read_texts(ahead->bundle, ahead->unpacker,
		    &ahead->batch))
			ahead->batch.texts.chunk_count = 0;
		pthread_mutex_lock(&ahead->lock);
		ahead->state = HAS;
		pthread_cond_signal(&ahead->changed);
	}
	pthread_mutex_unlock(&ahead->lock);
	return NULL;
}

/* Signals are for the thread that waits for keys. */
static bool
start(struct ahead *ahead)
{
	sigset_t all, old;

	sigfillset(&all);
	pthread_sigmask(SIG_BLOCK, &all, &old);
	ahead->running = pthread_create(&ahead->thread, NULL, run, ahead) == 0;
	pthread_sigmask(SIG_SETMASK, &old, NULL);
	return ahead->running;
}

void
bundle_read_ahead(struct bundle *bundle, uint64_t to)
{
	struct ahead *ahead = bundle->ahead;

	if (bundle->small || (!ahead && sysconf(_SC_NPROCESSORS_ONLN) < 2))
		return;
	if (!ahead) {
		ahead = bundle->ahead = mem_alloc(sizeof *ahead);
		ahead->bundle = bundle;
		ahead->unpacker = unpacker_new();
		pthread_mutex_init(&ahead->lock, NULL);
		pthread_cond_init(&ahead->changed, NULL);
	}
	ahead->to = to;
}

void
ahead_ask(struct bundle *bundle, uint32_t first)
{
	struct ahead *ahead = bundle->ahead;

	if (!ahead || first >= bundle->info.chunk_count ||
	    bundle_chunk_place(bundle, first) >= ahead->to)
		return;
	if (!ahead->running && !start(ahead)) {
		ahead->to = 0;
		return;
	}
	pthread_mutex_lock(&ahead->lock);
	if (ahead->state == HAS && ahead->batch.first != first) {
		batch_release(&ahead->batch);
		ahead->state = RESTS;
	}
	if (ahead->state == RESTS &&
	    batch_measure(bundle, first, &ahead->batch)) {
		ahead->state = READS;
		pthread_cond_signal(&ahead->changed);
	}
	pthread_mutex_unlock(&ahead->lock);
}

bool
ahead_take(struct bundle *bundle, uint32_t index, struct batch *batch)
{
	struct ahead *ahead = bundle->ahead;
	bool taken = false;

	if (!ahead || !ahead->running)
		return false;
	pthread_mutex_lock(&ahead->lock);
	if (ahead->state != RESTS && index >= ahead->batch.first &&
	    index - ahead->batch.first < ahead->batch.count) {
		while (ahead->state == READS)
			pthread_cond_wait(&ahead->changed, &ahead->lock);
		taken = ahead->batch.texts.chunk_count > 0;
		if (taken) {
			struct frame room = batch->texts;

			*batch = ahead->batch;
			ahead->batch = (struct batch){ .texts = room };
		} else {
			batch_release(&ahead->batch);
		}
		ahead->state = RESTS;
	}
	pthread_mutex_unlock(&ahead->lock);
	if (taken)
		batch_was_read(bundle);
	return taken;
}

void
ahead_free(struct bundle *bundle)
{
	struct ahead *ahead = bundle->ahead;

	if (!ahead)
		return;
	if (ahead->running) {
		pthread_mutex_lock(&ahead->lock);
		ahead->leave = true;
		pthread_cond_signal(&ahead->changed);
		pthread_mutex_unlock(&ahead->lock);
		pthread_join(ahead->thread, NULL);
	}
	batch_release(&ahead->batch);
	pthread_cond_destroy(&ahead->changed);
	pthread_mutex_destroy(&ahead->lock);
	unpacker_free(ahead->unpacker);
	free(ahead);
	bundle->ahead = NULL;
}
