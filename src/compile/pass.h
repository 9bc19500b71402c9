/*
 * compile/pass.h - the passes, for compile.c and for one another.
 *
 * The first ones work on the linked tree (compile/tree.h), the later ones
 * on the document's array.
 */
#ifndef IBID_COMPILE_PASS_H
#define IBID_COMPILE_PASS_H

#include "base/diag.h"
#include "compile/leaf.h"
#include "compile/tree.h"

/* What passes over the tree share. */
struct pass {
	struct doc *doc;
	struct arena *mem;	/* of the document: lasts */
	struct arena tmp;	/* until the tree is flat again */
	struct tree *root;
	struct diag_list *diags;
};

/* ---- on the tree ---- */

/* compile/mend.c: running heads, lists, paragraphs, pull quotes, ... */
void mend_tree(struct pass *pass);
void mend_lists(struct pass *pass);
void mend_title(struct pass *pass);
void mend_heads(struct pass *pass);
void mend_quotes(struct pass *pass);
void mend_paragraphs(struct pass *pass);
void mend_emphasis(struct pass *pass);
void mend_words(struct pass *pass);

/* Add a diagnostic about the block `at`, with the file it stands in. */
void pass_diag(struct pass *pass, enum diag_code code,
    const struct tree *at, struct span label);

/*
 * Whether a node is the GROUP of one file of several; and that file's name
 * for a diagnostic, where the document as a whole is called `whole`.
 */
bool pass_is_file(const struct doc_node *node);
struct span pass_file_name(struct arena *mem, struct span whole,
    struct span id);

/* The first words of `text`, for a label. */
struct span pass_words(struct pass *pass, struct span text);

/*
 * Append the words of `text`, folded, one space before each: "Don't" is
 * " don t".  Texts that differ in their signs only have the same words.
 */
struct buf;
void pass_put_words(struct buf *out, struct span text);

/* compile/notes.c: every note a NOTE, every mark a NOTE_REF. */
void notes_find(struct pass *pass);

/* compile/split.c: pieces of at most DOC_LEAF_MAX; widths of tables. */
void split_tree(struct pass *pass);

/* ---- on the array ---- */

/* compile/places.c: places of nodes, text_len, notes and refs by place. */
void places_set(struct doc *doc);

/* compile/links.c: links to ids get places. */
void links_resolve(struct doc *doc, struct diag_list *diags);

/* compile/sections.c: the contents tree; needs places. */
void sections_build(struct doc *doc, struct span other_title);

/* What a heading says that the part under it is; PLAIN for most. */
enum doc_role sections_role(struct span title);

#endif
