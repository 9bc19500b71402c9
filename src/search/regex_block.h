/*
 * search/regex_block.h - expressions over blocks of paragraphs; internal to
 * search.
 *
 * Calling PCRE2 for each paragraph, and decoding UTF-8 in it, costs more
 * than most expressions do.  One that names nothing but ASCII, with no
 * assertion that looks beyond the match, sees of any other character only
 * whether it is a letter or number, a digit, white space, or none of these.
 * So the text of a block is written with one byte for each character, and
 * the expression, compiled for bytes, runs over all its paragraphs at once.
 *
 * A match with no \n in it is then the match in its paragraph: every way to
 * match there is one in the block, too, in the same order.  One with \n in
 * it only says which paragraph to look at by itself.
 */
#ifndef IBID_SEARCH_REGEX_BLOCK_H
#define IBID_SEARCH_REGEX_BLOCK_H

#include "base/span.h"

struct regex_block;

/*
 * NULL when the expression cannot run over blocks.  `literal` (or empty) is
 * what every match holds, folded.
 */
struct regex_block *regex_block_new(struct span pattern, bool caseless,
    struct span literal);
void regex_block_free(struct regex_block *block);

/* Whether the literal narrows down where the expression is tried. */
bool regex_block_has_literal(const struct regex_block *block);

/*
 * Begin with `source`, whole paragraphs, borrowed.  False when its
 * paragraphs have to be tried one by one.
 */
bool regex_block_open(struct regex_block *block, struct span source);

enum regex_block_result { BLOCK_NONE, BLOCK_FOUND, BLOCK_UNSURE };

/*
 * The first match at or after the byte `off` of the source, [*from, *to) in
 * whole code points.  BLOCK_UNSURE: none before `*from`, and the paragraph
 * that it is in has to be tried by itself.  Ask in ascending order.
 */
enum regex_block_result regex_block_next(struct regex_block *block,
    size_t off, size_t *from, size_t *to);

#endif
