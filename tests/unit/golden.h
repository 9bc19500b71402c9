/* tests/unit/golden.h - the files of a folder of tests/golden, one by one. */
#ifndef IBID_TESTS_GOLDEN_H
#define IBID_TESTS_GOLDEN_H

#include <stdbool.h>

#include "base/span.h"

/*
 * Check, in the order of their names, each file of `folder` that `is_ours`.
 * The test fails where there is none, and after the last where any is wrong.
 */
void golden_each(const char *folder, bool (*is_ours)(struct span name),
    bool (*check)(const char *folder, const char *name));

#endif
