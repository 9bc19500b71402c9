/*
 * tests/access/five.h - a rule's case, on each of the five terminals.
 *
 * A case is a function whose name starts with the number of its rule.  On
 * each terminal it is a test of its own, "a5_both_forms_work on vt100", so
 * the log tells what was tried where; tests/access/rules.sh looks for each.
 * Where terminfo knows nothing of a terminal the test is skipped, by name.
 */
#ifndef IBID_TESTS_FIVE_H
#define IBID_TESTS_FIVE_H

#include <stdbool.h>
#include <stddef.h>

#include "tests/access/real.h"

struct five_case {
	const char *name;
	void (*run)(const char *type);	/* the terminal's; vt100 for ONCE */
	bool once;
};

/* Rows of a list of cases: on the five, or where no terminal counts. */
#define FIVE(function) { #function, function, false }
#define ONCE(function) { #function, function, true }

/*
 * Run them with cmocka, between real_setup and real_teardown.  CASES in the
 * environment, a pattern with *, picks some by name.
 */
#define five_main(cases) \
	five_run(cases, sizeof(cases) / sizeof *(cases), real_setup)
int five_run(const struct five_case *cases, size_t count,
    int (*setup)(void **state));

/* Skip the test at hand; the log says why. */
_Noreturn void five_skip(const char *why);

#endif
