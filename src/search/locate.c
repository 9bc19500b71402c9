/*
 * search/locate.c - where a run of bytes stands in text.
 *
 * Its first byte and its last are compared with 16 places at once, in the
 * vector types of GCC and Clang; few places of a text have both.
 */
#include "search/locate.h"

#include <stdint.h>
#include <string.h>

#define LANES 16
typedef uint8_t vec __attribute__((vector_size(LANES)));

/* Lanes of a comparison are all ones where it holds. */
struct lanes {
	uint64_t half[LANES / 8];
};

static vec
vec_load(const char *at)
{
	vec v;

	memcpy(&v, at, sizeof v);
	return v;
}

static struct lanes
compare(const char *from, const char *to, vec first, vec last)
{
	struct lanes lanes;
	vec v = (vec)((vec_load(from) == first) & (vec_load(to) == last));

	memcpy(&lanes, &v, sizeof lanes);
	return lanes;
}

/* How many lanes come before the first that holds; one does. */
static size_t
lanes_before(const struct lanes *lanes)
{
	unsigned half = lanes->half[0] == 0;
	uint64_t bits = lanes->half[half];

#if __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
	return half * 8 + (size_t)__builtin_ctzll(bits) / 8;
#else
	return half * 8 + (size_t)__builtin_clzll(bits) / 8;
#endif
}

const char *
locate(struct span text, size_t off, struct span needle)
{
	size_t far = needle.len - 1;
	vec first, last;

	if (off >= text.len || text.len - off < needle.len)
		return NULL;
	if (needle.len == 1)
		return memchr(text.ptr + off, *needle.ptr, text.len - off);
	memset(&first, needle.ptr[0], sizeof first);
	memset(&last, needle.ptr[far], sizeof last);
	while (text.len - off >= needle.len + LANES) {
		const char *at = text.ptr + off;
		struct lanes lanes = compare(at, at + far, first, last);

		if ((lanes.half[0] | lanes.half[1]) == 0) {
			off += LANES;
			continue;
		}
		off += lanes_before(&lanes);
		if (!memcmp(text.ptr + off, needle.ptr, needle.len))
			return text.ptr + off;
		off++;
	}
	return memmem(text.ptr + off, text.len - off, needle.ptr, needle.len);
}
