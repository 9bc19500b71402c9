/* tests/screen/reading.c - a reading for tests. */
#include "tests/screen/reading.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <cmocka.h>

#include "compile/compile.h"
#include "import/import.h"

static void
start(struct reading *r, const char *config, int rows, int cols)
{
	struct buf errors = { 0 };

	settings_init(&r->settings);
	if (config)
		settings_read(&r->settings, span_str(config), "config",
		    &errors);
	assert_string_equal(buf_cstr(&errors), "");
	buf_release(&errors);
	theme_load(&r->opts.theme, r->settings.text[SETTING_THEME]);
	r->opts.clipboard = r->settings.number[SETTING_CLIPBOARD];
	r->session = session_new(r->bundle, &r->settings);
	r->term = memterm_open(rows, cols);
	session_resize(r->session, rows, cols);
	ui_show(r->session, r->term, &r->opts);
}

/* More than this is packed fast: the strong way takes seconds. */
#define LARGE_LEN 1000000

static void
read_markdown(struct doc *doc, struct span markdown)
{
	struct import_opts opts;
	struct buf error = { 0 };
	struct doc_sink *sink;

	import_opts_init(&opts);
	doc_init(doc);
	sink = doc_sink_new(doc, NULL);
	assert_true(import_markdown(markdown, &opts, sink, NULL, &error));
	doc_finish(sink);
	doc_sink_free(sink);
	buf_release(&error);
}

void
reading_open_two(struct reading *r, struct span one, struct span two,
    const char *config, int rows, int cols)
{
	struct compile_opts how;
	struct buf error = { 0 };
	struct doc both[2];
	struct doc *docs[] = { &both[0], &both[1] };
	const size_t count = two.len ? 2 : 1;

	*r = (struct reading){ 0 };
	compile_opts_init(&how);
	if (one.len + two.len > LARGE_LEN)
		how.level = COMPILE_FAST;
	for (size_t i = 0; i < count; i++) {
		read_markdown(docs[i], i ? two : one);
		compile_doc(docs[i], &how, NULL);
	}
	assert_true(compile_pack(docs, count, &how, &r->bytes, &error));
	for (size_t i = 0; i < count; i++)
		doc_release(docs[i]);
	buf_release(&error);
	assert_int_equal(bundle_open_memory(&r->bundle,
	    buf_span(&r->bytes), NULL), BUNDLE_OK);
	start(r, config, rows, cols);
}

void
reading_open(struct reading *r, struct span markdown, const char *config,
    int rows, int cols)
{
	reading_open_two(r, markdown, SPAN_NONE, config, rows, cols);
}

void
reading_open_file(struct reading *r, const char *path, const char *config,
    int rows, int cols)
{
	*r = (struct reading){ 0 };
	assert_int_equal(bundle_open(&r->bundle, path, NULL), BUNDLE_OK);
	start(r, config, rows, cols);
}

void
reading_close(struct reading *r)
{
	session_free(r->session);
	term_close(r->term);
	bundle_close(r->bundle);
	settings_release(&r->settings);
	buf_release(&r->bytes);
	buf_release(&r->screen);
}

bool
reading_keys(struct reading *r, const char *names)
{
	bool on = true;

	if (!memterm_keys(r->term, names))
		fail_msg("no such keys: %s", names);
	while (term_pending(r->term) && on)
		on = ui_turn(r->session, r->term, &r->opts, false);
	return on;
}

bool
reading_key(struct reading *r, struct key key)
{
	struct buf bytes = { 0 };
	bool on = true;

	key_bytes(key, &bytes);
	memterm_feed(r->term, buf_span(&bytes));
	buf_release(&bytes);
	while (term_pending(r->term) && on)
		on = ui_turn(r->session, r->term, &r->opts, false);
	return on;
}

void
reading_resize(struct reading *r, int rows, int cols)
{
	memterm_resize(r->term, rows, cols);
	while (term_pending(r->term))
		ui_turn(r->session, r->term, &r->opts, false);
}

const char *
reading_screen(struct reading *r)
{
	buf_clear(&r->screen);
	memterm_text(r->term, &r->screen);
	return buf_cstr(&r->screen);
}

const char *
reading_row(struct reading *r, int row)
{
	buf_clear(&r->screen);
	cells_text(memterm_cells(r->term), row, &r->screen);
	return buf_cstr(&r->screen);
}

const char *
reading_marks(struct reading *r, int row)
{
	buf_clear(&r->screen);
	cells_marks(memterm_cells(r->term), row, &r->screen);
	return buf_cstr(&r->screen);
}

const char *
reading_at_cursor(struct reading *r)
{
	const struct cells *cells = memterm_cells(r->term);

	buf_clear(&r->screen);
	for (int col = cells->cursor_col; col < cells->cols; col++) {
		const struct cell *cell = cells_at(cells, cells->cursor_row,
		    col);

		buf_put(&r->screen, cell_text(cell));
	}
	while (r->screen.len && r->screen.ptr[r->screen.len - 1] == ' ')
		buf_cut(&r->screen, r->screen.len - 1);
	return buf_cstr(&r->screen);
}
