/*
 * compile/notes_entries.c - lists that may be lists of notes.
 *
 *     HEADING "Endnotes"            a run that is named:
 *     LIST 399                        entry 399: an ITEM
 *       ITEM 399 ...                  entry 400
 *       ITEM 400 ...
 *
 *     PARAGRAPH "**1** Text"        a run, named or not:
 *     PARAGRAPH "More text"           entry 1: two paragraphs
 *     PARAGRAPH "**2** Text"          entry 2
 *
 * A named run lies between a heading such as Notes and the next heading,
 * and each of its blocks belongs to some note.  A run without a name is a
 * row of siblings of which each starts with a label that is bold, raised
 * or in brackets, or any label after a rule.  Where the numbers start
 * again, the next run begins.  Whether a run holds notes at all is decided
 * by its marks (notes_shape.c).
 */
#include "compile/notes.h"

#include <stdlib.h>

#include "uni/uni.h"

/* A heading of one bold line is no longer than this. */
#define BOLD_HEADING_MAX 60

/* A note in brackets has no more blocks. */
#define BRACKET_BLOCKS_MAX 40

/* ---- one entry -------------------------------------------------------- */

static size_t
skip_spaces(struct span text, size_t off)
{
	while (off < text.len && (text.ptr[off] == ' ' ||
	    text.ptr[off] == '\v' || text.ptr[off] == '\t'))
		off++;
	return off;
}

static bool
is_label(struct span label, struct note_entry *entry)
{
	if (notes_label(label, &entry->number) == LABEL_NONE)
		return false;
	entry->label = label;
	return true;
}

/* "**12** text", "<sup>12</sup> text", "**12.** text" */
static bool
span_entry(const struct doc_node *leaf, struct note_entry *entry)
{
	for (uint32_t i = 0; i < leaf->inline_count; i++) {
		const struct doc_inline *span = &leaf->inlines[i];
		struct span label;

		if (span->off > 0)
			return false;
		if (span->kind != DOC_STRONG && span->kind != DOC_SUPER)
			continue;
		label = span_trim(span_slice(leaf->text, 0, span->len));
		while (label.len > 1 && strchr(".):]", label.ptr[
		    label.len - 1]))
			label.len--;
		if (label.len > 1 && label.ptr[0] == '[')
			label = span_slice(label, 1, label.len);
		if (!is_label(label, entry))
			continue;
		entry->strip = span->len;
		if (entry->strip < leaf->text.len && strchr(".):",
		    leaf->text.ptr[entry->strip]))
			entry->strip++;
		entry->form = ENTRY_SPAN;
		return true;
	}
	return false;
}

/* "[12] text" and "[Footnote 12: text]" */
static bool
bracket_entry(struct span text, struct note_entry *entry)
{
	static const char *const words[] = { "[Footnote ", "[FOOTNOTE ",
	    "[Note " };
	ptrdiff_t end;

	if (!text.len || text.ptr[0] != '[')
		return false;
	for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
		struct span word = span_str(words[i]);

		end = span_chr(text, ':', 0);
		if (!span_starts(text, word) || end < 0 ||
		    !is_label(span_slice(text, word.len, (size_t)end), entry))
			continue;
		entry->strip = (uint32_t)end + 1;
		entry->form = ENTRY_FOOTNOTE;
		return true;
	}
	end = span_chr(text, ']', 0);
	if (end < 0 || !is_label(span_slice(text, 1, (size_t)end), entry))
		return false;
	entry->strip = (uint32_t)end + 1;
	entry->form = ENTRY_BRACKET;
	return entry->strip < text.len && text.ptr[entry->strip] != '(';
}

/* "\u00b9\u00b2 text", "$^{12}$ text" */
static bool
raised_entry(struct arena *mem, struct span text, struct note_entry *entry)
{
	struct span label;
	size_t len = text.len ? notes_raised(mem, text, 0, &label) : 0;

	if (!len || !is_label(label, entry))
		return false;
	entry->strip = (uint32_t)len;
	entry->form = ENTRY_SPAN;
	return true;
}

/* "* text", "*text"; not "* * *". */
static bool
sign_entry(struct span text, struct note_entry *entry)
{
	size_t len = notes_signs(text, 0);
	size_t from = skip_spaces(text, len);

	if (!len || from == text.len || notes_signs(text, from) ||
	    !uni_word_count(span_slice(text, from, text.len)))
		return false;
	entry->label = span_slice(text, 0, len);
	entry->strip = (uint32_t)len;
	entry->form = ENTRY_SIGN;
	return true;
}

/* "12. text", "12) text", "12 text" */
static bool
number_entry(struct span text, struct note_entry *entry)
{
	size_t end = 0;

	while (end < text.len && end < 8 && !strchr(" .):\v\t",
	    text.ptr[end]))
		end++;
	if (end == text.len || !is_label(span_slice(text, 0, end), entry))
		return false;
	entry->form = text.ptr[end] == ' ' ? ENTRY_BARE : ENTRY_DOT;
	entry->strip = (uint32_t)end + (entry->form == ENTRY_DOT);
	return entry->strip < text.len && (text.ptr[entry->strip] == ' ' ||
	    text.ptr[entry->strip] == '\v');
}

/* Whether the block `at` begins a note; fills all but `last`. */
static bool
starts_entry(struct pass *pass, struct tree *at, struct note_entry *entry)
{
	struct tree *leaf = tree_first_leaf(at);

	*entry = (struct note_entry){ .first = at, .leaf = leaf };
	if (!leaf || (leaf->node.kind != DOC_PARAGRAPH &&
	    leaf->node.kind != DOC_VERSE && leaf->node.kind != DOC_CELL))
		return false;
	if (!span_entry(&leaf->node, entry) &&
	    !bracket_entry(leaf->node.text, entry) &&
	    !raised_entry(&pass->tmp, leaf->node.text, entry) &&
	    !sign_entry(leaf->node.text, entry) &&
	    !number_entry(leaf->node.text, entry))
		return false;
	entry->strip = (uint32_t)skip_spaces(leaf->node.text, entry->strip);
	return entry->strip < leaf->node.text.len;
}

static void
item_entry(struct pass *pass, struct tree *item, struct note_entry *entry)
{
	*entry = (struct note_entry){
		.first = item, .last = item, .leaf = tree_first_leaf(item),
		.form = ENTRY_ITEM, .number = item->node.number,
		.label = arena_printf(&pass->tmp, "%u", item->node.number),
	};
}

/* ---- runs ------------------------------------------------------------- */

struct collector {
	struct pass *pass;
	struct note_runs *runs, *signs;
	struct note_run *run;	/* being filled, or NULL */
	bool named;		/* under a heading that says Notes */
	unsigned level;		/* of that heading */
	struct tree *tail;	/* blocks after the last entry, from here */
	struct tree *past;	/* the last block looked at, or NULL */
	bool after_rule;
	bool cut;		/* a rule stands before the tail's end */
	bool continued;		/* some entry of the run has two blocks */
};

static struct note_run *
new_run(struct collector *at, enum entry_form form)
{
	struct note_runs *runs = form == ENTRY_SIGN ? at->signs : at->runs;

	MEM_PUSH(runs->items, runs->count, runs->room);
	at->run = &runs->items[runs->count++];
	*at->run = (struct note_run){ .named = at->named,
	    .ruled = at->after_rule };
	return at->run;
}

/* Blocks after the last entry are its own only if others have some too. */
static void
end_run(struct collector *at)
{
	if (at->run && at->tail && at->continued && !at->cut)
		at->run->entries[at->run->count - 1].last = at->tail;
	at->run = NULL;
	at->tail = NULL;
	at->continued = at->cut = false;
}

/* Whether `block` follows the last entry of the run as its sibling. */
static bool
follows_entry(const struct collector *at, const struct tree *block)
{
	const struct note_entry *last;

	if (!at->run || !at->named)
		return false;
	last = &at->run->entries[at->run->count - 1];
	return block->parent == (last->form == ENTRY_ITEM ?
	    last->first->parent->parent : last->first->parent);
}

/*
 * The numbers of a run grow.  A number of 1, or the one that the run began
 * with, starts it again; another smaller one is a slip or no label at all.
 */
static bool
restarts(const struct note_run *run, const struct note_entry *entry)
{
	const struct note_entry *last = &run->entries[run->count - 1];
	unsigned first = run->entries[0].number;

	if (!entry->number || !last->number)
		return map_find(&run->by_label, entry->label) != NULL;
	return entry->number < last->number &&
	    (entry->number == 1 || entry->number == first);
}

/* What stands over the next row of notes is not the last one's own. */
static void
leave_title(struct collector *at)
{
	struct tree *before;

	if (!at->run || !at->tail || !notes_is_title(at->tail))
		return;
	before = at->tail->prev;
	at->tail = before == at->run->entries[at->run->count - 1].last ||
	    tree_is(before, DOC_LIST) ? NULL : before;
}

static void
add_entry(struct collector *at, struct note_entry entry)
{
	struct note_run *run = at->run;

	if (!run || restarts(run, &entry) ||
	    run->entries[0].form != entry.form) {
		leave_title(at);
		end_run(at);
		run = new_run(at, entry.form);
		run->from = entry.first->order;
	} else if (at->tail && !at->cut) {
		run->entries[run->count - 1].last = at->tail;
		at->continued = true;
	}
	at->tail = NULL;
	at->cut = false;
	MEM_PUSH(run->entries, run->count, run->room);
	run->entries[run->count] = entry;
	run->to = entry.last->after;
	map_put(&run->by_label, run->entries[run->count].label, run->count,
	    NULL);
	run->count++;
}

/*
 * "[Footnote 2: Two paragraphs." goes on to the block that ends with "]",
 * if one does before the next note.
 */
static struct tree *
closing_block(struct pass *pass, struct tree *at)
{
	struct note_entry entry;
	unsigned count = 0;

	for (struct tree *block = at; block && count++ < BRACKET_BLOCKS_MAX;
	    block = block->next) {
		struct tree *last = block;

		if (tree_is(block, DOC_HEADING) || (block != at &&
		    starts_entry(pass, block, &entry) &&
		    entry.form == ENTRY_FOOTNOTE))
			break;
		while (last->last)
			last = last->last;
		if (span_ends(span_trim(last->node.text), SPAN("]")))
			return block;
	}
	return at;
}

/* Whether an entry found by its text fits in here. */
static bool
fits(const struct collector *at, const struct note_entry *entry)
{
	const struct note_run *run = at->run;
	const struct note_entry *last = run ?
	    &run->entries[run->count - 1] : NULL;
	bool strong = entry->form != ENTRY_DOT && entry->form != ENTRY_BARE;

	if (last && last->form != entry->form)
		return entry->form == ENTRY_SIGN && !at->named;
	if (entry->form == ENTRY_BARE && !entry->number)
		return false;
	if (last && !restarts(run, entry) && entry->number && last->number)
		return strong ? entry->number >= last->number :
		    entry->number > last->number &&
		    entry->number <= last->number + 10;
	return at->named || strong || last || at->after_rule;
}

static bool
is_notes_role(enum doc_role role)
{
	return role == DOC_ROLE_ENDNOTES || role == DOC_ROLE_BIBLIOGRAPHY;
}

/* A paragraph that is one bold line serves as a heading in some sources. */
static bool
is_bold_heading(const struct doc_node *node)
{
	return node->kind == DOC_PARAGRAPH && node->inline_count > 0 &&
	    node->text.len <= BOLD_HEADING_MAX &&
	    node->inlines[0].kind == DOC_STRONG &&
	    node->inlines[0].len == node->text.len;
}

static void
see_heading(struct collector *at, const struct tree *heading, unsigned level)
{
	end_run(at);
	at->after_rule = false;
	if (is_notes_role(sections_role(heading->node.text))) {
		at->named = true;
		at->level = level;
	} else if (level <= at->level) {
		at->named = false;
		at->level = 0;
	}
}

static void
see_list(struct collector *at, struct tree *list)
{
	struct note_entry entry;

	for (struct tree *item = list->first; item; item = item->next) {
		if (!tree_is(item, DOC_ITEM))
			continue;
		if (list->node.flags & DOC_ORDERED)
			item_entry(at->pass, item, &entry);
		else if (!starts_entry(at->pass, item,
		    &entry) || !fits(at, &entry))
			return;
		entry.last = item;
		add_entry(at, entry);
	}
}

/* A list inside a note that is written as paragraphs is the note's own. */
static bool
may_be_entries(const struct collector *at, const struct tree *list)
{
	if (at->run && at->named && at->run->entries[0].form != ENTRY_ITEM &&
	    !tree_is(at->run->entries[0].first, DOC_ITEM))
		return false;
	return at->named || at->after_rule ||
	    !(list->node.flags & DOC_ORDERED);
}

/* True when `block` was looked at whole, with its children. */
static bool
see_block(struct collector *at, struct tree *block)
{
	enum doc_kind kind = block->node.kind;
	struct note_entry entry;

	if (kind == DOC_HEADING) {
		see_heading(at, block, block->node.level);
		return true;
	}
	if (is_bold_heading(&block->node) && is_notes_role(
	    sections_role(block->node.text))) {
		see_heading(at, block, 7);
		return true;
	}
	if (kind == DOC_RULE) {
		if (!at->named)
			end_run(at);
		at->after_rule = true;
		at->cut = true;
		return true;
	}
	if (kind == DOC_GROUP && block->node.role == DOC_ROLE_CHAPTER)
		at->named = false;
	if (kind == DOC_GROUP || kind == DOC_ASIDE || kind == DOC_NOTE) {
		if (!at->named)
			end_run(at);
		return kind == DOC_NOTE;
	}
	if (kind == DOC_LIST && may_be_entries(at, block)) {
		see_list(at, block);
		return true;
	}
	if (kind == DOC_PARAGRAPH && starts_entry(at->pass, block, &entry) &&
	    fits(at, &entry)) {
		entry.last = entry.form == ENTRY_FOOTNOTE ?
		    closing_block(at->pass, block) :
		    block;
		add_entry(at, entry);
		at->past = entry.last;
		return true;
	}
	if (follows_entry(at, block))
		at->tail = block;
	else if (!at->named)
		end_run(at);
	at->after_rule = at->after_rule && at->run;
	return true;
}

void
notes_collect_runs(struct pass *pass, struct note_runs *runs,
    struct note_runs *signs)
{
	struct collector collector = { .pass = pass, .runs = runs,
	    .signs = signs };
	struct tree *at = tree_next(pass->root);

	while (at) {
		bool whole = see_block(&collector, at);

		/* The rest of a note in brackets was looked at, too. */
		if (collector.past)
			at = collector.past;
		collector.past = NULL;
		at = whole ? tree_skip(at) : tree_next(at);
	}
}

void
notes_release_runs(struct note_runs *runs)
{
	for (size_t i = 0; i < runs->count; i++) {
		free(runs->items[i].entries);
		map_release(&runs->items[i].by_label);
	}
	free(runs->items);
}
