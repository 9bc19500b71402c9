/* tests/access/five.c - a rule's case, on each of the five terminals. */
#include "tests/access/five.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <cmocka.h>

#include "base/arena.h"
#include "tests/access/terminfo.h"

struct run {
	const struct five_case *of;
	const char *type;
	char *name;
};

static const struct run *now;

/* cmocka names no test that it skips; tests/unit/run takes the name here. */
void
five_skip(const char *why)
{
	print_message("# SKIP %s # %s\n", now->name, why);
	skip();
	abort();
}

static void
run_case(void **state)
{
	now = *state;
	if (!terminfo_knows(now->type))
		five_skip("terminfo does not know this terminal");
	now->of->run(now->type);
}

static struct run
run_of(const struct five_case *each, const char *type)
{
	struct run run = { .of = each, .type = type };

	if (asprintf(&run.name, each->once ? "%s" : "%s on %s", each->name,
	    type) < 0)
		abort();
	return run;
}

/* cmocka's own macro counts a list that stands written there. */
int
five_run(const struct five_case *cases, size_t count,
    int (*setup)(void **state))
{
	struct run *runs = mem_array(count * RIG_TYPES, sizeof *runs);
	struct CMUnitTest *tests = mem_array(count * RIG_TYPES,
	    sizeof *tests);
	size_t total = 0;
	int failed;

	for (size_t i = 0; i < count; i++)
		for (size_t j = 0; j < (cases[i].once ? 1 : RIG_TYPES); j++)
			runs[total++] = run_of(&cases[i], rig_types[j]);
	for (size_t i = 0; i < total; i++)
		tests[i] = (struct CMUnitTest){ .name = runs[i].name,
			.test_func = run_case, .initial_state = &runs[i] };
	if (getenv("CASES"))
		cmocka_set_test_filter(getenv("CASES"));
	failed = _cmocka_run_group_tests("tests", tests, total, setup,
	    real_teardown);
	for (size_t i = 0; i < total; i++)
		free(runs[i].name);
	free(runs);
	free(tests);
	return failed;
}
