/* tui/glyphs.c - from a cell's text to what this terminal can show of it. */
#include "tui/glyphs.h"

#include <limits.h>
#include <stdlib.h>

#include "uni/uni.h"

#define ZWJ 0x200d

struct making {
	const struct glyph_opts *opts;
	struct glyph *out;
	int count;
	int used_cols, cols;
};

/* False when there is no room: then nothing after it is shown either. */
static bool
add_spacing(struct making *making, uint32_t code, int cols)
{
	struct glyph *glyph;

	if (making->used_cols + cols > making->cols)
		return false;
	glyph = &making->out[making->count++];
	*glyph = (struct glyph){ .wide = { (wchar_t)code }, .cols = cols };
	making->used_cols += cols;
	return true;
}

static bool
add_combining(struct making *making, uint32_t code)
{
	struct glyph *glyph;
	size_t len;

	/* A mark on nothing stands on a blank. */
	if (making->count == 0 && !add_spacing(making, ' ', 1))
		return false;
	glyph = &making->out[making->count - 1];
	len = wcslen(glyph->wide);
	if (len < GLYPH_MAX)
		glyph->wide[len] = (wchar_t)code;
	return true;
}

static bool
locale_has(const struct glyph_opts *opts, uint32_t code)
{
	if (code < 0x80 || opts->utf8)
		return true;
	return !opts->ascii && uni_locale_has(code);
}

static bool
add_ascii(struct making *making, uint32_t code)
{
	struct buf ascii = { 0 };
	bool room = true;

	uni_ascii(&ascii, code);
	for (size_t i = 0; i < ascii.len && room; i++)
		room = add_spacing(making, (unsigned char)ascii.ptr[i], 1);
	buf_release(&ascii);
	return room;
}

static bool
add_code(struct making *making, uint32_t code)
{
	int cols;

	if (code >= ' ' && code < 0x7f)
		return add_spacing(making, code, 1);
	if (uni_unsafe(code))
		return add_spacing(making, '?', 1);
	if (!locale_has(making->opts, code))
		return add_ascii(making, code);
	cols = wcwidth((wchar_t)code);
	if (cols < 0)	/* newer than the C library's tables */
		return add_spacing(making, making->opts->utf8 ? 0xfffd : '?',
		    1);
	if (cols == 0)
		return add_combining(making, code);
	/* The locale may find it wider than its cell is. */
	return add_spacing(making, code, cols) ||
	    (!making->opts->utf8 && making->count == 0 &&
	    add_ascii(making, code));
}

static bool
is_variation(uint32_t code)
{
	return code >= 0xfe00 && code <= 0xfe0f;
}

/* Without UTF-8 a charset may have é, but never e and its accent. */
static struct span
composed(const struct glyph_opts *opts, struct span text, struct buf *nfc)
{
	if (opts->utf8 || opts->ascii)
		return text;
	uni_nfc(nfc, text);
	return buf_span(nfc);
}

int
glyphs_of(const struct glyph_opts *opts, struct span text, int cols,
    struct glyph out[GLYPHS_MAX])
{
	struct making making = { .opts = opts, .out = out,
		.cols = cols < GLYPHS_MAX ? cols : GLYPHS_MAX - 1 };
	struct buf nfc = { 0 };
	bool room = true;

	text = composed(opts, text, &nfc);
	for (size_t off = 0; off < text.len && room;) {
		uint32_t code, next = 0;

		off += uni_decode(text, off, &code, NULL);
		if (off < text.len)
			uni_decode(text, off, &next, NULL);
		/* A joined emoji has no room, so its joiner must go too. */
		if (code == ZWJ && wcwidth((wchar_t)next) == 2)
			break;
		if (!is_variation(code))
			room = add_code(&making, code);
	}
	while (making.used_cols < making.cols)
		add_spacing(&making, ' ', 1);
	buf_release(&nfc);
	return making.count;
}

void
glyphs_put(const struct glyph_opts *opts, struct span text, int cols,
    struct buf *out)
{
	struct glyph glyphs[GLYPHS_MAX];
	int count = glyphs_of(opts, text, cols, glyphs);

	for (int i = 0; i < count; i++) {
		for (const wchar_t *at = glyphs[i].wide; *at; at++) {
			char bytes[MB_LEN_MAX];
			mbstate_t state = { 0 };
			size_t len = wcrtomb(bytes, *at, &state);

			if (len == (size_t)-1)
				buf_putc(out, '?');
			else
				buf_put_bytes(out, bytes, len);
		}
	}
}
