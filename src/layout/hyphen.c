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

#include "layout/parts.h"
#include "uni/uni.h"

/* Shorter words are left whole; what is left of a longer one is not. */
#define WORD_MIN_CODES 5
#define LEFT_MIN_CODES 2
#define RIGHT_MIN_CODES 3
#define WORD_MAX_LEN 128
/* More languages in one session than anybody reads; the rest have none. */
#define LANGS_MAX 32
#define LANG_MAX_LEN 24

struct patterns {
	char lang[LANG_MAX_LEN];
	HyphenDict *dict;	/* NULL: there are none */
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

void
layout_hyphens_free(struct layout_hyphens *hyphens)
{
	if (!hyphens)
		return;
	for (int i = 0; i < hyphens->count; i++) {
		if (hyphens->langs[i].dict)
			hnj_hyphen_free(hyphens->langs[i].dict);
		if (hyphens->langs[i].conv)
			iconv_close(hyphens->langs[i].conv);
	}
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

static HyphenDict *
load(const char *dir, const char *lang)
{
	char path[4096];

	if (snprintf(path, sizeof path, "%s/hyph_%s.dic", dir, lang) >=
	    (int)sizeof path || access(path, R_OK))
		return NULL;
	return hnj_hyphen_load(path);
}

/* The first of the files for another country's form of the language. */
static HyphenDict *
load_like(const char *dir, const char *base)
{
	char best[LANG_MAX_LEN] = "";
	DIR *folder = opendir(dir);
	struct dirent *file;
	size_t len = strlen(base);

	if (!folder)
		return NULL;
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
	return *best ? load(dir, best) : NULL;
}

static HyphenDict *
load_from(const char *dir, const char *lang)
{
	char base[LANG_MAX_LEN];
	HyphenDict *dict = load(dir, lang);

	if (dict)
		return dict;
	snprintf(base, sizeof base, "%.*s", (int)strcspn(lang, "_"), lang);
	dict = load(dir, base);
	return dict ? dict : load_like(dir, base);
}

static HyphenDict *
load_any(const struct layout_hyphens *hyphens, const char *lang)
{
	static const char *const dirs[] = {
		"/usr/share/hyphen", "/usr/local/share/hyphen",
		"/opt/homebrew/share/hyphen", "/usr/share/myspell/dicts",
	};

	if (hyphens->dir)
		return load_from(hyphens->dir, lang);
	for (size_t i = 0; i < sizeof dirs / sizeof *dirs; i++) {
		HyphenDict *dict = load_from(dirs[i], lang);

		if (dict)
			return dict;
	}
	return NULL;
}

static const struct patterns *
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
	found->dict = load_any(hyphens, lang);
	if (found->dict && !found->dict->utf8) {
		iconv_t conv = iconv_open(found->dict->cset, "UTF-8");

		if (conv == (iconv_t)-1) {
			hnj_hyphen_free(found->dict);
			found->dict = NULL;
		} else {
			found->conv = conv;
		}
	}
	return found;
}

/* ---- words ---- */

struct word {
	struct span text;	/* in the document */
	char lower[WORD_MAX_LEN];	/* as the patterns write it */
	size_t lower_len;
	size_t codes;
};

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

/* Long enough, and with as many code points in lower case. */
static bool
read_word(const struct patterns *patterns, struct span text,
    struct word *word)
{
	struct buf lower = { 0 };
	bool fits;

	word->text = text;
	word->codes = count_codes(text);
	if (word->codes < WORD_MIN_CODES || text.len >= WORD_MAX_LEN)
		return false;
	uni_lower(&lower, text);
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

static void
divide(const struct patterns *patterns, const struct word *word,
    char *points)
{
	char hyphens[WORD_MAX_LEN + 8] = { 0 };
	char **rep = NULL;
	int *pos = NULL, *cut = NULL;
	size_t code = 0;

	if (hnj_hyphen_hyphenate3(patterns->dict, word->lower,
	    (int)word->lower_len, hyphens, NULL, &rep, &pos, &cut,
	    LEFT_MIN_CODES, RIGHT_MIN_CODES, 0, 0)) {
		free_changes(rep, pos, cut, word->lower_len);
		return;
	}
	for (size_t i = 1; i < word->text.len; i++) {
		if ((word->text.ptr[i] & 0xc0) == 0x80)
			continue;
		if ((hyphens[code] & 1) && !(rep && rep[code]))
			points[i] = 1;
		code++;
	}
	free_changes(rep, pos, cut, word->lower_len);
}

void
hyphen_points(struct layout_hyphens *hyphens, struct span lang,
    struct span text, char *points)
{
	const struct patterns *patterns = hyphens ?
	    find_patterns(hyphens, lang) : NULL;
	size_t from = 0, to = 0;

	if (!patterns || !patterns->dict)
		return;
	for (size_t off = 0; next_letters(text, off, &from, &to);
	    off = to) {
		struct word word;

		if (read_word(patterns, span_slice(text, from, to), &word))
			divide(patterns, &word, points + from);
	}
}
