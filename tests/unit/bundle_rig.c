/* tests/unit/bundle_rig.c - documents written into bundles, and opened. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "bundle_rig.h"

struct buf
stored(struct doc *const *docs, size_t count)
{
	struct bundle_source source = { .docs = docs, .count = count,
		.level = BUNDLE_FAST };
	struct bundle_error error;
	struct buf out = { 0 };

	if (bundle_write(&out, &source, &error) != BUNDLE_OK)
		fail_msg("%s", error.what);
	return out;
}

struct bundle *
opened(const struct buf *bytes)
{
	struct bundle_error error;
	struct bundle *bundle;

	if (bundle_open_memory(&bundle, buf_span(bytes), &error) != BUNDLE_OK)
		fail_msg("%s", error.what);
	return bundle;
}

void
say(void *context, const char *sentence)
{
	(void)context;
	print_message("# %s\n", sentence);
}
