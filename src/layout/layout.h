/*
 * layout/layout.h - from a piece of a document to rows of terminal cells.
 *
 * The layout works on an array of doc_nodes (a chunk of a bundle, or a
 * whole document) and lays out one unit at a time.  A unit is a leaf (a
 * paragraph, a heading, a code block) or a whole table ROW.  A session
 * asks for the units it needs to fill a screen and no others; nothing here
 * looks at more than the unit, its ancestors and the unit before it.  A
 * long paragraph is stored in pieces (DOC_CONTINUES), each a unit: its rows
 * fill up to the last, so that no reader sees where one ends.
 *
 * Text follows UAX #14 (line breaks), UAX #29 (clusters) and UAX #9
 * (direction, by FriBidi).  A cluster is never split.  A row holds cells
 * from left to right as a terminal shows them; each cell knows the place
 * of the text it shows, so that a cursor, a match or a mark is found again
 * on any row of any width.
 *
 * What is drawn is safe to print: characters that a terminal would obey
 * show as "<U+202E>" (see uni_unsafe).  Four kinds are honoured and not
 * drawn where the script needs them: U+2060 between two characters (a dash
 * and its word; a row does not end there), U+200B between letters of scripts
 * written without spaces (a row may end there), U+200E, U+200F and U+061C
 * in paragraphs that hold right-to-left letters.
 *
 * Units: places are bytes in the bundle's text (doc/doc.h), `cols` are
 * terminal columns, rows count from 0 at the top of a block.
 */
#ifndef IBID_LAYOUT_LAYOUT_H
#define IBID_LAYOUT_LAYOUT_H

#include <stdint.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/span.h"
#include "doc/doc.h"

/* What a cell shows; a theme gives each element its attributes. */
/*      id            name */
#define LAYOUT_ELEMENTS(X) \
	X(TEXT,        "text") \
	X(HEADING1,    "heading1") \
	X(HEADING2,    "heading2") \
	X(HEADING3,    "heading3") \
	X(HEADING4,    "heading4") \
	X(HEADING5,    "heading5") \
	X(HEADING6,    "heading6") \
	X(QUOTE,       "quote") \
	X(PULL_QUOTE,  "pull-quote") \
	X(EPIGRAPH,    "epigraph") \
	X(ASIDE,       "aside") \
	X(CODE,        "code") \
	X(VERSE,       "verse") \
	X(LINK,        "link") \
	X(IMAGE,       "image")		/* alt text, in brackets */ \
	X(MARK,        "mark")		/* of a note that says something */ \
	X(MARK_SOURCE, "mark-source")	/* of a note that names a source */ \
	X(LIST_NUMBER, "list-number") \
	X(BULLET,      "bullet") \
	X(BAR,         "bar")		/* beside a quotation */ \
	X(RULE,        "rule") \
	X(TABLE_HEAD,  "table-head") \
	X(TABLE_RULE,  "table-rule") \
	X(TERM,        "term") \
	X(CAPTION,     "caption") \
	X(NOTE_LABEL,  "note-label") \
	X(FURNITURE,   "furniture") \
	X(PAGE_NUMBER, "page-number") \
	X(HYPHEN,      "hyphen")	/* added at the end of a row */ \
	X(CUT,         "cut")		/* code goes on beyond the edge */ \
	X(CONTROL,     "control")	/* a visible <U+202E> */

enum layout_element {
#define X(id, name) LAYOUT_EL_##id,
	LAYOUT_ELEMENTS(X)
#undef X
	LAYOUT_EL_COUNT
};

const char *layout_element_name(enum layout_element element);

/* Emphasis of a cell, beside its element. */
enum {
	LAYOUT_EMPHASIS = 1 << 0,
	LAYOUT_STRONG = 1 << 1,
	LAYOUT_STRIKE = 1 << 2,
	LAYOUT_UNDERLINE = 1 << 3,
	LAYOUT_MONO = 1 << 4,
	LAYOUT_SUPER = 1 << 5,
	LAYOUT_SUB = 1 << 6,
	LAYOUT_SMALL_CAPS = 1 << 7,
};

/* Flags of a cell. */
enum {
	/*
	 * Not the author's text: a list number, a hyphen, a mark's label, a
	 * bar, padding, the repeated columns of a control.  `place` is that
	 * of the nearest text, and a search never matches it.
	 */
	LAYOUT_GENERATED = 1 << 0,
	/*
	 * Terminals differ about the columns of this cluster: whoever draws
	 * it should set the cursor again before the next cell.
	 */
	LAYOUT_DOUBTFUL = 1 << 1,
	LAYOUT_RTL = 1 << 2,	/* the cell stands in right-to-left text */
};

/* One cluster, or one column of something generated. */
struct layout_cell {
	struct span text;	/* UTF-8, safe to print, never empty */
	uint64_t place;
	uint8_t cols;		/* 1 or 2; more for rare clusters */
	uint8_t element;	/* enum layout_element */
	uint8_t emph;
	uint8_t flags;
	uint32_t note;		/* index, when part of a mark; or DOC_NONE */
	uint32_t link;		/* of the LINK in its leaf's inlines */
	uint32_t node;		/* index of the leaf */
};

/* Flags of a row. */
enum {
	LAYOUT_BLANK = 1 << 0,	/* space between blocks; no text */
	LAYOUT_FIRST = 1 << 1,	/* the first row of a paragraph or table row */
	LAYOUT_LAST = 1 << 2,	/* the last one */
	LAYOUT_HEADING = 1 << 3,
	LAYOUT_KEEP_NEXT = 1 << 4,	/* should not end a page */
	LAYOUT_RULED = 1 << 5,	/* a rule: shows no text */
	LAYOUT_HEADER = 1 << 6,	/* of a table's header row */
};

/*
 * `place` and `end` are the text the row stands for: what it shows, and the
 * spaces, soft hyphens and line ends that were dropped at its end.  The
 * rows of a leaf follow one another without gap or overlap.  In a table
 * they are the first column's part of the row, or of the first column that
 * has any; the other cells have their own places.
 */
struct layout_row {
	const struct layout_cell *cells;
	uint16_t cell_count;
	uint16_t cols;		/* the sum over the cells */
	uint16_t flags;
	uint64_t place, end;
};

struct layout_block {
	struct layout_row *rows;
	uint32_t row_count;	/* with the lead rows; 1 or more */
	uint32_t lead_rows;	/* blank; dropped at the top of a page */
	uint64_t place, end;	/* all the text of the unit */
	uint32_t node;		/* index of the unit */
	bool is_table;
};

/* No terminal is wider; rows count their cells in sixteen bits. */
#define LAYOUT_COLS_MAX 4096

enum layout_align { LAYOUT_LEFT, LAYOUT_JUSTIFY };
enum layout_marks { LAYOUT_MARKS_SUPERSCRIPT, LAYOUT_MARKS_BRACKET };
enum layout_bidi { LAYOUT_BIDI_AUTO, LAYOUT_BIDI_ON, LAYOUT_BIDI_OFF };

/* The layout cannot see the bundle, so it asks for a note's label. */
struct layout_notes {
	void *ctx;
	/* False when there is no such note.  The label is borrowed. */
	bool (*look)(void *ctx, uint32_t note, struct span *label,
	    enum doc_note_kind *kind);
};

struct layout_hyphens;

/* Plain data; all zero but `cols` is a legal choice. */
struct layout_opts {
	int cols;		/* width of every row; below 1 counts as 1 */
	enum layout_align align;
	bool hyphenate;		/* soft hyphens are honoured anyway */
	bool total_fit;		/* best breaks of the paragraph, not the
				 * first that fit */
	enum layout_marks marks;
	enum layout_bidi bidi;	/* OFF: the terminal reorders, and joins
				 * letters; AUTO: ON, but by ear OFF */
	int ambiguous_cols;	/* 1 or 2; other values count as 1 */
	bool triage;		/* "+" in marks of notes that say more than
				 * a source: where no style tells them apart */
	bool ascii;		/* generated parts are ASCII */
	bool translit;		/* the text too, by uni_ascii */
	bool locale;		/* but not what the locale's charset has */
	bool a11y;		/* no rules, bars or boxes, and no rows
				 * without text: each step says something */
	bool pages;		/* show print page numbers */
	bool wrap_code;		/* wrap code instead of cutting it */
	bool in_note;		/* a note's label and its indent are left
				 * out: they are shown elsewhere */
	int code_shift;		/* columns that code is scrolled sideways */
	struct span lang;	/* BCP 47, of the document */
	const struct layout_notes *notes;	/* or NULL */
	struct layout_hyphens *hyphens;		/* or NULL: none */
};

/*
 * Units.  Index of the first unit that starts at or after node `i` (so
 * `unit + 1` asks for the one after `unit`), of the last one that starts
 * before node `i` (`i` may be `count`), and of the unit that `node` belongs
 * to (for a container, its first).  DOC_NONE when there is none.
 *
 * Where an array starts inside a container, the container stands again at
 * its start with the `place` of its true start (bundle/bundle.h), which is
 * how an item's number and a note's label are not drawn a second time.
 */
uint32_t layout_unit_next(const struct doc_node *nodes, uint32_t count,
    uint32_t i);
uint32_t layout_unit_prev(const struct doc_node *nodes, uint32_t count,
    uint32_t i);
uint32_t layout_unit_of(const struct doc_node *nodes, uint32_t count,
    uint32_t node);

/*
 * The header row of the table that `node` stands in, if it comes before
 * `node`; else DOC_NONE.  A session shows it again on top of a screen
 * whose first unit is another row of the table, unless layout_is_records.
 */
uint32_t layout_table_header(const struct doc_node *nodes, uint32_t count,
    uint32_t node);

/*
 * Whether the table that `node` stands in is too wide for `opts` and shown
 * as one record per row ("Header: value" on lines of their own).
 */
bool layout_is_records(const struct doc_node *nodes, uint32_t count,
    uint32_t node, const struct layout_opts *opts);

/*
 * Lay out the unit at `node`, which layout_unit_next gave.  Rows live in
 * `mem` and borrow the nodes' text: keep both.  Never NULL.  Linear in the
 * bytes of the unit (DOC_LEAF_MAX for a leaf).
 *
 * The lead rows depend on the unit, the one before it in the array and
 * their containers only.  Every row is at most `cols` wide, but for a
 * cluster wider than `cols`, which has a row of its own.
 */
struct layout_block *layout_unit(struct arena *mem,
    const struct doc_node *nodes, uint32_t count, uint32_t node,
    const struct layout_opts *opts);

/*
 * Words that stand in no document, flowed as a paragraph is.  The block
 * borrows them.
 */
struct layout_block *layout_words(struct arena *mem, struct span words,
    const struct layout_opts *opts);

/*
 * The same on one row, whatever opts->cols says: a title, a message, what
 * is typed.  Places count from 0 in `words` as uni_printable makes them;
 * spaces at the end are dropped.  `flags` is DOC_RTL, DOC_LTR or 0 for the
 * direction of the first letter; the row begins with its text even so.
 * Words beyond LAYOUT_COLS_MAX columns are not shown.
 */
const struct layout_row *layout_line(struct arena *mem, struct span words,
    unsigned flags, const struct layout_opts *opts);

/*
 * Where text is.  The row of `block` that stands for `place`, never a lead
 * row: the first row for a place before the block, the last for one after.
 */
uint32_t layout_row_of(const struct layout_block *block, uint64_t place);

/*
 * The column of the cell that shows `place`; where the text was dropped,
 * the column of the nearest cell before it in reading order.
 */
int layout_col_of(const struct layout_row *row, uint64_t place);

/* The cell at column `col`, or the nearest one; -1 in an empty row. */
int layout_cell_at(const struct layout_row *row, int col);

/* The place shown at, or nearest to, column `col`. */
uint64_t layout_place_at(const struct layout_row *row, int col);

/* Append the row as a terminal shows it, without spaces at its end. */
void layout_row_text(const struct layout_row *row, struct buf *out);

/*
 * Hyphenation patterns, loaded when a language is first met and kept until
 * freed.  `dir` holds files named hyph_LANG.dic; NULL stands for where
 * distributions put them.
 */
struct layout_hyphens *layout_hyphens_new(const char *dir);
void layout_hyphens_free(struct layout_hyphens *hyphens);

#endif
