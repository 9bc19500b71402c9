/*
 * cmd/output.h - what the commands that print have in common.
 */
#ifndef IBID_CMD_OUTPUT_H
#define IBID_CMD_OUTPUT_H

#include "bundle/bundle.h"
#include "cmd/commands.h"
#include "uni/uni.h"

/* "The locale's charset is KOI8-R", or that the locale is not installed. */
void output_put_locale(struct buf *out);

/* The same, and what the text is written in therefore. */
void output_put_notice(struct buf *out);

/*
 * Print text that came from outside: safe for a terminal, in the locale's
 * characters (the nearest ASCII where it has none).  Standard error is told
 * the first time that others stand for those of the text.
 */
void output_text(struct span text);

/* The same as one line, cut at `max` bytes on a word (0: whole). */
void output_line(struct span text, size_t max);

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

/*
 * The text of a note, its paragraphs with \n between, without signs that
 * only lead back to the mark.
 */
void output_note_text(struct bundle *bundle, const struct doc_note *note,
    struct buf *out);

#endif
