/* bundle/pack.c - bytes become frames. */
#include <zstd.h>

#include "bundle/pack.h"

#define MAGIC_LEN 4

#define BLOCK_MAX (128u << 10)

/* Up to here a frame is made with every row of `ways`. */
#define TRIED_MAX (128 << 10)

struct way {
	int strategy;
	int min_match;
	int target_len;
};

/*
 * Which of these gives the shortest frame varies by a few parts in a
 * thousand from text to text; for short texts trying costs nothing.
 */
static const struct way ways[] = {
	{ ZSTD_btultra2, 3, 999 },
	{ ZSTD_btultra2, 4, 999 },
	{ ZSTD_btultra2, 5, 999 },
	{ ZSTD_btultra, 3, 999 },
	{ ZSTD_btultra, 4, 999 },
	{ ZSTD_btultra, 5, 999 },
	{ ZSTD_btopt, 3, 999 },
	{ ZSTD_btopt, 4, 999 },
	{ ZSTD_btopt, 5, 999 },
	{ ZSTD_btultra2, 3, 32 },
	{ ZSTD_btultra2, 4, 32 },
	{ ZSTD_btultra2, 5, 32 },
};

static void
set(ZSTD_CCtx *context, ZSTD_cParameter name, int value)
{
	/* Values come from this file; the library clamps what is out. */
	(void)ZSTD_CCtx_setParameter(context, name, value);
}

static int
window_log(size_t len)
{
	int log = 10;

	while (log < 27 && ((size_t)1 << log) < len)
		log++;
	return log;
}

/* The frame of `bytes` after `out->len`, which stays; its length. */
static size_t
try(ZSTD_CCtx *context, struct buf *out, struct span bytes,
    struct span prefix, enum bundle_level level, const struct way *way)
{
	size_t room = ZSTD_compressBound(bytes.len);
	size_t len;

	(void)ZSTD_CCtx_reset(context, ZSTD_reset_session_and_parameters);
	set(context, ZSTD_c_compressionLevel, level == BUNDLE_FAST ? 3 : 22);
	set(context, ZSTD_c_contentSizeFlag, 0);
	set(context, ZSTD_c_checksumFlag, 0);
	set(context, ZSTD_c_windowLog, window_log(bytes.len + prefix.len));
	if (way) {
		set(context, ZSTD_c_strategy, way->strategy);
		set(context, ZSTD_c_minMatch, way->min_match);
		set(context, ZSTD_c_targetLength, way->target_len);
	}
	if (prefix.len)
		(void)ZSTD_CCtx_refPrefix(context, prefix.ptr, prefix.len);
	len = ZSTD_compress2(context, buf_reserve(out, room), room,
	    bytes.ptr ? bytes.ptr : "", bytes.len);
	return ZSTD_isError(len) ? SIZE_MAX : len;
}

/*
 * A frame that holds the bytes as they are (RFC 8878, 3.1.1): a header of
 * two bytes (no sizes; a window of 128 kB, as large as any block), then raw
 * blocks.
 */
static void
put_plain(struct buf *out, struct span bytes)
{
	size_t at = 0, len;

	buf_putc(out, 0);
	buf_putc(out, 7 << 3);
	do {
		bool last = bytes.len - at <= BLOCK_MAX;
		uint32_t head;

		len = last ? bytes.len - at : BLOCK_MAX;
		head = (uint32_t)(len << 3 | last);
		buf_putc(out, (char)head);
		buf_putc(out, (char)(head >> 8));
		buf_putc(out, (char)(head >> 16));
		buf_put(out, span_slice(bytes, at, at + len));
		at += len;
	} while (at < bytes.len);
}

void
pack(struct buf *out, struct span bytes, struct span prefix,
    enum bundle_level level)
{
	ZSTD_CCtx *context;
	struct buf trial = { 0 };
	size_t best;
	const struct way *best_way = NULL;

	if (level == BUNDLE_PLAIN) {
		put_plain(out, bytes);
		return;
	}
	context = ZSTD_createCCtx();
	if (!context)
		mem_alloc(SIZE_MAX / 2);	/* the one way out of memory */
	best = try(context, &trial, bytes, prefix, level, NULL);
	if (level == BUNDLE_STRONG && bytes.len <= TRIED_MAX) {
		for (size_t i = 0; i < sizeof ways / sizeof *ways; i++) {
			size_t len = try(context, &trial, bytes, prefix,
			    level, &ways[i]);

			if (len < best) {
				best = len;
				best_way = &ways[i];
			}
		}
	}
	best = try(context, &trial, bytes, prefix, level, best_way);
	buf_put_bytes(out, trial.ptr + MAGIC_LEN, best - MAGIC_LEN);
	buf_release(&trial);
	ZSTD_freeCCtx(context);
}
