/* tests/unit/bundle_held.c - a look inside an opened bundle. */
#include "tests/unit/bundle_held.h"

#include "bundle/reader.h"

bool
bundle_held(const struct bundle *bundle, uint64_t place)
{
	for (int i = 0; i < BUNDLE_CHUNKS_KEPT; i++) {
		const struct held *held = bundle->held[i];

		if (held && held->full && place >= held->chunk.place &&
		    place < held->chunk.end)
			return true;
	}
	return false;
}
