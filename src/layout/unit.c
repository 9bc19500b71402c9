/* layout/unit.c - which nodes are laid out together. */
#include "layout/layout.h"

static bool
is_leaf(const struct doc_node *node)
{
	return doc_kind_shape(node->kind) == DOC_LEAF;
}

/* The outermost ROW that holds `leaf`, or the leaf itself. */
static uint32_t
unit_of_leaf(const struct doc_node *nodes, uint32_t leaf)
{
	uint32_t unit = leaf;

	for (uint32_t up = nodes[leaf].parent; up != DOC_NONE;
	    up = nodes[up].parent)
		if (nodes[up].kind == DOC_ROW)
			unit = up;
	return unit;
}

uint32_t
layout_unit_next(const struct doc_node *nodes, uint32_t count, uint32_t i)
{
	uint32_t from = i;

	while (i < count) {
		uint32_t unit;

		if (!is_leaf(&nodes[i])) {
			i++;
			continue;
		}
		unit = unit_of_leaf(nodes, i);
		if (unit >= from)
			return unit;
		/* A row that began before `from`. */
		i = nodes[unit].end > i ? nodes[unit].end : i + 1;
	}
	return DOC_NONE;
}

uint32_t
layout_unit_prev(const struct doc_node *nodes, uint32_t count, uint32_t i)
{
	if (i > count)
		i = count;
	while (i > 0)
		if (is_leaf(&nodes[--i]))
			return unit_of_leaf(nodes, i);
	return DOC_NONE;
}

uint32_t
layout_unit_of(const struct doc_node *nodes, uint32_t count, uint32_t node)
{
	while (node < count && !is_leaf(&nodes[node]))
		node++;
	return node < count ? unit_of_leaf(nodes, node) : DOC_NONE;
}

uint32_t
layout_table_header(const struct doc_node *nodes, uint32_t count,
    uint32_t node)
{
	uint32_t table = node;

	while (table != DOC_NONE && nodes[table].kind != DOC_TABLE)
		table = nodes[table].parent;
	if (table == DOC_NONE)
		return DOC_NONE;
	for (uint32_t i = table + 1; i < count && i < node;) {
		if (nodes[i].kind == DOC_ROW)
			return nodes[i].flags & DOC_HEADER ? i : DOC_NONE;
		i = nodes[i].end > i ? nodes[i].end : i + 1;
	}
	return DOC_NONE;
}
