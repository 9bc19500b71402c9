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
#include "compile/compile.h"
#include "doc/event.h"

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
	    "mla", "mixed", "traps", "heldout", "seven" };
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

static void
notes_that_say_more_are_told_from_sources(void **state)
{
	struct sheet *sheet = calloc(1, sizeof *sheet);
	size_t found = 0, wanted = 0, right = 0;

	(void)state;
	read_sheet(sheet, "kinds");
	for (size_t i = 0; i < sheet->count; i++) {
		uint32_t own;
		bool says = cite_kind(&sheet->notes[i], &own) ==
		    DOC_NOTE_DISCUSSION;

		found += says;
		wanted += sheet->discussion[i];
		right += says && sheet->discussion[i];
		if (says != sheet->discussion[i])
			print_message("kinds.txt:%u: %.*s\n    %u words\n",
			    sheet->line[i], SPAN_ARG(sheet->notes[i].text),
			    own);
	}
	print_message("kinds: %zu notes, %zu say more: precision %.3f, "
	    "recall %.3f\n", sheet->count, wanted,
	    (double)right / (double)found, (double)right / (double)wanted);
	assert_true((double)right >= 0.95 * (double)found);
	assert_true((double)right >= 0.9 * (double)wanted);
	free_sheet(sheet);
}

/* ---- small stories ---- */

struct story {
	struct arena mem;
	struct cite_note notes[16];
	size_t count;
};

/* A note numbered from 1, in the first document. */
static void
tell(struct story *story, const char *text)
{
	struct cite_note *note = &story->notes[story->count++];

	assert_true(story->count <= 16);
	note->label = arena_printf(&story->mem, "%zu", story->count);
	note->text = span_str(text);
}

/* "phrase = label @ locator", one a line. */
static void
expect(struct story *story, const char *want)
{
	struct doc_resolve **resolves;
	uint32_t *counts;
	struct buf out = { 0 };

	cite_resolve(&story->mem, story->notes, story->count, &resolves,
	    &counts);
	for (size_t i = 0; i < story->count; i++) {
		for (uint32_t k = 0; k < counts[i]; k++) {
			const struct doc_resolve *r = &resolves[i][k];

			buf_put(&out, span_slice(story->notes[i].text, r->off,
			    r->off + r->len));
			buf_puts(&out, " = ");
			if (r->note == DOC_NONE)
				buf_puts(&out, "none");
			else
				buf_put(&out, story->notes[r->note].label);
			buf_printf(&out, " @ %.*s\n", SPAN_ARG(r->locator));
		}
	}
	assert_string_equal(buf_cstr(&out), want);
	buf_release(&out);
	arena_release(&story->mem);
}

static void
a_phrase_is_from_its_name_to_its_locator(void **state)
{
	struct story story = { 0 };

	(void)state;
	tell(&story, "Ezra Adeyemi, \xe2\x80\x9cSalt Roads,\xe2\x80\x9d Tide "
	    "4 (2011): 17.");
	tell(&story, "See also ibid., 41; and elsewhere.");
	tell(&story, "For the price, see Adeyemi, \xe2\x80\x9cSalt "
	    "Roads,\xe2\x80\x9d 12 (my translation), and note 1 above.");
	tell(&story, "Adeyemi (n 1) 41.");
	expect(&story,
	    "ibid., 41 = 1 @ 41\n"
	    "Adeyemi, \xe2\x80\x9cSalt Roads,\xe2\x80\x9d 12 = 1 @ 12\n"
	    "note 1 above = 1 @ \n"
	    "Adeyemi (n 1) 41 = 1 @ 41\n");
}

static void
labels_that_stand_twice_lead_nowhere(void **state)
{
	struct story story = { 0 };

	(void)state;
	tell(&story, "Ezra Adeyemi, Salt Roads (Lagos: Harbour, 2011), 17.");
	tell(&story, "Ruth Castellan, Measures (Leeds: Aire, 2003), 1.");
	tell(&story, "See note 1 above.");
	story.notes[1].label = SPAN("1");
	expect(&story, "note 1 above = none @ \n");
}

static void
an_abbreviation_is_learned_where_it_is_declared(void **state)
{
	struct story story = { 0 };

	(void)state;
	tell(&story, "National Salt Workers Union (NSWU), \"Tides and Wages,\""
	    " 1961, https://nswu.example/tides.");
	tell(&story, "NSWU, \"Tides and Wages,\" para. 30-31.");
	expect(&story,
	    "NSWU, \"Tides and Wages,\" para. 30-31 = 1 @ para. 30-31\n");
}

/* ---- sources ---- */

static void
sources_are_counted_once_with_their_notes(void **state)
{
	struct story story = { 0 };
	struct cite_source *sources;
	struct buf out = { 0 };
	size_t count;

	(void)state;
	tell(&story, "Ezra Adeyemi, Salt Roads (Lagos: Harbour Press, 2011), "
	    "17; Petra Zelenka, \"The Road,\" Inland Review 2 (1979): 9, "
	    "https://doi.org/10.5555/ir.9.");
	tell(&story, "Adeyemi, Salt Roads, 41.");
	tell(&story, "Ibid.; see https://crn.example.org/a/.");
	tell(&story, "Teale v. Brine Board, 77 F.3d 1201 (9th Cir. 1996); "
	    "8 U.S.C. \xc2\xa7 1158.");
	tell(&story, "http://www.crn.example.org/a and Teale, 77 F.3d at 3.");
	tell(&story, "Ghent, \"Advisory Opinion,\" para. 30. (On this more.)");
	tell(&story, "Ghent, \"Advisory Opinion,\" 4.");
	cite_sources(&story.mem, story.notes, story.count, &sources, &count);
	for (size_t i = 0; i < count; i++) {
		buf_printf(&out, "%s|%.*s|%.*s|%.*s|",
		    cite_type_name(sources[i].type),
		    SPAN_ARG(sources[i].author), SPAN_ARG(sources[i].title),
		    SPAN_ARG(sources[i].doi.len ? sources[i].doi :
		    sources[i].url));
		for (uint32_t k = 0; k < sources[i].note_count; k++)
			buf_printf(&out, " %u", sources[i].notes[k] + 1);
		buf_putc(&out, '\n');
	}
	assert_string_equal(buf_cstr(&out),
	    "book|Ezra Adeyemi|Salt Roads|| 1 2 3\n"
	    "journal|Petra Zelenka|The Road|10.5555/ir.9| 1\n"
	    "web|||https://crn.example.org/a/| 3 5\n"
	    "case|Teale v. Brine Board||| 4 5\n"
	    "law||8 U.S.C. \xc2\xa7 1158|| 4\n"
	    "|Ghent|Advisory Opinion|| 6 7\n");
	buf_release(&out);
	arena_release(&story.mem);
}

static void
a_type_is_told_where_the_evidence_is_clear(void **state)
{
	static const char *const notes[][2] = {
		{ "news", "Ada Brandt, \"Salt Rises,\" Wall Street Journal, "
		    "December 15, 2020." },
		{ "", "Ada Brandt, \"Salt Falls,\" Center for Maritime "
		    "Studies, 2020." },
		{ "law", "Lagos, \"Salt Act 1968,\" "
		    "https://law.example/salt." },
		{ "report", "Emil Krog, Report of the Board of Salt (Lagos: "
		    "Board of Salt, 1902)." },
		{ "report", "H.R. Rep. No. 90-1177, at 14 (1968)." },
		{ "book", "H. W. Krog: Voices of Salt, New York, 1899, "
		    "p. 38." },
		{ "book", "G. Krog: Les Salines, Paris, Fischbacher, 1900." },
		{ "", "Revue Saline, Paris, August 13, 1892." },
		{ "", "Emil Krog, \"On Salt,\" London, 1999." },
	};
	const size_t count = sizeof notes / sizeof *notes;
	struct story story = { 0 };
	struct cite_source *sources;
	size_t source_count;

	(void)state;
	for (size_t i = 0; i < count; i++)
		tell(&story, notes[i][1]);
	cite_sources(&story.mem, story.notes, story.count, &sources,
	    &source_count);
	assert_int_equal(source_count, count);
	for (size_t i = 0; i < count; i++)
		assert_string_equal(cite_type_name(sources[i].type),
		    notes[i][0]);
	arena_release(&story.mem);
}

static void
a_work_without_an_author_is_told_from_its_first_word(void **state)
{
	struct story story = { 0 };
	struct cite_source *sources;
	size_t count;

	(void)state;
	tell(&story, "See Memoirs of the Salt King, London, 1840, p. 6.");
	cite_sources(&story.mem, story.notes, story.count, &sources, &count);
	assert_int_equal(count, 1);
	assert_true(span_eq(sources[0].text, SPAN("Memoirs of the Salt King, "
	    "London, 1840, p. 6")));
	arena_release(&story.mem);
}

/*
 * The report's chapter leans on two works that its other chapters cite in
 * full: that must be said, and nothing must be made up.
 */
static void
the_report_leans_on_what_it_does_not_hold(void **state)
{
	struct sheet *sheet = calloc(1, sizeof *sheet);
	const char *top = getenv("top_srcdir");
	struct doc_resolve **resolves;
	uint32_t *counts;
	struct span rest, line;
	char path[4096];

	(void)state;
	snprintf(path, sizeof path, "%s/../shared/report/chapter-6.md",
	    top ? top : ".");
	if (file_read(path, 0, &sheet->text)) {
		free_sheet(sheet);
		skip();
	}
	rest = buf_span(&sheet->text);
	rest = span_slice(rest, (size_t)span_find(rest, SPAN("\n# Endnotes"),
	    0) + 1, rest.len);
	while (span_line(&rest, &line)) {
		struct cite_note *note = &sheet->notes[sheet->count];
		unsigned label;
		size_t digits = span_number(line, &label);

		if (!digits || sheet->count == NOTES_MAX)
			continue;
		sheet->count++;
		note->label = span_slice(line, 0, digits);
		put_text(sheet, note, span_trim(span_slice(line, digits + 1,
		    line.len)));
	}
	assert_int_equal(sheet->count, 10);
	cite_resolve(&sheet->mem, sheet->notes, sheet->count, &resolves,
	    &counts);
	for (size_t i = 0; i < sheet->count; i++) {
		bool leans = span_eq(sheet->notes[i].label, SPAN("401")) ||
		    span_eq(sheet->notes[i].label, SPAN("404"));

		assert_int_equal(counts[i], leans);
		if (leans)
			assert_int_equal(resolves[i][0].note, DOC_NONE);
		assert_int_equal(cite_kind(&sheet->notes[i], NULL),
		    span_eq(sheet->notes[i].label, SPAN("404")) ?
		    DOC_NOTE_DISCUSSION : DOC_NOTE_SOURCE);
	}
	free_sheet(sheet);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(phrases_lean_on_the_right_notes),
		cmocka_unit_test(notes_that_say_more_are_told_from_sources),
		cmocka_unit_test(a_phrase_is_from_its_name_to_its_locator),
		cmocka_unit_test(labels_that_stand_twice_lead_nowhere),
		cmocka_unit_test(
		    an_abbreviation_is_learned_where_it_is_declared),
		cmocka_unit_test(sources_are_counted_once_with_their_notes),
		cmocka_unit_test(a_type_is_told_where_the_evidence_is_clear),
		cmocka_unit_test(
		    a_work_without_an_author_is_told_from_its_first_word),
		cmocka_unit_test(the_report_leans_on_what_it_does_not_hold),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
