/* tests/screen/proc.c - what Linux tells of a process in /proc. */
#include "tests/screen/proc.h"

#include <dirent.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

static bool
read_proc_of(pid_t pid, const char *name, char *text, size_t room)
{
	char path[64];
	ssize_t len;
	int fd;

	snprintf(path, sizeof path, "/proc/%d/%s", (int)pid, name);
	fd = open(path, O_RDONLY | O_CLOEXEC);
	if (fd < 0)
		return false;
	len = read(fd, text, room - 1);
	close(fd);
	text[len > 0 ? len : 0] = '\0';
	return len > 0;
}

pid_t
proc_awaited(pid_t pid)
{
	char text[256];
	char name[64];
	long number = -1;

	if (!read_proc_of(pid, "syscall", text, sizeof text) ||
	    sscanf(text, "%ld", &number) != 1 ||
	    (number != SYS_wait4 && number != SYS_waitid))
		return 0;
	snprintf(name, sizeof name, "task/%d/children", (int)pid);
	if (!read_proc_of(pid, name, text, sizeof text))
		return 0;
	return (pid_t)strtol(text, NULL, 10);
}

/* The number after `label` in a file of lines, or -1. */
static long
number_of(pid_t pid, const char *name, const char *label)
{
	char text[4096];
	const char *at;

	if (!read_proc_of(pid, name, text, sizeof text))
		return -1;
	at = strstr(text, label);
	return at ? strtol(at + strlen(label), NULL, 10) : -1;
}

enum proc_rest
proc_rest(pid_t pid)
{
	unsigned long args[5] = { 0 };
	char text[256];
	long number;

	if (!read_proc_of(pid, "syscall", text, sizeof text))
		return PROC_UNKNOWN;
	if (sscanf(text, "%ld %lx %lx %lx %lx %lx", &number, &args[0],
	    &args[1], &args[2], &args[3], &args[4]) != 6)
		return PROC_BUSY;	/* "running" */
	switch (number) {
#ifdef SYS_poll
	case SYS_poll:
		return (int)args[2] < 0 ? PROC_RESTS : PROC_BUSY;
#endif
#ifdef SYS_select
	case SYS_select:
		return args[4] == 0 ? PROC_RESTS : PROC_BUSY;
#endif
	case SYS_pselect6:
		return args[4] == 0 ? PROC_RESTS : PROC_BUSY;
	case SYS_ppoll:
		return args[2] == 0 ? PROC_RESTS : PROC_BUSY;
	case SYS_read:
		return PROC_RESTS;
	}
	return PROC_BUSY;
}

long
proc_switches(pid_t pid)
{
	return number_of(pid, "status", "\nvoluntary_ctxt_switches:");
}

/* Whether it holds a timer that poll can wait for; true when not told. */
static bool
has_timer_fd(pid_t pid)
{
	char path[64];
	DIR *fds;
	struct dirent *each;
	bool found = false;

	snprintf(path, sizeof path, "/proc/%d/fd", (int)pid);
	fds = opendir(path);
	if (!fds)
		return true;
	while ((each = readdir(fds))) {
		char link[64] = "";

		if (readlinkat(dirfd(fds), each->d_name, link,
		    sizeof link - 1) > 0)
			found |= !strcmp(link, "anon_inode:[timerfd]");
	}
	closedir(fds);
	return found;
}

/*
 * Interval timers are not told of, but they end in a signal that somebody
 * catches; SIGALRM's bit is the fourteenth.
 */
bool
proc_only_input_wakes(pid_t pid)
{
	char text[4096];
	char name[64];
	const char *caught;

	snprintf(name, sizeof name, "task/%d/children", (int)pid);
	if (read_proc_of(pid, name, text, sizeof text) ||
	    read_proc_of(pid, "timers", text, sizeof text) ||
	    !read_proc_of(pid, "status", text, sizeof text))
		return false;
	caught = strstr(text, "\nSigCgt:");
	return proc_rest(pid) == PROC_RESTS && !has_timer_fd(pid) &&
	    number_of(pid, "status", "\nThreads:") == 1 && caught &&
	    !(strtoull(caught + strlen("\nSigCgt:"), NULL, 16) >> 13 & 1);
}

/* The next number in `*text`, or 0. */
static pid_t
next_pid(char **text)
{
	return (pid_t)strtol(*text, text, 10);
}

void
proc_family(pid_t pid, enum proc_rest *rest, long *switches)
{
	char name[64];
	char text[1024];
	char *at = text;
	enum proc_rest own = proc_rest(pid);

	*rest = own == PROC_RESTS ? *rest : own;
	*switches += proc_switches(pid);
	snprintf(name, sizeof name, "task/%d/children", (int)pid);
	if (!read_proc_of(pid, name, text, sizeof text))
		return;
	for (pid_t child; (child = next_pid(&at)) > 0;)
		proc_family(child, rest, switches);
}

/* The number of the terminal it belongs to, or 0. */
static int
terminal_of(pid_t pid)
{
	char text[1024];
	const char *at;
	int number = 0;

	if (!read_proc_of(pid, "stat", text, sizeof text) ||
	    !(at = strrchr(text, ')')))
		return 0;
	/* After the name: state, parent, group, session. */
	return sscanf(at + 2, "%*c %*s %*s %*s %d", &number) == 1 ? number :
	    0;
}

pid_t
proc_inner(pid_t pid)
{
	char name[64];
	char text[1024];
	char *at = text;
	int own = terminal_of(pid);

	snprintf(name, sizeof name, "task/%d/children", (int)pid);
	if (!read_proc_of(pid, name, text, sizeof text))
		return 0;
	for (pid_t child; (child = next_pid(&at)) > 0;) {
		int other = terminal_of(child);

		if (other && other != own)
			return child;
	}
	return 0;
}

long
proc_cpu_ms(pid_t pid)
{
	char text[1024];
	const char *at;
	unsigned long user = 0, sys = 0;

	if (!read_proc_of(pid, "stat", text, sizeof text) ||
	    !(at = strrchr(text, ')')))
		return 0;
	/* After the name: state and eleven numbers, then the times. */
	if (sscanf(at + 2, "%*c %*s %*s %*s %*s %*s %*s %*s %*s %*s %*s "
	    "%lu %lu", &user, &sys) != 2)
		return 0;
	return (long)((user + sys) * 1000 /
	    (unsigned long)sysconf(_SC_CLK_TCK));
}
