/*
 * cmd/child.h - running ibid-pack, the child that compiles.
 *
 * While it works, standard error says how far it is, if that is a terminal:
 * a line that is rewritten, or, where such lines are a burden (a11y, the
 * linear face, a dumb terminal), one plain line.  Ctrl-C, or another signal
 * to end, ends the child first; it leaves no half-written file.
 */
#ifndef IBID_CMD_CHILD_H
#define IBID_CMD_CHILD_H

#include <stdbool.h>

/* What to do with the words of a reader's own settings. */
void child_plain(bool plain);

/*
 * Run ibid-pack with these arguments (the last one NULL, the first its
 * name); its exit status, or STATUS_FAILED after a complaint or once a
 * signal has asked to end.  `what`, the file's name, begins the line that
 * is rewritten; `words` are the plain line.
 */
int child_pack(const char *const *argv, const char *what,
    const char *words);

/* Whether that took so long that the plain line was written. */
bool child_was_slow(void);

/*
 * End as the signal that interrupted a child asked, once all is put away,
 * so that a shell sees it; without one, do nothing.
 */
void child_end(void);

#endif
