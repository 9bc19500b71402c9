/*
 * doc/event.h - how importers tell a document.
 *
 * An importer calls these functions on a sink; it never builds nodes.  The
 * legal order, as a grammar:
 *
 *     document  = meta* block* doc_finish
 *     block     = doc_open(container) block* doc_close
 *               | doc_open(leaf) (text | inline)* doc_close
 *     inline    = doc_span(kind) (text | inline)* doc_span_close
 *     text      = doc_text | doc_break
 *
 * For "> See *here*.[^4]" the calls are:
 *
 *     doc_open(sink, DOC_QUOTE, NULL);
 *     doc_open(sink, DOC_PARAGRAPH, NULL);
 *     doc_text(sink, "See ");
 *     doc_span(sink, DOC_EMPHASIS, NULL);
 *     doc_text(sink, "here");
 *     doc_span_close(sink);
 *     doc_text(sink, ".");
 *     doc_mark(sink, "4");
 *     doc_close(sink);
 *     doc_close(sink);
 *
 * What breaks the grammar is mended, never refused: text outside a leaf
 * opens a PARAGRAPH; a block opened inside a leaf closes that leaf first
 * (and opens a PARAGRAPH again if text follows); spans left open are
 * closed with their leaf; doc_finish closes everything.  Containers past
 * DOC_DEPTH_MAX are dropped, their content is kept.
 *
 * White space: doc_text folds \n, \r, \f and tab to spaces and runs of
 * spaces to one, except in CODE and VERSE, where \n becomes the line end
 * and spaces stay.  Spaces at both ends of a leaf are dropped, but in CODE.
 * Ill-formed UTF-8 becomes U+FFFD.  All spans passed in are copied.
 */
#ifndef IBID_DOC_EVENT_H
#define IBID_DOC_EVENT_H

#include "base/diag.h"
#include "doc/doc.h"

/* What may be said of a block or an inline; zero or empty: nothing. */
struct doc_attrs {
	enum doc_role role;
	unsigned level;
	unsigned number;
	unsigned flags;
	enum doc_align align;
	struct span id;
	struct span label;
	struct span lang;
	struct span target;
};

struct doc_sink;

struct doc_sink *doc_sink_new(struct doc *into, struct diag_list *diags);
void doc_sink_free(struct doc_sink *sink);

/* The source line of what comes next. */
void doc_line(struct doc_sink *sink, unsigned line);

/* Whether text is being taken in a leaf now, and of which kind. */
bool doc_in_leaf(const struct doc_sink *sink, enum doc_kind *kind);

void doc_open(struct doc_sink *sink, enum doc_kind kind,
    const struct doc_attrs *attrs);
void doc_close(struct doc_sink *sink);
void doc_span(struct doc_sink *sink, enum doc_inline_kind kind,
    const struct doc_attrs *attrs);
void doc_span_close(struct doc_sink *sink);
void doc_text(struct doc_sink *sink, struct span text);

/* A line end inside a leaf (<br>, two spaces in Markdown). */
void doc_break(struct doc_sink *sink);

/*
 * The source was written by a program that knew what is a paragraph, a mark
 * and a note (ibid export): the compiler mends nothing and guesses no notes.
 * `dangling` is how many marks had no note when it was written.
 */
void doc_settle(struct doc_sink *sink, unsigned dangling);

/*
 * While `exact`, text comes as it is to stand: no white space is folded or
 * dropped.
 */
void doc_exact(struct doc_sink *sink, bool exact);

/*
 * A mark of the note labelled `label`, in a source whose markup says that
 * it is one ([^4]).  The compiler joins it to the NOTE of that label; if
 * there is none it becomes the text "[4]" again, with a diagnostic.  Marks
 * that are known by their shape or their link only are told as spans
 * (SUPER, LINK) with their text, and the compiler decides.
 *
 * Where the label that is shown is not the one that marks name (two notes
 * "1" in one file), the NOTE's label is both, the shown one last, with \n
 * between.
 */
void doc_mark(struct doc_sink *sink, struct span label);

/* A zero-length ANCHOR or PAGE. */
void doc_point(struct doc_sink *sink, enum doc_inline_kind kind,
    struct span target);

void doc_meta(struct doc_sink *sink, const char *name, struct span value);
void doc_keyword(struct doc_sink *sink, struct span term,
    struct span variants, struct span definition);

/* Close what is open; the document is ready for the compiler. */
void doc_finish(struct doc_sink *sink);

#endif
