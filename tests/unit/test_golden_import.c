/*
 * Each source of tests/golden/import gives the dump beside it.
 *
 * With GOLDEN_UPDATE set the dumps are written anew: read the difference
 * before it is committed.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "golden.h"
#include "import_story.h"

static bool
is_source(struct span name)
{
	return import_format_of(name) != IMPORT_UNKNOWN;
}

/* The first lines that differ, as the eye wants them. */
static void
show_difference(const char *name, struct span want, struct span have)
{
	struct span a, b;

	for (unsigned line = 1; ; line++) {
		bool more = span_line(&want, &a);

		more |= span_line(&have, &b);
		if (!more)
			return;
		if (!span_eq(a, b)) {
			fprintf(stderr, "%s: line %u\n-%.*s\n+%.*s\n", name,
			    line, SPAN_ARG(a), SPAN_ARG(b));
			return;
		}
	}
}

static bool
check(const char *folder, const char *name)
{
	struct import_story story;
	struct mapped source, want = { 0 };
	char path[4096], golden[4200];
	bool same;

	snprintf(path, sizeof path, "%s/%s", folder, name);
	snprintf(golden, sizeof golden, "%s.dump", path);
	assert_int_equal(file_map(&source, path), 0);
	story_begin(&story, name, source.bytes, STORY_WHOLE);
	if (getenv("GOLDEN_UPDATE"))
		assert_int_equal(file_replace(golden, buf_span(&story.dump),
		    0644), 0);
	assert_int_equal(file_map(&want, golden), 0);
	same = span_eq(want.bytes, buf_span(&story.dump));
	if (!same)
		show_difference(name, want.bytes, buf_span(&story.dump));
	file_unmap(&source);
	file_unmap(&want);
	story_end(&story);
	return same;
}

static void
every_source_gives_its_dump(void **state)
{
	(void)state;
	golden_each("import", is_source, check);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_source_gives_its_dump),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
