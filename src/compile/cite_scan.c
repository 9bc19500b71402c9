/*
 * compile/cite_scan.c - which stretches of a note cite something.
 *
 * A note is cut at semicolons and at the ends of sentences, and each piece
 * is walked from the left.  Where a citation may begin (at the start of the
 * piece, after "see" or "in", at a capitalized word) the parts of one are
 * tried, the firmest kind first; what is none is prose, and the walk goes
 * on a word further.
 */
#include "compile/cite_scan.h"

#include <stdlib.h>

#include "compile/cite_parse.h"

void
cite_scan_init(struct cite_scan *scan)
{
	*scan = (struct cite_scan){ 0 };
}

void
cite_scan_release(struct cite_scan *scan)
{
	free(scan->tokens);
	free(scan->units);
	free(scan->open);
	buf_release(&scan->folded);
}

struct span
cite_text(const struct cite_scan *scan, uint32_t from, uint32_t to)
{
	size_t end;

	if (from >= to || to > scan->count)
		return SPAN_NONE;
	end = scan->tokens[to - 1].off + scan->tokens[to - 1].len;
	return span_slice(scan->note->text, scan->tokens[from].off, end);
}

/* "United Nations" is "UN" to those who cite it again. */
static uint32_t
put_state(const struct cite_scan *scan, uint32_t at, uint32_t to,
    struct buf *out)
{
	static const char *const states[][2] = { { "nations", "un" },
	    { "states", "us" }, { "kingdom", "uk" } };

	if (at + 1 >= to || !cite_word_is(scan, at, "united"))
		return at;
	for (size_t i = 0; i < sizeof states / sizeof *states; i++)
		if (cite_word_is(scan, at + 1, states[i][0])) {
			buf_puts(out, states[i][1]);
			return at + 1;
		}
	return at;
}

/* "A. Ambler" is no article, and "D. Salt" has no particle. */
static bool
is_initial(const struct cite_token *t, uint32_t but)
{
	return (t->flags & CITE_INITIAL) && ((t->flags & CITE_DOTTED) ||
	    (but & CITE_PARTICLE));
}

void
cite_words(const struct cite_scan *scan, uint32_t from, uint32_t to,
    uint32_t but, struct buf *out)
{
	bool fresh = true;

	for (uint32_t i = from; i < to && i < scan->count; i++) {
		const struct cite_token *t = &scan->tokens[i];

		if (t->kind == CITE_MARK || t->kind == CITE_ADDRESS ||
		    ((t->class & but) && !is_initial(t, but)))
			continue;
		if (!fresh)
			buf_putc(out, ' ');
		fresh = false;
		if (put_state(scan, i, to, out) != i)
			i++;
		else
			buf_put(out, cite_word(scan, i));
	}
}

/* ---- one unit ---- */

static struct cite_unit
unit_at(uint32_t at, enum cite_stand stand)
{
	return (struct cite_unit){
		.from = at, .to = at, .end = at, .name = at, .name_to = at,
		.link = DOC_NONE, .number = DOC_NONE, .stand = (uint8_t)stand,
	};
}

/* Close the phrase at `to`: what leans needs no tail. */
static uint32_t
finish(struct cite_unit *unit, enum cite_unit_kind kind, uint32_t to)
{
	unit->kind = (uint8_t)kind;
	unit->to = unit->end = to;
	return to;
}

/* "id" is also a word of its own: identity papers, and Freud's. */
static bool
is_same(const struct cite_scan *scan, uint32_t at, enum cite_stand stand)
{
	const struct cite_token *t = &scan->tokens[at];
	uint32_t next = cite_skip_dot(scan, at + 1, scan->count);
	bool latin_i = t->len > 0 && t->word_len >= 4;

	if (!(t->class & CITE_IBID) || (t->flags & (CITE_QUOTED |
	    CITE_POSSESSIVE)))
		return false;
	if (t->flags & CITE_UPPER && t->word_len == 2)
		return false;
	if (cite_word_is(scan, at, "idem") && !cite_stops(scan, next,
	    scan->count) && !cite_is_number(scan, next) &&
	    !cite_is_class(scan, next, CITE_PAGE | CITE_PART))
		return false;
	/* "idem, The Salt Road": the same author, another work. */
	if (cite_word_is(scan, at, "idem") && cite_is_mark(scan, next, ',') &&
	    !cite_is_number(scan, next + 1) &&
	    !cite_is_class(scan, next + 1, CITE_PAGE | CITE_PART))
		return false;
	if (!latin_i && (stand != CITE_STRICT || !(t->flags & CITE_DOTTED))) {
		if (!(cite_word_is(scan, next, "at") &&
		    cite_is_number(scan, next + 1) && stand == CITE_STRICT))
			return false;
	}
	/* "id., at bottom, wants only to pump" */
	if (!latin_i && cite_is_mark(scan, next, ',') &&
	    cite_is_lower(scan, next + 1) &&
	    !cite_is_class(scan, next + 1, CITE_SIGNAL | CITE_QUOTING)) {
		struct cite_unit unused = { 0 };

		if (cite_locator(scan, next, scan->count, &unused) == next)
			return false;
	}
	/* "Id. cards", "ibid. is an abbreviation" */
	if (cite_is_lower(scan, next) && !(scan->tokens[next].flags &
	    CITE_FIRST) && !cite_is_class(scan, next, CITE_PAGE | CITE_PART |
	    CITE_ROMAN | CITE_SIGNAL | CITE_QUOTING | CITE_TAIL) &&
	    !cite_word_is(scan, next, "and") && !cite_word_is(scan, next, "n"))
		return false;
	return true;
}

static uint32_t
read_same(const struct cite_scan *scan, uint32_t at, uint32_t end,
    struct cite_unit *unit)
{
	uint32_t i = at + 1;
	uint32_t to;

	/* The full stop of "Ibid." is the sentence's, too, where it ends. */
	i = cite_skip_dot(scan, i, end);
	to = cite_locator(scan, i, end, unit);
	return finish(unit, CITE_UNIT_SAME, to);
}

/* "(n 12) 41", "supra note 12, at 41", after an optional name. */
static uint32_t
read_note_ref(const struct cite_scan *scan, uint32_t at, uint32_t end,
    bool led, struct cite_unit *unit)
{
	uint32_t i = cite_note_number(scan, at, end, led, unit);

	if (i == at)
		return at;
	i = cite_locator(scan, i, end, unit);
	return finish(unit, CITE_UNIT_NOTE, i);
}

/* What stands after the comma or colon at `at`. */
static uint32_t
skip_comma(const struct cite_scan *scan, uint32_t at, uint32_t end)
{
	return at < end && (cite_is_mark(scan, at, ',') ||
	    cite_is_mark(scan, at, ':')) ? at + 1 : at;
}

/* "op. cit., 41" or "supra, at 41" after a name (and a title). */
static uint32_t
read_leaning(const struct cite_scan *scan, uint32_t at, uint32_t end,
    bool named, struct cite_unit *unit)
{
	uint32_t i = skip_comma(scan, at, end);
	uint32_t to = read_note_ref(scan, i, end, false, unit);

	if (i >= end)
		return at;
	if (to != i)
		return to;
	/* "Adeyemi (supra note 12) 41" */
	if (cite_is_mark(scan, i, '(') && scan->tokens[i].match < end &&
	    scan->tokens[i].match > i) {
		to = cite_note_number(scan, i + 1, scan->tokens[i].match,
		    true, unit);
		if (to != i + 1 && to == scan->tokens[i].match)
			return finish(unit, CITE_UNIT_NOTE,
			    cite_locator(scan, to + 1, end, unit));
	}
	to = cite_opcit(scan, i, end);
	if (to == i && named && cite_word_is(scan, i, "supra") &&
	    (cite_stops(scan, i + 1, end) || cite_is_class(scan, i + 1,
	    CITE_PAGE)))
		to = i + 1;
	/* "Adeyemi, n. 12, 41": the caller asks note 12 for the name. */
	if (to == i && named && cite_is_class(scan, i, CITE_NOTEWORD)) {
		to = cite_note_number(scan, i, end, true, unit);
		return to == i ? at : finish(unit, CITE_UNIT_NOTE,
		    cite_locator(scan, to, end, unit));
	}
	if (to == i)
		return at;
	to = cite_locator(scan, to, end, unit);
	return finish(unit, CITE_UNIT_OPCIT, to);
}

/* "509 U.S. at 160" after a case's name, or without one. */
static uint32_t
read_reporter_short(const struct cite_scan *scan, uint32_t at, uint32_t end,
    struct cite_unit *unit)
{
	uint32_t i = skip_comma(scan, at, end);
	uint32_t to;

	if (i >= end || !cite_is_number(scan, i))
		return at;
	to = cite_reporter(scan, i, end, unit);
	if (to == i || unit->facts) {
		unit->facts = false;
		return at;
	}
	to = cite_locator(scan, to, end, unit);
	return finish(unit, CITE_UNIT_SHORT_CASE, to);
}

/* Author without a title: the number after it must be all there is. */
static uint32_t
read_author_page(const struct cite_scan *scan, uint32_t at, uint32_t end,
    struct cite_unit *unit)
{
	uint32_t year = 0;
	uint32_t i = at;
	uint32_t to;

	/* Author-date: "Adeyemi 1998, 41", "Adeyemi (1998) 41". */
	if (cite_is_year(scan, skip_comma(scan, i, end))) {
		i = skip_comma(scan, i, end);
		year = scan->tokens[i].value;
		i++;
	} else if (cite_is_mark(scan, i, '(') && cite_is_year(scan, i + 1) &&
	    cite_is_mark(scan, i + 2, ')')) {
		year = scan->tokens[i + 1].value;
		i += 3;
	}
	if (year && !cite_stops(scan, i, end) && !cite_is_number(scan, i))
		return at;
	to = cite_locator(scan, i, end, unit);
	if (to == i && !year)
		return at;
	/* "see Adeyemi 41 for the figures" */
	if (!cite_stops(scan, to, end) && !(cite_word_is(scan, to, "for") &&
	    at == unit->name_to && unit->from > 0 &&
	    cite_is_class(scan, unit->from - 1, CITE_SIGNAL)))
		return at;
	unit->year = year;
	/* "Banks, 41 of which", "Fields, 12, were" */
	if (unit->bare && to < end && cite_is_mark(scan, to, ',') &&
	    cite_is_lower(scan, to + 1) &&
	    !cite_is_class(scan, to + 1, CITE_SIGNAL | CITE_QUOTING |
	    CITE_TAIL))
		return at;
	return finish(unit, CITE_UNIT_SHORT, to);
}

static bool
ends_unit(const struct cite_scan *scan, uint32_t at, uint32_t end)
{
	return cite_stops(scan, at, end) || cite_is_class(scan, at,
	    CITE_SIGNAL | CITE_QUOTING | CITE_LEAD);
}

/* Whether a short form goes on: ", in *Roads*", ", ed. Banks", "(abridged)". */
static bool
has_more(const struct cite_scan *scan, uint32_t at, uint32_t end)
{
	return at < end && (cite_is_mark(scan, at, '(') ||
	    cite_is_mark(scan, at, '.') || (cite_is_mark(scan, at, ',') &&
	    (cite_word_is(scan, at + 1, "in") ||
	    cite_is_class(scan, at + 1, CITE_ROLE | CITE_TAIL))));
}

/* A title was read up to `at`: in full, in short, or with a note's number. */
static uint32_t
read_after_title(const struct cite_scan *scan, uint32_t at, uint32_t end,
    bool named, struct cite_unit *unit)
{
	struct cite_unit full = *unit;
	struct cite_unit brief = *unit;
	uint32_t to = read_leaning(scan, at, end, true, &brief);
	uint32_t tail;

	if (to != at) {
		*unit = brief;
		return to;
	}
	tail = cite_tail(scan, at, end, &full);
	to = cite_locator(scan, at, end, &brief);
	if (full.facts) {
		full.loc_off = brief.loc_off;
		full.loc_len = brief.loc_len;
		*unit = full;
		return finish(unit, CITE_UNIT_WORK, tail);
	}
	if (!named && to == at && !unit->whole)
		return unit->from;
	if (!ends_unit(scan, to, end))
		return unit->from;
	*unit = brief;
	finish(unit, CITE_UNIT_SHORT, has_more(scan, to, end) ? tail : to);
	unit->end = to;
	return unit->to;
}

static uint32_t
read_named(const struct cite_scan *scan, uint32_t at, uint32_t end,
    struct cite_unit *unit)
{
	uint32_t names = cite_names(scan, at, end, unit);
	uint32_t title, i, to;
	bool comma;

	if (names == at)
		return at;
	to = read_leaning(scan, names, end, true, unit);
	if (to != names)
		return to;
	to = read_reporter_short(scan, names, end, unit);
	if (to != names)
		return to;
	to = read_author_page(scan, names, end, unit);
	if (to != names)
		return to;
	i = skip_comma(scan, names, end);
	if (i == names && unit->stand == CITE_STRICT &&
	    cite_is_listed_body(scan, names, end))
		i++;
	comma = i > names || cite_is_mark(scan, names - 1, '.');
	title = cite_title(scan, i, end, comma, unit);
	if (title == i)
		return at;
	to = read_after_title(scan, title, end, true, unit);
	return to == unit->from ? at : to;
}

/* A title without an author, in quotation marks or italics. */
static uint32_t
read_untitled(const struct cite_scan *scan, uint32_t at, uint32_t end,
    struct cite_unit *unit)
{
	uint32_t title = cite_title(scan, at, end, false, unit);
	uint32_t to;

	if (title == at || !(cite_is_number(scan, unit->title) ||
	    (scan->tokens[unit->title].flags & CITE_CAP) ||
	    scan->tokens[unit->title].kind == CITE_MARK))
		return at;
	unit->whole = unit->stand == CITE_STRICT &&
	    cite_stops(scan, title, end) &&
	    (title >= end || title + 1 >= end);
	to = read_after_title(scan, title, end, false, unit);
	return to == unit->from ? at : to;
}

/* A law in full, or "Salt Act 1882 (n 2) s 15". */
static uint32_t
read_law(const struct cite_scan *scan, uint32_t at, uint32_t end,
    struct cite_unit *unit)
{
	uint32_t to = cite_law(scan, at, end, unit);
	struct cite_unit brief = *unit;
	uint32_t after;

	if (to == at)
		return at;
	brief.facts = false;
	after = read_leaning(scan, unit->name_to, end, false, &brief);
	if (after == unit->name_to)
		return finish(unit, CITE_UNIT_LAW, to);
	*unit = brief;
	return after;
}

/* ---- the walk ---- */

struct walk {
	uint32_t end;		/* of the piece */
	enum cite_stand stand;
	bool was_cap;		/* the token before is part of a name */
	bool announced;		/* "see", "quoted": a source must follow */
};

static uint32_t
read_unit(const struct cite_scan *scan, uint32_t at, const struct walk *walk,
    struct cite_unit *unit)
{
	const struct cite_token *t = &scan->tokens[at];
	uint32_t end = walk->end;
	uint32_t to;

	*unit = unit_at(at, walk->stand);
	if (t->kind == CITE_ADDRESS) {
		unit->link = at;
		unit->facts = true;
		return finish(unit, CITE_UNIT_LINK, at + 1);
	}
	if (t->flags & CITE_QUOTED)
		return at;
	if (is_same(scan, at, walk->stand))
		return read_same(scan, at, end, unit);
	if (walk->stand != CITE_STRICT || !walk->was_cap) {
		to = read_note_ref(scan, at, end, walk->stand != CITE_LOOSE,
		    unit);
		if (to != at)
			return to;
	}
	*unit = unit_at(at, walk->stand);
	to = cite_opcit(scan, at, end);
	if (to != at)
		return read_leaning(scan, at, end, false, unit);
	if (walk->was_cap)
		return at;
	if (t->kind == CITE_MARK)
		return strchr("\"'L", t->mark) ?
		    read_untitled(scan, at, end, unit) : at;
	to = cite_case(scan, at, end, unit);
	if (to != at) {
		uint32_t after;

		unit->to = unit->end = to;
		if (unit->kind == CITE_UNIT_CASE)
			return to;
		after = read_leaning(scan, to, end, true, unit);
		return after != to ? after : to;
	}
	*unit = unit_at(at, walk->stand);
	to = read_law(scan, at, end, unit);
	if (to != at)
		return to;
	*unit = unit_at(at, walk->stand);
	if (t->kind == CITE_NUMBER)
		return walk->stand == CITE_STRICT ?
		    read_reporter_short(scan, at, end, unit) : at;
	if (t->flags & CITE_ITALIC) {
		/* A case: "*Teale*, 77 F.3d at 1207". */
		uint32_t names = cite_names(scan, at, end, unit);

		if (names != at && (to = read_reporter_short(scan, names,
		    end, unit)) != names)
			return to;
		*unit = unit_at(at, walk->stand);
		to = read_untitled(scan, at, end, unit);
		if (to != at)
			return to;
		*unit = unit_at(at, walk->stand);
	}
	if (!(t->flags & CITE_CAP) && walk->stand == CITE_LOOSE)
		return at;
	return read_named(scan, at, end, unit);
}

/* Handles and pen names are not capitalized: 'lester, "Which way?"' */
static uint32_t
read_handle(const struct cite_scan *scan, uint32_t at, const struct walk *walk,
    struct cite_unit *unit)
{
	uint32_t to;

	if (walk->stand != CITE_STRICT || scan->tokens[at].kind != CITE_WORD ||
	    (scan->tokens[at].class & (CITE_SIGNAL | CITE_INTRO | CITE_LEAD |
	    CITE_IBID)) || !cite_is_mark(scan, at + 1, ',') ||
	    !cite_is_mark(scan, at + 2, '"'))
		return at;
	*unit = unit_at(at, walk->stand);
	unit->name_to = unit->key_to = at + 1;
	unit->key = at;
	unit->authors = 1;
	to = cite_title(scan, at + 2, walk->end, false, unit);
	if (to == at + 2)
		return at;
	return read_after_title(scan, to, walk->end, true, unit);
}

/* Whether a citation may follow token `at`, which is prose. */
static void
step(const struct cite_scan *scan, uint32_t at, struct walk *walk)
{
	const struct cite_token *t = &scan->tokens[at];

	walk->was_cap = cite_is_cap(scan, at) &&
	    !(t->class & (CITE_SIGNAL | CITE_LEAD | CITE_INTRO | CITE_HONOUR));
	if (t->class & (CITE_SIGNAL | CITE_QUOTING))
		walk->announced = true;
	if (t->class & CITE_SIGNAL) {
		walk->stand = CITE_STRICT;
	} else if (t->kind == CITE_MARK) {
		if (t->mark == ':' || t->mark == '(' || t->mark == '[')
			walk->stand = CITE_STRICT;
		else if (t->mark == ';')
			walk->stand = CITE_STRICT;
		else if (t->mark != ',' && t->mark != '.')
			walk->stand = CITE_LOOSE;
	} else if (t->class & CITE_LEAD) {
		walk->stand = walk->stand == CITE_STRICT &&
		    (cite_word_is(scan, at, "and") ||
		    cite_word_is(scan, at, "or") ||
		    cite_word_is(scan, at, "with")) ? CITE_STRICT : CITE_LED;
		/* "See the map in Adeyemi 41", "quoted in Adeyemi 41" */
		if (walk->announced && (cite_word_is(scan, at, "in") ||
		    cite_word_is(scan, at, "by")))
			walk->stand = CITE_STRICT;
	} else if ((t->class & CITE_QUOTING)) {
		walk->stand = CITE_STRICT;
	} else if ((t->class & CITE_INTRO) && walk->stand != CITE_LOOSE) {
		/* "See, for example," */
	} else {
		walk->stand = CITE_LOOSE;
	}
}

static void
add_unit(struct cite_scan *scan, const struct cite_unit *unit)
{
	MEM_PUSH(scan->units, scan->unit_count, scan->unit_room);
	scan->units[scan->unit_count++] = *unit;
}

/*
 * "notes 7 and 9", "supra notes 12-15": one unit for each number.  Returns
 * the token after the last.
 */
static uint32_t
read_more_numbers(struct cite_scan *scan, uint32_t at, uint32_t end,
    struct cite_unit *unit)
{
	struct cite_unit more;
	uint32_t word = unit->number;

	/* Only the plural takes more numbers: "n 12, 41" is a page. */
	while (word > unit->from && scan->tokens[word - 1].kind == CITE_MARK)
		word--;
	if (word == unit->from || !(cite_word_is(scan, word - 1, "notes") ||
	    cite_word_is(scan, word - 1, "nn") ||
	    cite_word_is(scan, word - 1, "fns") ||
	    cite_word_is(scan, word - 1, "footnotes") ||
	    cite_word_is(scan, word - 1, "endnotes")))
		return at;
	more = *unit;
	unit->end = unit->to = unit->number + 1;
	unit->loc_off = unit->loc_len = 0;
	add_unit(scan, unit);
	at = unit->to;
	for (int parts = 0; parts < 16; parts++) {
		uint32_t i = at;

		if (cite_is_mark(scan, i, ','))
			i++;
		if (cite_is_mark(scan, i, '-') || cite_is_mark(scan, i, '&') ||
		    cite_word_is(scan, i, "and") ||
		    cite_word_is(scan, i, "to"))
			i++;
		if (i == at || i >= end || !cite_is_number(scan, i))
			break;
		more.from = more.name = more.name_to = i;
		more.number = i;
		more.more = true;
		more.loc_off = more.loc_len = 0;
		more.to = more.end = i + 1;
		add_unit(scan, &more);
		at = i + 1;
	}
	if (cite_is_class(scan, at, CITE_DIRECTION))
		at++;
	return at;
}

static void
read_piece(struct cite_scan *scan, uint32_t at, uint32_t end)
{
	struct walk walk = { .end = end, .stand = CITE_STRICT };

	while (at < end) {
		struct cite_unit unit;
		uint32_t to = read_unit(scan, at, &walk, &unit);

		if (to == at)
			to = read_handle(scan, at, &walk, &unit);
		if (to == at) {
			step(scan, at, &walk);
			at++;
			continue;
		}
		if (unit.kind == CITE_UNIT_NOTE) {
			uint32_t more = read_more_numbers(scan, to, end,
			    &unit);

			if (more == to && (scan->unit_count == 0 ||
			    scan->units[scan->unit_count - 1].number !=
			    unit.number))
				add_unit(scan, &unit);
			to = more;
		} else {
			add_unit(scan, &unit);
		}
		at = to;
		/* "see Adeyemi 41 and Banks 12" */
		walk.stand = at < end && (cite_word_is(scan, at, "and") ||
		    cite_is_mark(scan, at, '&')) ? unit.stand : CITE_LOOSE;
		walk.was_cap = false;
	}
}

void
cite_scan_note(struct cite_scan *scan, const struct cite_note *note)
{
	uint32_t at = 0;

	cite_scan_tokens(scan, note);
	while (at < scan->count) {
		uint32_t end = cite_piece_end(scan, at);

		read_piece(scan, at, end);
		at = end;
	}
}
