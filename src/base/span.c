/* base/span.c - borrowed runs of bytes. */
#include "base/span.h"

#include <stdint.h>
#include <strings.h>

static bool
is_space(char c)
{
	return c == ' ' || (c >= '\t' && c <= '\r');
}

int
span_cmp(struct span a, struct span b)
{
	size_t shared = a.len < b.len ? a.len : b.len;
	int order = shared ? memcmp(a.ptr, b.ptr, shared) : 0;

	if (order)
		return order;
	return (a.len > b.len) - (a.len < b.len);
}

bool
span_eq_nocase(struct span a, struct span b)
{
	return a.len == b.len &&
	    (a.len == 0 || !strncasecmp(a.ptr, b.ptr, a.len));
}

struct span
span_slice(struct span s, size_t from, size_t to)
{
	if (to > s.len)
		to = s.len;
	if (from > to)
		from = to;
	return span_of(s.ptr ? s.ptr + from : NULL, to - from);
}

struct span
span_trim(struct span s)
{
	while (s.len && is_space(s.ptr[s.len - 1]))
		s.len--;
	while (s.len && is_space(*s.ptr))
		s = span_of(s.ptr + 1, s.len - 1);
	return s;
}

ptrdiff_t
span_chr(struct span s, char c, size_t from)
{
	const char *hit;

	if (from >= s.len)
		return -1;
	hit = memchr(s.ptr + from, c, s.len - from);
	return hit ? hit - s.ptr : -1;
}

/*
 * What most needles begin with is rare where they are looked for, and memchr
 * is many times as fast as memmem; after so many false hits it is not.
 */
#define FALSE_HITS 64

ptrdiff_t
span_find(struct span s, struct span needle, size_t from)
{
	const char *at, *last, *hit;

	if (from > s.len || needle.len > s.len - from)
		return -1;
	if (needle.len == 0)
		return (ptrdiff_t)from;
	at = s.ptr + from;
	last = s.ptr + s.len - needle.len;
	for (unsigned i = 0; i < FALSE_HITS; i++) {
		if (at > last)
			return -1;
		hit = memchr(at, *needle.ptr, (size_t)(last - at) + 1);
		if (!hit)
			return -1;
		if (!memcmp(hit, needle.ptr, needle.len))
			return hit - s.ptr;
		at = hit + 1;
	}
	hit = memmem(at, (size_t)(s.ptr + s.len - at), needle.ptr,
	    needle.len);
	return hit ? hit - s.ptr : -1;
}

bool
span_line(struct span *rest, struct span *line)
{
	size_t end = 0;
	size_t next;

	if (rest->len == 0)
		return false;
	while (end < rest->len && rest->ptr[end] != '\n' &&
	    rest->ptr[end] != '\r')
		end++;
	next = end < rest->len ? end + 1 : end;
	if (next < rest->len && rest->ptr[end] == '\r' &&
	    rest->ptr[next] == '\n')
		next++;
	*line = span_slice(*rest, 0, end);
	*rest = span_slice(*rest, next, rest->len);
	return true;
}

size_t
span_number(struct span s, unsigned *value)
{
	uint64_t sum = 0;
	size_t digits = 0;

	while (digits < s.len && s.ptr[digits] >= '0' &&
	    s.ptr[digits] <= '9') {
		sum = sum * 10 + (uint64_t)(s.ptr[digits++] - '0');
		if (sum > UINT32_MAX)
			return 0;
	}
	if (digits)
		*value = (unsigned)sum;
	return digits;
}
