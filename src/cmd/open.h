/*
 * cmd/open.h - whatever the user named, as a bundle.
 *
 * A bundle is opened as it is.  A source is compiled by ibid-pack, a child
 * process with limits of its own, into the cache ($XDG_CACHE_HOME/ibid),
 * under a name that is the hash of the sources' content, and the bundle
 * there is opened the next time.  Where there is no cache to write to, a
 * temporary file serves.
 */
#ifndef IBID_CMD_OPEN_H
#define IBID_CMD_OPEN_H

#include "bundle/bundle.h"

/*
 * Open the files named (none: the built-in documents) as one bundle.  NULL
 * after a complaint on standard error.  `restricted`: nothing is written to
 * the cache.
 */
struct bundle *open_files(char **names, int count, bool restricted);

/* Whether the file starts as a bundle does, a damaged one included. */
bool open_is_bundle(const char *name);

#endif
