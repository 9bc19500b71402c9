/*
 * base/buf.h - a growable run of bytes, and the binary numbers put into it.
 *
 * Start with {0} or buf_init, end with buf_release.  All growth follows
 * the allocation rule of base/arena.h.  A buffer has a limit (none unless
 * set); what would pass it is dropped, and `failed` stays set, so that
 * code which emits a record reads straight down and is checked once.
 *
 * Numbers are little-endian.  A varint is unsigned LEB128 (DWARF 5,
 * section 7.6): seven bits a byte, least first, the high bit on all but
 * the last.
 */
#ifndef IBID_BASE_BUF_H
#define IBID_BASE_BUF_H

#include <stdarg.h>
#include <stdint.h>

#include "base/span.h"

struct buf {
	char *ptr;	/* NUL after `len`, once anything was put */
	size_t len;
	size_t room;
	size_t limit;	/* 0: none */
	bool failed;	/* something was dropped at the limit */
};

void buf_init(struct buf *buf);
void buf_release(struct buf *buf);
void buf_clear(struct buf *buf);	/* keeps the memory */
void buf_cut(struct buf *buf, size_t len);	/* to `len`, if longer */

/* `extra` bytes of room after `len`; write there, then add to `len`. */
char *buf_reserve(struct buf *buf, size_t extra);

void buf_put(struct buf *buf, struct span text);
void buf_put_bytes(struct buf *buf, const void *ptr, size_t len);
void buf_puts(struct buf *buf, const char *text);
void buf_putc(struct buf *buf, char c);
void buf_fill(struct buf *buf, char c, size_t count);
void buf_printf(struct buf *buf, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
void buf_vprintf(struct buf *buf, const char *format, va_list args)
    __attribute__((format(printf, 2, 0)));

void buf_put_u16(struct buf *buf, uint16_t value);
void buf_put_u32(struct buf *buf, uint32_t value);
void buf_put_u64(struct buf *buf, uint64_t value);
void buf_put_varint(struct buf *buf, uint64_t value);

/* Signed, as zigzag: 0 -1 1 -2 2 become 0 1 2 3 4. */
void buf_put_svarint(struct buf *buf, int64_t value);

/* A varint length, then the bytes. */
void buf_put_string(struct buf *buf, struct span text);

/* UTF-8 of `code`; U+FFFD for what is no Unicode scalar value. */
void buf_put_code(struct buf *buf, uint32_t code);

static inline struct span
buf_span(const struct buf *buf)
{
	return span_of(buf->len ? buf->ptr : "", buf->len);
}

/* As a C string; valid until the buffer changes.  Never NULL. */
static inline const char *
buf_cstr(const struct buf *buf)
{
	return buf->len ? buf->ptr : "";
}

/* Hand the memory to the caller, who frees it; the buffer is empty. */
char *buf_detach(struct buf *buf, size_t *len);

#endif
