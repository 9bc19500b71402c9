/*
 * cmd/pack_limits.c - what a parser led astray can still reach.
 *
 * Memory, time and file size are limited by setrlimit, so that a bomb ends
 * this process with a message and not the machine.  The network, other
 * programs and other processes are taken away by a seccomp filter where
 * the kernel has it: the calls answer EPERM, as if there were none.  The
 * files of the person are taken away by Landlock, where the kernel has
 * that: the inputs are open by now, and beside them there is only the
 * folder of the output, to write in.
 */
#include "cmd/pack.h"

#include <errno.h>
#include <fcntl.h>
#include <sched.h>
#include <signal.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

/* gcc says it by a macro, clang by a feature. */
#if defined(__SANITIZE_ADDRESS__)
#define UNDER_SANITIZER 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define UNDER_SANITIZER 1
#endif
#endif
#ifndef UNDER_SANITIZER
#define UNDER_SANITIZER 0
#endif

#if defined(__linux__)
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#if __has_include(<linux/landlock.h>)
#include <linux/landlock.h>
#define HAVE_LANDLOCK 1
#endif
#endif

/* A bundle is smaller than its source; this is for a writer gone wrong. */
#define FILE_BYTES (4ull << 30)

static char time_message[96];

/* Only write and _exit are safe in a handler. */
static void
out_of_time(int signal)
{
	(void)signal;
	if (write(STDERR_FILENO, time_message, strlen(time_message)) < 0)
		_exit(2);
	_exit(2);
}

static size_t memory_mb;

static void
out_of_memory(void)
{
	fprintf(stderr, "ibid: compiling took more than %zu MB of memory; "
	    "--memory=MB raises this limit\n", memory_mb);
}

static void
limit(int resource, rlim_t value)
{
	struct rlimit limits = { .rlim_cur = value, .rlim_max = value };

	setrlimit((__rlimit_resource_t)resource, &limits);
}

static void
limit_time(size_t seconds)
{
	struct rlimit limits = { .rlim_cur = seconds,
	    .rlim_max = seconds + 5 };

	snprintf(time_message, sizeof time_message, "ibid: compiling took "
	    "more than %zu s; --time=S raises this limit\n", seconds);
	signal(SIGXCPU, out_of_time);
	setrlimit(RLIMIT_CPU, &limits);
}

#if defined(__linux__) && (defined(__x86_64__) || defined(__aarch64__))

#if defined(__x86_64__)
#define NATIVE_ARCH AUDIT_ARCH_X86_64
#else
#define NATIVE_ARCH AUDIT_ARCH_AARCH64
#endif

#define DENY(call) \
	BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SYS_##call, 0, 1), \
	BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | EPERM)

/* The lower half of a call's first argument: these are little-endian. */
#define FIRST_ARG offsetof(struct seccomp_data, args[0])

/* No other process, but threads of this one, which are filtered alike. */
static void
filter_calls(void)
{
	static struct sock_filter rules[] = {
		BPF_STMT(BPF_LD | BPF_W | BPF_ABS,
		    offsetof(struct seccomp_data, arch)),
		BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, NATIVE_ARCH, 1, 0),
		BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | EPERM),
		BPF_STMT(BPF_LD | BPF_W | BPF_ABS,
		    offsetof(struct seccomp_data, nr)),
		DENY(socket), DENY(connect), DENY(bind), DENY(sendto),
		DENY(execve), DENY(execveat), DENY(ptrace), DENY(kill),
		DENY(mount),
#if defined(SYS_fork)
		DENY(fork), DENY(vfork),
#endif
#if defined(SYS_clone3)
		/* Its flags are out of sight: clone is taken instead. */
		BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SYS_clone3, 0, 1),
		BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | ENOSYS),
#endif
		BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SYS_clone, 0, 3),
		BPF_STMT(BPF_LD | BPF_W | BPF_ABS, FIRST_ARG),
		BPF_JUMP(BPF_JMP | BPF_JSET | BPF_K, CLONE_THREAD, 1, 0),
		BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | EPERM),
		BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
	};
	struct sock_fprog program = {
		.len = sizeof rules / sizeof *rules, .filter = rules,
	};

	prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program, 0, 0);
}

#else

static void
filter_calls(void)
{
}

#endif

/* ---- files ------------------------------------------------------------ */

#if HAVE_LANDLOCK

#define MAY_WRITE (LANDLOCK_ACCESS_FS_WRITE_FILE | \
    LANDLOCK_ACCESS_FS_MAKE_REG | LANDLOCK_ACCESS_FS_REMOVE_FILE)
#define HANDLED (MAY_WRITE | LANDLOCK_ACCESS_FS_READ_FILE | \
    LANDLOCK_ACCESS_FS_EXECUTE | LANDLOCK_ACCESS_FS_MAKE_CHAR | \
    LANDLOCK_ACCESS_FS_MAKE_DIR | LANDLOCK_ACCESS_FS_MAKE_SOCK | \
    LANDLOCK_ACCESS_FS_MAKE_FIFO | LANDLOCK_ACCESS_FS_MAKE_BLOCK | \
    LANDLOCK_ACCESS_FS_MAKE_SYM | LANDLOCK_ACCESS_FS_REMOVE_DIR)

static void
allow(int rules, const char *folder, uint64_t access)
{
	struct landlock_path_beneath_attr rule = {
		.allowed_access = access,
		.parent_fd = open(folder, O_PATH | O_CLOEXEC),
	};

	if (rule.parent_fd < 0)
		return;
	syscall(SYS_landlock_add_rule, rules, LANDLOCK_RULE_PATH_BENEATH,
	    &rule, 0);
	close(rule.parent_fd);
}

static void
limit_files(const struct pack_opts *opts)
{
	/* Where iconv finds the tables of rare encodings, as libraries. */
	static const char *const system[] = { "/usr", "/lib", "/lib64",
	    "/nix/store", "/gnu/store" };
	struct landlock_ruleset_attr attr = { .handled_access_fs = HANDLED };
	int rules = (int)syscall(SYS_landlock_create_ruleset, &attr,
	    sizeof attr, 0);

	if (rules < 0)
		return;
	for (size_t i = 0; i < sizeof system / sizeof *system; i++)
		allow(rules, system[i], LANDLOCK_ACCESS_FS_READ_FILE |
		    LANDLOCK_ACCESS_FS_EXECUTE);
	if (opts->output) {
		const char *slash = strrchr(opts->output, '/');
		struct buf folder = { 0 };

		buf_put(&folder, slash ? span_of(opts->output,
		    (size_t)(slash - opts->output) + 1) : SPAN("."));
		allow(rules, buf_cstr(&folder), MAY_WRITE);
		buf_release(&folder);
	}
	syscall(SYS_landlock_restrict_self, rules, 0);
	close(rules);
}

#else

static void
limit_files(const struct pack_opts *opts)
{
	(void)opts;
}

#endif

void
pack_limit(const struct pack_opts *opts)
{
	memory_mb = opts->memory_mb;
	mem_set_fail_hook(out_of_memory);
	/*
	 * The address sanitizer reserves terabytes that it never uses, and
	 * looks for leaks from a thread that the filter would not allow,
	 * and for its own mappings in /proc.
	 */
	if (!UNDER_SANITIZER)
		limit(RLIMIT_AS, (rlim_t)opts->memory_mb << 20);
	/* A write over the limit fails then, and what was written goes. */
	signal(SIGXFSZ, SIG_IGN);
	limit(RLIMIT_FSIZE, FILE_BYTES);
	limit(RLIMIT_CORE, 0);
	limit_time(opts->time_s);
	prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
	if (UNDER_SANITIZER)
		return;
	limit_files(opts);
	filter_calls();
}
