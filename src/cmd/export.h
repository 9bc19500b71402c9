/*
 * cmd/export.h - a bundle's document as Markdown that packs to it again.
 *
 * What CommonMark and GFM have a sign for is written with it; what they lack
 * is written as HTML tags around blocks of Markdown, or around words, which
 * the Markdown importer reads back (import/markdown_html.c lists them).  The
 * front matter says "ibid-export: 1", and with that the importer takes white
 * space as it is and the compiler guesses nothing: packed at the same level,
 * the bundle is the same, byte for byte.
 *
 *     export.c         a document gathered from its chunks; front matter
 *     export_block.c   blocks, with what stands before each of their lines
 *     export_list.c    lists and tables in Markdown's own signs
 *     export_inline.c  text, its escapes and its inlines
 *
 * Notes are "[^label]:" at the end of the file.  Where two have one label, or
 * a label that Markdown cannot hold, marks name another, unique one, and the
 * note's own is told by the empty <div class="note"> that stands where the
 * note does.
 */
#ifndef IBID_CMD_EXPORT_H
#define IBID_CMD_EXPORT_H

#include "base/map.h"
#include "bundle/bundle.h"

/*
 * Append document `index` of the bundle, whole.  Memory is several times its
 * text.  False, with `*error`, when a chunk is damaged.
 */
bool export_document(struct bundle *bundle, uint32_t index, struct buf *out,
    struct bundle_error *error);

/* ---- between the parts ---- */

struct export {
	struct bundle *bundle;
	const struct bundle_document *document;
	struct arena mem;
	struct doc_node *nodes;		/* of the document; ends are set */
	size_t node_count, node_room;
	struct span *keys;		/* of its notes: what marks name */
	struct buf *out;
	bool placed;	/* <div class="note"> says where each note stands */
	bool unnamed;	/* headings without {#id} have no id */
	/* Blocks. */
	struct buf prefix;	/* of every line of the block at hand */
	struct buf lead;	/* instead, of the next line */
	bool has_lead;
	bool gap;		/* an empty line is due */
	bool tight;		/* in a tight list: it is not */
};

/* export_block.c: the nodes [from, to), siblings and what they hold. */
void export_blocks(struct export *e, uint32_t from, uint32_t to);

/* The definition of a note. */
void export_note(struct export *e, uint32_t node);

/* Begin the first line of a block. */
void export_begin(struct export *e);

/*
 * A block in which lines begin with `fill`, `rest` times ('>': as a quote),
 * the first one with `first`.  Returns what export_leave wants.
 */
size_t export_enter(struct export *e, const char *first, size_t rest,
    char fill);
void export_leave(struct export *e, size_t len);

/* Whether a node says nothing but its kind, text and children. */
bool export_is_bare(const struct doc_node *node);

/* Whether "## text" says all of a heading; `*named` when with {#id}. */
bool export_is_atx(const struct export *e, const struct doc_node *node,
    bool *named);

/*
 * export_list.c: whether Markdown can say all of a list or a table; and such
 * a list, with the `other` signs than the list right before it, or table.
 */
bool export_is_list(const struct export *e, const struct doc_node *node);
void export_list(struct export *e, const struct doc_node *node, bool other);
bool export_is_table(const struct export *e, const struct doc_node *node);
void export_table(struct export *e, const struct doc_node *node);

/* Whether the id is what Markdown gives a heading of that text. */
bool export_is_slug(const struct doc_node *heading);

/* Where text stands decides how line ends are told and what is escaped. */
enum export_place { EXPORT_LINES, EXPORT_HEADING, EXPORT_CELL };

/* export_inline.c: the text of a leaf, the first line begun already. */
void export_text(struct export *e, const struct doc_node *leaf,
    enum export_place place);

/* Append an attribute, ` name="value"`. */
void export_attr(struct buf *out, const char *name, struct span value);

#endif
