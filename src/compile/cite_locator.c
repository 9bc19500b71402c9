/* compile/cite_locator.c - pages, paragraphs, and the numbers of notes. */
#include "compile/cite_parse.h"

bool
cite_stops(const struct cite_scan *scan, uint32_t at, uint32_t end)
{
	const struct cite_token *t;

	if (at >= end)
		return true;
	t = &scan->tokens[at];
	if (t->kind == CITE_ADDRESS || (t->flags & CITE_FIRST))
		return true;
	return t->kind == CITE_MARK && strchr(".;)],([_:~\"", t->mark);
}

/* A page or other number; not "19th", not "1990s". */
static uint32_t
read_count(const struct cite_scan *scan, uint32_t at, uint32_t end,
    bool roman)
{
	const struct cite_token *t;

	if (at >= end)
		return at;
	t = &scan->tokens[at];
	if (t->kind == CITE_NUMBER) {
		size_t letters = 0;

		for (size_t i = 0; i < t->word_len; i++)
			letters += !(scan->folded.ptr[t->word_off + i] >= '0' &&
			    scan->folded.ptr[t->word_off + i] <= '9');
		if (letters > 1)
			return at;
		return at + 1;
	}
	if (t->kind != CITE_WORD || !roman || !(t->class & CITE_ROMAN) ||
	    (t->flags & CITE_QUOTED))
		return at;
	/* "chs. xv., lix.": the stop is the number's where more follows. */
	if (cite_is_mark(scan, at + 1, '.') && at + 2 < end) {
		uint32_t next = at + 2 + cite_is_mark(scan, at + 2, ',');

		if (next < end && (cite_is_number(scan, next) ||
		    cite_is_class(scan, next, CITE_ROMAN | CITE_PART |
		    CITE_PAGE)))
			return at + 2;
	}
	return at + 1;
}

static bool
is_tight(const struct cite_scan *scan, uint32_t at)
{
	return at < scan->count && !(scan->tokens[at].flags & CITE_SPACED);
}

/* "2: 33": the colon at `at` parts a volume from its page. */
static bool
is_volume(const struct cite_scan *scan, uint32_t at, uint32_t end)
{
	uint32_t to = read_count(scan, at + 1, end, false);

	return at > 0 && cite_is_number(scan, at - 1) &&
	    scan->tokens[at - 1].value < 100 && to != at + 1 &&
	    (cite_stops(scan, to, end) || cite_is_mark(scan, to, '-'));
}

/* "171-74, 180 & n.12, 2:865, 12(a)" */
static uint32_t
read_counts(const struct cite_scan *scan, uint32_t at, uint32_t end,
    bool roman)
{
	uint32_t i = read_count(scan, at, end, roman);

	if (i == at)
		return at;
	for (int parts = 0; i < end && parts < 64; parts++) {
		uint32_t next = i;
		uint32_t to;
		bool comma = cite_is_mark(scan, i, ',');

		if (cite_is_mark(scan, i, '-') || comma ||
		    cite_is_and(scan, i) || (cite_is_mark(scan, i, '.') &&
		    is_tight(scan, i + 1)) || (cite_is_mark(scan, i, ':') &&
		    (is_tight(scan, i + 1) || is_volume(scan, i, end))))
			next = i + 1;
		else if (cite_is_mark(scan, i, '(') && is_tight(scan, i) &&
		    scan->tokens[i].match == i + 2) {
			i += 3;
			continue;
		}
		if (comma && next < end && cite_is_and(scan, next))
			next++;
		/* "41 n.12", "41, n. 12": a note of the cited work. */
		if (next < end && scan->tokens[next].kind == CITE_WORD &&
		    (scan->tokens[next].class & CITE_NOTEWORD)) {
			to = cite_skip_dot(scan, next + 1, end);
			if (cite_is_number(scan, to) &&
			    !cite_is_class(scan, to + 1, CITE_DIRECTION)) {
				i = to + 1;
				continue;
			}
			break;
		}
		if (next == i) {
			/* "45n12" */
			if (cite_is_number(scan, i) && is_tight(scan, i)) {
				i++;
				continue;
			}
			break;
		}
		/* A list goes on with bare numbers, not with a reporter. */
		to = read_count(scan, next, end, roman);
		if (to == next)
			break;
		if (comma && to < end && cite_is_cap(scan, to))
			break;
		/* ", 1998": a year, not one page more. */
		if (comma && cite_is_year(scan, next))
			break;
		i = to;
	}
	return i;
}

/* The words before a number: how many tokens, and whether they are pages. */
static uint32_t
read_locator_word(const struct cite_scan *scan, uint32_t at, uint32_t end,
    bool *page)
{
	uint32_t i = at;

	*page = false;
	while (cite_is_mark(scan, i, 'S') || cite_is_mark(scan, i, 'P'))
		i++;
	if (i > at || i >= end || scan->tokens[i].kind != CITE_WORD)
		return i;
	if (scan->tokens[i].flags & CITE_QUOTED)
		return at;
	if (scan->tokens[i].class & CITE_PAGE) {
		*page = true;
		return cite_skip_dot(scan, i + 1, end);
	}
	if (scan->tokens[i].class & CITE_PART)
		return cite_skip_dot(scan, i + 1, end);
	return at;
}

static uint32_t
read_one_locator(const struct cite_scan *scan, uint32_t at, uint32_t end,
    uint32_t *start, bool *bare)
{
	bool page;
	uint32_t i = read_locator_word(scan, at, end, &page);
	uint32_t from = page ? i : at;
	uint32_t to;

	*bare = i == at;
	if (page) {
		bool more;
		uint32_t word = read_locator_word(scan, i, end, &more);

		/* "at para. 12", "at p. 12" */
		if (word > i) {
			from = more ? word : i;
			i = word;
		}
	}
	if (i < end && cite_is_mark(scan, i, '[') &&
	    scan->tokens[i].match < end) {
		to = read_counts(scan, i + 1, end, false);
		if (to == i + 1 || to != scan->tokens[i].match)
			return at;
		*start = i;
		to++;
		/* "[12]-[14]" */
		if (cite_is_mark(scan, to, '-') &&
		    cite_is_mark(scan, to + 1, '[') &&
		    scan->tokens[to + 1].match < end &&
		    scan->tokens[to + 1].match > to)
			to = scan->tokens[to + 1].match + 1;
		return to;
	}
	if (*bare && i < end && cite_word_is(scan, i, "passim")) {
		*start = i;
		return i + 1;
	}
	/* "ii. 44": volume and page in the old manner. */
	if (*bare && cite_is_class(scan, i, CITE_ROMAN) &&
	    !cite_word_is(scan, i, "c") &&
	    cite_is_mark(scan, i + 1, '.') && cite_is_number(scan, i + 2)) {
		to = read_counts(scan, i + 2, end, false);
		if (to != i + 2 && to <= end && cite_stops(scan, to, end)) {
			*start = i;
			return to;
		}
	}
	to = read_counts(scan, i, end, true);
	/* "cmt. b": comments have letters. */
	if (to == i && i > at && cite_word_is(scan, at, "cmt") &&
	    cite_is_lower(scan, i) && scan->tokens[i].word_len == 1)
		to = i + 1;
	if (to == i)
		return at;
	/* A lone roman letter is a locator only where nothing follows. */
	if (*bare && !cite_is_number(scan, i) && !cite_stops(scan, to, end))
		return at;
	*start = from;
	return to;
}

uint32_t
cite_locator(const struct cite_scan *scan, uint32_t at, uint32_t end,
    struct cite_unit *unit)
{
	uint32_t i = at;
	uint32_t start, to;
	bool bare;

	unit->loc_off = unit->loc_len = 0;
	if (cite_is_mark(scan, i, ',') || cite_is_mark(scan, i, ':'))
		i++;
	to = read_one_locator(scan, i, end, &start, &bare);
	if (to == i)
		return at;
	unit->bare = bare;
	/* "bk. ii, ch. 3", "41, para. 2" */
	for (int parts = 0; parts < 4; parts++) {
		uint32_t next = cite_is_mark(scan, to, ',') ? to + 1 : to;
		uint32_t more, unused;
		bool bare_more;

		if (next >= end)
			break;
		more = read_one_locator(scan, next, end, &unused,
		    &bare_more);
		/* "99 [20]": page and paragraph. */
		if (more == next || (bare_more && (next > to ||
		    !cite_is_mark(scan, next, '[') ||
		    cite_is_year(scan, next + 1))))
			break;
		to = more;
	}
	/* "41 ff.", "41 et seq." */
	if (to < end && (cite_word_is(scan, to, "ff") ||
	    cite_word_is(scan, to, "f")))
		to++;
	else if (to + 1 < end && cite_word_is(scan, to, "et") &&
	    cite_word_is(scan, to + 1, "seq"))
		to += 2;
	unit->loc_off = scan->tokens[start].off;
	unit->loc_len = scan->tokens[to - 1].off + scan->tokens[to - 1].len -
	    unit->loc_off;
	return to;
}

/* ---- what leans ---- */

uint32_t
cite_opcit(const struct cite_scan *scan, uint32_t at, uint32_t end)
{
	if ((cite_word_is(scan, at, "op") || cite_word_is(scan, at, "loc")) &&
	    !(scan->tokens[at].flags & CITE_QUOTED)) {
		uint32_t i = cite_skip_dot(scan, at + 1, end);

		if (i < end && cite_word_is(scan, i, "cit"))
			return cite_skip_dot(scan, i + 1, end);
	}
	return at;
}

/* "supra n. 12", from the word that names a note. */
static uint32_t
read_note_word(const struct cite_scan *scan, uint32_t at, uint32_t end,
    struct cite_unit *unit)
{
	uint32_t i;

	if (!cite_is_class(scan, at, CITE_NOTEWORD) ||
	    (scan->tokens[at].flags & (CITE_QUOTED | CITE_POSSESSIVE)))
		return at;
	i = cite_skip_dot(scan, at + 1, end);
	if (i < end && cite_word_is(scan, i, "no"))
		i = cite_skip_dot(scan, i + 1, end);
	if (i >= end || read_count(scan, i, end, false) == i)
		return at;
	unit->number = i;
	return i + 1;
}

static void
set_direction(const struct cite_scan *scan, uint32_t at,
    struct cite_unit *unit)
{
	unit->named_note = true;
	if (cite_word_is(scan, at, "infra") || cite_word_is(scan, at, "below"))
		unit->forward = true;
	else
		unit->backward = true;
}

/* "note 12 to Article 3", "n. 12 in her book": not a note of this text. */
static bool
is_elsewhere(const struct cite_scan *scan, uint32_t at, uint32_t end)
{
	static const char *const owners[] = { "of", "in", "to", "on", "from",
	    "by", "under", "de", "p", "pp" };

	if (at >= end || scan->tokens[at].kind != CITE_WORD)
		return false;
	for (size_t i = 0; i < sizeof owners / sizeof *owners; i++)
		if (cite_word_is(scan, at, owners[i]))
			return true;
	return false;
}

/* "Note 12 was crossed out": the note is what the sentence is about. */
static bool
is_told(const struct cite_scan *scan, uint32_t at, uint32_t end)
{
	return at < end && cite_is_lower(scan, at) &&
	    !cite_is_class(scan, at, CITE_PAGE | CITE_PART | CITE_LEAD |
	    CITE_LINK | CITE_SIGNAL | CITE_DIRECTION | CITE_INTRO);
}

uint32_t
cite_note_number(const struct cite_scan *scan, uint32_t at, uint32_t end,
    bool led, struct cite_unit *unit)
{
	uint32_t i = at;
	uint32_t to;

	if (at >= end || (scan->tokens[at].flags & CITE_QUOTED))
		return at;
	if (cite_is_class(scan, at, CITE_DIRECTION)) {
		i = cite_is_mark(scan, at + 1, ',') ? at + 2 : at + 1;
		if (i < end && (cite_word_is(scan, i, "at") ||
		    cite_word_is(scan, i, "in")))
			i++;
		/* "supra text accompanying notes 4-6", "above, text to n 3" */
		if (cite_word_is(scan, i, "text") && i + 1 < end &&
		    (cite_word_is(scan, i + 1, "accompanying") ||
		    cite_word_is(scan, i + 1, "to") ||
		    cite_word_is(scan, i + 1, "at")))
			i += 2;
		to = read_note_word(scan, i, end, unit);
		if (to == i)
			return at;
		set_direction(scan, at, unit);
		return to;
	}
	if (cite_is_mark(scan, at, '(') && scan->tokens[at].match < end &&
	    scan->tokens[at].match > at) {
		i = at + 1;
		if (cite_word_is(scan, i, "see"))
			i++;
		/* "(supra note 12)" is found inside the parenthesis. */
		to = read_note_word(scan, i, scan->tokens[at].match, unit);
		if (to == i || to != scan->tokens[at].match)
			return at;
		return to + 1;
	}
	to = read_note_word(scan, at, end, unit);
	if (to == at)
		return at;
	i = cite_is_mark(scan, to, ',') ? to + 1 : to;
	if (i < end && cite_is_class(scan, i, CITE_DIRECTION) &&
	    !(i + 1 < end && cite_is_class(scan, i + 1, CITE_NOTEWORD))) {
		set_direction(scan, i, unit);
		return i + 1;
	}
	if (!led || is_elsewhere(scan, to, end) || is_told(scan, to, end))
		return at;
	return to;
}
