/* reader/outline.c - the contents as rows that fold. */
#include "reader/outline.h"

#include <stdlib.h>
#include <string.h>

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

void
outline_init(struct outline *outline, struct bundle *bundle)
{
	const struct bundle_info *info = bundle_info(bundle);

	*outline = (struct outline){
		.bundle = bundle,
		.section_count = info->section_count,
		.several = info->document_count > 1,
		.open_all = info->section_count <= OPEN_ALL_MAX,
	};
}

void
outline_release(struct outline *outline)
{
	free(outline->turned);
	*outline = (struct outline){ 0 };
}

/* ---- what is open ---- */

/* Where `row` is in the list of those turned, or would be. */
static uint32_t
turned_index(const struct outline *outline, uint32_t row)
{
	uint32_t low = 0, high = outline->turned_count;

	while (low < high) {
		uint32_t middle = low + (high - low) / 2;

		if (outline->turned[middle] < row)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

static bool
is_open(const struct outline *outline, uint32_t row)
{
	uint32_t index = turned_index(outline, row);
	bool turned = index < outline->turned_count &&
	    outline->turned[index] == row;

	return (outline->open_all || row == outline->section_count) != turned;
}

static void
set_open(struct outline *outline, uint32_t row, bool open)
{
	uint32_t index = turned_index(outline, row);
	uint32_t *at;

	if (is_open(outline, row) == open)
		return;
	if (index < outline->turned_count && outline->turned[index] == row) {
		at = outline->turned + index;
		memmove(at, at + 1, (--outline->turned_count - index) *
		    sizeof *at);
		return;
	}
	MEM_PUSH(outline->turned, outline->turned_count,
	    outline->turned_room);
	at = outline->turned + index;
	memmove(at + 1, at, (outline->turned_count++ - index) * sizeof *at);
	*at = row;
}

/* ---- documents ---- */

static uint32_t
document_row(const struct outline *outline, uint32_t document)
{
	return outline->section_count + document;
}

static const struct bundle_document *
document_of(const struct outline *outline, uint32_t row)
{
	return row < outline->section_count ? NULL :
	    bundle_document(outline->bundle, row - outline->section_count);
}

/* One past the last of the sections of the document with section `index`. */
static uint32_t
last_section(const struct outline *outline, uint32_t index)
{
	const struct bundle_document *document = bundle_document(
	    outline->bundle, section_of(outline, index).document);

	return document ? document->first_section + document->section_count :
	    outline->section_count;
}

static bool
is_inside(const struct outline *outline, uint32_t index, uint32_t outer)
{
	while (index > outer && index < outline->section_count) {
		uint32_t parent = section_of(outline, index).parent;

		/* A parent stands before its child, or the bundle lies. */
		index = parent < index ? parent : DOC_NONE;
	}
	return index == outer;
}

/* The first section after `index` and all that is in it. */
static uint32_t
section_after(const struct outline *outline, uint32_t index)
{
	uint32_t next = bundle_section_find(outline->bundle,
	    section_of(outline, index).end);
	uint32_t end = last_section(outline, index);

	if (next <= index)
		next = index + 1;
	/* An empty one at the very end of it is still in it. */
	while (next < end && is_inside(outline, next, index))
		next++;
	return next < end ? next : end;
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
	    !span_eq(section_of(outline, first).title, document->title) ||
	    section_after(outline, first) != first + document->section_count)
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

/* ---- rows ---- */

static bool
has_sections(const struct outline *outline, uint32_t row)
{
	return row + 1 < last_section(outline, row) &&
	    section_of(outline, row + 1).parent == row;
}

/* The row of a section, or the outermost that it is folded into. */
static uint32_t
shown_row(const struct outline *outline, uint32_t document, uint32_t section)
{
	uint32_t row = document_row(outline, document);
	uint32_t shown = section;
	uint32_t title;

	if (outline->several && (!is_open(outline, row) ||
	    section == DOC_NONE))
		return row;
	if (section >= outline->section_count)
		return outline_first(outline);
	title = title_section(outline, bundle_document(outline->bundle,
	    document));
	if (section == title)
		return row;
	for (uint32_t at = section; at < outline->section_count;) {
		uint32_t parent = section_of(outline, at).parent;

		if (at != section && at != title && !is_open(outline, at))
			shown = at;
		if (parent >= at)
			break;
		at = parent;
	}
	return shown;
}

uint32_t
outline_row_of(const struct outline *outline, uint32_t document,
    uint32_t section)
{
	if (!bundle_document(outline->bundle, document))
		return DOC_NONE;
	return shown_row(outline, document, section);
}

uint32_t
outline_first(const struct outline *outline)
{
	if (outline->several)
		return document_row(outline, 0);
	return outline->section_count ? 0 : DOC_NONE;
}

/* The last row of a document, or its own. */
static uint32_t
last_row(const struct outline *outline, uint32_t document)
{
	const struct bundle_document *info = bundle_document(outline->bundle,
	    document);

	return shown_row(outline, document, info->section_count ?
	    info->first_section + info->section_count - 1 : DOC_NONE);
}

uint32_t
outline_last(const struct outline *outline)
{
	uint32_t count = bundle_info(outline->bundle)->document_count;

	return outline_first(outline) == DOC_NONE ? DOC_NONE :
	    last_row(outline, count - 1);
}

static uint32_t
next_document(const struct outline *outline, uint32_t document)
{
	if (!outline->several || document + 1 >=
	    bundle_info(outline->bundle)->document_count)
		return DOC_NONE;
	return document_row(outline, document + 1);
}

uint32_t
outline_next(const struct outline *outline, uint32_t row)
{
	const struct bundle_document *document = document_of(outline, row);
	uint32_t next, end;

	if (document) {
		next = document->first_section;
		end = next + document->section_count;
		if (next < end && title_section(outline, document) == next)
			next++;
		return next < end && is_open(outline, row) ? next :
		    next_document(outline, row - outline->section_count);
	}
	end = last_section(outline, row);
	next = is_open(outline, row) ? row + 1 : section_after(outline, row);
	return next < end ? next : next_document(outline,
	    section_of(outline, row).document);
}

uint32_t
outline_prev(const struct outline *outline, uint32_t row)
{
	const struct bundle_document *document = document_of(outline, row);
	uint32_t index;

	if (document) {
		index = row - outline->section_count;
		return index ? last_row(outline, index - 1) : DOC_NONE;
	}
	index = section_of(outline, row).document;
	document = bundle_document(outline->bundle, index);
	if (document && row > document->first_section)
		return shown_row(outline, index, row - 1);
	return outline->several ? document_row(outline, index) : DOC_NONE;
}

uint32_t
outline_step(const struct outline *outline, uint32_t row, int by)
{
	uint32_t next = row;

	for (; by && next != DOC_NONE; by += by < 0 ? 1 : -1) {
		row = next;
		next = by < 0 ? outline_prev(outline, row) :
		    outline_next(outline, row);
	}
	return next == DOC_NONE ? row : next;
}

int
outline_distance(const struct outline *outline, uint32_t row, uint32_t other,
    int most)
{
	int steps = 0;

	while (steps < most && row != other && row != DOC_NONE) {
		row = outline_next(outline, row);
		steps++;
	}
	return row == other ? steps : most;
}

/* Of a document, from above all that is in it. */
static uint64_t
row_order(const struct outline *outline, uint32_t row)
{
	const struct bundle_document *document = document_of(outline, row);

	return document ? 2 * (uint64_t)document->first_section :
	    2 * (uint64_t)row + 1;
}

bool
outline_is_before(const struct outline *outline, uint32_t row,
    uint32_t other)
{
	uint64_t order = row_order(outline, row);
	uint64_t than = row_order(outline, other);

	return order == than ? row < other : order < than;
}

struct outline_row
outline_row(const struct outline *outline, uint32_t row)
{
	const struct bundle_document *document = document_of(outline, row);
	struct outline_row out = { .section = DOC_NONE };
	struct doc_section section;
	unsigned outer;

	out.state = is_open(outline, row) ? OUTLINE_OPEN : OUTLINE_FOLDED;
	if (document) {
		out.document = row - outline->section_count;
		return out;
	}
	if (!has_sections(outline, row))
		out.state = OUTLINE_LEAF;
	section = section_of(outline, row);
	document = bundle_document(outline->bundle, section.document);
	outer = outline->several - (document &&
	    title_section(outline, document) != DOC_NONE);
	out.document = section.document;
	out.section = row;
	out.depth = (uint16_t)(section.level + outer - (section.level > 0));
	return out;
}

/* ---- folding ---- */

void
outline_reveal(struct outline *outline, uint32_t section)
{
	struct doc_section at;

	if (section >= outline->section_count)
		return;
	at = section_of(outline, section);
	set_open(outline, document_row(outline, at.document), true);
	while (at.parent < section) {
		section = at.parent;
		set_open(outline, section, true);
		at = section_of(outline, section);
	}
}

uint32_t
outline_fold(struct outline *outline, uint32_t row)
{
	struct outline_row at;
	uint32_t parent;

	if (row == DOC_NONE)
		return row;
	at = outline_row(outline, row);
	if (at.state == OUTLINE_OPEN) {
		set_open(outline, row, false);
		return row;
	}
	if (at.section == DOC_NONE)
		return row;
	parent = section_of(outline, row).parent;
	/* The only document has no row to go to. */
	if (parent == DOC_NONE && !outline->several)
		return row;
	return shown_row(outline, at.document, parent);
}

void
outline_unfold(struct outline *outline, uint32_t row)
{
	if (row != DOC_NONE &&
	    outline_row(outline, row).state == OUTLINE_FOLDED)
		set_open(outline, row, true);
}

void
outline_keep_folds(const struct outline *outline, struct outline_folds *folds)
{
	outline_folds_release(folds);
	folds->count = outline->turned_count;
	if (folds->count == 0)
		return;
	folds->turned = mem_array(folds->count, sizeof *folds->turned);
	memcpy(folds->turned, outline->turned,
	    folds->count * sizeof *folds->turned);
}

void
outline_put_back_folds(struct outline *outline,
    const struct outline_folds *folds)
{
	/* The room for them was there then, and never shrinks. */
	outline->turned_count = folds->count;
	if (folds->count)
		memcpy(outline->turned, folds->turned,
		    folds->count * sizeof *folds->turned);
}

void
outline_folds_release(struct outline_folds *folds)
{
	free(folds->turned);
	*folds = (struct outline_folds){ NULL, 0 };
}

/* ---- of a row ---- */

void
outline_range(const struct outline *outline, uint32_t row, uint64_t *from,
    uint64_t *to)
{
	const struct bundle_document *document = document_of(outline, row);
	struct doc_section section;

	if (!document) {
		section = section_of(outline, row);
		*from = section.place;
		*to = section.end;
		return;
	}
	*from = document->place;
	*to = document->end;
}

struct span
outline_title(const struct outline *outline, uint32_t row)
{
	const struct bundle_document *document = document_of(outline, row);

	if (!document)
		return section_of(outline, row).title;
	return document->title.len ? document->title : SPAN("Untitled");
}
