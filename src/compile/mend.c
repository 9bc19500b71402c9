/*
 * compile/mend.c - what conversion broke is mended, with evidence.
 *
 * Each mend is a diagnostic, keeps every word, and is turned off with all
 * others by --mend=off.  The order matters: a list must be whole before
 * its items' emphasis is compared, and pull quotes must be known before
 * paragraphs are joined across them.
 */
#include "compile/pass.h"

#include "base/buf.h"

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

/* The file of a document of several is a part of the path to name. */
static struct span
file_of(struct pass *pass, const struct tree *at, struct span whole)
{
	for (; at && at->parent; at = at->parent) {
		size_t cut = whole.len;

		if (!tree_is(at, DOC_GROUP) || !at->node.id.len ||
		    (at->node.role != DOC_ROLE_CHAPTER &&
		    at->node.role != DOC_ROLE_CONTENTS))
			continue;
		if (span_ends(whole, SPAN(".md")))
			while (cut && whole.ptr[cut - 1] != '/')
				cut--;
		whole = span_slice(whole, 0, cut);
		return arena_printf(&pass->tmp, "%.*s%s%.*s", SPAN_ARG(whole),
		    !cut || span_ends(whole, SPAN("/")) ? "" : "/",
		    SPAN_ARG(at->node.id));
	}
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
	mend_lists(pass);
	mend_emphasis(pass);
	mend_quotes(pass);
	mend_paragraphs(pass);
	mend_words(pass);
}
