/*
 * base/file.h - files: mapped, read whole, and replaced in one step.
 *
 * Functions that can fail return 0, or an errno value; strerror of it is
 * fit to show.  No function here prints.
 */
#ifndef IBID_BASE_FILE_H
#define IBID_BASE_FILE_H

#include <sys/types.h>

#include "base/buf.h"
#include "base/span.h"

/*
 * A file seen as a span.  Where it cannot be mapped (a pipe) it is read
 * into memory.  A file that is cut while mapped would raise SIGBUS; ibid
 * replaces files by rename only, never in place.
 */
struct mapped {
	struct span bytes;
	void *base;	/* of the map, or NULL */
	char *heap;	/* of the copy, or NULL */
};

int file_map(struct mapped *map, const char *path);
void file_unmap(struct mapped *map);

/*
 * Give back the memory of what was read of the file so far.  `bytes` stays
 * as it was; what is looked at again comes from the system's cache.
 */
void file_rest(const struct mapped *map);

/*
 * Append all of `fd` to `out`; EFBIG when there is more than `limit`
 * bytes (0: no limit).
 */
int file_read_fd(int fd, size_t limit, struct buf *out);

/* Append the whole file at `path`; as above. */
int file_read(const char *path, size_t limit, struct buf *out);

/* Write all of `bytes`, through interruptions and short writes. */
int file_write_fd(int fd, struct span bytes);

/*
 * Make `path` hold `bytes`: a temporary file beside it is written, synced
 * and renamed, so that a reader sees the old file or the new one and a
 * failure leaves the old one.  `mode` as for open, less the umask.
 */
int file_replace(const char *path, struct span bytes, mode_t mode);

/* Whether both are there and are one file, whatever their names. */
bool file_same(const char *path, const char *other);

/* mkdir -p, for the folder part of `path`. */
int file_make_parents(const char *path);

#endif
