/*
 * bundle/write.c - write a bundle: the public function, and HEAD.
 *
 * HEAD
 *	v	documents; for each
 *		  v length of its text
 *		  v words
 *		  v marks without a note
 *		  v notes without a mark
 *		  v sections, v notes, v marks, v keywords
 *		  v metadata; for each
 *		    v 0: str name; or n: the n-th of FORMAT_META_NAMES
 *		    str value
 *	8	in the large form: XXH64 of the text of each document and,
 *		after it, the 8 bytes of its length
 */
#include "bundle/write.h"

#include "bundle/encode.h"
#include "bundle/format.h"

static const char *const meta_names[] = {
#define X(name) name,
	FORMAT_META_NAMES(X)
#undef X
};

static uint64_t
meta_code(struct span name)
{
	for (size_t i = 0; i < sizeof meta_names / sizeof *meta_names; i++)
		if (span_eq(name, span_str(meta_names[i])))
			return i + 1;
	return 0;
}

void
encode_head(struct buf *out, const struct bundle_source *source)
{
	buf_put_varint(out, source->count);
	for (size_t d = 0; d < source->count; d++) {
		const struct doc *doc = source->docs[d];
		uint32_t orphans = 0;

		for (size_t i = 0; i < doc->note_count; i++)
			orphans += doc->notes[i].ref_count == 0;
		buf_put_varint(out, doc->text_len);
		buf_put_varint(out, doc->words);
		buf_put_varint(out, doc->dangling);
		buf_put_varint(out, orphans);
		buf_put_varint(out, doc->section_count);
		buf_put_varint(out, doc->note_count);
		buf_put_varint(out, doc->ref_count);
		buf_put_varint(out, doc->keyword_count);
		buf_put_varint(out, doc->meta_count);
		for (size_t i = 0; i < doc->meta_count; i++) {
			uint64_t code = meta_code(doc->meta[i].name);

			buf_put_varint(out, code);
			if (code == 0)
				buf_put_string(out, doc->meta[i].name);
			buf_put_string(out, doc->meta[i].value);
		}
	}
}

/*
 * Whether everything in it can be unpacked again.  What passes a limit of
 * the format by its sheer mass is found here, before the source is gone.
 */
static bool
can_be_read(struct span bytes, struct bundle_error *error)
{
	struct bundle *bundle;
	const struct bundle_info *info;
	struct doc_section section;
	struct doc_note note;
	struct doc_ref ref;
	struct doc_keyword keyword;
	bool good = true;

	/* A required section may be for readers to come. */
	if (bundle_open_memory(&bundle, bytes, error) != BUNDLE_OK)
		return error->status == BUNDLE_UNKNOWN;
	info = bundle_info(bundle);
	for (uint32_t i = 0; i < info->chunk_count && good; i++)
		good = bundle_chunk(bundle, i, NULL) != NULL;
	for (uint32_t i = 0; i < info->section_count && good; i += PAGE_ROWS)
		good = bundle_section(bundle, i, &section) == BUNDLE_OK;
	for (uint32_t i = 0; i < info->note_count && good; i += PAGE_ROWS)
		good = bundle_note(bundle, i, &note) == BUNDLE_OK;
	for (uint32_t i = 0; i < info->ref_count && good; i += PAGE_ROWS)
		good = bundle_ref(bundle, i, &ref) == BUNDLE_OK;
	for (uint32_t i = 0; i < info->keyword_count && good; i += PAGE_ROWS)
		good = bundle_keyword(bundle, i, &keyword) == BUNDLE_OK;
	if (!good)
		*error = *bundle_last_error(bundle);
	bundle_close(bundle);
	return good;
}

enum bundle_status
bundle_write(struct buf *out, const struct bundle_source *source,
    struct bundle_error *error)
{
	struct bundle_error spare;
	struct merged all;
	size_t start = out->len;

	if (!error)
		error = &spare;
	*error = (struct bundle_error){ .status = BUNDLE_OK };
	if (!fit_source(source, error))
		return error->status;
	merge(&all, source);
	if (!write_small(out, &all, source))
		write_large(out, &all, source);
	merged_release(&all);
	if (can_be_read(span_of(out->ptr + start, out->len - start), error))
		return BUNDLE_OK;
	buf_cut(out, start);
	*error = (struct bundle_error){ .status = BUNDLE_UNFIT,
		.what = "the documents pass a limit of the format" };
	return BUNDLE_UNFIT;
}
