/*
 * search/terms.h - words and terms of folded text.
 *
 * A term is what the index knows: in folded text, a run of letters, digits
 * and marks; in scripts written without spaces (Han, Hiragana, Thai, Lao,
 * Khmer, Myanmar, ...) each letter with its marks is a term of its own.
 * Apostrophes, hyphens and low lines part terms: "don't" is two, and the
 * word "Guantanamo" is found in "Guantanamo's".
 *
 * Whether a place is inside a term depends on the two code points around it
 * only.
 */
#ifndef IBID_SEARCH_TERMS_H
#define IBID_SEARCH_TERMS_H

#include "base/span.h"

/*
 * Longer terms stand in the index as pieces of TERM_MAX bytes that start
 * every TERM_MAX / 2 bytes, so that any TERM_MAX / 2 bytes in a row are
 * found in one piece.  (No word is so long; hashes and random text are.)
 */
#define TERM_MAX 64

/*
 * The next term of `folded` (uni_fold_lines, nothing kept) at or after
 * `*off`: its bytes in `*term`, `*off` after it.  False when there is none.
 */
bool term_next(struct span folded, size_t *off, struct span *term);

/*
 * Whether `off` (0 to the length) is inside a term; where it is not, a word
 * may start or end.
 */
bool term_inside(struct span folded, size_t off);

#endif
