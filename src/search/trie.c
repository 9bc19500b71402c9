/* search/trie.c - a set of byte strings, as a double array. */
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
	return x->value < y->value ? -1 : x->value > y->value;
}

/* A node to be given its children: the strings [from, to) go through it. */
struct task {
	size_t from, to;
	size_t depth;
	uint32_t node;
};

struct building {
	struct trie *trie;
	struct trie_string *strings;
	struct task *tasks;	/* in order of making */
	size_t task_count, task_room;
	/*
	 * No slot below it is free, but for those that some byte cannot
	 * reach from a base over 0.
	 */
	uint32_t lowest;
	uint32_t top;		/* no slot from here on is taken */
};

static void
make_room(struct trie *trie, size_t count)
{
	size_t room = trie->count ? trie->count : 512;

	while (room < count)
		room *= 2;
	if (room == trie->count)
		return;
	trie->slots = mem_grow(trie->slots, room, sizeof *trie->slots);
	for (size_t i = trie->count; i < room; i++)
		trie->slots[i] = (struct trie_slot){ 0, TRIE_FREE, -1 };
	trie->count = room;
}

/*
 * A base where all of `bytes` (ascending) fall on free slots.  Single
 * children fill the holes from below; where several must fit, only the last
 * stretch is tried, or each would be tried against all that is taken.
 */
#define STRETCH 1024

static uint32_t
find_base(struct building *make, const uint8_t *bytes, size_t count)
{
	struct trie *trie = make->trie;
	uint32_t slot;

	while (trie->slots[make->lowest].parent != TRIE_FREE)
		make->lowest++;
	slot = make->lowest;
	if (count > 1 && make->top > slot + STRETCH)
		slot = make->top - STRETCH;
	for (;; slot++) {
		uint32_t base = slot - bytes[0];
		size_t fits = 0;

		make_room(trie, base + 512);
		while (fits < count && trie->slots[base + bytes[fits]].parent
		    == TRIE_FREE)
			fits++;
		if (fits < count)
			continue;
		if (base + bytes[count - 1] >= make->top)
			make->top = base + bytes[count - 1] + 1u;
		return base;
	}
}

static void
add_task(struct building *make, struct task task)
{
	MEM_PUSH(make->tasks, make->task_count, make->task_room);
	make->tasks[make->task_count++] = task;
}

/* Give a node its value and its children. */
static void
expand(struct building *make, struct task task)
{
	const struct trie_string *strings = make->strings;
	uint8_t bytes[256];
	size_t count = 0;
	uint32_t base;
	size_t at = task.from;

	if (at < task.to && strings[at].key.len == task.depth)
		make->trie->slots[task.node].value = strings[at].value;
	while (at < task.to && strings[at].key.len == task.depth)
		at++;
	task.from = at;
	for (; at < task.to; at++) {
		uint8_t byte = (uint8_t)strings[at].key.ptr[task.depth];

		if (count == 0 || bytes[count - 1] != byte)
			bytes[count++] = byte;
	}
	if (count == 0)
		return;
	base = find_base(make, bytes, count);
	make->trie->slots[task.node].base = base;
	at = task.from;
	for (size_t i = 0; i < count; i++) {
		struct task child = { at, at, task.depth + 1,
			base + bytes[i] };

		while (child.to < task.to && (uint8_t)
		    strings[child.to].key.ptr[task.depth] == bytes[i])
			child.to++;
		make->trie->slots[child.node].parent = task.node;
		make->trie->first[bytes[i]] |= task.node == TRIE_ROOT;
		add_task(make, child);
		at = child.to;
	}
}

void
trie_build(struct trie *trie, struct trie_string *strings, size_t count)
{
	struct building make = { .trie = trie, .strings = strings,
		.lowest = 257, .top = 257 };

	*trie = (struct trie){ 0 };
	make_room(trie, 512);
	if (count > 1)
		qsort(strings, count, sizeof *strings, compare_strings);
	add_task(&make, (struct task){ 0, count, 0, TRIE_ROOT });
	for (size_t i = 0; i < make.task_count; i++)
		expand(&make, make.tasks[i]);
	free(make.tasks);
}

void
trie_release(struct trie *trie)
{
	free(trie->slots);
	*trie = (struct trie){ 0 };
}
