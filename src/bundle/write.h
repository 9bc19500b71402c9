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
	BUNDLE_VAST,		/* what STRONG means for a very long text */
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
	uint64_t batch_len;	/* 0: as is best; tests make short ones */
};

/*
 * A chunk is the least that is unpacked to show a page, so it is little more
 * than a large screen shows (30 kB): unpacking takes a tenth of a
 * millisecond.  By themselves such chunks would pack badly, so a batch of
 * them shares its frames, in which each goes on with what those before it
 * have used; a chunk needs all chunks before it in its batch.
 */
#define BUNDLE_CHUNK_LEN (64 << 10)

/*
 * The first chunk of a long document, which is unpacked to open it, is only
 * as long as a screen, so that it opens as fast as a short one.
 */
#define BUNDLE_FIRST_LEN (16 << 10)

/*
 * About the length of a batch, of which there are as many as come nearest
 * to it: ibid-bundle(5) has a table of what others cost.  Fast bundles are
 * not kept, so their size counts less.
 */
#define BUNDLE_BATCH_LEN (2560 << 10)
#define BUNDLE_BATCH_FAST (512 << 10)

/*
 * Texts over this length are packed twice as fast and 3 % larger, as the
 * table in ibid-bundle(5) says: a gigabyte is a matter of minutes.
 */
#define BUNDLE_STRONG_MAX (128u << 20)

/*
 * In strong bundles up to that, of more than one batch, most chunks are no
 * part of one: each leans on the first batch, or on a later one where the
 * text is of another kind.  So it needs no other chunk, once that batch was
 * unpacked.
 */

/*
 * Texts up to this length have no search index: they are looked through as
 * soon as it would be read.  Longer ones stay below gzip -9 of their text
 * with it.
 */
#define BUNDLE_INDEX_LEN (1 << 20)

/* Append the bundle to `out`; on failure `out` is as it was. */
enum bundle_status bundle_write(struct buf *out,
    const struct bundle_source *source, struct bundle_error *error);

#endif
