/*
 * tests/screen/demo.c - the demonstration on a real terminal, so that what a
 * terminal is sent can be tested and measured without a session.
 *
 *	demo [--OPTION...] [FILE]
 */
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "tests/screen/demo_model.h"
#include "tui/term.h"

static bool
take_option(const char *arg, struct term_opts *opts)
{
	if (!strcmp(arg, "--color=always"))
		opts->color = TERM_COLOR_ALWAYS;
	else if (!strcmp(arg, "--color=never"))
		opts->color = TERM_COLOR_NEVER;
	else if (!strcmp(arg, "--charset=utf-8"))
		opts->charset = TERM_CHARSET_UTF8;
	else if (!strcmp(arg, "--charset=ascii"))
		opts->charset = TERM_CHARSET_ASCII;
	else if (!strcmp(arg, "--no-altscreen"))
		opts->no_altscreen = true;
	else if (!strcmp(arg, "--mouse"))
		opts->mouse = true;
	else if (!strcmp(arg, "--slow"))
		opts->slow = true;
	else
		return false;
	return true;
}

/*
 * The linker puts this in the place of write for our own code, which alone
 * may write to the terminal.
 */
static int writes;
ssize_t __real_write(int fd, const void *bytes, size_t len);
ssize_t __wrap_write(int fd, const void *bytes, size_t len);

ssize_t
__wrap_write(int fd, const void *bytes, size_t len)
{
	writes += isatty(fd);
	return __real_write(fd, bytes, len);
}

/* Keys that try the terminal and not the model. */
static void
try_terminal(struct term *term, struct demo *demo, struct key key)
{
	if (key.code == '!' && !demo->prompt) {
		term_suspend(term);
		puts("lent to another program");
		fflush(stdout);
		term_resume(term);
	}
	if (key.code == 'B')
		term_bell(term);
	if (key.code == 'Y')
		term_clip(term, SPAN("copied"));
	if (key.code == 'X')
		abort();
	while (key.code == 'H')	/* hang */
		pause();
	if (key.code == 'M')	/* memory runs out */
		mem_array((size_t)-1 / 2, 2);
	if (key.code == 'l' && key.mods == KEYMOD_CTRL)
		term_redraw(term);
	if (key.code == 'W') {
		buf_clear(&demo->said);
		buf_printf(&demo->said, "%d writes", writes);
	}
}

static int
run(struct term *term, struct demo *demo)
{
	struct cells cells;
	struct key key;
	int rows, cols;
	bool more;

	term_size(term, &rows, &cols);
	cells_init(&cells, rows, cols);
	do {
		cells_resize(&cells, rows, cols);
		cells.ambiguous_cols = term_info(term)->ambiguous_cols;
		demo_paint(demo, &cells);
		term_paste_mode(term, demo->prompt);
		term_show(term, &cells);
		term_read(term, &key, -1);
		if (key.code == KEYCODE_HANGUP)
			break;
		if (key.code == KEYCODE_RESIZE)
			term_size(term, &rows, &cols);
		more = demo_key(demo, key, rows);
		try_terminal(term, demo, key);
	} while (more);
	cells_release(&cells);
	return key.code == KEYCODE_HANGUP ? 3 : 0;
}

int
main(int argc, char **argv)
{
	struct term_opts opts = { 0 };
	struct buf text = { 0 };
	struct buf error = { 0 };
	struct demo demo;
	struct term *term;
	int status = 2;

	setlocale(LC_CTYPE, "");
	for (int i = 1; i < argc; i++)
		if (!take_option(argv[i], &opts) &&
		    file_read(argv[i], 0, &text)) {
			fprintf(stderr, "demo: %s cannot be read\n", argv[i]);
			return 2;
		}
	demo_init(&demo, buf_span(&text));
	term = term_open(&opts, &error);
	if (term)
		status = run(term, &demo);
	else
		fprintf(stderr, "demo: %s\n", buf_cstr(&error));
	term_close(term);
	demo_release(&demo);
	buf_release(&text);
	buf_release(&error);
	return status;
}
