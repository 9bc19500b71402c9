/* cmd/print.c - a bundle as plain lines. */
#include "cmd/print.h"

#include <stdio.h>

#include "cmd/output.h"
#include "cmd/say.h"
#include "layout/layout.h"
#include "uni/uni.h"

struct printer {
	struct bundle *bundle;
	const struct print_opts *opts;
	struct layout_opts layout;
	struct layout_notes labels;
	struct arena mem;
	uint32_t section;	/* whose notes are still to come */
	uint32_t next_ref;	/* first mark whose note is not printed */
	bool started;
};

static bool
look_up_note(void *ctx, uint32_t index, struct span *label,
    enum doc_note_kind *kind)
{
	struct doc_note note;

	if (bundle_note(ctx, index, &note) != BUNDLE_OK)
		return false;
	*label = note.label;
	*kind = (enum doc_note_kind)note.kind;
	return true;
}

static bool
in_note(const struct doc_node *nodes, uint32_t node)
{
	for (; node != DOC_NONE; node = nodes[node].parent)
		if (nodes[node].kind == DOC_NOTE)
			return true;
	return false;
}

/* ---- words laid out again, with notes put in ---- */

/* A leaf of words that stand in no document, as rows. */
static void
print_words(struct printer *p, struct span words, int indent)
{
	struct layout_opts opts = p->layout;
	struct layout_block *block;
	struct buf line = { 0 };

	if (p->opts->cols == 0) {
		output_text(words);
		printf("\n");
		return;
	}
	opts.cols = opts.cols > indent + 10 ? opts.cols - indent : 10;
	block = layout_words(&p->mem, words, &opts);
	for (uint32_t i = block->lead_rows; i < block->row_count; i++) {
		buf_clear(&line);
		layout_row_text(&block->rows[i], &line);
		printf("%*s", line.len ? indent : 0, "");
		output_text(buf_span(&line));
		printf("\n");
	}
	buf_release(&line);
}

/* The notes of the section that ends here. */
static void
print_section_notes(struct printer *p, uint64_t place)
{
	struct buf words = { 0 };
	struct doc_ref ref;
	struct doc_note note;

	while (bundle_ref(p->bundle, p->next_ref, &ref) == BUNDLE_OK &&
	    ref.place < place) {
		p->next_ref++;
		if (bundle_note(p->bundle, ref.note, &note) != BUNDLE_OK)
			continue;
		buf_clear(&words);
		buf_printf(&words, "[%.*s] ", SPAN_ARG(note.label));
		output_note_text(p->bundle, &note, &words);
		for (size_t i = 0; i < words.len; i++)
			if (words.ptr[i] == '\n')
				words.ptr[i] = ' ';
		printf("\n");
		print_words(p, buf_span(&words), 4);
	}
	buf_release(&words);
}

/*
 * The text of a leaf with labels where its marks are, and, if asked for,
 * the notes' own words there.
 */
static void
put_marked(struct printer *p, const struct doc_node *leaf, struct buf *out)
{
	size_t done = 0;
	struct doc_note note;

	for (uint32_t i = 0; i < leaf->inline_count; i++) {
		const struct doc_inline *mark = &leaf->inlines[i];

		if (mark->kind != DOC_NOTE_REF || bundle_note(p->bundle,
		    mark->number, &note) != BUNDLE_OK)
			continue;
		buf_put(out, span_slice(leaf->text, done, mark->off));
		done = mark->off;
		if (p->opts->notes != PRINT_NOTES_INLINE) {
			buf_printf(out, "[%.*s]", SPAN_ARG(note.label));
			continue;
		}
		buf_printf(out, " [note %.*s: ", SPAN_ARG(note.label));
		output_note_text(p->bundle, &note, out);
		buf_putc(out, ']');
	}
	buf_put(out, span_slice(leaf->text, done, leaf->text.len));
	for (size_t i = 0; i < out->len; i++)
		if (out->ptr[i] == '\n' || out->ptr[i] == '\v')
			out->ptr[i] = leaf->kind == DOC_CODE ||
			    leaf->kind == DOC_VERSE ? '\n' : ' ';
}

static bool
has_mark(const struct doc_node *leaf)
{
	for (uint32_t i = 0; i < leaf->inline_count; i++)
		if (leaf->inlines[i].kind == DOC_NOTE_REF)
			return true;
	return false;
}

/* One paragraph a line: the layout's part is only what is generated. */
static void
print_long_line(struct printer *p, const struct doc_node *leaf)
{
	struct buf words = { 0 };

	put_marked(p, leaf, &words);
	if (leaf->kind == DOC_RULE)
		buf_puts(&words, "* * *");
	output_text(buf_span(&words));
	if (!(leaf->flags & DOC_CONTINUES))
		printf("\n");
	buf_release(&words);
}

static void
print_rows(struct printer *p, const struct bundle_chunk *chunk,
    uint32_t unit)
{
	struct layout_block *block = layout_unit(&p->mem, chunk->nodes,
	    chunk->node_count, unit, &p->layout);
	struct buf line = { 0 };
	uint32_t first = p->started ? 0 : block->lead_rows;

	for (uint32_t i = first; i < block->row_count; i++) {
		buf_clear(&line);
		layout_row_text(&block->rows[i], &line);
		output_text(buf_span(&line));
		printf("\n");
	}
	buf_release(&line);
}

static void
print_unit(struct printer *p, const struct bundle_chunk *chunk,
    uint32_t unit)
{
	const struct doc_node *node = &chunk->nodes[unit];
	bool leaf = doc_kind_shape(node->kind) == DOC_LEAF;
	struct buf words = { 0 };

	if (in_note(chunk->nodes, unit) &&
	    p->opts->notes != PRINT_NOTES_END)
		return;
	if (p->opts->notes == PRINT_NOTES_SECTION && leaf &&
	    node->kind == DOC_HEADING)
		print_section_notes(p, node->place);
	if (p->opts->cols == 0) {
		uint32_t end = node->end;

		if (p->started && !(node->flags & DOC_CONTINUED))
			printf("\n");
		for (uint32_t i = unit; i < end; i++)
			if (doc_kind_shape(chunk->nodes[i].kind) == DOC_LEAF)
				print_long_line(p, &chunk->nodes[i]);
	} else if (p->opts->notes == PRINT_NOTES_INLINE && leaf &&
	    has_mark(node)) {
		if (p->started)
			printf("\n");
		put_marked(p, node, &words);
		print_words(p, buf_span(&words), 0);
	} else {
		print_rows(p, chunk, unit);
	}
	p->started = true;
	buf_release(&words);
}

static bool
print_chunk(struct printer *p, uint32_t index)
{
	struct bundle_error error;
	const struct bundle_chunk *chunk = bundle_chunk(p->bundle, index,
	    &error);
	uint32_t unit;

	if (!chunk) {
		complain(NULL, "%s", error.what);
		return false;
	}
	unit = layout_unit_next(chunk->nodes, chunk->node_count, 0);
	while (unit != DOC_NONE) {
		print_unit(p, chunk, unit);
		arena_reset(&p->mem);
		unit = layout_unit_next(chunk->nodes, chunk->node_count,
		    chunk->nodes[unit].end);
	}
	return true;
}

int
print_bundle(struct bundle *bundle, const struct print_opts *opts)
{
	struct printer p = { .bundle = bundle, .opts = opts };
	bool fine = true;

	p.labels = (struct layout_notes){ bundle, look_up_note };
	p.layout = (struct layout_opts){
		.cols = opts->cols,
		.marks = LAYOUT_MARKS_BRACKET,
		.bidi = LAYOUT_BIDI_OFF,
		.ambiguous_cols = 1,
		.ascii = !say_is_utf8(),
		.wrap_code = true,
		.notes = &p.labels,
	};
	for (uint32_t i = 0; i < bundle_chunk_count(bundle) && fine; i++)
		fine = print_chunk(&p, i) && !ferror(stdout);
	if (opts->notes == PRINT_NOTES_SECTION)
		print_section_notes(&p, bundle_info(bundle)->text_len);
	arena_release(&p.mem);
	return fine ? STATUS_DONE : STATUS_FAILED;
}
