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
 * stands elsewhere in the document, whole or with its hyphen.
 */
#include "compile/pass.h"

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

/* Where the only "**" of the leaf closes something, or 0. */
static size_t
lone_close(const struct tree *leaf)
{
	struct span text = leaf->node.text;
	ptrdiff_t at = span_find(text, SPAN("**"), 0);

	if (at <= 0 || text.ptr[at - 1] == ' ' ||
	    span_find(text, SPAN("**"), (size_t)at + 2) >= 0)
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
	uni_fold(&out, buf_span(&text), NULL);
	result = arena_span(&pass->tmp, buf_span(&out));
	buf_release(&text);
	buf_release(&out);
	return result;
}

/* All words of the document, those with hyphens as one too. */
static void
collect_words(struct pass *pass, struct map *words)
{
	struct buf out = { 0 };

	for (struct tree *leaf = tree_first_leaf(pass->root); leaf;
	    leaf = tree_next_leaf(leaf)) {
		struct span text;
		size_t from = 0;

		buf_clear(&out);
		uni_fold(&out, leaf->node.text, NULL);
		text = arena_span(&pass->tmp, buf_span(&out));
		for (size_t i = 0; i <= text.len; i++) {
			if (i < text.len && (is_letter(text.ptr[i]) ||
			    (text.ptr[i] == '-' && i + 1 < text.len &&
			    is_letter(text.ptr[i + 1]))))
				continue;
			if (i > from)
				map_put(words, span_slice(text, from, i), 0,
				    NULL);
			from = i + 1;
		}
	}
	buf_release(&out);
}

static void
mend_leaf(struct pass *pass, struct tree *leaf, const struct map *words)
{
	struct span text = leaf->node.text;
	struct leaf_edits edits = { 0 };
	ptrdiff_t at = -1;

	while ((at = next_cut(text, (size_t)(at + 1))) >= 0) {
		struct span a, b, whole, compound;
		size_t from, to;

		cut_words(text, (size_t)at, &from, &to);
		a = span_slice(text, from, (size_t)at);
		b = span_slice(text, (size_t)at + 2, to);
		whole = folded(pass, a, "", b);
		compound = folded(pass, a, "-", b);
		if (map_find(words, whole))
			leaf_cut(&edits, (uint32_t)at, 2);
		else if (map_find(words, compound))
			leaf_cut(&edits, (uint32_t)at + 1, 1);
		else
			continue;
		pass_diag(pass, DIAG_WORD_JOINED, leaf,
		    map_find(words, whole) ? whole : compound);
	}
	leaf_apply(pass->mem, &leaf->node, &edits);
	leaf_edits_release(&edits);
}

void
mend_words(struct pass *pass)
{
	struct map words = { 0 };
	bool any = false;

	for (struct tree *leaf = tree_first_leaf(pass->root); leaf && !any;
	    leaf = tree_next_leaf(leaf))
		any = leaf->node.kind != DOC_CODE &&
		    next_cut(leaf->node.text, 0) >= 0;
	if (!any)
		return;
	collect_words(pass, &words);
	for (struct tree *leaf = tree_first_leaf(pass->root); leaf;
	    leaf = tree_next_leaf(leaf))
		if (leaf->node.kind != DOC_CODE)
			mend_leaf(pass, leaf, &words);
	map_release(&words);
}
