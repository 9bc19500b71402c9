/* base/buf.c - a growable run of bytes. */
#include "base/buf.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/arena.h"

void
buf_init(struct buf *buf)
{
	*buf = (struct buf){ 0 };
}

void
buf_release(struct buf *buf)
{
	free(buf->ptr);
	buf_init(buf);
}

void
buf_clear(struct buf *buf)
{
	buf_cut(buf, 0);
	buf->failed = false;
}

void
buf_cut(struct buf *buf, size_t len)
{
	if (len >= buf->len)
		return;
	buf->len = len;
	buf->ptr[len] = '\0';
}

char *
buf_reserve(struct buf *buf, size_t extra)
{
	size_t need = buf->len + extra + 1;

	if (need <= extra)
		need = SIZE_MAX;	/* mem_grow refuses it */
	if (need > buf->room) {
		size_t room = buf->room ? buf->room : 64;

		while (room < need && room <= SIZE_MAX / 2)
			room *= 2;
		if (room < need)
			room = need;
		buf->ptr = mem_grow(buf->ptr, room, 1);
		buf->room = room;
	}
	return buf->ptr + buf->len;
}

/* How much of `len` the limit admits; all or nothing. */
static bool
admit(struct buf *buf, size_t len)
{
	if (buf->failed)
		return false;
	if (buf->limit && (len > buf->limit || buf->len > buf->limit - len)) {
		buf->failed = true;
		return false;
	}
	return true;
}

void
buf_put_bytes(struct buf *buf, const void *ptr, size_t len)
{
	if (!admit(buf, len))
		return;
	buf_reserve(buf, len);
	if (len)
		memcpy(buf->ptr + buf->len, ptr, len);
	buf->len += len;
	buf->ptr[buf->len] = '\0';
}

void
buf_put(struct buf *buf, struct span text)
{
	buf_put_bytes(buf, text.ptr, text.len);
}

void
buf_puts(struct buf *buf, const char *text)
{
	buf_put_bytes(buf, text, strlen(text));
}

void
buf_putc(struct buf *buf, char c)
{
	/* Most bytes find room: text is often put byte by byte. */
	if (!buf->limit && !buf->failed && buf->len + 1 < buf->room) {
		buf->ptr[buf->len++] = c;
		buf->ptr[buf->len] = '\0';
		return;
	}
	buf_put_bytes(buf, &c, 1);
}

void
buf_fill(struct buf *buf, char c, size_t count)
{
	if (!admit(buf, count))
		return;
	memset(buf_reserve(buf, count), c, count);
	buf->len += count;
	buf->ptr[buf->len] = '\0';
}

void
buf_vprintf(struct buf *buf, const char *format, va_list args)
{
	va_list again;
	int len;

	va_copy(again, args);
	len = vsnprintf(NULL, 0, format, args);
	if (len >= 0 && admit(buf, (size_t)len)) {
		char *to = buf_reserve(buf, (size_t)len);

		vsnprintf(to, (size_t)len + 1, format, again);
		buf->len += (size_t)len;
	}
	va_end(again);
}

void
buf_printf(struct buf *buf, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	buf_vprintf(buf, format, args);
	va_end(args);
}

static void
put_le(struct buf *buf, uint64_t value, size_t bytes)
{
	char out[8];

	for (size_t i = 0; i < bytes; i++)
		out[i] = (char)(value >> (8 * i));
	buf_put_bytes(buf, out, bytes);
}

void
buf_put_u16(struct buf *buf, uint16_t value)
{
	put_le(buf, value, 2);
}

void
buf_put_u32(struct buf *buf, uint32_t value)
{
	put_le(buf, value, 4);
}

void
buf_put_u64(struct buf *buf, uint64_t value)
{
	put_le(buf, value, 8);
}

void
buf_put_varint(struct buf *buf, uint64_t value)
{
	char out[10];
	size_t len = 0;

	while (value >= 0x80) {
		out[len++] = (char)(value | 0x80);
		value >>= 7;
	}
	out[len++] = (char)value;
	buf_put_bytes(buf, out, len);
}

void
buf_put_svarint(struct buf *buf, int64_t value)
{
	uint64_t bits = (uint64_t)value << 1;

	buf_put_varint(buf, value < 0 ? ~bits : bits);
}

void
buf_put_string(struct buf *buf, struct span text)
{
	buf_put_varint(buf, text.len);
	buf_put(buf, text);
}

void
buf_put_code(struct buf *buf, uint32_t code)
{
	char out[4];

	if (code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff))
		code = 0xfffd;
	if (code < 0x80) {
		buf_putc(buf, (char)code);
	} else if (code < 0x800) {
		out[0] = (char)(0xc0 | code >> 6);
		out[1] = (char)(0x80 | (code & 0x3f));
		buf_put_bytes(buf, out, 2);
	} else if (code < 0x10000) {
		out[0] = (char)(0xe0 | code >> 12);
		out[1] = (char)(0x80 | (code >> 6 & 0x3f));
		out[2] = (char)(0x80 | (code & 0x3f));
		buf_put_bytes(buf, out, 3);
	} else {
		out[0] = (char)(0xf0 | code >> 18);
		out[1] = (char)(0x80 | (code >> 12 & 0x3f));
		out[2] = (char)(0x80 | (code >> 6 & 0x3f));
		out[3] = (char)(0x80 | (code & 0x3f));
		buf_put_bytes(buf, out, 4);
	}
}

char *
buf_detach(struct buf *buf, size_t *len)
{
	char *ptr = buf->ptr ? buf->ptr : mem_alloc(1);

	if (len)
		*len = buf->len;
	buf_init(buf);
	return ptr;
}
