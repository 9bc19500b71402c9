/*
 * compile/resolve.c - what notes are, and what they lean on, by cite.h.
 *
 *     note 12  "See Adeyemi, Salt Roads, 41."   kind source
 *     note 13  "Ibid., 44."                     phrase 0+5 stands for 12
 */
#include "compile/pass.h"

#include <stdlib.h>

#include "base/buf.h"
#include "compile/cite.h"
#include "compile/notes.h"

struct ranges {
	struct cite_range *items;
	size_t count, room;
};

static void
add_italics(struct ranges *italics, const struct doc_node *leaf,
    uint32_t off)
{
	for (uint32_t i = 0; i < leaf->inline_count; i++) {
		const struct doc_inline *span = &leaf->inlines[i];

		if (span->kind != DOC_EMPHASIS || !span->len)
			continue;
		MEM_PUSH(italics->items, italics->count, italics->room);
		italics->items[italics->count++] = (struct cite_range){
			.off = off + span->off, .len = span->len,
		};
	}
}

/* The note's text as it lies in the document's, and its italics. */
static void
fill(struct doc *doc, const struct doc_note *note, struct cite_note *out,
    struct ranges *italics)
{
	struct buf text = { 0 };
	size_t first = italics->count;

	for (uint32_t i = note->node; i < doc->nodes[note->node].end; i++) {
		const struct doc_node *node = &doc->nodes[i];

		if (doc_kind_shape(node->kind) == DOC_CONTAINER)
			continue;
		add_italics(italics, node, (uint32_t)text.len);
		buf_put(&text, node->text);
		if (!(node->flags & DOC_CONTINUES))
			buf_putc(&text, '\n');
	}
	if (text.len)
		buf_cut(&text, text.len - 1);
	out->text = arena_span(&doc->mem, buf_span(&text));
	out->label = note->label;
	out->italic_count = italics->count - first;
	buf_release(&text);
}

void
notes_resolve(struct doc *doc)
{
	struct cite_note *notes = mem_array(doc->note_count + 1,
	    sizeof *notes);
	struct ranges italics = { 0 };
	struct doc_resolve **resolves;
	uint32_t *counts;
	unsigned number, last = 0;
	size_t at = 0;

	for (size_t i = 0; i < doc->note_count; i++) {
		fill(doc, &doc->notes[i], &notes[i], &italics);
		if (notes_label(notes[i].label, &number) == LABEL_NUMBER) {
			notes[i].restarts = i == 0 || number < last;
			last = number;
		}
	}
	/* The array has stopped growing: now it can be pointed into. */
	for (size_t i = 0; i < doc->note_count; i++) {
		notes[i].italics = italics.items + at;
		at += notes[i].italic_count;
		doc->notes[i].kind = (uint8_t)cite_kind(&notes[i], NULL);
	}
	cite_resolve(&doc->mem, notes, doc->note_count, &resolves, &counts);
	for (size_t i = 0; i < doc->note_count; i++) {
		doc->notes[i].resolves = resolves[i];
		doc->notes[i].resolve_count = counts[i];
	}
	free(notes);
	free(italics.items);
}
