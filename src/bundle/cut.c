/* bundle/cut.c - documents are cut into chunks. */
#include "base/progress.h"
#include "bundle/encode.h"
#include "bundle/format.h"

/* A chunk with more is ended early, so that it unpacks to bounded memory. */
#define NODES_ENOUGH (CHUNK_NODES_MAX / 4)
#define INLINES_ENOUGH (CHUNK_INLINES_MAX / 4)

/* So many times the length it should have is too long for a chunk. */
#define LONG_CHUNK 4

struct cutter {
	uint64_t chunk_len;	/* of the chunk at hand */
	uint64_t next_len;	/* of those after it */
	void (*take)(void *, uint64_t, struct span, struct span);
	void *context;
	struct structure *structure;
	struct buf text;
	uint64_t place;		/* of the chunk */
	size_t taken;
	/* The document at hand. */
	const struct doc *doc;
	uint64_t shift;
	uint32_t first_note;
	uint32_t open[DOC_DEPTH_MAX];
	unsigned depth;
};

static void
end_chunk(struct cutter *cutter)
{
	struct buf bytes = { 0 };

	structure_end(cutter->structure, &bytes);
	cutter->take(cutter->context, cutter->place, buf_span(&cutter->text),
	    buf_span(&bytes));
	cutter->taken++;
	cutter->chunk_len = cutter->next_len;
	cutter->place += cutter->text.len;
	buf_clear(&cutter->text);
	buf_release(&bytes);
	structure_begin(cutter->structure, cutter->place);
	for (unsigned i = 0; i < cutter->depth; i++)
		structure_again(cutter->structure,
		    &cutter->doc->nodes[cutter->open[i]], cutter->shift,
		    cutter->first_note);
}

/*
 * Between the cells of a row and the pieces of a paragraph there is no good
 * place to cut, but one must be found in the end.
 */
static bool
is_joined(const struct cutter *cutter, const struct doc_node *node)
{
	if (cutter->text.len / LONG_CHUNK >= cutter->chunk_len)
		return false;
	if (node->flags & DOC_CONTINUES)
		return true;
	for (unsigned i = 0; i < cutter->depth; i++)
		if (cutter->doc->nodes[cutter->open[i]].kind == DOC_ROW)
			return true;
	return false;
}

/* Whether the chunk should end after `node`. */
static bool
is_full(const struct cutter *cutter, const struct doc_node *node)
{
	return (cutter->text.len >= cutter->chunk_len &&
	    !is_joined(cutter, node)) ||
	    structure_nodes(cutter->structure) >= NODES_ENOUGH ||
	    structure_inlines(cutter->structure) >= INLINES_ENOUGH ||
	    structure_len(cutter->structure) >= STRUCTURE_MAX / 4;
}

static void
cut_document(struct cutter *cutter)
{
	const struct doc *doc = cutter->doc;

	cutter->depth = 0;
	for (uint32_t i = 0; i < doc->node_count; i++) {
		const struct doc_node *node = &doc->nodes[i];

		structure_node(cutter->structure, node, cutter->shift,
		    cutter->first_note);
		if (doc_kind_shape(node->kind) == DOC_CONTAINER)
			cutter->open[cutter->depth++] = i;
		else
			put_leaf(&cutter->text, node);
		/* What ends here ends in this chunk, not in the next. */
		while (cutter->depth && doc->nodes[
		    cutter->open[cutter->depth - 1]].end == i + 1) {
			structure_close(cutter->structure);
			cutter->depth--;
		}
		if (is_full(cutter, node)) {
			end_chunk(cutter);
			progress_at(i, doc->node_count);
		}
	}
}

static uint64_t
text_len(const struct bundle_source *source)
{
	uint64_t len = 0;

	for (size_t i = 0; i < source->count; i++)
		len += source->docs[i]->text_len;
	return len;
}

void
cut_chunks(const struct merged *all, const struct bundle_source *source,
    uint64_t first_len, uint64_t chunk_len, void (*take)(void *, uint64_t,
    struct span, struct span), void *context)
{
	struct cutter cutter = {
		.chunk_len = first_len,
		.next_len = chunk_len,
		.take = take,
		.context = context,
		.structure = structure_new(all),
	};

	structure_begin(cutter.structure, 0);
	progress_begin(PROGRESS_WRITING, text_len(source));
	for (size_t i = 0; i < source->count; i++) {
		progress_piece(source->docs[i]->text_len);
		cutter.doc = source->docs[i];
		cutter.first_note = all->first_note[i];
		cut_document(&cutter);
		cutter.shift += cutter.doc->text_len;
	}
	if (structure_nodes(cutter.structure) || cutter.taken == 0)
		end_chunk(&cutter);
	buf_release(&cutter.text);
	structure_free(cutter.structure);
}
