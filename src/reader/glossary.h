/*
 * reader/glossary.h - the keywords of a session, counted over a bundle.
 *
 * Keywords come from the bundle's documents, from files, from the command
 * line and from the reader; each of these, and each file, is a set with a
 * style of its own.  Counting goes chunk by chunk (glossary_step) and
 * starts over when a keyword is added.
 */
#ifndef IBID_READER_GLOSSARY_H
#define IBID_READER_GLOSSARY_H

#include "base/arena.h"
#include "bundle/bundle.h"
#include "search/keywords.h"

/* Sets, in the order of their styles; files after the first come last. */
enum {
	GLOSSARY_DOCUMENT, GLOSSARY_FILE, GLOSSARY_WORDS, GLOSSARY_READER,
	GLOSSARY_OWN_SETS
};

/* Where in the bundle a keyword stands is told in this many parts. */
#define GLOSSARY_PARTS 16

struct glossary_count {
	uint32_t total;
	uint32_t parts[GLOSSARY_PARTS];
};

struct glossary {
	struct bundle *bundle;
	struct keywords *keywords;
	struct glossary_count *counts;	/* of each id */
	size_t count_room;
	uint32_t highest;	/* of the totals so far */
	uint32_t next;		/* chunk to count next */
	bool counting;		/* somebody asked for the counts */
	int chosen;		/* the one whose places are kept, or -1 */
	uint64_t *places;	/* of it, in order, as far as counted */
	size_t place_count, place_room;
	struct arena mem;
	struct span *titles;	/* of each set */
	unsigned set_count, set_room;
	bool has_file;		/* GLOSSARY_FILE is taken */
};

void glossary_init(struct glossary *glossary, struct bundle *bundle);
void glossary_release(struct glossary *glossary);

/* The id, or -1 when there is nothing to look for in it. */
int glossary_add(struct glossary *glossary, unsigned set, struct span term,
    struct span variants, struct span definition);

/* A set for the keywords of the file `name` (copied); returns its number. */
unsigned glossary_add_set(struct glossary *glossary, struct span name);

/* "Keywords from NAME" and the like. */
struct span glossary_set_title(const struct glossary *glossary,
    unsigned set);

size_t glossary_parse(struct glossary *glossary, unsigned set,
    struct span bytes, bool (*knows_style)(struct span style),
    struct diag_list *diags);

/* From now on glossary_step counts. */
void glossary_count(struct glossary *glossary);
bool glossary_busy(const struct glossary *glossary);
void glossary_step(struct glossary *glossary);
/*
 * Count anew and keep the places of keyword `id`; -1: of none.
 */
void glossary_choose(struct glossary *glossary, int id);

/* How many of the chosen keyword's places lie in [from, to), so far. */
size_t glossary_chosen_count(const struct glossary *glossary, uint64_t from,
    uint64_t to);

uint32_t glossary_total(const struct glossary *glossary, int id);

/*
 * The next keyword hit after `place` (direction 1), or before it (-1),
 * of `id` or (-1) of any; within the stretch [from, to).  Scans chunk by
 * chunk.
 */
bool glossary_next(struct glossary *glossary, uint64_t place, int direction,
    int id, uint64_t from, uint64_t to, struct keyword_hit *hit);

/* Append the hits of `id` in a chunk. */
void glossary_hits(struct glossary *glossary, uint32_t chunk, int id,
    struct keyword_hits *out);

/* The keyword that stands at `place`, or -1. */
int glossary_at(struct glossary *glossary, uint64_t place,
    struct keyword_hit *hit);

#endif
