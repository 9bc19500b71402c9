/* compile/tree.c - a document as a linked tree, while passes change it. */
#include "compile/tree.h"

struct tree *
tree_of(struct arena *mem, const struct doc *doc)
{
	struct tree *all = ARENA_ARRAY(mem, doc->node_count + 1, struct tree);
	struct tree *root = &all[doc->node_count];

	root->node.kind = DOC_GROUP;
	for (size_t i = 0; i < doc->node_count; i++) {
		all[i].node = doc->nodes[i];
		tree_append(doc->nodes[i].parent == DOC_NONE ? root :
		    &all[doc->nodes[i].parent], &all[i]);
	}
	return root;
}

void
tree_number(struct tree *root)
{
	uint32_t order = 0;
	struct tree *at = root;

	while (at) {
		at->order = order++;
		if (at->first) {
			at = at->first;
			continue;
		}
		at->after = order;
		while (at && !at->next) {
			at = at->parent;
			if (at)
				at->after = order;
		}
		if (at)
			at = at->next;
	}
}

void
tree_flatten(const struct tree *root, struct doc *doc)
{
	uint32_t parent = DOC_NONE;

	doc->node_count = 0;
	for (const struct tree *at = root->first; at; ) {
		struct doc_node *node;
		uint32_t index = (uint32_t)doc->node_count;

		MEM_PUSH(doc->nodes, doc->node_count, doc->node_room);
		node = &doc->nodes[doc->node_count++];
		*node = at->node;
		node->parent = parent;
		node->end = index + 1;
		if (at->first) {
			parent = index;
			at = at->first;
			continue;
		}
		while (at != root && !at->next) {
			at = at->parent;
			if (at == root)
				break;
			doc->nodes[parent].end = (uint32_t)doc->node_count;
			parent = doc->nodes[parent].parent;
		}
		at = at == root ? NULL : at->next;
	}
}

struct tree *
tree_skip(const struct tree *at)
{
	while (at && !at->next)
		at = at->parent;
	return at ? at->next : NULL;
}

struct tree *
tree_next(const struct tree *at)
{
	return at->first ? at->first : tree_skip(at);
}

static bool
is_leaf(const struct tree *at)
{
	return doc_kind_shape(at->node.kind) == DOC_LEAF;
}

struct tree *
tree_next_leaf(const struct tree *at)
{
	struct tree *next = tree_next(at);

	while (next && !is_leaf(next))
		next = tree_next(next);
	return next;
}

struct tree *
tree_first_leaf(struct tree *at)
{
	struct tree *end = tree_skip(at);

	for (; at && at != end; at = tree_next(at))
		if (is_leaf(at))
			return at;
	return NULL;
}

struct tree *
tree_around(const struct tree *at, enum doc_kind kind)
{
	struct tree *up = at->parent;

	while (up && !tree_is(up, kind))
		up = up->parent;
	return up;
}

struct tree *
tree_new(struct arena *mem, enum doc_kind kind)
{
	struct tree *at = ARENA_NEW(mem, struct tree);

	at->node.kind = (uint8_t)kind;
	at->node.place = DOC_NOWHERE;
	at->node.text = at->node.id = SPAN("");
	at->node.label = at->node.lang = SPAN("");
	return at;
}

void
tree_remove(struct tree *at)
{
	if (at->prev)
		at->prev->next = at->next;
	else
		at->parent->first = at->next;
	if (at->next)
		at->next->prev = at->prev;
	else
		at->parent->last = at->prev;
	at->parent = at->prev = at->next = NULL;
}

void
tree_append(struct tree *parent, struct tree *at)
{
	at->parent = parent;
	at->next = NULL;
	at->prev = parent->last;
	if (parent->last)
		parent->last->next = at;
	else
		parent->first = at;
	parent->last = at;
}

void
tree_insert_before(struct tree *where, struct tree *at)
{
	at->parent = where->parent;
	at->next = where;
	at->prev = where->prev;
	if (where->prev)
		where->prev->next = at;
	else
		where->parent->first = at;
	where->prev = at;
}

void
tree_insert_after(struct tree *where, struct tree *at)
{
	if (where->next)
		tree_insert_before(where->next, at);
	else
		tree_append(where->parent, at);
}

void
tree_wrap(struct tree *box, struct tree *first, struct tree *last)
{
	struct tree *next;

	tree_insert_before(first, box);
	for (struct tree *at = first; at; at = next) {
		next = at == last ? NULL : at->next;
		tree_remove(at);
		tree_append(box, at);
	}
}

void
tree_unwrap(struct tree *box)
{
	while (box->first) {
		struct tree *at = box->first;

		tree_remove(at);
		tree_insert_before(box, at);
	}
	tree_remove(box);
}

/* Whether nothing below a container can be read or led to. */
static bool
is_hollow(const struct tree *box)
{
	const struct tree *end = tree_skip(box);

	if (is_leaf(box) || box->node.kind == DOC_ITEM ||
	    box->node.kind == DOC_ROW)
		return false;
	for (const struct tree *at = box; at && at != end; at = tree_next(at))
		if (is_leaf(at) || at->node.kind == DOC_NOTE ||
		    at->node.id.len)
			return false;
	return true;
}

void
tree_drop_hollow(struct tree *root)
{
	for (struct tree *at = tree_next(root), *next; at; at = next) {
		bool hollow = is_hollow(at);

		next = hollow ? tree_skip(at) : tree_next(at);
		if (hollow)
			tree_remove(at);
	}
}
