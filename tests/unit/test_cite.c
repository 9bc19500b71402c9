/*
 * What notes lean on, measured on sequences of notes with known answers.
 *
 * The sequences and the way to read them are in tests/spec/citations.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <cmocka.h>

#include "base/file.h"
#include "compile/cite.h"

#define NOTES_MAX 4000
#define ANSWERS_MAX 12

struct answer {
	struct span note;	/* as written: "7", "2/1", "none" */
	struct span locator;
};

struct sheet {
	struct arena mem;
	struct buf text;
	struct cite_note notes[NOTES_MAX];
	unsigned numbering[NOTES_MAX];	/* from 1 */
	unsigned line[NOTES_MAX];
	struct answer want[NOTES_MAX][ANSWERS_MAX];
	size_t want_count[NOTES_MAX];
	bool discussion[NOTES_MAX];	/* answer to the other question */
	size_t count;
};

/* "*Salt Roads*, 12" without its asterisks, and where they were. */
static void
put_text(struct sheet *sheet, struct cite_note *note, struct span line)
{
	struct cite_range *italics = arena_alloc(&sheet->mem,
	    (note->italic_count + line.len / 2 + 1) * sizeof *italics);
	char *text = arena_alloc(&sheet->mem, note->text.len + line.len + 2);
	size_t len = note->text.len;
	bool on = false;

	if (len)
		memcpy(text, note->text.ptr, len);
	if (note->italic_count)
		memcpy(italics, note->italics,
		    note->italic_count * sizeof *italics);
	if (len)
		text[len++] = '\n';
	for (size_t i = 0; i < line.len; i++) {
		struct cite_range *range = &italics[note->italic_count];

		if (line.ptr[i] != '*') {
			text[len++] = line.ptr[i];
			continue;
		}
		on = !on;
		if (on) {
			range->off = (uint32_t)len;
		} else {
			range->len = (uint32_t)len - range->off;
			note->italic_count++;
		}
	}
	note->text = span_of(text, len);
	note->italics = italics;
}

static void
put_answer(struct sheet *sheet, struct span line)
{
	size_t note = sheet->count - 1;
	ptrdiff_t at = span_find(line, SPAN(" @ "), 0);
	struct answer *want;

	assert_true(sheet->count > 0);
	if (span_eq(line, SPAN("says more"))) {
		sheet->discussion[note] = true;
		return;
	}
	assert_true(sheet->want_count[note] < ANSWERS_MAX);
	want = &sheet->want[note][sheet->want_count[note]++];
	want->note = span_slice(line, 0, at < 0 ? line.len : (size_t)at);
	want->locator = at < 0 ? SPAN("") :
	    span_slice(line, (size_t)at + 3, line.len);
}

/* False when the sheet is not there: outside of the source tree. */
static void
read_sheet(struct sheet *sheet, const char *name)
{
	const char *top = getenv("top_srcdir");
	struct span rest, line;
	char path[4096];
	uint32_t document = 0;
	unsigned numbering = 1;
	unsigned line_number = 0;
	bool restarts = false;

	snprintf(path, sizeof path, "%s/tests/spec/citations/%s.txt",
	    top ? top : ".", name);
	assert_int_equal(file_read(path, 0, &sheet->text), 0);
	rest = buf_span(&sheet->text);
	while (span_line(&rest, &line)) {
		unsigned label;
		size_t digits = span_number(line, &label);

		line_number++;
		if (line.len == 0 || *line.ptr == '#')
			continue;
		if (span_starts(line, SPAN("=="))) {
			document += span_starts(line, SPAN("===="));
			restarts = true;
			numbering++;
		} else if (span_starts(line, SPAN("-> "))) {
			put_answer(sheet, span_slice(line, 3, line.len));
		} else if (span_starts(line, SPAN("    "))) {
			put_text(sheet, &sheet->notes[sheet->count - 1],
			    span_trim(line));
		} else {
			struct cite_note *note = &sheet->notes[sheet->count];

			assert_true(digits > 0 && line.ptr[digits] == '.');
			assert_true(sheet->count < NOTES_MAX);
			sheet->numbering[sheet->count] = numbering;
			sheet->line[sheet->count] = line_number;
			sheet->count++;
			note->label = span_slice(line, 0, digits);
			note->document = document;
			note->restarts = restarts;
			restarts = false;
			put_text(sheet, note, span_trim(span_slice(line,
			    digits + 1, line.len)));
		}
	}
}

static void
free_sheet(struct sheet *sheet)
{
	arena_release(&sheet->mem);
	buf_release(&sheet->text);
	free(sheet);
}

/* ---- comparing ---- */

struct score {
	size_t found, wanted, right;
	size_t wrong;		/* a note named that is not meant */
};

/* The answer as the sheet would write it. */
static struct answer
as_written(struct sheet *sheet, size_t at, const struct doc_resolve *resolve)
{
	struct answer answer = { SPAN("none"), resolve->locator };

	if (resolve->note == DOC_NONE)
		return answer;
	answer.note = sheet->notes[resolve->note].label;
	if (sheet->numbering[resolve->note] != sheet->numbering[at])
		answer.note = arena_printf(&sheet->mem, "%u/%.*s",
		    sheet->numbering[resolve->note],
		    SPAN_ARG(answer.note));
	return answer;
}

static bool
same_answer(const struct answer *a, const struct answer *b)
{
	return span_eq(a->note, b->note) && span_eq(a->locator, b->locator);
}

/* The longest common subsequence: answers are in the order of the text. */
static size_t
count_right(const struct answer *got, size_t got_count,
    const struct answer *want, size_t want_count)
{
	size_t best[ANSWERS_MAX + 1][ANSWERS_MAX + 1] = { { 0 } };

	for (size_t i = 1; i <= got_count; i++) {
		for (size_t k = 1; k <= want_count; k++) {
			size_t up = best[i - 1][k], left = best[i][k - 1];

			best[i][k] = up > left ? up : left;
			if (same_answer(&got[i - 1], &want[k - 1]) &&
			    best[i - 1][k - 1] + 1 > best[i][k])
				best[i][k] = best[i - 1][k - 1] + 1;
		}
	}
	return best[got_count][want_count];
}

static bool
is_wanted(const struct answer *answer, const struct answer *want,
    size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (span_eq(answer->note, want[i].note))
			return true;
	return false;
}

static void
report(struct sheet *sheet, size_t at, const char *name,
    const struct answer *got, size_t got_count)
{
	print_message("%s.txt:%u: %.*s\n", name, sheet->line[at],
	    SPAN_ARG(sheet->notes[at].text));
	for (size_t i = 0; i < sheet->want_count[at]; i++)
		print_message("    want %.*s @ %.*s\n",
		    SPAN_ARG(sheet->want[at][i].note),
		    SPAN_ARG(sheet->want[at][i].locator));
	for (size_t i = 0; i < got_count; i++)
		print_message("    got  %.*s @ %.*s\n", SPAN_ARG(got[i].note),
		    SPAN_ARG(got[i].locator));
}

static void
measure(const char *name, struct score *total)
{
	struct sheet *sheet = calloc(1, sizeof *sheet);
	struct score score = { 0 };
	struct doc_resolve **resolves;
	uint32_t *counts;

	read_sheet(sheet, name);
	cite_resolve(&sheet->mem, sheet->notes, sheet->count, &resolves,
	    &counts);
	for (size_t i = 0; i < sheet->count; i++) {
		struct answer got[ANSWERS_MAX];
		size_t right;

		assert_true(counts[i] <= ANSWERS_MAX);
		for (uint32_t k = 0; k < counts[i]; k++)
			got[k] = as_written(sheet, i, &resolves[i][k]);
		right = count_right(got, counts[i], sheet->want[i],
		    sheet->want_count[i]);
		score.found += counts[i];
		score.wanted += sheet->want_count[i];
		score.right += right;
		for (uint32_t k = 0; k < counts[i]; k++)
			if (resolves[i][k].note != DOC_NONE &&
			    !is_wanted(&got[k], sheet->want[i],
			    sheet->want_count[i]))
				score.wrong++;
		if (right < counts[i] || right < sheet->want_count[i])
			report(sheet, i, name, got, counts[i]);
	}
	print_message("%s: %zu notes, %zu phrases: precision %.3f, "
	    "recall %.3f, %zu wrong notes\n", name, sheet->count,
	    score.wanted, (double)score.right / (double)score.found,
	    (double)score.right / (double)score.wanted, score.wrong);
	total->found += score.found;
	total->wanted += score.wanted;
	total->right += score.right;
	total->wrong += score.wrong;
	free_sheet(sheet);
}

static void
phrases_lean_on_the_right_notes(void **state)
{
	static const char *const names[] = { "chicago", "bluebook", "oscola",
	    "mla" };
	struct score total = { 0 };

	(void)state;
	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		measure(names[i], &total);
	print_message("all: %zu of %zu phrases, %zu found\n", total.right,
	    total.wanted, total.found);
	assert_int_equal(total.wrong, 0);
	assert_true((double)total.right >= 0.99 * (double)total.found);
	assert_true((double)total.right >= 0.95 * (double)total.wanted);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(phrases_lean_on_the_right_notes),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
