/* compile/pack.c - compiled documents and their index as one bundle. */
#include "compile/compile.h"

#include "base/progress.h"
#include "bundle/write.h"
#include "compile/cite.h"
#include "search/index.h"

/* All the text of the bundle in order, as the index wants it. */
static void
build_index(struct doc *const *docs, size_t count, struct buf *out)
{
	struct index_builder *builder = index_builder_new();
	uint64_t place = 0, text_len = 0;

	for (size_t i = 0; i < count; i++)
		text_len += docs[i]->text_len;
	/* As much again, nearly, for writing it. */
	progress_begin(PROGRESS_INDEXING, 5 * text_len / 3);
	progress_piece(text_len);
	for (size_t i = 0; i < count; i++) {
		const struct doc *doc = docs[i];

		for (size_t j = 0; j < doc->node_count; j++) {
			const struct doc_node *node = &doc->nodes[j];

			if (doc_kind_shape(node->kind) == DOC_CONTAINER)
				continue;
			index_builder_add(builder, node->text, place);
			place += node->text.len;
			progress_at(place, text_len);
			if (node->flags & DOC_CONTINUES)
				continue;
			index_builder_add(builder, SPAN("\n"), place++);
		}
	}
	index_builder_write(builder, out);
	index_builder_free(builder);
}

bool
compile_pack(struct doc *const *docs, size_t count,
    const struct compile_opts *opts, struct buf *out, struct buf *error)
{
	struct bundle_extra_section extras[2];
	struct bundle_source source = {
		.docs = docs,
		.count = count,
		.extras = extras,
		.level = opts->level == COMPILE_FAST ? BUNDLE_FAST :
		    BUNDLE_STRONG,
	};
	struct bundle_error why;
	struct buf bytes = { 0 }, sources = { 0 };
	uint64_t text_len = 0;
	bool done;

	cite_docs(docs, count, &sources);
	if (sources.len)
		extras[source.extra_count++] = (struct bundle_extra_section){
			.tag = BUNDLE_TAG_SOURCES, .packed = true,
			.bytes = buf_span(&sources) };
	for (size_t i = 0; i < count; i++)
		text_len += docs[i]->text_len;
	if (text_len > BUNDLE_INDEX_LEN) {
		build_index(docs, count, &bytes);
		extras[source.extra_count++] = (struct bundle_extra_section){
			.tag = BUNDLE_TAG_INDEX, .bytes = buf_span(&bytes) };
	}
	done = bundle_write(out, &source, &why) == BUNDLE_OK;
	if (!done) {
		buf_clear(error);
		buf_puts(error, why.what);
	}
	buf_release(&bytes);
	buf_release(&sources);
	return done;
}
