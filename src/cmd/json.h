/*
 * cmd/json.h - JSON Lines: one object a line, as RFC 8259 has it.
 *
 *     json_open(&out);
 *     json_number(&out, "document", 1);
 *     json_text(&out, "title", title);
 *     json_close(&out);
 *
 * Objects and arrays nest; commas are put where they belong.  Text is
 * UTF-8; ill-formed parts become U+FFFD, control characters and those that
 * a terminal would obey are escaped, so a line is safe to print.  So is all
 * that is not ASCII where the locale's charset is another than UTF-8.
 */
#ifndef IBID_CMD_JSON_H
#define IBID_CMD_JSON_H

#include <stdint.h>

#include "base/buf.h"

/* Start an object: the whole line, or an element of an array. */
void json_open(struct buf *out);
void json_close(struct buf *out);

void json_array(struct buf *out, const char *name);
void json_array_close(struct buf *out);

void json_number(struct buf *out, const char *name, uint64_t value);
void json_null(struct buf *out, const char *name);

/* `name` is NULL for an element of an array. */
void json_text(struct buf *out, const char *name, struct span text);

/* Print the line and empty the buffer. */
void json_print(struct buf *out);

#endif
