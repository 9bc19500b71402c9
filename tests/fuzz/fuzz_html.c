/* fuzz/fuzz_html.c - any bytes as a page: a document or one clear error. */
#include <assert.h>
#include <stdint.h>

#include "import/import.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t len);

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t len)
{
	struct import_opts opts;
	struct buf error = { 0 };
	struct diag_list diags;
	struct doc doc;
	struct doc_sink *sink;
	bool ok;

	import_opts_init(&opts);
	/* The first byte chooses; the limit is one a small input can pass. */
	if (len && data[0] == '!')
		opts.limits.depth = 16;
	if (len && data[0] == '#')
		opts.prefix = SPAN("a/b.html");
	doc_init(&doc);
	diag_init(&diags);
	sink = doc_sink_new(&doc, &diags);
	ok = import_html(span_of((const char *)data, len), &opts, sink,
	    &diags, &error);
	doc_finish(sink);
	assert(ok || error.len);
	for (size_t i = 0; i < doc.node_count; i++)
		assert(doc.nodes[i].end > i);
	doc_sink_free(sink);
	doc_release(&doc);
	diag_release(&diags);
	buf_release(&error);
	return 0;
}
