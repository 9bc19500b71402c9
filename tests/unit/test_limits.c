/*
 * What ibid-pack gives up before it looks at a source: each is tried by a
 * child that has given it up, as a parser led astray would.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <cmocka.h>
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "cmd/pack.h"

static char folder[] = "/tmp/ibid-limits-XXXXXX";

/* The place of each, in the folder. */
static const char *
path_of(const char *name)
{
	static char path[4][200];
	static unsigned next;
	char *out = path[next++ % 4];

	snprintf(out, sizeof path[0], "%s/%s", folder, name);
	return out;
}

/* The exit status of `attempt` in a child with limits; or -1. */
static int
limited(int (*attempt)(void))
{
	struct pack_opts opts = { .fd = -1, .memory_mb = 256, .time_s = 1 };
	int status;
	pid_t child = fork();

	if (child == 0) {
		opts.output = path_of("out/x.ibid");
		pack_limit(&opts);
		_exit(attempt());
	}
	waitpid(child, &status, 0);
	return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

static int
open_for(const char *path, int flags)
{
	return open(path, flags, 0600) < 0 ? errno : 0;
}

static int
read_mine(void)
{
	return open_for(path_of("secret"), O_RDONLY);
}

static int
read_beside_the_output(void)
{
	return open_for(path_of("out/secret"), O_RDONLY);
}

static int
write_over_mine(void)
{
	return open_for(path_of("secret"), O_WRONLY | O_TRUNC);
}

static int
write_new(void)
{
	return open_for(path_of("new"), O_WRONLY | O_CREAT);
}

static int
remove_mine(void)
{
	return unlink(path_of("secret")) < 0 ? errno : 0;
}

static int
replace_the_output(void)
{
	return file_replace(path_of("out/x.ibid"), SPAN("bundle"), 0600);
}

static int
connect_anywhere(void)
{
	return socket(AF_INET, SOCK_STREAM, 0) < 0 ? errno : 0;
}

static int
start_a_process(void)
{
	pid_t child = fork();

	if (child == 0)
		_exit(0);
	return child < 0 ? errno : 0;
}

static void *
do_nothing(void *arg)
{
	return arg;
}

static int
start_a_thread(void)
{
	pthread_t thread;
	int error = pthread_create(&thread, NULL, do_nothing, NULL);

	return error ? error : pthread_join(thread, NULL);
}

static int
run_a_program(void)
{
	execl("/bin/true", "true", (char *)NULL);
	return errno;
}

static int
signal_another(void)
{
	return kill(getppid(), 0) < 0 ? errno : 0;
}

static int
write_too_far(void)
{
	int fd = open(path_of("out/large"), O_WRONLY | O_CREAT, 0600);
	char byte = 0;

	return pwrite(fd, &byte, 1, (off_t)5 << 30) < 0 ? errno : 0;
}

/* Written to, or the compiler finds that nobody wants it. */
static int
take_much_memory(void)
{
	volatile char *block = malloc((size_t)300 << 20);

	if (!block)
		return ENOMEM;
	block[0] = 1;
	return block[0] - 1;
}

static int
take_long(void)
{
	for (volatile unsigned i = 0; ; i++)
		continue;
	return 0;
}

static bool has_files, has_calls;

static void
the_files_of_the_person_are_out_of_reach(void **state)
{
	(void)state;
	if (!has_files)
		skip();
	assert_int_equal(limited(read_mine), EACCES);
	assert_int_equal(limited(read_beside_the_output), EACCES);
	assert_int_equal(limited(write_over_mine), EACCES);
	assert_int_equal(limited(write_new), EACCES);
	assert_int_equal(limited(remove_mine), EACCES);
}

static void
the_output_can_be_replaced(void **state)
{
	struct buf got = { 0 };

	(void)state;
	for (int i = 0; i < 2; i++)
		assert_int_equal(limited(replace_the_output), 0);
	assert_int_equal(file_read(path_of("out/x.ibid"), 0, &got), 0);
	assert_string_equal(buf_cstr(&got), "bundle");
	buf_release(&got);
}

static void
network_and_processes_are_out_of_reach(void **state)
{
	(void)state;
	if (!has_calls)
		skip();
	assert_int_equal(limited(connect_anywhere), EPERM);
	assert_int_equal(limited(start_a_process), EPERM);
	assert_int_equal(limited(start_a_thread), 0);
	/* A file that may not be run, or a call that is not there. */
	assert_true(limited(run_a_program) == EPERM);
	assert_int_equal(limited(signal_another), EPERM);
}

static void
size_memory_and_time_have_an_end(void **state)
{
	(void)state;
	assert_int_equal(limited(write_too_far), EFBIG);
	/* The address sanitizer needs more memory than any limit. */
	if (has_calls)
		assert_int_equal(limited(take_much_memory), ENOMEM);
	assert_int_equal(limited(take_long), 2);
}

static int
set_up(void **state)
{
	(void)state;
	if (!mkdtemp(folder) || mkdir(path_of("out"), 0700) < 0 ||
	    file_replace(path_of("secret"), SPAN("gold"), 0600) ||
	    file_replace(path_of("out/secret"), SPAN("silver"), 0600))
		return -1;
	/* Neither is there under a sanitizer, or in an old kernel. */
	has_files = limited(read_mine) != 0;
	has_calls = limited(connect_anywhere) == EPERM;
	return 0;
}

static int
tear_down(void **state)
{
	static const char *const names[] = { "secret", "out/secret",
		"out/x.ibid", "out/large", "new" };

	(void)state;
	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		unlink(path_of(names[i]));
	rmdir(path_of("out"));
	return rmdir(folder);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_files_of_the_person_are_out_of_reach),
		cmocka_unit_test(the_output_can_be_replaced),
		cmocka_unit_test(network_and_processes_are_out_of_reach),
		cmocka_unit_test(size_memory_and_time_have_an_end),
	};

	return cmocka_run_group_tests(tests, set_up, tear_down);
}
