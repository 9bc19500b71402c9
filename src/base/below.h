/*
 * base/below.h - where a place falls among records kept in the order of
 * their places.
 *
 * COUNT_BELOW(records, count, member, key) says how many of the `count`
 * records, sorted by their uint64_t `member`, have it below `key`: the
 * index of the first that has not, `count` where all have.  It takes
 * O(log count); `records` may be NULL where count is 0.  Where many
 * records have `key` itself it is the first of them that is named; for the
 * one behind the last of them ask for key + 1.
 */
#ifndef IBID_BASE_BELOW_H
#define IBID_BASE_BELOW_H

#include <stddef.h>
#include <stdint.h>
#include <string.h>

/* The key of a record stands `at` bytes into it, records `len` apart. */
static inline size_t
count_below(const void *records, size_t count, size_t len, size_t at,
    uint64_t key)
{
	size_t low = 0, high = count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;
		uint64_t value;

		memcpy(&value, (const char *)records + middle * len + at,
		    sizeof value);
		if (value < key)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

/* Only a uint64_t member will do: another does not compile. */
#define COUNT_BELOW(records, count, member, key) \
	count_below((records), (count), sizeof *(records), \
	    _Generic((records)->member, uint64_t: \
	    offsetof(__typeof__(*(records)), member)), (key))

#endif
