/*
 * tests/access/terminfo.h - what terminfo says of a terminal.
 */
#ifndef IBID_TESTS_TERMINFO_H
#define IBID_TESTS_TERMINFO_H

#include <stdbool.h>

#include "base/span.h"

/* Whether there is an entry for that type. */
bool terminfo_knows(const char *type);

/* A string capability, of the extended ones too ("BE"); "" when it has none. */
const char *terminfo_string(const char *type, const char *name);

/*
 * Where the first control character or sequence of `bytes` starts that no
 * capability of the terminal gives; -1 when all are its own.
 */
ptrdiff_t terminfo_stray(const char *type, struct span bytes);

#endif
