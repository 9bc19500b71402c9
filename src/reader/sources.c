/* reader/sources.c - the sources that the notes of a bundle cite. */
#include "reader/sources.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "reader/view.h"

/* The types in the order of enum cite_type, whose numbers are stored. */
static const char *const types[] = {
	"", "book", "journal", "news", "web", "law", "case", "report",
};

/* The groups of a listing, in its order. */
static const struct {
	const char *type, *title;
} groups[SOURCE_GROUPS] = {
	{ "book", "Books" },
	{ "journal", "Journals" },
	{ "report", "Reports" },
	{ "news", "News" },
	{ "law", "Statutes and treaties" },
	{ "case", "Cases" },
	{ "web", "Web" },
	{ "", "Of no clear type" },
};

size_t
source_group(const struct source *source)
{
	size_t group = 0;

	while (group < SOURCE_GROUPS - 1 &&
	    strcmp(source->type, groups[group].type) != 0)
		group++;
	return group;
}

const char *
source_group_title(size_t group)
{
	return groups[group].title;
}

void
sources_init(struct sources *sources, struct bundle *bundle)
{
	struct span bytes;

	*sources = (struct sources){ .bundle = bundle };
	if (bundle_extra(bundle, BUNDLE_TAG_SOURCES, &bytes, NULL) !=
	    BUNDLE_OK)
		bytes = SPAN("");
	sources->in = cursor_of(bytes);
}

void
sources_release(struct sources *sources)
{
	free(sources->notes);
	*sources = (struct sources){ 0 };
}

/* The notes of a source that several cite; false if a number lies. */
static bool
read_notes(struct sources *sources, struct source *source)
{
	struct cursor *in = &sources->in;
	uint32_t most = bundle_info(sources->bundle)->note_count;
	uint64_t note = 0;

	source->times = cursor_varint(in);
	source->note_count = (uint32_t)cursor_varint_max(in, most);
	if (in->failed)
		return false;
	if (source->note_count > sources->note_room) {
		sources->note_room = source->note_count;
		sources->notes = mem_grow(sources->notes,
		    sources->note_room, sizeof *sources->notes);
	}
	for (uint32_t i = 0; i < source->note_count; i++) {
		note += cursor_varint(in);
		if (in->failed || note >= most)
			return false;
		sources->notes[i] = (uint32_t)note;
	}
	source->notes = sources->notes;
	return true;
}

static bool
ends_in_stop(struct bundle *bundle, const struct doc_note *note)
{
	struct buf last = { 0 };
	bool stop;

	if (note->end <= note->place)
		return false;
	bundle_text(bundle, note->end - 1, note->end, &last, NULL);
	stop = last.len && *last.ptr == '.';
	buf_release(&last);
	return stop;
}

bool
sources_next(struct sources *sources, struct source *source)
{
	struct cursor *in = &sources->in;
	struct doc_note note;
	uint64_t head, off, len;
	int64_t index;

	if (cursor_left(in) == 0)
		return false;
	head = cursor_varint(in);
	index = (int64_t)sources->last + cursor_svarint(in);
	if (in->failed || index < 0 || index >=
	    bundle_info(sources->bundle)->note_count ||
	    bundle_note(sources->bundle, (uint32_t)index, &note) != BUNDLE_OK)
		return false;
	sources->last = (uint32_t)index;
	*source = (struct source){
		.type = types[head & BUNDLE_SOURCE_TYPES],
		.times = 1,
		.note = (uint32_t)index,
		.text = { note.place, note.end },
		.notes = &sources->last,
		.note_count = 1,
	};
	if (!(head & BUNDLE_SOURCE_WHOLE)) {
		off = cursor_varint_max(in, note.end - note.place);
		len = cursor_varint_max(in, note.end - note.place - off);
		source->text.place = note.place + off;
		source->text.end = source->text.place + len;
	}
	if (!(head & BUNDLE_SOURCE_ONCE))
		return read_notes(sources, source);
	return !in->failed;
}

/* The full stop at the end of a note is not the citation's. */
struct source_part
source_citation(struct bundle *bundle, const struct source *source)
{
	struct source_part part = source->text;
	struct doc_note note;

	if (bundle_note(bundle, source->note, &note) == BUNDLE_OK &&
	    part.place == note.place && part.end == note.end &&
	    ends_in_stop(bundle, &note))
		part.end--;
	return part;
}

bool
source_between(struct bundle *bundle, uint32_t by, uint32_t of,
    struct source_part *part)
{
	struct sources sources;
	struct source source;
	uint32_t found = 0;

	sources_init(&sources, bundle);
	while (found < 2 && sources_next(&sources, &source)) {
		if (source.note != of)
			continue;
		for (uint32_t i = 0; i < source.note_count; i++)
			if (source.notes[i] == by) {
				*part = source_citation(bundle, &source);
				found++;
			}
	}
	sources_release(&sources);
	return found == 1;
}

/* Where `part` ends without the sign that leads back to the mark. */
static uint64_t
before_way_back(struct bundle *bundle, const struct source_part *part)
{
	const struct doc_node *leaf = part->end > part->place ?
	    view_leaf(bundle, part->end - 1, NULL) : NULL;

	for (uint32_t i = 0; leaf && i < leaf->inline_count; i++) {
		const struct doc_inline *span = &leaf->inlines[i];
		uint64_t at = leaf->place + span->off;

		if (span->kind != DOC_BACKLINK || at < part->place ||
		    at + span->len < part->end)
			continue;
		while (at > part->place && at > leaf->place &&
		    leaf->text.ptr[at - 1 - leaf->place] == ' ')
			at--;
		return at;
	}
	return part->end;
}

void
source_text(struct bundle *bundle, struct source_part part, struct buf *out)
{
	size_t start = out->len;

	bundle_text(bundle, part.place, before_way_back(bundle, &part), out,
	    NULL);
	for (size_t i = start; i < out->len; i++)
		if (out->ptr[i] == '\n' || out->ptr[i] == '\v')
			out->ptr[i] = ' ';
}

void
source_labels(struct bundle *bundle, const struct source *source,
    struct buf *out)
{
	const char *between = "";

	for (uint32_t i = 0; i < source->note_count; i++) {
		struct doc_note note;

		if (bundle_note(bundle, source->notes[i], &note) !=
		    BUNDLE_OK)
			continue;
		buf_puts(out, between);
		buf_put(out, note.label);
		between = ", ";
	}
}
