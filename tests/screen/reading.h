/*
 * tests/screen/reading.h - a reading for tests: Markdown in, screens out.
 *
 * The text is compiled as ibid-pack does it, read by a session through the
 * loop of the full-screen face, and shown on the terminal in memory.
 */
#ifndef IBID_TESTS_READING_H
#define IBID_TESTS_READING_H

#include "reader/session.h"
#include "tui/keys.h"
#include "tui/memterm.h"
#include "tui/ui.h"

struct reading {
	struct buf bytes;	/* of the bundle */
	struct bundle *bundle;
	struct settings settings;
	struct session *session;
	struct term *term;
	struct ui_opts opts;
	struct buf screen;	/* of the last reading_screen */
};

/*
 * Read `markdown` in a window of `rows` by `cols`; `config` are lines of a
 * configuration file.  Fails the test when something is wrong with them.
 */
void reading_open(struct reading *r, struct span markdown,
    const char *config, int rows, int cols);

/* The same with two documents in one bundle. */
void reading_open_two(struct reading *r, struct span one, struct span two,
    const char *config, int rows, int cols);

/* The same for a file of sources, or a bundle. */
void reading_open_file(struct reading *r, const char *path,
    const char *config, int rows, int cols);
void reading_close(struct reading *r);

/* Names of keys with spaces between; false when the reading is over. */
bool reading_keys(struct reading *r, const char *names);
bool reading_key(struct reading *r, struct key key);
void reading_resize(struct reading *r, int rows, int cols);

/* The rows of the screen, without blanks at their ends. */
const char *reading_screen(struct reading *r);

/* One row, from 0. */
const char *reading_row(struct reading *r, int row);

/* The attributes of a row, as cells_marks gives them. */
const char *reading_marks(struct reading *r, int row);

/* The text under the cursor, to the end of its row. */
const char *reading_at_cursor(struct reading *r);

#endif
