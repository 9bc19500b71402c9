/*
 * import/markdown_walk.h - the walk over cmark-gfm's tree, as its files
 * share it: markdown.c tells blocks, markdown_inline.c inlines,
 * markdown_html.c the boxes that HTML tags put around blocks.
 *
 * A file that ibid export wrote is told exactly: white space stays, a
 * heading has no id but what it says (unless all have), plain addresses are
 * no links, and boxes say of every node what Markdown cannot.
 */
#ifndef IBID_IMPORT_MARKDOWN_WALK_H
#define IBID_IMPORT_MARKDOWN_WALK_H

#include <cmark-gfm.h>

#include "import/import.h"
#include "import/markdown_piece.h"

/* Raw HTML tags and Markdown spans that are open, innermost last. */
#define MARKDOWN_SPANS_MAX 64

struct markdown_span {
	const char *tag;	/* NULL: Markdown's own */
	bool told;		/* a doc_span waits for its close */
};

/* A start tag that waits for its end tag, or a block of cmark's. */
struct markdown_box {
	struct span tag;	/* empty: cmark's own block, no tag ends it */
	bool told;		/* a doc_open waits for its close */
	bool leaf;		/* it says what the next leaf is */
};

struct markdown {
	const struct import_opts *opts;
	struct doc_sink *sink;
	struct diag_list *diags;
	struct md_piece piece;	/* being told */
	struct md_piece *kept;	/* told, but for their notes */
	size_t kept_count, kept_room;
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
	bool exact;		/* written by ibid export */
	bool unnamed;		/* headings get no ids of their own */
	struct markdown_box *boxes;
	size_t box_count, box_room;
	bool leaf_due;		/* the next leaf is one of these: */
	enum doc_kind leaf_kind;
	struct doc_attrs leaf_attrs;
	struct map notes;	/* exact: of labels to nodes */
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

/*
 * The value of attribute `name` of a tag; an empty span with a pointer when
 * it is there and empty.
 */
struct span markdown_attribute(struct markdown *walk, struct span tag,
    const char *name);

/* What role, or epub:type, says; PLAIN when it says nothing known. */
enum doc_role markdown_role(struct markdown *walk, struct span tag);

/* The name of a start or end tag. */
struct span markdown_tag_name(struct span tag);

/* Open a leaf: as it is, or as the box around it says. */
void markdown_leaf(struct markdown *walk, enum doc_kind kind,
    const struct doc_attrs *attrs);

/* Tell a block of HTML; false when it is more than tags around blocks. */
bool markdown_boxes(struct markdown *walk, struct span html);

/* Close the boxes that end in a block of HTML which has words, too. */
void markdown_boxes_end(struct markdown *walk, struct span html);

/* A block of cmark's begins and ends: what is opened in it ends with it. */
void markdown_box_begin(struct markdown *walk);
void markdown_box_end(struct markdown *walk);

/* Tell the note of that label here; `attrs` may be NULL. */
void markdown_note(struct markdown *walk, struct span label,
    const struct doc_attrs *attrs);

#endif
