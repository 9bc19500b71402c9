/*
 * import/decode.c - bytes of any usual encoding become UTF-8.
 *
 * A byte order mark decides (import/units.h).
 * Without a mark: UTF-8 when the bytes are that, or nearly; else
 * Windows-1252 as the WHATWG Encoding Standard defines it (its five free
 * bytes become C1 controls there; here they are evidence that the text is
 * something else).
 */
#include "import/import.h"

#include <stdio.h>

#include "import/units.h"
#include "uni/uni.h"

static void
decode_1252(struct buf *out, struct span bytes)
{
	for (size_t i = 0; i < bytes.len; i++) {
		unsigned char c = (unsigned char)bytes.ptr[i];

		if (c < 0x80)
			buf_putc(out, (char)c);
		else
			buf_put_code(out, units_1252(c));
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
		if (units_1252_is_free(c))
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
	enum units units = UNITS_UTF8;
	const char *name;
	size_t bad = 0, start = out->len;
	bool marked = units_mark(&bytes, &units);

	name = units_name(units);
	if (units != UNITS_UTF8) {
		bad = units_put(&wide, bytes, units);
	} else if (!marked && is_windows_1252(bytes)) {
		name = "windows-1252";
		decode_1252(&wide, bytes);
	}
	bad += put_mended(out, wide.ptr ? buf_span(&wide) : bytes);
	buf_release(&wide);
	report_bad(diags, bad);
	report_controls(diags, span_slice(buf_span(out), start, out->len));
	return name;
}
