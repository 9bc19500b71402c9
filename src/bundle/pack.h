/*
 * bundle/pack.h - frames: runs of bytes made small by Zstandard (RFC 8878).
 *
 * The first four bytes of every frame, its magic number, are not stored;
 * the format of the bundle says where frames are.
 */
#ifndef IBID_BUNDLE_PACK_H
#define IBID_BUNDLE_PACK_H

#include "base/buf.h"
#include "bundle/write.h"

/*
 * Append the frame of `bytes` to `out`.  The frame may refer to `prefix` as
 * if that stood before (a raw content dictionary, RFC 8878, section 5); it
 * may be empty.  Strong frames of short inputs are made several times with
 * different parameters, and the shortest is kept.
 */
void pack(struct buf *out, struct span bytes, struct span prefix,
    enum bundle_level level);

/*
 * Pack `parts` into one frame that can be unpacked as far as is wanted:
 * append its parts to `out`, each some whole blocks, and set `lens` to their
 * lengths.  The first that is not of no bytes has the frame's header; the
 * empty block that ends the frame is left out.
 */
void pack_parts(struct buf *out, const struct span *parts, size_t count,
    size_t *lens, enum bundle_level level);

/*
 * What many strong frames refer to as if it stood before each, looked
 * through once.  NULL if it cannot be that: it starts as a dictionary of the
 * library's own does, which no text and no structure can.  Several threads
 * may use one at a time.
 */
struct pack_base;
struct pack_base *pack_base_new(struct span bytes);
void pack_base_free(struct pack_base *base);	/* NULL is fine */

/* Append a frame of each of `parts` to `out`, and set `lens` to theirs. */
void pack_leaning(struct buf *out, const struct span *parts, size_t count,
    size_t *lens, const struct pack_base *base);

/* About how long the frame of `bytes` would be, with `prefix` before it. */
size_t pack_guess(struct span bytes, struct span prefix);

struct unpacker;
struct unpacker *unpacker_new(void);
void unpacker_free(struct unpacker *unpacker);

/* Whether to keep the room for large frames, for those that follow. */
void unpacker_keep(struct unpacker *unpacker, bool keep);

/*
 * Unpack a frame that must give exactly `len` bytes into `to`.  False if it
 * does not.
 */
bool unpack(struct unpacker *unpacker, struct span frame,
    struct span prefix, char *to, size_t len);

/*
 * The same for the first parts of a frame: give each to unpack_part, from
 * the first, and then let unpack_parts do it.  `len` may be 0.
 */
void unpack_part(struct unpacker *unpacker, struct span part);
bool unpack_parts(struct unpacker *unpacker, char *to, size_t len);

#endif
