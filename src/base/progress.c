/* base/progress.c - how far long work is, for whoever shows it. */
#include "base/progress.h"

#include <stddef.h>

static void (*listener)(enum progress_phase, unsigned);

/* Of the phase that was begun last; `before` is what its pieces had. */
static struct {
	enum progress_phase phase;
	uint64_t total, before, piece;
	unsigned percent;
} now;

const char *
progress_name(enum progress_phase phase)
{
	static const char *const names[] = {
#define X(id, name) name,
		PROGRESS_PHASES(X)
#undef X
	};

	return names[phase];
}

void
progress_listen(void (*listen)(enum progress_phase phase, unsigned percent))
{
	listener = listen;
}

static void
tell(unsigned percent)
{
	if (percent > 100)
		percent = 100;
	if (percent <= now.percent)
		return;
	now.percent = percent;
	listener(now.phase, percent);
}

void
progress_begin(enum progress_phase phase, uint64_t total)
{
	if (!listener)
		return;
	now.phase = phase;
	now.total = total ? total : 1;
	now.before = now.piece = 0;
	now.percent = 0;
	listener(phase, 0);
}

void
progress_piece(uint64_t units)
{
	if (!listener)
		return;
	now.before += now.piece;
	now.piece = units;
	progress_at(0, 1);
}

void
progress_at(uint64_t done, uint64_t total)
{
	double part;

	if (!listener || !now.total)
		return;
	part = total ? (double)done / (double)total : 1;
	tell((unsigned)(100 * ((double)now.before +
	    part * (double)now.piece) / (double)now.total));
}
