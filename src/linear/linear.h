/*
 * linear/linear.h - the session as a conversation in plain lines.
 *
 * For people who read by ear or by finger, for pipes, and for terminals
 * that can do nothing else.  One command gives one unit and nothing that
 * was not asked for.  The output is printable text and line feeds, no
 * other control character, whatever the document holds.
 *
 * The grammar, one command a line:
 *
 *     (nothing)       the next unit (a paragraph, or a sentence: `u`)
 *     -               the one before
 *     40              paragraph 40 of the chapter
 *     z 5             the next five units
 *     t               the contents;  c 3  the third of them
 *     n               the notes of this paragraph;  n 12  read note 12
 *     b               back to the text
 *     /words          search;  //  the next match;  /-  the one before
 *     k               the keywords;  w  where you are;  u  the unit
 *     h               all commands;  q  the end
 *
 * Every action of reader/actions.h has its command in the column `linear`
 * there; a number or a name after it is its argument.  While a list is
 * open, a number opens that row, /words keeps the rows that match and b
 * closes the list.  What reads on in the text leaves the list and the notes
 * without a word.
 */
#ifndef IBID_LINEAR_LINEAR_H
#define IBID_LINEAR_LINEAR_H

#include <stdio.h>

#include "reader/session.h"
#include "uni/uni.h"

struct linear_opts {
	FILE *in, *out;
	const char *source;	/* what asked for this face: "flag" */
	bool prompt;		/* print "> " before each command */
	bool edit;		/* lines may be edited (linear/ask.h) */
	bool may_stop;		/* to a shell that continues it */
	/* Open an address; NULL: not allowed.  False with words in error. */
	bool (*browse)(struct span address, struct buf *error);
	struct span say_cmd;	/* reads aloud what is said; or empty */
	enum uni_charset charset;	/* what is written */
	const char *notice;	/* said once, after the greeting; or NULL */
	int cols;		/* 0: one line for each unit */
	/* Writes a new file, as in tui/ui.h; NULL in restricted mode. */
	bool (*save)(struct span path, struct span bytes,
	    struct buf *error);
};

/* Talk until the end of input or `q`.  The session belongs to the caller. */
void linear_run(struct session *session, const struct linear_opts *opts);

#endif
