/* tests/screen/demo_model.c - a small reader without a session. */
#include "tests/screen/demo_model.h"

#include <stdlib.h>

#define LINES_MADE 500

static struct span
made_line(struct arena *mem, int i)
{
	static const char *const words[] = {
		"harbour", "of", "lantern", "the", "winter", "carried",
		"letters", "and", "slow", "windows", "a", "bridge", "over",
		"quiet", "fields", "remembers", "an", "orchard", "without",
	};
	struct buf line = { 0 };
	struct span kept;
	unsigned seed = (unsigned)i * 2654435761u;

	buf_printf(&line, "%d", i);
	while (line.len < 56) {
		seed = seed * 1664525u + 1013904223u;
		buf_printf(&line, " %s", words[(seed >> 16) % 19]);
	}
	kept = arena_span(mem, buf_span(&line));
	buf_release(&line);
	return kept;
}

void
demo_init(struct demo *demo, struct span text)
{
	size_t room = 0;
	struct span line;

	*demo = (struct demo){ 0 };
	if (!text.len) {
		demo->lines = mem_array(LINES_MADE, sizeof *demo->lines);
		for (int i = 0; i < LINES_MADE; i++)
			demo->lines[i] = made_line(&demo->mem, i);
		demo->line_count = LINES_MADE;
		return;
	}
	while (span_line(&text, &line)) {
		MEM_PUSH(demo->lines, (size_t)demo->line_count, room);
		demo->lines[demo->line_count++] = arena_span(&demo->mem,
		    line);
	}
}

void
demo_release(struct demo *demo)
{
	arena_release(&demo->mem);
	free(demo->lines);
	buf_release(&demo->typed);
	buf_release(&demo->said);
}

static int
page_rows(const struct demo *demo, int rows)
{
	rows -= 1 + (demo->note ? DEMO_NOTE_ROWS : 0);
	return rows < 1 ? 1 : rows;
}

static void
go(struct demo *demo, int top, int at)
{
	int last = demo->line_count - 1;

	demo->top = top > last ? last : top < 0 ? 0 : top;
	demo->at = at > last ? last : at < 0 ? 0 : at;
}

static bool
prompt_key(struct demo *demo, struct key key)
{
	if (key.code == KEYCODE_PASTE)
		buf_put(&demo->typed, key.text);
	else if (key.code < KEYCODE_FIRST && !key.mods)
		buf_put_code(&demo->typed, key.code);
	else if (key.code == KEYCODE_ENTER || key.code == KEYCODE_ESC)
		demo->prompt = false;
	return true;
}

static void
say_key(struct demo *demo, struct key key)
{
	buf_clear(&demo->said);
	key_name(key, &demo->said);
}

bool
demo_key(struct demo *demo, struct key key, int rows)
{
	int page = page_rows(demo, rows);

	if (demo->prompt)
		return prompt_key(demo, key);
	switch (key.code) {
	case 'q':
		return false;
	case KEYCODE_DOWN:
		go(demo, demo->top, demo->at + 1);
		break;
	case KEYCODE_UP:
		go(demo, demo->top, demo->at - 1);
		break;
	case 'j':
		go(demo, demo->top + 1, demo->top + 1);
		break;
	case 'k':
		go(demo, demo->top - 1, demo->top - 1);
		break;
	case ' ':
	case KEYCODE_PAGE_DOWN:
		go(demo, demo->top + page, demo->top + page);
		break;
	case KEYCODE_PAGE_UP:
		go(demo, demo->top - page, demo->top - page);
		break;
	case 'b':
		demo->bar = !demo->bar;
		break;
	case 's':
		demo->sidebar = !demo->sidebar;
		break;
	case KEYCODE_ENTER:
	case KEYCODE_ESC:
		demo->note = key.code == KEYCODE_ENTER;
		break;
	case 'z':
		demo->blank = !demo->blank;
		break;
	case '/':
		demo->prompt = true;
		buf_clear(&demo->typed);
		break;
	default:
		say_key(demo, key);
	}
	/* The cursor pushes the page when it leaves it. */
	if (demo->at < demo->top)
		demo->top = demo->at;
	if (demo->at >= demo->top + page)
		demo->top = demo->at - page + 1;
	return true;
}

static void
paint_page(const struct demo *demo, struct cells *page)
{
	struct style bar = { .attrs = STYLE_REVERSE };

	for (int row = 0; row < page->rows; row++) {
		int line = demo->top + row;

		if (line >= demo->line_count)
			break;
		cells_put(page, row, 0, demo->lines[line], STYLE_PLAIN,
		    page->cols);
		if (demo->bar && line == demo->at)
			cells_restyle(page, row, 0, page->cols, bar);
	}
	cells_cursor(page, demo->at - demo->top, 0);
}

static void
paint_note(struct cells *note)
{
	struct style bold = { .attrs = STYLE_BOLD };

	cells_puts(note, 0, 0, "Note 12.", bold);
	for (int row = 1; row < note->rows - 1; row++)
		cells_puts(note, row, 0, "A gable is the three-cornered end "
		    "of a wall under a roof.", STYLE_PLAIN);
	cells_puts(note, note->rows - 1, 0, "End of note 12.", STYLE_PLAIN);
	cells_cursor(note, 0, 0);
}

static void
paint_status(const struct demo *demo, struct cells *cells)
{
	struct style red = { .fg = HUE_RED, .attrs = STYLE_BOLD };
	int row = cells->rows - 1;
	int col;

	if (demo->prompt) {
		col = cells_puts(cells, row, 0, "/", STYLE_PLAIN);
		col += cells_put(cells, row, col, buf_span(&demo->typed),
		    STYLE_PLAIN, cells->cols - col);
		cells_cursor(cells, row, col);
		return;
	}
	cells_puts(cells, row, 0, "A demonstration", red);
	cells_put(cells, row, 40, buf_span(&demo->said), STYLE_PLAIN, 30);
}

void
demo_paint(const struct demo *demo, struct cells *cells)
{
	int rows = page_rows(demo, cells->rows);
	int left = demo->sidebar ? DEMO_SIDEBAR_COLS : 0;
	struct cells page = cells_sub(cells, (struct rect){ 0, left, rows,
	    cells->cols - left });
	struct cells side = cells_sub(cells, (struct rect){ 0, 0, rows,
	    left });
	struct cells note = cells_sub(cells, (struct rect){ rows, 0,
	    cells->rows - 1 - rows, cells->cols });

	cells_clear(cells);
	if (demo->blank)
		return;
	for (int row = 0; row < side.rows; row++) {
		cells_puts(&side, row, 0, "  chapter", STYLE_PLAIN);
		cells_puts(&side, row, side.cols - 2, "│", STYLE_PLAIN);
	}
	paint_page(demo, &page);
	if (demo->note)
		paint_note(&note);
	paint_status(demo, cells);
}
