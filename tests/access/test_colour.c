/*
 * The access rules, section C, on ibid itself: colours and attributes.
 * Each test bears the number of its rule.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <cmocka.h>

#include "tests/access/five.h"
#include "tests/access/terminfo.h"

#define STATUS_ROW 23

static const char *const a11y[] = { "--a11y", NULL };

/* ---- C1 ---- */

/* Every SGR from the first byte to the last; attributes there must be. */
static int
colours_with(const char *type, const char *const *opts,
    const char *const *env)
{
	struct vt *vt = real_start(type, opts, env);
	int count;

	assert_true(vt_keys(vt, "Tab Enter q t q / s t o n e Enter q"));
	rig_assert_status(vt, 0);
	count = rig_count_csi(vt_bytes(vt), 'm', 30, 49) +
	    rig_count_csi(vt_bytes(vt), 'm', 90, 107);
	assert_true(rig_count_csi(vt_bytes(vt), 'm', 1, 7) > 0);
	vt_free(vt);
	return count;
}

/* --color, NO_COLOR, FORCE_COLOR and CLICOLOR_FORCE, the terminal. */
static void
c1_the_stronger_wish_for_colour_counts(const char *type)
{
	static const struct {
		const char *option, *env[2];
		bool wanted;
	} cases[] = {
		{ "--marks=bracket", { "A=1", "B=1" }, true },
		{ "--marks=bracket", { "NO_COLOR=1", "B=1" }, false },
		{ "--marks=bracket", { "NO_COLOR=", "B=1" }, true },
		{ "--marks=bracket", { "NO_COLOR=1", "FORCE_COLOR=1" }, false },
		{ "--marks=bracket", { "NO_COLOR=1", "CLICOLOR_FORCE=1" },
		    false },
		{ "--marks=bracket", { "CLICOLOR_FORCE=1", "CLICOLOR=0" },
		    true },
		{ "--color=always", { "NO_COLOR=1", "B=1" }, true },
		{ "--color=never", { "FORCE_COLOR=1", "CLICOLOR_FORCE=1" },
		    false },
	};
	/* What terminfo has no colours for has none. */
	bool has = *terminfo_string(type, "setaf");

	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		int count = colours_with(type, REAL_OPTS(cases[i].option),
		    RIG_ENV(cases[i].env[0], cases[i].env[1]));

		if ((count > 0) != (has && cases[i].wanted))
			fail_msg("%s %s %s: %d colours", cases[i].option,
			    cases[i].env[0], cases[i].env[1], count);
	}
}

/* ---- C2 ---- */

enum state { TEXT, MARK, LINK, KEYWORD, MATCH, CURRENT, FOCUS, ROW, SELECTED,
	STATES };

static const char *const state_names[] = { "text", "mark", "link", "keyword",
	"match", "current match", "focus", "row", "selected row" };

/* How the cell at `col` of a row looks, but for its colour. */
static void
take(struct vt *vt, struct buf *looks, int row, int col)
{
	struct buf text = { 0 };
	unsigned char first;

	assert_true(col >= 0);
	vt_look(vt, row, col, looks);
	vt_row(vt, row, &text);
	/* A mark is a number, [12], and not a word. */
	first = (unsigned char)text.ptr[col];
	if (!(first >= 'A' && first <= 'Z') &&
	    !(first >= 'a' && first <= 'z'))
		buf_putc(looks, (char)first);
	buf_release(&text);
}

static void
take_word(struct vt *vt, struct buf *looks, int row, const char *word)
{
	take(vt, looks, row, vt_col_of(vt, row, word));
}

static void
assert_states_differ(const char *type, const char *option)
{
	const char *path = real_put("states.md", "# A title\n\n"
	    "Plain words, a stone[^1], a stone[^2], the harbour and "
	    "[linked](https://e.example/).\n\n[^1]: One.\n[^2]: Two.\n");
	struct vt *vt = real_start_file(path, type,
	    REAL_OPTS("--marks=bracket", "--keyword=harbour", option), NULL);
	struct buf looks[STATES] = { 0 };
	int row = 0;

	while (vt_col_of(vt, row, "Plain words") < 0)
		assert_int_not_equal(++row, STATUS_ROW);
	take_word(vt, &looks[TEXT], row, "Plain");
	take_word(vt, &looks[MARK], row, "[2");
	take_word(vt, &looks[LINK], row, "linked");
	take_word(vt, &looks[KEYWORD], row, "harbour");
	assert_true(vt_keys(vt, "/ s t o n e Enter"));
	take_word(vt, &looks[CURRENT], row, "stone[1");
	take_word(vt, &looks[MATCH], row, "stone[2");
	assert_true(vt_keys(vt, "Tab Tab"));
	take_word(vt, &looks[FOCUS], row, "[2");
	assert_true(vt_keys(vt, "C-g e Down"));
	take_word(vt, &looks[ROW], 1, "One");
	take_word(vt, &looks[SELECTED], 2, "Two");
	for (int i = 0; i < STATES; i++)
		for (int j = 0; j < i; j++)
			if (span_eq(buf_span(&looks[i]),
			    buf_span(&looks[j])) &&
			    !(i == ROW && j == TEXT))
				fail_msg("%s: %s looks like %s: %s", option,
				    state_names[i], state_names[j],
				    buf_cstr(&looks[i]));
	for (int i = 0; i < STATES; i++)
		buf_release(&looks[i]);
	vt_free(vt);
}

/* Colours are left out of the comparison, or are not there at all. */
static void
c2_every_state_shows_without_colour(const char *type)
{
	static const char *const options[] = { "--theme=default",
		"--theme=dark", "--theme=high-contrast", "--color=never" };

	for (size_t i = 0; i < sizeof options / sizeof *options; i++)
		assert_states_differ(type, options[i]);
}

/*
 * Six files of one word each, one from the command line, and what else
 * stands on a page.
 */
#define SETS 7
#define OTHERS 4

static void
c2_each_set_of_keywords_has_a_look_of_its_own(const char *type)
{
	static const char *const words[SETS + OTHERS] = { "amber", "beryl",
		"coral", "diamond", "emerald", "flint", "garnet",
		"plain", "strong", "linked", "sought" };
	const char *path = real_put("sets.md", "# A title\n\namber beryl "
	    "coral diamond emerald flint garnet\nplain **strong** "
	    "[linked](https://e.example/) sought sought\n");
	const char *opts[SETS + 2] = { "--color=never" };
	struct buf looks[SETS + OTHERS] = { 0 };
	struct vt *vt;
	int row = 0;

	for (int i = 0; i < SETS; i++) {
		struct buf option = { 0 };

		if (i == SETS - 1)
			buf_printf(&option, "--keyword=%s", words[i]);
		else
			buf_printf(&option, "--keywords=%s",
			    real_put(words[i], words[i]));
		opts[1 + i] = strdup(buf_cstr(&option));
		buf_release(&option);
	}
	vt = real_start_file(path, type, opts, NULL);
	assert_true(vt_keys(vt, "/ s o u g h t Enter n"));
	for (int i = 0; i < SETS + OTHERS; i++) {
		int col;

		for (row = 0; (col = vt_col_of(vt, row, words[i])) < 0;)
			assert_int_not_equal(++row, STATUS_ROW);
		vt_look(vt, row, col, &looks[i]);
		buf_puts(&looks[i], "| ");
		vt_look(vt, row, col + 1, &looks[i]);
	}
	for (int i = 0; i < SETS + OTHERS; i++)
		for (int j = 0; j < i; j++)
			if (span_eq(buf_span(&looks[i]), buf_span(&looks[j])))
				fail_msg("%s and %s look alike: %s", words[i],
				    words[j], buf_cstr(&looks[i]));
	for (int i = 0; i < SETS + OTHERS; i++)
		buf_release(&looks[i]);
	for (int i = 0; i < SETS; i++)
		free((char *)opts[1 + i]);
	vt_free(vt);
}

static void
c2_marks_rows_and_matches_show_without_attributes(const char *type)
{
	struct vt *vt = real_start(type, REAL_OPTS("--marks=bracket"), NULL);

	assert_non_null(strstr(real_row(vt, 5), "1105[1"));
	assert_true(vt_keys(vt, "e Down"));
	assert_int_equal(real_row(vt, 2)[0], '>');
	assert_int_equal(real_row(vt, 1)[0], ' ');
	assert_true(vt_keys(vt, "Esc t Down"));
	assert_int_equal(real_row(vt, 2)[0], '>');
	assert_true(vt_keys(vt, "Esc / s a d d l e Enter"));
	assert_non_null(strstr(real_row(vt, STATUS_ROW), "1 of "));
	assert_true(vt_keys(vt, "n"));
	assert_non_null(strstr(real_row(vt, STATUS_ROW), "2 of "));
	vt_free(vt);
}

/* ---- C3, C4, C5 ---- */

/* Runs of reverse cells on the screen, across rows that follow. */
static int
reverse_regions(const struct vt *vt)
{
	bool was = false;
	int count = 0;

	for (int row = 0; row <= STATUS_ROW; row++) {
		struct buf marks = { 0 };
		bool any = false;

		vt_marks(vt, row, &marks);
		for (size_t i = 0; i < marks.len; i++) {
			bool is = marks.ptr[i] == 'r';

			count += is && !was && !any;
			any |= is;
			was = is;
		}
		was = any;
		buf_release(&marks);
	}
	return count;
}

static void
c3_the_selection_is_reverse_and_the_only_one(const char *type)
{
	static const char *const keys[] = { "e Down", "t Down", "K Down",
		"h Down", "Tab", "Tab Enter", "/ s t o n e Enter", "v w" };
	/* What terminfo says holds until it is asked again. */
	char *smso = strdup(terminfo_string(type, "smso"));
	char *rev = strdup(terminfo_string(type, "rev"));

	for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
		struct vt *vt = real_start(type,
		    REAL_OPTS("--keyword=harbour", "--keyword=copper"),
		    RIG_ENV("ESCDELAY=1"));

		assert_true(vt_keys(vt, keys[i]));
		if (reverse_regions(vt) > 1 ||
		    (i < 4 && reverse_regions(vt) != 1))
			fail_msg("%s: %d regions", keys[i],
			    reverse_regions(vt));
		/* Standout is another thing on TERM=screen: italics. */
		if (strcmp(smso, rev))
			assert_false(rig_has(vt_bytes(vt), smso));
		vt_free(vt);
	}
	free(smso);
	free(rev);
}

static void
c4_colours_are_the_terminals_own_sixteen(const char *type)
{
	struct vt *vt = real_start(type, REAL_OPTS("--keyword=harbour",
	    "--color=always"), RIG_ENV("ESCDELAY=1", "COLORTERM=truecolor"));
	struct span bytes;

	real_tour(vt);
	bytes = vt_bytes(vt);
	assert_false(rig_has(bytes, "38;2;") || rig_has(bytes, "48;2;"));
	assert_false(rig_has(bytes, "38;5;") || rig_has(bytes, "48;5;"));
	assert_false(rig_has(bytes, "38:") || rig_has(bytes, "48:"));
	vt_free(vt);
}

static void
c5_the_reading_focus_is_the_cursor_not_a_bar(const char *type)
{
	for (int ear = 0; ear < 2; ear++) {
		struct vt *vt = real_start(type, ear ? a11y :
		    REAL_OPTS("--arrows=cursor"), NULL);
		struct buf marks = { 0 };
		int row, col;

		assert_true(vt_keys(vt, "Down Down Down"));
		vt_cursor(vt, &row, &col);
		vt_marks(vt, row, &marks);
		assert_null(strchr(buf_cstr(&marks), 'r'));
		if (ear)
			assert_int_equal(strspn(buf_cstr(&marks), "."),
			    marks.len);
		buf_release(&marks);
		vt_free(vt);
	}
}

int
main(void)
{
	static const struct five_case cases[] = {
		FIVE(c1_the_stronger_wish_for_colour_counts),
		FIVE(c2_every_state_shows_without_colour),
		FIVE(c2_each_set_of_keywords_has_a_look_of_its_own),
		FIVE(c2_marks_rows_and_matches_show_without_attributes),
		FIVE(c3_the_selection_is_reverse_and_the_only_one),
		FIVE(c4_colours_are_the_terminals_own_sixteen),
		FIVE(c5_the_reading_focus_is_the_cursor_not_a_bar),
	};

	return five_main(cases);
}
