/* tui/memterm.c - a terminal in memory, for tests. */
#include "tui/memterm.h"

#include <stdlib.h>

#include "base/arena.h"
#include "base/cursor.h"
#include "tui/term_ops.h"

struct memterm {
	struct term term;
	struct cells shown;
	int rows, cols;
	struct keys *keys;
	struct buf fed;		/* strings: each came on its own */
	size_t fed_at;
	bool resized, hung, paste_mode;
	unsigned shows, bells;
	struct buf clip;
};

static struct memterm *
memterm_of(const struct term *term)
{
	return (struct memterm *)term;
}

static void
mem_close(struct term *term)
{
	struct memterm *mem = memterm_of(term);

	cells_release(&mem->shown);
	keys_free(mem->keys);
	buf_release(&mem->fed);
	buf_release(&mem->clip);
	free(mem);
}

static void
mem_size(const struct term *term, int *rows, int *cols)
{
	*rows = memterm_of(term)->rows;
	*cols = memterm_of(term)->cols;
}

static void
mem_show(struct term *term, struct cells *cells)
{
	struct memterm *mem = memterm_of(term);

	cells_copy(&mem->shown, cells);
	mem->shows++;
}

static void
mem_nothing(struct term *term)
{
	(void)term;
}

static bool
is_fed(const struct memterm *mem)
{
	return mem->fed_at < mem->fed.len;
}

/* Time passed before each string, so that Esc and [ stay two keys. */
static void
take_fed(struct memterm *mem)
{
	struct cursor in = cursor_of(span_slice(buf_span(&mem->fed),
	    mem->fed_at, mem->fed.len));

	keys_feed(mem->keys, cursor_string(&in));
	mem->fed_at = mem->fed.len - cursor_left(&in);
}

static int
mem_read(struct term *term, struct key *key, int timeout_ms)
{
	struct memterm *mem = memterm_of(term);

	*key = (struct key){ 0 };
	if (mem->resized) {
		mem->resized = false;
		key->code = KEYCODE_RESIZE;
		return 1;
	}
	for (;;) {
		if (keys_next(mem->keys, key))
			return 1;
		keys_flush(mem->keys);
		if (keys_next(mem->keys, key))
			return 1;
		if (!is_fed(mem))
			break;
		take_fed(mem);
	}
	if (timeout_ms >= 0 && !mem->hung)
		return 0;
	key->code = KEYCODE_HANGUP;
	return 1;
}

static bool
mem_pending(struct term *term)
{
	struct memterm *mem = memterm_of(term);

	return mem->resized || is_fed(mem) || keys_waiting(mem->keys);
}

static void
mem_bell(struct term *term)
{
	memterm_of(term)->bells++;
}

static void
mem_paste_mode(struct term *term, bool on)
{
	memterm_of(term)->paste_mode = on;
}

static void
mem_clip(struct term *term, struct span base64)
{
	struct memterm *mem = memterm_of(term);

	buf_clear(&mem->clip);
	buf_put(&mem->clip, base64);
}

static const struct term_ops memterm_ops = {
	.close = mem_close,
	.size = mem_size,
	.show = mem_show,
	.redraw = mem_nothing,
	.read = mem_read,
	.pending = mem_pending,
	.suspend = mem_nothing,
	.resume = mem_nothing,
	.ring = mem_bell,
	.paste_mode = mem_paste_mode,
	.clip = mem_clip,
};

struct term *
memterm_open(int rows, int cols)
{
	struct memterm *mem = mem_alloc(sizeof *mem);

	mem->term.ops = &memterm_ops;
	mem->term.info = (struct term_info){ .utf8 = true,
		.attrs = STYLE_ATTRS,
		.ambiguous_cols = 1, .colors = 16, .charset = "UTF-8",
		.type = "memory" };
	mem->rows = rows;
	mem->cols = cols;
	mem->keys = keys_new(true);
	cells_init(&mem->shown, rows, cols);
	return &mem->term;
}

void
memterm_set_info(struct term *term, const struct term_info *info)
{
	term->info = *info;
}

void
memterm_feed(struct term *term, struct span bytes)
{
	buf_put_string(&memterm_of(term)->fed, bytes);
}

static bool
next_word(struct span *rest, struct span *word)
{
	ptrdiff_t space;

	*rest = span_trim(*rest);
	space = span_chr(*rest, ' ', 0);
	*word = span_slice(*rest, 0, space < 0 ? rest->len : (size_t)space);
	*rest = span_slice(*rest, word->len, rest->len);
	return word->len > 0;
}

bool
memterm_keys(struct term *term, const char *names)
{
	struct span rest = span_str(names);
	struct span word;
	struct buf bytes = { 0 };
	struct key key;

	/* A bad name must not leave half a line, so all are read first. */
	while (next_word(&rest, &word))
		if (!key_parse(word, &key))
			return false;
	rest = span_str(names);
	while (next_word(&rest, &word)) {
		key_parse(word, &key);
		buf_clear(&bytes);
		key_bytes(key, &bytes);
		memterm_feed(term, buf_span(&bytes));
	}
	buf_release(&bytes);
	return true;
}

void
memterm_resize(struct term *term, int rows, int cols)
{
	struct memterm *mem = memterm_of(term);

	mem->rows = rows;
	mem->cols = cols;
	mem->resized = true;
}

void
memterm_hang_up(struct term *term)
{
	memterm_of(term)->hung = true;
}

const struct cells *
memterm_cells(const struct term *term)
{
	return &memterm_of(term)->shown;
}

void
memterm_text(const struct term *term, struct buf *out)
{
	const struct cells *cells = memterm_cells(term);

	for (int row = 0; row < cells->rows; row++) {
		cells_text(cells, row, out);
		buf_putc(out, '\n');
	}
}

void
memterm_marks(const struct term *term, struct buf *out)
{
	const struct cells *cells = memterm_cells(term);

	for (int row = 0; row < cells->rows; row++) {
		cells_marks(cells, row, out);
		buf_putc(out, '\n');
	}
}

unsigned
memterm_shows(const struct term *term)
{
	return memterm_of(term)->shows;
}

unsigned
memterm_bells(const struct term *term)
{
	return memterm_of(term)->bells;
}

struct span
memterm_clip(const struct term *term)
{
	return buf_span(&memterm_of(term)->clip);
}

bool
memterm_paste_mode(const struct term *term)
{
	return memterm_of(term)->paste_mode;
}
