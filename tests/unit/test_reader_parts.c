/* The parts of the reader that need no document. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>
#include <cmocka.h>

#include "base/file.h"
#include "doc/doc.h"
#include "reader/frame.h"
#include "reader/history.h"
#include "reader/list.h"
#include "reader/memory.h"
#include "reader/settings.h"

/* ---- actions and keys ---- */

static void
every_action_has_words_keys_and_a_linear_command(void **state)
{
	(void)state;
	for (int i = 1; i < ACTION_COUNT; i++) {
		const struct action_info *info = action_info((enum action)i);

		assert_true(info->name[0] && info->help[0]);
		assert_true(info->linear[0]);
		assert_true(info->keys[0] && info->where);
		assert_int_equal(action_of(span_str(info->name)), i);
		for (int j = 1; j < i; j++)
			assert_string_not_equal(info->linear,
			    action_info((enum action)j)->linear);
	}
}

/* Screen readers take these: nothing may hang on them alone (A4). */
static void
no_action_hangs_on_a_key_that_readers_take(void **state)
{
	static const char *const taken[] = { "C-a", "C-l", "C-n", "C-x" };

	(void)state;
	for (int i = 1; i < ACTION_COUNT; i++) {
		struct span rest = span_str(
		    action_info((enum action)i)->keys);
		bool fine = false;

		while (rest.len) {
			ptrdiff_t space = span_chr(rest, ' ', 0);
			size_t len = space < 0 ? rest.len : (size_t)space;
			struct span key = span_slice(rest, 0, len);
			bool is_taken = key.len > 1 && *key.ptr == 'F';

			for (size_t t = 0; t < 4; t++)
				is_taken |= span_eq(key, span_str(taken[t]));
			fine |= !is_taken;
			rest = span_slice(rest, len + 1, rest.len);
		}
		if (!fine)
			fail_msg("%s has no other key",
			    action_info((enum action)i)->name);
	}
}

static void
no_key_means_two_things_in_one_place(void **state)
{
	(void)state;
	for (unsigned where = 1; where <= WHERE_PANE; where <<= 1) {
		struct keymap map;

		keymap_init(&map);
		for (size_t a = 0; a < map.count; a++) {
			for (size_t b = 0; b < a; b++) {
				const struct binding *x = &map.items[a];
				const struct binding *y = &map.items[b];

				if (!(x->where & where) ||
				    !(y->where & where) ||
				    !span_eq(x->key, y->key))
					continue;
				/* One of them must be for fewer places. */
				if (__builtin_popcount(x->where) ==
				    __builtin_popcount(y->where))
					fail_msg("%.*s: %s and %s",
					    SPAN_ARG(x->key),
					    action_info(x->action)->name,
					    action_info(y->action)->name);
			}
		}
		keymap_release(&map);
	}
}

static void
a_key_means_what_its_place_says(void **state)
{
	struct keymap map;
	struct buf keys = { 0 };

	(void)state;
	keymap_init(&map);
	assert_int_equal(keymap_lookup(&map, WHERE_PAGE, SPAN("g")),
	    ACTION_FIRST);
	assert_int_equal(keymap_lookup(&map, WHERE_NOTE, SPAN("g")),
	    ACTION_GO_TO_NOTE);
	assert_true(keymap_bind(&map, SPAN("J"), WHERE_ANY,
	    ACTION_SCROLL_DOWN));
	keymap_keys(&map, ACTION_SCROLL_DOWN, &keys);
	assert_string_equal(buf_cstr(&keys), "j, J");
	assert_false(keymap_bind(&map, SPAN("Nope"), WHERE_ANY,
	    ACTION_QUIT));
	assert_true(keymap_bind(&map, SPAN("J"), WHERE_ANY, ACTION_NONE));
	assert_int_equal(keymap_lookup(&map, WHERE_PAGE, SPAN("J")),
	    ACTION_NONE);
	buf_release(&keys);
	keymap_release(&map);
}

/* ---- settings ---- */

static void
defaults_are_values_that_can_be_set(void **state)
{
	struct settings set;

	(void)state;
	settings_init(&set);
	assert_int_equal(settings_number(&set, SETTING_WIDTH), 72);
	for (int i = 0; i < SETTING_COUNT; i++) {
		assert_string_equal(set.source[i], "default");
		assert_true(setting_info((enum setting)i)->help[0]);
	}
	settings_release(&set);
}

static void
a_mistake_names_its_line_and_the_mend_and_the_rest_counts(void **state)
{
	struct settings set;
	struct buf errors = { 0 };

	(void)state;
	settings_init(&set);
	settings_read(&set, SPAN("# mine\nwidth = 60\nwidht = 3\n"
	    "align = centre\nmouse = maybe\nbind page J scroll-down\n"
	    "bind page X jump\nmargin = 400\nbind cellar q quit\n"
	    "theme.heading1 = bold red\nnonsense\nbind page J\nunbind any\n"
	    "margin = 4"), "config",
	    &errors);
	assert_string_equal(buf_cstr(&errors),
	    "ibid: config:3: there is no setting \"widht\"; ibid(1) lists "
	    "them\n"
	    "ibid: config:4: align takes one of: left justify\n"
	    "ibid: config:5: mouse takes on or off\n"
	    "ibid: config:7: there is no action \"jump\"; \"ibid keys\" "
	    "lists them\n"
	    "ibid: config:8: margin takes a number from 0 to 40\n"
	    "ibid: config:9: \"cellar\" is no place; say page, note, "
	    "contents, list, notes-pane or any\n"
	    "ibid: config:11: expected NAME = VALUE, bind or unbind\n"
	    "ibid: config:12: bind takes a place, a key and an action\n"
	    "ibid: config:13: unbind takes a place and a key\n");
	assert_int_equal(settings_number(&set, SETTING_WIDTH), 60);
	assert_int_equal(settings_number(&set, SETTING_MARGIN), 4);
	assert_int_equal(keymap_lookup(&set.keys, WHERE_PAGE, SPAN("J")),
	    ACTION_SCROLL_DOWN);
	assert_string_equal(buf_cstr(&set.theme), "heading1 = bold red\n");
	assert_string_equal(buf_cstr(&set.theme_from), "config:10\n");
	buf_release(&errors);
	settings_release(&set);
}

/* ---- history ---- */

static struct spot
at(uint64_t place)
{
	return (struct spot){ place, place, DOC_NONE, 0 };
}

static void
history_goes_back_and_forward_as_a_browser(void **state)
{
	static struct history history;
	struct spot to;

	(void)state;
	history = (struct history){ 0 };
	history_leave(&history, at(1));
	history_leave(&history, at(2));
	assert_true(history_back(&history, at(3), &to));
	assert_int_equal(to.anchor, 2);
	assert_true(history_back(&history, to, &to));
	assert_int_equal(to.anchor, 1);
	assert_false(history_back(&history, to, &to));
	assert_true(history_forward(&history, at(1), &to));
	assert_int_equal(to.anchor, 2);
	assert_true(history_forward(&history, to, &to));
	assert_int_equal(to.anchor, 3);
	assert_false(history_forward(&history, to, &to));
	history_back(&history, at(3), &to);
	history_leave(&history, at(9));
	assert_false(history_forward(&history, at(10), &to));
	for (int i = 0; i < 1000; i++)
		history_leave(&history, at((uint64_t)i));
	assert_true(history_back(&history, at(0), &to));
	assert_int_equal(to.anchor, 999);
}

static void
ranges_merge_where_they_touch(void **state)
{
	struct ranges ranges = { 0 };

	(void)state;
	ranges_add(&ranges, 10, 20);
	ranges_add(&ranges, 30, 40);
	ranges_add(&ranges, 0, 5);
	ranges_add(&ranges, 50, 50);
	assert_int_equal(ranges.count, 3);
	assert_int_equal(ranges_within(&ranges, 0, 100), 25);
	ranges_add(&ranges, 20, 30);
	assert_int_equal(ranges.count, 2);
	assert_int_equal(ranges.items[1].from, 10);
	assert_int_equal(ranges.items[1].to, 40);
	assert_int_equal(ranges_within(&ranges, 4, 12), 3);
	ranges_release(&ranges);
}

/* ---- lists ---- */

static int
first_first(const struct list_row *a, const struct list_row *b)
{
	return a->serial < b->serial ? -1 : 1;
}

static int
last_first(const struct list_row *a, const struct list_row *b)
{
	return a->serial > b->serial ? -1 : 1;
}

static void
a_list_is_filtered_sorted_and_walked_over_its_headings(void **state)
{
	struct list list;

	(void)state;
	list_init(&list, LIST_NOTES, SPAN("Notes"));
	list_add(&list, &(struct list_row){ .text = SPAN("Part one"),
		.heading = true });
	list_add(&list, &(struct list_row){ .label = SPAN("1"),
		.text = SPAN("Peña, History") });
	list_add(&list, &(struct list_row){ .text = SPAN("Part two"),
		.heading = true });
	list_add(&list, &(struct list_row){ .label = SPAN("2"),
		.text = SPAN("Kassie, Detained") });
	list_refresh(&list);
	assert_int_equal(list.shown_count, 4);
	assert_int_equal(list.cursor, 1);
	list_move(&list, 1, 10);
	assert_int_equal(list.cursor, 3);
	list_move(&list, 1, 10);
	assert_int_equal(list.cursor, 3);
	list_move(&list, -9, 10);
	assert_int_equal(list.cursor, 1);
	buf_puts(&list.filter, "pena hist");
	list_refresh(&list);
	assert_int_equal(list.shown_count, 2);
	assert_memory_equal(list_current(&list)->label.ptr, "1", 1);
	buf_puts(&list.filter, " nobody");
	list_refresh(&list);
	assert_null(list_current(&list));
	/* Another order has no headings, the first one has them again. */
	buf_clear(&list.filter);
	list.order = 1;
	list_sort(&list, last_first);
	assert_int_equal(list.shown_count, 2);
	assert_memory_equal(list_current(&list)->label.ptr, "2", 1);
	list.order = 0;
	list_sort(&list, first_first);
	assert_int_equal(list.shown_count, 4);
	assert_true(list.rows[2].heading);
	list_release(&list);
}

/* ---- what is remembered ---- */

static void
memory_comes_back_as_it_was_saved(void **state)
{
	char folder[] = "/tmp/ibid-memory-XXXXXX";
	struct buf path = { 0 };
	struct buf text = { 0 };
	struct memory memory;

	(void)state;
	assert_non_null(mkdtemp(folder));
	setenv("XDG_STATE_HOME", folder, 1);
	memory_path(0xabcdef, &path);
	assert_non_null(strstr(path.ptr, "/ibid/0000000000abcdef"));
	memory_init(&memory);
	assert_int_equal(memory_load(&memory, path.ptr), 0);
	assert_false(memory.found);
	memory.spot.anchor = 10412;
	memory.spot.cursor = 10466;
	memory.marks[memory_mark_index('a')] = 7;
	memory.marks[memory_mark_index('Z')] = 9;
	memory.text_len = 31337;
	memory.words.near = SPAN("the water\nhas a law");
	memory.words.before = SPAN("of the sea. ");
	memory.mark_words[memory_mark_index('Z')].near = SPAN("he went");
	memory.speed = 241;
	memory_add_keyword(&memory, SPAN("interdiction"));
	memory_add_search(&memory, SPAN("safe  third\n"), false);
	memory_add_search(&memory, SPAN("colou?r"), true);
	ranges_add(&memory.read, 3, 9);
	buf_puts(&memory.others, "future thing 1\n");
	assert_int_equal(memory_save(&memory, path.ptr, SPAN("A title")), 0);
	memory_release(&memory);

	assert_int_equal(file_read(path.ptr, 0, &text), 0);
	assert_string_equal(buf_cstr(&text),
	    "ibid-place 1\ntitle A title\nlength 31337\n"
	    "place 10412 10466\nbefore of the sea. \n"
	    "near the water has a law\nmark a 7\nmark Z 9\n"
	    "mark-near Z he went\nread 3-9\n"
	    "keyword interdiction\nsearch safe  third \n"
	    "search-regex colou?r\nspeed 241\nfuture thing 1\n");
	memory_init(&memory);
	assert_int_equal(memory_load(&memory, path.ptr), 0);
	assert_true(memory.found);
	assert_int_equal(memory.spot.cursor, 10466);
	assert_int_equal(memory.marks[memory_mark_index('Z')], 9);
	assert_int_equal(memory.text_len, 31337);
	assert_true(span_eq(memory.words.before, SPAN("of the sea. ")));
	assert_true(span_eq(memory.mark_words[memory_mark_index('Z')].near,
	    SPAN("he went")));
	assert_int_equal(memory.keyword_count, 1);
	assert_int_equal(memory.search_count, 2);
	assert_true(span_eq(memory.searches[0].text, SPAN("safe  third ")));
	assert_false(memory.searches[0].regex);
	assert_true(span_eq(memory.searches[1].text, SPAN("colou?r")));
	assert_true(memory.searches[1].regex);
	assert_string_equal(buf_cstr(&memory.others), "future thing 1\n");
	memory_release(&memory);

	assert_int_equal(file_replace(path.ptr, SPAN("a picture"), 0600), 0);
	memory_init(&memory);
	assert_int_not_equal(memory_load(&memory, path.ptr), 0);
	memory_release(&memory);
	unlink(path.ptr);
	buf_cut(&path, path.len - 17);
	rmdir(path.ptr);
	rmdir(folder);
	buf_release(&path);
	buf_release(&text);
}

/* ---- arranging ---- */

static struct frame
frame_of(int rows, int cols, bool sidebar, bool a11y)
{
	struct frame_facts facts = { .rows = rows, .cols = cols,
		.width = 72, .margin = 2, .sidebar_cols = 32,
		.sidebar = sidebar, .a11y = a11y };
	struct frame frame;

	frame_arrange(&frame, &facts);
	return frame;
}

static void
the_text_stands_in_the_middle_of_its_room(void **state)
{
	struct frame frame = frame_of(24, 80, false, false);

	(void)state;
	assert_int_equal(frame.text.cols, 72);
	assert_int_equal(frame.text.col, 4);
	assert_int_equal(frame.text.rows, 23);
	frame = frame_of(40, 120, true, false);
	assert_int_equal(frame.sidebar.cols, 32);
	assert_int_equal(frame.text.col, 40);
	frame = frame_of(10, 40, true, false);
	assert_int_equal(frame.sidebar.cols, 0);
	assert_int_equal(frame.text.cols, 38);
	frame = frame_of(24, 80, false, true);
	assert_int_equal(frame.text.col, 0);
	assert_true(frame_of(4, 80, false, false).too_small);
	assert_true(frame_of(24, 19, false, false).too_small);
	assert_false(frame_of(5, 20, false, false).too_small);
}

/* Over a page too narrow to be read beside it, it takes the whole width. */
static void
a_sidebar_that_is_used_over_a_narrow_page_hides_it(void **state)
{
	struct frame_facts facts = { .rows = 10, .cols = 40, .width = 72,
		.margin = 2, .sidebar_cols = 32, .sidebar = true,
		.tree_focused = true };
	struct frame frame;

	(void)state;
	frame_arrange(&frame, &facts);
	assert_int_equal(frame.sidebar.cols, 40);
	facts.cols = 80;
	frame_arrange(&frame, &facts);
	assert_int_equal(frame.sidebar.cols, 32);
}

/* Asked for in the settings, it needs less room; a wide one needs more. */
static void
a_sidebar_stands_beside_a_page_that_can_be_read(void **state)
{
	struct frame_facts facts = { .rows = 10, .cols = 72, .width = 72,
		.margin = 2, .sidebar_cols = 32, .sidebar = true };
	struct frame frame;

	(void)state;
	assert_false(frame_has_room_beside(&facts));
	facts.sidebar_asked = true;
	frame_arrange(&frame, &facts);
	assert_int_equal(frame.sidebar.cols, 32);
	assert_int_equal(frame.page.cols, 40);
	facts.cols = 71;
	assert_false(frame_has_room_beside(&facts));
	facts.cols = 100;
	facts.sidebar_cols = 61;
	facts.sidebar_asked = false;
	assert_false(frame_has_room_beside(&facts));
}

/* Rows are kept where there are enough, and each note opens there. */
static void
by_ear_a_note_has_rows_of_its_own(void **state)
{
	struct frame_facts facts = { .rows = 24, .cols = 80, .width = 72,
		.a11y = true, .kept_rows = 8 };
	struct frame_popup popup;
	struct frame frame;

	(void)state;
	frame_arrange(&frame, &facts);
	assert_int_equal(frame.page.rows, 15);
	assert_int_equal(frame.kept.row, 15);
	assert_int_equal(frame.kept.rows, 8);
	assert_int_equal(frame_list_rows(&frame), 23);
	for (int mark = -1; mark < 15; mark++) {
		frame_place_popup(&frame, mark, 3, &popup);
		assert_int_equal(popup.rect.row, 15);
		assert_int_equal(popup.text.rows, 3);
		frame_place_popup(&frame, mark, 30, &popup);
		assert_int_equal(popup.rect.row, 15);
		assert_int_equal(popup.text.rows, 7);
	}
	facts.rows = 9;
	frame_arrange(&frame, &facts);
	assert_int_equal(frame.kept.rows, 0);
	assert_int_equal(frame.page.rows, 8);
	facts.rows = 24;
	facts.a11y = false;
	frame_arrange(&frame, &facts);
	assert_int_equal(frame.kept.rows, 0);
}

/* Every size, every mark row, every height: never over the mark. */
static void
a_popup_never_covers_its_mark(void **state)
{
	(void)state;
	for (int cols = 20; cols <= 130; cols += 11) {
		for (int rows = 5; rows <= 60; rows++) {
			struct frame frame = frame_of(rows, cols,
			    cols >= 100, rows % 2);

			for (int mark = 0; mark < frame.page.rows; mark++) {
				for (int high = 1; high < 50; high += 3) {
					struct frame_popup popup;
					struct frame_rect r;

					frame_place_popup(&frame, mark, high,
					    &popup);
					r = popup.rect;
					assert_true(r.row >= 0);
					assert_true(r.row + r.rows <=
					    frame.page.rows);
					assert_true(popup.text.rows >= 1);
					assert_true(popup.text.row > r.row);
					assert_true(popup.text.row +
					    popup.text.rows <=
					    r.row + r.rows);
					assert_true(mark < r.row ||
					    mark >= r.row + r.rows);
				}
			}
		}
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
		    every_action_has_words_keys_and_a_linear_command),
		cmocka_unit_test(no_action_hangs_on_a_key_that_readers_take),
		cmocka_unit_test(no_key_means_two_things_in_one_place),
		cmocka_unit_test(a_key_means_what_its_place_says),
		cmocka_unit_test(defaults_are_values_that_can_be_set),
		cmocka_unit_test(
		    a_mistake_names_its_line_and_the_mend_and_the_rest_counts),
		cmocka_unit_test(history_goes_back_and_forward_as_a_browser),
		cmocka_unit_test(ranges_merge_where_they_touch),
		cmocka_unit_test(
		    a_list_is_filtered_sorted_and_walked_over_its_headings),
		cmocka_unit_test(memory_comes_back_as_it_was_saved),
		cmocka_unit_test(the_text_stands_in_the_middle_of_its_room),
		cmocka_unit_test(
		    a_sidebar_that_is_used_over_a_narrow_page_hides_it),
		cmocka_unit_test(
		    a_sidebar_stands_beside_a_page_that_can_be_read),
		cmocka_unit_test(by_ear_a_note_has_rows_of_its_own),
		cmocka_unit_test(a_popup_never_covers_its_mark),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
