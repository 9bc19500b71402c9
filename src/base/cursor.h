/*
 * base/cursor.h - checked reading of outside bytes.
 *
 * A cursor walks a span.  Reading past its end, or a varint that is too
 * long, sets `failed`, returns 0 or an empty span, and every later read
 * does the same: decode a whole record, then look at `failed` once.
 * Encodings as in base/buf.h.
 */
#ifndef IBID_BASE_CURSOR_H
#define IBID_BASE_CURSOR_H

#include <stdint.h>

#include "base/span.h"

struct cursor {
	const unsigned char *at;
	const unsigned char *end;
	bool failed;
};

struct cursor cursor_of(struct span bytes);

/* Bytes not yet read; 0 after a failure. */
size_t cursor_left(const struct cursor *in);

uint8_t cursor_u8(struct cursor *in);
uint16_t cursor_u16(struct cursor *in);
uint32_t cursor_u32(struct cursor *in);
uint64_t cursor_u64(struct cursor *in);
uint64_t cursor_varint(struct cursor *in);
int64_t cursor_svarint(struct cursor *in);

/* A varint that must be `max` or less. */
uint64_t cursor_varint_max(struct cursor *in, uint64_t max);

/* The next `len` bytes, borrowed. */
struct span cursor_bytes(struct cursor *in, uint64_t len);

/* A varint length, then that many bytes, borrowed. */
struct span cursor_string(struct cursor *in);

#endif
