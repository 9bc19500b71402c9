/*
 * search/scan.c - finding the matches of a query in text.
 *
 * Text is taken a block of paragraphs at a time and folded; what is looked
 * for is then a run of bytes.  Only where it stands is the way back to the
 * source walked.
 */
#include <stdlib.h>

#include "base/clock.h"
#include "search/locate.h"
#include "search/query_parts.h"
#include "search/regex.h"
#include "search/terms.h"

void
match_list_release(struct match_list *list)
{
	free(list->items);
	*list = (struct match_list){ 0 };
}

void
match_list_add(struct match_list *list, uint64_t place, size_t len)
{
	MEM_PUSH(list->items, list->count, list->room);
	list->items[list->count++] = (struct match){ place, (uint32_t)len };
}

bool
match_list_stop(struct match_list *list)
{
	if (!list->stopped && list->stop && list->stop(list->stop_arg))
		list->stopped = true;
	return list->stopped;
}

/* ---- one part in folded text ---- */

static size_t
word_end(struct span folded, size_t off)
{
	while (off < folded.len && term_inside(folded, off))
		do
			off++;
		while (off < folded.len && (folded.ptr[off] & 0xc0) == 0x80);
	return off;
}

/* With marks kept, a letter is not found where it has a mark. */
static bool
splits_mark(struct span folded, size_t off)
{
	uint32_t code;

	if (off >= folded.len || !(folded.ptr[off] & 0x80))
		return false;
	uni_decode(folded, off, &code, NULL);
	return uni_word_class(code) == UNI_WORD_OPTIONAL;
}

/* The first occurrence of `part` that starts at or after `off`. */
static bool
part_find(const struct query_part *part, struct span folded, size_t off,
    size_t *from, size_t *to)
{
	struct span needle = part->needle;

	for (; off < folded.len; off++) {
		const char *at = locate(folded, off, needle);
		size_t end;

		if (!at)
			return false;
		off = (size_t)(at - folded.ptr);
		end = off + needle.len;
		if (part->word_left && term_inside(folded, off))
			continue;
		if (part->word_right && term_inside(folded, end))
			continue;
		if (splits_mark(folded, end))
			continue;
		*from = off;
		*to = part->to_word_end ? word_end(folded, end) : end;
		return true;
	}
	return false;
}

/* ---- where the matches of a block go ---- */

/* Matches come with places in the block; `base` is the block's. */
struct sink {
	struct query_scratch *scratch;
	struct match_list *out;
	uint64_t base;
	size_t max;
	size_t count;
	size_t source_end;	/* of the last match, in the block */
	bool valid;		/* the block's source is well-formed */
	int64_t asked_ms;	/* when the caller was last asked to stop */
};

/*
 * Take the match of the folded bytes [from, to).  Two that share a cluster
 * ("f" and "i" of one ligature) would overlap; the first is kept.
 */
static bool
sink_take(struct sink *sink, size_t from, size_t to)
{
	struct block *block = &sink->scratch->block;
	size_t source_from = block_source_from(block, from);
	size_t source_to;

	if (source_from < sink->source_end)
		return false;
	source_to = block_source_to(block, to);
	sink->source_end = source_to;
	match_list_add(sink->out, sink->base + source_from,
	    source_to - source_from);
	sink->count++;
	return true;
}

static void
scan_part(const struct query *query, struct sink *sink)
{
	struct span folded = buf_span(&sink->scratch->block.folded);
	size_t off = 0;
	size_t from, to;

	while (sink->count < sink->max &&
	    part_find(&query->parts[0], folded, off, &from, &to))
		off = sink_take(sink, from, to) ? to : from + 1;
}

/* ---- NEAR ---- */

static int
compare_occurrences(const void *a, const void *b)
{
	const struct query_occurrence *x = a;
	const struct query_occurrence *y = b;

	if (x->from != y->from)
		return x->from < y->from ? -1 : 1;
	if (x->to != y->to)
		return x->to < y->to ? -1 : 1;
	return x->part < y->part ? -1 : x->part > y->part;
}

/* All occurrences of all parts in one folded paragraph, in order. */
static void
gather(const struct query *query, struct span line)
{
	struct query_scratch *scratch = query->scratch;

	scratch->count = 0;
	for (size_t i = 0; i < query->part_count; i++) {
		size_t off = 0;
		size_t from, to;

		while (part_find(&query->parts[i], line, off, &from, &to)) {
			MEM_PUSH(scratch->items, scratch->count,
			    scratch->room);
			scratch->items[scratch->count++] =
			    (struct query_occurrence){ from, to, i };
			off = to;
		}
	}
	if (scratch->count > 1)
		qsort(scratch->items, scratch->count,
		    sizeof *scratch->items, compare_occurrences);
}

/* Whether at most `most` words stand between two places of a paragraph. */
static bool
within(struct span line, size_t from, size_t to, size_t most)
{
	struct span between = span_slice(line, from, to);
	struct span term;
	size_t off = 0;

	while (term_next(between, &off, &term))
		if (most-- == 0)
			return false;
	return true;
}

/*
 * The last two occurrences of each part seen so far.  Those of one part do
 * not overlap, so one of the two ends before whatever starts now.
 */
struct near_seen {
	const struct query_occurrence *last[QUERY_PARTS_MAX];
	const struct query_occurrence *older[QUERY_PARTS_MAX];
};

/*
 * The occurrence with which a match that ends with `end` starts, or NULL:
 * every other part was seen before `end`, near enough.
 */
static const struct query_occurrence *
near_start(const struct query *query, const struct near_seen *seen,
    struct span line, const struct query_occurrence *end)
{
	const struct query_occurrence *first = NULL;

	for (size_t i = 0; i < query->part_count; i++) {
		const struct query_occurrence *one = seen->last[i];

		if (i == end->part)
			continue;
		if (one && one->to > end->from)
			one = seen->older[i];
		if (!one || one->to > end->from)
			return NULL;
		if (!first || one->from < first->from)
			first = one;
	}
	if (first && within(line, first->to, end->from,
	    query->near_words * (query->part_count - 1)))
		return first;
	return NULL;
}

/* The matches of one folded paragraph that starts at `shift`. */
static void
scan_near_line(const struct query *query, struct sink *sink,
    struct span line, size_t shift)
{
	struct query_scratch *scratch = query->scratch;
	struct near_seen seen = { { NULL }, { NULL } };
	size_t free_from = 0;

	gather(query, line);
	for (size_t i = 0; i < scratch->count && sink->count < sink->max;
	    i++) {
		const struct query_occurrence *one = &scratch->items[i];
		const struct query_occurrence *first;

		if (one->from < free_from)
			continue;
		first = near_start(query, &seen, line, one);
		if (first) {
			sink_take(sink, shift + first->from, shift + one->to);
			free_from = one->to;
			seen = (struct near_seen){ { NULL }, { NULL } };
			continue;
		}
		seen.older[one->part] = seen.last[one->part];
		seen.last[one->part] = one;
	}
}

/* Only paragraphs that hold the first part are looked at more closely. */
static void
scan_near(const struct query *query, struct sink *sink)
{
	struct span folded = buf_span(&sink->scratch->block.folded);
	size_t off = 0;
	size_t from, to;

	while (sink->count < sink->max &&
	    part_find(&query->parts[0], folded, off, &from, &to)) {
		const char *start = memrchr(folded.ptr + off, '\n',
		    from - off);
		const char *end = memchr(folded.ptr + to, '\n',
		    folded.len - to);
		size_t line_from = start ? (size_t)(start - folded.ptr) + 1 :
		    off;
		size_t line_to = end ? (size_t)(end - folded.ptr) :
		    folded.len;

		scan_near_line(query, sink, span_slice(folded, line_from,
		    line_to), line_from);
		off = line_to;
	}
}

/* The start of the paragraph that `off` is in. */
static size_t
line_start(struct span text, size_t off)
{
	const char *end = off ? memrchr(text.ptr, '\n', off) : NULL;

	return end ? (size_t)(end - text.ptr) + 1 : 0;
}

static size_t
line_end(struct span text, size_t off)
{
	const char *end = memchr(text.ptr + off, '\n', text.len - off);

	return end ? (size_t)(end - text.ptr) + 1 : text.len;
}

/* ---- expressions ---- */

/*
 * Whether the caller wants to stop, asked after paragraphs that took their
 * time: an expression may need much longer for one than text does for a
 * block.
 */
#define ASK_MS 5

static bool
sink_stops(struct sink *sink)
{
	int64_t now_ms;

	if (!sink->out->stop)
		return false;
	now_ms = clock_ms();
	if (sink->asked_ms == 0)
		sink->asked_ms = now_ms;
	if (now_ms - sink->asked_ms < ASK_MS)
		return false;
	sink->asked_ms = now_ms;
	return match_list_stop(sink->out);
}

/*
 * Run the expression over one paragraph, that at `shift` of the block, from
 * `off` in it on.  False
 * when the caller wants to stop: then the paragraph's matches are taken
 * back, so that a scan goes on with whole paragraphs.
 */
static bool
scan_regex_line(const struct query *query, struct sink *sink,
    struct span line, size_t shift, size_t off)
{
	size_t list_count = sink->out->count;
	size_t count = sink->count;
	size_t floor = off;

	while (sink->count < sink->max) {
		size_t from, to;

		switch (regex_find(query->regex, line, sink->valid, floor,
		    off, &from, &to, &sink->out->limit)) {
		case REGEX_NONE:
		case REGEX_LIMIT:
			return true;
		case REGEX_AGAIN:
			if (match_list_stop(sink->out)) {
				sink->out->count = list_count;
				sink->count = count;
				return false;
			}
			off = from;
			break;
		case REGEX_FOUND:
			match_list_add(sink->out, sink->base + shift + from,
			    to - from);
			sink->count++;
			sink->source_end = shift + to;
			off = floor = to;
			break;
		}
	}
	return true;
}

static bool
scan_regex_lines(const struct query *query, struct sink *sink,
    struct span source)
{
	for (size_t off = 0; off < source.len && sink->count < sink->max;) {
		const char *end = memchr(source.ptr + off, '\n',
		    source.len - off);
		size_t line_to = end ? (size_t)(end - source.ptr) :
		    source.len;

		if (!scan_regex_line(query, sink,
		    span_slice(source, off, line_to), off, 0)) {
			sink->source_end = off;
			return false;
		}
		off = line_to + 1;
		if (off < source.len && sink_stops(sink)) {
			sink->source_end = off;
			return false;
		}
	}
	return true;
}

/* Only the paragraphs that hold the literal are given to the expression. */
static bool
scan_regex_literal(const struct query *query, struct sink *sink)
{
	struct block *block = &sink->scratch->block;
	struct span folded = buf_span(&block->folded);
	struct span source = block->source;
	size_t off = 0;
	const char *at;

	while (sink->count < sink->max &&
	    (at = locate(folded, off, query->literal))) {
		size_t hit = (size_t)(at - folded.ptr);
		const char *end = memchr(at, '\n', folded.len - hit);
		size_t from, to;
		const char *line_end;
		const char *line_start;

		uni_fold_find(&block->walk, hit, &from, &to);
		line_start = memrchr(source.ptr, '\n', from);
		line_end = memchr(source.ptr + from, '\n', source.len - from);
		from = line_start ? (size_t)(line_start - source.ptr) + 1 : 0;
		to = line_end ? (size_t)(line_end - source.ptr) : source.len;
		if (!scan_regex_line(query, sink, span_slice(source, from,
		    to), from, 0)) {
			sink->source_end = from;
			return false;
		}
		if (!end)
			break;
		off = (size_t)(end - folded.ptr);
		if (to + 1 < source.len && sink_stops(sink)) {
			sink->source_end = to + 1;
			return false;
		}
	}
	return true;
}

/*
 * The paragraph at `at` by itself, from `floor` on, where the last match
 * ended; `*next` is after it.  Where the caller stops, all its matches are
 * taken back.
 */
static bool
scan_unsure(const struct query *query, struct sink *sink,
    struct span source, size_t at, size_t floor, size_t *next)
{
	struct match_list *out = sink->out;
	size_t from = line_start(source, at);
	size_t end = line_end(source, at);
	size_t to = end > from && source.ptr[end - 1] == '\n' ? end - 1 : end;

	*next = end;
	if (scan_regex_line(query, sink, span_slice(source, from, to), from,
	    floor > from ? floor - from : 0))
		return true;
	for (; out->count > 0 && out->items[out->count - 1].place >=
	    sink->base + from; out->count--)
		sink->count--;
	sink->source_end = from;
	return false;
}

/*
 * Take the match [from, to).  False when the caller wants to stop, which
 * is done where a paragraph starts.
 */
static bool
take_in_block(struct sink *sink, struct span source, size_t from, size_t to)
{
	size_t start = line_start(source, from);

	if (start > 0 && start >= sink->source_end && sink_stops(sink)) {
		sink->source_end = start;
		return false;
	}
	match_list_add(sink->out, sink->base + from, to - from);
	sink->count++;
	sink->source_end = to;
	return true;
}

static bool
scan_regex_block(const struct query *query, struct sink *sink,
    struct span source)
{
	struct regex_block *block = regex_blocks(query->regex);
	size_t off = 0;
	size_t floor = 0;	/* where the last match ended */

	while (sink->count < sink->max && off < source.len) {
		size_t from, to, start;

		switch (regex_block_next(block, off, &from, &to)) {
		case BLOCK_NONE:
			return true;
		case BLOCK_UNSURE:
			if (!scan_unsure(query, sink, source, from, floor,
			    &off))
				return false;
			floor = off;
			break;
		case BLOCK_FOUND:
			start = from;
			block_widen(source, &from, &to);
			/* Not in the cluster of the match before. */
			if (from < floor) {
				off = start + 1;
				while (off < source.len &&
				    (source.ptr[off] & 0xc0) == 0x80)
					off++;
				break;
			}
			if (!take_in_block(sink, source, from, to))
				return false;
			off = floor = to;
			break;
		}
	}
	return true;
}

static bool
scan_regex(const struct query *query, struct sink *sink, struct span source)
{
	struct regex_block *block = regex_blocks(query->regex);

	if (block && (query->literal.len == 0 ||
	    regex_block_has_literal(block)) &&
	    regex_block_open(block, source)) {
		/* Else it could not be written in bytes. */
		sink->valid = true;
		return scan_regex_block(query, sink, source);
	}
	sink->valid = uni_valid(source);
	if (query->literal.len == 0)
		return scan_regex_lines(query, sink, source);
	block_fold(&sink->scratch->block, source, 0);
	return scan_regex_literal(query, sink);
}

/* ---- the scan ---- */

static bool
scan_block(const struct query *query, struct sink *sink, struct span source)
{
	if (query->regex)
		return scan_regex(query, sink, source);
	block_fold(&sink->scratch->block, source, query->keep);
	if (query->part_count > 1)
		scan_near(query, sink);
	else
		scan_part(query, sink);
	return true;
}

size_t
query_scan(const struct query *query, struct span text, uint64_t base,
    struct match_list *out, size_t max)
{
	struct sink sink = { .scratch = query->scratch, .out = out,
		.max = max };

	out->stopped = false;
	out->limit = NULL;
	out->searched = base;
	for (size_t off = 0; off < text.len;) {
		struct span source = block_cut(text, off);

		sink.base = base + off;
		sink.source_end = 0;
		if (match_list_stop(out))
			break;
		if (!scan_block(query, &sink, source) ||
		    sink.count == max) {
			out->searched = sink.base + sink.source_end;
			break;
		}
		off += source.len;
		out->searched = base + off;
	}
	return sink.count;
}

size_t
query_count(const struct query *query, struct span text)
{
	struct match_list list = { 0 };
	size_t count = 0;

	for (size_t off = 0; off < text.len;) {
		struct span source = block_cut(text, off);

		list.count = 0;
		count += query_scan(query, source, 0, &list, SIZE_MAX);
		off += source.len;
	}
	match_list_release(&list);
	return count;
}

/* ---- one match ---- */

bool
query_next(const struct query *query, struct span text, uint64_t base,
    uint64_t from, struct match *match)
{
	struct match_list list = { 0 };
	size_t off = from > base ? (size_t)(from - base) : 0;
	bool found = false;
	size_t start, end;

	if (off >= text.len)
		return false;
	/* Which matches overlap is settled from the paragraph's start. */
	start = line_start(text, off);
	end = line_end(text, off);
	query_scan(query, span_slice(text, start, end), base + start, &list,
	    SIZE_MAX);
	for (size_t i = 0; i < list.count && !found; i++) {
		found = list.items[i].place >= from;
		if (found)
			*match = list.items[i];
	}
	list.count = 0;
	if (!found && query_scan(query, span_slice(text, end, text.len),
	    base + end, &list, 1)) {
		*match = list.items[0];
		found = true;
	}
	match_list_release(&list);
	return found;
}

bool
query_prev(const struct query *query, struct span text, uint64_t base,
    uint64_t from, struct match *match)
{
	struct match_list list = { 0 };
	size_t end;
	bool found = false;

	if (from <= base || text.len == 0)
		return false;
	end = from - base < text.len ? (size_t)(from - base) : text.len;
	end = line_end(text, end - 1);
	while (end > 0 && !found) {
		size_t start = line_start(text, end > BLOCK_LEN ?
		    end - BLOCK_LEN : 0);

		list.count = 0;
		query_scan(query, span_slice(text, start, end), base + start,
		    &list, SIZE_MAX);
		for (size_t i = list.count; i > 0 && !found; i--) {
			found = list.items[i - 1].place < from;
			if (found)
				*match = list.items[i - 1];
		}
		end = start;
	}
	match_list_release(&list);
	return found;
}
