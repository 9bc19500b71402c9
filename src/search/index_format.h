/*
 * search/index_format.h - the bytes of an index; internal to search.
 *
 * Numbers are little-endian; streams of bits are most significant bit
 * first.  W windows, T terms, P = ceil(T / INDEX_PAGE) pages.
 *
 *     offset  bytes  what
 *     0       4      1, the version of this format
 *     4       4      T
 *     8       4      W
 *     12      4      bytes of the code tables, C
 *     16      4      bytes of the dictionary, D
 *     20      4      bytes of the postings, Q
 *     24      8      place where the first window starts
 *     32      8      place where the last window ends
 *     40      C      code tables, bits
 *     40+C    5 W    where each window starts, from the first one's start
 *     ...     8 P    for each page: offset in the dictionary, in the postings
 *     ...     D      dictionary, bits; each page starts a byte
 *     ...     Q      postings, bits; each page starts a byte
 *
 * A window is a run of whole paragraphs, closed with the first paragraph
 * that brings it to INDEX_WINDOW bytes.
 *
 * Terms are sorted by their bytes.  A page holds INDEX_PAGE of them (the
 * last one the rest), each as
 *
 *     how many bytes it shares with the term before (in a page's first
 *     term: 0), in the code of shared lengths;
 *     its other bytes and an end (256), each in the code of the byte before
 *     it in the term (0 before the first);
 *     the bit length of the number of its windows, in the code of counts,
 *     and that number without its first bit;
 *     when it stands in over INDEX_SKIP windows: how many bits its postings
 *     take, as five bits of length and a number of that length.
 *
 * The postings of a page's terms follow one another, as postings.h tells.
 *
 * The code tables are those of huffman.c: of shared lengths, of counts, of
 * the bytes in general; then 256 bits, one for each byte before, which say
 * whether a code of its own follows, and those codes.
 */
#ifndef IBID_SEARCH_INDEX_FORMAT_H
#define IBID_SEARCH_INDEX_FORMAT_H

#define INDEX_VERSION 1
#define INDEX_HEADER 40
#define INDEX_START 5		/* bytes of a window's start */
#define INDEX_PAGE 128		/* terms; about 400 bytes */
#define INDEX_SKIP 64
#define INDEX_END 256		/* the symbol after a term's last byte */

/* A byte is worth a code of its own from so many uses on. */
#define INDEX_CONTEXT_MIN 256

#endif
