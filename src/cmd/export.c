/* cmd/export.c - a document gathered from its chunks; its front matter. */
#include "cmd/export.h"

#include <stdio.h>
#include <stdlib.h>

#include "uni/uni.h"

/* ---- nodes ------------------------------------------------------------ */

/* A leaf in pieces, while they are put together. */
struct joint {
	struct buf text;
	struct doc_inline *inlines;
	size_t count, room;
	uint32_t node;		/* or DOC_NONE */
};

/* Whether `next` goes on where `last`, which ends a piece, was cut. */
static bool
goes_on(const struct doc_inline *last, const struct doc_inline *next,
    size_t cut)
{
	return last->len && next->len && last->off + last->len == cut &&
	    next->off == cut && last->kind == next->kind &&
	    last->role == next->role && last->number == next->number &&
	    last->place == next->place &&
	    span_eq(last->target, next->target);
}

static void
join_inline(struct export *e, struct joint *joint, struct doc_inline next,
    size_t cut)
{
	next.off += (uint32_t)cut;
	for (size_t i = 0; i < joint->count && cut; i++) {
		if (!goes_on(&joint->inlines[i], &next, cut))
			continue;
		joint->inlines[i].len += next.len;
		return;
	}
	next.target = arena_span(&e->mem, next.target);
	MEM_PUSH(joint->inlines, joint->count, joint->room);
	joint->inlines[joint->count++] = next;
}

static void
end_joint(struct export *e, struct joint *joint)
{
	struct doc_node *leaf;

	if (joint->node == DOC_NONE)
		return;
	leaf = &e->nodes[joint->node];
	leaf->text = arena_span(&e->mem, buf_span(&joint->text));
	leaf->inlines = ARENA_ARRAY(&e->mem, joint->count,
	    struct doc_inline);
	leaf->inline_count = (uint32_t)joint->count;
	if (joint->count)
		memcpy(leaf->inlines, joint->inlines,
		    joint->count * sizeof *joint->inlines);
	leaf->flags &= (uint16_t)~(DOC_CONTINUES | DOC_CONTINUED);
	buf_clear(&joint->text);
	joint->count = 0;
	joint->node = DOC_NONE;
}

static void
add_leaf(struct export *e, struct joint *joint, const struct doc_node *leaf)
{
	size_t cut = joint->text.len;

	buf_put(&joint->text, leaf->text);
	for (uint32_t i = 0; i < leaf->inline_count; i++)
		join_inline(e, joint, leaf->inlines[i], cut);
	if (!(leaf->flags & DOC_CONTINUES))
		end_joint(e, joint);
}

static uint32_t
add_node(struct export *e, const struct doc_node *node, uint32_t parent)
{
	struct doc_node *copy;

	MEM_PUSH(e->nodes, e->node_count, e->node_room);
	copy = &e->nodes[e->node_count];
	*copy = *node;
	copy->parent = parent;
	copy->end = (uint32_t)e->node_count + 1;
	copy->id = arena_span(&e->mem, node->id);
	copy->label = arena_span(&e->mem, node->label);
	copy->lang = arena_span(&e->mem, node->lang);
	return (uint32_t)e->node_count++;
}

static bool
is_last(const struct export *e)
{
	return e->document->end == bundle_info(e->bundle)->text_len;
}

/*
 * A container between two documents that has an id and no words counts to
 * the second, as its place is that of both.
 */
static bool
is_ours(const struct export *e, const struct doc_node *node)
{
	return node->place >= e->document->place &&
	    (node->place < e->document->end || is_last(e));
}

/*
 * The nodes of one chunk.  `above` holds what the containers that the chunk
 * before leaves open became here, outermost first.
 */
static void
add_chunk(struct export *e, const struct bundle_chunk *chunk,
    struct joint *joint, uint32_t *above)
{
	uint32_t *ours = mem_array(chunk->node_count, sizeof *ours);
	uint32_t cut = 0;

	for (uint32_t i = 0; i < chunk->node_count; i++) {
		const struct doc_node *node = &chunk->nodes[i];
		uint32_t parent = node->parent == DOC_NONE ? DOC_NONE :
		    ours[node->parent];
		bool leaf = doc_kind_shape(node->kind) == DOC_LEAF;

		ours[i] = DOC_NONE;
		if (!is_ours(e, node))
			continue;
		if (i < chunk->open_count)
			ours[i] = above[i];
		else if (leaf && joint->node != DOC_NONE &&
		    node->flags & DOC_CONTINUED)
			ours[i] = joint->node;
		else
			ours[i] = add_node(e, node, parent);
		if (!leaf)
			continue;
		joint->node = ours[i];
		add_leaf(e, joint, node);
	}
	for (uint32_t i = 0; i < chunk->node_count &&
	    cut < chunk->cut_count; i++)
		if (chunk->nodes[i].end == chunk->node_count &&
		    doc_kind_shape(chunk->nodes[i].kind) == DOC_CONTAINER)
			above[cut++] = ours[i];
	free(ours);
}

static bool
gather(struct export *e, struct bundle_error *error)
{
	struct joint joint = { .node = DOC_NONE };
	uint32_t above[DOC_DEPTH_MAX + 1] = { 0 };
	uint32_t at = bundle_chunk_index(e->bundle, e->document->place);
	bool fine = true;

	for (; fine && at < bundle_chunk_count(e->bundle) &&
	    (bundle_chunk_place(e->bundle, at) < e->document->end ||
	    is_last(e)); at++) {
		const struct bundle_chunk *chunk = bundle_chunk(e->bundle,
		    at, error);

		fine = chunk && chunk->cut_count <= DOC_DEPTH_MAX &&
		    chunk->open_count <= DOC_DEPTH_MAX;
		if (fine)
			add_chunk(e, chunk, &joint, above);
	}
	end_joint(e, &joint);
	for (size_t i = e->node_count; i-- > 0; ) {
		struct doc_node *node = &e->nodes[i];

		if (node->parent != DOC_NONE &&
		    e->nodes[node->parent].end < node->end)
			e->nodes[node->parent].end = node->end;
	}
	buf_release(&joint.text);
	free(joint.inlines);
	return fine;
}

/* ---- notes ------------------------------------------------------------ */

/* Whether the label can stand in "[^label]", for pandoc as well. */
static bool
is_key(struct span label)
{
	for (size_t off = 0; off < label.len; ) {
		uint32_t code;

		off += uni_decode(label, off, &code, NULL);
		if (code < 0x80 ? !strchr("abcdefghijklmnopqrstuvwxyz"
		    "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_.*+",
		    (int)code) : !uni_is_alpha(code) && code != 0x2020 &&
		    code != 0x2021 && code != 0xa7 && code != 0xb6)
			return false;
	}
	return label.len > 0 && label.len <= 64;
}

/* Labels match without case, so they are made different without it. */
static bool
is_free(struct export *e, struct map *taken, struct span key)
{
	struct buf lower = { 0 };
	bool fresh;

	uni_lower(&lower, key);
	map_put(taken, arena_span(&e->mem, buf_span(&lower)), 0, &fresh);
	buf_release(&lower);
	return fresh;
}

static void
name_notes(struct export *e)
{
	const struct bundle_document *document = e->document;
	struct map taken = { 0 };
	struct doc_note note;

	e->keys = ARENA_ARRAY(&e->mem, document->note_count, struct span);
	for (uint32_t i = 0; i < document->note_count; i++) {
		bundle_note(e->bundle, document->first_note + i, &note);
		if (is_key(note.label) && is_free(e, &taken, note.label))
			e->keys[i] = note.label;
	}
	for (uint32_t i = 0; i < document->note_count; i++) {
		bundle_note(e->bundle, document->first_note + i, &note);
		for (unsigned n = 2; !e->keys[i].len; n++) {
			struct span key = is_key(note.label) ?
			    arena_printf(&e->mem, "%.*s-%u",
			    SPAN_ARG(note.label), n) :
			    arena_printf(&e->mem, "n%u-%u", i + 1, n);

			if (is_free(e, &taken, key))
				e->keys[i] = key;
		}
	}
	map_release(&taken);
}

static bool
is_plain(const struct doc_node *node)
{
	return !node->id.len && !node->lang.len && !node->flags &&
	    !node->level && !node->align;
}

/*
 * Whether the notes stand as Markdown's do: in a group that ends the
 * document, under the labels that marks name.
 */
static bool
is_usual(const struct export *e)
{
	uint32_t last = DOC_NONE, seen = 0;

	for (uint32_t i = 0; i < e->node_count; i = e->nodes[i].end)
		last = i;
	if (last == DOC_NONE || e->nodes[last].kind != DOC_GROUP ||
	    e->nodes[last].role != DOC_ROLE_ENDNOTES ||
	    e->nodes[last].label.len || e->nodes[last].number ||
	    !is_plain(&e->nodes[last]))
		return false;
	for (uint32_t i = last + 1; i < e->node_count; i = e->nodes[i].end) {
		const struct doc_node *node = &e->nodes[i];
		uint32_t index = node->number - e->document->first_note;

		if (node->kind != DOC_NOTE || node->role || !is_plain(node) ||
		    index != seen++ || index >= e->document->note_count ||
		    !span_eq(node->label, e->keys[index]))
			return false;
	}
	return seen == e->document->note_count;
}

/* ---- front matter ----------------------------------------------------- */

/* A double-quoted scalar of YAML. */
static void
put_scalar(struct buf *out, struct span text)
{
	buf_putc(out, '"');
	for (size_t off = 0; off < text.len; ) {
		uint32_t code;
		size_t len = uni_decode(text, off, &code, NULL);

		if (code == '"' || code == '\\')
			buf_printf(out, "\\%c", (int)code);
		else if (code == '\n')
			buf_puts(out, "\\n");
		else if (code == '\t')
			buf_puts(out, "\\t");
		else if (uni_unsafe(code))
			buf_printf(out, code > 0xffff ? "\\U%08x" : "\\u%04x",
			    code);
		else
			buf_put(out, span_slice(text, off, off + len));
		off += len;
	}
	buf_putc(out, '"');
}

static void
put_keyword(struct buf *out, const struct doc_keyword *keyword)
{
	struct span rest = keyword->variants, line;

	buf_puts(out, "  - term: ");
	put_scalar(out, keyword->term);
	buf_putc(out, '\n');
	if (rest.len) {
		buf_puts(out, "    variants: [");
		for (bool first = true; span_line(&rest, &line);
		    first = false) {
			buf_puts(out, first ? "" : ", ");
			put_scalar(out, line);
		}
		buf_puts(out, "]\n");
	}
	if (keyword->definition.len) {
		buf_puts(out, "    definition: ");
		put_scalar(out, keyword->definition);
		buf_putc(out, '\n');
	}
}

static void
put_front_matter(struct export *e)
{
	const struct bundle_document *document = e->document;
	struct buf *out = e->out;

	buf_puts(out, "---\nibid-export: 1\n");
	if (e->unnamed)
		buf_puts(out, "ibid-headings: unnamed\n");
	if (document->dangling)
		buf_printf(out, "ibid-dangling: %u\n", document->dangling);
	for (uint32_t i = 0; i < document->meta_count; i++) {
		const struct doc_meta *meta = &document->meta[i];

		if (!meta->value.len)
			continue;
		/* Pandoc's name for it; "keywords" are the reader's. */
		if (span_eq(meta->name, SPAN("language")))
			buf_puts(out, "lang: ");
		else if (span_eq(meta->name, SPAN("keywords")))
			buf_puts(out, "ibid-meta-keywords: ");
		else
			buf_printf(out, "%.*s: ", SPAN_ARG(meta->name));
		put_scalar(out, meta->value);
		buf_putc(out, '\n');
	}
	if (document->keyword_count)
		buf_puts(out, "keywords:\n");
	for (uint32_t i = 0; i < document->keyword_count; i++) {
		struct doc_keyword keyword;

		bundle_keyword(e->bundle, document->first_keyword + i,
		    &keyword);
		put_keyword(out, &keyword);
	}
	buf_puts(out, "---\n");
}

/* Most headings as they are decide what a heading without {#id} means. */
static void
count_names(struct export *e)
{
	size_t named = 0, unnamed = 0;

	for (size_t i = 0; i < e->node_count; i++) {
		const struct doc_node *node = &e->nodes[i];

		if (node->kind != DOC_HEADING)
			continue;
		named += export_is_slug(node);
		unnamed += !node->id.len;
	}
	e->unnamed = unnamed > named;
}

bool
export_document(struct bundle *bundle, uint32_t index, struct buf *out,
    struct bundle_error *error)
{
	struct export e = { .bundle = bundle, .out = out, .gap = true };
	uint32_t end;
	bool fine;

	e.document = bundle_document(bundle, index);
	fine = e.document && gather(&e, error);
	if (fine) {
		name_notes(&e);
		count_names(&e);
		end = (uint32_t)e.node_count;
		e.placed = !is_usual(&e);
		for (uint32_t i = 0; !e.placed && i < e.node_count;
		    i = e.nodes[i].end)
			end = i;
		put_front_matter(&e);
		export_blocks(&e, 0, e.document->note_count || e.placed ?
		    end : (uint32_t)e.node_count);
		for (uint32_t i = 0; i < e.node_count; i++)
			if (e.nodes[i].kind == DOC_NOTE)
				export_note(&e, i);
	}
	buf_release(&e.prefix);
	buf_release(&e.lead);
	arena_release(&e.mem);
	free(e.nodes);
	return fine;
}
