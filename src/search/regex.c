/* search/regex.c - regular expressions over paragraphs, by PCRE2. */
#include "search/regex.h"

#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>
#include <stdio.h>
#include <stdlib.h>

#include "search/block.h"

/*
 * How much an expression may try from one starting point.  A sound one
 * needs a few steps a character; a catastrophic one doubles them with each,
 * and this many take some milliseconds.
 */
#define STEP_LIMIT 200000
#define DEPTH_LIMIT 10000	/* without a compiler to machine code only */
#define HEAP_LIMIT_KIB 16384
#define STACK_MIN (32 * 1024)
#define STACK_MAX (1024 * 1024)

/*
 * Starting points tried in one call: with the limit above a call ends
 * within a second even where each comes near the limit.
 */
#define SLICE_LEN 256
/* Paragraphs up to here are tried in one call: most are. */
#define WHOLE_LEN 1024

struct regex {
	pcre2_code *any;	/* UTF */
	pcre2_code *ascii;	/* bytes, for ASCII paragraphs; or NULL */
	pcre2_match_data *data;
	pcre2_match_context *limits;	/* with steps and stack limited */
	pcre2_match_context *slice;	/* and the starting points, too */
	pcre2_jit_stack *stack;
	struct buf mended;	/* an ill-formed paragraph, patched */
	struct regex_block *block;	/* the way over blocks, or NULL */
};

/* ---- compiling ---- */

/* Nothing in an ASCII pattern that bytes and code points see differently. */
static bool
is_byte_safe(struct span pattern)
{
	for (size_t i = 0; i < pattern.len; i++) {
		if (pattern.ptr[i] & 0x80)
			return false;
		if (pattern.ptr[i] == '(' && i + 1 < pattern.len &&
		    pattern.ptr[i + 1] == '*')
			return false;
		if (pattern.ptr[i] == '\\' && i + 1 < pattern.len &&
		    strchr("xoNpPXCuU", pattern.ptr[++i]))
			return false;
	}
	return true;
}

static pcre2_code *
compile(struct span pattern, uint32_t options, struct query_error *error)
{
	pcre2_compile_context *context = pcre2_compile_context_create(NULL);
	PCRE2_SIZE at = 0;
	int number = 0;
	pcre2_code *code;

	if (!context)
		return NULL;
	pcre2_set_newline(context, PCRE2_NEWLINE_LF);
	pcre2_set_parens_nest_limit(context, 100);
	code = pcre2_compile((PCRE2_SPTR)pattern.ptr, pattern.len, options |
	    PCRE2_NEVER_BACKSLASH_C | PCRE2_USE_OFFSET_LIMIT, &number, &at,
	    context);
	pcre2_compile_context_free(context);
	if (code) {
		/* Where there is no such compiler, the interpreter runs. */
		pcre2_jit_compile(code, PCRE2_JIT_COMPLETE);
	} else if (error) {
		error->off = at;
		pcre2_get_error_message(number,
		    (PCRE2_UCHAR *)error->message, sizeof error->message);
	}
	return code;
}

static pcre2_match_context *
new_limits(struct regex *regex)
{
	pcre2_match_context *context = pcre2_match_context_create(NULL);

	if (!context)
		return NULL;
	pcre2_set_match_limit(context, STEP_LIMIT);
	pcre2_set_depth_limit(context, DEPTH_LIMIT);
	pcre2_set_heap_limit(context, HEAP_LIMIT_KIB);
	if (regex->stack)
		pcre2_jit_stack_assign(context, NULL, regex->stack);
	return context;
}

static bool
compile_both(struct regex *regex, struct span pattern, bool caseless,
    struct query_error *error)
{
	uint32_t options = caseless ? PCRE2_CASELESS : 0;

	regex->any = compile(pattern, options | PCRE2_UTF | PCRE2_UCP,
	    error);
	if (!regex->any)
		return false;
	if (is_byte_safe(pattern))
		regex->ascii = compile(pattern, options, NULL);
	regex->data = pcre2_match_data_create(1, NULL);
	regex->stack = pcre2_jit_stack_create(STACK_MIN, STACK_MAX, NULL);
	regex->limits = new_limits(regex);
	regex->slice = new_limits(regex);
	if (regex->data && regex->limits && regex->slice)
		return true;
	if (error)
		snprintf(error->message, sizeof error->message,
		    "there is no memory for the expression");
	return false;
}

struct regex *
regex_new(struct span pattern, bool caseless, bool words,
    struct span literal, struct query_error *error)
{
	struct regex *regex = mem_alloc(sizeof *regex);
	struct buf wrapped = { 0 };
	const struct span before = SPAN("\\b(?:");
	const struct span typed = pattern;
	bool done;

	if (error)
		*error = (struct query_error){ 0 };
	if (words) {
		buf_put(&wrapped, before);
		buf_put(&wrapped, pattern);
		buf_puts(&wrapped, ")\\b");
		pattern = buf_span(&wrapped);
	}
	done = compile_both(regex, pattern, caseless, error);
	if (done)
		regex->block = regex_block_new(pattern, caseless, literal);
	if (!done && words && error) {
		error->off -= error->off < before.len ? error->off :
		    before.len;
		if (error->off > typed.len)
			error->off = typed.len;
	}
	buf_release(&wrapped);
	if (done)
		return regex;
	regex_free(regex);
	return NULL;
}

void
regex_free(struct regex *regex)
{
	if (!regex)
		return;
	pcre2_code_free(regex->any);
	pcre2_code_free(regex->ascii);
	pcre2_match_data_free(regex->data);
	pcre2_match_context_free(regex->limits);
	pcre2_match_context_free(regex->slice);
	pcre2_jit_stack_free(regex->stack);
	buf_release(&regex->mended);
	regex_block_free(regex->block);
	free(regex);
}

struct regex_block *
regex_blocks(struct regex *regex)
{
	return regex->block;
}

/* ---- matching ---- */

static bool
is_ascii(struct span text)
{
	size_t i = 0;
	uint64_t high = 0;

	for (; i + sizeof high <= text.len; i += sizeof high) {
		uint64_t word;

		memcpy(&word, text.ptr + i, sizeof word);
		high |= word;
	}
	for (; i < text.len; i++)
		high |= (unsigned char)text.ptr[i];
	return (high & 0x8080808080808080) == 0;
}

/* The paragraph with one control character for each ill-formed byte. */
static struct span
mend(struct regex *regex, struct span line)
{
	buf_clear(&regex->mended);
	for (size_t off = 0; off < line.len;) {
		bool bad = false;
		uint32_t code;
		size_t len = uni_decode(line, off, &code, &bad);

		if (bad)
			buf_fill(&regex->mended, '\x1a', len);
		else
			buf_put(&regex->mended, span_slice(line, off,
			    off + len));
		off += len;
	}
	return buf_span(&regex->mended);
}

static const char *
limit_name(int result)
{
	switch (result) {
	case PCRE2_ERROR_MATCHLIMIT:
		return "over 200,000 steps at one place";
	case PCRE2_ERROR_JIT_STACKLIMIT:
	case PCRE2_ERROR_DEPTHLIMIT:
	case PCRE2_ERROR_HEAPLIMIT:
		return "the expression nests too deep";
	default:
		return "the expression failed";
	}
}

static size_t
next_start(struct span line, size_t off)
{
	do
		off++;
	while (off < line.len && (line.ptr[off] & 0xc0) == 0x80);
	return off;
}

/* One call of the library, from `off` with starts up to `last`. */
static int
run(struct regex *regex, struct span line, bool ascii, size_t off,
    size_t last)
{
	pcre2_match_context *context = regex->limits;

	if (last < line.len) {
		context = regex->slice;
		pcre2_set_offset_limit(context, last);
	}
	return pcre2_match(ascii ? regex->ascii : regex->any,
	    (PCRE2_SPTR)line.ptr, line.len, off, ascii ? 0 :
	    PCRE2_NO_UTF_CHECK, regex->data, context);
}

enum regex_result
regex_find(struct regex *regex, struct span line, bool valid, size_t floor,
    size_t off, size_t *from, size_t *to, const char **limit)
{
	bool ascii = regex->ascii && is_ascii(line);
	const PCRE2_SIZE *found = pcre2_get_ovector_pointer(regex->data);

	if (!line.ptr)
		line = SPAN("");
	if (!ascii && !valid && !uni_valid(line))
		line = mend(regex, line);
	while (off <= line.len) {
		size_t last = line.len > WHOLE_LEN ? off + SLICE_LEN :
		    line.len;
		int result = run(regex, line, ascii, off, last);

		if (result == PCRE2_ERROR_NOMATCH && last < line.len) {
			/* A start inside a code point is none. */
			*from = last;
			while (*from < line.len &&
			    (line.ptr[*from] & 0xc0) == 0x80)
				(*from)++;
			return REGEX_AGAIN;
		}
		if (result == PCRE2_ERROR_NOMATCH)
			return REGEX_NONE;
		if (result < 0) {
			*limit = limit_name(result);
			return REGEX_LIMIT;
		}
		/* \K in a lookahead can turn a match around. */
		if (found[1] > found[0] && found[0] >= off) {
			*from = found[0];
			*to = found[1];
			block_widen(line, from, to);
			if (*from >= floor)
				return REGEX_FOUND;
		}
		off = next_start(line, found[0] > off ? found[0] : off);
	}
	return REGEX_NONE;
}
