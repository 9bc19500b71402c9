/* compile/cite_source.c - every source, once, with the notes that cite it. */
#include <stdlib.h>

#include "compile/cite_match.h"
#include "compile/cite_parse.h"

const char *
cite_type_name(enum cite_type type)
{
	static const char *const names[] = {
#define X(id, name) name,
		CITE_TYPES(X)
#undef X
	};

	return names[type];
}

/* ---- what it is ---- */

struct clue {
	const char *word;
	enum cite_type type;
};

/* Words of what a source appeared in, or of who published it. */
static const struct clue clues[] = {
	{ "annals", CITE_JOURNAL }, { "associated", CITE_NEWS },
	{ "books", CITE_BOOK },
	{ "chronicle", CITE_NEWS }, { "cnn", CITE_NEWS },
	{ "courier", CITE_NEWS }, { "daily", CITE_NEWS },
	{ "gazette", CITE_NEWS }, { "guardian", CITE_NEWS },
	{ "herald", CITE_NEWS }, { "journal", CITE_JOURNAL },
	{ "news", CITE_NEWS }, { "observer", CITE_NEWS },
	{ "post", CITE_NEWS }, { "press", CITE_BOOK },
	{ "publishers", CITE_BOOK }, { "publishing", CITE_BOOK },
	{ "quarterly", CITE_JOURNAL }, { "rep", CITE_REPORT },
	{ "report", CITE_REPORT },
	{ "reuters", CITE_NEWS }, { "street", CITE_NEWS },
	{ "studies", CITE_JOURNAL },
	{ "telegraph", CITE_NEWS }, { "times", CITE_NEWS },
	{ "transactions", CITE_JOURNAL }, { "tribune", CITE_NEWS },
	{ "verlag", CITE_BOOK },
};

/* "Journal" names newspapers, too, and "Studies" institutes. */
static bool
misleads(const struct cite_scan *scan, uint32_t at, enum cite_type type)
{
	if (type != CITE_JOURNAL || at < 2)
		return false;
	if (cite_word_is(scan, at, "journal"))
		return cite_word_is(scan, at - 1, "street");
	for (uint32_t i = at - 1; i > 0 && i + 8 > at &&
	    scan->tokens[i].kind == CITE_WORD; i--)
		if (cite_is_class(scan, i, CITE_BODY))
			return true;
	return false;
}

static bool
has_clue(const struct cite_scan *scan, uint32_t from, uint32_t to,
    enum cite_type type)
{
	for (uint32_t i = from; i < to; i++)
		for (size_t k = 0; k < sizeof clues / sizeof *clues; k++)
			if (clues[k].type == type &&
			    (scan->tokens[i].flags & CITE_CAP) &&
			    cite_word_is(scan, i, clues[k].word) &&
			    !misleads(scan, i, type))
				return true;
	return false;
}

/* "January 16, 2021", "16 January 2021": newspapers carry the day. */
static bool
has_day(const struct cite_scan *scan, uint32_t from, uint32_t to)
{
	for (uint32_t i = from; i < to; i++) {
		bool after = i + 1 < to && cite_is_number(scan, i + 1) &&
		    scan->tokens[i + 1].value <= 31;
		bool before = i > from && cite_is_number(scan, i - 1) &&
		    scan->tokens[i - 1].value <= 31;

		if (cite_is_class(scan, i, CITE_MONTH) && (after || before))
			return true;
	}
	return false;
}

/* "12, no. 3 (2004): 41", "12 (2004): 41", "(2004) 12 HLR 101". */
static bool
has_volume(const struct cite_scan *scan, uint32_t from, uint32_t to)
{
	for (uint32_t i = from; i + 1 < to; i++) {
		struct cite_unit unused = { 0 };
		uint32_t close = scan->tokens[i].match + 1;

		if (cite_word_is(scan, i, "no") && i > from &&
		    cite_is_mark(scan, i - 1, ','))
			return true;
		if (cite_is_mark(scan, i, '(') && i > from &&
		    cite_is_number(scan, i - 1) && close < to &&
		    cite_is_mark(scan, close, ':'))
			return true;
		if (cite_is_number(scan, i) && !cite_is_year(scan, i) &&
		    cite_reporter(scan, i, to, &unused) != i)
			return true;
	}
	return false;
}

/* "(Lagos: Harbour Press, 2011)", "(Harbour Press 2011)". */
static bool
has_imprint(const struct cite_scan *scan, uint32_t from, uint32_t to)
{
	for (uint32_t i = from; i < to; i++) {
		uint32_t close = scan->tokens[i].match;

		if (!cite_is_mark(scan, i, '(') || close <= i || close > to)
			continue;
		if (!cite_is_year(scan, close - 1))
			continue;
		/* "(PhD diss., Institute of Salt, 2001)" is no book. */
		for (uint32_t k = i + 1; k < close; k++)
			if (cite_word_is(scan, k, "diss") ||
			    cite_word_is(scan, k, "thesis") ||
			    cite_word_is(scan, k, "dissertation"))
				return false;
		for (uint32_t k = i + 1; k < close; k++)
			if (cite_is_mark(scan, k, ':') ||
			    cite_is_class(scan, k, CITE_BODY) ||
			    cite_word_is(scan, k, "press") ||
			    cite_word_is(scan, k, "books"))
				return true;
	}
	return false;
}

/* Where books were printed, one word of each name. */
static const char *const cities[] = { "amsterdam", "berlin", "bonn", "boston",
	"brussels", "bruxelles", "cambridge", "chicago", "dublin", "edinburgh",
	"glasgow", "jena", "leiden", "leipzig", "leyden", "london", "mainz",
	"milan", "munich", "münchen", "oxford", "paris", "philadelphia",
	"rome", "stuttgart", "tübingen", "turin", "venice", "vienna", "wien",
	"york" };

/* "London, 1895", "Paris, Fischbacher, 1900": an imprint in the old manner. */
static bool
has_old_imprint(const struct cite_scan *scan, uint32_t from, uint32_t to)
{
	for (uint32_t i = from; i + 2 < to; i++) {
		bool city = false;
		uint32_t at = i + 2;

		for (size_t k = 0; k < sizeof cities / sizeof *cities; k++)
			city |= cite_word_is(scan, i, cities[k]);
		if (!city || !cite_is_cap(scan, i) ||
		    !cite_is_mark(scan, i + 1, ','))
			continue;
		while (at < to && cite_is_cap(scan, at) &&
		    !cite_is_class(scan, at, CITE_MONTH))
			at++;
		if (at > i + 2 && cite_is_mark(scan, at, ','))
			at++;
		if (at < to && cite_is_year(scan, at))
			return true;
	}
	return false;
}

/* "Theft Act 1968" in quotation marks or italics is a law all the same. */
static bool
is_law_title(const struct cite_scan *scan, const struct cite_unit *unit)
{
	uint32_t to = unit->title_to;

	while (to > unit->title && scan->tokens[to - 1].kind == CITE_MARK)
		to--;
	return to > unit->title + 2 && cite_is_year(scan, to - 1) &&
	    cite_is_class(scan, to - 2, CITE_LAWNAME);
}

enum cite_type
cite_type_of(const struct cite_scan *scan, const struct cite_unit *unit)
{
	uint32_t from = unit->title_to;
	uint32_t to = unit->to;
	bool quoted;

	if (unit->kind == CITE_UNIT_CASE)
		return CITE_CASE;
	/* "H.R. Rep. No. 90-1177" */
	if (unit->kind == CITE_UNIT_LAW)
		return has_clue(scan, unit->name, unit->name_to,
		    CITE_REPORT) ? CITE_REPORT : CITE_LAW;
	if (unit->kind == CITE_UNIT_LINK)
		return CITE_WEB;
	if (unit->title_to <= unit->title)
		return unit->link != DOC_NONE ? CITE_WEB : CITE_UNCLEAR;
	quoted = scan->tokens[unit->title].flags & CITE_QUOTED;
	if (is_law_title(scan, unit))
		return CITE_LAW;
	/* "Report of the Board of Salt (Lagos: Board of Salt, 1902)" */
	if (cite_word_is(scan, unit->title, "report") &&
	    cite_word_is(scan, unit->title + 1, "of"))
		return CITE_REPORT;
	if (quoted && has_volume(scan, from, to))
		return CITE_JOURNAL;
	if (has_day(scan, from, to) && has_clue(scan, from, to, CITE_NEWS))
		return CITE_NEWS;
	if (has_imprint(scan, from, to))
		return CITE_BOOK;
	if (quoted && has_clue(scan, from, to, CITE_JOURNAL))
		return CITE_JOURNAL;
	if (has_clue(scan, unit->title, unit->title_to, CITE_REPORT))
		return CITE_REPORT;
	if (!quoted && (has_clue(scan, from, to, CITE_BOOK) ||
	    (unit->link == DOC_NONE && !has_day(scan, from, to) &&
	    has_old_imprint(scan, unit->from + 1, to))))
		return CITE_BOOK;
	return unit->link != DOC_NONE ? CITE_WEB : CITE_UNCLEAR;
}

/* Whether what stands before a token lets the telling of a work begin. */
static bool
is_told_after(const struct cite_scan *scan, uint32_t at)
{
	const struct cite_token *before = &scan->tokens[at - (at > 0)];

	if (scan->tokens[at].flags & CITE_FIRST)
		return true;
	if (at == 0)
		return false;
	return cite_is_class(scan, at - 1, CITE_SIGNAL | CITE_QUOTING) ||
	    (before->kind == CITE_MARK && strchr(";:(", before->mark));
}

uint32_t
cite_told_from(const struct cite_scan *scan, const struct cite_unit *unit)
{
	uint32_t at = unit->from;

	if (unit->kind != CITE_UNIT_WORK || unit->title_form !=
	    CITE_TITLE_PLAIN || (scan->tokens[at].flags & CITE_FIRST))
		return at;
	while (at > 0 && scan->tokens[at - 1].kind == CITE_WORD &&
	    !(scan->tokens[at - 1].flags & CITE_QUOTED) &&
	    (cite_is_cap(scan, at - 1) || cite_is_class(scan, at - 1,
	    CITE_LINK | CITE_PARTICLE | CITE_STOP))) {
		if (cite_is_class(scan, at - 1, CITE_SIGNAL | CITE_QUOTING))
			break;
		at--;
		if (scan->tokens[at].flags & CITE_FIRST)
			break;
	}
	return cite_is_cap(scan, at) && is_told_after(scan, at) ? at :
	    unit->from;
}

/* ---- the list ---- */

void
cite_mentions_add(struct cite_mentions *mentions, uint32_t note,
    const struct cite_scan *scan, const struct cite_answer *answers)
{
	for (size_t i = 0; i < scan->unit_count; i++) {
		if (answers[i].work == DOC_NONE)
			continue;
		MEM_PUSH(mentions->items, mentions->count, mentions->room);
		mentions->items[mentions->count++] = (struct cite_mention){
			answers[i].work, note };
	}
}

/* "10.1000/182" in "https://doi.org/10.1000/182". */
static struct span
doi_of(struct span link)
{
	ptrdiff_t at = span_find(link, SPAN("10."), 0);

	if (at < 0 || span_chr(link, '/', (size_t)at) < 0)
		return SPAN_NONE;
	if (at > 0 && span_find(link, SPAN("doi.org/10."), 0) < 0)
		return SPAN_NONE;
	return span_slice(link, (size_t)at, link.len);
}

static void
put_source(const struct cite_work *work, struct cite_source *out)
{
	*out = (struct cite_source){
		.type = work->type,
		.note = work->note,
		.text = work->text,
		.author = work->author_text,
		.title = work->title_text,
		.url = work->link,
		.doi = doi_of(work->link),
	};
	if (work->kind == CITE_UNIT_LAW)
		out->title = span_slice(work->text, 0, work->text.len);
}

void
cite_mentions_sum(struct arena *mem, struct cite_matcher *matcher,
    const struct cite_mentions *mentions, struct cite_reading *out)
{
	const struct cite_work *works = cite_matcher_works(matcher,
	    &out->source_count);
	uint32_t *room = mem_array(out->source_count, sizeof *room);

	out->sources = ARENA_ARRAY(mem, out->source_count,
	    struct cite_source);
	for (size_t i = 0; i < out->source_count; i++)
		put_source(&works[i], &out->sources[i]);
	for (size_t i = 0; i < mentions->count; i++)
		room[mentions->items[i].work]++;
	for (size_t i = 0; i < out->source_count; i++)
		out->sources[i].notes = ARENA_ARRAY(mem, room[i], uint32_t);
	for (size_t i = 0; i < mentions->count; i++) {
		struct cite_source *source =
		    &out->sources[mentions->items[i].work];
		uint32_t note = mentions->items[i].note;

		source->cited++;
		if (source->note_count == 0 ||
		    source->notes[source->note_count - 1] != note)
			source->notes[source->note_count++] = note;
	}
	free(room);
}
