/* uni/script.c - what the layout must know about scripts. */
#include "uni/uni.h"

struct range {
	uint32_t from, to;
};

static bool
is_in(const struct range *ranges, size_t count, uint32_t code)
{
	for (size_t i = 0; i < count; i++)
		if (code >= ranges[i].from && code <= ranges[i].to)
			return true;
	return false;
}

#define IS_IN(ranges, code) \
	is_in(ranges, sizeof ranges / sizeof *ranges, code)

/* Blocks whose letters have class R or AL (DerivedBidiClass.txt). */
static bool
is_rtl(uint32_t code)
{
	static const struct range ranges[] = {
		{ 0x0590, 0x08ff }, { 0xfb1d, 0xfdff }, { 0xfe70, 0xfefc },
		{ 0x10800, 0x10fff }, { 0x1e800, 0x1efff },
	};

	return code >= 0x0590 && code != 0x061c && IS_IN(ranges, code);
}

bool
uni_has_rtl(struct span text)
{
	for (size_t off = 0; off < text.len;) {
		uint32_t code;

		/* U+0590 and above start with bytes of 0xd6 and more. */
		if ((unsigned char)text.ptr[off] < 0xd6) {
			off++;
			continue;
		}
		off += uni_decode(text, off, &code, NULL);
		if (is_rtl(code))
			return true;
	}
	return false;
}

/* Line_Break classes SA, ID and their like, by block. */
static bool
is_spaceless(uint32_t code)
{
	static const struct range ranges[] = {
		{ 0x0e00, 0x0eff },	/* Thai, Lao */
		{ 0x0f00, 0x0fff },	/* Tibetan */
		{ 0x1000, 0x109f },	/* Myanmar */
		{ 0x1780, 0x17ff },	/* Khmer */
		{ 0x1950, 0x19ff },	/* Tai Le, New Tai Lue, Khmer signs */
		{ 0x1a20, 0x1aaf },	/* Tai Tham */
		{ 0x2e80, 0x33ff }, { 0x3400, 0x9fff },
		{ 0xa000, 0xa4cf }, { 0xa9e0, 0xa9ff },
		{ 0xaa60, 0xaadf }, { 0xac00, 0xd7ff },
		{ 0xf900, 0xfaff }, { 0xff00, 0xffef },
		{ 0x20000, 0x3ffff },
	};

	return code >= 0x0e00 && IS_IN(ranges, code);
}

bool
uni_is_spaceless_at(struct span text, size_t off)
{
	uint32_t code;
	size_t before = off;
	size_t after = off + uni_decode(text, off, &code, NULL);

	if (after < text.len) {
		uni_decode(text, after, &code, NULL);
		if (is_spaceless(code))
			return true;
	}
	if (off == 0)
		return false;
	do
		before--;
	while (before > 0 && (text.ptr[before] & 0xc0) == 0x80);
	uni_decode(text, before, &code, NULL);
	return is_spaceless(code);
}
