/*
 * cmd/browse.h - open an address in another program.
 *
 * The program is the setting "browser" or $BROWSER, which may list several
 * with ":" between; it is run by its arguments, never by a shell.  "%s" in
 * it stands for the address, which is otherwise the last argument.
 */
#ifndef IBID_CMD_BROWSE_H
#define IBID_CMD_BROWSE_H

#include "base/buf.h"

/* The program to use instead of $BROWSER; empty: none. */
void browse_choose(struct span program);

/* As ui_opts.can_browse. */
bool browse_possible(struct span address, struct buf *error);

/* As ui_opts.browse. */
bool browse_address(struct span address, struct buf *error);

#endif
