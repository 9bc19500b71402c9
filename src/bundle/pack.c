/* bundle/pack.c - bytes become frames. */
#include <stdlib.h>
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

/*
 * The match finder's tables are kept small enough for a processor's cache:
 * that is twice as fast as level 22, which looks for matches in memory.
 */
static void
set_vast(ZSTD_CCtx *context)
{
	set(context, ZSTD_c_compressionLevel, 16);
	set(context, ZSTD_c_hashLog, 17);
	set(context, ZSTD_c_chainLog, 20);
}

static void
set_up(ZSTD_CCtx *context, enum bundle_level level, const struct way *way,
    size_t window)
{
	(void)ZSTD_CCtx_reset(context, ZSTD_reset_session_and_parameters);
	if (level == BUNDLE_VAST)
		set_vast(context);
	else
		set(context, ZSTD_c_compressionLevel,
		    level == BUNDLE_FAST ? 3 : 22);
	set(context, ZSTD_c_contentSizeFlag, 0);
	set(context, ZSTD_c_checksumFlag, 0);
	set(context, ZSTD_c_windowLog, window_log(window));
	if (way) {
		set(context, ZSTD_c_strategy, way->strategy);
		set(context, ZSTD_c_minMatch, way->min_match);
		set(context, ZSTD_c_targetLength, way->target_len);
	}
}

/* What is packed: one frame with a prefix, or parts that share a frame. */
struct job {
	struct span prefix;
	const struct span *parts;
	size_t count;
	size_t *lens;		/* of the packed parts; NULL: one frame */
	size_t len;		/* of all parts */
	enum bundle_level level;
};

static size_t
try_frame(ZSTD_CCtx *context, struct buf *out, const struct job *job)
{
	struct span bytes = job->parts[0];
	size_t room = ZSTD_compressBound(bytes.len);
	size_t len;

	if (job->prefix.len)
		(void)ZSTD_CCtx_refPrefix(context, job->prefix.ptr,
		    job->prefix.len);
	len = ZSTD_compress2(context, buf_reserve(out, room), room,
	    bytes.ptr ? bytes.ptr : "", bytes.len);
	return ZSTD_isError(len) ? SIZE_MAX : len;
}

/* Each part is flushed, so that it is in whole blocks of its own. */
static size_t
try_parts(ZSTD_CCtx *context, struct buf *out, const struct job *job)
{
	size_t room = ZSTD_compressBound(job->len) + 64 * job->count;
	ZSTD_outBuffer to = { buf_reserve(out, room), room, 0 };
	bool started = false;

	(void)ZSTD_CCtx_setPledgedSrcSize(context, job->len);
	for (size_t i = 0; i < job->count; i++) {
		struct span part = job->parts[i];
		ZSTD_inBuffer from = { part.ptr ? part.ptr : "", part.len,
			0 };
		size_t start = to.pos, left;

		do {
			left = ZSTD_compressStream2(context, &to, &from,
			    ZSTD_e_flush);
			if (ZSTD_isError(left) || to.pos == room)
				return SIZE_MAX;
		} while (left || from.pos < from.size);
		job->lens[i] = to.pos - start;
		/* The magic number is in the first part of any bytes. */
		if (!started && to.pos)
			job->lens[i] -= MAGIC_LEN;
		started = to.pos > 0;
	}
	return to.pos;
}

/* The frame of a job after `out->len`, which stays; its length. */
static size_t
try(ZSTD_CCtx *context, struct buf *out, const struct job *job,
    const struct way *way)
{
	set_up(context, job->level, way, job->len + job->prefix.len);
	return job->lens ? try_parts(context, out, job) :
	    try_frame(context, out, job);
}

/*
 * A frame that holds the bytes as they are (RFC 8878, 3.1.1) has a header of
 * two bytes (no sizes; a window of 128 kB, as large as any block), then raw
 * blocks, of which the last one says so.
 */
static void
put_plain(struct buf *out, struct span bytes, bool ends)
{
	size_t at = 0, len;

	do {
		bool last = bytes.len - at <= BLOCK_MAX;
		uint32_t head;

		len = last ? bytes.len - at : BLOCK_MAX;
		head = (uint32_t)(len << 3 | (last && ends));
		buf_putc(out, (char)head);
		buf_putc(out, (char)(head >> 8));
		buf_putc(out, (char)(head >> 16));
		buf_put(out, span_slice(bytes, at, at + len));
		at += len;
	} while (at < bytes.len);
}

static void
plain(struct buf *out, const struct job *job)
{
	bool started = false;

	for (size_t i = 0; i < job->count; i++) {
		size_t start = out->len;

		if (job->lens && job->parts[i].len == 0) {
			job->lens[i] = 0;
			continue;
		}
		if (!started) {
			buf_putc(out, 0);
			buf_putc(out, 7 << 3);
			started = true;
		}
		put_plain(out, job->parts[i], !job->lens);
		if (job->lens)
			job->lens[i] = out->len - start;
	}
}

static void
run(struct buf *out, const struct job *job)
{
	ZSTD_CCtx *context;
	struct buf trial = { 0 };
	size_t best;
	const struct way *best_way = NULL;

	if (job->level == BUNDLE_PLAIN || (job->lens && job->len == 0)) {
		plain(out, job);
		return;
	}
	context = ZSTD_createCCtx();
	best = context ? try(context, &trial, job, NULL) : SIZE_MAX;
	if (best == SIZE_MAX)
		mem_alloc(SIZE_MAX / 2);	/* the one way out of memory */
	if (job->level == BUNDLE_STRONG && job->len <= TRIED_MAX) {
		for (size_t i = 0; i < sizeof ways / sizeof *ways; i++) {
			size_t len = try(context, &trial, job, &ways[i]);

			if (len < best) {
				best = len;
				best_way = &ways[i];
			}
		}
		best = try(context, &trial, job, best_way);
	}
	buf_put_bytes(out, trial.ptr + MAGIC_LEN, best - MAGIC_LEN);
	buf_release(&trial);
	ZSTD_freeCCtx(context);
}

void
pack(struct buf *out, struct span bytes, struct span prefix,
    enum bundle_level level)
{
	struct job job = { .prefix = prefix, .parts = &bytes, .count = 1,
		.len = bytes.len, .level = level };

	run(out, &job);
}

void
pack_parts(struct buf *out, const struct span *parts, size_t count,
    size_t *lens, enum bundle_level level)
{
	struct job job = { .parts = parts, .count = count, .lens = lens,
		.level = level };

	for (size_t i = 0; i < count; i++)
		job.len += parts[i].len;
	run(out, &job);
}

/* ---- frames that lean on a base ---- */

struct pack_base {
	ZSTD_CDict *dictionary;
	size_t len;
};

#define DICTIONARY_MAGIC "\x37\xa4\x30\xec"

/* Out of memory: end as memory does. */
static void
must(bool fine)
{
	if (!fine)
		mem_alloc(SIZE_MAX / 2);
}

struct pack_base *
pack_base_new(struct span bytes)
{
	struct pack_base *base;

	if (bytes.len == 0 || span_starts(bytes, SPAN(DICTIONARY_MAGIC)))
		return NULL;
	base = mem_alloc(sizeof *base);
	base->dictionary = ZSTD_createCDict(bytes.ptr, bytes.len, 22);
	base->len = bytes.len;
	must(base->dictionary);
	return base;
}

void
pack_base_free(struct pack_base *base)
{
	if (!base)
		return;
	ZSTD_freeCDict(base->dictionary);
	free(base);
}

void
pack_leaning(struct buf *out, const struct span *parts, size_t count,
    size_t *lens, const struct pack_base *base)
{
	ZSTD_CCtx *context = ZSTD_createCCtx();
	struct buf frame = { 0 };

	must(context);
	for (size_t i = 0; i < count; i++) {
		struct job job = { .parts = &parts[i], .count = 1,
			.len = parts[i].len, .level = BUNDLE_STRONG };

		set_up(context, BUNDLE_STRONG, NULL, job.len + base->len);
		must(!ZSTD_isError(ZSTD_CCtx_refCDict(context,
		    base->dictionary)));
		lens[i] = try_frame(context, &frame, &job);
		must(lens[i] != SIZE_MAX);
		lens[i] -= MAGIC_LEN;
		buf_put_bytes(out, frame.ptr + MAGIC_LEN, lens[i]);
	}
	buf_release(&frame);
	ZSTD_freeCCtx(context);
}

size_t
pack_guess(struct span bytes, struct span prefix)
{
	struct job job = { .prefix = prefix, .parts = &bytes, .count = 1,
		.len = bytes.len, .level = BUNDLE_FAST };
	ZSTD_CCtx *context = ZSTD_createCCtx();
	struct buf frame = { 0 };
	size_t len;

	must(context);
	len = try(context, &frame, &job, NULL);
	buf_release(&frame);
	ZSTD_freeCCtx(context);
	return len;
}
