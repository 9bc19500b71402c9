/*
 * compile/tree.h - a document as a linked tree, while passes change it.
 *
 * struct doc keeps nodes in an array, which is right for reading and wrong
 * for moving things.  tree_of gives each node links; tree_flatten writes
 * the array anew, in order, with parents and ends.  Between the two the
 * tree owns the nodes' fields; texts and inlines stay in the document's
 * arena.
 */
#ifndef IBID_COMPILE_TREE_H
#define IBID_COMPILE_TREE_H

#include "doc/doc.h"

struct tree {
	struct tree *parent;	/* NULL for the root only */
	struct tree *prev, *next;
	struct tree *first, *last;
	struct doc_node node;	/* of the root: a GROUP, never written */
	uint32_t order;		/* after tree_number: rises as one reads */
	uint32_t after;		/* order after the last descendant */
};

/* The tree lives in `mem`. */
struct tree *tree_of(struct arena *mem, const struct doc *doc);

/* Write the tree into doc->nodes, without what was removed. */
void tree_flatten(const struct tree *root, struct doc *doc);

/* Set `order` and `after` of all; until the next change. */
void tree_number(struct tree *root);

/* The next node as one reads, NULL at the end. */
struct tree *tree_next(const struct tree *at);

/* The next one that is no descendant. */
struct tree *tree_skip(const struct tree *at);

/* The first leaf at or below `at`, or NULL; the next leaf after `at`. */
struct tree *tree_first_leaf(struct tree *at);
struct tree *tree_next_leaf(const struct tree *at);

static inline bool
tree_is(const struct tree *at, enum doc_kind kind)
{
	return at && at->parent && at->node.kind == kind;
}

/* The nearest container of that kind around `at`, or NULL. */
struct tree *tree_around(const struct tree *at, enum doc_kind kind);

struct tree *tree_new(struct arena *mem, enum doc_kind kind);
void tree_remove(struct tree *at);
void tree_append(struct tree *parent, struct tree *at);
void tree_insert_before(struct tree *where, struct tree *at);
void tree_insert_after(struct tree *where, struct tree *at);

/* Put siblings from `first` to `last` into `box`, which takes their place. */
void tree_wrap(struct tree *box, struct tree *first, struct tree *last);

/* Put the children in the place of their container. */
void tree_unwrap(struct tree *box);

/*
 * Remove the containers that hold no leaf, no note and no id: a quotation
 * without words has no place of its own.  Empty items and rows keep their
 * number among others.
 */
void tree_drop_hollow(struct tree *root);

#endif
