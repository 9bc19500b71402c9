/*
 * uni/fold.h - what the files of folding share; not for other modules.
 */
#ifndef IBID_UNI_FOLD_H
#define IBID_UNI_FOLD_H

#include "uni/uni.h"

/*
 * The fold of one code point under UNI_KEEP_ flags, by way of the library's
 * tables (slow).  Folding the result with nothing kept gives the same as
 * folding `code` with nothing kept, so what matches under `keep` also
 * matches without: the index relies on it.
 */
size_t fold_code(uint32_t code, unsigned keep, uint32_t out[UNI_FOLD_MAX]);

/* A mark that uni_fold drops. */
bool fold_mark_is_optional(uint32_t code);

#endif
