/*
 * tui/input.h - the keyboard's end of a terminal: bytes, keys, time.
 *
 * Private to the terminal.  It waits on the keyboard and on signals at
 * once, so that neither is late, and knows when an ESC stands alone.
 */
#ifndef IBID_TUI_INPUT_H
#define IBID_TUI_INPUT_H

#include "tui/keys.h"

struct input {
	int fd;			/* the terminal; owned */
	int signal_fd;		/* of signals_open; borrowed */
	struct keys *keys;
	int64_t fed_ms;		/* when bytes came last */
	int esc_ms;
	bool esc_flushed;	/* what waits has been given its time */
	bool hung;		/* end of input; stays so */
	/* Called before a wait: nothing was there to do. */
	void (*idle)(void *ctx);
	void *ctx;
};

/*
 * Start with no descriptors (-1).  The time for ESC is that of the
 * environment's ESCDELAY (milliseconds, up to 5000), or KEYS_ESC_MS.
 */
void input_init(struct input *input, bool utf8);
void input_release(struct input *input);	/* the caller closes `fd` */

enum input_event { INPUT_TIMEOUT, INPUT_KEY, INPUT_SIGNAL };

/*
 * The next key, or a signal to take, or nothing until `end_ms` (0: do not
 * wait; -1: for ever).  After a hang-up every call gives its key.
 */
enum input_event input_next(struct input *input, struct key *key,
    int64_t end_ms);

/* Whether input_next has something at once (part of a key counts). */
bool input_pending(const struct input *input);

#endif
