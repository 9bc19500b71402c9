/* cmd/book.c - the names by which a folder's table of contents is known. */
#include "cmd/book.h"

bool
book_is_contents(struct span path)
{
	static const char *const names[] = { "toc.md", "SUMMARY.md" };
	size_t from = path.len;

	while (from && path.ptr[from - 1] != '/')
		from--;
	path = span_slice(path, from, path.len);
	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (span_eq_nocase(path, span_str(names[i])))
			return true;
	return false;
}
