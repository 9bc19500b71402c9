/*
 * search/index_build.c - collecting the terms of a text, window by window.
 *
 * What is kept of the text is, for each window, the numbers of its terms:
 * four bytes for each term in each window, in blocks.  A gigabyte of prose
 * takes about 350 MB, and as much again when the postings are sorted.
 */
#include <stdlib.h>

#include "search/index_build.h"
#include "search/terms.h"
#include "uni/uni.h"

struct index_builder *
index_builder_new(void)
{
	struct index_builder *builder = mem_alloc(sizeof *builder);

	map_init(&builder->terms);
	arena_init(&builder->mem);
	return builder;
}

void
index_builder_free(struct index_builder *builder)
{
	if (!builder)
		return;
	for (size_t i = 0; i < builder->block_count; i++)
		free(builder->blocks[i]);
	free(builder->blocks);
	free(builder->starts);
	free(builder->ends);
	free(builder->last_seen);
	buf_release(&builder->pending);
	buf_release(&builder->folded);
	map_release(&builder->terms);
	arena_release(&builder->mem);
	free(builder);
}

static void
push_posting(struct index_builder *builder, uint32_t term)
{
	size_t block = (size_t)(builder->posting_count / POSTING_BLOCK);
	size_t at = (size_t)(builder->posting_count % POSTING_BLOCK);

	if (block == builder->block_count) {
		MEM_PUSH(builder->blocks, builder->block_count,
		    builder->block_room);
		builder->blocks[builder->block_count++] =
		    mem_array(POSTING_BLOCK, sizeof **builder->blocks);
	}
	builder->blocks[block][at] = term;
	builder->posting_count++;
}

/* Note that the window now open holds `term`. */
static void
note_term(struct index_builder *builder, struct span term)
{
	uint32_t window = (uint32_t)builder->window_count;
	bool fresh;
	struct map_entry *entry = map_put(&builder->terms, term,
	    builder->terms.count, &fresh);
	uint32_t id = (uint32_t)entry->value;

	if (fresh) {
		entry->key = arena_span(&builder->mem, term);
		MEM_PUSH(builder->last_seen, builder->last_count,
		    builder->last_room);
		builder->last_seen[builder->last_count++] = UINT32_MAX;
	}
	if (builder->last_seen[id] == window)
		return;
	builder->last_seen[id] = window;
	push_posting(builder, id);
}

/* A term, or the pieces that stand for one that is too long. */
static void
note_pieces(struct index_builder *builder, struct span term)
{
	size_t from = 0;

	while (term.len - from > TERM_MAX) {
		note_term(builder, span_slice(term, from, from + TERM_MAX));
		from += TERM_MAX / 2;
	}
	note_term(builder, span_slice(term, from, term.len));
}

static void
close_window(struct index_builder *builder)
{
	if (builder->window_count == builder->end_room) {
		builder->end_room = builder->start_room;
		builder->ends = mem_grow(builder->ends, builder->end_room,
		    sizeof *builder->ends);
	}
	builder->ends[builder->window_count++] = builder->posting_count;
	builder->window_len = 0;
}

/* Whole paragraphs that belong to one window. */
static void
add_lines(struct index_builder *builder, struct span lines)
{
	struct span folded;
	struct span term;
	size_t off = 0;

	if (builder->window_len == 0) {
		MEM_PUSH(builder->starts, builder->window_count,
		    builder->start_room);
		builder->starts[builder->window_count] = builder->place;
	}
	buf_clear(&builder->folded);
	uni_fold_lines(&builder->folded, lines, 0);
	folded = buf_span(&builder->folded);
	while (term_next(folded, &off, &term))
		note_pieces(builder, term);
	builder->place += lines.len;
	builder->window_len += lines.len;
	if (builder->window_len >= INDEX_WINDOW)
		close_window(builder);
}

/*
 * The end of the paragraph that fills the window, or of the last whole one;
 * 0 when none ends in `text`.
 */
static size_t
lines_end(const struct index_builder *builder, struct span text)
{
	size_t full = INDEX_WINDOW - builder->window_len - 1;
	const char *end = NULL;

	if (full < text.len)
		end = memchr(text.ptr + full, '\n', text.len - full);
	if (!end)
		end = memrchr(text.ptr, '\n', text.len);
	return end ? (size_t)(end - text.ptr) + 1 : 0;
}

void
index_builder_add(struct index_builder *builder, struct span text,
    uint64_t place)
{
	if (builder->window_count == 0 && builder->window_len == 0 &&
	    builder->pending.len == 0)
		builder->place = place;
	if (builder->pending.len > 0) {
		ptrdiff_t end = span_chr(text, '\n', 0);
		size_t rest = end < 0 ? text.len : (size_t)end + 1;

		buf_put(&builder->pending, span_slice(text, 0, rest));
		if (end < 0)
			return;
		add_lines(builder, buf_span(&builder->pending));
		buf_clear(&builder->pending);
		text = span_slice(text, rest, text.len);
	}
	while (text.len > 0) {
		size_t end = lines_end(builder, text);

		if (end == 0) {
			buf_put(&builder->pending, text);
			return;
		}
		add_lines(builder, span_slice(text, 0, end));
		text = span_slice(text, end, text.len);
	}
}

void
index_builder_finish(struct index_builder *builder)
{
	if (builder->pending.len > 0)
		add_lines(builder, buf_span(&builder->pending));
	buf_clear(&builder->pending);
	if (builder->window_len > 0)
		close_window(builder);
}
