/* import/charset.c - declared, sniffed and mended encodings. */
#include "import/charset.h"

#include <errno.h>
#include <iconv.h>
#include <stdio.h>

#include "import/units.h"
#include "uni/uni.h"

/* Where a declaration may stand; browsers look at 1 kB. */
#define DECLARED_WITHIN 4096

enum decoder { BY_UTF8, BY_1252, BY_UNITS, BY_ICONV };

struct encoding {
	const char *label;	/* as sources write it */
	enum decoder decoder;
	const char *name;	/* as we say it, and as iconv knows it */
	enum units units;	/* of BY_UNITS */
};

/*
 * Labels whose meaning on the web differs from their name, and those that
 * are decoded here.  Any other label is iconv's to know.
 */
static const struct encoding encodings[] = {
	{ "utf-8", BY_UTF8, "UTF-8", 0 },
	{ "utf8", BY_UTF8, "UTF-8", 0 },
	{ "unicode-1-1-utf-8", BY_UTF8, "UTF-8", 0 },
	/* A declaration that can be read as ASCII is not UTF-16. */
	{ "utf-16", BY_UTF8, "UTF-8", 0 },
	{ "utf-16le", BY_UTF8, "UTF-8", 0 },
	{ "utf-16be", BY_UTF8, "UTF-8", 0 },
	{ "windows-1252", BY_1252, "Windows-1252", 0 },
	{ "cp1252", BY_1252, "Windows-1252", 0 },
	{ "x-cp1252", BY_1252, "Windows-1252", 0 },
	{ "iso-8859-1", BY_1252, "Windows-1252", 0 },
	{ "iso8859-1", BY_1252, "Windows-1252", 0 },
	{ "iso_8859-1", BY_1252, "Windows-1252", 0 },
	{ "latin1", BY_1252, "Windows-1252", 0 },
	{ "latin-1", BY_1252, "Windows-1252", 0 },
	{ "l1", BY_1252, "Windows-1252", 0 },
	{ "ascii", BY_1252, "Windows-1252", 0 },
	{ "us-ascii", BY_1252, "Windows-1252", 0 },
	{ "ansi_x3.4-1968", BY_1252, "Windows-1252", 0 },
	{ "iso-8859-9", BY_ICONV, "CP1254", 0 },
	{ "latin5", BY_ICONV, "CP1254", 0 },
	{ "iso-8859-11", BY_ICONV, "CP874", 0 },
	{ "tis-620", BY_ICONV, "CP874", 0 },
	{ "windows-874", BY_ICONV, "CP874", 0 },
	{ "gb2312", BY_ICONV, "GB18030", 0 },
	{ "gb_2312-80", BY_ICONV, "GB18030", 0 },
	{ "gbk", BY_ICONV, "GB18030", 0 },
	{ "x-gbk", BY_ICONV, "GB18030", 0 },
	{ "shift_jis", BY_ICONV, "CP932", 0 },
	{ "shift-jis", BY_ICONV, "CP932", 0 },
	{ "sjis", BY_ICONV, "CP932", 0 },
	{ "x-sjis", BY_ICONV, "CP932", 0 },
	{ "windows-31j", BY_ICONV, "CP932", 0 },
	{ "euc-kr", BY_ICONV, "CP949", 0 },
	{ "ks_c_5601-1987", BY_ICONV, "CP949", 0 },
	{ "big5", BY_ICONV, "BIG5-HKSCS", 0 },
	{ "x-mac-roman", BY_ICONV, "MACINTOSH", 0 },
};

void
charset_put_1252(struct buf *out, unsigned char byte)
{
	buf_put_code(out, units_1252_is_free(byte) ? 0xfffd :
	    units_1252(byte));
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
		bad += units_1252_is_free(byte);
		charset_put_1252(out, byte);
	}
	buf_put(out, span_slice(bytes, from, bytes.len));
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
	enum units units;
	bool found = units_mark(bytes, &units);

	/* Without a mark, markup starts with "<" in either order. */
	if (!found && (span_starts(*bytes, span_of("<\0", 2)) ||
	    span_starts(*bytes, span_of("\0<", 2)))) {
		units = bytes->ptr[0] ? UNITS_UTF16LE : UNITS_UTF16BE;
		found = true;
	}
	if (found)
		*encoding = (struct encoding){ "", units == UNITS_UTF8 ?
		    BY_UTF8 : BY_UNITS, units_name(units), units };
	return found;
}

/* By what the markup says and the bytes allow. */
static struct encoding
choose(struct span bytes, iconv_t *cd, struct diag_list *diags)
{
	static const struct encoding utf8 = { "", BY_UTF8, "UTF-8", 0 };
	static const struct encoding western = { "", BY_1252,
	    "Windows-1252", 0 };
	struct span label = charset_declared(bytes);
	struct encoding found = utf8;
	size_t good, bad;
	char name[64];

	if (label.len) {
		found = (struct encoding){ "", BY_ICONV, NULL, 0 };
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
	case BY_UNITS:
		bad = units_put(out, bytes, encoding.units);
	}
	say_count(diags, DIAG_UTF8_MENDED, bad);
	drop_controls(out, from, diags);
	return encoding.name;
}
