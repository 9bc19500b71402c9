/*
 * bench/bench_notes.c - what opening and closing a note costs.
 *
 *	bench_notes BUNDLE [TIMES]
 *
 * A reading of 80 by 24 goes to marks all over the text; at each of them
 * its note is opened and closed again, each with its painting, once what is
 * done while nobody types was done.  The figure is processor time for both;
 * what a terminal does is not in it.
 */
#include <stdio.h>
#include <stdlib.h>

#include "reader/session.h"
#include "tui/memterm.h"
#include "tui/ui.h"
#include "tests/bench/cpu.h"

/* More than this is too much; the first look at a chunk may take it. */
#define LIMIT_MS 2

static int
compare(const void *a, const void *b)
{
	double left = *(const double *)a;
	double right = *(const double *)b;

	return (left > right) - (left < right);
}

/* Milliseconds for the note of mark `index`; negative when it is none. */
static double
open_and_close(struct session *s, struct term *term,
    const struct ui_opts *opts, uint32_t index)
{
	struct doc_ref ref;
	double start;

	if (bundle_ref(s->bundle, index, &ref) != BUNDLE_OK)
		return -1;
	session_jump(s, ref.place, s->frame.text.rows / 3);
	ui_show(s, term, opts);
	while (session_warm(s))
		continue;
	start = cpu_ms();
	session_act(s, ACTION_OPEN, 0);
	ui_show(s, term, opts);
	if (!session_popup(s))
		return -1;
	session_act(s, ACTION_CLOSE, 0);
	ui_show(s, term, opts);
	return cpu_ms() - start;
}

int
main(int argc, char **argv)
{
	int times = argc > 2 ? atoi(argv[2]) : 1000;
	struct settings settings;
	struct ui_opts opts = { 0 };
	struct bundle *bundle;
	struct session *s;
	struct term *term;
	const struct bundle_info *info;
	double *ms = calloc((size_t)(times > 0 ? times : 1), sizeof *ms);
	int count = 0, slow = 0;
	uint32_t slowest = 0;
	double most = 0;

	if (argc < 2 || bundle_open(&bundle, argv[1], NULL) != BUNDLE_OK) {
		fprintf(stderr, "usage: bench_notes BUNDLE [TIMES]\n");
		free(ms);
		return 2;
	}
	settings_init(&settings);
	theme_load(&opts.theme, settings.text[SETTING_THEME]);
	s = session_new(bundle, &settings);
	term = memterm_open(24, 80);
	session_resize(s, 24, 80);
	info = bundle_info(bundle);
	for (int i = 0; i < times && info->ref_count; i++) {
		uint32_t mark = (uint32_t)((uint64_t)i * 7919 %
		    info->ref_count);
		double took = open_and_close(s, term, &opts, mark);

		if (took < 0)
			continue;
		ms[count++] = took;
		slow += took > LIMIT_MS;
		if (took > most) {
			most = took;
			slowest = mark + 1;
		}
	}
	qsort(ms, (size_t)count, sizeof *ms, compare);
	printf("%u notes, %u marks, %d notes opened and closed: ",
	    info->note_count, info->ref_count, count);
	if (count)
		printf("median %.3f ms, 99 of 100 below %.3f ms, %d above "
		    "%d ms, most %.3f ms (mark %u)\n", ms[count / 2],
		    ms[count * 99 / 100], slow, LIMIT_MS, most, slowest);
	else
		printf("there are none\n");
	session_free(s);
	term_close(term);
	settings_release(&settings);
	bundle_close(bundle);
	free(ms);
	return count ? 0 : 1;
}
