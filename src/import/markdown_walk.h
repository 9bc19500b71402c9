/*
 * import/markdown_walk.h - the walk over cmark-gfm's tree, as its two files
 * share it: markdown.c tells blocks, markdown_inline.c inlines.
 */
#ifndef IBID_IMPORT_MARKDOWN_WALK_H
#define IBID_IMPORT_MARKDOWN_WALK_H

#include <cmark-gfm.h>

#include "import/import.h"
#include "import/markdown_labels.h"

/* Raw HTML tags and Markdown spans that are open, innermost last. */
#define MARKDOWN_SPANS_MAX 64

struct markdown_span {
	const char *tag;	/* NULL: Markdown's own */
	bool told;		/* a doc_span waits for its close */
};

struct markdown {
	const struct import_opts *opts;
	struct doc_sink *sink;
	struct diag_list *diags;
	struct md_labels labels;
	size_t *resolved;	/* what cmark calls note i + 1: a label */
	size_t resolved_count;
	size_t notes_seen;	/* definitions walked so far */
	unsigned front_lines;	/* of the front matter */
	size_t *line_offs;	/* of what cmark parsed */
	size_t line_count;
	unsigned column;	/* of the next cell in its row */
	unsigned line;		/* of the block being told */
	struct map slugs;	/* to how many headings have it */
	struct arena mem;
	struct buf text;	/* scratch */
	struct markdown_span spans[MARKDOWN_SPANS_MAX];
	unsigned span_count;
	unsigned span_lost;	/* opened past the limit */
	bool in_notes;		/* their group is open */
	cmark_node *strip_id;	/* the text node that ends with {#id} */
	cmark_node *url_node;	/* the text node to be told as `url` */
	struct span url;
};

/* A C string of cmark's with the labels put back; valid until the next. */
struct span markdown_text(struct markdown *walk, const char *literal);

/* "#id" as it is told: with the prefix of the file. */
struct span markdown_target(struct markdown *walk, const char *url);
struct span markdown_id(struct markdown *walk, struct span id);

/* Tell one event of an inline node. */
void markdown_inline(struct markdown *walk, cmark_node *node, bool enter);

/* Close the HTML spans that a block leaves open. */
void markdown_end_inlines(struct markdown *walk);

#endif
