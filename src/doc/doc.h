/*
 * doc/doc.h - the vocabulary of documents: blocks, inlines, notes.
 *
 * Importers speak these kinds as events (doc/event.h); doc/build.h turns
 * events into the arrays below; the compiler works on the arrays; the
 * bundle stores them and gives them back a chunk at a time; the layout
 * draws them.  Everything that names a kind grows from the lists here.
 *
 * A document is a list of nodes in reading order.  A node is a container
 * (a quote, a list, a note) or a leaf (a paragraph, a heading) that holds
 * text and inlines.  A container is followed by its descendants; `end`
 * says where they stop:
 *
 *     0 LIST       end 5
 *     1   ITEM     end 3   parent 0
 *     2     PARAGRAPH      parent 1   "first"
 *     3   ITEM     end 5   parent 0
 *     4     PARAGRAPH      parent 3   "second"
 *     5 PARAGRAPH          parent DOC_NONE
 *
 * Text rules.  All text is well-formed UTF-8.  In a leaf, a line that must
 * end (a verse, code, <br>) ends with U+000B (class BK of UAX #14); a leaf
 * never holds \n, \r or \f.  The text of a document is the text of its
 * leaves in order, each followed by one \n, but for a leaf with
 * DOC_CONTINUES, which is followed by nothing: the next leaf goes on with
 * the same paragraph (paragraphs longer than DOC_LEAF_MAX bytes are
 * stored in pieces of less, cut at white space).  So one line of text is one
 * paragraph, and a phrase never runs on from one paragraph to the next.
 *
 * A note mark has no text: it is a zero-length inline between two
 * characters, and its label is drawn by the layout.  So a phrase is found
 * across marks, and the words of the text are only the author's.
 *
 * Units: `off` and `len` are bytes in a leaf's text.  A place (`place`,
 * uint64_t) is a byte offset into the text of the whole bundle, where the
 * documents follow one another.
 */
#ifndef IBID_DOC_DOC_H
#define IBID_DOC_DOC_H

#include <stdint.h>

#include "base/arena.h"
#include "base/span.h"

#define DOC_NONE UINT32_MAX	/* no node, no note, no section */
#define DOC_NOWHERE UINT64_MAX	/* no place */

/* Deeper containers are kept flat, with a diagnostic: no paper nests so. */
#define DOC_DEPTH_MAX 64

/* A screen of 300x100 cells shows 30 kB; a piece is well below that. */
#define DOC_LEAF_MAX 8192

enum doc_shape { DOC_CONTAINER, DOC_LEAF };

/*      id           name          shape */
#define DOC_KINDS(X) \
	X(QUOTE,      "quote",      CONTAINER)	/* a block quotation */ \
	X(PULL_QUOTE, "pull-quote", CONTAINER)	/* repeats its text */ \
	X(EPIGRAPH,   "epigraph",   CONTAINER) \
	X(LIST,       "list",       CONTAINER)	/* number: first, or none */ \
	X(ITEM,       "item",       CONTAINER)	/* number: its own */ \
	X(TABLE,      "table",      CONTAINER)	/* label: see below */ \
	X(ROW,        "row",        CONTAINER)	/* flag DOC_HEADER */ \
	X(DEFINITIONS, "definitions", CONTAINER)	/* TERMs and ITEMs */ \
	X(FIGURE,     "figure",     CONTAINER) \
	X(ASIDE,      "aside",      CONTAINER) \
	X(NOTE,       "note",       CONTAINER)	/* label; number: index */ \
	X(FURNITURE,  "furniture",  CONTAINER)	/* a page's own fittings */ \
	X(GROUP,      "group",      CONTAINER)	/* div, section: a role */ \
	X(PARAGRAPH,  "paragraph",  LEAF) \
	X(HEADING,    "heading",    LEAF)	/* level 1 to 6 */ \
	X(CODE,       "code",       LEAF)	/* label: info string */ \
	X(VERSE,      "verse",      LEAF)	/* spaces indent a line */ \
	X(CELL,       "cell",       LEAF)	/* align; number: colspan */ \
	X(TERM,       "term",       LEAF) \
	X(CAPTION,    "caption",    LEAF) \
	X(RULE,       "rule",       LEAF)	/* a thematic break, no text */

enum doc_kind {
#define X(id, name, shape) DOC_##id,
	DOC_KINDS(X)
#undef X
	DOC_KIND_COUNT
};

/*      id          name         what `target` and `number` hold */
#define DOC_INLINES(X) \
	X(EMPHASIS,  "emphasis")  \
	X(STRONG,    "strong")    \
	X(STRIKE,    "strike")    \
	X(UNDERLINE, "underline") \
	X(MONO,      "mono")      /* code, keyboard, sample */ \
	X(SUPER,     "super")     \
	X(SUB,       "sub")       \
	X(SMALL_CAPS, "small-caps") \
	X(LINK,      "link")      /* target: URL or #id; or place */ \
	X(IMAGE,     "image")     /* its text is the alt text; target */ \
	X(LANG,      "lang")      /* target: BCP 47 tag */ \
	X(NOTE_REF,  "note-ref")  /* zero length; number: note index */ \
	X(BACKLINK,  "backlink")  /* from a note to its mark; not drawn */ \
	X(ANCHOR,    "anchor")    /* zero length; target: id */ \
	X(PAGE,      "page")      /* zero length; target: print page */

enum doc_inline_kind {
#define X(id, name) DOC_##id,
	DOC_INLINES(X)
#undef X
	DOC_INLINE_COUNT
};

/*
 * What a source says a part is for (EPUB 3 structural semantics 1.1 and
 * DPUB-ARIA 1.1 names).  Importers set it where the source is explicit.
 */
#define DOC_ROLES(X) \
	X(PLAIN,        "") \
	X(NOTEREF,      "noteref")      /* on a link */ \
	X(BACKLINK_ROLE, "backlink")    /* on a link */ \
	X(FOOTNOTE,     "footnote")     /* one note */ \
	X(ENDNOTES,     "endnotes")     /* a part that holds notes */ \
	X(TITLE_PAGE,   "titlepage") \
	X(CONTENTS,     "toc") \
	X(INDEX,        "index") \
	X(BIBLIOGRAPHY, "bibliography") \
	X(COPYRIGHT,    "copyright-page") \
	X(CHAPTER,      "chapter") \
	X(PART,         "part")

enum doc_role {
#define X(id, name) DOC_ROLE_##id,
	DOC_ROLES(X)
#undef X
	DOC_ROLE_COUNT
};

enum doc_align { DOC_ALIGN_NONE, DOC_ALIGN_LEFT, DOC_ALIGN_CENTRE,
	DOC_ALIGN_RIGHT };

/* Flags of a node. */
enum {
	DOC_RTL = 1 << 0,	/* base direction is right to left */
	DOC_LTR = 1 << 1,	/* ... is left to right; neither: auto */
	DOC_TIGHT = 1 << 2,	/* a list without space between items */
	DOC_ORDERED = 1 << 3,	/* a list, or an item, with numbers */
	DOC_HEADER = 1 << 4,	/* a row of column headings */
	DOC_CONTINUES = 1 << 5,	/* the next leaf is the same paragraph */
	DOC_CONTINUED = 1 << 6,	/* so was the one before */
	DOC_INFERRED = 1 << 7,	/* the compiler's guess, not the source */
};

/* An inline: outer before inner, then by `off`. */
struct doc_inline {
	uint32_t off;
	uint32_t len;
	uint8_t kind;		/* enum doc_inline_kind */
	uint8_t role;		/* enum doc_role */
	uint32_t number;	/* note index, or DOC_NONE */
	uint64_t place;		/* where an inner link goes, or DOC_NOWHERE */
	struct span target;
};

/*
 * The label of a TABLE says what the compiler saw of it, so that no one
 * else need read it all: of each column the widest line and the widest
 * word, then the names from its header row, if it has one, each after a
 * tab: "4,4;31,9\tYear\tTreaty".
 */
struct doc_node {
	uint8_t kind;		/* enum doc_kind */
	uint8_t role;		/* enum doc_role */
	uint8_t level;		/* of a heading */
	uint8_t align;		/* enum doc_align, of a cell */
	uint16_t flags;
	uint32_t parent;	/* index of the container, or DOC_NONE */
	uint32_t end;		/* index after the last descendant */
	uint32_t number;	/* list start, item number, note index */
	uint32_t line;		/* in the source, from 1; 0 unknown */
	uint64_t place;		/* of the first byte; set by the compiler */
	struct span id;		/* anchor name in the source, or empty */
	struct span label;	/* note label, info string, ... */
	struct span lang;	/* BCP 47, or empty: as the parent */
	struct span text;	/* of a leaf */
	struct doc_inline *inlines;
	uint32_t inline_count;
};

/*
 * How much a note says: only where something is, or something of its own.
 * A name is what programs read, an ear word what people hear.
 */
/*	id, name, ear */
#define DOC_NOTE_KINDS(X) \
	X(SOURCE, "source", "Source") \
	X(DISCUSSION, "discussion", "Says more")

enum doc_note_kind {
#define X(id, name, ear) DOC_NOTE_##id,
	DOC_NOTE_KINDS(X)
#undef X
};

/* One mark of a note. */
struct doc_ref {
	uint64_t place;		/* of the mark */
	uint32_t note;		/* index */
	uint32_t section;	/* index of the section it stands in */
};

/* A phrase in a note that leans on another note. */
struct doc_resolve {
	uint32_t off, len;	/* of the phrase, from the note's place */
	uint32_t note;		/* of the bundle, or DOC_NONE: not known */
	struct span locator;	/* "41", "para. 30", or empty */
};

struct doc_note {
	uint32_t document;
	uint32_t section;	/* that it is kept in */
	uint32_t node;		/* of its DOC_NOTE; while compiling only */
	uint8_t kind;		/* enum doc_note_kind */
	uint32_t words;
	uint64_t place;		/* of its text */
	uint64_t end;		/* after its text, before the last \n */
	struct span label;
	uint32_t ref_count;
	struct doc_resolve *resolves;
	uint32_t resolve_count;
};

/* One row of the contents tree. */
struct doc_section {
	uint32_t document;
	uint32_t parent;	/* index, or DOC_NONE */
	uint8_t level;		/* 1 and deeper, no gaps */
	uint8_t role;
	bool back_matter;	/* notes, index: not counted as reading */
	uint32_t words;		/* with its sub-sections, without notes */
	uint32_t notes;		/* marks in it, with its sub-sections */
	uint64_t place;		/* of its heading */
	uint64_t end;		/* of its last sub-section */
	struct span title;
};

struct doc_keyword {
	struct span term;
	struct span variants;	/* separated by \n, or empty */
	struct span definition;	/* or empty */
};

/* Names and values: "title", "author", "date", "language", ... */
struct doc_meta {
	struct span name;
	struct span value;
};

/*
 * One document in memory, whole: what an importer's events become and what
 * the compiler completes.  Everything lives in `mem`.
 */
struct doc {
	struct arena mem;
	bool settled;			/* nothing is left to guess */
	struct doc_node *nodes;
	size_t node_count, node_room;
	struct doc_meta *meta;
	size_t meta_count, meta_room;
	struct doc_keyword *keywords;
	size_t keyword_count, keyword_room;
	/* From here on made by the compiler. */
	struct doc_note *notes;
	size_t note_count, note_room;
	struct doc_ref *refs;		/* by place */
	size_t ref_count, ref_room;
	struct doc_section *sections;	/* by place */
	size_t section_count, section_room;
	uint64_t text_len;
	uint32_t words;
	uint32_t dangling;		/* marks without a note */
};

void doc_init(struct doc *doc);
void doc_release(struct doc *doc);

/* The value of `name`, or an empty span. */
struct span doc_meta_get(const struct doc *doc, const char *name);

/* Add, or replace what is there. */
void doc_meta_set(struct doc *doc, const char *name, struct span value);

const char *doc_kind_name(enum doc_kind kind);
enum doc_shape doc_kind_shape(enum doc_kind kind);
const char *doc_inline_name(enum doc_inline_kind kind);
const char *doc_role_name(enum doc_role role);
const char *doc_note_kind_name(enum doc_note_kind kind);
const char *doc_note_kind_ear(enum doc_note_kind kind);

/* The role of that EPUB or DPUB-ARIA name (with or without "doc-"). */
enum doc_role doc_role_of(struct span name);

/* A readable listing of the nodes, for golden files. */
struct buf;
void doc_dump(const struct doc *doc, struct buf *out);

#endif
