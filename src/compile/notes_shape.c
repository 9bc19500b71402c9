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

static void
go_to(struct note_mark *mark, struct note_run *run)
{
	struct map_entry *entry = map_find(&run->by_label, mark->label);

	if (!entry || (run->accepted && run->form != mark->form))
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

		if (run && !run->entries[marks[i]->entry].cited++)
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
		run->accepted |= feet && run->ruled && !run->named;
		run->form = form;
		for (uint32_t j = 0; !run->accepted && j < run->count; j++)
			run->entries[j].cited = 0;
		if (!run->accepted)
			run->cited = 0;
	}
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

static void
join_form(struct pass *pass, struct note_runs *runs, enum mark_form form)
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
	for (size_t i = 0; i < runs->count; i++)
		if (runs->items[i].accepted && !runs->items[i].entries[0].note)
			make_notes(pass, &runs->items[i]);
	make_marks(pass, marks, count);
	report_dangling(pass, marks, count);
	free(marks);
	free(all.items);
}

void
notes_by_shape(struct pass *pass)
{
	struct note_runs runs = { 0 };

	tree_number(pass->root);
	notes_collect_runs(pass, &runs);
	join_form(pass, &runs, MARK_SUPER);
	join_form(pass, &runs, MARK_BRACKET);
	join_form(pass, &runs, MARK_PLAIN);
	notes_release_runs(&runs);
}
