/*
 * search/huffman.h - canonical Huffman codes for the dictionary of terms;
 * internal to search.
 *
 * A code is stored as the lengths of its words; words of one length are
 * numbered in order of their symbols, shorter ones first (as in RFC 1951,
 * section 3.2.2, but written most significant bit first).
 */
#ifndef IBID_SEARCH_HUFFMAN_H
#define IBID_SEARCH_HUFFMAN_H

#include "search/bits.h"

#define HUFFMAN_SYMBOLS 257	/* 256 bytes and an end */
#define HUFFMAN_LENGTH_MAX 15

/* ---- making and writing ---- */

struct huffman_coder {
	uint8_t lengths[HUFFMAN_SYMBOLS];
	uint16_t words[HUFFMAN_SYMBOLS];
};

void huffman_make(struct huffman_coder *coder,
    const uint32_t counts[HUFFMAN_SYMBOLS]);
void huffman_put_table(struct bit_writer *to,
    const struct huffman_coder *coder);

static inline void
huffman_put(struct bit_writer *to, const struct huffman_coder *coder,
    unsigned symbol)
{
	bits_put(to, coder->words[symbol], coder->lengths[symbol]);
}

/* ---- reading ---- */

#define HUFFMAN_FAST_BITS 8

struct huffman {
	/* symbol << 4 | length, by the next 8 bits; 0: look in the rest */
	uint16_t fast[1 << HUFFMAN_FAST_BITS];
	uint16_t symbols[HUFFMAN_SYMBOLS];	/* in order of their words */
	uint16_t counts[HUFFMAN_LENGTH_MAX + 1];	/* by length */
};

/* Read a table; false when it makes no code. */
bool huffman_get_table(struct bit_reader *in, struct huffman *code);

unsigned huffman_find_slow(const struct huffman *code, uint64_t bits,
    unsigned *length);

/*
 * The symbol whose word starts `bits`, and the word's length; a length of 0
 * is damage.
 */
static inline unsigned
huffman_find(const struct huffman *code, uint64_t bits, unsigned *length)
{
	uint16_t entry = code->fast[bits >> (64 - HUFFMAN_FAST_BITS)];

	if (!entry)
		return huffman_find_slow(code, bits, length);
	*length = entry & 15;
	return entry >> 4;
}

/* The next symbol; damage sets in->failed and gives 0. */
static inline unsigned
huffman_get(struct bit_reader *in, const struct huffman *code)
{
	unsigned length;
	unsigned symbol = huffman_find(code, bits_peek(in), &length);

	if (length == 0)
		in->failed = true;
	bits_skip(in, length);
	return symbol;
}

#endif
