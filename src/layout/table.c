/*
 * layout/table.c - the rows of a table: cells side by side, or, where the
 * window is too narrow for that, one "Header: value" after another.
 *
 * Each column asks for two widths: that of its widest cell, and that of its
 * widest word.  Given the first everywhere, cells need no second line; with
 * the second, no word is cut.  Between them the room is shared by what is
 * missing, as CSS does (CSS 2.2, section 17.5.2.2).
 */
#include "layout/parts.h"
#include "uni/uni.h"

#define COLUMNS_MAX 64
#define GAP_COLS 2
#define CELL_COLS_MAX 9999
/* A longer word (an address) may be cut rather than claim the table. */
#define WORD_MAX_COLS 16
/* The value of a record stands under its header's start, set in. */
#define RECORD_HANG_COLS 2

struct columns {
	int count;
	int max[COLUMNS_MAX];
	int word[COLUMNS_MAX];
	int cols[COLUMNS_MAX];	/* what each gets */
	struct span names;	/* of the columns, with tabs between */
	bool records;
};

/* ---- what the columns ask for ---- */

static uint32_t
table_of(const struct doc_node *nodes, uint32_t node)
{
	while (node != DOC_NONE && nodes[node].kind != DOC_TABLE)
		node = nodes[node].parent;
	return node;
}

static int
clamp(unsigned cols)
{
	return cols > CELL_COLS_MAX ? CELL_COLS_MAX : (int)cols;
}

/*
 * "31,9;12,7", from the compiler, which saw the whole table: of each
 * column, the widest line and the widest word; then their names (doc.h).
 */
static bool
read_hints(struct span label, struct columns *columns)
{
	size_t off = 0;

	while (off < label.len && columns->count < COLUMNS_MAX) {
		unsigned max, word;
		size_t len = span_number(span_slice(label, off, label.len),
		    &max);

		off += len;
		if (!len || off >= label.len || label.ptr[off] != ',')
			return false;
		off++;
		len = span_number(span_slice(label, off, label.len), &word);
		off += len;
		if (!len)
			return false;
		columns->max[columns->count] = clamp(max);
		columns->word[columns->count++] = clamp(word);
		if (off < label.len && label.ptr[off] == '\t')
			break;
		if (off < label.len && label.ptr[off] != ';')
			return false;
		off++;
	}
	columns->names = span_slice(label, off + 1, label.len);
	return columns->count > 0;
}

static int
widest_word(struct span text, int ambiguous_cols)
{
	struct buf room = { 0 };
	char *breaks = buf_reserve(&room, text.len + 1);
	size_t from = 0;
	int widest = 0;

	uni_line_breaks(text, breaks);
	for (size_t i = 1; i <= text.len; i++) {
		int cols;

		if (i < text.len && breaks[i] == UNI_BREAK_NO)
			continue;
		cols = (int)uni_cols(span_trim(span_slice(text, from, i)),
		    ambiguous_cols);
		widest = cols > widest ? cols : widest;
		from = i;
	}
	buf_release(&room);
	return widest;
}

static int
widest_line(struct span text, int ambiguous_cols)
{
	size_t from = 0;
	int widest = 0;

	for (size_t i = 0; i <= text.len; i++) {
		int cols;

		if (i < text.len && text.ptr[i] != '\v')
			continue;
		cols = (int)uni_cols(span_slice(text, from, i),
		    ambiguous_cols);
		widest = cols > widest ? cols : widest;
		from = i + 1;
	}
	return widest;
}

/* Marks have no text but take columns: about as many as their labels. */
#define MARK_COLS 3

static int
mark_cols(const struct doc_node *cell)
{
	int cols = 0;

	for (uint32_t i = 0; i < cell->inline_count; i++)
		cols += cell->inlines[i].kind == DOC_NOTE_REF ? MARK_COLS :
		    0;
	return cols;
}

static int
cell_span(const struct doc_node *cell)
{
	if (cell->kind != DOC_CELL || cell->number == DOC_NONE ||
	    cell->number == 0)
		return 1;
	return cell->number > COLUMNS_MAX ? COLUMNS_MAX : (int)cell->number;
}

static void
ask(struct columns *columns, int at, const struct doc_node *cell,
    int ambiguous_cols)
{
	int max = widest_line(cell->text, ambiguous_cols) + mark_cols(cell);
	int word = widest_word(cell->text, ambiguous_cols) +
	    (cell->text.len ? 0 : mark_cols(cell));

	if (max > columns->max[at])
		columns->max[at] = max;
	if (word > columns->word[at])
		columns->word[at] = word;
}

/* Without hints: from the first rows that are in the array. */
#define MEASURED_MAX 1000

static void
measure(const struct doc_node *nodes, uint32_t count, uint32_t table,
    int ambiguous_cols, struct columns *columns)
{
	uint32_t end = nodes[table].end < count ? nodes[table].end : count;
	int at = 0;

	if (end > table + MEASURED_MAX)
		end = table + MEASURED_MAX;
	for (uint32_t i = table + 1; i < end; i++) {
		if (nodes[i].kind == DOC_ROW) {
			at = 0;
			continue;
		}
		if (doc_kind_shape(nodes[i].kind) != DOC_LEAF ||
		    nodes[i].kind == DOC_CAPTION || at >= COLUMNS_MAX)
			continue;
		/* A cell over several columns asks for none. */
		if (cell_span(&nodes[i]) == 1)
			ask(columns, at, &nodes[i], ambiguous_cols);
		at += cell_span(&nodes[i]);
		at = at > COLUMNS_MAX ? COLUMNS_MAX : at;
		columns->count = at > columns->count ? at : columns->count;
	}
}

/* ---- what they get ---- */

/*
 * `least` columns for each: what the compiler measured counts ambiguous
 * characters as one.
 */
static void
share(struct columns *columns, int room, int least)
{
	int min = 0, max = 0;
	int missing, given = 0;

	for (int i = 0; i < columns->count; i++) {
		if (columns->max[i] < least)
			columns->max[i] = least;
		if (columns->word[i] > WORD_MAX_COLS)
			columns->word[i] = WORD_MAX_COLS;
		if (columns->word[i] < least)
			columns->word[i] = least;
		if (columns->word[i] > columns->max[i])
			columns->word[i] = columns->max[i];
		min += columns->word[i];
		max += columns->max[i];
	}
	room -= GAP_COLS * (columns->count - 1);
	columns->records = min > room;
	if (columns->records)
		return;
	missing = max - min;
	for (int i = 0; i < columns->count; i++) {
		int want = columns->max[i] - columns->word[i];

		columns->cols[i] = columns->max[i];
		if (max <= room)
			continue;
		/* Rounded so that all the room is given, no more. */
		columns->cols[i] = columns->word[i] + (int)(
		    ((long long)(given + want) * (room - min)) / missing -
		    ((long long)given * (room - min)) / missing);
		given += want;
	}
}

static void
get_columns(const struct doc_node *nodes, uint32_t count, uint32_t node,
    int room, int ambiguous_cols, struct columns *columns)
{
	uint32_t table = table_of(nodes, node);

	*columns = (struct columns){ 0 };
	if (table == DOC_NONE) {
		columns->records = true;
		return;
	}
	if (!read_hints(nodes[table].label, columns)) {
		*columns = (struct columns){ 0 };
		measure(nodes, count, table, ambiguous_cols, columns);
	}
	if (!columns->count)
		columns->records = true;
	else
		share(columns, room, ambiguous_cols);
}

bool
table_is_records(struct job *job)
{
	struct columns columns;

	get_columns(job->nodes, job->count, job->unit, row_room(job),
	    job->ambiguous_cols, &columns);
	return columns.records;
}

/* ---- cells side by side ---- */

struct column_cell {
	struct glyphs glyphs;
	struct cuts cuts;
	uint32_t node;
	int cols;
	enum row_align align;
};

static enum row_align
cell_align(const struct doc_node *cell)
{
	switch (cell->align) {
	case DOC_ALIGN_LEFT:
		return ROW_LEFT;
	case DOC_ALIGN_CENTRE:
		return ROW_CENTRE;
	case DOC_ALIGN_RIGHT:
		return ROW_RIGHT;
	default:
		return ROW_START;
	}
}

static int
spanned_cols(const struct columns *columns, int at, int span)
{
	int cols = 0;

	for (int i = at; i < at + span && i < columns->count; i++)
		cols += columns->cols[i] + (i > at ? GAP_COLS : 0);
	return cols;
}

/* Whether leaf `node` is a further piece of the cell before it. */
static bool
is_further(const struct job *job, uint32_t node)
{
	return node > 0 && (job->nodes[node].flags & DOC_CONTINUED) &&
	    (job->nodes[node - 1].flags & DOC_CONTINUES);
}

/* The glyphs of a cell, which may be stored in pieces; its last leaf. */
static uint32_t
put_cell_text(struct job *job, struct glyphs *glyphs, uint32_t node)
{
	uint32_t last = node;

	glyph_leaf(job, glyphs, node);
	while (last + 1 < job->nodes[job->unit].end &&
	    last + 1 < job->count && is_further(job, last + 1)) {
		size_t seam = glyphs->count;

		glyph_leaf(job, glyphs, ++last);
		if (seam < glyphs->count && !glyphs->items[seam].brk)
			glyphs->items[seam].brk = GLYPH_BREAK_MAY;
	}
	return last;
}

static void
fill_cell(struct job *job, struct column_cell *cell, uint32_t node,
    int cols, bool rtl)
{
	cell->glyphs.tmp = job->tmp;
	cell->cuts.tmp = job->tmp;
	cell->node = node;
	cell->cols = cols;
	cell->align = cell_align(&job->nodes[node]);
	put_cell_text(job, &cell->glyphs, node);
	cell->glyphs.rtl = bidi_is_neutral(job, node) ? rtl :
	    bidi_is_rtl(job, node);
	bidi_resolve(job, &cell->glyphs);
	break_lines(job, &cell->glyphs, cols, &cell->cuts);
}

/* A cluster wider than a column that was measured without it. */
static bool
is_too_wide(const struct column_cell *cell)
{
	for (size_t i = 0; i < cell->cuts.count; i++) {
		const struct cut *cut = &cell->cuts.items[i];
		int cols = 0;

		for (size_t at = cut->from; at < cut->shown; at++)
			cols += cell->glyphs.items[at].cols;
		if (cols + cut->indent_cols > cell->cols)
			return true;
	}
	return false;
}

/* The cells of the row, or -1: it has more, or wider ones than the columns. */
static int
fill_cells(struct job *job, const struct columns *columns, bool rtl,
    struct column_cell *cells)
{
	uint32_t end = job->nodes[job->unit].end;
	int count = 0;
	int at = 0;

	for (uint32_t i = job->unit + 1; i < end && i < job->count; i++) {
		int span = cell_span(&job->nodes[i]);

		if (doc_kind_shape(job->nodes[i].kind) != DOC_LEAF ||
		    is_further(job, i))
			continue;
		if (at >= columns->count)
			return -1;
		fill_cell(job, &cells[count], i,
		    spanned_cols(columns, at, span), rtl);
		if (is_too_wide(&cells[count++]))
			return -1;
		at += span;
	}
	return count;
}

static void
put_cell(struct job *job, const struct column_cell *cell, size_t line,
    struct cells *out)
{
	struct cells part = { .tmp = job->tmp };
	uint64_t place = job->nodes[cell->node].place;

	if (line < cell->cuts.count)
		row_cells(job, &cell->glyphs, &cell->cuts.items[line],
		    cell->cols, cell->align, &part);
	for (size_t i = 0; i < part.count; i++)
		strip_put(out, &part.items[i]);
	strip_fill(out, cell->cols - part.cols, place, cell->node);
}

static bool
has_line(const struct column_cell *cell, size_t line)
{
	return line < cell->cuts.count && cell->cuts.items[line].to >
	    cell->cuts.items[line].from;
}

/* The text that stands for the row: of the first cell that has any. */
static void
line_range(const struct job *job, const struct column_cell *cells,
    int count, size_t line, uint64_t *place, uint64_t *end)
{
	for (int i = 0; i < count; i++) {
		const struct cut *cut;

		if (!has_line(&cells[i], line))
			continue;
		cut = &cells[i].cuts.items[line];
		*place = cells[i].glyphs.items[cut->from].place;
		*end = cells[i].glyphs.items[cut->to - 1].end;
		return;
	}
	*place = *end = job->nodes[job->unit].place;
	if (count)
		*place = *end = job->nodes[cells[0].node].place;
}

/* A table that is read from the right stands there. */
static void
add_body(struct job *job, const struct cells *body, bool rtl,
    uint64_t place, uint64_t end, unsigned flags)
{
	struct cells all = { .tmp = job->tmp };

	if (rtl)
		strip_fill(&all, row_room(job) - body->cols, place,
		    job->unit);
	for (size_t i = 0; i < body->count; i++)
		strip_put(&all, &body->items[i]);
	row_add(job, &all, rtl, place, end, flags);
}

static void
add_line(struct job *job, const struct column_cell *cells, int count,
    size_t line, bool rtl, unsigned flags)
{
	struct cells body = { .tmp = job->tmp };
	uint64_t place, end;

	line_range(job, cells, count, line, &place, &end);
	for (int i = 0; i < count; i++) {
		const struct column_cell *cell = &cells[rtl ?
		    count - 1 - i : i];

		if (i)
			strip_fill(&body, GAP_COLS, place, cell->node);
		put_cell(job, cell, line, &body);
	}
	add_body(job, &body, rtl, place, end, flags);
}

static void
add_head_rule(struct job *job, const struct columns *columns, bool rtl)
{
	struct cells body = { .tmp = job->tmp };
	uint64_t place = job->nodes[job->unit].place;
	bool ascii = job->opts->ascii || job->ambiguous_cols == 2;
	struct layout_cell cell = {
		.text = ascii ? SPAN("-") : SPAN("─"), .place = place,
		.cols = 1, .element = LAYOUT_EL_TABLE_RULE,
		.flags = LAYOUT_GENERATED, .note = DOC_NONE,
		.link = DOC_NONE, .node = job->unit,
	};

	if (job->row_count)
		cell.place = place = job->rows[job->row_count - 1].end;
	for (int i = 0; i < columns->count; i++) {
		int at = rtl ? columns->count - 1 - i : i;

		if (i)
			strip_fill(&body, GAP_COLS, place, job->unit);
		for (int c = 0; c < columns->cols[at]; c++)
			strip_put(&body, &cell);
	}
	add_body(job, &body, rtl, place, place, LAYOUT_RULED |
	    LAYOUT_HEADER | LAYOUT_KEEP_NEXT);
}

static bool
is_rtl_table(const struct job *job)
{
	for (uint32_t i = table_of(job->nodes, job->unit) + 1;
	    i < job->count; i++)
		if (doc_kind_shape(job->nodes[i].kind) == DOC_LEAF &&
		    job->nodes[i].text.len)
			return bidi_is_rtl(job, i);
	return false;
}

static bool
add_columns(struct job *job, const struct columns *columns)
{
	struct column_cell *cells = ARENA_ARRAY(job->tmp, COLUMNS_MAX,
	    struct column_cell);
	bool head = job->nodes[job->unit].flags & DOC_HEADER;
	bool rtl = is_rtl_table(job);
	int count = fill_cells(job, columns, rtl, cells);
	size_t lines = 1;

	if (count < 0)
		return false;
	for (int i = 0; i < count; i++)
		if (cells[i].cuts.count > lines)
			lines = cells[i].cuts.count;
	for (size_t line = 0; line < lines; line++)
		add_line(job, cells, count, line, rtl, head ?
		    LAYOUT_HEADER | LAYOUT_KEEP_NEXT : 0);
	if (head && !job->opts->a11y)
		add_head_rule(job, columns, rtl);
	return true;
}

/* ---- records ---- */

/* The header of column `at` in the array, as text; or empty. */
static struct span
header_text(const struct job *job, int at)
{
	uint32_t row = layout_table_header(job->nodes, job->count,
	    job->unit);

	if (row == DOC_NONE)
		return SPAN_NONE;
	for (uint32_t i = row + 1; i < job->nodes[row].end &&
	    i < job->count; i++) {
		if (doc_kind_shape(job->nodes[i].kind) != DOC_LEAF)
			continue;
		at -= cell_span(&job->nodes[i]);
		if (at < 0)
			return job->nodes[i].text;
	}
	return SPAN_NONE;
}

/* The name of column `at`: the header row may be in another chunk. */
static struct span
column_name(const struct job *job, const struct columns *columns, int at)
{
	struct span rest = columns->names;

	if (!rest.len)
		return header_text(job, at);
	for (;;) {
		ptrdiff_t end = span_chr(rest, '\t', 0);
		size_t len = end < 0 ? rest.len : (size_t)end;

		if (at-- == 0)
			return span_slice(rest, 0, len);
		if (end < 0)
			return SPAN_NONE;
		rest = span_slice(rest, len + 1, rest.len);
	}
}

static void
put_name(struct job *job, struct glyphs *glyphs, struct span name,
    uint32_t cell)
{
	struct glyph like = {
		.element = LAYOUT_EL_TABLE_HEAD,
		.place = job->nodes[cell].place, .note = DOC_NONE,
		.link = DOC_NONE, .node = cell,
	};
	size_t first = glyphs->count;
	struct buf text = { 0 };

	/* Line ends of a header are spaces here. */
	for (size_t i = 0; i < name.len; i++)
		buf_putc(&text, name.ptr[i] == '\v' ? ' ' : name.ptr[i]);
	buf_puts(&text, ": ");
	glyph_put(job, glyphs, arena_span(job->mem, buf_span(&text)), &like);
	buf_release(&text);
	for (size_t i = first + 1; i < glyphs->count; i++)
		if (glyphs->items[i - 1].kind == GLYPH_SPACE)
			glyphs->items[i].brk = GLYPH_BREAK_MAY;
}

static void
add_record_line(struct job *job, uint32_t cell, struct span name)
{
	const struct doc_node *leaf = &job->nodes[cell];
	struct glyphs glyphs = { .tmp = job->tmp };
	struct cuts cuts = { .tmp = job->tmp };
	uint64_t place = leaf->place;
	size_t first;
	uint32_t last;

	if (name.len)
		put_name(job, &glyphs, name, cell);
	first = glyphs.count;
	last = put_cell_text(job, &glyphs, cell);
	if (first && first < glyphs.count)
		glyphs.items[first].brk = GLYPH_BREAK_MAY;
	glyphs.rtl = bidi_is_rtl(job, cell);
	glyphs.hang_cols = RECORD_HANG_COLS;
	bidi_resolve(job, &glyphs);
	break_lines(job, &glyphs, row_room(job), &cuts);
	for (size_t i = 0; i < cuts.count; i++) {
		struct cells body = { .tmp = job->tmp };
		uint64_t next = i + 1 < cuts.count ?
		    glyphs.items[cuts.items[i + 1].from].place :
		    job->nodes[last].place + job->nodes[last].text.len;

		row_cells(job, &glyphs, &cuts.items[i], row_room(job),
		    ROW_START, &body);
		row_add(job, &body, glyphs.rtl, place, next, 0);
		place = next;
	}
}

static void
add_record(struct job *job, const struct columns *columns)
{
	uint32_t end = job->nodes[job->unit].end;
	bool head = job->nodes[job->unit].flags & DOC_HEADER;
	int at = 0;

	for (uint32_t i = job->unit + 1; i < end && i < job->count; i++) {
		const struct doc_node *leaf = &job->nodes[i];

		if (doc_kind_shape(leaf->kind) != DOC_LEAF ||
		    is_further(job, i))
			continue;
		if (leaf->text.len || leaf->inline_count)
			add_record_line(job, i, head ? SPAN_NONE :
			    column_name(job, columns, at));
		at += cell_span(leaf);
	}
}

void
table_lay_row(struct job *job)
{
	struct columns columns;

	get_columns(job->nodes, job->count, job->unit, row_room(job),
	    job->ambiguous_cols, &columns);
	if (columns.records || !add_columns(job, &columns))
		add_record(job, &columns);
}
