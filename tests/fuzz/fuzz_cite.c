/* Notes of any text: nothing crashes, and phrases lie inside their notes. */
#include <assert.h>
#include <stdlib.h>

#include "compile/cite.h"
#include "uni/uni.h"

#define NOTES_MAX 64

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* One note for each blank line; italics from bytes of the text itself. */
int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct cite_note notes[NOTES_MAX] = { 0 };
	struct cite_range italics = { 3, 9 };
	struct arena mem = { 0 };
	struct buf text = { 0 };
	struct doc_resolve **resolves;
	struct cite_source *sources;
	struct span rest;
	uint32_t *counts;
	size_t count = 0, source_count;

	uni_mend(&text, span_of((const char *)data, size));
	rest = buf_span(&text);
	while (rest.len && count < NOTES_MAX) {
		ptrdiff_t end = span_find(rest, SPAN("\n\n"), 0);
		size_t len = end < 0 ? rest.len : (size_t)end;
		struct cite_note *note = &notes[count++];

		note->text = span_slice(rest, 0, len);
		note->label = arena_printf(&mem, "%zu", count % 16);
		note->document = count > 40;
		note->restarts = count % 16 == 0;
		note->italics = &italics;
		note->italic_count = count & 1;
		rest = span_slice(rest, len + 2, rest.len);
	}
	cite_resolve(&mem, notes, count, &resolves, &counts);
	for (size_t i = 0; i < count; i++) {
		for (uint32_t k = 0; k < counts[i]; k++) {
			const struct doc_resolve *r = &resolves[i][k];

			assert((size_t)r->off + r->len <= notes[i].text.len);
			assert(r->len > 0);
			assert(r->note == DOC_NONE || (r->note < count &&
			    r->note != i));
		}
		cite_kind(&notes[i], NULL);
	}
	cite_sources(&mem, notes, count, &sources, &source_count);
	for (size_t i = 0; i < source_count; i++)
		assert(sources[i].note_count > 0);
	arena_release(&mem);
	buf_release(&text);
	return 0;
}
