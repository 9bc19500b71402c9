/* reader/outline.c - the contents as rows that fold. */
#include "reader/outline.h"

#include <stdlib.h>

#include "base/arena.h"

/*
 * Contents of up to this many entries start unfolded: about two screens.
 * Longer ones start with their first level.
 */
#define OPEN_ALL_MAX 60

static struct doc_section
section_of(const struct outline *outline, uint32_t index)
{
	struct doc_section section;

	bundle_section(outline->bundle, index, &section);
	return section;
}

static void
add_row(struct outline *outline, struct outline_row row)
{
	MEM_PUSH(outline->rows, outline->row_count, outline->row_room);
	outline->rows[outline->row_count++] = row;
}

/*
 * The section that a document's own row stands for: its only one of the
 * first level, with the document's title.  Two rows would say it twice.
 */
static uint32_t
title_section(const struct outline *outline,
    const struct bundle_document *document)
{
	uint32_t first = document->first_section;

	if (!outline->several || document->section_count == 0 ||
	    !span_eq(section_of(outline, first).title, document->title))
		return DOC_NONE;
	for (uint32_t i = 1; i < document->section_count; i++)
		if (section_of(outline, first + i).parent == DOC_NONE)
			return DOC_NONE;
	return first;
}

bool
outline_is_document(const struct outline *outline, uint32_t document,
    uint32_t section)
{
	const struct bundle_document *info = bundle_document(outline->bundle,
	    document);

	return info && section != DOC_NONE &&
	    title_section(outline, info) == section;
}

static void
add_sections(struct outline *outline, uint32_t index,
    const struct bundle_document *document)
{
	uint32_t title = title_section(outline, document);
	unsigned outer = outline->several - (title != DOC_NONE);
	/* Sections at this level and deeper are folded away. */
	unsigned hidden = UINT32_MAX;

	for (uint32_t i = 0; i < document->section_count; i++) {
		uint32_t id = document->first_section + i;
		struct doc_section section = section_of(outline, id);
		uint8_t state = OUTLINE_LEAF;

		if (id == title || section.level >= hidden)
			continue;
		hidden = UINT32_MAX;
		if (outline->parent[id]) {
			state = outline->open[id] ? OUTLINE_OPEN :
			    OUTLINE_FOLDED;
			if (!outline->open[id])
				hidden = section.level + 1u;
		}
		add_row(outline, (struct outline_row){
			.document = index,
			.section = id,
			.depth = (uint16_t)(section.level + outer -
			    (section.level > 0)),
			.state = state,
		});
	}
}

static void
build(struct outline *outline)
{
	const struct bundle_info *info = bundle_info(outline->bundle);

	outline->row_count = 0;
	for (uint32_t d = 0; d < info->document_count; d++) {
		const struct bundle_document *document =
		    bundle_document(outline->bundle, d);
		bool open = outline->open[outline->section_count + d];

		if (!document)
			continue;
		if (outline->several)
			add_row(outline, (struct outline_row){
				.document = d,
				.section = DOC_NONE,
				.state = open ? OUTLINE_OPEN :
				    OUTLINE_FOLDED,
			});
		if (open || !outline->several)
			add_sections(outline, d, document);
	}
}

void
outline_init(struct outline *outline, struct bundle *bundle)
{
	const struct bundle_info *info = bundle_info(bundle);

	*outline = (struct outline){
		.bundle = bundle,
		.section_count = info->section_count,
		.several = info->document_count > 1,
	};
}

/* All sections are read, so not before somebody asks. */
static void
ensure(struct outline *outline)
{
	const struct bundle_info *info = bundle_info(outline->bundle);
	bool open_all = info->section_count <= OPEN_ALL_MAX;

	if (outline->open)
		return;
	outline->open = mem_array(
	    (size_t)info->section_count + info->document_count, 1);
	outline->parent = mem_array(info->section_count, 1);
	for (uint32_t i = 0; i < info->section_count; i++) {
		struct doc_section section = section_of(outline, i);

		outline->open[i] = open_all;
		if (section.parent < info->section_count)
			outline->parent[section.parent] = 1;
	}
	for (uint32_t i = 0; i < info->document_count; i++)
		outline->open[info->section_count + i] = open_all || i == 0;
	build(outline);
}

void
outline_release(struct outline *outline)
{
	free(outline->open);
	free(outline->parent);
	free(outline->rows);
	*outline = (struct outline){ 0 };
}

static uint32_t
find_row(const struct outline *outline, uint32_t document, uint32_t section)
{
	for (uint32_t i = 0; i < outline->row_count; i++)
		if (outline->rows[i].document == document &&
		    outline->rows[i].section == section)
			return i;
	return DOC_NONE;
}

uint32_t
outline_row_of(struct outline *outline, uint32_t document, uint32_t section)
{
	uint32_t row;

	ensure(outline);
	row = find_row(outline, document, section);
	/* A chain longer than the table is a lie of the bundle. */
	for (uint32_t steps = 0; row == DOC_NONE && section != DOC_NONE &&
	    steps <= outline->section_count; steps++) {
		section = section_of(outline, section).parent;
		row = find_row(outline, document, section);
	}
	if (row == DOC_NONE)
		row = find_row(outline, document, DOC_NONE);
	return row == DOC_NONE ? 0 : row;
}

void
outline_reveal(struct outline *outline, uint32_t section)
{
	struct doc_section at;
	bool changed = false;

	if (section >= outline->section_count)
		return;
	ensure(outline);
	at = section_of(outline, section);
	if (!outline->open[outline->section_count + at.document]) {
		outline->open[outline->section_count + at.document] = 1;
		changed = true;
	}
	for (uint32_t steps = 0; at.parent < outline->section_count &&
	    steps <= outline->section_count; steps++) {
		changed |= !outline->open[at.parent];
		outline->open[at.parent] = 1;
		at = section_of(outline, at.parent);
	}
	if (changed)
		build(outline);
}

static unsigned char *
open_flag(struct outline *outline, uint32_t row)
{
	const struct outline_row *at = &outline->rows[row];

	return &outline->open[at->section == DOC_NONE ?
	    outline->section_count + at->document : at->section];
}

uint32_t
outline_fold(struct outline *outline, uint32_t row)
{
	const struct outline_row *at;
	uint32_t document, section;

	if (row >= outline->row_count)
		return row;
	at = &outline->rows[row];
	document = at->document;
	section = at->section;
	if (at->state != OUTLINE_OPEN) {
		if (section == DOC_NONE)
			return row;
		section = section_of(outline, section).parent;
		/* The only document has no row to go to. */
		if (section == DOC_NONE && !outline->several)
			return row;
		return outline_row_of(outline, document, section);
	}
	*open_flag(outline, row) = 0;
	build(outline);
	return outline_row_of(outline, document, section);
}

void
outline_unfold(struct outline *outline, uint32_t row)
{
	if (row >= outline->row_count ||
	    outline->rows[row].state != OUTLINE_FOLDED)
		return;
	*open_flag(outline, row) = 1;
	build(outline);
}

void
outline_range(const struct outline *outline, uint32_t row, uint64_t *from,
    uint64_t *to)
{
	const struct outline_row *at = &outline->rows[row];
	const struct bundle_document *document;
	struct doc_section section;

	if (at->section != DOC_NONE) {
		section = section_of(outline, at->section);
		*from = section.place;
		*to = section.end;
		return;
	}
	document = bundle_document(outline->bundle, at->document);
	*from = document ? document->place : 0;
	*to = document ? document->end : 0;
}

struct span
outline_title(const struct outline *outline, uint32_t row)
{
	const struct outline_row *at = &outline->rows[row];
	const struct bundle_document *document;

	if (at->section != DOC_NONE)
		return section_of(outline, at->section).title;
	document = bundle_document(outline->bundle, at->document);
	if (!document || document->title.len == 0)
		return SPAN("Untitled");
	return document->title;
}
