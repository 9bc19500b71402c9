/*
 * How fast text is searched: search_bench FILE, plain text.
 *
 * Each line says what was done, the processor time of the best of three
 * runs, and the bytes of the text over that time.
 */
#include <stdio.h>
#include <stdlib.h>

#include "base/arena.h"
#include "base/file.h"
#include "search/index.h"
#include "search/keywords.h"
#include "tests/bench/cpu.h"

static void
report(const char *what, double ms, size_t bytes, size_t found)
{
	printf("%-34s %9.2f ms %8.0f MB/s %10zu\n", what, ms,
	    (double)bytes / 1e3 / ms, found);
}

static void
bench_query(const char *pattern, unsigned flags, struct span text)
{
	struct query_error error;
	struct query *query = query_new(span_str(pattern), flags, &error);
	double best = 1e9;
	size_t found = 0;

	if (!query) {
		fprintf(stderr, "%s: %s\n", pattern, error.message);
		exit(2);
	}
	for (int i = 0; i < 3; i++) {
		double start = cpu_ms();
		double ms;

		found = query_count(query, text);
		ms = cpu_ms() - start;
		if (ms < best)
			best = ms;
	}
	report(pattern, best, text.len, found);
	query_free(query);
}

static bool
add_keyword(void *arg, const struct index_term *term)
{
	struct keywords *keywords = arg;

	if (term->windows < 30 && keywords_count(keywords) < 5000)
		keywords_add(keywords, 0, term->term, SPAN_NONE, SPAN_NONE,
		    SPAN_NONE);
	return true;
}

static void
bench_keywords(struct keywords *keywords, struct span text)
{
	struct keyword_hits hits = { 0 };
	double start;
	char what[40];

	keywords_scan(keywords, SPAN("build"), 0, &hits);
	start = cpu_ms();
	keywords_scan(keywords, text, 0, &hits);
	snprintf(what, sizeof what, "%zu keywords",
	    keywords_count(keywords));
	report(what, cpu_ms() - start, text.len, hits.count);
	keyword_hits_release(&hits);
}

/* Find where `pattern` may be, and how long the scan of that takes. */
static void
bench_lookup(const struct text_index *index, const char *pattern,
    struct span text)
{
	struct query *query = query_new(span_str(pattern), 0, NULL);
	struct place_ranges ranges = { 0 };
	double start = cpu_ms();
	double middle;
	size_t found = 0;
	size_t bytes = 0;

	index_lookup(index, query, 0, text.len, &ranges);
	middle = cpu_ms();
	for (size_t i = 0; i < ranges.count; i++) {
		found += query_count(query, span_slice(text,
		    ranges.items[i].from, ranges.items[i].to));
		bytes += ranges.items[i].to - ranges.items[i].from;
	}
	printf("index: %-27s %9.3f ms, scan %9.3f ms of %5.1f %% %8zu\n",
	    pattern, middle - start, cpu_ms() - middle,
	    100.0 * (double)bytes / (double)text.len, found);
	place_ranges_release(&ranges);
	query_free(query);
}

static void
bench_index(struct span text)
{
	static const char *const patterns[] = {
		"\"zyzzyva\"", "\"leviathan\"", "leviathan", "\"white whale\"",
		"the white whale", "whal*", "eviatha", "e",
		"/levi.than.*\\bsea/",
	};
	struct index_builder *builder = index_builder_new();
	struct keywords *keywords = keywords_new();
	struct buf bytes = { 0 };
	struct text_index *index;
	double start = cpu_ms();

	index_builder_add(builder, text, 0);
	index_builder_write(builder, &bytes);
	index_builder_free(builder);
	report("index: build", cpu_ms() - start, text.len, bytes.len);
	printf("index: %.4f of the text\n",
	    (double)bytes.len / (double)text.len);
	start = cpu_ms();
	index = index_open(buf_span(&bytes), NULL);
	printf("index: open %.3f ms, %u terms, %u windows\n",
	    cpu_ms() - start, index_term_count(index),
	    index_window_count(index));
	for (size_t i = 0; i < sizeof patterns / sizeof *patterns; i++)
		bench_lookup(index, patterns[i], text);
	start = cpu_ms();
	if (index_verify(index))
		exit(2);
	printf("index: verify %.3f ms\n", cpu_ms() - start);
	keywords_add(keywords, 0, SPAN("leviathan"), SPAN_NONE, SPAN_NONE,
	    SPAN_NONE);
	bench_keywords(keywords, text);
	index_prefix(index, SPAN(""), add_keyword, keywords);
	bench_keywords(keywords, text);
	keywords_free(keywords);
	index_close(index);
	buf_release(&bytes);
}

int
main(int argc, char **argv)
{
	struct mapped map;
	static const char *const patterns[] = {
		"zyzzyva", "leviathan", "Leviathan", "the white whale",
		"whale*", "\"of the\"", "e", "ship NEAR storm",
	};
	static const char *const expressions[] = {
		"[0-9]{4}", "[A-Z][a-z]+ [A-Z][a-z]+", "\\w+ing\\b",
		"wh[ai]le|sh[ia]p", "levi.than.*\\bsea", "x[^a]z",
	};

	if (argc != 2 || file_map(&map, argv[1]) != 0) {
		fprintf(stderr, "usage: search_bench FILE\n");
		return 2;
	}
	for (size_t i = 0; i < sizeof patterns / sizeof *patterns; i++)
		bench_query(patterns[i], 0, map.bytes);
	for (size_t i = 0; i < sizeof expressions / sizeof *expressions; i++)
		bench_query(expressions[i], QUERY_REGEX, map.bytes);
	bench_index(map.bytes);
	file_unmap(&map);
	return 0;
}
