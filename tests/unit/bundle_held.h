/* tests/unit/bundle_held.h - what an opened bundle has unpacked. */
#ifndef IBID_TESTS_BUNDLE_HELD_H
#define IBID_TESTS_BUNDLE_HELD_H

#include "bundle/bundle.h"

/* Whether the chunk of `place` is held. */
bool bundle_held(const struct bundle *bundle, uint64_t place);

#endif
