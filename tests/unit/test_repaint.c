/* test_repaint.c - a page gives way to the next in few bytes. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>
#include <locale.h>
#include <stdio.h>

#include "tui/repaint.h"

static char move_text[32], column_text[32];

static const char *
move_to(int row, int col)
{
	snprintf(move_text, sizeof move_text, "<%d,%d>", row, col);
	return move_text;
}

static const char *
to_column(int col)
{
	snprintf(column_text, sizeof column_text, "<%d>", col);
	return column_text;
}

static struct style
shown(void *ctx, struct style style)
{
	(void)ctx;
	style.attrs &= STYLE_BOLD;
	return style;
}

static void
put_style(struct style style, struct buf *out)
{
	buf_puts(out, style.attrs & STYLE_BOLD ? "<b>" : "<?>");
}

static struct style
as_it_is(void *ctx, struct style style)
{
	(void)ctx;
	return style;
}

static void
put_any(struct style style, struct buf *out)
{
	buf_printf(out, "<%x:%d>", style.attrs, style.fg);
}

static const struct glyph_opts utf8 = { .utf8 = true };
static const struct repaint_caps caps = {
	.erase = "<e>", .plain = "<p>", .wrap_on = "", .wrap_off = "",
	.feeds = true, .moves_styled = true,
	.move = move_to, .column = to_column, .shown = shown,
	.put_style = put_style, .glyphs = &utf8,
};

/* A screen of the rows given, up to NULL; the cursor is in column 2. */
static struct cells
screen(const char *const *rows, int cols)
{
	struct cells cells;
	int count = 0;

	while (rows[count])
		count++;
	cells_init(&cells, count, cols);
	for (int row = 0; row < count; row++)
		cells_puts(&cells, row, 0, rows[row], STYLE_PLAIN);
	cells_cursor(&cells, 0, 2);
	return cells;
}

static void
assert_bytes(const struct repaint_caps *with, struct cells *old,
    struct cells *wanted, const char *expected)
{
	struct buf out = { 0 };

	repaint(with, old, wanted, &out);
	assert_string_equal(buf_cstr(&out), expected);
	buf_release(&out);
	if (old)
		cells_release(old);
	cells_release(wanted);
}

static void
rows_follow_by_line_feeds_and_the_margin_is_skipped(void **state)
{
	struct cells old = screen((const char *const[]){
	    "  one long row", "  two", "", "  four", NULL }, 20);
	struct cells wanted = screen((const char *const[]){
	    "  uno", "  dos lines", "", "  cuatro", NULL }, 20);

	(void)state;
	assert_bytes(&caps, &old, &wanted,
	    "uno<e>\r\n  dos lines\r\n\n  cuatro<0,2>");
}

static void
a_wide_margin_is_skipped_by_the_columns_number(void **state)
{
	struct cells old = screen((const char *const[]){
	    "      a", "      b", NULL }, 20);
	struct cells wanted = screen((const char *const[]){
	    "      c", "      d", NULL }, 20);

	(void)state;
	old.cursor_col = wanted.cursor_col = 6;
	assert_bytes(&caps, &old, &wanted, "c\n<6>d<0,6>");
}

/* The cursor was behind what goes. */
static void
a_row_goes_blank_from_where_it_began(void **state)
{
	struct cells old = screen((const char *const[]){ "  one long row",
	    "  two", NULL }, 20);
	struct cells wanted = screen((const char *const[]){ "", "  dos",
	    NULL }, 20);

	(void)state;
	old.cursor_col = 7;
	assert_bytes(&caps, &old, &wanted, "\r  <e>\ndos<0,2>");
}

static const char *
region(int top, int bottom)
{
	static char text[32];

	snprintf(text, sizeof text, "<%d-%d>", top, bottom);
	return text;
}

/* A page of `words`, eight rows, over a status row. */
static struct cells
page_of(const char *words, const char *status)
{
	char rows[8][40];
	const char *all[10] = { NULL };

	for (int row = 0; row < 8; row++) {
		snprintf(rows[row], sizeof rows[row], "      %s %d%s", words,
		    row, row % 2 ? " long" : "");
		/* The fourth one is blank. */
		all[row] = row == 3 ? "" : rows[row];
	}
	all[8] = status;
	return screen(all, 40);
}

static void
a_page_is_rolled_in_from_below(void **state)
{
	struct repaint_caps rolls = caps;
	struct cells old = page_of("what is read", "12345678 Page 1");
	struct cells wanted = page_of("now", "12345678 Page 2");

	(void)state;
	rolls.region = region;
	assert_bytes(&rolls, &old, &wanted, "<0-7><7,6>\nnow 0"
	    "\n<6>now 1 long\n<6>now 2\n\n<6>now 4\n<6>now 5 long"
	    "\n<6>now 6\n<6>now 7 long<0-8><8,14>2<0,2>");
}

/* What stays would have to be sent again. */
static void
a_page_beside_contents_is_not_rolled(void **state)
{
	struct repaint_caps rolls = caps;
	struct cells old = page_of("what is read", "Page 1");
	struct cells wanted = page_of("now", "Page 2");
	struct buf out = { 0 };

	(void)state;
	rolls.region = region;
	for (int row = 0; row < 8; row++) {
		cells_puts(&old, row, 26, "Chapter", STYLE_PLAIN);
		cells_puts(&wanted, row, 26, "Chapter", STYLE_PLAIN);
	}
	repaint(&rolls, &old, &wanted, &out);
	assert_true(span_find(buf_span(&out), SPAN("<0-7>"), 0) < 0);
	assert_true(span_find(buf_span(&out), SPAN("Chapter"), 0) < 0);
	buf_release(&out);
	cells_release(&old);
	cells_release(&wanted);
}

static void
what_stays_beside_the_page_is_not_sent(void **state)
{
	struct cells old = screen((const char *const[]){
	    "| Contents |  page", "| Preface  |  text", NULL }, 20);
	struct cells wanted = screen((const char *const[]){
	    "| Contents |  leaf", "| Preface  |  word", NULL }, 20);

	(void)state;
	assert_bytes(&caps, &old, &wanted,
	    "<14>leaf\n<14>word<0,2>");
}

static const char *
scroll(void *ctx, const struct shift *shift)
{
	static char text[32];

	(void)ctx;
	snprintf(text, sizeof text, "<scroll %d-%d by %d>", shift->top,
	    shift->bottom, shift->up);
	return text;
}

/* A page from line `first` on beside contents of `rows` rows, and a status. */
static struct cells
reading(int rows, int first)
{
	struct cells cells;
	char text[80];

	cells_init(&cells, 12, 64);
	for (int row = 0; row < 11; row++) {
		unsigned line = (unsigned)(first + row);

		if (row < rows) {
			snprintf(text, sizeof text, "Ch. %d", row);
			cells_puts(&cells, row, 0, text, STYLE_PLAIN);
		}
		snprintf(text, sizeof text, "%08x %08x %08x %08x %08x",
		    line * 2654435761u, line * 2246822519u,
		    line * 3266489917u, line * 668265263u,
		    line * 374761393u);
		cells_puts(&cells, row, 16, text, STYLE_PLAIN);
	}
	cells_puts(&cells, 11, 0, "Status", STYLE_PLAIN);
	cells_cursor(&cells, 0, 16);
	return cells;
}

/* What is sent when the page goes from line 10 to another. */
static void
send_scroll(int rows, int to, struct buf *out)
{
	struct repaint_caps with = caps;
	struct cells old = reading(rows, 10), wanted = reading(rows, to);

	with.scroll = scroll;
	buf_clear(out);
	repaint(&with, &old, &wanted, out);
	cells_release(&old);
	cells_release(&wanted);
}

static void
assert_begins(const struct buf *out, const char *start)
{
	assert_true(span_starts(buf_span(out), span_str(start)));
}

static void
rows_that_moved_are_scrolled_up_and_down(void **state)
{
	struct buf out = { 0 };

	(void)state;
	send_scroll(0, 11, &out);
	assert_begins(&out, "<scroll 0-10 by 1><10,16>");
	send_scroll(0, 8, &out);
	assert_begins(&out, "<scroll 0-10 by -2><0,16>");
	assert_true(span_find(buf_span(&out), SPAN("Status"), 0) < 0);
	buf_release(&out);
}

static void
long_contents_are_scrolled_along_where_that_saves_much(void **state)
{
	struct buf out = { 0 };

	(void)state;
	send_scroll(11, 11, &out);
	assert_begins(&out, "<scroll 0-10 by 1>");
	assert_true(span_find(buf_span(&out), SPAN("Ch."), 0) > 0);
	assert_true(out.len < 300);
	/* The page after it has nothing of this one. */
	send_scroll(11, 21, &out);
	assert_true(span_find(buf_span(&out), SPAN("scroll"), 0) < 0);
	assert_true(span_find(buf_span(&out), SPAN("Ch."), 0) < 0);
	buf_release(&out);
}

static void
a_style_is_sent_where_it_shows(void **state)
{
	const struct style bold = { .attrs = STYLE_BOLD };
	const struct style dim = { .attrs = STYLE_DIM };
	struct cells wanted = screen((const char *const[]){ "a b c", "d",
	    NULL }, 20);

	(void)state;
	cells_restyle(&wanted, 0, 0, 3, bold);
	cells_restyle(&wanted, 0, 4, 1, dim);
	assert_bytes(&caps, NULL, &wanted, "<b>a b<p> c\r\nd<0,2>");
}

/* Nothing is taken back that goes on; but a dim letter may not turn bold. */
static void
a_style_that_goes_on_is_not_sent_again(void **state)
{
	const struct style bold = { .attrs = STYLE_BOLD };
	const struct style more = { .attrs = STYLE_BOLD | STYLE_ITALIC };
	const struct style red = { .attrs = STYLE_BOLD, .fg = HUE_RED };
	const struct style dim = { .attrs = STYLE_DIM };
	const struct style both = { .attrs = STYLE_DIM | STYLE_BOLD };
	struct repaint_caps all = caps;
	struct cells wanted = screen((const char *const[]){ "abcdef", NULL },
	    20);

	(void)state;
	all.shown = as_it_is;
	all.put_style = put_any;
	cells_restyle(&wanted, 0, 0, 1, bold);
	cells_restyle(&wanted, 0, 1, 1, more);
	cells_restyle(&wanted, 0, 2, 1, red);
	cells_restyle(&wanted, 0, 3, 1, dim);
	cells_restyle(&wanted, 0, 4, 1, both);
	assert_bytes(&all, NULL, &wanted,
	    "<1:0>a<4:0>b<p><1:2>c<p><2:0>d<p><3:0>e<p>f<0,2>");
}

static void
after_the_last_column_the_cursor_is_placed_anew(void **state)
{
	struct cells wanted = screen((const char *const[]){ "abcd", "ef",
	    NULL }, 4);

	(void)state;
	assert_bytes(&caps, NULL, &wanted, "abcd<1,0>ef<0,2>");
}

static void
half_of_a_wide_cluster_is_never_left(void **state)
{
	struct cells old = screen((const char *const[]){ "a漢b", NULL }, 6);
	struct cells wanted = screen((const char *const[]){ "aヤb", NULL },
	    6);
	struct cells before = screen((const char *const[]){ "漢漢", NULL }, 6);
	struct cells after = screen((const char *const[]){ "漢x", NULL }, 6);

	(void)state;
	assert_bytes(&caps, &old, &wanted, "<1>ヤ<0,2>");
	assert_bytes(&caps, &before, &after, "x <0,2>");
}

static void
a_terminal_without_plain_feeds_is_told_each_row(void **state)
{
	struct repaint_caps odd = caps;
	struct cells wanted = screen((const char *const[]){ "", " a", " b",
	    NULL }, 20);

	(void)state;
	odd.feeds = false;
	assert_bytes(&odd, NULL, &wanted, "<1,1>a<2,1>b<0,2>");
}

static void
a_scrolled_page_is_left_to_curses(void **state)
{
	struct cells old = screen((const char *const[]){ "one", "two",
	    "three", "four", NULL }, 10);
	struct cells scrolled = screen((const char *const[]){ "two",
	    "three", "four", "five", NULL }, 10);
	struct cells turned = screen((const char *const[]){ "five", "six",
	    "seven", "eight", NULL }, 10);
	struct cells popup = screen((const char *const[]){ "one", "-----",
	    "three", "four", NULL }, 10);

	(void)state;
	assert_false(repaint_fits(&old, &scrolled));
	assert_false(repaint_fits(&old, &popup));
	assert_true(repaint_fits(&old, &turned));
	cells_release(&old);
	cells_release(&scrolled);
	cells_release(&turned);
	cells_release(&popup);
}

/* The astronaut is sent as the woman that the C library has room for. */
static void
after_a_doubtful_cluster_the_cursor_is_placed_anew(void **state)
{
	struct cells old = screen((const char *const[]){ "abcd", NULL }, 12);
	struct cells wanted = screen((const char *const[]){
	    "\xf0\x9f\x91\xa9\xe2\x80\x8d\xf0\x9f\x9a\x80xcd", NULL },
	    12);
	struct cells burmese = screen((const char *const[]){
	    "\xe1\x80\x80\xe1\x80\xbb" "b", NULL }, 12);

	(void)state;
	assert_bytes(&caps, &old, &wanted,
	    "\r<e>\xf0\x9f\x91\xa9<2>xcd<0,2>");
	assert_bytes(&caps, NULL, &burmese,
	    "\xe1\x80\x80\xe1\x80\xbb<2>b<0,2>");
}

#define KYA "\xe1\x80\x80\xe1\x80\xbb"	/* two columns, in doubt */

/* What they may leave is erased once; the blanks between need no writing. */
static void
a_row_of_doubtful_clusters_is_erased_first(void **state)
{
	struct cells old = screen((const char *const[]){ "abcdefghijkl",
	    "mno", NULL }, 20);
	struct cells wanted = screen((const char *const[]){
	    KYA KYA " " KYA, KYA "  x", NULL }, 20);
	struct cells before = screen((const char *const[]){
	    "abcdefghijkl", NULL }, 20);
	struct cells after = screen((const char *const[]){
	    "a" KYA "defghijkl", NULL }, 20);

	(void)state;
	assert_bytes(&caps, &old, &wanted, "\r<e>" KYA "<2>" KYA "<5>" KYA
	    "\r\n<e>" KYA "<4>x<0,2>");
	/* It would take away more than it saves. */
	assert_bytes(&caps, &before, &after, "<1>  \b\b" KYA "<0,2>");
}

/* In the last columns one that is drawn wider would go on in the next row. */
static void
a_doubtful_cluster_at_the_edge_does_not_wrap(void **state)
{
	struct repaint_caps told = caps;

	(void)state;
	told.wrap_on = "<w>";
	told.wrap_off = "<n>";
	for (int col = 14; col <= 18; col++) {
		struct cells wanted = screen((const char *const[]){ "", "b",
		    NULL }, 20);
		bool held = col > 16;
		char expected[64];

		cells_put_cluster(&wanted, 0, col, SPAN(KYA), 2,
		    STYLE_PLAIN);
		snprintf(expected, sizeof expected, "<%d>%s" KYA "%s\r\nb"
		    "<0,2>", col, held ? "<n>" : "", held ? "<w>" : "");
		assert_bytes(&told, NULL, &wanted, expected);
	}
}

/* A terminal that draws it wide must not find a blank for the next cell. */
static void
an_ambiguous_letter_in_two_columns_has_no_blank_after_it(void **state)
{
	struct cells old = screen((const char *const[]){ "abcd", NULL }, 12);
	struct cells wanted = screen((const char *const[]){ "abcd", NULL },
	    12);

	(void)state;
	cells_put_cluster(&wanted, 0, 0, SPAN("\xce\xb1"), 2, STYLE_PLAIN);
	assert_bytes(&caps, &old, &wanted, "\r  \b\b\xce\xb1<0,2>");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
		    rows_follow_by_line_feeds_and_the_margin_is_skipped),
		cmocka_unit_test(
		    a_wide_margin_is_skipped_by_the_columns_number),
		cmocka_unit_test(a_row_goes_blank_from_where_it_began),
		cmocka_unit_test(a_page_is_rolled_in_from_below),
		cmocka_unit_test(a_page_beside_contents_is_not_rolled),
		cmocka_unit_test(what_stays_beside_the_page_is_not_sent),
		cmocka_unit_test(rows_that_moved_are_scrolled_up_and_down),
		cmocka_unit_test(
		    long_contents_are_scrolled_along_where_that_saves_much),
		cmocka_unit_test(a_style_is_sent_where_it_shows),
		cmocka_unit_test(a_style_that_goes_on_is_not_sent_again),
		cmocka_unit_test(
		    after_the_last_column_the_cursor_is_placed_anew),
		cmocka_unit_test(half_of_a_wide_cluster_is_never_left),
		cmocka_unit_test(
		    a_terminal_without_plain_feeds_is_told_each_row),
		cmocka_unit_test(
		    after_a_doubtful_cluster_the_cursor_is_placed_anew),
		cmocka_unit_test(a_row_of_doubtful_clusters_is_erased_first),
		cmocka_unit_test(a_doubtful_cluster_at_the_edge_does_not_wrap),
		cmocka_unit_test(
		    an_ambiguous_letter_in_two_columns_has_no_blank_after_it),
		cmocka_unit_test(a_scrolled_page_is_left_to_curses),
	};

	setlocale(LC_CTYPE, "C.UTF-8");
	return cmocka_run_group_tests(tests, NULL, NULL);
}
