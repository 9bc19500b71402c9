/*
 * reader/history.h - where the reader was, and what was read.
 *
 * Places are byte offsets into the bundle's text.  The history holds the
 * places that a jump left, as a browser's does; the ranges hold which
 * stretches were on the screen long enough to be turned over.
 */
#ifndef IBID_READER_HISTORY_H
#define IBID_READER_HISTORY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* What makes a place exact: the top of the screen, and the focus on it. */
struct spot {
	uint64_t anchor;
	uint64_t cursor;
	uint32_t ref;		/* mark in focus, or DOC_NONE */
	int at;			/* row of the anchor's text, from the top */
};

/* A person goes back a few steps; 256 is more than anyone remembers. */
#define HISTORY_MAX 256

struct history {
	struct spot spots[HISTORY_MAX];
	int count;
	int at;			/* how many lie behind */
};

/* A jump leaves `from`: what lay ahead is forgotten. */
void history_leave(struct history *history, struct spot from);

/* Step back (forward); `now` is kept for the way back.  False at the end. */
bool history_back(struct history *history, struct spot now,
    struct spot *to);
bool history_forward(struct history *history, struct spot now,
    struct spot *to);

/* Disjoint stretches in order. */
struct range {
	uint64_t from, to;
};

struct ranges {
	struct range *items;
	size_t count, room;
};

void ranges_release(struct ranges *ranges);
void ranges_add(struct ranges *ranges, uint64_t from, uint64_t to);

/* How many bytes of [from, to) they cover. */
uint64_t ranges_within(const struct ranges *ranges, uint64_t from,
    uint64_t to);

#endif
