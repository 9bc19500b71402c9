/* search/regex_block.c - expressions over blocks of paragraphs. */
#include "search/regex_block.h"

#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>
#include <stdlib.h>

#include "base/arena.h"
#include "search/block.h"
#include "search/locate.h"

/*
 * From one starting point; a sound expression needs a few.  What needs more
 * is tried by paragraph, where time is watched.
 */
#define STEP_LIMIT 1000

/* What other characters are written as. */
enum {
	CLASS_UNKNOWN,
	CLASS_WORD = 0x80, CLASS_DIGIT, CLASS_OTHER, CLASS_SPACE, CLASS_ODD
};

#define BMP 0x10000

/* The same place in the bytes and in the source; ASCII follows. */
struct place_pair {
	uint32_t at, source_at;
};

struct regex_block {
	pcre2_code *code;
	pcre2_code *kinds[3];	/* \d, \w and \s in Unicode's sense */
	pcre2_match_data *data;
	pcre2_match_context *limits;
	uint8_t *tables;	/* PCRE2's, with the classes above */
	uint8_t *classes;	/* of code points, as far as they came up */
	bool caseless;
	struct span literal;	/* borrowed; empty: no use here */
	/* The block at hand. */
	struct span source;
	struct span text;	/* the source, or `bytes` */
	struct buf bytes;
	struct place_pair *pairs;	/* the start, and after each other */
	size_t pair_count, pair_room;
	size_t pair;		/* the one last used */
};

/* ---- which expressions can ---- */

static bool
is_safe_escape(char c)
{
	return strchr("dDwWsSbBnt", c) || (strchr(".*+?()[]{}|^$\\/-", c) &&
	    c != '\0');
}

/*
 * Only ASCII, classes, groups, alternatives, greedy and lazy repetition,
 * \b, ^ and $.  No atomic groups, look-around, references, verbs, flags or
 * POSIX classes.
 */
static bool
is_safe(struct span pattern)
{
	char before = '\0';

	for (size_t i = 0; i < pattern.len; i++) {
		char c = pattern.ptr[i];
		char next = i + 1 < pattern.len ? pattern.ptr[i + 1] : '\0';

		if (c & 0x80 || (unsigned char)c < ' ')
			return false;
		if (c == '\\') {
			if (!is_safe_escape(next))
				return false;
			i++;
			before = '\0';
			continue;
		}
		if (c == '(' && (next == '*' || (next == '?' &&
		    (i + 2 >= pattern.len || pattern.ptr[i + 2] != ':'))))
			return false;
		if (c == '[' && (next == ':' || next == '.' || next == '='))
			return false;
		if (c == '+' && before && strchr("*+?}", before))
			return false;	/* possessive */
		before = c;
	}
	return true;
}

static bool
is_alnum(char c)
{
	return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') ||
	    (c >= 'A' && c <= 'Z');
}

/* The length of "[...]" at `off` where it holds letters and digits; or 0. */
static size_t
word_class(struct span pattern, size_t off)
{
	size_t i = off + 1;

	for (; i < pattern.len && pattern.ptr[i] != ']'; i++) {
		char c = pattern.ptr[i];

		if (c == '-' && i > off + 1 && i + 1 < pattern.len) {
			/* From small to capital there are signs between. */
			if ((pattern.ptr[i - 1] ^ pattern.ptr[i + 1]) & 0x60)
				return 0;
		} else if (!is_alnum(c)) {
			return 0;
		}
	}
	return i < pattern.len ? i + 1 - off : 0;
}

/* The length of "{2,3}" at `off`; or 0. */
static size_t
repetition(struct span pattern, size_t off)
{
	size_t i = off + 1;

	while (i < pattern.len && (pattern.ptr[i] == ',' ||
	    (pattern.ptr[i] >= '0' && pattern.ptr[i] <= '9')))
		i++;
	return i > off + 1 && i < pattern.len && pattern.ptr[i] == '}' ?
	    i + 1 - off : 0;
}

/*
 * Whether a match lies in one word: then only the words that hold the
 * literal are tried.
 */
static bool
is_one_word(struct span pattern)
{
	for (size_t i = 0; i < pattern.len;) {
		struct span rest = span_slice(pattern, i, pattern.len);
		char c = *rest.ptr;
		size_t len = 1;

		if (c == '\\')
			len = rest.len > 1 && strchr("dwbB", rest.ptr[1]) ?
			    2 : 0;
		else if (c == '[')
			len = word_class(pattern, i);
		else if (c == '{')
			len = repetition(pattern, i);
		else if (span_starts(rest, SPAN("(?:")))
			len = 3;
		else if (!is_alnum(c) && !strchr("_()*+?", c))
			len = 0;
		if (len == 0)
			return false;
		i += len;
	}
	return true;
}

static bool
is_plain(struct span literal)
{
	for (size_t i = 0; i < literal.len; i++) {
		char c = literal.ptr[i];

		if (!(c >= 'a' && c <= 'z') && !(c >= '0' && c <= '9'))
			return false;
	}
	return literal.len > 0;
}

/* ---- compiling ---- */

/*
 * PCRE2's tables are 256 bytes for lower case, 256 for the other case, ten
 * maps of 32 bytes and 256 bytes of types.  The classes get the types of
 * characters that have just those; is_as_wanted looks whether that holds.
 */
#define MAPS_AT 512
#define MAP_COUNT 10
#define TYPES_AT (MAPS_AT + MAP_COUNT * 32)

static void
give_types(uint8_t *tables, unsigned class, unsigned char like)
{
	tables[TYPES_AT + class] = tables[TYPES_AT + like];
	for (size_t i = 0; i < MAP_COUNT; i++) {
		uint8_t *map = tables + MAPS_AT + i * 32;

		if (map[like / 8] & 1 << like % 8)
			map[class / 8] |= (uint8_t)(1 << class % 8);
	}
}

static pcre2_code *
compile(struct span pattern, uint32_t options, const uint8_t *tables)
{
	pcre2_compile_context *context = pcre2_compile_context_create(NULL);
	PCRE2_SIZE at;
	int error;
	pcre2_code *code;

	if (!context)
		return NULL;
	pcre2_set_newline(context, PCRE2_NEWLINE_LF);
	pcre2_set_parens_nest_limit(context, 100);
	if (tables)
		pcre2_set_character_tables(context, tables);
	code = pcre2_compile((PCRE2_SPTR)pattern.ptr, pattern.len, options,
	    &error, &at, context);
	pcre2_compile_context_free(context);
	/* Without that compiler nothing is gained here. */
	if (code && pcre2_jit_compile(code, PCRE2_JIT_COMPLETE)) {
		pcre2_code_free(code);
		return NULL;
	}
	return code;
}

static bool
matches(const struct regex_block *block, const pcre2_code *code,
    struct span text)
{
	return pcre2_match(code, (PCRE2_SPTR)text.ptr, text.len, 0,
	    PCRE2_NO_UTF_CHECK, block->data, NULL) >= 0;
}

static bool
is_as_wanted(struct regex_block *block)
{
	static const char text[] = { (char)CLASS_WORD, (char)CLASS_DIGIT,
		(char)CLASS_OTHER, (char)CLASS_SPACE };
	pcre2_code *code = compile(
	    SPAN("^[\\w]\\w\\W\\W$(?<=\\D\\d\\D\\D)(?<=\\S\\S\\S\\s)"
	    "(?<=[\\D][\\d][^\\d\\w\\s][\\s])(?<=\\w\\b\\W\\W)"),
	    0, block->tables);
	bool right = code && matches(block, code, span_of(text, 4));

	pcre2_code_free(code);
	return right;
}

static bool
compile_all(struct regex_block *block, struct span pattern)
{
	static const char *const kinds[] = { "\\d", "\\w", "\\s" };

	block->data = pcre2_match_data_create(1, NULL);
	block->limits = pcre2_match_context_create(NULL);
	block->tables = (uint8_t *)(uintptr_t)pcre2_maketables(NULL);
	if (!block->data || !block->limits || !block->tables)
		return false;
	pcre2_set_match_limit(block->limits, STEP_LIMIT);
	give_types(block->tables, CLASS_WORD, '_');
	give_types(block->tables, CLASS_DIGIT, '5');
	give_types(block->tables, CLASS_OTHER, '!');
	give_types(block->tables, CLASS_SPACE, '\f');
	for (size_t i = 0; i < 3; i++)
		block->kinds[i] = compile(span_str(kinds[i]),
		    PCRE2_UTF | PCRE2_UCP, NULL);
	if (!block->kinds[0] || !block->kinds[1] || !block->kinds[2] ||
	    !is_as_wanted(block))
		return false;
	block->code = compile(pattern, PCRE2_MULTILINE |
	    PCRE2_USE_OFFSET_LIMIT | (block->caseless ? PCRE2_CASELESS : 0),
	    block->tables);
	return block->code != NULL;
}

struct regex_block *
regex_block_new(struct span pattern, bool caseless, struct span literal)
{
	struct regex_block *block;

	if (!is_safe(pattern))
		return NULL;
	block = mem_alloc(sizeof *block);
	block->caseless = caseless;
	if (caseless && is_plain(literal) && is_one_word(pattern))
		block->literal = literal;
	if (compile_all(block, pattern))
		return block;
	regex_block_free(block);
	return NULL;
}

void
regex_block_free(struct regex_block *block)
{
	if (!block)
		return;
	pcre2_code_free(block->code);
	for (size_t i = 0; i < 3; i++)
		pcre2_code_free(block->kinds[i]);
	pcre2_match_data_free(block->data);
	pcre2_match_context_free(block->limits);
	pcre2_maketables_free(NULL, block->tables);
	free(block->classes);
	free(block->pairs);
	buf_release(&block->bytes);
	free(block);
}

/* ---- the text in bytes ---- */

static uint8_t
find_class(const struct regex_block *block, uint32_t code,
    struct span character)
{
	/* The Kelvin sign and the long s are k and s where case is none. */
	if (code == 0x212a || code == 0x17f)
		return block->caseless ? CLASS_ODD : CLASS_WORD;
	if (matches(block, block->kinds[0], character))
		return CLASS_DIGIT;
	if (matches(block, block->kinds[1], character))
		return CLASS_WORD;
	return matches(block, block->kinds[2], character) ? CLASS_SPACE :
	    CLASS_OTHER;
}

static uint8_t
class_of(struct regex_block *block, uint32_t code, struct span character)
{
	uint8_t class;

	if (code >= BMP)
		return find_class(block, code, character);
	if (!block->classes)
		block->classes = mem_array(BMP, 1);
	class = block->classes[code];
	if (class == CLASS_UNKNOWN)
		class = block->classes[code] = find_class(block, code,
		    character);
	return class;
}

/* Sixteen bytes at once, in the vector types of GCC and Clang. */
#define LANES 16
typedef uint8_t vec __attribute__((vector_size(LANES)));

/* How many of the LANES bytes at `at` are ASCII before one is not. */
static size_t
ascii_lanes(const char *at)
{
	uint64_t halves[LANES / 8];
	size_t len = 0;

	memcpy(halves, at, sizeof halves);
	halves[0] &= 0x8080808080808080;
	halves[1] &= 0x8080808080808080;
	if ((halves[0] | halves[1]) == 0)
		return LANES;
	while (!(at[len] & 0x80))
		len++;
	return len;
}

static bool
is_ascii(struct span text)
{
	size_t at = 0;

	while (at + LANES <= text.len && ascii_lanes(text.ptr + at) == LANES)
		at += LANES;
	while (at < text.len && !(text.ptr[at] & 0x80))
		at++;
	return at == text.len;
}

/*
 * Copy the ASCII at `from`, `len` bytes at most, to `to`, where there is
 * room for LANES more than that; in small letters if wanted.  How many.
 */
static size_t
copy_ascii(char *to, const char *from, size_t len, bool small)
{
	size_t at = 0;

	while (at + LANES <= len) {
		size_t run = ascii_lanes(from + at);
		vec v;

		memcpy(&v, from + at, sizeof v);
		if (small)
			v |= (vec)(v - 'A' < 26) & 0x20;
		memcpy(to + at, &v, sizeof v);
		at += run;
		if (run < LANES)
			return at;
	}
	for (; at < len && !(from[at] & 0x80); at++) {
		unsigned char c = (unsigned char)from[at];

		to[at] = (char)(small && c >= 'A' && c <= 'Z' ? c | 0x20 : c);
	}
	return at;
}

static void
add_pair(struct regex_block *block, size_t at, size_t source_at)
{
	MEM_PUSH(block->pairs, block->pair_count, block->pair_room);
	block->pairs[block->pair_count++] = (struct place_pair){
		(uint32_t)at, (uint32_t)source_at };
}

/*
 * In small letters where there is a literal: the expression takes either.
 */
static bool
write_bytes(struct regex_block *block)
{
	struct span source = block->source;
	char *out = buf_reserve(&block->bytes, source.len + LANES);
	size_t len = 0;

	for (size_t off = 0; off < source.len;) {
		size_t run = copy_ascii(out + len, source.ptr + off,
		    source.len - off, block->literal.len > 0);
		bool bad = false;
		uint32_t code;
		uint8_t class;

		len += run;
		off += run;
		if (off >= source.len)
			break;
		run = uni_decode(source, off, &code, &bad);
		if (bad)
			return false;
		class = class_of(block, code, span_slice(source, off,
		    off + run));
		if (class == CLASS_ODD)
			return false;
		out[len++] = (char)class;
		off += run;
		add_pair(block, len, off);
	}
	block->text = span_of(out, len);
	return true;
}

bool
regex_block_open(struct regex_block *block, struct span source)
{
	block->source = block->text = source;
	block->pair = block->pair_count = 0;
	add_pair(block, 0, 0);
	buf_clear(&block->bytes);
	if (source.len > 2 * BLOCK_LEN)
		return false;
	return (block->literal.len == 0 && is_ascii(source)) ||
	    write_bytes(block);
}

/* ---- from bytes to the source and back ---- */

static size_t
to_source(struct regex_block *block, size_t at)
{
	const struct place_pair *pair;

	while (block->pair + 1 < block->pair_count &&
	    block->pairs[block->pair + 1].at <= at)
		block->pair++;
	pair = &block->pairs[block->pair];
	return pair->source_at + (at - pair->at);
}

static size_t
from_source(struct regex_block *block, size_t off)
{
	const struct place_pair *pair;

	if (off < block->pairs[block->pair].source_at)
		block->pair = 0;
	while (block->pair + 1 < block->pair_count &&
	    block->pairs[block->pair + 1].source_at <= off)
		block->pair++;
	pair = &block->pairs[block->pair];
	return pair->at + (off - pair->source_at);
}

/* ---- matching ---- */

static bool
is_word(const struct regex_block *block, char c)
{
	unsigned char byte = (unsigned char)c;

	return block->tables[MAPS_AT + 5 * 32 + byte / 8] & 1 << byte % 8;
}

/* The library's result from `at` on; only words with the literal are tried. */
static int
run(struct regex_block *block, size_t at)
{
	struct span text = block->text;
	struct span literal = block->literal;
	size_t low = at;
	const char *hit;

	if (literal.len == 0) {
		pcre2_set_offset_limit(block->limits, PCRE2_UNSET);
		return pcre2_match(block->code, (PCRE2_SPTR)text.ptr,
		    text.len, at, 0, block->data, block->limits);
	}
	while ((hit = locate(text, at, literal)) != NULL) {
		size_t start = (size_t)(hit - text.ptr);
		int result;

		at = start;
		while (start > low && is_word(block, text.ptr[start - 1]))
			start--;
		pcre2_set_offset_limit(block->limits, at);
		result = pcre2_match(block->code, (PCRE2_SPTR)text.ptr,
		    text.len, start, 0, block->data, block->limits);
		if (result != PCRE2_ERROR_NOMATCH)
			return result;
		at++;
	}
	return PCRE2_ERROR_NOMATCH;
}

bool
regex_block_has_literal(const struct regex_block *block)
{
	return block->literal.len > 0;
}

enum regex_block_result
regex_block_next(struct regex_block *block, size_t off, size_t *from,
    size_t *to)
{
	const PCRE2_SIZE *found = pcre2_get_ovector_pointer(block->data);
	size_t at = from_source(block, off);

	while (at < block->text.len) {
		int result = run(block, at);

		if (result == PCRE2_ERROR_NOMATCH)
			return BLOCK_NONE;
		if (result < 0) {
			*from = to_source(block, at);
			return BLOCK_UNSURE;
		}
		if (found[1] == found[0]) {
			at = found[1] + 1;
			continue;
		}
		*from = to_source(block, found[0]);
		if (memchr(block->text.ptr + found[0], '\n',
		    found[1] - found[0]))
			return BLOCK_UNSURE;
		*to = to_source(block, found[1]);
		return BLOCK_FOUND;
	}
	return BLOCK_NONE;
}
