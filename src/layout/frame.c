/*
 * layout/frame.c - what the containers of a unit put around it: indents,
 * bars, list numbers, a note's label, and the space above.
 */
#include "layout/parts.h"
#include "uni/uni.h"

#define QUOTE_COLS 2
#define SET_IN_COLS 4	/* pull quotes and epigraphs, on both sides */
#define DEFINITION_COLS 4
#define FIGURE_COLS 2
#define NOTE_COLS 4	/* "404 " and shorter labels align */
#define NOTE_LABEL_MAX_COLS 8	/* longer ones get a row of their own */

/* Where the text of the unit begins. */
static uint64_t
unit_place(const struct job *job)
{
	uint32_t i = job->unit;

	while (i + 1 < job->count &&
	    doc_kind_shape(job->nodes[i].kind) != DOC_LEAF)
		i++;
	return job->nodes[i].place;
}

/*
 * Whether container `up` begins with the unit.  At the start of a chunk it
 * may stand again, with the place where it truly began.
 */
static bool
is_first_in(const struct job *job, uint32_t up)
{
	if (job->nodes[up].place < unit_place(job))
		return false;
	for (uint32_t i = up + 1; i < job->unit; i++)
		if (doc_kind_shape(job->nodes[i].kind) == DOC_LEAF)
			return false;
	return true;
}

static struct frame_step *
add_step(struct frame *frame, int cols)
{
	struct frame_step *step;

	if (frame->step_count == FRAME_STEPS_MAX)
		frame->step_count--;
	step = &frame->steps[frame->step_count++];
	*step = (struct frame_step){ .cols = cols };
	return step;
}

static void
add_bar(struct job *job)
{
	struct frame_step *step = add_step(&job->frame, QUOTE_COLS);
	const struct layout_opts *opts = job->opts;

	if (opts->a11y)
		return;
	/* With wide ambiguous characters the bar would take both columns. */
	step->first = opts->ascii || job->ambiguous_cols == 2 ?
	    SPAN("|") : SPAN("│");
	step->rest = step->first;
	step->element = LAYOUT_EL_BAR;
}

/* ---- lists ---- */

static bool
is_numbered(const struct doc_node *list, const struct doc_node *item)
{
	return item->label.len || ((list->flags & DOC_ORDERED) &&
	    item->number != DOC_NONE);
}

static struct span
item_label(struct job *job, const struct doc_node *item)
{
	struct buf out = { 0 };
	struct span label;

	if (item->label.len)
		uni_printable(&out, item->label, true);
	else
		buf_printf(&out, "%u.", item->number);
	label = arena_span(job->mem, buf_span(&out));
	buf_release(&out);
	return label;
}

static int
digits(uint32_t number)
{
	int count = 1;

	while (number >= 10) {
		number /= 10;
		count++;
	}
	return count;
}

static int
label_cols(struct job *job, const struct doc_node *list,
    const struct doc_node *item)
{
	if (!is_numbered(list, item))
		return 1;
	if (item->label.len)
		return (int)uni_cols(item_label(job, item),
		    job->ambiguous_cols);
	return digits(item->number) + 1;
}

/* Enough of a list for its widest number; a longer one costs no more. */
#define ITEMS_MAX 1000

/* Numbers end in one column: the widest of the list decides. */
static int
list_label_cols(struct job *job, uint32_t list, uint32_t item)
{
	const struct doc_node *nodes = job->nodes;
	uint32_t end = nodes[list].end;
	int widest = label_cols(job, &nodes[list], &nodes[item]);
	int items = 0;

	for (uint32_t i = list + 1; i < end && i < job->count &&
	    items < ITEMS_MAX;) {
		if (nodes[i].kind == DOC_ITEM) {
			int cols = label_cols(job, &nodes[list], &nodes[i]);

			widest = cols > widest ? cols : widest;
			items++;
		}
		i = nodes[i].end > i ? nodes[i].end : i + 1;
	}
	return widest;
}

/* Bullets change with the depth of the list. */
static struct span
bullet(const struct job *job, uint32_t list)
{
	static const struct span fancy[] = {
		{ "•", 3 }, { "◦", 3 }, { "▪", 3 },
	};
	static const struct span plain[] = {
		{ "*", 1 }, { "-", 1 }, { "+", 1 },
	};
	int depth = 0;

	for (uint32_t up = job->nodes[list].parent; up != DOC_NONE;
	    up = job->nodes[up].parent)
		depth += job->nodes[up].kind == DOC_LIST;
	if (job->opts->a11y)
		return plain[1];
	return job->opts->ascii || job->ambiguous_cols == 2 ?
	    plain[depth % 3] : fancy[depth % 3];
}

static void
add_item(struct job *job, uint32_t index)
{
	const struct doc_node *item = &job->nodes[index];
	const struct doc_node *list;
	struct frame_step *step;

	if (item->parent == DOC_NONE ||
	    job->nodes[item->parent].kind != DOC_LIST) {
		add_step(&job->frame, DEFINITION_COLS);
		return;
	}
	list = &job->nodes[item->parent];
	step = add_step(&job->frame, list_label_cols(job, item->parent,
	    index) + 1);
	if (!is_first_in(job, index))
		return;
	if (is_numbered(list, item)) {
		step->first = item_label(job, item);
		step->element = LAYOUT_EL_LIST_NUMBER;
		step->flush_right = true;
	} else {
		step->first = bullet(job, item->parent);
		step->element = LAYOUT_EL_BULLET;
	}
}

static void
add_note(struct job *job, uint32_t index)
{
	struct buf out = { 0 };
	struct span label;
	struct frame_step *step;
	int cols;

	uni_printable(&out, job->nodes[index].label, true);
	label = arena_span(job->mem, buf_span(&out));
	buf_release(&out);
	cols = (int)uni_cols(label, job->ambiguous_cols);
	if (cols > NOTE_LABEL_MAX_COLS) {
		add_step(&job->frame, NOTE_COLS);
		if (is_first_in(job, index))
			job->frame.heading = label;
		return;
	}
	step = add_step(&job->frame, cols < NOTE_COLS ? NOTE_COLS :
	    cols + 1);
	if (is_first_in(job, index))
		step->first = label;
	step->element = LAYOUT_EL_NOTE_LABEL;
}

/* ---- all containers, outermost first ---- */

static void
add_container(struct job *job, uint32_t index)
{
	struct frame *frame = &job->frame;
	int count = frame->step_count;
	uint8_t element = frame->element;

	switch (job->nodes[index].kind) {
	case DOC_QUOTE:
		add_bar(job);
		element = LAYOUT_EL_QUOTE;
		break;
	case DOC_ASIDE:
		add_bar(job);
		element = LAYOUT_EL_ASIDE;
		break;
	case DOC_PULL_QUOTE:
	case DOC_EPIGRAPH:
		add_step(frame, SET_IN_COLS);
		frame->right_cols += SET_IN_COLS;
		element = job->nodes[index].kind == DOC_EPIGRAPH ?
		    LAYOUT_EL_EPIGRAPH : LAYOUT_EL_PULL_QUOTE;
		break;
	case DOC_FIGURE:
		add_step(frame, FIGURE_COLS);
		break;
	case DOC_ITEM:
		add_item(job, index);
		break;
	case DOC_NOTE:
		if (!job->opts->in_note) {
			add_note(job, index);
			break;
		}
		/* Nor is what the note stands in shown. */
		count = frame->step_count = 0;
		frame->right_cols = 0;
		element = LAYOUT_EL_TEXT;
		break;
	case DOC_FURNITURE:
		element = LAYOUT_EL_FURNITURE;
		break;
	default:
		break;
	}
	if (frame->element != LAYOUT_EL_FURNITURE)
		frame->element = element;
	if (frame->step_count > count)
		frame->steps[count].container = index;
}

/*
 * In a narrow window the steps give up their room, those that say least
 * first, until a third of the window is left for all of them: the right
 * margin, then blank steps, then bars, then numbers, which run in at the
 * start of the text instead.
 */
static bool
is_marker(const struct frame_step *step)
{
	return step->element == LAYOUT_EL_LIST_NUMBER ||
	    step->element == LAYOUT_EL_BULLET ||
	    step->element == LAYOUT_EL_NOTE_LABEL;
}

static void
run_in(struct job *job, struct frame_step *step)
{
	struct frame *frame = &job->frame;

	if (!step->first.len)
		return;
	frame->run_in = arena_printf(job->mem, "%.*s%.*s ",
	    SPAN_ARG(frame->run_in), SPAN_ARG(step->first));
	frame->run_in_element = step->element;
}

static void
fit_steps(struct job *job)
{
	struct frame *frame = &job->frame;
	int room = job->cols / 3;
	int sum = 0;

	for (int i = 0; i < frame->step_count; i++)
		sum += frame->steps[i].cols;
	if (sum + frame->right_cols > room)
		frame->right_cols = 0;
	for (int rank = 0; rank < 3; rank++) {
		for (int i = 0; i < frame->step_count && sum > room; i++) {
			struct frame_step *step = &frame->steps[i];
			int of = is_marker(step) ? 2 : step->rest.len ? 1 : 0;

			if (of != rank)
				continue;
			if (rank == 2)
				run_in(job, step);
			sum -= step->cols;
			*step = (struct frame_step){ 0 };
		}
	}
	frame->indent_cols = sum;
}

/* ---- the space above ---- */

/* The innermost container of the unit that holds `before` too. */
static uint32_t
common_container(const struct job *job, uint32_t before)
{
	uint32_t up = job->nodes[job->unit].parent;

	while (up != DOC_NONE && !(before > up &&
	    before < job->nodes[up].end))
		up = job->nodes[up].parent;
	return up;
}

static bool
is_tight(const struct doc_node *nodes, uint32_t index)
{
	if (index == DOC_NONE)
		return false;
	if (nodes[index].kind == DOC_ITEM)
		index = nodes[index].parent;
	return index != DOC_NONE && (nodes[index].flags & DOC_TIGHT) &&
	    (nodes[index].kind == DOC_LIST ||
	    nodes[index].kind == DOC_DEFINITIONS);
}

static int
rows_between(struct job *job, uint32_t before)
{
	const struct doc_node *nodes = job->nodes;
	const struct doc_node *unit = &nodes[job->unit];
	uint32_t common = job->frame.common;
	unsigned kind = common == DOC_NONE ? DOC_KIND_COUNT :
	    nodes[common].kind;

	if (is_tight(nodes, common))
		return 0;
	if (kind == DOC_TABLE && unit->kind == DOC_ROW)
		return table_is_records(job);
	if ((kind == DOC_FIGURE || kind == DOC_TABLE) &&
	    (unit->kind == DOC_CAPTION || nodes[before].kind == DOC_CAPTION))
		return 0;
	if (kind == DOC_DEFINITIONS && nodes[before].kind == DOC_TERM)
		return 0;
	if (unit->kind == DOC_HEADING && unit->level <= 2 &&
	    nodes[before].kind != DOC_HEADING)
		return 2;
	return 1;
}

/* As between two paragraphs, when what comes before is not in the array. */
static int
lead_rows(struct job *job)
{
	const struct doc_node *unit = &job->nodes[job->unit];
	uint32_t before = layout_unit_prev(job->nodes, job->count, job->unit);

	if (unit->flags & DOC_CONTINUED)
		return 0;
	if (before != DOC_NONE) {
		job->frame.common = common_container(job, before);
		return rows_between(job, before);
	}
	for (uint32_t up = unit->parent; up != DOC_NONE;
	    up = job->nodes[up].parent)
		if (job->nodes[up].place < unit_place(job) &&
		    (is_tight(job->nodes, up) ||
		    job->nodes[up].kind == DOC_TABLE))
			return 0;
	return unit->kind == DOC_HEADING && unit->level <= 2 ? 2 : 1;
}

void
frame_steps(struct job *job)
{
	uint32_t chain[DOC_DEPTH_MAX];
	int depth = 0;

	job->frame = (struct frame){ .element = LAYOUT_EL_TEXT,
	    .common = DOC_NONE };
	for (uint32_t up = job->nodes[job->unit].parent;
	    up != DOC_NONE && depth < DOC_DEPTH_MAX;
	    up = job->nodes[up].parent)
		chain[depth++] = up;
	while (depth > 0)
		add_container(job, chain[--depth]);
	fit_steps(job);
}

void
frame_init(struct job *job)
{
	frame_steps(job);
	job->frame.lead_rows = job->opts->a11y ? 0 : lead_rows(job);
}
