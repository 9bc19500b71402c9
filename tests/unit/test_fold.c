/* Folding for search: what is kept, what is one, and the way back. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <cmocka.h>

#include "uni/uni.h"

#define assert_lines(text, keep, want) do { \
	struct buf out_ = { 0 }; \
	uni_fold_lines(&out_, SPAN(text), keep); \
	assert_string_equal(buf_cstr(&out_), want); \
	buf_release(&out_); \
} while (0)

static void
lines_stay_apart_and_space_runs_are_one(void **state)
{
	(void)state;
	assert_lines("One  two\vthree\n  Four \xc2\xa0 five.\n", 0,
	    "one two three\n four five.\n");
	assert_lines("A line long enough for vectors,  and\tTWO spaces\n\n x",
	    0, "a line long enough for vectors, and two spaces\n\n x");
}

static void
case_and_marks_are_kept_when_asked(void **state)
{
	(void)state;
	assert_lines("Guantánamo — Łódź", UNI_KEEP_CASE,
	    "Guantanamo - Lodz");
	assert_lines("Guantánamo", UNI_KEEP_MARKS, "guanta\xcc\x81namo");
	assert_lines("GUANTÁNAMO", UNI_KEEP_MARKS, "guanta\xcc\x81namo");
	assert_lines("Straße ﬁn", UNI_KEEP_CASE | UNI_KEEP_MARKS,
	    "Strasse fin");
	assert_lines("Cæsar cœur ǽ Ægir ŒUVRE Œdipe", 0,
	    "caesar coeur ae aegir oeuvre oedipe");
	assert_lines("Cæsar Ægir Œdipe", UNI_KEEP_CASE, "Caesar Aegir Oedipe");
	assert_lines("Cæsar ǽ", UNI_KEEP_MARKS, "caesar ae\xcc\x81");
	assert_lines("ÅNGSTRÖM \xc3\x85", UNI_KEEP_CASE | UNI_KEEP_MARKS,
	    "A\xcc\x8aNGSTRO\xcc\x88M A\xcc\x8a");
}

static void
fold_codes(struct buf *out, uint32_t code, unsigned keep)
{
	struct buf text = { 0 };

	buf_put_code(&text, code);
	uni_fold_lines(out, buf_span(&text), keep);
	buf_release(&text);
}

/*
 * What is folded keeping something folds on to what is folded keeping
 * nothing: a match with case is a match without.
 */
static void
keeping_less_gives_the_plain_fold_for_every_code_point(void **state)
{
	(void)state;
	for (unsigned keep = 0; keep < 4; keep++) {
		for (uint32_t code = 1; code <= 0x10ffff; code++) {
			struct buf plain = { 0 };
			struct buf kept = { 0 };
			struct buf again = { 0 };

			if (code == 0xd800)
				code = 0xe000;
			/* Han and Hangul beyond the first page: alike. */
			if (code == 0x4f00)
				code = 0x9f00;
			if (code == 0x20000)
				code = 0xdff00;
			fold_codes(&plain, code, 0);
			fold_codes(&kept, code, keep);
			uni_fold_lines(&again, buf_span(&kept), 0);
			if (!span_eq(buf_span(&plain), buf_span(&again)))
				print_error("keep %u: U+%04X\n", keep, code);
			assert_true(span_eq(buf_span(&plain),
			    buf_span(&again)));
			buf_release(&plain);
			buf_release(&kept);
			buf_release(&again);
		}
	}
}

/* A step at a time is the same as 16 bytes at a time. */
static void
vectors_fold_as_single_characters_do(void **state)
{
	static const char *const parts[] = {
		"a", "B", " ", "  ", "\v", "\n", "`", "'", "’", "é", "É",
		"e\xcc\x81", "\xc2\xad", "漢", "ﷺ", "ﬁ", "\xff", "\xc3", "—",
		"Word", " of", " sixteen bytes ab", "\x7f", "\x01", "𝔸", "ẞ",
	};
	unsigned seed = 1;

	(void)state;
	for (int round = 0; round < 2000; round++) {
		struct buf text = { 0 };
		struct buf fast = { 0 };
		struct buf slow = { 0 };
		unsigned keep = (unsigned)round % 4;
		struct uni_fold_walk walk;
		bool space = false;
		size_t at = 0;

		for (int i = 0; i < 40; i++) {
			seed = seed * 1103515245 + 12345;
			buf_puts(&text, parts[(seed >> 16) %
			    (sizeof parts / sizeof *parts)]);
		}
		uni_fold_lines(&fast, buf_span(&text), keep);
		walk = (struct uni_fold_walk){ .text = buf_span(&text),
			.keep = keep };
		for (size_t off = 0; off < text.len;) {
			struct buf one = { 0 };
			uint32_t code;
			size_t len = uni_decode(buf_span(&text), off, &code,
			    NULL);

			fold_codes(&one, code, keep);
			for (size_t i = 0; i < one.len; i++) {
				size_t from, to;

				if (one.ptr[i] == ' ' && space)
					continue;
				space = one.ptr[i] == ' ';
				buf_putc(&slow, one.ptr[i]);
				if (seed & 1 && at % 7)
					continue;
				uni_fold_find(&walk, slow.len - 1, &from,
				    &to);
				assert_int_equal(from, off);
				assert_int_equal(to, off + len);
			}
			buf_release(&one);
			off += len;
			at++;
		}
		assert_true(span_eq(buf_span(&fast), buf_span(&slow)));
		buf_release(&text);
		buf_release(&fast);
		buf_release(&slow);
	}
}

static void
word_classes_follow_the_script(void **state)
{
	(void)state;
	assert_int_equal(uni_word_class('a'), UNI_WORD_RUN);
	assert_int_equal(uni_word_class('7'), UNI_WORD_RUN);
	assert_int_equal(uni_word_class('_'), UNI_WORD_NONE);
	assert_int_equal(uni_word_class('\''), UNI_WORD_NONE);
	assert_int_equal(uni_word_class(0x6f22), UNI_WORD_SINGLE);
	assert_int_equal(uni_word_class(0x304b), UNI_WORD_SINGLE);
	assert_int_equal(uni_word_class(0x30ab), UNI_WORD_RUN);
	assert_int_equal(uni_word_class(0x0e01), UNI_WORD_SINGLE);
	assert_int_equal(uni_word_class(0x0e31), UNI_WORD_MARK);
	assert_int_equal(uni_word_class(0x0301), UNI_WORD_OPTIONAL);
	assert_int_equal(uni_word_class(0x0939), UNI_WORD_RUN);
	assert_int_equal(uni_word_class(0x110000), UNI_WORD_NONE);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(lines_stay_apart_and_space_runs_are_one),
		cmocka_unit_test(case_and_marks_are_kept_when_asked),
		cmocka_unit_test(
		    keeping_less_gives_the_plain_fold_for_every_code_point),
		cmocka_unit_test(vectors_fold_as_single_characters_do),
		cmocka_unit_test(word_classes_follow_the_script),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
