/*
 * bench/ptybench.c - drive terminal programs through the same keys, in
 * turns, and compare what it costs.
 *
 *	ptybench [-n ROUNDS] [-s COLSxROWS] [-t TERM] [-k STEP]...
 *	    NAME=COMMAND [NAME=COMMAND...]
 *
 * A round runs each program once in a pseudo-terminal of its own; rounds
 * repeat, so that whatever else the machine does hits all programs alike.
 * STEP is LABEL=KEYS*COUNT; KEYS know \r, \e and \s (space).  A step's
 * time is that of the last byte it made the program write: "last" because
 * a screen is there when it is complete; "first" is that of the first bytes,
 * for programs that go on after a screen.  The end of output is known by
 * QUIET_MS without any, which are not counted.
 *
 * "other" are the bytes of a step that are no text: what moves the cursor,
 * erases and colours, ends rows, and margins; a blank between two words is
 * text.
 *
 * "cpu" is time on a processor, in ms: of the first paint that until its
 * last byte came; of a step, and of all, with what is done after it.
 * Prints medians over all rounds, and for each program after the first the
 * median of the ratios that the rounds gave.  Commands are split at spaces.
 */
#include <errno.h>
#include <poll.h>
#include <pty.h>
#include <signal.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum {
	PROGRAMS_MAX = 8,
	STEPS_MAX = 8,
	ROUNDS_MAX = 99,
	KEYS_MAX = 200,		/* repetitions of a step */
	QUIET_MS = 40,
	PATIENCE_MS = 10000	/* for the first byte of an answer */
};

struct step {
	const char *label;
	char keys[64];
	size_t len;
	int count;
};

/* What one program showed in one round; a step is the median of its keys. */
struct sample {
	double paint_ms;
	double paint_bytes;
	double paint_cpu_ms;
	double peak_kb;
	double cpu_ms;
	double step_ms[STEPS_MAX];
	double step_first_ms[STEPS_MAX];
	double step_cpu_ms[STEPS_MAX];
	double step_bytes[STEPS_MAX];
	double step_other[STEPS_MAX];
};

struct program {
	const char *name;
	char *argv[32];
	struct sample samples[ROUNDS_MAX];
};

struct run {
	const char *name;
	pid_t pid;
	int fd;
	double cpu_ms;	/* when it wrote last */
	/* Of the text since the last key: */
	double text_bytes;
	enum { TEXT, BLANK, OTHER, ESCAPE, SEQUENCE } last;
};

static struct program programs[PROGRAMS_MAX];
static int program_count;
static struct step steps[STEPS_MAX];
static int step_count;
static int rounds = 7;
static struct winsize size = { .ws_row = 24, .ws_col = 80 };
static const char *term = "xterm-256color";

static void
die(const char *what)
{
	fprintf(stderr, "ptybench: %s: %s\n", what, strerror(errno));
	exit(2);
}

static double
now_ms(void)
{
	struct timespec ts;

	clock_gettime(CLOCK_MONOTONIC, &ts);
	return (double)ts.tv_sec * 1e3 + (double)ts.tv_nsec / 1e6;
}

static int
compare_doubles(const void *a, const void *b)
{
	double left = *(const double *)a, right = *(const double *)b;

	return (left > right) - (left < right);
}

static double
median(double *values, int count)
{
	qsort(values, (size_t)count, sizeof(*values), compare_doubles);
	return count % 2 ? values[count / 2]
			 : (values[count / 2 - 1] + values[count / 2]) / 2;
}

/*
 * Time on a processor so far, in ms; 0 where the kernel does not tell.
 * It says more than the time that passed, where others use the machine.
 */
static double
cpu_ms(pid_t pid)
{
	struct timespec at;
	clockid_t clock;

	if (clock_getcpuclockid(pid, &clock) || clock_gettime(clock, &at))
		return 0;
	return (double)at.tv_sec * 1e3 + (double)at.tv_nsec / 1e6;
}

/* Count what is text: ECMA-48 says where a sequence ends. */
static void
count_text(struct run *run, const char *data, size_t len)
{
	for (size_t i = 0; i < len; i++) {
		unsigned char byte = (unsigned char)data[i];

		if (byte == 0x1b)
			run->last = ESCAPE;
		else if (run->last == ESCAPE)
			run->last = byte == '[' ? SEQUENCE :
			    byte < '0' ? ESCAPE : OTHER;
		else if (run->last == SEQUENCE)
			run->last = byte >= '@' ? OTHER : SEQUENCE;
		else if (byte < ' ')
			run->last = OTHER;
		else if (byte == ' ')
			run->last = run->last == TEXT ? BLANK : OTHER;
		else {
			run->text_bytes += run->last == BLANK ? 2 : 1;
			run->last = TEXT;
		}
	}
}

/*
 * Read until quiet.  `*ms` becomes the time of the last byte since `start`,
 * `*first_ms` that of the first, `*bytes` how many came.  False when the
 * program said nothing or has ended.
 */
static bool
collect(struct run *run, double start, double *ms, double *first_ms,
    double *bytes)
{
	struct pollfd poll_fd = { .fd = run->fd, .events = POLLIN };
	char data[65536];

	*bytes = run->text_bytes = 0;
	run->last = OTHER;
	*ms = *first_ms = 0;
	while (poll(&poll_fd, 1, *bytes > 0 ? QUIET_MS : PATIENCE_MS) > 0) {
		ssize_t got = read(run->fd, data, sizeof(data));

		if (got <= 0)
			return false;
		*ms = now_ms() - start;
		run->cpu_ms = cpu_ms(run->pid);
		if (*bytes == 0)
			*first_ms = *ms;
		*bytes += (double)got;
		count_text(run, data, (size_t)got);
	}
	return *bytes > 0;
}

static double
press(struct run *run, const struct step *step, double *first_ms,
    double *bytes)
{
	double start = now_ms(), ms;

	if (write(run->fd, step->keys, step->len) != (ssize_t)step->len)
		die("writing keys");
	if (!collect(run, start, &ms, first_ms, bytes)) {
		fprintf(stderr, "ptybench: %s gives no answer to %s\n",
		    run->name, step->label);
		exit(1);
	}
	return ms;
}

/* A number from /proc/PID/status, as "VmHWM:". */
static double
status_kb(pid_t pid, const char *field)
{
	char path[64], line[256];
	double value = 0;
	FILE *file;

	snprintf(path, sizeof(path), "/proc/%d/status", (int)pid);
	file = fopen(path, "r");
	while (file && fgets(line, sizeof(line), file))
		if (!strncmp(line, field, strlen(field)))
			value = strtod(line + strlen(field), NULL);
	if (file)
		fclose(file);
	return value;
}

static void
start_program(struct run *run, struct program *program)
{
	run->name = program->name;
	run->pid = forkpty(&run->fd, NULL, NULL, &size);
	if (run->pid < 0)
		die("forkpty");
	if (run->pid == 0) {
		execvp(program->argv[0], program->argv);
		_exit(127);
	}
}

static void
stop_program(struct run *run)
{
	double ms, first_ms, bytes;

	if (write(run->fd, "q", 1) == 1)
		collect(run, now_ms(), &ms, &first_ms, &bytes);
	close(run->fd);		/* hangs up whoever has not left */
	for (int tries = 0; tries < 100; tries++) {
		if (waitpid(run->pid, NULL, WNOHANG) != 0)
			return;
		usleep(20000);
	}
	kill(run->pid, SIGKILL);
	waitpid(run->pid, NULL, 0);
}

static void
run_round(struct program *program, int round)
{
	struct sample *sample = &program->samples[round];
	double start = now_ms();
	double first_ms;
	struct run run;

	start_program(&run, program);
	if (!collect(&run, start, &sample->paint_ms, &first_ms,
	    &sample->paint_bytes)) {
		fprintf(stderr, "ptybench: %s shows nothing\n", program->name);
		exit(1);
	}
	sample->paint_cpu_ms = run.cpu_ms;
	for (int i = 0; i < step_count; i++) {
		double ms[KEYS_MAX], first[KEYS_MAX], bytes[KEYS_MAX];
		double other[KEYS_MAX];
		double before = cpu_ms(run.pid);

		for (int key = 0; key < steps[i].count; key++) {
			ms[key] = press(&run, &steps[i], &first[key],
			    &bytes[key]);
			other[key] = bytes[key] - run.text_bytes;
		}
		sample->step_cpu_ms[i] = (cpu_ms(run.pid) - before) /
		    steps[i].count;
		sample->step_first_ms[i] = median(first, steps[i].count);
		sample->step_ms[i] = median(ms, steps[i].count);
		sample->step_bytes[i] = median(bytes, steps[i].count);
		sample->step_other[i] = median(other, steps[i].count);
	}
	sample->peak_kb = status_kb(run.pid, "VmHWM:");
	sample->cpu_ms = cpu_ms(run.pid);
	stop_program(&run);
}

static double
value_at(const struct program *program, int round, size_t field)
{
	const char *sample = (const char *)&program->samples[round];

	return *(const double *)(const void *)(sample + field);
}

/* One row of the table: a field of all samples, and the ratios of it. */
static void
print_row(const char *label, const char *unit, size_t field)
{
	double values[ROUNDS_MAX];

	printf("%-14s %-5s", label, unit);
	for (int p = 0; p < program_count; p++) {
		for (int round = 0; round < rounds; round++)
			values[round] = value_at(&programs[p], round, field);
		printf(" %12.2f", median(values, rounds));
	}
	for (int p = 1; p < program_count; p++) {
		int count = 0;

		for (int round = 0; round < rounds; round++) {
			double base = value_at(&programs[0], round, field);

			if (base > 0)
				values[count++] = value_at(&programs[p],
				    round, field) / base;
		}
		if (count)
			printf(" %12.2f", median(values, count));
		else
			printf(" %12s", "-");
	}
	printf("\n");
}

static void
print_table(void)
{
	printf("%-20s", "");
	for (int p = 0; p < program_count; p++)
		printf(" %12s", programs[p].name);
	for (int p = 1; p < program_count; p++)
		printf(" %8s/%s", programs[p].name, programs[0].name);
	printf("\n");
	print_row("first paint", "ms", offsetof(struct sample, paint_ms));
	print_row("first paint", "cpu", offsetof(struct sample, paint_cpu_ms));
	print_row("first paint", "bytes", offsetof(struct sample, paint_bytes));
	for (int i = 0; i < step_count; i++) {
		size_t at = (size_t)i * sizeof(double);

		print_row(steps[i].label, "ms",
		    offsetof(struct sample, step_ms) + at);
		print_row(steps[i].label, "first",
		    offsetof(struct sample, step_first_ms) + at);
		print_row(steps[i].label, "cpu",
		    offsetof(struct sample, step_cpu_ms) + at);
		print_row(steps[i].label, "bytes",
		    offsetof(struct sample, step_bytes) + at);
		print_row(steps[i].label, "other",
		    offsetof(struct sample, step_other) + at);
	}
	print_row("all of it", "cpu", offsetof(struct sample, cpu_ms));
	print_row("peak memory", "kB", offsetof(struct sample, peak_kb));
}

static bool
add_step(char *text)
{
	struct step *step = &steps[step_count];
	char *keys = strchr(text, '='), *star = strrchr(text, '*');

	if (!keys || !star || star < keys || step_count == STEPS_MAX)
		return false;
	*keys++ = *star++ = '\0';
	step->label = text;
	step->count = atoi(star);
	for (; *keys && step->len < sizeof(step->keys); keys++) {
		char c = *keys;

		if (c == '\\' && keys[1])
			c = *++keys == 'r' ? '\r' : *keys == 'e' ? '\033'
						 : *keys == 's'  ? ' '
								 : *keys;
		step->keys[step->len++] = c;
	}
	step_count++;
	return step->len > 0 && step->count > 0 && step->count <= KEYS_MAX;
}

static bool
add_program(char *text)
{
	struct program *program = &programs[program_count];
	char *command = strchr(text, '=');
	int argc = 0;

	if (!command || program_count == PROGRAMS_MAX)
		return false;
	*command++ = '\0';
	program->name = text;
	for (char *word = strtok(command, " "); word && argc < 31;
	     word = strtok(NULL, " "))
		program->argv[argc++] = word;
	program_count++;
	return argc > 0;
}

static int
usage(void)
{
	fprintf(stderr, "usage: ptybench [-n ROUNDS] [-s COLSxROWS] "
	    "[-t TERM] [-k LABEL=KEYS*COUNT]... NAME=COMMAND...\n");
	return 2;
}

int
main(int argc, char **argv)
{
	int option;

	while ((option = getopt(argc, argv, "n:s:t:k:")) != -1) {
		if (option == 'n')
			rounds = atoi(optarg);
		else if (option == 't')
			term = optarg;
		else if (option == 's' && sscanf(optarg, "%hux%hu",
			     &size.ws_col, &size.ws_row) == 2)
			continue;
		else if (option != 'k' || !add_step(optarg))
			return usage();
	}
	for (int i = optind; i < argc; i++)
		if (!add_program(argv[i]))
			return usage();
	if (!program_count || rounds < 1 || rounds > ROUNDS_MAX)
		return usage();
	setenv("TERM", term, 1);
	for (int round = 0; round < rounds; round++)
		for (int p = 0; p < program_count; p++)
			run_round(&programs[p], round);
	print_table();
	return 0;
}
