/*
 * import/epub_zip.h - the files of a ZIP archive, by name, within limits.
 *
 * Names are made relative to the archive's root and cannot leave it: "\"
 * becomes "/", ".", ".." and leading "/" are resolved.  Names that are
 * not UTF-8 are read as code page 437 (APPNOTE.TXT 6.3.9, appendix D).
 * Of several entries of one name the last counts, as most tools have it.
 */
#ifndef IBID_IMPORT_EPUB_ZIP_H
#define IBID_IMPORT_EPUB_ZIP_H

#include <zip.h>

#include "base/map.h"
#include "import/html_parse.h"
#include "import/import.h"

struct epub_zip {
	zip_t *zip;
	const struct import_opts *opts;
	struct diag_list *diags;
	struct arena mem;
	struct span *names;	/* by entry; empty for folders */
	size_t count;
	struct map exact;	/* name -> entry */
	struct map folded;	/* the same, without case, in NFC */
	struct map bases;	/* last part of the name, folded -> entry */
	size_t total_bytes;	/* unpacked so far */
};

#define EPUB_NO_ENTRY SIZE_MAX

/*
 * Open the archive in `bytes`, which must stay.  False, with words in
 * `error`, when it is none or has too many entries.
 */
bool epub_zip_open(struct epub_zip *zip, struct span bytes,
    const struct import_opts *opts, struct diag_list *diags,
    struct buf *error);
void epub_zip_close(struct epub_zip *zip);

/* The entry of exactly that name, or EPUB_NO_ENTRY. */
size_t epub_zip_find(const struct epub_zip *zip, struct span name);

/*
 * The same, but forgiving: without percent-escapes, whatever the case and
 * the normal form, and at last by its last part alone.
 */
size_t epub_zip_find_like(const struct epub_zip *zip, struct span name);

/*
 * Append the unpacked entry.  A damaged one gives what could be read, and
 * a diagnostic.  False, with words in `error`, when a limit was passed.
 */
bool epub_zip_read(struct epub_zip *zip, size_t entry, struct buf *out,
    struct buf *error);

/*
 * Append the path that `href` means in a file whose path is `from`, and
 * say in `*out_of_root` (may be NULL) whether it tried to leave.  No
 * fragment, no query, percent-escapes decoded.
 */
void epub_path_join(struct buf *out, struct span from, struct span href,
    bool *out_of_root);

/* Whether `href` starts with a scheme ("https:"). */
bool epub_has_scheme(struct span href);

#endif
