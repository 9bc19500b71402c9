/*
 * layout/parts.h - what the files of this module share.
 *
 * The way of a unit: frame.c reads its containers (indents, numbers, the
 * space above); glyph.c turns leaves into glyphs, one for each cluster or
 * column drawn, marks and list numbers among them; bidi.c gives each its
 * level; break.c cuts the glyphs into rows; row.c turns each cut into cells.
 * table.c does the same for each cell of a table row, side by side.
 *
 * Whatever lives only while a unit is laid out is in `tmp`; what the rows
 * keep is in `mem`.
 */
#ifndef IBID_LAYOUT_PARTS_H
#define IBID_LAYOUT_PARTS_H

#include "layout/layout.h"

enum glyph_kind {
	GLYPH_TEXT,
	GLYPH_SPACE,		/* dropped at the end of a row, stretched */
	GLYPH_SOFT_HYPHEN,	/* no columns but at the end of a row */
	GLYPH_HIDDEN,		/* stands for text, draws nothing */
	GLYPH_LINE_END,		/* U+000B */
};

/* The first three as enum uni_break. */
enum glyph_break {
	GLYPH_BREAK_NO,
	GLYPH_BREAK_MAY,
	GLYPH_BREAK_MUST,
	GLYPH_BREAK_URL,	/* in an address: only if nothing better */
};

struct glyph {
	struct span text;
	uint64_t place, end;	/* what it stands for; equal: nothing */
	uint32_t note, link, node;
	uint32_t code;		/* first code point of what is drawn */
	uint8_t cols;
	uint8_t brk;		/* enum glyph_break, before this glyph */
	uint8_t kind;
	uint8_t element, emph, flags;
	uint8_t level;		/* UAX #9 */
	uint8_t edge;		/* of a mark: 1 + the level around it; or 0 */
};

struct glyphs {
	struct arena *tmp;	/* where they live */
	struct glyph *items;
	size_t count, room;
	bool mixed;	/* some glyph is not plain left-to-right */
	bool rtl;	/* base direction of the paragraph */
	bool verse;	/* lines too long are turned over */
	bool goes_on;	/* the next piece of the paragraph follows: the last
			 * row is as full as the others */
	int hang_cols;	/* indent of all rows but the first of a line */
};

/* A row to be: glyphs [from, to), of which [from, shown) are drawn. */
struct cut {
	size_t from, shown, to;
	int indent_cols;	/* a verse turned over, a record's value */
	bool hyphen;	/* add one */
	bool last;	/* of the paragraph, or before a line end */
};

struct cuts {
	struct arena *tmp;
	struct cut *items;
	size_t count, room;
};

/* One step of indent: a quotation's bar, a list's number. */
#define FRAME_STEPS_MAX (DOC_DEPTH_MAX + 4)

struct frame_step {
	int cols;
	uint32_t container;
	struct span first;	/* drawn on the unit's first row; or empty */
	struct span rest;	/* on the others */
	uint8_t element;
	bool flush_right;	/* `first` stands at the end of the step */
};

struct frame {
	struct frame_step steps[FRAME_STEPS_MAX];
	int step_count;
	int indent_cols;	/* the sum over the steps */
	int right_cols;
	uint8_t element;	/* of plain text inside */
	uint8_t emph;
	int lead_rows;
	uint32_t common;	/* holds the unit before, too; or DOC_NONE */
	/*
	 * In a window too narrow for the marker's own step it runs in at the
	 * start of the text.
	 */
	struct span run_in;
	uint8_t run_in_element;
	/* A note's label too long to stand beside the text. */
	struct span heading;
};

/* Room for one more in an array that lives in an arena. */
#define PARTS_PUSH(tmp, items, count, room) do { \
	if ((count) == (room)) { \
		(items) = parts_grow((tmp), (items), (count), \
		    sizeof *(items)); \
		(room) = (room) ? 2 * (room) : PARTS_FIRST_ROOM; \
	} \
} while (0)
#define PARTS_FIRST_ROOM 64

void *parts_grow(struct arena *tmp, const void *items, size_t count,
    size_t size);

/* A row under construction. */
struct cells {
	struct arena *tmp;
	struct layout_cell *items;
	size_t count, room;
	int cols;
};

struct job {
	struct arena *mem, *tmp;
	const struct doc_node *nodes;
	uint32_t count;
	uint32_t unit;
	const struct layout_opts *opts;
	struct frame frame;
	int cols;		/* opts->cols, made legal */
	int ambiguous_cols;
	bool bidi;		/* put right-to-left text in order */
	/*
	 * How many rows running each column has been part of a wide space;
	 * or NULL.  See gaps.c.
	 */
	uint8_t *river;
	struct cells line;	/* room for a row with its frame */
	struct layout_row *rows;	/* in `tmp` until done */
	size_t row_count, row_room;
};

/* ---- frame.c ---- */

/* The containers' steps, fitted to the window. */
void frame_steps(struct job *job);

/* The same, and the space above. */
void frame_init(struct job *job);

/* ---- glyph.c ---- */

/* The character `c` (ASCII, printable) as a span that lives for ever. */
struct span glyph_char(char c);

struct glyph *glyph_add(struct glyphs *glyphs);

/* One more, with the look of `like`. */
struct glyph *glyph_like(struct glyphs *glyphs, const struct glyph *like);

/*
 * ASCII that stands for the text [place, end): a column each, the first of
 * which carries the text and the others nothing.
 */
void glyph_ascii(struct glyphs *glyphs, struct span ascii,
    const struct glyph *like, uint64_t place, uint64_t end);

/* Text that is not drawn. */
void glyph_hidden(struct glyphs *glyphs, const struct glyph *like,
    uint32_t code, uint64_t place, uint64_t end);

/* The cluster [from, to) of `text`, whose first byte is at place `base`. */
void glyph_cluster(struct job *job, struct glyphs *glyphs, struct span text,
    size_t from, size_t to, const struct glyph *like, uint64_t base);

/*
 * Generated glyphs that show `text` (any UTF-8) at like->place and stand
 * for no text of the document.
 */
void glyph_put(struct job *job, struct glyphs *glyphs, struct span text,
    const struct glyph *like);

/* ---- leaf.c ---- */

/* Append the glyphs of leaf `node`. */
void glyph_leaf(struct job *job, struct glyphs *glyphs, uint32_t node);

/* ---- mark.c ---- */
void mark_put(struct job *job, struct glyphs *glyphs, uint32_t note,
    const struct glyph *like);

/* The superscript or subscript of an ASCII character, or an empty span. */
struct span mark_raised(char c, bool sub);

/* ---- url.c ---- */

/*
 * Where an address in `text` may be broken: sets `breaks` (of
 * uni_line_breaks) inside each to GLYPH_BREAK_NO or GLYPH_BREAK_URL.
 */
void url_breaks(struct span text, char *breaks, int cols);

/* The next address at or after `off`. */
bool url_next(struct span text, size_t off, size_t *from, size_t *to);

/* ---- hyphen.c ---- */

/*
 * Mark with 1 the bytes of `text` before which a hyphen may be put, in
 * language `lang`; nothing when there are no patterns for it.
 */
void hyphen_points(struct layout_hyphens *hyphens, struct span lang,
    struct span text, char *points);

/* ---- bidi.c ---- */

/* Base direction of leaf `node`: by its flags, or its first letter. */
bool bidi_is_rtl(const struct job *job, uint32_t node);

/* Whether leaf `node` holds no letter: a number takes its table's side. */
bool bidi_is_neutral(const struct job *job, uint32_t node);

/* Levels, mirrored brackets, joined letters. */
void bidi_resolve(struct job *job, struct glyphs *glyphs);

/* Put `order[i]`, the indices of [from, to) from left to right. */
void bidi_order(const struct glyphs *glyphs, size_t from, size_t to,
    uint32_t *order);

/* ---- break.c ---- */
void break_lines(struct job *job, const struct glyphs *glyphs, int cols,
    struct cuts *cuts);

/* Cut only at line ends: code that is not wrapped. */
void break_code(struct job *job, const struct glyphs *glyphs,
    struct cuts *cuts);

/* ---- fit.c ---- */

/*
 * The best ends of the rows of line [from, to); false when it finds none,
 * and the first fit must do.  `cols` for the first row, less `hang` for
 * the others.
 */
bool fit_line(struct job *job, const struct glyphs *glyphs, size_t from,
    size_t to, int cols, int hang, bool justify, size_t **ends,
    size_t *end_count);

/* ---- gaps.c ---- */

/*
 * Share `extra` columns out among the `gaps` spaces of a row; adds to
 * `shares`, which has an element for each glyph of the cut.
 */
void share_gaps(struct job *job, const struct glyphs *glyphs,
    const struct cut *cut, int gaps, int extra, int *shares);

/* ---- row.c ---- */

void strip_clear(struct cells *cells);	/* its room is used again */
void strip_put(struct cells *cells, const struct layout_cell *cell);
void strip_fill(struct cells *cells, int cols, uint64_t place, uint32_t node);

enum row_align { ROW_START, ROW_JUSTIFY, ROW_LEFT, ROW_CENTRE, ROW_RIGHT };

/*
 * The cells of one cut, set in `cols` columns without the frame.  Space to
 * the left of the text is part of it, space to the right is not.
 */
void row_cells(struct job *job, const struct glyphs *glyphs,
    const struct cut *cut, int cols, enum row_align align,
    struct cells *out);

/* A line of code: shifted, and cut at the edge with a sign of it. */
void row_code(struct job *job, const struct glyphs *glyphs,
    const struct cut *cut, int cols, struct cells *out);

/* Add a row with the frame around `body`. */
void row_add(struct job *job, const struct cells *body, bool rtl,
    uint64_t place, uint64_t end, unsigned flags);

void row_add_blank(struct job *job, uint64_t place);

/* The columns that the frame leaves, 1 or more. */
int row_room(const struct job *job);

/* ---- table.c ---- */
void table_lay_row(struct job *job);

/* Whether the table is too wide; needs the frame's steps. */
bool table_is_records(struct job *job);

#endif
