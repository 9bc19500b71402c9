/* import/units.c - UTF-16, UTF-32 and Windows-1252 become UTF-8. */
#include "import/units.h"

/* 0x80 to 0x9F; the free bytes stand for themselves. */
static const uint16_t windows_1252[32] = {
	0x20ac, 0x81, 0x201a, 0x192, 0x201e, 0x2026, 0x2020, 0x2021,
	0x2c6, 0x2030, 0x160, 0x2039, 0x152, 0x8d, 0x17d, 0x8f,
	0x90, 0x2018, 0x2019, 0x201c, 0x201d, 0x2022, 0x2013, 0x2014,
	0x2dc, 0x2122, 0x161, 0x203a, 0x153, 0x9d, 0x17e, 0x178,
};

uint32_t
units_1252(unsigned char byte)
{
	return byte >= 0x80 && byte < 0xa0 ? windows_1252[byte - 0x80] : byte;
}

bool
units_1252_is_free(unsigned char byte)
{
	return byte >= 0x80 && byte < 0xa0 && units_1252(byte) == byte;
}

const char *
units_name(enum units units)
{
	static const char *const names[] = {
		[UNITS_UTF8] = "UTF-8",
		[UNITS_UTF16LE] = "UTF-16LE", [UNITS_UTF16BE] = "UTF-16BE",
		[UNITS_UTF32LE] = "UTF-32LE", [UNITS_UTF32BE] = "UTF-32BE",
	};

	return names[units];
}

bool
units_mark(struct span *bytes, enum units *units)
{
	/* The longer ones first: one begins as another does. */
	static const struct {
		const char *mark;
		size_t len;
		enum units units;
	} marks[] = {
		{ "\xff\xfe\0\0", 4, UNITS_UTF32LE },
		{ "\0\0\xfe\xff", 4, UNITS_UTF32BE },
		{ "\xef\xbb\xbf", 3, UNITS_UTF8 },
		{ "\xff\xfe", 2, UNITS_UTF16LE },
		{ "\xfe\xff", 2, UNITS_UTF16BE },
	};

	for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
		if (!span_starts(*bytes, span_of(marks[i].mark,
		    marks[i].len)))
			continue;
		*bytes = span_slice(*bytes, marks[i].len, bytes->len);
		*units = marks[i].units;
		return true;
	}
	return false;
}

static uint32_t
unit_at(const unsigned char *at, size_t step, bool little)
{
	uint32_t unit = 0;

	for (size_t i = 0; i < step; i++)
		unit |= (uint32_t)at[i] << (8 * (little ? i : step - 1 - i));
	return unit;
}

size_t
units_put(struct buf *out, struct span bytes, enum units units)
{
	const unsigned char *at = (const unsigned char *)bytes.ptr;
	bool wide = units == UNITS_UTF32LE || units == UNITS_UTF32BE;
	bool little = units == UNITS_UTF16LE || units == UNITS_UTF32LE;
	size_t step = wide ? 4 : 2;
	size_t bad = 0;
	uint32_t high = 0;	/* half of a pair, waiting for the other */

	for (size_t i = 0; i + step <= bytes.len; i += step) {
		uint32_t unit = unit_at(at + i, step, little);

		if (high && unit >= 0xdc00 && unit < 0xe000) {
			buf_put_code(out, 0x10000 + ((high - 0xd800) << 10) +
			    (unit - 0xdc00));
			high = 0;
			continue;
		}
		if (high)
			buf_put_code(out, 0xfffd);
		bad += high != 0;
		high = 0;
		if (!wide && unit >= 0xd800 && unit < 0xdc00) {
			high = unit;
			continue;
		}
		bad += (unit >= 0xd800 && unit < 0xe000) || unit > 0x10ffff;
		buf_put_code(out, unit);
	}
	if (high)
		buf_put_code(out, 0xfffd);
	if (bytes.len % step)
		buf_put_code(out, 0xfffd);
	return bad + (high != 0) + (bytes.len % step != 0);
}
