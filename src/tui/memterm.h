/*
 * tui/memterm.h - a terminal in memory, for tests.
 *
 * It behaves as a terminal of tui/term.h: keys are fed as names or bytes
 * and pass through the same decoder; cells are read back as text.  When
 * everything fed was read, term_read returns 0, or the hang-up key if it
 * was told to wait for ever: a test never hangs.
 */
#ifndef IBID_TUI_MEMTERM_H
#define IBID_TUI_MEMTERM_H

#include "tui/term.h"

struct term *memterm_open(int rows, int cols);

/* What term_info will say; the memory terminal starts as UTF-8. */
void memterm_set_info(struct term *term, const struct term_info *info);

/* Names of keys, separated by spaces; false (nothing fed) on a bad name. */
bool memterm_keys(struct term *term, const char *names);
void memterm_feed(struct term *term, struct span bytes);
void memterm_resize(struct term *term, int rows, int cols);

/* From now on every read that finds nothing else is the hang-up key. */
void memterm_hang_up(struct term *term);

/* What was shown last. */
const struct cells *memterm_cells(const struct term *term);

/* Every row on a line of its own: cells_text, or cells_marks. */
void memterm_text(const struct term *term, struct buf *out);
void memterm_marks(const struct term *term, struct buf *out);

/* How often something was shown, the bell rang, and what was clipped. */
unsigned memterm_shows(const struct term *term);
unsigned memterm_bells(const struct term *term);
struct span memterm_clip(const struct term *term);
bool memterm_paste_mode(const struct term *term);

#endif
