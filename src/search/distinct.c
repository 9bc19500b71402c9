/* search/distinct.c - the words that set a stretch of text apart. */
#include "search/distinct.h"

#include <stdlib.h>

#include "base/map.h"
#include "search/terms.h"
#include "uni/uni.h"

struct distinct {
	struct buf folded;	/* what the keys of `counts` lie in */
	struct map counts;
	double words;
};

bool
distinct_is_telling(struct span term)
{
	size_t letters = 0;

	if (term.len > TERM_MAX / 2 || span_eq(term, SPAN("http")) ||
	    span_eq(term, SPAN("https")) || span_eq(term, SPAN("www")))
		return false;
	for (size_t off = 0; off < term.len; letters++) {
		uint32_t code;

		off += uni_decode(term, off, &code, NULL);
		if (uni_is_digit(code))
			return false;
	}
	return letters >= 3;
}

static int
compare_scores(const void *a, const void *b)
{
	const struct index_term *x = a;
	const struct index_term *y = b;

	if (x->score != y->score)
		return x->score > y->score ? -1 : 1;
	return span_cmp(x->term, y->term);
}

size_t
distinct_best(struct index_term *terms, size_t count, struct arena *mem,
    struct index_term *out, size_t max)
{
	if (count)
		qsort(terms, count, sizeof *terms, compare_scores);
	if (count > max)
		count = max;
	for (size_t i = 0; i < count; i++) {
		out[i] = terms[i];
		out[i].term = arena_span(mem, terms[i].term);
	}
	return count;
}

static void
count_terms(struct distinct *distinct, struct span text)
{
	size_t off = 0;
	struct span term;

	*distinct = (struct distinct){ 0 };
	map_init(&distinct->counts);
	uni_fold_lines(&distinct->folded, text, 0);
	while (term_next(buf_span(&distinct->folded), &off, &term)) {
		map_put(&distinct->counts, term, 0, NULL)->value++;
		distinct->words++;
	}
}

static void
release(struct distinct *distinct)
{
	map_release(&distinct->counts);
	buf_release(&distinct->folded);
}

struct distinct *
distinct_new(struct span whole)
{
	struct distinct *distinct = mem_alloc(sizeof *distinct);

	count_terms(distinct, whole);
	return distinct;
}

void
distinct_free(struct distinct *distinct)
{
	if (!distinct)
		return;
	release(distinct);
	free(distinct);
}

/*
 * A lower score comes about by chance once in a hundred words (chi-squared
 * with one degree of freedom): in a short text that is any word.
 */
#define SCORE_MIN 6.63

/*
 * The natural logarithm of a number over 0, to nine digits.  The C library
 * has it in a library of its own, which would be loaded by everyone who
 * opens a page.
 */
static double
logarithm(double number)
{
	const double ln2 = 0.69314718055994531;
	double whole = 0;
	double part, square, term, sum = 0;

	for (; number > 1.5; number /= 2)
		whole += ln2;
	for (; number < 0.75; number *= 2)
		whole -= ln2;
	/* ln x = 2 artanh((x - 1) / (x + 1)) */
	part = term = (number - 1) / (number + 1);
	square = part * part;
	for (int power = 1; power < 15; power += 2) {
		sum += term / power;
		term *= square;
	}
	return whole + 2 * sum;
}

/* n * ln(n / expected), nothing for none. */
static double
surprise(double seen, double expected)
{
	return seen > 0 ? seen * logarithm(seen / expected) : 0;
}

/* How little chance explains that a word stands here so often; or 0. */
static double
score(const struct distinct *whole, const struct distinct *part,
    const struct map_entry *entry)
{
	const struct map_entry *other = map_find(&whole->counts, entry->key);
	double here = (double)entry->value;
	double both = other ? (double)other->value : here;
	double expected = part->words * both / whole->words;

	if (here < 2 || here <= expected)
		return 0;
	return 2 * (surprise(here, expected) +
	    surprise(both - here, both - expected));
}

size_t
distinct_terms(const struct distinct *whole, struct span text,
    struct arena *mem, struct index_term *out, size_t max)
{
	struct index_term *terms;
	struct distinct part;
	size_t count = 0;

	count_terms(&part, text);
	terms = mem_array(part.counts.count + 1, sizeof *terms);
	for (size_t i = 0; i < part.counts.count &&
	    whole->words > part.words; i++) {
		const struct map_entry *entry = &part.counts.entries[i];
		double value = score(whole, &part, entry);

		if (value >= SCORE_MIN && distinct_is_telling(entry->key))
			terms[count++] = (struct index_term){
				.term = entry->key,
				.count = (uint32_t)entry->value,
				.score = value,
			};
	}
	count = distinct_best(terms, count, mem, out, max);
	free(terms);
	release(&part);
	return count;
}
