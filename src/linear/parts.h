/*
 * linear/parts.h - what the files of the linear face share.
 */
#ifndef IBID_LINEAR_PARTS_H
#define IBID_LINEAR_PARTS_H

#include "linear/linear.h"

struct linear {
	struct session *session;
	const struct linear_opts *opts;
	uint64_t place;		/* of the unit that was read last */
	uint64_t end;		/* after it */
	bool fresh;		/* nothing was read yet */
	bool sentences;		/* the unit is a sentence */
	bool done;
};

/* ---- speak.c: words for things ---- */

/* One line, made safe, in the locale's characters. */
void speak_line(struct linear *l, struct span text);
void speak_format(struct linear *l, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/* The unit at `place`; false where there is no text. */
bool speak_unit(struct linear *l, uint64_t place);

/* "Note 12. ... End of note 12." */
void speak_note(struct linear *l, uint32_t note);

/* "Chapter 3, paragraph 12" of a place, without a full stop. */
void speak_put_place(struct linear *l, uint64_t place, struct buf *out);

/* The paragraphs of a section, counted from its start to `to`. */
unsigned speak_count_paragraphs(struct linear *l, uint64_t from,
    uint64_t to);

/* The leaf with text at or after `place`, before `to`; NULL: none. */
const struct doc_node *speak_leaf_from(struct linear *l, uint64_t place,
    uint64_t to);

/* The leaf with text that ends before `place`, from `from` on. */
const struct doc_node *speak_leaf_before(struct linear *l, uint64_t place,
    uint64_t from);

/* The open list, its rows numbered. */
void speak_list(struct linear *l);

#endif
