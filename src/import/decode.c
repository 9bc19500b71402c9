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

/* What may be a control character, or begin one. */
static const bool odd[256] = {
	[0x00 ... 0x08] = true, [0x0e ... 0x1f] = true, [0x7f] = true,
	[0xc2] = true,
};

/* Each kind of control character is reported where it first stands. */
static void
report_controls(struct diag_list *diags, struct span text)
{
	bool seen[256] = { false };
	size_t counted = 0;
	unsigned line = 1;

	for (size_t i = 0; i < text.len; i++) {
		unsigned char c = (unsigned char)text.ptr[i];
		char words[16];

		if (!odd[c])
			continue;
		if (c == 0xc2) {
			c = i + 1 < text.len ?
			    (unsigned char)text.ptr[i + 1] : 0xff;
			if (c >= 0xa0)
				continue;
			i++;
		}
		if (seen[c])
			continue;
		seen[c] = true;
		for (; counted < i; counted++)
			line += text.ptr[counted] == '\n';
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

/* Nearly all sources are what they should be: UTF-8 without NUL. */
static bool
is_fine(struct span bytes)
{
	return !memchr(bytes.ptr, '\0', bytes.len) && uni_valid(bytes);
}

const char *
import_decode(struct buf *room, struct span bytes, struct diag_list *diags,
    struct span *text)
{
	struct buf wide = { 0 };
	enum units units = UNITS_UTF8;
	const char *name;
	size_t bad = 0;
	bool marked = units_mark(&bytes, &units);

	name = units_name(units);
	if (units == UNITS_UTF8 && bytes.len && is_fine(bytes)) {
		*text = bytes;
		report_controls(diags, bytes);
		return name;
	}
	buf_clear(room);
	if (units != UNITS_UTF8) {
		bad = units_put(&wide, bytes, units);
	} else if (!marked && is_windows_1252(bytes)) {
		name = "windows-1252";
		decode_1252(&wide, bytes);
	}
	bad += put_mended(room, wide.ptr ? buf_span(&wide) : bytes);
	buf_release(&wide);
	report_bad(diags, bad);
	*text = buf_span(room);
	report_controls(diags, *text);
	return name;
}
