/* uni/code.c - code points: decoding, checking, properties. */
#include <stdio.h>
#include <unictype.h>
#include <unistr.h>
#include <unistring/version.h>

#include "uni/uni.h"

/* The Unicode version is that of the property tables of the library. */
#if _LIBUNISTRING_VERSION >= 0x010200
#define TABLES "15.1"
#elif _LIBUNISTRING_VERSION >= 0x010100
#define TABLES "15.0"
#elif _LIBUNISTRING_VERSION >= 0x010000
#define TABLES "14.0"
#else
#define TABLES "9.0"
#endif

const char *
uni_version(void)
{
	return TABLES;
}

/*
 * The length of the maximal subpart of an ill-formed sequence at `at`
 * (Unicode 14, section 3.9, tables 3-7 and 3-8).  The library's own
 * u8_mbtouc takes F7 BF BF BF or ED A0 80 as one.
 */
static size_t
subpart_len(const uint8_t *at, size_t room)
{
	size_t rest = at[0] < 0xe0 ? 1 : at[0] < 0xf0 ? 2 : 3;
	uint8_t low = at[0] == 0xe0 ? 0xa0 : at[0] == 0xf0 ? 0x90 : 0x80;
	uint8_t high = at[0] == 0xed ? 0x9f : at[0] == 0xf4 ? 0x8f : 0xbf;
	size_t len = 1;

	if (at[0] < 0xc2 || at[0] > 0xf4)
		return 1;
	while (len <= rest && len < room && at[len] >= low &&
	    at[len] <= high) {
		low = 0x80;
		high = 0xbf;
		len++;
	}
	return len;
}

size_t
uni_decode(struct span text, size_t off, uint32_t *code, bool *bad)
{
	const uint8_t *at = (const uint8_t *)text.ptr + off;
	ucs4_t uc;
	int len;

	if (*at < 0x80) {
		*code = *at;
		return 1;
	}
	len = u8_mbtoucr(&uc, at, text.len - off);
	if (len > 0) {
		*code = uc;
		return (size_t)len;
	}
	*code = 0xfffd;
	if (bad)
		*bad = true;
	return subpart_len(at, text.len - off);
}

/* ASCII is passed eight bytes at a time; most text is little else. */
bool
uni_valid(struct span text)
{
	const uint8_t *bytes = (const uint8_t *)text.ptr;
	size_t off = 0;

	while (off < text.len) {
		uint64_t eight;
		ucs4_t code;
		int len;

		if (text.len - off >= sizeof eight) {
			memcpy(&eight, bytes + off, sizeof eight);
			if (!(eight & 0x8080808080808080)) {
				off += sizeof eight;
				continue;
			}
		}
		while (off < text.len && bytes[off] < 0x80)
			off++;
		while (off < text.len && bytes[off] >= 0x80) {
			len = u8_mbtoucr(&code, bytes + off, text.len - off);
			if (len <= 0)
				return false;
			off += (size_t)len;
		}
	}
	return true;
}

size_t
uni_mend(struct buf *out, struct span text)
{
	size_t mended = 0;
	size_t good = 0;

	for (size_t off = 0; off < text.len;) {
		bool bad = false;
		uint32_t code;
		size_t len = uni_decode(text, off, &code, &bad);

		if (bad) {
			buf_put(out, span_slice(text, good, off));
			buf_put_code(out, code);
			good = off + len;
			mended++;
		}
		off += len;
	}
	buf_put(out, span_slice(text, good, text.len));
	return mended;
}

bool
uni_is_upper(uint32_t code)
{
	if (code < 0x80)
		return code >= 'A' && code <= 'Z';
	return uc_is_property_uppercase(code);
}

bool
uni_is_lower(uint32_t code)
{
	if (code < 0x80)
		return code >= 'a' && code <= 'z';
	return uc_is_property_lowercase(code);
}

bool
uni_is_alpha(uint32_t code)
{
	if (code < 0x80)
		return (code | 0x20) >= 'a' && (code | 0x20) <= 'z';
	return uc_is_general_category_withtable(code, UC_CATEGORY_MASK_L);
}

bool
uni_is_digit(uint32_t code)
{
	if (code < 0x80)
		return code >= '0' && code <= '9';
	return uc_is_general_category_withtable(code, UC_CATEGORY_MASK_Nd);
}

bool
uni_is_space(uint32_t code)
{
	if (code < 0x80)
		return code == ' ' || (code >= '\t' && code <= '\r');
	return uc_is_property_white_space(code);
}

bool
uni_is_punct(uint32_t code)
{
	return uc_is_general_category_withtable(code, UC_CATEGORY_MASK_P);
}

bool
uni_is_mark(uint32_t code)
{
	if (code < 0x80)
		return false;
	return uc_is_general_category_withtable(code, UC_CATEGORY_MASK_M);
}
