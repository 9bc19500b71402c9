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

/*
 * Tell the sink what the front matter of `text` says; lines that were not
 * understood become paragraphs, with a diagnostic.  Returns how many bytes
 * the block takes (0: there is none) and sets `*lines`.
 */
size_t front_matter_read(struct span text, struct doc_sink *sink,
    struct diag_list *diags, unsigned *lines);

#endif
