/* tests/screen/vterm_bytes.c - what a terminal is sent, for libvterm. */
#include "tests/screen/vterm_bytes.h"

/*
 * libvterm takes a character that is cut in two for two broken ones, so the
 * start of one waits for its end.
 */
static size_t
whole_characters(struct span bytes)
{
	size_t back = 0;
	unsigned char lead;

	while (back < 3 && back < bytes.len &&
	    ((unsigned char)bytes.ptr[bytes.len - 1 - back] & 0xc0) == 0x80)
		back++;
	if (back == bytes.len)
		return bytes.len;
	lead = (unsigned char)bytes.ptr[bytes.len - 1 - back];
	if (lead >= 0xc0 && back < (lead >= 0xf0 ? 3u : lead >= 0xe0 ? 2u :
	    1u))
		return bytes.len - back - 1;
	return bytes.len;
}

/* The end of the CSI whose "ESC [" is at `at`, or 0: it is cut. */
static size_t
csi_end(struct span bytes, size_t at)
{
	for (at += 2; at < bytes.len; at++)
		if (bytes.ptr[at] >= '@' && bytes.ptr[at] <= '~')
			return at + 1;
	return 0;
}

/*
 * libvterm knows no dim letters: "2" becomes "5", blinking, of which ibid
 * has no use.  What follows 38 and 48 is a colour.
 */
static void
put_sgr(struct buf *out, struct span params)
{
	bool colour = false;

	while (params.len) {
		unsigned value = 0;
		size_t len = span_number(params, &value);

		colour |= len && (value == 38 || value == 48);
		if (len && value == 2 && !colour)
			buf_putc(out, '5');
		else
			buf_put(out, span_slice(params, 0, len ? len : 1));
		params = span_slice(params, len ? len : 1, params.len);
	}
}

size_t
vterm_bytes(struct span bytes, struct buf *out)
{
	size_t whole = whole_characters(bytes);
	size_t done = 0;
	ptrdiff_t at;

	bytes = span_slice(bytes, 0, whole);
	while ((at = span_find(bytes, SPAN("\033["), done)) >= 0) {
		size_t end = csi_end(bytes, (size_t)at);

		buf_put(out, span_slice(bytes, done, (size_t)at));
		if (!end)
			return (size_t)at;
		if (bytes.ptr[end - 1] == 'm')
			put_sgr(out, span_slice(bytes, (size_t)at, end));
		else
			buf_put(out, span_slice(bytes, (size_t)at, end));
		done = end;
	}
	if (whole > done && bytes.ptr[whole - 1] == '\033')
		whole--;
	buf_put(out, span_slice(bytes, done, whole));
	return whole;
}
