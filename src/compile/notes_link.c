/* compile/notes_link.c - marks that a link joins to their notes. */
#include "compile/notes.h"

void
notes_by_link(struct pass *pass)
{
	(void)pass;
}
