/*
 * import/decode.c - bytes of any usual encoding become UTF-8.
 *
 *     EF BB BF          UTF-8       FF FE       UTF-16LE
 *     FF FE 00 00       UTF-32LE    FE FF       UTF-16BE
 *     00 00 FE FF       UTF-32BE
 *
 * Without a mark: UTF-8 when the bytes are that, or nearly; else
 * Windows-1252 as the WHATWG Encoding Standard defines it (its five free
 * bytes become C1 controls there; here they are evidence that the text is
 * something else).
 */
#include "import/import.h"

#include <stdio.h>

#include "uni/uni.h"

/* 0x80 to 0x9F; the free bytes stand for themselves. */
static const uint16_t windows_1252[32] = {
	0x20ac, 0x81, 0x201a, 0x192, 0x201e, 0x2026, 0x2020, 0x2021,
	0x2c6, 0x2030, 0x160, 0x2039, 0x152, 0x8d, 0x17d, 0x8f,
	0x90, 0x2018, 0x2019, 0x201c, 0x201d, 0x2022, 0x2013, 0x2014,
	0x2dc, 0x2122, 0x161, 0x203a, 0x153, 0x9d, 0x17e, 0x178,
};

static uint32_t
utf16_unit(struct span bytes, size_t off, bool big)
{
	unsigned char a = (unsigned char)bytes.ptr[off];
	unsigned char b = (unsigned char)bytes.ptr[off + 1];

	return big ? (uint32_t)(a << 8 | b) : (uint32_t)(b << 8 | a);
}

static size_t
decode_utf16(struct buf *out, struct span bytes, bool big)
{
	size_t bad = 0;

	for (size_t off = 0; off + 1 < bytes.len; off += 2) {
		uint32_t code = utf16_unit(bytes, off, big);

		if (code >= 0xd800 && code < 0xdc00 && off + 3 < bytes.len) {
			uint32_t low = utf16_unit(bytes, off + 2, big);

			if (low >= 0xdc00 && low < 0xe000) {
				code = 0x10000 + ((code - 0xd800) << 10) +
				    (low - 0xdc00);
				off += 2;
			}
		}
		bad += code >= 0xd800 && code < 0xe000;
		buf_put_code(out, code);
	}
	if (bytes.len % 2) {
		buf_put_code(out, 0xfffd);
		bad++;
	}
	return bad;
}

static size_t
decode_utf32(struct buf *out, struct span bytes, bool big)
{
	size_t bad = 0;

	for (size_t off = 0; off + 3 < bytes.len; off += 4) {
		uint32_t high = utf16_unit(bytes, off + (big ? 0 : 2), big);
		uint32_t low = utf16_unit(bytes, off + (big ? 2 : 0), big);
		uint32_t code = high << 16 | low;

		bad += code > 0x10ffff || (code >= 0xd800 && code < 0xe000);
		buf_put_code(out, code);
	}
	if (bytes.len % 4) {
		buf_put_code(out, 0xfffd);
		bad++;
	}
	return bad;
}

static void
decode_1252(struct buf *out, struct span bytes)
{
	for (size_t i = 0; i < bytes.len; i++) {
		unsigned char c = (unsigned char)bytes.ptr[i];

		if (c < 0x80)
			buf_putc(out, (char)c);
		else
			buf_put_code(out, c < 0xa0 ?
			    windows_1252[c - 0x80] : c);
	}
}

/*
 * In a text of Windows-1252 a letter above 0x7F nearly always stands
 * between ASCII, which is ill-formed as UTF-8.  So count the sequences of
 * either kind, a run of ill-formed ones as one; the free bytes of 1252
 * speak for UTF-8.
 */
static bool
is_windows_1252(struct span bytes)
{
	size_t good = 0, bad = 0;
	bool in_run = false;

	for (size_t off = 0; off < bytes.len; ) {
		unsigned char c = (unsigned char)bytes.ptr[off];
		uint32_t code;
		bool ill = false;

		if (c < 0x80) {
			in_run = false;
			off++;
			continue;
		}
		if (c == 0x81 || c == 0x8d || c == 0x8f || c == 0x90 ||
		    c == 0x9d)
			good += 2;
		off += uni_decode(bytes, off, &code, &ill);
		good += !ill;
		bad += ill && !in_run;
		in_run = ill;
	}
	return bad > 4 * good;
}

static void
report_bad(struct diag_list *diags, size_t count)
{
	char words[32];

	if (!count)
		return;
	snprintf(words, sizeof words, "%zu", count);
	diag_add(diags, DIAG_UTF8_MENDED, 0, span_str(words));
}

/* Each kind of control character is reported where it first stands. */
static void
report_controls(struct diag_list *diags, struct span text)
{
	bool seen[256] = { false };
	unsigned line = 1;

	for (size_t i = 0; i < text.len; i++) {
		unsigned char c = (unsigned char)text.ptr[i];
		char words[16];

		line += c == '\n';
		if (c == 0xc2 && i + 1 < text.len &&
		    (unsigned char)text.ptr[i + 1] < 0xa0)
			c = (unsigned char)text.ptr[++i];
		else if (c > 0x7f || (c >= ' ' && c < 0x7f) ||
		    (c >= '\t' && c <= '\r'))
			continue;
		if (seen[c])
			continue;
		seen[c] = true;
		snprintf(words, sizeof words, "U+%04X", c);
		diag_add(diags, DIAG_CONTROL_KEPT, line, span_str(words));
	}
}

/* NUL ends strings in libraries; CommonMark 2.3 shows what to do. */
static size_t
put_mended(struct buf *out, struct span text)
{
	size_t bad = 0;

	while (text.len) {
		const char *nul = memchr(text.ptr, '\0', text.len);
		size_t len = nul ? (size_t)(nul - text.ptr) : text.len;

		bad += uni_mend(out, span_of(text.ptr, len));
		if (nul) {
			buf_put_code(out, 0xfffd);
			bad++;
			len++;
		}
		text = span_slice(text, len, text.len);
	}
	return bad;
}

const char *
import_decode(struct buf *out, struct span bytes, struct diag_list *diags)
{
	struct buf wide = { 0 };
	const char *name = "UTF-8";
	size_t bad = 0, start = out->len;

	if (span_starts(bytes, span_of("\xff\xfe\0\0", 4))) {
		name = "UTF-32LE";
		bad = decode_utf32(&wide, span_slice(bytes, 4, bytes.len),
		    false);
	} else if (span_starts(bytes, span_of("\0\0\xfe\xff", 4))) {
		name = "UTF-32BE";
		bad = decode_utf32(&wide, span_slice(bytes, 4, bytes.len),
		    true);
	} else if (span_starts(bytes, SPAN("\xff\xfe"))) {
		name = "UTF-16LE";
		bad = decode_utf16(&wide, span_slice(bytes, 2, bytes.len),
		    false);
	} else if (span_starts(bytes, SPAN("\xfe\xff"))) {
		name = "UTF-16BE";
		bad = decode_utf16(&wide, span_slice(bytes, 2, bytes.len),
		    true);
	} else if (span_starts(bytes, SPAN("\xef\xbb\xbf"))) {
		bytes = span_slice(bytes, 3, bytes.len);
	} else if (is_windows_1252(bytes)) {
		name = "windows-1252";
		decode_1252(&wide, bytes);
	}
	bad += put_mended(out, wide.ptr ? buf_span(&wide) : bytes);
	buf_release(&wide);
	report_bad(diags, bad);
	report_controls(diags, span_slice(buf_span(out), start, out->len));
	return name;
}
