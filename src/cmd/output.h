/*
 * cmd/output.h - what the commands that print have in common.
 */
#ifndef IBID_CMD_OUTPUT_H
#define IBID_CMD_OUTPUT_H

#include "bundle/bundle.h"
#include "cmd/commands.h"

/*
 * Print text that came from outside: safe for a terminal, in the locale's
 * characters (ASCII where it has no UTF-8).
 */
void output_text(struct span text);

/* The same as one line, cut at `max` bytes on a word (0: whole). */
void output_line(struct span text, size_t max);

/* Whether the locale shows UTF-8. */
bool output_is_utf8(void);

/*
 * The one bundle that args->names name, without names the built-in one;
 * NULL after a complaint (STATUS_FAILED).  `most` is how many names the
 * command takes (0: any number).
 */
struct bundle *output_open(struct args *args, int most);

/* The sentence around a mark or a match, on one line. */
void output_sentence(struct bundle *bundle, uint64_t place,
    struct buf *out);

/* Append the member "urls" of a JSON object: the addresses linked there. */
void output_urls(struct bundle *bundle, uint64_t from, uint64_t to,
    struct buf *out);

/* The text of a note, its paragraphs with \n between. */
void output_note_text(struct bundle *bundle, const struct doc_note *note,
    struct buf *out);

#endif
