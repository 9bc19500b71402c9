/*
 * compile/cite_match.c - what each citation unit means.
 *
 * The notes are read once, in order.  A unit cites something in full, and
 * is filed (cite_works.c); or it leans on what was filed, on the note
 * before, or on the note of a number.  Of a note that was read there
 * remains what later ones ask for: how many sources it cites, which note
 * says its only one, and which words it has.
 */
#include "compile/cite_match.h"

#include <stdlib.h>

#include "base/hash.h"
#include "compile/cite_parse.h"

/* A name in a note, and the note that it leaned on. */
struct named {
	uint32_t hash;
	uint32_t note;
};

/* What is left of a note once it was read. */
struct past {
	uint32_t *words;	/* hashes, sorted: which words it has */
	uint32_t word_count;
	struct named *names;
	uint32_t name_count;
	uint32_t numbering;
	uint32_t sources;	/* different ones it cites */
	bool unsure;		/* something in it may be one more */
	uint32_t target;	/* of its only source; DOC_NONE: unknown */
	uint32_t work;		/* the same, or DOC_NONE */
	struct span locator;	/* of the phrase that leaned on `target` */
};

struct cite_matcher {
	const struct cite_note *notes;
	size_t count;
	size_t at;		/* the note being read */
	uint32_t numbering;
	struct arena mem;
	struct cite_scan scan;
	struct cite_works works;
	struct buf key;
	struct map labels;	/* numbering, label -> note + 1; 0: twice */
	struct map loose;	/* surnames in prose near signs of a source */
	struct past *past;
	struct cite_answer *answers;
	size_t answer_count, answer_room;
	/* The note being read: */
	uint64_t seen[8];	/* its sources so far */
	uint32_t seen_count;
	uint32_t last;		/* note of the last source, or DOC_NONE */
	uint32_t last_work;
	struct span last_locator;
	struct named *names;
	size_t name_count, name_room;
	struct buf last_key;	/* the author cited last, in any note */
	uint32_t *hashes;
	size_t hash_room;
};

/* A surname in this document, for m->loose; until the next call. */
static struct span
loose_key(struct cite_matcher *m, struct span word)
{
	buf_clear(&m->key);
	buf_put_u32(&m->key, m->notes[m->at].document);
	buf_put(&m->key, word);
	return buf_span(&m->key);
}

/* ---- the state of a note ---- */

static void
saw_source(struct cite_matcher *m, uint64_t id, uint32_t note, uint32_t work,
    struct span locator)
{
	bool known = false;
	size_t room = sizeof m->seen / sizeof *m->seen;

	for (uint32_t i = 0; i < m->seen_count && i < room; i++)
		known |= m->seen[i] == id;
	if (!known) {
		if (m->seen_count < room)
			m->seen[m->seen_count] = id;
		m->seen_count++;
	}
	m->last = note;
	m->last_work = work;
	m->last_locator = locator;
}

/* Names for sources that are no work: never equal to a work's number. */
#define ID_NOTE(note) (1ULL << 32 | (note))
#define ID_UNKNOWN(unit) (2ULL << 32 | (uint64_t)(unit))

static uint32_t
hash_word(struct span word)
{
	return (uint32_t)hash64(word, 0);
}

static void
remember_name(struct cite_matcher *m, const struct cite_unit *unit,
    uint32_t note)
{
	if (unit->key_to <= unit->key)
		return;
	MEM_PUSH(m->names, m->name_count, m->name_room);
	m->names[m->name_count++] = (struct named){
		hash_word(cite_works_key(&m->works, unit)), note };
}

static struct span
locator_of(const struct cite_matcher *m, const struct cite_unit *unit)
{
	return span_slice(m->scan.note->text, unit->loc_off,
	    (size_t)unit->loc_off + unit->loc_len);
}

/* ---- each kind of unit ---- */

static struct cite_answer
no_answer(void)
{
	return (struct cite_answer){ .note = DOC_NONE, .work = DOC_NONE };
}

static struct cite_answer
answer_full(struct cite_matcher *m, const struct cite_unit *unit)
{
	struct cite_answer answer = no_answer();

	answer.work = cite_works_add(&m->works, unit);
	remember_name(m, unit, (uint32_t)m->at);
	saw_source(m, answer.work, (uint32_t)m->at, answer.work, SPAN_NONE);
	return answer;
}

/* The note just before, if it is in the same numbering; or NULL. */
static const struct past *
note_before(const struct cite_matcher *m)
{
	const struct past *past;

	if (m->at == 0 || m->notes[m->at].restarts)
		return NULL;
	past = &m->past[m->at - 1];
	return past->numbering == m->numbering ? past : NULL;
}

static struct cite_answer
answer_same(struct cite_matcher *m, size_t index, bool unsure)
{
	const struct cite_unit *unit = &m->scan.units[index];
	const struct past *past = note_before(m);
	struct cite_answer answer = no_answer();
	uint32_t from = m->seen_count ? m->last : DOC_NONE;
	struct span before = m->seen_count ? m->last_locator : SPAN_NONE;

	answer.work = m->seen_count ? m->last_work : DOC_NONE;
	answer.leans = true;
	answer.locator = locator_of(m, unit);
	if (m->seen_count == 0 && past && past->sources == 1 &&
	    !past->unsure) {
		from = past->target;
		before = past->locator;
		answer.work = past->work;
	}
	/* "Hegel, ibid., 1890" may mean a place or a publisher. */
	if (unsure || unit->stand == CITE_LOOSE) {
		from = DOC_NONE;
		answer.work = DOC_NONE;
	}
	if (answer.locator.len == 0 && from != DOC_NONE)
		answer.locator = before;
	/* What it repeats stands in this very note. */
	if (from == m->at)
		answer.leans = false;
	else
		answer.note = from;
	saw_source(m, answer.work != DOC_NONE ? answer.work :
	    from != DOC_NONE ? ID_NOTE(from) : ID_UNKNOWN(index), from,
	    answer.work, answer.locator);
	return answer;
}

/* Whether that surname was met near signs of a source that no rule read. */
static bool
is_loose(struct cite_matcher *m, const struct cite_unit *unit)
{
	struct span key = cite_works_key(&m->works, unit);

	return map_find(&m->loose, loose_key(m, key)) != NULL;
}

/* "Loc. cit." and nothing else: the place that was cited last. */
static bool
is_same_place(const struct cite_matcher *m, const struct cite_unit *unit)
{
	return unit->from == 0 && unit->loc_len == 0 &&
	    cite_word_is(&m->scan, 0, "loc") &&
	    unit->to + cite_is_mark(&m->scan, unit->to, '.') == m->scan.count;
}

static struct cite_answer
answer_opcit(struct cite_matcher *m, size_t index)
{
	const struct cite_unit *unit = &m->scan.units[index];
	struct cite_answer answer = no_answer();
	struct cite_found s;

	if (is_same_place(m, unit))
		return answer_same(m, index, false);
	answer.leans = true;
	answer.locator = locator_of(m, unit);
	/* Without a name it means whomever the sentence was about. */
	if (unit->key_to > unit->key) {
		s = cite_works_find(&m->works, unit);
		if (s.work != DOC_NONE && s.ties == 0 &&
		    (unit->title_to > unit->title || !is_loose(m, unit))) {
			answer.note = s.note;
			answer.work = s.work;
		}
	}
	if (answer.note == m->at)
		answer.leans = false;
	saw_source(m, answer.work != DOC_NONE ? answer.work :
	    ID_UNKNOWN(index), answer.note, answer.work, answer.locator);
	return answer;
}

static uint32_t
find_label(struct cite_matcher *m, struct span label)
{
	const struct map_entry *found;

	buf_clear(&m->key);
	buf_put_u32(&m->key, m->numbering);
	buf_put(&m->key, label);
	found = map_find(&m->labels, buf_span(&m->key));
	return found && found->value ? (uint32_t)found->value - 1 : DOC_NONE;
}

static int
cmp_u32(const void *a, const void *b)
{
	uint32_t x = *(const uint32_t *)a;
	uint32_t y = *(const uint32_t *)b;

	return x < y ? -1 : x > y;
}

static bool
note_has_word(const struct past *past, struct span word)
{
	uint32_t hash = hash_word(word);

	return past->word_count && bsearch(&hash, past->words,
	    past->word_count, sizeof hash, cmp_u32) != NULL;
}

/*
 * The note that note `at` means by this name: itself, or the one that its
 * short form leaned on.  DOC_NONE when the name is not in it.
 */
static uint32_t
follow_name(struct cite_matcher *m, const struct cite_unit *unit, uint32_t at)
{
	const struct past *past = &m->past[at];
	struct span names, word;
	uint32_t hash = hash_word(cite_works_key(&m->works, unit));

	for (uint32_t i = 0; i < past->name_count; i++)
		if (past->names[i].hash == hash && past->names[i].note !=
		    DOC_NONE)
			return past->names[i].note;
	names = cite_works_words(&m->works, unit->name, unit->name_to,
	    CITE_NOT_NAMES | CITE_BODY);
	if (names.len == 0)
		names = cite_works_words(&m->works, unit->name,
		    unit->name_to, 0);
	/* "*Salt Act*, supra note 4" names no author. */
	if (names.len == 0)
		names = cite_works_words(&m->works, unit->title,
		    unit->title_to, CITE_STOP);
	while (cite_next_word(&names, &word))
		if (!cite_is_filler(word) && !note_has_word(past, word))
			return DOC_NONE;
	return at;
}

/* "Adeyemi (n 12) 41", "see note 12 above". */
static struct cite_answer
answer_note(struct cite_matcher *m, size_t index)
{
	const struct cite_unit *unit = &m->scan.units[index];
	struct cite_answer answer = no_answer();
	struct span label = cite_text(&m->scan, unit->number,
	    unit->number + 1);
	uint32_t note = find_label(m, label);
	bool named = (unit->key_to > unit->key ||
	    unit->title_to > unit->title) && !unit->more;
	bool group = cite_is_mark(&m->scan, unit->number + 1, ')');

	answer.leans = true;
	answer.locator = locator_of(m, unit);
	if ((unit->backward && note != DOC_NONE && note >= m->at) ||
	    (unit->forward && note != DOC_NONE && note <= m->at) ||
	    /* A source is named where it was first cited, not later. */
	    ((named || group) && !unit->forward && note != DOC_NONE &&
	    note >= m->at) || note == m->at)
		note = DOC_NONE;
	if (note != DOC_NONE && note < m->at && named) {
		const struct past *past = &m->past[note];
		uint32_t followed = follow_name(m, unit, note);

		/* A note that only says "Ibid." has its name elsewhere. */
		if (followed == DOC_NONE && past->sources == 1 &&
		    !past->unsure && past->target != DOC_NONE &&
		    past->target != note)
			followed = follow_name(m, unit, past->target);
		note = followed;
	} else if (note != DOC_NONE && note < m->at && group) {
		const struct past *past = &m->past[note];

		if (past->sources == 1 && !past->unsure &&
		    past->target != DOC_NONE)
			note = past->target;
	}
	/* "Adeyemi, n. 12": a note of hers, unless note 12 names her. */
	if (named && note == DOC_NONE && !unit->named_note && !group)
		answer.leans = false;
	answer.note = note;
	if (note != DOC_NONE && note < m->at && m->past[note].sources == 1)
		answer.work = m->past[note].work;
	if (named || group)
		saw_source(m, answer.work != DOC_NONE ? answer.work :
		    note != DOC_NONE ? ID_NOTE(note) : ID_UNKNOWN(index),
		    note, answer.work, answer.locator);
	if (named)
		remember_name(m, unit, note);
	return answer;
}

/* "May 12", "Page 45": no surname where only a number follows. */
static bool
is_calendar(const struct cite_scan *scan, const struct cite_unit *unit)
{
	if (cite_is_class(scan, unit->key, CITE_MONTH))
		return unit->bare || unit->year;
	return cite_is_class(scan, unit->key, CITE_PAGE | CITE_PART |
	    CITE_NOTEWORD) && cite_is_number(scan, unit->key_to);
}

static struct cite_answer
answer_short(struct cite_matcher *m, size_t index)
{
	const struct cite_unit *unit = &m->scan.units[index];
	const struct cite_scan *scan = &m->scan;
	struct cite_answer answer = no_answer();
	bool titled = unit->title_form != CITE_TITLE_NONE &&
	    unit->kind == CITE_UNIT_SHORT;
	bool found;
	struct cite_found s;

	s = unit->volume ? cite_works_find_reporter(&m->works, unit) :
	    cite_works_find(&m->works, unit);
	found = s.work != DOC_NONE && s.ties == 0;
	if (found && unit->title_form == CITE_TITLE_PLAIN && titled &&
	    unit->stand == CITE_LOOSE && s.title_words < 2)
		found = false;
	if (found && !titled && !unit->volume) {
		if (unit->stand != CITE_STRICT || is_calendar(scan, unit) ||
		    (unit->kind == CITE_UNIT_SHORT_CASE && !unit->loc_len))
			return answer;
		/* One more work of that name may be about. */
		if (unit->kind == CITE_UNIT_SHORT && is_loose(m, unit)) {
			found = false;
			s.ties = 1;
		}
	}
	if (!found && titled && unit->forename && s.work == DOC_NONE)
		return answer_full(m, unit);
	answer.locator = locator_of(m, unit);
	if (found) {
		answer.leans = s.note != m->at;
		answer.note = s.note;
		answer.work = s.work;
	} else if (titled) {
		answer.leans = cite_surely_leans(scan, unit);
	} else {
		/* One of two works by that author, or one not known. */
		answer.leans = (s.ties > 0 && unit->stand == CITE_STRICT &&
		    !is_calendar(scan, unit)) || unit->volume;
	}
	if (!answer.leans && !found)
		return answer;
	if (!found && titled)
		answer.work = cite_works_add_partial(&m->works, unit);
	remember_name(m, unit, found ? answer.note : (uint32_t)m->at);
	/* "Ibid." after an unresolved short form means that short form. */
	saw_source(m, answer.work != DOC_NONE ? answer.work :
	    ID_UNKNOWN(index), found ?
	    answer.note : (uint32_t)m->at, answer.work,
	    found ? answer.locator : SPAN_NONE);
	return answer;
}

/* A treaty by the name that its first citation gave it. */
static struct cite_answer
answer_law(struct cite_matcher *m, const struct cite_unit *unit)
{
	struct cite_answer answer = no_answer();
	struct cite_found s = cite_works_find_alias(&m->works, unit->name,
	    unit->name_to);

	if (s.work == DOC_NONE || s.ties)
		return answer_full(m, unit);
	answer.leans = s.note != m->at;
	answer.note = s.note;
	answer.work = s.work;
	answer.locator = locator_of(m, unit);
	saw_source(m, s.work, s.note, s.work, answer.locator);
	return answer;
}

static struct cite_answer
answer_unit(struct cite_matcher *m, size_t index, bool unsure)
{
	const struct cite_unit *unit = &m->scan.units[index];

	switch (unit->kind) {
	case CITE_UNIT_WORK: case CITE_UNIT_CASE: case CITE_UNIT_LINK:
		return answer_full(m, unit);
	case CITE_UNIT_LAW:
		return answer_law(m, unit);
	case CITE_UNIT_SAME:
		return answer_same(m, index, unsure);
	case CITE_UNIT_OPCIT:
		return answer_opcit(m, index);
	case CITE_UNIT_NOTE:
		return answer_note(m, index);
	default:
		return answer_short(m, index);
	}
}

/* ---- prose between units ---- */

static void
mark_word(struct cite_matcher *m, struct span word)
{
	struct span key = loose_key(m, word);

	if (!map_find(&m->loose, key))
		map_put(&m->loose, arena_span(&m->mem, key), 1, NULL);
}

static void
mark_loose(struct cite_matcher *m, uint32_t from, uint32_t to)
{
	for (uint32_t i = from; i < to; i++)
		if (cite_is_cap(&m->scan, i))
			mark_word(m, cite_word(&m->scan, i));
}

/* Look at the prose before unit `index` (or after the last). */
static bool
look_between(struct cite_matcher *m, size_t index)
{
	const struct cite_scan *scan = &m->scan;
	uint32_t from = index ? scan->units[index - 1].to : 0;
	uint32_t to = index < scan->unit_count ? scan->units[index].from :
	    scan->count;

	if (from < to && m->last_key.len && cite_repeats_author(scan, from, to))
		mark_word(m, buf_span(&m->last_key));
	if (from >= to || !cite_has_signs(scan, from, to))
		return false;
	mark_loose(m, from, to);
	return true;
}

/* A second source within the first, or a note that is only pointed to. */
static bool
blurs_sources(const struct cite_matcher *m, size_t index)
{
	const struct cite_unit *unit = &m->scan.units[index];

	if (unit->kind == CITE_UNIT_NOTE)
		return unit->key_to <= unit->key &&
		    unit->title_to <= unit->title &&
		    !cite_is_mark(&m->scan, unit->number + 1, ')');
	return (unit->kind == CITE_UNIT_SHORT ||
	    unit->kind == CITE_UNIT_SHORT_CASE) &&
	    !m->answers[index].leans && m->answers[index].work == DOC_NONE &&
	    unit->title_form == CITE_TITLE_MARKED;
}

/* ---- the walk ---- */

static void
remember_author(struct cite_matcher *m, const struct cite_unit *unit,
    const struct cite_answer *answer)
{
	if (unit->key_to <= unit->key || (answer->work == DOC_NONE &&
	    !answer->leans))
		return;
	buf_clear(&m->last_key);
	buf_put(&m->last_key, cite_works_key(&m->works, unit));
}

static void
remember_note(struct cite_matcher *m, bool unsure)
{
	struct past *past = &m->past[m->at];
	const struct cite_scan *scan = &m->scan;
	uint32_t count = 0;

	past->numbering = m->numbering;
	past->sources = m->seen_count;
	past->unsure = unsure;
	past->target = m->last;
	past->work = m->last_work;
	past->locator = m->last_locator;
	past->name_count = (uint32_t)m->name_count;
	past->names = ARENA_ARRAY(&m->mem, m->name_count, struct named);
	if (m->name_count)
		memcpy(past->names, m->names,
		    m->name_count * sizeof *m->names);
	if (m->hash_room < scan->count) {
		m->hash_room = scan->count;
		m->hashes = mem_grow(m->hashes, m->hash_room,
		    sizeof *m->hashes);
	}
	for (uint32_t i = 0; i < scan->count; i++)
		if (scan->tokens[i].word_len)
			m->hashes[count++] = hash_word(cite_word(scan, i));
	if (count)
		qsort(m->hashes, count, sizeof *m->hashes, cmp_u32);
	past->words = ARENA_ARRAY(&m->mem, count, uint32_t);
	for (uint32_t i = 0; i < count; i++)
		if (i == 0 || m->hashes[i] != m->hashes[i - 1])
			past->words[past->word_count++] = m->hashes[i];
}

const struct cite_answer *
cite_matcher_next(struct cite_matcher *m)
{
	const struct cite_note *note = &m->notes[m->at];
	bool unsure = false;

	if (m->at && (note->restarts ||
	    note->document != m->notes[m->at - 1].document))
		m->numbering++;
	m->seen_count = 0;
	m->last = m->last_work = DOC_NONE;
	m->last_locator = SPAN_NONE;
	m->name_count = 0;
	m->answer_count = 0;
	m->works.note = (uint32_t)m->at;
	m->works.document = note->document;
	cite_scan_note(&m->scan, note);
	for (size_t i = 0; i < m->scan.unit_count; i++) {
		unsure |= look_between(m, i);
		MEM_PUSH(m->answers, m->answer_count, m->answer_room);
		m->answer_count++;
		m->answers[i] = answer_unit(m, i, unsure);
		remember_author(m, &m->scan.units[i], &m->answers[i]);
		unsure |= blurs_sources(m, i);
	}
	unsure |= look_between(m, m->scan.unit_count);
	remember_note(m, unsure);
	m->at++;
	return m->answers;
}

static void
file_labels(struct cite_matcher *m)
{
	uint32_t numbering = 0;

	for (size_t i = 0; i < m->count; i++) {
		const struct cite_note *note = &m->notes[i];
		struct map_entry *entry;
		bool fresh;

		if (i && (note->restarts ||
		    note->document != m->notes[i - 1].document))
			numbering++;
		if (note->label.len == 0)
			continue;
		buf_clear(&m->key);
		buf_put_u32(&m->key, numbering);
		buf_put(&m->key, note->label);
		entry = map_put(&m->labels, arena_span(&m->mem,
		    buf_span(&m->key)), i + 1, &fresh);
		if (!fresh)
			entry->value = 0;
	}
}

struct cite_matcher *
cite_matcher_new(const struct cite_note *notes, size_t count)
{
	struct cite_matcher *m = mem_alloc(sizeof *m);

	m->notes = notes;
	m->count = count;
	cite_scan_init(&m->scan);
	cite_works_init(&m->works, &m->scan);
	m->past = mem_array(count, sizeof *m->past);
	file_labels(m);
	return m;
}

void
cite_matcher_free(struct cite_matcher *m)
{
	cite_scan_release(&m->scan);
	arena_release(&m->mem);
	buf_release(&m->key);
	buf_release(&m->last_key);
	cite_works_release(&m->works);
	map_release(&m->labels);
	map_release(&m->loose);
	free(m->past);
	free(m->answers);
	free(m->names);
	free(m->hashes);
	free(m);
}

const struct cite_scan *
cite_matcher_scan(const struct cite_matcher *m)
{
	return &m->scan;
}

const struct cite_work *
cite_matcher_works(const struct cite_matcher *m, size_t *count)
{
	*count = m->works.count;
	return m->works.items;
}
