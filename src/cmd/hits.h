/*
 * cmd/hits.h - every match of a query in a bundle, for commands that print.
 *
 * Where the bundle has an index only the windows it names are looked at,
 * and a chunk is unpacked only where it has one of them.  Where that is most
 * of the text, several threads look at all of it (reader/sweep.h).
 */
#ifndef IBID_CMD_HITS_H
#define IBID_CMD_HITS_H

#include "bundle/bundle.h"
#include "search/query.h"

struct hit {
	struct match match;
	/* The chunk around it, for the call only; \n ends a paragraph. */
	struct span text;
	uint64_t base;		/* place of the chunk's first byte */
};

enum {
	HITS_TEXT = 1 << 0,	/* outside notes */
	HITS_NOTES = 1 << 1,	/* in notes */
	HITS_BOTH = HITS_TEXT | HITS_NOTES,
};

/*
 * Call `each` for the matches in order of place until it returns false;
 * `each` may take text from the bundle, but no chunk.  False after a
 * complaint about the file `name`: the bundle is damaged, or an expression
 * hit a limit and was not tried everywhere.
 */
bool hits_each(struct bundle *bundle, const char *name,
    const struct query *query, unsigned scope,
    bool (*each)(void *arg, const struct hit *hit), void *arg);

/*
 * The section that a reader would look for it in: for a place in a note
 * that of the note's first mark, else the section that holds the place.
 * DOC_NONE when there is none.  `note` as in struct hit.
 */
uint32_t hits_section(struct bundle *bundle, uint64_t place, uint32_t note);

#endif
