/*
 * base/arena.h - memory that is freed all at once; and the allocation rule.
 *
 * Each long-lived thing (a document while compiling, a page while shown)
 * has one arena and all its parts share that lifetime.  Embed a struct
 * arena, start it with {0} or arena_init, end it with arena_release.
 *
 * The allocation rule: when memory runs out, every function of this header
 * prints "ibid: out of memory" to standard error, runs the hook set with
 * mem_set_fail_hook (the terminal is put back there) and ends the process
 * with status 2.  No caller checks for NULL.  Sizes that come from outside
 * bytes are bounded by their reader before they reach this header.
 */
#ifndef IBID_BASE_ARENA_H
#define IBID_BASE_ARENA_H

#include <stddef.h>

#include "base/span.h"

struct arena_block;

struct arena {
	struct arena_block *head;
	size_t used_bytes;	/* handed out since the last reset */
};

void arena_init(struct arena *mem);

/* Free everything; the arena is empty and may be used again. */
void arena_release(struct arena *mem);

/* Forget everything but keep the largest block, for the next page. */
void arena_reset(struct arena *mem);

/* `size` zeroed bytes, aligned for any type.  Never NULL. */
void *arena_alloc(struct arena *mem, size_t size);

/* `count` zeroed elements; ends the process when the product overflows. */
void *arena_array(struct arena *mem, size_t count, size_t size);

/* A copy of `text`, with a NUL after it that is not counted. */
struct span arena_span(struct arena *mem, struct span text);

/* The same, as a C string. */
char *arena_str(struct arena *mem, struct span text);

/*
 * The words of `text`, split at white space, as an argv that ends in NULL,
 * with room for `more` words; `*count`, unless it is NULL, is how many.
 */
char **arena_words(struct arena *mem, struct span text, size_t more,
    size_t *count);

/* printf into the arena. */
struct span arena_printf(struct arena *mem, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

#define ARENA_NEW(mem, type) ((type *)arena_alloc((mem), sizeof(type)))
#define ARENA_ARRAY(mem, count, type) \
	((type *)arena_array((mem), (count), sizeof(type)))

/* Heap objects under the same rule; free them with free(). */
void *mem_alloc(size_t size);	/* zeroed */
void *mem_array(size_t count, size_t size);	/* zeroed */
void *mem_grow(void *old, size_t count, size_t size);	/* as realloc */

/*
 * Make room for one more element in the heap array `*items` of
 * `count` elements: doubles it, so that appending is linear in all.
 */
#define MEM_PUSH(items, count, room) do { \
	if ((count) == (room)) { \
		(room) = (room) ? 2 * (room) : 16; \
		(items) = mem_grow((items), (room), sizeof *(items)); \
	} \
} while (0)

void mem_set_fail_hook(void (*hook)(void));

#endif
