/* uni/sentence.c - where a sentence begins and ends. */
#include "uni/uni.h"

/* Stops after these words do not end a sentence. */
static const char *const abbreviations[] = {
	"al", "app", "art", "arts", "cf", "ch", "chap", "cit", "co", "col",
	"dept", "dr", "ed", "eds", "e.g", "esp", "et", "etc", "ex", "fig",
	"ff", "fn", "gen", "gov", "hon", "ibid", "id", "i.e", "inc", "jr",
	"ltd", "mr", "mrs", "ms", "n", "nn", "nos", "op", "p", "para",
	"paras", "pp", "prof", "pt", "rep", "rev", "sec", "sen", "sr", "st",
	"supp", "trans", "v", "vol", "vols", "vs", "viz",
};

static bool
is_stop(uint32_t code)
{
	return code == '.' || code == '!' || code == '?' || code == 0x2026 ||
	    code == 0x3002 || code == 0xff01 || code == 0xff0e ||
	    code == 0xff1f || code == 0x0964 || code == 0x0965 ||
	    code == 0x061f || code == 0x06d4 || code == 0x1362 ||
	    code == 0x104b || code == 0x17d4;
}

static bool
is_closer(uint32_t code)
{
	return code == '"' || code == '\'' || code == ')' || code == ']' ||
	    code == 0x2019 || code == 0x201d || code == 0x00bb ||
	    code == 0x300d || code == 0x300f || code == 0xff09;
}

static bool
is_opener(uint32_t code)
{
	return code == '"' || code == '\'' || code == '(' || code == '[' ||
	    code == 0x2018 || code == 0x201c || code == 0x00ab;
}

/* `next` is the first character after the stop that is no space. */
static bool
is_abbreviation(struct span text, size_t stop, uint32_t next)
{
	size_t from = stop;
	struct span word;

	while (from > 0 && text.ptr[from - 1] != ' ' &&
	    text.ptr[from - 1] != '\n' && text.ptr[from - 1] != '\v' &&
	    text.ptr[from - 1] != '(' && text.ptr[from - 1] != '"')
		from--;
	word = span_slice(text, from, stop);
	/* "No. 7" goes on; "No. And so" does not. */
	if (span_eq_nocase(word, SPAN("no")))
		return uni_is_digit(next);
	/* An initial ("J.") or initials ("U.S."). */
	if (word.len == 1 && *word.ptr >= 'A' && *word.ptr <= 'Z' &&
	    *word.ptr != 'I')
		return true;
	for (size_t i = 0; i < sizeof abbreviations / sizeof *abbreviations;
	    i++)
		if (span_eq_nocase(word, span_str(abbreviations[i])))
			return true;
	return false;
}

/*
 * Where the sentence that a stop at `stop` (its end at `off`) closes ends,
 * or 0 when the stop closes none.
 */
static size_t
sentence_end(struct span text, size_t stop, size_t off)
{
	uint32_t code;
	size_t len;
	bool cjk = (unsigned char)text.ptr[stop] >= 0xe1;

	while (off < text.len) {
		len = uni_decode(text, off, &code, NULL);
		if (!is_closer(code) && !is_stop(code))
			break;
		off += len;
	}
	if (off == text.len || cjk)
		return off;
	if (code != '\n' && !uni_is_space(code))
		return 0;
	for (size_t next = off; next < text.len && code != '\n';) {
		next += uni_decode(text, next, &code, NULL);
		/* "the U.S. (and others)" goes on (UAX 29, SB8). */
		if (uni_is_space(code) || is_opener(code))
			continue;
		if (uni_is_lower(code))
			return 0;
		if (text.ptr[stop] == '.' &&
		    is_abbreviation(text, stop, code))
			return 0;
		break;
	}
	return off;
}

void
uni_sentence(struct span text, size_t off, size_t *from, size_t *to)
{
	size_t start;
	size_t at;

	if (off > text.len)
		off = text.len;
	/* A mark stands after the stop of the sentence it belongs to, and
	 * maybe after a space. */
	if (off == text.len || text.ptr[off] == ' ')
		while (off > 0 && text.ptr[off - 1] == ' ')
			off--;
	start = off;
	while (start > 0 && text.ptr[start - 1] != '\n')
		start--;
	*from = start;
	*to = text.len;
	for (at = start; at < text.len;) {
		size_t stop = at;
		size_t end = 0;
		uint32_t code;

		at += uni_decode(text, at, &code, NULL);
		if (code == '\n') {
			*to = stop;
			break;
		}
		if (is_stop(code))
			end = sentence_end(text, stop, at);
		if (end == 0)
			continue;
		if (end >= off) {
			*to = end;
			break;
		}
		*from = at = end;
	}
	while (*from < *to && (text.ptr[*from] == ' ' ||
	    text.ptr[*from] == '\v'))
		++*from;
}
