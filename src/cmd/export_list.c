/*
 * cmd/export_list.c - lists and tables that Markdown's own signs can say.
 *
 * A list is loose when cmark notices an empty line in it, so one with a
 * single short item cannot be; a tight one has no empty line anywhere.  What
 * does not fit is written as tags by export_block.c.
 */
#include "cmd/export.h"

/* CommonMark reads no more digits before an item. */
#define ITEM_NUMBER_MAX 999999999

/* ---- lists ------------------------------------------------------------ */

/*
 * Whether an item can stand without empty lines: a paragraph, then perhaps
 * a list that can do so too (and that may interrupt a paragraph).
 */
static bool
is_tight_item(const struct export *e, uint32_t item)
{
	uint32_t end = e->nodes[item].end, at = item + 1;
	const struct doc_node *inner;
	bool named;

	if (at == end)
		return true;
	inner = &e->nodes[at];
	if (inner->kind == DOC_HEADING && export_is_atx(e, inner, &named))
		return inner->end == end;
	if (inner->kind != DOC_PARAGRAPH || !export_is_bare(inner) ||
	    (!inner->text.len && !inner->inline_count))
		return false;
	at = inner->end;
	if (at == end)
		return true;
	inner = &e->nodes[at];
	return inner->kind == DOC_LIST && inner->end == end &&
	    inner->flags & DOC_TIGHT && (!(inner->flags & DOC_ORDERED) ||
	    inner->number == 1) && at + 1 < end &&
	    e->nodes[at + 1].end > at + 2 && export_is_list(e, inner);
}

static bool
is_item(const struct export *e, uint32_t list, uint32_t item,
    unsigned *number)
{
	bool ordered = e->nodes[list].flags & DOC_ORDERED;
	struct doc_node node = e->nodes[item];

	if (node.kind != DOC_ITEM ||
	    node.flags != (ordered ? DOC_ORDERED : 0) ||
	    (ordered ? node.number > ITEM_NUMBER_MAX : node.number != 0))
		return false;
	if (ordered && (item == list + 1 ? node.number != *number :
	    node.number <= *number))
		return false;
	*number = node.number;
	node.flags = 0;
	node.number = 0;
	return export_is_bare(&node);
}

/*
 * Whether cmark notices the empty line after a block: it does not after a
 * rule, nor after a list that ends with one.
 */
static bool
shows_blank(const struct export *e, uint32_t at)
{
	while (e->nodes[at].kind == DOC_LIST || e->nodes[at].kind == DOC_ITEM) {
		uint32_t last = at;

		for (uint32_t i = at + 1; i < e->nodes[at].end;
		    i = e->nodes[i].end)
			last = i;
		if (last == at)
			return true;
		at = last;
	}
	return e->nodes[at].kind != DOC_RULE;
}

/* Whether an item makes its list loose: an empty line after a part of it. */
static bool
is_loose_item(const struct export *e, uint32_t item, bool last)
{
	uint32_t end = e->nodes[item].end;

	for (uint32_t at = item + 1; at < end; at = e->nodes[at].end)
		if ((!last || e->nodes[at].end < end) && shows_blank(e, at))
			return true;
	return item + 1 == end && !last;
}

/* Whether Markdown's own signs say all of a list. */
bool
export_is_list(const struct export *e, const struct doc_node *node)
{
	struct doc_node plain = *node;
	uint32_t list = (uint32_t)(node - e->nodes);
	unsigned number = node->number;
	bool tight = node->flags & DOC_TIGHT, loose = false;

	plain.flags &= (uint16_t)~(DOC_TIGHT | DOC_ORDERED);
	if (node->flags & DOC_ORDERED)
		plain.number = 0;
	if (!export_is_bare(&plain) || node->end == list + 1)
		return false;
	for (uint32_t at = list + 1; at < node->end; at = e->nodes[at].end) {
		if (!is_item(e, list, at, &number) ||
		    (tight && !is_tight_item(e, at)))
			return false;
		loose |= is_loose_item(e, at, e->nodes[at].end == node->end);
	}
	return tight || loose;
}

void
export_list(struct export *e, const struct doc_node *node, bool other)
{
	uint32_t list = (uint32_t)(node - e->nodes);
	bool tight = e->tight;

	for (uint32_t at = list + 1; at < node->end; at = e->nodes[at].end) {
		struct buf sign = { 0 };
		size_t len;

		if (node->flags & DOC_ORDERED)
			buf_printf(&sign, "%u%c ", e->nodes[at].number,
			    other ? ')' : '.');
		else
			buf_puts(&sign, other ? "+ " : "- ");
		if (at > list + 1)
			e->gap = !(node->flags & DOC_TIGHT);
		len = export_enter(e, buf_cstr(&sign), sign.len, ' ');
		e->tight = node->flags & DOC_TIGHT;
		export_blocks(e, at + 1, e->nodes[at].end);
		export_leave(e, len);
		buf_release(&sign);
	}
	e->tight = tight;
	e->gap = !tight;
}

/* ---- tables ----------------------------------------------------------- */

static bool
is_plain_cell(const struct doc_node *cell, const struct doc_node *head)
{
	struct doc_node bare = *cell;

	bare.align = DOC_ALIGN_NONE;
	return cell->kind == DOC_CELL && export_is_bare(&bare) &&
	    cell->align == head->align;
}

/* A row of headings first and only there, all rows as long, no spans. */
bool
export_is_table(const struct export *e, const struct doc_node *node)
{
	struct doc_node bare = *node;
	uint32_t first = (uint32_t)(node - e->nodes) + 1;
	uint32_t cols;

	bare.label = SPAN("");
	if (!export_is_bare(&bare) || first == node->end ||
	    e->nodes[first].kind != DOC_ROW)
		return false;
	cols = e->nodes[first].end - first - 1;
	for (uint32_t at = first; at < node->end; at = e->nodes[at].end) {
		struct doc_node row = e->nodes[at];

		if (row.kind != DOC_ROW || row.end - at - 1 != cols ||
		    row.flags != (at == first ? DOC_HEADER : 0) || !cols)
			return false;
		row.flags = 0;
		if (!export_is_bare(&row))
			return false;
		for (uint32_t i = 1; i <= cols; i++)
			if (!is_plain_cell(&e->nodes[at + i],
			    &e->nodes[first + i]))
				return false;
	}
	return true;
}

static void
put_row(struct export *e, uint32_t row)
{
	buf_putc(e->out, '|');
	for (uint32_t i = row + 1; i < e->nodes[row].end; i++) {
		buf_putc(e->out, ' ');
		export_text(e, &e->nodes[i], EXPORT_CELL);
		buf_puts(e->out, " |");
	}
	buf_putc(e->out, '\n');
}

void
export_table(struct export *e, const struct doc_node *node)
{
	static const char *const rules[] = { " --- |", " :-- |", " :-: |",
		" --: |" };
	uint32_t first = (uint32_t)(node - e->nodes) + 1;

	export_begin(e);
	for (uint32_t at = first; at < node->end; at = e->nodes[at].end) {
		if (at > first)
			buf_put(e->out, buf_span(&e->prefix));
		put_row(e, at);
		if (at > first)
			continue;
		buf_put(e->out, buf_span(&e->prefix));
		buf_putc(e->out, '|');
		for (uint32_t i = at + 1; i < e->nodes[at].end; i++)
			buf_puts(e->out, rules[e->nodes[i].align]);
		buf_putc(e->out, '\n');
	}
	e->gap = true;
}
