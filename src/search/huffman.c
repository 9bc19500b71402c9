/* search/huffman.c - canonical Huffman codes. */
#include "search/huffman.h"

#include <stdlib.h>

/* ---- making ---- */

struct node {
	uint64_t weight;
	int left, right;	/* nodes, or -1 in a leaf */
	unsigned symbol;
};

/* The lightest of the nodes not yet joined; the first among equals. */
static int
take_lightest(const struct node *nodes, bool *joined, int count)
{
	int best = -1;

	for (int i = 0; i < count; i++)
		if (!joined[i] && (best < 0 ||
		    nodes[i].weight < nodes[best].weight))
			best = i;
	joined[best] = true;
	return best;
}

static unsigned
measure(const struct node *nodes, int at, unsigned depth, uint8_t *lengths)
{
	unsigned left, right;

	if (nodes[at].left < 0) {
		lengths[nodes[at].symbol] = (uint8_t)(depth ? depth : 1);
		return depth;
	}
	left = measure(nodes, nodes[at].left, depth + 1, lengths);
	right = measure(nodes, nodes[at].right, depth + 1, lengths);
	return left > right ? left : right;
}

/* Set the lengths for `counts`; returns the greatest. */
static unsigned
set_lengths(const uint32_t counts[HUFFMAN_SYMBOLS], uint8_t *lengths)
{
	struct node nodes[2 * HUFFMAN_SYMBOLS];
	bool joined[2 * HUFFMAN_SYMBOLS] = { false };
	int count = 0;
	int leaves;

	memset(lengths, 0, HUFFMAN_SYMBOLS);
	for (unsigned i = 0; i < HUFFMAN_SYMBOLS; i++)
		if (counts[i])
			nodes[count++] = (struct node){ counts[i], -1, -1,
				i };
	if (count == 0)
		return 0;
	leaves = count;
	for (int i = 1; i < leaves; i++) {
		int a = take_lightest(nodes, joined, count);
		int b = take_lightest(nodes, joined, count);

		nodes[count++] = (struct node){ nodes[a].weight +
			nodes[b].weight, a, b, 0 };
	}
	return measure(nodes, count - 1, 0, lengths);
}

void
huffman_make(struct huffman_coder *coder,
    const uint32_t counts[HUFFMAN_SYMBOLS])
{
	uint32_t flat[HUFFMAN_SYMBOLS];
	unsigned word = 0;

	/* Very uneven counts make long words: level them until they fit. */
	memcpy(flat, counts, sizeof flat);
	while (set_lengths(flat, coder->lengths) > HUFFMAN_LENGTH_MAX)
		for (unsigned i = 0; i < HUFFMAN_SYMBOLS; i++)
			flat[i] = (flat[i] + 1) / 2;
	for (unsigned length = 1; length <= HUFFMAN_LENGTH_MAX; length++) {
		for (unsigned i = 0; i < HUFFMAN_SYMBOLS; i++)
			if (coder->lengths[i] == length)
				coder->words[i] = (uint16_t)word++;
		word <<= 1;
	}
}

/*
 * How many symbols have a word (9 bits), then for each the distance from
 * the one before (as many zeros as its length in bits less one, then the
 * number) and the length of its word (4 bits).
 */
void
huffman_put_table(struct bit_writer *to, const struct huffman_coder *coder)
{
	unsigned count = 0;
	unsigned next = 0;

	for (unsigned i = 0; i < HUFFMAN_SYMBOLS; i++)
		count += coder->lengths[i] > 0;
	bits_put(to, count, 9);
	for (unsigned i = 0; i < HUFFMAN_SYMBOLS; i++) {
		uint32_t step = i - next + 1;

		if (!coder->lengths[i])
			continue;
		bits_put(to, 0, bits_length(step) - 1);
		bits_put(to, step, bits_length(step));
		bits_put(to, coder->lengths[i], 4);
		next = i + 1;
	}
}

/* ---- reading ---- */

static bool
get_lengths(struct bit_reader *in, uint8_t lengths[HUFFMAN_SYMBOLS])
{
	unsigned count = bits_get(in, 9);
	unsigned next = 0;

	memset(lengths, 0, HUFFMAN_SYMBOLS);
	for (unsigned i = 0; i < count; i++) {
		unsigned zeros = 0;

		while (zeros < 9 && bits_get(in, 1) == 0)
			zeros++;
		if (zeros == 9 || in->failed)
			return false;
		next += ((1u << zeros) | bits_get(in, zeros)) - 1;
		if (next >= HUFFMAN_SYMBOLS)
			return false;
		lengths[next] = (uint8_t)bits_get(in, 4);
		if (lengths[next++] == 0)
			return false;
	}
	return !in->failed;
}

static void
fill_fast(struct huffman *code, unsigned symbol, unsigned length,
    unsigned word)
{
	unsigned free_bits = HUFFMAN_FAST_BITS - length;

	for (unsigned i = 0; i < 1u << free_bits; i++)
		code->fast[(word << free_bits) + i] =
		    (uint16_t)(symbol << 4 | length);
}

bool
huffman_get_table(struct bit_reader *in, struct huffman *code)
{
	uint8_t lengths[HUFFMAN_SYMBOLS];
	unsigned word = 0;
	unsigned at = 0;

	memset(code, 0, sizeof *code);
	if (!get_lengths(in, lengths))
		return false;
	for (unsigned length = 1; length <= HUFFMAN_LENGTH_MAX; length++) {
		for (unsigned i = 0; i < HUFFMAN_SYMBOLS; i++) {
			if (lengths[i] != length)
				continue;
			/* More words than there are of that length. */
			if (word >= 1u << length)
				return false;
			code->symbols[at++] = (uint16_t)i;
			code->counts[length]++;
			if (length <= HUFFMAN_FAST_BITS)
				fill_fast(code, i, length, word);
			word++;
		}
		word <<= 1;
	}
	return true;
}

unsigned
huffman_find_slow(const struct huffman *code, uint64_t bits,
    unsigned *length)
{
	unsigned first = 0;	/* the first word of this length */
	unsigned at = 0;	/* its symbol's index */

	for (*length = 1; *length <= HUFFMAN_LENGTH_MAX; (*length)++) {
		unsigned word = (unsigned)(bits >> (64 - *length));

		if (word - first < code->counts[*length])
			return code->symbols[at + word - first];
		at += code->counts[*length];
		first = (first + code->counts[*length]) << 1;
	}
	*length = 0;
	return 0;
}
