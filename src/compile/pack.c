/* compile/pack.c - compiled documents as one bundle. */
#include "compile/compile.h"

#include "bundle/write.h"

bool
compile_pack(struct doc *const *docs, size_t count,
    const struct compile_opts *opts, struct buf *out, struct buf *error)
{
	struct bundle_source source = {
		.docs = docs,
		.count = count,
		.level = opts->level == COMPILE_FAST ? BUNDLE_FAST :
		    BUNDLE_STRONG,
	};
	struct bundle_error why;
	bool done;

	done = bundle_write(out, &source, &why) == BUNDLE_OK;
	if (!done) {
		buf_clear(error);
		buf_puts(error, why.what);
	}
	return done;
}
