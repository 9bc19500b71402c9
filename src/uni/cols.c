/* uni/cols.c - how many terminal columns text takes. */
#include <uniwidth.h>

#include "uni/uni.h"

#define ZWJ 0x200d
#define EMOJI_STYLE 0xfe0f

struct range {
	uint32_t from, to;
};

/*
 * East_Asian_Width=Ambiguous of EastAsianWidth-15.0.0.txt, without the
 * combining marks, which take no columns in any terminal.  The library
 * knows which characters are wide, but of these only a table for old
 * encodings in which all letters but ASCII are wide.
 */
static const struct range ambiguous[] = {
	{ 0x00a1, 0x00a1 }, { 0x00a4, 0x00a4 }, { 0x00a7, 0x00a8 },
	{ 0x00aa, 0x00aa }, { 0x00ae, 0x00ae }, { 0x00b0, 0x00b4 },
	{ 0x00b6, 0x00ba }, { 0x00bc, 0x00bf }, { 0x00c6, 0x00c6 },
	{ 0x00d0, 0x00d0 }, { 0x00d7, 0x00d8 }, { 0x00de, 0x00e1 },
	{ 0x00e6, 0x00e6 }, { 0x00e8, 0x00ea }, { 0x00ec, 0x00ed },
	{ 0x00f0, 0x00f0 }, { 0x00f2, 0x00f3 }, { 0x00f7, 0x00fa },
	{ 0x00fc, 0x00fc }, { 0x00fe, 0x00fe }, { 0x0101, 0x0101 },
	{ 0x0111, 0x0111 }, { 0x0113, 0x0113 }, { 0x011b, 0x011b },
	{ 0x0126, 0x0127 }, { 0x012b, 0x012b }, { 0x0131, 0x0133 },
	{ 0x0138, 0x0138 }, { 0x013f, 0x0142 }, { 0x0144, 0x0144 },
	{ 0x0148, 0x014b }, { 0x014d, 0x014d }, { 0x0152, 0x0153 },
	{ 0x0166, 0x0167 }, { 0x016b, 0x016b }, { 0x01ce, 0x01ce },
	{ 0x01d0, 0x01d0 }, { 0x01d2, 0x01d2 }, { 0x01d4, 0x01d4 },
	{ 0x01d6, 0x01d6 }, { 0x01d8, 0x01d8 }, { 0x01da, 0x01da },
	{ 0x01dc, 0x01dc }, { 0x0251, 0x0251 }, { 0x0261, 0x0261 },
	{ 0x02c4, 0x02c4 }, { 0x02c7, 0x02c7 }, { 0x02c9, 0x02cb },
	{ 0x02cd, 0x02cd }, { 0x02d0, 0x02d0 }, { 0x02d8, 0x02db },
	{ 0x02dd, 0x02dd }, { 0x02df, 0x02df }, { 0x0391, 0x03a1 },
	{ 0x03a3, 0x03a9 }, { 0x03b1, 0x03c1 }, { 0x03c3, 0x03c9 },
	{ 0x0401, 0x0401 }, { 0x0410, 0x044f }, { 0x0451, 0x0451 },
	{ 0x2010, 0x2010 }, { 0x2013, 0x2016 }, { 0x2018, 0x2019 },
	{ 0x201c, 0x201d }, { 0x2020, 0x2022 }, { 0x2024, 0x2027 },
	{ 0x2030, 0x2030 }, { 0x2032, 0x2033 }, { 0x2035, 0x2035 },
	{ 0x203b, 0x203b }, { 0x203e, 0x203e }, { 0x2074, 0x2074 },
	{ 0x207f, 0x207f }, { 0x2081, 0x2084 }, { 0x20ac, 0x20ac },
	{ 0x2103, 0x2103 }, { 0x2105, 0x2105 }, { 0x2109, 0x2109 },
	{ 0x2113, 0x2113 }, { 0x2116, 0x2116 }, { 0x2121, 0x2122 },
	{ 0x2126, 0x2126 }, { 0x212b, 0x212b }, { 0x2153, 0x2154 },
	{ 0x215b, 0x215e }, { 0x2160, 0x216b }, { 0x2170, 0x2179 },
	{ 0x2189, 0x2189 }, { 0x2190, 0x2199 }, { 0x21b8, 0x21b9 },
	{ 0x21d2, 0x21d2 }, { 0x21d4, 0x21d4 }, { 0x21e7, 0x21e7 },
	{ 0x2200, 0x2200 }, { 0x2202, 0x2203 }, { 0x2207, 0x2208 },
	{ 0x220b, 0x220b }, { 0x220f, 0x220f }, { 0x2211, 0x2211 },
	{ 0x2215, 0x2215 }, { 0x221a, 0x221a }, { 0x221d, 0x2220 },
	{ 0x2223, 0x2223 }, { 0x2225, 0x2225 }, { 0x2227, 0x222c },
	{ 0x222e, 0x222e }, { 0x2234, 0x2237 }, { 0x223c, 0x223d },
	{ 0x2248, 0x2248 }, { 0x224c, 0x224c }, { 0x2252, 0x2252 },
	{ 0x2260, 0x2261 }, { 0x2264, 0x2267 }, { 0x226a, 0x226b },
	{ 0x226e, 0x226f }, { 0x2282, 0x2283 }, { 0x2286, 0x2287 },
	{ 0x2295, 0x2295 }, { 0x2299, 0x2299 }, { 0x22a5, 0x22a5 },
	{ 0x22bf, 0x22bf }, { 0x2312, 0x2312 }, { 0x2460, 0x24e9 },
	{ 0x24eb, 0x254b }, { 0x2550, 0x2573 }, { 0x2580, 0x258f },
	{ 0x2592, 0x2595 }, { 0x25a0, 0x25a1 }, { 0x25a3, 0x25a9 },
	{ 0x25b2, 0x25b3 }, { 0x25b6, 0x25b7 }, { 0x25bc, 0x25bd },
	{ 0x25c0, 0x25c1 }, { 0x25c6, 0x25c8 }, { 0x25cb, 0x25cb },
	{ 0x25ce, 0x25d1 }, { 0x25e2, 0x25e5 }, { 0x25ef, 0x25ef },
	{ 0x2605, 0x2606 }, { 0x2609, 0x2609 }, { 0x260e, 0x260f },
	{ 0x261c, 0x261c }, { 0x261e, 0x261e }, { 0x2640, 0x2640 },
	{ 0x2642, 0x2642 }, { 0x2660, 0x2661 }, { 0x2663, 0x2665 },
	{ 0x2667, 0x266a }, { 0x266c, 0x266d }, { 0x266f, 0x266f },
	{ 0x269e, 0x269f }, { 0x26bf, 0x26bf }, { 0x26c6, 0x26cd },
	{ 0x26cf, 0x26d3 }, { 0x26d5, 0x26e1 }, { 0x26e3, 0x26e3 },
	{ 0x26e8, 0x26e9 }, { 0x26eb, 0x26f1 }, { 0x26f4, 0x26f4 },
	{ 0x26f6, 0x26f9 }, { 0x26fb, 0x26fc }, { 0x26fe, 0x26ff },
	{ 0x273d, 0x273d }, { 0x2776, 0x277f }, { 0x2b56, 0x2b59 },
	{ 0x3248, 0x324f }, { 0xe000, 0xf8ff }, { 0xfffd, 0xfffd },
	{ 0x1f100, 0x1f10a }, { 0x1f110, 0x1f12d }, { 0x1f130, 0x1f169 },
	{ 0x1f170, 0x1f18d }, { 0x1f18f, 0x1f190 }, { 0x1f19b, 0x1f1ac },
	{ 0xf0000, 0xffffd }, { 0x100000, 0x10fffd },
};

/* Emoji that came after the tables of the library; terminals have them. */
static const struct range new_wide[] = {
	{ 0x1f6dc, 0x1f6df }, { 0x1f7f0, 0x1f7f0 }, { 0x1fa70, 0x1faff },
};

static bool
is_in(const struct range *ranges, size_t count, uint32_t code)
{
	size_t low = 0;
	size_t high = count;

	while (low < high) {
		size_t mid = (low + high) / 2;

		if (code > ranges[mid].to)
			low = mid + 1;
		else
			high = mid;
	}
	return low < count && code >= ranges[low].from;
}

#define IS_IN(ranges, code) \
	is_in(ranges, sizeof ranges / sizeof *ranges, code)

static bool
is_regional(uint32_t code)
{
	return code >= 0x1f1e6 && code <= 0x1f1ff;
}

static bool
is_skin_tone(uint32_t code)
{
	return code >= 0x1f3fb && code <= 0x1f3ff;
}

static int
code_cols(uint32_t code, int ambiguous_cols)
{
	int cols = uc_width(code, "UTF-8");

	if (cols == 1 && code >= 0x1f6dc && IS_IN(new_wide, code))
		return 2;
	if (cols == 1 && ambiguous_cols == 2 && IS_IN(ambiguous, code))
		return 2;
	return cols < 0 ? 0 : cols;
}

int
uni_cluster_cols(struct span cluster, int ambiguous_cols)
{
	int cols = 0;
	int regionals = 0;

	if (cluster.len == 1)
		return *cluster.ptr >= ' ' && *cluster.ptr < 0x7f;
	for (size_t off = 0; off < cluster.len;) {
		uint32_t code;

		off += uni_decode(cluster, off, &code, NULL);
		/* Emoji style makes a narrow picture or a keycap wide. */
		if (code == EMOJI_STYLE && cols)
			return 2;
		if (code == ZWJ && cols == 2)
			return 2;
		if (is_regional(code) && ++regionals == 2)
			return 2;
		if (is_skin_tone(code) && cols)
			continue;
		cols += code_cols(code, ambiguous_cols);
	}
	return cols;
}

/* What newer tables of terminals hold, and older ones do not. */
static bool
is_new(uint32_t code)
{
	return (code >= 0x1f6dc && IS_IN(new_wide, code)) ||
	    (code >= 0x4dc0 && code <= 0x4dff) ||	/* wide since 16.0 */
	    (code >= 0x1d300 && code <= 0x1d376);
}

/* Burmese and Khmer marks of Unicode 3.0, which all tables hold. */
static const struct range old_marks[] = {
	{ 0x102d, 0x1030 }, { 0x1032, 0x1032 }, { 0x1036, 0x1037 },
	{ 0x1039, 0x1039 }, { 0x17b7, 0x17bd }, { 0x17c6, 0x17c6 },
	{ 0x17c9, 0x17d3 },
};

/*
 * Marks of scripts that are young in Unicode: older tables, and those of
 * libraries that terminals carry along, give them a column.  The others
 * (accents, kana's, symbols', jamo) are old.
 */
static bool
is_young_mark(uint32_t code)
{
	return code >= 0x1000 && !IS_IN(old_marks, code) &&
	    !(code >= 0x1100 && code <= 0x11ff) &&
	    !(code >= 0x1dc0 && code <= 0x1dff) &&
	    !(code >= 0x2000 && code <= 0x30ff) &&
	    code < 0xfe00 && code_cols(code, 1) == 0;
}

bool
uni_cluster_doubtful(struct span cluster)
{
	int spacing = 0;

	if (cluster.len <= 2)
		return false;
	for (size_t off = 0; off < cluster.len;) {
		uint32_t code;

		off += uni_decode(cluster, off, &code, NULL);
		if (code == EMOJI_STYLE || code == ZWJ || is_new(code) ||
		    is_young_mark(code))
			return true;
		spacing += code_cols(code, 1) > 0;
	}
	return spacing > 1;
}

/* Printable ASCII, that is. */
static bool
is_ascii(struct span text, size_t off)
{
	return text.ptr[off] >= ' ' && text.ptr[off] < 0x7f;
}

size_t
uni_fit(struct span text, size_t cols, int ambiguous_cols,
    size_t *used_cols)
{
	size_t used = 0;
	size_t off = 0;

	while (off < text.len) {
		size_t next = off + 1, wide = 1;

		/* An ASCII letter that nothing can be joined to is a cell. */
		if (!is_ascii(text, off) ||
		    (next < text.len && (text.ptr[next] & 0x80))) {
			next = uni_cluster_next(text, off);
			wide = (size_t)uni_cluster_cols(
			    span_slice(text, off, next), ambiguous_cols);
		}
		if (used + wide > cols)
			break;
		used += wide;
		off = next;
	}
	if (used_cols)
		*used_cols = used;
	return off;
}

size_t
uni_cols(struct span text, int ambiguous_cols)
{
	size_t used;

	uni_fit(text, SIZE_MAX / 2, ambiguous_cols, &used);
	return used;
}
