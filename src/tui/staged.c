/* tui/staged.c - collect what is written to a descriptor, send it at once. */
#include "tui/staged.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <sys/mman.h>
#include <sys/stat.h>
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

static void
leave_out(struct buf *bytes, const char *never)
{
	size_t len = strlen(never);
	ptrdiff_t at;

	if (!len)
		return;
	while ((at = span_find(buf_span(bytes), span_of(never, len), 0)) >= 0) {
		memmove(bytes->ptr + at, bytes->ptr + at + len,
		    bytes->len - (size_t)at - len);
		buf_cut(bytes, bytes->len - len);
	}
}

int
staged_send(int fd, int out_fd, const char *const *never)
{
	struct buf bytes = { 0 };
	struct stat state;
	int error;

	if (fstat(fd, &state) < 0)
		return errno;
	if (state.st_size == 0)
		return 0;
	lseek(fd, 0, SEEK_SET);
	error = file_read_fd(fd, 0, &bytes);
	for (; *never; never++)
		leave_out(&bytes, *never);
	if (!error && bytes.len)
		error = file_write_fd(out_fd, buf_span(&bytes));
	buf_release(&bytes);
	lseek(fd, 0, SEEK_SET);
	return ftruncate(fd, 0) < 0 ? errno : error;
}
