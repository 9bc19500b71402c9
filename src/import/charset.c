/* import/charset.c - declared, sniffed and mended encodings. */
#include "import/charset.h"

#include <errno.h>
#include <iconv.h>
#include <stdio.h>

#include "uni/uni.h"

/* Where a declaration may stand; browsers look at 1 kB. */
#define DECLARED_WITHIN 4096

enum decoder { BY_UTF8, BY_1252, BY_UTF16LE, BY_UTF16BE, BY_UTF32LE,
	BY_UTF32BE, BY_ICONV };

struct encoding {
	const char *label;	/* as sources write it */
	enum decoder decoder;
	const char *name;	/* as we say it, and as iconv knows it */
};

/*
 * Labels whose meaning on the web differs from their name, and those that
 * are decoded here.  Any other label is iconv's to know.
 */
static const struct encoding encodings[] = {
	{ "utf-8", BY_UTF8, "UTF-8" },
	{ "utf8", BY_UTF8, "UTF-8" },
	{ "unicode-1-1-utf-8", BY_UTF8, "UTF-8" },
	/* A declaration that can be read as ASCII is not UTF-16. */
	{ "utf-16", BY_UTF8, "UTF-8" },
	{ "utf-16le", BY_UTF8, "UTF-8" },
	{ "utf-16be", BY_UTF8, "UTF-8" },
	{ "windows-1252", BY_1252, "Windows-1252" },
	{ "cp1252", BY_1252, "Windows-1252" },
	{ "x-cp1252", BY_1252, "Windows-1252" },
	{ "iso-8859-1", BY_1252, "Windows-1252" },
	{ "iso8859-1", BY_1252, "Windows-1252" },
	{ "iso_8859-1", BY_1252, "Windows-1252" },
	{ "latin1", BY_1252, "Windows-1252" },
	{ "latin-1", BY_1252, "Windows-1252" },
	{ "l1", BY_1252, "Windows-1252" },
	{ "ascii", BY_1252, "Windows-1252" },
	{ "us-ascii", BY_1252, "Windows-1252" },
	{ "ansi_x3.4-1968", BY_1252, "Windows-1252" },
	{ "iso-8859-9", BY_ICONV, "CP1254" },
	{ "latin5", BY_ICONV, "CP1254" },
	{ "iso-8859-11", BY_ICONV, "CP874" },
	{ "tis-620", BY_ICONV, "CP874" },
	{ "windows-874", BY_ICONV, "CP874" },
	{ "gb2312", BY_ICONV, "GB18030" },
	{ "gb_2312-80", BY_ICONV, "GB18030" },
	{ "gbk", BY_ICONV, "GB18030" },
	{ "x-gbk", BY_ICONV, "GB18030" },
	{ "shift_jis", BY_ICONV, "CP932" },
	{ "shift-jis", BY_ICONV, "CP932" },
	{ "sjis", BY_ICONV, "CP932" },
	{ "x-sjis", BY_ICONV, "CP932" },
	{ "windows-31j", BY_ICONV, "CP932" },
	{ "euc-kr", BY_ICONV, "CP949" },
	{ "ks_c_5601-1987", BY_ICONV, "CP949" },
	{ "big5", BY_ICONV, "BIG5-HKSCS" },
	{ "x-mac-roman", BY_ICONV, "MACINTOSH" },
};

/* Windows-1252 from 0x80 to 0x9F; 0 where nothing is assigned. */
static const uint16_t windows_1252[32] = {
	0x20ac, 0, 0x201a, 0x0192, 0x201e, 0x2026, 0x2020, 0x2021,
	0x02c6, 0x2030, 0x0160, 0x2039, 0x0152, 0, 0x017d, 0,
	0, 0x2018, 0x2019, 0x201c, 0x201d, 0x2022, 0x2013, 0x2014,
	0x02dc, 0x2122, 0x0161, 0x203a, 0x0153, 0, 0x017e, 0x0178,
};

void
charset_put_1252(struct buf *out, unsigned char byte)
{
	uint32_t code = byte;

	if (byte >= 0x80 && byte < 0xa0)
		code = windows_1252[byte - 0x80] ?
		    windows_1252[byte - 0x80] : 0xfffd;
	buf_put_code(out, code);
}

/* The value after `name=` in a tag, without its quotes. */
static struct span
value_after(struct span tag, struct span name)
{
	for (size_t i = 0; i + name.len < tag.len; i++) {
		struct span at = span_slice(tag, i, tag.len);
		size_t len = 0;
		char quote = 0;

		if (!span_eq_nocase(span_slice(at, 0, name.len), name))
			continue;
		at = span_trim(span_slice(at, name.len, at.len));
		if (at.len == 0 || at.ptr[0] != '=')
			continue;
		at = span_trim(span_slice(at, 1, at.len));
		if (at.len && (at.ptr[0] == '"' || at.ptr[0] == '\'')) {
			quote = at.ptr[0];
			at = span_slice(at, 1, at.len);
		}
		while (len < at.len && !strchr(quote ? "\"'" :
		    " \t\r\n;\"'/>?", at.ptr[len]))
			len++;
		return span_trim(span_slice(at, 0, len));
	}
	return SPAN("");
}

struct span
charset_declared(struct span bytes)
{
	struct span head = span_slice(bytes, 0, DECLARED_WITHIN);
	struct span start = span_trim(head);
	struct span label;
	ptrdiff_t at = 0;

	if (span_starts(start, SPAN("<?xml"))) {
		ptrdiff_t end = span_find(start, SPAN("?>"), 0);

		label = value_after(span_slice(start, 0, end < 0 ? 0 :
		    (size_t)end), SPAN("encoding"));
		if (label.len)
			return label;
	}
	while ((at = span_chr(head, '<', (size_t)at)) >= 0) {
		struct span tag = span_slice(head, (size_t)at, head.len);
		ptrdiff_t end = span_chr(tag, '>', 0);

		at++;
		if (end < 0 || !span_eq_nocase(span_slice(tag, 0, 5),
		    SPAN("<meta")))
			continue;
		label = value_after(span_slice(tag, 5, (size_t)end),
		    SPAN("charset"));
		if (label.len)
			return label;
	}
	return SPAN("");
}

/* Whole multi-byte sequences, and bytes that are part of none. */
static void
count_utf8(struct span bytes, size_t *good, size_t *bad)
{
	*good = *bad = 0;
	for (size_t i = 0; i < bytes.len; ) {
		uint32_t code;
		bool wrong = false;
		size_t len;

		if ((unsigned char)bytes.ptr[i] < 0x80) {
			i++;
			continue;
		}
		len = uni_decode(bytes, i, &code, &wrong);
		if (wrong)
			*bad += 1;
		else
			*good += 1;
		i += len;
	}
}

static size_t
from_1252(struct buf *out, struct span bytes)
{
	size_t bad = 0;
	size_t from = 0;

	for (size_t i = 0; i < bytes.len; i++) {
		unsigned char byte = (unsigned char)bytes.ptr[i];

		if (byte < 0x80)
			continue;
		buf_put(out, span_slice(bytes, from, i));
		from = i + 1;
		bad += byte >= 0x80 && byte < 0xa0 &&
		    windows_1252[byte - 0x80] == 0;
		charset_put_1252(out, byte);
	}
	buf_put(out, span_slice(bytes, from, bytes.len));
	return bad;
}

/* Unicode section 3.9, tables 3-5 and D90 to D92. */
static size_t
from_units(struct buf *out, struct span bytes, enum decoder decoder)
{
	const unsigned char *p = (const unsigned char *)bytes.ptr;
	bool wide = decoder == BY_UTF32LE || decoder == BY_UTF32BE;
	bool little = decoder == BY_UTF16LE || decoder == BY_UTF32LE;
	size_t step = wide ? 4 : 2;
	size_t bad = 0;
	uint32_t high = 0;

	for (size_t i = 0; i + step <= bytes.len; i += step) {
		uint32_t unit = 0;

		for (size_t b = 0; b < step; b++)
			unit |= (uint32_t)p[i + b] <<
			    (8 * (little ? b : step - 1 - b));
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
	if (high || bytes.len % step) {
		buf_put_code(out, 0xfffd);
		bad++;
	}
	return bad;
}

static size_t
from_iconv(struct buf *out, struct span bytes, iconv_t cd)
{
	char *in = (char *)(uintptr_t)bytes.ptr;
	size_t left = bytes.len;
	size_t bad = 0;

	while (left) {
		char room[8192];
		char *to = room;
		size_t space = sizeof room;
		size_t got = iconv(cd, &in, &left, &to, &space);

		buf_put_bytes(out, room, sizeof room - space);
		if (got != (size_t)-1 || errno == E2BIG)
			continue;
		buf_put_code(out, 0xfffd);
		bad++;
		in++;
		left--;
	}
	return bad;
}

static void
say_count(struct diag_list *diags, enum diag_code code, size_t count)
{
	char number[32];

	if (count == 0)
		return;
	snprintf(number, sizeof number, "%zu", count);
	diag_add(diags, code, 0, span_str(number));
}

/*
 * Take out of `text` from `from` on what XML 1.0 (section 2.2) does not
 * allow.  U+FFFE and U+FFFF take the three bytes that U+FFFD takes, so
 * only control characters make the text longer.
 */
static void
drop_controls(struct buf *text, size_t from, struct diag_list *diags)
{
	struct buf clean = { 0 };
	size_t controls = 0;
	size_t start = from;

	for (size_t i = from; i < text->len; i++) {
		unsigned char c = (unsigned char)text->ptr[i];

		if (c >= 0x20 && c != 0xef)
			continue;
		if (c == '\f')
			text->ptr[i] = ' ';
		if (c == 0xef && i + 2 < text->len &&
		    (unsigned char)text->ptr[i + 1] == 0xbf &&
		    (unsigned char)text->ptr[i + 2] > 0xbd)
			text->ptr[i + 2] = (char)0xbd;
		if (c >= 0x20 || c == '\t' || c == '\n' || c == '\r' ||
		    c == '\f')
			continue;
		buf_put_bytes(&clean, text->ptr + start, i - start);
		buf_put_code(&clean, 0xfffd);
		start = i + 1;
		controls++;
	}
	if (controls) {
		buf_put_bytes(&clean, text->ptr + start, text->len - start);
		buf_cut(text, from);
		buf_put(text, buf_span(&clean));
		say_count(diags, DIAG_CONTROL_MENDED, controls);
	}
	buf_release(&clean);
}

static bool
byte_order_mark(struct span *bytes, struct encoding *encoding)
{
	static const struct {
		const char *mark;
		size_t len;
		struct encoding encoding;
	} marks[] = {
		{ "\xef\xbb\xbf", 3, { "", BY_UTF8, "UTF-8" } },
		{ "\xff\xfe\0\0", 4, { "", BY_UTF32LE, "UTF-32" } },
		{ "\0\0\xfe\xff", 4, { "", BY_UTF32BE, "UTF-32" } },
		{ "\xff\xfe", 2, { "", BY_UTF16LE, "UTF-16" } },
		{ "\xfe\xff", 2, { "", BY_UTF16BE, "UTF-16" } },
	};

	for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
		if (!span_starts(*bytes, span_of(marks[i].mark,
		    marks[i].len)))
			continue;
		*encoding = marks[i].encoding;
		*bytes = span_slice(*bytes, marks[i].len, bytes->len);
		return true;
	}
	/* Without a mark, markup starts with "<" in either order. */
	if (span_starts(*bytes, span_of("<\0", 2)) ||
	    span_starts(*bytes, span_of("\0<", 2))) {
		*encoding = (struct encoding){ "", bytes->ptr[0] ? BY_UTF16LE :
		    BY_UTF16BE, "UTF-16" };
		return true;
	}
	return false;
}

/* By what the markup says and the bytes allow. */
static struct encoding
choose(struct span bytes, iconv_t *cd, struct diag_list *diags)
{
	static const struct encoding utf8 = { "", BY_UTF8, "UTF-8" };
	static const struct encoding western = { "", BY_1252,
	    "Windows-1252" };
	struct span label = charset_declared(bytes);
	struct encoding found = utf8;
	size_t good, bad;
	char name[64];

	if (label.len) {
		found = (struct encoding){ "", BY_ICONV, NULL };
		for (size_t i = 0; i < sizeof encodings / sizeof *encodings;
		    i++)
			if (span_eq_nocase(label,
			    span_str(encodings[i].label)))
				found = encodings[i];
	}
	if (found.decoder == BY_ICONV) {
		snprintf(name, sizeof name, "%.*s", SPAN_ARG(label));
		*cd = iconv_open("UTF-8", found.name ? found.name : name);
		if (*cd != (iconv_t)-1) {
			if (!found.name)
				found.name = "another encoding";
			return found;
		}
		diag_add(diags, DIAG_CHARSET_UNKNOWN, 0, label);
		found = utf8;
		label = SPAN("");
	}
	count_utf8(bytes, &good, &bad);
	if (found.decoder == BY_UTF8 && bad > good) {
		if (label.len)
			diag_add(diags, DIAG_CHARSET_WRONG, 0, label);
		return western;
	}
	if (found.decoder == BY_1252 && good && !bad) {
		diag_add(diags, DIAG_CHARSET_WRONG, 0, label);
		return utf8;
	}
	return found;
}

const char *
charset_decode(struct buf *out, struct span bytes, struct diag_list *diags)
{
	struct encoding encoding;
	iconv_t cd = (iconv_t)-1;
	size_t from = out->len;
	size_t bad = 0;

	if (!byte_order_mark(&bytes, &encoding))
		encoding = choose(bytes, &cd, diags);
	switch (encoding.decoder) {
	case BY_UTF8:
		if (uni_valid(bytes))
			buf_put(out, bytes);
		else
			bad = uni_mend(out, bytes);
		break;
	case BY_1252:
		bad = from_1252(out, bytes);
		break;
	case BY_ICONV:
		bad = from_iconv(out, bytes, cd);
		iconv_close(cd);
		break;
	default:
		bad = from_units(out, bytes, encoding.decoder);
	}
	say_count(diags, DIAG_UTF8_MENDED, bad);
	drop_controls(out, from, diags);
	return encoding.name;
}
