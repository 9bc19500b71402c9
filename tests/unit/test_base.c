/* What base promises: growth, limits, reading, hashing, files, threads. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>
#include <cmocka.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/crew.h"
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

/* A byte is read in the middle; how many pages became the process's then? */
static size_t
pages_mapped(const struct mapped *map)
{
	size_t page = (size_t)sysconf(_SC_PAGESIZE), count = 0;
	size_t middle = map->bytes.len / 2, len;
	const volatile char *at = map->bytes.ptr;
	FILE *maps = fopen("/proc/self/smaps", "r");
	char line[256];
	unsigned long from;
	bool here = false;

	assert_int_equal(at[middle], 0);
	while (maps && fgets(line, sizeof line, maps)) {
		if (sscanf(line, "%lx-%*x ", &from) == 1 &&
		    strchr(line, '-') && strchr(line, '-') < line + 17)
			here = from == (uintptr_t)map->base;
		else if (here && sscanf(line, "Rss: %zu", &len) == 1)
			count = len * 1024 / page;
	}
	if (maps)
		fclose(maps);
	return count;
}

/* In memory a file has large pages, where it has not on a disk. */
static void
a_byte_of_a_large_file_maps_little_of_it(void **state)
{
	static const size_t len = (size_t)9 << 20;
	char path[] = "/dev/shm/ibid-base-XXXXXX";
	int fd = mkstemp(path);
	struct mapped map;

	(void)state;
	if (fd < 0)
		skip();
	assert_int_equal(ftruncate(fd, (off_t)len), 0);
	close(fd);
	assert_int_equal(file_map(&map, path), 0);
	unlink(path);
	assert_int_equal(map.bytes.len, len);
	assert_int_not_equal((uintptr_t)map.base % (2 << 20), 0);
	assert_in_range(pages_mapped(&map), 0, 64);
	assert_int_equal(map.bytes.ptr[0], 0);
	assert_int_equal(map.bytes.ptr[len - 1], 0);
	file_unmap(&map);
}

struct sum {
	unsigned from, count;
	unsigned long value;
};

/* Long and short ones by turns. */
static void
add_up(void *job)
{
	struct sum *sum = job;

	for (unsigned k = 0; k < (sum->from % 3 ? 1 : 200); k++) {
		sum->value = 0;
		for (unsigned i = 0; i < sum->count; i++)
			sum->value += sum->from + i;
	}
}

static void
a_crew_gives_jobs_back_in_their_order(void **state)
{
	static const unsigned sizes[] = { 1, 2, 5 };
	struct sum sums[100];

	(void)state;
	for (size_t k = 0; k < 3; k++) {
		struct crew *crew = crew_new(sizes[k], add_up);
		unsigned taken = 0;
		struct sum *sum;

		assert_null(crew_take(crew));
		for (unsigned i = 0; i < 100; i++) {
			sums[i] = (struct sum){ .from = i, .count = 1000 };
			if (crew_is_full(crew))
				assert_ptr_equal(crew_take(crew),
				    &sums[taken++]);
			crew_put(crew, &sums[i]);
		}
		assert_true(taken >= 100 - 2 * sizes[k]);
		while ((sum = crew_take(crew)))
			assert_ptr_equal(sum, &sums[taken++]);
		assert_int_equal(taken, 100);
		for (unsigned i = 0; i < 100; i++)
			assert_int_equal(sums[i].value,
			    1000ul * i + 999ul * 1000 / 2);
		crew_free(crew);
	}
	assert_true(crew_processors() >= 1);
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
		cmocka_unit_test(a_byte_of_a_large_file_maps_little_of_it),
		cmocka_unit_test(a_crew_gives_jobs_back_in_their_order),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
