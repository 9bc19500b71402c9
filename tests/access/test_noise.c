/*
 * The access rules, section B, on ibid itself: noise.  Each test bears the
 * number of its rule.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>
#include <cmocka.h>

#include "base/file.h"
#include "tests/access/five.h"

#define ROWS 24
#define STATUS_ROW (ROWS - 1)

static const char *const a11y[] = { "--a11y", NULL };

/* Characters that were put on the screen. */
static int
printed(struct span bytes)
{
	int count = 0;

	for (size_t i = 0; i < bytes.len; i++) {
		if (bytes.ptr[i] == '\033') {
			i++;
			if (i < bytes.len && bytes.ptr[i] == '[')
				while (++i < bytes.len && bytes.ptr[i] < '@')
					continue;
		} else if ((unsigned char)bytes.ptr[i] >= ' ') {
			count++;
		}
	}
	return count;
}

/*
 * Wherever it is, it sleeps until somebody types: nothing else can wake it,
 * in a minute or in an hour.
 */
static void
b1_idle_nothing_will_wake_it(const char *type)
{
	static const char *const ways[] = { "j", "Tab Enter", "Esc t",
		"Esc e", "Esc h", "Esc K", "Esc v", "/ s t o", "Enter",
		"/ z q x Enter", "C-g", "=" };

	if (access("/proc/self/syscall", R_OK))
		five_skip("this system does not tell what a program does");
	for (int ear = 0; ear < 2; ear++) {
		struct vt *vt = real_start(type, ear ? a11y : NULL,
		    RIG_ENV("ESCDELAY=1"));

		for (size_t i = 0; i < sizeof ways / sizeof *ways; i++) {
			assert_true(vt_keys(vt, ways[i]));
			if (!vt_only_input_wakes(vt))
				fail_msg("%s: something will wake it",
				    ways[i]);
		}
		vt_free(vt);
	}
}

/* What is believed above is watched here, on all terminals at once. */
static void
b1_a_minute_of_idleness_writes_nothing(const char *type)
{
	const char *ms = getenv("IDLE_MS");
	struct vt *vts[2 * RIG_TYPES];
	size_t bytes = 0;

	(void)type;
	if (!ms)
		five_skip("IDLE_MS is not set; make costs sets it to 60000");
	for (size_t i = 0; i < 2 * RIG_TYPES; i++) {
		vts[i] = real_start(rig_types[i / 2], i % 2 ? a11y : NULL,
		    NULL);
		assert_true(vt_keys(vts[i], "j Tab Enter"));
		vt_forget(vts[i]);
	}
	rig_sleep_ms(atol(ms));
	assert_true(vt_settle_all(vts, 2 * RIG_TYPES));
	for (size_t i = 0; i < 2 * RIG_TYPES; i++) {
		bytes += vt_bytes(vts[i]).len;
		vt_free(vts[i]);
	}
	print_message("# | B1   | idle for %5ld s, 5 terminals  | 0           "
	    "| %11zu |    - |    - |\n", atol(ms) / 1000, bytes);
	assert_int_equal(bytes, 0);
}

static void
b2_moves_without_scrolling_print_nothing(const char *type)
{
	static const char *const options[] = { "--a11y", "--arrows=cursor" };

	for (int i = 0; i < 2; i++) {
		struct vt *vt = real_start(type, REAL_OPTS(options[i]),
		    NULL);
		struct buf before = { 0 }, after = { 0 };

		/* The first takes the greeting away. */
		vt_forget(vt);
		assert_true(vt_keys(vt, "Down Up"));
		vt_row(vt, STATUS_ROW, &before);
		for (int key = 0; key < 10; key++)
			assert_true(vt_keys(vt, "Down"));
		assert_int_equal(printed(vt_bytes(vt)), 0);
		vt_row(vt, STATUS_ROW, &after);
		assert_string_equal(buf_cstr(&before), buf_cstr(&after));
		assert_true(vt_keys(vt, "="));
		assert_non_null(strstr(real_row(vt, STATUS_ROW),
		    "percent of"));
		buf_release(&before);
		buf_release(&after);
		vt_free(vt);
	}
}

/* It is that of the last page turn, while lines scroll. */
static void
b2_the_status_line_stays_while_lines_move(const char *type)
{
	static const char *const options[] = { "--arrows=scroll",
		"--arrows=cursor", "--status=live" };

	for (int i = 0; i < 3; i++) {
		struct vt *vt = real_start(type, REAL_OPTS(options[i]),
		    NULL);
		struct buf before = { 0 }, after = { 0 };
		bool stays = true;

		vt_row(vt, STATUS_ROW, &before);
		for (int key = 0; key < 40; key++) {
			assert_true(vt_keys(vt, key % 10 == 9 ? "j" :
			    "Down"));
			buf_clear(&after);
			vt_row(vt, STATUS_ROW, &after);
			stays &= span_eq(buf_span(&before),
			    buf_span(&after));
		}
		assert_int_equal(stays, i < 2);
		assert_true(vt_keys(vt, "d"));
		assert_string_not_equal(buf_cstr(&before),
		    real_row(vt, STATUS_ROW));
		buf_release(&before);
		buf_release(&after);
		vt_free(vt);
	}
}

/* A list's line says how many rows there are; = says which this is. */
static void
b2_in_a_list_it_stays_and_the_row_is_told_on_demand(const char *type)
{
	for (int ear = 0; ear < 2; ear++) {
		struct vt *vt = real_start(type, ear ? a11y : NULL, NULL);

		assert_true(vt_keys(vt, "e"));
		assert_true(strstr(real_row(vt, STATUS_ROW), "24 rows "));
		assert_true(vt_keys(vt, "Down Down"));
		if (ear)
			assert_string_equal(real_row(vt, STATUS_ROW), "");
		else
			assert_non_null(strstr(real_row(vt, STATUS_ROW),
			    "24 rows "));
		assert_true(vt_keys(vt, "="));
		assert_non_null(strstr(real_row(vt, STATUS_ROW),
		    " of 24. Notes."));
		vt_free(vt);
	}
}

/* Shifts to line drawing; U+2500 to 259F, U+2800 to 28FF, emoji. */
static void
b3_by_ear_no_lines_blocks_braille_or_charset_shifts(const char *type)
{
	static const char *const never[] = { "\033(0", "\033)0", "\016",
		"\342\224", "\342\225", "\342\226", "\342\240", "\342\241",
		"\342\242", "\342\243", "\342\230", "\342\231", "\342\232",
		"\342\233", "\342\234", "\342\255", "\357\270\217",
		"\360\237", };
	struct vt *vt = real_start(type, REAL_OPTS("--a11y",
	    "--keyword=harbour", "--keyword=copper"),
	    RIG_ENV("ESCDELAY=1"));

	real_tour(vt);
	for (size_t i = 0; i < sizeof never / sizeof *never; i++)
		if (rig_has(vt_bytes(vt), never[i]))
			fail_msg("vector %zu went out", i);
	vt_free(vt);
}

/* "harbour 1100" and the like: words of the page and of nothing else. */
static bool
has_words_of_the_page(const char *row)
{
	for (const char *at = row; (at = strchr(at, ' ')); at++)
		if (strspn(at + 1, "0123456789") >= 4)
			return true;
	return false;
}

/* In a window with room for two. */
static void
b4_by_ear_one_pane_has_the_whole_width(const char *type)
{
	static const char *const keys[] = { "t", "s", "h", "K" };
	struct vt *vt = real_start(type, REAL_OPTS("--a11y",
	    "--keyword=harbour"), RIG_ENV("ESCDELAY=1"));

	assert_true(vt_resize(vt, ROWS, 140));
	assert_true(has_words_of_the_page(real_row(vt, 3)));
	for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
		assert_true(vt_keys(vt, keys[i]));
		for (int row = 0; row < STATUS_ROW; row++)
			if (has_words_of_the_page(real_row(vt, row)))
				fail_msg("%s: text of the page in row %d: "
				    "%s", keys[i], row, real_row(vt, row));
		assert_true(vt_keys(vt, "Esc Esc"));
		assert_true(has_words_of_the_page(real_row(vt, 3)));
	}
	/* A list that quotes the page has a row of its own for each. */
	assert_true(vt_keys(vt, "e"));
	assert_string_equal(real_row(vt, 0), "Notes");
	for (int row = 1; row < STATUS_ROW; row++)
		assert_int_equal(strtol(real_row(vt, row), NULL, 10), row);
	vt_free(vt);
}

/* What was printed, a line for each place that the cursor was moved to. */
static void
put_pieces(struct span bytes, struct buf *out)
{
	bool moved = true;

	for (size_t i = 0; i < bytes.len; i++) {
		unsigned char byte = (unsigned char)bytes.ptr[i];

		if (byte == '\033') {
			i++;
			if (i < bytes.len && bytes.ptr[i] == '[')
				while (++i < bytes.len && bytes.ptr[i] < '@')
					continue;
			moved |= i < bytes.len && bytes.ptr[i] != 'm';
		} else if (byte < ' ') {
			moved = true;
		} else {
			if (moved && out->len)
				buf_putc(out, '\n');
			buf_putc(out, (char)byte);
			moved = false;
		}
	}
	buf_putc(out, '\n');
}

/* Each piece that was printed is a row that is seen now, from its text on. */
static void
assert_whole_rows(struct vt *vt)
{
	struct buf pieces = { 0 };
	struct span rest, piece;

	put_pieces(vt_bytes(vt), &pieces);
	rest = buf_span(&pieces);
	while (span_line(&rest, &piece)) {
		bool found = !span_trim(piece).len;

		for (int row = 0; row < ROWS && !found; row++)
			found = span_eq(span_trim(piece), span_trim(
			    span_str(real_row(vt, row))));
		if (!found)
			fail_msg("\"%.*s\" is no whole row",
			    SPAN_ARG(piece));
	}
	buf_release(&pieces);
}

static void
b5_a_note_is_whole_lines_and_uncovers_whole_lines(const char *type)
{
	for (int ear = 0; ear < 2; ear++) {
		struct vt *vt = real_start(type, ear ? a11y : NULL, NULL);
		struct buf before = { 0 }, after = { 0 };
		int cols = ear ? 80 : 50;

		assert_true(vt_resize(vt, ROWS, cols));
		assert_true(vt_keys(vt, "Tab"));
		vt_text(vt, &before);
		vt_forget(vt);
		assert_true(vt_keys(vt, "Enter"));
		/* No row has cells of the note and of the page. */
		for (int row = 0; row < STATUS_ROW; row++) {
			const char *text = real_row(vt, row);

			if (strstr(text, "stone 1 says") ||
			    strstr(text, "nobody"))
				assert_false(has_words_of_the_page(text));
		}
		if (ear) {
			assert_string_equal(real_row(vt, 16), "The note on "
			    "stone 1 says that it lies near the water, that "
			    "it is round,");
			assert_string_equal(real_row(vt, 19),
			    "End of note 1.");
			assert_whole_rows(vt);
		}
		vt_forget(vt);
		assert_true(vt_keys(vt, "Esc"));
		assert_whole_rows(vt);
		vt_text(vt, &after);
		assert_string_equal(buf_cstr(&before), buf_cstr(&after));
		buf_release(&before);
		buf_release(&after);
		vt_free(vt);
	}
}

/* ---- B6 ---- */

static struct vt *loading[RIG_TYPES];

/* Beside a compiler that takes its time; on all terminals at once. */
static void
start_loading(void)
{
	struct buf script = { 0 }, make = { 0 };
	const char *folder = real_path("slow");

	buf_printf(&script, "#!/bin/sh\nsleep 1.3\nexec '%s-pack' \"$@\"\n",
	    real_program());
	buf_printf(&make, "mkdir '%s' && cp '%s' '%s/ibid'", folder,
	    real_program(), folder);
	assert_int_equal(system(buf_cstr(&make)), 0);
	assert_int_equal(file_replace(real_path("slow/ibid-pack"),
	    buf_span(&script), 0700), 0);
	for (size_t i = 0; i < RIG_TYPES; i++) {
		struct buf cache = { 0 };

		/* None finds what another has compiled. */
		buf_printf(&cache, "XDG_CACHE_HOME=%s/%zu", folder, i);
		loading[i] = vt_start(&(struct vt_opts){ .hasty = true,
		    .type = rig_types[i],
		    .env = real_env(RIG_ENV(buf_cstr(&cache))),
		    .argv = RIG_ENV(real_path("slow/ibid"), "--a11y",
		    "--save-place=off", real_path("story.md")) });
		assert_non_null(loading[i]);
		buf_release(&cache);
	}
	buf_release(&script);
	buf_release(&make);
}

static void
b6_slow_work_is_announced_once_and_its_result_told(const char *type)
{
	struct vt *vt;
	ptrdiff_t said;
	size_t i = 0;

	if (!loading[0])
		start_loading();
	while (strcmp(rig_types[i], type))
		i++;
	vt = loading[i];
	assert_true(vt_until_shown(vt, "Loaded. 10 chapters, 24 notes",
	    VT_LIMIT_MS));
	assert_true(vt_settle(vt));
	/* One line and no other text, until the screen is taken over. */
	said = span_find(vt_bytes(vt), SPAN("Loading."), 0);
	assert_int_equal(said, 0);
	assert_int_equal(span_find(vt_bytes(vt), SPAN("Loading."), 1), -1);
	assert_true(span_starts(span_slice(vt_bytes(vt), 8, 11),
	    SPAN("\r\n\033")));
	vt_free(vt);
}

/* ---- B7, B8 ---- */

/* One braille display is 40 cells. */
#define BRAILLE_COLS 40

static void
b7_rows_of_lists_differ_in_their_first_40_columns(const char *type)
{
	static const char *const keys[] = { "e", "h", "t", "K", "A", "S",
		"/ s t o n e Enter r", "c h a r b o u r Enter" };
	struct vt *vt = real_start(type, REAL_OPTS("--a11y",
	    "--keyword=harbour", "--keyword=copper"),
	    RIG_ENV("ESCDELAY=1"));

	for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
		char last[BRAILLE_COLS + 1] = "";

		assert_true(vt_keys(vt, keys[i]));
		for (int row = 1; row < STATUS_ROW; row++) {
			const char *text = real_row(vt, row);

			if (*text && !strncmp(text, last, BRAILLE_COLS))
				fail_msg("%s, row %d: %s", keys[i], row,
				    text);
			snprintf(last, sizeof last, "%s", text);
		}
		assert_true(vt_keys(vt, "Esc Esc Esc"));
	}
	vt_free(vt);
}

static void
b7_messages_in_a_row_differ_in_their_first_40_columns(const char *type)
{
	static const char *const keys[] = { "/ h a r b o u r Enter", "n",
		"n", "N", "= ", "] =", "] =", "y", "j y", "m a", "m b",
		"/ z q x Enter", "/ z q y Enter" };
	struct vt *vt = real_start(type, a11y, NULL);
	char last[BRAILLE_COLS + 1] = "";

	for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
		const char *text;

		assert_true(vt_keys(vt, keys[i]));
		text = real_row(vt, STATUS_ROW);
		if (!*text || !strncmp(text, last, BRAILLE_COLS))
			fail_msg("%s: %s", keys[i], text);
		snprintf(last, sizeof last, "%s", text);
	}
	vt_free(vt);
}

/* Where nothing comes of a key, the last row says why. */
static void
b8_what_fails_is_said_in_text(const char *type)
{
	static const struct {
		const char *way, *key;
	} cases[] = {
		{ "", "/ z q x Enter" }, { "", "9 9 9 Enter" }, { "", "n" },
		{ "", "N" }, { "", "r" }, { "", "L" }, { "", "H" },
		{ "", "' z" }, { "", "D" }, { "", "." }, { "", "," },
		{ "g", "[" }, { "G", "]" }, { "", "}" }, { "", "{" },
		{ "g", "BackTab" }, { "G", "Tab" }, { "g", "Up" },
		{ "g", "k" }, { "g", "b" }, { "g", "u" },
		{ "G", "j" }, { "G", "Space" }, { "G", "d" }, { "g", "Left" },
		{ "j j", "o" }, { "", "(" },
		{ "", "x" }, { "", "C-g" }, { "", "c z q x Enter" },
		{ "", "A" }, { "", "K" }, { "", "S" }, { "", "Q" },
		{ "g Tab Enter", "i" }, { "g Tab Enter", "o" },
		{ "g Tab Enter", "Up" }, { "g Tab Enter", "Down" },
		{ "e", "/ z q x Enter" }, { "e", "x" }, { "t", "x" },
		{ "e g", "Up" }, { "e G", "Down" }, { "e G", "Space" },
		{ "e g", "b" }, { "h G", "d" }, { "t g", "Up" },
		{ "t G", "Down" }, { "t G", "Space" }, { "t G", "Right" },
		{ "t g Left", "Left" }, { "e / z q x Enter", "Down" },
		{ "g Tab Enter", "Right" },
		{ "g Tab Enter", "BackTab" }, { "G BackTab Enter", "Tab" },
		{ "v w G", "Down" }, { "g /", "Up" },
		{ "v w", "i" },
	};
	struct vt *vt = real_start(type, a11y, RIG_ENV("ESCDELAY=1"));
	int silent = 0;

	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct buf before = { 0 }, after = { 0 };

		assert_true(vt_keys(vt, "Esc Esc Esc"));
		assert_true(vt_keys(vt, cases[i].way));
		vt_row(vt, STATUS_ROW, &before);
		assert_true(vt_keys(vt, cases[i].key));
		vt_row(vt, STATUS_ROW, &after);
		if (!after.len || span_eq(buf_span(&before),
		    buf_span(&after))) {
			print_message("# silent: %s, then %s: \"%s\"\n",
			    cases[i].way, cases[i].key, buf_cstr(&after));
			silent++;
		}
		buf_release(&before);
		buf_release(&after);
	}
	assert_int_equal(silent, 0);
	vt_free(vt);
}

int
main(void)
{
	static const struct five_case cases[] = {
		FIVE(b1_idle_nothing_will_wake_it),
		ONCE(b1_a_minute_of_idleness_writes_nothing),
		FIVE(b2_moves_without_scrolling_print_nothing),
		FIVE(b2_the_status_line_stays_while_lines_move),
		FIVE(b2_in_a_list_it_stays_and_the_row_is_told_on_demand),
		FIVE(b3_by_ear_no_lines_blocks_braille_or_charset_shifts),
		FIVE(b4_by_ear_one_pane_has_the_whole_width),
		FIVE(b5_a_note_is_whole_lines_and_uncovers_whole_lines),
		FIVE(b6_slow_work_is_announced_once_and_its_result_told),
		FIVE(b7_rows_of_lists_differ_in_their_first_40_columns),
		FIVE(b7_messages_in_a_row_differ_in_their_first_40_columns),
		FIVE(b8_what_fails_is_said_in_text),
	};

	return five_main(cases);
}
