/* cmd/open.c - whatever the user named, as a bundle. */
#include "cmd/open.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/file.h"
#include "base/hash.h"
#include "cmd/builtin.h"
#include "cmd/child.h"
#include "cmd/commands.h"
#include "config.h"

/* ---- the cache ---- */

static bool
cache_folder(struct buf *path)
{
	const char *cache = getenv("XDG_CACHE_HOME");
	const char *home = getenv("HOME");

	if (cache && *cache == '/')
		buf_printf(path, "%s/ibid/", cache);
	else if (home && *home)
		buf_printf(path, "%s/.cache/ibid/", home);
	return path->len && !file_make_parents(path->ptr) &&
	    access(path->ptr, W_OK) == 0;
}

/* ".html", or ".html.gz": what decides the format. */
static const char *
ending(const char *name)
{
	const char *dot = strrchr(name, '.');

	if (dot && !strcmp(dot, ".gz"))
		while (dot > name && dot[-1] != '/' && *--dot != '.')
			continue;
	return dot;
}

/*
 * The key of the sources: their bytes and names' endings, which decide the
 * format, and the version of the compiler.  False when one is no plain
 * file: a pipe or a folder is not cached.
 */
static bool
sources_key(char **names, int count, uint64_t *key)
{
	struct hash_state hash;

	hash_init(&hash, BUNDLE_FORMAT);
	hash_add(&hash, SPAN(PACKAGE_VERSION));
	for (int i = 0; i < count; i++) {
		const char *dot = ending(names[i]);
		struct mapped map;
		struct stat st;

		if (stat(names[i], &st) < 0 || !S_ISREG(st.st_mode) ||
		    file_map(&map, names[i]))
			return false;
		hash_add(&hash, span_str(dot ? dot : ""));
		hash_add(&hash, map.bytes);
		hash_add(&hash, span_of((const char *)&st.st_size,
		    sizeof st.st_size));
		file_unmap(&map);
	}
	*key = hash_value(&hash);
	return true;
}

static bool
compile_to(const char *out, char **names, int count)
{
	const char **argv = mem_array((size_t)count + 6, sizeof *argv);
	int argc = 0;
	int status;

	argv[argc++] = "ibid-pack";
	argv[argc++] = "--level=fast";
	argv[argc++] = "-o";
	argv[argc++] = out;
	argv[argc++] = "--";
	for (int i = 0; i < count; i++)
		argv[argc++] = names[i];
	status = child_pack(argv, names[0], "Loading.");
	free(argv);
	return status == STATUS_DONE;
}

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
compile_once(char **names, int count)
{
	const char *folder = getenv("TMPDIR");
	struct buf path = { 0 };
	struct bundle *bundle = NULL;
	int fd;

	buf_printf(&path, "%s/ibid-XXXXXX", folder && *folder ? folder :
	    "/tmp");
	fd = mkstemp(path.ptr);
	if (fd < 0) {
		complain(path.ptr, "%s", strerror(errno));
	} else {
		close(fd);
		if (compile_to(path.ptr, names, count))
			bundle = open_path(path.ptr, names[0]);
		unlink(path.ptr);
	}
	buf_release(&path);
	return bundle;
}

static struct bundle *
open_sources(char **names, int count, bool restricted)
{
	struct buf path = { 0 };
	struct bundle *bundle = NULL;
	struct bundle_error error;
	uint64_t key;
	char hex[17];

	if (restricted || !sources_key(names, count, &key) ||
	    !cache_folder(&path)) {
		buf_release(&path);
		return compile_once(names, count);
	}
	hash_hex(key, hex);
	buf_printf(&path, "%s.ibid", hex);
	if (bundle_open(&bundle, path.ptr, &error) != BUNDLE_OK &&
	    compile_to(path.ptr, names, count))
		bundle = open_path(path.ptr, names[0]);
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
	struct bundle_error error;
	struct bundle *bundle;

	if (bundle_open_memory(&bundle, span_of(
	    (const char *)builtin_bundle, builtin_bundle_len), &error) ==
	    BUNDLE_OK)
		return bundle;
	complain("the built-in documents", "%s", error.what);
	return NULL;
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
