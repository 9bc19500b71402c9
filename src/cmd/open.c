/* cmd/open.c - whatever the user named, as a bundle. */
#include "cmd/open.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/buf.h"
#include "cmd/builtin.h"
#include "cmd/cache.h"
#include "cmd/child.h"
#include "cmd/commands.h"

/* ---- sources ---- */

static struct bundle *
open_path(const char *path, const char *name)
{
	struct bundle_error error;
	struct bundle *bundle;

	if (bundle_open(&bundle, path, &error) == BUNDLE_OK)
		return bundle;
	complain(name, "%s", error.what);
	return NULL;
}

static struct bundle *
open_memory(struct span bytes, const char *name)
{
	struct bundle_error error;
	struct bundle *bundle;

	if (bundle_open_memory(&bundle, bytes, &error) == BUNDLE_OK)
		return bundle;
	complain(name, "%s", error.what);
	return NULL;
}

/* The bundle of the sources, written to `fd`. */
static bool
compile_to(int fd, char **names, int count)
{
	const char **argv = mem_array((size_t)count + 5, sizeof *argv);
	struct buf option = { 0 };
	int argc = 0;
	int status;

	buf_printf(&option, "--fd=%d", fd);
	argv[argc++] = "ibid-pack";
	argv[argc++] = "--level=fast";
	argv[argc++] = buf_cstr(&option);
	argv[argc++] = "--";
	for (int i = 0; i < count; i++)
		argv[argc++] = names[i];
	status = child_pack(argv, names[0], "Loading.");
	free(argv);
	buf_release(&option);
	return status == STATUS_DONE;
}

/*
 * The bundle in memory, where no full disk is in its way; what is mapped
 * stays so until the process ends.  An empty span after a complaint.
 */
static struct span
compile(char **names, int count)
{
	struct span bytes = SPAN("");
	void *map = MAP_FAILED;
	struct stat st;
	int fd = memfd_create("ibid", 0);

	if (fd < 0) {
		complain(names[0], "no memory to compile to: %s",
		    strerror(errno));
		return bytes;
	}
	if (compile_to(fd, names, count)) {
		if (fstat(fd, &st) == 0)
			map = mmap(NULL, (size_t)st.st_size, PROT_READ,
			    MAP_PRIVATE, fd, 0);
		if (map == MAP_FAILED)
			complain(names[0], "%s", strerror(errno));
		else
			bytes = span_of(map, (size_t)st.st_size);
	}
	close(fd);
	return bytes;
}

static struct bundle *
open_sources(char **names, int count, bool restricted)
{
	struct buf path = { 0 };
	struct bundle *bundle = NULL;
	struct bundle_error error;
	struct span bytes;
	bool kept = !restricted && cache_path(names, count, &path);

	if (kept && bundle_open(&bundle, path.ptr, &error) == BUNDLE_OK) {
		cache_used(path.ptr);
	} else {
		bytes = compile(names, count);
		if (bytes.len && kept && cache_store(path.ptr, bytes)) {
			munmap((void *)(uintptr_t)bytes.ptr, bytes.len);
			bundle = open_path(path.ptr, names[0]);
		} else if (bytes.len) {
			bundle = open_memory(bytes, names[0]);
		}
	}
	buf_release(&path);
	return bundle;
}

/* ---- which kind ---- */

bool
open_is_bundle(const char *name)
{
	char start[16];
	int fd;
	ssize_t len;

	if (!strcmp(name, "-"))
		return false;
	fd = open(name, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
	if (fd < 0)
		return false;
	len = pread(fd, start, sizeof start, 0);
	close(fd);
	return len > 0 && bundle_is(span_of(start, (size_t)len));
}

static struct bundle *
open_builtin(void)
{
	return open_memory(span_of((const char *)builtin_bundle,
	    builtin_bundle_len), "the built-in documents");
}

struct bundle *
open_files(char **names, int count, bool restricted)
{
	if (count == 0)
		return open_builtin();
	for (int i = 0; i < count; i++) {
		if (strcmp(names[i], "-") && access(names[i], R_OK) < 0) {
			complain(names[i], "%s", strerror(errno));
			return NULL;
		}
		if (i > 0 && open_is_bundle(names[i])) {
			complain(names[i], "bundles are read one at a time; "
			    "name sources, or this bundle alone");
			return NULL;
		}
	}
	if (open_is_bundle(names[0])) {
		if (count == 1)
			return open_path(names[0], names[0]);
		complain(names[0], "bundles are read one at a time; name "
		    "sources, or this bundle alone");
		return NULL;
	}
	return open_sources(names, count, restricted);
}
