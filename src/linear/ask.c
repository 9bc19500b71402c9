/* linear/ask.c - commands from a pipe or from a person. */
#include "linear/ask.h"

#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <termios.h>
#include <unistd.h>

#include "base/arena.h"
#include "linear/edit.h"

struct ask {
	FILE *in, *out;
	enum uni_charset charset;
	bool edit;
	char *raw;		/* of getline */
	size_t raw_room;
	struct sigaction before[4];
};

/* Where nobody reads on (SIGPIPE) the place is saved, too. */
static const int caught[] = { SIGHUP, SIGTERM, SIGPIPE, SIGINT };
#define CAUGHT (sizeof caught / sizeof *caught)

static volatile sig_atomic_t ended, interrupted;

static void
on_signal(int number)
{
	if (number == SIGINT)
		interrupted = 1;
	else
		ended = 1;
}

/* Without SA_RESTART, so that a read ends. */
static void
catch_signals(struct ask *ask, bool person)
{
	struct sigaction action = { .sa_handler = on_signal };

	ended = interrupted = 0;
	sigemptyset(&action.sa_mask);
	for (size_t i = 0; i < CAUGHT; i++) {
		sigaction(caught[i], NULL, &ask->before[i]);
		if (ask->before[i].sa_handler != SIG_IGN &&
		    (person || caught[i] != SIGINT))
			sigaction(caught[i], &action, NULL);
	}
}

/* A terminal that echoes; one that does not has another echo before it. */
static bool
is_person(FILE *in, FILE *out)
{
	struct termios modes;

	return isatty(fileno(in)) && isatty(fileno(out)) &&
	    tcgetattr(fileno(in), &modes) == 0 &&
	    (modes.c_lflag & ECHO) && (modes.c_lflag & ICANON);
}

struct ask *
ask_open(FILE *in, FILE *out, bool edit, enum uni_charset charset)
{
	struct ask *ask = mem_alloc(sizeof *ask);
	/* A stream in memory, as tests have, has no descriptor. */
	bool files = fileno(in) >= 0 && fileno(out) >= 0;

	ask->in = in;
	ask->out = out;
	ask->charset = charset;
	catch_signals(ask, files && isatty(fileno(in)));
	ask->edit = edit && files && is_person(in, out) &&
	    edit_open(in, out, charset);
	return ask;
}

void
ask_close(struct ask *ask)
{
	for (size_t i = 0; i < CAUGHT; i++)
		sigaction(caught[i], &ask->before[i], NULL);
	free(ask->raw);
	free(ask);
}

bool
ask_interrupted(const struct ask *ask)
{
	(void)ask;
	return ended || interrupted;
}

/* An interrupt of the work that is over by now says nothing any more. */
static enum ask_answer
read_plain(struct ask *ask, const char *prompt)
{
	ssize_t len;

	fputs(prompt, ask->out);
	fflush(ask->out);
	errno = 0;
	len = getline(&ask->raw, &ask->raw_room, ask->in);
	if (len >= 0)
		return ASK_LINE;
	if (errno == EINTR && interrupted && !ended) {
		clearerr(ask->in);
		fputc('\n', ask->out);
		return ASK_INTERRUPT;
	}
	return ASK_END;
}

enum ask_answer
ask_line(struct ask *ask, const char *prompt, struct buf *line)
{
	enum ask_answer answer;
	struct span raw;

	interrupted = 0;
	buf_clear(line);
	if (ended)
		return ASK_END;
	if (ask->edit) {
		answer = edit_line(prompt, &ask->raw, &ended, &interrupted);
		ask->raw_room = 0;
	} else {
		answer = read_plain(ask, prompt);
	}
	interrupted = 0;
	if (answer != ASK_LINE)
		return answer;
	raw = span_str(ask->raw);
	while (raw.len && strchr("\r\n", raw.ptr[raw.len - 1]))
		raw.len--;
	if (ask->charset == UNI_LOCALE)
		uni_from_locale(line, raw);
	else
		buf_put(line, raw);
	return ASK_LINE;
}
