/*
 * compile/cite_piece.c - where one citation ends and the next may begin.
 *
 * A note is cut at semicolons and at the ends of sentences.  Full stops
 * are the hard part: "vol. 3", "J. K. Banks" and "412 U.S. 98" end nothing,
 * and a list of works cited has them between the parts of one work.
 */
#include "compile/cite_parse.h"

/* "CarBuzz, 2020": what a title in quotation marks was published in. */
static bool
is_container(const struct cite_scan *scan, uint32_t at)
{
	for (uint32_t i = at; i < scan->count && i < at + 10; i++) {
		const struct cite_token *t = &scan->tokens[i];

		if (cite_is_mark(scan, i, ',') || cite_is_mark(scan, i, '(') ||
		    t->kind == CITE_NUMBER)
			return i > at;
		if ((t->flags & (CITE_QUOTED | CITE_FIRST)) ||
		    (t->kind == CITE_MARK && strchr(".;\"'", t->mark)))
			return false;
		if (!cite_is_cap(scan, i) && !(t->flags & CITE_ITALIC) &&
		    !(t->class & (CITE_LINK | CITE_STOP)))
			return false;
	}
	return false;
}

static bool
begins_sentence(const struct cite_scan *scan, uint32_t at)
{
	const struct cite_token *t = &scan->tokens[at];

	if (!(t->flags & CITE_SPACED))
		return false;
	return t->kind == CITE_ADDRESS || (t->flags & CITE_CAP) ||
	    (t->kind == CITE_MARK && strchr("\"'L([", t->mark)) ||
	    (t->kind == CITE_NUMBER && (t->flags & CITE_ITALIC)) ||
	    (t->class & (CITE_IBID | CITE_SIGNAL));
}

/* Whether the full stop at `at` ends a sentence. */
static bool
is_stop(const struct cite_scan *scan, uint32_t at)
{
	const struct cite_token *before = at ? &scan->tokens[at - 1] : NULL;

	if (!before || at + 1 >= scan->count)
		return true;
	if (!begins_sentence(scan, at + 1))
		return false;
	if (before->kind != CITE_WORD)
		return true;
	if (before->class & CITE_IBID)
		return true;
	if (cite_word_is(scan, at - 1, "cit"))
		return true;
	if (cite_is_class(scan, at + 1, CITE_IBID) ||
	    ((scan->tokens[at + 1].flags & CITE_CAP) &&
	    cite_is_class(scan, at + 1, CITE_SIGNAL)))
		return !(before->class & CITE_SIGNAL);
	/* "(AM. LAW INST. 1965)" in small capitals */
	if (scan->tokens[at].depth && before->word_len <= 5 &&
	    (before->flags & scan->tokens[at + 1].flags & CITE_UPPER))
		return false;
	/* "Rev." before a name is an abbreviation; "al." may end a list. */
	return !(before->class & CITE_ABBR) &&
	    !(before->flags & CITE_INITIAL);
}

/* Whether a piece ends with token `at`. */
static bool
ends_piece(const struct cite_scan *scan, uint32_t at)
{
	const struct cite_token *t = &scan->tokens[at];

	if (at + 1 >= scan->count ||
	    (scan->tokens[at + 1].flags & CITE_FIRST))
		return true;
	if (t->kind != CITE_MARK || (t->flags & CITE_QUOTED))
		return false;
	switch (t->mark) {
	case ';':
		return t->depth == 0;
	case '.':
		return is_stop(scan, at);
	case '?': case '!':
		return begins_sentence(scan, at + 1) &&
		    !(t->flags & CITE_ITALIC) &&
		    cite_is_cap(scan, at + 1);
	case '"':
		/* American style sets the full stop inside. */
		return t->match < at && cite_is_mark(scan, at - 1, '.') &&
		    begins_sentence(scan, at + 1) &&
		    !is_container(scan, at + 1);
	case ')':
		return t->match < at && cite_is_mark(scan, at - 1, '.') &&
		    t->match > 0 && cite_is_mark(scan, t->match - 1, '.') &&
		    begins_sentence(scan, at + 1);
	}
	return false;
}

bool
cite_is_listed_body(const struct cite_scan *scan, uint32_t at, uint32_t end)
{
	struct cite_unit unused = { 0 };

	return cite_is_mark(scan, at, '.') &&
	    cite_title(scan, at + 1, end, false, &unused) != at + 1;
}

/*
 * A work of a list of works cited has full stops between its parts:
 * "Okonjo, Adaeze. *The Salt Road*. Harbour Press, 2011."  Returns where
 * that work ends, or `at`.
 */
static uint32_t
listed_work_end(const struct cite_scan *scan, uint32_t at)
{
	struct cite_unit unit = { 0 };
	uint32_t end = at + 300 < scan->count ? at + 300 : scan->count;
	uint32_t comma = at;
	uint32_t i, to;
	int parts = 0;

	while (comma < at + 12 && comma < end && (cite_is_cap(scan, comma) ||
	    cite_is_class(scan, comma, CITE_LINK)))
		comma++;
	if (!cite_is_mark(scan, comma, ',') && !cite_is_mark(scan, comma, '.'))
		return at;
	i = cite_names(scan, at, end, &unit);
	if (i > at && cite_is_listed_body(scan, i, end))
		i++;
	else if (i == at || i <= comma || !cite_is_mark(scan, i - 1, '.') ||
	    unit.name_to != i)
		return at;
	to = cite_title(scan, i, end, true, &unit);
	if (to == i)
		return at;
	for (i = to; i < end && parts < 4; i++) {
		if (cite_is_year(scan, i) || scan->tokens[i].kind ==
		    CITE_ADDRESS)
			parts = 3;
		if (i > to && (scan->tokens[i].flags & CITE_FIRST))
			return i;
		if (ends_piece(scan, i) && ++parts >= 4)
			return i + 1;
	}
	return at;
}

uint32_t
cite_piece_end(const struct cite_scan *scan, uint32_t at)
{
	uint32_t listed = listed_work_end(scan, at);

	if (listed != at)
		return listed;
	while (at < scan->count && !ends_piece(scan, at))
		at++;
	return at < scan->count ? at + 1 : at;
}
