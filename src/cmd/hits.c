/* cmd/hits.c - every match of a query in a bundle. */
#include "cmd/hits.h"

#include <stdint.h>

#include "cmd/commands.h"
#include "search/index.h"

/* Places where `query` may match; all of the bundle without an index. */
static void
find_windows(struct bundle *bundle, const struct query *query,
    struct place_ranges *out)
{
	uint64_t end = bundle_info(bundle)->text_len;
	struct text_index *index = NULL;
	struct span bytes;

	if (bundle_extra(bundle, BUNDLE_TAG_INDEX, &bytes, NULL) ==
	    BUNDLE_OK && bytes.len)
		index = index_open(bytes, NULL);
	if (index) {
		index_lookup(index, query, 0, end, out);
		index_close(index);
		bundle_rest(bundle);
		return;
	}
	MEM_PUSH(out->items, out->count, out->room);
	out->items[out->count++] = (struct place_range){ 0, end };
}

/* Where most of the text has to be looked at, it is read ahead. */
static void
read_ahead(struct bundle *bundle, const struct place_ranges *windows)
{
	uint64_t sum = 0;

	for (size_t i = 0; i < windows->count; i++)
		sum += windows->items[i].to - windows->items[i].from;
	if (sum > bundle_info(bundle)->text_len / 2)
		bundle_read_ahead(bundle,
		    windows->items[windows->count - 1].to);
}

struct scan {
	struct bundle *bundle;
	const struct query *query;
	unsigned scope;
	bool (*each)(void *arg, const struct hit *hit);
	void *arg;
	struct match_list found;	/* of the window at hand */
	const char *limit;		/* hit in any of them, or NULL */
};

/* False when `each` wants no more. */
static bool
hand_out(struct scan *scan, struct span text, uint64_t base)
{
	for (size_t i = 0; i < scan->found.count; i++) {
		struct hit hit = { scan->found.items[i], 0, text, base };

		hit.note = bundle_note_at(scan->bundle, hit.match.place);
		if (!(scan->scope & (hit.note == DOC_NONE ? HITS_TEXT :
		    HITS_NOTES)))
			continue;
		if (!scan->each(scan->arg, &hit))
			return false;
	}
	return true;
}

/*
 * Look at the part of `window` that lies in the chunk with that text.  A
 * chunk holds whole paragraphs, so no match is cut at its ends.
 */
static bool
scan_window(struct scan *scan, const struct place_range *window,
    struct span text, uint64_t base)
{
	uint64_t from = window->from > base ? window->from : base;
	uint64_t to = window->to < base + text.len ? window->to :
	    base + text.len;

	scan->found.count = 0;
	query_scan(scan->query, span_slice(text, (size_t)(from - base),
	    (size_t)(to - base)), from, &scan->found, SIZE_MAX);
	if (scan->found.limit)
		scan->limit = scan->found.limit;
	return hand_out(scan, text, base);
}

bool
hits_each(struct bundle *bundle, const char *name,
    const struct query *query, unsigned scope,
    bool (*each)(void *arg, const struct hit *hit), void *arg)
{
	struct scan scan = { .bundle = bundle, .query = query,
		.scope = scope, .each = each, .arg = arg };
	struct place_ranges windows = { 0 };
	struct bundle_error error;
	bool fine = true;
	bool more = true;
	size_t w = 0;

	find_windows(bundle, query, &windows);
	read_ahead(bundle, &windows);
	while (fine && more && w < windows.count) {
		uint64_t place = windows.items[w].from;
		uint32_t chunk = bundle_chunk_index(bundle, place);
		struct span text;
		uint64_t base;

		if (place >= windows.items[w].to) {
			w++;
			continue;
		}
		if (bundle_chunk_text(bundle, chunk, &text, &base, &error)) {
			complain(name, "%s", error.what);
			fine = false;
			break;
		}
		more = scan_window(&scan, &windows.items[w], text, base);
		/* A window may go on in the next chunk. */
		if (base + text.len > place)
			windows.items[w].from = base + text.len;
		else
			w++;
	}
	if (fine && scan.limit) {
		complain(name, "the expression was not tried everywhere: %s",
		    scan.limit);
		fine = false;
	}
	match_list_release(&scan.found);
	place_ranges_release(&windows);
	return fine;
}

uint32_t
hits_section(struct bundle *bundle, uint64_t place, uint32_t note)
{
	struct doc_ref ref;

	if (note != DOC_NONE && bundle_note_ref(bundle, note, 0, &ref,
	    NULL) == BUNDLE_OK && ref.section != DOC_NONE)
		return ref.section;
	return bundle_section_at(bundle, place);
}
