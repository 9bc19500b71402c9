/*
 * bench_layout - how even the rows of a text are, and what they cost.
 *
 *     bench_layout FILE [LANG]
 *
 * FILE holds a paragraph a line.  For widths of 40, 60 and 72 columns, for
 * the first and the best fit, with and without hyphenation, it prints:
 *
 *   rows      how many
 *   rag       standard deviation of the columns left free, ragged right,
 *             the last row of each paragraph apart
 *   hyphens   rows that end in one, in a hundred
 *   gap       mean columns of a space, justified
 *   wide      spaces of 3 columns and more, in a hundred
 *   uneven    rows that would not be filled even so, in a hundred
 *   rivers    spaces of 2 columns and more that overlap in 4 rows running,
 *             in 1,000 rows
 *   ms/MB     processor time of the layout for a million bytes
 */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/file.h"
#include "doc/event.h"
#include "layout/layout.h"
#include "tests/bench/cpu.h"

#define RIVER_ROWS 4
#define COLS_MAX 200

struct figures {
	double rows, free, free_squares, counted;
	double hyphens, gaps, gap_cols, wide, uneven, rivers;
	double ms;
	uint64_t text_len;
};

static void
read_text(struct doc *doc, struct span text, struct span lang)
{
	struct doc_sink *sink = doc_sink_new(doc, NULL);
	struct doc_attrs attrs = { .lang = lang };
	uint64_t place = 0;
	struct span line;

	while (span_line(&text, &line)) {
		/* As the compiler stores long paragraphs. */
		for (size_t at = 0; at < line.len; at += DOC_LEAF_MAX / 2) {
			doc_open(sink, DOC_PARAGRAPH, &attrs);
			doc_text(sink, span_slice(line, at,
			    at + DOC_LEAF_MAX / 2));
			doc_close(sink);
		}
	}
	doc_finish(sink);
	doc_sink_free(sink);
	for (size_t i = 0; i < doc->node_count; i++) {
		doc->nodes[i].place = place;
		place += doc->nodes[i].text.len + 1;
	}
}

/* Which columns of the row lie in a space of two columns or more. */
static void
count_gaps(const struct layout_row *row, struct figures *sum,
    unsigned char *river)
{
	unsigned char here[COLS_MAX] = { 0 };
	int start = -1;
	int col = 0;

	for (int i = 0; i <= row->cell_count; i++) {
		bool space = i < row->cell_count &&
		    span_eq(row->cells[i].text, SPAN(" "));

		if (space && start < 0)
			start = col;
		if (!space && start >= 0) {
			sum->gaps++;
			sum->gap_cols += col - start;
			sum->wide += col - start >= 3;
			for (int c = start; c < col && col - start >= 2 &&
			    c < COLS_MAX; c++)
				here[c] = 1;
			start = -1;
		}
		if (i < row->cell_count)
			col += row->cells[i].cols;
	}
	for (int c = 0; c < COLS_MAX; c++) {
		river[c] = here[c] ? (unsigned char)(river[c] + 1) : 0;
		/* Count a river once, at its first column. */
		if (river[c] == RIVER_ROWS && !(c && river[c - 1] >=
		    RIVER_ROWS))
			sum->rivers++;
		if (river[c] > RIVER_ROWS)
			river[c] = RIVER_ROWS;
	}
}

static void
count_block(const struct layout_block *block, int cols, bool justified,
    struct figures *sum)
{
	unsigned char river[COLS_MAX] = { 0 };

	for (uint32_t i = block->lead_rows; i < block->row_count; i++) {
		const struct layout_row *row = &block->rows[i];
		double left = cols - row->cols;

		sum->rows++;
		if (row->cell_count && row->cells[row->cell_count -
		    1].element == LAYOUT_EL_HYPHEN)
			sum->hyphens++;
		if (i + 1 == block->row_count)
			break;
		if (justified) {
			count_gaps(row, sum, river);
			sum->uneven += left > 0;
		}
		sum->free += left;
		sum->free_squares += left * left;
		sum->counted++;
	}
}

static struct figures
measure(const struct doc *doc, const struct layout_opts *opts)
{
	struct figures sum = { 0 };
	struct arena mem = { 0 };
	double start = cpu_ms();

	for (uint32_t i = 0; i < doc->node_count; i++) {
		struct layout_block *block = layout_unit(&mem, doc->nodes,
		    (uint32_t)doc->node_count, i, opts);

		sum.text_len += block->end - block->place;
		count_block(block, opts->cols,
		    opts->align == LAYOUT_JUSTIFY, &sum);
		arena_reset(&mem);
	}
	sum.ms = cpu_ms() - start;
	arena_release(&mem);
	return sum;
}

static void
print_case(const struct doc *doc, struct layout_opts opts)
{
	struct figures left, full;
	double mean;

	opts.align = LAYOUT_LEFT;
	left = measure(doc, &opts);
	opts.align = LAYOUT_JUSTIFY;
	full = measure(doc, &opts);
	mean = left.free / left.counted;
	printf("%4d  %-5s  %-3s  %7.0f  %5.2f  %7.1f  %5.2f  %5.2f  %6.2f"
	    "  %6.2f  %6.0f\n", opts.cols,
	    opts.total_fit ? "best" : "first", opts.hyphenate ? "yes" : "no",
	    left.rows, sqrt(left.free_squares / left.counted - mean * mean),
	    100 * full.hyphens / full.rows, full.gap_cols / full.gaps,
	    100 * full.wide / full.gaps, 100 * full.uneven / full.counted,
	    1000 * full.rivers / full.rows,
	    full.ms / ((double)full.text_len / 1e6));
}

int
main(int argc, char **argv)
{
	static const int widths[] = { 40, 60, 72 };
	struct layout_opts opts = { 0 };
	struct buf text = { 0 };
	struct doc doc;
	int error;

	if (argc < 2 || (error = file_read(argv[1], 0, &text))) {
		fprintf(stderr, "usage: bench_layout FILE [LANG]\n");
		return 2;
	}
	opts.lang = span_str(argc > 2 ? argv[2] : "en");
	opts.hyphens = layout_hyphens_new(NULL);
	doc_init(&doc);
	read_text(&doc, buf_span(&text), opts.lang);
	printf("cols  fit    hyp     rows    rag  hyphens    gap   wide"
	    "  uneven  rivers   ms/MB\n");
	for (size_t i = 0; i < sizeof widths / sizeof *widths; i++)
		for (int way = 0; way < 4; way++) {
			opts.cols = widths[i];
			opts.hyphenate = way & 1;
			opts.total_fit = way & 2;
			print_case(&doc, opts);
		}
	layout_hyphens_free(opts.hyphens);
	doc_release(&doc);
	buf_release(&text);
	return 0;
}
