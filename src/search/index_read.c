/* search/index_read.c - opening an index, reading its pages. */
#include "search/index_read.h"

#include <stdlib.h>

#include "base/arena.h"
#include "base/cursor.h"
#include "search/postings.h"

/* ---- opening ---- */

static bool
get_code_tables(struct text_index *index, struct span tables)
{
	struct bit_reader in = bits_of(tables, 0);
	bool has_own[256];
	size_t own_count = 0;

	if (!huffman_get_table(&in, &index->shared) ||
	    !huffman_get_table(&in, &index->windows) ||
	    !huffman_get_table(&in, &index->general))
		return false;
	for (size_t i = 0; i < 256; i++) {
		has_own[i] = bits_get(&in, 1);
		own_count += has_own[i];
	}
	/* A table takes two bytes at least. */
	if (in.failed || own_count > tables.len)
		return false;
	index->own = mem_array(own_count + 1, sizeof *index->own);
	own_count = 0;
	for (size_t i = 0; i < 256; i++) {
		index->after[i] = &index->general;
		if (!has_own[i])
			continue;
		if (!huffman_get_table(&in, &index->own[own_count]))
			return false;
		index->after[i] = &index->own[own_count++];
	}
	return true;
}

static const char *
read_frame(struct text_index *index)
{
	struct cursor in = cursor_of(index->bytes);
	uint32_t version = cursor_u32(&in);
	uint32_t tables_len, dictionary_len, lists_len;
	struct span tables;

	index->term_count = cursor_u32(&in);
	index->window_count = cursor_u32(&in);
	tables_len = cursor_u32(&in);
	dictionary_len = cursor_u32(&in);
	lists_len = cursor_u32(&in);
	index->from = cursor_u64(&in);
	index->to = cursor_u64(&in);
	if (in.failed)
		return "the index is cut short";
	if (version != INDEX_VERSION)
		return "the index is of a version not known here";
	index->page_count = index->term_count / INDEX_PAGE +
	    (index->term_count % INDEX_PAGE > 0);
	tables = cursor_bytes(&in, tables_len);
	index->starts = cursor_bytes(&in,
	    (uint64_t)index->window_count * INDEX_START);
	index->pages = cursor_bytes(&in, (uint64_t)index->page_count * 8);
	index->dictionary = cursor_bytes(&in, dictionary_len);
	index->lists = cursor_bytes(&in, lists_len);
	if (in.failed)
		return "the index is cut short";
	if (cursor_left(&in) > 0)
		return "the index is longer than its parts";
	if (index->from > index->to ||
	    (index->window_count == 0 && index->term_count > 0))
		return "the header of the index contradicts itself";
	if (!get_code_tables(index, tables))
		return "a code table of the index is damaged";
	return NULL;
}

struct text_index *
index_open(struct span bytes, const char **error)
{
	struct text_index *index = mem_alloc(sizeof *index);
	const char *trouble;

	index->bytes = bytes;
	index->memo = mem_alloc(sizeof *index->memo);
	trouble = read_frame(index);
	if (error)
		*error = trouble;
	if (!trouble)
		return index;
	index_close(index);
	return NULL;
}

void
index_close(struct text_index *index)
{
	if (!index)
		return;
	buf_release(&index->memo->part);
	free(index->memo->pages);
	free(index->memo);
	free(index->own);
	free(index);
}

uint32_t
index_term_count(const struct text_index *index)
{
	return index->term_count;
}

uint32_t
index_window_count(const struct text_index *index)
{
	return index->window_count;
}

/* ---- windows ---- */

uint64_t
index_window_place(const struct text_index *index, uint32_t window)
{
	const unsigned char *at = (const unsigned char *)index->starts.ptr;
	uint64_t from = 0;

	if (window >= index->window_count)
		return index->to;
	at += (size_t)window * INDEX_START;
	for (size_t i = INDEX_START; i > 0; i--)
		from = from << 8 | at[i - 1];
	/* Damage must not lead out of the text. */
	return from > index->to - index->from ? index->to :
	    index->from + from;
}

uint32_t
index_window_of(const struct text_index *index, uint64_t place)
{
	uint32_t low = 0;
	uint32_t high = index->window_count;

	while (high - low > 1) {
		uint32_t middle = low + (high - low) / 2;

		if (index_window_place(index, middle) <= place)
			low = middle;
		else
			high = middle;
	}
	return low;
}

/* ---- pages ---- */

static uint32_t
page_offset(const struct text_index *index, uint32_t number, size_t which)
{
	const unsigned char *at = (const unsigned char *)index->pages.ptr +
	    (size_t)number * 8 + which * 4;

	return (uint32_t)at[0] | (uint32_t)at[1] << 8 |
	    (uint32_t)at[2] << 16 | (uint32_t)at[3] << 24;
}

void
index_page_open(struct index_page *page, const struct text_index *index,
    uint32_t number)
{
	uint32_t before = number * INDEX_PAGE;

	page->index = index;
	page->words = bits_of(index->dictionary,
	    page_offset(index, number, 0));
	page->lists = bits_of(index->lists, page_offset(index, number, 1));
	page->left = index->term_count - before < INDEX_PAGE ?
	    index->term_count - before : INDEX_PAGE;
	page->term_len = 0;
	page->windows = 0;
	page->passed_count = 0;
	page->failed = page->words.failed || page->lists.failed;
}

/*
 * The bytes of the next term, over those of the term before.  Words are
 * taken from 57 bits at a time, as a search for parts of words does little
 * else than this.
 */
static bool
get_term(struct index_page *page)
{
	const struct text_index *index = page->index;
	struct bit_reader *in = &page->words;
	size_t len = huffman_get(in, &index->shared);
	const struct huffman *code;

	if (len > page->term_len || in->failed)
		return false;
	page->shared = len;
	code = index->after[len ? (unsigned char)page->term[len - 1] : 0];
	for (;;) {
		uint64_t bits = bits_peek(in);
		unsigned used = 0;

		while (used + HUFFMAN_LENGTH_MAX <= BITS_AHEAD) {
			unsigned length;
			unsigned symbol = huffman_find(code, bits, &length);

			if (length == 0)
				return false;
			bits <<= length;
			used += length;
			if (symbol == INDEX_END) {
				bits_skip(in, used);
				page->term_len = len;
				return len > 0 && !in->failed;
			}
			if (len == TERM_MAX)
				return false;
			page->term[len++] = (char)symbol;
			code = index->after[symbol];
		}
		bits_skip(in, used);
		if (in->failed)
			return false;
	}
}

bool
index_page_next(struct index_page *page)
{
	const struct text_index *index = page->index;
	unsigned bits;

	if (page->failed || page->left == 0)
		return false;
	/* Not before the first term, nor after a list that was read. */
	if (page->windows > 0) {
		page->passed[page->passed_count].windows = page->windows;
		page->passed[page->passed_count++].list_bits =
		    page->list_bits;
	}
	page->left--;
	page->failed = true;
	if (!get_term(page))
		return false;
	bits = huffman_get(&page->words, &index->windows);
	if (bits == 0 || bits > 32)
		return false;
	page->windows = (uint32_t)(UINT64_C(1) << (bits - 1)) |
	    bits_get(&page->words, bits - 1);
	page->list_bits = page->windows > INDEX_SKIP ?
	    bits_get_number(&page->words) : 0;
	if (page->words.failed || page->windows > index->window_count)
		return false;
	page->failed = false;
	return true;
}

/* Bring `lists` to the list of the term just read. */
static void
pass_lists(struct index_page *page)
{
	for (size_t i = 0; i < page->passed_count; i++) {
		if (page->passed[i].windows > INDEX_SKIP)
			bits_skip(&page->lists, page->passed[i].list_bits);
		else
			postings_get(&page->lists, NULL,
			    page->passed[i].windows,
			    page->index->window_count);
	}
	page->passed_count = 0;
}

void
index_page_list(struct index_page *page, uint32_t *windows)
{
	uint64_t start;

	pass_lists(page);
	start = page->lists.at;
	postings_get(&page->lists, windows, page->windows,
	    page->index->window_count);
	if (page->lists.failed || (page->windows > INDEX_SKIP &&
	    page->lists.at - start != page->list_bits))
		page->failed = true;
	page->windows = 0;
}

bool
index_page_end(struct index_page *page)
{
	return !page->failed && page->left == 0 && !page->lists.failed;
}

uint32_t
index_page_of(const struct text_index *index, struct span key, bool *failed)
{
	uint32_t low = 0;
	uint32_t high = index->page_count;

	while (high - low > 1) {
		uint32_t middle = low + (high - low) / 2;
		struct index_page page;

		index_page_open(&page, index, middle);
		if (!index_page_next(&page)) {
			*failed = true;
			return low;
		}
		if (span_cmp(span_of(page.term, page.term_len), key) <= 0)
			low = middle;
		else
			high = middle;
	}
	return low;
}
