/*
 * Each story of tests/golden/screen is told to a reading in memory: what is
 * pressed, and the cells that are seen then (tests/screen/script.h).
 *
 *	open FILE [SETTING=VALUE ...]
 *
 * reads FILE beside the story, or the built-in bundle when it is named
 * "builtin"; settings stand as in a configuration file, without blanks.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "base/file.h"
#include "tests/screen/reading.h"
#include "tests/screen/script.h"
#include "tests/unit/golden.h"

struct teller {
	const char *folder;
	struct reading reading;
	bool opened;
};

static bool
open_story(void *ctx, struct span words, int rows, int cols,
    struct buf *error)
{
	struct teller *teller = ctx;
	struct buf config = { 0 };
	struct mapped source;
	char path[4096];
	ptrdiff_t blank = span_chr(words, ' ', 0);
	struct span file = blank < 0 ? words :
	    span_slice(words, 0, (size_t)blank);

	for (size_t i = file.len; i < words.len; i++)
		buf_putc(&config, words.ptr[i] == ' ' ? '\n' : words.ptr[i]);
	if (span_eq(file, span_str("builtin"))) {
		reading_open_file(&teller->reading, "builtin.ibid",
		    buf_cstr(&config), rows, cols);
	} else {
		snprintf(path, sizeof path, "%s/%.*s", teller->folder,
		    SPAN_ARG(file));
		if (file_map(&source, path) != 0) {
			buf_printf(error, "there is no %s", path);
			buf_release(&config);
			return false;
		}
		reading_open(&teller->reading, source.bytes,
		    buf_cstr(&config), rows, cols);
		file_unmap(&source);
	}
	buf_release(&config);
	teller->opened = true;
	return true;
}

static bool
press_key(void *ctx, struct key key)
{
	struct teller *teller = ctx;

	return reading_key(&teller->reading, key);
}

static void
change_size(void *ctx, int rows, int cols)
{
	struct teller *teller = ctx;

	reading_resize(&teller->reading, rows, cols);
}

static const struct cells *
see(void *ctx)
{
	struct teller *teller = ctx;

	return memterm_cells(teller->reading.term);
}

static bool
tell(const char *folder, const char *name)
{
	struct teller teller = { .folder = folder };
	const struct script_hooks hooks = {
		.ctx = &teller,
		.open = open_story,
		.key = press_key,
		.resize = change_size,
		.cells = see,
	};
	struct buf report = { 0 };
	struct mapped story;
	char path[4096];
	bool right;

	snprintf(path, sizeof path, "%s/%s", folder, name);
	assert_int_equal(file_map(&story, path), 0);
	right = script_run(story.bytes, name, &hooks, &report);
	if (!right)
		fprintf(stderr, "%s\n", buf_cstr(&report));
	if (teller.opened)
		reading_close(&teller.reading);
	file_unmap(&story);
	buf_release(&report);
	return right;
}

static bool
is_story(struct span name)
{
	return span_ends(name, SPAN(".story"));
}

static void
every_story_is_seen_as_it_is_told(void **state)
{
	(void)state;
	golden_each("screen", is_story, tell);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_story_is_seen_as_it_is_told),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
