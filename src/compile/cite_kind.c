/*
 * compile/cite_kind.c - whether a note says something of its own.
 *
 * The words outside of citations are counted, without those that only
 * introduce a source ("For more on this, see"), name a translator's hand
 * ("my translation") or point elsewhere in the text.  Some statements are
 * shorter than some introductions ("Teale died in 1934."), so a sentence
 * with a verb and without a citation counts whatever its length.
 */
#include <string.h>

#include "compile/cite_match.h"
#include "compile/cite_parse.h"

/*
 * With fewer words than this a note only points somewhere: "I owe this to
 * Adeyemi," is seven words and a citation.
 */
#define OWN_WORDS_MIN 8

/* A shorter quotation may be a title, a longer one than MAX is none. */
#define QUOTED_WORDS_MIN 10
#define QUOTED_WORDS_MAX 40

/* "Sic." and "Emphasis added." are no statements. */
#define STATEMENT_WORDS_MIN 3

static bool
is_own_word(const struct cite_token *t)
{
	if (t->kind == CITE_MARK || t->kind == CITE_ADDRESS)
		return false;
	return (t->flags & CITE_QUOTED) || !(t->class & (CITE_INTRO |
	    CITE_SIGNAL | CITE_TAIL | CITE_PAGE | CITE_PART | CITE_QUOTING |
	    CITE_DIRECTION | CITE_NOTEWORD));
}

/* A common verb, or what looks like a past tense: "replied". */
static bool
is_verb(const struct cite_scan *scan, uint32_t at)
{
	const struct cite_token *t = &scan->tokens[at];
	struct span word = cite_word(scan, at);

	if (!cite_is_lower(scan, at))
		return false;
	return (t->class & CITE_VERB) || (word.len >= 5 &&
	    span_ends(word, SPAN("ed")) && !(t->class & (CITE_BIB |
	    CITE_INTRO | CITE_TAIL | CITE_QUOTING)));
}

struct piece {
	uint32_t own;		/* words */
	uint32_t names;		/* capitals and numbers among them */
	bool verb;
	bool cites;		/* more than in a parenthesis */
};

/* Without a verb, names and numbers only describe a letter or a file. */
static uint32_t
piece_words(const struct piece *piece)
{
	return piece->verb ? piece->own : piece->own - piece->names;
}

static bool
is_statement(const struct piece *piece)
{
	return piece->verb && !piece->cites &&
	    piece->own >= STATEMENT_WORDS_MIN;
}

/* Whether quotation marks open at `at`; `*end` is where they close. */
static bool
opens_quotation(const struct cite_scan *scan, uint32_t at, uint32_t *end)
{
	*end = scan->tokens[at].match;
	return cite_is_mark(scan, at, '"') && *end > at + 1 &&
	    *end < scan->count;
}

/* 'RUHEBITTE, "The truth about sellers," 2006': between commas. */
static bool
is_title(const struct cite_scan *scan, uint32_t at, uint32_t end)
{
	return at > 0 && cite_is_mark(scan, at - 1, ',') &&
	    (cite_is_mark(scan, end - 1, ',') ||
	    cite_is_mark(scan, end + 1, ','));
}

/*
 * A sentence that is quoted for what it says: it stands on its own, ends
 * with its full stop, and has not the capitals of a title.
 */
static bool
is_quoted_statement(const struct cite_scan *scan, uint32_t at, uint32_t end)
{
	const struct cite_token *last = &scan->tokens[end - 1];
	uint32_t words = 0, capitals = 0;

	for (uint32_t i = at + 1; i < end; i++) {
		if (scan->tokens[i].kind != CITE_WORD)
			continue;
		capitals += words && !cite_is_lower(scan, i);
		words++;
	}
	if (words > QUOTED_WORDS_MAX)
		return true;
	return words >= QUOTED_WORDS_MIN && capitals * 3 <= words &&
	    last->kind == CITE_MARK && strchr(".!?", last->mark) &&
	    (at == 0 || (scan->tokens[at].flags & CITE_FIRST) ||
	    (scan->tokens[at - 1].kind == CITE_MARK &&
	    strchr(".:!?", scan->tokens[at - 1].mark)));
}

enum doc_note_kind
cite_kind_of(const struct cite_scan *scan, uint32_t *own_words)
{
	struct piece piece = { 0 };
	bool statement = false;
	uint32_t own = 0;
	uint32_t end = 0, title_end = 0, quoted_end;
	size_t unit = 0;

	for (uint32_t i = 0; i < scan->count; i++) {
		if (i >= end) {
			statement |= is_statement(&piece);
			own += piece_words(&piece);
			piece = (struct piece){ 0 };
			end = cite_piece_end(scan, i);
		}
		if (opens_quotation(scan, i, &quoted_end)) {
			statement |= is_quoted_statement(scan, i,
			    quoted_end);
			if (is_title(scan, i, quoted_end))
				title_end = quoted_end;
		}
		while (unit < scan->unit_count && scan->units[unit].to <= i)
			unit++;
		if (unit < scan->unit_count && scan->units[unit].from <= i) {
			piece.cites |= scan->tokens[i].depth == 0;
			continue;
		}
		if (i < title_end)
			continue;
		piece.verb |= is_verb(scan, i);
		if (!is_own_word(&scan->tokens[i]))
			continue;
		piece.own++;
		piece.names += !cite_is_lower(scan, i) &&
		    !(scan->tokens[i].flags & CITE_QUOTED);
	}
	statement |= is_statement(&piece);
	own += piece_words(&piece);
	if (own_words)
		*own_words = own;
	return statement || own >= OWN_WORDS_MIN ? DOC_NOTE_DISCUSSION :
	    DOC_NOTE_SOURCE;
}

enum doc_note_kind
cite_kind(const struct cite_note *note, uint32_t *own_words)
{
	struct cite_scan scan;
	enum doc_note_kind kind;

	cite_scan_init(&scan);
	cite_scan_note(&scan, note);
	kind = cite_kind_of(&scan, own_words);
	cite_scan_release(&scan);
	return kind;
}
