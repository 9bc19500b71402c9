/*
 * cmd/pack_main.c - ibid-pack: sources in, one bundle out.
 *
 * Exit status: 0 done; 1 --check found something; 2 it could not be done.
 */
#include <errno.h>
#include <fcntl.h>
#include <malloc.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/progress.h"
#include "cmd/book.h"
#include "cmd/json.h"
#include "cmd/pack.h"
#include "cmd/say.h"

static int progress_fd = -1;

/*
 * Where progress is told, a line of it may stand in the terminal where the
 * next words go.
 */
static void
cover_progress(void)
{
	if (progress_fd >= 0)
		fprintf(stderr, "\r%79s\r", "");
}

void
pack_error(struct span name, const char *format, ...)
{
	struct buf words = { 0 };
	va_list args;

	buf_printf(&words, "%.*s: ", SPAN_ARG(name));
	va_start(args, format);
	buf_vprintf(&words, format, args);
	va_end(args);
	cover_progress();
	say_error(buf_span(&words));
	buf_release(&words);
}

/* ---- progress --------------------------------------------------------- */

/* Whoever does not read what is told must not hold the work up. */
static void
send_progress(enum progress_phase phase, unsigned percent)
{
	unsigned char bytes[2] = { (unsigned char)phase,
	    (unsigned char)percent };

	if (write(progress_fd, bytes, sizeof bytes) < 0 && errno != EAGAIN)
		progress_listen(NULL);
}

void
pack_tell_progress(int fd)
{
	progress_fd = fd;
	fcntl(fd, F_SETFL, O_NONBLOCK);
	progress_listen(send_progress);
}

/* ---- diagnostics ------------------------------------------------------ */

static void
put_diag_json(struct buf *out, const struct diag *diag)
{
	struct buf message = { 0 }, line = { 0 };

	diag_message(diag, &message);
	json_open(&line);
	json_text(&line, "severity",
	    span_str(diag_severity_name(diag_severity(diag->code))));
	json_text(&line, "code", span_str(diag_name(diag->code)));
	json_number(&line, "line", diag->line);
	json_text(&line, "label", diag->label);
	json_text(&line, "message", buf_span(&message));
	json_text(&line, "file", diag->file);
	json_close(&line);
	buf_put(out, buf_span(&line));
	buf_putc(out, '\n');
	buf_release(&message);
	buf_release(&line);
}

static void
put_diag(struct buf *out, const struct diag *diag)
{
	struct buf line = { 0 };

	buf_printf(&line, "%.*s:", SPAN_ARG(diag->file));
	if (diag->line)
		buf_printf(&line, "%u:", diag->line);
	buf_printf(&line, " %s: ",
	    diag_severity_name(diag_severity(diag->code)));
	diag_message(diag, &line);
	say_printable(out, buf_span(&line));
	buf_putc(out, '\n');
	buf_release(&line);
}

struct place_of_diag {
	struct diag diag;
	size_t serial;
};

static int
by_line(const void *left, const void *right)
{
	const struct place_of_diag *a = left;
	const struct place_of_diag *b = right;

	if (a->diag.line != b->diag.line)
		return a->diag.line < b->diag.line ? -1 : 1;
	return a->serial < b->serial ? -1 : 1;
}

/*
 * Each pass adds its own; who reads them goes through the file from its
 * first line to its last.
 */
static void
sort_diags(struct diag_list *diags)
{
	struct place_of_diag *all = mem_array(diags->count, sizeof *all);
	size_t to;

	for (size_t from = 0; from < diags->count; from = to) {
		for (to = from; to < diags->count && span_eq(
		    diags->items[to].file, diags->items[from].file); to++)
			all[to] = (struct place_of_diag){ diags->items[to],
				to };
		qsort(&all[from], to - from, sizeof *all, by_line);
	}
	for (size_t i = 0; i < diags->count; i++)
		diags->items[i] = all[i].diag;
	free(all);
}

static void
show_diags(struct diag_list *diags, bool json, FILE *to)
{
	struct buf out = { 0 };

	sort_diags(diags);
	for (size_t i = 0; i < diags->count; i++) {
		if (json)
			put_diag_json(&out, &diags->items[i]);
		else
			put_diag(&out, &diags->items[i]);
	}
	if (diags->dropped && !json)
		buf_printf(&out, "... and %zu more\n", diags->dropped);
	if (out.len)
		cover_progress();
	say_put(to, buf_span(&out));
	buf_release(&out);
}

/* ---- compiling -------------------------------------------------------- */

static bool
import_file(const struct pack_file *file, const struct pack_input *input,
    const struct pack_opts *opts, struct doc_sink *sink,
    struct diag_list *diags)
{
	struct import_opts import = opts->import;
	import_fn *read = import_by_format(file->format);
	struct buf error = { 0 };
	bool done = false;

	import.name = file->name;
	import.prefix = file->id;
	import.members = file->id.len ? &input->members : NULL;
	diag_set_file(diags, file->name);
	if (read)
		done = read(file->map.bytes, &import, sink, diags, &error);
	else
		buf_puts(&error, "not Markdown, HTML, EPUB or plain text");
	if (!done)
		pack_error(file->name, "%s", buf_cstr(&error));
	buf_release(&error);
	return done;
}

/*
 * HTML and EPUB mark up their paragraphs: a break there is the author's,
 * however the next one starts.
 */
static bool
may_be_broken(const struct pack_input *input)
{
	for (size_t i = 0; i < input->count; i++)
		if (input->files[i].format == IMPORT_HTML ||
		    input->files[i].format == IMPORT_EPUB)
			return false;
	return true;
}

static uint64_t
source_bytes(const struct pack_input *input)
{
	uint64_t bytes = 0;

	for (size_t i = 0; i < input->count; i++)
		bytes += input->files[i].map.bytes.len;
	return bytes;
}

static uint64_t
all_bytes(const struct pack_input *inputs, size_t count)
{
	uint64_t bytes = 0;

	for (size_t i = 0; i < count; i++)
		bytes += source_bytes(&inputs[i]);
	return bytes;
}

/* What the passes over a document take, beside importing it: a quarter. */
#define PASSES_PART 4

static void
begin_reading(const struct pack_input *inputs, size_t count)
{
	uint64_t bytes = all_bytes(inputs, count);

	progress_begin(PROGRESS_READING, bytes + bytes / PASSES_PART);
}

/* What lies in gzip files takes their place. */
static bool
unpack_files(struct pack_input *input, const struct pack_opts *opts,
    struct diag_list *diags)
{
	struct buf error = { 0 };
	bool done = true;

	for (size_t i = 0; i < input->count && done; i++) {
		struct pack_file *file = &input->files[i];
		struct buf bytes = { 0 };

		if (!import_is_gzip(file->map.bytes))
			continue;
		diag_set_file(diags, file->name);
		done = import_gunzip(file->map.bytes, &opts->import, &bytes,
		    diags, &error);
		if (!done)
			pack_error(file->name, "%s", buf_cstr(&error));
		file_unmap(&file->map);
		file->map.heap = buf_detach(&bytes, &file->map.bytes.len);
		file->map.bytes.ptr = file->map.heap;
		if (opts->format == IMPORT_UNKNOWN)
			file->format = import_detect(file->map.bytes,
			    import_gunzip_name(file->name));
		buf_release(&bytes);
	}
	buf_release(&error);
	return done;
}

/* What the README of a folder is headed, in `mem`; or an empty span. */
static struct span
readme_title(const struct pack_file *readme, const struct pack_opts *opts,
    struct arena *mem)
{
	struct import_opts import = opts->import;
	struct buf error = { 0 };
	struct diag_list diags;
	struct span title = SPAN("");
	struct doc_sink *sink;
	struct doc doc;

	if (readme->format == IMPORT_UNKNOWN)
		return title;
	doc_init(&doc);
	diag_init(&diags);
	sink = doc_sink_new(&doc, &diags);
	if (import_markdown(readme->map.bytes, &import, sink, &diags,
	    &error)) {
		doc_finish(sink);
		for (uint32_t i = 0; i < doc.node_count && !title.len; i++)
			if (doc.nodes[i].kind == DOC_HEADING &&
			    doc.nodes[i].level == 1)
				title = arena_span(mem,
				    span_trim(doc.nodes[i].text));
	}
	doc_sink_free(sink);
	diag_release(&diags);
	doc_release(&doc);
	buf_release(&error);
	return title;
}

static bool
compile_input(struct pack_input *input, const struct pack_opts *opts,
    struct doc *doc, struct diag_list *diags)
{
	struct doc_sink *sink = doc_sink_new(doc, diags);
	struct compile_opts compile = opts->compile;
	bool done = unpack_files(input, opts, diags);

	compile.mend &= may_be_broken(input);
	compile.title = readme_title(&input->readme, opts, &doc->mem);
	for (size_t i = 0; i < input->count && done; i++) {
		const struct pack_file *file = &input->files[i];
		struct doc_attrs chapter = {
			.role = DOC_ROLE_CHAPTER, .id = file->id,
		};

		if (file->id.len && book_is_contents(file->id))
			chapter.role = DOC_ROLE_CONTENTS;
		if (file->id.len)
			doc_open(sink, DOC_GROUP, &chapter);
		progress_piece(file->map.bytes.len);
		done = import_file(file, input, opts, sink, diags);
		file_rest(&file->map);
		if (file->id.len)
			doc_close(sink);
	}
	doc_finish(sink);
	doc_sink_free(sink);
	diag_set_file(diags, input->name);
	progress_piece(source_bytes(input) / PASSES_PART);
	if (done)
		compile_doc(doc, &compile, diags);
	return done;
}

static bool
write_bundle(struct doc *const *docs, size_t count,
    const struct pack_opts *opts)
{
	struct buf bundle = { 0 }, error = { 0 };
	struct span name = opts->output ? span_str(opts->output) :
	    SPAN("bundle");
	bool done = compile_pack(docs, count, &opts->compile, &bundle,
	    &error);
	int status;

	if (!done) {
		pack_error(name, "%s", buf_cstr(&error));
	} else {
		status = opts->output ? file_replace(opts->output,
		    buf_span(&bundle), 0666) :
		    file_write_fd(opts->fd, buf_span(&bundle));
		if (status)
			pack_error(name, "%s", strerror(status));
		done = status == 0;
	}
	buf_release(&bundle);
	buf_release(&error);
	return done;
}

/* Warnings only: notes say what was done well. */
static void
summarize(struct diag_list *diags, const struct pack_opts *opts)
{
	size_t warnings = 0;

	for (size_t i = 0; i < diags->count; i++)
		warnings += diag_severity(diags->items[i].code) !=
		    DIAG_NOTE;
	if (opts->verbose || opts->json) {
		show_diags(diags, opts->json, opts->json ? stdout : stderr);
	} else if (warnings && !opts->check) {
		cover_progress();
		fprintf(stderr, "ibid: %zu warning%s; \"ibid check\" with "
		    "the source lists %s\n", warnings + diags->dropped,
		    warnings == 1 ? "" : "s", warnings == 1 ? "it" : "them");
	}
}

static int
pack(struct pack_input *inputs, size_t count, const struct pack_opts *opts)
{
	struct doc *docs = mem_array(count, sizeof *docs);
	struct doc **pointers = mem_array(count, sizeof *pointers);
	struct diag_list diags;
	bool done = true;
	int status = 2;

	diag_init(&diags);
	begin_reading(inputs, count);
	for (size_t i = 0; i < count && done; i++) {
		doc_init(&docs[i]);
		pointers[i] = &docs[i];
		done = compile_input(&inputs[i], opts, &docs[i], &diags);
	}
	if (done && opts->check) {
		show_diags(&diags, opts->json, stdout);
		status = diags.count ? 1 : 0;
	} else if (done && write_bundle(pointers, count, opts)) {
		summarize(&diags, opts);
		status = 0;
	}
	for (size_t i = 0; i < count; i++)
		doc_release(&docs[i]);
	diag_release(&diags);
	free(docs);
	free(pointers);
	return status;
}

/*
 * A megabyte of text takes two seconds, twice as long where processors are
 * shared.
 */
#define TIME_S 300
#define TIME_MB_S 4

static size_t
time_for(const struct pack_input *inputs, size_t count)
{
	return TIME_S + (size_t)(all_bytes(inputs, count) >> 20) * TIME_MB_S;
}

int
main(int argc, char **argv)
{
	struct pack_opts opts;
	struct pack_input *inputs;
	size_t count;
	int status = 0;

	/* Before its files are out of reach. */
	say_begin();
	pack_options(&opts, argc, argv);
	if (opts.progress >= 0)
		pack_tell_progress(opts.progress);
	count = (size_t)opts.input_count;
	inputs = mem_array(count, sizeof *inputs);
	for (size_t i = 0; i < count; i++)
		if (!pack_input_open(&inputs[i], &opts, opts.inputs[i]))
			status = 2;
	if (!status) {
		if (!opts.time_s)
			opts.time_s = time_for(inputs, count);
#ifdef M_ARENA_MAX
		/* A heap for each thread would take 64 MB of the limit. */
		mallopt(M_ARENA_MAX, 1);
#endif
		pack_limit(&opts);
		status = pack(inputs, count, &opts);
	}
	for (size_t i = 0; i < count; i++)
		pack_input_close(&inputs[i]);
	free(inputs);
	if (fflush(stdout) && !status)
		status = 2;
	return status;
}
