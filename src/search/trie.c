/* search/trie.c - a set of byte strings, as a trie in arrays. */
#include "search/trie.h"

#include <stdlib.h>

#include "base/arena.h"

static int
compare_strings(const void *a, const void *b)
{
	const struct trie_string *x = a;
	const struct trie_string *y = b;
	int order = span_cmp(x->key, y->key);

	if (order)
		return order;
	/* Values are given in order of adding. */
	return x->value < y->value ? -1 : x->value > y->value;
}

/* The strings [from, to) share `depth` bytes and end at or below a node. */
struct task {
	size_t from, to;
	size_t depth;
};

struct building {
	struct trie *trie;
	struct trie_string *strings;
	struct task *tasks;	/* one for each node, in the nodes' order */
	size_t node_count, node_room, task_room;
	size_t edge_count, byte_room, target_room;
};

static uint32_t
add_node(struct building *make, struct task task)
{
	struct trie *trie = make->trie;
	size_t room = make->node_room;

	MEM_PUSH(trie->nodes, make->node_count, make->node_room);
	if (room != make->node_room)
		make->tasks = mem_grow(make->tasks, make->node_room,
		    sizeof *make->tasks);
	trie->nodes[make->node_count] = (struct trie_node){ .value = -1 };
	make->tasks[make->node_count] = task;
	return (uint32_t)make->node_count++;
}

/* Give node `index` its value and its children. */
static void
expand(struct building *make, size_t index)
{
	struct trie *trie = make->trie;
	struct task task = make->tasks[index];
	size_t at = task.from;
	size_t edges = make->edge_count;

	if (at < task.to && make->strings[at].key.len == task.depth)
		trie->nodes[index].value = make->strings[at].value;
	while (at < task.to && make->strings[at].key.len == task.depth)
		at++;
	while (at < task.to) {
		char byte = make->strings[at].key.ptr[task.depth];
		struct task child = { at, at, task.depth + 1 };
		uint32_t node;

		while (child.to < task.to &&
		    make->strings[child.to].key.ptr[task.depth] == byte)
			child.to++;
		node = add_node(make, child);
		MEM_PUSH(trie->edge_bytes, make->edge_count,
		    make->byte_room);
		MEM_PUSH(trie->edge_nodes, make->edge_count,
		    make->target_room);
		trie->edge_bytes[make->edge_count] = (uint8_t)byte;
		trie->edge_nodes[make->edge_count++] = node;
		if (index == TRIE_ROOT)
			trie->first[(unsigned char)byte] = node;
		at = child.to;
	}
	trie->nodes[index].edges = (uint32_t)edges;
	trie->nodes[index].edge_count = (uint16_t)(make->edge_count - edges);
}

void
trie_build(struct trie *trie, struct trie_string *strings, size_t count)
{
	struct building make = { .trie = trie, .strings = strings };

	*trie = (struct trie){ 0 };
	if (count > 1)
		qsort(strings, count, sizeof *strings, compare_strings);
	add_node(&make, (struct task){ 0, count, 0 });
	for (size_t i = 0; i < make.node_count; i++)
		expand(&make, i);
	free(make.tasks);
}

void
trie_release(struct trie *trie)
{
	free(trie->nodes);
	free(trie->edge_bytes);
	free(trie->edge_nodes);
	*trie = (struct trie){ 0 };
}
