/*
 * fuzz/driver.c - run a fuzz target where there is no libFuzzer.
 *
 * Linked with a target (a file that defines LLVMFuzzerTestOneInput), it
 * feeds it every seed, every start of a small seed, and a fixed number of
 * mutations of each, the same on every run and machine.  One TAP line a
 * seed.  An input that crashes, or takes over STALL_SECONDS, is written to
 * PROGRAM.crash; run `PROGRAM FILE...` to try inputs by hand.
 */
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <libgen.h>
#include <signal.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t len);

enum {
	INPUT_MAX = 1 << 20,	/* seeds are tiny; this catches a mistake */
	CUTS_MAX = 512,		/* starts of a seed that are tried */
	ROUNDS = 400,		/* mutations of a seed */
	GROWTH = 256,		/* how many bytes mutations may add */
	STALL_SECONDS = 20	/* generous: valgrind and sanitizers */
};

static const char *program;
static const uint8_t *current;
static size_t current_len;

/* Sanitizers report in their own way and call this before they exit. */
void __sanitizer_set_death_callback(void (*callback)(void))
    __attribute__((weak));

/* Only async-signal-safe calls from here. */
static void
keep_input(void)
{
	static const char said[] =
	    "Bail out! the input that did this is in the .crash file\n";
	char path[256];
	size_t len = strlen(program);
	int fd;

	if (len > sizeof(path) - 8)
		len = sizeof(path) - 8;
	memcpy(path, program, len);
	memcpy(path + len, ".crash", 7);
	fd = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0666);
	if (fd >= 0 && write(fd, current, current_len) >= 0)
		close(fd);
	if (write(STDOUT_FILENO, said, sizeof(said) - 1) < 0)
		_exit(3);
}

static void
keep_input_and_die(int sig)
{
	keep_input();
	signal(sig, SIG_DFL);
	raise(sig);
}

/* Not over handlers that a sanitizer has put there: they say more. */
static void
catch_crashes(void)
{
	static const int fatal[] = { SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGABRT,
		SIGALRM };
	struct sigaction old;

	for (size_t i = 0; i < sizeof(fatal) / sizeof(*fatal); i++)
		if (!sigaction(fatal[i], NULL, &old) &&
		    old.sa_handler == SIG_DFL)
			signal(fatal[i], keep_input_and_die);
	if (__sanitizer_set_death_callback)
		__sanitizer_set_death_callback(keep_input);
}

static void
try_input(const uint8_t *data, size_t len)
{
	/* A copy of the exact size, so that a read past the end shows. */
	uint8_t *copy = malloc(len ? len : 1);

	if (!copy)
		abort();
	memcpy(copy, data, len);
	current = copy;
	current_len = len;
	alarm(STALL_SECONDS);
	LLVMFuzzerTestOneInput(copy, len);
	alarm(0);
	free(copy);
}

static uint32_t
next_random(uint32_t *state)
{
	*state ^= *state << 13;
	*state ^= *state >> 17;
	*state ^= *state << 5;
	return *state;
}

/* Numbers where parsers go wrong, as bytes. */
static const uint8_t edges[] = { 0, 1, 0x7f, 0x80, 0xff, 0xfe, '\n', '<' };

/* One change to `data`, which has room for GROWTH more; returns its size. */
static size_t
mutate(uint8_t *data, size_t len, size_t room, uint32_t *state)
{
	size_t at = len ? next_random(state) % len : 0;
	size_t run = 1 + next_random(state) % 16;
	size_t from = len ? next_random(state) % len : 0;

	if (!len)
		return 0;
	if (run > len - at)
		run = len - at;
	switch (next_random(state) % 6) {
	case 0:	/* flip a bit */
		data[at] ^= 1 << next_random(state) % 8;
		return len;
	case 1:	/* an edge value, or several */
		memset(data + at, edges[next_random(state) % sizeof(edges)],
		    next_random(state) % 4 ? 1 : run);
		return len;
	case 2:	/* any byte */
		data[at] = (uint8_t)next_random(state);
		return len;
	case 3:	/* drop a run */
		memmove(data + at, data + at + run, len - at - run);
		return len - run;
	case 4:	/* repeat a run in place */
		if (run > room - len)
			return len;
		memmove(data + at + run, data + at, len - at);
		return len + run;
	default: /* copy a run elsewhere */
		if (run > len - from)
			run = len - from;
		memmove(data + at, data + from, run);
		return len;
	}
}

static void
try_mutations(const uint8_t *seed, size_t seed_len)
{
	size_t room = seed_len + GROWTH;
	uint8_t *data = malloc(room);
	uint32_t state = 2463534242u ^ (uint32_t)seed_len;

	if (!data)
		abort();
	for (size_t cut = 0; cut < seed_len && cut < CUTS_MAX; cut++)
		try_input(seed, cut);
	for (int round = 0; round < ROUNDS; round++) {
		size_t len = seed_len;
		unsigned changes = 1 + next_random(&state) % 8;

		memcpy(data, seed, seed_len);
		while (changes-- > 0)
			len = mutate(data, len, room, &state);
		try_input(data, len);
	}
	free(data);
}

/* False when `path` cannot be read, which is said. */
static bool
try_file(const char *path, bool mutations)
{
	uint8_t *seed = malloc(INPUT_MAX);
	FILE *file = fopen(path, "rb");
	size_t len;

	if (!seed || !file) {
		printf("# %s: %s\n", path, strerror(errno));
		free(seed);
		return false;
	}
	len = fread(seed, 1, INPUT_MAX, file);
	fclose(file);
	try_input(seed, len);
	if (mutations)
		try_mutations(seed, len);
	free(seed);
	return true;
}

static int
is_seed(const struct dirent *entry)
{
	return entry->d_name[0] != '.';
}

/* All seeds of the target, in the order of their names. */
static int
try_seeds(const char *target)
{
	const char *top = getenv("top_srcdir");
	struct dirent **names;
	char path[4096];
	int count, bad = 0;

	snprintf(path, sizeof(path), "%s/tests/fuzz/seeds/%s",
	    top ? top : ".", target);
	count = scandir(path, &names, is_seed, alphasort);
	if (count <= 0) {
		printf("1..1\nnot ok 1 - %s holds no seeds\n", path);
		return 1;
	}
	printf("1..%d\n", count);
	for (int i = 0; i < count; i++) {
		bool fine;

		snprintf(path, sizeof(path), "%s/tests/fuzz/seeds/%s/%s",
		    top ? top : ".", target, names[i]->d_name);
		fine = try_file(path, true);
		bad += !fine;
		printf("%sok %d - %s\n", fine ? "" : "not ", i + 1,
		    names[i]->d_name);
		fflush(stdout);
		free(names[i]);
	}
	free(names);
	return bad != 0;
}

int
main(int argc, char **argv)
{
	int bad = 0;

	program = basename(argv[0]);
	catch_crashes();
	if (argc == 1)
		return try_seeds(strncmp(program, "fuzz_", 5) ? program
							      : program + 5);
	for (int i = 1; i < argc; i++)
		bad |= !try_file(argv[i], false);
	return bad;
}
