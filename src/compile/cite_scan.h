/*
 * compile/cite_scan.h - the words of a note, and the citations in it.
 *
 * Inside the cite_* files only.  A note is read once into tokens (words,
 * numbers, marks of punctuation, addresses), each with what a lookup knows
 * about it; then into units, the stretches that cite something.  What lies
 * between units is the note's own prose.
 *
 * Units: `off` and `len` are bytes in the note's text; `from` and `to` are
 * token indices, `to` being one past the last.
 */
#ifndef IBID_COMPILE_CITE_SCAN_H
#define IBID_COMPILE_CITE_SCAN_H

#include "base/buf.h"
#include "compile/cite.h"

enum cite_token_kind { CITE_WORD, CITE_NUMBER, CITE_MARK, CITE_ADDRESS };

/* Flags of a token. */
enum {
	CITE_CAP = 1 << 0,	/* begins with a capital */
	CITE_UPPER = 1 << 1,	/* two letters or more, all capitals */
	CITE_INITIAL = 1 << 2,	/* "J", "J.K": initials of a name */
	CITE_QUOTED = 1 << 3,	/* inside quotation marks */
	CITE_ITALIC = 1 << 4,
	CITE_SPACED = 1 << 5,	/* white space stands before it */
	CITE_FIRST = 1 << 6,	/* of a paragraph */
	CITE_DOTTED = 1 << 7,	/* a word right before a full stop */
	CITE_POSSESSIVE = 1 << 8,
};

/* What the word table says of a word. */
enum {
	CITE_SIGNAL = 1 << 0,	/* see, also, cf.: a citation follows */
	CITE_LEAD = 1 << 1,	/* in, by, from: one may follow */
	CITE_PARTICLE = 1 << 2,	/* van, de la: part of a surname */
	CITE_LINK = 1 << 3,	/* of, the, for: inside names of bodies */
	CITE_HONOUR = 1 << 4,	/* Professor, Dr */
	CITE_ROLE = 1 << 5,	/* ed., trans. */
	CITE_BIB = 1 << 6,	/* lower-case words of citations */
	CITE_PAGE = 1 << 7,	/* p., pp., at */
	CITE_PART = 1 << 8,	/* para., ch., art.: other locators */
	CITE_ABBR = 1 << 9,	/* its full stop ends no sentence */
	CITE_MONTH = 1 << 10,
	CITE_BODY = 1 << 11,	/* Council, Ministry: no person's name */
	CITE_STATE = 1 << 12,	/* a party that names no case */
	CITE_NOTEWORD = 1 << 13,	/* note, n., fn. */
	CITE_DIRECTION = 1 << 14,	/* supra, infra, above, below */
	CITE_LAWNAME = 1 << 15,	/* Act, Convention */
	CITE_IBID = 1 << 16,
	CITE_TAIL = 1 << 17,	/* remarks on the citing itself */
	CITE_STOP = 1 << 18,	/* too common to tell titles apart */
	CITE_SUFFIX = 1 << 19,	/* Jr., III */
	CITE_QUOTING = 1 << 20,	/* quoted, citing: a source in a source */
	CITE_ROMAN = 1 << 21,	/* a lower-case roman number */
	CITE_CODE = 1 << 22,	/* U.S.C., C.F.R. */
	CITE_INTRO = 1 << 23,	/* words that only introduce a source */
	CITE_VERB = 1 << 24,	/* is, was, had: a statement is made */
};

struct cite_token {
	uint32_t off, len;
	uint32_t word_off;	/* of the folded word, no full stops in it */
	uint32_t match;		/* of ( [ and opening quotes: the other one */
	uint32_t class;
	uint32_t value;		/* of a number, cut at UINT32_MAX */
	uint16_t word_len;
	uint16_t flags;
	uint16_t depth;		/* of parentheses around it */
	uint8_t kind;
	char mark;		/* of a MARK, in ASCII: . , ; ( " - S P */
};

enum cite_unit_kind {
	CITE_UNIT_WORK,		/* cited in full */
	CITE_UNIT_CASE,		/* ... a case */
	CITE_UNIT_LAW,		/* a statute or treaty */
	CITE_UNIT_LINK,		/* an address on its own */
	CITE_UNIT_SAME,		/* ibid., id. */
	CITE_UNIT_OPCIT,	/* op. cit., loc. cit., supra without note */
	CITE_UNIT_NOTE,		/* note 12 above, (n 12) */
	CITE_UNIT_SHORT,	/* author, short title, locator */
	CITE_UNIT_SHORT_CASE,
};

enum cite_title_form { CITE_TITLE_NONE, CITE_TITLE_PLAIN, CITE_TITLE_MARKED };

/* How firmly a unit stands where a citation is expected. */
enum cite_stand {
	CITE_LOOSE,	/* in the middle of prose */
	CITE_LED,	/* after "in", "by" */
	CITE_STRICT	/* at the start, or after "see" */
};

struct cite_unit {
	uint8_t kind;
	uint8_t stand;
	uint8_t title_form;
	bool facts;		/* a year, a publisher, an address */
	bool forename;		/* the first author has one */
	bool whole;		/* nothing but it in its sentence */
	bool et_al;
	bool bare;		/* number without a "p." before it */
	bool more;		/* "12-15": the second number of two */
	bool named_note;	/* "supra", "above" say that a note follows */
	bool forward;		/* infra, below */
	bool backward;		/* supra, above */
	uint8_t authors;
	uint32_t from, to;	/* all of it */
	uint32_t name, name_to;	/* authors, or a case's parties */
	uint32_t key, key_to;	/* what the first author is filed under */
	uint32_t title, title_to;
	uint32_t alias, alias_to;	/* "[hereinafter ...]", "(NIJC)" */
	uint32_t end;		/* token after locator: the phrase's end */
	uint32_t volume;	/* "509 U.S. at 160": 509, or 0 */
	uint32_t reporter, reporter_to;
	uint32_t link;		/* token of an address, or DOC_NONE */
	uint32_t year;
	uint32_t loc_off, loc_len;	/* bytes; 0, 0 without locator */
	uint32_t number;	/* token of the note's number, or DOC_NONE */
};

struct cite_scan {
	const struct cite_note *note;
	struct cite_token *tokens;
	uint32_t count;
	size_t token_count, token_room;
	struct buf folded;
	struct cite_unit *units;
	size_t unit_count, unit_room;
	uint32_t *open;		/* stack of the tokenizer */
	size_t open_count, open_room;
};

void cite_scan_init(struct cite_scan *scan);
void cite_scan_release(struct cite_scan *scan);

/* Read `note`; what was read before is forgotten. */
void cite_scan_note(struct cite_scan *scan, const struct cite_note *note);

/* The first half of that: tokens only. */
void cite_scan_tokens(struct cite_scan *scan, const struct cite_note *note);

/* The classes of a folded word. */
uint32_t cite_word_class(struct span word);

static inline struct span
cite_word(const struct cite_scan *scan, uint32_t token)
{
	const struct cite_token *t = &scan->tokens[token];

	if (t->word_len == 0)
		return SPAN("");
	return span_of(scan->folded.ptr + t->word_off, t->word_len);
}

static inline bool
cite_is_mark(const struct cite_scan *scan, uint32_t token, char mark)
{
	return token < scan->count &&
	    scan->tokens[token].kind == CITE_MARK &&
	    scan->tokens[token].mark == mark;
}

static inline bool
cite_is_class(const struct cite_scan *scan, uint32_t token, uint32_t class)
{
	return token < scan->count && (scan->tokens[token].class & class);
}

/* The text of tokens [from, to), without surrounding space. */
struct span cite_text(const struct cite_scan *scan, uint32_t from,
    uint32_t to);

/*
 * Append the folded words of tokens [from, to) to `out`, one space
 * between; without the classes `but`.
 */
void cite_words(const struct cite_scan *scan, uint32_t from, uint32_t to,
    uint32_t but, struct buf *out);

#endif
