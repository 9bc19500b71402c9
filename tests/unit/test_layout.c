/* Documents as rows of cells: golden screens, and where text is on them. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <cmocka.h>

#include "base/file.h"
#include "layout_story.h"

/* ---- golden screens ---- */

/*
 * A file of tests/golden/layout holds cases one after another:
 *
 *     # a comment
 *     width 20 justify
 *     p A document as in layout_story.h
 *     screen
 *     |A document as in    |
 *
 * Rows are compared without the spaces at their ends.
 */
struct golden {
	const char *name;
	struct layout_opts opts;
	struct story story;
	struct layout_hyphens *hyphens;
	struct buf want;
	unsigned line;
	bool open;
	int cases;
};

static void
set_option(struct layout_opts *opts, struct span word)
{
	static const struct {
		const char *word;
		size_t off;
	} flags[] = {
		{ "hyphenate", offsetof(struct layout_opts, hyphenate) },
		{ "total-fit", offsetof(struct layout_opts, total_fit) },
		{ "ascii", offsetof(struct layout_opts, ascii) },
		{ "translit", offsetof(struct layout_opts, translit) },
		{ "a11y", offsetof(struct layout_opts, a11y) },
		{ "pages", offsetof(struct layout_opts, pages) },
		{ "wrap-code", offsetof(struct layout_opts, wrap_code) },
	};

	for (size_t i = 0; i < sizeof flags / sizeof *flags; i++)
		if (span_eq(word, span_str(flags[i].word))) {
			*(bool *)((char *)opts + flags[i].off) = true;
			return;
		}
	if (span_eq(word, SPAN("justify")))
		opts->align = LAYOUT_JUSTIFY;
	else if (span_eq(word, SPAN("bracket")))
		opts->marks = LAYOUT_MARKS_BRACKET;
	else if (span_eq(word, SPAN("nobidi")))
		opts->bidi = LAYOUT_BIDI_OFF;
	else if (span_eq(word, SPAN("wide")))
		opts->ambiguous_cols = 2;
	else if (span_starts(word, SPAN("shift=")))
		opts->code_shift = atoi(word.ptr + 6);
	else
		fail_msg("option %.*s", SPAN_ARG(word));
}

static void
begin_case(struct golden *golden, struct span rest)
{
	unsigned cols;
	size_t len = span_number(rest, &cols);

	golden->opts = (struct layout_opts){ .cols = (int)cols,
	    .notes = &story_notes, .lang = SPAN("en"),
	    .hyphens = golden->hyphens };
	rest = span_slice(rest, len, rest.len);
	while (rest.len) {
		ptrdiff_t space = span_chr(rest, ' ', 0);
		size_t end = space < 0 ? rest.len : (size_t)space;

		if (end)
			set_option(&golden->opts, span_slice(rest, 0, end));
		rest = span_slice(rest, end + 1, rest.len);
	}
	story_begin(&golden->story);
	golden->open = true;
	golden->cases++;
}

static void
end_case(struct golden *golden)
{
	struct buf got = { 0 };

	if (!golden->open)
		return;
	story_rows(&golden->story, &golden->opts, &got);
	if (!span_eq(buf_span(&got), buf_span(&golden->want)))
		fail_msg("%s, the case before line %u\n--- wanted\n%s"
		    "--- got\n%s", golden->name, golden->line,
		    buf_cstr(&golden->want), buf_cstr(&got));
	buf_release(&got);
	buf_clear(&golden->want);
	story_release(&golden->story);
	golden->open = false;
}

static void
want_row(struct golden *golden, struct span line)
{
	size_t end = line.len > 1 ? line.len - 1 : 1;

	assert_int_equal(line.ptr[line.len - 1], '|');
	while (end > 1 && line.ptr[end - 1] == ' ')
		end--;
	buf_put(&golden->want, span_slice(line, 1, end));
	buf_putc(&golden->want, '\n');
}

static void
run_golden(const char *path, const char *name)
{
	struct golden golden = { .name = name };
	char folder[4096];
	struct buf file = { 0 };
	struct span rest, line;

	snprintf(folder, sizeof folder, "%s/tests/golden/hyphen",
	    getenv("top_srcdir") ? getenv("top_srcdir") : ".");
	golden.hyphens = layout_hyphens_new(folder);
	assert_int_equal(file_read(path, 0, &file), 0);
	rest = buf_span(&file);
	while (span_line(&rest, &line)) {
		golden.line++;
		if (span_starts(line, SPAN("#")) || line.len == 0)
			continue;
		if (span_starts(line, SPAN("width "))) {
			end_case(&golden);
			begin_case(&golden, span_slice(line, 6, line.len));
		} else if (span_eq(line, SPAN("screen"))) {
			story_end(&golden.story, 1000);
		} else if (*line.ptr == '|') {
			want_row(&golden, line);
		} else if (!story_line(&golden.story, line)) {
			fail_msg("%s:%u: %.*s", name, golden.line,
			    SPAN_ARG(line));
		}
	}
	end_case(&golden);
	assert_true(golden.cases > 0);
	layout_hyphens_free(golden.hyphens);
	buf_release(&golden.want);
	buf_release(&file);
}

static void
screens_are_as_drawn(void **state)
{
	char folder[4096], path[8192];
	struct dirent **names;
	int count;

	(void)state;
	snprintf(folder, sizeof folder, "%s/tests/golden/layout",
	    getenv("top_srcdir") ? getenv("top_srcdir") : ".");
	count = scandir(folder, &names, NULL, alphasort);
	assert_true(count > 2);
	for (int i = 0; i < count; i++) {
		if (names[i]->d_name[0] != '.') {
			snprintf(path, sizeof path, "%s/%s", folder,
			    names[i]->d_name);
			run_golden(path, names[i]->d_name);
		}
		free(names[i]);
	}
	free(names);
}

/* ---- units ---- */

static void
begin(struct story *story, const char *lines)
{
	struct span rest = span_str(lines);
	struct span line;

	story_begin(story);
	while (span_line(&rest, &line))
		assert_true(story_line(story, line));
	story_end(story, 1000);
}

static void
a_unit_is_a_leaf_or_a_table_row(void **state)
{
	struct story story;
	const struct doc_node *nodes;
	uint32_t count;

	(void)state;
	begin(&story, "p one\ntable\nhead a | b\nrow c | d\nend\np two\n");
	nodes = story.doc.nodes;
	count = (uint32_t)story.doc.node_count;
	/* 0 p, 1 table, 2 head, 3 4 cells, 5 row, 6 7 cells, 8 p */
	assert_int_equal(layout_unit_next(nodes, count, 0), 0);
	assert_int_equal(layout_unit_next(nodes, count, 1), 2);
	assert_int_equal(layout_unit_next(nodes, count, 3), 5);
	assert_int_equal(layout_unit_next(nodes, count, 6), 8);
	assert_int_equal(layout_unit_next(nodes, count, 9), DOC_NONE);
	assert_int_equal(layout_unit_prev(nodes, count, count), 8);
	assert_int_equal(layout_unit_prev(nodes, count, 8), 5);
	assert_int_equal(layout_unit_prev(nodes, count, 5), 2);
	assert_int_equal(layout_unit_prev(nodes, count, 0), DOC_NONE);
	assert_int_equal(layout_unit_of(nodes, count, 7), 5);
	assert_int_equal(layout_unit_of(nodes, count, 1), 2);
	assert_int_equal(layout_table_header(nodes, count, 5), 2);
	assert_int_equal(layout_table_header(nodes, count, 2), DOC_NONE);
	assert_int_equal(layout_table_header(nodes, count, 8), DOC_NONE);
	story_release(&story);
}

/* ---- places ---- */

static void
a_place_is_found_on_its_row_and_column(void **state)
{
	struct layout_opts opts = { .cols = 10, .notes = &story_notes };
	struct arena mem = { 0 };
	const struct layout_block *block;
	struct story story;

	(void)state;
	begin(&story, "p first words, then more{4} here\n");
	block = layout_unit(&mem, story.doc.nodes, 1, 0, &opts);
	/* "first", "words,", "then", "more⁴⁰⁴", "here" */
	assert_int_equal(block->lead_rows, 1);
	assert_int_equal(block->place, 1000);
	assert_int_equal(block->end, 1027);
	assert_int_equal(block->row_count - block->lead_rows, 5);
	assert_int_equal(layout_row_of(block, 1000), 1);
	assert_int_equal(layout_row_of(block, 1005), 1);
	assert_int_equal(layout_row_of(block, 1006), 2);
	assert_int_equal(layout_row_of(block, 0), 1);
	assert_int_equal(layout_row_of(block, 9999), 5);
	assert_int_equal(layout_col_of(&block->rows[2], 1008), 2);
	assert_int_equal(layout_place_at(&block->rows[2], 2), 1008);
	/* A mark carries its note on every cell, at the place of the mark. */
	assert_int_equal(block->rows[4].cells[3].note, DOC_NONE);
	for (int i = 4; i < 7; i++) {
		assert_int_equal(block->rows[4].cells[i].note, 4);
		assert_int_equal(block->rows[4].cells[i].place, 1022);
		assert_int_equal(block->rows[4].cells[i].element,
		    LAYOUT_EL_MARK);
	}
	story_release(&story);
	arena_release(&mem);
}

static void
a_place_is_found_in_mixed_directions(void **state)
{
	struct layout_opts opts = { .cols = 40 };
	struct arena mem = { 0 };
	const struct layout_block *block;
	const struct layout_row *row;
	struct story story;

	(void)state;
	begin(&story, "p The word שלום (here)\nprtl אב (12) ג\n");
	block = layout_unit(&mem, story.doc.nodes, 2, 0, &opts);
	row = &block->rows[block->lead_rows];
	/* The first letter of the Hebrew word stands at its right. */
	assert_int_equal(layout_col_of(row, 1009), 12);
	assert_int_equal(layout_col_of(row, 1015), 9);
	assert_int_equal(layout_place_at(row, 12), 1009);
	assert_true(row->cells[12].flags & LAYOUT_RTL);
	assert_false(row->cells[8].flags & LAYOUT_RTL);
	assert_int_equal(layout_col_of(row, 1017), 13);
	/* " ג (12) בא" at the right edge: brackets are mirrored. */
	block = layout_unit(&mem, story.doc.nodes, 2, 1, &opts);
	row = &block->rows[block->lead_rows];
	assert_int_equal(row->cols, 40);
	assert_int_equal(layout_col_of(row, story.doc.nodes[1].place), 39);
	assert_int_equal(layout_col_of(row, story.doc.nodes[1].place + 5),
	    36);
	assert_memory_equal(row->cells[36].text.ptr, ")", 1);
	assert_memory_equal(row->cells[34].text.ptr, "1", 1);
	story_release(&story);
	arena_release(&mem);
}

static void
a_container_that_goes_on_is_not_numbered_again(void **state)
{
	struct layout_opts opts = { .cols = 20 };
	struct arena mem = { 0 };
	struct layout_block *block;
	struct buf out = { 0 };
	struct story story;

	(void)state;
	begin(&story, "numbers\nitem 7\np second part\nend\nend\n");
	/* As at the start of a chunk: the list and the item began before. */
	story.doc.nodes[0].place = story.doc.nodes[1].place = 10;
	block = layout_unit(&mem, story.doc.nodes, 3, 2, &opts);
	assert_int_equal(block->lead_rows, 0);
	layout_row_text(&block->rows[0], &out);
	assert_string_equal(buf_cstr(&out), "   second part");
	buf_release(&out);
	story_release(&story);
	arena_release(&mem);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(screens_are_as_drawn),
		cmocka_unit_test(a_unit_is_a_leaf_or_a_table_row),
		cmocka_unit_test(a_place_is_found_on_its_row_and_column),
		cmocka_unit_test(a_place_is_found_in_mixed_directions),
		cmocka_unit_test(
		    a_container_that_goes_on_is_not_numbered_again),
	};

	return cmocka_run_group_tests_name("layout", tests, NULL, NULL);
}
