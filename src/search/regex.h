/*
 * search/regex.h - regular expressions over paragraphs; internal to search.
 *
 * An expression is compiled twice where that is possible: for any text, and
 * for paragraphs of ASCII only, where it runs without decoding.
 */
#ifndef IBID_SEARCH_REGEX_H
#define IBID_SEARCH_REGEX_H

#include "base/arena.h"
#include "search/query.h"
#include "search/regex_block.h"

struct regex;

/*
 * `caseless` and `words` as the query's flags say; `literal` is that of
 * regex_literal and has to stay.
 */
struct regex *regex_new(struct span pattern, bool caseless, bool words,
    struct span literal, struct query_error *error);
void regex_free(struct regex *regex);

/* The way to run it over blocks, or NULL. */
struct regex_block *regex_blocks(struct regex *regex);

/*
 * What every match's paragraph holds, folded with nothing kept, put in
 * `mem`; empty when the expression names nothing of three bytes or more.
 */
struct span regex_literal(struct arena *mem, struct span pattern);

enum regex_result { REGEX_NONE, REGEX_FOUND, REGEX_AGAIN, REGEX_LIMIT };

/*
 * Find the first match at or after `off` in one paragraph (without its
 * \n); its cluster does not start before `floor`, where the match before
 * ended.  REGEX_AGAIN: none starts before `*from`, look on from there (long
 * paragraphs are searched in slices so that the caller can stop between).
 * REGEX_LIMIT: `*limit` says which.  `valid`: the paragraph is known to be
 * well-formed.
 */
enum regex_result regex_find(struct regex *regex, struct span line,
    bool valid, size_t floor, size_t off, size_t *from, size_t *to,
    const char **limit);

#endif
