/* import/epub_zip.c - libzip over bytes in memory, names mended. */
#include "import/epub_zip.h"

#include <stdlib.h>

#include "uni/uni.h"

/* A small file may be packed as well as it likes. */
#define RATIO_FROM (1 << 20)

bool
epub_has_scheme(struct span href)
{
	/* RFC 3986, section 3.1. */
	for (size_t i = 0; i < href.len; i++) {
		char c = href.ptr[i];

		if (c == ':')
			return i > 1;	/* "c:" is a drive, not a scheme */
		if (!((c | 32) >= 'a' && (c | 32) <= 'z') && (i == 0 ||
		    !((c >= '0' && c <= '9') || strchr("+-.", c))))
			return false;
	}
	return false;
}

/* Append the parts of `path` to `out`, from `root` on, resolving dots. */
static bool
put_parts(struct buf *out, size_t root, struct span path)
{
	bool inside = true;

	while (path.len) {
		size_t end = 0;
		struct span part;

		while (end < path.len && path.ptr[end] != '/' &&
		    path.ptr[end] != '\\')
			end++;
		part = span_slice(path, 0, end);
		path = span_slice(path, end + 1, path.len);
		if (part.len == 0 || span_eq(part, SPAN(".")))
			continue;
		if (!span_eq(part, SPAN(".."))) {
			if (out->len > root)
				buf_putc(out, '/');
			buf_put(out, part);
			continue;
		}
		inside &= out->len > root;
		while (out->len > root && out->ptr[out->len - 1] != '/')
			buf_cut(out, out->len - 1);
		if (out->len > root)
			buf_cut(out, out->len - 1);
	}
	return inside;
}

void
epub_path_join(struct buf *out, struct span from, struct span href,
    bool *out_of_root)
{
	struct buf plain = { 0 };
	size_t root = out->len;
	size_t end = 0;
	bool inside;

	while (end < href.len && href.ptr[end] != '#' &&
	    href.ptr[end] != '?')
		end++;
	html_unescape(&plain, span_slice(href, 0, end));
	if (plain.len && plain.ptr[0] != '/') {
		size_t dir = from.len;

		while (dir && from.ptr[dir - 1] != '/')
			dir--;
		put_parts(out, root, span_slice(from, 0, dir));
	}
	inside = put_parts(out, root, buf_span(&plain));
	if (out_of_root)
		*out_of_root = !inside;
	buf_release(&plain);
}

/* Case and normal form aside: what two systems may write differently. */
static struct span
fold_name(struct arena *mem, struct span name)
{
	struct buf nfc = { 0 };
	struct buf lower = { 0 };
	struct span folded;

	uni_nfc(&nfc, name);
	uni_lower(&lower, buf_span(&nfc));
	folded = arena_span(mem, buf_span(&lower));
	buf_release(&nfc);
	buf_release(&lower);
	return folded;
}

static struct span
base_name(struct span name)
{
	size_t at = name.len;

	while (at && name.ptr[at - 1] != '/')
		at--;
	return span_slice(name, at, name.len);
}

static void
add_name(struct epub_zip *zip, size_t entry)
{
	struct buf clean = { 0 };
	const char *raw = zip_get_name(zip->zip, entry, ZIP_FL_ENC_RAW);
	struct map_entry *had;
	struct span name;

	if (raw && !uni_valid(span_str(raw)))
		raw = zip_get_name(zip->zip, entry, ZIP_FL_ENC_GUESS);
	name = span_str(raw);
	/* A folder. */
	if (!name.len || span_ends(name, SPAN("/")))
		return;
	if (!put_parts(&clean, 0, name) || name.ptr[0] == '/')
		diag_add(zip->diags, DIAG_EPUB_PATH, 0, name);
	name = arena_span(&zip->mem, buf_span(&clean));
	buf_release(&clean);
	if (!name.len)
		return;
	zip->names[entry] = name;
	had = map_find(&zip->exact, name);
	if (had) {
		diag_add(zip->diags, DIAG_EPUB_DUPLICATE, 0, name);
		zip->names[had->value] = SPAN("");
		had->value = entry;
	} else {
		map_put(&zip->exact, name, entry, NULL);
	}
	name = fold_name(&zip->mem, name);
	map_put(&zip->folded, name, entry, NULL)->value = entry;
	had = map_find(&zip->bases, base_name(name));
	if (!had)
		map_put(&zip->bases, base_name(name), entry, NULL);
	else if (had->value != EPUB_NO_ENTRY)
		/* Two of that name: neither is meant, unless one is gone. */
		had->value = zip->names[had->value].len ? EPUB_NO_ENTRY :
		    entry;
}

bool
epub_zip_open(struct epub_zip *zip, struct span bytes,
    const struct import_opts *opts, struct diag_list *diags,
    struct buf *error)
{
	zip_error_t why;
	zip_source_t *source;
	zip_int64_t count;

	*zip = (struct epub_zip){ .opts = opts, .diags = diags };
	zip_error_init(&why);
	source = zip_source_buffer_create(bytes.ptr, bytes.len, 0, &why);
	if (source)
		zip->zip = zip_open_from_source(source, ZIP_RDONLY, &why);
	if (!zip->zip) {
		buf_printf(error, "the ZIP archive cannot be read: %s",
		    zip_error_strerror(&why));
		if (source)
			zip_source_free(source);
		zip_error_fini(&why);
		return false;
	}
	zip_error_fini(&why);
	count = zip_get_num_entries(zip->zip, 0);
	if (count < 0 || (size_t)count > opts->limits.entries) {
		import_limit_error(error, opts, "entries");
		epub_zip_close(zip);
		return false;
	}
	zip->count = (size_t)count;
	zip->names = ARENA_ARRAY(&zip->mem, zip->count, struct span);
	for (size_t i = 0; i < zip->count; i++)
		add_name(zip, i);
	return true;
}

void
epub_zip_close(struct epub_zip *zip)
{
	zip_discard(zip->zip);
	map_release(&zip->exact);
	map_release(&zip->folded);
	map_release(&zip->bases);
	arena_release(&zip->mem);
	zip->zip = NULL;
}

static size_t
entry_of(const struct map *map, struct span name)
{
	struct map_entry *entry = map_find(map, name);

	return entry ? (size_t)entry->value : EPUB_NO_ENTRY;
}

size_t
epub_zip_find(const struct epub_zip *zip, struct span name)
{
	return entry_of(&zip->exact, name);
}

size_t
epub_zip_find_like(const struct epub_zip *zip, struct span name)
{
	size_t entry = entry_of(&zip->exact, name);
	struct arena mem = { 0 };
	struct buf plain = { 0 };

	if (entry != EPUB_NO_ENTRY || name.len == 0)
		return entry;
	html_unescape(&plain, name);
	name = fold_name(&mem, buf_span(&plain));
	entry = entry_of(&zip->folded, name);
	if (entry == EPUB_NO_ENTRY)
		entry = entry_of(&zip->bases, base_name(name));
	buf_release(&plain);
	arena_release(&mem);
	return entry;
}

static bool
is_bomb(const struct epub_zip *zip, const zip_stat_t *stat)
{
	return (stat->valid & ZIP_STAT_SIZE) &&
	    (stat->valid & ZIP_STAT_COMP_SIZE) && stat->size > RATIO_FROM &&
	    stat->size / zip->opts->limits.ratio > stat->comp_size;
}

/* Read all of `file`; false at the limit, which is not the entry's size. */
static bool
read_all(struct epub_zip *zip, zip_file_t *file, struct buf *out,
    bool *whole, const char **limit)
{
	const struct import_limits *limits = &zip->opts->limits;
	size_t from = out->len;

	for (;;) {
		zip_int64_t got = zip_fread(file, buf_reserve(out, 65536),
		    65536);

		if (got <= 0) {
			*whole = got == 0;
			return true;
		}
		out->len += (size_t)got;
		zip->total_bytes += (size_t)got;
		*limit = out->len - from > limits->part_bytes ?
		    "part_bytes" : zip->total_bytes > limits->total_bytes ?
		    "total_bytes" : NULL;
		if (*limit)
			return false;
	}
}

bool
epub_zip_read(struct epub_zip *zip, size_t entry, struct buf *out,
    struct buf *error)
{
	const char *limit = NULL;
	zip_stat_t stat;
	zip_file_t *file;
	bool whole = false;
	bool ok = true;

	if (zip_stat_index(zip->zip, entry, 0, &stat) == 0 &&
	    is_bomb(zip, &stat)) {
		import_limit_error(error, zip->opts, "ratio");
		return false;
	}
	file = zip_fopen_index(zip->zip, entry, 0);
	if (file) {
		ok = read_all(zip, file, out, &whole, &limit);
		zip_fclose(file);
	}
	if (!ok)
		import_limit_error(error, zip->opts, limit);
	else if (!whole)
		diag_add(zip->diags, DIAG_EPUB_DAMAGED, 0,
		    zip->names[entry]);
	return ok;
}
