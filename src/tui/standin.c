/* tui/standin.c - private characters in place of doubtful clusters. */
#include "tui/standin.h"

#include <stdlib.h>

#include "base/arena.h"
#include "base/file.h"
#include "base/hash.h"
#include "tui/staged.h"
#include "uni/uni.h"

#define MOST (STANDIN_LAST - STANDIN_FIRST + 1)
#define FIRST_SLOTS 256

void
standins_release(struct standins *standins)
{
	free(standins->items);
	free(standins->slots);
	*standins = (struct standins){ 0 };
}

static bool
is_standin(uint32_t code)
{
	return code >= STANDIN_FIRST && code <= STANDIN_LAST;
}

/* Wide only where ambiguous characters are: the C library has them narrow. */
static bool
is_padded(const struct cell *cell, struct span text)
{
	uint32_t code;

	return cell->cols == 2 && cell->len >= 2 &&
	    uni_decode(text, 0, &code, NULL) == text.len &&
	    wcwidth((wchar_t)code) == 1;
}

bool
standin_needed(const struct cell *cell)
{
	struct span text = cell_text(cell);

	if (is_padded(cell, text))
		return true;
	if (cell->len < 3)
		return false;
	for (size_t off = 0; off < text.len;) {
		uint32_t code;

		off += uni_decode(text, off, &code, NULL);
		if (is_standin(code))
			return true;
	}
	return uni_cluster_doubtful(text);
}

void
standin_glyphs(const struct glyph_opts *glyphs, struct span text, int cols,
    struct buf *out)
{
	size_t start = out->len;

	glyphs_put(glyphs, text, cols, out);
	while (out->len > start + 1 && out->ptr[out->len - 1] == ' ')
		buf_cut(out, out->len - 1);
}

int
standin_cols_max(struct span text)
{
	int cols = 0;

	for (size_t off = 0; off < text.len;) {
		uint32_t code;

		off += uni_decode(text, off, &code, NULL);
		cols += 2;
	}
	return cols;
}

/* ---- finding one ---- */

static uint64_t
hash_of(const struct cell *cell, int col)
{
	return hash64(span_of(cell->bytes, sizeof cell->bytes),
	    (uint64_t)col << 8 | cell->cols);
}

static bool
is_for(const struct standin *item, const struct cell *cell, int col)
{
	return item->part == 0 && item->col == col &&
	    item->cell.cols == cell->cols && item->cell.len == cell->len &&
	    !memcmp(item->cell.bytes, cell->bytes, sizeof cell->bytes);
}

/* The slot of a cell that is there, or the empty one where it belongs. */
static uint32_t *
slot_of(const struct standins *standins, const struct cell *cell, int col)
{
	size_t mask = standins->slot_count - 1;
	size_t at = hash_of(cell, col) & mask;

	while (standins->slots[at] &&
	    !is_for(&standins->items[standins->slots[at] - 1], cell, col))
		at = (at + 1) & mask;
	return &standins->slots[at];
}

static void
grow_slots(struct standins *standins)
{
	size_t count = standins->slot_count ? 2 * standins->slot_count :
	    FIRST_SLOTS;

	free(standins->slots);
	standins->slots = mem_array(count, sizeof *standins->slots);
	standins->slot_count = count;
	for (size_t i = 0; i < standins->count; i++) {
		const struct standin *item = &standins->items[i];

		if (item->part == 0)
			*slot_of(standins, &item->cell, item->col) =
			    (uint32_t)i + 1;
	}
}

static void
grow_items(struct standins *standins)
{
	size_t room = standins->room ? 2 * standins->room : FIRST_SLOTS;
	struct standin *items = mem_array(room, sizeof *items);

	if (standins->count)
		memcpy(items, standins->items,
		    standins->count * sizeof *items);
	free(standins->items);
	standins->items = items;
	standins->room = room;
}

uint32_t
standin_of(struct standins *standins, const struct cell *cell, int col)
{
	uint32_t *slot;

	if (2 * standins->count >= standins->slot_count)
		grow_slots(standins);
	slot = slot_of(standins, cell, col);
	if (*slot)
		return STANDIN_FIRST + *slot - 1;
	if (standins->count + cell->cols > MOST)
		return 0;
	*slot = (uint32_t)standins->count + 1;
	for (int part = 0; part < cell->cols; part++) {
		if (standins->count == standins->room)
			grow_items(standins);
		standins->items[standins->count++] = (struct standin){
			.cell = *cell, .col = col, .part = part,
		};
	}
	return STANDIN_FIRST + *slot - 1;
}

/* ---- taking them out again ---- */

/*
 * A terminal that finds the cluster narrower leaves the rest of its columns
 * as they were, so they are blanked first.  One that finds it wider must not
 * go on in the next row.
 */
static void
put_cluster(const struct standin *item, const struct standin_way *way,
    struct buf *out)
{
	struct span text = cell_text(&item->cell);
	bool at_edge = item->col + standin_cols_max(text) > way->cols;

	if (item->cell.cols > 1) {
		for (int i = 0; i < item->cell.cols; i++)
			buf_putc(out, ' ');
		buf_puts(out, way->column(item->col));
	}
	if (at_edge)
		buf_puts(out, way->wrap_off);
	standin_glyphs(way->glyphs, text, item->cell.cols, out);
	if (at_edge)
		buf_puts(out, way->wrap_on);
}

/* The stand-in at the start of `rest`, or NULL. */
static const struct standin *
standin_at(const struct standins *standins, struct span rest)
{
	uint32_t code;

	if (!rest.len || (unsigned char)*rest.ptr != 0xf3)
		return NULL;
	uni_decode(rest, 0, &code, NULL);
	return is_standin(code) && code - STANDIN_FIRST < standins->count ?
	    &standins->items[code - STANDIN_FIRST] : NULL;
}

void
standins_put(const struct standins *standins, struct span bytes,
    const struct standin_way *way, struct buf *out)
{
	for (size_t off = 0; off < bytes.len;) {
		struct span rest = span_slice(bytes, off, bytes.len);
		const struct standin *item = standin_at(standins, rest);
		const struct standin *next;
		size_t plain = 0;

		if (!item) {
			while (plain < rest.len && (plain == 0 ||
			    (unsigned char)rest.ptr[plain] != 0xf3))
				plain++;
			buf_put(out, span_slice(rest, 0, plain));
			off += plain;
			continue;
		}
		if (item->part == 0)
			put_cluster(item, way, out);
		off += 4;
		next = standin_at(standins, span_slice(bytes, off,
		    bytes.len));
		/* The rest of the cluster needs no bytes of its own. */
		if (next == item + 1 && next->part)
			continue;
		/* At the edge curses does not know either where it is. */
		if (item->col + item->part + 1 < way->cols)
			buf_puts(out, way->column(item->col + item->part +
			    1));
	}
}

void
standins_stage(const struct standins *standins, int fd, off_t from,
    const struct standin_way *way)
{
	struct buf bytes = { 0 };
	struct buf out = { 0 };

	if (standins->count && !staged_read(fd, from, &bytes) &&
	    bytes.len && memchr(bytes.ptr, 0xf3, bytes.len)) {
		standins_put(standins, buf_span(&bytes), way, &out);
		staged_cut(fd, from);
		file_write_fd(fd, buf_span(&out));
	}
	buf_release(&bytes);
	buf_release(&out);
}
