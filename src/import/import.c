/* import/import.c - formats, limits, and what all importers share. */
#include "import/import.h"

#include <stdio.h>

#include "uni/uni.h"

static const struct {
	const char *name;
	const char *extensions[8];
	import_fn *import;
} formats[IMPORT_FORMAT_COUNT] = {
	[IMPORT_UNKNOWN] = { "unknown", { NULL }, NULL },
	[IMPORT_MARKDOWN] = { "markdown",
	    { "md", "markdown", "mkd", "mdown", "mkdn", "mdwn" },
	    import_markdown },
	[IMPORT_HTML] = { "html",
	    { "html", "htm", "xhtml", "xht", "shtml" },
	    import_html },
	[IMPORT_EPUB] = { "epub", { "epub", "kepub" }, import_epub },
	[IMPORT_TEXT] = { "text", { "txt", "text" }, import_text },
};

void
import_opts_init(struct import_opts *opts)
{
	*opts = (struct import_opts){
		.limits = {
#define X(field, value, option, what) .field = (value),
			IMPORT_LIMITS(X)
#undef X
		},
		.name = SPAN(""),
		.prefix = SPAN(""),
	};
}

void
import_limit_error(struct buf *error, const struct import_opts *opts,
    const char *field)
{
	const struct import_limits *limits = &opts->limits;

	buf_clear(error);
#define X(name, value, option, what) \
	if (!strcmp(field, #name)) \
		buf_printf(error, "more than %zu %s; %s=N raises this limit", \
		    limits->name, what, option);
	IMPORT_LIMITS(X)
#undef X
}

const char *
import_format_name(enum import_format format)
{
	return formats[format].name;
}

import_fn *
import_by_format(enum import_format format)
{
	return formats[format].import;
}

enum import_format
import_format_of(struct span name)
{
	size_t dot = name.len;

	while (dot && name.ptr[dot - 1] != '.' && name.ptr[dot - 1] != '/')
		dot--;
	if (dot == 0 || name.ptr[dot - 1] == '/')
		return IMPORT_UNKNOWN;
	name = span_slice(name, dot, name.len);
	for (unsigned i = 0; i < IMPORT_FORMAT_COUNT; i++)
		for (size_t j = 0; formats[i].extensions[j]; j++)
			if (span_eq_nocase(name,
			    span_str(formats[i].extensions[j])))
				return (enum import_format)i;
	return IMPORT_UNKNOWN;
}

/* ---- sniffing --------------------------------------------------------- */

#define SNIFF_LEN (64 << 10)

static bool
starts_nocase(struct span text, struct span prefix)
{
	return text.len >= prefix.len &&
	    span_eq_nocase(span_slice(text, 0, prefix.len), prefix);
}

static bool
looks_html(struct span head)
{
	static const char *const starts[] = { "<!doctype html", "<html",
	    "<head", "<body", "<?xml" };

	head = span_trim(head);
	if (span_starts(head, SPAN("\xef\xbb\xbf")))
		head = span_slice(head, 3, head.len);
	for (size_t i = 0; i < sizeof starts / sizeof *starts; i++)
		if (starts_nocase(head, span_str(starts[i])))
			return true;
	return false;
}

/* Binary formats that people hand to a reader by mistake. */
static bool
is_foreign(struct span bytes)
{
	static const struct span magic[] = {
		{ "%PDF-", 5 }, { "\x89PNG", 4 }, { "\xff\xd8\xff", 3 },
		{ "GIF8", 4 }, { "\xd0\xcf\x11\xe0", 4 }, { "{\\rtf", 5 },
		{ "\x7f" "ELF", 4 }, { "\x1f\x8b", 2 },
		{ "\x28\xb5\x2f\xfd", 4 }, { "BZh", 3 },
		{ "\xfd" "7zXZ", 5 },
	};

	for (size_t i = 0; i < sizeof magic / sizeof *magic; i++)
		if (span_starts(bytes, magic[i]))
			return true;
	return false;
}

/*
 * Whether it is no text in any charset: one byte in fifty is a control
 * character.  NUL (UTF-16), backspace (overstrikes) and escape are not
 * counted.
 */
static bool
is_binary(struct span head)
{
	size_t controls = 0;

	for (size_t i = 0; i < head.len; i++) {
		uint8_t c = (uint8_t)head.ptr[i];

		controls += (c > 0 && c < '\b') || (c > '\r' && c < 0x1b);
	}
	return 50 * controls > head.len;
}

/*
 * Whether a line could only be Markdown's: a heading with its space, a
 * fence, a note's definition.
 */
static bool
is_markdown_line(struct span line)
{
	size_t hashes = 0;

	while (hashes < line.len && line.ptr[hashes] == '#')
		hashes++;
	if (hashes && hashes <= 6 && hashes + 1 < line.len &&
	    line.ptr[hashes] == ' ' && line.ptr[hashes + 1] != '#')
		return true;
	if (span_starts(line, SPAN("```")))
		return true;
	return span_starts(line, SPAN("[^")) &&
	    span_find(line, SPAN("]:"), 2) > 2;
}

static bool
looks_markdown(struct span head)
{
	struct span rest = head, line;

	if (span_find(head, SPAN("]("), 0) >= 0 ||
	    span_find(head, SPAN("<sup>"), 0) >= 0)
		return true;
	while (span_line(&rest, &line))
		if (is_markdown_line(line))
			return true;
	return false;
}

enum import_format
import_detect(struct span bytes, struct span name)
{
	struct span head = span_slice(bytes, 0, SNIFF_LEN);
	enum import_format named = import_format_of(name);

	if (span_starts(bytes, SPAN("PK\x03\x04")) ||
	    span_starts(bytes, SPAN("PK\x05\x06")))
		return IMPORT_EPUB;
	if (is_foreign(bytes))
		return IMPORT_UNKNOWN;
	if (named != IMPORT_UNKNOWN && named != IMPORT_EPUB)
		return named;
	if (is_binary(head))
		return IMPORT_UNKNOWN;
	if (looks_html(head))
		return IMPORT_HTML;
	if (looks_markdown(head))
		return IMPORT_MARKDOWN;
	return IMPORT_TEXT;
}

/* ---- slugs ------------------------------------------------------------ */

void
import_slug(struct buf *out, struct span heading)
{
	struct buf lower = { 0 };
	struct span text;
	uint32_t code;

	uni_lower(&lower, span_trim(heading));
	text = buf_span(&lower);
	for (size_t off = 0; off < text.len; ) {
		size_t len = uni_decode(text, off, &code, NULL);

		if (code == ' ' || code == '\v')
			buf_putc(out, '-');
		else if (code == '-' || code == '_' || uni_is_alpha(code) ||
		    uni_is_digit(code) || uni_is_mark(code))
			buf_put(out, span_of(text.ptr + off, len));
		off += len;
	}
	buf_release(&lower);
}

/* ---- links between files ---------------------------------------------- */

static int
hex_value(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	if ((c | 32) >= 'a' && (c | 32) <= 'f')
		return (c | 32) - 'a' + 10;
	return -1;
}

/* Append `path` with %20 and the like decoded (RFC 3986, 2.1). */
static void
put_decoded(struct buf *out, struct span path)
{
	for (size_t i = 0; i < path.len; i++) {
		int high, low;

		if (path.ptr[i] == '%' && i + 2 < path.len &&
		    (high = hex_value(path.ptr[i + 1])) >= 0 &&
		    (low = hex_value(path.ptr[i + 2])) >= 0 && high + low) {
			buf_putc(out, (char)(high << 4 | low));
			i += 2;
		} else {
			buf_putc(out, path.ptr[i]);
		}
	}
}

/* Whether "scheme:" or "/" or "//" leads out of the document. */
static bool
is_absolute(struct span href)
{
	for (size_t i = 0; i < href.len; i++) {
		char c = href.ptr[i];

		if (c == ':')
			return true;
		if (c == '/')
			return i == 0;
		if (c == '?' || c == '#')
			return false;
	}
	return false;
}

/* Cut the last segment, and its slash, off. */
static bool
go_up(struct buf *path)
{
	if (!path->len)
		return false;
	buf_cut(path, path->len - 1);
	while (path->len && path->ptr[path->len - 1] != '/')
		buf_cut(path, path->len - 1);
	return true;
}

void
import_member_id(struct buf *out, struct span from, struct span href)
{
	struct buf path = { 0 }, decoded = { 0 };
	size_t end = from.len, at = 0;
	struct span rest;
	bool inside = !is_absolute(href);

	while (end && from.ptr[end - 1] != '/')
		end--;
	buf_put(&path, span_slice(from, 0, end));
	for (end = 0; end < href.len && !strchr("#?", href.ptr[end]); end++)
		continue;
	put_decoded(&decoded, span_slice(href, 0, end));
	rest = buf_span(&decoded);
	while (inside && at < rest.len) {
		ptrdiff_t slash = span_chr(rest, '/', at);
		size_t to = slash < 0 ? rest.len : (size_t)slash;
		struct span segment = span_slice(rest, at, to);

		if (span_eq(segment, SPAN("..")))
			inside = go_up(&path);
		else if (segment.len && !span_eq(segment, SPAN(".")))
			buf_put(&path, span_slice(rest, at,
			    to + (slash >= 0)));
		at = to + 1;
	}
	if (inside && rest.len)
		buf_put(out, buf_span(&path));
	buf_release(&path);
	buf_release(&decoded);
}

void
import_target(struct buf *out, const struct import_opts *opts,
    struct span href)
{
	struct buf id = { 0 };
	ptrdiff_t hash = span_chr(href, '#', 0);

	if (opts->prefix.len && hash == 0 && href.len > 1) {
		buf_printf(out, "#%.*s", SPAN_ARG(opts->prefix));
		buf_put(out, href);
		return;
	}
	if (opts->members && hash != 0)
		import_member_id(&id, opts->prefix, href);
	if (id.len && map_find(opts->members, buf_span(&id))) {
		buf_putc(out, '#');
		buf_put(out, buf_span(&id));
		if (hash > 0)
			buf_put(out, span_slice(href, (size_t)hash,
			    href.len));
	} else {
		buf_put(out, href);
	}
	buf_release(&id);
}
