/*
 * tests/access/hear.h - what a person hears: a program under yasr.
 *
 * yasr is a screen reader for terminals.  It is given a speech server that
 * only writes down what it should say, so a test presses a key and looks at
 * the sentences.  The program runs as on tests/screen/vt.h, with yasr
 * around it.
 */
#ifndef IBID_TESTS_HEAR_H
#define IBID_TESTS_HEAR_H

#include "tests/screen/vt.h"

struct hear;

/* Whether yasr is installed; tests skip where it is not. */
bool hear_available(void);

/*
 * Start and wait for rest.  `family` of the options is set here; TERM is
 * xterm when they name none.  NULL when it could not be started.
 */
struct hear *hear_start(const struct vt_opts *opts);
/* Take the terminal away; fails the test where the program does not end. */
void hear_free(struct hear *hear);

/*
 * What was said since the last call: an utterance a line, white space as
 * single blanks; "" is silence.  Valid until the next call.
 */
const char *hear_said(struct hear *hear);

/* Press keys (names, as vt_keys); what was said then. */
const char *hear_keys(struct hear *hear, const char *names);

/* The terminal around it. */
struct vt *hear_vt(struct hear *hear);

#endif
