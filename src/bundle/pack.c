/* bundle/pack.c - bytes become frames. */
#include <zstd.h>

#include "bundle/pack.h"

#define MAGIC_LEN 4

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
    enum bundle_level level, const struct way *way)
{
	size_t room = ZSTD_compressBound(bytes.len);
	size_t len;

	(void)ZSTD_CCtx_reset(context, ZSTD_reset_session_and_parameters);
	set(context, ZSTD_c_compressionLevel, level == BUNDLE_FAST ? 6 : 22);
	set(context, ZSTD_c_contentSizeFlag, 0);
	set(context, ZSTD_c_checksumFlag, 0);
	set(context, ZSTD_c_windowLog, window_log(bytes.len));
	if (way) {
		set(context, ZSTD_c_strategy, way->strategy);
		set(context, ZSTD_c_minMatch, way->min_match);
		set(context, ZSTD_c_targetLength, way->target_len);
	}
	len = ZSTD_compress2(context, buf_reserve(out, room), room,
	    bytes.ptr ? bytes.ptr : "", bytes.len);
	return ZSTD_isError(len) ? SIZE_MAX : len;
}

void
pack(struct buf *out, struct span bytes, enum bundle_level level)
{
	ZSTD_CCtx *context = ZSTD_createCCtx();
	struct buf trial = { 0 };
	size_t best;
	const struct way *best_way = NULL;

	if (!context)
		mem_alloc(SIZE_MAX / 2);	/* the one way out of memory */
	best = try(context, &trial, bytes, level, NULL);
	if (level == BUNDLE_STRONG && bytes.len <= TRIED_MAX) {
		for (size_t i = 0; i < sizeof ways / sizeof *ways; i++) {
			size_t len = try(context, &trial, bytes, level,
			    &ways[i]);

			if (len < best) {
				best = len;
				best_way = &ways[i];
			}
		}
	}
	best = try(context, &trial, bytes, level, best_way);
	buf_put_bytes(out, trial.ptr + MAGIC_LEN, best - MAGIC_LEN);
	buf_release(&trial);
	ZSTD_freeCCtx(context);
}
