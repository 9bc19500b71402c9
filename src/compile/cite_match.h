/*
 * compile/cite_match.h - one walk over all notes, and what each unit means.
 *
 * Inside the cite_* files only.
 */
#ifndef IBID_COMPILE_CITE_MATCH_H
#define IBID_COMPILE_CITE_MATCH_H

#include "compile/cite_works.h"

/* What a unit means. */
struct cite_answer {
	bool leans;		/* it is a phrase to report */
	uint32_t note;		/* that says it, or DOC_NONE */
	uint32_t work;		/* index, or DOC_NONE */
	struct span locator;
};

struct cite_matcher;

struct cite_matcher *cite_matcher_new(const struct cite_note *notes,
    size_t count);
void cite_matcher_free(struct cite_matcher *matcher);

/*
 * Read the next note, in order; units are in cite_matcher_scan, answers at
 * the same indices.  The answers last until the next call.
 */
const struct cite_answer *cite_matcher_next(struct cite_matcher *matcher);

const struct cite_scan *cite_matcher_scan(const struct cite_matcher *matcher);

/* The works met so far; valid until the next note. */
const struct cite_work *cite_matcher_works(const struct cite_matcher *matcher,
    size_t *count);

/* compile/cite_source.c: which notes cite which works. */
struct cite_mention {
	uint32_t work;
	uint32_t note;
};

struct cite_mentions {
	struct cite_mention *items;
	size_t count, room;
};

/* Add those of the note just read. */
void cite_mentions_add(struct cite_mentions *mentions, uint32_t note,
    const struct cite_scan *scan, const struct cite_answer *answers);

/* After the last note: the sources of `out`. */
void cite_mentions_sum(struct arena *mem, struct cite_matcher *matcher,
    const struct cite_mentions *mentions, struct cite_reading *out);

/* compile/cite_kind.c: cite_kind of a note that was read. */
enum doc_note_kind cite_kind_of(const struct cite_scan *scan,
    uint32_t *own_words);

#endif
