/*
 * unit/import_story.h - a source in, a document out: for the tests of
 * importers and of the compiler.
 */
#ifndef IBID_TESTS_IMPORT_STORY_H
#define IBID_TESTS_IMPORT_STORY_H

#include "base/file.h"
#include "compile/compile.h"
#include "import/import.h"

struct import_story {
	struct doc doc;
	struct diag_list diags;
	struct buf dump;	/* of the document, sections, notes, diags */
};

/* Import only, or compile too, with or without mending. */
enum import_depth { STORY_IMPORT, STORY_UNMENDED, STORY_WHOLE };

/* `name` gives the format. */
void story_begin(struct import_story *story, const char *name,
    struct span source, enum import_depth depth);
void story_end(struct import_story *story);

/* The dump of a short Markdown source must be `want`. */
void story_is(const char *source, enum import_depth depth, const char *want);

/* How many diagnostics of that code there are. */
size_t story_count(const struct import_story *story, enum diag_code code);

/*
 * Map the corpus file `path` (below the folder of shared documents), or
 * skip the test.
 */
void story_corpus(struct mapped *map, const char *path);

#endif
