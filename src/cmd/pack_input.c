/*
 * cmd/pack_input.c - the sources, opened and read before anything else.
 *
 * A folder is one document.  Its order is that of the links in its toc.md
 * or SUMMARY.md, with the files that only a chapter links to after that
 * chapter; without contents, that of the names ("2" before "10").  Naming
 * the table of contents itself means the same as naming its folder.
 * Links that leave the folder are not followed.
 */
#include "cmd/pack.h"

#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cmd/book.h"

/* A chapter lists parts, a part sections; deeper links are mere links. */
#define LINK_DEPTH_MAX 4

/* ---- one file --------------------------------------------------------- */

static bool
read_file(struct pack_file *file, const struct pack_opts *opts,
    const char *path)
{
	struct stat info;
	int status;

	if (stat(path, &info) == 0 && S_ISREG(info.st_mode) &&
	    (uint64_t)info.st_size > opts->import.limits.source_bytes) {
		struct buf error = { 0 };

		import_limit_error(&error, &opts->import, "source_bytes");
		pack_error(file->name, "%s", buf_cstr(&error));
		buf_release(&error);
		return false;
	}
	status = file_map(&file->map, path);
	if (status)
		pack_error(file->name, "%s", strerror(status));
	return status == 0;
}

static bool
read_stdin(struct pack_file *file, const struct pack_opts *opts)
{
	struct buf bytes = { 0 }, error = { 0 };
	int status = file_read_fd(STDIN_FILENO,
	    opts->import.limits.source_bytes, &bytes);

	if (status == EFBIG) {
		import_limit_error(&error, &opts->import, "source_bytes");
		pack_error(file->name, "%s", buf_cstr(&error));
	} else if (status) {
		pack_error(file->name, "%s", strerror(status));
	}
	buf_release(&error);
	if (status) {
		buf_release(&bytes);
		return false;
	}
	file->map.heap = buf_detach(&bytes, &file->map.bytes.len);
	file->map.bytes.ptr = file->map.heap;
	return true;
}

static void
set_format(struct pack_file *file, const struct pack_opts *opts)
{
	file->format = opts->format != IMPORT_UNKNOWN ? opts->format :
	    import_detect(file->map.bytes, file->name);
}

static struct pack_file *
new_file(struct pack_input *input, struct span name)
{
	MEM_PUSH(input->files, input->count, input->room);
	input->files[input->count] = (struct pack_file){ .name = name };
	return &input->files[input->count++];
}

/* ---- a folder --------------------------------------------------------- */

/* A member of the book at `dir`: read it unless it was read before. */
static bool
add_member(struct pack_input *input, const struct pack_opts *opts,
    struct span dir, struct span id)
{
	struct buf path = { 0 };
	struct pack_file *file;
	bool fresh, done;

	if (map_find(&input->members, id))
		return true;
	if (input->count >= opts->import.limits.entries) {
		struct buf error = { 0 };

		import_limit_error(&error, &opts->import, "entries");
		pack_error(input->name, "%s", buf_cstr(&error));
		buf_release(&error);
		return false;
	}
	buf_printf(&path, "%.*s%.*s", SPAN_ARG(dir), SPAN_ARG(id));
	file = new_file(input, span_str(strdup(buf_cstr(&path))));
	file->id = span_str(strndup(id.ptr, id.len));
	map_put(&input->members, file->id, input->count - 1, &fresh);
	done = read_file(file, opts, buf_cstr(&path));
	set_format(file, opts);
	buf_release(&path);
	return done;
}

static bool
exists(struct span dir, struct span id)
{
	struct buf path = { 0 };
	struct stat info;
	bool found;

	buf_printf(&path, "%.*s%.*s", SPAN_ARG(dir), SPAN_ARG(id));
	found = stat(buf_cstr(&path), &info) == 0 && S_ISREG(info.st_mode);
	buf_release(&path);
	return found;
}

/* The id of the next link to a source file of the folder, in `id`. */
static bool
next_link(struct span text, size_t *at, struct span dir, struct span from,
    struct buf *id)
{
	ptrdiff_t start, end;

	while ((start = span_find(text, SPAN("]("), *at)) >= 0) {
		*at = (size_t)start + 2;
		end = span_chr(text, ')', *at);
		if (end < 0)
			return false;
		buf_clear(id);
		import_member_id(id, from, span_slice(text, *at,
		    (size_t)end));
		if (id->len && !span_ends(buf_span(id), SPAN("/")) &&
		    import_format_of(buf_span(id)) != IMPORT_UNKNOWN &&
		    exists(dir, buf_span(id)))
			return true;
	}
	return false;
}

/* What the contents name themselves: no other file may pull it forward. */
static void
collect_listed(struct map *listed, struct arena *mem, struct span dir,
    struct span contents)
{
	struct buf id = { 0 };
	size_t at = 0;

	while (next_link(contents, &at, dir, SPAN(""), &id))
		map_put(listed, arena_span(mem, buf_span(&id)), 0, NULL);
	buf_release(&id);
}

/*
 * The files that file `index` links to, in that order; and after each
 * those that only it links to, as chapters list their parts.
 */
static bool
add_linked(struct pack_input *input, const struct pack_opts *opts,
    struct span dir, const struct map *listed, size_t index, int depth)
{
	struct span text = input->files[index].map.bytes;
	struct span from = input->files[index].id;
	struct buf id = { 0 };
	size_t at = 0;
	bool done = true;

	while (done && depth < LINK_DEPTH_MAX &&
	    next_link(text, &at, dir, from, &id)) {
		size_t next = input->count;

		if (depth && map_find(listed, buf_span(&id)))
			continue;
		done = add_member(input, opts, dir, buf_span(&id));
		if (done && input->count > next)
			done = add_linked(input, opts, dir, listed, next,
			    depth + 1);
	}
	buf_release(&id);
	return done;
}

static int
by_version(const struct dirent **a, const struct dirent **b)
{
	return strverscmp((*a)->d_name, (*b)->d_name);
}

static int
is_source(const struct dirent *entry)
{
	return entry->d_name[0] != '.' &&
	    import_format_of(span_str(entry->d_name)) != IMPORT_UNKNOWN &&
	    import_format_of(span_str(entry->d_name)) != IMPORT_EPUB;
}

/* Every source of the folder, by name. */
static bool
add_all(struct pack_input *input, const struct pack_opts *opts,
    struct span dir, const char *path)
{
	struct dirent **names;
	int count = scandir(path, &names, is_source, by_version);
	bool done = true;

	if (count < 0) {
		pack_error(input->name, "%s", strerror(errno));
		return false;
	}
	for (int i = 0; i < count; i++) {
		done = done && add_member(input, opts, dir,
		    span_str(names[i]->d_name));
		free(names[i]);
	}
	free(names);
	if (done && !input->count) {
		pack_error(input->name, "the folder holds no Markdown, HTML "
		    "or plain text");
		return false;
	}
	return done;
}

/* The name of the table of contents in the folder, or NULL; to be freed. */
static char *
find_contents(const char *path)
{
	struct dirent **names;
	int count = scandir(path, &names, is_source, by_version);
	char *found = NULL;

	for (int i = 0; i < count; i++) {
		if (!found && book_is_contents(span_str(names[i]->d_name)))
			found = strdup(names[i]->d_name);
		free(names[i]);
	}
	if (count >= 0)
		free(names);
	return found;
}

/*
 * What the README is headed may be the only title that a work has, whether
 * or not the contents lead to it.  Without one there is no harm.
 */
static void
open_readme(struct pack_file *file, struct span dir)
{
	static const char *const names[] = { "README.md", "readme.md",
	    "Readme.md" };
	struct buf path = { 0 };

	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		if (!exists(dir, span_str(names[i])))
			continue;
		buf_printf(&path, "%.*s%s", SPAN_ARG(dir), names[i]);
		if (file_map(&file->map, path.ptr) == 0)
			file->format = IMPORT_MARKDOWN;
		break;
	}
	buf_release(&path);
}

static bool
open_folder(struct pack_input *input, const struct pack_opts *opts,
    struct span dir, struct span contents, const char *path)
{
	struct map listed = { 0 };
	struct arena mem = { 0 };
	bool done;

	if (!contents.len)
		return add_all(input, opts, dir, path);
	open_readme(&input->readme, dir);
	done = add_member(input, opts, dir, contents);
	if (done) {
		collect_listed(&listed, &mem, dir,
		    input->files[0].map.bytes);
		done = add_linked(input, opts, dir, &listed, 0, 0);
	}
	map_release(&listed);
	arena_release(&mem);
	return done;
}

/* ---- inputs ----------------------------------------------------------- */

static bool
is_folder(const char *path)
{
	struct stat info;

	return stat(path, &info) == 0 && S_ISDIR(info.st_mode);
}

bool
pack_input_open(struct pack_input *input, const struct pack_opts *opts,
    const char *name)
{
	struct pack_file *file;
	bool done;

	*input = (struct pack_input){ .name = span_str(name) };
	if (!strcmp(name, "-")) {
		file = new_file(input, SPAN("-"));
		done = read_stdin(file, opts);
		if (done)
			set_format(file, opts);
		return done;
	}
	if (is_folder(name)) {
		char *contents = find_contents(name);
		struct buf dir = { 0 };

		buf_puts(&dir, name);
		if (!span_ends(buf_span(&dir), SPAN("/")))
			buf_putc(&dir, '/');
		done = open_folder(input, opts, buf_span(&dir),
		    span_str(contents), name);
		buf_release(&dir);
		free(contents);
		return done;
	}
	if (book_is_contents(span_str(name))) {
		struct span path = span_str(name);
		size_t cut = path.len;

		while (cut && path.ptr[cut - 1] != '/')
			cut--;
		return open_folder(input, opts, span_slice(path, 0, cut),
		    span_slice(path, cut, path.len), NULL);
	}
	file = new_file(input, span_str(name));
	done = read_file(file, opts, name);
	if (done)
		set_format(file, opts);
	return done;
}

void
pack_input_close(struct pack_input *input)
{
	for (size_t i = 0; i < input->count; i++) {
		file_unmap(&input->files[i].map);
		if (input->files[i].id.len) {
			free((char *)input->files[i].id.ptr);
			free((char *)input->files[i].name.ptr);
		}
	}
	file_unmap(&input->readme.map);
	free(input->files);
	map_release(&input->members);
}
