/*
 * How fast text is searched: search_bench FILE, plain text.
 *
 * Each line says what was done, the time of the best of three runs, and
 * the text's bytes over that time.
 */
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "base/file.h"
#include "search/query.h"

static double
now(void)
{
	struct timespec time;

	clock_gettime(CLOCK_MONOTONIC, &time);
	return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

static void
report(const char *what, double seconds, size_t bytes, size_t found)
{
	printf("%-34s %9.2f ms %8.0f MB/s %10zu\n", what, seconds * 1e3,
	    (double)bytes / 1e6 / seconds, found);
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
		double start = now();
		double seconds;

		found = query_count(query, text);
		seconds = now() - start;
		if (seconds < best)
			best = seconds;
	}
	report(pattern, best, text.len, found);
	query_free(query);
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
	file_unmap(&map);
	return 0;
}
