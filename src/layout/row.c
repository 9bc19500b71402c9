/* layout/row.c - glyphs become cells, and cells with their frame a row. */
#include "layout/parts.h"
#include "uni/uni.h"

/*
 * A space grows to at most this many columns when a row is justified: a
 * row that would need more is left as it is, as holes read worse than a
 * ragged edge.
 */
#define SPACE_MAX_COLS 4

void
strip_clear(struct cells *cells)
{
	cells->count = 0;
	cells->cols = 0;
}

void
strip_put(struct cells *cells, const struct layout_cell *cell)
{
	PARTS_PUSH(cells->tmp, cells->items, cells->count, cells->room);
	cells->items[cells->count++] = *cell;
	cells->cols += cell->cols;
}

void
strip_fill(struct cells *cells, int cols, uint64_t place, uint32_t node)
{
	const struct layout_cell blank = {
		.text = glyph_char(' '), .place = place, .cols = 1,
		.element = LAYOUT_EL_TEXT, .flags = LAYOUT_GENERATED,
		.note = DOC_NONE, .link = DOC_NONE, .node = node,
	};

	while (cols-- > 0)
		strip_put(cells, &blank);
}

static struct layout_cell
cell_of(const struct glyph *glyph)
{
	struct layout_cell cell = {
		.text = glyph->text, .place = glyph->place,
		.cols = glyph->cols, .element = glyph->element,
		.emph = glyph->emph, .flags = glyph->flags,
		.note = glyph->note, .link = glyph->link,
		.node = glyph->node,
	};

	if (glyph->level & 1)
		cell.flags |= LAYOUT_RTL;
	return cell;
}

static void
put_hyphen(struct cells *out, const struct glyph *glyph)
{
	struct layout_cell cell = cell_of(glyph);

	cell.text = glyph_char('-');
	cell.cols = 1;
	cell.element = LAYOUT_EL_HYPHEN;
	cell.flags |= LAYOUT_GENERATED;
	strip_put(out, &cell);
}

/* A glyph, and the columns by which it is stretched. */
static void
put_glyph(struct cells *out, const struct glyph *glyph, int stretch)
{
	struct layout_cell cell = cell_of(glyph);

	if (glyph->cols)
		strip_put(out, &cell);
	cell.text = glyph_char(' ');
	cell.cols = 1;
	cell.flags |= LAYOUT_GENERATED;
	while (stretch-- > 0)
		strip_put(out, &cell);
}

/* ---- justification ---- */

static int
shown_cols(const struct glyphs *glyphs, const struct cut *cut)
{
	int cols = cut->hyphen;

	for (size_t i = cut->from; i < cut->shown; i++)
		cols += glyphs->items[i].cols;
	return cols;
}

static int
count_gaps(const struct glyphs *glyphs, const struct cut *cut)
{
	int gaps = 0;

	for (size_t i = cut->from; i < cut->shown; i++)
		gaps += glyphs->items[i].kind == GLYPH_SPACE;
	return gaps;
}

static int
stretch_cols(const struct glyphs *glyphs, const struct cut *cut, int room,
    enum row_align align, int *gaps)
{
	*gaps = 0;
	if (align != ROW_JUSTIFY || cut->last || room <= 0)
		return 0;
	*gaps = count_gaps(glyphs, cut);
	return room <= *gaps * (SPACE_MAX_COLS - 1) ? room : 0;
}

static int
left_cols(const struct glyphs *glyphs, const struct cut *cut, int room,
    enum row_align align)
{
	if (room <= 0)
		room = 0;
	switch (align) {
	case ROW_LEFT:
		return 0;
	case ROW_CENTRE:
		return room / 2;
	case ROW_RIGHT:
		return room;
	default:
		return glyphs->rtl ? room : cut->indent_cols;
	}
}

void
row_cells(struct job *job, const struct glyphs *glyphs,
    const struct cut *cut, int cols, enum row_align align,
    struct cells *out)
{
	size_t count = cut->shown - cut->from;
	uint32_t *order = ARENA_ARRAY(job->tmp, count ? count : 1, uint32_t);
	int room = cols - cut->indent_cols - shown_cols(glyphs, cut);
	int gaps;
	int stretch = stretch_cols(glyphs, cut, room, align, &gaps);
	int *shares = ARENA_ARRAY(job->tmp, count ? count : 1, int);

	share_gaps(job, glyphs, cut, gaps, stretch, shares);
	bidi_order(glyphs, cut->from, cut->shown, order);
	if (count)
		strip_fill(out, left_cols(glyphs, cut, room - stretch,
		    align), glyphs->items[cut->from].place,
		    glyphs->items[cut->from].node);
	for (size_t i = 0; i < count; i++) {
		const struct glyph *glyph = &glyphs->items[order[i]];

		if (cut->hyphen && order[i] == cut->shown - 1)
			put_hyphen(out, glyph);
		else
			put_glyph(out, glyph, shares[order[i] - cut->from]);
	}
}

/* ---- code ---- */

static void
put_cut_sign(struct job *job, struct cells *out, size_t at, bool left)
{
	struct layout_cell *cell = &out->items[at];
	bool ascii = job->opts->ascii || job->ambiguous_cols == 2;

	cell->text = left ? (ascii ? SPAN("<") : SPAN("‹")) :
	    (ascii ? SPAN(">") : SPAN("›"));
	cell->element = LAYOUT_EL_CUT;
	cell->flags = LAYOUT_GENERATED;
	cell->emph = 0;
}

void
row_code(struct job *job, const struct glyphs *glyphs,
    const struct cut *cut, int cols, struct cells *out)
{
	struct cells line = { .tmp = job->tmp };
	int shift = job->opts->code_shift > 0 ? job->opts->code_shift : 0;
	int at = 0;
	bool right = false;

	row_cells(job, glyphs, cut, cols, ROW_LEFT, &line);
	for (size_t i = 0; i < line.count; i++) {
		const struct layout_cell *cell = &line.items[i];
		int from = at - shift;

		at += cell->cols;
		if (at <= shift)
			continue;
		if (from < 0)
			strip_fill(out, from + cell->cols, cell->place,
			    cell->node);
		else if (from + cell->cols <= cols)
			strip_put(out, cell);
		else if (!right) {
			strip_fill(out, cols - from, cell->place,
			    cell->node);
			right = true;
		}
	}
	if (cols < 3)
		return;
	/* A line that ends before the window begins. */
	if (!out->count && line.count)
		strip_fill(out, 1, line.items[0].place, line.items[0].node);
	if (!out->count)
		return;
	if (right && out->items[out->count - 1].cols == 1)
		put_cut_sign(job, out, out->count - 1, false);
	if (shift && out->items[0].cols == 1)
		put_cut_sign(job, out, 0, true);
}

/* ---- rows ---- */

int
row_room(const struct job *job)
{
	int room = job->cols - job->frame.indent_cols -
	    job->frame.right_cols;

	return room > 0 ? room : 1;
}

static struct layout_row *
new_row(struct job *job)
{
	PARTS_PUSH(job->tmp, job->rows, job->row_count, job->row_room);
	job->rows[job->row_count] = (struct layout_row){ 0 };
	return &job->rows[job->row_count++];
}

static bool
has_text_row(const struct job *job)
{
	return job->row_count > 0 &&
	    !(job->rows[job->row_count - 1].flags & LAYOUT_BLANK);
}

/* Right to left, "12." is read from the right: ".12". */
static void
put_marker(struct job *job, struct cells *out, struct span marker,
    const struct layout_cell *like, bool rtl)
{
	size_t len = marker.len;
	struct layout_cell cell = *like;

	if (rtl && len > 1 && marker.ptr[len - 1] == '.') {
		cell.text = glyph_char('.');
		cell.cols = 1;
		strip_put(out, &cell);
		marker = span_slice(marker, 0, len - 1);
	}
	for (size_t off = 0; off < marker.len;) {
		size_t next = uni_cluster_next(marker, off);

		cell.text = span_slice(marker, off, next);
		cell.cols = (uint8_t)uni_cluster_cols(cell.text,
		    job->ambiguous_cols);
		if (cell.cols)
			strip_put(out, &cell);
		off = next;
	}
}

static void
put_step(struct job *job, struct cells *out, const struct frame_step *step,
    bool first, bool rtl, uint64_t place)
{
	struct span marker = first && step->first.len ? step->first :
	    step->rest;
	int used = (int)uni_cols(marker, job->ambiguous_cols);
	struct layout_cell like = {
		.place = place, .element = step->element,
		.flags = LAYOUT_GENERATED, .note = DOC_NONE,
		.link = DOC_NONE, .node = job->unit,
	};
	int pad = step->cols - used;
	/* The column next to the text stays free. */
	int outer = step->flush_right && pad > 0 ? pad - 1 : 0;

	if (used > step->cols || !marker.len) {
		strip_fill(out, step->cols, place, job->unit);
		return;
	}
	strip_fill(out, rtl ? pad - outer : outer, place, job->unit);
	put_marker(job, out, marker, &like, rtl);
	strip_fill(out, rtl ? outer : pad - outer, place, job->unit);
}

static void
put_frame(struct job *job, struct cells *out, bool first, bool rtl,
    uint64_t place)
{
	const struct frame *frame = &job->frame;

	for (int i = 0; i < frame->step_count; i++)
		put_step(job, out, &frame->steps[rtl ?
		    frame->step_count - 1 - i : i], first, rtl, place);
}

static struct layout_row *
put_row(struct job *job, const struct cells *all, uint64_t place,
    uint64_t end, unsigned flags)
{
	struct layout_row *row = new_row(job);
	struct layout_cell *cells = ARENA_ARRAY(job->mem,
	    all->count ? all->count : 1, struct layout_cell);

	if (all->count)
		memcpy(cells, all->items, all->count * sizeof *cells);
	*row = (struct layout_row){
		.cells = cells, .cell_count = (uint16_t)all->count,
		.cols = (uint16_t)all->cols, .place = place, .end = end,
		.flags = (uint16_t)flags,
	};
	return row;
}

static bool
holds(const struct job *job, uint32_t container, uint32_t node)
{
	return node != DOC_NONE && node >= container &&
	    node < job->nodes[container].end;
}

/* Bars run on between two paragraphs of one quotation. */
void
row_add_blank(struct job *job, uint64_t place)
{
	struct cells all = { .tmp = job->tmp };
	bool bars = false;

	for (int i = 0; i < job->frame.step_count; i++) {
		const struct frame_step *step = &job->frame.steps[i];

		if (step->cols && step->rest.len &&
		    holds(job, step->container, job->frame.common)) {
			put_step(job, &all, step, false, false, place);
			bars = true;
		} else {
			strip_fill(&all, step->cols, place, job->unit);
		}
	}
	if (!bars || bidi_is_rtl(job, job->unit))
		all.count = 0, all.cols = 0;
	put_row(job, &all, place, place, LAYOUT_BLANK);
}

void
row_add(struct job *job, const struct cells *body, bool rtl,
    uint64_t place, uint64_t end, unsigned flags)
{
	struct cells *all = &job->line;
	bool first = !has_text_row(job);

	all->tmp = job->tmp;
	strip_clear(all);
	if (rtl)
		strip_fill(all, job->frame.right_cols, place, job->unit);
	else
		put_frame(job, all, first, false, place);
	for (size_t i = 0; i < body->count; i++)
		strip_put(all, &body->items[i]);
	if (rtl && job->frame.indent_cols) {
		strip_fill(all, row_room(job) - body->cols, place,
		    job->unit);
		put_frame(job, all, first, true, place);
	}
	if (first && !(job->nodes[job->unit].flags & DOC_CONTINUED))
		flags |= LAYOUT_FIRST;
	put_row(job, all, place, end, flags);
}
