/* base/arena.c - memory that is freed all at once. */
#include "base/arena.h"

#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

/*
 * Blocks grow from 1 KiB, enough for one paragraph's scratch, to 16 KiB,
 * which hold the rows of a screen.  Larger requests get a block of their
 * own, behind the head, so that the head's room is not lost.
 */
#define BLOCK_BYTES_FIRST ((size_t)1024)
#define BLOCK_BYTES ((size_t)16 * 1024)
#define ALIGN_BYTES _Alignof(max_align_t)

struct arena_block {
	struct arena_block *next;
	size_t room;
	size_t used;
	_Alignas(max_align_t) char bytes[];
};

static void (*fail_hook)(void);

void
mem_set_fail_hook(void (*hook)(void))
{
	fail_hook = hook;
}

static _Noreturn void
out_of_memory(void)
{
	static const char words[] = "ibid: out of memory\n";

	if (fail_hook)
		fail_hook();
	if (write(STDERR_FILENO, words, sizeof(words) - 1) < 0)
		_exit(2);
	_exit(2);
}

void *
mem_alloc(size_t size)
{
	void *ptr = calloc(1, size ? size : 1);

	if (!ptr)
		out_of_memory();
	return ptr;
}

void *
mem_array(size_t count, size_t size)
{
	void *ptr = calloc(count ? count : 1, size ? size : 1);

	if (!ptr)
		out_of_memory();
	return ptr;
}

void *
mem_grow(void *old, size_t count, size_t size)
{
	void *ptr = reallocarray(old, count ? count : 1, size ? size : 1);

	if (!ptr)
		out_of_memory();
	return ptr;
}

void
arena_init(struct arena *mem)
{
	*mem = (struct arena){ 0 };
}

static void
free_chain(struct arena_block *block)
{
	while (block) {
		struct arena_block *next = block->next;

		free(block);
		block = next;
	}
}

void
arena_release(struct arena *mem)
{
	free_chain(mem->head);
	arena_init(mem);
}

void
arena_reset(struct arena *mem)
{
	struct arena_block *keep = NULL;
	struct arena_block **link = &mem->head;

	while (*link) {
		struct arena_block *block = *link;

		*link = block->next;
		if (!keep || block->room > keep->room) {
			free(keep);
			keep = block;
		} else {
			free(block);
		}
	}
	if (keep) {
		memset(keep->bytes, 0, keep->used);
		keep->next = NULL;
		keep->used = 0;
	}
	mem->head = keep;
	mem->used_bytes = 0;
}

static struct arena_block *
add_block(struct arena *mem, size_t size)
{
	size_t next = mem->head ? 2 * mem->head->room : BLOCK_BYTES_FIRST;
	size_t room = next < BLOCK_BYTES ? next : BLOCK_BYTES;
	struct arena_block *block;

	if (room < size)
		room = size;
	if (room > SIZE_MAX - sizeof(*block))
		out_of_memory();
	block = mem_alloc(sizeof(*block) + room);
	block->room = room;
	if (mem->head && size > BLOCK_BYTES) {
		block->next = mem->head->next;
		mem->head->next = block;
	} else {
		block->next = mem->head;
		mem->head = block;
	}
	return block;
}

void *
arena_alloc(struct arena *mem, size_t size)
{
	struct arena_block *block = mem->head;
	size_t need;
	void *ptr;

	if (size > SIZE_MAX - ALIGN_BYTES)
		out_of_memory();
	need = (size + ALIGN_BYTES - 1) & ~(ALIGN_BYTES - 1);
	if (!block || block->room - block->used < need)
		block = add_block(mem, need);
	ptr = block->bytes + block->used;
	block->used += need;
	mem->used_bytes += need;
	return ptr;
}

void *
arena_array(struct arena *mem, size_t count, size_t size)
{
	if (size && count > SIZE_MAX / size)
		out_of_memory();
	return arena_alloc(mem, count * size);
}

struct span
arena_span(struct arena *mem, struct span text)
{
	char *copy = arena_alloc(mem, text.len + 1);

	if (text.len)
		memcpy(copy, text.ptr, text.len);
	return span_of(copy, text.len);
}

char *
arena_str(struct arena *mem, struct span text)
{
	return (char *)arena_span(mem, text).ptr;
}

char **
arena_words(struct arena *mem, struct span text, size_t more, size_t *count)
{
	/* A word has a byte at least, and a blank after it. */
	char **words = arena_array(mem, text.len / 2 + 2 + more,
	    sizeof *words);
	size_t found = 0;

	while ((text = span_trim(text)).len) {
		size_t len = 0;

		while (len < text.len && !strchr(" \t\n\v\f\r",
		    text.ptr[len]))
			len++;
		words[found++] = arena_str(mem, span_slice(text, 0, len));
		text = span_slice(text, len, text.len);
	}
	if (count)
		*count = found;
	return words;
}

struct span
arena_printf(struct arena *mem, const char *format, ...)
{
	va_list args;
	va_list again;
	int len;
	char *text;

	va_start(args, format);
	va_copy(again, args);
	len = vsnprintf(NULL, 0, format, args);
	va_end(args);
	if (len < 0)
		len = 0;
	text = arena_alloc(mem, (size_t)len + 1);
	vsnprintf(text, (size_t)len + 1, format, again);
	va_end(again);
	return span_of(text, (size_t)len);
}
