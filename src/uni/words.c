/*
 * uni/words.c - words, by the rules of UAX #29.
 *
 * A space is a word boundary on both sides, so text is read from space to
 * space: most such tokens are ASCII, where the rules are few, and the
 * library is asked about the others only.
 */
#include <uniwbrk.h>

#include "uni/uni.h"

/* ---- tokens of ASCII ---- */

/* What of the property Word_Break there is among them. */
enum { OTHER, LETTER, DIGIT, LINE, COLON, STOP, COMMA };

static const unsigned char class_of[256] = {
	['0' ... '9'] = DIGIT, ['A' ... 'Z'] = LETTER,
	['a' ... 'z'] = LETTER, ['_'] = LINE,
	[':'] = COLON,			/* MidLetter */
	['.'] = STOP, ['\''] = STOP,	/* MidNumLetQ */
	[','] = COMMA, [';'] = COMMA,	/* MidNum */
};

static unsigned
class_at(struct span text, size_t off)
{
	return off < text.len ? class_of[(unsigned char)text.ptr[off]] : OTHER;
}

/* Whether what stands at `off`, after `before`, carries a word on. */
static bool
goes_on(struct span text, size_t off, unsigned before)
{
	unsigned here = class_at(text, off);
	unsigned after;

	if (here <= LINE)
		return here != OTHER;		/* WB5, WB8 to WB10, WB13 */
	after = class_at(text, off + 1);
	if (after != before)
		return false;
	if (before == LETTER)
		return here != COMMA;		/* WB6, WB7 */
	return before == DIGIT && here != COLON;	/* WB11, WB12 */
}

/* The first word at or after `off` of an ASCII token. */
static bool
next_plain(struct span token, size_t off, size_t *from, size_t *to)
{
	while (off < token.len) {
		bool letters = false;
		size_t start;

		while (off < token.len && (class_at(token, off) == OTHER ||
		    class_at(token, off) > LINE))
			off++;
		start = off;
		for (unsigned before = OTHER; off < token.len &&
		    goes_on(token, off, before); off++) {
			before = class_at(token, off);
			letters |= before == LETTER || before == DIGIT;
		}
		if (letters) {
			*from = start;
			*to = off;
			return true;
		}
	}
	return false;
}

/* ---- other tokens ---- */

static bool
has_word_code(struct span run)
{
	for (size_t off = 0; off < run.len;) {
		uint32_t code;

		off += uni_decode(run, off, &code, NULL);
		if (uni_is_alpha(code) || uni_is_digit(code))
			return true;
	}
	return false;
}

void
uni_word_breaks(struct span text, char *breaks)
{
	if (text.len)
		u8_wordbreaks((const uint8_t *)text.ptr, text.len, breaks);
}

/* The first word of `part`, whose breaks are known, at or after `off`. */
static bool
next_between(struct span part, const char *breaks, size_t off, size_t *from,
    size_t *to)
{
	size_t start = off;

	for (size_t i = off + 1; i <= part.len; i++) {
		if (i < part.len && !breaks[i])
			continue;
		if (has_word_code(span_slice(part, start, i))) {
			*from = start;
			*to = i;
			return true;
		}
		start = i;
	}
	return false;
}

/* ---- text ---- */

/*
 * A token is cut after so many bytes even where there is no space, and the
 * next word is first looked for in fewer: some scripts have no spaces, and
 * one word of a long line should cost no more than one of a short one.
 */
#define TOKEN_MAX 512
#define TOKEN_FIRST 64

/* So near the end of what was read, a boundary may depend on the rest. */
#define CONTEXT 16

/* The end of the token at `off`, after its space; whether it is ASCII. */
static size_t
token_end(struct span text, size_t off, size_t most, bool *ascii)
{
	unsigned char all = 0;
	size_t end = off;

	while (end < text.len && end - off < most) {
		unsigned char byte = (unsigned char)text.ptr[end++];

		all |= byte;
		if (byte == ' ' || byte == '\n' || byte == '\v') {
			*ascii = all < 0x80;
			return end;
		}
	}
	while (end < text.len && (text.ptr[end] & 0xc0) == 0x80)
		end++;
	*ascii = all < 0x80;
	return end;
}

static bool
next_other(struct span text, size_t off, size_t end, size_t *from,
    size_t *to)
{
	char breaks[TOKEN_MAX + 4];
	bool unused;

	for (size_t most = TOKEN_FIRST;; most = TOKEN_MAX) {
		size_t stop = token_end(text, off, most, &unused);
		struct span part = span_slice(text, off, stop);
		bool found;

		uni_word_breaks(part, breaks);
		found = next_between(part, breaks, 0, from, to);
		if (stop < end && (!found || *to + CONTEXT > part.len))
			continue;
		if (found) {
			*from += off;
			*to += off;
		}
		return found;
	}
}

bool
uni_word_next(struct span text, size_t off, size_t *from, size_t *to)
{
	while (off < text.len) {
		bool ascii;
		size_t end = token_end(text, off, TOKEN_MAX, &ascii);

		if (!ascii) {
			if (next_other(text, off, end, from, to))
				return true;
		} else if (next_plain(span_slice(text, off, end), 0, from,
		    to)) {
			*from += off;
			*to += off;
			return true;
		}
		off = end;
	}
	return false;
}

/*
 * The end of a token that is one word of letters and what may follow it
 * before a space, as most are; 0 when it is anything else.
 */
static size_t
simple_end(struct span text, size_t off)
{
	size_t most = text.len - off < TOKEN_MAX ? text.len :
	    off + TOKEN_MAX;
	size_t at = off;

	while (at < most && class_of[(unsigned char)text.ptr[at]] == LETTER)
		at++;
	if (at == off)
		return 0;
	for (; at < most; at++) {
		unsigned char byte = (unsigned char)text.ptr[at];

		if (byte == ' ' || byte == '\n' || byte == '\v')
			return at + 1;
		if (byte >= 0x80 || (class_of[byte] != OTHER &&
		    class_of[byte] <= LINE))
			return 0;
	}
	return at == text.len ? at : 0;
}

size_t
uni_word_count(struct span text)
{
	char breaks[TOKEN_MAX + 4];
	size_t words = 0;

	for (size_t off = 0; off < text.len;) {
		size_t end = simple_end(text, off);
		struct span part;
		size_t from, to = 0;
		bool ascii;

		if (end) {
			words++;
			off = end;
			continue;
		}
		end = token_end(text, off, TOKEN_MAX, &ascii);
		part = span_slice(text, off, end);
		if (ascii) {
			while (next_plain(part, to, &from, &to))
				words++;
		} else {
			uni_word_breaks(part, breaks);
			while (next_between(part, breaks, to, &from, &to))
				words++;
		}
		off = end;
	}
	return words;
}
