/*
 * compile/mend_quotes.c - pull quotes, which repeat the text they stand in.
 *
 *     "... even guiding"              PARAGRAPH "... even guiding"
 *     RULE                            PULL_QUOTE
 *     **The impact is ...**     ->      PARAGRAPH "The impact is ..."
 *     RULE                            PARAGRAPH "Australia on ..."
 *     "Australia on ..."
 *
 * The evidence: a paragraph that is bold, italic or a quotation as a whole,
 * and whose words stand in another paragraph, in their order.  The rules
 * around it are its frame and go.
 */
#include "compile/pass.h"

#include "base/buf.h"
#include "uni/uni.h"

/* Shorter ones repeat by chance; longer ones are no display. */
#define QUOTE_WORDS_MIN 6
#define QUOTE_BYTES_MAX 1200

/* Enough for any document; it keeps hostile ones from taking all day. */
#define SEARCH_BYTES_MAX (256u << 20)

struct seeker {
	struct pass *pass;
	struct buf text;	/* words of all paragraphs, \n between */
	uint64_t searched;
};

/* Whether one span covers all of the leaf but its closing marks. */
static bool
is_display(const struct tree *at)
{
	const struct doc_node *node = &at->node;

	if (node->kind != DOC_PARAGRAPH || !node->text.len ||
	    node->text.len > QUOTE_BYTES_MAX)
		return false;
	if (tree_is(at->parent, DOC_QUOTE) && at->parent->first ==
	    at->parent->last)
		return true;
	for (uint32_t i = 0; i < node->inline_count; i++)
		if ((node->inlines[i].kind == DOC_STRONG ||
		    node->inlines[i].kind == DOC_EMPHASIS) &&
		    node->inlines[i].off <= 3 &&
		    node->inlines[i].len + 6 >= node->text.len)
			return true;
	return false;
}

/* Found more than once, or once in a paragraph that says more. */
static bool
is_repeated(struct seeker *at, struct span words)
{
	struct span text = buf_span(&at->text);
	ptrdiff_t off = 0;

	while (at->searched < SEARCH_BYTES_MAX &&
	    (off = span_find(text, words, (size_t)off)) >= 0) {
		size_t end = (size_t)off + words.len;

		at->searched += end;
		if ((off > 0 && text.ptr[off - 1] != '\n') ||
		    (end < text.len && text.ptr[end] != '\n'))
			return true;
		off++;
	}
	at->searched += text.len;
	return false;
}

static void
pull(struct seeker *at, struct tree *quote)
{
	struct pass *pass = at->pass;
	struct tree *box = tree_is(quote->parent, DOC_QUOTE) ?
	    quote->parent : NULL;

	pass_diag(pass, DIAG_QUOTE_PULLED, quote,
	    pass_words(pass, quote->node.text));
	if (box) {
		box->node.kind = DOC_PULL_QUOTE;
	} else {
		box = tree_new(&pass->tmp, DOC_PULL_QUOTE);
		box->node.line = quote->node.line;
		tree_wrap(box, quote, quote);
	}
	box->node.flags |= DOC_INFERRED;
	if (tree_is(box->prev, DOC_RULE) && tree_is(box->next, DOC_RULE)) {
		tree_remove(box->prev);
		tree_remove(box->next);
	}
}

void
mend_quotes(struct pass *pass)
{
	struct seeker seeker = { .pass = pass };
	struct buf words = { 0 };
	bool any = false;

	for (struct tree *at = tree_first_leaf(pass->root); at && !any;
	    at = tree_next_leaf(at))
		any = is_display(at);
	if (!any)
		return;
	for (struct tree *at = tree_first_leaf(pass->root); at;
	    at = tree_next_leaf(at)) {
		pass_put_words(&seeker.text, at->node.text);
		buf_puts(&seeker.text, " \n");
	}
	for (struct tree *at = tree_first_leaf(pass->root); at;
	    at = tree_next_leaf(at)) {
		if (!is_display(at) ||
		    uni_word_count(at->node.text) < QUOTE_WORDS_MIN)
			continue;
		buf_clear(&words);
		pass_put_words(&words, at->node.text);
		buf_putc(&words, ' ');
		if (is_repeated(&seeker, buf_span(&words)))
			pull(&seeker, at);
	}
	buf_release(&seeker.text);
	buf_release(&words);
}
