/* uni/break.h - between the files that find break opportunities. */
#ifndef IBID_UNI_BREAK_H
#define IBID_UNI_BREAK_H

#include "base/span.h"

/* Add breaks before syllables of scripts written without spaces. */
void uni_syllable_breaks(struct span text, char *breaks);

#endif
