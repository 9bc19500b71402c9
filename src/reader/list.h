/*
 * reader/list.h - rows of a list that can be filtered and sorted.
 *
 * One shape serves all lists: keys, keywords, notes, marks, matches,
 * sources, a concordance.  A row has up to three texts, the unique part
 * first (a braille display shows forty cells), and says what Enter does.
 */
#ifndef IBID_READER_LIST_H
#define IBID_READER_LIST_H

#include "base/arena.h"
#include "base/buf.h"

enum list_kind {
	LIST_HELP, LIST_KEYWORDS, LIST_NOTES, LIST_CITED_BY, LIST_MATCHES,
	LIST_SOURCES, LIST_CONCORDANCE, LIST_INFERRED, LIST_SUGGESTIONS
};

/* Labels wider than this do not push the texts of all rows aside. */
#define LIST_LABEL_COLS_MAX 24

struct list_row {
	struct span label;	/* "404", "g, Home", "guantanamo" */
	struct span text;	/* what it is */
	struct span detail;	/* more, shown dimmer; or empty */
	uint64_t place;		/* where Enter goes, or DOC_NOWHERE */
	uint32_t number;	/* note, keyword, mark: by the list's kind */
	uint32_t length;	/* words, count: what "by length" sorts */
	uint32_t serial;	/* the order of adding; set by list_add */
	struct span left_key, right_key;	/* of a concordance; of the
						 * help: keys and sentence */
	uint32_t lit, lit_len;	/* bytes of `text` to keep in sight, lit */
	uint32_t kept;		/* bytes at its start to keep then, too */
	bool heading;		/* a title among the rows; not selectable */
	bool quoted;		/* a heading: words of the text */
	bool off;		/* a keyword that is not highlighted */
};

struct list {
	enum list_kind kind;
	struct arena mem;
	struct span title;
	struct list_row *rows;	/* all, in the order of making */
	uint32_t count, room;
	uint32_t *shown;	/* indexes of rows that pass the filter */
	uint32_t shown_count;
	uint32_t cursor;	/* among `shown` */
	uint32_t top;		/* first row on the screen, among `shown` */
	struct buf filter;	/* as typed */
	unsigned order;		/* which of the list's sort orders is on */
	bool headless;		/* in this order headings mean nothing */
	uint32_t passed;	/* rows that were held against the filter */
	uint32_t heading, quote;	/* the last ones + 1, till shown */
	int cols;		/* that the rows are cut to; 0: to none */
	int label_cols;		/* columns of the widest label, capped */
	/* Of the widest text and detail, where details have a column. */
	int text_cols, detail_cols;
};

void list_init(struct list *list, enum list_kind kind, struct span title);
void list_release(struct list *list);

/* Texts are copied. */
void list_add(struct list *list, const struct list_row *row);

/*
 * After changing the filter or the order.  A heading is shown when a row
 * under it passes the filter.
 */
void list_refresh(struct list *list);

/* After adding rows: the cursor and what is on the screen stay. */
void list_extend(struct list *list);

/* Sort the rows; headings are shown in the first order only. */
void list_sort(struct list *list,
    int (*compare)(const struct list_row *a, const struct list_row *b));

/*
 * Move by rows, over headings, and keep `rows` of them on the screen; false
 * when the cursor stays where it was.
 */
bool list_move(struct list *list, int count, int rows);
void list_go(struct list *list, uint32_t shown, int rows);

/* Which row the cursor is on, from 1 (0: none), and of how many; headings
 * do not count. */
uint32_t list_position(const struct list *list, uint32_t *count);

/* The row under the cursor, or NULL in an empty list. */
struct list_row *list_current(const struct list *list);

#endif
