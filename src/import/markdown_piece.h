/*
 * import/markdown_piece.h - a long Markdown source, parsed piece by piece.
 *
 * cmark-gfm's tree takes six times the memory of its source, so a long
 * source is cut where no block can go on: after a blank line, before a line
 * that starts in column 0 with a letter or "#".  There lists, quotes, notes
 * and tables end.  What may go on over blank lines at any depth of indent,
 * a fence or a block of raw HTML that is still open, is seen when the piece
 * is parsed: then a piece of twice the length is tried.
 *
 * Two things reach over a whole file.  The labels of notes are carried by
 * markdown_labels.h, in each piece for itself.  A link's definition may
 * serve any link, so a source that holds one is a single piece.
 */
#ifndef IBID_IMPORT_MARKDOWN_PIECE_H
#define IBID_IMPORT_MARKDOWN_PIECE_H

#include <cmark-gfm.h>

#include "import/markdown_labels.h"

struct md_piece {
	struct md_labels labels;
	size_t *resolved;	/* what cmark calls note i + 1: a label */
	size_t resolved_count;
	size_t notes_seen;	/* definitions walked so far */
	unsigned lines;		/* of the source */
	unsigned first_line;	/* less 1 */
	cmark_node *root;	/* user data of an ITEM: see below */
};

/* Whether `text` may hold the definition of a link ("[label]: /url"). */
bool md_may_define_links(struct span text);

/*
 * Where a piece of about `len` bytes ends that starts at `from`; text.len
 * when there is no such place.
 */
size_t md_piece_end(struct span text, size_t from, size_t len);

/*
 * Parse `text`, which must stay; `exact` as markdown_walk.h says.  Fills
 * `piece` (zeroed), but for `first_line`.  The user data of an item is the
 * number that the source writes before it, or 0.
 */
void md_piece_parse(struct md_piece *piece, struct span text, bool exact);

/* Whether the piece may end in the midst of a block. */
bool md_piece_is_open(const struct md_piece *piece);

void md_piece_release(struct md_piece *piece);

#endif
