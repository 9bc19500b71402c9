/* reader/extent.c - the text proper of a document, notes left out. */
#include "reader/extent.h"

/* Rows of a step: about a millisecond. */
#define STEP_ROWS 2000

/* So many are gathered at once: they are a page or two of their tables. */
#define FIRST_ROWS 200

static void
leave_out_words(struct extent *extent, const struct doc_section *section)
{
	extent->words -= section->words < extent->words ? section->words :
	    extent->words;
}

/*
 * Where the back matter starts: the outermost section of back matter that
 * reaches to the document's end, which holds the last section of all.
 */
static void
find_back_matter(struct extent *extent, struct bundle *bundle,
    const struct bundle_document *document)
{
	uint32_t first = document->first_section;
	uint32_t at = first + document->section_count;
	struct doc_section section, back = { .words = 0 };

	extent->back = document->end;
	if (document->section_count == 0)
		return;
	/* A parent stands before its child, or the bundle lies. */
	for (uint32_t parent = at - 1; parent < at && parent >= first;
	    parent = section.parent) {
		at = parent;
		if (bundle_section(bundle, at, &section) != BUNDLE_OK)
			break;
		if (section.back_matter && section.end >= document->end) {
			extent->back = section.place;
			back = section;
		}
	}
	leave_out_words(extent, &back);
}

void
extent_init(struct extent *extent, struct bundle *bundle, uint32_t index)
{
	const struct bundle_document *document = bundle_document(bundle,
	    index);

	*extent = (struct extent){ .bundle = bundle };
	if (!document)
		return;
	extent->from = document->place;
	extent->to = document->end;
	extent->words = document->words;
	extent->section = document->first_section;
	extent->section_end = extent->section + document->section_count;
	extent->note = document->first_note;
	extent->note_end = extent->note + document->note_count;
	find_back_matter(extent, bundle, document);
	ranges_add(&extent->aside, extent->back, extent->to);
	if (document->section_count + document->note_count <= FIRST_ROWS)
		extent_step(extent);
}

void
extent_release(struct extent *extent)
{
	ranges_release(&extent->aside);
}

bool
extent_busy(const struct extent *extent)
{
	return extent->section < extent->section_end ||
	    extent->note < extent->note_end;
}

/* A section inside another of back matter counted with that. */
static void
put_aside(struct extent *extent, const struct doc_section *section)
{
	if (!section->back_matter || section->place < extent->counted)
		return;
	ranges_add(&extent->aside, section->place, section->end);
	extent->counted = section->end;
	leave_out_words(extent, section);
}

/* All are in order of place: past `back` they are known. */
void
extent_step(struct extent *extent)
{
	struct doc_section section;
	struct doc_note note;
	int rows = STEP_ROWS;

	for (; rows > 0 && extent->section < extent->section_end; rows--) {
		if (bundle_section_peek(extent->bundle, extent->section++,
		    &section) == BUNDLE_OK && section.place >= extent->back)
			extent->section = extent->section_end;
		else
			put_aside(extent, &section);
	}
	for (; rows > 0 && extent->note < extent->note_end; rows--) {
		if (bundle_note_peek(extent->bundle, extent->note++,
		    &note) == BUNDLE_OK && note.place >= extent->back)
			extent->note = extent->note_end;
		else
			ranges_add(&extent->aside, note.place, note.end + 1);
	}
}

uint64_t
extent_before(const struct extent *extent, uint64_t place)
{
	uint64_t to = place > extent->to ? extent->to : place;
	uint64_t aside;

	if (to <= extent->from)
		return 0;
	aside = ranges_within(&extent->aside, extent->from, extent->to);
	if (aside + 1 >= extent->to - extent->from)
		return to - extent->from;
	return to - extent->from - ranges_within(&extent->aside,
	    extent->from, to);
}
