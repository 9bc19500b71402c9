/*
 * reader/memory.h - what is remembered of a document between readings.
 *
 * One small text file for each document, named by the hash of its content,
 * under $XDG_STATE_HOME/ibid (~/.local/state/ibid):
 *
 *     ibid-place 1
 *     title A companion to chapter 6
 *     place 10412 10466           anchor and cursor
 *     near The water has a law    the words at the cursor
 *     mark a 2210
 *     read 0-9120
 *     keyword interdiction
 *     speed 241
 *
 * Lines that are not understood are kept as they are, so that an older
 * ibid loses nothing of a newer one.  Numbers are places (bytes).
 *
 * `near` finds the place again when the document was edited: its file is
 * then another one, found through the source's name by the caller.
 */
#ifndef IBID_READER_MEMORY_H
#define IBID_READER_MEMORY_H

#include "base/arena.h"
#include "base/buf.h"
#include "reader/history.h"

/* Marks are one letter each: a-z and A-Z. */
#define MEMORY_MARKS 52

struct memory {
	struct arena mem;
	bool found;		/* there was a file */
	struct spot spot;
	struct span near;
	uint64_t marks[MEMORY_MARKS];	/* DOC_NOWHERE: not set */
	struct ranges read;
	struct span *keywords;
	size_t keyword_count, keyword_room;
	int speed;		/* words a minute, or 0 */
	struct buf others;	/* lines not understood */
};

void memory_init(struct memory *memory);
void memory_release(struct memory *memory);

/* -1 for a letter that names no mark. */
int memory_mark_index(char letter);
char memory_mark_letter(int index);

void memory_add_keyword(struct memory *memory, struct span keyword);

/*
 * The path of the file of `content_hash`; empty when neither
 * XDG_STATE_HOME nor HOME is set.
 */
void memory_path(uint64_t content_hash, struct buf *path);

/* 0, or an errno value.  A missing file is no error. */
int memory_load(struct memory *memory, const char *path);

/* Replaces the file in one step. */
int memory_save(const struct memory *memory, const char *path,
    struct span title);

#endif
