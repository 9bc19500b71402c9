/*
 * base/span.h - a borrowed run of bytes.
 *
 * A span is a pointer and a length; it owns nothing and need not end in
 * NUL.  Text travels through ibid as spans of UTF-8 and is copied only
 * where two lifetimes part (arena_span in base/arena.h).
 *
 * Units: bytes.
 */
#ifndef IBID_BASE_SPAN_H
#define IBID_BASE_SPAN_H

#include <stdbool.h>
#include <stddef.h>
#include <string.h>

struct span {
	const char *ptr;
	size_t len;
};

#define SPAN(literal) ((struct span){ "" literal, sizeof(literal) - 1 })
#define SPAN_NONE ((struct span){ NULL, 0 })

/* For printf("%.*s", SPAN_ARG(s)); spans over INT_MAX are cut. */
#define SPAN_ARG(s) \
	((s).len > 0x7fffffff ? 0x7fffffff : (int)(s).len), \
	((s).ptr ? (s).ptr : "")

static inline struct span
span_of(const char *ptr, size_t len)
{
	return (struct span){ ptr, len };
}

/* `text` may be NULL, which gives an empty span. */
static inline struct span
span_str(const char *text)
{
	return (struct span){ text, text ? strlen(text) : 0 };
}

static inline bool
span_eq(struct span a, struct span b)
{
	return a.len == b.len && (a.len == 0 || !memcmp(a.ptr, b.ptr, a.len));
}

static inline bool
span_starts(struct span s, struct span prefix)
{
	return s.len >= prefix.len &&
	    (prefix.len == 0 || !memcmp(s.ptr, prefix.ptr, prefix.len));
}

static inline bool
span_ends(struct span s, struct span suffix)
{
	return s.len >= suffix.len && (suffix.len == 0 ||
	    !memcmp(s.ptr + (s.len - suffix.len), suffix.ptr, suffix.len));
}

/* Bytewise order, shorter first among equals: for sorting, not for people. */
int span_cmp(struct span a, struct span b);

/* ASCII case only; other bytes must be the same. */
bool span_eq_nocase(struct span a, struct span b);

/* The bytes [from, to) of `s`; both are clamped to its length. */
struct span span_slice(struct span s, size_t from, size_t to);

/* `s` without the ASCII white space (space, \t \n \v \f \r) at its ends. */
struct span span_trim(struct span s);

/* Byte offset of the first `c` at or after `from`, or -1. */
ptrdiff_t span_chr(struct span s, char c, size_t from);

/* Byte offset of the first `needle` at or after `from`, or -1. */
ptrdiff_t span_find(struct span s, struct span needle, size_t from);

/*
 * Cut `*rest` after its first line and return that line without its end
 * (\n, \r\n or \r).  False when `*rest` was empty.
 */
bool span_line(struct span *rest, struct span *line);

/*
 * Read the decimal digits at the start of `s` into `*value` and return how
 * many there were.  0 when there are none or the number is over UINT32_MAX.
 */
size_t span_number(struct span s, unsigned *value);

#endif
