/* tests/screen/rig.c - what the tests of the demonstration share. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <time.h>
#include <cmocka.h>

#include "tests/screen/rig.h"

const char *const rig_types[RIG_TYPES + 1] = {
	"vt100", "linux", "xterm-256color", "screen", "tmux-256color", NULL
};

char *
rig_demo(void)
{
	const char *dir = getenv("top_builddir");
	char *path;

	if (asprintf(&path, "%s/demo", dir ? dir : ".") < 0)
		return NULL;
	return path;
}

struct vt *
rig_start(const char *type, const char *option, const char *const *env)
{
	char *demo = rig_demo();
	const char *argv[] = { demo, option, NULL };
	struct vt *vt = vt_start(&(struct vt_opts){ .argv = argv,
		.type = type, .env = env });

	free(demo);
	if (!vt)
		skip();
	return vt;
}

void
rig_sleep_ms(long ms)
{
	nanosleep(&(struct timespec){ ms / 1000, ms % 1000 * 1000000 },
	    NULL);
}

void
rig_assert_status(struct vt *vt, int want)
{
	int status = vt_wait(vt, 1000);

	assert_int_not_equal(status, -1);
	assert_true(WIFEXITED(status));
	assert_int_equal(WEXITSTATUS(status), want);
}

void
rig_assert_cursor(const struct vt *vt, int want_row, int want_col)
{
	int row, col;

	vt_cursor(vt, &row, &col);
	assert_int_equal(row, want_row);
	assert_int_equal(col, want_col);
}

bool
rig_has(struct span bytes, const char *part)
{
	return span_find(bytes, span_str(part), 0) >= 0;
}

/* The next CSI at or after `*off`: its parameters and final. */
static bool
next_csi(struct span bytes, size_t *off, struct span *params, char *final)
{
	ptrdiff_t at = span_find(bytes, SPAN("\033["), *off);
	size_t from, to;

	if (at < 0)
		return false;
	from = to = (size_t)at + 2;
	while (to < bytes.len && bytes.ptr[to] < '@')
		to++;
	*params = span_slice(bytes, from, to);
	*final = to < bytes.len ? bytes.ptr[to] : '\0';
	*off = to;
	return true;
}

static bool
has_param(struct span params, int low, int high)
{
	while (params.len) {
		unsigned value = 0;
		size_t len = span_number(params, &value);

		if (len && (int)value >= low && (int)value <= high)
			return true;
		params = span_slice(params, len ? len : 1, params.len);
	}
	return false;
}

int
rig_count_csi(struct span bytes, char final, int low, int high)
{
	struct span params;
	size_t off = 0;
	int count = 0;
	char found;

	while (next_csi(bytes, &off, &params, &found))
		if (found == final &&
		    (low < 0 || has_param(params, low, high)))
			count++;
	return count;
}

int
rig_printed_last(struct span bytes)
{
	int count = 0;

	for (size_t i = 0; i < bytes.len; i++) {
		unsigned char byte = (unsigned char)bytes.ptr[i];

		if (byte == 0x1b) {
			count = 0;
			i++;
			while (i + 1 < bytes.len && bytes.ptr[i] < '@')
				i++;
			if (i < bytes.len && bytes.ptr[i] == '[')
				while (++i < bytes.len && bytes.ptr[i] < '@')
					continue;
		} else {
			count = byte < ' ' ? 0 : count + 1;
		}
	}
	return count;
}

int
rig_text_on(const struct vt *vt, int from_row, int to_row)
{
	struct buf out = { 0 };
	int len;

	for (int row = from_row; row < to_row; row++)
		vt_row(vt, row, &out);
	len = (int)out.len;
	buf_release(&out);
	return len;
}

int
rig_cost_of(struct vt *vt, const char *key)
{
	vt_forget(vt);
	assert_true(vt_keys(vt, key));
	return (int)vt_bytes(vt).len;
}

static int
by_size(const void *a, const void *b)
{
	return *(const int *)a - *(const int *)b;
}

int
rig_median(int *costs)
{
	qsort(costs, RIG_KEYS, sizeof *costs, by_size);
	return costs[RIG_KEYS / 2];
}

void
rig_report(const char *program, const char *type, const char *what,
    int bytes, int limit)
{
	print_message("# %-5s %-14s %-28s %5d, limit %d\n", program, type,
	    what, bytes, limit);
	assert_in_range(bytes, 0, limit);
}
