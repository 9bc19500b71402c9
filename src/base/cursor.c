/* base/cursor.c - checked reading of outside bytes. */
#include "base/cursor.h"

#include <endian.h>
#include <string.h>

struct cursor
cursor_of(struct span bytes)
{
	const unsigned char *ptr = (const unsigned char *)bytes.ptr;

	if (!ptr)
		ptr = (const unsigned char *)"";
	return (struct cursor){ ptr, ptr + bytes.len, false };
}

size_t
cursor_left(const struct cursor *in)
{
	return in->failed ? 0 : (size_t)(in->end - in->at);
}

/* The next `len` bytes, least first, and zeros after them. */
static uint64_t
read_le(struct cursor *in, size_t len)
{
	uint64_t value = 0;

	if (cursor_left(in) < len) {
		in->failed = true;
		return 0;
	}
	memcpy(&value, in->at, len);
	in->at += len;
	return le64toh(value);
}

uint8_t
cursor_u8(struct cursor *in)
{
	return (uint8_t)read_le(in, 1);
}

uint16_t
cursor_u16(struct cursor *in)
{
	return (uint16_t)read_le(in, 2);
}

uint32_t
cursor_u32(struct cursor *in)
{
	return (uint32_t)read_le(in, 4);
}

uint64_t
cursor_u64(struct cursor *in)
{
	return read_le(in, 8);
}

uint64_t
cursor_varint(struct cursor *in)
{
	uint64_t value = 0;

	for (unsigned shift = 0; shift < 64 && !in->failed; shift += 7) {
		uint8_t byte = cursor_u8(in);

		if (shift == 63 && byte > 1)
			break;
		value |= (uint64_t)(byte & 0x7f) << shift;
		if (!(byte & 0x80))
			return in->failed ? 0 : value;
	}
	in->failed = true;
	return 0;
}

int64_t
cursor_svarint(struct cursor *in)
{
	uint64_t bits = cursor_varint(in);

	return (int64_t)(bits >> 1 ^ (0 - (bits & 1)));
}

uint64_t
cursor_varint_max(struct cursor *in, uint64_t max)
{
	uint64_t value = cursor_varint(in);

	if (value <= max)
		return value;
	in->failed = true;
	return 0;
}

struct span
cursor_bytes(struct cursor *in, uint64_t len)
{
	struct span bytes;

	if (len > cursor_left(in)) {
		in->failed = true;
		return SPAN("");
	}
	bytes = span_of((const char *)in->at, (size_t)len);
	in->at += len;
	return bytes;
}

struct span
cursor_string(struct cursor *in)
{
	return cursor_bytes(in, cursor_varint(in));
}
