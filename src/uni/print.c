/* uni/print.c - the choke point: untrusted text becomes printable. */
#include <uninorm.h>

#include "uni/uni.h"

#define ZWNJ 0x200c
#define ZWJ 0x200d
#define WORD_JOINER 0x2060

bool
uni_unsafe(uint32_t code)
{
	return code < 0x20 || (code >= 0x7f && code <= 0x9f) ||
	    code == 0x061c || code == 0x200b ||
	    (code >= 0x200e && code <= 0x200f) ||
	    (code >= 0x2028 && code <= 0x202e) ||
	    (code >= 0x2060 && code <= 0x2069) || code == 0xfeff ||
	    (code >= 0xfff9 && code <= 0xfffb) ||
	    (code >= 0xe0000 && code <= 0xe007f) ||
	    (code >= 0xd800 && code <= 0xdfff) ||
	    (code & 0xfffe) == 0xfffe ||
	    (code >= 0xfdd0 && code <= 0xfdef) || code > 0x10ffff;
}

/* Joiners shape the letters around them; alone they hide. */
static bool
is_stray_joiner(struct span text, size_t from, size_t to, uint32_t code)
{
	uint32_t next;

	if (code != ZWJ && code != ZWNJ)
		return false;
	if (from == 0 || to >= text.len)
		return true;
	uni_decode(text, to, &next, NULL);
	return next < 0x80 || (unsigned char)text.ptr[from - 1] < 0x80;
}

/*
 * A word joiner between two visible characters is a typesetter's: it hides
 * nothing, and is left out.
 */
static bool
is_plain_word_joiner(struct span text, size_t from, size_t to, uint32_t code)
{
	size_t before = from;
	uint32_t last, next;

	if (code != WORD_JOINER || from == 0 || to >= text.len)
		return false;
	do
		before--;
	while (before > 0 && (text.ptr[before] & 0xc0) == 0x80);
	uni_decode(text, before, &last, NULL);
	uni_decode(text, to, &next, NULL);
	return last > ' ' && !uni_unsafe(last) && next > ' ' &&
	    !uni_unsafe(next);
}

void
uni_printable(struct buf *out, struct span text, bool spaces)
{
	for (size_t off = 0; off < text.len;) {
		size_t from = off;
		uint32_t code;

		off += uni_decode(text, off, &code, NULL);
		if (spaces && code >= '\t' && code <= '\r')
			buf_putc(out, ' ');
		else if (is_plain_word_joiner(text, from, off, code))
			continue;
		else if (uni_unsafe(code) ||
		    is_stray_joiner(text, from, off, code))
			buf_printf(out, "<U+%04X>", (unsigned)code);
		else
			buf_put_code(out, code);
	}
}

static const struct {
	uint32_t code;
	const char *ascii;
} near[] = {
	{ 0x00a0, " " }, { 0x00a3, "GBP" }, { 0x00a5, "JPY" },
	{ 0x00a7, "sec." }, { 0x00a9, "(C)" }, { 0x00ab, "<<" },
	{ 0x00ad, "" }, { 0x00ae, "(R)" }, { 0x00b0, "deg" },
	{ 0x00b1, "+-" }, { 0x00b4, "'" }, { 0x00b6, "par." },
	{ 0x00b7, "*" }, { 0x00bb, ">>" }, { 0x00c6, "AE" },
	{ 0x00d0, "D" }, { 0x00d7, "x" }, { 0x00d8, "O" },
	{ 0x00de, "Th" }, { 0x00df, "ss" }, { 0x00e6, "ae" },
	{ 0x00f0, "d" }, { 0x00f7, "/" }, { 0x00f8, "o" },
	{ 0x00fe, "th" }, { 0x0110, "D" }, { 0x0111, "d" },
	{ 0x0131, "i" }, { 0x0141, "L" }, { 0x0142, "l" },
	{ 0x0152, "OE" }, { 0x0153, "oe" }, { 0x200b, "" },
	{ 0x200c, "" }, { 0x200d, "" }, { 0x2010, "-" },
	{ 0x2011, "-" }, { 0x2012, "-" }, { 0x2013, "-" },
	{ 0x2014, "--" }, { 0x2015, "--" }, { 0x2018, "'" },
	{ 0x2019, "'" }, { 0x201a, "," }, { 0x201c, "\"" },
	{ 0x201d, "\"" }, { 0x201e, "\"" }, { 0x2020, "+" },
	{ 0x2021, "++" }, { 0x2022, "*" }, { 0x2026, "..." },
	{ 0x2032, "'" }, { 0x2033, "\"" }, { 0x2039, "<" },
	{ 0x203a, ">" }, { 0x2044, "/" }, { 0x2060, "" },
	{ 0x20ac, "EUR" }, { 0x2190, "<-" }, { 0x2192, "->" },
	{ 0x2212, "-" }, { 0x2260, "!=" }, { 0x2264, "<=" },
	{ 0x2265, ">=" }, { 0x2500, "-" }, { 0x2502, "|" },
	{ 0x25b8, ">" }, { 0x25be, "v" }, { 0x25c2, "<" },
	{ 0xfeff, "" },
};

static const char *
find_near(uint32_t code)
{
	size_t low = 0;
	size_t high = sizeof near / sizeof *near;

	while (low < high) {
		size_t mid = (low + high) / 2;

		if (near[mid].code == code)
			return near[mid].ascii;
		if (near[mid].code < code)
			low = mid + 1;
		else
			high = mid;
	}
	return NULL;
}

/* A stroke through a sign says the contrary: it cannot be left out. */
#define NEGATION 0x0338

static void
put_near(struct buf *out, uint32_t code, bool locale)
{
	ucs4_t parts[UC_DECOMPOSITION_MAX_LENGTH];
	const char *ascii;
	int count, tag;

	if (code < 0x80) {
		buf_putc(out, (char)code);
		return;
	}
	if (locale && uni_locale_has(code)) {
		buf_put_code(out, code);
		return;
	}
	ascii = find_near(code);
	if (ascii) {
		buf_puts(out, ascii);
		return;
	}
	if (uni_is_mark(code))
		return;
	if (uni_is_space(code)) {
		buf_putc(out, ' ');
		return;
	}
	count = uc_decomposition(code, &tag, parts);
	if (count <= 0 || parts[count - 1] == NEGATION) {
		buf_putc(out, '?');
		return;
	}
	for (int i = 0; i < count; i++)
		put_near(out, parts[i], locale);
}

void
uni_ascii(struct buf *out, uint32_t code)
{
	put_near(out, code, false);
}

void
uni_near(struct buf *out, uint32_t code)
{
	put_near(out, code, true);
}
