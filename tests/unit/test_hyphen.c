/*
 * tests/unit/test_hyphen.c - a large file of patterns, used in parts.
 *
 * The file is made up: two levels, patterns of all kinds, and not prepared
 * for libhyphen, so that its automaton runs into the middle of patterns and
 * falls back.  What the parts say must be what the whole file says.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/arena.h"
#include "base/file.h"
#include "base/map.h"
#include "layout/parts.h"
#include "layout/patterns.h"

#define PATTERN_COUNT 30000
#define WORD_COUNT 300
#define WORD_MAX 31
#define LETTERS 5

static char folder[] = "/tmp/ibid-hyphen-XXXXXX";
static char path[sizeof folder + 32];
static uint32_t seed = 1;
static HyphenDict *whole;

static unsigned
below(unsigned limit)
{
	seed = seed * 1664525 + 1013904223;
	return (seed >> 8) % limit;
}

static char
letter(void)
{
	return (char)('a' + below(LETTERS));
}

/*
 * Append a pattern whose letters no other has, as in the files of languages:
 * libhyphen loses the memory of one that comes twice.
 */
static bool
put_pattern(struct buf *file, struct map *seen, struct arena *mem)
{
	unsigned len = 1 + below(4) + below(5);
	struct buf letters = { 0 };
	size_t start = file->len;
	bool fresh;

	if (!below(8))
		buf_putc(&letters, '.');
	for (unsigned i = 0; i < len; i++)
		buf_putc(&letters, letter());
	if (!below(8))
		buf_putc(&letters, '.');
	for (size_t i = 0; i < letters.len; i++) {
		if (letters.ptr[i] != '.' && !below(3))
			buf_putc(file, (char)('1' + below(8)));
		buf_putc(file, letters.ptr[i]);
	}
	buf_putc(file, '\n');
	fresh = !map_find(seen, buf_span(&letters));
	if (fresh)
		map_put(seen, arena_span(mem, buf_span(&letters)), 1, NULL);
	else
		buf_cut(file, start);
	buf_release(&letters);
	return fresh;
}

static int
make_file(void **state)
{
	struct buf file = { 0 };
	struct arena mem = { 0 };
	struct map seen;

	(void)state;
	map_init(&seen);
	assert_non_null(mkdtemp(folder));
	snprintf(path, sizeof path, "%s/hyph_xx.dic", folder);
	buf_puts(&file, "UTF-8\nCOMPOUNDLEFTHYPHENMIN 2\n% a remark\n");
	for (int i = 0; i < PATTERN_COUNT; i++) {
		if (i == PATTERN_COUNT / 2)
			buf_puts(&file, "NOHYPHEN -,'\nNEXTLEVEL\n");
		while (!put_pattern(&file, &seen, &mem))
			;
	}
	map_release(&seen);
	arena_release(&mem);
	assert_true(file.len > PATTERNS_WHOLE_MAX);
	assert_int_equal(file_replace(path, buf_span(&file), 0600), 0);
	buf_release(&file);
	whole = hnj_hyphen_load(path);
	assert_non_null(whole);
	return 0;
}

static int
drop_file(void **state)
{
	(void)state;
	hnj_hyphen_free(whole);
	unlink(path);
	rmdir(folder);
	return 0;
}

static size_t
put_word(char *word)
{
	size_t len = 5 + below(WORD_MAX - 5);

	for (size_t i = 0; i < len; i++)
		word[i] = letter();
	return len;
}

static void
divide(HyphenDict *dict, const char *word, size_t len, char *hyphens)
{
	char **rep = NULL;
	int *pos = NULL, *cut = NULL;

	memset(hyphens, 0, WORD_MAX + 8);
	hnj_hyphen_hyphenate3(dict, word, (int)len, hyphens, NULL, &rep,
	    &pos, &cut, 2, 3, 0, 0);
	free(rep);
	free(pos);
	free(cut);
}

static void
test_part_of_the_patterns_divides_as_the_whole_file_does(void **state)
{
	struct patterns_index *index = patterns_open(path);
	size_t points = 0;

	(void)state;
	assert_non_null(index);
	for (int i = 0; i < WORD_COUNT; i++) {
		char word[WORD_MAX + 1] = { 0 };
		char want[WORD_MAX + 8], got[WORD_MAX + 8];
		size_t len = put_word(word);
		HyphenDict *part;

		patterns_want(index, span_of(word, len));
		part = patterns_load(index);
		assert_non_null(part);
		divide(whole, word, len, want);
		divide(part, word, len, got);
		if (strcmp(want, got))
			fail_msg("%s: %s, not %s", word, got, want);
		for (size_t at = 0; at < len; at++)
			points += want[at] & 1;
		hnj_hyphen_free(part);
	}
	assert_true(points > WORD_COUNT);
	patterns_close(index);
}

/* The second time the words are known; it must not matter. */
static void
test_text_is_divided_word_by_word_again_and_again(void **state)
{
	struct layout_hyphens *hyphens = layout_hyphens_new(folder);
	struct buf text = { 0 };
	char *want, *got;

	(void)state;
	for (int i = 0; i < WORD_COUNT; i++) {
		char word[WORD_MAX + 1] = { 0 };

		put_word(word);
		word[0] = (char)(word[0] - (below(4) ? 0 : 'a' - 'A'));
		buf_printf(&text, "%s ", word);
	}
	want = mem_alloc(text.len + 1);
	got = mem_alloc(text.len + 1);
	for (size_t from = 0; from < text.len;) {
		size_t len = strcspn(text.ptr + from, " ");
		char lower[WORD_MAX + 1] = { 0 };
		char hyphens_of[WORD_MAX + 8];

		for (size_t i = 0; i < len; i++)
			lower[i] = text.ptr[from + i] | 0x20;
		divide(whole, lower, len, hyphens_of);
		for (size_t i = 0; i + 1 < len; i++)
			want[from + i + 1] = hyphens_of[i] & 1;
		from += len + 1;
	}
	for (int round = 0; round < 3; round++) {
		memset(got, 0, text.len + 1);
		hyphen_points(hyphens, SPAN("xx"), buf_span(&text), got);
		assert_memory_equal(got, want, text.len);
	}
	free(want);
	free(got);
	buf_release(&text);
	layout_hyphens_free(hyphens);
}

static void
test_small_file_needs_no_index(void **state)
{
	char small[4096];

	(void)state;
	snprintf(small, sizeof small, "%s/tests/golden/hyphen/hyph_en.dic",
	    getenv("top_srcdir") ? getenv("top_srcdir") : ".");
	assert_int_equal(access(small, R_OK), 0);
	assert_null(patterns_open(small));
	assert_null(patterns_open("/nowhere/hyph_xx.dic"));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
		    test_part_of_the_patterns_divides_as_the_whole_file_does),
		cmocka_unit_test(
		    test_text_is_divided_word_by_word_again_and_again),
		cmocka_unit_test(test_small_file_needs_no_index),
	};

	return cmocka_run_group_tests(tests, make_file, drop_file);
}
