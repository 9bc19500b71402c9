/*
 * fuzz/fuzz_markdown.c - any bytes as markdown, compiled and packed; and
 * parsed in small pieces, which must tell what the whole tells.
 */
#include <stdlib.h>

#include "source.h"

static void
tell(struct span bytes, size_t piece_bytes, struct buf *out)
{
	struct import_opts opts;
	struct diag_list diags;
	struct doc doc;
	struct doc_sink *sink;

	import_opts_init(&opts);
	opts.piece_bytes = piece_bytes;
	doc_init(&doc);
	diag_init(&diags);
	sink = doc_sink_new(&doc, &diags);
	import_markdown(bytes, &opts, sink, &diags, out);
	doc_finish(sink);
	doc_dump(&doc, out);
	doc_sink_free(sink);
	doc_release(&doc);
	diag_release(&diags);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t len)
{
	struct span bytes = span_of((const char *)data, len);
	struct buf whole = { 0 }, pieces = { 0 };

	fuzz_source(import_markdown, bytes);
	tell(bytes, len + 1, &whole);
	tell(bytes, 1, &pieces);
	if (!span_eq(buf_span(&whole), buf_span(&pieces)))
		abort();
	buf_release(&whole);
	buf_release(&pieces);
	return 0;
}
