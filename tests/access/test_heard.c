/*
 * What is heard of ibid under yasr, key by key.  The sentences are the
 * interface: change them only on purpose.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <glob.h>
#include <stdio.h>
#include <stdlib.h>
#include <cmocka.h>

#include "base/arena.h"
#include "base/file.h"
#include "tests/access/five.h"
#include "tests/access/hear.h"

static struct hear *
start(const char *type, const char *option)
{
	struct hear *hear;

	if (!hear_available())
		five_skip("yasr is not installed");
	hear = hear_start(&(struct vt_opts){
		.type = type,
		.argv = real_argv(NULL, REAL_OPTS(option)),
		.env = real_env(NULL) });
	assert_non_null(hear);
	return hear;
}

/* yasr reads brackets as blanks. */
static void
spoken(struct buf *line)
{
	size_t len = 0;

	for (size_t i = 0; i < line->len; i++) {
		char byte = line->ptr[i];

		if (byte == '[' || byte == ']')
			byte = ' ';
		if (byte != ' ' || len == 0 || line->ptr[len - 1] != ' ')
			line->ptr[len++] = byte;
	}
	buf_cut(line, len);
}

/*
 * yasr pauses wherever the bytes that it reads end, which is not ours to
 * say: blanks and the ends of utterances do not count.
 */
static bool
is_same(struct span a, struct span b)
{
	size_t i = 0, j = 0;

	for (;;) {
		while (i < a.len && strchr(" \n|", a.ptr[i]))
			i++;
		while (j < b.len && strchr(" \n|", b.ptr[j]))
			j++;
		if (i == a.len || j == b.len)
			return i == a.len && j == b.len;
		if (a.ptr[i++] != b.ptr[j++])
			return false;
	}
}

/* Down says exactly the line under the cursor. */
static void
a2_down_says_exactly_the_next_line(const char *type)
{
	struct hear *hear = start(type, "--a11y");

	hear_said(hear);
	for (int i = 1; i <= 30; i++) {
		const char *said = hear_keys(hear, "Down");
		struct buf want = { 0 };
		int row, col;

		vt_cursor(hear_vt(hear), &row, &col);
		assert_int_equal(row, i < 14 ? i : 14);
		vt_row(hear_vt(hear), row, &want);
		buf_putc(&want, '\n');
		spoken(&want);
		assert_string_equal(said, buf_cstr(&want));
		buf_release(&want);
	}
	hear_free(hear);
}

/* The page has rows 0 to 22. */
#define LAST_ROW 22

/* What is said of a row: its text; of a blank one "blank", or nothing. */
static void
assert_row_said(struct hear *hear, int row, const char *said)
{
	struct buf want = { 0 };

	vt_row(hear_vt(hear), row, &want);
	spoken(&want);
	if (!span_trim(buf_span(&want)).len && *said)
		buf_puts(&want, "blank");
	if (!is_same(span_str(said), buf_span(&want)))
		fail_msg("row %d: \"%s\" was said as \"%s\"", row,
		    buf_cstr(&want), said);
	buf_release(&want);
}

static void
a2_without_a11y_down_says_exactly_the_row_that_comes(const char *type)
{
	struct hear *hear = start(type, "--arrows=scroll");

	hear_said(hear);
	for (int i = 1; i <= 30; i++) {
		const char *said = hear_keys(hear, "Down");
		int row, col;

		assert_row_said(hear, LAST_ROW, said);
		vt_cursor(hear_vt(hear), &row, &col);
		assert_int_equal(row, 0);
	}
	hear_free(hear);
}

static void
a2_with_a_cursor_down_and_up_say_the_row_they_reach(const char *type)
{
	struct hear *hear = start(type, "--arrows=cursor");
	int row, col;

	hear_said(hear);
	for (int i = 1; i <= 30; i++) {
		const char *said = hear_keys(hear, "Down");

		vt_cursor(hear_vt(hear), &row, &col);
		assert_int_equal(row, i < LAST_ROW ? i : LAST_ROW);
		assert_row_said(hear, row, said);
	}
	for (int i = 1; i <= 25; i++) {
		const char *said = hear_keys(hear, "Up");

		vt_cursor(hear_vt(hear), &row, &col);
		assert_int_equal(row, i < LAST_ROW ? LAST_ROW - i : 0);
		assert_row_said(hear, row, said);
	}
	hear_free(hear);
}

/* What takes the place of a message is heard, once. */
static void
a2_b2_after_a_message_the_status_line_is_said_once(const char *type)
{
	struct hear *hear = start(type, "--arrows=cursor");
	const char *said;

	hear_keys(hear, "Down Down Down Down =");
	said = hear_keys(hear, "Down");
	assert_non_null(strstr(said, REAL_TITLE " 3%"));
	assert_row_said(hear, 6, hear_keys(hear, "Down"));
	hear_free(hear);
}

static void
opening_says_the_place_the_title_and_each_line_once(const char *type)
{
	struct hear *hear = start(type, "--a11y");
	const char *said = hear_said(hear);

	assert_ptr_equal(said, strstr(said, "2 percent. h for help.\n"
	    REAL_TITLE "\nChapter of 1 stones\nharbour 1100"));
	assert_null(strstr(strstr(said, REAL_TITLE) + 1, REAL_TITLE));
	assert_null(strstr(strstr(said, "harbour 1100") + 1,
	    "harbour 1100"));
	assert_null(strstr(said, "\nB\n"));
	hear_free(hear);
}

static void
a3_b5_a_note_is_read_and_closing_it_says_nothing(const char *type)
{
	struct hear *hear = start(type, "--a11y");

	hear_keys(hear, "Tab");
	assert_true(is_same(span_str(hear_keys(hear, "Enter")), SPAN(
	    "Note 1. Says more, 40 words, cited once, here.\n"
	    "The note on stone 1 says that it lies near the water, that it "
	    "is round,\n"
	    "and that nobody has moved it in the 101 years since it was "
	    "seen by the\n"
	    "one who drew the map of the shore.\n"
	    "End of note 1.\n")));
	/* Rows are kept for it, so nothing is uncovered. */
	assert_string_equal(hear_keys(hear, "Left"), "");
	hear_free(hear);
}

/* Though most of it stands there already. */
static void
a3_tab_in_a_note_says_all_of_the_next(const char *type)
{
	struct hear *hear = start(type, "--a11y");

	hear_keys(hear, "Tab Enter");
	assert_true(is_same(span_str(hear_keys(hear, "Tab")), SPAN(
	    "Note 2. Says more, 40 words, cited once, here.\n"
	    "The note on stone 2 says that it lies near the water, that it "
	    "is round,\n"
	    "and that nobody has moved it in the 102 years since it was "
	    "seen by the\n"
	    "one who drew the map of the shore.\n"
	    "End of note 2.\n")));
	hear_free(hear);
}

static void
b2_a_mark_is_reached_without_words(const char *type)
{
	struct hear *hear = start(type, "--a11y");
	const char *said;

	hear_said(hear);
	said = hear_keys(hear, "Tab");
	assert_string_equal(said, "");
	hear_free(hear);
}

static void
a_row_of_the_contents_is_said_for_each_arrow(const char *type)
{
	struct hear *hear = start(type, "--a11y");

	hear_keys(hear, "t");
	hear_keys(hear, "Down Down");
	assert_string_equal(hear_keys(hear, "Down"),
	    "Chapter of 3 stones\n");
	assert_string_equal(hear_keys(hear, "Down"),
	    "Chapter of 4 stones\n");
	hear_free(hear);
}

static void
a_search_says_its_count(const char *type)
{
	struct hear *hear = start(type, "--a11y");
	const char *said;

	hear_keys(hear, "/ t h i c k e t");
	said = hear_keys(hear, "Enter");
	/* Before it, the match itself, which is drawn in reverse. */
	assert_ptr_equal(said, strstr(said, "thicket\nMatch 1 of "));
	assert_non_null(strstr(said, " for thicket: 1105 1+ willow"));
	hear_free(hear);
}

static void
b6_keywords_are_said_with_their_counts(const char *type)
{
	struct hear *hear = hear_start(&(struct vt_opts){ .type = type,
	    .argv = real_argv(NULL, REAL_OPTS("--a11y", "--keyword=harbour",
	    "--keyword=zqx")), .env = real_env(NULL) });
	const char *said;

	if (!hear)
		five_skip("yasr is not installed");
	said = hear_keys(hear, "K");
	assert_non_null(strstr(said, "harbour 262\n"));
	assert_null(strstr(said, "harbour 0"));
	hear_free(hear);
}

static void
b1_idle_says_nothing(const char *type)
{
	struct hear *hear = start(type, "--a11y");

	hear_said(hear);
	assert_true(vt_settle(hear_vt(hear)));
	assert_string_equal(hear_said(hear), "");
	hear_free(hear);
}

/* ---- transcripts ---- */

/* What was said, a bar before each utterance. */
static void
put_said(struct buf *out, const char *said)
{
	struct span rest = span_str(said), line;

	while (span_line(&rest, &line))
		buf_printf(out, "| %.*s\n", SPAN_ARG(line));
}

static struct hear *
open_story(struct span options)
{
	static const char *list[8];
	static struct arena mem;
	size_t count;
	char **words;

	arena_release(&mem);
	words = arena_words(&mem, options, 0, &count);
	assert_in_range(count, 0, 7);
	for (size_t i = 0; i <= count; i++)
		list[i] = words[i];
	return hear_start(&(struct vt_opts){ .argv = real_argv(NULL, list),
		.env = real_env(NULL) });
}

/*
 * Tell a story again: "open OPTIONS", "key NAMES", "rest"; lines with a bar
 * are what is heard then, and are made anew.
 */
static void
tell(struct span story, struct buf *out)
{
	struct hear *hear = NULL;
	struct span line;

	while (span_line(&story, &line)) {
		if (span_starts(line, SPAN("|")))
			continue;
		buf_printf(out, "%.*s\n", SPAN_ARG(line));
		if (span_starts(line, SPAN("open "))) {
			hear = open_story(span_slice(line, 5, line.len));
			assert_non_null(hear);
			put_said(out, hear_said(hear));
		} else if (span_starts(line, SPAN("key "))) {
			char names[128];

			snprintf(names, sizeof names, "%.*s",
			    SPAN_ARG(span_slice(line, 4, line.len)));
			put_said(out, hear_keys(hear, names));
		} else if (span_starts(line, SPAN("rest"))) {
			assert_true(vt_settle(hear_vt(hear)));
			put_said(out, hear_said(hear));
		}
	}
	hear_free(hear);
}

/* A line at a time, for messages are short. */
static void
print_heard(const char *path, struct span got)
{
	struct span line;

	print_message("# %s is heard otherwise:\n", path);
	while (span_line(&got, &line))
		print_message("# %.*s\n", SPAN_ARG(line));
}

/* HEARD_UPDATE=1 in the environment writes down what is heard now. */
static void
each_transcript_is_what_is_heard(const char *type)
{
	const char *top = getenv("top_srcdir");
	glob_t files;
	char pattern[512];
	int wrong = 0;

	(void)type;
	if (!hear_available())
		five_skip("yasr is not installed");
	snprintf(pattern, sizeof pattern, "%s/tests/golden/heard/*.heard",
	    top ? top : ".");
	assert_int_equal(glob(pattern, 0, NULL, &files), 0);
	for (size_t i = 0; i < files.gl_pathc; i++) {
		struct buf want = { 0 }, got = { 0 };

		assert_int_equal(file_read(files.gl_pathv[i], 0, &want), 0);
		tell(buf_span(&want), &got);
		if (getenv("HEARD_UPDATE")) {
			assert_int_equal(file_replace(files.gl_pathv[i],
			    buf_span(&got), 0644), 0);
		} else if (!is_same(buf_span(&want), buf_span(&got))) {
			print_heard(files.gl_pathv[i], buf_span(&got));
			wrong++;
		}
		buf_release(&want);
		buf_release(&got);
	}
	globfree(&files);
	assert_int_equal(wrong, 0);
}

int
main(void)
{
	static const struct five_case cases[] = {
		FIVE(a2_down_says_exactly_the_next_line),
		FIVE(a2_without_a11y_down_says_exactly_the_row_that_comes),
		FIVE(a2_with_a_cursor_down_and_up_say_the_row_they_reach),
		FIVE(a2_b2_after_a_message_the_status_line_is_said_once),
		FIVE(a3_b5_a_note_is_read_and_closing_it_says_nothing),
		FIVE(a3_tab_in_a_note_says_all_of_the_next),
		FIVE(b1_idle_says_nothing),
		FIVE(b6_keywords_are_said_with_their_counts),
		FIVE(b2_a_mark_is_reached_without_words),
		ONCE(opening_says_the_place_the_title_and_each_line_once),
		ONCE(a_row_of_the_contents_is_said_for_each_arrow),
		ONCE(a_search_says_its_count),
		ONCE(each_transcript_is_what_is_heard),
	};

	return five_main(cases);
}
