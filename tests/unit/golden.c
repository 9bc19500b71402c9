/* tests/unit/golden.c - the files of a folder of tests/golden, one by one. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <cmocka.h>

#include "golden.h"

void
golden_each(const char *folder, bool (*is_ours)(struct span name),
    bool (*check)(const char *folder, const char *name))
{
	const char *top = getenv("top_srcdir");
	struct dirent **names;
	char path[2048];
	int count, tried = 0, wrong = 0;

	snprintf(path, sizeof path, "%s/tests/golden/%s", top ? top : ".",
	    folder);
	count = scandir(path, &names, NULL, alphasort);
	assert_true(count > 0);
	for (int i = 0; i < count; i++) {
		if (is_ours(span_str(names[i]->d_name))) {
			wrong += !check(path, names[i]->d_name);
			tried++;
		}
		free(names[i]);
	}
	free(names);
	assert_true(tried > 0);
	assert_int_equal(wrong, 0);
}
