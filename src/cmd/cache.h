/*
 * cmd/cache.h - sources that were compiled before.
 *
 * Bundles made on the fly are kept under $XDG_CACHE_HOME/ibid
 * (~/.cache/ibid), each named by a key of its sources, and may be deleted
 * at any time.  When one is added, those that were not used for longest are
 * deleted until the rest is within the setting "cache-size"; the time of a
 * file's last change says when it was used.
 *
 * The key of a file is that of its bytes, and of its name's ending, which
 * decides the format.  A folder, or the table of contents that stands for
 * one, may hold much that is no part of the document, so its files are not
 * read: their names, sizes, and the times of their last change are the key.
 */
#ifndef IBID_CMD_CACHE_H
#define IBID_CMD_CACHE_H

#include "base/buf.h"

/* The setting: how much to keep, in bytes; with 0 nothing is. */
void cache_keep(uint64_t bytes);

/*
 * The path at which the bundle of these sources is kept, or would be.
 * False when they are not kept: one is a pipe, or cannot be read, or there
 * is no folder for it (said on standard error).
 */
bool cache_path(char **names, int count, struct buf *path);

/* Keep `bundle` at `path`; says so on standard error if it cannot. */
bool cache_store(const char *path, struct span bundle);

/* The bundle at `path` was opened: it is the last to be deleted. */
void cache_used(const char *path);

#endif
