/* import/text.c - plain text: paragraphs between blank lines. */
#include "import/import.h"

bool
import_text(struct span bytes, const struct import_opts *opts,
    struct doc_sink *sink, struct diag_list *diags, struct buf *error)
{
	struct buf text = { 0 };
	struct span rest, line;
	unsigned number = 0;
	bool open = false;

	if (bytes.len > opts->limits.source_bytes) {
		import_limit_error(error, opts, "source_bytes");
		return false;
	}
	import_decode(&text, bytes, diags);
	rest = buf_span(&text);
	while (span_line(&rest, &line)) {
		bool blank = span_trim(line).len == 0;

		number++;
		if (open && blank)
			doc_close(sink);
		else if (open)
			doc_break(sink);
		doc_line(sink, number);
		if (!open && !blank)
			doc_open(sink, DOC_PARAGRAPH, NULL);
		open = !blank;
		if (open)
			doc_text(sink, line);
	}
	if (open)
		doc_close(sink);
	buf_release(&text);
	return true;
}
