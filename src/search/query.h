/*
 * search/query.h - what a reader looks for, and finding it in text.
 *
 * A query is parsed once and then run over any number of stretches of
 * text.  It finds words as a reader sees them: case, diacritics, width,
 * apostrophes, dashes and quotation marks are folded (uni_fold_lines), soft
 * hyphens are not there, and any run of white space is one space, so that a
 * phrase is found across the line ends of a verse.
 *
 *     pattern             finds
 *     third country       the text as typed, also inside words
 *     "third country"     the same as whole words (the last quotation
 *                         mark may be missing: then the last word may go on)
 *     countr*             words that start so; also after other words
 *     safe NEAR countr*   both within 10 words, in either order; NEAR/3
 *                         within 3; more operands: a NEAR b NEAR c
 *     /colou?r/           a regular expression
 *
 * Smart case: a pattern with an upper-case letter is matched with its
 * case, one without is not; and likewise for diacritics.  NEAR is no part
 * of that.  A match never leaves its paragraph: never crosses \n.
 *
 * Regular expressions are PCRE2's (pcre2pattern(3)), in UTF mode.  They see
 * the source text itself, a paragraph at a time: ^ and $ are its ends,
 * nothing but case is folded, and a line end inside (\v) is white space.
 *
 * Units: places are byte offsets in the text of the bundle; `base` is the
 * place of the first byte of a text that is handed in.  Matches come in
 * order, do not overlap, and are byte ranges of the source text that hold
 * whole clusters.
 *
 * Text handed in is a number of whole paragraphs: it starts where one
 * starts, and each but the last ends with \n.  It may be ill-formed.
 *
 * A query holds scratch memory: run one from one thread at a time.
 */
#ifndef IBID_SEARCH_QUERY_H
#define IBID_SEARCH_QUERY_H

#include <stdint.h>

#include "base/span.h"

struct query;

enum {
	QUERY_CASE = 1 << 0,	/* exact case, whatever the pattern */
	QUERY_FOLD = 1 << 1,	/* neither case nor diacritics count */
	QUERY_WORD = 1 << 2,	/* whole words only */
	QUERY_REGEX = 1 << 3,	/* the whole pattern is an expression */
	QUERY_LITERAL = 1 << 4,	/* no operators: the text as typed */
};

struct query_error {
	size_t off;		/* in the pattern, bytes */
	char message[160];	/* one clause, no full stop; not filtered */
};

/* Longer patterns are refused: no one types them. */
#define QUERY_PATTERN_MAX 4096
#define QUERY_NEAR_WORDS 10

/*
 * Parse `pattern` (copied).  NULL when it cannot be understood or holds
 * nothing to look for; `error` (if not NULL) then says why and where.
 */
struct query *query_new(struct span pattern, unsigned flags,
    struct query_error *error);
void query_free(struct query *query);

bool query_is_regex(const struct query *query);

/* What it was made of, for another of the same kind; borrowed. */
struct span query_pattern(const struct query *query, unsigned *flags);

/*
 * Whether every match of `query` lies in a paragraph where `before` has one,
 * because it is what was typed before and more.  False where that cannot be
 * told.
 */
bool query_narrows(const struct query *query, const struct query *before);

struct match {
	uint64_t place;
	uint32_t len;
};

/*
 * Start with {0}; the fields above the line may be set, those below it are
 * the scan's.  `stop` is asked now and then, at least every few
 * milliseconds; when it says true the scan ends there.
 */
struct match_list {
	bool (*stop)(void *arg);
	void *stop_arg;
	/* ---- */
	struct match *items;
	size_t count;
	size_t room;
	bool stopped;		/* by `stop`; nothing after `searched` */
	uint64_t searched;	/* all matches before this place are known */
	const char *limit;	/* the limit an expression hit, or NULL */
};

void match_list_release(struct match_list *list);

/*
 * Append the matches in `text` to `out`, `max` of them at most, and return
 * how many.  `out->searched` is the end of the text, or the end of the last
 * match when `max` was reached, or the start of a paragraph when stopped;
 * scanning can go on from the paragraph it is in.
 *
 * A regular expression that runs into a limit on some paragraph sets
 * `out->limit` (a clause to show: "more than ... steps in one paragraph"),
 * leaves out the rest of that paragraph and goes on after it.
 *
 * Cost: linear; words at about the speed of memory, expressions at that of
 * PCRE2's compiled code, only on paragraphs that hold their literal part.
 */
size_t query_scan(const struct query *query, struct span text, uint64_t base,
    struct match_list *out, size_t max);

/* How many matches there are in `text`. */
size_t query_count(const struct query *query, struct span text);

/* The first match that starts at or after the place `from`. */
bool query_next(const struct query *query, struct span text, uint64_t base,
    uint64_t from, struct match *match);

/* The last match that starts before the place `from`. */
bool query_prev(const struct query *query, struct span text, uint64_t base,
    uint64_t from, struct match *match);

/*
 * What every match must hold, in folded terms (search/terms.h), for the
 * index.  A match lies in a paragraph that has, for each need, a term that
 * is it, starts with it, or holds it.
 */
enum query_need_kind { QUERY_NEED_TERM, QUERY_NEED_PREFIX, QUERY_NEED_INFIX };

struct query_need {
	enum query_need_kind kind;
	struct span term;	/* borrowed from the query */
};

/*
 * The needs, `*count` of them; none when nothing can be said (a pattern of
 * punctuation only, an expression without a literal).
 */
const struct query_need *query_needs(const struct query *query,
    size_t *count);

#endif
