/* cmd/book.h - the names by which a folder's table of contents is known. */
#ifndef IBID_CMD_BOOK_H
#define IBID_CMD_BOOK_H

#include "base/span.h"

/*
 * Whether the file of that name lists the others of its folder, and so
 * stands for the folder.
 */
bool book_is_contents(struct span path);

#endif
