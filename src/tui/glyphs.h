/*
 * tui/glyphs.h - from a cell's text to what this terminal can show of it.
 *
 * The grid counts columns as uni does (an emoji family takes 2); the C
 * library, and with it curses and most terminals, count code point by code
 * point.  Where they differ the terminal's way must win, or every cell to
 * the right is drawn in the wrong column.  So a cell becomes exactly as
 * many columns of glyphs as it has, by leaving out what does not fit:
 *
 *     family of ZWJ emoji   -> its first emoji
 *     U+2764 U+FE0F (2)     -> U+2764 and a blank
 *     letter and 9 accents  -> the letter and the first 4
 *
 * In a locale without UTF-8 a character that its charset lacks becomes the
 * nearest ASCII (uni_ascii), cut to the columns of its cell.
 */
#ifndef IBID_TUI_GLYPHS_H
#define IBID_TUI_GLYPHS_H

#include <stdbool.h>
#include <wchar.h>

#include "base/buf.h"

/* A spacing character and what stands on it: CCHARW_MAX of curses. */
#define GLYPH_MAX 5

struct glyph {
	wchar_t wide[GLYPH_MAX + 1];	/* ends in 0 */
	int cols;			/* by wcwidth, 1 or 2 */
};

/* No cell has more columns than CELL_TEXT_MAX bytes. */
#define GLYPHS_MAX 256

struct glyph_opts {
	bool utf8;	/* the locale can show any character */
	bool ascii;	/* nothing but ASCII, whatever the locale */
};

/*
 * Put glyphs for `text` into `out`, `cols` (1 to 255) columns in all, and
 * return how many.  Characters that a terminal would obey, which should not
 * get here, become "?".
 */
int glyphs_of(const struct glyph_opts *opts, struct span text, int cols,
    struct glyph out[GLYPHS_MAX]);

/* Append the same in the locale's charset; what it lacks becomes "?". */
void glyphs_put(const struct glyph_opts *opts, struct span text, int cols,
    struct buf *out);

#endif
