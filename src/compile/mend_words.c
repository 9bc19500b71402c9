/*
 * compile/mend_words.c - bold that lost its beginning; words cut at a
 * line's end.
 *
 *     2. **Third country.** These      STRONG "Third country."
 *     6. Asylum offshoring.** The  ->  STRONG "Asylum offshoring."
 *
 *     "an inter- national body"    ->  "an international body"
 *     "a push- back at sea"        ->  "a push-back at sea"
 *
 * The evidence: other items of the same list begin in bold; the word
 * stands elsewhere in the document, whole or (as often, or more) with its
 * hyphen.
 */
#include "compile/pass.h"

#include <stdlib.h>

#include "base/buf.h"
#include "base/map.h"
#include "uni/uni.h"

/* ---- bold ------------------------------------------------------------- */

static bool
begins_bold(const struct tree *leaf)
{
	for (uint32_t i = 0; leaf && i < leaf->node.inline_count; i++)
		if (leaf->node.inlines[i].kind == DOC_STRONG &&
		    leaf->node.inlines[i].off == 0)
			return true;
	return false;
}

/* In code "**" is what it is; bold that ended in a link would cross it. */
static bool
inside_inline(const struct doc_node *node, size_t at)
{
	for (uint32_t i = 0; i < node->inline_count; i++) {
		const struct doc_inline *span = &node->inlines[i];

		if (span->off < at + 2 && at < (size_t)span->off + span->len)
			return true;
	}
	return false;
}

/* Where the only "**" of the leaf closes something, or 0. */
static size_t
lone_close(const struct tree *leaf)
{
	struct span text = leaf->node.text;
	ptrdiff_t at = span_find(text, SPAN("**"), 0);

	if (at <= 0 || text.ptr[at - 1] == ' ' ||
	    span_find(text, SPAN("**"), (size_t)at + 2) >= 0 ||
	    inside_inline(&leaf->node, (size_t)at))
		return 0;
	return (size_t)at;
}

static void
begin_bold(struct pass *pass, struct tree *leaf, size_t end)
{
	struct doc_node *node = &leaf->node;
	struct doc_inline *inlines = ARENA_ARRAY(pass->mem,
	    node->inline_count + 1, struct doc_inline);
	struct leaf_edits edits = { 0 };

	pass_diag(pass, DIAG_EMPHASIS_MENDED, leaf,
	    pass_words(pass, node->text));
	inlines[0] = (struct doc_inline){
		.len = (uint32_t)end, .kind = DOC_STRONG,
		.number = DOC_NONE, .place = DOC_NOWHERE,
		.target = SPAN(""),
	};
	if (node->inline_count)
		memcpy(inlines + 1, node->inlines,
		    node->inline_count * sizeof *inlines);
	node->inlines = inlines;
	node->inline_count++;
	leaf_cut(&edits, (uint32_t)end, 2);
	leaf_apply(pass->mem, node, &edits);
	leaf_edits_release(&edits);
}

void
mend_emphasis(struct pass *pass)
{
	for (struct tree *at = tree_next(pass->root); at; at = tree_next(at)) {
		bool bold = false;

		if (!tree_is(at, DOC_LIST))
			continue;
		for (struct tree *item = at->first; item; item = item->next)
			bold |= begins_bold(tree_first_leaf(item));
		for (struct tree *item = at->first; item && bold;
		    item = item->next) {
			struct tree *leaf = tree_first_leaf(item);
			size_t end = leaf && !begins_bold(leaf) ?
			    lone_close(leaf) : 0;

			if (end)
				begin_bold(pass, leaf, end);
		}
	}
}

/* ---- words ------------------------------------------------------------ */

static bool
is_letter(char c)
{
	return ((c | 32) >= 'a' && (c | 32) <= 'z') || (c & 0x80);
}

/* The offset of the next "x- y" at or after `off`, that of its hyphen. */
static ptrdiff_t
next_cut(struct span text, size_t off)
{
	ptrdiff_t at = (ptrdiff_t)off;

	while ((at = span_find(text, SPAN("- "), (size_t)at)) >= 0) {
		if (at > 0 && is_letter(text.ptr[at - 1]) &&
		    (size_t)at + 2 < text.len &&
		    is_letter(text.ptr[at + 2]))
			return at;
		at++;
	}
	return -1;
}

/* The words around a cut: from the start of one to the end of the other. */
static void
cut_words(struct span text, size_t at, size_t *from, size_t *to)
{
	*from = at;
	*to = at + 2;
	while (*from && is_letter(text.ptr[*from - 1]))
		--*from;
	while (*to < text.len && is_letter(text.ptr[*to]))
		++*to;
}

static struct span
folded(struct pass *pass, struct span a, const char *between, struct span b)
{
	struct buf text = { 0 }, out = { 0 };
	struct span result;

	buf_printf(&text, "%.*s%s%.*s", SPAN_ARG(a), between, SPAN_ARG(b));
	uni_fold_lines(&out, buf_span(&text), 0);
	result = arena_span(&pass->tmp, buf_span(&out));
	buf_release(&text);
	buf_release(&out);
	return result;
}

/* A cut in a leaf, and what would be there if it were joined. */
struct cut {
	struct tree *leaf;
	uint32_t at;
	struct span whole;	/* "national" */
	struct span compound;	/* "push-back" */
};

/* The words that would be evidence. */
struct wanted {
	struct cut *cuts;
	size_t count, room;
	struct map words;	/* how often each stands in the document */
	uint32_t lengths[256];	/* of those, by their first byte, modulo 32 */
};

static uint32_t
length_bit(struct span word)
{
	return 1u << (word.len & 31);
}

static void
want(struct wanted *wanted, struct span word)
{
	if (!word.len)
		return;
	map_put(&wanted->words, word, 0, NULL);
	wanted->lengths[(unsigned char)*word.ptr] |= length_bit(word);
}

static void
find_cuts(struct pass *pass, struct tree *leaf, struct wanted *wanted)
{
	struct span text = leaf->node.text;
	ptrdiff_t at = -1;

	while ((at = next_cut(text, (size_t)(at + 1))) >= 0) {
		struct cut *cut;
		struct span a, b;
		size_t from, to;

		cut_words(text, (size_t)at, &from, &to);
		a = span_slice(text, from, (size_t)at);
		b = span_slice(text, (size_t)at + 2, to);
		MEM_PUSH(wanted->cuts, wanted->count, wanted->room);
		cut = &wanted->cuts[wanted->count++];
		*cut = (struct cut){
			.leaf = leaf, .at = (uint32_t)at,
			.whole = folded(pass, a, "", b),
			.compound = folded(pass, a, "-", b),
		};
		want(wanted, cut->whole);
		want(wanted, cut->compound);
	}
}

static void
saw(struct wanted *wanted, struct span word)
{
	struct map_entry *entry;

	if (!(wanted->lengths[(unsigned char)*word.ptr] & length_bit(word)))
		return;
	entry = map_find(&wanted->words, word);
	if (entry)
		entry->value++;
}

/* Which of the words stand in the leaf; those with hyphens are one. */
static void
look_through(struct wanted *wanted, const struct tree *leaf, struct buf *buf)
{
	struct span text;
	size_t from = 0;

	buf_clear(buf);
	uni_fold_lines(buf, leaf->node.text, 0);
	text = buf_span(buf);
	for (size_t i = 0; i <= text.len; i++) {
		if (i < text.len && (is_letter(text.ptr[i]) ||
		    (text.ptr[i] == '-' && i + 1 < text.len &&
		    is_letter(text.ptr[i + 1]))))
			continue;
		if (i > from)
			saw(wanted, span_slice(text, from, i));
		from = i + 1;
	}
}

static uint64_t
seen(const struct wanted *wanted, struct span word)
{
	const struct map_entry *entry = map_find(&wanted->words, word);

	return entry ? entry->value : 0;
}

/* The cuts of one leaf, from `i` on; the index after the last of them. */
static size_t
mend_leaf(struct pass *pass, const struct wanted *wanted, size_t i)
{
	struct tree *leaf = wanted->cuts[i].leaf;
	struct leaf_edits edits = { 0 };

	for (; i < wanted->count && wanted->cuts[i].leaf == leaf; i++) {
		const struct cut *cut = &wanted->cuts[i];

		uint64_t whole = seen(wanted, cut->whole);
		uint64_t compound = seen(wanted, cut->compound);

		if (whole > compound) {
			leaf_cut(&edits, cut->at, 2);
			pass_diag(pass, DIAG_WORD_JOINED, leaf, cut->whole);
		} else if (compound) {
			leaf_cut(&edits, cut->at + 1, 1);
			pass_diag(pass, DIAG_WORD_JOINED, leaf,
			    cut->compound);
		}
	}
	leaf_apply(pass->mem, &leaf->node, &edits);
	leaf_edits_release(&edits);
	return i;
}

void
mend_words(struct pass *pass)
{
	struct wanted wanted = { 0 };
	struct buf buf = { 0 };

	for (struct tree *leaf = tree_first_leaf(pass->root); leaf;
	    leaf = tree_next_leaf(leaf))
		if (leaf->node.kind != DOC_CODE)
			find_cuts(pass, leaf, &wanted);
	for (struct tree *leaf = tree_first_leaf(pass->root);
	    leaf && wanted.count; leaf = tree_next_leaf(leaf))
		look_through(&wanted, leaf, &buf);
	for (size_t i = 0; i < wanted.count; )
		i = mend_leaf(pass, &wanted, i);
	buf_release(&buf);
	free(wanted.cuts);
	map_release(&wanted.words);
}
