/*
 * A reading taken up in a document that was edited since: the place, the
 * marks and what was read are found again by their words.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <unistd.h>
#include <cmocka.h>

#include "base/file.h"
#include "tests/screen/reading.h"

enum { CHAPTERS = 6, PARAGRAPHS = 10 };

/* Paragraphs, each with words of its own; some share a sentence. */
static void
put_paragraph(struct buf *out, int chapter, int paragraph)
{
	static const char *const words[] = { "harbour", "lantern", "meadow",
		"orchard", "pebble", "quarry", "ribbon", "saddle", "thicket",
		"willow", "copper", "drum", "ember" };
	unsigned chance = (unsigned)(chapter * 100 + paragraph) * 2654435761u;

	buf_printf(out, "Paragraph %d of chapter %d begins here. ", paragraph,
	    chapter);
	if (paragraph % 4 == 2)
		buf_puts(out, "And so it goes, as the old men said, over and "
		    "over again by the water. ");
	for (int i = 0; i < 40; i++) {
		chance = chance * 1664525 + 1013904223;
		buf_printf(out, "%s%s", words[(chance >> 16) % 13],
		    i % 9 == 8 ? ". " : " ");
	}
	buf_puts(out, "end.\n\n");
}

static void
put_chapter(struct buf *out, int chapter)
{
	buf_printf(out, "# Chapter %d\n\n", chapter);
	for (int i = 1; i <= PARAGRAPHS; i++)
		put_paragraph(out, chapter, i);
}

static void
put_all(struct buf *out)
{
	for (int i = 1; i <= CHAPTERS; i++)
		put_chapter(out, i);
}

/* The text of the reading, and where `words` stand in it for the nth time. */
static uint64_t
place_of(const struct reading *r, const char *words, int nth)
{
	struct buf text = { 0 };
	ptrdiff_t at = -1;

	assert_int_equal(bundle_text(r->bundle, 0, UINT64_MAX, &text, NULL),
	    BUNDLE_OK);
	while (nth-- > 0) {
		at = span_find(buf_span(&text), span_str(words),
		    (size_t)(at + 1));
		assert_true(at >= 0);
	}
	buf_release(&text);
	return (uint64_t)at;
}

static void
assert_at(const struct reading *r, uint64_t place, const char *want)
{
	struct buf text = { 0 };

	bundle_text(r->bundle, place, place + strlen(want), &text, NULL);
	assert_string_equal(buf_cstr(&text), want);
	buf_release(&text);
}

static void
go(struct reading *r, const char *words, int nth)
{
	uint64_t place = place_of(r, words, nth);

	session_set_spot(r->session, (struct spot){
		.anchor = place, .cursor = place, .ref = DOC_NONE });
}

/* What is remembered of `old`, through its file, is taken up in `new`. */
static void
take_up(struct reading *old, struct reading *new)
{
	char folder[] = "/tmp/ibid-edited-XXXXXX";
	struct buf path = { 0 };
	struct memory memory;

	assert_non_null(mkdtemp(folder));
	buf_printf(&path, "%s/place", folder);
	session_remember(old->session);
	assert_int_equal(memory_save(&old->session->memory, path.ptr,
	    SPAN("")), 0);
	memory_init(&memory);
	assert_int_equal(memory_load(&memory, path.ptr), 0);
	session_recall_edited(new->session, &memory);
	unlink(path.ptr);
	rmdir(folder);
	buf_release(&path);
}

struct edited {
	struct reading old, new;
	struct buf before, after;
};

static void
open_old(struct edited *e)
{
	put_all(&e->before);
	reading_open(&e->old, buf_span(&e->before), "", 24, 80);
}

static void
open_new(struct edited *e)
{
	reading_open(&e->new, buf_span(&e->after), "", 24, 80);
	take_up(&e->old, &e->new);
}

static void
close_both(struct edited *e)
{
	reading_close(&e->old);
	reading_close(&e->new);
	buf_release(&e->before);
	buf_release(&e->after);
}

static void
assert_says(const struct edited *e, const char *want)
{
	assert_string_equal(buf_cstr(&e->new.session->message), want);
}

#define FOUND "The text was edited; your place was found again"

static void
text_put_in_before_the_place_moves_it(void **state)
{
	struct edited e = { 0 };

	(void)state;
	open_old(&e);
	go(&e.old, "Paragraph 5 of chapter 3", 1);
	buf_puts(&e.after, "# A preface\n\nIt was not there.\n\n");
	put_all(&e.after);
	open_new(&e);
	assert_at(&e.new, e.new.session->cursor, "Paragraph 5 of chapter 3");
	assert_says(&e, FOUND);
	close_both(&e);
}

static void
text_taken_out_before_the_place_moves_it(void **state)
{
	struct edited e = { 0 };

	(void)state;
	open_old(&e);
	go(&e.old, "chapter 5 begins", 3);
	for (int i = 2; i <= CHAPTERS; i++)
		put_chapter(&e.after, i);
	open_new(&e);
	assert_at(&e.new, e.new.session->cursor, "chapter 5 begins");
	assert_int_equal(e.new.session->cursor,
	    place_of(&e.new, "chapter 5 begins", 3));
	assert_says(&e, FOUND);
	close_both(&e);
}

/* What follows the sentence that was written anew is the nearest text. */
static void
an_edit_at_the_place_itself_leaves_its_neighbours(void **state)
{
	static const char *const was = "Paragraph 5 of chapter 3 begins here.";
	struct edited e = { 0 };
	ptrdiff_t at;

	(void)state;
	open_old(&e);
	go(&e.old, was, 1);
	at = span_find(buf_span(&e.before), span_str(was), 0);
	buf_put(&e.after, span_slice(buf_span(&e.before), 0, (size_t)at));
	buf_puts(&e.after, "Nothing of what stood at this place was kept, "
	    "and more was said.");
	buf_put(&e.after, span_slice(buf_span(&e.before), (size_t)at +
	    strlen(was), e.before.len));
	open_new(&e);
	assert_true(e.new.session->cursor >=
	    place_of(&e.new, "Nothing of what", 1));
	assert_true(e.new.session->cursor <
	    place_of(&e.new, "Paragraph 6 of chapter 3", 1));
	assert_says(&e, FOUND);
	close_both(&e);
}

static void
chapters_in_another_order_keep_the_place(void **state)
{
	struct edited e = { 0 };

	(void)state;
	open_old(&e);
	go(&e.old, "Paragraph 7 of chapter 2", 1);
	for (int i = CHAPTERS; i >= 1; i--)
		put_chapter(&e.after, i);
	open_new(&e);
	assert_at(&e.new, e.new.session->cursor, "Paragraph 7 of chapter 2");
	assert_says(&e, FOUND);
	close_both(&e);
}

/* The words around a sentence that stands often tell which one it was. */
static void
a_repeated_sentence_is_told_by_its_neighbours(void **state)
{
	struct edited e = { 0 };

	(void)state;
	open_old(&e);
	go(&e.old, "And so it goes, as the old men said", 8);
	buf_puts(&e.after, "# Again\n\nAnd so it goes, as the old men said, "
	    "over and over again by the water.\n\n");
	put_all(&e.after);
	open_new(&e);
	assert_int_equal(e.new.session->cursor,
	    place_of(&e.new, "And so it goes, as the old men said", 9));
	close_both(&e);
}

/* A refrain without any difference: the one as far in as it was. */
static void
a_text_that_only_repeats_keeps_how_far_in_it_was(void **state)
{
	struct edited e = { 0 };
	uint64_t want;

	(void)state;
	for (int i = 0; i < 40; i++)
		buf_puts(&e.before, "Row, row, row your boat, gently down the "
		    "stream, and merrily dream of nothing at all.\n\n");
	buf_puts(&e.after, "Row on!\n\n");
	buf_put(&e.after, buf_span(&e.before));
	reading_open(&e.old, buf_span(&e.before), "", 24, 80);
	go(&e.old, "Row, row", 20);
	open_new(&e);
	want = place_of(&e.new, "Row, row", 20);
	assert_int_equal(e.new.session->cursor, want);
	close_both(&e);
}

static void
another_text_under_the_name_is_said_to_be_one(void **state)
{
	struct edited e = { 0 };
	uint64_t len;

	(void)state;
	open_old(&e);
	go(&e.old, "Paragraph 1 of chapter 4", 1);
	for (int i = 0; i < 900; i++)
		buf_printf(&e.after, "Figure %d differs; so does %d.\n\n",
		    i * 7919, i * 104729);
	open_new(&e);
	assert_says(&e, "The text was edited; your place was not found again, "
	    "this is as far in");
	len = bundle_info(e.new.bundle)->text_len;
	assert_true(e.new.session->cursor > len * 45 / 100);
	assert_true(e.new.session->cursor < len * 55 / 100);
	close_both(&e);
}

static void
marks_and_keywords_come_along(void **state)
{
	struct edited e = { 0 };
	struct session *s;

	(void)state;
	open_old(&e);
	go(&e.old, "Paragraph 2 of chapter 1", 1);
	reading_keys(&e.old, "m a");
	go(&e.old, "Paragraph 9 of chapter 6", 1);
	reading_keys(&e.old, "m b");
	go(&e.old, "Paragraph 4 of chapter 4", 1);
	memory_add_keyword(&e.old.session->memory, SPAN("willow"));
	for (int i = 2; i <= CHAPTERS; i++)
		put_chapter(&e.after, i);
	open_new(&e);
	s = e.new.session;
	assert_at(&e.new, s->cursor, "Paragraph 4 of chapter 4");
	assert_at(&e.new, s->memory.marks[memory_mark_index('b')],
	    "Paragraph 9 of chapter 6");
	assert_true(s->memory.marks[memory_mark_index('a')] <
	    place_of(&e.new, "Paragraph 2 of chapter 2", 1));
	assert_says(&e, FOUND "; of 2 marks 1 was");
	assert_int_equal(s->memory.keyword_count, 1);
	/* The mark that is kept is known by its words again. */
	session_remember(s);
	assert_true(span_starts(s->memory.mark_words[
	    memory_mark_index('b')].near, SPAN("Paragraph 9 of chapter 6")));
	close_both(&e);
}

static void
what_was_read_stays_read(void **state)
{
	struct edited e = { 0 };
	uint64_t from, to;

	(void)state;
	open_old(&e);
	from = place_of(&e.old, "Chapter 2", 1);
	to = place_of(&e.old, "Chapter 3", 1);
	ranges_add(&e.old.session->memory.read, from, to);
	go(&e.old, "Paragraph 1 of chapter 3", 1);
	buf_puts(&e.after, "# A preface\n\nIt was not there at all.\n\n");
	put_all(&e.after);
	open_new(&e);
	from = place_of(&e.new, "Chapter 2", 1);
	to = place_of(&e.new, "Chapter 3", 1);
	/* Nobody knows where in what was read the preface came. */
	assert_true(ranges_within(&e.new.session->memory.read, from, to) >
	    (to - from) * 95 / 100);
	close_both(&e);
}

/* Han has no spaces; a character is a word there. */
static void
a_text_without_spaces_is_found_as_well(void **state)
{
	struct edited e = { 0 };

	(void)state;
	for (int i = 0; i < 60; i++)
		buf_printf(&e.before, "第%d段。人人生而自由，在尊嚴和權利上一律平等。"
		    "他們賦有理性和良心%d。\n\n", i, i * 7);
	buf_puts(&e.after, "新的開始，從前沒有。\n\n");
	buf_put(&e.after, buf_span(&e.before));
	reading_open(&e.old, buf_span(&e.before), "", 24, 80);
	go(&e.old, "第33段", 1);
	open_new(&e);
	assert_at(&e.new, e.new.session->cursor, "第33段");
	close_both(&e);
}

/* Its name leads from the new content to what was kept of the old. */
static void
a_name_remembers_its_content(void **state)
{
	char folder[] = "/tmp/ibid-name-XXXXXX";
	char root[] = "/", input[] = "-";
	char *names[] = { root, input };
	struct buf path = { 0 }, none = { 0 };

	(void)state;
	assert_non_null(mkdtemp(folder));
	setenv("XDG_STATE_HOME", folder, 1);
	memory_name_path(names, 1, &path);
	assert_non_null(strstr(path.ptr, "/ibid/names/"));
	memory_name_path(names, 2, &none);
	assert_int_equal(none.len, 0);
	assert_int_equal(memory_last_content(path.ptr), 0);
	assert_int_equal(memory_save_content(path.ptr, 0xabcdef0123), 0);
	assert_int_equal(memory_last_content(path.ptr), 0xabcdef0123);
	assert_int_equal(file_replace(path.ptr, SPAN("ibid-name 1\ncontent x"),
	    0600), 0);
	assert_int_equal(memory_last_content(path.ptr), 0);
	unlink(path.ptr);
	buf_cut(&path, path.len - 17);
	rmdir(path.ptr);
	buf_cut(&path, path.len - strlen("/names"));
	rmdir(path.ptr);
	rmdir(folder);
	buf_release(&path);
	buf_release(&none);
}

static void
an_edition_is_forgotten_when_no_name_leads_to_it(void **state)
{
	static const uint64_t contents[] = { 0xa1, 0xa1, 0xb2 };
	char folder[] = "/tmp/ibid-state-XXXXXX";
	struct buf paths[3] = { 0 }, old = { 0 };

	(void)state;
	assert_non_null(mkdtemp(folder));
	setenv("XDG_STATE_HOME", folder, 1);
	for (int i = 0; i < 3; i++) {
		buf_printf(&paths[i], "%s/ibid/names/%d", folder, i);
		memory_save_content(paths[i].ptr, contents[i]);
	}
	memory_path(0xa1, &old);
	assert_int_equal(file_replace(old.ptr, SPAN("ibid-place 1\n"), 0600),
	    0);
	/* Another name has it still. */
	memory_save_content(paths[0].ptr, 0xc3);
	memory_forget(paths[0].ptr, 0xa1);
	assert_int_equal(access(old.ptr, F_OK), 0);
	memory_save_content(paths[1].ptr, 0xc3);
	memory_forget(paths[1].ptr, 0xa1);
	assert_int_equal(access(old.ptr, F_OK), -1);
	for (int i = 0; i < 3; i++) {
		assert_int_equal(unlink(paths[i].ptr), 0);
		buf_release(&paths[i]);
	}
	buf_printf(&paths[0], "%s/ibid/names", folder);
	rmdir(paths[0].ptr);
	buf_cut(&paths[0], paths[0].len - strlen("/names"));
	rmdir(paths[0].ptr);
	assert_int_equal(rmdir(folder), 0);
	buf_release(&paths[0]);
	buf_release(&old);
}

/* The last of the searches before, as the search line brings it back. */
static const char *
recalled(struct reading *r)
{
	reading_keys(r, "/ Up");
	return buf_cstr(&r->session->prompt.text);
}

static void
searches_are_brought_back_in_the_next_reading(void **state)
{
	struct edited e = { 0 };
	struct buf error = { 0 };
	struct reading third;

	(void)state;
	open_old(&e);
	reading_keys(&e.old, "/ w a t e r Enter");
	reading_keys(&e.old, "/ C-r w . t Enter");
	put_all(&e.after);
	open_new(&e);
	assert_string_equal(recalled(&e.new), "w.t");
	assert_true(e.new.session->prompt.regex);
	reading_keys(&e.new, "Up");
	assert_string_equal(buf_cstr(&e.new.session->prompt.text), "water");
	assert_false(e.new.session->prompt.regex);
	reading_keys(&e.new, "Esc");
	/* Unless the reader does not want it: then nothing is kept. */
	settings_set(e.new.session->settings, SETTING_SAVE_SEARCHES,
	    SPAN("off"), "flag", &error);
	reading_open(&third, buf_span(&e.after), "", 24, 80);
	take_up(&e.new, &third);
	assert_int_equal(e.new.session->memory.search_count, 0);
	assert_string_equal(recalled(&third), "");
	reading_close(&third);
	close_both(&e);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(text_put_in_before_the_place_moves_it),
		cmocka_unit_test(text_taken_out_before_the_place_moves_it),
		cmocka_unit_test(
		    an_edit_at_the_place_itself_leaves_its_neighbours),
		cmocka_unit_test(chapters_in_another_order_keep_the_place),
		cmocka_unit_test(
		    a_repeated_sentence_is_told_by_its_neighbours),
		cmocka_unit_test(
		    a_text_that_only_repeats_keeps_how_far_in_it_was),
		cmocka_unit_test(
		    another_text_under_the_name_is_said_to_be_one),
		cmocka_unit_test(marks_and_keywords_come_along),
		cmocka_unit_test(what_was_read_stays_read),
		cmocka_unit_test(
		    searches_are_brought_back_in_the_next_reading),
		cmocka_unit_test(a_text_without_spaces_is_found_as_well),
		cmocka_unit_test(a_name_remembers_its_content),
		cmocka_unit_test(
		    an_edition_is_forgotten_when_no_name_leads_to_it),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
