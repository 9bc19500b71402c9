/*
 * compile/notes.c - marks joined to notes by label; all notes numbered.
 *
 *     GROUP chapter           "See.[^a]"  ->  NOTE_REF 0
 *       PARAGRAPH                             (the NOTE of this chapter)
 *       NOTE label a                          number 0
 *     GROUP chapter           "And.[^a]"  ->  NOTE_REF 1
 *       PARAGRAPH
 *       NOTE label a                          number 1
 *
 * A mark without a note becomes text again.
 */
#include "compile/notes.h"

#include <stdio.h>

#include "uni/uni.h"

/* ---- labels ----------------------------------------------------------- */

unsigned
notes_roman(struct span text)
{
	static const struct {
		char c;
		unsigned value;
	} digits[] = { { 'i', 1 }, { 'v', 5 }, { 'x', 10 }, { 'l', 50 },
		{ 'c', 100 }, { 'd', 500 }, { 'm', 1000 } };
	unsigned total = 0, last = 5000;

	if (text.len > 15)
		return 0;
	for (size_t i = 0; i < text.len; i++) {
		unsigned value = 0;

		for (size_t j = 0; j < sizeof digits / sizeof *digits; j++)
			if (digits[j].c == (text.ptr[i] | 32))
				value = digits[j].value;
		if (!value)
			return 0;
		if (value > last)
			total -= 2 * last;
		total += value;
		last = value;
	}
	return total;
}

static bool
is_symbols(struct span text)
{
	static const uint32_t symbols[] = { '*', '#', 0xa7, 0xb6, 0x2016,
		0x2020, 0x2021, 0x2217, 0x204e };
	size_t count = 0;

	for (size_t off = 0; off < text.len; count++) {
		uint32_t code;
		bool known = false;

		off += uni_decode(text, off, &code, NULL);
		for (size_t i = 0; i < sizeof symbols / sizeof *symbols; i++)
			known |= symbols[i] == code;
		if (!known)
			return false;
	}
	return count >= 1 && count <= 4;
}

enum label_kind
notes_label(struct span text, unsigned *number)
{
	size_t digits = span_number(text, number);

	if (digits && digits <= 4 && *number > 0) {
		if (digits == text.len)
			return LABEL_NUMBER;
		if (digits + 1 == text.len && (text.ptr[digits] | 32) >= 'a' &&
		    (text.ptr[digits] | 32) <= 'd')
			return LABEL_NUMBER;
	}
	*number = 0;
	if (text.len == 1 && (text.ptr[0] | 32) >= 'a' &&
	    (text.ptr[0] | 32) <= 'z')
		return LABEL_LETTER;
	if (text.len >= 2 && text.len <= 7 && notes_roman(text))
		return LABEL_ROMAN;
	return is_symbols(text) ? LABEL_SYMBOL : LABEL_NONE;
}

/* "Chapter 2", "The Second Voyage" */
#define TITLE_MAX 60

bool
notes_is_title(const struct tree *block)
{
	struct span text = span_trim(block->node.text);

	return block->node.kind == DOC_PARAGRAPH && text.len &&
	    text.len <= TITLE_MAX && span_chr(text, '\v', 0) < 0 &&
	    !strchr(".,;:!?)]\"'", text.ptr[text.len - 1]) &&
	    !span_ends(text, SPAN("\xe2\x80\x9d"));
}

/* ---- by label --------------------------------------------------------- */

/* The file that `at` stands in, of a document of several; or the root. */
static const struct tree *
chapter_of(const struct pass *pass, const struct tree *at)
{
	for (; at->parent; at = at->parent)
		if (tree_is(at, DOC_GROUP) && at->node.id.len &&
		    at->node.role == DOC_ROLE_CHAPTER)
			return at;
	return pass->root;
}

/* Labels are matched without case, as in Markdown, in their chapter. */
static struct span
label_key(struct pass *pass, const struct tree *chapter, struct span label)
{
	struct buf lower = { 0 };
	struct span key;

	uni_lower(&lower, label);
	key = arena_printf(&pass->tmp, "%u %.*s",
	    chapter ? chapter->order : UINT32_MAX, SPAN_ARG(buf_span(&lower)));
	buf_release(&lower);
	return key;
}

/* A NOTE's label without the one that is shown instead: see doc_mark. */
static struct span
marks_label(struct tree *at)
{
	struct span label = at->node.label;
	ptrdiff_t end = span_chr(label, '\n', 0);

	if (end < 0)
		return label;
	at->node.label = span_slice(label, (size_t)end + 1, label.len);
	return span_slice(label, 0, (size_t)end);
}

static void
collect_labels(struct pass *pass, struct map *notes)
{
	for (struct tree *at = tree_next(pass->root); at; at = tree_next(at)) {
		const struct tree *chapter;
		struct span label, key;
		bool fresh;

		if (!tree_is(at, DOC_NOTE))
			continue;
		chapter = chapter_of(pass, at);
		label = marks_label(at);
		key = label_key(pass, chapter, label);
		map_put(notes, key, (uint64_t)(uintptr_t)at, &fresh);
		if (!fresh)
			pass_diag(pass, DIAG_NOTE_DUPLICATE, at, label);
		map_put(notes, label_key(pass, NULL, label),
		    (uint64_t)(uintptr_t)at, NULL);
	}
}

static const struct map_entry *
find_label(struct pass *pass, const struct map *notes,
    const struct tree *at, struct span label)
{
	const struct map_entry *entry = map_find(notes,
	    label_key(pass, chapter_of(pass, at), label));

	return entry ? entry :
	    map_find(notes, label_key(pass, NULL, label));
}

static void
label_leaf(struct pass *pass, const struct map *notes, struct tree *at)
{
	struct leaf_edits edits = { 0 };
	struct doc_node *leaf = &at->node;
	uint32_t kept = 0;

	for (uint32_t i = 0; i < leaf->inline_count; i++) {
		struct doc_inline span = leaf->inlines[i];
		const struct map_entry *entry;

		if (span.kind != DOC_NOTE_REF) {
			leaf->inlines[kept++] = span;
			continue;
		}
		entry = find_label(pass, notes, at, span.target);
		if (entry) {
			span.place = entry->value;
			leaf->inlines[kept++] = span;
			continue;
		}
		pass_diag(pass, DIAG_NOTE_DANGLING, at, span.target);
		pass->doc->dangling++;
		leaf_replace(&edits, span.off, 0, arena_printf(&pass->tmp,
		    "[^%.*s]", SPAN_ARG(span.target)));
	}
	leaf->inline_count = kept;
	leaf_apply(pass->mem, leaf, &edits);
	leaf_edits_release(&edits);
}

void
notes_by_label(struct pass *pass)
{
	struct map notes = { 0 };

	tree_number(pass->root);
	collect_labels(pass, &notes);
	for (struct tree *at = tree_first_leaf(pass->root); at;
	    at = tree_next_leaf(at))
		label_leaf(pass, &notes, at);
	map_release(&notes);
}

/* ---- numbers ---------------------------------------------------------- */

static void
add_note(struct pass *pass, struct tree *at)
{
	struct doc *doc = pass->doc;

	MEM_PUSH(doc->notes, doc->note_count, doc->note_room);
	at->node.number = (uint32_t)doc->note_count;
	doc->notes[doc->note_count++] = (struct doc_note){
		.section = DOC_NONE,
		.node = DOC_NONE,
		.place = DOC_NOWHERE,
		.end = DOC_NOWHERE,
		.label = at->node.label,
	};
}

/* From the NOTE's pointer to its number. */
static void
number_marks(struct pass *pass, struct tree *at)
{
	for (uint32_t i = 0; i < at->node.inline_count; i++) {
		struct doc_inline *span = &at->node.inlines[i];

		if (span->kind != DOC_NOTE_REF)
			continue;
		span->number = ((struct tree *)(uintptr_t)
		    span->place)->node.number;
		span->place = DOC_NOWHERE;
		pass->doc->notes[span->number].ref_count++;
	}
}

/* "1, 2, 4" skips 3; "1, 2, 7" skips 3-6. */
static void
report_gap(struct pass *pass, const struct tree *at, unsigned last)
{
	unsigned number;
	char words[32];

	if (notes_label(at->node.label, &number) != LABEL_NUMBER || !last ||
	    number <= last + 1)
		return;
	if (number == last + 2)
		snprintf(words, sizeof words, "%u", last + 1);
	else
		snprintf(words, sizeof words, "%u-%u", last + 1, number - 1);
	pass_diag(pass, DIAG_NOTE_GAP, at, span_str(words));
}

static void
report_notes(struct pass *pass)
{
	unsigned last = 0;

	for (struct tree *at = tree_next(pass->root); at; at = tree_next(at)) {
		if (!tree_is(at, DOC_NOTE))
			continue;
		if (!pass->doc->notes[at->node.number].ref_count)
			pass_diag(pass, DIAG_NOTE_ORPHAN, at,
			    at->node.label);
		report_gap(pass, at, last);
		notes_label(at->node.label, &last);
	}
}

/*
 * A NOTE inside a NOTE (a source that nests them) would make two notes of
 * one text; the inner one follows its outer one instead.
 */
static void
lift_inner_notes(struct pass *pass)
{
	struct tree *at = tree_next(pass->root), *next;
	struct tree *last_outer = NULL, *last = NULL;

	for (; at; at = next) {
		struct tree *outer = tree_is(at, DOC_NOTE) ?
		    tree_around(at, DOC_NOTE) : NULL;
		bool done;

		next = outer ? tree_skip(at) : tree_next(at);
		if (!outer)
			continue;
		done = next == tree_skip(outer);
		last = outer == last_outer ? last : outer;
		last_outer = outer;
		tree_remove(at);
		tree_insert_after(last, at);
		last = at;
		/* What was lifted may hold notes too. */
		if (done)
			next = tree_skip(outer);
	}
}

/* A note without words still has a place: an empty paragraph. */
static void
fill_empty_note(struct pass *pass, struct tree *at)
{
	if (!at->first)
		tree_append(at, tree_new(&pass->tmp, DOC_PARAGRAPH));
	else if (!tree_first_leaf(at))
		tree_append(at->last, tree_new(&pass->tmp, DOC_PARAGRAPH));
}

void
notes_find(struct pass *pass)
{
	notes_by_label(pass);
	if (!pass->doc->settled) {
		notes_by_link(pass);
		notes_by_shape(pass);
	}
	lift_inner_notes(pass);
	for (struct tree *at = tree_next(pass->root); at; at = tree_next(at))
		if (tree_is(at, DOC_NOTE)) {
			fill_empty_note(pass, at);
			add_note(pass, at);
		}
	for (struct tree *at = tree_first_leaf(pass->root); at;
	    at = tree_next_leaf(at))
		number_marks(pass, at);
	report_notes(pass);
}
