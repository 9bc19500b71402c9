/* search/keywords.c - keywords, their forms, and where they stand. */
#include "search/keywords.h"

#include <stdlib.h>

#include "base/arena.h"
#include "search/block.h"
#include "search/terms.h"
#include "search/trie.h"

#define KEEP_ALL (UNI_KEEP_CASE | UNI_KEEP_MARKS)

/* One way a keyword is written: the term, a variant, a plural in -ies. */
struct form {
	int id;
	int next;		/* another form with the same fold, or -1 */
	struct span folded;
	struct span exact;	/* folded keeping all, or empty: any */
	bool plural_s;		/* it may also end in -s, ... */
	bool plural_es;
};

/* A form that stands at the folded bytes [from, to) of the block. */
struct candidate {
	size_t from, to;
	int form;
};

struct keywords {
	struct arena mem;
	struct keyword *items;
	size_t count, room;
	struct form *forms;
	size_t form_count, form_room;
	struct trie trie;
	bool built;
	/* While scanning: */
	struct block block;
	struct uni_fold_walk from_walk;	/* at the starts of candidates */
	struct candidate *group;	/* candidates that overlap */
	size_t group_count, group_room;
	size_t group_end;
	char *covered;			/* the group's bytes, once taken */
	size_t covered_room;
};

struct keywords *
keywords_new(void)
{
	struct keywords *keywords = mem_alloc(sizeof *keywords);

	arena_init(&keywords->mem);
	return keywords;
}

void
keywords_free(struct keywords *keywords)
{
	if (!keywords)
		return;
	trie_release(&keywords->trie);
	block_release(&keywords->block);
	free(keywords->group);
	free(keywords->covered);
	free(keywords->forms);
	free(keywords->items);
	arena_release(&keywords->mem);
	free(keywords);
}

void
keyword_hits_release(struct keyword_hits *hits)
{
	free(hits->items);
	*hits = (struct keyword_hits){ 0 };
}

/* ---- adding ---- */

static struct span
fold(struct keywords *keywords, struct span text, unsigned keep)
{
	struct buf folded = { 0 };
	struct span result;

	uni_fold_lines(&folded, text, keep);
	result = arena_span(&keywords->mem, span_trim(buf_span(&folded)));
	buf_release(&folded);
	return result;
}

/* The simple plurals of English, and of much else in Latin letters. */
static void
set_plurals(struct form *form)
{
	struct span text = form->folded;
	char last = text.ptr[text.len - 1];

	if (text.len < 3 || last < 'a' || last > 'z' ||
	    text.ptr[text.len - 2] < 'a' || text.ptr[text.len - 2] > 'z')
		return;
	form->plural_es = last == 's' || last == 'x' || last == 'z' ||
	    last == 'o' || span_ends(text, SPAN("ch")) ||
	    span_ends(text, SPAN("sh"));
	form->plural_s = !form->plural_es || last == 'o' || last == 'h';
}

static bool
is_quoted(struct span text)
{
	return text.len > 2 && text.ptr[0] == '"' &&
	    text.ptr[text.len - 1] == '"';
}

static struct span
unquote(struct span text)
{
	return is_quoted(text) ? span_slice(text, 1, text.len - 1) : text;
}

static struct form *
new_form(struct keywords *keywords, int id, struct span folded)
{
	struct form *form;

	MEM_PUSH(keywords->forms, keywords->form_count,
	    keywords->form_room);
	form = &keywords->forms[keywords->form_count++];
	*form = (struct form){ .id = id, .next = -1, .folded = folded };
	keywords->built = false;
	return form;
}

/* "policy" also as "policies". */
static void
add_ies(struct keywords *keywords, int id, struct span folded)
{
	struct buf plural = { 0 };

	if (folded.len < 4 || !span_ends(folded, SPAN("y")) ||
	    strchr("aeiou -'", folded.ptr[folded.len - 2]) ||
	    (folded.ptr[folded.len - 2] & 0x80))
		return;
	buf_put(&plural, span_slice(folded, 0, folded.len - 1));
	buf_puts(&plural, "ies");
	new_form(keywords, id, arena_span(&keywords->mem,
	    buf_span(&plural)));
	buf_release(&plural);
}

static bool
add_form(struct keywords *keywords, int id, struct span text)
{
	bool exact = is_quoted(text);
	struct span folded;
	struct form *form;

	text = unquote(text);
	if (text.len > KEYWORD_MAX || memchr(text.ptr, '\n', text.len))
		return false;
	folded = fold(keywords, text, 0);
	if (folded.len == 0)
		return false;
	form = new_form(keywords, id, folded);
	if (exact) {
		form->exact = fold(keywords, text, KEEP_ALL);
		return true;
	}
	set_plurals(form);
	add_ies(keywords, id, folded);
	return true;
}

int
keywords_add(struct keywords *keywords, unsigned set, struct span term,
    struct span variants, struct span definition, struct span style)
{
	int id = (int)keywords->count;
	struct span line;

	term = span_trim(term);
	if (term.len == 0 || !add_form(keywords, id, term))
		return -1;
	MEM_PUSH(keywords->items, keywords->count, keywords->room);
	keywords->items[keywords->count++] = (struct keyword){
		.term = arena_span(&keywords->mem, unquote(term)),
		.variants = arena_span(&keywords->mem, variants),
		.definition = arena_span(&keywords->mem, definition),
		.style = arena_span(&keywords->mem, style),
		.set = set, .exact = is_quoted(term),
	};
	while (span_line(&variants, &line)) {
		line = span_trim(line);
		if (line.len > 0)
			add_form(keywords, id, line);
	}
	return id;
}

size_t
keywords_count(const struct keywords *keywords)
{
	return keywords->count;
}

const struct keyword *
keywords_at(const struct keywords *keywords, int id)
{
	return &keywords->items[id];
}

void
keywords_set_off(struct keywords *keywords, int id, bool off)
{
	keywords->items[id].off = off;
}

int
keywords_find(const struct keywords *keywords, struct span term)
{
	struct buf folded = { 0 };
	struct span wanted;
	int id = -1;

	uni_fold_lines(&folded, unquote(span_trim(term)), 0);
	wanted = span_trim(buf_span(&folded));
	for (size_t i = 0; i < keywords->form_count && id < 0; i++)
		if (span_eq(keywords->forms[i].folded, wanted))
			id = keywords->forms[i].id;
	buf_release(&folded);
	return id;
}

/* ---- the trie ---- */

static void
build(struct keywords *keywords)
{
	size_t count = keywords->form_count;
	struct trie_string *strings = mem_array(count + 1, sizeof *strings);

	for (size_t i = 0; i < count; i++) {
		strings[i].key = keywords->forms[i].folded;
		strings[i].value = (int32_t)i;
		keywords->forms[i].next = -1;
	}
	trie_release(&keywords->trie);
	trie_build(&keywords->trie, strings, count);
	/* The trie holds the first of equal forms; the others follow it. */
	for (size_t i = 1; i < count; i++)
		if (span_eq(strings[i - 1].key, strings[i].key))
			keywords->forms[strings[i - 1].value].next =
			    strings[i].value;
	free(strings);
	keywords->built = true;
}

/* ---- scanning ---- */

/* Whether the source reads as the form does, case and diacritics too. */
static bool
reads_exactly(struct keywords *keywords, const struct candidate *candidate)
{
	const struct form *form = &keywords->forms[candidate->form];
	struct span source = keywords->block.source;
	struct uni_fold_walk walk;
	struct buf kept = { 0 };
	size_t from, to, end;
	bool same;

	if (form->exact.len == 0)
		return true;
	uni_fold_find(&keywords->from_walk, candidate->from, &from, &to);
	walk = keywords->from_walk;
	uni_fold_find(&walk, candidate->to - 1, &end, &to);
	block_widen(source, &from, &to);
	uni_fold_lines(&kept, span_slice(source, from, to), KEEP_ALL);
	same = span_eq(buf_span(&kept), form->exact);
	buf_release(&kept);
	return same;
}

/*
 * Longest first, then the first in the text, then the first added: so
 * whatever is taken is not overlapped by a longer one.
 */
static int
compare_claims(const void *a, const void *b)
{
	const struct candidate *x = a;
	const struct candidate *y = b;
	size_t x_len = x->to - x->from;
	size_t y_len = y->to - y->from;

	if (x_len != y_len)
		return x_len > y_len ? -1 : 1;
	if (x->from != y->from)
		return x->from < y->from ? -1 : 1;
	return x->form < y->form ? -1 : x->form > y->form;
}

static int
compare_places(const void *a, const void *b)
{
	const struct candidate *x = a;
	const struct candidate *y = b;

	return x->from < y->from ? -1 : x->from > y->from;
}

/*
 * Keep of the group what no longer candidate overlaps.  Claims come longest
 * first, so one that overlaps a taken one has an end inside it.
 */
static void
settle_group(struct keywords *keywords)
{
	struct candidate *group = keywords->group;
	size_t base = group[0].from;
	size_t span = keywords->group_end - base;
	size_t kept = 0;

	if (span > keywords->covered_room) {
		keywords->covered_room = span;
		keywords->covered = mem_grow(keywords->covered, span, 1);
	}
	memset(keywords->covered, 0, span);
	qsort(group, keywords->group_count, sizeof *group, compare_claims);
	for (size_t i = 0; i < keywords->group_count; i++) {
		char *at = keywords->covered + (group[i].from - base);
		size_t len = group[i].to - group[i].from;

		if (at[0] || at[len - 1])
			continue;
		memset(at, 1, len);
		group[kept++] = group[i];
	}
	qsort(group, kept, sizeof *group, compare_places);
	keywords->group_count = kept;
}

static void
flush_group(struct keywords *keywords, uint64_t base,
    struct keyword_hits *out)
{
	if (keywords->group_count > 1)
		settle_group(keywords);
	for (size_t i = 0; i < keywords->group_count; i++) {
		const struct candidate *one = &keywords->group[i];
		size_t from = block_source_from(&keywords->block, one->from);
		size_t to = block_source_to(&keywords->block, one->to);

		/* Ligatures can make neighbours share a cluster. */
		if (out->count > 0 && out->items[out->count - 1].place +
		    out->items[out->count - 1].len > base + from)
			continue;
		MEM_PUSH(out->items, out->count, out->room);
		out->items[out->count++] = (struct keyword_hit){
			.place = base + from, .len = (uint32_t)(to - from),
			.id = keywords->forms[one->form].id,
		};
	}
	keywords->group_count = 0;
}

/*
 * Where a form whose bytes end at `to` ends as a word, with its plural; 0
 * when the word goes on otherwise.
 */
static size_t
form_end(const struct form *form, struct span folded, size_t to)
{
	if (!term_inside(folded, to))
		return to;
	if (form->plural_s && folded.ptr[to] == 's' &&
	    !term_inside(folded, to + 1))
		return to + 1;
	if (form->plural_es && folded.ptr[to] == 'e' &&
	    to + 1 < folded.len && folded.ptr[to + 1] == 's' &&
	    !term_inside(folded, to + 2))
		return to + 2;
	return 0;
}

static void
add_candidate(struct keywords *keywords, struct candidate candidate,
    uint64_t base, struct keyword_hits *out)
{
	if (!reads_exactly(keywords, &candidate))
		return;
	if (keywords->group_count && candidate.from >= keywords->group_end)
		flush_group(keywords, base, out);
	if (keywords->group_count == 0 || candidate.to > keywords->group_end)
		keywords->group_end = candidate.to;
	MEM_PUSH(keywords->group, keywords->group_count,
	    keywords->group_room);
	keywords->group[keywords->group_count++] = candidate;
}

/* All forms that start at `from`. */
static void
walk_from(struct keywords *keywords, size_t from, uint64_t base,
    struct keyword_hits *out)
{
	struct span folded = buf_span(&keywords->block.folded);
	const struct trie *trie = &keywords->trie;
	uint32_t node = TRIE_ROOT;

	for (size_t at = from; at < folded.len;) {
		int form;

		node = trie_step(trie, node,
		    (unsigned char)folded.ptr[at++]);
		if (!node)
			return;
		form = trie->slots[node].value;
		for (; form >= 0; form = keywords->forms[form].next) {
			size_t to = form_end(&keywords->forms[form], folded,
			    at);

			if (to && !keywords->items[keywords->forms[form].id]
			    .off)
				add_candidate(keywords, (struct candidate){
				    from, to, form }, base, out);
		}
	}
}

/* Letters and digits of folded ASCII: 1. */
static const uint8_t ascii_word[256] = {
	['0'] = 1, ['1'] = 1, ['2'] = 1, ['3'] = 1, ['4'] = 1, ['5'] = 1,
	['6'] = 1, ['7'] = 1, ['8'] = 1, ['9'] = 1, ['a'] = 1, ['b'] = 1,
	['c'] = 1, ['d'] = 1, ['e'] = 1, ['f'] = 1, ['g'] = 1, ['h'] = 1,
	['i'] = 1, ['j'] = 1, ['k'] = 1, ['l'] = 1, ['m'] = 1, ['n'] = 1,
	['o'] = 1, ['p'] = 1, ['q'] = 1, ['r'] = 1, ['s'] = 1, ['t'] = 1,
	['u'] = 1, ['v'] = 1, ['w'] = 1, ['x'] = 1, ['y'] = 1, ['z'] = 1,
};

/*
 * Where a word starts that starts as a form does.  One branch for each byte:
 * two letters in a row are no start; what is not ASCII is asked once more.
 */
static void
scan_block(struct keywords *keywords, struct span source, uint64_t base,
    struct keyword_hits *out)
{
	uint8_t begins[256];
	uint8_t before = 0;
	struct span folded;

	for (size_t i = 0; i < 256; i++)
		begins[i] = keywords->trie.first[i];
	block_fold(&keywords->block, source, 0);
	keywords->from_walk = keywords->block.walk;
	folded = buf_span(&keywords->block.folded);
	for (size_t at = 0; at < folded.len; at++) {
		unsigned char byte = (unsigned char)folded.ptr[at];
		uint8_t word = ascii_word[byte];

		if (begins[byte] & ~(word & before) &&
		    !term_inside(folded, at))
			walk_from(keywords, at, base, out);
		before = word;
	}
	flush_group(keywords, base, out);
}

void
keywords_scan(struct keywords *keywords, struct span text, uint64_t base,
    struct keyword_hits *out)
{
	if (keywords->count == 0)
		return;
	if (!keywords->built)
		build(keywords);
	for (size_t off = 0; off < text.len;) {
		struct span source = block_cut(text, off);

		scan_block(keywords, source, base + off, out);
		off += source.len;
	}
}
