/*
 * compile/mend_paragraphs.c - paragraphs that a page's end cut in two.
 *
 *     "... domestic laws suddenly"
 *     "appear malleable. ..."         ->  one PARAGRAPH
 *
 *     "... even guiding"                  "... even guiding Australia on"
 *     PULL_QUOTE                      ->  PULL_QUOTE
 *     "Australia on ..."
 *
 * The evidence: the first part ends in the middle of a sentence, and the
 * second begins with a small letter; where a pull quote stands between, its
 * being there is enough.
 */
#include "compile/pass.h"

#include "uni/uni.h"

/* A line this short may be an entry of a list, a name, a verse. */
#define PART_BYTES_MIN 60

/* Lines in italics by themselves are a dedication, a motto, a caption. */
#define DISPLAY_BYTES_MIN 160

/* Joining more than this is no mend; it also bounds the copying. */
#define JOINED_BYTES_MAX (12 << 10)

static uint32_t
last_code(struct span text)
{
	size_t off = text.len;
	uint32_t code = 0;

	if (!off)
		return 0;
	do
		off--;
	while (off && (text.ptr[off] & 0xc0) == 0x80);
	uni_decode(text, off, &code, NULL);
	return code;
}

/* Whether the text stops after a word or a comma. */
static bool
ends_open(const struct doc_node *node)
{
	uint32_t code = last_code(node->text);

	for (uint32_t i = 0; i < node->inline_count; i++)
		if (node->inlines[i].kind == DOC_NOTE_REF &&
		    node->inlines[i].off == node->text.len)
			return false;
	return uni_is_lower(code) || code == ',' || code == '-';
}

static bool
starts_small(const struct doc_node *node)
{
	uint32_t code = 0;

	if (node->text.len)
		uni_decode(node->text, 0, &code, NULL);
	return uni_is_lower(code);
}

static size_t
least_bytes(const struct doc_node *node)
{
	for (uint32_t i = 0; i < node->inline_count; i++)
		if ((node->inlines[i].kind == DOC_EMPHASIS ||
		    node->inlines[i].kind == DOC_STRONG) &&
		    node->inlines[i].len == node->text.len)
			return DISPLAY_BYTES_MIN;
	return PART_BYTES_MIN;
}

static bool
is_plain(const struct tree *at)
{
	return tree_is(at, DOC_PARAGRAPH) && at->node.text.len &&
	    span_chr(at->node.text, '\v', 0) < 0;
}

/* After a hyphen there is a space, too: mend_words decides about it. */
static void
join(struct pass *pass, struct tree *at, struct tree *rest)
{
	pass_diag(pass, DIAG_LINE_JOINED, rest,
	    pass_words(pass, rest->node.text));
	leaf_join(pass->mem, &at->node, &rest->node, SPAN(" "));
	tree_remove(rest);
}

void
mend_paragraphs(struct pass *pass)
{
	struct tree *at = tree_first_leaf(pass->root);

	while (at) {
		struct tree *rest = at->next;
		bool pulled = false;

		while (tree_is(rest, DOC_PULL_QUOTE)) {
			pulled = true;
			rest = rest->next;
		}
		if (is_plain(at) && is_plain(rest) &&
		    at->node.text.len >= least_bytes(&at->node) &&
		    at->node.text.len < JOINED_BYTES_MAX &&
		    ends_open(&at->node) &&
		    (pulled || starts_small(&rest->node)))
			join(pass, at, rest);
		else
			at = tree_next_leaf(at);
	}
}
