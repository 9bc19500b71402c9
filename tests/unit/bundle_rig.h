/* tests/unit/bundle_rig.h - documents written into bundles, and opened. */
#ifndef IBID_TESTS_BUNDLE_RIG_H
#define IBID_TESTS_BUNDLE_RIG_H

#include "bundle/bundle.h"
#include "bundle/write.h"

/* The documents as a bundle, packed fast; the test fails where they cannot. */
struct buf stored(struct doc *const *docs, size_t count);

/* A bundle over these bytes, which it borrows. */
struct bundle *opened(const struct buf *bytes);

/* For bundle_check: what it finds goes into the test's log. */
void say(void *context, const char *sentence);

#endif
