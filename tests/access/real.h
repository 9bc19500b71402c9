/*
 * tests/access/real.h - ibid itself, on a document that the tests make.
 *
 * The document has eight chapters of numbered words, so that each line of a
 * page is another one, and notes 1 to 24.  The first mark is that of note
 * 1, in the first paragraph.  It is compiled by ibid-pack, and ibid reads
 * it with a home of its own that holds nothing.
 */
#ifndef IBID_TESTS_REAL_H
#define IBID_TESTS_REAL_H

#include "tests/screen/rig.h"

#define REAL_TITLE "A book of lines"

/* Group setup and teardown: the folder, the document, the bundle. */
int real_setup(void **state);
int real_teardown(void **state);

/* Paths that live as long as the group: "story.ibid" and the like. */
const char *real_path(const char *name);

/* Write a file there; its path. */
const char *real_put(const char *name, const char *text);

/* The path of ibid in the build. */
const char *real_program(void);

/* Options and environments for real_start. */
#define REAL_OPTS(...) RIG_ENV(__VA_ARGS__)

/*
 * ibid on `name` (NULL: the bundle of the document) in a window of 80 by
 * 24; options and environment may be NULL.  The place is not saved unless
 * the options say so.  Skips without a pty.
 */
struct vt *real_start(const char *type, const char *const *opts,
    const char *const *env);
struct vt *real_start_file(const char *name, const char *type,
    const char *const *opts, const char *const *env);

/* The arguments and the environment alone, for hear_start. */
const char *const *real_argv(const char *name, const char *const *opts);
const char *const *real_env(const char *const *env);

/* The chapter of the report beside the tree, or NULL. */
const char *real_report(void);

/*
 * Through every pane, list and prompt by way of every kind of move, and
 * back to the page; ESCDELAY=1 in the environment makes it fast.
 */
void real_tour(struct vt *vt);

/* A row of the screen; valid until the next call. */
const char *real_row(const struct vt *vt, int row);

#endif
