/*
 * search/index_write.c - the bytes of an index, as index_format.h tells.
 *
 * The dictionary is gone through twice: to count what its codes are made
 * for, and to write it in them.
 */
#include <stdlib.h>

#include "search/huffman.h"
#include "search/index_build.h"
#include "search/index_format.h"
#include "search/postings.h"

/* How the dictionary is coded, or how often each symbol would be used. */
struct counts {
	uint32_t shared[HUFFMAN_SYMBOLS];
	uint32_t windows[HUFFMAN_SYMBOLS];
	uint32_t bytes[HUFFMAN_SYMBOLS];	/* where no own code is */
	uint32_t after[256][HUFFMAN_SYMBOLS];
};

struct coders {
	struct huffman_coder shared;
	struct huffman_coder windows;
	struct huffman_coder bytes;
	struct huffman_coder after[256];
	bool own[256];
};

struct writing {
	struct index_builder *builder;
	uint32_t *order;	/* term numbers, sorted by their bytes */
	uint32_t *postings;	/* windows, of one term after the other */
	uint64_t *from;		/* by number: where its windows start */
	struct coders *coders;
	struct buf dictionary;
	struct buf lists;
	struct buf pages;
};

static struct span
term_of(const struct writing *w, size_t rank)
{
	return w->builder->terms.entries[w->order[rank]].key;
}

static uint32_t
window_count_of(const struct writing *w, size_t rank)
{
	uint32_t id = w->order[rank];

	return (uint32_t)(w->from[id + 1] - w->from[id]);
}

/* ---- sorting ---- */

static int
compare_terms(const void *a, const void *b, void *arg)
{
	const struct map_entry *entries = arg;

	return span_cmp(entries[*(const uint32_t *)a].key,
	    entries[*(const uint32_t *)b].key);
}

static void
sort_terms(struct writing *w)
{
	size_t count = w->builder->terms.count;

	w->order = mem_array(count + 1, sizeof *w->order);
	for (size_t i = 0; i < count; i++)
		w->order[i] = (uint32_t)i;
	if (count > 1)
		qsort_r(w->order, count, sizeof *w->order, compare_terms,
		    w->builder->terms.entries);
}

/* From the terms of each window to the windows of each term. */
static void
sort_postings(struct writing *w)
{
	struct index_builder *b = w->builder;
	size_t terms = b->terms.count;
	uint64_t at = 0;

	w->from = mem_array(terms + 2, sizeof *w->from);
	w->postings = mem_array((size_t)b->posting_count + 1,
	    sizeof *w->postings);
	/* Counted two places on, so that filling moves them one back. */
	for (uint64_t i = 0; i < b->posting_count; i++)
		w->from[index_builder_posting(b, i) + 2]++;
	for (size_t i = 2; i < terms + 2; i++)
		w->from[i] += w->from[i - 1];
	for (size_t window = 0; window < b->window_count; window++)
		for (; at < b->ends[window]; at++) {
			uint32_t id = index_builder_posting(b, at);

			w->postings[w->from[id + 1]++] = (uint32_t)window;
		}
}

/* ---- the two passes over the dictionary ---- */

static size_t
shared_len(const struct writing *w, size_t rank)
{
	struct span term = term_of(w, rank);
	struct span before;
	size_t len = 0;

	if (rank % INDEX_PAGE == 0)
		return 0;
	before = term_of(w, rank - 1);
	while (len < term.len && len < before.len &&
	    term.ptr[len] == before.ptr[len])
		len++;
	return len;
}

/* The byte before `at` in the term, which chooses the code at `at`. */
static unsigned
context_at(struct span term, size_t at)
{
	return at ? (unsigned char)term.ptr[at - 1] : 0;
}

static unsigned
symbol_at(struct span term, size_t at)
{
	return at < term.len ? (unsigned char)term.ptr[at] : INDEX_END;
}

static void
count_symbols(const struct writing *w, struct counts *counts)
{
	for (size_t rank = 0; rank < w->builder->terms.count; rank++) {
		struct span term = term_of(w, rank);
		size_t shared = shared_len(w, rank);

		counts->shared[shared]++;
		counts->windows[bits_length(window_count_of(w, rank))]++;
		for (size_t at = shared; at <= term.len; at++)
			counts->after[context_at(term, at)][
			    symbol_at(term, at)]++;
	}
}

static void
make_coders(struct writing *w)
{
	struct counts *counts = mem_alloc(sizeof *counts);
	struct coders *coders = mem_alloc(sizeof *coders);

	count_symbols(w, counts);
	for (unsigned i = 0; i < 256; i++) {
		uint64_t uses = 0;

		for (unsigned j = 0; j < HUFFMAN_SYMBOLS; j++)
			uses += counts->after[i][j];
		coders->own[i] = uses >= INDEX_CONTEXT_MIN;
		if (coders->own[i]) {
			huffman_make(&coders->after[i], counts->after[i]);
			continue;
		}
		for (unsigned j = 0; j < HUFFMAN_SYMBOLS; j++)
			counts->bytes[j] += counts->after[i][j];
	}
	huffman_make(&coders->shared, counts->shared);
	huffman_make(&coders->windows, counts->windows);
	huffman_make(&coders->bytes, counts->bytes);
	w->coders = coders;
	free(counts);
}

static void
put_term(struct writing *w, struct bit_writer *to, size_t rank,
    uint64_t list_bits)
{
	const struct coders *coders = w->coders;
	struct span term = term_of(w, rank);
	uint32_t windows = window_count_of(w, rank);
	size_t shared = shared_len(w, rank);

	huffman_put(to, &coders->shared, (unsigned)shared);
	for (size_t at = shared; at <= term.len; at++) {
		unsigned context = context_at(term, at);

		huffman_put(to, coders->own[context] ?
		    &coders->after[context] : &coders->bytes,
		    symbol_at(term, at));
	}
	huffman_put(to, &coders->windows, bits_length(windows));
	bits_put(to, windows, bits_length(windows) - 1);
	if (windows > INDEX_SKIP)
		bits_put_number(to, (uint32_t)list_bits);
}

static void
put_terms(struct writing *w)
{
	struct bit_writer words = { .out = &w->dictionary };
	struct bit_writer lists = { .out = &w->lists };
	uint32_t limit = (uint32_t)w->builder->window_count;

	for (size_t rank = 0; rank < w->builder->terms.count; rank++) {
		uint64_t before;

		if (rank % INDEX_PAGE == 0) {
			bits_align(&words);
			bits_align(&lists);
			buf_put_u32(&w->pages, (uint32_t)w->dictionary.len);
			buf_put_u32(&w->pages, (uint32_t)w->lists.len);
		}
		before = bits_written(&lists);
		postings_put(&lists, w->postings + w->from[w->order[rank]],
		    window_count_of(w, rank), limit);
		put_term(w, &words, rank, bits_written(&lists) - before);
	}
	bits_align(&words);
	bits_align(&lists);
}

/* ---- the parts, one after the other ---- */

static void
put_code_tables(const struct coders *coders, struct buf *out)
{
	struct bit_writer to = { .out = out };

	huffman_put_table(&to, &coders->shared);
	huffman_put_table(&to, &coders->windows);
	huffman_put_table(&to, &coders->bytes);
	for (unsigned i = 0; i < 256; i++)
		bits_put(&to, coders->own[i], 1);
	for (unsigned i = 0; i < 256; i++)
		if (coders->own[i])
			huffman_put_table(&to, &coders->after[i]);
	bits_align(&to);
}

static void
put_starts(const struct index_builder *builder, struct buf *out)
{
	for (size_t i = 0; i < builder->window_count; i++) {
		uint64_t from = builder->starts[i] - builder->starts[0];

		for (size_t byte = 0; byte < INDEX_START; byte++)
			buf_putc(out, (char)(from >> (8 * byte)));
	}
}

static void
put_all(const struct writing *w, struct buf *out)
{
	const struct index_builder *builder = w->builder;
	struct buf tables = { 0 };

	put_code_tables(w->coders, &tables);
	buf_put_u32(out, INDEX_VERSION);
	buf_put_u32(out, (uint32_t)builder->terms.count);
	buf_put_u32(out, (uint32_t)builder->window_count);
	buf_put_u32(out, (uint32_t)tables.len);
	buf_put_u32(out, (uint32_t)w->dictionary.len);
	buf_put_u32(out, (uint32_t)w->lists.len);
	buf_put_u64(out, builder->window_count ? builder->starts[0] :
	    builder->place);
	buf_put_u64(out, builder->place);
	buf_put(out, buf_span(&tables));
	put_starts(builder, out);
	buf_put(out, buf_span(&w->pages));
	buf_put(out, buf_span(&w->dictionary));
	buf_put(out, buf_span(&w->lists));
	buf_release(&tables);
}

void
index_builder_write(struct index_builder *builder, struct buf *out)
{
	struct writing w = { .builder = builder };

	index_builder_finish(builder);
	sort_terms(&w);
	sort_postings(&w);
	make_coders(&w);
	put_terms(&w);
	put_all(&w, out);
	buf_release(&w.dictionary);
	buf_release(&w.lists);
	buf_release(&w.pages);
	free(w.coders);
	free(w.order);
	free(w.postings);
	free(w.from);
}
