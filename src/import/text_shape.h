/*
 * import/text_shape.h - the shape of plain text: lines, blocks, what each
 * block is.  Shared by text.c, which tells them, and text_shape.c.
 *
 * Units: cols are columns of a line with tabs at every eighth.
 */
#ifndef IBID_IMPORT_TEXT_SHAPE_H
#define IBID_IMPORT_TEXT_SHAPE_H

#include "base/arena.h"
#include "base/span.h"

struct text_line {
	struct span text;	/* without indent and spaces at the end */
	unsigned number;	/* from 1 */
	unsigned indent;	/* cols before the text */
	unsigned cols;		/* of the whole line */
	bool page;		/* a form feed stands before it */
	bool alone;		/* the head of a page, or its number */
};

/* Lines without a blank one among them. */
struct text_block {
	const struct text_line *lines;
	size_t count;
	unsigned indent;	/* the least of its lines */
	bool outdented;		/* stands left of a body that is set in */
};

struct text_shape {
	struct text_line *lines;
	size_t line_count, line_room;
	struct text_block *blocks;
	size_t block_count, block_room;
	unsigned width;		/* to which lines were wrapped; 0: not */
	unsigned body;		/* cols that most of it is set in by */
};

enum text_kind {
	TEXT_PARAGRAPH,
	TEXT_LINES,		/* a paragraph whose line ends stand */
	TEXT_VERSE,
	TEXT_TABLE,		/* spaces align something */
	TEXT_LIST,
	TEXT_QUOTE,		/* a wrapped paragraph, set in */
	TEXT_RULE,
	TEXT_HEADING
};

/* Cut `text` into lines and blocks. */
void text_shape_init(struct text_shape *shape, struct span text);
void text_shape_release(struct text_shape *shape);

/* What a block is; `*level` of a HEADING. */
enum text_kind text_kind(const struct text_shape *shape,
    const struct text_block *block, unsigned *level);

/* What a note begins with: "12", "[12]", "(12)", "12.", "*". */
struct text_label {
	char before, after;	/* a bracket, a stop, or ' ' */
	unsigned number;	/* 0: signs */
	struct span signs;
};

bool text_label(struct span line, struct text_label *label);

/* Whether it is that of the next note: the next number, other signs. */
bool text_label_follows(const struct text_label *last,
    const struct text_label *next);

/*
 *     "[12]  A note that goes on"
 *     "      below its first word"
 */
bool text_is_hanging(const struct text_block *block);

/* The block that is the document's title, or block_count. */
size_t text_title(const struct text_shape *shape);

/* The length of a bullet or number at the start of an item, or 0. */
size_t text_bullet(struct span line, unsigned *number);

#endif
