/* Lines of context, and their orders. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <cmocka.h>

#include "base/buf.h"
#include "search/concord.h"

static const char text[] = "The pond, and the\vwind  rippled it.\n"
    "A wind blew.\nÉtang, a wind again";

static size_t
gather(struct arena *mem, struct concord_line lines[4])
{
	struct query *query = query_new(SPAN("wind"), 0, NULL);
	struct match_list list = { 0 };
	size_t count;

	query_scan(query, span_str(text), 900, &list, 4);
	count = list.count;
	for (size_t i = 0; i < count; i++)
		concord_line(mem, span_str(text), 900, list.items[i],
		    &lines[i]);
	match_list_release(&list);
	query_free(query);
	return count;
}

static void
a_line_holds_its_paragraph_around_the_match(void **state)
{
	struct arena mem = { 0 };
	struct concord_line lines[4];

	(void)state;
	assert_int_equal(gather(&mem, lines), 3);
	assert_string_equal(lines[0].left.ptr, "The pond, and the ");
	assert_string_equal(lines[0].middle.ptr, "wind");
	assert_string_equal(lines[0].right.ptr, " rippled it.");
	assert_string_equal(lines[0].left_key.ptr, "the and pond the");
	assert_string_equal(lines[0].right_key.ptr, "rippled it");
	assert_string_equal(lines[2].left_key.ptr, "a etang");
	arena_release(&mem);
}

static void
lines_are_sorted_by_place_and_by_either_side(void **state)
{
	struct arena mem = { 0 };
	struct concord_line lines[4];

	(void)state;
	gather(&mem, lines);
	concord_sort(lines, 3, CONCORD_LEFT);
	assert_string_equal(lines[0].right.ptr, " blew.");
	assert_string_equal(lines[1].right.ptr, " again");
	concord_sort(lines, 3, CONCORD_RIGHT);
	assert_string_equal(lines[0].right.ptr, " again");
	assert_string_equal(lines[2].right.ptr, " rippled it.");
	concord_sort(lines, 3, CONCORD_PLACE);
	assert_string_equal(lines[0].right.ptr, " rippled it.");
	arena_release(&mem);
}

static void
long_paragraphs_are_cut_between_clusters(void **state)
{
	struct arena mem = { 0 };
	struct buf paragraph = { 0 };
	struct concord_line line;
	size_t at;

	(void)state;
	for (int i = 0; i < 400; i++)
		buf_puts(&paragraph, "e\xcc\x81");
	at = paragraph.len;
	buf_puts(&paragraph, "X");
	for (int i = 0; i < 400; i++)
		buf_puts(&paragraph, "e\xcc\x81");
	concord_line(&mem, buf_span(&paragraph), 0, (struct match){ at, 1 },
	    &line);
	assert_true(line.left.len > 230 && line.left.len <= CONCORD_CONTEXT);
	assert_int_equal(line.left.len % 3, 0);
	assert_true(line.right.len > 230 &&
	    line.right.len <= CONCORD_CONTEXT);
	assert_int_equal(line.right.len % 3, 0);
	arena_release(&mem);
	buf_release(&paragraph);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_line_holds_its_paragraph_around_the_match),
		cmocka_unit_test(lines_are_sorted_by_place_and_by_either_side),
		cmocka_unit_test(long_paragraphs_are_cut_between_clusters),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
