/*
 * tests/screen/rig.h - what the tests of the demonstration share.
 */
#ifndef IBID_TESTS_RIG_H
#define IBID_TESTS_RIG_H

#include "tests/screen/vt.h"

/* The terminals of the access rules' matrix, T5; NULL ends them. */
#define RIG_TYPES 5
extern const char *const rig_types[];

/* The path of the demonstration; free it. */
char *rig_demo(void);

/* Start it; `option` and `env` may be NULL.  Skips without a pty. */
struct vt *rig_start(const char *type, const char *option,
    const char *const *env);

#define assert_vt_row(vt, row, want) do { \
	struct buf out_ = { 0 }; \
	vt_row((vt), (row), &out_); \
	assert_string_equal(buf_cstr(&out_), want); \
	buf_release(&out_); \
} while (0)

/* An environment for the options: RIG_ENV("NAME=VALUE", "NAME"). */
#define RIG_ENV(...) ((const char *const[]){ __VA_ARGS__, NULL })

/* Only to let time pass where time is what is tested. */
void rig_sleep_ms(long ms);

/* The program ends within a second, with this status. */
void rig_assert_status(struct vt *vt, int want);
void rig_assert_cursor(const struct vt *vt, int want_row, int want_col);

/* Whether `bytes` holds `part`. */
bool rig_has(struct span bytes, const char *part);

/*
 * Look through the escape sequences of `bytes`: how many there are of the
 * CSI with this final byte and, when `low` is not negative, a parameter
 * from `low` to `high`.
 */
int rig_count_csi(struct span bytes, char final, int low, int high);

/* Bytes that put a character on the screen, after the last that do not. */
int rig_printed_last(struct span bytes);

/* ---- what a terminal is sent, for section D of the access rules ---- */

/* A figure is the median over so many keys. */
#define RIG_KEYS 20

/* Columns of text on those rows, blanks at row ends left out. */
int rig_text_on(const struct vt *vt, int from_row, int to_row);

/* Bytes sent for a key. */
int rig_cost_of(struct vt *vt, const char *key);

/* The median of RIG_KEYS figures, which it sorts. */
int rig_median(int *costs);

/* Print a figure, and fail where it is over its limit. */
void rig_report(const char *program, const char *type, const char *what,
    int bytes, int limit);

#endif
