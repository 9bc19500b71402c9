/*
 * Fuzz what a keyboard may send: keys decoded in any pieces, named, and
 * read back; theme lines; text painted into a grid.
 *
 * The first byte's low bits are switches, the second is the size of the
 * pieces.  What must hold: no more keys than bytes, every key's name reads
 * back, nothing waits after a flush but a paste, the grid stays sound.
 */
#include <stdint.h>
#include <stdlib.h>

#include "tui/cells.h"
#include "tui/keys.h"
#include "tui/theme.h"
#include "uni/uni.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t len);

static void
check(bool holds)
{
	if (!holds)
		abort();
}

static void
check_key(struct key key, struct buf *out)
{
	struct key back;

	check(key.code && key.code < KEYCODE_LAST);
	buf_clear(out);
	key_name(key, out);
	check(uni_valid(buf_span(out)));
	check(uni_valid(key.text));
	check(key.row >= 0 && key.col >= 0);
	if (key.code < KEYCODE_FIRST && uni_unsafe(key.code))
		return;
	/* Two ways to write one key may differ; then the name is settled. */
	if (key_parse(buf_span(out), &back)) {
		buf_clear(out);
		key_name(back, out);
		check(key_parse(buf_span(out), &key));
		check(key_eq(key, back));
	}
}

static size_t
take_keys(struct keys *keys, struct buf *out)
{
	struct key key;
	size_t count = 0;

	while (keys_next(keys, &key)) {
		check_key(key, out);
		count++;
	}
	return count;
}

static void
fuzz_keys(struct span bytes, size_t piece, bool utf8, bool learn)
{
	struct keys *keys = keys_new(utf8);
	struct buf out = { 0 };
	size_t count = 0;

	if (learn) {
		keys_learn(keys, SPAN("\033\t"), KEYCODE_BACK_TAB);
		keys_learn(keys, SPAN("\033[[["), KEYCODE_F5);
	}
	for (size_t off = 0; off < bytes.len; off += piece) {
		keys_feed(keys, span_slice(bytes, off, off + piece));
		count += take_keys(keys, &out);
		if (off % 7 == 0)
			keys_flush(keys);
	}
	keys_flush(keys);
	count += take_keys(keys, &out);
	check(count <= bytes.len);
	if (keys_waiting(keys))	/* a paste without an end */
		check(span_find(bytes, SPAN("200~"), 0) >= 0);
	keys_reset(keys);
	check(!keys_waiting(keys));
	keys_free(keys);
	buf_release(&out);
}

static void
fuzz_cells(struct span text, int col)
{
	struct cells cells;
	struct cells part;

	cells_init(&cells, 2, 20);
	cells_put(&cells, 0, col - 8, text, STYLE_PLAIN, 40);
	part = cells_sub(&cells, (struct rect){ 0, col % 20, 2, 5 });
	cells_put(&part, 0, -1, text, STYLE_PLAIN, 9);
	for (int at = 0; at < cells.cols;) {
		const struct cell *cell = cells_at(&cells, 0, at);

		check(cell->cols >= 1 && cell->cols <= cells.cols - at);
		check(cell->len && uni_valid(cell_text(cell)));
		for (int i = 1; i < cell->cols; i++)
			check(cells_at(&cells, 0, at + i)->cols == 0);
		at += cell->cols;
	}
	cells_release(&cells);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t len)
{
	struct span bytes;
	struct theme theme;
	struct buf error = { 0 };
	size_t piece;

	if (len < 3 || len > 1 << 16)
		return 0;
	bytes = span_of((const char *)data + 2, len - 2);
	piece = data[1] ? data[1] : bytes.len;
	fuzz_keys(bytes, piece, !(data[0] & 1), data[0] & 2);
	fuzz_cells(bytes, data[1] % 20);
	theme_load(&theme, SPAN("default"));
	check(theme_set(&theme, bytes, &error) == (error.len == 0));
	buf_release(&error);
	return 0;
}
