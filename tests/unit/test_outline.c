/* The contents as rows: the way from row to row, beside a plain list. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <cmocka.h>

#include "bundle_docs.h"
#include "bundle_rig.h"
#include "reader/outline.h"

#define DOCS_MAX 3
#define ROWS_MAX 1000

/* A bundle of documents whose headings have these levels. */
struct shelf {
	struct doc docs[DOCS_MAX];
	struct buf bytes;
	struct bundle *bundle;
	struct outline outline;
	bool open[ROWS_MAX];		/* what the plain list knows */
};

static uint32_t
draw(unsigned *seed)
{
	*seed = *seed * 1103515245 + 12345;
	return *seed >> 16 & 0x7fff;
}

/* "1" for a heading of the first level, and so on. */
static void
headed(struct doc *doc, const char *title, const char *levels)
{
	struct doc_sink *sink;

	doc_init(doc);
	sink = doc_sink_new(doc, NULL);
	doc_meta(sink, "title", span_str(title));
	for (const char *at = levels; *at; at++) {
		struct doc_attrs attrs = { .level = (unsigned)(*at - '0') };

		doc_open(sink, DOC_HEADING, &attrs);
		doc_text(sink, at == levels ? SPAN("First") : SPAN("Next"));
		doc_close(sink);
		doc_open(sink, DOC_PARAGRAPH, NULL);
		doc_text(sink, SPAN("Some words."));
		doc_close(sink);
	}
	doc_finish(sink);
	doc_sink_free(sink);
	complete(doc);
}

static void
stock(struct shelf *shelf, size_t count, const char *const *titles,
    const char *const *levels)
{
	struct doc *docs[DOCS_MAX];
	uint32_t sections;

	*shelf = (struct shelf){ .bundle = NULL };
	for (size_t i = 0; i < count; i++) {
		headed(&shelf->docs[i], titles[i], levels[i]);
		docs[i] = &shelf->docs[i];
	}
	shelf->bytes = stored(docs, count);
	shelf->bundle = opened(&shelf->bytes);
	outline_init(&shelf->outline, shelf->bundle);
	sections = bundle_info(shelf->bundle)->section_count;
	for (size_t i = 0; i < ROWS_MAX; i++)
		shelf->open[i] = sections <= 60 || i == sections;
}

static void
clear(struct shelf *shelf, size_t count)
{
	outline_release(&shelf->outline);
	bundle_close(shelf->bundle);
	buf_release(&shelf->bytes);
	for (size_t i = 0; i < count; i++)
		doc_release(&shelf->docs[i]);
}

/* What hides a section, or the section. */
static uint32_t
hidden_by(struct shelf *shelf, uint32_t document, uint32_t section)
{
	const struct bundle_info *info = bundle_info(shelf->bundle);
	uint32_t row = info->section_count + document;
	uint32_t shown = section;
	struct doc_section at;

	if (info->document_count > 1 && (!shelf->open[row] ||
	    outline_is_document(&shelf->outline, document, section)))
		return row;
	for (bundle_section(shelf->bundle, section, &at);
	    at.parent != DOC_NONE;
	    bundle_section(shelf->bundle, at.parent, &at))
		if (!shelf->open[at.parent] && !outline_is_document(
		    &shelf->outline, document, at.parent))
			shown = at.parent;
	return shown;
}

/* All rows, by looking at every section. */
static uint32_t
plain_rows(struct shelf *shelf, uint32_t *rows)
{
	const struct bundle_info *info = bundle_info(shelf->bundle);
	uint32_t count = 0;

	for (uint32_t d = 0; d < info->document_count; d++) {
		const struct bundle_document *document = bundle_document(
		    shelf->bundle, d);

		if (info->document_count > 1)
			rows[count++] = info->section_count + d;
		for (uint32_t i = 0; i < document->section_count; i++)
			if (hidden_by(shelf, d, document->first_section +
			    i) == document->first_section + i)
				rows[count++] = document->first_section + i;
	}
	return count;
}

static void
assert_walks(struct shelf *shelf)
{
	const struct outline *outline = &shelf->outline;
	uint32_t rows[ROWS_MAX], row = outline_first(outline);
	uint32_t count = plain_rows(shelf, rows);

	for (uint32_t i = 0; i < count; i++) {
		assert_int_equal(row, rows[i]);
		assert_int_equal(outline_prev(outline, row), i ? rows[i - 1] :
		    DOC_NONE);
		assert_int_equal(outline_step(outline, rows[0], (int)i), row);
		assert_int_equal(outline_step(outline, row, -(int)i - 3),
		    rows[0]);
		assert_int_equal(outline_distance(outline, rows[i / 2], row,
		    (int)count), i - i / 2);
		assert_true(i == 0 || (outline_is_before(outline, rows[i - 1],
		    row) && !outline_is_before(outline, row, rows[i - 1])));
		row = outline_next(outline, row);
	}
	assert_int_equal(row, DOC_NONE);
	assert_int_equal(outline_last(outline), rows[count - 1]);
	for (uint32_t i = 0; i < outline->section_count; i++) {
		struct doc_section section;

		bundle_section(shelf->bundle, i, &section);
		assert_int_equal(outline_row_of(outline, section.document,
		    i), hidden_by(shelf, section.document, i));
	}
}

/* Fold and unfold here and there, and walk after each. */
static void
turn_about(struct shelf *shelf, unsigned seed, int times)
{
	uint32_t rows[ROWS_MAX];

	assert_walks(shelf);
	for (int i = 0; i < times; i++) {
		uint32_t row = rows[draw(&seed) % plain_rows(shelf, rows)];
		struct outline_row at = outline_row(&shelf->outline, row);

		if (at.state == OUTLINE_OPEN) {
			assert_int_equal(outline_fold(&shelf->outline, row),
			    row);
			shelf->open[row] = false;
		} else if (at.state == OUTLINE_FOLDED) {
			outline_unfold(&shelf->outline, row);
			shelf->open[row] = true;
		}
		assert_walks(shelf);
	}
}

static void
one_document_is_walked_row_by_row(void **state)
{
	static const char *const title = "Alone";
	static const char *const levels = "12231223341";
	struct shelf shelf;

	(void)state;
	stock(&shelf, 1, &title, &levels);
	turn_about(&shelf, 7, 30);
	clear(&shelf, 1);
}

static void
several_documents_have_rows_of_their_own(void **state)
{
	/* The second one's only section of the first level is its row. */
	static const char *const titles[] = { "A", "First", "C" };
	static const char *const levels[] = { "1121", "1223323", "" };
	struct shelf shelf;

	(void)state;
	stock(&shelf, 3, titles, levels);
	assert_int_equal(outline_row_of(&shelf.outline, 1, 4), 11 + 1);
	assert_int_equal(outline_row(&shelf.outline, 5).depth, 1);
	turn_about(&shelf, 11, 40);
	clear(&shelf, 3);
}

/* Of a long book the first level is seen, and what is read. */
static void
long_contents_start_folded(void **state)
{
	static const char *const titles[] = { "Long", "Longer" };
	const char *levels[2];
	char drawn[2][281];
	unsigned seed = 3;
	struct shelf shelf;

	(void)state;
	for (int d = 0; d < 2; d++) {
		int level = 0;

		for (int i = 0; i < 280; i++) {
			level = 1 + (int)draw(&seed) % (level < 4 ?
			    level + 1 : 4);
			drawn[d][i] = (char)('0' + level);
		}
		drawn[d][280] = '\0';
		levels[d] = drawn[d];
	}
	stock(&shelf, 2, titles, levels);
	assert_int_equal(outline_row(&shelf.outline, 561).state,
	    OUTLINE_FOLDED);
	turn_about(&shelf, 5, 10);
	for (uint32_t i = 3; i < 560; i += 111) {
		struct doc_section at;

		outline_reveal(&shelf.outline, i);
		bundle_section(shelf.bundle, i, &at);
		shelf.open[560 + at.document] = true;
		while (at.parent != DOC_NONE) {
			shelf.open[at.parent] = true;
			bundle_section(shelf.bundle, at.parent, &at);
		}
		assert_int_equal(outline_row_of(&shelf.outline, i / 280, i),
		    i);
		assert_walks(&shelf);
	}
	clear(&shelf, 2);
}

/* Where nothing is to fold, the parent is. */
static void
a_leaf_leads_to_its_parent(void **state)
{
	static const char *const title = "Alone";
	static const char *const levels = "1221";
	struct shelf shelf;

	(void)state;
	stock(&shelf, 1, &title, &levels);
	assert_int_equal(outline_fold(&shelf.outline, 2), 0);
	assert_int_equal(outline_fold(&shelf.outline, 3), 3);
	assert_int_equal(outline_row(&shelf.outline, 3).state, OUTLINE_LEAF);
	clear(&shelf, 1);
}

static void
what_has_no_sections_has_no_rows(void **state)
{
	static const char *const title = "Bare";
	static const char *const levels = "";
	struct shelf shelf;

	(void)state;
	stock(&shelf, 1, &title, &levels);
	assert_int_equal(outline_first(&shelf.outline), DOC_NONE);
	assert_int_equal(outline_last(&shelf.outline), DOC_NONE);
	assert_int_equal(outline_row_of(&shelf.outline, 0, DOC_NONE),
	    DOC_NONE);
	clear(&shelf, 1);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(one_document_is_walked_row_by_row),
		cmocka_unit_test(several_documents_have_rows_of_their_own),
		cmocka_unit_test(long_contents_start_folded),
		cmocka_unit_test(a_leaf_leads_to_its_parent),
		cmocka_unit_test(what_has_no_sections_has_no_rows),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
