/*
 * cmd/pack_input.c - the sources, opened and read before anything else.
 *
 * A folder is one document.  Its order is that of the links in its toc.md
 * or SUMMARY.md; without one, that of the names ("2" before "10").  Naming
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

static bool
is_contents(struct span path)
{
	static const char *const names[] = { "toc.md", "SUMMARY.md" };
	size_t from = path.len;

	while (from && path.ptr[from - 1] != '/')
		from--;
	path = span_slice(path, from, path.len);
	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (span_eq_nocase(path, span_str(names[i])))
			return true;
	return false;
}

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

/* The files that the contents link to, in that order. */
static bool
add_linked(struct pack_input *input, const struct pack_opts *opts,
    struct span dir, struct span contents)
{
	ptrdiff_t at = 0;

	while ((at = span_find(contents, SPAN("]("), (size_t)at)) >= 0) {
		struct buf id = { 0 };
		ptrdiff_t end = span_chr(contents, ')', (size_t)at);
		bool done = true;

		at += 2;
		if (end < 0)
			break;
		import_member_id(&id, SPAN(""), span_slice(contents,
		    (size_t)at, (size_t)end));
		if (id.len && import_format_of(buf_span(&id)) !=
		    IMPORT_UNKNOWN && exists(dir, buf_span(&id)))
			done = add_member(input, opts, dir, buf_span(&id));
		buf_release(&id);
		if (!done)
			return false;
	}
	return true;
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

/* The name of the table of contents in the folder, or an empty span. */
static struct span
find_contents(const char *path)
{
	struct dirent **names;
	int count = scandir(path, &names, is_source, by_version);
	struct span found = SPAN("");

	for (int i = 0; i < count; i++) {
		if (!found.len && is_contents(span_str(names[i]->d_name)))
			found = span_str(strdup(names[i]->d_name));
		free(names[i]);
	}
	if (count >= 0)
		free(names);
	return found;
}

static bool
open_folder(struct pack_input *input, const struct pack_opts *opts,
    struct span dir, struct span contents, const char *path)
{
	if (!contents.len)
		return add_all(input, opts, dir, path);
	return add_member(input, opts, dir, contents) &&
	    add_linked(input, opts, dir, input->files[0].map.bytes);
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
		struct buf dir = { 0 };

		buf_puts(&dir, name);
		if (!span_ends(buf_span(&dir), SPAN("/")))
			buf_putc(&dir, '/');
		done = open_folder(input, opts, buf_span(&dir),
		    find_contents(name), name);
		buf_release(&dir);
		return done;
	}
	if (is_contents(span_str(name))) {
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
	free(input->files);
	map_release(&input->members);
}
