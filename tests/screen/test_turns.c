/*
 * What tui/repaint.h writes, on the five terminals: after any change from
 * screen to screen the terminal shows the one that was wanted.  The screens
 * are random pages, with and without a sidebar and notes below.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <cmocka.h>
#include <fcntl.h>
#include <locale.h>
#include <unistd.h>
#include <vterm.h>

#include "tests/screen/rig.h"
#include "tests/screen/vterm_bytes.h"
#include "tui/screen.h"
#include "uni/uni.h"

#define TURNS 400

struct watched {
	struct screen screen;
	struct cells shown;
	VTerm *vterm;
	VTermScreen *seen;
	struct buf held;
	const char *type;
	unsigned seed;
};

/* The same numbers on every machine. */
static int
below(struct watched *w, int limit)
{
	w->seed = w->seed * 1664525u + 1013904223u;
	return (int)((w->seed >> 8) % (unsigned)limit);
}

/* ---- random screens ---- */

static struct style
any_style(struct watched *w)
{
	static const uint16_t attrs[] = { 0, 0, STYLE_BOLD, STYLE_ITALIC,
		STYLE_UNDERLINE, STYLE_DIM, STYLE_REVERSE,
		STYLE_BOLD | STYLE_ITALIC, STYLE_DIM | STYLE_UNDERLINE,
		STYLE_BOLD | STYLE_DIM };
	struct style style = { .attrs = attrs[below(w, 10)] };

	if (below(w, 4) == 0)
		style.fg = (uint8_t)below(w, HUE_COUNT);
	if (below(w, 12) == 0)
		style.bg = (uint8_t)below(w, HUE_COUNT);
	return style;
}

/* Words from `col` on, in one style or in several. */
static void
put_words(struct watched *w, struct cells *cells, int row, int col, int end,
    struct style style)
{
	static const char *const words[] = { "sea", "asylum", "of", "law",
		"\xe2\x81\xb4\xe2\x81\xb0", "\xe6\xbc\xa2\xe5\xad\x97", "a",
		"non-refoulement", "\xe2\x80\x9cwrong\xe2\x80\x9d", "in" };

	while (col < end) {
		if (below(w, 8) == 0)
			style = any_style(w);
		col += cells_put(cells, row, col, span_str(words[below(w,
		    10)]), style, end - col);
		if (col < end)
			cells_fill(cells, row, col++, 1, ' ', below(w, 2) ?
			    style : STYLE_PLAIN);
		if (below(w, 12) == 0)
			return;
	}
}

static void
put_page(struct watched *w, struct cells *cells, int from, int margin)
{
	int end = below(w, 3) ? cells->cols - below(w, 6) : cells->cols;
	struct style style = STYLE_PLAIN;

	for (int row = 0; row < cells->rows - 1; row++) {
		int col = margin + (below(w, 6) ? 0 : below(w, 9));

		cells_fill(cells, row, from, cells->cols - from, ' ',
		    STYLE_PLAIN);
		if (below(w, 5) == 0) {
			style = below(w, 2) ? STYLE_PLAIN : any_style(w);
			continue;
		}
		if (col < end)
			put_words(w, cells, row, col, end, style);
	}
}

/* `cells` becomes a screen that may come after it. */
static void
turn(struct watched *w, struct cells *cells)
{
	int kind = below(w, 8);
	int last = cells->rows - 1;
	int side = kind < 2 ? cells->cols / 3 : 0;

	if (kind == 7) {	/* a few words more */
		for (int i = below(w, 9); i >= 0; i--)
			put_words(w, cells, below(w, last + 1),
			    below(w, cells->cols), cells->cols, any_style(w));
	} else if (kind == 6) {	/* some lines on */
		int by = 1 + below(w, last);

		for (int row = 0; row + by < last; row++)
			for (int col = 0; col < cells->cols; col++)
				cells->cell[row * cells->stride + col] =
				    *cells_at(cells, row + by, col);
	} else {
		put_page(w, cells, side, side + below(w, 3) * 4);
		if (side && below(w, 3) == 0)
			for (int row = 0; row < last; row++)
				cells_puts(cells, row, side - 1,
				    "\xe2\x94\x82", any_style(w));
	}
	/* Some of the status stays, and of the row above it. */
	put_words(w, cells, last, below(w, cells->cols), cells->cols,
	    STYLE_PLAIN);
	cells_cursor(cells, below(w, cells->rows), below(w, cells->cols));
}

/* ---- what is seen ---- */

static unsigned
attrs_of(const VTermScreenCell *cell)
{
	return (cell->attrs.bold ? STYLE_BOLD : 0u) |
	    (cell->attrs.italic ? STYLE_ITALIC : 0u) |
	    (cell->attrs.underline ? STYLE_UNDERLINE : 0u) |
	    (cell->attrs.reverse ? STYLE_REVERSE : 0u) |
	    (cell->attrs.blink ? STYLE_DIM : 0u);
}

static int
hue_of(const VTermColor *color)
{
	return VTERM_COLOR_IS_INDEXED(color) ? color->indexed.idx + 1 : 0;
}

static void
assert_cell(const struct watched *w, int turn_no, int row, int col)
{
	const struct cell *cell = cells_at(&w->shown, row, col);
	struct style style = terminfo_style((void *)&w->screen, cell->style);
	bool blank = cell_is(cell, ' ');
	/* On a blank these show. */
	unsigned mask = blank ? STYLE_UNDERLINE | STYLE_REVERSE : STYLE_ATTRS;
	VTermScreenCell seen;
	uint32_t want = 0;

	if (cell->cols == 0)
		return;
	vterm_screen_get_cell(w->seen, (VTermPos){ row, col }, &seen);
	uni_decode(cell_text(cell), 0, &want, NULL);
	if ((seen.chars[0] ? seen.chars[0] : ' ') != want)
		fail_msg("%s, turn %d: U+%04X at %d,%d, not U+%04X", w->type,
		    turn_no, seen.chars[0], row, col, want);
	if ((attrs_of(&seen) & mask) != (style.attrs & mask) ||
	    (!blank && hue_of(&seen.fg) != style.fg) ||
	    hue_of(&seen.bg) != style.bg)
		fail_msg("%s, turn %d: attributes %x, colours %d on %d at "
		    "%d,%d, not %x, %d on %d", w->type, turn_no,
		    attrs_of(&seen), hue_of(&seen.fg), hue_of(&seen.bg), row,
		    col, style.attrs, style.fg, style.bg);
}

static void
assert_shown(const struct watched *w, int turn_no)
{
	VTermPos pos;

	for (int row = 0; row < w->shown.rows; row++)
		for (int col = 0; col < w->shown.cols; col++)
			assert_cell(w, turn_no, row, col);
	vterm_state_get_cursorpos(vterm_obtain_state(w->vterm), &pos);
	assert_int_equal(pos.row, w->shown.cursor_row);
	assert_int_equal(pos.col, w->shown.cursor_col);
}

static void
feed(struct watched *w, struct span bytes)
{
	struct buf given = { 0 };

	assert_int_equal(vterm_bytes(bytes, &given), bytes.len);
	vterm_input_write(w->vterm, given.ptr, given.len);
	buf_release(&given);
}

/* ---- the tests ---- */

static void
watch(struct watched *w, const char *type, int rows, int cols)
{
	struct buf error = { 0 }, clear = { 0 };

	*w = (struct watched){ .type = type, .seed = (unsigned)cols };
	w->screen.out_fd = open("/dev/null", O_WRONLY | O_CLOEXEC);
	w->screen.glyphs.utf8 = true;
	if (!terminfo_open(&w->screen, type, &(struct term_opts){
	    .color = TERM_COLOR_ALWAYS }, &error))
		fail_msg("%s", buf_cstr(&error));
	w->screen.rows = rows;
	w->screen.cols = cols;
	cells_init(&w->shown, rows, cols);
	w->vterm = vterm_new(rows, cols);
	vterm_set_utf8(w->vterm, 1);
	w->seen = vterm_obtain_screen(w->vterm);
	vterm_screen_reset(w->seen, 1);
	terminfo_clear(&w->screen, &clear);
	feed(w, buf_span(&clear));
	buf_release(&clear);
	buf_release(&error);
}

static void
unwatch(struct watched *w)
{
	vterm_free(w->vterm);
	cells_release(&w->shown);
	terminfo_close(&w->screen);
	buf_release(&w->screen.erase);
	buf_release(&w->screen.plain);
	close(w->screen.out_fd);
}

static void
any_change_shows_what_was_wanted(void **state)
{
	static const int sizes[][2] = { { 24, 80 }, { 8, 31 }, { 40, 120 },
		{ 5, 20 } };

	(void)state;
	for (size_t i = 0; i < 4 * RIG_TYPES; i++) {
		struct watched w;
		struct cells next;
		struct buf out = { 0 };

		watch(&w, rig_types[i / 4], sizes[i % 4][0], sizes[i % 4][1]);
		cells_init(&next, w.shown.rows, w.shown.cols);
		for (int turn_no = 0; turn_no < TURNS / 4; turn_no++) {
			cells_copy(&next, &w.shown);
			turn(&w, &next);
			buf_clear(&out);
			repaint(&w.screen.caps, turn_no ? &w.shown : NULL,
			    &next, &out);
			feed(&w, buf_span(&out));
			cells_copy(&w.shown, &next);
			assert_shown(&w, turn_no);
		}
		cells_release(&next);
		buf_release(&out);
		unwatch(&w);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(any_change_shows_what_was_wanted),
	};

	setlocale(LC_CTYPE, "C.UTF-8");
	return cmocka_run_group_tests(tests, NULL, NULL);
}
