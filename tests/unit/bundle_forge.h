/* tests/unit/bundle_forge.h - bundles that lie, with sums that are right. */
#ifndef IBID_TESTS_BUNDLE_FORGE_H
#define IBID_TESTS_BUNDLE_FORGE_H

#include "bundle/bundle.h"

/*
 * Make every sum in the bundle right for the bytes as they are now, so that
 * a reader gets to see what lies behind them.  Numbers that lead outside
 * are left alone.
 */
void forge_sums(char *bytes, size_t len);

/* Where the directory of chunks lies in a bundle of the large form. */
struct span forge_chunks(const struct buf *bytes);

/*
 * Use everything that a bundle offers, looking at all it hands out; what
 * comes back is of no interest.
 */
void walk_bundle(struct bundle *bundle);

#endif
