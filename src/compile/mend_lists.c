/*
 * compile/mend_lists.c - one list that its source writes in two ways.
 *
 *     - 1. Harsh policies        LIST             LIST ordered 1
 *                                  ITEM             ITEM 1
 *                                    LIST 1           PARAGRAPH
 *                                      ITEM 1       ITEM 2
 *     2. Third country           LIST 2      ->       PARAGRAPH
 *                                  ITEM 2           ITEM 3
 *     - 3. There is no           LIST                 PARAGRAPH
 *                                  ITEM
 *                                    LIST 3
 *                                      ITEM 3
 *
 * First an item whose only child is an ordered list gives way to that
 * list's items; then neighbours of which the second goes on counting where
 * the first stops become one.  The evidence is the numbers themselves.
 */
#include "compile/pass.h"

#include <stdio.h>

static bool
is_ordered(const struct tree *list)
{
	return tree_is(list, DOC_LIST) && (list->node.flags & DOC_ORDERED);
}

/* A bulleted item that holds an ordered list and nothing else. */
static bool
is_shell(const struct tree *item)
{
	return tree_is(item, DOC_ITEM) && item->first &&
	    item->first == item->last && is_ordered(item->first);
}

static unsigned
last_number(const struct tree *list)
{
	return list->last ? list->last->node.number : 0;
}

static unsigned
first_number(const struct tree *list)
{
	return list->first ? list->first->node.number : 0;
}

/*
 * Whether all items of a bulleted list are shells whose numbers follow one
 * another; one alone is evidence only beside a list that it continues.
 */
static bool
is_shells(const struct tree *list)
{
	unsigned next = 0;

	if (!tree_is(list, DOC_LIST) || is_ordered(list) || !list->first)
		return false;
	for (const struct tree *item = list->first; item; item = item->next) {
		if (!is_shell(item))
			return false;
		if (next && first_number(item->first) != next)
			return false;
		next = last_number(item->first) + 1;
	}
	return true;
}

static bool
continues(const struct tree *before, const struct tree *after)
{
	unsigned end, start;

	if (!tree_is(before, DOC_LIST) || !tree_is(after, DOC_LIST))
		return false;
	if (!is_ordered(before) && !is_shells(before))
		return false;
	if (!is_ordered(after) && !is_shells(after))
		return false;
	end = is_ordered(before) ? last_number(before) :
	    last_number(before->last->first);
	start = is_ordered(after) ? first_number(after) :
	    first_number(after->first->first);
	return end && start == end + 1;
}

/* The items of the shells move up. */
static void
open_shells(struct tree *list)
{
	struct tree *next;

	if (is_ordered(list))
		return;
	for (struct tree *item = list->first; item; item = next) {
		struct tree *inner = item->first;

		next = item->next;
		tree_unwrap(item);
		tree_unwrap(inner);
	}
	list->node.flags |= DOC_ORDERED;
	list->node.number = first_number(list);
}

static void
report(struct pass *pass, const struct tree *item)
{
	char number[16];

	snprintf(number, sizeof number, "%u", item->node.number);
	pass_diag(pass, DIAG_LIST_JOINED, item, span_str(number));
}

static void
join(struct pass *pass, struct tree *list, struct tree *next)
{
	open_shells(list);
	open_shells(next);
	if (next->first)
		report(pass, next->first);
	if (!(next->node.flags & DOC_TIGHT))
		list->node.flags &= (uint16_t)~DOC_TIGHT;
	while (next->first) {
		struct tree *item = next->first;

		tree_remove(item);
		tree_append(list, item);
	}
	tree_remove(next);
}

void
mend_lists(struct pass *pass)
{
	for (struct tree *at = tree_next(pass->root); at; at = tree_next(at)) {
		while (at->next && continues(at, at->next))
			join(pass, at, at->next);
		if (is_shells(at) && at->first != at->last)
			open_shells(at);
	}
}
