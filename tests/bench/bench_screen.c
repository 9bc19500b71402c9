/*
 * bench_screen - what one screen costs, wherever a document is opened.
 *
 *     bench_screen BUNDLE...
 *
 * For each bundle: processor time to open it, and for places from its start
 * to its end the time to lay out one screen of 72 by 23 there: `cold`, with
 * the chunk unpacked for it, and `warm`, the least of many rounds with the
 * chunk at hand.  Law 2 (cost follows the screen, not the document) holds
 * when all warm figures are alike, and the cold ones where the chunks are.
 */
#include <stdio.h>

#include "reader/view.h"
#include "tests/bench/cpu.h"

#define ROUNDS 50
#define ROWS 23
#define COLS 72

static double
lay_screen(struct bundle *bundle, uint64_t place, int *rows)
{
	struct layout_opts opts = { .cols = COLS };
	struct view view;
	double start = cpu_ms();

	view_init(&view, bundle);
	view_set_layout(&view, &opts, ROWS);
	view_set_range(&view, 0, bundle_info(bundle)->text_len);
	view_go(&view, place, 0);
	view_fill(&view);
	*rows = view.shown_count;
	view_release(&view);
	return cpu_ms() - start;
}

static void
measure(struct bundle *bundle, int percent)
{
	uint64_t place = bundle_info(bundle)->text_len / 100 *
	    (uint64_t)percent;
	double cold, warm = 1e9;
	int rows;

	cold = lay_screen(bundle, place, &rows);
	for (int i = 0; i < ROUNDS; i++) {
		double ms = lay_screen(bundle, place, &rows);

		warm = ms < warm ? ms : warm;
	}
	printf("  at %3d%%  cold %7.2f ms  warm %6.3f ms  %d rows\n", percent,
	    cold, warm, rows);
}

int
main(int argc, char **argv)
{
	static const int places[] = { 0, 25, 50, 75, 99 };
	int status = 0;

	for (int i = 1; i < argc; i++) {
		struct bundle_error error;
		struct bundle *bundle;
		double start = cpu_ms();

		if (bundle_open(&bundle, argv[i], &error) != BUNDLE_OK) {
			fprintf(stderr, "%s: %s\n", argv[i], error.what);
			status = 1;
			continue;
		}
		printf("%s: %llu bytes of text, opened in %.2f ms\n",
		    argv[i], (unsigned long long)
		    bundle_info(bundle)->text_len, cpu_ms() - start);
		for (size_t p = 0; p < sizeof places / sizeof *places; p++)
			measure(bundle, places[p]);
		bundle_close(bundle);
	}
	return status;
}
