/* layout/block.c - one unit, from its nodes to its rows. */
#include "layout/parts.h"

static void
add_cuts(struct job *job, const struct glyphs *glyphs,
    const struct cuts *cuts, uint64_t place, uint64_t end, unsigned flags)
{
	const struct doc_node *unit = &job->nodes[job->unit];
	enum row_align align = unit->kind == DOC_PARAGRAPH &&
	    job->opts->align == LAYOUT_JUSTIFY ? ROW_JUSTIFY : ROW_START;
	bool code = unit->kind == DOC_CODE && !job->opts->wrap_code;
	struct cells cells = { .tmp = job->tmp };

	for (size_t i = 0; i < cuts->count; i++) {
		const struct cut *cut = &cuts->items[i];
		uint64_t next = i + 1 < cuts->count ?
		    glyphs->items[cuts->items[i + 1].from].place : end;

		strip_clear(&cells);
		if (code)
			row_code(job, glyphs, cut, row_room(job), &cells);
		else
			row_cells(job, glyphs, cut, row_room(job), align,
			    &cells);
		row_add(job, &cells, glyphs->rtl, place, next, flags);
		place = next;
	}
}

/* The marker that found no room beside the text. */
static void
put_run_in(struct job *job, struct glyphs *glyphs)
{
	struct glyph like = {
		.element = job->frame.run_in_element,
		.place = job->nodes[job->unit].place,
		.note = DOC_NONE, .link = DOC_NONE, .node = job->unit,
	};

	glyph_put(job, glyphs, job->frame.run_in, &like);
	job->frame.run_in = SPAN_NONE;
}

/* Doubling takes up to three times the memory. */
#define RESERVE_MAX 2048

static void
reserve(struct glyphs *glyphs, size_t text_len)
{
	glyphs->room = text_len + PARTS_FIRST_ROOM;
	if (glyphs->room > RESERVE_MAX)
		glyphs->room = RESERVE_MAX;
	glyphs->items = ARENA_ARRAY(glyphs->tmp, glyphs->room,
	    struct glyph);
}

static void
add_leaf(struct job *job)
{
	const struct doc_node *leaf = &job->nodes[job->unit];
	struct glyphs glyphs = { .tmp = job->tmp };
	struct cuts cuts = { .tmp = job->tmp };
	unsigned flags = 0;

	reserve(&glyphs, leaf->text.len);
	if (job->frame.run_in.len)
		put_run_in(job, &glyphs);
	glyph_leaf(job, &glyphs, job->unit);
	glyphs.goes_on = leaf->flags & DOC_CONTINUES;
	glyphs.rtl = leaf->kind != DOC_CODE && bidi_is_rtl(job, job->unit);
	bidi_resolve(job, &glyphs);
	if (leaf->kind == DOC_CODE && !job->opts->wrap_code)
		break_code(job, &glyphs, &cuts);
	else
		break_lines(job, &glyphs, row_room(job), &cuts);
	if (leaf->kind == DOC_HEADING)
		flags = LAYOUT_HEADING | LAYOUT_KEEP_NEXT;
	else if (leaf->kind == DOC_TERM)
		flags = LAYOUT_KEEP_NEXT;
	add_cuts(job, &glyphs, &cuts, leaf->place,
	    leaf->place + leaf->text.len, flags);
}

/* A thematic break: three stars in the middle, or a short line. */
static void
add_rule(struct job *job)
{
	const struct doc_node *leaf = &job->nodes[job->unit];
	bool stars = job->opts->ascii || job->opts->a11y ||
	    job->ambiguous_cols == 2;
	int room = row_room(job);
	int len = room < 5 ? room : stars ? 5 : room / 3 > 5 ? room / 3 : 5;
	struct cells cells = { .tmp = job->tmp };
	struct layout_cell cell = {
		.text = SPAN("─"), .place = leaf->place, .cols = 1,
		.element = LAYOUT_EL_RULE, .flags = LAYOUT_GENERATED,
		.note = DOC_NONE, .link = DOC_NONE, .node = job->unit,
	};

	strip_fill(&cells, (room - len) / 2, leaf->place, job->unit);
	for (int i = 0; i < len; i++) {
		if (stars)
			cell.text = glyph_char(i % 2 ? ' ' : '*');
		strip_put(&cells, &cell);
	}
	row_add(job, &cells, false, leaf->place,
	    leaf->place + leaf->text.len, LAYOUT_RULED);
}

/* A note's label that is too long to stand beside the text. */
static void
add_heading(struct job *job, uint64_t place)
{
	struct glyphs glyphs = { .tmp = job->tmp };
	struct cuts cuts = { .tmp = job->tmp };
	struct glyph like = {
		.element = LAYOUT_EL_NOTE_LABEL, .place = place,
		.note = DOC_NONE, .link = DOC_NONE, .node = job->unit,
	};

	glyph_put(job, &glyphs, job->frame.heading, &like);
	break_lines(job, &glyphs, row_room(job), &cuts);
	add_cuts(job, &glyphs, &cuts, place, place, LAYOUT_KEEP_NEXT);
}

static struct layout_block *
finish(struct job *job, uint64_t place, uint64_t end)
{
	struct layout_block *block = ARENA_NEW(job->mem,
	    struct layout_block);

	if (job->row_count == (size_t)job->frame.lead_rows) {
		struct cells none = { .tmp = job->tmp };

		row_add(job, &none, false, place, end, 0);
	}
	if (!(job->nodes[job->unit].flags & DOC_CONTINUES))
		job->rows[job->row_count - 1].flags |= LAYOUT_LAST;
	block->rows = ARENA_ARRAY(job->mem, job->row_count,
	    struct layout_row);
	memcpy(block->rows, job->rows, job->row_count * sizeof *job->rows);
	block->row_count = (uint32_t)job->row_count;
	block->lead_rows = (uint32_t)job->frame.lead_rows;
	block->place = place;
	block->end = end;
	block->node = job->unit;
	block->is_table = job->nodes[job->unit].kind == DOC_ROW;
	return block;
}

/* The text of a row is that of its cells. */
static void
unit_range(const struct job *job, uint64_t *place, uint64_t *end)
{
	const struct doc_node *nodes = job->nodes;
	uint32_t stop = nodes[job->unit].kind == DOC_ROW ?
	    nodes[job->unit].end : job->unit + 1;
	bool found = false;

	*place = *end = nodes[job->unit].place;
	for (uint32_t i = job->unit; i < stop && i < job->count; i++) {
		if (doc_kind_shape(nodes[i].kind) != DOC_LEAF)
			continue;
		if (!found)
			*place = nodes[i].place;
		*end = nodes[i].place + nodes[i].text.len;
		found = true;
	}
}

static struct job
job_of(struct arena *mem, struct arena *tmp, const struct doc_node *nodes,
    uint32_t count, uint32_t unit, const struct layout_opts *opts)
{
	return (struct job){
		.mem = mem, .tmp = tmp, .nodes = nodes, .count = count,
		.unit = unit, .opts = opts,
		.cols = opts->cols < 1 ? 1 : opts->cols > LAYOUT_COLS_MAX ?
		    LAYOUT_COLS_MAX : opts->cols,
		.bidi = opts->bidi == LAYOUT_BIDI_ON ||
		    (opts->bidi == LAYOUT_BIDI_AUTO && !opts->a11y),
		.ambiguous_cols = opts->ambiguous_cols == 2 ? 2 : 1,
	};
}

bool
layout_is_records(const struct doc_node *nodes, uint32_t count,
    uint32_t node, const struct layout_opts *opts)
{
	struct arena tmp = { 0 };
	struct job job = job_of(&tmp, &tmp, nodes, count,
	    layout_unit_of(nodes, count, node), opts);
	bool records = false;

	if (job.unit != DOC_NONE) {
		frame_steps(&job);
		records = table_is_records(&job);
	}
	arena_release(&tmp);
	return records;
}

struct layout_block *
layout_unit(struct arena *mem, const struct doc_node *nodes, uint32_t count,
    uint32_t node, const struct layout_opts *opts)
{
	struct arena tmp = { 0 };
	struct job job = job_of(mem, &tmp, nodes, count, node, opts);
	struct layout_block *block;
	uint64_t place, end;

	unit_range(&job, &place, &end);
	frame_init(&job);
	for (int i = 0; i < job.frame.lead_rows; i++)
		row_add_blank(&job, place);
	if (job.frame.heading.len)
		add_heading(&job, place);
	if (nodes[node].kind == DOC_ROW)
		table_lay_row(&job);
	else if (nodes[node].kind == DOC_RULE)
		add_rule(&job);
	else
		add_leaf(&job);
	block = finish(&job, place, end);
	arena_release(&tmp);
	return block;
}
