/*
 * What conversion from pages breaks: running heads and page numbers in the
 * flow, in the manners that programs write them; and what looks like them
 * and is the author's.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <cmocka.h>

#include "import_story.h"

enum { PAGES = 12, WORDS_PER_PAGE = 180 };

/* Prose: sentences of 13 words, paragraphs of 13 sentences. */
static void
put_words(struct buf *out, int from, int to)
{
	static const char *const words[] = { "harbours", "lanterns",
		"meadows", "orchards", "pebbles", "quarries", "ribbons",
		"saddles", "thickets", "willows", "kettles" };

	for (int i = from; i < to; i++) {
		const char *word = words[i * 7 % 11];

		if (i > from)
			buf_puts(out, i % 169 ? " " : "\n\n");
		if (i % 13 == 0)
			buf_printf(out, "%c%s", *word - 32, word + 1);
		else
			buf_puts(out, word);
		if (i % 13 == 12)
			buf_putc(out, '.');
	}
}

/* `head` with the number for its "%d". */
static void
put_head(struct buf *out, const char *head, int number)
{
	const char *at = strstr(head, "%d");

	if (at)
		buf_printf(out, "%.*s%d%s", (int)(at - head), head, number,
		    at + 2);
	else
		buf_puts(out, head);
	buf_puts(out, "\n\n");
}

/*
 * Pages of prose, most cut in a sentence; `head` is put between two, with
 * %d for the page, one for even and one for odd pages.
 */
static void
put_pages(struct buf *out, const char *even, const char *odd)
{
	buf_puts(out, "# The shore\n\n");
	for (int page = 0; page < PAGES; page++) {
		put_words(out, page * WORDS_PER_PAGE,
		    (page + 1) * WORDS_PER_PAGE);
		buf_puts(out, "\n\n");
		put_head(out, page % 2 ? odd : even, page + 31);
	}
	put_words(out, PAGES * WORDS_PER_PAGE, PAGES * WORDS_PER_PAGE + 11);
	buf_putc(out, '\n');
}

static uint64_t
words_of(const char *name, struct span source, enum import_depth depth)
{
	struct import_story story;
	uint64_t words;

	story_begin(&story, name, source, depth);
	words = story.doc.words;
	story_end(&story);
	return words;
}

/* How many were moved; all words are kept, and --mend=off moves none. */
static size_t
moved_of(const char *name, struct span source)
{
	struct import_story story;
	size_t moved, furniture = 0;

	assert_int_equal(words_of(name, source, STORY_WHOLE),
	    words_of(name, source, STORY_UNMENDED));
	story_begin(&story, name, source, STORY_UNMENDED);
	assert_int_equal(story_count(&story, DIAG_HEAD_MOVED), 0);
	story_end(&story);
	story_begin(&story, name, source, STORY_WHOLE);
	moved = story_count(&story, DIAG_HEAD_MOVED);
	for (size_t i = 0; i < story.doc.node_count; i++)
		if (story.doc.nodes[i].kind == DOC_FURNITURE)
			furniture++;
	if (furniture != (moved > 0))
		fail_msg("%zu boxes for %zu in \"%.40s\"", furniture,
		    moved, source.ptr + 1400);
	/* What was parted is one again: each leaf ends in a stop. */
	for (size_t i = 0; i < story.doc.node_count && moved; i++) {
		const struct doc_node *node = &story.doc.nodes[i];

		if (node->kind == DOC_FURNITURE)
			break;
		if (node->kind == DOC_PARAGRAPH &&
		    !span_ends(node->text, SPAN(".")))
			fail_msg("\"%.*s\" is cut", SPAN_ARG(node->text));
	}
	story_end(&story);
	return moved;
}

static void
heads_of_many_manners_are_moved(void **state)
{
	static const struct {
		const char *even, *odd;
		size_t each;
	} manners[] = {
		{ "%d", "%d", 1 },
		{ "Page %d of 90", "Page %d of 90", 1 },
		{ "Seite %d", "Seite %d", 1 },
		{ "%d THE SHORE", "WATER AND STONE %d", 1 },
		{ "%d\n\nTHE SHORE AND THE SEA", "%d\n\nWATER AND STONE", 2 },
		{ "THE SHORE AND THE SEA\n\n%d", "WATER AND STONE\n\n%d", 2 },
		{ "\342\200\224 %d \342\200\224",
		    "\342\200\224 %d \342\200\224", 1 },
		{ "- %d -", "- %d -", 1 },
		{ "*The shore and the sea* | %d", "%d | *A report*", 1 },
		{ "        %d", "        %d", 1 },
		{ "A PROGRAM OF WATER", "A PROGRAM OF WATER", 1 },
	};

	(void)state;
	for (size_t i = 0; i < sizeof manners / sizeof *manners; i++) {
		struct buf source = { 0 };
		size_t md, txt;

		put_pages(&source, manners[i].even, manners[i].odd);
		md = moved_of("x.md", buf_span(&source));
		txt = moved_of("x.txt", buf_span(&source));
		if (md != PAGES * manners[i].each || txt != md)
			fail_msg("\"%s\": %zu of Markdown, %zu of text",
			    manners[i].even, md, txt);
		buf_release(&source);
	}
}

/*
 * The same as pdftotext writes them: wrapped lines, no blank one beside the
 * number and the head, a form feed before each page.
 */
static void
put_wrapped(struct buf *out, const char *foot, const char *head, bool roman)
{
	static const char *const numbers[] = { "v", "vi", "vii", "viii", "ix",
		"x", "xi", "xii", "xiii", "xiv", "xv", "xvi" };

	buf_puts(out, "The shore\n\n");
	for (int page = 0; page < PAGES; page++) {
		size_t from = out->len, start = out->len;

		put_words(out, page * WORDS_PER_PAGE,
		    (page + 1) * WORDS_PER_PAGE);
		for (size_t i = from; i < out->len; i++) {
			if (out->ptr[i] == '\n')
				start = i + 1;
			if (out->ptr[i] != ' ' || i - start < 60)
				continue;
			out->ptr[i] = '\n';
			start = i + 1;
		}
		buf_putc(out, '\n');
		if (foot && roman)
			buf_puts(out, numbers[page]);
		else if (foot)
			put_head(out, foot, page + 31);
		while (out->ptr[out->len - 1] == '\n')
			buf_cut(out, out->len - 1);
		buf_puts(out, "\n\f");
		if (!head)
			continue;
		put_head(out, head, page + 31);
		buf_cut(out, out->len - 1);
	}
	put_words(out, PAGES * WORDS_PER_PAGE, PAGES * WORDS_PER_PAGE + 11);
	buf_puts(out, ".\n");
}

static void
heads_beside_a_form_feed_are_moved(void **state)
{
	static const struct {
		const char *foot, *head;
		bool roman;
		size_t each;
	} manners[] = {
		{ "%d", NULL, false, 1 },
		{ NULL, "%d", false, 1 },
		{ NULL, "THE SHORE AND THE SEA", false, 1 },
		{ "%d", "THE SHORE AND THE SEA", false, 2 },
		{ "                     - %d -", NULL, false, 1 },
		{ "Brook        A report        [Page %d]",
		    "Water 21     Stone     March", false, 2 },
		{ "roman", NULL, true, 1 },
		{ "roman", "Before the shore", true, 2 },
		{ NULL, NULL, false, 0 },
	};

	(void)state;
	for (size_t i = 0; i < sizeof manners / sizeof *manners; i++) {
		struct buf source = { 0 };
		size_t moved;

		put_wrapped(&source, manners[i].foot, manners[i].head,
		    manners[i].roman);
		moved = moved_of("x.txt", buf_span(&source));
		if (moved != PAGES * manners[i].each)
			fail_msg("foot \"%s\", head \"%s\": %zu",
			    manners[i].foot ? manners[i].foot : "",
			    manners[i].head ? manners[i].head : "", moved);
		buf_release(&source);
	}
}

/* Form feeds alone part nothing, and lines beside them need their like. */
static void
a_form_feed_alone_changes_nothing(void **state)
{
	struct buf with = { 0 }, without = { 0 };
	struct import_story story, other;

	(void)state;
	put_wrapped(&with, NULL, NULL, false);
	for (size_t i = 0; i < with.len; i++)
		if (with.ptr[i] != '\f')
			buf_putc(&without, with.ptr[i]);
	story_begin(&story, "x.txt", buf_span(&with), STORY_WHOLE);
	story_begin(&other, "x.txt", buf_span(&without), STORY_WHOLE);
	assert_int_equal(story.doc.node_count, other.doc.node_count);
	for (size_t i = 0; i < story.doc.node_count; i++)
		assert_true(span_eq(story.doc.nodes[i].text,
		    other.doc.nodes[i].text));
	story_end(&story);
	story_end(&other);
	buf_release(&with);
	buf_release(&without);
}

static void
the_title_that_heads_repeat_stays(void **state)
{
	struct import_story story;
	struct buf source = { 0 };

	(void)state;
	put_pages(&source, "## The shore", "## The shore");
	story_begin(&story, "x.md", buf_span(&source), STORY_WHOLE);
	assert_int_equal(story_count(&story, DIAG_HEAD_MOVED), PAGES);
	assert_int_equal(story.doc.nodes[0].kind, DOC_HEADING);
	/* That, and the section of the furniture. */
	assert_int_equal(story.doc.section_count, 2);
	story_end(&story);
	buf_release(&source);
}

/* Paragraphs that are whole: nothing between them was put there by pages. */
static void
put_parts(struct buf *out, const char *head, int parts)
{
	buf_puts(out, "# The shore\n\n");
	for (int part = 0; part < parts; part++) {
		put_head(out, head, part + 1);
		put_words(out, part * 13 * 14, (part + 1) * 13 * 14);
		buf_puts(out, "\n\n");
	}
}

static void
what_the_author_wrote_stays(void **state)
{
	static const char *const heads[] = { "%d", "## %d", "## Part %d",
		"%d.", "[%d]", "Day %d", "* * *", "ROMEO.", "**Answer**",
		"And so it goes" };

	(void)state;
	for (size_t i = 0; i < sizeof heads / sizeof *heads; i++) {
		struct buf source = { 0 };

		put_parts(&source, heads[i], PAGES);
		assert_int_equal(moved_of("x.md", buf_span(&source)), 0);
		assert_int_equal(moved_of("x.txt", buf_span(&source)), 0);
		buf_release(&source);
	}
}

/* Cut sentences alone are no evidence, nor are numbers without an order. */
static void
evidence_must_be_whole(void **state)
{
	struct buf source = { 0 };
	static const int numbers[] = { 7, 3, 99, 12, 5, 44, 2 };

	(void)state;
	for (int i = 0; i < 7; i++) {
		put_words(&source, i * WORDS_PER_PAGE, (i + 1) *
		    WORDS_PER_PAGE);
		buf_printf(&source, "\n\n%d\n\n", numbers[i]);
	}
	assert_int_equal(moved_of("x.md", buf_span(&source)), 0);
	buf_clear(&source);
	/* A stanza's refrain cuts sentences, but at the distance of lines. */
	for (int i = 0; i < 20; i++)
		buf_puts(&source, "The wind that blows across the bay\n\nO the "
		    "rain\n\nand never ends by night or day,\n\n");
	assert_int_equal(moved_of("x.md", buf_span(&source)), 0);
	buf_release(&source);
}

static void
a_dedication_keeps_its_lines(void **state)
{
	struct import_story story;

	(void)state;
	story_begin(&story, "x.md", SPAN("_For the two of them, who will not "
	    "know for a long time what it is about_\n\n_and for one who "
	    "does._\n"), STORY_WHOLE);
	assert_int_equal(story_count(&story, DIAG_LINE_JOINED), 0);
	story_end(&story);
}

/* Bold that lost its beginning ends in the text, not inside of a link. */
static void
lost_bold_ends_outside_of_links(void **state)
{
	struct import_story story;

	(void)state;
	story_begin(&story, "x.md", SPAN("1. **One.** a\n2. Two.** b\n"
	    "3. see [th\\*\\*ere](u)\n4. `a**` c\n"), STORY_WHOLE);
	assert_int_equal(story_count(&story, DIAG_EMPHASIS_MENDED), 1);
	story_end(&story);
}

/* Both stand in the text: what stands more often is meant. */
static void
a_cut_word_is_what_it_mostly_is(void **state)
{
	struct import_story story;

	(void)state;
	story_begin(&story, "x.md", SPAN("A whale-ship and a whale-ship, a "
	    "whaleship. The whale- ship came; an inter- national one.\n\n"
	    "All international.\n"), STORY_WHOLE);
	assert_int_equal(story_count(&story, DIAG_WORD_JOINED), 2);
	assert_true(span_find(story.doc.nodes[0].text,
	    SPAN("The whale-ship came; an international one."), 0) > 0);
	story_end(&story);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(heads_of_many_manners_are_moved),
		cmocka_unit_test(heads_beside_a_form_feed_are_moved),
		cmocka_unit_test(a_form_feed_alone_changes_nothing),
		cmocka_unit_test(the_title_that_heads_repeat_stays),
		cmocka_unit_test(what_the_author_wrote_stays),
		cmocka_unit_test(evidence_must_be_whole),
		cmocka_unit_test(a_dedication_keeps_its_lines),
		cmocka_unit_test(lost_bold_ends_outside_of_links),
		cmocka_unit_test(a_cut_word_is_what_it_mostly_is),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
