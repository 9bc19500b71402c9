/* reader/list.c - rows of a list that can be filtered and sorted. */
#include "reader/list.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "doc/doc.h"
#include "uni/uni.h"

void
list_init(struct list *list, enum list_kind kind, struct span title)
{
	*list = (struct list){ .kind = kind };
	list->title = arena_span(&list->mem, title);
}

void
list_release(struct list *list)
{
	free(list->rows);
	free(list->shown);
	buf_release(&list->filter);
	arena_release(&list->mem);
	*list = (struct list){ 0 };
}

static void
widen(int *cols, struct span text, int most)
{
	int own = (int)uni_cols(text, 1);

	if (own > most)
		own = most;
	if (own > *cols)
		*cols = own;
}

/* Whether the details of its rows stand in a column of their own. */
static bool
has_columns(const struct list *list)
{
	return list->kind == LIST_NOTES || list->kind == LIST_INFERRED ||
	    list->kind == LIST_SOURCES;
}

void
list_add(struct list *list, const struct list_row *row)
{
	struct list_row *copy;

	MEM_PUSH(list->rows, list->count, list->room);
	copy = &list->rows[list->count++];
	*copy = *row;
	copy->serial = list->count;
	copy->left_key = arena_span(&list->mem, row->left_key);
	copy->right_key = arena_span(&list->mem, row->right_key);
	copy->label = arena_span(&list->mem, row->label);
	copy->text = arena_span(&list->mem, row->text);
	copy->detail = arena_span(&list->mem, row->detail);
	if (row->heading)
		return;
	widen(&list->label_cols, row->label, LIST_LABEL_COLS_MAX);
	if (has_columns(list)) {
		widen(&list->text_cols, row->text, INT_MAX);
		widen(&list->detail_cols, row->detail, INT_MAX);
	}
}

static bool
holds(struct span text, struct span folded, struct buf *scratch)
{
	buf_clear(scratch);
	uni_fold(scratch, text, NULL);
	return span_find(buf_span(scratch), folded, 0) >= 0;
}

/*
 * A row passes when each word of the filter stands in one of its texts; a
 * row of the help, in those of its action.
 */
static bool
passes(const struct list *list, const struct list_row *row,
    struct span words, struct buf *scratch)
{
	bool help = list->kind == LIST_HELP;

	while ((words = span_trim(words)).len) {
		ptrdiff_t space = span_chr(words, ' ', 0);
		struct span word = span_slice(words, 0,
		    space < 0 ? words.len : (size_t)space);

		if (!holds(row->label, word, scratch) &&
		    !holds(row->text, word, scratch) &&
		    !holds(row->detail, word, scratch) &&
		    !(help && (holds(row->left_key, word, scratch) ||
		    holds(row->right_key, word, scratch))))
			return false;
		words = span_slice(words, word.len, words.len);
	}
	return true;
}

static void
show(struct list *list, uint32_t row)
{
	list->shown[list->shown_count++] = row;
}

/* A heading is shown with the first row under it that passes. */
static void
keep_heading(struct list *list, uint32_t number)
{
	if (list->headless)
		return;
	if (list->rows[number - 1].quoted) {
		list->quote = number;
		return;
	}
	list->heading = number;
	list->quote = 0;
}

static void
show_headings(struct list *list)
{
	if (list->heading)
		show(list, list->heading - 1);
	if (list->quote)
		show(list, list->quote - 1);
	list->heading = list->quote = 0;
}

void
list_extend(struct list *list)
{
	struct buf words = { 0 };
	struct buf scratch = { 0 };
	bool first = list->shown_count == 0;

	uni_fold(&words, buf_span(&list->filter), NULL);
	list->shown = mem_grow(list->shown, list->count,
	    sizeof *list->shown);
	for (; list->passed < list->count; list->passed++) {
		const struct list_row *row = &list->rows[list->passed];

		if (row->heading) {
			keep_heading(list, list->passed + 1);
			continue;
		}
		/* Words quoted lead to the rows of their notes alone. */
		if (row->number == DOC_NONE)
			list->quote = 0;
		if (!passes(list, row, buf_span(&words), &scratch))
			continue;
		show_headings(list);
		show(list, list->passed);
	}
	buf_release(&words);
	buf_release(&scratch);
	/* How many rows there are is not known here: all of them. */
	if (first)
		list_move(list, 0, INT_MAX);
}

void
list_refresh(struct list *list)
{
	uint32_t row = list->cursor && list->cursor < list->shown_count ?
	    list->shown[list->cursor] : UINT32_MAX;

	list->passed = list->shown_count = 0;
	list->heading = list->quote = 0;
	list_extend(list);
	/* The row that was chosen stays so, where it is still shown. */
	list->cursor = 0;
	for (uint32_t i = 0; i < list->shown_count; i++)
		if (list->shown[i] == row)
			list->cursor = i;
	list->top = 0;
	list_move(list, 0, INT_MAX);
}

void
list_sort(struct list *list,
    int (*compare)(const struct list_row *a, const struct list_row *b))
{
	struct list_row *rows = mem_array(list->count, sizeof *rows);
	uint32_t count = 0, last = list->count;

	/* Headings are kept, at the end, for the first order. */
	list->headless = list->order != 0;
	for (uint32_t i = 0; i < list->count; i++)
		if (!list->headless || !list->rows[i].heading)
			rows[count++] = list->rows[i];
		else
			rows[--last] = list->rows[i];
	if (list->count)
		memcpy(list->rows, rows, list->count * sizeof *rows);
	free(rows);
	if (count)
		qsort(list->rows, count, sizeof *list->rows,
		    (int (*)(const void *, const void *))compare);
	list->cursor = 0;
	list_refresh(list);
}

static bool
is_heading(const struct list *list, uint32_t shown)
{
	return list->rows[list->shown[shown]].heading;
}

void
list_go(struct list *list, uint32_t shown, int rows)
{
	if (list->shown_count == 0)
		return;
	if (shown >= list->shown_count)
		shown = list->shown_count - 1;
	list->cursor = shown;
	list_move(list, 0, rows);
}

bool
list_move(struct list *list, int count, int rows)
{
	uint32_t before = list->cursor;
	int64_t to = (int64_t)before + count;
	int step = count < 0 ? -1 : 1;

	if (list->shown_count == 0)
		return false;
	if (to < 0)
		to = 0;
	if (to >= list->shown_count)
		to = list->shown_count - 1;
	while (to >= 0 && to < list->shown_count &&
	    is_heading(list, (uint32_t)to))
		to += step;
	if (to < 0 || to >= list->shown_count)
		for (to = 0; to < (int64_t)list->shown_count - 1 &&
		    is_heading(list, (uint32_t)to); to++)
			continue;
	list->cursor = (uint32_t)to;
	if (list->cursor < list->top)
		list->top = list->cursor;
	if ((int64_t)list->cursor >= (int64_t)list->top + rows)
		list->top = list->cursor - (uint32_t)rows + 1;
	/* The heading above the first row belongs with it. */
	if (list->top == list->cursor && list->top > 0 &&
	    is_heading(list, list->top - 1) && rows > 1)
		list->top--;
	return list->cursor != before;
}

uint32_t
list_position(const struct list *list, uint32_t *count)
{
	uint32_t at = 0;

	*count = 0;
	for (uint32_t i = 0; i < list->shown_count; i++) {
		*count += !is_heading(list, i);
		if (i == list->cursor)
			at = *count;
	}
	return at;
}

struct list_row *
list_current(const struct list *list)
{
	if (list->cursor >= list->shown_count)
		return NULL;
	return &list->rows[list->shown[list->cursor]];
}
