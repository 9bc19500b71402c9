/*
 * base/progress.h - how far long work is, for whoever shows it.
 *
 * Work that may take a while says which phase it is in and how much of it
 * is done.  Nobody need listen: without a listener a call costs a test.
 * One process works at one thing at a time, so there is one listener.
 */
#ifndef IBID_BASE_PROGRESS_H
#define IBID_BASE_PROGRESS_H

#include <stdint.h>

/* The phases of compiling, in their order, as a reader is told of them. */
#define PROGRESS_PHASES(X) \
	X(READING, "reading") \
	X(NOTES, "resolving notes") \
	X(INDEXING, "indexing") \
	X(WRITING, "writing")

enum progress_phase {
#define X(id, name) PROGRESS_##id,
	PROGRESS_PHASES(X)
#undef X
	PROGRESS_PHASE_COUNT
};

const char *progress_name(enum progress_phase phase);

/*
 * `listen` is told of each per cent, 0 to 100, of each phase.  NULL: no
 * one listens any more.
 */
void progress_listen(void (*listen)(enum progress_phase phase,
    unsigned percent));

/* A phase of `total` units (bytes, documents) begins. */
void progress_begin(enum progress_phase phase, uint64_t total);

/*
 * The next `units` of the phase are one piece, such as a file; progress_at
 * says then how much of the piece is done, in any measure.
 */
void progress_piece(uint64_t units);
void progress_at(uint64_t done, uint64_t total);

#endif
