/* search/query.c - patterns become queries. */
#include "search/query.h"

#include <stdio.h>
#include <stdlib.h>

#include "search/query_parts.h"
#include "search/regex.h"
#include "search/terms.h"

static void
say(struct query_error *error, size_t off, const char *message)
{
	if (!error)
		return;
	error->off = off;
	snprintf(error->message, sizeof error->message, "%s", message);
}

static struct span
fold(struct arena *mem, struct span text, unsigned keep)
{
	struct buf folded = { 0 };
	struct span result;

	uni_fold_lines(&folded, text, keep);
	/* No paragraph holds \n; a pattern that does means white space. */
	for (size_t i = 0; i < folded.len; i++)
		if (folded.ptr[i] == '\n')
			folded.ptr[i] = ' ';
	result = arena_span(mem, buf_span(&folded));
	buf_release(&folded);
	return result;
}

/* ---- what is kept: smart case, smart diacritics ---- */

static bool
has_upper(struct span text)
{
	for (size_t off = 0; off < text.len;) {
		uint32_t code;

		off += uni_decode(text, off, &code, NULL);
		if (uni_is_upper(code))
			return true;
	}
	return false;
}

static bool
has_marks(struct span text)
{
	struct buf folded = { 0 };
	bool found = false;

	uni_fold_lines(&folded, text, UNI_KEEP_MARKS);
	for (size_t off = 0; off < folded.len && !found;) {
		uint32_t code;

		off += uni_decode(buf_span(&folded), off, &code, NULL);
		found = uni_word_class(code) == UNI_WORD_OPTIONAL;
	}
	buf_release(&folded);
	return found;
}

static unsigned
what_is_kept(unsigned flags, struct span text)
{
	unsigned keep = 0;

	if (flags & QUERY_CASE)
		keep |= UNI_KEEP_CASE;
	if (flags & QUERY_FOLD)
		return keep;
	if (has_upper(text))
		keep |= UNI_KEEP_CASE;
	if (has_marks(text))
		keep |= UNI_KEEP_MARKS;
	return keep;
}

/* ---- operands ---- */

static bool
is_quoted(struct span text)
{
	return text.len > 1 && text.ptr[0] == '"';
}

/*
 * Read one operand into `part`, its text still unfolded in `needle`.
 * `words`: whole words, unless it says something else itself.
 */
static void
read_operand(struct span text, bool words, struct query_part *part)
{
	ptrdiff_t close = is_quoted(text) ? span_chr(text, '"', 1) : -1;

	*part = (struct query_part){ .needle = text, .word_left = words,
		.word_right = words };
	if (is_quoted(text) && close < 0) {
		part->needle = span_slice(text, 1, text.len);
		part->word_left = true;
		part->word_right = false;
		part->to_word_end = true;
	} else if (close > 1 && (size_t)close == text.len - 1) {
		part->needle = span_slice(text, 1, text.len - 1);
		part->word_left = part->word_right = true;
	} else if (text.len > 1 && text.ptr[text.len - 1] == '*' &&
	    text.ptr[text.len - 2] != ' ' && text.ptr[text.len - 2] != '*') {
		part->needle = span_slice(text, 0, text.len - 1);
		part->word_left = true;
		part->word_right = false;
		part->to_word_end = true;
	}
}

static bool
is_blank(char c)
{
	return c == ' ' || (c >= '\t' && c <= '\r');
}

/*
 * Find the operator NEAR or NEAR/n, a word by itself and outside quotation
 * marks, at or after `off`: [*from, *to).
 */
static bool
find_near(struct span text, size_t off, size_t *from, size_t *to)
{
	bool quoted = false;

	for (size_t i = off; i < text.len; i++) {
		size_t end = i + 4;

		if (text.ptr[i] == '"')
			quoted = !quoted;
		if (quoted || i == 0 || !is_blank(text.ptr[i - 1]) ||
		    !span_starts(span_slice(text, i, text.len), SPAN("NEAR")))
			continue;
		if (end < text.len && text.ptr[end] == '/')
			while (end < text.len && !is_blank(text.ptr[end]))
				end++;
		if (end < text.len && !is_blank(text.ptr[end]))
			continue;
		*from = i;
		*to = end;
		return true;
	}
	return false;
}

/* The n of NEAR/n; 0 after an error was said. */
static unsigned
near_distance(struct span pattern, size_t from, size_t to,
    struct query_error *error)
{
	struct span digits = span_slice(pattern, from + 5, to);
	unsigned words;

	if (to - from == 4)
		return QUERY_NEAR_WORDS;
	if (digits.len == 0 || span_number(digits, &words) != digits.len ||
	    words == 0 || words > 1000) {
		say(error, from,
		    "NEAR/ takes a number of words from 1 to 1000");
		return 0;
	}
	return words;
}

/* Cut the pattern into the operands of NEAR, or the one part it is. */
static bool
read_parts(struct query *query, struct span pattern,
    struct query_error *error)
{
	bool words = query->flags & QUERY_WORD;
	size_t off = 0;
	size_t from, to;

	while (find_near(pattern, off, &from, &to)) {
		struct span left = span_trim(span_slice(pattern, off, from));
		unsigned distance = near_distance(pattern, from, to, error);

		if (left.len == 0 && query->part_count == 0)
			break;
		if (distance == 0)
			return false;
		if (left.len == 0 || query->part_count + 1 >=
		    QUERY_PARTS_MAX) {
			say(error, from, left.len == 0 ?
			    "NEAR needs a word on either side" :
			    "NEAR takes eight words at most");
			return false;
		}
		if (distance > query->near_words)
			query->near_words = distance;
		read_operand(left, true, &query->parts[query->part_count++]);
		off = to;
	}
	if (query->part_count == 0) {
		read_operand(pattern, words, &query->parts[0]);
	} else {
		struct span right = span_trim(span_slice(pattern, off,
		    pattern.len));

		if (right.len == 0) {
			say(error, off, "NEAR needs a word on either side");
			return false;
		}
		read_operand(right, true, &query->parts[query->part_count]);
	}
	query->part_count++;
	return true;
}

static bool
fold_parts(struct query *query, struct query_error *error)
{
	for (size_t i = 0; i < query->part_count; i++)
		query->keep |= what_is_kept(query->flags,
		    query->parts[i].needle);
	for (size_t i = 0; i < query->part_count; i++) {
		struct query_part *part = &query->parts[i];

		part->needle = fold(&query->mem, part->needle, query->keep);
		if (part->needle.len == 0) {
			say(error, 0, "there is nothing to look for");
			return false;
		}
		query_add_needs(query, query->keep ?
		    fold(&query->mem, part->needle, 0) : part->needle,
		    !part->word_left, !part->word_right);
	}
	return true;
}

/* ---- expressions ---- */

static bool
is_expression(struct span pattern, unsigned flags)
{
	if (flags & QUERY_REGEX)
		return true;
	return !(flags & QUERY_LITERAL) && pattern.len > 2 &&
	    pattern.ptr[0] == '/' && pattern.ptr[pattern.len - 1] == '/';
}

static bool
has_upper_literal(struct span pattern)
{
	/* \S and \W are no letters of the text. */
	for (size_t off = 0; off < pattern.len;) {
		uint32_t code;

		if (pattern.ptr[off] == '\\') {
			off += 2;
			continue;
		}
		off += uni_decode(pattern, off, &code, NULL);
		if (uni_is_upper(code))
			return true;
	}
	return false;
}

static bool
read_expression(struct query *query, struct span pattern,
    struct query_error *error)
{
	bool exact = query->flags & QUERY_CASE;
	size_t shift = 0;

	if (!(query->flags & QUERY_REGEX)) {
		pattern = span_slice(pattern, 1, pattern.len - 1);
		shift = 1;
	}
	if (!(query->flags & QUERY_FOLD) && has_upper_literal(pattern))
		exact = true;
	query->literal = regex_literal(&query->mem, pattern);
	query->regex = regex_new(pattern, !exact,
	    query->flags & QUERY_WORD, query->literal, error);
	if (!query->regex) {
		if (error)
			error->off += shift;
		return false;
	}
	query_add_needs(query, query->literal, true, true);
	return true;
}

/* ---- needs ---- */

static void
add_need(struct query *query, struct span term, bool open_left,
    bool open_right)
{
	struct query_need *need = &query->needs[query->need_count++];

	/* How long terms stand in the index: search/terms.h. */
	if (open_left) {
		need->kind = QUERY_NEED_INFIX;
		need->term = span_slice(term, 0, TERM_MAX / 2);
	} else {
		need->kind = open_right && term.len <= TERM_MAX ?
		    QUERY_NEED_PREFIX : QUERY_NEED_TERM;
		need->term = span_slice(term, 0, TERM_MAX);
	}
}

void
query_add_needs(struct query *query, struct span folded, bool open_left,
    bool open_right)
{
	struct query_need *old = query->needs;
	size_t terms = 0;
	size_t off = 0;
	struct span term;

	while (term_next(folded, &off, &term))
		terms++;
	query->needs = ARENA_ARRAY(&query->mem, query->need_count + terms + 1,
	    struct query_need);
	if (query->need_count)
		memcpy(query->needs, old, query->need_count * sizeof *old);
	for (off = 0; term_next(folded, &off, &term);) {
		size_t from = (size_t)(term.ptr - folded.ptr);
		uint32_t code;

		uni_decode(term, 0, &code, NULL);
		add_need(query, term, open_left && from == 0 &&
		    uni_word_class(code) != UNI_WORD_SINGLE,
		    open_right && off == folded.len);
	}
}

const struct query_need *
query_needs(const struct query *query, size_t *count)
{
	*count = query->need_count;
	return query->needs;
}

/* ---- life ---- */

bool
query_is_regex(const struct query *query)
{
	return query->regex != NULL;
}

struct span
query_pattern(const struct query *query, unsigned *flags)
{
	*flags = query->flags;
	return query->pattern;
}

bool
query_narrows(const struct query *query, const struct query *before)
{
	const struct query_part *part = &query->parts[0];
	const struct query_part *old = &before->parts[0];
	uint32_t code = 0;

	if (query->regex || before->regex || query->part_count != 1 ||
	    before->part_count != 1 || query->keep != before->keep ||
	    part->word_left != old->word_left || old->word_right ||
	    !span_starts(part->needle, old->needle))
		return false;
	/* A letter is not found where a mark that counts follows it. */
	if (part->needle.len > old->needle.len)
		uni_decode(part->needle, old->needle.len, &code, NULL);
	return uni_word_class(code) != UNI_WORD_OPTIONAL;
}

struct query *
query_new(struct span pattern, unsigned flags, struct query_error *error)
{
	struct query *query;
	bool done;

	if (pattern.len > QUERY_PATTERN_MAX) {
		say(error, QUERY_PATTERN_MAX, "the pattern is too long");
		return NULL;
	}
	if (pattern.len == 0) {
		say(error, 0, "there is nothing to look for");
		return NULL;
	}
	query = mem_alloc(sizeof *query);
	arena_init(&query->mem);
	query->pattern = arena_span(&query->mem, pattern);
	query->flags = flags;
	query->scratch = mem_alloc(sizeof *query->scratch);
	if (is_expression(pattern, flags)) {
		done = read_expression(query, pattern, error);
	} else if (flags & QUERY_LITERAL) {
		query->parts[0] = (struct query_part){ .needle = pattern,
			.word_left = flags & QUERY_WORD,
			.word_right = flags & QUERY_WORD };
		query->part_count = 1;
		done = fold_parts(query, error);
	} else {
		done = read_parts(query, pattern, error) &&
		    fold_parts(query, error);
	}
	if (done)
		return query;
	query_free(query);
	return NULL;
}

void
query_free(struct query *query)
{
	if (!query)
		return;
	regex_free(query->regex);
	block_release(&query->scratch->block);
	free(query->scratch->items);
	free(query->scratch);
	arena_release(&query->mem);
	free(query);
}
