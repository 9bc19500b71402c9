/* uni/cols.c - how many terminal columns text takes. */
#include <uniwidth.h>

#include "uni/uni.h"

#define ZWJ 0x200d
#define KEYCAP 0x20e3
#define EMOJI_STYLE 0xfe0f

static bool
is_regional(uint32_t code)
{
	return code >= 0x1f1e6 && code <= 0x1f1ff;
}

/* uc_width knows two tables: of CJK encodings, and of all others. */
static int
code_cols(uint32_t code, int ambiguous_cols)
{
	int cols = uc_width(code, ambiguous_cols == 2 ? "EUC-JP" : "UTF-8");

	return cols < 0 ? 0 : cols;
}

int
uni_cluster_cols(struct span cluster, int ambiguous_cols)
{
	int cols = 0;
	int regionals = 0;

	if (cluster.len == 1)
		return *cluster.ptr >= ' ' && *cluster.ptr < 0x7f;
	for (size_t off = 0; off < cluster.len;) {
		uint32_t code;

		off += uni_decode(cluster, off, &code, NULL);
		if (code == EMOJI_STYLE || code == KEYCAP)
			return 2;
		if (code == ZWJ && cols == 2)
			return 2;
		if (is_regional(code) && ++regionals == 2)
			return 2;
		/* A skin tone colours the emoji before it. */
		if (code >= 0x1f3fb && code <= 0x1f3ff && cols)
			continue;
		cols += code_cols(code, ambiguous_cols);
	}
	return cols;
}

/* Emoji and scripts of Unicode 15 and later, and of planes above 1. */
static bool
is_new(uint32_t code)
{
	return (code >= 0x1fa70 && code <= 0x1faff) || code >= 0x20000;
}

bool
uni_cluster_doubtful(struct span cluster)
{
	int spacing = 0;

	if (cluster.len <= 2)
		return false;
	for (size_t off = 0; off < cluster.len;) {
		uint32_t code;

		off += uni_decode(cluster, off, &code, NULL);
		if (code == EMOJI_STYLE || code == KEYCAP || code == ZWJ ||
		    is_new(code))
			return true;
		spacing += code_cols(code, 1) > 0;
	}
	return spacing > 1;
}

size_t
uni_fit(struct span text, size_t cols, int ambiguous_cols,
    size_t *used_cols)
{
	size_t used = 0;
	size_t off = 0;

	while (off < text.len) {
		size_t next = uni_cluster_next(text, off);
		size_t wide = (size_t)uni_cluster_cols(
		    span_slice(text, off, next), ambiguous_cols);

		if (used + wide > cols)
			break;
		used += wide;
		off = next;
	}
	if (used_cols)
		*used_cols = used;
	return off;
}

size_t
uni_cols(struct span text, int ambiguous_cols)
{
	size_t used;

	uni_fit(text, SIZE_MAX / 2, ambiguous_cols, &used);
	return used;
}
