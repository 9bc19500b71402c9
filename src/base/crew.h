/*
 * base/crew.h - a crew of threads does jobs, which are taken back in the
 * order in which they were given.
 *
 * What a job does must not depend on other jobs; then the result is the
 * same however many threads there are, and without any: the caller works
 * too, where it would wait.
 */
#ifndef IBID_BASE_CREW_H
#define IBID_BASE_CREW_H

#include <stdbool.h>

struct crew;

/*
 * A crew of `size` with the caller, who is one of them: there are fewer
 * where the system gives no more threads.  Any of them calls `work` with a
 * job, with all signals blocked unless it is the caller.
 */
struct crew *crew_new(unsigned size, void (*work)(void *job));

/* All jobs must have been taken. */
void crew_free(struct crew *crew);

/* So many jobs are there that one is to be taken before the next is put. */
bool crew_is_full(const struct crew *crew);

/* Give a job; the crew must not be full. */
void crew_put(struct crew *crew, void *job);

/* The job that was put first, done; NULL if there is none. */
void *crew_take(struct crew *crew);

/* How many processors this process may use; at least 1. */
unsigned crew_processors(void);

#endif
