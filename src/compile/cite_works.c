/* compile/cite_works.c - works filed, compared and found again. */
#include "compile/cite_works.h"

#include <stdlib.h>

#include "compile/cite_parse.h"

struct cite_entry {
	uint32_t work;
	uint32_t note;
	uint32_t next;		/* entry index + 1, or 0 */
};

/* ---- keys and entries ---- */

/* The key of `word` in the map; in `w->key` until the next call. */
static struct span
make_key(struct cite_works *w, char kind, uint32_t document,
    struct span word)
{
	buf_clear(&w->key);
	buf_putc(&w->key, kind);
	if (kind != 'K' && kind != 'A')
		buf_put_u32(&w->key, document);
	buf_put(&w->key, word);
	return buf_span(&w->key);
}

/* The first entry of `word`, or NULL. */
static struct cite_entry *
find_entries(struct cite_works *w, char kind, uint32_t document,
    struct span word)
{
	const struct map_entry *found;

	if (word.len == 0)
		return NULL;
	found = map_find(&w->keys, make_key(w, kind, document, word));
	return found && found->value ? &w->entries[found->value - 1] : NULL;
}

static struct cite_entry *
next_entry(struct cite_works *w, const struct cite_entry *entry)
{
	return entry->next ? &w->entries[entry->next - 1] : NULL;
}

/* File `work` under `word`, cited in full by the note being read. */
static void
file_work(struct cite_works *w, char kind, uint32_t document,
    struct span word, uint32_t work)
{
	struct map_entry *slot;
	struct cite_entry *entry;
	int chain = 0;
	bool fresh;
	struct span key;

	if (word.len == 0)
		return;
	key = make_key(w, kind, document, word);
	slot = map_find(&w->keys, key);
	if (!slot)
		slot = map_put(&w->keys, arena_span(&w->mem, key), 0, &fresh);
	for (uint32_t i = (uint32_t)slot->value; i; i = entry->next, chain++) {
		entry = &w->entries[i - 1];
		if (entry->work == work) {
			entry->note = w->note;
			return;
		}
	}
	if (chain >= CITE_WORKS_MAX)
		return;
	MEM_PUSH(w->entries, w->entry_count, w->entry_room);
	w->entries[w->entry_count++] = (struct cite_entry){
		work, w->note, (uint32_t)slot->value };
	slot->value = w->entry_count;
}

/* ---- words ---- */

struct span
cite_works_words(struct cite_works *w, uint32_t from, uint32_t to, uint32_t but)
{
	buf_clear(&w->words);
	cite_words(w->scan, from, to, but, &w->words);
	return buf_span(&w->words);
}

struct span
cite_works_key(struct cite_works *w, const struct cite_unit *unit)
{
	return cite_works_words(w, unit->key, unit->key_to, CITE_NOT_KEYS);
}

/* ---- works ---- */

/* Words before the colon of a title; all when it has none. */
static uint32_t
main_words(const struct cite_scan *scan, uint32_t from, uint32_t to)
{
	uint32_t count = 0;

	for (uint32_t i = from; i < to; i++) {
		const struct cite_token *t = &scan->tokens[i];

		if (t->kind == CITE_MARK && strchr(":?!", t->mark) && count)
			break;
		if (t->kind != CITE_MARK && t->kind != CITE_ADDRESS &&
		    !(t->class & CITE_STOP))
			count++;
	}
	return count;
}

/* The address without scheme, "www." and final slash, for comparing. */
static struct span
plain_address(struct span link)
{
	static const char *const prefixes[] = { "https://", "http://",
	    "www.", "doi.org/", "dx.doi.org/" };

	for (size_t i = 0; i < sizeof prefixes / sizeof *prefixes; i++)
		if (span_starts(link, span_str(prefixes[i])))
			link = span_slice(link, strlen(prefixes[i]),
			    link.len);
	while (link.len && link.ptr[link.len - 1] == '/')
		link.len--;
	return link;
}

/* Whether a work cited before is this one again. */
static bool
is_same_work(const struct cite_work *a, const struct cite_work *b)
{
	enum cite_fit fit;

	if (a->kind != b->kind)
		return false;
	if (a->kind == CITE_UNIT_LINK)
		return span_eq(plain_address(a->link), plain_address(b->link));
	/* Two stages of one dispute are two cases. */
	if (a->volume && b->volume && a->volume != b->volume)
		return false;
	if (a->kind != CITE_UNIT_WORK)
		return span_eq(a->name, b->name);
	if (!cite_names_fit(a->name, b->name) &&
	    !cite_names_fit(b->name, a->name))
		return false;
	if (a->title.len == 0 || b->title.len == 0)
		return a->title.len == b->title.len;
	fit = a->title_words <= b->title_words ?
	    cite_titles_fit(a->title, b, b->title) :
	    cite_titles_fit(b->title, a, a->title);
	return span_eq(a->title, b->title) ||
	    (fit >= CITE_FIT_START && a->title_words >= 2 &&
	    b->title_words >= 2);
}

/* The address of the work for reading, or nothing. */
static struct span
link_text(const struct cite_scan *scan, const struct cite_unit *unit)
{
	return unit->link == DOC_NONE ? SPAN_NONE :
	    cite_text(scan, unit->link, unit->link + 1);
}

/* The text of tokens [from, to) without the sentence's marks at its end. */
static struct span
plain_text(const struct cite_scan *scan, uint32_t from, uint32_t to)
{
	while (to > from && scan->tokens[to - 1].kind == CITE_MARK &&
	    strchr(".,;:", scan->tokens[to - 1].mark))
		to--;
	return cite_text(scan, from, to);
}

/* What stands between ", in" and the imprint: the book of a chapter. */
static struct span
container_words(struct cite_works *w, const struct cite_unit *unit)
{
	const struct cite_scan *scan = w->scan;
	uint32_t from = unit->title_to;
	uint32_t to;

	while (from < unit->to && scan->tokens[from].kind == CITE_MARK)
		from++;
	if (from >= unit->to || !cite_word_is(scan, from, "in"))
		return SPAN_NONE;
	to = ++from;
	for (; to < unit->to && to - from < CITE_TITLE_WORDS_MAX; to++)
		if (cite_is_mark(scan, to, '(') || (cite_is_lower(scan, to) &&
		    cite_is_class(scan, to, CITE_ROLE)))
			break;
	return arena_span(&w->mem, cite_works_words(w, from, to, CITE_STOP));
}

static struct cite_work
describe(struct cite_works *w, const struct cite_unit *unit)
{
	const struct cite_scan *scan = w->scan;
	struct cite_work work = {
		.kind = unit->kind == CITE_UNIT_SHORT ? CITE_UNIT_WORK :
		    unit->kind,
		.authors = unit->authors, .et_al = unit->et_al,
		.facts = unit->facts, .year = unit->year,
		.volume = unit->volume, .note = w->note,
		.text = plain_text(scan, cite_told_from(scan, unit), unit->to),
		.author_text = unit->kind == CITE_UNIT_LAW ? SPAN_NONE :
		    plain_text(scan, unit->name, unit->name_to),
		.title_text = unit->kind == CITE_UNIT_CASE ? SPAN_NONE :
		    plain_text(scan, unit->title, unit->title_to),
		.link = link_text(scan, unit),
		.type = (uint8_t)cite_type_of(scan, unit),
	};

	work.name = arena_span(&w->mem, cite_works_words(w, unit->name,
	    unit->name_to, unit->kind == CITE_UNIT_LAW ? 0 : CITE_NOT_NAMES));
	if (unit->kind != CITE_UNIT_CASE && unit->title_to > unit->title) {
		work.title = arena_span(&w->mem, cite_works_words(w,
		    unit->title, unit->title_to, CITE_STOP));
		work.title_words = cite_count_words(work.title);
		work.main_words = main_words(scan, unit->title,
		    unit->title_to);
		work.container = container_words(w, unit);
	}
	return work;
}

/* The word that a work is looked for by, to see whether it is known. */
static struct span
known_key(struct cite_works *w, const struct cite_unit *unit,
    const struct cite_work *work, char *kind)
{
	*kind = 'k';
	if (work->kind == CITE_UNIT_LINK) {
		*kind = 'u';
		return plain_address(work->link);
	}
	if (unit->key_to > unit->key)
		return cite_works_key(w, unit);
	*kind = 't';
	return cite_first_word(work->title);
}

/* Generic parties name no case: the other one does. */
static bool
is_state_party(const struct cite_scan *scan, uint32_t from, uint32_t to)
{
	for (uint32_t i = from; i < to; i++)
		if (scan->tokens[i].kind == CITE_WORD &&
		    !(scan->tokens[i].class & (CITE_STATE | CITE_STOP |
		    CITE_LINK)))
			return false;
	return true;
}

static void
file_case(struct cite_works *w, const struct cite_unit *unit,
    uint32_t document, uint32_t work)
{
	bool state = is_state_party(w->scan, unit->key, unit->key_to);
	uint32_t from = state ? unit->title : unit->key;
	uint32_t to = state ? unit->title_to : unit->key_to;

	/* Under the party's name: "Hirsi Jamaa", and "Hirsi". */
	file_work(w, 'k', document, cite_works_words(w, from, to, CITE_STOP),
	    work);
	file_work(w, 'k', document, cite_first_word(cite_works_words(w, from,
	    to, CITE_STOP)), work);
	if (unit->volume) {
		buf_clear(&w->words);
		buf_printf(&w->words, "%u ", unit->volume);
		cite_words(w->scan, unit->reporter, unit->reporter_to, 0,
		    &w->words);
		file_work(w, 'r', document, buf_span(&w->words), work);
	}
}

/* Every capital of a body's name, if it has three words: "hrw". */
static struct span
initials_of(struct cite_works *w, const struct cite_unit *unit)
{
	buf_clear(&w->words);
	for (uint32_t i = unit->key; i < unit->key_to; i++)
		if (cite_is_cap(w->scan, i) &&
		    !(w->scan->tokens[i].class & CITE_STOP))
			buf_put(&w->words, span_slice(cite_word(w->scan, i),
			    0, 1));
	return w->words.len < 3 ? SPAN_NONE : buf_span(&w->words);
}

static void
file_alias(struct cite_works *w, const struct cite_unit *unit, uint32_t index)
{
	file_work(w, 'a', w->document, cite_works_words(w, unit->alias,
	    unit->alias_to, CITE_STOP), index);
	file_work(w, 'A', w->document, cite_works_words(w, unit->alias,
	    unit->alias_to, CITE_STOP), index);
}

/* "in *Trades*, ed. Nora Whitby" is also cited as "Whitby, *Trades*". */
static void
file_editor(struct cite_works *w, const struct cite_unit *unit,
    uint32_t index)
{
	const struct cite_scan *scan = w->scan;
	struct cite_unit editor = { 0 };
	uint32_t at = unit->title_to;

	while (at < unit->to && !(cite_is_lower(scan, at) &&
	    (cite_word_is(scan, at, "ed") || cite_word_is(scan, at, "eds"))))
		at++;
	at = cite_skip_dot(scan, at + 1, unit->to);
	if (at >= unit->to || cite_names(scan, at, unit->to, &editor) == at)
		return;
	file_work(w, 'e', w->document, cite_works_key(w, &editor), index);
}

/* "U.S. Office of Salt" is also "Office of Salt": the word after "us". */
static struct span
without_state(struct span name)
{
	struct span word, next = SPAN_NONE;

	if (cite_next_word(&name, &word) && (span_eq(word, SPAN("us")) ||
	    span_eq(word, SPAN("uk")) || span_eq(word, SPAN("un"))))
		cite_next_word(&name, &next);
	return next;
}

static void
file_everywhere(struct cite_works *w, const struct cite_unit *unit,
    uint32_t document, uint32_t index)
{
	struct span name = w->items[index].name;
	struct span title = w->items[index].title;
	char kind;
	struct span key = known_key(w, unit, &w->items[index], &kind);

	file_work(w, kind, document, key, index);
	if (kind == 'k') {
		key = known_key(w, unit, &w->items[index], &kind);
		file_work(w, 'K', document, key, index);
		file_work(w, 'w', document, cite_first_word(name), index);
		file_work(w, 'w', document, without_state(name), index);
		file_work(w, 'w', document, initials_of(w, unit), index);
	}
	if (unit->kind == CITE_UNIT_CASE)
		file_case(w, unit, document, index);
	if (w->items[index].container.len)
		file_editor(w, unit, index);
	if (title.len)
		file_work(w, 't', document, cite_first_word(title), index);
	if (unit->alias_to > unit->alias)
		file_alias(w, unit, index);
}

/* The work of that key which is this one, or DOC_NONE. */
static uint32_t
find_same(struct cite_works *w, char kind, struct span key,
    const struct cite_work *work)
{
	for (struct cite_entry *entry = find_entries(w, kind, w->document,
	    key); entry; entry = next_entry(w, entry))
		if (is_same_work(&w->items[entry->work], work))
			return entry->work;
	return DOC_NONE;
}

/* Make room for `work`, or let it complete what is there at `index`. */
static uint32_t
keep_work(struct cite_works *w, uint32_t index, const struct cite_work *work)
{
	if (index == DOC_NONE) {
		MEM_PUSH(w->items, w->count, w->room);
		index = (uint32_t)w->count;
		w->items[w->count++] = *work;
	} else if (work->facts && !w->items[index].facts) {
		w->items[index] = *work;
	}
	return index;
}

uint32_t
cite_works_add(struct cite_works *w, const struct cite_unit *unit)
{
	struct cite_work work = describe(w, unit);
	char kind;
	struct span key = known_key(w, unit, &work, &kind);
	uint32_t index = find_same(w, kind, key, &work);

	if (index == DOC_NONE && kind == 'k')
		index = find_same(w, 'K', known_key(w, unit, &work, &kind),
		    &work);
	index = keep_work(w, index, &work);
	file_everywhere(w, unit, w->document, index);
	return index;
}

uint32_t
cite_works_add_partial(struct cite_works *w, const struct cite_unit *unit)
{
	struct cite_work work = describe(w, unit);
	uint32_t index = find_same(w, 'p', cite_works_key(w, unit), &work);

	/* The phrase alone: what follows it is not known to belong to it. */
	work.text = plain_text(w->scan, unit->from, unit->end);
	index = keep_work(w, index, &work);
	file_work(w, 'p', w->document, cite_works_key(w, unit), index);
	return index;
}

/* ---- short forms ---- */

struct search {
	struct span names;	/* of the short form */
	struct span title;
	uint32_t title_words;
	uint32_t year;
	uint8_t authors;
	bool et_al;
	bool editor;		/* of the book that the work is a part of */
	/* Found: */
	uint32_t work, note;
	enum cite_fit fit;
	uint32_t ties;		/* works that fit as well */
};

static bool
authors_fit(const struct search *s, const struct cite_work *work)
{
	if (work->kind != CITE_UNIT_WORK)
		return true;
	if (s->et_al)
		return work->et_al || work->authors >= 3;
	if (s->authors > 1)
		return work->authors >= s->authors || work->et_al;
	/* One name alone for a work of two is a guess without a title. */
	return s->title.len || (work->authors <= 1 && !work->et_al);
}

static void
consider(struct cite_works *w, struct search *s, const struct cite_entry *entry)
{
	const struct cite_work *work = &w->items[entry->work];
	enum cite_fit fit = CITE_FIT_SOME;

	if (!cite_names_fit(s->names, work->name) || !authors_fit(s, work))
		return;
	if (s->year && work->year && s->year != work->year)
		return;
	if (s->year && !work->year)
		return;
	if (s->title.len) {
		fit = cite_titles_fit(s->title, work, work->title);
		/* A chapter's book: its title only, so never the best. */
		if (fit == CITE_FIT_NONE && cite_titles_fit(s->title, work,
		    work->container) >= (s->title_words >= 2 ?
		    CITE_FIT_SOME : s->editor ? CITE_FIT_START :
		    CITE_FIT_MAIN))
			fit = CITE_FIT_SOME;
		if (fit == CITE_FIT_NONE)
			return;
	}
	if (s->work == entry->work)
		return;
	if (s->work == DOC_NONE || fit > s->fit) {
		s->work = entry->work;
		s->note = entry->note;
		s->fit = fit;
		s->ties = 0;
	} else if (fit == s->fit) {
		s->ties++;
	}
}

static void
search_key(struct cite_works *w, struct search *s, char kind,
    struct span word)
{
	uint32_t document = w->document;

	for (struct cite_entry *entry = find_entries(w, kind, document, word);
	    entry; entry = next_entry(w, entry))
		consider(w, s, entry);
}

/* An abbreviation stands for the whole name: do not compare names. */
static void
search_short_name(struct cite_works *w, struct search *s, char kind,
    struct span word)
{
	struct span names = s->names;

	s->names = SPAN_NONE;
	search_key(w, s, kind, word);
	s->names = names;
}

/* Keep a copy of `words` that survives the next cite_works_words. */
static struct span
keep(struct cite_works *w, struct span words)
{
	return words.len ? arena_span(&w->mem, words) : SPAN_NONE;
}

/* "(*Lanterns* 3)": the sentence before has named the author. */
static bool
is_group(const struct cite_scan *scan, const struct cite_unit *unit)
{
	return unit->loc_len && unit->from > 0 &&
	    cite_is_mark(scan, unit->from - 1, '(') &&
	    scan->tokens[unit->from - 1].match == unit->end;
}

/* No author: a title alone, marked as one and of two words or more. */
static void
search_title(struct cite_works *w, const struct cite_unit *unit,
    struct search *s)
{
	bool lone = s->title_words < 2;

	if (unit->title_form != CITE_TITLE_MARKED || s->title_words == 0 ||
	    (lone && !is_group(w->scan, unit)))
		return;
	search_key(w, s, 't', cite_first_word(s->title));
	if (lone && s->fit < CITE_FIT_START)
		s->work = DOC_NONE;
}

/* A work whose author its citation left out: the whole title decides. */
static void
search_anonymous(struct cite_works *w, struct search *s)
{
	struct search title = { .work = DOC_NONE, .title = s->title,
		.title_words = s->title_words, .year = s->year };

	search_key(w, &title, 't', cite_first_word(s->title));
	if (title.work != DOC_NONE && title.ties == 0 &&
	    title.fit == CITE_FIT_MAIN && s->title_words >= 2 &&
	    w->items[title.work].name.len == 0) {
		s->work = title.work;
		s->note = title.note;
	}
}

/* How many editors there are says nothing of the chapter's authors. */
static void
search_editor(struct cite_works *w, struct search *s, struct span key)
{
	uint8_t authors = s->authors;
	bool et_al = s->et_al;

	s->authors = 1;
	s->et_al = false;
	s->editor = true;
	search_short_name(w, s, 'e', key);
	s->editor = false;
	s->authors = authors;
	s->et_al = et_al;
}

static void
search_author(struct cite_works *w, const struct cite_unit *unit,
    struct search *s, struct span key)
{
	search_key(w, s, 'k', key);
	if (s->work == DOC_NONE)
		search_short_name(w, s, 'a', key);
	if (s->title_words == 0)
		return;
	if (s->work == DOC_NONE)
		search_key(w, s, 'w', cite_first_word(s->names));
	if (s->work == DOC_NONE && unit->key_to == unit->key + 1 &&
	    (w->scan->tokens[unit->key].flags & CITE_UPPER))
		search_short_name(w, s, 'w', key);
	if (s->work == DOC_NONE)
		search_editor(w, s, key);
	if (s->work == DOC_NONE)
		search_anonymous(w, s);
	if (s->work != DOC_NONE || (s->title_words < 2 &&
	    unit->title_form != CITE_TITLE_MARKED))
		return;
	search_key(w, s, 'K', key);
	if (s->work == DOC_NONE)
		search_short_name(w, s, 'A', key);
}

static struct cite_found
found_of(const struct search *s)
{
	return (struct cite_found){
		.work = s->work,
		.note = s->work == DOC_NONE ? DOC_NONE : s->note,
		.ties = s->ties,
		.title_words = s->title_words,
	};
}

struct cite_found
cite_works_find(struct cite_works *w, const struct cite_unit *unit)
{
	struct search s = { .work = DOC_NONE, .year = unit->year,
		.authors = unit->authors, .et_al = unit->et_al };
	bool titled = unit->title_to > unit->title &&
	    unit->kind != CITE_UNIT_SHORT_CASE;
	struct span key;

	s.names = keep(w, cite_works_words(w, unit->name, unit->name_to,
	    CITE_NOT_NAMES));
	if (titled)
		s.title = keep(w, cite_works_words(w, unit->title,
		    unit->title_to, CITE_STOP));
	s.title_words = cite_count_words(s.title);
	if (titled && s.title_words == 0)
		return found_of(&s);
	key = keep(w, cite_works_key(w, unit));
	if (key.len)
		search_author(w, unit, &s, key);
	else
		search_title(w, unit, &s);
	/* "*Salt Act* s 46" is what a citation called itself. */
	if (key.len == 0 && s.work == DOC_NONE && titled && unit->loc_len &&
	    unit->title_form == CITE_TITLE_MARKED)
		return cite_works_find_alias(w, unit->title, unit->title_to);
	return found_of(&s);
}

/* "509 us", kept. */
static struct span
reporter_key(struct cite_works *w, const struct cite_unit *unit)
{
	buf_clear(&w->words);
	buf_printf(&w->words, "%u ", unit->volume);
	cite_words(w->scan, unit->reporter, unit->reporter_to, 0, &w->words);
	return keep(w, buf_span(&w->words));
}

struct cite_found
cite_works_find_reporter(struct cite_works *w, const struct cite_unit *unit)
{
	struct search s = { .work = DOC_NONE };
	struct span reporter = reporter_key(w, unit);

	s.names = keep(w, cite_works_words(w, unit->name, unit->name_to,
	    CITE_NOT_NAMES | CITE_BODY));
	search_key(w, &s, 'r', reporter);
	return found_of(&s);
}

struct cite_found
cite_works_find_alias(struct cite_works *w, uint32_t from, uint32_t to)
{
	struct search s = { .work = DOC_NONE };

	search_key(w, &s, 'a', keep(w, cite_works_words(w, from, to,
	    CITE_STOP)));
	return found_of(&s);
}

void
cite_works_init(struct cite_works *works, const struct cite_scan *scan)
{
	*works = (struct cite_works){ .scan = scan };
}

void
cite_works_release(struct cite_works *works)
{
	arena_release(&works->mem);
	buf_release(&works->key);
	buf_release(&works->words);
	map_release(&works->keys);
	free(works->entries);
	free(works->items);
}
