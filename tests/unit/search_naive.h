/*
 * A search as simple as it can be, and random texts, to hold the real one
 * against.  Everything is done a code point at a time, paragraph by
 * paragraph, with nothing shared with src/search.
 */
#ifndef IBID_TESTS_SEARCH_NAIVE_H
#define IBID_TESTS_SEARCH_NAIVE_H

#include <stdlib.h>

#include "base/arena.h"
#include "search/query.h"
#include "uni/uni.h"

/* ---- random texts ---- */

static inline unsigned
naive_random(unsigned *seed, unsigned below)
{
	*seed = *seed * 1664525 + 1013904223;
	return (*seed >> 8) % below;
}

/* Few words, so that patterns made of them are found; all the odd cases. */
static const char *const naive_words[] = {
	"a", "ab", "abc", "the", "The", "THE", "Guantánamo", "guantanamo",
	"GUANTA\xcc\x81NAMO", "Guanta\xc2\xadnamo", "non-refoulement",
	"non‑refoulement", "don’t", "don't", "ﬁnd", "find", "Straße",
	"STRASSE", "co\xc2\xadoperate", "I", "İ", "ﷺ", "①", "Ａ", "ς", "Σ",
	"Ελλάδα", "ἑλλάδα", "Москва", "москва", "й", "и", "漢字", "漢", "字",
	"かな", "がぎ", "か\xe3\x82\x99", "カタカナ", "ｶﾀｶﾅ", "ภาษา", "ไทยกำ",
	"नमस्ते", "क्षत्रिय", "क", "कि", "שָׁלוֹם", "שלום", "مُحَمَّد", "محمد",
	"각하", "가",
	"ㅎ", "👩‍👩‍👧", "🇬🇧", "e\xcc\x81\xcc\xa7", "x\xff", "\xc3", "12", "1½",
	"résumé", "resume", "Résumé", "naïve", "l'homme", "«mot»", "“said”",
	"…", "—", "a_b", "\xe2\x80\x8b", "o\xcc\x88",
};

static const char *const naive_gaps[] = {
	" ", " ", " ", " ", "  ", "\v", " \v ", "\xc2\xa0", "", "", "-", ", ",
	". ", "'", "\xc2\xad", "\n", "\n\n", "\xe3\x80\x80", "*", "\"",
};

#define NAIVE_PICK(seed, list) \
	((list)[naive_random((seed), sizeof(list) / sizeof *(list))])

static inline void
naive_text(unsigned *seed, size_t words, struct buf *out)
{
	/* A small vocabulary of its own for each text. */
	const char *own[8];

	for (size_t i = 0; i < 8; i++)
		own[i] = NAIVE_PICK(seed, naive_words);
	for (size_t i = 0; i < words; i++) {
		buf_puts(out, naive_random(seed, 4) ? NAIVE_PICK(seed, own) :
		    NAIVE_PICK(seed, naive_words));
		buf_puts(out, naive_random(seed, 3) ? " " :
		    NAIVE_PICK(seed, naive_gaps));
	}
}

/* A stretch of `text` that starts and ends between code points. */
static inline struct span
naive_slice(unsigned *seed, struct span text, size_t most)
{
	size_t from = naive_random(seed, (unsigned)text.len);
	size_t to = from + 1 + naive_random(seed, (unsigned)most);

	if (to > text.len)
		to = text.len;
	while (from > 0 && (text.ptr[from] & 0xc0) == 0x80)
		from--;
	while (to < text.len && (text.ptr[to] & 0xc0) == 0x80)
		to++;
	return span_slice(text, from, to);
}

/* ---- the simple search ---- */

struct naive_code {
	uint32_t code;		/* folded */
	size_t from, to;	/* the cluster it came from */
};

struct naive_line {
	struct naive_code *codes;
	size_t count;
};

static inline struct naive_line
naive_fold(struct span line, unsigned keep)
{
	struct naive_line out = { NULL, 0 };
	char *breaks = mem_alloc(line.len + 1);
	size_t room = 0;

	uni_cluster_breaks(line, breaks);
	for (size_t off = 0; off < line.len;) {
		struct buf folded = { 0 };
		uint32_t code;
		size_t len = uni_decode(line, off, &code, NULL);
		size_t from = off;
		size_t to = off + len;

		while (from > 0 && !breaks[from])
			from--;
		while (to < line.len && !breaks[to])
			to++;
		uni_fold_lines(&folded, span_slice(line, off, off + len),
		    keep);
		for (size_t i = 0; i < folded.len;) {
			i += uni_decode(buf_span(&folded), i, &code, NULL);
			if (code == ' ' && out.count > 0 &&
			    out.codes[out.count - 1].code == ' ')
				continue;
			MEM_PUSH(out.codes, out.count, room);
			out.codes[out.count++] =
			    (struct naive_code){ code, from, to };
		}
		buf_release(&folded);
		off += len;
	}
	free(breaks);
	return out;
}

/* Whether the codes before and at `at` are of one word. */
static inline bool
naive_inside(const struct naive_line *line, size_t at)
{
	enum uni_word before, after;

	if (at == 0 || at >= line->count)
		return false;
	before = uni_word_class(line->codes[at - 1].code);
	after = uni_word_class(line->codes[at].code);
	if (before == UNI_WORD_NONE || after == UNI_WORD_NONE)
		return false;
	if (after == UNI_WORD_MARK || after == UNI_WORD_OPTIONAL)
		return true;
	return after == UNI_WORD_RUN && before != UNI_WORD_SINGLE;
}

/* What the pattern is, told by the test, not parsed. */
struct naive_part {
	struct span text;
	bool left, right, to_end;
};

/* The occurrence at `at`, its end in `*end`, or false. */
static inline bool
naive_at(const struct naive_line *line, const struct naive_line *needle,
    const struct naive_part *part, size_t at, size_t *end)
{
	size_t stop = at + needle->count;

	if (stop > line->count)
		return false;
	for (size_t i = 0; i < needle->count; i++)
		if (line->codes[at + i].code != needle->codes[i].code)
			return false;
	if (part->left && naive_inside(line, at))
		return false;
	if (part->right && naive_inside(line, stop))
		return false;
	if (stop < line->count && uni_word_class(line->codes[stop].code) ==
	    UNI_WORD_OPTIONAL)
		return false;
	while (part->to_end && stop < line->count &&
	    naive_inside(line, stop))
		stop++;
	*end = stop;
	return true;
}

static inline void
naive_add(struct match_list *out, uint64_t place, size_t len)
{
	MEM_PUSH(out->items, out->count, out->room);
	out->items[out->count++] = (struct match){ place, (uint32_t)len };
}

static inline void
naive_scan_line(const struct naive_part *part, unsigned keep,
    struct span text, uint64_t base, struct match_list *out)
{
	struct naive_line line = naive_fold(text, keep);
	struct naive_line needle = naive_fold(part->text, keep);
	size_t source_end = 0;

	for (size_t at = 0; at < line.count;) {
		size_t end;

		if (!naive_at(&line, &needle, part, at, &end) ||
		    line.codes[at].from < source_end) {
			at++;
			continue;
		}
		source_end = line.codes[end - 1].to;
		naive_add(out, base + line.codes[at].from,
		    source_end - line.codes[at].from);
		at = end;
	}
	free(line.codes);
	free(needle.codes);
}

/* How many words start among the codes [from, to). */
static inline size_t
naive_words_between(const struct naive_line *line, size_t from, size_t to)
{
	size_t words = 0;

	for (size_t i = from; i < to; i++)
		if (uni_word_class(line->codes[i].code) != UNI_WORD_NONE &&
		    (i == from || !naive_inside(line, i)))
			words++;
	return words;
}

/* Two parts within `words` words of each other. */
static inline void
naive_near_line(const struct naive_part parts[2], size_t words,
    unsigned keep, struct span text, uint64_t base, struct match_list *out)
{
	struct naive_line line = naive_fold(text, keep);
	size_t *ends[2];
	size_t free_from = 0;

	/* ends[p][i]: where the occurrence of p at i ends, or 0. */
	for (size_t p = 0; p < 2; p++) {
		struct naive_line needle = naive_fold(parts[p].text, keep);

		ends[p] = mem_array(line.count + 1, sizeof **ends);
		for (size_t at = 0; at < line.count;) {
			size_t end;

			if (naive_at(&line, &needle, &parts[p], at, &end)) {
				ends[p][at] = end;
				at = end;
			} else {
				at++;
			}
		}
		free(needle.codes);
	}
	for (size_t at = 0; at < line.count; at++) {
		/* At one place the shorter occurrence is looked at first. */
		size_t first = ends[0][at] && ends[1][at] &&
		    ends[1][at] < ends[0][at];

		for (size_t turn = 0; turn < 2 && at >= free_from; turn++) {
			size_t p = turn ? 1 - first : first;
			size_t other = at;

			if (!ends[p][at])
				continue;
			while (other > free_from && !(ends[1 - p][other - 1] &&
			    ends[1 - p][other - 1] <= at))
				other--;
			if (other == free_from)
				continue;
			other--;
			if (naive_words_between(&line, ends[1 - p][other],
			    at) > words)
				continue;
			naive_add(out, base + line.codes[other].from,
			    line.codes[ends[p][at] - 1].to -
			    line.codes[other].from);
			free_from = ends[p][at];
		}
	}
	free(ends[0]);
	free(ends[1]);
	free(line.codes);
}

/* `near_words` 0: the first part only. */
static inline void
naive_scan(const struct naive_part *parts, size_t near_words, unsigned keep,
    struct span text, uint64_t base, struct match_list *out)
{
	for (size_t off = 0; off < text.len;) {
		ptrdiff_t end = span_chr(text, '\n', off);
		size_t to = end < 0 ? text.len : (size_t)end;
		struct span line = span_slice(text, off, to);

		if (near_words)
			naive_near_line(parts, near_words, keep, line,
			    base + off, out);
		else
			naive_scan_line(parts, keep, line, base + off, out);
		off = to + 1;
	}
}

/* ---- random patterns ---- */

struct naive_query {
	struct buf pattern;
	struct buf operand[2];
	struct naive_part parts[2];
	unsigned flags;
	unsigned keep;
	size_t near_words;
};

static inline void
naive_query_release(struct naive_query *query)
{
	buf_release(&query->pattern);
	buf_release(&query->operand[0]);
	buf_release(&query->operand[1]);
}

static inline bool
naive_has(struct span text, bool upper)
{
	struct buf folded = { 0 };
	bool found = false;

	if (!upper)
		uni_fold_lines(&folded, text, UNI_KEEP_MARKS);
	else
		buf_put(&folded, text);
	for (size_t off = 0; off < folded.len;) {
		uint32_t code;

		off += uni_decode(buf_span(&folded), off, &code, NULL);
		found |= upper ? uni_is_upper(code) :
		    uni_word_class(code) == UNI_WORD_OPTIONAL;
	}
	buf_release(&folded);
	return found;
}

static inline void
naive_keep(struct naive_query *query, struct span text)
{
	if (query->flags & QUERY_CASE)
		query->keep |= UNI_KEEP_CASE;
	if (query->flags & QUERY_FOLD)
		return;
	query->keep |= naive_has(text, true) ? UNI_KEEP_CASE : 0;
	query->keep |= naive_has(text, false) ? UNI_KEEP_MARKS : 0;
}

/*
 * A pattern out of `text`, as typed, of whole words, open, a prefix, or two
 * operands of NEAR.  False when the slice cannot be that kind of pattern.
 */
static inline bool
naive_pattern(unsigned *seed, struct span text, struct naive_query *query)
{
	unsigned kind = naive_random(seed, 6);
	size_t parts = kind == 5 ? 2 : 1;

	*query = (struct naive_query){ .flags = 0 };
	if (naive_random(seed, 4) == 0)
		query->flags |= QUERY_CASE;
	if (naive_random(seed, 2) == 0)
		query->flags |= QUERY_FOLD;
	for (size_t i = 0; i < parts; i++) {
		struct span slice = naive_slice(seed, text, 14);
		struct naive_part *part = &query->parts[i];
		struct buf folded = { 0 };
		bool empty;

		if (parts == 2)
			slice = span_trim(slice);
		if (span_chr(slice, '"', 0) >= 0 ||
		    span_chr(slice, '*', 0) >= 0 ||
		    span_chr(slice, '\n', 0) >= 0 || slice.len == 0)
			return false;
		uni_fold_lines(&folded, slice, 0);
		empty = folded.len == 0;
		buf_release(&folded);
		if (empty)
			return false;
		buf_put(&query->operand[i], slice);
		part->text = buf_span(&query->operand[i]);
		naive_keep(query, part->text);
		if (i > 0)
			buf_puts(&query->pattern, " NEAR/3 ");
		if (kind == 1 || kind == 2)
			buf_putc(&query->pattern, '"');
		buf_put(&query->pattern, slice);
		if (kind == 1)
			buf_putc(&query->pattern, '"');
		part->left = kind >= 1 && kind != 4;
		part->right = kind == 1 || kind == 5;
		if (kind == 2)
			part->to_end = true;
		if (kind == 3) {
			if (slice.ptr[slice.len - 1] == ' ')
				return false;
			buf_putc(&query->pattern, '*');
			part->to_end = true;
		}
		if (kind == 4) {
			query->flags |= QUERY_WORD | QUERY_LITERAL;
			part->left = part->right = true;
		}
	}
	query->near_words = kind == 5 ? 3 : 0;
	return true;
}

#endif
