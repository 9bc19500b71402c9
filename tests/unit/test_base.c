/* What base promises: growth, limits, checked reading, hashing, files. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>
#include <cmocka.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/cursor.h"
#include "base/diag.h"
#include "base/file.h"
#include "base/hash.h"
#include "base/map.h"

#define assert_text(span, text) do { \
	assert_int_equal((span).len, strlen(text)); \
	assert_memory_equal((span).ptr, text, strlen(text)); \
} while (0)

static void
lines_end_with_any_line_end(void **state)
{
	struct span rest = SPAN("one\ntwo\r\nthree\rfour");
	struct span line;
	static const char *const want[] = { "one", "two", "three", "four" };

	(void)state;
	for (int i = 0; i < 4; i++) {
		assert_true(span_line(&rest, &line));
		assert_text(line, want[i]);
	}
	assert_false(span_line(&rest, &line));
}

static void
numbers_stop_before_they_overflow(void **state)
{
	unsigned value = 7;

	(void)state;
	assert_int_equal(span_number(SPAN("404."), &value), 3);
	assert_int_equal(value, 404);
	assert_int_equal(span_number(SPAN("99999999999"), &value), 0);
	assert_int_equal(span_number(SPAN("x"), &value), 0);
}

static void
finding_stays_inside_the_span(void **state)
{
	(void)state;
	assert_int_equal(span_find(SPAN("a note, a mark"), SPAN("a m"), 0), 8);
	assert_int_equal(span_find(SPAN("ab"), SPAN("abc"), 0), -1);
	assert_int_equal(span_find(SPAN("ab"), SPAN("b"), 3), -1);
	assert_text(span_trim(SPAN(" \t a b \n")), "a b");
}

static void
arena_blocks_are_zeroed_again_after_reset(void **state)
{
	struct arena mem = { 0 };

	(void)state;
	memset(arena_alloc(&mem, 100), 'x', 100);
	memset(arena_alloc(&mem, 100000), 'x', 100000);
	arena_reset(&mem);
	for (int i = 0; i < 50; i++) {
		const char *bytes = arena_alloc(&mem, 2000);

		for (int j = 0; j < 2000; j++)
			assert_int_equal(bytes[j], 0);
	}
	arena_release(&mem);
}

static void
numbers_come_back_as_they_were_put(void **state)
{
	static const uint64_t values[] = { 0, 1, 127, 128, 300, 65535,
		UINT32_MAX, UINT64_MAX };
	struct buf buf = { 0 };
	struct cursor in;

	(void)state;
	for (size_t i = 0; i < sizeof values / sizeof *values; i++) {
		buf_put_varint(&buf, values[i]);
		buf_put_u64(&buf, values[i]);
		buf_put_svarint(&buf, (int64_t)values[i]);
		buf_put_svarint(&buf, -(int64_t)(values[i] / 2));
	}
	in = cursor_of(buf_span(&buf));
	for (size_t i = 0; i < sizeof values / sizeof *values; i++) {
		assert_true(cursor_varint(&in) == values[i]);
		assert_true(cursor_u64(&in) == values[i]);
		assert_true(cursor_svarint(&in) == (int64_t)values[i]);
		assert_true(cursor_svarint(&in) == -(int64_t)(values[i] / 2));
	}
	assert_int_equal(cursor_left(&in), 0);
	assert_false(in.failed);
	buf_release(&buf);
}

static void
a_cursor_fails_once_and_for_all(void **state)
{
	struct cursor in = cursor_of(SPAN("\x85"));

	(void)state;
	assert_int_equal(cursor_varint(&in), 0);
	assert_true(in.failed);
	assert_int_equal(cursor_u8(&in), 0);
	in = cursor_of(SPAN("\xff\xff\xff\xff\xff\xff\xff\xff\xff\x02"));
	cursor_varint(&in);
	assert_true(in.failed);
	in = cursor_of(SPAN("\x05""abc"));
	assert_int_equal(cursor_string(&in).len, 0);
	assert_true(in.failed);
}

static void
a_buffer_keeps_to_its_limit(void **state)
{
	struct buf buf = { .limit = 4 };

	(void)state;
	buf_puts(&buf, "abc");
	buf_puts(&buf, "de");
	buf_putc(&buf, 'f');
	assert_string_equal(buf_cstr(&buf), "abc");
	assert_true(buf.failed);
	buf_release(&buf);
}

/* Values of the reference implementation. */
static void
hashes_are_those_of_xxh64(void **state)
{
	struct hash_state hash;
	struct span text = SPAN("Nobody inspects the spammish repetition");

	(void)state;
	assert_true(hash64(SPAN(""), 0) == 0xef46db3751d8e999u);
	assert_true(hash64(SPAN("a"), 0) == 0xd24ec4f1a98c6e5bu);
	assert_true(hash64(text, 0) == 0xfbcea83c8a378bf1u);
	hash_init(&hash, 0);
	for (size_t i = 0; i < text.len; i++)
		hash_add(&hash, span_slice(text, i, i + 1));
	assert_true(hash_value(&hash) == 0xfbcea83c8a378bf1u);
}

static void
a_map_keeps_the_order_of_arrival(void **state)
{
	struct arena mem = { 0 };
	struct map map = { 0 };
	bool fresh;

	(void)state;
	for (unsigned i = 0; i < 1000; i++)
		map_put(&map, arena_printf(&mem, "key %u", i), i, &fresh);
	map_put(&map, SPAN("key 7"), 99, &fresh);
	assert_false(fresh);
	assert_int_equal(map.count, 1000);
	assert_int_equal(map_find(&map, SPAN("key 7"))->value, 7);
	assert_int_equal(map.entries[500].value, 500);
	assert_null(map_find(&map, SPAN("key")));
	map_release(&map);
	arena_release(&mem);
}

static void
diagnostics_say_their_label(void **state)
{
	struct diag_list list;
	struct buf out = { 0 };

	(void)state;
	diag_init(&list);
	diag_set_file(&list, SPAN("a.md"));
	diag_add(&list, DIAG_NOTE_DANGLING, 12, SPAN("17"));
	diag_message(&list.items[0], &out);
	assert_string_equal(buf_cstr(&out),
	    "mark 17 has no note; it is kept as text");
	assert_string_equal(diag_name(DIAG_NOTE_DANGLING), "note-dangling");
	assert_text(list.items[0].file, "a.md");
	buf_release(&out);
	diag_release(&list);
}

static void
a_replaced_file_is_whole(void **state)
{
	char folder[] = "/tmp/ibid-base-XXXXXX";
	struct buf path = { 0 };
	struct mapped map;

	(void)state;
	assert_non_null(mkdtemp(folder));
	buf_printf(&path, "%s/deep/er/file", folder);
	assert_int_equal(file_make_parents(path.ptr), 0);
	assert_int_equal(file_replace(path.ptr, SPAN("first"), 0666), 0);
	assert_int_equal(file_replace(path.ptr, SPAN("second"), 0666), 0);
	assert_int_equal(file_map(&map, path.ptr), 0);
	assert_text(map.bytes, "second");
	file_rest(&map);
	assert_text(map.bytes, "second");
	file_unmap(&map);
	file_rest(&map);
	assert_int_not_equal(file_map(&map, folder), 0);
	unlink(path.ptr);
	buf_clear(&path);
	buf_printf(&path, "%s/deep/er", folder);
	rmdir(path.ptr);
	buf_cut(&path, path.len - 3);
	rmdir(path.ptr);
	rmdir(folder);
	buf_release(&path);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(lines_end_with_any_line_end),
		cmocka_unit_test(numbers_stop_before_they_overflow),
		cmocka_unit_test(finding_stays_inside_the_span),
		cmocka_unit_test(arena_blocks_are_zeroed_again_after_reset),
		cmocka_unit_test(numbers_come_back_as_they_were_put),
		cmocka_unit_test(a_cursor_fails_once_and_for_all),
		cmocka_unit_test(a_buffer_keeps_to_its_limit),
		cmocka_unit_test(hashes_are_those_of_xxh64),
		cmocka_unit_test(a_map_keeps_the_order_of_arrival),
		cmocka_unit_test(diagnostics_say_their_label),
		cmocka_unit_test(a_replaced_file_is_whole),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
