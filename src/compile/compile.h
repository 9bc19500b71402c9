/*
 * compile/compile.h - from an imported document to a bundle.
 *
 * The passes, in this order, each in a file of its own:
 *
 *     mend      what conversion broke (compile/mend*.c)
 *     notes     marks joined to notes, however written (compile/notes*.c)
 *     links     inner links find the block they mean
 *     split     long leaves cut at DOC_LEAF_MAX; tables measured
 *     places    text offsets of leaves, notes and marks
 *     sections  the contents tree
 *
 * Then compile_pack says of what kind each note is and resolves what it
 * leans on (ibid., op. cit. and the like, compile/cite.h), in all documents
 * at once, and writes them, with the search index, as one bundle.  The same
 * documents and options give the same bytes.
 *
 * Nothing here fails: what is odd becomes a diagnostic.  Memory that lasts
 * is the document's arena.  Time is linear in the text, but for sorting.
 */
#ifndef IBID_COMPILE_COMPILE_H
#define IBID_COMPILE_COMPILE_H

#include "base/buf.h"
#include "base/diag.h"
#include "doc/doc.h"

enum compile_level {
	COMPILE_FAST,	/* for the cache: opens soon, some larger */
	COMPILE_STRONG	/* for keeping: the smallest file */
};

struct compile_opts {
	bool mend;
	enum compile_level level;
	struct span title;	/* for a document headed "Contents" */
};

/* Mending on, strong. */
void compile_opts_init(struct compile_opts *opts);

/*
 * Run the passes over `doc`, as doc_finish left it.  Places count from
 * the document's own start; `document` of notes and sections is 0.
 */
void compile_doc(struct doc *doc, const struct compile_opts *opts,
    struct diag_list *diags);

/*
 * Append `count` compiled documents, in order, to `out` as one bundle.
 * Sets `kind` and `resolves` of their notes.
 * False, with words in `error`, when they are too large for the format.
 */
bool compile_pack(struct doc *const *docs, size_t count,
    const struct compile_opts *opts, struct buf *out, struct buf *error);

#endif
