/* cmd/cache.c - sources that were compiled before. */
#include "cmd/cache.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "base/file.h"
#include "base/hash.h"
#include "bundle/bundle.h"
#include "cmd/book.h"
#include "cmd/commands.h"
#include "config.h"

/* A tree larger than this is hardly one document: it is not kept. */
#define TREE_FILES_MAX 20000
#define TREE_DEPTH_MAX 16

/* What nobody has renamed after a day never will be. */
#define HALF_WRITTEN_S (24 * 60 * 60)

/* ".html", or ".html.gz": what decides the format. */
static const char *
ending(const char *name)
{
	const char *dot = strrchr(name, '.');

	if (dot && !strcmp(dot, ".gz"))
		while (dot > name && dot[-1] != '/' && *--dot != '.')
			continue;
	return dot ? dot : "";
}

static void
add_bytes(struct hash_state *hash, const void *bytes, size_t len)
{
	hash_add(hash, span_of(bytes, len));
}

static bool
add_file(struct hash_state *hash, const char *path)
{
	struct mapped map;

	if (file_map(&map, path))
		return false;
	hash_add(hash, span_str(ending(path)));
	hash_add(hash, map.bytes);
	add_bytes(hash, &map.bytes.len, sizeof map.bytes.len);
	file_unmap(&map);
	return true;
}

/* ---- folders ---------------------------------------------------------- */

static int
is_shown(const struct dirent *entry)
{
	return entry->d_name[0] != '.';
}

/* The time of change is that of the inode: a program can set no other. */
static void
add_stat(struct hash_state *hash, const char *name, const struct stat *st)
{
	hash_add(hash, span_of(name, strlen(name) + 1));
	add_bytes(hash, &st->st_dev, sizeof st->st_dev);
	add_bytes(hash, &st->st_ino, sizeof st->st_ino);
	add_bytes(hash, &st->st_size, sizeof st->st_size);
	add_bytes(hash, &st->st_ctim.tv_sec, sizeof st->st_ctim.tv_sec);
	add_bytes(hash, &st->st_ctim.tv_nsec, sizeof st->st_ctim.tv_nsec);
}

static bool
add_tree(struct hash_state *hash, const char *folder, size_t *left, int depth)
{
	struct dirent **entries;
	int count = scandir(folder, &entries, is_shown, alphasort);
	struct buf path = { 0 };
	bool done = count >= 0 && depth < TREE_DEPTH_MAX;

	for (int i = 0; i < count; i++) {
		const char *name = entries[i]->d_name;
		struct stat st;

		buf_clear(&path);
		buf_printf(&path, "%s/%s", folder, name);
		/* Where a link leads nowhere, so did it when it was read. */
		if (done && *left && stat(path.ptr, &st) == 0) {
			--*left;
			add_stat(hash, name, &st);
			if (S_ISDIR(st.st_mode))
				done = add_tree(hash, path.ptr, left,
				    depth + 1);
		}
		done &= *left > 0;
		free(entries[i]);
	}
	if (count >= 0)
		free(entries);
	buf_release(&path);
	return done;
}

static bool
add_source(struct hash_state *hash, const char *name)
{
	size_t left = TREE_FILES_MAX;
	struct buf folder = { 0 };
	struct stat st;
	bool done;

	if (!strcmp(name, "-") || stat(name, &st) < 0)
		return false;
	if (S_ISREG(st.st_mode) && !book_is_contents(span_str(name)))
		return add_file(hash, name);
	buf_puts(&folder, name);
	if (S_ISREG(st.st_mode)) {
		const char *slash = strrchr(name, '/');

		buf_clear(&folder);
		buf_put(&folder, slash ? span_of(name,
		    (size_t)(slash - name) + 1) : SPAN("."));
		add_stat(hash, name, &st);
	} else if (!S_ISDIR(st.st_mode)) {
		buf_release(&folder);
		return false;
	}
	done = add_tree(hash, buf_cstr(&folder), &left, 0);
	buf_release(&folder);
	return done;
}

/* ---- the folder of the cache ------------------------------------------ */

static bool
cache_folder(struct buf *path)
{
	const char *cache = getenv("XDG_CACHE_HOME");
	const char *home = getenv("HOME");

	if (cache && *cache == '/')
		buf_printf(path, "%s/ibid/", cache);
	else if (home && *home)
		buf_printf(path, "%s/.cache/ibid/", home);
	else
		complain(NULL, "what is compiled is not kept for the next "
		    "time: neither XDG_CACHE_HOME nor HOME is set");
	return path->len > 0;
}

/* ---- what is deleted -------------------------------------------------- */

static uint64_t keep_bytes = UINT64_MAX;

void
cache_keep(uint64_t bytes)
{
	keep_bytes = bytes;
}

struct kept {
	struct span name;
	uint64_t bytes;
	struct timespec used;
};

/* The last used first. */
static int
by_use(const void *a, const void *b)
{
	const struct kept *left = a, *right = b;

	if (left->used.tv_sec != right->used.tv_sec)
		return left->used.tv_sec > right->used.tv_sec ? -1 : 1;
	return (left->used.tv_nsec < right->used.tv_nsec) -
	    (left->used.tv_nsec > right->used.tv_nsec);
}

/* "0123456789abcdef.ibid", and what follows it where it was not renamed. */
static bool
is_ours(const char *name, const struct stat *st, const char **rest)
{
	size_t hex = strspn(name, "0123456789abcdef");

	*rest = name + hex + 5;
	return hex == 16 && !strncmp(name + hex, ".ibid", 5) &&
	    S_ISREG(st->st_mode);
}

/* Delete in `folder` what was not used for longest; `now` is in use. */
static void
prune(const char *folder, const char *now)
{
	struct arena mem = { 0 };
	struct kept *kept = NULL;
	size_t count = 0, room = 0;
	uint64_t bytes = 0;
	int fd = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	DIR *dir = fd < 0 ? NULL : fdopendir(fd);
	struct dirent *entry;
	const char *rest;
	struct stat st;

	if (!dir && fd >= 0)
		close(fd);
	while (dir && (entry = readdir(dir))) {
		if (fstatat(fd, entry->d_name, &st, AT_SYMLINK_NOFOLLOW) < 0 ||
		    !is_ours(entry->d_name, &st, &rest))
			continue;
		if (*rest) {
			if (time(NULL) - st.st_mtim.tv_sec > HALF_WRITTEN_S)
				unlinkat(fd, entry->d_name, 0);
			continue;
		}
		MEM_PUSH(kept, count, room);
		kept[count++] = (struct kept){
			.name = arena_printf(&mem, "%s", entry->d_name),
			.bytes = (uint64_t)st.st_size, .used = st.st_mtim,
		};
	}
	if (count)
		qsort(kept, count, sizeof *kept, by_use);
	for (size_t i = 0; i < count; i++) {
		bytes += kept[i].bytes;
		if (bytes > keep_bytes && !span_eq(kept[i].name,
		    span_str(now)))
			unlinkat(fd, kept[i].name.ptr, 0);
	}
	if (dir)
		closedir(dir);
	free(kept);
	arena_release(&mem);
}

void
cache_used(const char *path)
{
	/* Where it cannot be written, it is deleted sooner. */
	(void)utimensat(AT_FDCWD, path, NULL, 0);
}

/* ---- bundles ---------------------------------------------------------- */

bool
cache_path(char **names, int count, struct buf *path)
{
	struct hash_state hash;
	char hex[17];

	if (keep_bytes == 0) {
		if (cache_folder(path))
			prune(path->ptr, "");
		return false;
	}

	/* The compiler that made it counts as well. */
	hash_init(&hash, BUNDLE_FORMAT);
	hash_add(&hash, SPAN(PACKAGE_VERSION));
	for (int i = 0; i < count; i++)
		if (!add_source(&hash, names[i]))
			return false;
	if (!cache_folder(path))
		return false;
	hash_hex(hash_value(&hash), hex);
	buf_printf(path, "%s.ibid", hex);
	return true;
}

bool
cache_store(const char *path, struct span bundle)
{
	const char *name = strrchr(path, '/') + 1;
	int error = file_make_parents(path);
	struct buf folder = { 0 };

	if (!error)
		error = file_replace(path, bundle, 0666);
	if (error) {
		complain(path, "not kept for the next time: %s",
		    strerror(error));
		return false;
	}
	buf_put(&folder, span_of(path, (size_t)(name - path)));
	prune(buf_cstr(&folder), name);
	buf_release(&folder);
	return true;
}
