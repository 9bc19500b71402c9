/* bundle/merge.c - the rows of all documents, one after the other. */
#include <stdlib.h>

#include "bundle/encode.h"
#include "bundle/format.h"

static uint32_t
shifted(uint32_t index, uint32_t by)
{
	return index == DOC_NONE ? DOC_NONE : index + by;
}

/* The start of a title, cut between two characters. */
static struct span
shortened(struct span title)
{
	size_t len = TITLE_STORED_MAX;

	if (title.len <= len)
		return title;
	while (len && ((unsigned char)title.ptr[len] & 0xc0) == 0x80)
		len--;
	return span_slice(title, 0, len);
}

static void
merge_sections(struct merged *all, const struct doc *doc, uint32_t document,
    uint64_t shift)
{
	uint32_t first = all->section_count;

	for (size_t i = 0; i < doc->section_count; i++) {
		struct doc_section *row =
		    &all->sections[all->section_count++];

		*row = doc->sections[i];
		row->document = document;
		row->title = shortened(row->title);
		row->parent = shifted(row->parent, first);
		row->place += shift;
		row->end += shift;
	}
}

static void
merge_refs(struct merged *all, const struct doc *doc, uint32_t first_section,
    uint64_t shift)
{
	for (size_t i = 0; i < doc->ref_count; i++) {
		struct doc_ref *row = &all->refs[all->ref_count++];

		*row = doc->refs[i];
		row->note += all->note_count;
		row->section = shifted(row->section, first_section);
		row->place += shift;
	}
}

/* What a note leans on is counted through the bundle already. */
static void
merge_notes(struct merged *all, const struct doc *doc, uint32_t document,
    uint32_t first_section, uint64_t shift)
{
	for (size_t i = 0; i < doc->note_count; i++) {
		struct doc_note *row = &all->notes[all->note_count++];

		*row = doc->notes[i];
		row->document = document;
		row->section = shifted(row->section, first_section);
		row->place += shift;
		row->end += shift;
	}
}

/* The marks of a note form a chain. */
static void
chain_refs(struct merged *all)
{
	uint32_t *last = mem_array(all->note_count, sizeof *last);

	for (uint32_t i = 0; i < all->note_count; i++)
		all->first_ref[i] = DOC_NONE;
	for (uint32_t i = 0; i < all->ref_count; i++) {
		uint32_t note = all->refs[i].note;

		all->next_ref[i] = DOC_NONE;
		if (all->first_ref[note] == DOC_NONE)
			all->first_ref[note] = i;
		else
			all->next_ref[last[note]] = i;
		last[note] = i;
	}
	free(last);
}

void
merge(struct merged *all, const struct bundle_source *source)
{
	size_t sections = 0, notes = 0, refs = 0, keywords = 0;

	*all = (struct merged){ 0 };
	for (size_t i = 0; i < source->count; i++) {
		sections += source->docs[i]->section_count;
		notes += source->docs[i]->note_count;
		refs += source->docs[i]->ref_count;
		keywords += source->docs[i]->keyword_count;
	}
	all->sections = mem_array(sections, sizeof *all->sections);
	all->notes = mem_array(notes, sizeof *all->notes);
	all->refs = mem_array(refs, sizeof *all->refs);
	all->keywords = mem_array(keywords, sizeof *all->keywords);
	all->first_note = mem_array(source->count, sizeof *all->first_note);
	all->first_ref = mem_array(notes, sizeof *all->first_ref);
	all->next_ref = mem_array(refs, sizeof *all->next_ref);
	for (size_t i = 0; i < source->count; i++) {
		const struct doc *doc = source->docs[i];
		uint32_t first_section = all->section_count;

		all->first_note[i] = all->note_count;
		merge_sections(all, doc, (uint32_t)i, all->text_len);
		merge_refs(all, doc, first_section, all->text_len);
		merge_notes(all, doc, (uint32_t)i, first_section,
		    all->text_len);
		for (size_t k = 0; k < doc->keyword_count; k++)
			all->keywords[all->keyword_count++] =
			    doc->keywords[k];
		all->text_len += doc->text_len;
		all->node_count += doc->node_count;
		for (size_t k = 0; k < doc->node_count; k++)
			all->inline_count += doc->nodes[k].inline_count;
	}
	chain_refs(all);
}

void
merged_release(struct merged *all)
{
	free(all->sections);
	free(all->notes);
	free(all->refs);
	free(all->keywords);
	free(all->first_note);
	free(all->first_ref);
	free(all->next_ref);
}
