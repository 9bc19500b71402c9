/* compile/cite_parse.c - titles, and what follows them. */
#include "compile/cite_parse.h"

/* Longer ones are prose. */
#define TITLE_MAX_TOKENS 60
#define TAIL_MAX_TOKENS 240

/* ---- titles ---- */

/* Whether a group in parentheses at `at` holds a year or says "n.d.". */
static bool
is_imprint(const struct cite_scan *scan, uint32_t at, uint32_t end,
    uint32_t *year)
{
	uint32_t to;

	if (!cite_is_mark(scan, at, '(') && !cite_is_mark(scan, at, '['))
		return false;
	to = scan->tokens[at].match;
	if (to <= at || to >= end || to > at + 40)
		return false;
	for (uint32_t i = to - 1; i > at; i--) {
		if (cite_is_year(scan, i)) {
			*year = scan->tokens[i].value;
			return true;
		}
		if (cite_word_is(scan, i, "forthcoming") ||
		    (cite_word_is(scan, i, "nd") && to < at + 12)) {
			*year = 0;
			return true;
		}
	}
	return false;
}

/* Whether the comma before `at` stands inside a title: an imprint comes. */
static bool
title_goes_on(const struct cite_scan *scan, uint32_t at, uint32_t end)
{
	uint32_t year;

	for (uint32_t i = at; i < end && i < at + 24; i++) {
		const struct cite_token *t = &scan->tokens[i];

		if (is_imprint(scan, i, end, &year))
			return true;
		if (t->kind == CITE_NUMBER || t->kind == CITE_ADDRESS ||
		    (t->flags & (CITE_QUOTED | CITE_ITALIC)) ||
		    (t->class & (CITE_ROLE | CITE_IBID | CITE_DIRECTION |
		    CITE_QUOTING)))
			return false;
		if (t->kind == CITE_MARK && strchr(";.([\"", t->mark))
			return false;
	}
	return false;
}

/* Whether a locator that ends the phrase stands at `at`. */
static bool
locator_ends(const struct cite_scan *scan, uint32_t at, uint32_t end)
{
	struct cite_unit unused = { 0 };
	uint32_t to = cite_locator(scan, at, end, &unused);

	return to != at && cite_stops(scan, to, end);
}

/* ", Paris, 1842": place and year in the old manner. */
static bool
year_follows(const struct cite_scan *scan, uint32_t at, uint32_t end)
{
	for (uint32_t i = at; i < end && i < at + 10; i++) {
		if (cite_is_year(scan, i))
			return i > at && cite_is_mark(scan, i - 1, ',');
		if (!cite_is_cap(scan, i) && !cite_is_mark(scan, i, ',') &&
		    !cite_is_mark(scan, i, '.') && !cite_is_mark(scan, i, ':'))
			return false;
	}
	return false;
}

static uint32_t
read_plain_title(const struct cite_scan *scan, uint32_t at, uint32_t end,
    struct cite_unit *unit)
{
	uint32_t caps = 0, small = 0;
	uint32_t year;
	uint32_t i = at;

	if (!cite_is_cap(scan, at) && !(cite_is_number(scan, at) &&
	    cite_is_cap(scan, at + 1) &&
	    !cite_is_class(scan, at + 1, CITE_MONTH)))
		return at;
	for (; i < end && i - at < TITLE_MAX_TOKENS; i++) {
		const struct cite_token *t = &scan->tokens[i];

		if (i > at && ((t->flags & (CITE_FIRST | CITE_ITALIC)) ||
		    t->kind == CITE_ADDRESS))
			break;
		if (t->kind == CITE_MARK) {
			if (strchr("\"'L", t->mark) && t->match > i &&
			    t->match < end) {
				i = t->match;
				continue;
			}
			if (t->mark == ',' && title_goes_on(scan, i + 1, end))
				continue;
			if (t->mark == '.' && i > at &&
			    (scan->tokens[i - 1].class & CITE_ABBR))
				continue;
			if (strchr(".,;([)]\"", t->mark))
				break;
			continue;
		}
		if (i > at && (t->class & (CITE_IBID | CITE_QUOTING)))
			break;
		if (i > at && (t->class & CITE_DIRECTION) &&
		    (i + 1 >= end ||
		    cite_is_class(scan, i + 1, CITE_NOTEWORD)))
			break;
		if (i > at && locator_ends(scan, i, end))
			break;
		if (t->flags & CITE_CAP)
			caps++;
		else if (!(t->class & (CITE_STOP | CITE_BIB | CITE_LINK)))
			small++;
	}
	while (i > at && scan->tokens[i - 1].kind == CITE_MARK &&
	    !strchr("\"'?!", scan->tokens[i - 1].mark))
		i--;
	if (caps == 0 || i == at)
		return at;
	/* Prose has more small words than a title without an imprint. */
	if (small > caps && !is_imprint(scan, i, end, &year) &&
	    !locator_ends(scan, i, end) && !year_follows(scan, i, end))
		return at;
	unit->title = at;
	unit->title_to = i;
	unit->title_form = CITE_TITLE_PLAIN;
	return i;
}

static uint32_t
read_italic_title(const struct cite_scan *scan, uint32_t at, uint32_t end,
    struct cite_unit *unit)
{
	uint32_t i = at;

	while (i < end && (scan->tokens[i].flags & CITE_ITALIC) &&
	    (i == at || !(scan->tokens[i].flags & CITE_FIRST)))
		i++;
	unit->title = at;
	unit->title_to = i;
	while (unit->title_to > at &&
	    scan->tokens[unit->title_to - 1].kind == CITE_MARK)
		unit->title_to--;
	if (unit->title_to == at)
		return at;
	/* The comma after a title is often set in italics with it. */
	while (i > unit->title_to && strchr(",.:", scan->tokens[i - 1].mark))
		i--;
	unit->title_form = CITE_TITLE_MARKED;
	return i;
}

/* A title is short, or has capitals: 'Emerson: "Let me be a blot on ..."' */
#define QUOTATION_WORDS 12

static bool
is_quotation(const struct cite_scan *scan, uint32_t at)
{
	uint32_t caps = 0, small = 0;

	if (at == 0 || !cite_is_mark(scan, at - 1, ':'))
		return false;
	for (uint32_t i = at + 1; i < scan->tokens[at].match; i++) {
		const struct cite_token *t = &scan->tokens[i];

		if (t->kind != CITE_WORD || (t->class & (CITE_STOP |
		    CITE_LINK | CITE_PARTICLE)))
			continue;
		if (t->flags & CITE_CAP)
			caps++;
		else
			small++;
	}
	return caps + small >= QUOTATION_WORDS && small > caps;
}

/*
 * "review of *Salt Roads*", "introduction to *Salt Roads*", and in short
 * "review, 41": what it is is the title.
 */
static uint32_t
read_kind_title(const struct cite_scan *scan, uint32_t at, uint32_t end,
    struct cite_unit *unit)
{
	static const char *const kinds[] = { "review", "rev", "introduction",
	    "foreword", "preface", "afterword", "epilogue" };
	bool known = false;
	uint32_t of, to;

	for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
		known |= cite_word_is(scan, at, kinds[i]);
	if (!known || !cite_is_lower(scan, at))
		return at;
	of = cite_skip_dot(scan, at + 1, end);
	if (of < end && (cite_word_is(scan, of, "of") ||
	    cite_word_is(scan, of, "to")) &&
	    cite_starts_title(scan, of + 1, end)) {
		to = cite_title(scan, of + 1, end, false, unit);
		if (to == of + 1)
			return at;
		unit->title = at;
		return to;
	}
	if (!cite_is_mark(scan, of, ',') || !locator_ends(scan, of, end))
		return at;
	unit->title = at;
	unit->title_to = at + 1;
	unit->title_form = CITE_TITLE_PLAIN;
	return at + 1;
}

uint32_t
cite_title(const struct cite_scan *scan, uint32_t at, uint32_t end,
    bool plain, struct cite_unit *unit)
{
	uint32_t to;

	if (at >= end)
		return at;
	if (!cite_starts_title(scan, at, end)) {
		to = plain ? read_kind_title(scan, at, end, unit) : at;
		return to != at || !plain ? to :
		    read_plain_title(scan, at, end, unit);
	}
	if (scan->tokens[at].kind != CITE_MARK)
		return read_italic_title(scan, at, end, unit);
	if (is_quotation(scan, at))
		return at;
	unit->title = at + 1;
	unit->title_to = scan->tokens[at].match;
	unit->title_form = CITE_TITLE_MARKED;
	if (unit->title == unit->title_to ||
	    unit->title_to - unit->title > TITLE_MAX_TOKENS)
		return at;
	return unit->title_to + 1;
}

/* ---- the rest of a citation ---- */

/* "[*Salt Act*]": the Canadian manner. */
static bool
is_all_italic(const struct cite_scan *scan, uint32_t open, uint32_t close)
{
	if (!cite_is_mark(scan, open, '['))
		return false;
	for (uint32_t i = open + 1; i < close; i++)
		if (!(scan->tokens[i].flags & CITE_ITALIC))
			return false;
	return true;
}

/* "[hereinafter Salt Report]", "(hereafter 'Salt Report')". */
static void
read_alias(const struct cite_scan *scan, uint32_t at, struct cite_unit *unit)
{
	uint32_t to = scan->tokens[at].match;
	uint32_t i = at + 1;

	if (cite_word_is(scan, i, "hereinafter") ||
	    cite_word_is(scan, i, "hereafter"))
		i++;
	else if (!(i < to && scan->tokens[i].kind == CITE_MARK &&
	    strchr("\"'L", scan->tokens[i].mark)) &&
	    !is_all_italic(scan, at, to))
		return;
	while (i < to && scan->tokens[i].kind == CITE_MARK)
		i++;
	while (to > i && scan->tokens[to - 1].kind == CITE_MARK)
		to--;
	if (i < to && to - i <= 8 && (cite_is_number(scan, i) ||
	    (scan->tokens[i].flags & CITE_CAP))) {
		unit->alias = i;
		unit->alias_to = to;
	}
}

/* Whether prose starts at `at`: two small words that no citation has. */
static bool
is_prose(const struct cite_scan *scan, uint32_t at, uint32_t end)
{
	uint32_t known = CITE_BIB | CITE_LINK | CITE_PARTICLE | CITE_PART |
	    CITE_PAGE | CITE_ROMAN | CITE_TAIL | CITE_MONTH | CITE_ROLE;

	if (!cite_is_lower(scan, at) || cite_is_class(scan, at, known))
		return false;
	if (scan->tokens[at].flags & (CITE_ITALIC | CITE_QUOTED))
		return false;
	return at + 1 >= end || cite_is_lower(scan, at + 1) ||
	    cite_is_mark(scan, at + 1, ',');
}

/* Whether another citation, or a phrase that leans, starts at `at`. */
static bool
is_next_citation(const struct cite_scan *scan, uint32_t at, uint32_t end,
    const struct cite_unit *unit)
{
	const struct cite_token *t = &scan->tokens[at];
	struct cite_unit unused = { 0 };

	if (t->flags & CITE_QUOTED)
		return false;
	if (t->class & CITE_IBID)
		return true;
	if (!(t->flags & CITE_CAP) && (t->class & CITE_QUOTING))
		return true;
	if (!(t->flags & CITE_CAP) && (t->class & CITE_SIGNAL) &&
	    !cite_word_is(scan, at, "also") && !cite_word_is(scan, at, "eg"))
		return true;
	if (cite_is_class(scan, at, CITE_DIRECTION | CITE_NOTEWORD) &&
	    cite_note_number(scan, at, end, false, &unused) != at)
		return true;
	/* After an imprint "and" begins another work. */
	if (unit->facts && (cite_is_and(scan, at) || cite_word_is(scan, at,
	    "with")) && at + 1 < end && (cite_is_cap(scan, at + 1) ||
	    cite_starts_title(scan, at + 1, end)))
		return unit->year != 0;
	return false;
}

/* Whether token `at` is the year of publication, in a tail from `from`. */
static bool
is_dated(const struct cite_scan *scan, uint32_t from, uint32_t at)
{
	if (!cite_is_year(scan, at) || at == 0 ||
	    cite_is_mark(scan, at + 1, '-'))
		return false;
	/* American style: the comma stands inside the quotation marks. */
	if (at == from)
		return at > 1 && cite_is_mark(scan, at - 1, '"') &&
		    cite_is_mark(scan, at - 2, ',');
	return cite_is_mark(scan, at - 1, ',') ||
	    cite_is_mark(scan, at - 1, '.') ||
	    cite_is_class(scan, at - 1, CITE_MONTH);
}

uint32_t
cite_tail(const struct cite_scan *scan, uint32_t at, uint32_t end,
    struct cite_unit *unit)
{
	uint32_t i = at;
	uint32_t year;

	unit->link = DOC_NONE;
	while (i < end && i - at < TAIL_MAX_TOKENS) {
		const struct cite_token *t = &scan->tokens[i];

		if (i > at && (t->flags & CITE_FIRST))
			break;
		if (is_imprint(scan, i, end, &year)) {
			unit->facts = true;
			unit->year = unit->year ? unit->year : year;
			read_alias(scan, i, unit);
			i = t->match + 1;
			continue;
		}
		if (t->kind == CITE_MARK && t->match > i && t->match < end) {
			if (t->mark == '(' || t->mark == '[')
				read_alias(scan, i, unit);
			i = t->match + 1;
			continue;
		}
		if (t->kind == CITE_ADDRESS) {
			unit->facts = true;
			if (unit->link == DOC_NONE)
				unit->link = i;
		} else if (is_dated(scan, at, i)) {
			unit->facts = true;
			unit->year = unit->year ? unit->year : t->value;
		} else if (cite_word_is(scan, i, "nd") ||
		    cite_word_is(scan, i, "forthcoming")) {
			unit->facts = true;
		} else if (is_next_citation(scan, i, end, unit) ||
		    is_prose(scan, i, end) || (t->kind == CITE_MARK &&
		    t->mark == ')')) {
			/* A ')' closes what stands before this one. */
			break;
		}
		i++;
	}
	/* Commas and "in" before what follows are not part of this one. */
	while (i > at && ((scan->tokens[i - 1].kind == CITE_MARK &&
	    strchr(",:_(~", scan->tokens[i - 1].mark)) ||
	    (cite_is_lower(scan, i - 1) && i < end &&
	    cite_is_class(scan, i - 1, CITE_LEAD | CITE_SIGNAL))))
		i--;
	return i;
}
