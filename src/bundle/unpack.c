/* bundle/unpack.c - frames become bytes again. */
#include <stdlib.h>
#include <zstd.h>

#include "bundle/pack.h"

/* The room for a longer frame, that of a batch, is kept only on demand. */
#define FRAME_KEPT (64 * 1024)

struct unpacker {
	ZSTD_DCtx *context;
	struct buf frame;
	bool keeps;
};

struct unpacker *
unpacker_new(void)
{
	return mem_alloc(sizeof(struct unpacker));
}

void
unpacker_free(struct unpacker *unpacker)
{
	if (!unpacker)
		return;
	ZSTD_freeDCtx(unpacker->context);
	buf_release(&unpacker->frame);
	free(unpacker);
}

void
unpacker_keep(struct unpacker *unpacker, bool keep)
{
	unpacker->keeps = keep;
}

/* Start the frame with its magic number, if it is not begun. */
static void
begin(struct unpacker *unpacker)
{
	if (unpacker->frame.len == 0)
		buf_put_u32(&unpacker->frame, ZSTD_MAGICNUMBER);
}

/*
 * A prefix that is longer than a cache is near is read ahead of by the
 * library only if it is not the one that it had last.  So it unpacks an
 * empty frame without one first (RFC 8878, 3.1.1): of a single segment, of
 * no bytes, with a raw block, the last.
 */
#define PREFIX_COLD (256 << 10)

static void
chill(ZSTD_DCtx *context)
{
	static const char empty[] = "\x28\xb5\x2f\xfd\x20\0\1\0";
	char to[1];

	ZSTD_decompressDCtx(context, to, sizeof to, empty, sizeof empty);
}

/* Unpack the frame that was put together; then there is none. */
static bool
run(struct unpacker *unpacker, struct span prefix, char *to, size_t len)
{
	size_t got;

	if (!unpacker->context)
		unpacker->context = ZSTD_createDCtx();
	if (!unpacker->context)
		return false;
	if (prefix.len >= PREFIX_COLD)
		chill(unpacker->context);
	if (prefix.len && ZSTD_isError(ZSTD_DCtx_refPrefix(unpacker->context,
	    prefix.ptr, prefix.len)))
		return false;
	got = ZSTD_decompressDCtx(unpacker->context, to, len,
	    unpacker->frame.ptr, unpacker->frame.len);
	if (unpacker->frame.room > FRAME_KEPT && !unpacker->keeps)
		buf_release(&unpacker->frame);
	else
		buf_clear(&unpacker->frame);
	return !ZSTD_isError(got) && got == len;
}

/*
 * The copy that puts the magic number back costs a hundredth of the time of
 * unpacking; in return the library unpacks straight into `to`, which its
 * streaming interface does not.
 */
bool
unpack(struct unpacker *unpacker, struct span frame, struct span prefix,
    char *to, size_t len)
{
	buf_clear(&unpacker->frame);
	begin(unpacker);
	buf_put(&unpacker->frame, frame);
	return run(unpacker, prefix, to, len);
}

void
unpack_part(struct unpacker *unpacker, struct span part)
{
	begin(unpacker);
	buf_put(&unpacker->frame, part);
}

bool
unpack_parts(struct unpacker *unpacker, char *to, size_t len)
{
	/* Parts of no bytes have no header. */
	if (len == 0) {
		buf_clear(&unpacker->frame);
		return true;
	}
	/* A raw block of no bytes, the last one (RFC 8878, 3.1.1.2). */
	begin(unpacker);
	buf_put_bytes(&unpacker->frame, "\1\0", 3);
	return run(unpacker, SPAN_NONE, to, len);
}
