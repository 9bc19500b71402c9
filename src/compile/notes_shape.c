/*
 * compile/notes_shape.c - marks and notes that only their shape joins.
 *
 *     PARAGRAPH "a blueprint400 for"   @11+3 SUPER
 *     HEADING "Endnotes"
 *     LIST
 *       ITEM number=400
 *         PARAGRAPH "Azadeh Dastyari, ..."
 *
 * becomes
 *
 *     PARAGRAPH "a blueprint for"      @11+0 NOTE_REF -> the NOTE
 *     HEADING "Endnotes"
 *     NOTE label=400
 *       PARAGRAPH "Azadeh Dastyari, ..."
 *
 * A mark goes to the list of notes that follows it.  Where several lists
 * stand together (Notes, with a part for each chapter), the marks before
 * them are cut where their numbers start again, and the first row of marks
 * goes to the first list, and so on.  A list counts as notes only when
 * enough of it is cited: figures and numbered lists are everywhere.
 */
#include "compile/notes.h"

#include <stdlib.h>

/* ---- which list a mark goes to ---------------------------------------- */

/* Lists from `first` to before `end` with no marks between them. */
struct cluster {
	size_t first, end;
	size_t mark_first, mark_end;	/* the marks before it */
};

/* Drop what stands inside a list: its labels, and marks in notes. */
static size_t
marks_of_text(const struct note_runs *runs, struct note_marks *all,
    struct note_mark **marks)
{
	size_t count = 0, run = 0;

	for (size_t i = 0; i < all->count; i++) {
		uint32_t order = all->items[i].leaf->order;

		while (run < runs->count && runs->items[run].to <= order)
			run++;
		if (run == runs->count || order < runs->items[run].from)
			marks[count++] = &all->items[i];
	}
	return count;
}

/* How far off the cited notes before and after may be. */
#define GAP_MAX 16

/*
 * A raised number in a list with other marks is one of them when its note
 * has none, and it stands between those of the notes before and after.
 */
static bool
fills_gap(const struct note_mark *mark, const struct note_run *run,
    uint32_t index)
{
	uint32_t order = mark->leaf->order;
	uint32_t least = index > GAP_MAX ? index - GAP_MAX : 0;

	if (mark->form != MARK_SUPER || !mark->number || run->cited < 2 ||
	    run->entries[index].cited)
		return false;
	for (uint32_t i = index; i-- > least; )
		if (run->entries[i].cited) {
			if (run->entries[i].cited_from > order)
				return false;
			break;
		}
	for (uint32_t i = index + 1; i < run->count && i - index <= GAP_MAX;
	    i++)
		if (run->entries[i].cited)
			return run->entries[i].cited_from >= order;
	return index > least;
}

static void
go_to(struct note_mark *mark, struct note_run *run)
{
	struct map_entry *entry = map_find(&run->by_label, mark->label);

	if (!entry || (run->accepted && run->form != mark->form &&
	    !fills_gap(mark, run, (uint32_t)entry->value)))
		return;
	mark->run = run;
	mark->entry = (uint32_t)entry->value;
}

/* Does a heading stand between the two leaves? */
static bool
heading_between(struct tree *from, const struct tree *to)
{
	for (struct tree *at = from; at && at->order < to->order;
	    at = tree_next(at))
		if (at->node.kind == DOC_HEADING)
			return true;
	return to->node.kind == DOC_HEADING;
}

/*
 * The numbers start again at `mark`: a new row of marks.  After the last
 * note of its list the same number is that of the next list.
 */
static bool
row_starts(const struct note_mark *before, const struct note_mark *mark,
    const struct note_run *run)
{
	const struct note_run *next = run + 1;
	bool spent = run->entries[run->count - 1].number == before->number;

	return mark->number && before->number &&
	    mark->number < before->number + spent &&
	    mark->number <= next->entries[0].number + 1 &&
	    heading_between(before->leaf, mark->leaf);
}

static void
assign_cluster(struct note_runs *runs, struct note_mark **marks,
    const struct cluster *cluster)
{
	size_t run = cluster->first;

	for (size_t i = cluster->mark_first; i < cluster->mark_end; i++) {
		if (i > cluster->mark_first && run + 1 < cluster->end &&
		    row_starts(marks[i - 1], marks[i], &runs->items[run]))
			run++;
		go_to(marks[i], &runs->items[run]);
	}
}

/*
 * Marks that no list after them has: any list that has their label, the
 * last ones first; there are no more than a few in a real document.
 */
#define REST_RUNS_MAX 64

static void
assign_rest(struct note_runs *runs, struct note_mark **marks, size_t count)
{
	size_t least = runs->count > REST_RUNS_MAX ?
	    runs->count - REST_RUNS_MAX : 0;

	for (size_t i = 0; i < count; i++)
		for (size_t j = runs->count; j > least && !marks[i]->run; j--)
			go_to(marks[i], &runs->items[j - 1]);
}

static void
assign(struct note_runs *runs, struct note_mark **marks, size_t count)
{
	struct cluster cluster = { 0 };
	size_t mark = 0;

	for (size_t i = 0; i < runs->count; i = cluster.end) {
		cluster.first = i;
		cluster.mark_first = mark;
		while (mark < count &&
		    marks[mark]->leaf->order < runs->items[i].from)
			mark++;
		cluster.mark_end = mark;
		cluster.end = i + 1;
		while (cluster.end < runs->count && (mark == count ||
		    runs->items[cluster.end].from <
		    marks[mark]->leaf->order))
			cluster.end++;
		assign_cluster(runs, marks, &cluster);
	}
	assign_rest(runs, marks, count);
}

/* ---- which lists are notes -------------------------------------------- */

static void
count_cited(struct note_mark **marks, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		struct note_run *run = marks[i]->run;
		struct note_entry *entry;

		if (!run)
			continue;
		entry = &run->entries[marks[i]->entry];
		if (entry->cited++)
			continue;
		entry->cited_from = marks[i]->leaf->order;
		run->cited++;
	}
}

/* How many of a list's notes must be cited, in percent. */
static unsigned
share_needed(const struct note_run *run, enum mark_form form)
{
	switch (form) {
	case MARK_SUPER:
		return run->named ? 20 : 80;
	case MARK_BRACKET:
		return run->named ? 50 : 80;
	case MARK_SIGN:
		return 100;
	case MARK_PLAIN:
		return run->named ? 60 : 101;
	}
	return 101;
}

/*
 * Figures after full stops are marks of notes at the foot of pages when
 * every one of those notes is cited so, and there are three in all.
 */
static bool
feet_are_cited(const struct note_runs *runs)
{
	uint32_t cited = 0;

	for (size_t i = 0; i < runs->count; i++) {
		const struct note_run *run = &runs->items[i];

		if (run->accepted || run->named || !run->ruled)
			continue;
		if (run->cited < run->count)
			return false;
		cited += run->cited;
	}
	return cited >= 3;
}

/* "* one", "* two": bullets, not notes. */
static bool
is_bullets(const struct note_runs *runs, size_t index)
{
	const struct note_run *run = &runs->items[index];

	return (index && run[-1].to == run->from &&
	    map_find(&run[-1].by_label, run->entries[0].label)) ||
	    (index + 1 < runs->count && run->to == run[1].from &&
	    map_find(&run->by_label, run[1].entries[0].label));
}

/* How far above its note a sign stands, in blocks. */
#define FOOT_MAX 60

/* Signs without a rule over them: one mark for each, on the same page. */
static bool
is_foot(const struct note_run *run)
{
	for (uint32_t i = 0; !run->ruled && i < run->count; i++)
		if (run->entries[i].cited != 1 ||
		    run->from - run->entries[i].cited_from > FOOT_MAX)
			return false;
	return true;
}

static void
judge(struct note_runs *runs, enum mark_form form)
{
	bool feet = form == MARK_PLAIN && feet_are_cited(runs);

	for (size_t i = 0; i < runs->count; i++) {
		struct note_run *run = &runs->items[i];
		unsigned least = form == MARK_PLAIN ? 3 : 1;

		if (run->accepted)
			continue;
		run->accepted = run->cited >= least && (uint64_t)run->cited *
		    100 >= (uint64_t)run->count * share_needed(run, form);
		if (run->entries[0].form == ENTRY_SIGN &&
		    (is_bullets(runs, i) || !is_foot(run)))
			run->accepted = false;
		run->accepted |= feet && run->ruled && !run->named;
		run->form = form;
		for (uint32_t j = 0; !run->accepted && j < run->count; j++)
			run->entries[j].cited = 0;
		if (!run->accepted)
			run->cited = 0;
	}
}

/* ---- notes of several blocks ------------------------------------------ */

/* The first mark at or after tree order `order`. */
static size_t
first_mark(struct note_mark **marks, size_t count, uint32_t order)
{
	size_t low = 0, high = count;

	while (low < high) {
		size_t mid = low + (high - low) / 2;

		if (marks[mid]->leaf->order < order)
			low = mid + 1;
		else
			high = mid;
	}
	return low;
}

/*
 * What stands between "[2] text" and "[3] text" is note 2's own when no
 * mark stands there: where notes are parted by text, that has the marks of
 * the next ones.
 */
static void
go_on(struct note_run *run, const struct note_run *next,
    struct note_mark **marks, size_t count)
{
	struct note_entry *entry = &run->entries[run->count - 1];
	const struct note_entry *after = &next->entries[0];

	if (!run->accepted || !next->accepted || run->named || next->named ||
	    entry->form != ENTRY_BRACKET || after->form != ENTRY_BRACKET ||
	    after->number != entry->number + 1 ||
	    entry->last->parent != after->first->parent ||
	    first_mark(marks, count, run->from) !=
	    first_mark(marks, count, next->from))
		return;
	for (const struct tree *at = entry->last->next; at != after->first;
	    at = at->next)
		if (at->node.kind == DOC_HEADING || at->node.kind == DOC_RULE ||
		    at->node.kind == DOC_FURNITURE)
			return;
	entry->last = after->first->prev;
}

/* ---- the lists become notes ------------------------------------------- */

static void
strip_label(struct pass *pass, struct note_entry *entry)
{
	struct leaf_edits edits = { 0 };
	struct doc_node *leaf;

	if (!entry->leaf || !entry->strip)
		return;
	leaf = &entry->leaf->node;
	leaf_cut(&edits, 0, entry->strip);
	if (entry->form == ENTRY_FOOTNOTE) {
		struct tree *last = entry->last;

		for (struct tree *at = tree_first_leaf(last); at &&
		    at->order < entry->last->after; at = tree_next_leaf(at))
			last = at;
		if (last != entry->leaf) {
			leaf_apply(pass->mem, leaf, &edits);
			leaf = &last->node;
		}
		if (span_ends(leaf->text, SPAN("]")))
			leaf_cut(&edits, (uint32_t)leaf->text.len - 1, 1);
	}
	leaf_apply(pass->mem, leaf, &edits);
	leaf_edits_release(&edits);
}

/* An item leaves its list, with what follows the list but belongs to it. */
static void
take_item(struct note_entry *entry, struct tree *note)
{
	struct tree *list = entry->first->parent;
	struct tree *item = entry->first;

	tree_insert_before(list, note);
	tree_remove(item);
	while (item->first) {
		struct tree *child = item->first;

		tree_remove(child);
		tree_append(note, child);
	}
	if (entry->last != item) {
		struct tree *block, *next = list->next;

		do {
			block = next;
			next = block->next;
			tree_remove(block);
			tree_append(note, block);
		} while (block != entry->last);
	}
	if (!list->first)
		tree_remove(list);
}

static void
make_note(struct pass *pass, struct note_entry *entry)
{
	struct tree *note = tree_new(&pass->tmp, DOC_NOTE);

	note->node.label = arena_span(pass->mem, entry->label);
	note->node.line = entry->first->node.line;
	note->node.id = entry->first->node.id;
	note->node.flags = DOC_INFERRED;
	strip_label(pass, entry);
	if (tree_is(entry->first, DOC_ITEM))
		take_item(entry, note);
	else
		tree_wrap(note, entry->first, entry->last);
	entry->note = note;
}

static void
make_notes(struct pass *pass, struct note_run *run)
{
	for (uint32_t i = 0; i < run->count; i++) {
		struct note_entry *entry = &run->entries[i];
		struct map_entry *first = map_find(&run->by_label,
		    entry->label);

		make_note(pass, entry);
		if (first && first->value != i)
			pass_diag(pass, DIAG_NOTE_DUPLICATE, entry->note,
			    entry->label);
	}
}

/* ---- the marks -------------------------------------------------------- */

/* Marks of one leaf are neighbours; each leaf is changed once. */
static void
make_marks(struct pass *pass, struct note_mark **marks, size_t count)
{
	struct leaf_edits edits = { 0 };

	for (size_t i = 0; i < count; i++) {
		struct note_mark *mark = marks[i];

		if (mark->run && mark->run->accepted)
			leaf_mark(&edits, mark->off, mark->len, mark->run->
			    entries[mark->entry].note,
			    arena_span(pass->mem, mark->label));
		if (i + 1 == count || marks[i + 1]->leaf != mark->leaf) {
			leaf_apply(pass->mem, &mark->leaf->node, &edits);
			edits.count = 0;
		}
	}
	leaf_edits_release(&edits);
}

static void
report_dangling(struct pass *pass, struct note_mark **marks, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		if (!marks[i]->likely || (marks[i]->run &&
		    marks[i]->run->accepted))
			continue;
		pass_diag(pass, DIAG_NOTE_DANGLING, marks[i]->leaf,
		    marks[i]->label);
		pass->doc->dangling++;
	}
}

/* With `report`, marks that have no note in these runs dangle. */
static void
join_form(struct pass *pass, struct note_runs *runs, enum mark_form form,
    bool report)
{
	struct note_marks all = { 0 };
	struct note_mark **marks;
	size_t count;

	notes_collect_marks(pass, form, &all);
	marks = mem_array(all.count + 1, sizeof *marks);
	count = marks_of_text(runs, &all, marks);
	assign(runs, marks, count);
	count_cited(marks, count);
	judge(runs, form);
	for (size_t i = 0; i + 1 < runs->count; i++)
		go_on(&runs->items[i], &runs->items[i + 1], marks, count);
	for (size_t i = 0; i < runs->count; i++)
		if (runs->items[i].accepted && !runs->items[i].entries[0].note)
			make_notes(pass, &runs->items[i]);
	make_marks(pass, marks, count);
	if (report)
		report_dangling(pass, marks, count);
	free(marks);
	free(all.items);
}

void
notes_by_shape(struct pass *pass)
{
	struct note_runs runs = { 0 }, signs = { 0 };

	tree_number(pass->root);
	notes_collect_runs(pass, &runs, &signs);
	if (signs.count) {
		join_form(pass, &signs, MARK_SUPER, false);
		join_form(pass, &signs, MARK_SIGN, false);
	}
	join_form(pass, &runs, MARK_SUPER, false);
	join_form(pass, &runs, MARK_BRACKET, false);
	join_form(pass, &runs, MARK_PLAIN, false);
	/* Raised ones among those of a list with other marks. */
	join_form(pass, &runs, MARK_SUPER, true);
	notes_release_runs(&runs);
	notes_release_runs(&signs);
}
