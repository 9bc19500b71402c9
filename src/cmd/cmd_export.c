/* cmd/cmd_export.c - ibid export: back to Markdown. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "cmd/export.h"
#include "cmd/output.h"
#include "uni/uni.h"

static bool
is_folder(const char *path)
{
	struct stat st;
	struct span name = span_str(path);

	return span_ends(name, SPAN("/")) ||
	    (stat(path, &st) == 0 && S_ISDIR(st.st_mode));
}

/* `source` is what is exported, or NULL: it must not cost itself. */
static bool
write_out(struct span text, const char *path, const char *source)
{
	int error;

	if (path && source && file_same(path, source)) {
		complain(path, "is what is exported; name another file "
		    "after -o");
		return false;
	}
	/* A file or a pipe gets every byte; a person reads it. */
	if (!path && isatty(STDOUT_FILENO)) {
		output_text(text);
		return true;
	}
	error = path ? file_replace(path, text, 0666) :
	    file_write_fd(STDOUT_FILENO, text);
	if (error)
		complain(path ? path : "standard output", "%s",
		    strerror(error));
	return error == 0;
}

static bool
export_one(struct bundle *bundle, uint32_t index, const char *path,
    const char *source)
{
	struct bundle_error error = { .what = "the bundle is damaged" };
	struct buf text = { 0 };
	bool fine = export_document(bundle, index, &text, &error);

	if (!fine)
		complain(NULL, "%s", error.what);
	else
		fine = write_out(buf_span(&text), path, source);
	buf_release(&text);
	return fine;
}

/* "02-a-press-release.md": the number, and what the title begins with. */
static void
document_name(struct bundle *bundle, uint32_t index, struct buf *name)
{
	struct span title = bundle_document(bundle, index)->title;
	struct buf lower = { 0 };
	size_t start;
	bool dash = true;

	buf_printf(name, "%02u", index + 1);
	start = name->len;
	uni_lower(&lower, title);
	for (size_t i = 0; i < lower.len && name->len < start + 40; i++) {
		char c = lower.ptr[i];
		bool plain = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');

		if (plain && dash)
			buf_putc(name, '-');
		if (plain)
			buf_putc(name, c);
		dash = !plain;
	}
	buf_puts(name, ".md");
	buf_release(&lower);
}

static bool
export_all(struct bundle *bundle, const char *folder, const char *source)
{
	bool slash = span_ends(span_str(folder), SPAN("/"));
	bool fine = true;

	for (uint32_t i = 0; i < bundle_info(bundle)->document_count && fine;
	    i++) {
		struct buf path = { 0 };

		buf_printf(&path, "%s%s", folder, slash ? "" : "/");
		document_name(bundle, i, &path);
		file_make_parents(path.ptr);	/* writing tells failure */
		fine = export_one(bundle, i, path.ptr, source);
		buf_release(&path);
	}
	return fine;
}

/* The document asked for, from 0; DOC_NONE after a complaint. */
static uint32_t
chosen(struct args *args, struct bundle *bundle)
{
	uint32_t count = bundle_info(bundle)->document_count;
	const char *word = args->value[OPTION_DOCUMENT];
	unsigned number = 1;

	if (!word && count != 1) {
		complain(args->name_count ? args->names[0] : "ibid itself",
		    "holds %u documents; --doc=N exports one, -o FOLDER/ "
		    "all of them", count);
		return DOC_NONE;
	}
	if (word && (span_number(span_str(word), &number) != strlen(word) ||
	    !*word || number < 1 || number > count)) {
		complain(NULL, "--doc takes a number from 1 to %u", count);
		return DOC_NONE;
	}
	return number - 1;
}

int
cmd_export(struct args *args)
{
	const char *path = args->value[OPTION_OUTPUT];
	const char *source = args->name_count ? args->names[0] : NULL;
	struct bundle *bundle = output_open(args, 1);
	uint32_t index;
	bool fine;

	if (!bundle)
		return STATUS_FAILED;
	if (path && is_folder(path) && !args->value[OPTION_DOCUMENT]) {
		fine = export_all(bundle, path, source);
	} else {
		index = chosen(args, bundle);
		fine = index != DOC_NONE && export_one(bundle, index, path,
		    source);
	}
	bundle_close(bundle);
	return fine ? STATUS_DONE : STATUS_FAILED;
}
