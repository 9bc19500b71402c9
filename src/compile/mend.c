/*
 * compile/mend.c - what conversion broke is mended, with evidence.
 *
 * Each mend is a diagnostic, keeps every word, and is turned off with all
 * others by --mend=off.
 */
#include "compile/pass.h"

void
mend_tree(struct pass *pass)
{
	mend_lists(pass);
}
