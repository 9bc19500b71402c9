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

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(help_is_whole_in_any_window),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
