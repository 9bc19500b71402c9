/*
 * compile/links.c - links inside the document find what they mean.
 *
 *     LINK target="#lessons"   ->   LINK target="#lessons" place=8
 *
 * The id may be a block's, an ANCHOR's, or in a document of several files
 * a file's ("#chapter-2.md").  An id that is not there keeps its link,
 * with a diagnostic.
 */
#include "compile/pass.h"

#include "base/map.h"

static void
collect_ids(const struct doc *doc, struct map *ids)
{
	for (size_t i = 0; i < doc->node_count; i++) {
		const struct doc_node *node = &doc->nodes[i];

		if (node->id.len)
			map_put(ids, node->id, node->place, NULL);
		for (uint32_t j = 0; j < node->inline_count; j++) {
			const struct doc_inline *span = &node->inlines[j];

			if (span->kind == DOC_ANCHOR && span->target.len)
				map_put(ids, span->target,
				    node->place + span->off, NULL);
		}
	}
}

/* Say it of the file that the node stands in. */
static void
say_dangling(const struct doc *doc, const struct doc_node *node,
    struct span target, struct diag_list *diags)
{
	struct span whole = diags ? diags->file : SPAN_NONE;

	for (uint32_t up = node->parent; diags && up != DOC_NONE;
	    up = doc->nodes[up].parent) {
		if (!pass_is_file(&doc->nodes[up]))
			continue;
		diag_set_file(diags, pass_file_name(&diags->mem, whole,
		    doc->nodes[up].id));
		break;
	}
	diag_add(diags, DIAG_LINK_DANGLING, node->line, target);
	diag_set_file(diags, whole);
}

static void
resolve(struct doc_inline *span, const struct doc *doc,
    const struct doc_node *node, const struct map *ids,
    struct diag_list *diags)
{
	struct map_entry *entry;

	if (span->kind != DOC_LINK && span->kind != DOC_BACKLINK)
		return;
	if (span->target.len < 2 || span->target.ptr[0] != '#')
		return;
	entry = map_find(ids, span_slice(span->target, 1, span->target.len));
	if (entry)
		span->place = entry->value;
	else
		say_dangling(doc, node, span->target, diags);
}

void
links_resolve(struct doc *doc, struct diag_list *diags)
{
	struct map ids = { 0 };

	collect_ids(doc, &ids);
	for (size_t i = 0; i < doc->node_count; i++)
		for (uint32_t j = 0; j < doc->nodes[i].inline_count; j++)
			resolve(&doc->nodes[i].inlines[j], doc,
			    &doc->nodes[i], &ids, diags);
	map_release(&ids);
}
