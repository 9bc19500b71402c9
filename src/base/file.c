/* base/file.c - files: mapped, read whole, and replaced in one step. */
#include "base/file.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/arena.h"

/* As much as systems map at once where a byte is read, when they can. */
#define HUGE_PAGE ((size_t)2 << 20)

/* So many may lie there from programs that were killed. */
#define TEMP_NAMES_MAX 1000

/*
 * Map a file so that the system cannot map 2 MB of it where a byte is read:
 * that needs addresses that are the file's offsets modulo these, and a
 * reader of a large file would seem to use, and would count as using, much
 * more memory than it looks at.
 */
static void *
map_finely(int fd, size_t len)
{
	size_t page = (size_t)sysconf(_SC_PAGESIZE), room, before, after;
	char *base, *start;

	if (len < HUGE_PAGE || len > SIZE_MAX / 2)
		return mmap(NULL, len, PROT_READ, MAP_PRIVATE, fd, 0);
	len = (len + page - 1) / page * page;
	room = len + HUGE_PAGE + page;
	base = mmap(NULL, room, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS |
	    MAP_NORESERVE, -1, 0);
	if (base == MAP_FAILED)
		return base;
	before = HUGE_PAGE - (uintptr_t)base % HUGE_PAGE + page;
	start = base + before % HUGE_PAGE;
	before = (size_t)(start - base);
	after = room - before - len;
	if (mmap(start, len, PROT_READ, MAP_PRIVATE | MAP_FIXED, fd, 0) ==
	    MAP_FAILED) {
		munmap(base, room);
		return MAP_FAILED;
	}
	if (before)
		munmap(base, before);
	if (after)
		munmap(start + len, after);
	return start;
}

int
file_map(struct mapped *map, const char *path)
{
	struct stat st;
	struct buf copy = { 0 };
	int error = 0;
	int fd;

	*map = (struct mapped){ .bytes = SPAN("") };
	fd = open(path, O_RDONLY | O_CLOEXEC);
	if (fd < 0)
		return errno;
	if (fstat(fd, &st) < 0) {
		error = errno;
		goto out;
	}
	if (S_ISDIR(st.st_mode)) {
		error = EISDIR;
		goto out;
	}
	if (S_ISREG(st.st_mode) && st.st_size > 0) {
		size_t len = (size_t)st.st_size;
		void *base = map_finely(fd, len);

		if (base != MAP_FAILED) {
			map->base = base;
			map->bytes = span_of(base, len);
			goto out;
		}
	}
	error = file_read_fd(fd, 0, &copy);
	if (!error) {
		map->heap = buf_detach(&copy, &map->bytes.len);
		map->bytes.ptr = map->heap;
	}
	buf_release(&copy);
out:
	close(fd);
	return error;
}

void
file_unmap(struct mapped *map)
{
	if (map->base)
		munmap(map->base, map->bytes.len);
	free(map->heap);
	*map = (struct mapped){ .bytes = SPAN("") };
}

void
file_rest(const struct mapped *map)
{
	if (map->base)
		madvise(map->base, map->bytes.len, MADV_DONTNEED);
}

int
file_read_fd(int fd, size_t limit, struct buf *out)
{
	const size_t step = 64 * 1024;
	size_t start = out->len;

	for (;;) {
		char *to = buf_reserve(out, step);
		ssize_t got = read(fd, to, step);

		if (got < 0 && errno == EINTR)
			continue;
		if (got < 0)
			return errno;
		if (got == 0)
			return 0;
		if (limit && out->len - start + (size_t)got > limit)
			return EFBIG;
		out->len += (size_t)got;
		out->ptr[out->len] = '\0';
	}
}

int
file_read(const char *path, size_t limit, struct buf *out)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	int error;

	if (fd < 0)
		return errno;
	error = file_read_fd(fd, limit, out);
	close(fd);
	return error;
}

int
file_write_fd(int fd, struct span bytes)
{
	while (bytes.len) {
		ssize_t put = write(fd, bytes.ptr, bytes.len);

		if (put < 0 && errno == EINTR)
			continue;
		if (put < 0)
			return errno;
		bytes = span_slice(bytes, (size_t)put, bytes.len);
	}
	return 0;
}

/*
 * A new file beside `path`; its name in `temp`.  Not by mkstemp, which asks
 * for leave to read what it makes: ibid-pack has none.
 */
static int
open_beside(const char *path, struct buf *temp)
{
	int fd = -1;

	for (int i = 0; fd < 0 && i < TEMP_NAMES_MAX; i++) {
		buf_clear(temp);
		buf_printf(temp, "%s.%ld-%d", path, (long)getpid(), i);
		fd = open(buf_cstr(temp), O_WRONLY | O_CREAT | O_EXCL |
		    O_CLOEXEC, 0600);
		if (fd < 0 && errno != EEXIST)
			break;
	}
	return fd;
}

static int
replace(const char *path, struct span bytes, mode_t mode)
{
	struct buf temp = { 0 };
	mode_t mask = umask(0);
	int error = 0;
	int fd;

	umask(mask);
	fd = open_beside(path, &temp);
	if (fd < 0) {
		error = errno;
		goto out;
	}
	error = file_write_fd(fd, bytes);
	if (!error && fchmod(fd, mode & ~mask) < 0)
		error = errno;
	if (!error && fsync(fd) < 0 && errno != EINVAL)
		error = errno;
	if (close(fd) < 0 && !error)
		error = errno;
	if (!error && rename(temp.ptr, path) < 0)
		error = errno;
	if (error)
		unlink(temp.ptr);
out:
	buf_release(&temp);
	return error;
}

bool
file_same(const char *path, const char *other)
{
	struct stat one, two;

	return stat(path, &one) == 0 && stat(other, &two) == 0 &&
	    one.st_dev == two.st_dev && one.st_ino == two.st_ino;
}

int
file_replace(const char *path, struct span bytes, mode_t mode)
{
	sigset_t all, old;
	int error;

	/* No signal comes between, to leave half a file. */
	sigfillset(&all);
	sigprocmask(SIG_BLOCK, &all, &old);
	error = replace(path, bytes, mode);
	sigprocmask(SIG_SETMASK, &old, NULL);
	return error;
}

int
file_make_parents(const char *path)
{
	struct buf part = { 0 };
	int error = 0;

	for (const char *slash = strchr(path + 1, '/'); slash && !error;
	    slash = strchr(slash + 1, '/')) {
		buf_clear(&part);
		buf_put(&part, span_of(path, (size_t)(slash - path)));
		if (mkdir(part.ptr, 0777) < 0 && errno != EEXIST)
			error = errno;
	}
	buf_release(&part);
	return error;
}
