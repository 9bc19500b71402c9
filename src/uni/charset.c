/* uni/charset.c - what the charset of the locale can show, and its bytes. */
#include <limits.h>
#include <wchar.h>

#include "uni/uni.h"

/*
 * A first byte from 0x80 to 0x9f is a control character to many a terminal,
 * so what has one (line drawing in KOI8-R, JIS X 0212 in EUC-JP) is written
 * in ASCII instead.  So is what shares a byte with ASCII: a yen sign, in
 * EUC-JP, is a backslash to most.
 */
bool
uni_locale_has(uint32_t code)
{
	char bytes[MB_LEN_MAX];
	mbstate_t state = { 0 };
	size_t len;

	if (code < 0x80)
		return true;
	if (uni_unsafe(code))
		return false;
	len = wcrtomb(bytes, (wchar_t)code, &state);
	return len != (size_t)-1 && (unsigned char)bytes[0] > 0x9f;
}

bool
uni_locale_shows(struct span cluster)
{
	struct buf nfc = { 0 };
	struct span text;
	bool shows = true;

	uni_nfc(&nfc, cluster);
	text = buf_span(&nfc);
	for (size_t off = 0; off < text.len && shows;) {
		uint32_t code;

		off += uni_decode(text, off, &code, NULL);
		shows = uni_locale_has(code);
	}
	buf_release(&nfc);
	return shows;
}

void
uni_show(struct buf *out, struct span text, enum uni_charset charset)
{
	struct buf nfc = { 0 };

	if (charset == UNI_UTF8) {
		buf_put(out, text);
		return;
	}
	/* A charset may have é, but never e and its accent. */
	if (charset == UNI_LOCALE) {
		uni_nfc(&nfc, text);
		text = buf_span(&nfc);
	}
	for (size_t off = 0; off < text.len;) {
		uint32_t code;

		off += uni_decode(text, off, &code, NULL);
		if (charset == UNI_LOCALE)
			uni_near(out, code);
		else
			uni_ascii(out, code);
	}
	buf_release(&nfc);
}

void
uni_encode(struct buf *out, struct span text, enum uni_charset charset)
{
	mbstate_t state = { 0 };

	if (charset != UNI_LOCALE) {
		buf_put(out, text);
		return;
	}
	for (size_t off = 0; off < text.len;) {
		char bytes[MB_LEN_MAX];
		uint32_t code;
		size_t len;

		off += uni_decode(text, off, &code, NULL);
		len = wcrtomb(bytes, (wchar_t)code, &state);
		if (len == (size_t)-1) {
			state = (mbstate_t){ 0 };
			uni_ascii(out, code);
		} else {
			buf_put_bytes(out, bytes, len);
		}
	}
}

void
uni_from_locale(struct buf *out, struct span bytes)
{
	mbstate_t state = { 0 };

	for (size_t off = 0; off < bytes.len;) {
		wchar_t wide = 0xfffd;
		size_t taken = mbrtowc(&wide, bytes.ptr + off,
		    bytes.len - off, &state);

		if (taken == (size_t)-1 || taken == (size_t)-2) {
			wide = 0xfffd;
			taken = 1;
			state = (mbstate_t){ 0 };
		}
		buf_put_code(out, (uint32_t)wide);
		off += taken ? taken : 1;
	}
}
