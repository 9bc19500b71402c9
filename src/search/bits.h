/*
 * search/bits.h - streams of bits, most significant first; internal to
 * search.
 *
 * Reading past the end gives zeros and sets `failed`.
 */
#ifndef IBID_SEARCH_BITS_H
#define IBID_SEARCH_BITS_H

#include <stdint.h>

#include "base/buf.h"
#include "base/span.h"

/* ---- writing ---- */

struct bit_writer {
	struct buf *out;
	uint32_t held;		/* the last `count` bits, not yet put */
	unsigned count;		/* under 8 */
};

/* The low `count` bits of `value`; 32 at most. */
static inline void
bits_put(struct bit_writer *to, uint32_t value, unsigned count)
{
	while (count > 0) {
		unsigned take = 8 - to->count < count ? 8 - to->count : count;
		uint32_t part = value >> (count - take) & ((1u << take) - 1);

		to->held = to->held << take | part;
		to->count += take;
		count -= take;
		if (to->count == 8) {
			buf_putc(to->out, (char)to->held);
			to->held = 0;
			to->count = 0;
		}
	}
}

/* Fill the last byte with zeros. */
static inline void
bits_align(struct bit_writer *to)
{
	if (to->count > 0)
		bits_put(to, 0, 8 - to->count);
}

/* Bits written so far. */
static inline uint64_t
bits_written(const struct bit_writer *to)
{
	return (uint64_t)to->out->len * 8 + to->count;
}

/* ---- reading ---- */

struct bit_reader {
	const unsigned char *bytes;
	size_t len;		/* bytes */
	uint64_t at;		/* bits */
	bool failed;
};

static inline struct bit_reader
bits_of(struct span bytes, size_t from)
{
	bool failed = from > bytes.len;

	return (struct bit_reader){ (const unsigned char *)bytes.ptr,
		bytes.len, 8 * (uint64_t)(failed ? bytes.len : from), failed };
}

/*
 * The next bits, at the high end, without taking them: BITS_AHEAD of them
 * at least, zeros past the end.
 */
#define BITS_AHEAD 57

static inline uint64_t
bits_peek(const struct bit_reader *in)
{
	size_t byte = (size_t)(in->at / 8);
	uint64_t bits = 0;

	if (in->len - byte >= sizeof bits)
		memcpy(&bits, in->bytes + byte, sizeof bits);
	else if (byte < in->len)
		memcpy(&bits, in->bytes + byte, in->len - byte);
#if __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
	bits = __builtin_bswap64(bits);
#endif
	return bits << (in->at % 8);
}

static inline void
bits_skip(struct bit_reader *in, uint64_t count)
{
	if (count > (uint64_t)in->len * 8 - in->at) {
		in->failed = true;
		in->at = (uint64_t)in->len * 8;
		return;
	}
	in->at += count;
}

/* The next `count` bits, 0 to 32. */
static inline uint32_t
bits_get(struct bit_reader *in, unsigned count)
{
	uint32_t bits;

	if (count == 0)
		return 0;
	bits = (uint32_t)(bits_peek(in) >> (64 - count));
	bits_skip(in, count);
	return bits;
}

/* How many bits `value` takes, at least: 0 for 0. */
static inline unsigned
bits_length(uint32_t value)
{
	return value ? 32 - (unsigned)__builtin_clz(value) : 0;
}

/* Five bits of length (0 to 31), then the number: for the rarer numbers. */
static inline void
bits_put_number(struct bit_writer *to, uint32_t value)
{
	bits_put(to, bits_length(value), 5);
	bits_put(to, value, bits_length(value));
}

static inline uint32_t
bits_get_number(struct bit_reader *in)
{
	return bits_get(in, bits_get(in, 5));
}

#endif
