/* uni/breaks.c - clusters and break opportunities. */
#include <stdlib.h>
#include <unictype.h>
#include <unigbrk.h>
#include <unilbrk.h>
#include <unistr.h>

#include "base/arena.h"
#include "uni/break.h"
#include "uni/uni.h"

static const uint8_t *
bytes_of(struct span text)
{
	return (const uint8_t *)text.ptr;
}

/*
 * The library's step functions see two code points at a time and so cut
 * emoji sequences and flags; only u8_grapheme_breaks follows all the rules.
 * It is asked for a window that grows until it holds a boundary: the first
 * one is enough for most letters, for it looks at all of its bytes.
 */
#define CLUSTER_WINDOW 9

static bool
is_plain(uint8_t byte)
{
	return byte >= ' ' && byte < 0x7f;
}

size_t
uni_cluster_next(struct span text, size_t off)
{
	const uint8_t *start = bytes_of(text);
	char fixed[4 * CLUSTER_WINDOW];
	size_t window = CLUSTER_WINDOW;

	if (off >= text.len)
		return text.len;
	/* Nearly all text: an ASCII byte before another one. */
	if (is_plain(start[off]) &&
	    (off + 1 == text.len || start[off + 1] < 0x80))
		return off + 1;
	for (;; window *= 4) {
		size_t len = text.len - off < window ? text.len - off :
		    window;
		char *breaks = len > sizeof fixed ? mem_alloc(len) : fixed;
		size_t at = 1;

		u8_grapheme_breaks(start + off, len, breaks);
		while (at < len && !breaks[at])
			at++;
		if (breaks != fixed)
			free(breaks);
		/* The window may have cut a code point at its end. */
		if (at + 4 < len || off + len == text.len)
			return off + at;
	}
}

/*
 * Whether a cluster surely starts between two code points: neither is of a
 * kind that can join the other (rules GB6 to GB13 of UAX #29; a virama
 * before a consonant joins from Unicode 15.1 on).
 */
static bool
parts_clusters(uint32_t before, uint32_t after)
{
	int kind = uc_graphemeclusterbreak_property(before);

	if (kind != GBP_OTHER && kind != GBP_CONTROL && kind != GBP_LF)
		return false;
	return uc_graphemeclusterbreak_property(after) == GBP_OTHER &&
	    !uc_is_property_extended_pictographic(after);
}

/* A place before `off` where a cluster surely starts; the nearest found. */
static size_t
cluster_anchor(struct span text, size_t off)
{
	const uint8_t *start = bytes_of(text);
	size_t at = off - 1;

	while (at > 0) {
		uint32_t code, before;
		size_t prev = at - 1;

		if (is_plain(start[at]) && is_plain(start[prev]))
			break;
		while (prev > 0 && at - prev < 4 &&
		    (start[prev] & 0xc0) == 0x80)
			prev--;
		if ((start[at] & 0xc0) != 0x80 &&
		    prev + uni_decode(text, prev, &before, NULL) == at) {
			uni_decode(text, at, &code, NULL);
			if (parts_clusters(before, code))
				break;
		}
		at--;
	}
	return at;
}

size_t
uni_cluster_prev(struct span text, size_t off)
{
	size_t at;
	size_t next;

	if (off > text.len)
		off = text.len;
	if (off == 0)
		return 0;
	at = cluster_anchor(text, off);
	while ((next = uni_cluster_next(text, at)) < off)
		at = next;
	return at;
}

void
uni_cluster_breaks(struct span text, char *breaks)
{
	size_t plain = 0;

	while (plain < text.len && is_plain((uint8_t)text.ptr[plain]))
		plain++;
	if (plain == text.len)
		memset(breaks, 1, text.len);
	else
		u8_grapheme_breaks(bytes_of(text), text.len, breaks);
}

/* The bytes of the character that ends a line at `off`, or 0. */
static size_t
line_end_len(struct span text, size_t off)
{
	const unsigned char *at = (const unsigned char *)text.ptr + off;
	size_t left = text.len - off;

	if (*at == '\r')
		return left > 1 && at[1] == '\n' ? 2 : 1;
	if (*at >= '\n' && *at <= '\f')
		return 1;
	if (left >= 2 && at[0] == 0xc2 && at[1] == 0x85)
		return 2;
	if (left >= 3 && at[0] == 0xe2 && at[1] == 0x80 &&
	    (at[2] == 0xa8 || at[2] == 0xa9))
		return 3;
	return 0;
}

/*
 * One line, without its end.  The library allows no break after spaces at
 * the start of a line, where rule LB18 does: a letter is put before them.
 */
static void
break_one_line(struct span line, char *breaks)
{
	struct buf text = { 0 };
	char *found;

	if (*line.ptr != ' ') {
		u8_possible_linebreaks(bytes_of(line), line.len, "UTF-8",
		    breaks);
		return;
	}
	buf_putc(&text, 'x');
	buf_put(&text, line);
	found = mem_alloc(text.len);
	u8_possible_linebreaks((const uint8_t *)text.ptr, text.len, "UTF-8",
	    found);
	memcpy(breaks, found + 1, line.len);
	free(found);
	buf_release(&text);
}

/*
 * LB29: no break after a full stop, comma or colon before a letter, as in
 * "e.g." and "U.S.", which the library leaves out.
 */
static bool
is_inside_abbreviation(struct span line, size_t off)
{
	char before = line.ptr[off - 1];
	uint32_t code;

	if (before != '.' && before != ',' && before != ':' &&
	    before != ';')
		return false;
	uni_decode(line, off, &code, NULL);
	if (code < 0x80)
		return uni_is_alpha(code) || (code && strchr("#&*<=>@^_`~",
		    (int)code));
	/* Letters of class AL, HL and SA; kana and Han are ID. */
	return (code < 0x1100 || (code >= 0x1780 && code < 0x1800)) &&
	    uni_is_alpha(code);
}

static void
break_line(struct span line, char *breaks)
{
	if (!line.len)
		return;
	break_one_line(line, breaks);
	for (size_t i = 0; i < line.len; i++)
		breaks[i] = i > 0 && breaks[i] == UC_BREAK_POSSIBLE &&
		    !is_inside_abbreviation(line, i) ?
		    UNI_BREAK_MAY : UNI_BREAK_NO;
}

void
uni_line_breaks(struct span text, char *breaks)
{
	size_t from = 0;

	for (size_t off = 0; off < text.len;) {
		size_t len = line_end_len(text, off);

		if (!len) {
			off++;
			continue;
		}
		break_line(span_slice(text, from, off), breaks + from);
		memset(breaks + off, UNI_BREAK_NO, len);
		if (from > 0 && from <= off)
			breaks[from] = UNI_BREAK_MUST;
		off += len;
		from = off;
	}
	break_line(span_slice(text, from, text.len), breaks + from);
	if (from > 0 && from < text.len)
		breaks[from] = UNI_BREAK_MUST;
	uni_syllable_breaks(text, breaks);
}
