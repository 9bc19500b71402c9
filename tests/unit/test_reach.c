/* What is given in hand: the help, whole in any window; what y copies. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <cmocka.h>

#include "tests/screen/reading.h"
#include "uni/uni.h"

static const char pond[] =
    "---\ntitle: The pond\n---\n\n"
    "# Morning\n\n"
    "The pond lay still.[^1] See <https://e.example/a/pond> for more of "
    "it.\nNobody came.\n\n"
    "[A map](https://e.example/map) was drawn.\n\n"
    "A heron went away.\n\n"
    "[^1]: Seen in May. It rained.\n";

#define POND ((struct span){ pond, sizeof pond - 1 })

/* ---- help ---- */

/* What the rows of the help say of `action`, joined. */
static void
put_help_of(const struct list *list, uint32_t action, int room,
    struct buf *out)
{
	buf_clear(out);
	for (uint32_t i = 0; i < list->count; i++) {
		const struct list_row *row = &list->rows[i];
		int label = row->label.len ? (int)uni_cols(row->label, 1) +
		    1 : 0;

		assert_true(label + (int)uni_cols(row->text, 1) <= room);
		if (row->heading || row->number != action)
			continue;
		if (out->len && row->text.len && *row->text.ptr != ' ')
			buf_putc(out, ' ');
		buf_put(out, span_trim(row->text));
		buf_putc(out, ' ');
	}
}

/* Neither a key nor a word of its sentence is cut in a narrow window. */
static void
help_is_whole_in_any_window(void **state)
{
	static const int widths[] = { 20, 40, 60, 80 };
	struct buf said = { 0 };
	struct reading r;

	(void)state;
	for (size_t i = 0; i < 8; i++) {
		int cols = widths[i % 4];

		reading_open(&r, POND, i < 4 ? "" : "a11y = on", 5, cols);
		reading_keys(&r, "h");
		for (uint32_t a = 1; a < ACTION_COUNT; a++) {
			struct buf want = { 0 };

			put_help_of(&r.session->list, a, cols, &said);
			for (const char *c = action_info(
			    (enum action)a)->help; *c; c++)
				if (*c != ' ')
					buf_putc(&want, *c);
			/* Blanks stand where it was broken. */
			for (size_t from = 0, to = 0; to <= said.len; to++)
				if (to == said.len)
					buf_cut(&said, from);
				else if (said.ptr[to] != ' ')
					said.ptr[from++] = said.ptr[to];
			assert_true(span_ends(buf_span(&said),
			    buf_span(&want)));
			buf_release(&want);
		}
		reading_close(&r);
	}
	buf_release(&said);
	/* Another width, the same action; one row's words find all of it. */
	reading_open(&r, POND, "", 24, 80);
	reading_keys(&r, "h Down Down Down Down");
	assert_string_equal(reading_at_cursor(&r),
	    "Space, PageDown, C-f  Show the next page  next-page");
	reading_resize(&r, 5, 20);
	assert_string_equal(reading_at_cursor(&r), "Space, PageDown,");
	reading_keys(&r, "/ e r a s e Enter");
	assert_string_equal(reading_row(&r, 1), "Nothing here");
	reading_keys(&r, "/ Backspace Backspace Backspace Backspace "
	    "Backspace o p e n e d Enter");
	assert_string_equal(reading_at_cursor(&r), "Esc");
	reading_close(&r);
}

/* ---- copying, addresses ---- */

static bool
refuse(struct span address, struct buf *error)
{
	(void)address;
	buf_puts(error, "set $BROWSER to open addresses");
	return false;
}

static void
assert_message(struct reading *r, const char *keys, const char *want)
{
	reading_keys(r, keys);
	assert_string_equal(reading_row(r, r->session->frame.rows - 1), want);
}

static void
y_copies_what_has_the_focus(void **state)
{
	struct reading r;

	(void)state;
	reading_open(&r, POND, "a11y = on", 24, 80);
	assert_message(&r, "Down y", "Copy the sentence: (clipboard is off) "
	    "The pond lay still.");
	reading_keys(&r, "y");
	assert_non_null(strstr(reading_row(&r, 23), "Copy the paragraph: "));
	assert_true(span_ends(buf_span(&r.session->wish_text),
	    SPAN("Nobody came.")));
	/* On the words of a link, its address. */
	assert_message(&r, "Down Down y", "Copy the address: (clipboard is "
	    "off) https://e.example/map");
	/* In a note, the note; and then the address that o has shown. */
	assert_message(&r, "g Tab Enter y", "Copy the note: (clipboard is "
	    "off) Seen in May. It rained.");
	reading_close(&r);
}

static void
an_address_is_shown_and_can_be_copied_without_a_browser(void **state)
{
	struct reading r;

	(void)state;
	reading_open(&r, POND, "", 24, 80);
	r.opts.browse = refuse;
	/* From the first row of the page on; again: the next. */
	assert_message(&r, "o", " https://e.example/a/pond: set $BROWSER to "
	    "open addresses");
	assert_message(&r, "y", " Copy the address: (clipboard is off) "
	    "https://e.example/a/pond");
	assert_message(&r, "o", " https://e.example/map: set $BROWSER to "
	    "open addresses");
	assert_message(&r, "y", " Copy the address: (clipboard is off) "
	    "https://e.example/map");
	assert_message(&r, "o", " No link or address from here to the end "
	    "of the page");
	assert_message(&r, "o", " https://e.example/a/pond: set $BROWSER to "
	    "open addresses");
	reading_close(&r);
}

/* Where the status row has no room for it, it is shown over the page. */
static void
a_long_address_is_shown_whole(void **state)
{
	struct reading r;

	(void)state;
	reading_open(&r, POND, "a11y = on", 12, 40);
	r.opts.browse = refuse;
	assert_message(&r, "Down o", "set $BROWSER to open addresses");
	assert_string_equal(reading_at_cursor(&r), "https://e.example/a/pond");
	assert_message(&r, "y", "Copy the address: (clipboard is off)");
	assert_string_equal(reading_at_cursor(&r), "https://e.example/a/pond");
	assert_int_equal(r.session->popup_count, 1);
	reading_keys(&r, "o");
	assert_string_equal(reading_at_cursor(&r), "https://e.example/map");
	assert_int_equal(r.session->popup_count, 1);
	reading_keys(&r, "q");
	assert_int_equal(r.session->popup_count, 0);
	assert_string_equal(reading_at_cursor(&r),
	    "The pond lay still.[1] See https://e.");
	reading_close(&r);
}

/* ---- by ear ---- */

/* The text is of several parts, of which one was searched when it is met. */
static void
by_ear_a_match_has_its_number_at_once(void **state)
{
	struct buf text = { 0 };
	struct reading r;

	(void)state;
	buf_puts(&text, "# Stones\n\n");
	for (int i = 0; i < 20000; i++)
		buf_printf(&text, "A stone %d lies there.\n%s", i,
		    i % 10 ? "" : "\n");
	reading_open(&r, buf_span(&text), "a11y = on", 24, 80);
	reading_keys(&r, "/ l i e s Enter");
	assert_true(span_starts(span_str(reading_row(&r, 23)),
	    SPAN("Match 1 of 20000 for lies: ")));
	reading_keys(&r, "t");
	assert_non_null(strstr(reading_at_cursor(&r), "20000 found"));
	reading_close(&r);
	buf_release(&text);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(help_is_whole_in_any_window),
		cmocka_unit_test(y_copies_what_has_the_focus),
		cmocka_unit_test(
		    an_address_is_shown_and_can_be_copied_without_a_browser),
		cmocka_unit_test(a_long_address_is_shown_whole),
		cmocka_unit_test(
		    by_ear_a_match_has_its_number_at_once),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
