/* search/block.c - blocks of paragraphs, folded, and the way back. */
#include "search/block.h"

void
block_release(struct block *block)
{
	buf_release(&block->folded);
}

struct span
block_cut(struct span text, size_t off)
{
	const char *end;

	if (text.len - off <= BLOCK_LEN)
		return span_slice(text, off, text.len);
	end = memrchr(text.ptr + off, '\n', BLOCK_LEN);
	if (!end)
		end = memchr(text.ptr + off + BLOCK_LEN, '\n',
		    text.len - off - BLOCK_LEN);
	if (!end)
		return span_slice(text, off, text.len);
	return span_slice(text, off, (size_t)(end - text.ptr) + 1);
}

void
block_fold(struct block *block, struct span source, unsigned keep)
{
	buf_clear(&block->folded);
	uni_fold_lines(&block->folded, source, keep);
	block->source = source;
	block->keep = keep;
	block->walk = (struct uni_fold_walk){ .text = source, .keep = keep };
}

static bool
both_ascii(struct span text, size_t off)
{
	return ((text.ptr[off - 1] | text.ptr[off]) & 0x80) == 0;
}

void
block_widen(struct span text, size_t *from, size_t *to)
{
	if (*from > 0 && *from < text.len && !both_ascii(text, *from)) {
		uint32_t code;
		size_t len = uni_decode(text, *from, &code, NULL);

		*from = uni_cluster_prev(text, *from + len);
	}
	if (*to > *from && *to < text.len && !both_ascii(text, *to))
		*to = uni_cluster_next(text, uni_cluster_prev(text, *to));
}

size_t
block_source_from(struct block *block, size_t from)
{
	size_t source_from, source_to;

	uni_fold_find(&block->walk, from, &source_from, &source_to);
	source_to = source_from;
	block_widen(block->source, &source_from, &source_to);
	return source_from;
}

size_t
block_source_to(struct block *block, size_t to)
{
	size_t source_from, source_to;

	uni_fold_find(&block->walk, to - 1, &source_from, &source_to);
	source_from = 0;
	block_widen(block->source, &source_from, &source_to);
	return source_to;
}
