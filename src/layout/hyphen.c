/*
 * layout/hyphen.c - where words may be divided, by libhyphen's patterns.
 *
 * Only breaks that add nothing but a hyphen are used: patterns that change
 * the spelling (German "Schiff-fahrt" before 1996) are passed over, since a
 * row must not show letters that the text does not have.
 */
#include <dirent.h>
#include <hyphen.h>
#include <iconv.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/hash.h"
#include "layout/parts.h"
#include "layout/patterns.h"
#include "uni/uni.h"

/* Shorter words are left whole; what is left of a longer one is not. */
#define WORD_MIN_CODES 5
#define LEFT_MIN_CODES 2
#define RIGHT_MIN_CODES 3
#define WORD_MAX_LEN 128
/* More languages in one session than anybody reads; the rest have none. */
#define LANGS_MAX 32
#define LANG_MAX_LEN 24

struct word {
	struct span text;	/* in the document */
	size_t off;		/* in the leaf */
	char lower[WORD_MAX_LEN];	/* as the patterns write it */
	size_t lower_len;
	size_t codes;
};

/*
 * A word that was divided before, by the patterns of a large file: most of
 * the words of a page were.  Longer ones are divided each time.
 */
struct known {
	char lower[28];		/* NUL after it, if there is room */
	uint32_t points;	/* bit n: a hyphen after n + 1 letters */
};

#define KNOWN_MAX 4096	/* a page's words; a later one takes the place */
#define BATCH_MAX 256	/* words for which patterns are loaded at once */

/* The words of a large file. */
struct part {
	struct patterns_index *index;
	struct known known[KNOWN_MAX];
	struct word words[BATCH_MAX];
	int count;
};

struct patterns {
	char lang[LANG_MAX_LEN];
	HyphenDict *dict;	/* NULL: there are none */
	struct part *part;	/* NULL: `dict` has all of the file */
	iconv_t conv;		/* to the file's characters, or NULL */
};

struct layout_hyphens {
	char *dir;		/* or NULL */
	struct patterns langs[LANGS_MAX];
	int count;
};

struct layout_hyphens *
layout_hyphens_new(const char *dir)
{
	struct layout_hyphens *hyphens = mem_alloc(sizeof *hyphens);

	if (dir) {
		hyphens->dir = mem_alloc(strlen(dir) + 1);
		strcpy(hyphens->dir, dir);
	}
	return hyphens;
}

static void
unload(struct patterns *patterns)
{
	if (patterns->dict)
		hnj_hyphen_free(patterns->dict);
	if (patterns->conv)
		iconv_close(patterns->conv);
	if (patterns->part)
		patterns_close(patterns->part->index);
	free(patterns->part);
	patterns->dict = NULL;
	patterns->conv = NULL;
	patterns->part = NULL;
}

void
layout_hyphens_free(struct layout_hyphens *hyphens)
{
	if (!hyphens)
		return;
	for (int i = 0; i < hyphens->count; i++)
		unload(&hyphens->langs[i]);
	free(hyphens->dir);
	free(hyphens);
}

/* ---- files ---- */

/* "en-US" as "en_US"; false when it is no language tag. */
static bool
file_lang(struct span lang, char out[LANG_MAX_LEN])
{
	if (!lang.len || lang.len >= LANG_MAX_LEN)
		return false;
	for (size_t i = 0; i < lang.len; i++) {
		char c = lang.ptr[i];
		bool letter = (c >= 'a' && c <= 'z') ||
		    (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');

		if (!letter && c != '-' && c != '_')
			return false;
		out[i] = c == '-' ? '_' : c;
	}
	out[lang.len] = '\0';
	return true;
}

/* A large file is begun with no pattern but those of every word. */
static bool
load(struct patterns *patterns, const char *dir, const char *lang)
{
	struct patterns_index *index;
	char path[4096];

	if (snprintf(path, sizeof path, "%s/hyph_%s.dic", dir, lang) >=
	    (int)sizeof path || access(path, R_OK))
		return false;
	index = patterns_open(path);
	if (index) {
		patterns->part = mem_alloc(sizeof *patterns->part);
		patterns->part->index = index;
	}
	patterns->dict = index ? patterns_load(index) :
	    hnj_hyphen_load(path);
	return patterns->dict;
}

/* The first of the files for another country's form of the language. */
static bool
load_like(struct patterns *patterns, const char *dir, const char *base)
{
	char best[LANG_MAX_LEN] = "";
	DIR *folder = opendir(dir);
	struct dirent *file;
	size_t len = strlen(base);

	if (!folder)
		return false;
	while ((file = readdir(folder))) {
		const char *name = file->d_name;
		size_t lang_len;

		if (strncmp(name, "hyph_", 5) ||
		    strncmp(name + 5, base, len) || name[5 + len] != '_')
			continue;
		lang_len = strcspn(name + 5, ".");
		if (lang_len >= sizeof best || (*best &&
		    strncmp(name + 5, best, lang_len) > 0))
			continue;
		memcpy(best, name + 5, lang_len);
		best[lang_len] = '\0';
	}
	closedir(folder);
	return *best && load(patterns, dir, best);
}

static bool
load_from(struct patterns *patterns, const char *dir)
{
	char base[LANG_MAX_LEN];
	const char *lang = patterns->lang;

	snprintf(base, sizeof base, "%.*s", (int)strcspn(lang, "_"), lang);
	return load(patterns, dir, lang) || load(patterns, dir, base) ||
	    load_like(patterns, dir, base);
}

static void
load_any(struct patterns *patterns, const char *dir)
{
	static const char *const dirs[] = {
		"/usr/share/hyphen", "/usr/local/share/hyphen",
		"/opt/homebrew/share/hyphen", "/usr/share/myspell/dicts",
	};

	if (dir) {
		load_from(patterns, dir);
		return;
	}
	for (size_t i = 0; i < sizeof dirs / sizeof *dirs; i++)
		if (load_from(patterns, dirs[i]))
			return;
}

static struct patterns *
find_patterns(struct layout_hyphens *hyphens, struct span tag)
{
	char lang[LANG_MAX_LEN];
	struct patterns *found;

	if (!file_lang(tag, lang))
		return NULL;
	for (int i = 0; i < hyphens->count; i++)
		if (!strcmp(hyphens->langs[i].lang, lang))
			return &hyphens->langs[i];
	if (hyphens->count == LANGS_MAX)
		return NULL;
	found = &hyphens->langs[hyphens->count++];
	strcpy(found->lang, lang);
	load_any(found, hyphens->dir);
	if (found->dict && !found->dict->utf8) {
		iconv_t conv = iconv_open(found->dict->cset, "UTF-8");

		if (conv == (iconv_t)-1)
			unload(found);
		else
			found->conv = conv;
	}
	return found;
}

/* ---- words ---- */

static size_t
count_codes(struct span text)
{
	size_t count = 0;

	for (size_t i = 0; i < text.len; i++)
		count += (text.ptr[i] & 0xc0) != 0x80;
	return count;
}

/* The next run of letters and their marks at or after `off`. */
static bool
next_letters(struct span text, size_t off, size_t *from, size_t *to)
{
	bool inside = false;

	while (off < text.len) {
		uint32_t code;
		size_t len = uni_decode(text, off, &code, NULL);
		bool letter = code < 0x80 ? (code | 0x20) >= 'a' &&
		    (code | 0x20) <= 'z' : uni_is_alpha(code) ||
		    (inside && uni_is_mark(code));

		if (letter && !inside)
			*from = off;
		if (!letter && inside)
			break;
		inside = letter;
		off += len;
	}
	*to = off;
	return inside;
}

static bool
to_file_characters(const struct patterns *patterns, struct word *word)
{
	char in[WORD_MAX_LEN];
	char *from = in;
	char *to = word->lower;
	size_t from_len = word->lower_len;
	size_t room = sizeof word->lower;

	if (!patterns->conv)
		return true;
	memcpy(in, word->lower, word->lower_len);
	iconv(patterns->conv, NULL, NULL, NULL, NULL);
	if (iconv(patterns->conv, &from, &from_len, &to, &room) != 0)
		return false;
	word->lower_len = (size_t)(to - word->lower);
	return word->lower_len == word->codes;
}

/*
 * The word [from, to) of `text`: long enough, and with as many code points
 * in lower case.
 */
static bool
read_word(const struct patterns *patterns, struct span text, size_t from,
    size_t to, struct word *word)
{
	struct buf lower = { 0 };
	bool fits;

	word->text = span_slice(text, from, to);
	word->off = from;
	word->codes = count_codes(word->text);
	if (word->codes < WORD_MIN_CODES || word->text.len >= WORD_MAX_LEN)
		return false;
	uni_lower(&lower, word->text);
	fits = lower.len < sizeof word->lower &&
	    count_codes(buf_span(&lower)) == word->codes;
	if (fits) {
		memcpy(word->lower, buf_cstr(&lower), lower.len);
		word->lower_len = lower.len;
	}
	buf_release(&lower);
	return fits && to_file_characters(patterns, word);
}

static void
free_changes(char **rep, int *pos, int *cut, size_t count)
{
	for (size_t i = 0; rep && i < count; i++)
		free(rep[i]);
	free(rep);
	free(pos);
	free(cut);
}

/*
 * Set `after[n]` where a hyphen may be put after n + 1 code points; `after`
 * is zero, and has room for one for each of the word's.
 */
static void
divide(HyphenDict *dict, const struct word *word, char *after)
{
	char hyphens[WORD_MAX_LEN + 8] = { 0 };
	char **rep = NULL;
	int *pos = NULL, *cut = NULL;

	if (!hnj_hyphen_hyphenate3(dict, word->lower,
	    (int)word->lower_len, hyphens, NULL, &rep, &pos, &cut,
	    LEFT_MIN_CODES, RIGHT_MIN_CODES, 0, 0))
		for (size_t i = 0; i < word->codes; i++)
			after[i] = (hyphens[i] & 1) && !(rep && rep[i]);
	free_changes(rep, pos, cut, word->lower_len);
}

/* From code points to the bytes of the leaf. */
static void
set_points(const struct word *word, const char *after, char *points)
{
	size_t code = 0;

	for (size_t i = 1; i < word->text.len; i++)
		if ((word->text.ptr[i] & 0xc0) != 0x80 && after[code++])
			points[word->off + i] = 1;
}

/* ---- words by a part of the patterns ---- */

/* Where the word is, or would be; NULL when it is too long to be known. */
static struct known *
known_slot(struct part *part, const struct word *word)
{
	struct span lower = span_of(word->lower, word->lower_len);

	if (lower.len > sizeof part->known->lower)
		return NULL;
	return &part->known[hash64(lower, 0) % KNOWN_MAX];
}

static bool
is_known(const struct known *known, const struct word *word)
{
	return !memcmp(known->lower, word->lower, word->lower_len) &&
	    (word->lower_len == sizeof known->lower ||
	    !known->lower[word->lower_len]);
}

static void
remember(struct known *known, const struct word *word, const char *after)
{
	memset(known, 0, sizeof *known);
	memcpy(known->lower, word->lower, word->lower_len);
	for (size_t i = 0; i < word->codes; i++)
		known->points |= (uint32_t)after[i] << i;
}

/* Divide the words that wait. */
static void
divide_batch(struct part *part, char *points)
{
	HyphenDict *dict = part->count ? patterns_load(part->index) : NULL;

	for (int i = 0; dict && i < part->count; i++) {
		const struct word *word = &part->words[i];
		struct known *known = known_slot(part, word);
		char after[WORD_MAX_LEN] = { 0 };

		divide(dict, word, after);
		set_points(word, after, points);
		if (known)
			remember(known, word, after);
	}
	if (dict)
		hnj_hyphen_free(dict);
	part->count = 0;
}

static void
put_word(struct part *part, const struct word *word, char *points)
{
	const struct known *known = known_slot(part, word);
	char after[WORD_MAX_LEN] = { 0 };

	if (known && is_known(known, word)) {
		for (size_t i = 0; i < word->codes; i++)
			after[i] = known->points >> i & 1;
		set_points(word, after, points);
		return;
	}
	patterns_want(part->index, span_of(word->lower, word->lower_len));
	part->words[part->count++] = *word;
	if (part->count == BATCH_MAX)
		divide_batch(part, points);
}

void
hyphen_points(struct layout_hyphens *hyphens, struct span lang,
    struct span text, char *points)
{
	struct patterns *patterns = hyphens ? find_patterns(hyphens, lang) :
	    NULL;
	size_t from = 0, to = 0;

	if (!patterns || !patterns->dict)
		return;
	for (size_t off = 0; next_letters(text, off, &from, &to);
	    off = to) {
		char after[WORD_MAX_LEN] = { 0 };
		struct word word;

		if (!read_word(patterns, text, from, to, &word))
			continue;
		if (patterns->part) {
			put_word(patterns->part, &word, points);
			continue;
		}
		divide(patterns->dict, &word, after);
		set_points(&word, after, points);
	}
	if (patterns->part)
		divide_batch(patterns->part, points);
}
