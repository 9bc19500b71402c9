/*
 * layout/url.c - where an address may be broken.
 *
 * UAX #14 breaks addresses at hyphens and slashes only, and a hyphen at the
 * end of a row looks like part of the address or like hyphenation.  An
 * address that is short stays whole; a long one may be broken after the
 * characters that separate its parts, never within a word of it.
 */
#include "layout/parts.h"
#include "uni/uni.h"

static bool
ends_address(char c)
{
	return (unsigned char)c <= ' ' || c == '<' || c == '>' ||
	    c == '"' || c == '\x7f';
}

/* "http://", "mailto:x@", "www." : where an address begins at `off`. */
static bool
starts_address(struct span text, size_t off)
{
	static const struct span starts[] = {
		{ "http://", 7 }, { "https://", 8 }, { "ftp://", 6 },
		{ "www.", 4 }, { "doi:10.", 7 }, { "file://", 7 },
	};
	struct span rest = span_slice(text, off, text.len);

	if (!strchr("hHfFwWdD", *rest.ptr) || !*rest.ptr)
		return false;
	if (off > 0) {
		unsigned char before = (unsigned char)text.ptr[off - 1];

		if ((before >= '0' && before <= '9') ||
		    (before >= 'A' && before <= 'Z') ||
		    (before >= 'a' && before <= 'z'))
			return false;
	}
	for (size_t i = 0; i < sizeof starts / sizeof *starts; i++)
		if (rest.len >= starts[i].len && span_eq_nocase(
		    span_slice(rest, 0, starts[i].len), starts[i]))
			return true;
	return false;
}

static bool
is_separator(char c)
{
	return strchr("/?&._-=#+~:;,@|", c) != NULL && c != '\0';
}

/* A full stop or a comma at the end is the sentence's. */
static size_t
address_end(struct span text, size_t off)
{
	size_t end = off;

	while (end < text.len && !ends_address(text.ptr[end]))
		end++;
	while (end > off && strchr(".,;:!?)]'", text.ptr[end - 1]))
		end--;
	return end;
}

static void
break_address(struct span text, size_t from, size_t to, char *breaks,
    bool is_long)
{
	for (size_t i = from + 1; i < to; i++) {
		char before = text.ptr[i - 1];
		char c = text.ptr[i];

		breaks[i] = GLYPH_BREAK_NO;
		if (!is_long || !is_separator(before) || is_separator(c))
			continue;
		if ((c & 0xc0) != 0x80)
			breaks[i] = GLYPH_BREAK_URL;
	}
}

bool
url_next(struct span text, size_t off, size_t *from, size_t *to)
{
	for (; off < text.len; off++) {
		size_t end;

		if (!starts_address(text, off))
			continue;
		end = address_end(text, off);
		if (end == off)
			continue;
		*from = off;
		*to = end;
		return true;
	}
	return false;
}

void
url_breaks(struct span text, char *breaks, int cols)
{
	size_t from, to;

	for (size_t off = 0; url_next(text, off, &from, &to); off = to)
		break_address(text, from, to, breaks,
		    to - from > (size_t)cols / 2);
}
