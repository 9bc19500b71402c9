/* reader/glossary.c - the keywords of a session. */
#include "reader/glossary.h"

#include <stdlib.h>

#include "base/arena.h"
#include "base/below.h"

static void
add_title(struct glossary *glossary, struct span title)
{
	MEM_PUSH(glossary->titles, glossary->set_count, glossary->set_room);
	glossary->titles[glossary->set_count++] = title;
}

unsigned
glossary_add_set(struct glossary *glossary, struct span name)
{
	struct span title = arena_printf(&glossary->mem,
	    "Keywords from %.*s", SPAN_ARG(name));

	if (glossary->has_file) {
		add_title(glossary, title);
		return glossary->set_count - 1;
	}
	glossary->has_file = true;
	glossary->titles[GLOSSARY_FILE] = title;
	return GLOSSARY_FILE;
}

struct span
glossary_set_title(const struct glossary *glossary, unsigned set)
{
	return glossary->titles[set];
}

void
glossary_init(struct glossary *glossary, struct bundle *bundle)
{
	const struct bundle_info *info = bundle_info(bundle);

	static const char *const titles[GLOSSARY_OWN_SETS] = {
		"Keywords of the document", "Keywords from a file",
		"Keywords given at the start", "Keywords added while reading",
	};

	*glossary = (struct glossary){ .bundle = bundle, .chosen = -1 };
	for (size_t i = 0; i < GLOSSARY_OWN_SETS; i++)
		add_title(glossary, span_str(titles[i]));
	glossary->keywords = keywords_new();
	for (uint32_t i = 0; i < info->keyword_count; i++) {
		struct doc_keyword keyword;

		bundle_keyword(bundle, i, &keyword);
		if (keyword.term.len)
			glossary_add(glossary, GLOSSARY_DOCUMENT,
			    keyword.term, keyword.variants,
			    keyword.definition);
	}
}

void
glossary_release(struct glossary *glossary)
{
	keywords_free(glossary->keywords);
	free(glossary->counts);
	free(glossary->places);
	free(glossary->titles);
	arena_release(&glossary->mem);
	*glossary = (struct glossary){ 0 };
}

static void
count_again(struct glossary *glossary)
{
	size_t count = keywords_count(glossary->keywords);

	if (count > glossary->count_room) {
		glossary->count_room = 2 * count;
		glossary->counts = mem_grow(glossary->counts,
		    glossary->count_room, sizeof *glossary->counts);
	}
	if (glossary->counts)
		memset(glossary->counts, 0, glossary->count_room *
		    sizeof *glossary->counts);
	glossary->next = 0;
	glossary->highest = 0;
	glossary->place_count = 0;
}

int
glossary_add(struct glossary *glossary, unsigned set, struct span term,
    struct span variants, struct span definition)
{
	int id = keywords_add(glossary->keywords, set, term, variants,
	    definition, SPAN(""));

	count_again(glossary);
	return id;
}

size_t
glossary_parse(struct glossary *glossary, unsigned set, struct span bytes,
    bool (*knows_style)(struct span style), struct diag_list *diags)
{
	size_t added = keywords_parse(glossary->keywords, set, bytes,
	    knows_style, diags);

	count_again(glossary);
	return added;
}

void
glossary_choose(struct glossary *glossary, int id)
{
	if (id == glossary->chosen)
		return;
	glossary->chosen = id;
	glossary->place_count = 0;
	if (id < 0)
		return;
	count_again(glossary);
	glossary->counting = true;
}

/* How many of the places kept lie before `place`. */
static size_t
places_before(const struct glossary *glossary, uint64_t place)
{
	return count_below(glossary->places, glossary->place_count,
	    sizeof *glossary->places, 0, place);
}

size_t
glossary_chosen_count(const struct glossary *glossary, uint64_t from,
    uint64_t to)
{
	return to > from ? places_before(glossary, to) -
	    places_before(glossary, from) : 0;
}

void
glossary_count(struct glossary *glossary)
{
	glossary->counting = true;
}

bool
glossary_busy(const struct glossary *glossary)
{
	return glossary->counting &&
	    keywords_count(glossary->keywords) > 0 &&
	    glossary->next < bundle_chunk_count(glossary->bundle);
}

static bool
scan(struct glossary *glossary, uint32_t chunk, struct keyword_hits *hits)
{
	struct span text;
	uint64_t place;

	if (bundle_chunk_text(glossary->bundle, chunk, &text, &place,
	    NULL) != BUNDLE_OK)
		return false;
	keywords_scan(glossary->keywords, text, place, hits);
	return true;
}

void
glossary_step(struct glossary *glossary)
{
	uint64_t text_len = bundle_info(glossary->bundle)->text_len;
	struct keyword_hits hits = { 0 };

	if (!glossary_busy(glossary))
		return;
	scan(glossary, glossary->next++, &hits);
	for (size_t i = 0; i < hits.count; i++) {
		struct glossary_count *count =
		    &glossary->counts[hits.items[i].id];

		if (++count->total > glossary->highest)
			glossary->highest = count->total;
		count->parts[hits.items[i].place * GLOSSARY_PARTS /
		    (text_len + 1)]++;
		if (hits.items[i].id != glossary->chosen)
			continue;
		MEM_PUSH(glossary->places, glossary->place_count,
		    glossary->place_room);
		glossary->places[glossary->place_count++] =
		    hits.items[i].place;
	}
	keyword_hits_release(&hits);
}

void
glossary_hits(struct glossary *glossary, uint32_t chunk, int id,
    struct keyword_hits *out)
{
	size_t kept = out->count;

	scan(glossary, chunk, out);
	for (size_t i = kept; i < out->count; i++)
		if (out->items[i].id == id)
			out->items[kept++] = out->items[i];
	out->count = kept;
}

uint32_t
glossary_total(const struct glossary *glossary, int id)
{
	return glossary->counts ? glossary->counts[id].total : 0;
}

/* The hit of `hits` next to `place`, if there is one. */
static bool
pick(const struct keyword_hits *hits, uint64_t place, int direction, int id,
    uint64_t from, uint64_t to, struct keyword_hit *hit)
{
	bool found = false;

	for (size_t i = 0; i < hits->count; i++) {
		const struct keyword_hit *at = &hits->items[i];

		if ((id >= 0 && at->id != id) || at->place < from ||
		    at->place >= to)
			continue;
		if (direction > 0 && at->place > place) {
			*hit = *at;
			return true;
		}
		if (direction < 0 && at->place < place) {
			*hit = *at;
			found = true;
		}
	}
	return found;
}

bool
glossary_next(struct glossary *glossary, uint64_t place, int direction,
    int id, uint64_t from, uint64_t to, struct keyword_hit *hit)
{
	int64_t chunk = bundle_chunk_index(glossary->bundle, place);
	int64_t count = bundle_chunk_count(glossary->bundle);
	bool found = false;

	if (keywords_count(glossary->keywords) == 0)
		return false;
	for (; chunk >= 0 && chunk < count && !found; chunk += direction) {
		struct keyword_hits hits = { 0 };

		scan(glossary, (uint32_t)chunk, &hits);
		found = pick(&hits, place, direction, id, from, to, hit);
		keyword_hits_release(&hits);
	}
	return found;
}

int
glossary_at(struct glossary *glossary, uint64_t place,
    struct keyword_hit *hit)
{
	const struct bundle_chunk *chunk = bundle_chunk_at(glossary->bundle,
	    place, NULL);
	uint32_t leaf = chunk ? bundle_leaf_at(chunk, place) : DOC_NONE;
	struct keyword_hits hits = { 0 };
	int id = -1;

	if (leaf == DOC_NONE)
		return -1;
	keywords_scan(glossary->keywords, chunk->nodes[leaf].text,
	    chunk->nodes[leaf].place, &hits);
	for (size_t i = 0; i < hits.count && id < 0; i++) {
		if (place < hits.items[i].place ||
		    place >= hits.items[i].place + hits.items[i].len)
			continue;
		id = hits.items[i].id;
		*hit = hits.items[i];
	}
	keyword_hits_release(&hits);
	return id;
}
