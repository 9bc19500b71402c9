/*
 * compile/notes_written.c - labels that the text itself sets off: numbers
 * raised by their characters, or by a formula, and printers' signs.
 *
 *     asked.\u00b9\u00b2       U+00B9 U+00B2            label 12
 *     asked.$^{12}$    as some readers of PDF do  label 12
 *     asked.\u2020\u2020       U+2020 U+2020            label \u2020\u2020
 */
#include "compile/notes.h"

#include "uni/uni.h"

/* A number has no more digits. */
#define DIGITS_MAX 4

/* As printers repeat them: "****" at most. */
#define SIGNS_MAX 4

/* The digit that a superscript character stands for, or -1. */
static int
raised_digit(uint32_t code)
{
	switch (code) {
	case 0xb9:
		return 1;
	case 0xb2:
	case 0xb3:
		return (int)(code - 0xb0);
	default:
		return code == 0x2070 || (code >= 0x2074 && code <= 0x2079) ?
		    (int)(code - 0x2070) : -1;
	}
}

static size_t
raised_by_characters(struct span text, size_t off, char *digits,
    size_t *count)
{
	size_t from = off;

	for (*count = 0; off < text.len && *count < DIGITS_MAX; ) {
		uint32_t code;
		size_t len = uni_decode(text, off, &code, NULL);
		int digit = raised_digit(code);

		if (digit < 0)
			break;
		digits[(*count)++] = (char)('0' + digit);
		off += len;
	}
	return off - from;
}

static size_t
skip(struct span text, size_t off, const char *chars)
{
	while (off < text.len && strchr(chars, text.ptr[off]))
		off++;
	return off;
}

/* "$^{12}$", "$^ { 1 2 }$", "${ }^{12}$" */
static size_t
raised_by_formula(struct span text, size_t off, char *digits, size_t *count)
{
	size_t at = skip(text, off + 1, "{} ");

	*count = 0;
	if (at >= text.len || text.ptr[at] != '^')
		return 0;
	for (at = skip(text, at + 1, "{ "); at < text.len &&
	    text.ptr[at] >= '0' && text.ptr[at] <= '9';
	    at = skip(text, at + 1, " ")) {
		if (*count == DIGITS_MAX)
			return 0;
		digits[(*count)++] = text.ptr[at];
	}
	at = skip(text, at, "} ");
	return *count && at < text.len && text.ptr[at] == '$' ?
	    at + 1 - off : 0;
}

size_t
notes_raised(struct arena *mem, struct span text, size_t off,
    struct span *label)
{
	char digits[DIGITS_MAX];
	size_t count, len;

	if (text.ptr[off] == '$')
		len = raised_by_formula(text, off, digits, &count);
	else if (text.ptr[off] & 0x80)
		len = raised_by_characters(text, off, digits, &count);
	else
		return 0;
	if (len)
		*label = arena_span(mem, span_of(digits, count));
	return len;
}

/* "*so*" in plain text is stress: the other star of the one at `off`. */
static bool
is_stress(struct span text, size_t off, size_t end)
{
	bool opens = end < text.len && text.ptr[end] != ' ' &&
	    (!off || strchr(" \v(", text.ptr[off - 1]));

	if (text.ptr[off] != '*')
		return false;
	if (opens) {
		ptrdiff_t at = span_chr(text, '*', end);

		return at > 0 && text.ptr[at - 1] != ' ';
	}
	for (size_t at = off; at-- > 0; )
		if (text.ptr[at] == '*')
			return (!at || strchr(" \v(*", text.ptr[at - 1])) &&
			    text.ptr[at + 1] != ' ';
	return false;
}

size_t
notes_signs(struct span text, size_t off)
{
	static const struct span signs[] = { SPAN("*"), SPAN("\xe2\x80\xa0"),
		SPAN("\xe2\x80\xa1"), SPAN("\xc2\xa7"),
		SPAN("\xe2\x80\x96"), SPAN("\xc2\xb6") };

	for (size_t i = 0; i < sizeof signs / sizeof *signs; i++) {
		size_t at = off, count = 0;

		for (; span_starts(span_slice(text, at, text.len), signs[i]);
		    count++)
			at += signs[i].len;
		if (count)
			return count <= SIGNS_MAX &&
			    !is_stress(text, off, at) ? at - off : 0;
	}
	return 0;
}
