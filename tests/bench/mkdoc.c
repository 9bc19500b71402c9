/*
 * bench/mkdoc.c - a made-up report in Markdown, of any size, with notes.
 *
 *	mkdoc BYTES [paragraph] >report.md
 *
 * With `paragraph` all of it is one.
 *
 * The same bytes on every run.  Words follow Zipf's law over a vocabulary
 * that grows out of syllables, sentences and paragraphs have the lengths of
 * English prose, and every chapter has sections and notes, so that packing,
 * indexing and reading find what they find in real books.  One word in
 * about a million is "xylograph", for searching.
 */
#include <ctype.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
	WORDS = 40000,		/* as many as a long history uses */
	WORD_LEN = 24,
	NOTES_PER_CHAPTER = 40
};

static char words[WORDS][WORD_LEN];
static double ranks[WORDS];	/* cumulated */
static uint64_t state = 88172645463325252u;
static unsigned long written, wanted;
static unsigned note;

static uint32_t
next_random(void)
{
	state ^= state << 13;
	state ^= state >> 7;
	state ^= state << 17;
	return (uint32_t)(state >> 32);
}

static unsigned
below(unsigned limit)
{
	return next_random() % limit;
}

static void
make_word(char *word, unsigned rank)
{
	static const char *const onsets[] = { "b", "c", "d", "f", "g", "h",
		"l", "m", "n", "p", "r", "s", "t", "v", "w", "th", "st", "pr",
		"ch", "tr", "sh", "gr", "" };
	static const char *const vowels[] = { "a", "e", "i", "o", "u", "ea",
		"ai", "ou", "io", "é" };
	static const char *const codas[] = { "", "", "n", "r", "s", "t", "l",
		"nd", "st", "ng", "ck", "m" };
	unsigned syllables = 1 + (rank > 60) + (rank > 3000 && below(2)) +
	    (rank > 12000 && below(2));

	word[0] = '\0';
	for (unsigned i = 0; i < syllables; i++) {
		strcat(word, onsets[below(sizeof(onsets) / sizeof(*onsets))]);
		/* the accented vowel is rare */
		strcat(word, vowels[below(20) ? below(9) : 9]);
		strcat(word, codas[below(sizeof(codas) / sizeof(*codas))]);
	}
}

static void
make_vocabulary(void)
{
	double sum = 0;

	for (unsigned i = 0; i < WORDS; i++) {
		make_word(words[i], i);
		sum += 1 / (i + 2.7);	/* Mandelbrot's form of the law */
		ranks[i] = sum;
	}
}

static const char *
pick_word(void)
{
	double at = ranks[WORDS - 1] * (next_random() / 4294967296.0);
	unsigned low = 0, high = WORDS - 1;

	if (below(1000000) == 0)
		return "xylograph";
	while (low < high) {
		unsigned middle = (low + high) / 2;

		if (ranks[middle] < at)
			low = middle + 1;
		else
			high = middle;
	}
	return words[low];
}

static void
put(const char *text)
{
	written += strlen(text);
	fputs(text, stdout);
}

static void
put_words(unsigned count)
{
	for (unsigned i = 0; i < count; i++) {
		const char *word = pick_word();
		char first[WORD_LEN];

		if (i > 0)
			put(below(12) ? " " : ", ");
		snprintf(first, sizeof(first), "%s", word);
		if (i == 0)
			first[0] = (char)toupper((unsigned char)first[0]);
		if (below(60)) {
			put(first);
			continue;
		}
		put("*");
		put(first);
		put("*");
	}
}

static void
put_note_mark(unsigned number)
{
	char mark[32];

	snprintf(mark, sizeof(mark), "[^%u]", number);
	put(mark);
}

/* Returns the last note cited so far. */
static unsigned
put_paragraph(unsigned cited, unsigned last)
{
	for (unsigned left = 2 + below(7); left > 0; left--) {
		put_words(6 + below(24));
		put(".");
		if (cited < last && below(6) == 0)
			put_note_mark(++cited);
		put(left > 1 ? " " : "\n\n");
	}
	return cited;
}

static void
put_heading(const char *level)
{
	put(level);
	put_words(2 + below(5));
	put("\n\n");
}

static void
put_chapter(void)
{
	unsigned first = note, cited = note;

	note += NOTES_PER_CHAPTER;
	put_heading("# ");
	for (unsigned section = 0; section < 6 && written < wanted;
	    section++) {
		put_heading("## ");
		for (unsigned i = 10 + below(10); i > 0 && written < wanted;
		    i--)
			cited = put_paragraph(cited, note);
	}
	while (cited < note && written < wanted) {
		put_words(8);
		put(".");
		put_note_mark(++cited);
		put("\n\n");
	}
	for (unsigned i = first + 1; i <= cited; i++) {
		put_note_mark(i);
		put(": ");
		put_words(10 + below(40));
		put(".\n\n");
	}
}

static void
put_sentences(void)
{
	while (written < wanted) {
		put_words(6 + below(24));
		put(". ");
	}
	put("\n");
}

int
main(int argc, char **argv)
{
	bool paragraph = argc == 3 && !strcmp(argv[2], "paragraph");

	wanted = argc > 1 ? strtoul(argv[1], NULL, 10) : 0;
	if (!wanted || argc > 2 + paragraph) {
		fprintf(stderr, "usage: mkdoc BYTES [paragraph]\n");
		return 2;
	}
	make_vocabulary();
	put("---\ntitle: A made-up report\nlanguage: en\n---\n\n");
	if (paragraph)
		put_sentences();
	while (written < wanted)
		put_chapter();
	return fflush(stdout) != 0;
}
