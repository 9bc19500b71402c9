/*
 * Bundles with any bytes: open, use everything, check.  The first byte of
 * the input says whether the sums are made right first; without that nearly
 * every input ends at a wrong sum.
 */
#include <stdint.h>
#include <stdlib.h>

#include "../unit/bundle_forge.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t len);

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t len)
{
	struct bundle *bundle;
	char *bytes;

	if (len == 0)
		return 0;
	bytes = malloc(len);
	if (!bytes)
		return 0;
	memcpy(bytes, data + 1, len - 1);
	if (data[0] % 2)
		forge_sums(bytes, len - 1);
	if (bundle_open_memory(&bundle, span_of(bytes, len - 1), NULL) ==
	    BUNDLE_OK) {
		walk_bundle(bundle);
		bundle_close(bundle);
	}
	free(bytes);
	return 0;
}
