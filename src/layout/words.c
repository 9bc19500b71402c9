/*
 * layout/words.c - words that stand in no document: a title, a message, a
 * note's text run together.
 */
#include "layout/parts.h"
#include "uni/uni.h"

static struct layout_block *
lay_words(struct arena *mem, struct span words, unsigned flags,
    const struct layout_opts *opts)
{
	struct doc_node *node = ARENA_NEW(mem, struct doc_node);

	*node = (struct doc_node){
		.kind = DOC_PARAGRAPH, .parent = DOC_NONE, .end = 1,
		.flags = (uint16_t)flags, .text = words,
	};
	return layout_unit(mem, node, 1, 0, opts);
}

struct layout_block *
layout_words(struct arena *mem, struct span words,
    const struct layout_opts *opts)
{
	return lay_words(mem, words, 0, opts);
}

/* Without the space that sets a row to the right. */
static void
drop_fill(struct layout_row *row)
{
	while (row->cell_count && (row->cells->flags & LAYOUT_GENERATED) &&
	    span_eq(row->cells->text, SPAN(" "))) {
		row->cols--;
		row->cells++;
		row->cell_count--;
	}
}

const struct layout_row *
layout_line(struct arena *mem, struct span words, unsigned flags,
    const struct layout_opts *opts)
{
	struct layout_opts plain = *opts;
	const struct layout_block *block;
	struct layout_row *row;
	struct buf safe = { 0 };

	/* Line ends and tabs become spaces: all of it is on one row. */
	uni_printable(&safe, words, true);
	plain.align = LAYOUT_LEFT;
	plain.hyphenate = plain.total_fit = false;
	/* No character takes more columns than it has bytes. */
	plain.cols = safe.len < LAYOUT_COLS_MAX ? (int)safe.len + 1 :
	    LAYOUT_COLS_MAX;
	block = lay_words(mem, arena_span(mem, buf_span(&safe)), flags,
	    &plain);
	buf_release(&safe);
	row = &block->rows[block->lead_rows];
	drop_fill(row);
	return row;
}
