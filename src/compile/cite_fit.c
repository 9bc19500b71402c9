/* compile/cite_fit.c - whether short words stand for long ones. */
#include "compile/cite_works.h"

bool
cite_next_word(struct span *rest, struct span *word)
{
	ptrdiff_t space;

	if (rest->len == 0)
		return false;
	space = span_chr(*rest, ' ', 0);
	*word = span_slice(*rest, 0, space < 0 ? rest->len : (size_t)space);
	*rest = span_slice(*rest, space < 0 ? rest->len : (size_t)space + 1,
	    rest->len);
	return true;
}

struct span
cite_first_word(struct span words)
{
	struct span word = SPAN_NONE;

	cite_next_word(&words, &word);
	return word;
}

uint32_t
cite_count_words(struct span words)
{
	uint32_t count = 0;
	struct span word;

	while (cite_next_word(&words, &word))
		count++;
	return count;
}

bool
cite_is_filler(struct span word)
{
	return span_eq(word, SPAN("al")) || span_eq(word, SPAN("et")) ||
	    span_eq(word, SPAN("others")) || span_eq(word, SPAN("v")) ||
	    span_eq(word, SPAN("vs"));
}

static bool
has_word(struct span words, struct span wanted)
{
	struct span word;

	while (cite_next_word(&words, &word))
		if (span_eq(word, wanted))
			return true;
	return false;
}

/*
 * "a ambler" may be "anna ambler", not "g f ambler": an initial is never
 * that of a surname.  "anna ambler" may be "a ambler".
 */
static bool
forename_fits(struct span word, struct span part, struct span names,
    bool first)
{
	if (part.ptr[0] != word.ptr[0])
		return false;
	if (word.len == 1)
		return !has_word(names, part);
	return part.len == 1 && first && cite_count_words(names) == 2;
}

bool
cite_names_fit(struct span names, struct span full)
{
	struct span left = names;
	struct span word;
	bool first = true;

	for (; cite_next_word(&left, &word); first = false) {
		struct span rest = full;
		struct span part;
		bool found = cite_is_filler(word) || has_word(full, word);

		while (!found && cite_next_word(&rest, &part))
			found = forename_fits(word, part, names, first);
		if (!found)
			return false;
	}
	return true;
}

enum cite_fit
cite_titles_fit(struct span brief, const struct cite_work *work,
    struct span full)
{
	struct span word, part;
	size_t words = 0, at = 0;
	bool start = true;

	while (cite_next_word(&brief, &word)) {
		bool found = false;

		while (!found && at < CITE_TITLE_WORDS_MAX &&
		    cite_next_word(&full, &part)) {
			at++;
			found = span_eq(word, part);
			if (!found)
				start = false;
		}
		if (!found)
			return CITE_FIT_NONE;
		words++;
	}
	if (words == 0)
		return CITE_FIT_NONE;
	if (start && (words == work->main_words ||
	    words == work->title_words))
		return CITE_FIT_MAIN;
	return start ? CITE_FIT_START : CITE_FIT_SOME;
}
