/*
 * compile/places.c - where everything is in the text.
 *
 *     0 HEADING   "Lessons"          place 0     Lessons\n
 *     1 PARAGRAPH "One."  @3 mark    place 8     One.\n
 *     2 NOTE                         place 13
 *     3   PARAGRAPH "See."           place 13    See.\n
 *
 * gives note 0 from 13 to 17, its mark at 11, and a text of 18 bytes.
 */
#include "compile/pass.h"

#include "uni/uni.h"

static void
set_places(struct doc *doc)
{
	uint64_t place = 0;

	for (size_t i = 0; i < doc->node_count; i++) {
		struct doc_node *node = &doc->nodes[i];

		node->place = place;
		if (doc_kind_shape(node->kind) == DOC_CONTAINER)
			continue;
		place += node->text.len;
		if (!(node->flags & DOC_CONTINUES))
			place++;
	}
	doc->text_len = place;
}

/* Words of one leaf; a word is never cut between two pieces. */
static uint32_t
note_words(const struct doc *doc, uint32_t from, uint32_t to)
{
	uint32_t words = 0;

	for (uint32_t i = from; i < to; i++)
		words += (uint32_t)uni_word_count(doc->nodes[i].text);
	return words;
}

static void
set_notes(struct doc *doc)
{
	for (uint32_t i = 0; i < doc->node_count; i++) {
		const struct doc_node *node = &doc->nodes[i];
		struct doc_note *note;

		if (node->kind != DOC_NOTE)
			continue;
		note = &doc->notes[node->number];
		note->node = i;
		note->place = node->place;
		note->end = node->end < doc->node_count ?
		    doc->nodes[node->end].place : doc->text_len;
		if (note->end > note->place)
			note->end--;
		note->words = note_words(doc, i, node->end);
	}
}

static void
set_refs(struct doc *doc)
{
	for (size_t i = 0; i < doc->node_count; i++) {
		const struct doc_node *node = &doc->nodes[i];

		for (uint32_t j = 0; j < node->inline_count; j++) {
			const struct doc_inline *span = &node->inlines[j];

			if (span->kind != DOC_NOTE_REF)
				continue;
			MEM_PUSH(doc->refs, doc->ref_count, doc->ref_room);
			doc->refs[doc->ref_count++] = (struct doc_ref){
				.place = node->place + span->off,
				.note = span->number,
				.section = DOC_NONE,
			};
		}
	}
}

void
places_set(struct doc *doc)
{
	for (size_t i = 0; i < doc->node_count; i++)
		leaf_sort(&doc->nodes[i]);
	set_places(doc);
	set_notes(doc);
	set_refs(doc);
}
