/*
 * compile/mend_title.c - a title page scattered over lines; two-part heads.
 *
 *     # Some Report                   GROUP titlepage
 *     HOW THINGS WENT                   HEADING "Some Report"
 *     CHAPTER 6: WHAT WE SAW      ->    PARAGRAPH ...
 *     AN INSTITUTE                      PARAGRAPH ...
 *     ## CHAPTER 6                    HEADING "CHAPTER 6 / What We Saw"
 *     # What We Saw
 *
 * The evidence of a title page: short lines that end no sentence between
 * the first heading and a later one, whose words stand among those lines
 * already.  A heading that only counts ("CHAPTER 6") right before another
 * one is the first line of that.
 */
#include "compile/pass.h"

#include "base/buf.h"
#include "uni/uni.h"

#define TITLE_BLOCKS_MAX 30
#define TITLE_LINE_MAX 100

/* Short lines, none of which ends a sentence. */
static bool
is_title_block(const struct tree *at)
{
	struct span text = at->node.text;

	if (at->node.kind == DOC_RULE)
		return true;
	if (at->node.kind != DOC_PARAGRAPH || !text.len ||
	    strchr(".!?", text.ptr[text.len - 1]))
		return false;
	for (size_t from = 0; from < text.len; ) {
		ptrdiff_t end = span_chr(text, '\v', from);
		size_t to = end < 0 ? text.len : (size_t)end;

		if (to - from > TITLE_LINE_MAX)
			return false;
		from = to + 1;
	}
	return true;
}

static void
gather_title_page(struct pass *pass)
{
	struct tree *first = tree_first_leaf(pass->root), *at, *last;
	struct buf words = { 0 }, heading = { 0 };
	unsigned blocks = 0, heads = 0;
	bool repeated = false;

	if (!first || first->node.kind != DOC_HEADING)
		return;
	last = first;
	for (at = first->next; at && is_title_block(at) &&
	    blocks < TITLE_BLOCKS_MAX; at = at->next) {
		pass_put_words(&words, at->node.text);
		buf_putc(&words, ' ');
		blocks += at->node.kind == DOC_PARAGRAPH;
		last = at;
	}
	for (; blocks && at && at->node.kind == DOC_HEADING && heads < 2;
	    at = at->next, heads++) {
		buf_clear(&heading);
		pass_put_words(&heading, at->node.text);
		buf_putc(&heading, ' ');
		if (heading.len > 8 && span_find(buf_span(&words),
		    buf_span(&heading), 0) >= 0)
			repeated = true;
	}
	if (repeated) {
		struct tree *page = tree_new(&pass->tmp, DOC_GROUP);

		page->node.role = DOC_ROLE_TITLE_PAGE;
		page->node.flags = DOC_INFERRED;
		page->node.line = first->node.line;
		pass_diag(pass, DIAG_HEADING_REPEATED, first,
		    pass_words(pass, first->node.text));
		tree_wrap(page, first, last);
	}
	buf_release(&words);
	buf_release(&heading);
}

/* "CHAPTER 6", "Part II", "BOOK THE FIRST": says which, not what. */
static bool
only_counts(const struct tree *at)
{
	static const char *const words[] = { "chapter", "part", "book",
	    "section", "appendix", "kapitel", "teil", "chapitre", "capitulo",
	    "annex", "article", "volume" };
	struct buf folded = { 0 };
	bool counts = false;
	size_t word_count;

	if (!tree_is(at, DOC_HEADING) || at->node.text.len > 24)
		return false;
	uni_fold(&folded, at->node.text, NULL);
	word_count = uni_word_count(buf_span(&folded));
	for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
		struct span word = span_str(words[i]);

		counts |= word_count == 2 &&
		    span_starts(buf_span(&folded), word) &&
		    folded.len > word.len && folded.ptr[word.len] == ' ';
	}
	buf_release(&folded);
	return counts;
}

static void
join_heads(struct pass *pass, struct tree *at)
{
	struct tree *next = at->next;
	struct span own_id = at->node.id;

	pass_diag(pass, DIAG_HEADING_JOINED, at,
	    pass_words(pass, at->node.text));
	at->node.level = next->node.level;
	at->node.id = next->node.id;
	leaf_join(pass->mem, &at->node, &next->node, SPAN("\v"));
	if (own_id.len) {
		struct doc_inline *inlines = ARENA_ARRAY(pass->mem,
		    at->node.inline_count + 1, struct doc_inline);

		inlines[0] = (struct doc_inline){
			.kind = DOC_ANCHOR, .number = DOC_NONE,
			.place = DOC_NOWHERE, .target = own_id,
		};
		if (at->node.inline_count)
			memcpy(inlines + 1, at->node.inlines,
			    at->node.inline_count * sizeof *inlines);
		at->node.inlines = inlines;
		at->node.inline_count++;
	}
	tree_remove(next);
}

void
mend_title(struct pass *pass)
{
	gather_title_page(pass);
	for (struct tree *at = tree_next(pass->root); at; at = tree_next(at))
		if (only_counts(at) && tree_is(at->next, DOC_HEADING) &&
		    !only_counts(at->next))
			join_heads(pass, at);
}
