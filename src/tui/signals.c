/* tui/signals.c - signals as events of a poll loop. */
#include "tui/signals.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stddef.h>
#include <unistd.h>

#define PATIENCE 3

static const struct {
	int number;
	unsigned event;		/* 0: fatal */
} caught[] = {
	{ SIGWINCH, SIGNALS_RESIZE },
	{ SIGINT, SIGNALS_INTERRUPT },
	{ SIGHUP, SIGNALS_HANGUP },
	{ SIGTERM, SIGNALS_HANGUP },
	{ SIGTSTP, SIGNALS_STOP },
	{ SIGCONT, SIGNALS_CONTINUE },
	{ SIGQUIT, 0 }, { SIGABRT, 0 }, { SIGSEGV, 0 },
	{ SIGBUS, 0 }, { SIGFPE, 0 }, { SIGILL, 0 },
};

#define CAUGHT (sizeof caught / sizeof *caught)

static struct sigaction before[CAUGHT];
static volatile sig_atomic_t came[CAUGHT];
static int pipe_fds[2] = { -1, -1 };
static void (*rescue_hook)(void);

static void
end_by(int number)
{
	if (rescue_hook)
		rescue_hook();
	signal(number, SIG_DFL);
	raise(number);
}

static void
on_signal(int number)
{
	int saved_errno = errno;

	for (size_t i = 0; i < CAUGHT; i++) {
		if (caught[i].number != number)
			continue;
		if (!caught[i].event)
			end_by(number);
		if (number == SIGINT || number == SIGTERM)
			came[i]++;
		else
			came[i] = 1;
		if (came[i] >= PATIENCE)
			end_by(number);
	}
	/* A full pipe wakes the loop as well as one more byte would. */
	if (write(pipe_fds[1], "", 1) < 0)
		errno = saved_errno;
	errno = saved_errno;
}

static void
catch_one(size_t i)
{
	struct sigaction action = { .sa_handler = on_signal,
		.sa_flags = SA_RESTART };

	sigaction(caught[i].number, NULL, &before[i]);
	if (before[i].sa_handler == SIG_IGN &&
	    caught[i].number != SIGWINCH && caught[i].number != SIGCONT)
		return;
	/* A fatal signal that someone handles (a sanitizer) is theirs. */
	if (!caught[i].event && before[i].sa_handler != SIG_DFL)
		return;
	if (!caught[i].event)
		action.sa_flags = (int)SA_RESETHAND;
	sigemptyset(&action.sa_mask);
	sigaction(caught[i].number, &action, NULL);
}

int
signals_open(void (*rescue)(void))
{
	if (pipe2(pipe_fds, O_CLOEXEC | O_NONBLOCK) < 0)
		return -1;
	rescue_hook = rescue;
	for (size_t i = 0; i < CAUGHT; i++) {
		came[i] = 0;
		catch_one(i);
	}
	return pipe_fds[0];
}

void
signals_close(void)
{
	if (pipe_fds[0] < 0)
		return;
	for (size_t i = 0; i < CAUGHT; i++)
		sigaction(caught[i].number, &before[i], NULL);
	close(pipe_fds[0]);
	close(pipe_fds[1]);
	pipe_fds[0] = pipe_fds[1] = -1;
	rescue_hook = NULL;
}

int
signals_pending(void)
{
	for (size_t i = 0; i < CAUGHT; i++)
		if (came[i])
			return 1;
	return 0;
}

unsigned
signals_take(void)
{
	unsigned events = 0;
	char bytes[64];

	/* The pipe first: a signal in between leaves a byte, not a loss. */
	while (read(pipe_fds[0], bytes, sizeof bytes) > 0)
		continue;
	for (size_t i = 0; i < CAUGHT; i++) {
		if (came[i]) {
			came[i] = 0;
			events |= caught[i].event;
		}
	}
	return events;
}

void
signals_stop(void)
{
	struct sigaction ours;
	struct sigaction stop = { .sa_handler = SIG_DFL };
	sigset_t only, old;

	sigemptyset(&stop.sa_mask);
	sigemptyset(&only);
	sigaddset(&only, SIGTSTP);
	sigaction(SIGTSTP, &stop, &ours);
	sigprocmask(SIG_UNBLOCK, &only, &old);
	raise(SIGTSTP);
	sigprocmask(SIG_SETMASK, &old, NULL);
	sigaction(SIGTSTP, &ours, NULL);
}
