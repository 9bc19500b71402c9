/* compile/cite_sure.c - how sure the signs of a citation are. */
#include "compile/cite_parse.h"

/* Authors of antiquity are cited so in full: "Plato, Republic, 514a". */
static bool
is_classic(const struct cite_scan *scan, const struct cite_unit *unit)
{
	static const char *const names[] = { "aeschylus", "aristophanes",
	    "aristotle", "augustine", "bible", "caesar", "cicero", "dante",
	    "euripides", "herodotus", "hesiod", "homer", "horace", "josephus",
	    "juvenal", "livy", "lucretius", "ovid", "pindar", "plato",
	    "pliny", "plutarch", "polybius", "quran", "seneca",
	    "shakespeare", "sophocles", "suetonius", "tacitus",
	    "thucydides", "virgil", "xenophon" };

	if (unit->key_to != unit->key + 1)
		return false;
	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (cite_word_is(scan, unit->key, names[i]))
			return true;
	return false;
}

/* Whether nothing but marks of punctuation follow the phrase. */
static bool
is_complete(const struct cite_scan *scan, const struct cite_unit *unit)
{
	for (uint32_t i = unit->end; i < unit->to; i++)
		if (scan->tokens[i].kind != CITE_MARK ||
		    scan->tokens[i].match > i)
			return false;
	return cite_stops(scan, unit->end, scan->count);
}

bool
cite_surely_leans(const struct cite_scan *scan, const struct cite_unit *unit)
{
	bool locator = unit->loc_len > 0;

	if (unit->forename || unit->facts || unit->title_form ==
	    CITE_TITLE_NONE || unit->key_to <= unit->key ||
	    is_classic(scan, unit))
		return false;
	if (unit->key_to - unit->key > 1 && unit->authors == 1)
		return false;
	if (!cite_is_cap(scan, unit->key))
		return false;
	/* "Adeyemi, introduction, xii": to a book that nobody named. */
	if (cite_is_lower(scan, unit->title))
		return false;
	if (unit->title_form == CITE_TITLE_PLAIN)
		return unit->stand == CITE_STRICT && locator &&
		    is_complete(scan, unit);
	return unit->stand != CITE_LOOSE && is_complete(scan, unit);
}

bool
cite_has_signs(const struct cite_scan *scan, uint32_t from, uint32_t to)
{
	uint32_t caps = 0;
	bool named = false;

	for (uint32_t i = from; i < to; i++) {
		const struct cite_token *t = &scan->tokens[i];

		/* "; Adeyemi, table talk, 214": a name, and a page. */
		if (i == from || cite_is_mark(scan, i - 1, ';'))
			named = cite_is_cap(scan, i) &&
			    cite_is_mark(scan, i + 1, ',');
		if (named && i > from && cite_is_mark(scan, i - 1, ',') &&
		    cite_is_number(scan, i) && !cite_is_year(scan, i) &&
		    cite_stops(scan, i + 1, to))
			return true;
		if (cite_is_mark(scan, i, '(') && cite_is_year(scan, i + 1))
			return true;
		if (cite_is_year(scan, i) && cite_is_mark(scan, i + 1, ')'))
			return true;
		if (!(t->flags & (CITE_QUOTED | CITE_ITALIC)))
			caps = 0;
		else if (t->kind == CITE_WORD && (t->flags & CITE_CAP) &&
		    ++caps >= 2)
			return true;
	}
	return false;
}

bool
cite_repeats_author(const struct cite_scan *scan, uint32_t from, uint32_t to)
{
	for (uint32_t i = from; i < to; i++)
		if (cite_is_class(scan, i, CITE_IBID) ||
		    (cite_is_mark(scan, i, '_') &&
		    cite_is_mark(scan, i + 1, '_')))
			return true;
	return false;
}
