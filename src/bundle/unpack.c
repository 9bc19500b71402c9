/* bundle/unpack.c - frames become bytes again. */
#include <stdlib.h>
#include <zstd.h>

#include "bundle/pack.h"

struct unpacker {
	ZSTD_DCtx *context;
	struct buf frame;
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

/*
 * The copy that puts the magic number back costs a hundredth of the time of
 * unpacking; in return the library unpacks straight into `to`, which its
 * streaming interface does not.
 */
bool
unpack(struct unpacker *unpacker, struct span frame, struct span prefix,
    char *to, size_t len)
{
	size_t got;

	if (!unpacker->context)
		unpacker->context = ZSTD_createDCtx();
	if (!unpacker->context)
		return false;
	buf_clear(&unpacker->frame);
	buf_put_u32(&unpacker->frame, ZSTD_MAGICNUMBER);
	buf_put(&unpacker->frame, frame);
	if (prefix.len && ZSTD_isError(ZSTD_DCtx_refPrefix(unpacker->context,
	    prefix.ptr, prefix.len)))
		return false;
	got = ZSTD_decompressDCtx(unpacker->context, to, len,
	    unpacker->frame.ptr, unpacker->frame.len);
	return !ZSTD_isError(got) && got == len;
}
