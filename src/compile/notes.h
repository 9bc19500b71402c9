/*
 * compile/notes.h - how notes are found, shared by the notes*.c files.
 *
 * Three kinds of evidence, strongest first; what one settles the next
 * leaves alone:
 *
 *   label   the markup joins mark and note: [^4] (notes.c)
 *   link    a link leads from mark to note (notes_link.c)
 *   shape   a raised or bracketed number, and a list of such numbers under
 *           a heading such as Notes (notes_entries.c finds the lists,
 *           notes_marks.c the marks, notes_shape.c joins them;
 *           notes_written.c knows labels that no markup sets off)
 *
 * Each turns what it finds into NOTE containers with a label and NOTE_REF
 * inlines whose `place` holds the NOTE's struct tree pointer; notes_find
 * numbers them at the end.
 */
#ifndef IBID_COMPILE_NOTES_H
#define IBID_COMPILE_NOTES_H

#include "base/map.h"
#include "compile/pass.h"

void notes_by_label(struct pass *pass);
void notes_by_link(struct pass *pass);
void notes_by_shape(struct pass *pass);

/* ---- labels as they are written ---- */

enum label_kind {
	LABEL_NONE,
	LABEL_NUMBER,	/* "12", "12a" */
	LABEL_LETTER,	/* "b" */
	LABEL_ROMAN,	/* "iv" */
	LABEL_SYMBOL	/* "*", "\u2020" */
};

/* What kind of label all of `text` is; `*number` of NUMBERs only. */
enum label_kind notes_label(struct span text, unsigned *number);

/* The value of a roman numeral of either case, or 0. */
unsigned notes_roman(struct span text);

/*
 * A number that is raised by its very characters, or by a formula, at `off`:
 * its length there, and the label in ASCII; or 0.
 */
size_t notes_raised(struct arena *mem, struct span text, size_t off,
    struct span *label);

/* Length of the signs ("*", "**", "\u2020") that stand at `off`, or 0. */
size_t notes_signs(struct span text, size_t off);

/*
 * Whether a block before a note whose number starts again reads as the title
 * of that row of notes: one short line that ends in no stop.
 */
bool notes_is_title(const struct tree *block);

/* ---- lists of notes ---- */

enum entry_form {
	ENTRY_ITEM,	/* an item of an ordered list */
	ENTRY_SPAN,	/* bold or raised label at the start */
	ENTRY_BRACKET,	/* "[12] text" */
	ENTRY_FOOTNOTE,	/* "[Footnote 12: text]" */
	ENTRY_SIGN,	/* "* text" */
	ENTRY_DOT,	/* "12. text", "12) text" */
	ENTRY_BARE	/* "12 text" */
};

/* One note of a list: siblings from `first` to `last`. */
struct note_entry {
	struct tree *first, *last;
	struct tree *leaf;	/* that starts with the label */
	uint32_t strip;		/* bytes of the label there */
	enum entry_form form;
	struct span label;
	unsigned number;	/* 0: the label is none */
	uint32_t cited;
	uint32_t cited_from;	/* tree order of the first mark's leaf */
	struct tree *note;	/* once made */
};

/* A list of notes in which no number starts again. */
struct note_run {
	struct note_entry *entries;
	uint32_t count, room;
	struct map by_label;
	uint32_t from, to;	/* tree order of its first and last block */
	bool named;		/* under a heading that says Notes */
	bool ruled;		/* after a rule: at the foot of a page */
	uint32_t cited;		/* entries that have a mark */
	bool accepted;
	uint8_t form;		/* enum mark_form of those marks */
};

struct note_runs {
	struct note_run *items;
	size_t count, room;
};

/*
 * In document order.  The tree must be numbered.  Runs of ENTRY_SIGN are
 * put into `signs`: each page has its own, whatever lists there are.
 */
void notes_collect_runs(struct pass *pass, struct note_runs *runs,
    struct note_runs *signs);
void notes_release_runs(struct note_runs *runs);

/* ---- marks ---- */

enum mark_form {
	MARK_SUPER,	/* <sup>12</sup>, \u00b9\u00b2, $^{12}$ */
	MARK_BRACKET,	/* [12] */
	MARK_SIGN,	/* word* */
	MARK_PLAIN	/* word.12 */
};

struct note_mark {
	struct tree *leaf;
	uint32_t off, len;	/* what is cut; len 0: part of a list */
	enum mark_form form;
	struct span label;
	unsigned number;
	bool likely;		/* would be missed if it had no note */
	struct note_run *run;	/* that it goes to, or NULL */
	uint32_t entry;
};

struct note_marks {
	struct note_mark *items;
	size_t count, room;
};

/* All of that form in the document, in order. */
void notes_collect_marks(struct pass *pass, enum mark_form form,
    struct note_marks *marks);

#endif
