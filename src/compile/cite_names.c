/* compile/cite_names.c - the authors of a citation. */
#include "compile/cite_parse.h"

/* Names of bodies run long; nothing longer is a name. */
#define NAME_MAX_TOKENS 16
#define AUTHORS_MAX 12


struct person {
	uint32_t first, last;	/* first token; last word with a capital */
	uint32_t caps, initials;
	bool body;		/* an organization */
	bool possessive;
};

/* Whether a capitalized word follows the small words at `at`. */
static bool
name_goes_on(const struct cite_scan *scan, uint32_t at, uint32_t end,
    const struct person *p)
{
	bool linked = false;

	for (uint32_t i = at; i < end && i < at + 4; i++) {
		if (cite_is_cap(scan, i))
			return !linked || p->caps > 0;
		if (scan->tokens[i].flags & CITE_QUOTED)
			return false;
		if (cite_is_class(scan, i, CITE_PARTICLE))
			continue;
		if (cite_word_is(scan, i, "for") || cite_word_is(scan, i,
		    "the") || (cite_word_is(scan, i, "on") && p->body)) {
			linked = true;
			continue;
		}
		return false;
	}
	return false;
}

/* A capital that opens a sentence, not a name. */
static bool
is_opening_word(const struct cite_scan *scan, uint32_t at, uint32_t end)
{
	const struct cite_token *t = &scan->tokens[at];

	if (t->flags & (CITE_INITIAL | CITE_UPPER))
		return false;
	if (cite_word_is(scan, at, "the"))
		return at + 1 >= end || !cite_is_cap(scan, at + 1);
	if ((t->class & CITE_PARTICLE) && at + 1 < end &&
	    cite_is_cap(scan, at + 1) && !(t->class & CITE_LINK &&
	    cite_word_is(scan, at, "of")))
		return false;
	return (t->class & (CITE_SIGNAL | CITE_LEAD | CITE_INTRO |
	    CITE_DIRECTION | CITE_STOP)) != 0;
}

static uint32_t
read_person(const struct cite_scan *scan, uint32_t at, uint32_t end,
    struct person *p)
{
	uint32_t i = at;

	*p = (struct person){ 0 };
	while (i < end && cite_is_cap(scan, i) &&
	    cite_is_class(scan, i, CITE_HONOUR) &&
	    !(scan->tokens[i].flags & CITE_INITIAL))
		i = cite_skip_dot(scan, i + 1, end);
	p->first = p->last = i;
	while (i < end && i - at < NAME_MAX_TOKENS) {
		const struct cite_token *t = &scan->tokens[i];

		if (t->kind != CITE_WORD || (t->flags & CITE_QUOTED) ||
		    (i > at && (t->flags & CITE_FIRST)) ||
		    (t->flags & CITE_ITALIC) !=
		    (scan->tokens[p->first].flags & CITE_ITALIC) ||
		    (t->class & (CITE_IBID | CITE_DIRECTION)))
			break;
		if (!(t->flags & CITE_CAP)) {
			if (!name_goes_on(scan, i, end, p))
				break;
			if (cite_word_is(scan, i, "of") ||
			    cite_word_is(scan, i, "for") ||
			    cite_word_is(scan, i, "on"))
				p->body = true;
			i++;
			continue;
		}
		if (i == p->first && is_opening_word(scan, i, end))
			break;
		if (p->caps && (t->class & CITE_SUFFIX)) {
			i = cite_skip_dot(scan, i + 1, end);
			continue;
		}
		/* "Adeyemi Note 4", but an author may be called Page. */
		if (p->caps && !(t->flags & CITE_INITIAL) &&
		    (t->class & (CITE_NOTEWORD | CITE_PAGE)) &&
		    cite_is_number(scan, cite_skip_dot(scan, i + 1, end)))
			break;
		if (t->flags & CITE_INITIAL) {
			p->initials++;
		} else {
			p->caps++;
			p->last = i;
			if (t->class & CITE_BODY)
				p->body = true;
		}
		i++;
		if ((t->flags & CITE_POSSESSIVE)) {
			p->possessive = true;
			break;
		}
		if ((t->flags & CITE_DOTTED) && ((t->flags & CITE_INITIAL) ||
		    (t->class & CITE_ABBR)))
			i = cite_skip_dot(scan, i, end);
	}
	return p->caps ? i : at;
}

bool
cite_is_and(const struct cite_scan *scan, uint32_t at)
{
	return cite_word_is(scan, at, "and") || cite_is_mark(scan, at, '&') ||
	    cite_word_is(scan, at, "und") ||
	    (cite_word_is(scan, at, "et") && !cite_word_is(scan, at + 1, "al"));
}

bool
cite_starts_title(const struct cite_scan *scan, uint32_t at, uint32_t end)
{
	if (at >= end)
		return false;
	if (scan->tokens[at].kind == CITE_MARK)
		return scan->tokens[at].match > at &&
		    scan->tokens[at].match < end &&
		    strchr("\"'L", scan->tokens[at].mark) != NULL;
	return (scan->tokens[at].flags & CITE_ITALIC) &&
	    !(scan->tokens[at].flags & CITE_QUOTED) &&
	    ((scan->tokens[at].flags & CITE_CAP) ||
	    scan->tokens[at].kind == CITE_NUMBER) &&
	    !(scan->tokens[at].class & (CITE_SIGNAL | CITE_IBID |
	    CITE_DIRECTION));
}

/*
 * More authors after the first, in a list: "A, B, and C", or "A, B" right
 * before a marked title.  Returns `at` when it is no list of names: then
 * the comma starts a title.
 */
static uint32_t
read_more_names(const struct cite_scan *scan, uint32_t at, uint32_t end,
    struct cite_unit *unit)
{
	uint32_t i = at;
	uint8_t authors = unit->authors;

	while (authors < AUTHORS_MAX) {
		bool comma = cite_is_mark(scan, i, ',');
		uint32_t next = i + comma;
		bool last = next < end && cite_is_and(scan, next);
		struct person p;
		uint32_t to;

		if (!comma && !last)
			break;
		next += last;
		if (next >= end || cite_starts_title(scan, next, end))
			break;
		to = read_person(scan, next, end, &p);
		if (to == next || p.possessive)
			return at;
		authors++;
		i = to;
		if (last) {
			/* "Adeyemi and Sons were" is no pair of authors. */
			if (i < end && cite_is_lower(scan, i) &&
			    !cite_is_class(scan, i, CITE_ROLE | CITE_DIRECTION |
			    CITE_PAGE | CITE_PART) &&
			    !cite_word_is(scan, i, "op") &&
			    !cite_word_is(scan, i, "loc"))
				return at;
			unit->authors = authors;
			return i;
		}
	}
	if (authors > unit->authors && cite_is_mark(scan, i, ',') &&
	    cite_starts_title(scan, i + 1, end)) {
		unit->authors = authors;
		return i;
	}
	return at;
}

/* "et al.", and roles: "ed.", "(eds)", ", trans." */
static uint32_t
read_name_end(const struct cite_scan *scan, uint32_t at, uint32_t end,
    struct cite_unit *unit)
{
	uint32_t i = at;
	uint32_t next = cite_is_mark(scan, i, ',') ? i + 1 : i;

	if (next + 1 < end && cite_word_is(scan, next, "et") &&
	    cite_word_is(scan, next + 1, "al")) {
		unit->et_al = true;
		i = cite_skip_dot(scan, next + 2, end);
	} else if (next + 1 < end && cite_word_is(scan, next, "and") &&
	    cite_word_is(scan, next + 1, "others")) {
		unit->et_al = true;
		i = next + 2;
	}
	next = cite_is_mark(scan, i, ',') ? i + 1 : i;
	if (next + 2 < end && cite_is_mark(scan, next, '(') &&
	    cite_is_class(scan, next + 1, CITE_ROLE) &&
	    scan->tokens[next].match < end &&
	    scan->tokens[next].match > next)
		return scan->tokens[next].match + 1;
	if (next < end && cite_is_lower(scan, next) &&
	    cite_is_class(scan, next, CITE_ROLE)) {
		next = cite_skip_dot(scan, next + 1, end);
		/* "*Piracy*, eds. Banks and Marsh": the name is a title. */
		if (next < end && (cite_starts_title(scan, next, end) ||
		    !cite_is_cap(scan, next)))
			return next;
	}
	return i;
}

/* "(NSC)" after a name. */
static uint32_t
read_abbreviation(const struct cite_scan *scan, uint32_t at, uint32_t end,
    struct cite_unit *unit)
{
	uint32_t word = at + 1;

	if (!cite_is_mark(scan, at, '(') && !cite_is_mark(scan, at, '['))
		return at;
	if (word < end && scan->tokens[word].kind == CITE_MARK &&
	    strchr("\"'L", scan->tokens[word].mark))
		word++;
	if (word >= end || scan->tokens[word].kind != CITE_WORD ||
	    !(scan->tokens[word].flags & CITE_UPPER) ||
	    scan->tokens[at].match >= end ||
	    scan->tokens[at].match > word + 2)
		return at;
	unit->alias = word;
	unit->alias_to = word + 1;
	return scan->tokens[at].match + 1;
}

/*
 * "Okonjo, Adaeze, and Piet van Loon. ": the order of a list of works
 * cited (MLA).  The title must be marked, or follow a full stop.
 */
static uint32_t
read_inverted(const struct cite_scan *scan, uint32_t at, uint32_t end,
    const struct person *first, struct cite_unit *unit)
{
	struct person p;
	uint32_t i;

	if (first->caps > 2 || first->initials || first->body ||
	    !cite_is_mark(scan, at, ','))
		return at;
	i = read_person(scan, at + 1, end, &p);
	if (i == at + 1 || p.body || p.possessive || p.caps + p.initials > 3)
		return at;
	unit->authors = 1;
	if (cite_is_mark(scan, i, ',') || cite_is_and(scan, i)) {
		uint32_t more = read_more_names(scan, i, end, unit);

		i = more;
	}
	i = read_name_end(scan, i, end, unit);
	if (!cite_is_mark(scan, i, '.') && !(cite_is_mark(scan, i - 1, '.')))
		return at;
	i = cite_skip_dot(scan, i, end);
	if (i >= end || !(cite_starts_title(scan, i, end) ||
	    cite_is_cap(scan, i)))
		return at;
	return i;
}

uint32_t
cite_names(const struct cite_scan *scan, uint32_t at, uint32_t end,
    struct cite_unit *unit)
{
	struct person p;
	uint32_t i = read_person(scan, at, end, &p);
	uint32_t inverted;

	if (i == at || p.possessive)
		return at;
	unit->name = p.first;
	unit->authors = 1;
	unit->key = p.body ? p.first : p.last;
	unit->key_to = p.body ? i : p.last + 1;
	unit->forename = !p.body && p.caps + p.initials >= 2;
	inverted = read_inverted(scan, i, end, &p, unit);
	if (inverted != i) {
		unit->forename = true;
		unit->name_to = inverted;
		return inverted;
	}
	unit->authors = 1;
	i = read_abbreviation(scan, i, end, unit);
	i = read_more_names(scan, i, end, unit);
	i = read_name_end(scan, i, end, unit);
	unit->name_to = i;
	return i;
}
