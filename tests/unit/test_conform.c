/*
 * How far clusters, words and lines follow the Unicode test files.
 *
 * The files are those of the distribution (/usr/share/unicode).  Every case
 * that differs is named, with the reason beside it.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <cmocka.h>

#include "base/file.h"
#include "uni/uni.h"

#define FOLDER "/usr/share/unicode/auxiliary/"

struct sample {
	struct buf text;
	struct buf breaks;	/* 1 where the file has one, a byte each */
};

/* "÷ 0020 × 0308 ÷": the break before each code point, and at the end. */
static void
read_sample(struct sample *sample, struct span line)
{
	bool brk = false;

	for (size_t off = 0; off < line.len && line.ptr[off] != '#';) {
		struct span rest = span_slice(line, off, line.len);

		if (span_starts(rest, SPAN("÷")) ||
		    span_starts(rest, SPAN("×"))) {
			brk = span_starts(rest, SPAN("÷"));
			off += 2;
		} else if (*rest.ptr == ' ' || *rest.ptr == '\t') {
			off++;
		} else {
			char *end;
			size_t len = sample->text.len;
			char word[16];

			snprintf(word, sizeof word, "%.*s",
			    (int)(rest.len < 8 ? rest.len : 8), rest.ptr);
			buf_put_code(&sample->text,
			    (uint32_t)strtoul(word, &end, 16));
			off += (size_t)(end - word);
			buf_putc(&sample->breaks, brk);
			buf_fill(&sample->breaks, 0,
			    sample->text.len - len - 1);
		}
	}
}

typedef void (*breaker)(struct span text, char *breaks);

static bool
agrees(const struct sample *sample, breaker find)
{
	size_t len = sample->text.len;
	char *got = calloc(1, len + 1);
	bool same = true;

	find(buf_span(&sample->text), got);
	/* A row, a word and a cluster always start at the start. */
	for (size_t i = 1; i < len; i++)
		same &= !got[i] == !sample->breaks.ptr[i];
	free(got);
	return same;
}

/*
 * Why a case differs: by the rule that the file's comment names for it, in
 * the order of this list, and how many do so.  The counts hold for files of
 * 15.0 and tables of 14.0; with others they are only printed.
 */
struct reason {
	const char *rule;
	const char *with;	/* also in the comment, or "" */
	int count;
	const char *why;
};

static const struct reason line_reasons[] = {
	{ "[20.0", "OBJECT REPLACEMENT", 17,
	    "the library allows no break beside U+FFFC where LB20 does" },
	{ "[14.0]", "(CM1_CM)", 10,
	    "the library breaks between OP SP and a lone mark (LB14)" },
	{ "[14.0]", "(ZWJ", 2,
	    "the library breaks between OP SP and a lone joiner (LB14)" },
	{ "[16.0]", "(CP_CP30)", 5,
	    "the library leaves CP out of LB16" },
	{ "[30.11]", "", 1,
	    "the library splits RI CM RI, which no flag has (LB30a)" },
	{ "[29.0]", "(IS)", 7,
	    "LB29 is added for letters, not for all of class AL" },
	{ "[999.0]", "", 34,
	    "the file tailors numbers (UAX #14, 8.2, example 7); "
	    "the library follows LB25" },
};

struct tally {
	const struct reason *reasons;
	size_t count;
	int found[16];
};

static bool
explain(struct tally *tally, struct span line)
{
	for (size_t i = 0; i < tally->count; i++) {
		const struct reason *reason = &tally->reasons[i];

		if (span_find(line, span_str(reason->rule), 0) < 0 ||
		    span_find(line, span_str(reason->with), 0) < 0)
			continue;
		tally->found[i]++;
		print_message("# differs: %.*s\n#   %s\n",
		    (int)span_chr(line, '\t', 0), line.ptr, reason->why);
		return true;
	}
	print_message("# differs, unexplained: %.*s\n", SPAN_ARG(line));
	return false;
}

static void
check_tally(const struct tally *tally, struct span first)
{
	if (span_find(first, SPAN("-15.0.0.txt"), 0) < 0 ||
	    strcmp(uni_version(), "14.0"))
		return;
	for (size_t i = 0; i < tally->count; i++)
		if (tally->found[i] != tally->reasons[i].count)
			fail_msg("%d cases, not %d, of: %s",
			    tally->found[i], tally->reasons[i].count,
			    tally->reasons[i].why);
}

static void
run_file(const char *name, breaker find, const struct reason *reasons,
    size_t reason_count)
{
	struct tally tally = { reasons, reason_count, { 0 } };
	struct buf file = { 0 };
	struct span rest, line, first;
	char path[256];
	int total = 0, passed = 0, explained = 0;

	snprintf(path, sizeof path, FOLDER "%s", name);
	if (file_read(path, 0, &file)) {
		buf_release(&file);
		skip();
	}
	rest = buf_span(&file);
	span_line(&rest, &first);
	while (span_line(&rest, &line)) {
		struct sample sample = { { 0 }, { 0 } };

		read_sample(&sample, line);
		if (sample.text.len) {
			bool same = agrees(&sample, find);

			total++;
			passed += same;
			explained += !same && explain(&tally, line);
		}
		buf_release(&sample.text);
		buf_release(&sample.breaks);
	}
	print_message("# %s: %d of %d cases pass (tables of Unicode %s)\n",
	    name, passed, total, uni_version());
	check_tally(&tally, first);
	buf_release(&file);
	assert_int_equal(passed + explained, total);
	assert_true(total > 100);
}

static void
clusters_follow_the_test_file(void **state)
{
	(void)state;
	run_file("GraphemeBreakTest.txt", uni_cluster_breaks, NULL, 0);
}

static void
words_follow_the_test_file(void **state)
{
	(void)state;
	run_file("WordBreakTest.txt", uni_word_breaks, NULL, 0);
}

static void
lines_follow_the_test_file(void **state)
{
	(void)state;
	run_file("LineBreakTest.txt", uni_line_breaks, line_reasons,
	    sizeof line_reasons / sizeof *line_reasons);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(clusters_follow_the_test_file),
		cmocka_unit_test(words_follow_the_test_file),
		cmocka_unit_test(lines_follow_the_test_file),
	};

	return cmocka_run_group_tests_name("conform", tests, NULL, NULL);
}
