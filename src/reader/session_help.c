/* reader/session_help.c - the list of the keys. */
#include "reader/session.h"

#include "reader/session_part.h"
#include "uni/uni.h"

/* Titles fit a window of twenty columns. */
static const struct {
	unsigned where;
	const char *title;
} parts[] = {
	{ WHERE_ANY, "Everywhere" },
	{ WHERE_CONTENT, "Text, notes, lists" },
	{ WHERE_TEXT, "Text and notes" },
	{ WHERE_PAGE, "Text" },
	{ WHERE_NOTE, "Open note" },
	{ WHERE_ROWS, "Contents and lists" },
	{ WHERE_TREE, "Contents" },
	{ WHERE_LIST, "Lists" },
};

/* Less room for a sentence than this, and it stands below its keys. */
#define SENTENCE_COLS 32

/* What is in a row before it, and between keys and sentence. */
#define ROW_LEAD_COLS 2
#define LABEL_GAP_COLS 2

struct help {
	struct session *s;
	enum action action;
	struct span keys;
	struct span sentence;
};

/*
 * A sentence that is too long for its row goes on in the next one.  All rows
 * are sorted by the keys and kept by the filter together.
 */
static void
add_row(const struct help *help, struct span keys, struct span text)
{
	const struct action_info *info = action_info(help->action);

	list_add(&help->s->list, &(struct list_row){
		.label = keys,
		.text = text,
		.detail = keys.len ? span_str(info->name) : SPAN(""),
		.place = DOC_NOWHERE,
		.number = (uint32_t)help->action,
		.left_key = help->keys,
		.right_key = help->sentence,
	});
}

/* The words of `rest` that fit `cols`; they are taken from it. */
static struct span
take_words(struct span *rest, int cols)
{
	size_t fit = uni_fit(*rest, (size_t)(cols > 1 ? cols : 1), 1, NULL);
	size_t cut = fit;
	struct span line;

	if (fit < rest->len && rest->ptr[fit] != ' ')
		while (cut > 0 && rest->ptr[cut - 1] != ' ')
			cut--;
	if (cut == 0)
		cut = fit ? fit : uni_cluster_next(*rest, 0);
	line = span_trim(span_slice(*rest, 0, cut));
	*rest = span_trim(span_slice(*rest, cut, rest->len));
	return line;
}

/* The keys in a column of their own, the sentence in the rest. */
static void
add_beside(const struct help *help, int cols, int label_cols)
{
	struct span rest = help->sentence;
	int own = (int)uni_cols(help->keys, 1);

	/* By ear the sentence follows its keys. */
	if (help->s->settings->number[SETTING_A11Y])
		add_row(help, help->keys, take_words(&rest, cols - own - 1));
	else
		add_row(help, help->keys, take_words(&rest, cols -
		    LABEL_GAP_COLS - (own > label_cols ? own : label_cols)));
	while (rest.len)
		add_row(help, SPAN(""), take_words(&rest,
		    help->s->settings->number[SETTING_A11Y] ? cols - 1 :
		    cols - LABEL_GAP_COLS - label_cols));
}

/* In a narrow window they stand in rows of their own, it below, indented. */
static void
add_below(const struct help *help, int cols)
{
	struct span rest = help->keys;
	struct buf line = { 0 };

	while (rest.len)
		add_row(help, SPAN(""), take_words(&rest, cols));
	for (rest = help->sentence; rest.len;) {
		buf_clear(&line);
		buf_puts(&line, "  ");
		buf_put(&line, take_words(&rest, cols - 2));
		add_row(help, SPAN(""), buf_span(&line));
	}
	buf_release(&line);
}

static int
widest_keys(struct session *s)
{
	struct buf keys = { 0 };
	int widest = 1;

	for (int i = 1; i < ACTION_COUNT; i++) {
		buf_clear(&keys);
		keymap_keys(&s->settings->keys, (enum action)i, &keys);
		if ((int)uni_cols(buf_span(&keys), 1) > widest)
			widest = (int)uni_cols(buf_span(&keys), 1);
	}
	buf_release(&keys);
	return widest < LIST_LABEL_COLS_MAX ? widest : LIST_LABEL_COLS_MAX;
}

static void
fill(struct session *s)
{
	int cols = s->frame.cols - 1;
	int label_cols = widest_keys(s);
	struct buf keys = { 0 };

	if (!s->settings->number[SETTING_A11Y])
		cols -= ROW_LEAD_COLS;
	s->list.cols = s->frame.cols;
	for (size_t p = 0; p < sizeof parts / sizeof *parts; p++) {
		list_add(&s->list, &(struct list_row){
			.text = span_str(parts[p].title),
			.place = DOC_NOWHERE, .heading = true });
		for (int i = 1; i < ACTION_COUNT; i++) {
			const struct action_info *info =
			    action_info((enum action)i);
			struct help help = { s, (enum action)i, SPAN("-"),
				span_str(info->help) };

			if (info->where != parts[p].where)
				continue;
			buf_clear(&keys);
			keymap_keys(&s->settings->keys, (enum action)i,
			    &keys);
			if (keys.len)
				help.keys = buf_span(&keys);
			if (cols - label_cols - LABEL_GAP_COLS >=
			    SENTENCE_COLS)
				add_beside(&help, cols, label_cols);
			else
				add_below(&help, cols);
		}
	}
	buf_release(&keys);
}

void
part_list_help(struct session *s)
{
	part_begin_list(s, LIST_HELP, "Keys");
	fill(s);
	part_open_list(s);
}

/* The window has another width: the same row in other lines. */
void
part_fit_help(struct session *s)
{
	struct list *list = &s->list;
	const struct list_row *current = list_current(list);
	uint32_t action = current ? current->number : 0;
	struct buf filter = list->filter;
	unsigned order = list->order;

	if (!s->list_open || list->kind != LIST_HELP ||
	    list->cols == s->frame.cols)
		return;
	list->filter = (struct buf){ 0 };
	part_begin_list(s, LIST_HELP, "Keys");
	list->filter = filter;
	fill(s);
	list_refresh(list);
	for (list->order = 0; list->order != order;)
		part_sort_list(s);
	for (uint32_t i = 0; i < list->shown_count; i++) {
		const struct list_row *row = &list->rows[list->shown[i]];

		if (row->heading || row->number != action)
			continue;
		list_go(list, i, frame_list_rows(&s->frame) - 1);
		break;
	}
}
