/*
 * import/import.h - readers of source formats; all speak doc/event.h.
 *
 * An importer gets the whole source as bytes, tells the sink what it finds
 * and adds a diagnostic for whatever was odd.  A document always results,
 * however broken the source, unless a limit was passed or the file is of a
 * kind that cannot be read (encrypted, say).  Then the importer returns
 * false with one line of words in `error`: what went wrong, and which
 * option raises the limit.  The caller puts "ibid: FILE: " before it and
 * drops the document.
 *
 * An importer touches nothing but its bytes: no files, no network, no
 * external entities, no environment.  Sources are hostile; time and memory
 * are linear in the bytes, and the process that runs an importer has
 * limits of its own (cmd/pack_limits.c) for the libraries' sake.
 *
 * What an importer tells the compiler about notes:
 *   - a mark and a note that the markup itself joins by a label ([^4] in
 *     Markdown): doc_mark and a NOTE container with that label.  Labels
 *     belong to the nearest GROUP of role CHAPTER around them (one source
 *     file of several), so numbering may start again in each;
 *   - everything known by shape or by link only is told as what it is: a
 *     SUPER or LINK span with its text, role NOTEREF or BACKLINK_ROLE where
 *     the source says so, targets as "#id" (in a book of several files
 *     "#file#id", the same as the ids that are told), ids on blocks and as
 *     ANCHOR points, GROUPs of role FOOTNOTE or ENDNOTES.  The compiler
 *     decides what is a note (compile/notes.c).
 */
#ifndef IBID_IMPORT_IMPORT_H
#define IBID_IMPORT_IMPORT_H

#include "base/buf.h"
#include "base/diag.h"
#include "base/map.h"
#include "doc/event.h"

enum import_format {
	IMPORT_UNKNOWN,
	IMPORT_MARKDOWN,
	IMPORT_HTML,
	IMPORT_EPUB,
	IMPORT_TEXT,
	IMPORT_FORMAT_COUNT
};

/*
 * Limits, each a row: the field, its default, the option of ibid-pack that
 * raises it, and what it bounds.  Bytes unless said.
 *
 * The defaults let the largest real books through (a Bible with notes is
 * 20 MB of XHTML, a picture book 300 MB of ZIP) and stop a bomb before it
 * fills the memory that the child process is given.
 */
#define IMPORT_LIMITS(X) \
	X(source_bytes,  512 << 20, "--limit-source", \
	    "bytes of one source file") \
	X(part_bytes,     64 << 20, "--limit-part", \
	    "bytes of one file inside an EPUB, unpacked") \
	X(total_bytes,   256 << 20, "--limit-total", \
	    "bytes of all text files inside an EPUB, unpacked") \
	X(entries,           20000, "--limit-entries", \
	    "files inside an EPUB or a folder") \
	X(ratio,               200, "--limit-ratio", \
	    "times its packed size for a packed file (over 1 MB)") \
	X(depth,              2048, "--limit-depth", \
	    "elements inside one another in HTML")

struct import_limits {
#define X(field, value, option, what) size_t field;
	IMPORT_LIMITS(X)
#undef X
};

struct import_opts {
	struct import_limits limits;
	struct span name;	/* of the file, for its last resort title */
	/*
	 * For one of several files that make one document: its prefix.
	 * Ids are told as "prefix#id" then.  Empty: the only file.
	 */
	struct span prefix;
	/*
	 * The prefixes of all files of the document: relative links to
	 * them are inner links.  NULL: none are.
	 */
	const struct map *members;
	/* Markdown is parsed in pieces of so many bytes; 0: as is best. */
	size_t piece_bytes;
};

/* The defaults of IMPORT_LIMITS, no name, no prefix. */
void import_opts_init(struct import_opts *opts);

/*
 * Set `error` to "FIELD's words: more than N WHAT; OPTION raises this
 * limit".  `field` is the name of a row of IMPORT_LIMITS.
 */
void import_limit_error(struct buf *error, const struct import_opts *opts,
    const char *field);

/*
 * The format of `bytes`, by its signature, then by the extension of
 * `name` (may be empty), then by its first 64 kB.  UNKNOWN only when the
 * bytes are of a known binary format that is none of ours, or where no
 * name says that they are text, hold too many control characters for it.
 */
enum import_format import_detect(struct span bytes, struct span name);

const char *import_format_name(enum import_format format); /* "markdown" */
enum import_format import_format_of(struct span name);	/* or UNKNOWN */

/*
 * The importers.  All have this shape; doc_finish is the caller's, so that
 * several files can follow one another in one sink.
 */
typedef bool import_fn(struct span bytes, const struct import_opts *opts,
    struct doc_sink *sink, struct diag_list *diags, struct buf *error);

/*
 * Markdown: CommonMark 0.29 with the GitHub extensions (tables,
 * strikethrough, autolinks) and footnotes, by cmark-gfm; pandoc's m^2^
 * and CO~2~; front matter between "---" lines; headings get GitHub's ids.
 * Raw HTML inlines with a meaning become spans, HTML blocks go through
 * import_html.
 */
import_fn import_markdown;

/* Plain text of any of the encodings of import_decode. */
import_fn import_text;

/* HTML 4, 5 and XHTML in any charset declared or sniffed. */
import_fn import_html;

/* EPUB 2 and 3. */
import_fn import_epub;

/* The importer of `format`, or NULL for UNKNOWN. */
import_fn *import_by_format(enum import_format format);

/*
 * `bytes` as well-formed UTF-8 in `text`: a byte order mark decides (UTF-8,
 * UTF-16, UTF-32), else UTF-8 if it is that but for a few bytes (which
 * become U+FFFD, with a diagnostic), else Windows-1252, of which Latin-1
 * is a part.  What is fine as it is stays where it is; the rest is written
 * into `room`.  Returns the name of the encoding.
 */
const char *import_decode(struct buf *room, struct span bytes,
    struct diag_list *diags, struct span *text);

/*
 * Sources may be packed with gzip (RFC 1952): unpack first, then detect the
 * format with the name that import_gunzip_name gives ("book.html" of
 * "book.html.gz").  What is damaged is unpacked as far as it goes, with a
 * diagnostic.  False, and `error`, past a limit (source_bytes, ratio) or
 * when nothing at all could be read.
 */
bool import_is_gzip(struct span bytes);
struct span import_gunzip_name(struct span name);
bool import_gunzip(struct span bytes, const struct import_opts *opts,
    struct buf *out, struct diag_list *diags, struct buf *error);

/*
 * A fragment of HTML inside another format (a block of it in Markdown):
 * told into `sink` where it stands, no title, no page furniture.
 */
void import_html_fragment(struct span bytes, unsigned line,
    const struct import_opts *opts, struct doc_sink *sink,
    struct diag_list *diags);

/*
 * Append the path that relative link `href` in the file `from` leads to,
 * from the document's root: "a/b.md" and "../c.md#x" give "c.md".  Nothing
 * is appended for links that leave the root or are no relative paths.
 */
void import_member_id(struct buf *out, struct span from, struct span href);

/*
 * Append a link's target as it is told: "#id" with the file's prefix, a
 * link to another file of the document as "#file" or "#file#id", any other
 * as it is.
 */
void import_target(struct buf *out, const struct import_opts *opts,
    struct span href);

/*
 * The id that GitHub gives a heading of that text: lower case, letters,
 * digits, "-" and "_" kept, spaces as "-".
 */
void import_slug(struct buf *out, struct span heading);

#endif
