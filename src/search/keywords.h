/*
 * search/keywords.h - sets of keywords, and where they stand in a text.
 *
 * A keyword is found as whole words, folded as search folds (case,
 * diacritics, dashes, apostrophes, soft hyphens, runs of white space), also
 * in its possessive ("the agency's": the 's is not part of the match) and,
 * when its last word is of Latin letters, its simple plural (-s, -es,
 * -y/-ies).  A term or variant in quotation marks, "US", is matched as it is
 * written: with its case and diacritics, no plural.
 *
 * Of matches that overlap the longest is kept; of equal ones the first,
 * and among equal terms the one added first.
 *
 * The terms are a trie over folded UTF-8, entered at the starts of words
 * only, so the cost of a scan does not depend on the number of keywords.
 *
 * Units: places as in search/query.h.  Ids count from 0 in the order of
 * adding and stay.
 */
#ifndef IBID_SEARCH_KEYWORDS_H
#define IBID_SEARCH_KEYWORDS_H

#include <stdint.h>

#include "base/diag.h"
#include "base/span.h"

struct keywords;

struct keyword {
	struct span term;	/* as written, without its quotation marks */
	struct span variants;	/* as written, separated by \n, or empty */
	struct span definition;	/* or empty */
	struct span style;	/* a name for the theme, or empty */
	unsigned set;		/* the caller's number for its set */
	bool exact;		/* the term stood in quotation marks */
	bool off;		/* not looked for at present */
};

struct keywords *keywords_new(void);
void keywords_free(struct keywords *keywords);

/*
 * Add one keyword; all spans are copied.  Returns its id, or -1 when the
 * term holds nothing to look for or is longer than KEYWORD_MAX bytes.  A
 * variant with those faults is passed over.
 */
#define KEYWORD_MAX 256
int keywords_add(struct keywords *keywords, unsigned set, struct span term,
    struct span variants, struct span definition, struct span style);

size_t keywords_count(const struct keywords *keywords);

/* Borrowed until the next keywords_add. */
const struct keyword *keywords_at(const struct keywords *keywords, int id);

/* Whether `id` is looked for.  Takes effect in the next scan. */
void keywords_set_off(struct keywords *keywords, int id, bool off);

/* The id of the keyword one of whose forms folds as `term` does, or -1. */
int keywords_find(const struct keywords *keywords, struct span term);

struct keyword_hit {
	uint64_t place;
	uint32_t len;
	int id;
};

/* Start with {0}. */
struct keyword_hits {
	struct keyword_hit *items;
	size_t count;
	size_t room;
};

void keyword_hits_release(struct keyword_hits *hits);

/*
 * Append the keywords that stand in `text` (whole paragraphs, as for
 * query_scan), in order.  Linear in the text.
 */
void keywords_scan(struct keywords *keywords, struct span text,
    uint64_t base, struct keyword_hits *out);

/*
 * Read a keyword file, ibid-keywords(5), into `set`; returns how many
 * keywords were added.  A line that is not understood is left out, with a
 * diagnostic (`diags` may be NULL); a style that `knows` does not is kept,
 * with one too (`knows` may be NULL, which knows all).
 */
size_t keywords_parse(struct keywords *keywords, unsigned set,
    struct span bytes, bool (*knows)(struct span style),
    struct diag_list *diags);

struct buf;
/* Append the keywords of `set` as such a file. */
void keywords_write(const struct keywords *keywords, unsigned set,
    struct buf *out);

#endif
