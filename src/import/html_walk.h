/*
 * import/html_walk.h - the walk over a looked-at tree, shared by its parts.
 *
 * html_walk.c goes through the tree, html_block.c knows lists, tables and
 * what boxes become, html_inline.c what stands in a line.  Private to the
 * HTML importer.
 */
#ifndef IBID_IMPORT_HTML_WALK_H
#define IBID_IMPORT_HTML_WALK_H

#include "import/html.h"
#include "import/html_look.h"
#include "import/html_out.h"

/* Tables of more columns are flat from there on. */
#define TABLE_COLS_MAX 256

/* What to undo when the walk leaves an element. */
struct frame {
	unsigned char spans;	/* out_span_close so often */
	unsigned char closes;	/* out_close so often */
	bool border;		/* a block ends */
	bool line;		/* a line ends */
	bool verse;		/* verse ends */
	bool table;		/* the data table ends */
	bool row;
	const char *after;	/* text, or NULL */
};

/* The data table that is open; tables in tables are layout. */
struct table_state {
	bool open;
	bool header;		/* in a thead */
	unsigned col;
	unsigned below[TABLE_COLS_MAX];	/* rows that a cell still covers */
};

/* A page says once or twice where it was found. */
#define OWN_MAX 4

struct html_walk {
	const struct import_opts *opts;
	const struct html_part *part;
	struct diag_list *diags;
	struct arena mem;
	struct map targets;
	struct span own[OWN_MAX];	/* the page's own addresses */
	size_t own_count;
	struct html_out out;
	struct frame *frames;
	size_t frame_count, frame_room;
	unsigned first_line;	/* added to the lines of the tree */
	/* Furniture met so far; told at the end. */
	xmlNode **kept;
	size_t kept_count, kept_room;
	bool in_furniture;
	struct table_state table;
	struct buf text;	/* scratch */
	/* Titles and levels from a book's contents. */
	struct map titles;	/* fragment -> index + 1 */
	struct map pages;
	bool insert_titles;	/* the file has no headings of its own */
	bool seen_heading;
	const struct html_title *due;	/* its id was just passed */
	size_t due_words;	/* words_told at that time */
	int level_shift;
};

/*
 * Enter a block: fills `frame`.  Returns false when the element was dealt
 * with and its children are not to be walked.
 */
bool block_enter(struct html_walk *walk, xmlNode *node, struct frame *frame);

/* The same for an inline. */
bool inline_enter(struct html_walk *walk, xmlNode *node,
    struct frame *frame);

/* A form's control: a checkbox is told, other boxes are not. */
bool inline_control(struct html_walk *walk, const xmlNode *node);

/* Text as it stands in the source. */
void walk_text(struct html_walk *walk, struct span text);

/* The id of an element as it is told, in walk->mem; empty when none. */
struct span walk_id(struct html_walk *walk, const xmlNode *node);

/* Role, id, language and direction of an element. */
void walk_attrs(struct html_walk *walk, const xmlNode *node,
    struct doc_attrs *attrs);

/* Walk `top` and all below it. */
void walk_tree(struct html_walk *walk, xmlNode *top);

/* ---- html_meta.c ---- */

/* Where the page says it was found: at most `max` addresses. */
size_t meta_addresses(const xmlDoc *tree, struct span *own, size_t max);

/* Tell what <head> says of a page as doc_meta. */
void meta_tell(const xmlDoc *tree, struct doc_sink *sink);

#endif
