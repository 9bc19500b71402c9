/* tui/staged.c - collect what is written to a descriptor, send it at once. */
#include "tui/staged.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <sys/mman.h>
#include <unistd.h>

#include "base/file.h"

static int
memory_file(void)
{
	FILE *file;
	int fd;

#ifdef MFD_CLOEXEC
	fd = memfd_create("screen", MFD_CLOEXEC);
	if (fd >= 0)
		return fd;
#endif
	file = tmpfile();
	fd = file ? fcntl(fileno(file), F_DUPFD_CLOEXEC, 3) : -1;
	if (file)
		fclose(file);
	return fd;
}

int
staged_open(int fd)
{
	int memory = memory_file();
	int error = 0;

	if (memory < 0 || dup3(memory, fd, O_CLOEXEC) < 0)
		error = errno;
	if (memory >= 0)
		close(memory);
	return error;
}

void
staged_unpadded(struct buf *out, const char *capability)
{
	struct span rest = span_str(capability);

	while (rest.len) {
		ptrdiff_t start = span_find(rest, SPAN("$<"), 0);
		ptrdiff_t end = start < 0 ? -1 : span_chr(rest, '>',
		    (size_t)start);

		if (end < 0)
			break;
		buf_put(out, span_slice(rest, 0, (size_t)start));
		rest = span_slice(rest, (size_t)end + 1, rest.len);
	}
	buf_put(out, rest);
}

off_t
staged_len(int fd)
{
	return lseek(fd, 0, SEEK_CUR);
}

void
staged_cut(int fd, off_t from)
{
	/* What cannot be cut off is sent twice, which harms nobody. */
	if (ftruncate(fd, from) == 0)
		lseek(fd, from, SEEK_SET);
}

int
staged_read(int fd, off_t from, struct buf *out)
{
	off_t end = staged_len(fd);

	buf_reserve(out, (size_t)(end - from) + 1);
	while (from < end) {
		size_t left = (size_t)(end - from);
		ssize_t got = pread(fd, buf_reserve(out, left), left, from);

		if (got <= 0)
			return got < 0 ? errno : EIO;
		out->len += (size_t)got;
		from += got;
	}
	return 0;
}

void
staged_move(int fd, off_t from, const char *move)
{
	struct buf bytes = { 0 };

	if (staged_len(fd) == from)
		return;
	staged_cut(fd, from);
	staged_unpadded(&bytes, move);
	file_write_fd(fd, buf_span(&bytes));
	buf_release(&bytes);
}

/* The length of the string of `never` that starts here, or 0. */
static size_t
never_len(struct span rest, const char *const *never)
{
	for (; *never; never++)
		if (**never && span_starts(rest, span_str(*never)))
			return strlen(*never);
	return 0;
}

/* Terminfo's strings start with a control character. */
static void
leave_out(struct buf *bytes, const char *const *never)
{
	struct span rest = buf_span(bytes);
	char *to = bytes->ptr;

	while (rest.len) {
		size_t len = (unsigned char)*rest.ptr < ' ' ?
		    never_len(rest, never) : 0;

		if (!len)
			*to++ = *rest.ptr;
		rest = span_slice(rest, len ? len : 1, rest.len);
	}
	if (to)
		buf_cut(bytes, (size_t)(to - bytes->ptr));
}

int
staged_send(int fd, int out_fd, const char *const *never)
{
	struct buf bytes = { 0 };
	int error;

	if (staged_len(fd) == 0)
		return 0;
	error = staged_read(fd, 0, &bytes);
	leave_out(&bytes, never);
	if (!error && bytes.len)
		error = file_write_fd(out_fd, buf_span(&bytes));
	buf_release(&bytes);
	staged_cut(fd, 0);
	return error;
}
