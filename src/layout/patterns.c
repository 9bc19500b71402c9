/*
 * layout/patterns.c - which patterns of a large file a text needs.
 *
 * A line of the file is a pattern ("1gen.", ".ab1a", "f1f/ff=f,1,2"), known
 * by its letters ("gen.", ".aba", "ff"; a stop is the end of a word), or an
 * order to libhyphen in capitals ("NEXTLEVEL"), which every part of the file
 * must have, as it must have the first line, the name of its characters.
 *
 * A file may have two levels: the first divides a compound, the second its
 * members, so that any piece of a word may turn out to be a whole one.
 */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/arena.h"
#include "base/file.h"
#include "layout/patterns.h"

#define LEVELS 2
/* libhyphen reads no longer line, and has no longer pattern. */
#define LETTERS_MAX MAX_CHARS

struct pattern {
	uint64_t head;		/* the first eight letters, to sort quickly */
	struct span letters;
	uint32_t line;
};

struct line {
	struct span text;
	bool always;
	bool wanted;
};

/* The patterns of one level, in the order of their letters. */
struct level {
	struct pattern *patterns;
	uint32_t count;
};

struct patterns_index {
	struct mapped file;
	struct arena mem;
	struct line *lines;
	uint32_t line_count;
	struct level levels[LEVELS];
	struct buf part;
};

/* ---- the file ---- */

static size_t
letters_of(struct span line, char letters[LETTERS_MAX])
{
	size_t len = 0;

	for (size_t i = 0; i < line.len && line.ptr[i] != '/'; i++) {
		char c = line.ptr[i];

		if (c >= '0' && c <= '9')
			continue;
		if (len == LETTERS_MAX)
			return 0;
		letters[len++] = c;
	}
	return len;
}

static uint64_t
head_of(struct span letters)
{
	uint64_t head = 0;

	for (size_t i = 0; i < sizeof head; i++)
		head = head << 8 | (i < letters.len ?
		    (unsigned char)letters.ptr[i] : 0);
	return head;
}

static int
by_letters(const void *a, const void *b)
{
	const struct pattern *p = a, *q = b;

	if (p->head != q->head)
		return p->head < q->head ? -1 : 1;
	return span_cmp(p->letters, q->letters);
}

static void
add_pattern(struct patterns_index *index, struct level *level, uint32_t line)
{
	char letters[LETTERS_MAX];
	size_t len = letters_of(index->lines[line].text, letters);
	struct pattern *pattern = &level->patterns[level->count];

	if (!len)
		return;
	pattern->letters = arena_span(&index->mem, span_of(letters, len));
	pattern->head = head_of(pattern->letters);
	pattern->line = line;
	level->count++;
}

static void
add_lines(struct patterns_index *index)
{
	struct span rest = index->file.bytes;
	struct span text;
	struct level *level = index->levels;
	size_t room = 1;

	for (size_t i = 0; i < rest.len; i++)
		room += rest.ptr[i] == '\n' || rest.ptr[i] == '\r';
	index->lines = ARENA_ARRAY(&index->mem, room, struct line);
	level->patterns = ARENA_ARRAY(&index->mem, room, struct pattern);
	while (span_line(&rest, &text)) {
		uint32_t i = index->line_count++;
		bool order = text.len && *text.ptr >= 'A' &&
		    *text.ptr <= 'Z';

		index->lines[i] = (struct line){ .text = text,
		    .always = i == 0 || order };
		if (!index->lines[i].always)
			add_pattern(index, level, i);
		if (i > 0 && level == index->levels &&
		    span_starts(text, SPAN("NEXTLEVEL"))) {
			level[1].patterns = level->patterns + level->count;
			level++;
		}
	}
	for (int i = 0; i < LEVELS; i++)
		if (index->levels[i].count)
			qsort(index->levels[i].patterns,
			    index->levels[i].count, sizeof(struct pattern),
			    by_letters);
}

struct patterns_index *
patterns_open(const char *path)
{
	struct mapped file;
	struct patterns_index *index;

	if (file_map(&file, path))
		return NULL;
	if (file.bytes.len <= PATTERNS_WHOLE_MAX ||
	    file.bytes.len >= UINT32_MAX) {
		file_unmap(&file);
		return NULL;
	}
	index = mem_alloc(sizeof *index);
	index->file = file;
	add_lines(index);
	return index;
}

void
patterns_close(struct patterns_index *index)
{
	if (!index)
		return;
	buf_release(&index->part);
	arena_release(&index->mem);
	file_unmap(&index->file);
	free(index);
}

/* ---- what a word needs ---- */

/* Patterns of a level that begin with the same `depth` letters. */
struct run {
	const struct level *level;
	uint32_t from, to;
	size_t depth;
};

/* The letter after those of the run, or -1: it ends there. */
static int
letter_at(const struct run *run, uint32_t i)
{
	const struct span *letters = &run->level->patterns[i].letters;

	return run->depth < letters->len ?
	    (unsigned char)letters->ptr[run->depth] : -1;
}

/* The first of the run whose next letter is at least `letter`. */
static uint32_t
first_at_least(const struct run *run, int letter)
{
	uint32_t from = run->from, to = run->to;

	while (from < to) {
		uint32_t middle = from + (to - from) / 2;

		if (letter_at(run, middle) < letter)
			from = middle + 1;
		else
			to = middle;
	}
	return from;
}

/* Those of the run that go on with `letter`; false when there are none. */
static bool
go_on(const struct run *run, unsigned char letter, struct run *longer)
{
	*longer = *run;
	longer->from = first_at_least(run, letter);
	longer->to = first_at_least(run, letter + 1);
	longer->depth = run->depth + 1;
	return longer->from < longer->to;
}

static void
want(struct patterns_index *index, const struct run *run, uint32_t i)
{
	index->lines[run->level->patterns[i].line].wanted = true;
}

/* The patterns that are no longer than the run. */
static void
want_ended(struct patterns_index *index, const struct run *run)
{
	for (uint32_t i = run->from; i < run->to && letter_at(run, i) < 0;
	    i++)
		want(index, run, i);
}

/*
 * What leads to the states for the letters of `rest`, from the run's on: the
 * patterns that end on the way, with or without the end of a word, and one
 * that goes as far as any.
 */
static void
want_path(struct patterns_index *index, struct run run, struct span rest)
{
	for (size_t i = 0;; i++) {
		struct run longer;

		want_ended(index, &run);
		if (go_on(&run, '.', &longer))
			want_ended(index, &longer);
		if (i == rest.len ||
		    !go_on(&run, (unsigned char)rest.ptr[i], &longer))
			break;
		run = longer;
	}
	if (run.depth)
		want(index, &run, run.from);
}

void
patterns_want(struct patterns_index *index, struct span word)
{
	for (int i = 0; i < LEVELS; i++) {
		const struct level *level = &index->levels[i];
		struct run all = { .level = level, .to = level->count };
		struct run started;
		bool starts = go_on(&all, '.', &started);

		for (size_t from = 0; from < word.len; from++) {
			struct span rest = span_slice(word, from, word.len);

			want_path(index, all, rest);
			if (starts)
				want_path(index, started, rest);
		}
	}
}

HyphenDict *
patterns_load(struct patterns_index *index)
{
	struct buf *part = &index->part;
	HyphenDict *dict;
	FILE *file;

	buf_clear(part);
	for (uint32_t i = 0; i < index->line_count; i++) {
		struct line *line = &index->lines[i];

		if (!line->always && !line->wanted)
			continue;
		line->wanted = false;
		buf_put(part, line->text);
		buf_putc(part, '\n');
	}
	file = fmemopen(part->ptr, part->len, "r");
	if (!file)
		return NULL;
	dict = hnj_hyphen_load_file(file);
	fclose(file);
	return dict;
}
