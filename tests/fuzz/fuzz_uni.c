/*
 * fuzz/fuzz_uni.c - any bytes through every function of uni, and what its
 * header promises of the results.
 */
#include <assert.h>
#include <stdlib.h>

#include "uni/uni.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t len);

static void
check_clusters(struct span text)
{
	size_t off = 0, cols;

	while (off < text.len) {
		size_t next = uni_cluster_next(text, off);

		assert(next > off && next <= text.len);
		assert(uni_cluster_cols(span_of(text.ptr + off, next - off),
			   1) >= 0);
		off = next;
	}
	assert(uni_fit(text, 10, 1, &cols) <= text.len);
	assert(cols <= 10);
	uni_cols(text, 2);
}

static void
check_words(struct span text)
{
	size_t off = 0, from, to, count = 0;

	while (uni_word_next(text, off, &from, &to)) {
		assert(off <= from && from < to && to <= text.len);
		off = to;
		count++;
	}
	assert(count == uni_word_count(text));
	for (off = 0; off < text.len; off += 1 + text.len / 8) {
		uni_sentence(text, off, &from, &to);
		assert(from <= to && to <= text.len);
	}
}

/* What may be printed is well-formed and holds nothing unsafe. */
static void
check_printable(struct span text)
{
	struct buf out = { 0 };
	struct span shown;
	size_t off = 0;

	uni_printable(&out, text, true);
	shown = buf_span(&out);
	assert(uni_valid(shown));
	while (off < shown.len) {
		uint32_t code;

		off += uni_decode(shown, off, &code, NULL);
		assert(!uni_unsafe(code));
	}
	buf_release(&out);
}

/* Each byte has its place in the text, and folding again changes nothing. */
static void
check_fold(struct span text)
{
	struct buf once = { 0 }, twice = { 0 }, map = { 0 };
	const uint32_t *places;

	uni_fold(&once, text, &map);
	assert(map.len == (once.len + 1) * sizeof(uint32_t));
	places = (const uint32_t *)(const void *)map.ptr;
	for (size_t i = 0; i <= once.len; i++)
		assert(places[i] <= text.len);
	uni_fold(&twice, buf_span(&once), NULL);
	assert(span_eq(buf_span(&once), buf_span(&twice)));
	buf_release(&once);
	buf_release(&twice);
	buf_release(&map);
}

static void
check_breaks(struct span text)
{
	char *breaks = malloc(text.len ? text.len : 1);
	struct buf out = { 0 };

	if (!breaks)
		abort();
	uni_word_breaks(text, breaks);
	uni_line_breaks(text, breaks);
	uni_cluster_breaks(text, breaks);
	free(breaks);
	uni_nfc(&out, text);
	uni_lower(&out, text);
	buf_clear(&out);
	uni_mend(&out, text);
	assert(uni_valid(buf_span(&out)));
	buf_release(&out);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t len)
{
	struct span text = span_of((const char *)data, len);

	if (len > 4096)
		return 0;
	check_clusters(text);
	check_words(text);
	check_printable(text);
	check_fold(text);
	check_breaks(text);
	return 0;
}
