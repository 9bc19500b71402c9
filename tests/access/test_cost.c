/*
 * The access rules, section D, on ibid itself: bytes that a vt100 of 80 by
 * 24 is sent, medians over 20 keys, beside less and vim on the same lines
 * where these are installed.  It prints what it measured.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <cmocka.h>

#include "base/least.h"
#include "tests/access/five.h"

#define PAGE_ROWS 23
/* By ear eight are kept for notes. */
#define EAR_ROWS (PAGE_ROWS - 8)

static const char *const a11y[] = { "--a11y", NULL };

/* The table that the last test prints: bytes on a vt100, 80 by 24. */
enum { IBID, LESS, VIM, PROGRAMS };

static struct {
	const char *rule, *what, *limit;
	int bytes[PROGRAMS];	/* 0: not measured, or it has no such thing */
} table[] = {
	{ .rule = "D1", .what = "cursor move, no scroll", .limit = "16" },
	{ .rule = "D2", .what = "line scroll", .limit = "line + 64" },
	{ .rule = "D2", .what = "line scroll, beyond the line",
	    .limit = "64" },
	{ .rule = "D3", .what = "page", .limit = "text x 1.15" },
	{ .rule = "D3", .what = "page, per 1000 of text", .limit = "1150" },
	{ .rule = "D4", .what = "note opened, beyond its text",
	    .limit = "144" },
	{ .rule = "D4", .what = "note closed, beyond the text",
	    .limit = "144" },
	{ .rule = "D5", .what = "first paint", .limit = "2000" },
	{ .rule = "D6", .what = "line scroll beside sidebar",
	    .limit = "screen" },
	{ .rule = "D7", .what = "20 queued lines", .limit = "3 pages" },
};
enum { MOVE, SCROLL, SCROLL_OVER, PAGE, PAGE_RATIO, OPENED, CLOSED, FIRST,
	SIDEBAR, QUEUED };

static void
report(const char *type, const char *what, int bytes, int limit)
{
	rig_report("ibid", type, what, bytes, limit);
}

static void
d1_a_move_without_scroll_is_a_cursor_move(const char *type)
{
	struct vt *vt = real_start(type, a11y, NULL);
	int costs[RIG_KEYS];

	for (int i = 0; i < RIG_KEYS; i++)
		costs[i] = rig_cost_of(vt, i < RIG_KEYS / 2 ? "Down" : "Up");
	report(type, "cursor move", rig_median(costs), 16);
	if (!strcmp(type, "vt100"))
		table[MOVE].bytes[IBID] = rig_median(costs);
	vt_free(vt);
}

static void
d2_a_line_scroll_is_the_new_line_and_64_bytes(const char *type)
{
	for (int plain = 0; plain < 2; plain++) {
		struct vt *vt = real_start(type, plain ? a11y : NULL,
		    NULL);
		int over[RIG_KEYS], all[RIG_KEYS];
		int last = (plain ? EAR_ROWS : PAGE_ROWS) - 1;

		for (int i = 0; i < RIG_KEYS; i++) {
			all[i] = rig_cost_of(vt, "j");
			over[i] = all[i] - rig_text_on(vt, last,
			    last + 1);
		}
		print_message("# ibid %-14s line scroll, in all: "
		    "%d\n", type, rig_median(all));
		report(type, plain ? "line scroll, a11y, over line" :
		    "line scroll, over line", rig_median(over), 64);
		if (plain && !strcmp(type, "vt100")) {
			table[SCROLL].bytes[IBID] = rig_median(all);
			table[SCROLL_OVER].bytes[IBID] =
			    rig_median(over);
		}
		vt_free(vt);
	}
}

static void
d3_a_page_costs_its_text(const char *type)
{
	for (int plain = 0; plain < 2; plain++) {
		struct vt *vt = real_start(type, plain ? a11y : NULL,
		    NULL);
		int permille[RIG_KEYS], all[RIG_KEYS];

		for (int i = 0; i < RIG_KEYS; i++) {
			const char *key = i % 8 < 4 ? "Space" : "b";

			all[i] = rig_cost_of(vt, key);
			permille[i] = all[i] * 1000 /
			    rig_text_on(vt, 0, PAGE_ROWS + 1);
		}
		print_message("# ibid %-14s page, in all: %d\n",
		    type, rig_median(all));
		report(type, plain ? "page, a11y, per 1000 of text" :
		    "page, per 1000 of text", rig_median(permille),
		    1150);
		if (plain && !strcmp(type, "vt100")) {
			table[PAGE].bytes[IBID] = rig_median(all);
			table[PAGE_RATIO].bytes[IBID] =
			    rig_median(permille);
		}
		vt_free(vt);
	}
}

/* What `key` costs may be the text of rows `from` to `to` and 16 each. */
static void
report_note(const char *type, struct vt *vt, const char *key,
    const char *name, int from, int to, int *beyond)
{
	int cost = rig_cost_of(vt, key);
	int text = rig_text_on(vt, from, to);

	report(type, name, cost, text + 16 * (to - from) + 64);
	*beyond = cost - text;
}

/* Cells of the rows given that are not what they were. */
static int
cells_that_changed(const struct buf *before, const struct buf *after)
{
	struct span old = buf_span(before), now = buf_span(after);
	struct span a, b;
	int count = 0;

	while (span_line(&old, &a) && span_line(&now, &b))
		for (size_t i = 0; i < a.len || i < b.len; i++)
			count += i >= a.len || i >= b.len ||
			    a.ptr[i] != b.ptr[i];
	return count;
}

/* What rows need: their letters, and to get where these begin. */
static int
rows_need(const struct vt *vt, int rows, int begin)
{
	struct buf row = { 0 };
	int count = 0;

	for (int i = 0; i < rows; i++) {
		size_t letters;

		buf_clear(&row);
		vt_row(vt, i, &row);
		letters = span_trim(buf_span(&row)).len;
		count += letters ? (int)letters + begin : 1;
	}
	buf_release(&row);
	return count;
}

static const char *
companion(void)
{
	static char path[512];
	const char *top = getenv("top_srcdir");

	snprintf(path, sizeof path, "%s/assets/companion.md", top ? top : ".");
	return path;
}

/*
 * By eye a page turn is its letters, with those that change in the status
 * line, and a line feed and a margin for each row; and 7 bytes to set the
 * rows that go up, 7 to get to the lowest one, 7 to set all of them again, 8
 * to go to the status line and 6 from there to the text.  The page has some
 * marks and some bold words; a mark takes 12.  What else might be written is
 * not needed: for one, nothing is erased.
 */
static void
d3_a_page_turn_is_letters_and_margins(const char *type)
{
	/* The stones say one thing again and again. */
	struct vt *vt = real_start_file(companion(), type, NULL, NULL);
	/* "\n" and "CSI 5 G", or "\r\n" and four blanks. */
	int begin = strcmp(type, "vt100") ? 5 : 6;
	int over[RIG_KEYS];

	for (int i = 0; i < RIG_KEYS; i++) {
		struct buf before = { 0 }, after = { 0 };

		vt_row(vt, PAGE_ROWS, &before);
		over[i] = rig_cost_of(vt, i % 8 < 4 ? "Space" : "b");
		vt_row(vt, PAGE_ROWS, &after);
		over[i] -= rows_need(vt, PAGE_ROWS, begin) +
		    cells_that_changed(&before, &after);
		buf_release(&before);
		buf_release(&after);
	}
	report(type, "page turn, over what it shows", rig_median(over),
	    7 + 7 + 7 + 8 + 6 + 4 * 12);
	vt_free(vt);
}

static void
d4_a_note_costs_what_it_shows_and_uncovers(const char *type)
{
	for (int plain = 0; plain < 2; plain++) {
		struct vt *vt = real_start(type, plain ? a11y : NULL,
		    NULL);
		/* By eye it stands in the lower half of the page. */
		int from = plain ? EAR_ROWS : 11;
		int opened, closed;

		assert_true(vt_keys(vt, "Tab"));
		report_note(type, vt, "Enter", plain ? "open a note, a11y" :
		    "open a note, boxed", from, from + 5, &opened);
		report_note(type, vt, "q", plain ? "close a note, a11y" :
		    "close a note, boxed", from, from + 5, &closed);
		if (plain && !strcmp(type, "vt100")) {
			table[OPENED].bytes[IBID] = opened;
			table[CLOSED].bytes[IBID] = closed;
		}
		vt_free(vt);
	}
}

static void
d5_the_first_paint_fits_in_2000_bytes(const char *type)
{
	for (int plain = 0; plain < 2; plain++) {
		struct vt *vt = real_start(type, plain ? a11y : NULL,
		    NULL);

		report(type, plain ? "first paint, a11y" :
		    "first paint", (int)vt_bytes(vt).len, 2000);
		if (plain && !strcmp(type, "vt100"))
			table[FIRST].bytes[IBID] =
			    (int)vt_bytes(vt).len;
		vt_free(vt);
	}
}

static void
d5_the_first_paint_of_the_report_fits_too(const char *type)
{
	struct vt *vt;

	if (!real_report())
		five_skip("the report is not beside the tree");
	vt = real_start_file(real_report(), type, a11y, NULL);
	report(type, "first paint of the report", (int)vt_bytes(vt).len,
	    2000);
	vt_free(vt);
}

static bool
shows_sidebar(const char *type, const char *const *opts, int cols)
{
	struct vt *vt = real_start(type, opts, NULL);
	bool shown = false;

	assert_true(vt_resize(vt, 24, cols));
	assert_true(vt_keys(vt, "Space"));
	for (int row = 0; row < PAGE_ROWS; row++)
		shown |= strstr(real_row(vt, row), "Chapter of 7") != NULL;
	vt_free(vt);
	return shown;
}

static void
d6_the_sidebar_is_hidden_where_it_costs(const char *type)
{
	assert_true(shows_sidebar(type, NULL, 110));
	assert_false(shows_sidebar(type, NULL, 99));
	assert_false(shows_sidebar(type, a11y, 110));
	assert_false(shows_sidebar(type, REAL_OPTS("--slow"), 110));
}

/* Bytes of UTF-8 stand for cells, so a few more are counted than there are. */
static void
d6_beside_the_sidebar_a_scroll_repaints_what_changed(const char *type)
{
	struct vt *vt = real_start(type, NULL, NULL);
	int over[RIG_KEYS], all[RIG_KEYS];

	assert_true(vt_resize(vt, 24, 110));
	assert_true(vt_keys(vt, "Space"));
	for (int i = 0; i < RIG_KEYS; i++) {
		struct buf before = { 0 }, after = { 0 };

		vt_text(vt, &before);
		all[i] = rig_cost_of(vt, "j");
		vt_text(vt, &after);
		/* Not the sidebar, whose rows are as they were. */
		assert_false(rig_has(vt_bytes(vt), "of 7 stones"));
		/* A scroll moves cells that need not be written. */
		over[i] = all[i] - cells_that_changed(&before, &after);
		over[i] = over[i] < 0 ? 0 : over[i];
		buf_release(&before);
		buf_release(&after);
	}
	/* A move of the cursor to each row, and its attributes. */
	report(type, "line scroll beside sidebar, over what changed",
	    rig_median(over), 16 * PAGE_ROWS);
	if (!strcmp(type, "vt100"))
		table[SIDEBAR].bytes[IBID] = rig_median(all);
	vt_free(vt);
}

/* Row by row what the screen shows, with the cursor's place. */
static void
put_screen(const struct vt *vt, int rows, struct buf *out)
{
	int row, col;

	for (int i = 0; i < rows; i++) {
		vt_row(vt, i, out);
		buf_putc(out, '\n');
	}
	vt_cursor(vt, &row, &col);
	buf_printf(out, "%d %d\n", row, col);
}

/* And what is scrolled is what is shown. */
static void
d6_beside_long_contents_a_scroll_costs_less_than_the_page(const char *type)
{
	struct buf text = { 0 }, scrolled = { 0 }, painted = { 0 };
	struct vt *vt;
	int cost = 0;

	for (unsigned i = 1; i < 60; i++) {
		buf_printf(&text, "# Chapter %u\n\n", i);
		for (unsigned word = 0; word < 500; word++)
			buf_printf(&text, "%x ", word * i * 40503u & 0xffff);
		buf_puts(&text, "\n\n");
	}
	vt = real_start_file(real_put("chapters.md", buf_cstr(&text)), type,
	    NULL, NULL);
	assert_true(vt_resize(vt, 40, 120));
	assert_true(vt_keys(vt, "Space Space"));
	for (int i = 0; i < 4; i++) {
		cost = most(cost, rig_cost_of(vt, i < 2 ? "j" : "k"));
		buf_clear(&scrolled);
		put_screen(vt, 40, &scrolled);
		assert_true(vt_keys(vt, "C-l"));
		buf_clear(&painted);
		put_screen(vt, 40, &painted);
		assert_string_equal(buf_cstr(&scrolled), buf_cstr(&painted));
	}
	report(type, "scroll beside long contents", cost,
	    rig_text_on(vt, 0, 40) * 2 / 3);
	vt_free(vt);
	buf_release(&text);
	buf_release(&scrolled);
	buf_release(&painted);
}

static void
d7_queued_keys_are_painted_at_most_three_times(const char *type)
{
	struct buf keys = { 0 };

	for (int i = 0; i < RIG_KEYS; i++)
		buf_puts(&keys, "\033[B");
	for (int slow = 0; slow < 2; slow++) {
		struct vt *vt = real_start(type,
		    slow ? REAL_OPTS("--slow") : NULL, NULL);
		int page = rig_cost_of(vt, "Space");

		assert_true(vt_keys(vt, "b"));
		vt_forget(vt);
		vt_pause(vt, true);
		vt_type(vt, buf_span(&keys));
		vt_pause(vt, false);
		assert_true(vt_settle(vt));
		report(type, slow ? "20 queued lines, slow" :
		    "20 queued lines", (int)vt_bytes(vt).len, 3 * page);
		if (!slow && !strcmp(type, "vt100"))
			table[QUEUED].bytes[IBID] = (int)vt_bytes(vt).len;
		vt_free(vt);
	}
	buf_release(&keys);
}

/* What a tour was sent: to the end of the first paint, of the tour, in all. */
struct toured {
	struct buf bytes;
	size_t first_len, tour_len;
};

/* One tour serves D8 and D9; it takes a second. */
static const struct toured *
tour_on(const char *type, int ear)
{
	static struct toured tours[RIG_TYPES][2];
	struct toured *found;
	struct vt *vt;
	size_t i = 0;

	while (strcmp(rig_types[i], type))
		i++;
	found = &tours[i][ear];
	if (found->bytes.len)
		return found;
	vt = real_start(type, REAL_OPTS(ear ? "--a11y" : "--mouse"),
	    RIG_ENV("ESCDELAY=1", "BROWSER"));
	found->first_len = vt_bytes(vt).len;
	real_tour(vt);
	found->tour_len = vt_bytes(vt).len;
	assert_true(vt_keys(vt, "R C-l q"));
	rig_assert_status(vt, 0);
	buf_put(&found->bytes, vt_bytes(vt));
	vt_free(vt);
	return found;
}

static int
clears(const struct toured *tour, size_t from, size_t to)
{
	return rig_count_csi(span_slice(buf_span(&tour->bytes), from, to),
	    'J', -1, 0);
}

static void
d8_the_screen_is_cleared_at_first_and_when_it_must_be(const char *type)
{
	for (int ear = 0; ear < 2; ear++) {
		const struct toured *tour = tour_on(type, ear);

		assert_in_range(clears(tour, 0, tour->first_len), 0, 1);
		assert_int_equal(clears(tour, tour->first_len,
		    tour->tour_len), 0);
		/* R and C-l. */
		assert_int_equal(clears(tour, tour->tour_len,
		    tour->bytes.len), 2);
	}
}

/*
 * No question, from the first byte to the last.  "CSI ? 0 c" is the linux
 * console's cursor.
 */
static void
d9_nothing_is_asked_of_the_terminal(const char *type)
{
	static const char *const queries[] = { "\033[c", "\033[0c",
		"\033[>", "\033[=", "\033[5n", "\033[6n", "\033[?6n", "$p",
		";?", "\033Z", "\005", "\033P", "\033]", "\033[18t",
		"\033[14t", "\033[21t", };

	for (int ear = 0; ear < 2; ear++) {
		struct span sent = buf_span(&tour_on(type, ear)->bytes);

		for (size_t i = 0; i < sizeof queries / sizeof *queries; i++)
			if (rig_has(sent, queries[i]))
				fail_msg("query %zu went out", i);
		assert_int_equal(rig_count_csi(sent, 'n', -1, 0), 0);
	}
}

/* ---- beside others ---- */

static bool
is_installed(const char *name)
{
	struct buf command = { 0 };
	bool found;

	buf_printf(&command, "command -v %s >/dev/null 2>&1", name);
	found = system(buf_cstr(&command)) == 0;
	buf_release(&command);
	return found;
}

static int
cost_of_queue(struct vt *vt, const char *key)
{
	struct buf keys = { 0 };
	int cost;

	for (int i = 0; i < RIG_KEYS; i++)
		buf_puts(&keys, key);
	vt_forget(vt);
	vt_pause(vt, true);
	vt_type(vt, buf_span(&keys));
	vt_pause(vt, false);
	assert_true(vt_settle(vt));
	cost = (int)vt_bytes(vt).len;
	buf_release(&keys);
	return cost;
}

/* How another program is asked for the same. */
struct other {
	int column;
	const char *name;
	const char *const *argv;
	const char *line, *page, *page_back;	/* keys */
	const char *typed;	/* `line` as bytes */
	const char *move;	/* the cursor alone, or NULL */
};

static void
measure_other(const struct other *other)
{
	static const char *const clean[] = { "LESS", "LESSOPEN",
		"LESSHISTFILE=-", NULL };
	int column = other->column;
	int all[RIG_KEYS], over[RIG_KEYS], permille[RIG_KEYS];
	struct vt *vt;

	if (!is_installed(other->name)) {
		print_message("# %s is not installed\n", other->name);
		return;
	}
	vt = vt_start(&(struct vt_opts){ .argv = other->argv,
		.type = "vt100", .env = real_env(clean) });
	assert_non_null(vt);
	table[FIRST].bytes[column] = (int)vt_bytes(vt).len;
	for (int i = 0; i < RIG_KEYS && other->move; i++)
		all[i] = rig_cost_of(vt, other->move);
	if (other->move)
		table[MOVE].bytes[column] = rig_median(all);
	for (int i = 0; i < RIG_KEYS; i++) {
		all[i] = rig_cost_of(vt, other->line);
		over[i] = all[i] - rig_text_on(vt, PAGE_ROWS - 1, PAGE_ROWS);
	}
	table[SCROLL].bytes[column] = rig_median(all);
	table[SCROLL_OVER].bytes[column] = rig_median(over);
	for (int i = 0; i < RIG_KEYS; i++) {
		all[i] = rig_cost_of(vt, i % 8 < 4 ? other->page :
		    other->page_back);
		permille[i] = all[i] * 1000 /
		    rig_text_on(vt, 0, PAGE_ROWS + 1);
	}
	table[PAGE].bytes[column] = rig_median(all);
	table[PAGE_RATIO].bytes[column] = rig_median(permille);
	table[QUEUED].bytes[column] = cost_of_queue(vt, other->typed);
	vt_free(vt);
}

/* `make costs` shows these lines alone. */
static void
print_table(void)
{
	print_message("# | rule | bytes, vt100 80x24           | limit       "
	    "| ibid --a11y | less | vim  |\n");
	for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
		print_message("# | %-4s | %-28s | %-11s |", table[i].rule,
		    table[i].what, table[i].limit);
		for (int j = 0; j < PROGRAMS; j++) {
			int width = j == IBID ? 11 : 4;

			if (table[i].bytes[j])
				print_message(" %*d |", width,
				    table[i].bytes[j]);
			else
				print_message(" %*s |", width, "-");
		}
		print_message("\n");
	}
}

static void
less_and_vim_on_the_same_lines(const char *type)
{
	const char *text = real_path("story.txt");
	struct buf command = { 0 };

	(void)type;
	buf_printf(&command, "'%s' text '%s' >'%s'", real_program(),
	    real_path("story.ibid"), text);
	assert_int_equal(system(buf_cstr(&command)), 0);
	buf_release(&command);
	measure_other(&(struct other){ LESS, "less", RIG_ENV("less", text),
		"j", "Space", "b", "j", NULL });
	/* Its wait for a pause ends at once, so that it comes to rest. */
	measure_other(&(struct other){ VIM, "vim", RIG_ENV("vim", "-u",
		"NONE", "-N", "-R", "-n", "-i", "NONE", "--cmd",
		"set updatetime=1 ttimeoutlen=1", text),
		"C-e", "C-f", "C-b", "\005", "j" });
	print_table();
}

int
main(void)
{
	static const struct five_case cases[] = {
		FIVE(d1_a_move_without_scroll_is_a_cursor_move),
		FIVE(d2_a_line_scroll_is_the_new_line_and_64_bytes),
		FIVE(d3_a_page_costs_its_text),
		FIVE(d3_a_page_turn_is_letters_and_margins),
		FIVE(d4_a_note_costs_what_it_shows_and_uncovers),
		FIVE(d5_the_first_paint_fits_in_2000_bytes),
		FIVE(d5_the_first_paint_of_the_report_fits_too),
		FIVE(d6_the_sidebar_is_hidden_where_it_costs),
		FIVE(d6_beside_the_sidebar_a_scroll_repaints_what_changed),
		FIVE(d6_beside_long_contents_a_scroll_costs_less_than_the_page),
		FIVE(d7_queued_keys_are_painted_at_most_three_times),
		FIVE(d8_the_screen_is_cleared_at_first_and_when_it_must_be),
		FIVE(d9_nothing_is_asked_of_the_terminal),
		ONCE(less_and_vim_on_the_same_lines),
	};

	return five_main(cases);
}
