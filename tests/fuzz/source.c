/* tests/fuzz/source.c - a source of any bytes, compiled and packed. */
#include "source.h"

#include <stdlib.h>

#include "compile/compile.h"

void
fuzz_source(fuzz_importer *import_source, struct span bytes)
{
	struct import_opts import;
	struct compile_opts compile;
	struct diag_list diags;
	struct doc doc, *docs = &doc;
	struct doc_sink *sink;
	struct buf out = { 0 }, error = { 0 };

	import_opts_init(&import);
	compile_opts_init(&compile);
	compile.level = COMPILE_FAST;
	doc_init(&doc);
	diag_init(&diags);
	sink = doc_sink_new(&doc, &diags);
	if (import_source(bytes, &import, sink, &diags, &error)) {
		doc_finish(sink);
		compile_doc(&doc, &compile, &diags);
		/* The writer proves places, parents and numbers. */
		if (!compile_pack(&docs, 1, &compile, &out, &error))
			abort();
	}
	doc_sink_free(sink);
	doc_release(&doc);
	diag_release(&diags);
	buf_release(&out);
	buf_release(&error);
}
