/*
 * A reading, key by key: what the screen shows and where the cursor is.
 * Sizes are small so that a whole screen stands here to be looked at.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <cmocka.h>

#include "tests/screen/reading.h"
#include "tests/unit/bundle_held.h"

/* A pond, in two chapters, with four marks on three notes. */
static const char pond[] =
    "---\ntitle: The pond\nlanguage: en\n---\n\n"
    "# Morning\n\n"
    "The pond lay still.[^1] A heron stood in it and waited for whatever "
    "the morning would bring to its feet.[^2]\n\n"
    "Nobody came. The wind\nrippled the water until noon.\n\n"
    "## The reeds\n\n"
    "Reeds grew on the *northern* shore, higher than a man.[^reed] They "
    "were cut in autumn and laid on roofs, as the old people had done.\n\n"
    "# Evening\n\n"
    "In the evening the heron[^2] went away. The pond was still again, "
    "and dark, and nothing moved on it.\n\n"
    "- frogs\n- a café on the shore\n\n"
    "The last line of the page speaks of Guantánamo and of frogs.\n\n"
    "[^1]: Seen on the third of May.\n"
    "[^2]: *Ardea cinerea*. It eats fish, frogs and what else it finds; "
    "see the note on reeds.[^reed]\n"
    "[^reed]: Common reed.\n";

#define POND ((struct span){ pond, sizeof pond - 1 })

static void
the_page_is_text_with_its_marks(void **state)
{
	struct reading r;

	(void)state;
	reading_open(&r, POND, "width = 36\nmargin = 1", 10, 40);
	assert_string_equal(reading_screen(&r),
	    "  Morning\n"
	    "\n"
	    "  The pond lay still.¹ A heron stood\n"
	    "  in it and waited for whatever the\n"
	    "  morning would bring to its feet.²\n"
	    "\n"
	    "  Nobody came. The wind rippled the\n"
	    "  water until noon.\n"
	    "\n"
	    " Morning   32% · 1 min left  notes 1, 2\n");
	reading_close(&r);
}

static void
a_note_opens_beside_its_mark_and_closes_to_the_same_screen(void **state)
{
	struct reading r;
	char *before;

	(void)state;
	reading_open(&r, POND, "width = 36\nmargin = 1", 10, 40);
	before = strdup(reading_screen(&r));
	reading_keys(&r, "Enter");
	assert_string_equal(reading_at_cursor(&r),
	    "Seen on the third of May.");
	assert_string_equal(reading_row(&r, 2),
	    "  The pond lay still.¹ A heron stood");
	reading_keys(&r, "Esc");
	assert_string_equal(reading_screen(&r), before);
	assert_string_equal(reading_at_cursor(&r), "¹ A heron stood");
	reading_keys(&r, "Enter Left");
	assert_string_equal(reading_screen(&r), before);
	reading_keys(&r, "Enter q");
	assert_string_equal(reading_screen(&r), before);
	assert_false(r.session->quit);
	free(before);
	reading_close(&r);
}

static void
tab_walks_the_marks_beyond_the_screen(void **state)
{
	struct reading r;

	(void)state;
	reading_open(&r, POND, "width = 36\nmargin = 1", 10, 40);
	reading_keys(&r, "Tab");
	assert_string_equal(reading_at_cursor(&r), "¹ A heron stood");
	reading_keys(&r, "Tab Tab");
	assert_string_equal(reading_at_cursor(&r), "[reed] They were");
	reading_keys(&r, "Tab");
	assert_string_equal(reading_at_cursor(&r), "² went away.");
	reading_keys(&r, "BackTab BackTab");
	assert_string_equal(reading_at_cursor(&r), "²");
	reading_close(&r);
}

static void
tab_in_a_note_shows_the_next_without_closing(void **state)
{
	struct reading r;

	(void)state;
	reading_open(&r, POND, "width = 36\nmargin = 1", 10, 40);
	reading_keys(&r, "Enter Tab");
	assert_int_equal(r.session->popup_count, 1);
	assert_string_equal(reading_at_cursor(&r),
	    "Ardea cinerea. It eats fish, frogs");
	reading_keys(&r, "Tab Tab Esc");
	assert_int_equal(r.session->popup_count, 0);
	assert_string_equal(reading_row(&r, 0), "  Morning");
	reading_close(&r);
}

static void
a_note_in_a_note_stacks(void **state)
{
	struct reading r;

	(void)state;
	reading_open(&r, POND, "width = 36\nmargin = 1", 10, 40);
	reading_keys(&r, "Tab Tab Enter Enter");
	assert_int_equal(r.session->popup_count, 2);
	assert_string_equal(reading_at_cursor(&r), "Common reed.");
	reading_keys(&r, "Esc");
	assert_string_equal(reading_at_cursor(&r),
	    "Ardea cinerea. It eats fish, frogs");
	reading_keys(&r, "Esc");
	assert_int_equal(r.session->popup_count, 0);
	reading_close(&r);
}

static void
one_key_goes_to_the_note_and_one_back_to_the_very_mark(void **state)
{
	struct reading r;

	(void)state;
	reading_open(&r, POND, "width = 36\nmargin = 1", 10, 40);
	reading_keys(&r, "Tab Tab Tab Tab Enter g");
	assert_string_equal(reading_at_cursor(&r),
	    "Ardea cinerea. It eats fish,");
	reading_keys(&r, "H");
	assert_string_equal(reading_at_cursor(&r), "² went away.");
	reading_keys(&r, "Enter g Enter");
	assert_string_equal(reading_at_cursor(&r), "² went away.");
	reading_close(&r);
}

static void
quitting_inside_a_note_reopens_at_the_text(void **state)
{
	struct reading r;
	uint64_t mark;

	(void)state;
	reading_open(&r, POND, "width = 36\nmargin = 1", 10, 40);
	reading_keys(&r, "Tab Tab Tab Tab");
	mark = r.session->cursor;
	reading_keys(&r, "Enter");
	session_remember(r.session);
	assert_int_equal(r.session->memory.spot.cursor, mark);
	/* In the notes' own chapter, too, when it was left for a note. */
	reading_keys(&r, "g");
	assert_int_not_equal(r.session->cursor, mark);
	session_remember(r.session);
	assert_int_equal(r.session->memory.spot.cursor, mark);
	/* But who reads that chapter on goes on there. */
	reading_keys(&r, "k k");
	session_remember(r.session);
	assert_int_equal(r.session->memory.spot.cursor, r.session->cursor);
	reading_close(&r);
}

static void
search_finds_across_line_ends_and_comes_back_on_esc(void **state)
{
	struct reading r;
	char *before;

	(void)state;
	reading_open(&r, POND, "width = 36\nmargin = 1", 10, 40);
	before = strdup(reading_screen(&r));
	reading_keys(&r, "/ t h e Space w a t e r");
	assert_string_equal(reading_row(&r, 6),
	    "  Nobody came. The wind rippled the");
	assert_non_null(strstr(reading_row(&r, 9), "/the water"));
	assert_non_null(strstr(reading_row(&r, 9), "1 of 1"));
	reading_keys(&r, "Esc");
	assert_string_equal(reading_screen(&r), before);
	reading_keys(&r, "/ G u a n t a n a m o Enter");
	assert_string_equal(reading_at_cursor(&r), "Guantánamo and of frogs.");
	reading_keys(&r, "/ f r o g s Enter n");
	assert_non_null(strstr(reading_row(&r, 9), " of 3 for frogs"));
	reading_keys(&r, "/ w h a l e Enter");
	assert_string_equal(reading_row(&r, 9), " No match for whale");
	free(before);
	reading_close(&r);
}

static void
a_search_tells_its_number_and_its_limit_in_a_narrow_window(void **state)
{
	struct reading r;

	(void)state;
	reading_open(&r, SPAN("# Of the letters\n\n"
	    "A plain start, and banana.\n\n"
	    "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!\n"), "width = 36\nmargin = 1",
	    10, 40);
	reading_keys(&r, "/ b a n a n a Enter");
	assert_string_equal(reading_row(&r, 9),
	    " Of the letters   100% · end     1 of 1");
	reading_keys(&r, "g / C-r ( a + ) + $ | p l a i n Enter");
	assert_string_equal(reading_row(&r, 9),
	    " Match 1 of 1 for (a+)+$|plain, not ...");
	reading_keys(&r, "/ C-r ( a + ) + $ Enter");
	assert_string_equal(reading_row(&r, 9),
	    " No match for (a+)+$, not tried ever...");
	reading_close(&r);
}

static void
resizing_never_loses_the_place(void **state)
{
	struct reading r;
	uint64_t anchor;

	(void)state;
	reading_open(&r, POND, "width = 36\nmargin = 1", 10, 40);
	reading_keys(&r, "j j j j j j");
	anchor = r.session->page.anchor;
	for (int cols = 20; cols <= 200; cols += 13) {
		for (int rows = 5; rows <= 60; rows += 11) {
			reading_resize(&r, rows, cols);
			assert_int_equal(r.session->page.anchor, anchor);
			assert_true(view_row_of(&r.session->page, anchor) >=
			    0);
		}
	}
	reading_resize(&r, 4, 19);
	assert_string_equal(reading_row(&r, 0), "Window too small:");
	assert_string_equal(reading_row(&r, 1), "20x5 is the least");
	reading_resize(&r, 10, 40);
	assert_int_equal(r.session->page.anchor, anchor);
	reading_close(&r);
}

static void
the_contents_fold_and_go_where_enter_says(void **state)
{
	struct reading r;

	(void)state;
	reading_open(&r, POND, NULL, 10, 110);
	assert_non_null(strstr(reading_row(&r, 2), "Morning"));
	assert_int_equal(*reading_row(&r, 2), '>');
	reading_keys(&r, "t");
	assert_int_equal(*reading_marks(&r, 2), 'r');
	reading_keys(&r, "Left");
	assert_null(strstr(reading_row(&r, 3), "The reeds"));
	reading_keys(&r, "Right Down Enter");
	assert_int_equal(r.session->focus, FOCUS_PAGE);
	assert_string_equal(reading_at_cursor(&r), "The reeds");
	assert_int_equal(*reading_row(&r, 3), '>');
	reading_keys(&r, "s");
	assert_int_equal(r.session->frame.sidebar.cols, 0);
	reading_close(&r);
}

static void
marks_and_history_come_back_to_the_character(void **state)
{
	struct reading r;

	(void)state;
	reading_open(&r, POND, "width = 36\nmargin = 1", 10, 40);
	reading_keys(&r, "j j m a G ' a");
	assert_string_equal(reading_at_cursor(&r),
	    "The pond lay still.¹ A heron stood");
	reading_keys(&r, "H");
	assert_non_null(strstr(reading_screen(&r), "frogs"));
	reading_keys(&r, "' Z");
	assert_string_equal(reading_row(&r, 9), " No mark Z; m Z sets it");
	reading_close(&r);
}

static void
keywords_are_found_in_any_form_and_tell_their_meaning(void **state)
{
	struct reading r;

	(void)state;
	reading_open(&r, POND, "width = 36\nmargin = 1\ntheme = mono", 10,
	    40);
	session_add_keyword_file(r.session, SPAN("words"),
	    SPAN("heron = A grey bird that waits.\nguantanamo\n"), NULL,
	    NULL);
	reading_keys(&r, ".");
	assert_string_equal(reading_at_cursor(&r), "heron stood");
	assert_string_not_equal(reading_marks(&r, 2),
	    "........................................");
	reading_keys(&r, "D");
	assert_string_equal(reading_at_cursor(&r),
	    "A grey bird that waits.");
	reading_keys(&r, "Esc a f r o g Enter K");
	assert_non_null(strstr(reading_screen(&r), "heron"));
	assert_non_null(strstr(reading_screen(&r), "guantanamo"));
	reading_keys(&r, "q");
	reading_close(&r);
}

static void
help_lists_the_keys_in_force(void **state)
{
	struct reading r;

	(void)state;
	reading_open(&r, POND, "bind any J scroll-down", 24, 80);
	reading_keys(&r, "h");
	assert_string_equal(reading_row(&r, 0), "Keys");
	assert_non_null(strstr(reading_screen(&r), "j, J"));
	reading_keys(&r, "/ f o o t Backspace Backspace Backspace Backspace "
	    "s u s p e n d Enter");
	assert_non_null(strstr(reading_screen(&r), "Stop until the shell"));
	reading_keys(&r, "q");
	assert_int_equal(r.session->focus, FOCUS_PAGE);
	reading_close(&r);
}

static void
the_cursor_is_never_parked(void **state)
{
	static const char *const keys[] = { "j", "k", "Space", "b", "Tab",
		"Enter", "Esc", "t", "e", "K", "h", "G", "g", "]", "[", "/",
		"n", "v", "w", "=", "s", "Up", "Down", "q" };
	struct reading r;
	unsigned seed = 1;

	(void)state;
	reading_open(&r, POND, NULL, 10, 40);
	for (int i = 0; i < 2000; i++) {
		const struct cells *cells;

		seed = seed * 1103515245 + 12345;
		reading_keys(&r, keys[seed / 65536 %
		    (sizeof keys / sizeof *keys)]);
		r.session->quit = false;
		cells = memterm_cells(r.term);
		/* On a row of its own only while a prompt asks. */
		if (cells->cursor_row == cells->rows - 1)
			assert_int_equal(r.session->focus, FOCUS_PROMPT);
	}
	reading_close(&r);
}

/* A paragraph of `words` words. */
static void
put_words(struct buf *out, int words)
{
	for (int i = 0; i < words; i++)
		buf_puts(out, i % 9 == 8 ? "word.\n" : "word ");
	buf_puts(out, "\n");
}

/* Two chapters of 400 words, each with 2,000 words of notes below it. */
static void
notes_after_each_chapter_are_no_reading(void **state)
{
	struct buf book = { 0 };
	struct reading r;

	(void)state;
	for (int i = 1; i <= 2; i++) {
		buf_printf(&book, "# Chapter %d\n\nA claim.<sup>%d</sup> ",
		    i, i);
		put_words(&book, 400);
		buf_printf(&book, "\n## Notes\n\n%d. Said ", i);
		put_words(&book, 2000);
		buf_puts(&book, "\n");
	}
	reading_open(&r, buf_span(&book), "width = 60\nspeed = 100", 20, 70);
	assert_int_equal(bundle_info(r.bundle)->note_count, 2);
	/* Of some 800 words 160 are on the first screen. */
	assert_in_range(session_percent(r.session), 15, 25);
	assert_in_range(session_minutes_left(r.session), 6, 8);
	reading_keys(&r, "]");
	while (session_section(r.session) != 2)
		reading_keys(&r, "]");
	assert_in_range(session_percent(r.session), 62, 74);
	assert_in_range(session_minutes_left(r.session), 2, 4);
	reading_keys(&r, "G");
	assert_int_equal(session_percent(r.session), 100);
	assert_int_equal(session_minutes_left(r.session), 0);
	reading_close(&r);
	buf_release(&book);
}

static int64_t clock_now_ms;

static int64_t
clock_of_test(void)
{
	return clock_now_ms;
}

static void
page_turns_teach_the_reading_speed(void **state)
{
	struct buf book = { 0 };
	struct reading r;
	int slow;

	(void)state;
	put_words(&book, 9000);
	reading_open(&r, buf_span(&book), "width = 60", 24, 70);
	r.session->clock_ms = clock_of_test;
	clock_now_ms = 1000;
	reading_keys(&r, "Space");
	assert_int_equal(r.session->memory.speed, 0);
	/* Leafing and pauses teach nothing. */
	clock_now_ms += 900;
	reading_keys(&r, "Space");
	clock_now_ms += 3600000;
	reading_keys(&r, "Space");
	assert_int_equal(r.session->memory.speed, 0);
	for (int i = 0; i < 110; i++) {
		clock_now_ms += 120000;
		reading_keys(&r, "Space");
	}
	/* Some 270 words in two minutes each. */
	slow = r.session->memory.speed;
	assert_in_range(slow, 130, 170);
	reading_close(&r);
	buf_release(&book);
}

static void
a_match_in_a_note_is_met_where_it_is_cited(void **state)
{
	struct reading r;

	(void)state;
	reading_open(&r, POND, "width = 36\nmargin = 1", 12, 40);
	reading_keys(&r, "/ f r o g s Enter");
	/* The note cited first has the first of three. */
	reading_keys(&r, "g N n");
	assert_int_equal(session_match_number(r.session), 1);
	assert_int_equal(r.session->popup_count, 1);
	assert_int_equal(session_section(r.session), 0);
	assert_non_null(strstr(reading_screen(&r), "Ardea cinerea"));
	reading_keys(&r, "n");
	assert_int_equal(session_match_number(r.session), 2);
	assert_int_equal(r.session->popup_count, 0);
	assert_string_equal(reading_at_cursor(&r), "frogs");
	reading_keys(&r, "n");
	assert_string_equal(reading_at_cursor(&r), "frogs.");
	reading_keys(&r, "n");
	assert_int_equal(session_match_number(r.session), 1);
	/* Esc leaves the note at its mark; the walk goes on from there. */
	reading_keys(&r, "Esc");
	assert_string_equal(reading_at_cursor(&r), "²");
	reading_keys(&r, "n");
	assert_int_equal(session_match_number(r.session), 2);
	/* The list has the same numbers in the same order. */
	reading_keys(&r, "N r");
	assert_non_null(strstr(reading_screen(&r), "> 1  in note 2:"));
	reading_close(&r);
}

static void
a_search_that_ends_in_a_note_shows_its_mark(void **state)
{
	struct reading r;

	(void)state;
	reading_open(&r, POND, "width = 36\nmargin = 1", 12, 40);
	reading_keys(&r, "/ c i n e r Enter");
	assert_int_equal(r.session->popup_count, 1);
	assert_string_equal(reading_row(&r, 0), "  Morning");
	reading_keys(&r, "Esc H");
	assert_string_equal(reading_row(&r, 0), "  Morning");
	reading_close(&r);
}

static void
sorting_the_notes_keeps_the_row(void **state)
{
	struct reading r;

	(void)state;
	reading_open(&r, POND, "width = 50", 16, 60);
	reading_keys(&r, "e G");
	assert_non_null(strstr(reading_at_cursor(&r), "Common reed"));
	for (int i = 0; i < 3; i++) {
		reading_keys(&r, "o");
		assert_non_null(strstr(reading_at_cursor(&r),
		    "Common reed"));
	}
	reading_close(&r);
}

static void
what_a_note_stands_in_does_not_indent_it_over_the_page(void **state)
{
	struct reading r;

	(void)state;
	reading_open(&r, SPAN("<figure>\n\nThe sea.[^1]\n\n"
	    "[^1]: Of the sea.\n"), NULL, 24, 80);
	reading_keys(&r, "Enter");
	assert_non_null(strstr(reading_screen(&r), "\xe2\x94\x82 Of the "
	    "sea."));
	reading_close(&r);
}

/* Where the way back opens a note its space goes with it. */
static void
a_note_begins_behind_its_way_back(void **state)
{
	struct reading r;

	(void)state;
	reading_open(&r, SPAN("The sea.<a id=\"r\" href=\"#n\">*</a>\n\n"
	    "The ebb.\n\n<p id=\"n\"><a href=\"#r\">12.</a> Of the "
	    "sea.</p>\n"), NULL, 24, 80);
	reading_keys(&r, "Enter");
	assert_non_null(strstr(reading_screen(&r), "\xe2\x94\x82 Of the "
	    "sea."));
	reading_close(&r);
}

static void
tab_walks_on_into_the_next_document(void **state)
{
	struct reading r;

	(void)state;
	reading_open_two(&r, SPAN("# Tides\n\nThe sea.[^1]\n\n"
	    "[^1]: Of the sea."), SPAN("# Lamps\n\nThe light.[^1]\n\n"
	    "[^1]: Of the light."), NULL, 24, 80);
	reading_keys(&r, "Tab");
	assert_int_equal(r.session->document, 0);
	reading_keys(&r, "Tab");
	assert_int_equal(r.session->document, 1);
	assert_string_equal(buf_cstr(&r.session->message),
	    "Document 2: Lamps");
	reading_keys(&r, "Enter");
	assert_non_null(strstr(reading_screen(&r), "Of the light."));
	reading_keys(&r, "Esc Tab");
	assert_string_equal(buf_cstr(&r.session->message),
	    "No mark after this one");
	/* With a note open the one before takes its place. */
	reading_keys(&r, "Enter BackTab");
	assert_int_equal(r.session->document, 0);
	assert_non_null(strstr(reading_screen(&r), "Of the sea."));
	reading_close(&r);
}

/* Notes stand far from their marks; while nobody types they come near. */
static void
notes_of_the_page_are_unpacked_before_they_are_opened(void **state)
{
	struct buf book = { 0 };
	struct doc_note note;
	struct reading r;

	(void)state;
	buf_puts(&book, "---\nlanguage: en\n---\n\n# Tides\n\n"
	    "The sea.[^1] The ebb.[^2]\n\n");
	for (int i = 0; i < 110; i++) {
		put_words(&book, 2000);
		buf_puts(&book, "\n");
	}
	buf_puts(&book, "[^1]: Ezra Adeyemi, *Salt Roads* (Lagos: Harbour "
	    "Press, 2011), 17.\n\n[^2]: Ibid., 41.\n");
	reading_open(&r, buf_span(&book), "width = 60", 24, 70);
	assert_in_range(bundle_chunk_count(r.bundle), 3, 99);
	assert_int_equal(bundle_note(r.bundle, 1, &note), BUNDLE_OK);
	assert_false(bundle_held(r.bundle, note.place));
	assert_true(session_warm(r.session));
	while (session_warm(r.session))
		continue;
	assert_true(bundle_held(r.bundle, note.place));
	/* Nothing of that is done again for the same page. */
	assert_false(session_warm(r.session));
	reading_keys(&r, "Tab Tab Enter");
	assert_non_null(strstr(reading_screen(&r),
	    "= note 1: Ezra Adeyemi, Salt Roads"));
	reading_close(&r);
	buf_release(&book);
}

static void
letters_that_are_overtaken_are_not_searched_for(void **state)
{
	struct reading r;
	struct session *s;
	unsigned serial;

	(void)state;
	reading_open(&r, POND, "width = 36\nmargin = 1", 10, 40);
	s = r.session;
	reading_keys(&r, "/");
	serial = s->find.serial;
	s->keys_wait = true;
	session_key(s, SPAN("f"));
	session_key(s, SPAN("r"));
	session_key(s, SPAN("o"));
	assert_int_equal(s->find.serial, serial);
	s->keys_wait = false;
	session_key(s, SPAN("g"));
	assert_int_equal(s->find.serial, serial + 1);
	assert_string_equal(buf_cstr(&s->find.pattern), "frog");
	/* A key that is no letter does not leave the search undone. */
	s->keys_wait = true;
	session_key(s, SPAN("s"));
	assert_true(session_busy(s));
	session_step(s);
	assert_string_equal(buf_cstr(&s->find.pattern), "frogs");
	session_key(s, SPAN("Backspace"));
	session_key(s, SPAN("Enter"));
	assert_string_equal(buf_cstr(&s->find.pattern), "frog");
	assert_int_equal(s->focus, FOCUS_PAGE);
	/* Nor is one done that was given up. */
	session_key(s, SPAN("/"));
	session_key(s, SPAN("x"));
	session_key(s, SPAN("Esc"));
	assert_false(s->prompt.due);
	assert_null(s->find.query);
	reading_close(&r);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_page_is_text_with_its_marks),
		cmocka_unit_test(
		    a_note_opens_beside_its_mark_and_closes_to_the_same_screen),
		cmocka_unit_test(tab_walks_the_marks_beyond_the_screen),
		cmocka_unit_test(tab_in_a_note_shows_the_next_without_closing),
		cmocka_unit_test(a_note_in_a_note_stacks),
		cmocka_unit_test(
		    one_key_goes_to_the_note_and_one_back_to_the_very_mark),
		cmocka_unit_test(quitting_inside_a_note_reopens_at_the_text),
		cmocka_unit_test(
		    search_finds_across_line_ends_and_comes_back_on_esc),
		cmocka_unit_test(
		    a_search_tells_its_number_and_its_limit_in_a_narrow_window),
		cmocka_unit_test(resizing_never_loses_the_place),
		cmocka_unit_test(the_contents_fold_and_go_where_enter_says),
		cmocka_unit_test(marks_and_history_come_back_to_the_character),
		cmocka_unit_test(
		    keywords_are_found_in_any_form_and_tell_their_meaning),
		cmocka_unit_test(help_lists_the_keys_in_force),
		cmocka_unit_test(the_cursor_is_never_parked),
		cmocka_unit_test(notes_after_each_chapter_are_no_reading),
		cmocka_unit_test(page_turns_teach_the_reading_speed),
		cmocka_unit_test(a_match_in_a_note_is_met_where_it_is_cited),
		cmocka_unit_test(a_search_that_ends_in_a_note_shows_its_mark),
		cmocka_unit_test(sorting_the_notes_keeps_the_row),
		cmocka_unit_test(
		    what_a_note_stands_in_does_not_indent_it_over_the_page),
		cmocka_unit_test(a_note_begins_behind_its_way_back),
		cmocka_unit_test(tab_walks_on_into_the_next_document),
		cmocka_unit_test(
		    notes_of_the_page_are_unpacked_before_they_are_opened),
		cmocka_unit_test(
		    letters_that_are_overtaken_are_not_searched_for),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
