/*
 * compile/notes_marks.c - what looks like the mark of a note.
 *
 *     asked.<sup>399</sup>         MARK_SUPER 399
 *     asked.<sup>3, 4</sup>        MARK_SUPER 3, MARK_SUPER 4
 *     as some hold [12, 14-16]     MARK_BRACKET 12, 14, 15, 16
 *     asked.*                      MARK_SIGN *
 *     asked.12 Then                MARK_PLAIN 12
 *
 * Powers and units (m<sup>2</sup>, 10<sup>6</sup>) and ordinals are none.
 */
#include "compile/notes.h"

#include <stdlib.h>

#include "uni/uni.h"

/* "[3-9]" stands for each note between; a wider range is something else. */
#define RANGE_MAX 20

struct finder {
	struct pass *pass;
	struct note_marks *marks;
	struct tree *leaf;
	unsigned last;		/* number of the last mark found */
	bool linked;		/* a link covers what is looked at */
};

static bool
is_figure(char c)
{
	return c >= '0' && c <= '9';
}

static bool
is_letter(char c)
{
	return ((c | 32) >= 'a' && (c | 32) <= 'z') || (c & 0x80);
}

static void
add_mark(struct finder *at, enum mark_form form, uint32_t off, uint32_t len,
    struct span label, unsigned number, bool likely)
{
	struct note_marks *marks = at->marks;

	MEM_PUSH(marks->items, marks->count, marks->room);
	marks->items[marks->count++] = (struct note_mark){
		.leaf = at->leaf, .off = off, .len = len, .form = form,
		.label = label, .number = number, .likely = likely,
	};
	if (number && likely)
		at->last = number;
}

/* ---- lists of labels -------------------------------------------------- */

static size_t
skip_separator(struct span text, size_t off, bool *range)
{
	size_t from = off;

	*range = false;
	while (off < text.len && text.ptr[off] == ' ')
		off++;
	if (off < text.len && (text.ptr[off] == ',' || text.ptr[off] == ';'))
		off++;
	else if (off < text.len && text.ptr[off] == '-') {
		*range = true;
		off++;
	} else if (span_starts(span_slice(text, off, text.len),
	    SPAN("\xe2\x80\x93"))) {
		*range = true;
		off += 3;
	} else {
		return from;
	}
	while (off < text.len && text.ptr[off] == ' ')
		off++;
	return off;
}

/*
 * Read "3, 5-7" as labels; false when something else stands there.  With
 * `add`, the first takes the whole of what is cut; the others stand after.
 */
static bool
read_labels(struct finder *at, struct span text, enum mark_form form,
    uint32_t off, uint32_t len, bool add, bool likely)
{
	unsigned before = 0;
	bool range = false;
	size_t done = 0;

	while (done < text.len) {
		size_t to = done, next;
		unsigned number;
		struct span label;
		enum label_kind kind;

		while (to < text.len && !strchr(" ,;-", text.ptr[to]) &&
		    !span_starts(span_slice(text, to, text.len),
		    SPAN("\xe2\x80\x93")))
			to++;
		label = span_slice(text, done, to);
		kind = notes_label(label, &number);
		if (kind == LABEL_NONE || (done && kind != LABEL_NUMBER))
			return false;
		if (range && (number <= before || number - before > RANGE_MAX))
			return false;
		for (unsigned i = before + 1; add && range && i < number; i++)
			add_mark(at, form, off + len, 0, arena_printf(
			    &at->pass->tmp, "%u", i), i, likely);
		if (add)
			add_mark(at, form, done ? off + len : off,
			    done ? 0 : len, label, number, likely);
		before = number;
		next = skip_separator(text, to, &range);
		if (next == to && to < text.len)
			return false;
		if (next >= text.len && next != to)
			return false;
		done = next > to ? next : text.len;
	}
	return text.len > 0;
}

/* ---- links and code ---------------------------------------------------- */

/* Walks along with `off`, which only grows, over inlines of some kinds. */
struct cover {
	uint32_t kinds;	/* bits 1 << enum doc_inline_kind */
	uint32_t next;	/* inline not yet passed */
	size_t end;	/* of the farthest one passed */
};

#define COVERS_LINKS	(1u << DOC_LINK | 1u << DOC_MONO)
#define COVERS_BACK	(1u << DOC_BACKLINK)

static bool
is_covered(struct cover *cover, const struct doc_node *leaf, size_t off)
{
	while (cover->next < leaf->inline_count &&
	    leaf->inlines[cover->next].off <= off) {
		const struct doc_inline *span = &leaf->inlines[cover->next++];
		size_t end = (size_t)span->off + span->len;

		if (cover->kinds >> span->kind & 1 && end > cover->end)
			cover->end = end;
	}
	return off < cover->end;
}

/* ---- raised ----------------------------------------------------------- */

/* The run of letters or digits that ends at `off`. */
static struct span
word_before(struct span text, size_t off)
{
	size_t from = off;

	while (from && (uint8_t)text.ptr[from - 1] > ' ' &&
	    ((text.ptr[from - 1] | 32) >= 'a' ?
	    (text.ptr[from - 1] | 32) <= 'z' || (text.ptr[from - 1] & 0x80) :
	    text.ptr[from - 1] >= '0' && text.ptr[from - 1] <= '9'))
		from--;
	return span_slice(text, from, off);
}

/* m2, km3, CO2, x2, E=mc2: a power, a unit, a formula; 3:14, a verse. */
static bool
is_power(const struct finder *at, struct span text, size_t off,
    unsigned number)
{
	static const char *const units[] = { "m", "cm", "mm", "km", "dm",
	    "nm", "um", "ft", "in", "yd", "mi", "sec", "kg", "sq", "co", "mc",
	    "cos", "sin", "tan", "log" };
	struct span word = word_before(text, off);
	size_t from = off - word.len;
	char sign = from ? text.ptr[from - 1] : ' ';
	unsigned base;

	if (!word.len)
		return sign == ':' && from > 1 && is_figure(text.ptr[from - 2]);
	if (strchr("=+^", sign) && number <= 12)
		return true;
	if (span_number(word, &base) == word.len)
		return word.len <= 2 &&
		    (base == 10 || base == 2 || number != at->last + 1);
	if (word.len == 1)
		return word.ptr[0] != 'I' && word.ptr[0] != 'a' &&
		    (number <= 4 || number != at->last + 1);
	if (number > 12)
		return false;
	for (size_t i = 0; i < sizeof units / sizeof *units; i++)
		if (span_eq_nocase(word, span_str(units[i])))
			return number <= 4;
	return false;
}

/* The 14 of <sup>14</sup>C: between a space and a letter. */
static bool
is_isotope(struct span text, size_t off, size_t end)
{
	return (!off || strchr(" \v(", text.ptr[off - 1])) &&
	    end < text.len && text.ptr[end] >= 'A' && text.ptr[end] <= 'Z';
}

static void
find_raised(struct finder *at, const struct doc_inline *span)
{
	const struct doc_node *leaf = &at->leaf->node;
	struct span text = span_slice(leaf->text, span->off,
	    span->off + span->len);
	struct span inner = span_trim(text);
	unsigned number;

	if (inner.len > 2 && inner.ptr[0] == '[' &&
	    inner.ptr[inner.len - 1] == ']')
		inner = span_slice(inner, 1, inner.len - 1);
	else if (inner.len > 2 && inner.ptr[0] == '(' &&
	    inner.ptr[inner.len - 1] == ')')
		inner = span_slice(inner, 1, inner.len - 1);
	if (!read_labels(at, inner, MARK_SUPER, 0, 0, false, false))
		return;
	if (!span_number(inner, &number))
		number = 0;
	if (number && (is_power(at, leaf->text, span->off, number) ||
	    is_isotope(leaf->text, span->off, span->off + span->len)))
		return;
	read_labels(at, inner, MARK_SUPER, span->off, span->len, true,
	    number > 0 && !at->linked);
}

/* Marks of this leaf, from `first` on, in order; most are already. */
static void
sort_marks(struct note_marks *marks, size_t first)
{
	for (size_t i = first + 1; i < marks->count; i++) {
		struct note_mark mark = marks->items[i];
		size_t to = i;

		for (; to > first && marks->items[to - 1].off > mark.off; to--)
			marks->items[to] = marks->items[to - 1];
		marks->items[to] = mark;
	}
}

/* Numbers raised by their characters or by a formula. */
static void
find_written(struct finder *at)
{
	const struct doc_node *leaf = &at->leaf->node;
	struct span text = leaf->text;
	struct cover cover = { .kinds = COVERS_LINKS | COVERS_BACK |
	    1u << DOC_SUPER };
	size_t len;

	for (size_t off = 0; off < text.len; off += len ? len : 1) {
		struct span label;
		unsigned number;

		len = text.ptr[off] != '$' && !(text.ptr[off] & 0x80) ? 0 :
		    notes_raised(&at->pass->tmp, text, off, &label);
		if (!len || !off || is_covered(&cover, leaf, off))
			continue;
		/* An isotope, a fraction. */
		if (off + len < text.len && (is_letter(text.ptr[off + len]) ||
		    is_figure(text.ptr[off + len])) && !span_starts(
		    span_slice(text, off + len, text.len),
		    SPAN("\xe2\x80")))
			continue;
		if (notes_label(label, &number) == LABEL_NUMBER &&
		    !is_power(at, text, off, number))
			add_mark(at, MARK_SUPER, (uint32_t)off, (uint32_t)len,
			    label, number, false);
	}
}

/* ---- signs ------------------------------------------------------------ */

/* "in 1999*" may be a mark; "5*" is five stars. */
static bool
follows_figure(struct span text, size_t off)
{
	size_t from = off;

	while (from && is_figure(text.ptr[from - 1]))
		from--;
	return from < off && off - from != 4;
}

static void
find_signs(struct finder *at)
{
	const struct doc_node *leaf = &at->leaf->node;
	struct span text = leaf->text;
	struct cover cover = { .kinds = COVERS_LINKS | COVERS_BACK };
	size_t len;

	for (size_t off = 0; off < text.len; off += len ? len : 1) {
		len = text.ptr[off] != '*' && !(text.ptr[off] & 0x80) ? 0 :
		    notes_signs(text, off);
		if (!len || !off || strchr(" \v\t([{/*", text.ptr[off - 1]) ||
		    follows_figure(text, off) || is_covered(&cover, leaf, off))
			continue;
		if (off + len < text.len && !strchr(" \v.,;:!?)]\"'",
		    text.ptr[off + len]) && !span_starts(span_slice(text,
		    off + len, text.len), SPAN("\xe2\x80")))
			continue;
		add_mark(at, MARK_SIGN, (uint32_t)off, (uint32_t)len,
		    span_slice(text, off, off + len), 0, false);
	}
}

/* ---- in brackets ------------------------------------------------------ */

static void
find_brackets(struct finder *at)
{
	const struct doc_node *leaf = &at->leaf->node;
	struct span text = leaf->text;
	struct cover cover = { .kinds = COVERS_LINKS | COVERS_BACK };

	for (ptrdiff_t from = 0; (from = span_chr(text, '[',
	    (size_t)from)) >= 0; from++) {
		ptrdiff_t to = span_chr(span_slice(text, 0,
		    (size_t)from + 64), ']', (size_t)from);
		struct span inner;
		enum label_kind kind;

		if (to < 0 || from == 0)
			continue;
		inner = span_slice(text, (size_t)from + 1, (size_t)to);
		kind = notes_label(inner, &(unsigned){ 0 });
		if (!inner.len || (!is_figure(inner.ptr[0]) &&
		    kind != LABEL_SYMBOL && kind != LABEL_LETTER))
			continue;
		/* "[T]he": a letter that a quotation changed. */
		if (kind == LABEL_LETTER && (size_t)to + 1 < text.len &&
		    is_letter(text.ptr[to + 1]))
			continue;
		if (!read_labels(at, inner, MARK_BRACKET, 0, 0, false,
		    false) || is_covered(&cover, leaf, (size_t)from))
			continue;
		read_labels(at, inner, MARK_BRACKET, (uint32_t)from,
		    (uint32_t)(to - from + 1), true, false);
	}
}

/* ---- plain ------------------------------------------------------------ */

static bool
ends_sentence(struct span text, size_t off)
{
	static const char *const marks[] = { ".", ",", ";", ":", "?", "!",
	    "\"", ")", "\xe2\x80\x9d", "\xe2\x80\x99", "\xc2\xbb" };
	struct span before = span_slice(text, 0, off);

	for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
		if (span_ends(before, span_str(marks[i])))
			return true;
	return false;
}

/*
 * "in 2013.4 The": after a year a figure is a mark when it is the next one
 * and a sentence begins after it, else a decimal.
 */
static bool
follows_year(const struct finder *at, struct span text, size_t stop,
    size_t end, unsigned number)
{
	const struct note_mark *last = at->marks->count ?
	    &at->marks->items[at->marks->count - 1] : NULL;
	unsigned year;
	size_t from = stop;

	while (from && text.ptr[from - 1] >= '0' && text.ptr[from - 1] <= '9')
		from--;
	return stop - from == 4 &&
	    span_number(span_slice(text, from, stop), &year) == 4 &&
	    year >= 1500 && year < 2100 && last && number == last->number + 1 &&
	    (end == text.len || (end + 1 < text.len &&
	    text.ptr[end + 1] >= 'A' && text.ptr[end + 1] <= 'Z'));
}

/* A figure right after a word's full stop or quotation mark. */
static void
find_plain(struct finder *at)
{
	struct span text = at->leaf->node.text;

	for (size_t off = 1; off < text.len; off++) {
		unsigned number;
		size_t digits, stop = off;

		if (!is_figure(text.ptr[off]) ||
		    !ends_sentence(text, off))
			continue;
		digits = span_number(span_slice(text, off, text.len), &number);
		if (!digits)
			break;
		while (stop && ends_sentence(text, stop))
			do
				stop--;
			while (stop && (text.ptr[stop] & 0xc0) == 0x80);
		off += digits;
		if (digits > 4 || !number || !stop ||
		    (text.ptr[stop - 1] >= '0' && text.ptr[stop - 1] <= '9' &&
		    !follows_year(at, text, stop, off, number)) ||
		    text.ptr[stop - 1] == ' ' ||
		    (off < text.len && text.ptr[off] != ' ' &&
		    text.ptr[off] != '\v'))
			continue;
		add_mark(at, MARK_PLAIN, (uint32_t)(off - digits),
		    (uint32_t)digits, span_slice(text, off - digits, off),
		    number, false);
	}
}

/* ---- all -------------------------------------------------------------- */

static void
find_in_leaf(struct finder *at, enum mark_form form)
{
	const struct doc_node *leaf = &at->leaf->node;
	struct cover links = { .kinds = COVERS_LINKS };
	struct cover back = { .kinds = COVERS_BACK };
	size_t first = at->marks->count;

	if (leaf->kind == DOC_CODE || tree_around(at->leaf, DOC_FURNITURE))
		return;
	if (form == MARK_BRACKET)
		find_brackets(at);
	if (form == MARK_SIGN)
		find_signs(at);
	if (form == MARK_PLAIN && leaf->kind != DOC_HEADING)
		find_plain(at);
	for (uint32_t i = 0; form == MARK_SUPER && i < leaf->inline_count;
	    i++) {
		uint32_t off = leaf->inlines[i].off;

		if (leaf->inlines[i].kind != DOC_SUPER ||
		    is_covered(&back, leaf, off))
			continue;
		/* A link that leads elsewhere was looked at before. */
		at->linked = is_covered(&links, leaf, off);
		find_raised(at, &leaf->inlines[i]);
	}
	if (form == MARK_SUPER && leaf->kind != DOC_HEADING) {
		find_written(at);
		sort_marks(at->marks, first);
	}
}

void
notes_collect_marks(struct pass *pass, enum mark_form form,
    struct note_marks *marks)
{
	struct finder finder = { .pass = pass, .marks = marks };

	for (struct tree *at = tree_first_leaf(pass->root); at;
	    at = tree_next_leaf(at)) {
		finder.leaf = at;
		find_in_leaf(&finder, form);
	}
}
