/*
 * compile/mend.c - what conversion broke is mended, with evidence.
 *
 * Each mend is a diagnostic, keeps every word, and is turned off with all
 * others by --mend=off.  The order matters: running heads go before what
 * they part is joined; a list must be whole before
 * its items' emphasis is compared, and pull quotes must be known before
 * paragraphs are joined across them.
 */
#include "compile/pass.h"

#include "base/buf.h"
#include "search/terms.h"
#include "uni/uni.h"

/* A label of a diagnostic: enough to find the place by. */
#define LABEL_MAX 40

struct span
pass_words(struct pass *pass, struct span text)
{
	size_t len = text.len;

	for (size_t i = 0; i < len; i++)
		if (text.ptr[i] == '\v')
			len = i;
	if (len > LABEL_MAX) {
		len = LABEL_MAX;
		while (len && text.ptr[len] != ' ')
			len--;
		if (!len)
			for (len = LABEL_MAX; len &&
			    (text.ptr[len] & 0xc0) == 0x80; len--)
				continue;
		return arena_printf(&pass->tmp, "%.*s...", (int)len,
		    text.ptr);
	}
	return span_slice(text, 0, len);
}

void
pass_put_words(struct buf *out, struct span text)
{
	struct buf folded = { 0 };
	struct span word;
	size_t off = 0;

	uni_fold_lines(&folded, text, 0);
	while (term_next(buf_span(&folded), &off, &word)) {
		buf_putc(out, ' ');
		buf_put(out, word);
	}
	buf_release(&folded);
}

bool
pass_is_file(const struct doc_node *node)
{
	/* An id with "#" is that of a part of a file. */
	return node->kind == DOC_GROUP && node->id.len &&
	    (node->role == DOC_ROLE_CHAPTER ||
	    node->role == DOC_ROLE_CONTENTS) &&
	    span_chr(node->id, '#', 0) < 0;
}

struct span
pass_file_name(struct arena *mem, struct span whole, struct span id)
{
	size_t cut = whole.len;

	/* A page is one file, whatever its parts are called. */
	if (span_ends(whole, SPAN(".html")) || span_ends(whole, SPAN(".htm")))
		return whole;
	if (span_ends(whole, SPAN(".md")))
		while (cut && whole.ptr[cut - 1] != '/')
			cut--;
	whole = span_slice(whole, 0, cut);
	return arena_printf(mem, "%.*s%s%.*s", SPAN_ARG(whole),
	    !cut || span_ends(whole, SPAN("/")) ? "" : "/", SPAN_ARG(id));
}

static struct span
file_of(struct pass *pass, const struct tree *at, struct span whole)
{
	for (; at && at->parent; at = at->parent)
		if (pass_is_file(&at->node))
			return pass_file_name(&pass->tmp, whole,
			    at->node.id);
	return whole;
}

void
pass_diag(struct pass *pass, enum diag_code code, const struct tree *at,
    struct span label)
{
	struct diag_list *diags = pass->diags;
	struct span whole;

	if (!diags)
		return;
	whole = diags->file;
	diag_set_file(diags, file_of(pass, at, whole));
	diag_add(diags, code, at->node.line, label);
	diag_set_file(diags, whole);
}

void
mend_tree(struct pass *pass)
{
	mend_title(pass);
	mend_heads(pass);
	mend_lists(pass);
	mend_emphasis(pass);
	mend_quotes(pass);
	mend_paragraphs(pass);
	mend_words(pass);
}
