/*
 * compile/cite_parse.h - the parts of one citation.
 *
 * Inside the cite_* files only.  Each function tries to read one part at
 * token `at`, before token `end`, and returns the token after it, or `at`
 * when it is not there.
 */
#ifndef IBID_COMPILE_CITE_PARSE_H
#define IBID_COMPILE_CITE_PARSE_H

#include "compile/cite_scan.h"

/* The end of the piece of the note that starts at `at`. */
uint32_t cite_piece_end(const struct cite_scan *scan, uint32_t at);

/* "Light Dues Board. *Statement of Accounts*": `at` is the full stop. */
bool cite_is_listed_body(const struct cite_scan *scan, uint32_t at,
    uint32_t end);

/* "and", "&": not the "et" of "et al." */
bool cite_is_and(const struct cite_scan *scan, uint32_t at);

/* Whether a title in quotation marks or italics starts at `at`. */
bool cite_starts_title(const struct cite_scan *scan, uint32_t at,
    uint32_t end);

/*
 * Authors: "A. Adeyemi", "Adeyemi and van Loon", "Adeyemi et al.",
 * "National Salt Council (NSC)".  Sets name, key, authors, forename, et_al
 * and alias of `unit`.
 */
uint32_t cite_names(const struct cite_scan *scan, uint32_t at, uint32_t end,
    struct cite_unit *unit);

/*
 * A locator with the comma before it: ", 171-74", " at 41", ", paras.
 * 30-31", "[12]", ", passim".  Sets loc_off, loc_len, bare.
 */
uint32_t cite_locator(const struct cite_scan *scan, uint32_t at,
    uint32_t end, struct cite_unit *unit);

/* Whether a phrase may end before `at`: no prose goes on there. */
bool cite_stops(const struct cite_scan *scan, uint32_t at, uint32_t end);

/*
 * "supra note 12", "note 12 above", "(n 12)"; and "note 12" where `led`
 * says that a reference is expected.  Sets number, forward, backward.
 */
uint32_t cite_note_number(const struct cite_scan *scan, uint32_t at,
    uint32_t end, bool led, struct cite_unit *unit);

/* "op. cit.", "loc. cit.", "supra". */
uint32_t cite_opcit(const struct cite_scan *scan, uint32_t at,
    uint32_t end);

/* A title in quotation marks or italics, or a run of capitalized words. */
uint32_t cite_title(const struct cite_scan *scan, uint32_t at, uint32_t end,
    bool plain, struct cite_unit *unit);

/*
 * What follows a title: publishers, years, addresses, up to where prose or
 * another citation begins.  Sets facts, year, link, alias.
 */
uint32_t cite_tail(const struct cite_scan *scan, uint32_t at, uint32_t end,
    struct cite_unit *unit);

/* "509 U.S. 155", "509 U.S. at 160": volume, reporter, and a page. */
uint32_t cite_reporter(const struct cite_scan *scan, uint32_t at,
    uint32_t end, struct cite_unit *unit);

/* "Adeyemi v. Port of Lagos" and what follows it. */
uint32_t cite_case(const struct cite_scan *scan, uint32_t at, uint32_t end,
    struct cite_unit *unit);

/* "8 U.S.C. § 1158", "Salt Act 1882, s 3", "1951 Convention, art. 33". */
uint32_t cite_law(const struct cite_scan *scan, uint32_t at, uint32_t end,
    struct cite_unit *unit);

/* ---- how sure (cite_sure.c) ---- */

/*
 * Whether a short form that no work fits is one for sure: a bare surname,
 * or a body's initials, and a title that no imprint follows.
 */
bool cite_surely_leans(const struct cite_scan *scan,
    const struct cite_unit *unit);

/*
 * Whether the prose in [from, to) shows signs of a source that no rule
 * read: a title's capitals in quotation marks or italics, a year in
 * parentheses.  Surnames near such signs are not trusted later on.
 */
bool cite_has_signs(const struct cite_scan *scan, uint32_t from,
    uint32_t to);

/* "Idem, *The Short Flood*", or a long dash: one more work by the last. */
bool cite_repeats_author(const struct cite_scan *scan, uint32_t from,
    uint32_t to);

/* ---- tokens ---- */

/* Whether token `at` is a year that a publication could have. */
static inline bool
cite_is_year(const struct cite_scan *scan, uint32_t at)
{
	return at < scan->count && scan->tokens[at].kind == CITE_NUMBER &&
	    scan->tokens[at].value >= 1450 && scan->tokens[at].value <= 2150 &&
	    (scan->tokens[at].word_len == 4 ||
	    scan->tokens[at].word_len == 5);
}

/* An unquoted word that begins with a capital. */
static inline bool
cite_is_cap(const struct cite_scan *scan, uint32_t at)
{
	return at < scan->count && scan->tokens[at].kind == CITE_WORD &&
	    (scan->tokens[at].flags & CITE_CAP) &&
	    !(scan->tokens[at].flags & CITE_QUOTED);
}

static inline bool
cite_is_number(const struct cite_scan *scan, uint32_t at)
{
	return at < scan->count && scan->tokens[at].kind == CITE_NUMBER;
}

static inline bool
cite_is_lower(const struct cite_scan *scan, uint32_t at)
{
	return at < scan->count && scan->tokens[at].kind == CITE_WORD &&
	    !(scan->tokens[at].flags & CITE_CAP);
}

/* Whether the folded word at `at` is `word`. */
static inline bool
cite_word_is(const struct cite_scan *scan, uint32_t at, const char *word)
{
	return at < scan->count && scan->tokens[at].kind == CITE_WORD &&
	    span_eq(cite_word(scan, at), span_str(word));
}

/* `at`, or the token after a full stop there. */
static inline uint32_t
cite_skip_dot(const struct cite_scan *scan, uint32_t at, uint32_t end)
{
	return at < end && cite_is_mark(scan, at, '.') ? at + 1 : at;
}

#endif
