/*
 * cmd/print.h - a bundle as plain lines on standard output.
 *
 * What a pipe, a printer or a braille translator gets: text without any
 * terminal control, notes where they were asked for.
 */
#ifndef IBID_CMD_PRINT_H
#define IBID_CMD_PRINT_H

#include "bundle/bundle.h"

#define PRINT_COLS_MAX 10000

enum print_notes {
	PRINT_NOTES_END,	/* where the document has them */
	PRINT_NOTES_NONE,
	PRINT_NOTES_INLINE,	/* after the sentence's mark */
	PRINT_NOTES_SECTION,	/* after the section that cites them */
};

struct print_opts {
	int cols;		/* 0: one line for each paragraph */
	enum print_notes notes;
};

/* All documents, a blank line between two; returns an exit status. */
int print_bundle(struct bundle *bundle, const struct print_opts *opts);

#endif
