/* reader/memory.c - what is remembered of a document. */
#include "reader/memory.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/file.h"
#include "base/hash.h"
#include "doc/doc.h"
#include "uni/uni.h"

/* A person's file is a few kB; a larger one is not ours. */
#define FILE_MAX (1024 * 1024)
#define FIRST_LINE "ibid-place 1"

void
memory_init(struct memory *memory)
{
	*memory = (struct memory){ 0 };
	memory->spot.ref = DOC_NONE;
	for (int i = 0; i < MEMORY_MARKS; i++)
		memory->marks[i] = DOC_NOWHERE;
}

void
memory_release(struct memory *memory)
{
	free(memory->keywords);
	ranges_release(&memory->read);
	buf_release(&memory->others);
	arena_release(&memory->mem);
}

int
memory_mark_index(char letter)
{
	if (letter >= 'a' && letter <= 'z')
		return letter - 'a';
	if (letter >= 'A' && letter <= 'Z')
		return 26 + letter - 'A';
	return -1;
}

char
memory_mark_letter(int index)
{
	return (char)(index < 26 ? 'a' + index : 'A' + index - 26);
}

void
memory_add_keyword(struct memory *memory, struct span keyword)
{
	MEM_PUSH(memory->keywords, memory->keyword_count,
	    memory->keyword_room);
	memory->keywords[memory->keyword_count++] =
	    arena_span(&memory->mem, keyword);
}

void
memory_path(uint64_t content_hash, struct buf *path)
{
	const char *state = getenv("XDG_STATE_HOME");
	const char *home = getenv("HOME");
	char name[17];

	hash_hex(content_hash, name);
	/* A relative XDG_STATE_HOME counts as unset (XDG base directory
	 * specification 0.8, "Basics"). */
	if (state && *state == '/')
		buf_printf(path, "%s/ibid/%s", state, name);
	else if (home && *home)
		buf_printf(path, "%s/.local/state/ibid/%s", home, name);
}

/* A decimal number up to 64 bits at the start of `*rest`. */
static bool
take_place(struct span *rest, uint64_t *place)
{
	uint64_t sum = 0;
	size_t len = 0;

	while (len < rest->len && rest->ptr[len] >= '0' &&
	    rest->ptr[len] <= '9' && sum < UINT64_MAX / 10 - 1)
		sum = sum * 10 + (uint64_t)(rest->ptr[len++] - '0');
	if (len == 0)
		return false;
	*place = sum;
	*rest = span_slice(*rest, len, rest->len);
	return true;
}

static bool
take_text(struct span *rest, struct span text)
{
	if (!span_starts(*rest, text))
		return false;
	*rest = span_slice(*rest, text.len, rest->len);
	return true;
}

static bool
load_mark(struct memory *memory, struct span rest)
{
	int index = rest.len ? memory_mark_index(*rest.ptr) : -1;
	uint64_t place;

	if (index < 0)
		return false;
	rest = span_slice(rest, 1, rest.len);
	if (!take_text(&rest, SPAN(" ")) || !take_place(&rest, &place))
		return false;
	memory->marks[index] = place;
	return true;
}

static bool
load_line(struct memory *memory, struct span line)
{
	struct span rest = line;
	uint64_t from, to;
	unsigned speed;

	if (take_text(&rest, SPAN("title ")))
		return true;	/* for people who look at the file */
	if (take_text(&rest, SPAN("place "))) {
		if (!take_place(&rest, &from) ||
		    !take_text(&rest, SPAN(" ")) || !take_place(&rest, &to))
			return false;
		memory->spot.anchor = from;
		memory->spot.cursor = to;
		return true;
	}
	if (take_text(&rest, SPAN("near "))) {
		memory->near = arena_span(&memory->mem, rest);
		return true;
	}
	if (take_text(&rest, SPAN("mark ")))
		return load_mark(memory, rest);
	if (take_text(&rest, SPAN("read "))) {
		if (!take_place(&rest, &from) ||
		    !take_text(&rest, SPAN("-")) || !take_place(&rest, &to))
			return false;
		ranges_add(&memory->read, from, to);
		return true;
	}
	if (take_text(&rest, SPAN("keyword "))) {
		memory_add_keyword(memory, rest);
		return true;
	}
	if (take_text(&rest, SPAN("speed ")) && span_number(rest, &speed) &&
	    speed >= 50 && speed <= 2000) {
		memory->speed = (int)speed;
		return true;
	}
	return false;
}

int
memory_load(struct memory *memory, const char *path)
{
	struct buf text = { 0 };
	struct span rest, line;
	int error = file_read(path, FILE_MAX, &text);

	if (error == ENOENT)
		return 0;
	rest = buf_span(&text);
	if (!error && (!span_line(&rest, &line) ||
	    !span_eq(line, SPAN(FIRST_LINE))))
		error = EINVAL;
	while (!error && span_line(&rest, &line)) {
		if (load_line(memory, line))
			continue;
		buf_put(&memory->others, line);
		buf_putc(&memory->others, '\n');
	}
	memory->found = !error;
	buf_release(&text);
	return error;
}

/* One line, whatever the text holds. */
static void
put_line(struct buf *out, const char *name, struct span text)
{
	buf_puts(out, name);
	uni_printable(out, text, true);
	buf_putc(out, '\n');
}

int
memory_save(const struct memory *memory, const char *path,
    struct span title)
{
	struct buf out = { 0 };
	int error;

	buf_puts(&out, FIRST_LINE "\n");
	if (title.len)
		put_line(&out, "title ", title);
	buf_printf(&out, "place %llu %llu\n",
	    (unsigned long long)memory->spot.anchor,
	    (unsigned long long)memory->spot.cursor);
	if (memory->near.len)
		put_line(&out, "near ", memory->near);
	for (int i = 0; i < MEMORY_MARKS; i++)
		if (memory->marks[i] != DOC_NOWHERE)
			buf_printf(&out, "mark %c %llu\n",
			    memory_mark_letter(i),
			    (unsigned long long)memory->marks[i]);
	for (size_t i = 0; i < memory->read.count; i++)
		buf_printf(&out, "read %llu-%llu\n",
		    (unsigned long long)memory->read.items[i].from,
		    (unsigned long long)memory->read.items[i].to);
	for (size_t i = 0; i < memory->keyword_count; i++)
		put_line(&out, "keyword ", memory->keywords[i]);
	if (memory->speed)
		buf_printf(&out, "speed %d\n", memory->speed);
	buf_put(&out, buf_span(&memory->others));
	error = file_make_parents(path);
	if (!error)
		error = file_replace(path, buf_span(&out), 0600);
	buf_release(&out);
	return error;
}
