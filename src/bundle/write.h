/*
 * bundle/write.h - write documents, as the compiler completed them, into a
 * bundle.
 *
 * Each document counts its places and indexes from 0; the writer shifts
 * them to bundle-wide values.  It relies on these rules and answers
 * BUNDLE_UNFIT where one is broken:
 *
 * - the text of a leaf holds no \n and is at most DOC_LEAF_MAX bytes if it
 *   is DOC_CONTINUES; each leaf's `place` is where its text lies when the
 *   leaves are laid one after the other as doc/doc.h says, and `text_len`
 *   is where that ends;
 * - `parent` and `end` of the nodes agree, nesting is DOC_DEPTH_MAX deep at
 *   most; inlines lie inside their leaf;
 * - sections, notes and refs are in order of place; a ref has a note, a
 *   NOTE node has in `number` the index of its note, a NOTE_REF too.
 *
 * - what unpacks together stays within the limits of the format: no leaf is
 *   longer than 2 MB or has over 500,000 inlines, no note's label or keyword
 *   is longer than 8 kB.
 *
 * Not stored: `line` of nodes; an id, a target or a node's label of more
 * than 64 kB (an image inside its address); the end of a section's title
 * after 4 kB; `node` of notes; `target` of a NOTE_REF that
 * has a number; the order of inlines with different offsets (they are put
 * in order of `off`, those with the same in their given order).
 *
 * Same documents, same bytes: for one version of the zstd library.
 */
#ifndef IBID_BUNDLE_WRITE_H
#define IBID_BUNDLE_WRITE_H

#include "bundle/bundle.h"

enum bundle_level {
	BUNDLE_STRONG,		/* smallest; about 1 MB of text a second */
	BUNDLE_FAST,		/* for `ibid report.md`: some 20 to 40 MB/s */
	BUNDLE_PLAIN,		/* not packed: to look at, and for tests */
};

/* Another section, such as the search index. */
struct bundle_extra_section {
	char tag[5];		/* four characters and a NUL */
	bool required;		/* refuse the bundle if it is not known */
	bool packed;		/* compress it as a whole */
	struct span bytes;
};

struct bundle_source {
	struct doc *const *docs;
	size_t count;
	const struct bundle_extra_section *extras;
	size_t extra_count;
	enum bundle_level level;
};

/*
 * Texts up to this many bytes make one chunk, for which a search index is
 * not worth its bytes; longer ones are cut into chunks of like size, none
 * much longer than this.  Measured on four English books of 3.6 MB in all
 * (size as a part of the text, time to unpack a chunk):
 *
 *	128 K   256 K   512 K   1 M     2 M     4 M
 *	0.3625  0.3462  0.3330  0.3246  0.3144  0.3075
 *	0.2 ms  0.4 ms  0.8 ms  1.6 ms  3.2 ms  6.6 ms
 *
 * 2 MB is the most that lets several chunks be held in the 16 MB that a
 * reading session may use.
 */
#define BUNDLE_CHUNK_LEN (2 << 20)

/*
 * Fast bundles are for opening at once: their chunks unpack in a quarter
 * of a millisecond, and nobody keeps them, so their size counts less.
 */
#define BUNDLE_CHUNK_FAST (256 << 10)

/* Append the bundle to `out`; on failure `out` is as it was. */
enum bundle_status bundle_write(struct buf *out,
    const struct bundle_source *source, struct bundle_error *error);

#endif
