/* linear/edit.c - a line edited and recalled by GNU readline. */
#include "linear/edit.h"

#include <stdlib.h>

#include "config.h"

#ifndef HAVE_READLINE

bool
edit_open(FILE *in, FILE *out, enum uni_charset charset)
{
	(void)in;
	(void)out;
	(void)charset;
	return false;
}

enum ask_answer
edit_line(const char *prompt, char **raw, const volatile sig_atomic_t *end,
    const volatile sig_atomic_t *interrupt)
{
	(void)prompt;
	(void)raw;
	(void)end;
	(void)interrupt;
	return ASK_END;
}

#else

#include <dlfcn.h>
#include <errno.h>
#include <poll.h>
#include <readline/history.h>
#include <readline/readline.h>

/* Commands that are remembered. */
#define HISTORY_MAX 500

/* What is used of it: the headers give the types, dlsym the addresses. */
#define NAMES(X) \
	X(add_history) \
	X(history_get) \
	X(history_length) \
	X(stifle_history) \
	X(rl_bind_key_in_map) \
	X(rl_callback_handler_install) \
	X(rl_callback_handler_remove) \
	X(rl_callback_read_char) \
	X(rl_catch_signals) \
	X(rl_catch_sigwinch) \
	X(rl_display_prompt) \
	X(rl_end) \
	X(rl_forward_search_history) \
	X(rl_free_undo_list) \
	X(rl_get_keymap_by_name) \
	X(rl_history_search_backward) \
	X(rl_history_search_forward) \
	X(rl_initialize) \
	X(rl_instream) \
	X(rl_line_buffer) \
	X(rl_noninc_forward_search) \
	X(rl_noninc_forward_search_again) \
	X(rl_noninc_reverse_search) \
	X(rl_noninc_reverse_search_again) \
	X(rl_outstream) \
	X(rl_point) \
	X(rl_readline_name) \
	X(rl_redisplay_function) \
	X(rl_reverse_search_history) \
	X(rl_terminal_name) \
	X(rl_unbind_function_in_map) \
	X(rl_variable_bind) \
	X(rl_vi_search) \
	X(rl_vi_search_again)

static struct {
#define X(name) __typeof__(&name) name;
	NAMES(X)
#undef X
} lib;

static FILE *screen;
static enum uni_charset shown_in;

/* ---- the echo ---- */

static struct {
	struct buf prompt, text;	/* as UTF-8 */
	bool started;
	bool erasing;		/* after "\", before "/" */
} echo;

static void
put(struct span text)
{
	struct buf safe = { 0 }, shown = { 0 }, bytes = { 0 };

	uni_printable(&safe, text, true);
	uni_show(&shown, buf_span(&safe), shown_in);
	uni_encode(&bytes, buf_span(&shown), shown_in);
	fwrite(bytes.ptr, 1, bytes.len, screen);
	buf_release(&safe);
	buf_release(&shown);
	buf_release(&bytes);
}

static void
end_erasing(void)
{
	if (echo.erasing)
		put(SPAN("/"));
	echo.erasing = false;
}

static void
put_whole(struct span prompt, struct span text)
{
	if (echo.started)
		fputc('\n', screen);
	echo.started = true;
	echo.erasing = false;
	put(prompt);
	put(text);
}

static void
put_change(struct span prompt, struct span text, bool at_end)
{
	struct span before = buf_span(&echo.text);

	if (!echo.started || !span_eq(prompt, buf_span(&echo.prompt))) {
		put_whole(prompt, text);
	} else if (span_eq(text, before)) {
		return;
	} else if (at_end && span_starts(text, before)) {
		end_erasing();
		put(span_slice(text, before.len, text.len));
	} else if (at_end && span_starts(before, text) &&
	    uni_cluster_next(before, text.len) == before.len) {
		if (!echo.erasing)
			put(SPAN("\\"));
		echo.erasing = true;
		put(span_slice(before, text.len, before.len));
	} else {
		put_whole(prompt, text);
	}
}

static void
redisplay(void)
{
	struct buf prompt = { 0 }, text = { 0 };

	uni_from_locale(&prompt, span_str(*lib.rl_display_prompt));
	uni_from_locale(&text, span_of(*lib.rl_line_buffer,
	    (size_t)*lib.rl_end));
	put_change(buf_span(&prompt), buf_span(&text),
	    *lib.rl_point == *lib.rl_end);
	fflush(screen);
	buf_release(&echo.prompt);
	buf_release(&echo.text);
	echo.prompt = prompt;
	echo.text = text;
}

/* ---- loading ---- */

static bool
load(void)
{
	char name[32];
	void *handle;

	snprintf(name, sizeof name, "libreadline.so.%d", RL_VERSION_MAJOR);
	handle = dlopen(name, RTLD_NOW | RTLD_LOCAL);
	if (!handle)
		return false;
#define X(name) \
	lib.name = (__typeof__(lib.name))dlsym(handle, #name); \
	if (!lib.name) \
		return false;
	NAMES(X)
#undef X
	return true;
}

/*
 * C-r brings back the command before that begins as what is typed does, C-s
 * the one after it; no other search is kept.  An incremental one would tell
 * the whole line with each key, and readline 8.2 crashes where it ends with
 * the first of two keys (C-x C-e).
 */
static void
search_by_beginnings(void)
{
	static const char *const maps[] = { "emacs", "emacs-meta",
		"vi-insert", "vi-move" };
	rl_command_func_t *const others[] = {
		lib.rl_reverse_search_history, lib.rl_forward_search_history,
		lib.rl_noninc_reverse_search, lib.rl_noninc_forward_search,
		lib.rl_noninc_reverse_search_again,
		lib.rl_noninc_forward_search_again,
		lib.rl_vi_search, lib.rl_vi_search_again,
	};

	for (size_t i = 0; i < sizeof maps / sizeof *maps; i++) {
		Keymap map = lib.rl_get_keymap_by_name(maps[i]);

		for (size_t k = 0; k < sizeof others / sizeof *others; k++)
			lib.rl_unbind_function_in_map(others[k], map);
		if (!strcmp(maps[i], "emacs-meta"))
			continue;
		lib.rl_bind_key_in_map('R' & 0x1f,
		    lib.rl_history_search_backward, map);
		lib.rl_bind_key_in_map('S' & 0x1f,
		    lib.rl_history_search_forward, map);
	}
}

/* What it writes itself goes nowhere: the echo above is all there is. */
bool
edit_open(FILE *in, FILE *out, enum uni_charset charset)
{
	FILE *nowhere = fopen("/dev/null", "we");

	if (!nowhere || !load()) {
		if (nowhere)
			fclose(nowhere);
		return false;
	}
	screen = out;
	shown_in = charset;
	*lib.rl_instream = in;
	*lib.rl_outstream = nowhere;
	*lib.rl_readline_name = "ibid";
	*lib.rl_terminal_name = "dumb";
	*lib.rl_catch_signals = 0;
	*lib.rl_catch_sigwinch = 0;
	*lib.rl_redisplay_function = redisplay;
	lib.rl_initialize();
	search_by_beginnings();
	/*
	 * The bell goes to standard error; there is nothing to complete, and
	 * no pause to show a bracket.
	 */
	lib.rl_variable_bind("bell-style", "none");
	lib.rl_variable_bind("disable-completion", "on");
	lib.rl_variable_bind("blink-matching-paren", "off");
	lib.stifle_history(HISTORY_MAX);
	return true;
}

/* ---- a line ---- */

static char *line_read;
static bool line_done;
static volatile sig_atomic_t stopped;

static void
take_line(char *line)
{
	lib.rl_callback_handler_remove();
	line_read = line;
	line_done = true;
}

static void
remember(const char *line)
{
	const HIST_ENTRY *last = *lib.history_length ?
	    lib.history_get(*lib.history_length) : NULL;

	if (*line && (!last || strcmp(last->line, line)))
		lib.add_history(line);
}

static void
on_stop(int number)
{
	(void)number;
	stopped = 1;
}

/* The shell gets its terminal as it was, and we ours when it is over. */
static void
stop(const char *prompt)
{
	struct sigaction usual = { .sa_handler = SIG_DFL }, ours;

	lib.rl_callback_handler_remove();
	fputc('\n', screen);
	fflush(screen);
	sigaction(SIGTSTP, &usual, &ours);
	raise(SIGTSTP);
	sigaction(SIGTSTP, &ours, NULL);
	stopped = 0;
	echo.started = false;
	lib.rl_callback_handler_install(prompt, take_line);
}

/* Wait for a byte; false when a signal came instead. */
static bool
wait_for_key(const char *prompt, const volatile sig_atomic_t *end,
    const volatile sig_atomic_t *interrupt)
{
	struct pollfd fd = { .fd = fileno(*lib.rl_instream),
		.events = POLLIN };

	while (!*end && !*interrupt) {
		if (poll(&fd, 1, -1) > 0)
			return true;
		if (errno != EINTR)
			return false;
		if (stopped)
			stop(prompt);
	}
	return false;
}

static enum ask_answer
read_keys(const char *prompt, const volatile sig_atomic_t *end,
    const volatile sig_atomic_t *interrupt)
{
	lib.rl_callback_handler_install(prompt, take_line);
	while (!line_done) {
		if (!wait_for_key(prompt, end, interrupt)) {
			lib.rl_callback_handler_remove();
			return *interrupt && !*end ? ASK_INTERRUPT : ASK_END;
		}
		lib.rl_callback_read_char();
		/*
		 * Nothing is undone: what readline 8.2 keeps of recalled
		 * lines for that, it frees twice.
		 */
		lib.rl_free_undo_list();
	}
	return line_read ? ASK_LINE : ASK_END;
}

enum ask_answer
edit_line(const char *prompt, char **raw, const volatile sig_atomic_t *end,
    const volatile sig_atomic_t *interrupt)
{
	struct sigaction action = { .sa_handler = on_stop }, before;
	enum ask_answer answer;

	free(*raw);
	*raw = NULL;
	line_read = NULL;
	line_done = echo.started = echo.erasing = false;
	stopped = 0;
	sigemptyset(&action.sa_mask);
	sigaction(SIGTSTP, NULL, &before);
	if (before.sa_handler != SIG_IGN)
		sigaction(SIGTSTP, &action, NULL);
	answer = read_keys(prompt, end, interrupt);
	sigaction(SIGTSTP, &before, NULL);
	fputc('\n', screen);
	if (answer == ASK_LINE) {
		remember(line_read);
		*raw = line_read;
	}
	return answer;
}

#endif
