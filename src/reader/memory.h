/*
 * reader/memory.h - what is remembered of a document between readings.
 *
 * One small text file for each document, named by the hash of its content,
 * under $XDG_STATE_HOME/ibid (~/.local/state/ibid):
 *
 *     ibid-place 1
 *     title A companion to chapter 6
 *     length 31337                of the text, when it was read
 *     place 10412 10466           anchor and cursor
 *     before of the sea.          the words that end at the cursor
 *     near The water has a law    those that begin there
 *     mark a 2210
 *     mark-before a and then      the same of a mark
 *     mark-near a he went
 *     read 0-9120
 *     keyword interdiction
 *     search safe third           what was searched for, oldest first
 *     search-regex colou?r
 *     speed 241
 *
 * Lines that are not understood are kept as they are, so that an older
 * ibid loses nothing of a newer one.  Numbers are places (bytes).
 *
 * A document that was edited has another hash, and so no file yet.  Which
 * hash was read last under the name of its source is kept in a file of its
 * own; the words find the places again (reader/trace.h).  What was
 * remembered of the older edition is forgotten then, so that editing and
 * reading in turn leave one file, not many.
 */
#ifndef IBID_READER_MEMORY_H
#define IBID_READER_MEMORY_H

#include "base/arena.h"
#include "base/buf.h"
#include "reader/history.h"

/* Marks are one letter each: a-z and A-Z. */
#define MEMORY_MARKS 52

/* What a place is known by; empty if nothing is. */
struct memory_words {
	struct span before, near;
};

/* Searches kept; those before them are forgotten. */
#define MEMORY_SEARCHES 100

struct memory_search {
	struct span text;
	bool regex;
};

struct memory {
	struct arena mem;
	bool found;		/* there was a file */
	uint64_t text_len;	/* of the document, or 0 */
	struct spot spot;
	struct memory_words words;	/* at the cursor */
	struct memory_words mark_words[MEMORY_MARKS];
	uint64_t marks[MEMORY_MARKS];	/* DOC_NOWHERE: not set */
	struct ranges read;
	struct span *keywords;
	size_t keyword_count, keyword_room;
	struct memory_search *searches;
	size_t search_count, search_room;
	int speed;		/* words a minute, or 0 */
	struct buf others;	/* lines not understood */
};

void memory_init(struct memory *memory);
void memory_release(struct memory *memory);

/* -1 for a letter that names no mark. */
int memory_mark_index(char letter);
char memory_mark_letter(int index);

void memory_add_keyword(struct memory *memory, struct span keyword);

void memory_add_search(struct memory *memory, struct span text, bool regex);

/*
 * The path of the file of `content_hash`; empty when neither
 * XDG_STATE_HOME nor HOME is set.
 */
void memory_path(uint64_t content_hash, struct buf *path);

/* 0, or an errno value.  A missing file is no error. */
int memory_load(struct memory *memory, const char *path);

/*
 * The file of a source's name: `names` are the paths that were given.
 * Empty when one of them is standard input.
 */
void memory_name_path(char *const *names, int count, struct buf *path);

/* The hash of the content read last under that name, or 0. */
uint64_t memory_last_content(const char *name_path);
int memory_save_content(const char *name_path, uint64_t content_hash);

/*
 * Delete the file of a content that was edited away, and whose memory went
 * to the new one, unless some name still leads to it.  Reads the files of
 * all names.
 */
void memory_forget(const char *name_path, uint64_t content_hash);

/* Replaces the file in one step. */
int memory_save(const struct memory *memory, const char *path,
    struct span title);

#endif
