/*
 * fuzz/fuzz_epub.c - any bytes as a book: a document or one clear error.
 *
 * Bytes of a ZIP archive go to the importer as they are.  Mutations seldom
 * get past its checksums, so other input is a book in plain text: lines
 * "=== NAME" start files, which are put into an archive first.
 */
#include <assert.h>
#include <stdint.h>
#include <stdio.h>
#include <zip.h>

#include "import/import.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t len);

static void
import(struct span bytes)
{
	struct import_opts opts;
	struct buf error = { 0 };
	struct diag_list diags;
	struct doc doc;
	struct doc_sink *sink;
	bool ok;

	import_opts_init(&opts);
	opts.limits.part_bytes = 1 << 20;
	opts.limits.total_bytes = 4 << 20;
	doc_init(&doc);
	diag_init(&diags);
	sink = doc_sink_new(&doc, &diags);
	ok = import_epub(bytes, &opts, sink, &diags, &error);
	doc_finish(sink);
	assert(ok || error.len);
	doc_sink_free(sink);
	doc_release(&doc);
	diag_release(&diags);
	buf_release(&error);
}

static void
put_file(zip_t *zip, struct span name, struct span text)
{
	char path[256];
	zip_source_t *source;

	snprintf(path, sizeof path, "%.*s", SPAN_ARG(span_trim(name)));
	source = zip_source_buffer(zip, text.ptr, text.len, 0);
	if (source && zip_file_add(zip, path, source, 0) < 0)
		zip_source_free(source);
}

static void
import_plain(struct span text)
{
	zip_source_t *out = zip_source_buffer_create(NULL, 0, 0, NULL);
	zip_t *zip = zip_open_from_source(out, ZIP_CREATE | ZIP_TRUNCATE,
	    NULL);
	struct buf bytes = { 0 };
	zip_stat_t stat;

	zip_source_keep(out);
	while (text.len) {
		ptrdiff_t next = span_find(text, SPAN("\n=== "), 0);
		struct span file = span_slice(text, 0, next < 0 ? text.len :
		    (size_t)next + 1);
		struct span name;

		text = span_slice(text, file.len, text.len);
		span_line(&file, &name);
		put_file(zip, span_slice(name, 4, name.len), file);
	}
	if (zip_close(zip) != 0) {
		zip_discard(zip);
	} else if (zip_source_stat(out, &stat) == 0 &&
	    zip_source_open(out) == 0) {
		zip_source_read(out, buf_reserve(&bytes, stat.size),
		    stat.size);
		bytes.len = stat.size;
		zip_source_close(out);
		import(buf_span(&bytes));
	}
	zip_source_free(out);
	buf_release(&bytes);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t len)
{
	struct span bytes = span_of((const char *)data, len);

	if (span_starts(bytes, SPAN("=== ")))
		import_plain(bytes);
	else
		import(bytes);
	return 0;
}
