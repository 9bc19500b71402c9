/*
 * linear/parts.h - what the files of the linear face share.
 */
#ifndef IBID_LINEAR_PARTS_H
#define IBID_LINEAR_PARTS_H

#include "linear/aloud.h"
#include "linear/ask.h"
#include "linear/linear.h"

struct linear {
	struct session *session;
	const struct linear_opts *opts;
	uint64_t place;		/* of the unit that was read last */
	uint64_t end;		/* after it */
	bool fresh;		/* nothing was read yet */
	bool sentences;		/* the unit is a sentence */
	bool done;
	unsigned rows_said;	/* of the open list */
	bool notes_after;	/* what a unit cites is read after it */
	bool exact;		/* the session's cursor: on a mark or match */
	uint64_t spelt_from;	/* the unit or note that is being spelt, */
	uint64_t spelt;		/* and the character; DOC_NOWHERE: none */
	struct ask *ask;
	struct aloud *aloud;	/* or NULL */
};

/* ---- read.c: reading on ---- */

const struct bundle_document *read_document(struct linear *l);

/* The next unit, the one before; false, and words, where there is none. */
bool read_next(struct linear *l);
bool read_before(struct linear *l);
void read_several(struct linear *l, unsigned count, bool back);

/* The unit at the session's cursor. */
void read_here(struct linear *l);

/* The first unit of the document, or its last. */
void read_end(struct linear *l, bool last);

/* Paragraph `number` of the chapter; from 1. */
void read_paragraph(struct linear *l, unsigned number);
void read_sentence(struct linear *l, bool back);
void read_character(struct linear *l, bool back);

/* "Chapter 3. Title. 12 paragraphs."  The next unit is its first. */
void read_chapter(struct linear *l, uint32_t index);
/* The one with these words in its title; where several have, these. */
void read_chapter_named(struct linear *l, struct span words);
void read_next_chapter(struct linear *l, int step);
void read_next_document(struct linear *l, int step);
void read_contents(struct linear *l);

/* Fold or unfold a chapter of the contents (0: this one). */
void read_fold(struct linear *l, unsigned number, bool fold);

/* ---- act.c: what the session does, in words ---- */

/* The note of that label; "": which are here. */
void act_note(struct linear *l, struct span label);

/* Out of the list, the note, or back to the text. */
void act_back(struct linear *l);

/* The next note mark or the one before, outside what was read. */
void act_walk_marks(struct linear *l, enum action action);

/* The session stands where the reading does. */
void act_stand_here(struct linear *l);

void act_find_again(struct linear *l, enum action action);

/* Keep the rows of the open list that match; "": all. */
void act_filter(struct linear *l, struct span words);
void act_search(struct linear *l, enum action action, struct span pattern);

/* The row of that number of the open list; false, and words: none. */
bool act_choose_row(struct linear *l, unsigned number);
void act_open_row(struct linear *l, unsigned number);

/* Any action of the table. */
void act_do(struct linear *l, enum action action, struct span argument);

/* ---- command.c ---- */

/* A line that was typed, trimmed. */
void command_obey(struct linear *l, struct span line);

/* ---- speak.c: words for things ---- */

/* One line, made safe, in the locale's characters. */
void speak_line(struct linear *l, struct span text);
void speak_format(struct linear *l, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/* The session's message, as a sentence. */
void speak_message(struct linear *l);

/* The unit at `place`; false where there is no text. */
bool speak_unit(struct linear *l, uint64_t place);

/* "Note 12. ... End of note 12." */
void speak_note(struct linear *l, uint32_t note);
/* The paragraph of a note that holds `place`. */
void speak_note_at(struct linear *l, uint32_t note, uint64_t place);

/* "Chapter 3, paragraph 12" of a place, without a full stop. */
void speak_put_place(struct linear *l, uint64_t place, struct buf *out);

/* "Chapter 3 of 40, paragraph 12 of 92". */
void speak_put_place_of(struct linear *l, uint64_t place, struct buf *out);

/* The paragraphs of a section, counted from its start to `to`. */
unsigned speak_count_paragraphs(struct linear *l, uint64_t from,
    uint64_t to);

/* The leaf with text at or after `place`, before `to`; NULL: none. */
const struct doc_node *speak_leaf_from(struct linear *l, uint64_t place,
    uint64_t to);

/* The leaf with text that ends before `place`, from `from` on. */
const struct doc_node *speak_leaf_before(struct linear *l, uint64_t place,
    uint64_t from);

/* `title` with a full stop, where it ends with none of its own. */
void speak_put_title(struct span title, struct buf *out);

/* The open list from its start, its rows numbered. */
void speak_list(struct linear *l);

/* A long list is said in parts; whether there is more of it, and that. */
bool speak_has_more_rows(const struct linear *l);
void speak_more_rows(struct linear *l);

#endif
