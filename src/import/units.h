/*
 * import/units.h - encodings that are decoded here, without iconv(3).
 *
 * Private to the two ways to decode: text (import/decode.c) and markup
 * (import/charset.c), which differ in what they take for evidence of an
 * encoding and in what they do to control characters.
 *
 *     EF BB BF          UTF-8       FF FE       UTF-16LE
 *     FF FE 00 00       UTF-32LE    FE FF       UTF-16BE
 *     00 00 FE FF       UTF-32BE
 */
#ifndef IBID_IMPORT_UNITS_H
#define IBID_IMPORT_UNITS_H

#include <stdint.h>

#include "base/buf.h"

enum units {
	UNITS_UTF8, UNITS_UTF16LE, UNITS_UTF16BE, UNITS_UTF32LE,
	UNITS_UTF32BE
};

/* The name as diagnostics and tests have it: "UTF-16LE". */
const char *units_name(enum units units);

/* Take a byte order mark off `bytes`; false: there is none. */
bool units_mark(struct span *bytes, enum units *units);

/*
 * Append UTF-16 or UTF-32 as UTF-8; U+FFFD for what is ill-formed, and
 * returns how often (Unicode section 3.9, D90 to D92).
 */
size_t units_put(struct buf *out, struct span bytes, enum units units);

/*
 * What Windows-1252 means by a byte, by the WHATWG Encoding Standard.  Its
 * five free bytes stand for themselves, controls that nobody writes.
 */
uint32_t units_1252(unsigned char byte);
bool units_1252_is_free(unsigned char byte);

#endif
