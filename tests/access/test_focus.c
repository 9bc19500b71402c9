/*
 * The access rules, section A, on ibid itself: focus and cursor.  Each test
 * bears the number of its rule.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <fcntl.h>
#include <unistd.h>
#include <cmocka.h>

#include "base/file.h"
#include "reader/actions.h"
#include "tests/access/five.h"

#define STATUS_ROW 23

static const char *const a11y[] = { "--a11y", NULL };

/* ---- A1: many random keys ---- */

#define RANDOM_KEYS 500
/* So many of them at least while the pane has the focus. */
#define KEYS_THERE 100

/* Panes by the names in the focus file, and the keys to them from the page. */
static const struct pane {
	const char *name, *way;
} panes[] = {
	{ "page", "g" }, { "mark", "g Tab" }, { "note", "g Tab Enter" },
	{ "contents", "t" }, { "list", "e" }, { "list", "h" },
	{ "pane", "v w" }, { "prompt", "/" },
};
#define PANES (sizeof panes / sizeof *panes)

/* One that presses keys in a pane, and comes back to it when it has left. */
struct walker {
	const struct pane *pane;
	struct vt *vt;
	int focus;		/* the focus file, to be read */
	off_t read;
	unsigned seed;
	int there;		/* keys pressed in the pane */
	struct span way;	/* keys to be pressed on the way back */
	char key[16], name[16];	/* pressed last; where the focus is */
};

/* The last line since the last call: row, column, pane, text of the row. */
static void
assert_focus(struct walker *walker)
{
	struct buf row = { 0 };
	char text[4096], *line, *end;
	ssize_t len = pread(walker->focus, text, sizeof text - 1,
	    walker->read);
	int row_at, col_at, want_row = -1, want_col = -1, used = 0;

	assert_true(len > 0 && text[len - 1] == '\n');
	walker->read += len;
	text[len - 1] = '\0';
	line = strrchr(text, '\n');
	line = line ? line + 1 : text;
	assert_int_equal(sscanf(line, "%d %d %15s%n", &want_row, &want_col,
	    walker->name, &used), 3);
	end = line + strlen(line);
	while (end > line + used && end[-1] == ' ')
		*--end = '\0';
	vt_cursor(walker->vt, &row_at, &col_at);
	vt_row(walker->vt, row_at, &row);
	if (row_at != want_row || col_at != want_col ||
	    !vt_cursor_visible(walker->vt) ||
	    strcmp(buf_cstr(&row), line + used + (line[used] == ' ')))
		fail_msg("%s, after %s: cursor at %d,%d on \"%s\", focus %s",
		    walker->pane->name, walker->key, row_at, col_at,
		    buf_cstr(&row), line);
	if (row_at == STATUS_ROW && strcmp(walker->name, "prompt"))
		fail_msg("%s, after %s: the cursor is on the status line",
		    walker->pane->name, walker->key);
	buf_release(&row);
}

static void
walker_start(struct walker *walker, size_t i, const char *type, bool ear)
{
	struct buf option = { 0 };
	char name[16];

	snprintf(name, sizeof name, "focus-%zu", i);
	buf_printf(&option, "--debug-focus=%s", real_path(name));
	*walker = (struct walker){ .pane = &panes[i], .seed = (unsigned)i,
		.way = span_str(panes[i].way), .key = "start" };
	walker->vt = real_start(type, REAL_OPTS(buf_cstr(&option), ear ?
	    "--a11y" : "--arrows=cursor"), RIG_ENV("ESCDELAY=1"));
	walker->focus = open(real_path(name), O_RDONLY | O_CLOEXEC);
	assert_true(walker->focus >= 0);
	assert_focus(walker);
	buf_release(&option);
}

/* On the way back the next key of it; in the pane a random one. */
static void
walker_press(struct walker *walker)
{
	static const char *const keys[] = {
		"Down", "Up", "Left", "Right", "j", "k", "Space", "b", "Tab",
		"BackTab", "Enter", "q", "t", "e", "K", "h", "v", "w", "s",
		"S", "G", "g", "]", "[", "n", "=", "r", "m", "x", "o", "c",
		"/", "C-g", "PageDown", "d", "u", "Down", "Up", "Left",
		"Right", "Down", "Tab", "Enter", "Backspace", "y", ".",
	};
	const char *key = keys[0];

	if (walker->way.len) {
		ptrdiff_t space = span_chr(walker->way, ' ', 0);
		size_t len = space < 0 ? walker->way.len : (size_t)space;

		snprintf(walker->key, sizeof walker->key, "%.*s", (int)len,
		    walker->way.ptr);
		walker->way = span_trim(span_slice(walker->way, len,
		    walker->way.len));
	} else if (strcmp(walker->name, walker->pane->name)) {
		/* Esc may have to close one thing after the other. */
		snprintf(walker->key, sizeof walker->key, "Esc");
		if (!strcmp(walker->name, "page") ||
		    !strcmp(walker->name, "mark"))
			walker->way = span_str(walker->pane->way);
	} else {
		walker->seed = walker->seed * 1664525u + 1013904223u;
		key = keys[(walker->seed >> 16) %
		    (sizeof keys / sizeof *keys)];
		/* q on the page would end it. */
		if (*key == 'q' && strcmp(walker->name, "note") &&
		    strcmp(walker->name, "list"))
			key = "Esc";
		snprintf(walker->key, sizeof walker->key, "%s", key);
		walker->there++;
	}
	assert_true(vt_press(walker->vt, span_str(walker->key)));
}

/* All panes at a time: what a key costs is mostly waiting. */
static void
a1_the_cursor_is_on_the_focus_after_every_key(const char *type)
{
	struct walker walkers[PANES];
	struct vt *vts[PANES];

	for (size_t i = 0; i < PANES; i++) {
		walker_start(&walkers[i], i, type, (i + (size_t)*type) % 2);
		vts[i] = walkers[i].vt;
	}
	for (int key = 0; key < RANDOM_KEYS; key++) {
		for (size_t i = 0; i < PANES; i++)
			walker_press(&walkers[i]);
		assert_true(vt_settle_all(vts, PANES));
		for (size_t i = 0; i < PANES; i++)
			assert_focus(&walkers[i]);
	}
	for (size_t i = 0; i < PANES; i++) {
		assert_int_equal(rig_count_csi(vt_bytes(vts[i]), 'l', 25,
		    25), 0);
		if (walkers[i].there < KEYS_THERE)
			fail_msg("%s: only %d keys", panes[i].name,
			    walkers[i].there);
		close(walkers[i].focus);
		vt_free(vts[i]);
	}
}

static void
a2_arrows_move_a_cursor_by_ear_and_the_page_otherwise(const char *type)
{
	struct vt *vt = real_start(type, a11y, NULL);

	assert_true(vt_keys(vt, "Down Down"));
	rig_assert_cursor(vt, 2, 0);
	assert_true(vt_keys(vt, "Right Right Left"));
	rig_assert_cursor(vt, 2, 1);
	assert_string_equal(real_row(vt, 0), REAL_TITLE);
	assert_true(vt_keys(vt, "j"));
	assert_string_equal(real_row(vt, 0), "Chapter of 1 stones");
	vt_free(vt);

	vt = real_start(type, NULL, NULL);
	assert_true(vt_keys(vt, "Down Down"));
	assert_string_equal(real_row(vt, 0), "    Chapter of 1 stones");
	rig_assert_cursor(vt, 0, 4);
	vt_free(vt);
}

static void
a3_left_and_q_close_a_note_and_restore_the_mark(const char *type)
{
	static const char *const closers[] = { "Left", "q", "Esc" };

	struct vt *vt = real_start(type, a11y, NULL);

	assert_true(vt_keys(vt, "Tab Tab"));
	for (size_t i = 0; i < 3; i++) {
		int row, col;

		vt_cursor(vt, &row, &col);
		assert_true(vt_keys(vt, "Enter"));
		assert_non_null(strstr(real_row(vt, 15),
		    "Note 2. "));
		assert_true(vt_keys(vt, closers[i]));
		rig_assert_cursor(vt, row, col);
		assert_string_equal(real_row(vt, 15), "");
	}
	vt_free(vt);
}

/* Keys that screen readers and their hosts take for themselves. */
static bool
is_taken(struct span key)
{
	static const char *const taken[] = {
		"C-a", "C-l", "C-n", "C-x", "Insert", "CapsLock",
	};

	for (size_t i = 0; i < sizeof taken / sizeof *taken; i++)
		if (span_eq(key, span_str(taken[i])))
			return true;
	return span_starts(key, SPAN("M-")) ||
	    span_starts(key, SPAN("KP")) ||
	    (key.len > 1 && key.ptr[0] == 'F' && key.ptr[1] >= '1' &&
	    key.ptr[1] <= '9');
}

static void
a4_no_action_has_only_keys_that_screen_readers_take(const char *type)
{
	(void)type;
	for (int i = 1; i < ACTION_COUNT; i++) {
		const struct action_info *info =
		    action_info((enum action)i);
		struct span rest = span_str(info->keys);
		bool has_own = false;

		while ((rest = span_trim(rest)).len) {
			ptrdiff_t space = span_chr(rest, ' ', 0);
			size_t len = space < 0 ? rest.len : (size_t)space;

			has_own |= !is_taken(span_slice(rest, 0, len));
			rest = span_slice(rest, len, rest.len);
		}
		if (!has_own)
			fail_msg("%s: %s", info->name, info->keys);
	}
}

static void
a5_both_forms_of_the_arrows_work(const char *type)
{
	struct vt *vt = real_start(type, a11y, NULL);

	assert_true(vt_send(vt, "\033[B"));
	rig_assert_cursor(vt, 1, 0);
	assert_true(vt_send(vt, "\033OB"));
	rig_assert_cursor(vt, 2, 0);
	assert_true(vt_send(vt, "\033OA"));
	assert_true(vt_send(vt, "\033[A"));
	rig_assert_cursor(vt, 0, 0);
	vt_free(vt);
}

static const char *const some_of_each[] = {
	"Down", "j", "Space", "b", "Tab", "Enter", "Esc", "t", "Down", "Esc",
	"e", "Down", "Esc", "/", "w", "Esc", "v", "K", "Esc", "h", "Esc", "=",
	"Down",
};
#define SOME_OF_EACH (sizeof some_of_each / sizeof *some_of_each)

static void
a6_the_cursor_move_ends_each_update(const char *type)
{
	for (int ear = 0; ear < 2; ear++) {
		struct vt *vt = real_start(type, ear ? a11y : NULL, NULL);

		for (size_t i = 0; i < SOME_OF_EACH; i++) {
			const char *key = some_of_each[i];

			vt_forget(vt);
			assert_true(vt_keys(vt, key));
			/* What is typed moves the cursor by itself. */
			if (strcmp(key, "w") &&
			    rig_printed_last(vt_bytes(vt)))
				fail_msg("%s: text after the cursor's move",
				    key);
		}
		vt_free(vt);
	}
}

/* So far: writes to a terminal that strace has put down. */
static int
writes_in(const char *trace)
{
	struct buf text = { 0 };
	struct span rest, line;
	int count = 0;

	assert_int_equal(file_read(trace, 0, &text), 0);
	rest = buf_span(&text);
	while (span_line(&rest, &line))
		count += span_find(line, SPAN("</dev/"), 0) >= 0;
	buf_release(&text);
	return count;
}

static void
a6_one_key_is_one_write(const char *type)
{
	const char *trace = real_path("trace");
	struct vt *vt;

	if (system("strace -o /dev/null true >/dev/null 2>&1"))
		five_skip("strace cannot be used here");
	vt = vt_start(&(struct vt_opts){ .type = type, .env = real_env(NULL),
	    .argv = RIG_ENV("strace", "-y", "-o", trace, "-e",
	    "trace=write,writev,pwrite64", real_program(), "--a11y",
	    "--save-place=off", real_path("story.ibid")) });
	for (size_t i = 0; i < SOME_OF_EACH; i++) {
		int writes = writes_in(trace);

		vt_forget(vt);
		assert_true(vt_keys(vt, some_of_each[i]));
		writes = writes_in(trace) - writes;
		if (writes != (vt_bytes(vt).len ? 1 : 0))
			fail_msg("%s: %d writes", some_of_each[i], writes);
	}
	assert_true(vt_keys(vt, "q"));
	vt_free(vt);
}

int
main(void)
{
	static const struct five_case cases[] = {
		FIVE(a1_the_cursor_is_on_the_focus_after_every_key),
		FIVE(a2_arrows_move_a_cursor_by_ear_and_the_page_otherwise),
		FIVE(a3_left_and_q_close_a_note_and_restore_the_mark),
		ONCE(a4_no_action_has_only_keys_that_screen_readers_take),
		FIVE(a5_both_forms_of_the_arrows_work),
		FIVE(a6_the_cursor_move_ends_each_update),
		FIVE(a6_one_key_is_one_write),
	};

	return five_main(cases);
}
