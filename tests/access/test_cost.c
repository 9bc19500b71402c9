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

#include "base/file.h"
#include "base/least.h"
#include "tests/access/real.h"

#define PAGE_ROWS 23
/* By ear eight are kept for notes. */
#define EAR_ROWS (PAGE_ROWS - 8)

#define for_each_type(type) \
	for (const char *const *at_ = rig_types, *type; (type = *at_); at_++)

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
d1_a_move_without_scroll_is_a_cursor_move(void **state)
{
	(void)state;
	for_each_type(type) {
		struct vt *vt = real_start(type, a11y, NULL);
		int costs[RIG_KEYS];

		for (int i = 0; i < RIG_KEYS; i++)
			costs[i] = rig_cost_of(vt, "Down");
		report(type, "cursor move", rig_median(costs), 16);
		if (!strcmp(type, "vt100"))
			table[MOVE].bytes[IBID] = rig_median(costs);
		vt_free(vt);
	}
}

static void
d2_a_line_scroll_is_the_new_line_and_64_bytes(void **state)
{
	(void)state;
	for_each_type(type) {
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
}

static void
d3_a_page_costs_its_text(void **state)
{
	(void)state;
	for_each_type(type) {
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
}

static void
d4_a_note_costs_what_it_shows_and_uncovers(void **state)
{
	(void)state;
	for_each_type(type) {
		for (int plain = 0; plain < 2; plain++) {
			struct vt *vt = real_start(type, plain ? a11y : NULL,
			    NULL);
			/* By eye it stands in the lower half of the page. */
			int from = plain ? EAR_ROWS : 11;
			int to = from + 5;
			int limit = 16 * (to - from) + 64;
			int cost;

			assert_true(vt_keys(vt, "Tab"));
			cost = rig_cost_of(vt, "Enter");
			report(type, plain ? "open a note, a11y" :
			    "open a note, boxed", cost,
			    rig_text_on(vt, from, to) + limit);
			if (plain && !strcmp(type, "vt100"))
				table[OPENED].bytes[IBID] = cost -
				    rig_text_on(vt, from, to);
			cost = rig_cost_of(vt, "q");
			report(type, plain ? "close a note, a11y" :
			    "close a note, boxed", cost,
			    rig_text_on(vt, from, to) + limit);
			if (plain && !strcmp(type, "vt100"))
				table[CLOSED].bytes[IBID] = cost -
				    rig_text_on(vt, from, to);
			vt_free(vt);
		}
	}
}

static void
d5_the_first_paint_fits_in_2000_bytes(void **state)
{
	(void)state;
	for_each_type(type) {
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
}

static void
d5_the_first_paint_of_the_report_fits_too(void **state)
{
	struct vt *vt;

	(void)state;
	if (!real_report())
		skip();
	vt = real_start_file(real_report(), "vt100", a11y, NULL);
	report("vt100", "first paint of the report", (int)vt_bytes(vt).len,
	    2000);
	vt_free(vt);
}

static bool
shows_sidebar(const char *const *opts, int cols)
{
	struct vt *vt = real_start("vt100", opts, NULL);
	bool shown = false;

	assert_true(vt_resize(vt, 24, cols));
	assert_true(vt_keys(vt, "Space"));
	for (int row = 0; row < PAGE_ROWS; row++)
		shown |= strstr(real_row(vt, row), "Chapter of 7") != NULL;
	vt_free(vt);
	return shown;
}

static void
d6_the_sidebar_is_hidden_where_it_costs(void **state)
{
	(void)state;
	assert_true(shows_sidebar(NULL, 110));
	assert_false(shows_sidebar(NULL, 99));
	assert_false(shows_sidebar(a11y, 110));
	assert_false(shows_sidebar(REAL_OPTS("--slow"), 110));
}

static void
d6_beside_the_sidebar_a_scroll_repaints_what_changed(void **state)
{
	struct vt *vt = real_start("vt100", NULL, NULL);
	int cost;

	(void)state;
	assert_true(vt_resize(vt, 24, 110));
	cost = rig_cost_of(vt, "j");
	/* Not the sidebar, whose rows are as they were. */
	assert_false(rig_has(vt_bytes(vt), "of 7 stones"));
	report("vt100", "line scroll beside sidebar", cost,
	    rig_text_on(vt, 0, 24));
	table[SIDEBAR].bytes[IBID] = cost;
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
d6_beside_long_contents_a_scroll_costs_less_than_the_page(void **state)
{
	const char *path = real_path("chapters.md");
	struct buf text = { 0 }, scrolled = { 0 }, painted = { 0 };

	(void)state;
	for (unsigned i = 1; i < 60; i++) {
		buf_printf(&text, "# Chapter %u\n\n", i);
		for (unsigned word = 0; word < 500; word++)
			buf_printf(&text, "%x ", word * i * 40503u & 0xffff);
		buf_puts(&text, "\n\n");
	}
	assert_int_equal(file_replace(path, buf_span(&text), 0600), 0);
	for_each_type(type) {
		struct vt *vt = real_start_file(path, type, NULL, NULL);
		int cost = 0;

		assert_true(vt_resize(vt, 40, 120));
		assert_true(vt_keys(vt, "Space Space"));
		for (int i = 0; i < 4; i++) {
			cost = most(cost, rig_cost_of(vt, i < 2 ? "j" : "k"));
			buf_clear(&scrolled);
			put_screen(vt, 40, &scrolled);
			assert_true(vt_keys(vt, "C-l"));
			buf_clear(&painted);
			put_screen(vt, 40, &painted);
			assert_string_equal(buf_cstr(&scrolled),
			    buf_cstr(&painted));
		}
		report(type, "scroll beside long contents", cost,
		    rig_text_on(vt, 0, 40) * 2 / 3);
		vt_free(vt);
	}
	buf_release(&text);
	buf_release(&scrolled);
	buf_release(&painted);
}

static void
d7_queued_keys_are_painted_at_most_three_times(void **state)
{
	struct buf keys = { 0 };

	(void)state;
	buf_fill(&keys, 'j', RIG_KEYS);
	for (int slow = 0; slow < 2; slow++) {
		struct vt *vt = real_start("vt100",
		    slow ? REAL_OPTS("--slow") : NULL, NULL);
		int page = rig_cost_of(vt, "Space");

		assert_true(vt_keys(vt, "b"));
		vt_forget(vt);
		vt_pause(vt, true);
		vt_type(vt, buf_span(&keys));
		vt_pause(vt, false);
		assert_true(vt_settle(vt));
		report("vt100", slow ? "20 queued lines, slow" :
		    "20 queued lines", (int)vt_bytes(vt).len, 3 * page);
		if (!slow)
			table[QUEUED].bytes[IBID] = (int)vt_bytes(vt).len;
		vt_free(vt);
	}
	buf_release(&keys);
}

static void
d8_d9_the_screen_is_not_cleared_and_nothing_is_asked(void **state)
{
	static const char *const queries[] = { "\033[c", "\033[0c",
		"\033[>c", "\033[5n", "\033[6n", "$p", ";?", "\033Z",
		"\033P+q", "\033P$q", };

	(void)state;
	for_each_type(type) {
		for (int plain = 0; plain < 2; plain++) {
			struct vt *vt = real_start(type, plain ? a11y : NULL,
			    NULL);
			struct buf all = { 0 };

			buf_put(&all, vt_bytes(vt));
			assert_in_range(rig_count_csi(vt_bytes(vt), 'J', -1,
			    0), 0, 1);
			vt_forget(vt);
			assert_true(vt_keys(vt, "Down j Space Tab Enter q "
			    "t Down q e Down q G b g K q h q / s t o n e "
			    "Enter r q v v"));
			assert_int_equal(rig_count_csi(vt_bytes(vt), 'J',
			    -1, 0), 0);
			buf_put(&all, vt_bytes(vt));
			for (size_t i = 0; i < sizeof queries /
			    sizeof *queries; i++)
				assert_false(rig_has(buf_span(&all),
				    queries[i]));
			buf_release(&all);
			vt_free(vt);
		}
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
less_and_vim_on_the_same_lines(void **state)
{
	const char *text = real_path("story.txt");
	struct buf command = { 0 };

	(void)state;
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
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(d1_a_move_without_scroll_is_a_cursor_move),
		cmocka_unit_test(
		    d2_a_line_scroll_is_the_new_line_and_64_bytes),
		cmocka_unit_test(d3_a_page_costs_its_text),
		cmocka_unit_test(d4_a_note_costs_what_it_shows_and_uncovers),
		cmocka_unit_test(d5_the_first_paint_fits_in_2000_bytes),
		cmocka_unit_test(d5_the_first_paint_of_the_report_fits_too),
		cmocka_unit_test(d6_the_sidebar_is_hidden_where_it_costs),
		cmocka_unit_test(
		    d6_beside_the_sidebar_a_scroll_repaints_what_changed),
		cmocka_unit_test(
		    d6_beside_long_contents_a_scroll_costs_less_than_the_page),
		cmocka_unit_test(
		    d7_queued_keys_are_painted_at_most_three_times),
		cmocka_unit_test(
		    d8_d9_the_screen_is_not_cleared_and_nothing_is_asked),
		cmocka_unit_test(less_and_vim_on_the_same_lines),
	};

	return cmocka_run_group_tests(tests, real_setup, real_teardown);
}
