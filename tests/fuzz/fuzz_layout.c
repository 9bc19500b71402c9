/*
 * fuzz/fuzz_layout.c - any document at any width, and what the header of
 * the layout promises of its rows.
 *
 * The first four bytes choose the options.  Of the others, bytes below
 * U+0020 are steps (open a block, close it, an inline, a mark), and what
 * lies between is text.
 */
#include <assert.h>
#include <stdlib.h>

#include "doc/event.h"
#include "layout/layout.h"
#include "uni/uni.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t len);

#define STEP_CLOSE 0x16
#define STEP_SPAN 0x17
#define STEP_SPAN_CLOSE 0x18
#define STEP_MARK 0x19
#define STEP_BREAK 0x1a
#define STEP_PAGE 0x1b

static void
take_step(struct doc_sink *sink, unsigned step, unsigned argument)
{
	struct doc_attrs attrs = {
		.number = argument, .level = argument % 8,
		.flags = argument << 1, .label = SPAN("12"),
		.align = (enum doc_align)(argument % 4),
	};

	if (step == STEP_CLOSE)
		doc_close(sink);
	else if (step == STEP_SPAN)
		doc_span(sink, (enum doc_inline_kind)(argument %
		    (DOC_LANG + 1)), NULL);
	else if (step == STEP_SPAN_CLOSE)
		doc_span_close(sink);
	else if (step == STEP_MARK)
		doc_mark(sink, SPAN("4"));
	else if (step == STEP_BREAK)
		doc_break(sink);
	else if (step == STEP_PAGE)
		doc_point(sink, DOC_PAGE, SPAN("iv"));
	else
		doc_open(sink, (enum doc_kind)(step % DOC_KIND_COUNT),
		    &attrs);
}

static void
build(struct doc *doc, const uint8_t *data, size_t len)
{
	struct doc_sink *sink = doc_sink_new(doc, NULL);
	uint64_t place = 7;
	size_t from = 0;

	for (size_t i = 0; i < len; i++) {
		if (data[i] >= 0x20)
			continue;
		doc_text(sink, span_of((const char *)data + from, i - from));
		take_step(sink, data[i], i + 1 < len ? data[i + 1] : 0);
		from = i + 1;
	}
	doc_text(sink, span_of((const char *)data + from, len - from));
	doc_finish(sink);
	doc_sink_free(sink);
	for (size_t i = 0; i < doc->node_count; i++) {
		doc->nodes[i].place = place;
		if (doc_kind_shape(doc->nodes[i].kind) == DOC_LEAF)
			place += doc->nodes[i].text.len + 1;
	}
}

/* Inlines that do not nest and do not come in order. */
static void
disorder(struct doc *doc, unsigned seed)
{
	for (size_t i = 0; i < doc->node_count; i++) {
		struct doc_node *node = &doc->nodes[i];

		for (uint32_t k = 0; k < node->inline_count; k++) {
			struct doc_inline *span = &node->inlines[k];

			seed = seed * 1664525u + 1013904223u;
			span->off = (seed >> 8) % (uint32_t)
			    (node->text.len + 1);
			if (span->len)
				span->len = (seed >> 4) % (uint32_t)
				    (node->text.len - span->off + 1);
		}
	}
}

static struct layout_opts
read_opts(const uint8_t *data)
{
	return (struct layout_opts){
		.cols = data[0], .align = data[1] & 1, .hyphenate = true,
		.total_fit = data[1] & 2, .marks = (data[1] >> 2) & 1,
		.bidi = data[1] & 8 ? LAYOUT_BIDI_OFF : LAYOUT_BIDI_ON,
		.ambiguous_cols = 1 + ((data[1] >> 5) & 1),
		.ascii = data[1] & 64,
		.translit = data[1] & 128, .a11y = data[2] & 1,
		.pages = data[2] & 2, .wrap_code = data[2] & 4,
		.code_shift = (data[2] >> 3) & 15, .lang = SPAN("en"),
	};
}

static void
check_row(const struct layout_block *block, const struct layout_row *row,
    int limit)
{
	int cols = 0, inked = 0;

	for (int i = 0; i < row->cell_count; i++) {
		const struct layout_cell *cell = &row->cells[i];

		assert(cell->text.len && cell->cols);
		assert(cell->element < LAYOUT_EL_COUNT);
		cols += cell->cols;
		inked += !span_eq(cell->text, SPAN(" "));
		for (size_t off = 0; off < cell->text.len;) {
			uint32_t code;

			off += uni_decode(cell->text, off, &code, NULL);
			assert(!uni_unsafe(code));
		}
		if (cell->flags & LAYOUT_GENERATED)
			continue;
		assert(cell->place >= block->place &&
		    cell->place < block->end);
		assert(layout_place_at(row, layout_col_of(row,
		    cell->place)) == cell->place);
	}
	assert(cols == row->cols);
	assert(cols <= limit || inked <= 1);
}

static void
check_block(const struct layout_block *block, int limit)
{
	uint64_t at = block->place;

	assert(block->row_count > block->lead_rows);
	for (uint32_t i = block->lead_rows; i < block->row_count; i++) {
		const struct layout_row *row = &block->rows[i];

		if (!block->is_table) {
			assert(row->place == at);
			at = row->end;
		}
		check_row(block, row, limit);
	}
	assert(block->is_table || at == block->end);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t len)
{
	struct arena mem = { 0 };
	struct layout_opts opts;
	struct doc doc;
	uint32_t count;

	if (len < 4)
		return 0;
	opts = read_opts(data);
	doc_init(&doc);
	build(&doc, data + 4, len - 4);
	if (data[3] & 1)
		disorder(&doc, data[3]);
	count = (uint32_t)doc.node_count;
	for (uint32_t unit = layout_unit_next(doc.nodes, count, 0);
	    unit != DOC_NONE;
	    unit = layout_unit_next(doc.nodes, count, unit + 1)) {
		check_block(layout_unit(&mem, doc.nodes, count, unit, &opts),
		    opts.cols < 1 ? 1 : opts.cols);
		arena_reset(&mem);
	}
	arena_release(&mem);
	doc_release(&doc);
	return 0;
}
