/*
 * search/index_read.h - an index opened, and its pages; internal to search.
 */
#ifndef IBID_SEARCH_INDEX_READ_H
#define IBID_SEARCH_INDEX_READ_H

#include "search/huffman.h"
#include "search/index.h"
#include "search/index_format.h"
#include "search/terms.h"

/*
 * Which pages have terms that `part` stands inside of; `pages` is NULL when
 * nothing was looked for yet.
 */
struct index_memo {
	struct buf part;
	uint64_t *pages;	/* a bit each */
};

struct text_index {
	struct span bytes;
	uint32_t term_count;
	uint32_t window_count;
	uint32_t page_count;
	uint64_t from, to;	/* places */
	struct span starts;
	struct span pages;
	struct span dictionary;
	struct span lists;
	struct huffman shared;
	struct huffman windows;
	struct huffman general;
	const struct huffman *after[256];	/* `general`, or one's own */
	struct huffman *own;
	struct index_memo *memo;	/* of the last lookup */
};

/*
 * The terms of one page, one after the other.  Lists that are not asked for
 * are passed over only when a later one of the page is.
 */
struct index_page {
	const struct text_index *index;
	struct bit_reader words;
	struct bit_reader lists;
	uint32_t left;		/* terms not yet read */
	char term[TERM_MAX];
	size_t term_len;
	size_t shared;		/* bytes of the term before */
	uint32_t windows;	/* of the term just read */
	uint32_t list_bits;	/* of its list, when over INDEX_SKIP */
	struct {
		uint32_t windows;
		uint32_t list_bits;
	} passed[INDEX_PAGE];	/* terms whose lists come before its own */
	size_t passed_count;
	bool failed;
};

/* `page` is under index->page_count. */
void index_page_open(struct index_page *page, const struct text_index *index,
    uint32_t number);

/* Read the next term; false after the last, or when the page is damaged. */
bool index_page_next(struct index_page *page);

/*
 * The windows of the term just read, page->windows of them, into `windows`
 * (room for index->window_count).  Once for each term.
 */
void index_page_list(struct index_page *page, uint32_t *windows);

/* Put the bits of what is left: false when the page does not end well. */
bool index_page_end(struct index_page *page);

/*
 * The page where `key` would be: the last whose first term is not after it.
 * The index has one page at least.
 */
uint32_t index_page_of(const struct text_index *index, struct span key,
    bool *failed);

/* The place where `window` starts; for window_count where the last ends. */
uint64_t index_window_place(const struct text_index *index, uint32_t window);

/* The last window that starts at or before `place`. */
uint32_t index_window_of(const struct text_index *index, uint64_t place);

#endif
