/*
 * tui/signals.h - signals as events of a poll loop.
 *
 * Handlers only set a flag and write a byte to a pipe; the terminal polls
 * that pipe beside its keyboard.  Signals that were ignored when the
 * program started stay ignored (nohup, shells without job control).
 *
 * A program that hangs must still end: the third SIGINT or SIGTERM in a
 * row that nobody took calls the rescue and ends the process by that
 * signal, as does every fatal signal.
 */
#ifndef IBID_TUI_SIGNALS_H
#define IBID_TUI_SIGNALS_H

enum {
	SIGNALS_RESIZE = 1 << 0,	/* SIGWINCH */
	SIGNALS_INTERRUPT = 1 << 1,	/* SIGINT */
	SIGNALS_HANGUP = 1 << 2,	/* SIGHUP, SIGTERM */
	SIGNALS_STOP = 1 << 3,		/* SIGTSTP */
	SIGNALS_CONTINUE = 1 << 4,	/* SIGCONT */
};

/*
 * Catch signals; `rescue` puts the terminal back and calls only what
 * signal-safety(7) allows.  Returns the descriptor to poll for input, or
 * -1 with errno set.
 */
int signals_open(void (*rescue)(void));

/* Put back the handlers that were there. */
void signals_close(void);

/* What came since the last call, as bits. */
unsigned signals_take(void);

/* Whether signals_take would give anything. */
int signals_pending(void);

/* Stop this process as SIGTSTP would have; returns when it goes on. */
void signals_stop(void);

#endif
