/*
 * tests/access/wire.h - a line between two ends that is slow, and can be cut.
 *
 * A child process listens on a port of 127.0.0.1 and passes bytes on to
 * another port: each after a while, and no more a second than the line has.
 */
#ifndef IBID_TESTS_WIRE_H
#define IBID_TESTS_WIRE_H

#include <sys/types.h>

struct wire {
	int port;		/* to connect to */
	pid_t pid;
};

/*
 * `delay_ms` is for each way; `bytes_per_s` 0 is as fast as it goes.  False
 * when there is no port to be had.
 */
int wire_open(struct wire *wire, int to_port, int delay_ms,
    int bytes_per_s);

/* Both ends find the connection closed. */
void wire_cut(struct wire *wire);

/* A port of 127.0.0.1 that nobody listens on now, or -1. */
int wire_free_port(void);

/* Whether somebody listens there. */
int wire_answers(int port);

#endif
