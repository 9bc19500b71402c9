/*
 * bundle/format.h - the numbers of the file format, for its writer and its
 * reader.  ibid-bundle(5) explains the bytes; the tables here are their
 * short form and must agree with it.
 *
 * All numbers are little-endian; "varint", "svarint" and "string" (a varint
 * length, then bytes) are those of base/buf.h.  A "frame" is a Zstandard
 * frame (RFC 8878) without its first four bytes, which are always the same.
 * "sum" is XXH64 with seed 0 over the stored bytes.
 *
 * File
 *	 0   8	signature 89 'I' 'B' 'D' 0D 0A 1A 0A
 *	 8   1	version
 *	 9   1	form: 1 small, 2 large
 *
 * Small form: two frames
 *	10   4	the low half of the sum of all other bytes of the file
 *	14   v	length of the text, unpacked
 *	     v	length of its frame
 *	     v	length of the body, unpacked
 *	     v	length of its frame
 *	     -	frame of the text
 *	     -	frame of the body, with the text as its prefix
 *
 * Body of the small form: a byte that says what is derived (DERIVED_);
 * varint lengths of the parts HEAD, SECT, NOTE, REFS, KEYW, CHNK, and the
 * number of extra sections; for each of these 4 bytes of tag, a byte of
 * flags and its varint length; then the parts and the extra sections.  SECT
 * to KEYW are one page each, CHNK is the structure of the one chunk.
 *
 * Large form
 *	10   2	number of sections, n
 *	12   4	0
 *	16   8	length of the file
 *	24   8	sum of bytes 0 to 23 and of the section table
 *	32 40n	section table
 * Row of the section table
 *	 0   4	tag
 *	 4   4	flags: 1 required, 2 packed (one frame), 4 not summed
 *	 8   8	offset in the file, a multiple of 8
 *	16   8	stored length
 *	24   8	unpacked length
 *	32   8	sum, 0 if not summed
 * The sections lie in the order of the table with 0 to 7 bytes of 0 between
 * them; the last ends the file.
 *
 * HEAD is packed.  SECT, NOTE, REFS, KEYW and CHNK are directories of what
 * lies in BODY (not summed as a whole: each piece is).
 * Row of the directory of a table: one page of 128 rows, the last of fewer
 *	 0   8	place of its first row (keywords: 0)
 *	 8  24	piece
 * Row of CHNK
 *	 0   8	place
 *	 8   8	offset in BODY of its part of the frame of structures,
 *		which its part of the frame of texts follows
 *	16   4	stored length of the first
 *	20   4	its unpacked length
 *	24   4	stored length of the second
 *	28   4	chunks back to the first one of its batch; or CHUNK_LEANS
 *		and chunks back to the first one of the batch it leans on
 *	32   8	sum of both parts
 * The chunks of a batch share two frames.  A part is some whole blocks of a
 * frame, those of the first chunk with the frame's header before them; the
 * parts of the first chunks and an empty last block (01 00 00) after them
 * are a frame that unpacks to what these chunks have.  A chunk that leans is
 * no part of a batch: it has two frames of its own, each with all that the
 * frame of its sort in the batch it leans on unpacks to as its prefix.
 * Piece
 *	 0   8	offset in BODY
 *	 8   4	stored length; the unpacked length means: not packed
 *	12   4	unpacked length
 *	16   8	sum
 * LABL (only with more than 4096 notes), one row for each note, in order
 * of hash, then of note
 *	 0   4	low half of XXH64 of the label
 *	 4   4	note
 */
#ifndef IBID_BUNDLE_FORMAT_H
#define IBID_BUNDLE_FORMAT_H

#include <stdint.h>

#define FORMAT_SIGNATURE "\x89IBD\r\n\x1a\n"
#define FORMAT_SIGNATURE_LEN 8
#define FORMAT_START_LEN 10	/* signature, version, form */

enum format_form { FORMAT_SMALL = 1, FORMAT_LARGE = 2 };

/* Small form. */
#define SMALL_SUM_OFF 10
#define SMALL_SUM_LEN 4
#define SMALL_LENGTHS_OFF 14

/* Large form. */
#define LARGE_COUNT_OFF 10
#define LARGE_FILE_LEN_OFF 16
#define LARGE_SUM_OFF 24
#define LARGE_TABLE_OFF 32
#define LARGE_ROW_LEN 40
#define LARGE_ALIGN 8

enum {
	SECTION_REQUIRED = 1,
	SECTION_PACKED = 2,
	SECTION_UNSUMMED = 4,
};

/*      id    tag */
#define FORMAT_PARTS(X) \
	X(HEAD, "HEAD") \
	X(SECT, "SECT") \
	X(NOTE, "NOTE") \
	X(REFS, "REFS") \
	X(KEYW, "KEYW") \
	X(CHNK, "CHNK") \
	X(BODY, "BODY") \
	X(LABL, "LABL")

enum format_part {
#define X(id, tag) PART_##id,
	FORMAT_PARTS(X)
#undef X
	PART_COUNT,
	PART_TABLES = PART_SECT,	/* SECT to KEYW are tables */
	PART_SMALL_COUNT = PART_BODY,	/* HEAD to CHNK are in a body */
};
#define TABLE_COUNT 4

#define PAGE_ROWS 128
#define PIECE_LEN 24
#define PAGE_ENTRY_LEN (8 + PIECE_LEN)
#define CHUNK_ENTRY_LEN 40
#define CHUNK_LEANS (1u << 31)
#define LABEL_ENTRY_LEN 8
#define LABELS_SCANNED 4096	/* up to so many notes need no LABL */

/*
 * Limits on unpacked lengths, so that a few hostile bytes cannot ask for
 * much memory.  The writer keeps well below them.
 */
#define SMALL_TEXT_MAX (1u << 20)
#define SMALL_BODY_MAX (4u << 20)
#define HEAD_MAX (16u << 20)
#define PAGE_MAX (16u << 20)
#define TEXT_MAX (8u << 20)		/* of a batch */
#define STRUCTURE_MAX (16u << 20)	/* of a batch */
#define BATCH_CHUNKS_MAX 1024u
#define CHUNK_NODES_MAX (1u << 17)
#define CHUNK_INLINES_MAX (1u << 19)
#define EXTRA_MAX (256u << 20)
#define EXTRA_RATIO_MAX 1024	/* above 1 MB */

/* What the writer leaves out, cuts or refuses, to stay below them. */
#define NAME_STORED_MAX (64u << 10)	/* ids, targets, labels of nodes */
#define TITLE_STORED_MAX (4u << 10)
#define FIELD_STORED_MAX (8u << 10)	/* labels of notes, keywords */

/* Names of metadata that are stored as their number, from 1. */
#define FORMAT_META_NAMES(X) \
	X("title") X("author") X("date") X("language") X("publisher") \
	X("description") X("subtitle") X("rights") X("source") \
	X("identifier") X("subject") X("translator")

/* The first byte of a section's row: the level, 1 to 15, and flags. */
enum {
	SECTION_LEVEL = 0x0f,
	SECTION_BACK = 0x10,	/* back matter */
	SECTION_ROLE = 0x20,	/* a role is stored */
	SECTION_HEADED = 0x40,	/* small form: title is the line at place */
};

/* The first byte of a note's row. */
enum {
	NOTE_KIND = 0x01,
	NOTE_RESOLVES = 0x02,	/* a count of resolves is stored */
};

/* What a row of the palette of nodes says is stored with each node. */
enum {
	NODE_ROLE = 0x01,	/* in the palette */
	NODE_LEVEL = 0x02,	/* in the palette */
	NODE_FLAGS = 0x04,	/* in the palette */
	NODE_NUMBER = 0x08,
	NODE_LABEL = 0x10,
	NODE_ID = 0x20,
	NODE_SLUG = 0x40,	/* the id follows from the text */
	NODE_LANG = 0x80,
	NODE_ALIGN = 0x100,	/* in the palette */
};

/* The same for inlines. */
enum {
	INLINE_ROLE = 0x01,	/* in the palette */
	INLINE_NUMBER = 0x02,
	INLINE_PLACE = 0x04,
	INLINE_TARGET = 0x08,
	INLINE_SAME = 0x10,	/* the target is the text it covers */
	INLINE_LEN = 0x20,
	INLINE_REST = 0x40,	/* to the end of its leaf */
};

/* A row of either palette of a structure: of nodes, or of inlines. */
struct look {
	uint8_t kind;
	uint8_t role;
	uint8_t level;
	uint8_t align;
	uint16_t flags;
	uint16_t mask;
};

#endif
