/* compile/cite.c - the notes read in order, and what is asked of each. */
#include "compile/cite.h"

#include <stdlib.h>

#include "base/progress.h"
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

/* The phrases of note `i`, just read, that lean on others. */
static void
put_resolves(struct arena *mem, const struct cite_scan *scan,
    const struct cite_answer *answers, size_t i, struct cite_reading *out)
{
	uint32_t found = 0;

	for (size_t k = 0; k < scan->unit_count; k++)
		found += answers[k].leans;
	if (found == 0)
		return;
	out->resolves[i] = ARENA_ARRAY(mem, found, struct doc_resolve);
	for (size_t k = 0; k < scan->unit_count; k++)
		if (answers[k].leans)
			put_resolve(scan, &scan->units[k], &answers[k],
			    &out->resolves[i][out->resolve_counts[i]++]);
}

void
cite_read(struct arena *mem, const struct cite_note *notes, size_t count,
    struct cite_reading *out)
{
	struct cite_matcher *matcher = cite_matcher_new(notes, count);
	struct cite_mentions mentions = { 0 };

	*out = (struct cite_reading){
		.resolves = ARENA_ARRAY(mem, count, struct doc_resolve *),
		.resolve_counts = ARENA_ARRAY(mem, count, uint32_t),
		.kinds = ARENA_ARRAY(mem, count, enum doc_note_kind),
	};
	progress_begin(PROGRESS_NOTES, count);
	progress_piece(count);
	for (size_t i = 0; i < count; i++) {
		const struct cite_answer *answers =
		    cite_matcher_next(matcher);
		const struct cite_scan *scan = cite_matcher_scan(matcher);

		progress_at(i, count);
		out->kinds[i] = cite_kind_of(scan, NULL);
		put_resolves(mem, scan, answers, i, out);
		cite_mentions_add(&mentions, (uint32_t)i, scan, answers);
	}
	cite_mentions_sum(mem, matcher, &mentions, out);
	free(mentions.items);
	cite_matcher_free(matcher);
}

void
cite_resolve(struct arena *mem, const struct cite_note *notes, size_t count,
    struct doc_resolve ***resolves, uint32_t **resolve_counts)
{
	struct cite_reading all;

	cite_read(mem, notes, count, &all);
	*resolves = all.resolves;
	*resolve_counts = all.resolve_counts;
}

void
cite_sources(struct arena *mem, const struct cite_note *notes, size_t count,
    struct cite_source **sources, size_t *source_count)
{
	struct cite_reading all;

	cite_read(mem, notes, count, &all);
	*sources = all.sources;
	*source_count = all.source_count;
}
