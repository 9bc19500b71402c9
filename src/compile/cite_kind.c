/*
 * compile/cite_kind.c - whether a note says something of its own.
 *
 * The words outside of citations are counted, without those that only
 * introduce a source ("For more on this, see"), name a translator's hand
 * ("my translation") or stand in a short remark after a citation.
 */
#include "compile/cite_scan.h"

/*
 * With fewer words than this a note only points somewhere: "I owe this to
 * Adeyemi," is seven words and a citation.
 */
#define OWN_WORDS_MIN 8

static bool
is_own_word(const struct cite_token *t)
{
	if (t->kind == CITE_MARK || t->kind == CITE_ADDRESS)
		return false;
	return (t->flags & CITE_QUOTED) || !(t->class & (CITE_INTRO |
	    CITE_SIGNAL | CITE_TAIL | CITE_PAGE | CITE_PART | CITE_QUOTING |
	    CITE_DIRECTION | CITE_NOTEWORD));
}

enum doc_note_kind
cite_kind(const struct cite_note *note, uint32_t *own_words)
{
	struct cite_scan scan;
	uint32_t own = 0;
	size_t unit = 0;

	cite_scan_init(&scan);
	cite_scan_note(&scan, note);
	for (uint32_t i = 0; i < scan.count; i++) {
		while (unit < scan.unit_count && scan.units[unit].to <= i)
			unit++;
		if (unit < scan.unit_count && scan.units[unit].from <= i)
			continue;
		own += is_own_word(&scan.tokens[i]);
	}
	cite_scan_release(&scan);
	if (own_words)
		*own_words = own;
	return own >= OWN_WORDS_MIN ? DOC_NOTE_DISCUSSION : DOC_NOTE_SOURCE;
}
