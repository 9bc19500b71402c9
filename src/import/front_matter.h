/*
 * import/front_matter.h - the "---" block at the head of a Markdown file.
 *
 *     ---
 *     title: A Title
 *     author: [One, Two]
 *     lang: en
 *     keywords:
 *     - safe third country
 *     - Migrant Protection Protocols | MPP: a rule of 2019
 *     ---
 *
 * This is the small part of YAML 1.2 that documents use: scalars plain or
 * quoted, flow lists of scalars, block lists, the block scalars | and >,
 * and lists of small maps as pandoc writes them ("- type: main" and
 * "text: Title").  Names are told in lower case; "lang" as "language",
 * "creator" and "authors" as "author".  A keyword may have variants after
 * "|" and a definition after ": ".
 */
#ifndef IBID_IMPORT_FRONT_MATTER_H
#define IBID_IMPORT_FRONT_MATTER_H

#include "base/diag.h"
#include "doc/event.h"

/* What the block says of the file itself. */
struct front_matter {
	size_t len;		/* bytes of the block; 0: there is none */
	unsigned lines;
	/* "ibid-export: 1": written by ibid export, */
	bool settled;
	bool unnamed;		/* headings have the ids they say only */
	unsigned dangling;	/* marks without a note */
};

/*
 * Tell the sink what the front matter of `text` says; lines that were not
 * understood become paragraphs, with a diagnostic.
 */
void front_matter_read(struct span text, struct doc_sink *sink,
    struct diag_list *diags, struct front_matter *block);

#endif
