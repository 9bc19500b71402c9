/*
 * search/query_parts.h - what a parsed query is made of; internal to search.
 */
#ifndef IBID_SEARCH_QUERY_PARTS_H
#define IBID_SEARCH_QUERY_PARTS_H

#include "base/arena.h"
#include "search/block.h"
#include "search/query.h"

/* One run of text to find: all of a plain query, an operand of NEAR. */
struct query_part {
	struct span needle;	/* folded, under query->keep */
	bool word_left;		/* a word must start with it */
	bool word_right;	/* a word must end with it */
	bool to_word_end;	/* the match goes on to the end of the word */
};

#define QUERY_PARTS_MAX 8

/* An occurrence of a part, in folded bytes. */
struct query_occurrence {
	size_t from;
	size_t to;
	size_t part;
};

/* What a scan needs while it runs. */
struct query_scratch {
	struct block block;
	struct query_occurrence *items;
	size_t count;
	size_t room;
};

struct query {
	struct arena mem;
	struct span pattern;	/* as typed */
	unsigned flags;
	unsigned keep;		/* UNI_KEEP_ flags */
	struct query_part parts[QUERY_PARTS_MAX];
	size_t part_count;	/* over 1: NEAR; 0: an expression */
	unsigned near_words;
	struct regex *regex;
	struct span literal;	/* of the expression, folded, or empty */
	struct query_need *needs;
	size_t need_count;
	struct query_scratch *scratch;
};

/* Append a match of source bytes; used by the scans of text and regex. */
void match_list_add(struct match_list *list, uint64_t place, size_t len);

/* Whether the caller wants the scan to end. */
bool match_list_stop(struct match_list *list);

/*
 * Add what a paragraph must hold to hold `folded` (nothing kept); open
 * ends may be inside a word.
 */
void query_add_needs(struct query *query, struct span folded, bool open_left,
    bool open_right);

#endif
