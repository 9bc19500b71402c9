/*
 * compile/mend_heads.c - running heads and page numbers in the flow.
 *
 *     "... by agreements that"          "... by agreements that nobody
 *     "12"                               had read. ..."
 *     "PUSHING BACK PROTECTION"    ->    ...
 *     "nobody had read. ..."            FURNITURE
 *                                         "12"
 *                                         "PUSHING BACK PROTECTION"
 *
 * The evidence, all of it: a short block stands three times or more, with
 * the same words or with a number that counts up; at like distances, as
 * pages are like; and a good part of its kind stand in the middle of a
 * sentence, where no heading of the author's would be.  What is taken out
 * of the flow is kept at the end, as page furniture.
 */
#include "compile/pass.h"

#include <stdlib.h>

#include "base/buf.h"
#include "base/map.h"
#include "compile/notes.h"
#include "uni/uni.h"

#define HEAD_BYTES_MAX 100

/* Words that only repeat are weaker evidence than numbers that count up. */
#define NUMBERS_MIN 3
#define WORDS_MIN 4

/* A page of the smallest book has more than this; one with a head as well. */
#define PAGE_BYTES_MIN 300
#define HEADED_BYTES_MIN 800

/* Blank pages, pictures and tables: so many may be without a number. */
#define PAGES_SKIPPED_MAX 50

/* Prefaces are longer than this seldom, and "mix" is no number. */
#define ROMAN_MAX 200

/* A short block that may be one. */
struct head {
	struct tree *top;	/* child of the document or of a file */
	uint64_t off;		/* bytes of text before it */
	struct span words;	/* all of them, folded */
	struct span key;	/* without the number */
	unsigned number;	/* or 0 */
	bool repeats;		/* others are like it */
	bool cuts;		/* a sentence goes on behind it */
	bool taken;
};

struct heads {
	struct pass *pass;
	struct head *items;
	size_t count, room;
	uint64_t off;
};

/* ---- gathering -------------------------------------------------------- */

/* The only leaf of a block, if it is short and one line; or NULL. */
static struct tree *
short_leaf(struct tree *top)
{
	struct tree *leaf = tree_first_leaf(top);

	if (!leaf || !leaf->node.text.len ||
	    leaf->node.text.len > HEAD_BYTES_MAX)
		return NULL;
	for (struct tree *at = leaf; at != top; at = at->parent)
		if (at->next || at->prev)
			return NULL;
	if (leaf->node.kind != DOC_PARAGRAPH &&
	    leaf->node.kind != DOC_HEADING && leaf->node.kind != DOC_CODE)
		return NULL;
	return span_chr(leaf->node.text, '\v', 0) < 0 ? leaf : NULL;
}

static bool
is_word(struct span word, const char *const *words)
{
	for (; *words; words++)
		if (span_eq(word, span_str(*words)))
			return true;
	return false;
}

/* "12" or "xii", the whole word; or 0. */
static unsigned
page_number(struct span word, bool *roman)
{
	unsigned number = 0;

	*roman = false;
	if (!word.len || span_number(word, &number) == word.len)
		return number;
	number = notes_roman(word);
	*roman = number > 0 && number <= ROMAN_MAX;
	return *roman ? number : 0;
}

/*
 * Tell the number of a page from the words beside it: "12", "12 title",
 * "title 12", "page 12 of 90".
 */
static void
split_number(struct pass *pass, struct head *head)
{
	static const char *const page[] = { "page", "p", "pg", "seite",
	    "pagina", "pag", NULL };
	struct span first = span_slice(head->words, 1, head->words.len);
	struct span rest = first;
	ptrdiff_t space = span_chr(first, ' ', 0);
	size_t last = head->words.len;
	bool roman = false;

	if (space >= 0) {
		rest = span_slice(first, (size_t)space + 1, first.len);
		first = span_slice(first, 0, (size_t)space);
	}
	while (last && head->words.ptr[last - 1] != ' ')
		last--;
	head->key = head->words;
	if (is_word(first, page) && rest.len) {
		space = span_chr(rest, ' ', 0);
		head->number = page_number(span_slice(rest, 0, space < 0 ?
		    rest.len : (size_t)space), &roman);
		if (head->number)
			head->key = SPAN("page");
	} else if ((head->number = page_number(first, &roman))) {
		head->key = space < 0 ? SPAN("") : rest;
	} else if ((head->number = page_number(span_slice(head->words, last,
	    head->words.len), &roman))) {
		head->key = span_slice(head->words, 0, last);
	}
	if (span_eq(head->key, head->words) || head->number > 9999)
		head->number = 0;
	if (!head->number)
		head->key = head->words;
	else
		head->key = arena_printf(&pass->tmp, "%s %.*s",
		    roman ? "i" : "#", SPAN_ARG(head->key));
}

static void
add_head(struct heads *heads, struct tree *top, const struct tree *leaf)
{
	struct buf words = { 0 };
	struct head head = { .top = top, .off = heads->off };

	pass_put_words(&words, leaf->node.text);
	if (words.len) {
		head.words = arena_span(&heads->pass->tmp, buf_span(&words));
		split_number(heads->pass, &head);
		MEM_PUSH(heads->items, heads->count, heads->room);
		heads->items[heads->count++] = head;
	}
	buf_release(&words);
}

static void
gather(struct heads *heads, struct tree *parent)
{
	for (struct tree *at = parent->first; at; at = at->next) {
		struct tree *leaf;

		if (pass_is_file(&at->node)) {
			gather(heads, at);
			continue;
		}
		leaf = short_leaf(at);
		if (leaf)
			add_head(heads, at, leaf);
		for (leaf = tree_first_leaf(at); leaf; leaf =
		    tree_next_leaf(leaf)) {
			struct tree *top = leaf;

			while (top != at && top->parent)
				top = top->parent;
			if (top != at)
				break;
			heads->off += leaf->node.text.len;
		}
	}
}

/* ---- what stands around ----------------------------------------------- */

static uint32_t
last_code(struct span text)
{
	size_t off = text.len;
	uint32_t code = 0;

	while (off && (text.ptr[--off] & 0xc0) == 0x80)
		continue;
	if (text.len)
		uni_decode(text, off, &code, NULL);
	return code;
}

static const struct tree *
last_leaf(const struct tree *at)
{
	while (at && at->last)
		at = at->last;
	return at;
}

/* Whether a sentence that began before heads[from, to) goes on after. */
static bool
is_cut(const struct heads *heads, size_t from, size_t to)
{
	const struct tree *before = last_leaf(heads->items[from].top->prev);
	struct tree *after = heads->items[to - 1].top->next;
	uint32_t end, start = 0;

	after = after ? tree_first_leaf(after) : NULL;
	if (!before || !after || !before->node.text.len ||
	    !after->node.text.len)
		return false;
	end = last_code(before->node.text);
	uni_decode(after->node.text, 0, &start, NULL);
	return (uni_is_lower(end) || end == ',' || end == '-') &&
	    uni_is_lower(start);
}

/* A number and a head, one after the other, stand in one gap. */
static void
find_cuts(struct heads *heads)
{
	size_t to;

	for (size_t from = 0; from < heads->count; from = to) {
		bool cut;

		to = from + 1;
		if (!heads->items[from].repeats)
			continue;
		while (to < heads->count && heads->items[to].repeats &&
		    heads->items[to].top->prev == heads->items[to - 1].top)
			to++;
		cut = is_cut(heads, from, to);
		for (size_t i = from; i < to; i++)
			heads->items[i].cuts = cut;
	}
}

/* ---- judging ---------------------------------------------------------- */

/* The heads of one key, in order. */
struct kind {
	size_t *items;
	size_t count, room;
};

static int
by_size(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;

	return x < y ? -1 : x > y;
}

/* Whether most gaps are those of pages, none of which is like a line. */
static bool
is_regular(double *gaps, size_t count, double least)
{
	double middle;
	size_t like = 0;

	qsort(gaps, count, sizeof *gaps, by_size);
	middle = gaps[count / 2];
	for (size_t i = 0; i < count; i++)
		like += gaps[i] * 3 >= middle && gaps[i] <= middle * 3;
	return middle >= least && 3 * like >= 2 * count;
}

/* Keep of a kind those whose numbers count up; false: they do not. */
static bool
counts_up(const struct heads *heads, struct kind *kind)
{
	size_t kept = 0;
	unsigned last = 0;

	for (size_t i = 0; i < kind->count; i++) {
		unsigned number = heads->items[kind->items[i]].number;

		if (kept && (number <= last ||
		    number - last > PAGES_SKIPPED_MAX))
			continue;
		kind->items[kept++] = kind->items[i];
		last = number;
	}
	if (kept < NUMBERS_MIN || 5 * kept < 4 * kind->count)
		return false;
	kind->count = kept;
	return true;
}

static bool
is_furniture(const struct heads *heads, struct kind *kind, bool numbers)
{
	double *gaps;
	size_t cuts = 0;
	bool regular;

	if (kind->count < NUMBERS_MIN || (numbers ?
	    !counts_up(heads, kind) : kind->count < WORDS_MIN))
		return false;
	gaps = mem_array(kind->count, sizeof *gaps);
	for (size_t i = 0; i < kind->count; i++) {
		const struct head *head = &heads->items[kind->items[i]];
		const struct head *before = i ?
		    &heads->items[kind->items[i - 1]] : head;

		cuts += head->cuts;
		if (i)
			gaps[i - 1] = (double)(head->off - before->off) /
			    (numbers ? head->number - before->number : 1);
	}
	regular = is_regular(gaps, kind->count - 1, numbers ?
	    PAGE_BYTES_MIN : HEADED_BYTES_MIN);
	free(gaps);
	return regular && cuts >= 2 && 4 * cuts >= kind->count;
}

/* The kinds, by key or by all words. */
static struct kind *
sort_kinds(const struct heads *heads, bool numbers, size_t *count)
{
	struct map keys = { 0 };
	struct kind *kinds = mem_array(heads->count, sizeof *kinds);

	for (size_t i = 0; i < heads->count; i++) {
		const struct head *head = &heads->items[i];
		struct kind *kind;

		if (head->taken || (numbers && !head->number))
			continue;
		kind = &kinds[map_put(&keys, numbers ? head->key :
		    head->words, keys.count, NULL)->value];
		MEM_PUSH(kind->items, kind->count, kind->room);
		kind->items[kind->count++] = i;
	}
	*count = keys.count;
	map_release(&keys);
	return kinds;
}

static void
free_kinds(struct kind *kinds, size_t count)
{
	for (size_t i = 0; i < count; i++)
		free(kinds[i].items);
	free(kinds);
}

static void
mark_repeats(struct heads *heads, bool numbers)
{
	size_t count;
	struct kind *kinds = sort_kinds(heads, numbers, &count);

	for (size_t i = 0; i < count; i++)
		for (size_t k = 0; kinds[i].count >= NUMBERS_MIN &&
		    k < kinds[i].count; k++)
			heads->items[kinds[i].items[k]].repeats = true;
	free_kinds(kinds, count);
}

/* The first may be the title itself, which the others repeat. */
static bool
is_title(const struct heads *heads, const struct kind *kind)
{
	const struct head *first = &heads->items[kind->items[0]];

	return !first->cuts && tree_is(first->top, DOC_HEADING);
}

static void
judge(struct heads *heads, bool numbers)
{
	size_t count;
	struct kind *kinds = sort_kinds(heads, numbers, &count);

	for (size_t i = 0; i < count; i++)
		if (is_furniture(heads, &kinds[i], numbers))
			for (size_t k = is_title(heads, &kinds[i]);
			    k < kinds[i].count; k++)
				heads->items[kinds[i].items[k]].taken = true;
	free_kinds(kinds, count);
}

/* ---- taking out ------------------------------------------------------- */

static void
take_out(struct heads *heads)
{
	struct pass *pass = heads->pass;
	struct tree *box = NULL;

	for (size_t i = 0; i < heads->count; i++) {
		struct tree *top = heads->items[i].top;
		struct tree *leaf = tree_first_leaf(top);

		if (!heads->items[i].taken)
			continue;
		pass_diag(pass, DIAG_HEAD_MOVED, leaf,
		    pass_words(pass, leaf->node.text));
		if (!box) {
			box = tree_new(&pass->tmp, DOC_FURNITURE);
			box->node.flags |= DOC_INFERRED;
			box->node.line = leaf->node.line;
		}
		/* It heads no section there. */
		if (leaf->node.kind == DOC_HEADING)
			leaf->node.kind = DOC_PARAGRAPH;
		tree_remove(top);
		tree_append(box, top);
	}
	if (box)
		tree_append(pass->root, box);
}

void
mend_heads(struct pass *pass)
{
	struct heads heads = { .pass = pass };

	gather(&heads, pass->root);
	if (heads.count >= NUMBERS_MIN) {
		mark_repeats(&heads, true);
		mark_repeats(&heads, false);
		find_cuts(&heads);
		judge(&heads, true);
		judge(&heads, false);
		take_out(&heads);
	}
	free(heads.items);
}
