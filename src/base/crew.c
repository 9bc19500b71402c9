/* base/crew.c - jobs in a ring, done by whoever is free. */
#include "base/crew.h"

#include <pthread.h>
#include <sched.h>
#include <signal.h>
#include <stdlib.h>

#include "base/arena.h"

/* Jobs that may be there for each of the crew: one begun, one that waits. */
#define JOBS_EACH 2

/* Address space counts where it is limited: no default of 8 MB. */
#define STACK_BYTES (1 << 20)

struct slot {
	void *job;
	enum { WAITS, BEGUN, DONE } state;
};

struct crew {
	void (*work)(void *job);
	pthread_t *threads;
	unsigned thread_count;
	struct slot *slots;	/* a ring */
	unsigned room, first, count;
	bool leave;
	pthread_mutex_t lock;	/* of the slots and of `leave` */
	pthread_cond_t changed;
};

/* The first job that nobody has begun; NULL if there is none. */
static struct slot *
next_job(const struct crew *crew)
{
	for (unsigned i = 0; i < crew->count; i++) {
		struct slot *slot = &crew->slots[(crew->first + i) %
		    crew->room];

		if (slot->state == WAITS)
			return slot;
	}
	return NULL;
}

/* Do a job; the lock is held before and after. */
static void
do_job(struct crew *crew, struct slot *slot)
{
	slot->state = BEGUN;
	pthread_mutex_unlock(&crew->lock);
	crew->work(slot->job);
	pthread_mutex_lock(&crew->lock);
	slot->state = DONE;
	pthread_cond_broadcast(&crew->changed);
}

static void *
run(void *arg)
{
	struct crew *crew = arg;

	pthread_mutex_lock(&crew->lock);
	while (!crew->leave) {
		struct slot *slot = next_job(crew);

		if (slot)
			do_job(crew, slot);
		else
			pthread_cond_wait(&crew->changed, &crew->lock);
	}
	pthread_mutex_unlock(&crew->lock);
	return NULL;
}

static void
start_threads(struct crew *crew, unsigned count)
{
	pthread_attr_t attr;
	sigset_t all, old;

	crew->threads = mem_array(count, sizeof *crew->threads);
	pthread_attr_init(&attr);
	pthread_attr_setstacksize(&attr, STACK_BYTES);
	/* Signals are for the caller. */
	sigfillset(&all);
	pthread_sigmask(SIG_BLOCK, &all, &old);
	while (crew->thread_count < count && !pthread_create(
	    &crew->threads[crew->thread_count], &attr, run, crew))
		crew->thread_count++;
	pthread_sigmask(SIG_SETMASK, &old, NULL);
	pthread_attr_destroy(&attr);
}

struct crew *
crew_new(unsigned size, void (*work)(void *job))
{
	struct crew *crew = mem_alloc(sizeof *crew);

	crew->work = work;
	crew->room = size * JOBS_EACH;
	crew->slots = mem_array(crew->room, sizeof *crew->slots);
	pthread_mutex_init(&crew->lock, NULL);
	pthread_cond_init(&crew->changed, NULL);
	if (size > 1)
		start_threads(crew, size - 1);
	return crew;
}

void
crew_free(struct crew *crew)
{
	if (!crew)
		return;
	pthread_mutex_lock(&crew->lock);
	crew->leave = true;
	pthread_cond_broadcast(&crew->changed);
	pthread_mutex_unlock(&crew->lock);
	for (unsigned i = 0; i < crew->thread_count; i++)
		pthread_join(crew->threads[i], NULL);
	pthread_cond_destroy(&crew->changed);
	pthread_mutex_destroy(&crew->lock);
	free(crew->threads);
	free(crew->slots);
	free(crew);
}

bool
crew_is_full(const struct crew *crew)
{
	return crew->count == crew->room;
}

void
crew_put(struct crew *crew, void *job)
{
	struct slot *slot;

	pthread_mutex_lock(&crew->lock);
	slot = &crew->slots[(crew->first + crew->count++) % crew->room];
	*slot = (struct slot){ .job = job, .state = WAITS };
	pthread_cond_broadcast(&crew->changed);
	pthread_mutex_unlock(&crew->lock);
}

void *
crew_take(struct crew *crew)
{
	struct slot *first = &crew->slots[crew->first];

	if (crew->count == 0)
		return NULL;
	pthread_mutex_lock(&crew->lock);
	while (first->state != DONE) {
		struct slot *slot = next_job(crew);

		if (slot)
			do_job(crew, slot);
		else
			pthread_cond_wait(&crew->changed, &crew->lock);
	}
	crew->first = (crew->first + 1) % crew->room;
	crew->count--;
	pthread_mutex_unlock(&crew->lock);
	return first->job;
}

unsigned
crew_processors(void)
{
	cpu_set_t set;

	CPU_ZERO(&set);
	if (sched_getaffinity(0, sizeof set, &set))
		return 1;
	return CPU_COUNT(&set) > 0 ? (unsigned)CPU_COUNT(&set) : 1;
}
