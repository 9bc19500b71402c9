/* fuzz/fuzz_markdown.c - any bytes as markdown, compiled and packed. */
#include <stdint.h>
#include <stdlib.h>

#include "compile/compile.h"
#include "import/import.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t len);

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t len)
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
	if (import_markdown(span_of((const char *)data, len), &import, sink,
	    &diags, &error)) {
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
	return 0;
}
