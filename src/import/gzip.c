/* import/gzip.c - a source that was packed with gzip (RFC 1952). */
#include "import/import.h"

#include <limits.h>
#include <zlib.h>

/* What zlib calls "gzip, and nothing else". */
#define GZIP_WINDOW (MAX_WBITS + 16)

/* A file below this may unpack to whatever it likes, as in an EPUB. */
#define RATIO_BYTES ((size_t)1 << 20)

bool
import_is_gzip(struct span bytes)
{
	return span_starts(bytes, SPAN("\x1f\x8b\x08"));
}

struct span
import_gunzip_name(struct span name)
{
	return span_ends(name, SPAN(".gz")) && name.len > 3 ?
	    span_slice(name, 0, name.len - 3) : name;
}

/* Which limit `out` has passed, if any. */
static const char *
passed(const struct import_opts *opts, size_t packed_len, size_t len)
{
	if (len > opts->limits.source_bytes)
		return "source_bytes";
	if (len > RATIO_BYTES && len / opts->limits.ratio > packed_len)
		return "ratio";
	return NULL;
}

bool
import_gunzip(struct span bytes, const struct import_opts *opts,
    struct buf *out, struct diag_list *diags, struct buf *error)
{
	const size_t step = (size_t)1 << 18;
	const char *limit = NULL;
	z_stream stream = {
		.next_in = (Bytef *)(uintptr_t)bytes.ptr,
		.avail_in = bytes.len > UINT_MAX ? UINT_MAX :
		    (uInt)bytes.len,
	};
	int status = inflateInit2(&stream, GZIP_WINDOW);

	while (status == Z_OK && !limit) {
		size_t got;

		stream.next_out = (Bytef *)buf_reserve(out, step);
		stream.avail_out = (uInt)step;
		status = inflate(&stream, Z_NO_FLUSH);
		got = step - stream.avail_out;
		out->len += got;
		limit = passed(opts, bytes.len, out->len);
		/* One member may follow another (section 2.2). */
		if (status == Z_STREAM_END && import_is_gzip(span_of(
		    (const char *)stream.next_in, stream.avail_in)))
			status = inflateReset(&stream);
	}
	inflateEnd(&stream);
	buf_reserve(out, 1);
	out->ptr[out->len] = '\0';
	if (limit) {
		import_limit_error(error, opts, limit);
		return false;
	}
	if (status == Z_MEM_ERROR)
		mem_alloc(SIZE_MAX);
	if (status != Z_STREAM_END && !out->len) {
		buf_puts(error, "the gzip file is damaged from its start");
		return false;
	}
	if (status != Z_STREAM_END)
		diag_add(diags, DIAG_GZIP_DAMAGED, 0, SPAN(""));
	return true;
}
