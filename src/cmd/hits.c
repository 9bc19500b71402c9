/* cmd/hits.c - every match of a query in a bundle. */
#include "cmd/hits.h"

#include <stdint.h>

#include "cmd/commands.h"
#include "reader/sweep.h"
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

/* Whether most of the text has to be looked at. */
static bool
is_wide(const struct bundle *bundle, const struct place_ranges *windows)
{
	uint64_t sum = 0;

	for (size_t i = 0; i < windows->count; i++)
		sum += windows->items[i].to - windows->items[i].from;
	return sum > bundle_info(bundle)->text_len / 2;
}

struct scan {
	struct bundle *bundle;
	const char *name;
	const struct query *query;
	unsigned scope;
	bool (*each)(void *arg, const struct hit *hit);
	void *arg;
	struct match_list found;
	const char *limit;	/* an expression was not tried everywhere */
	bool fine;
	bool more;		/* `each` wants more */
};

/* The text of a chunk; false after a complaint. */
static bool
take_text(struct scan *scan, uint32_t chunk, struct span *text,
    uint64_t *base)
{
	struct bundle_error error;

	if (bundle_chunk_text(scan->bundle, chunk, text, base, &error) ==
	    BUNDLE_OK)
		return true;
	complain(scan->name, "%s", error.what);
	scan->fine = false;
	return false;
}

static bool
in_scope(const struct scan *scan, const struct match *match)
{
	uint32_t note;

	if (scan->scope == HITS_BOTH)
		return true;
	note = bundle_note_at(scan->bundle, match->place);
	return scan->scope & (note == DOC_NONE ? HITS_TEXT : HITS_NOTES);
}

/* Hand out matches of a chunk with that text. */
static void
hand_out(struct scan *scan, const struct match *matches, size_t count,
    struct span text, uint64_t base)
{
	for (size_t i = 0; i < count && scan->more; i++) {
		struct hit hit = { matches[i], text, base };

		if (in_scope(scan, &matches[i]))
			scan->more = scan->each(scan->arg, &hit);
	}
}

/*
 * Look at the part of `window` that lies in the chunk with that text.  A
 * chunk holds whole paragraphs, so no match is cut at its ends.
 */
static void
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
	hand_out(scan, scan->found.items, scan->found.count, text, base);
}

static void
scan_windows(struct scan *scan, struct place_range *windows, size_t count)
{
	size_t w = 0;

	while (scan->fine && scan->more && w < count) {
		uint64_t place = windows[w].from;
		struct span text;
		uint64_t base;

		if (place >= windows[w].to) {
			w++;
			continue;
		}
		if (!take_text(scan, bundle_chunk_index(scan->bundle, place),
		    &text, &base))
			break;
		scan_window(scan, &windows[w], text, base);
		/* A window may go on in the next chunk. */
		if (base + text.len > place)
			windows[w].from = base + text.len;
		else
			w++;
	}
}

/* Matches of several chunks, in order. */
static void
hand_out_part(struct scan *scan, const struct sweep_part *part)
{
	size_t done = 0;

	while (scan->more && done < part->count) {
		uint32_t chunk = bundle_chunk_index(scan->bundle,
		    part->items[done].place);
		uint64_t end = bundle_chunk_place(scan->bundle, chunk + 1);
		size_t count = 1;
		struct span text;
		uint64_t base;

		while (done + count < part->count &&
		    part->items[done + count].place < end)
			count++;
		if (!take_text(scan, chunk, &text, &base))
			return;
		hand_out(scan, part->items + done, count, text, base);
		done += count;
	}
}

static void
scan_all(struct scan *scan, struct sweep *sweep,
    const struct place_range *range)
{
	struct sweep_part part;

	sweep_begin(sweep, scan->query, range->from, range->to, 0, true);
	while (scan->fine && scan->more &&
	    sweep_take(sweep, -1, &part) == SWEEP_PART) {
		struct place_range window = {
			part.from > range->from ? part.from : range->from,
			part.to < range->to ? part.to : range->to,
		};

		if (part.failed)
			scan_windows(scan, &window, 1);
		else
			hand_out_part(scan, &part);
		if (part.limit)
			scan->limit = part.limit;
	}
}

bool
hits_each(struct bundle *bundle, const char *name,
    const struct query *query, unsigned scope,
    bool (*each)(void *arg, const struct hit *hit), void *arg)
{
	struct scan scan = { .bundle = bundle, .name = name,
		.query = query, .scope = scope, .each = each, .arg = arg,
		.fine = true, .more = true };
	struct place_ranges windows = { 0 };
	struct sweep *sweep = NULL;

	find_windows(bundle, query, &windows);
	if (is_wide(bundle, &windows))
		sweep = sweep_new(bundle, sweep_threads(bundle,
		    SWEEP_THREADS_MAX));
	if (sweep)
		scan_all(&scan, sweep, &(struct place_range){
		    windows.items[0].from,
		    windows.items[windows.count - 1].to });
	else
		scan_windows(&scan, windows.items, windows.count);
	sweep_free(sweep);
	if (scan.fine && scan.limit) {
		complain(name, "the expression was not tried everywhere: %s",
		    scan.limit);
		scan.fine = false;
	}
	match_list_release(&scan.found);
	place_ranges_release(&windows);
	return scan.fine;
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
