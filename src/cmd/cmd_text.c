/* cmd/cmd_text.c - ibid text: the text as plain lines. */
#include "cmd/print.h"

#include <stdio.h>
#include <string.h>

#include "cmd/output.h"

static bool
parse_notes(const char *word, enum print_notes *notes)
{
	static const char *const words[] = {
		[PRINT_NOTES_END] = "end", [PRINT_NOTES_NONE] = "none",
		[PRINT_NOTES_INLINE] = "inline",
		[PRINT_NOTES_SECTION] = "section",
	};

	for (int i = 0; i < 4; i++) {
		if (strcmp(word, words[i]))
			continue;
		*notes = (enum print_notes)i;
		return true;
	}
	complain(NULL, "--notes takes inline, section, end or none");
	return false;
}

int
cmd_text(struct args *args)
{
	struct print_opts opts = { .cols = 72 };
	const char *width = args->value[OPTION_TEXT_WIDTH];
	const char *notes = args->value[OPTION_NOTES];
	struct bundle *bundle;
	unsigned cols;
	int status;

	if (width) {
		if (span_number(span_str(width), &cols) != strlen(width) ||
		    cols > PRINT_COLS_MAX || *width == '\0') {
			complain(NULL, "--width takes a number from 0 to %d",
			    PRINT_COLS_MAX);
			return STATUS_FAILED;
		}
		opts.cols = (int)cols;
	}
	if (notes && !parse_notes(notes, &opts.notes))
		return STATUS_FAILED;
	bundle = output_open(args, 0);
	if (!bundle)
		return STATUS_FAILED;
	status = print_bundle(bundle, &opts);
	bundle_close(bundle);
	return status;
}
