/* compile/cite.c - the phrases of all notes that lean on other notes. */
#include "compile/cite.h"

#include <stdlib.h>

#include "compile/cite_match.h"

static void
put_resolve(const struct cite_scan *scan, const struct cite_unit *unit,
    const struct cite_answer *answer, struct doc_resolve *out)
{
	const struct cite_token *first = &scan->tokens[unit->from];
	const struct cite_token *last = &scan->tokens[unit->end - 1];

	*out = (struct doc_resolve){
		.off = first->off,
		.len = last->off + last->len - first->off,
		.note = answer->note,
		.locator = answer->locator,
	};
}

void
cite_resolve(struct arena *mem, const struct cite_note *notes, size_t count,
    struct doc_resolve ***resolves, uint32_t **resolve_counts)
{
	struct cite_matcher *matcher = cite_matcher_new(notes, count);

	*resolves = ARENA_ARRAY(mem, count, struct doc_resolve *);
	*resolve_counts = ARENA_ARRAY(mem, count, uint32_t);
	for (size_t i = 0; i < count; i++) {
		const struct cite_answer *answers =
		    cite_matcher_next(matcher);
		const struct cite_scan *scan = cite_matcher_scan(matcher);
		uint32_t found = 0;

		for (size_t k = 0; k < scan->unit_count; k++)
			found += answers[k].leans;
		if (found == 0)
			continue;
		(*resolves)[i] = ARENA_ARRAY(mem, found, struct doc_resolve);
		for (size_t k = 0; k < scan->unit_count; k++)
			if (answers[k].leans)
				put_resolve(scan, &scan->units[k],
				    &answers[k], &(*resolves)[i][
				    (*resolve_counts)[i]++]);
	}
	cite_matcher_free(matcher);
}
