/*
 * uni/syllable.c - where rows may end in Thai, Lao, Khmer and Burmese.
 *
 * These scripts put no spaces between words; UAX #14 (class SA) leaves them
 * to a dictionary, which the library has not.  Their spelling shows where
 * most syllables begin, and a row that ends between two syllables is read
 * without stumbling, so that is where one may end:
 *
 *   Thai, Lao  before a vowel written before its consonant
 *   Khmer      before a consonant that carries a vowel or a subscript
 *   Burmese    before a consonant that is neither killed nor stacked
 *
 * The end of a syllable is not always told from the start of the next; in
 * doubt there is no break.  UAX #14 has its way beside all other scripts.
 */
#include "uni/uni.h"
#include "uni/break.h"

enum script { OTHER, THAI, LAO, KHMER, BURMESE };

static enum script
script_of(uint32_t code)
{
	if (code >= 0x0e01 && code <= 0x0e4e)
		return code == 0x0e3f ? OTHER : THAI;
	if (code >= 0x0e81 && code <= 0x0ece)
		return LAO;
	if (code >= 0x1780 && code <= 0x17d3)
		return KHMER;
	if (code >= 0x1000 && code <= 0x109f)
		return (code >= 0x1040 && code <= 0x104f) ? OTHER : BURMESE;
	return OTHER;
}

static uint32_t
code_at(struct span text, size_t off, size_t *len)
{
	uint32_t code = 0;

	*len = 0;
	if (off < text.len)
		*len = uni_decode(text, off, &code, NULL);
	return code;
}

static bool
is_khmer_consonant(uint32_t code)
{
	return code >= 0x1780 && code <= 0x17a2;
}

/* A dependent vowel, or the sign that a subscript consonant follows. */
static bool
is_khmer_rhyme(uint32_t code)
{
	return (code >= 0x17b6 && code <= 0x17c5) || code == 0x17d2;
}

static bool
is_burmese_base(uint32_t code)
{
	return (code >= 0x1000 && code <= 0x102a) || code == 0x103f ||
	    (code >= 0x104c && code <= 0x104f);
}

/* Whether the code points after a consonant kill it or stack on it. */
static bool
is_burmese_final(struct span text, size_t off)
{
	size_t len;
	uint32_t code = code_at(text, off, &len);

	/* A tone mark may stand between the consonant and its killer. */
	if (code == 0x1037)
		code = code_at(text, off + len, &len);
	return code == 0x103a || code == 0x1039;
}

/* Whether a syllable surely begins at `off`, after `before`. */
static bool
begins_syllable(struct span text, size_t off, uint32_t before)
{
	size_t len, next_len;
	uint32_t code = code_at(text, off, &len);
	uint32_t next = code_at(text, off + len, &next_len);

	switch (script_of(code)) {
	case THAI:
		return code >= 0x0e40 && code <= 0x0e44;
	case LAO:
		return code >= 0x0ec0 && code <= 0x0ec4;
	case KHMER:
		return is_khmer_consonant(code) && before != 0x17d2 &&
		    is_khmer_rhyme(next);
	case BURMESE:
		return is_burmese_base(code) && before != 0x1039 &&
		    !is_burmese_final(text, off + len);
	default:
		return false;
	}
}

void
uni_syllable_breaks(struct span text, char *breaks)
{
	uint32_t before = 0;

	for (size_t off = 0; off < text.len;) {
		uint32_t code;
		size_t len;

		/* All four blocks start with the bytes e0 or e1. */
		if (((unsigned char)text.ptr[off] & 0xfe) != 0xe0) {
			before = 0;
			off++;
			continue;
		}
		len = uni_decode(text, off, &code, NULL);
		if (before && script_of(before) != OTHER &&
		    script_of(code) == script_of(before) &&
		    breaks[off] == UNI_BREAK_NO &&
		    begins_syllable(text, off, before))
			breaks[off] = UNI_BREAK_MAY;
		before = code;
		off += len;
	}
}
