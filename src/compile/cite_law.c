/* compile/cite_law.c - cases, their reporters, statutes and treaties. */
#include "compile/cite_parse.h"

#define PARTY_MAX_TOKENS 16

static uint32_t
read_v(const struct cite_scan *scan, uint32_t at, uint32_t end)
{
	if (at < end && (cite_word_is(scan, at, "v") ||
	    cite_word_is(scan, at, "vs")) && cite_is_lower(scan, at))
		return cite_skip_dot(scan, at + 1, end);
	return at;
}

/* Words of a party's name; stops at a comma unless "Inc." follows it. */
static uint32_t
read_party(const struct cite_scan *scan, uint32_t at, uint32_t end)
{
	uint32_t i = at;
	uint32_t last = at;

	while (i < end && i - at < PARTY_MAX_TOKENS) {
		const struct cite_token *t = &scan->tokens[i];

		if ((t->flags & CITE_QUOTED) || (i > at &&
		    (t->flags & CITE_FIRST)))
			break;
		if (cite_is_cap(scan, i)) {
			if (i > at && (t->class & CITE_IBID))
				break;
			last = ++i;
			/* "Bd.," and "Co. v." are abbreviations. */
			if ((t->flags & CITE_DOTTED) &&
			    ((t->class & CITE_ABBR) ||
			    (t->flags & CITE_INITIAL) ||
			    cite_is_mark(scan, i + 1, ',') ||
			    read_v(scan, i + 1, end) != i + 1))
				last = i = cite_skip_dot(scan, i, end);
			continue;
		}
		if (t->kind == CITE_WORD) {
			if (read_v(scan, i, end) != i || i == at ||
			    !(t->class & (CITE_LINK | CITE_PARTICLE)))
				break;
			i++;
			continue;
		}
		if (cite_is_mark(scan, i, ',') && i + 1 < end &&
		    cite_is_cap(scan, i + 1) &&
		    (cite_word_is(scan, i + 1, "inc") ||
		    cite_word_is(scan, i + 1, "ltd") ||
		    cite_word_is(scan, i + 1, "llc"))) {
			i++;
			continue;
		}
		/* "R (Adeyemi) v Port Authority" */
		if (cite_is_mark(scan, i, '(') && i == at + 1 &&
		    (scan->tokens[at].flags & CITE_INITIAL) &&
		    t->match < i + 12 && t->match > i && t->match < end) {
			last = i = t->match + 1;
			continue;
		}
		if (cite_is_mark(scan, i, '&') ||
		    cite_is_mark(scan, i, '`')) {
			i++;
			continue;
		}
		break;
	}
	return last;
}

uint32_t
cite_reporter(const struct cite_scan *scan, uint32_t at, uint32_t end,
    struct cite_unit *unit)
{
	uint32_t i = at + 1;
	uint32_t from = i;

	if (!cite_is_number(scan, at) || scan->tokens[at].value > 2999 ||
	    scan->tokens[at].value == 0)
		return at;
	/* "U.S.", "F.3d", "F. Supp. 2d", "S. Ct.", "So. 2d" */
	while (i < end && i < from + 8) {
		const struct cite_token *t = &scan->tokens[i];

		if (cite_is_cap(scan, i) && !(t->class & CITE_MONTH))
			i++;
		else if (cite_is_mark(scan, i, '.') && i > from)
			i++;
		else if (t->kind == CITE_NUMBER && i > from &&
		    t->word_len > 1 && t->value < 10)
			i++;	/* "2d" */
		else
			break;
	}
	if (i == from || i >= end || !cite_is_cap(scan, from))
		return at;
	unit->volume = scan->tokens[at].value;
	unit->reporter = from;
	unit->reporter_to = i;
	if (cite_word_is(scan, i, "at") && cite_is_number(scan, i + 1))
		return i;	/* the page is the locator */
	if (cite_is_number(scan, i)) {
		unit->facts = true;
		return i + 1;
	}
	unit->volume = 0;
	return at;
}

/* What follows the parties; sets facts when it is the whole citation. */
static uint32_t
read_case_end(const struct cite_scan *scan, uint32_t at, uint32_t end,
    struct cite_unit *unit)
{
	uint32_t i = cite_is_mark(scan, at, ',') ? at + 1 : at;
	uint32_t to;

	to = cite_reporter(scan, i, end, unit);
	if (to != i && !unit->facts)
		return cite_locator(scan, to, end, unit);
	if (to == i && (to = cite_locator(scan, at, end, unit)) != at)
		if (!cite_is_cap(scan, to) && cite_stops(scan, to, end) &&
		    !cite_is_mark(scan, to, '(') &&
		    !cite_is_mark(scan, to, '['))
			return to;
	unit->loc_off = unit->loc_len = 0;
	return at;
}

uint32_t
cite_case(const struct cite_scan *scan, uint32_t at, uint32_t end,
    struct cite_unit *unit)
{
	uint32_t v = read_party(scan, at, end);
	uint32_t second, to, after;
	struct cite_unit number = { .number = DOC_NONE };

	if (v == at)
		return at;
	second = read_v(scan, v, end);
	if (second == v || second >= end || !cite_is_cap(scan, second))
		return at;
	to = read_party(scan, second, end);
	if (to == second)
		return at;
	unit->name = at;
	unit->name_to = to;
	unit->key = at;
	unit->key_to = v;
	unit->title = second;
	unit->title_to = to;
	unit->authors = 1;
	unit->link = DOC_NONE;
	after = cite_is_mark(scan, to, ',') ? to + 1 : to;
	if (cite_note_number(scan, after, end, false, &number) != after) {
		unit->kind = CITE_UNIT_SHORT_CASE;
		return to;	/* the caller reads the note's number */
	}
	after = read_case_end(scan, to, end, unit);
	if (after != to && !unit->facts) {
		unit->kind = CITE_UNIT_SHORT_CASE;
		return after;
	}
	unit->kind = CITE_UNIT_CASE;
	after = cite_tail(scan, to, end, unit);
	if (!unit->facts) {
		unit->kind = CITE_UNIT_SHORT_CASE;
		return to;
	}
	return after;
}

/* ---- statutes and treaties ---- */

/* "U.S.C. §§ 1158(a), 1160" after the title's number. */
static uint32_t
read_code(const struct cite_scan *scan, uint32_t at, uint32_t end,
    struct cite_unit *unit)
{
	uint32_t i = at + 1;
	uint32_t to;

	if (!cite_is_number(scan, at) || !cite_is_class(scan, i, CITE_CODE))
		return at;
	i = cite_skip_dot(scan, i + 1, end);
	to = cite_locator(scan, i, end, unit);
	if (to == i)
		return at;
	while (to < end && cite_is_mark(scan, to, '(') &&
	    scan->tokens[to].match > to && scan->tokens[to].match < end)
		to = scan->tokens[to].match + 1;
	unit->name = at;
	unit->name_to = to;
	return to;
}

/* Behind the number of a law or a paper, "104-208"; `else_at` where none is. */
static uint32_t
behind_number(const struct cite_scan *scan, uint32_t i, uint32_t end,
    uint32_t else_at)
{
	if (!cite_is_number(scan, i))
		return else_at;
	while (i < end && (cite_is_number(scan, i) ||
	    cite_is_mark(scan, i, '-')))
		i++;
	return i;
}

/* "Pub. L. No. 104-208" */
static uint32_t
read_public_law(const struct cite_scan *scan, uint32_t at, uint32_t end)
{
	uint32_t i;

	if (!cite_word_is(scan, at, "pub"))
		return at;
	i = cite_skip_dot(scan, at + 1, end);
	if (!cite_word_is(scan, i, "l"))
		return at;
	i = cite_skip_dot(scan, i + 1, end);
	if (cite_word_is(scan, i, "no"))
		i = cite_skip_dot(scan, i + 1, end);
	return behind_number(scan, i, end, at);
}

/* "H.R. Rep. No. 90-1177", "S. Doc. No. 12-4": papers of a parliament. */
static uint32_t
read_paper(const struct cite_scan *scan, uint32_t at, uint32_t end)
{
	uint32_t i;

	if (!cite_word_is(scan, at, "hr") && !cite_word_is(scan, at, "s"))
		return at;
	i = cite_skip_dot(scan, at + 1, end);
	if (cite_word_is(scan, i, "conf"))
		i = cite_skip_dot(scan, i + 1, end);
	if (!cite_word_is(scan, i, "rep") && !cite_word_is(scan, i, "doc"))
		return at;
	i = cite_skip_dot(scan, i + 1, end);
	if (!cite_word_is(scan, i, "no"))
		return at;
	return behind_number(scan, cite_skip_dot(scan, i + 1, end), end, at);
}

/* "Restatement (Second) of Torts § 41" */
static uint32_t
read_restatement(const struct cite_scan *scan, uint32_t at, uint32_t end)
{
	uint32_t i = at + 1;
	struct cite_unit unused = { 0 };

	if (!cite_word_is(scan, at, "restatement"))
		return at;
	if (cite_is_mark(scan, i, '(') && scan->tokens[i].match > i)
		i = scan->tokens[i].match + 1;
	if (i >= end || !cite_word_is(scan, i, "of"))
		return at;
	while (i < end && (cite_is_cap(scan, i) ||
	    cite_is_class(scan, i, CITE_LINK)))
		i++;
	return i < end && cite_is_mark(scan, i, 'S') &&
	    cite_locator(scan, i, end, &unused) != i ? i : at;
}

/* Where the italics that `at` stands in end. */
static uint32_t
italics_end(const struct cite_scan *scan, uint32_t at, uint32_t end)
{
	while (at < end && (scan->tokens[at].flags & CITE_ITALIC))
		at++;
	return at;
}

/* "(NSW)", ", RSC 1985": whose law it is, after a name in italics. */
static uint32_t
read_jurisdiction(const struct cite_scan *scan, uint32_t at, uint32_t end,
    bool *year)
{
	if (at + 2 < end && cite_is_mark(scan, at, '(') &&
	    cite_is_cap(scan, at + 1) && cite_is_mark(scan, at + 2, ')'))
		return at + 3;
	if (at + 2 < end && cite_is_mark(scan, at, ',') &&
	    (scan->tokens[at + 1].flags & CITE_UPPER) &&
	    cite_is_year(scan, at + 2)) {
		*year = true;
		return at + 3;
	}
	return at;
}

/* "Salt Act 1882", "Treaty of Lisbon, art. 4", "1951 Convention, art. 33" */
static uint32_t
read_named_law(const struct cite_scan *scan, uint32_t at, uint32_t end,
    struct cite_unit *unit)
{
	uint32_t i = at;
	uint32_t to = at;
	uint32_t after;
	bool year = false;
	/* The name alone may be in italics, in Australia and Canada. */
	uint32_t italics = italics_end(scan, at, end);
	uint32_t name_end;

	if (cite_is_year(scan, at))
		i++;
	if (!cite_is_cap(scan, i))
		return at;
	name_end = italics > at ? italics : end;
	for (; i < name_end && i - at < PARTY_MAX_TOKENS; i++) {
		if (cite_is_class(scan, i, CITE_LAWNAME) &&
		    cite_is_cap(scan, i))
			to = i + 1;
		else if (!cite_is_cap(scan, i) && (i == at ||
		    !cite_is_class(scan, i, CITE_LINK)))
			break;
		if (scan->tokens[i].flags & CITE_QUOTED)
			return at;
	}
	if (to == at)
		return at;
	/* A treaty's name goes on: "Convention on the Salt Trade". */
	while (i > to && !cite_is_cap(scan, i - 1))
		i--;
	if (i > to && !cite_is_year(scan, to))
		to = i;
	after = to;
	if (cite_word_is(scan, after, "of") && cite_is_year(scan, after + 1))
		after++;
	if (cite_is_mark(scan, after, ',') && cite_is_year(scan, after + 1))
		after++;
	if (cite_is_year(scan, after)) {
		unit->year = scan->tokens[after].value;
		year = true;
		to = after + 1;
	}
	if (italics > at) {
		if (to != italics)
			return at;
		unit->name_to = to;
		to = read_jurisdiction(scan, to, end, &year);
	}
	after = cite_locator(scan, to, end, unit);
	if (after != to && unit->bare)
		after = to;
	if (!year && after == to)
		return at;
	unit->name = at;
	if (italics == at)
		unit->name_to = to;
	while (cite_is_mark(scan, after, '(') &&
	    !(scan->tokens[after].flags & CITE_SPACED) &&
	    scan->tokens[after].match > after &&
	    scan->tokens[after].match < end)
		after = scan->tokens[after].match + 1;
	return after;
}

uint32_t
cite_law(const struct cite_scan *scan, uint32_t at, uint32_t end,
    struct cite_unit *unit)
{
	uint32_t to = read_code(scan, at, end, unit);

	if (to == at)
		to = read_public_law(scan, at, end);
	if (to == at)
		to = read_paper(scan, at, end);
	if (to == at)
		to = read_restatement(scan, at, end);
	if (unit->name_to <= at) {
		unit->name = at;
		unit->name_to = to;
	}
	if (to == at)
		to = read_named_law(scan, at, end, unit);
	if (to == at)
		return at;
	unit->kind = CITE_UNIT_LAW;
	unit->facts = true;
	unit->key = unit->name;
	unit->key_to = unit->name_to;
	return cite_tail(scan, to, end, unit);
}
