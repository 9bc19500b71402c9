/*
 * Over SSH, for real: sshd on 127.0.0.1 with keys and a configuration of
 * its own, the reader at the other end of `ssh -t`, a line between the two
 * that is cut in the middle; then the same over a line of 9600 baud whose
 * round trip takes 300 ms; and the account of ibid-restricted(7).
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <fcntl.h>
#include <grp.h>
#include <pty.h>
#include <pwd.h>
#include <shadow.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>
#include <cmocka.h>

#include "base/file.h"
#include "tests/access/real.h"
#include "tests/access/wire.h"

#define FAR_MS 60000		/* for what a slow line brings */

/*
 * Where sshd of root wants a folder.  One of this mode was made by a test;
 * each that uses it holds a lock on it, and the last takes it away.
 */
#define SEPARATION "/run/sshd"
#define SEPARATION_MODE 0711

static struct {
	const char *why;	/* there is none here */
	const char *user;
	int port, forced_port;
	pid_t pid;
	int separation;		/* the folder, locked; or -1 */
} sshd = { .separation = -1 };

static int
sh(const char *format, const char *a, const char *b)
{
	struct buf line = { 0 };
	int status;

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
	buf_printf(&line, format, a, b);
#pragma GCC diagnostic pop
	status = system(buf_cstr(&line));
	buf_release(&line);
	return status;
}

/*
 * sshd gives a terminal to its user and to the group tty.  One that is not
 * root's cannot, and need not where terminals have that group already.
 */
static bool
can_give_terminals(void)
{
	struct group *tty = getgrnam("tty");
	struct stat st = { 0 };
	int master, slave;
	bool can = getuid() == 0;

	if (can || openpty(&master, &slave, NULL, NULL, NULL) < 0)
		return can;
	can = !tty || (fstat(slave, &st) == 0 && st.st_gid == tty->gr_gid);
	close(master);
	close(slave);
	return can;
}

/* Why nobody could log in here, or NULL. */
static const char *
find_obstacle(void)
{
	struct passwd *me = getpwuid(getuid());
	struct spwd *shadow;

	if (sh("PATH=$PATH:/usr/sbin; command -v sshd >%s && "
	    "command -v ssh >%s && command -v ssh-keygen >/dev/null",
	    "/dev/null", "/dev/null"))
		return "OpenSSH is not installed";
	if (!me)
		return "this user has no name";
	if (strstr(me->pw_shell, "nologin") || strstr(me->pw_shell, "false"))
		return "this user has no shell";
	shadow = getuid() == 0 ? getspnam(me->pw_name) : NULL;
	if (shadow && shadow->sp_pwdp[0] == '!')
		return "this account is locked";
	if (!can_give_terminals())
		return "only root may give a terminal away here";
	sshd.user = strdup(me->pw_name);
	return NULL;
}

/* The reader at the other end keeps its places in a folder of its own. */
static void
put_reader(struct buf *out, const char *home, const char *options)
{
	buf_printf(out, "env LC_ALL=C.UTF-8 HOME='%s' "
	    "XDG_STATE_HOME='%s' '%s' %s '%s'", real_path(home),
	    real_path(home), real_program(), options,
	    real_path("story.ibid"));
}

static void
put_config(struct buf *out)
{
	buf_printf(out, "ListenAddress 127.0.0.1:%d\n"
	    "ListenAddress 127.0.0.1:%d\n", sshd.port, sshd.forced_port);
	buf_printf(out, "HostKey %s\nAuthorizedKeysFile %s\n",
	    real_path("host"), real_path("user.pub"));
	/* Few names, for they too travel over the slow line. */
	buf_puts(out, "PidFile none\nUsePAM no\nStrictModes no\n"
	    "PasswordAuthentication no\nUseDNS no\nPrintMotd no\n"
	    "KbdInteractiveAuthentication no\n"
	    "PermitRootLogin prohibit-password\n"
	    "KexAlgorithms curve25519-sha256\n"
	    "HostKeyAlgorithms ssh-ed25519\n"
	    "PubkeyAcceptedAlgorithms ssh-ed25519\n"
	    "Ciphers aes128-gcm@openssh.com\n");
	buf_printf(out, "Match LocalPort %d\n    ForceCommand ",
	    sshd.forced_port);
	put_reader(out, "forced", "--restricted");
	buf_puts(out, "\n");
}

/* The folder may go away between finding it and locking it. */
static void
hold_separation(void)
{
	struct stat held, now;

	for (int tries = 0; tries < 100; tries++) {
		if (mkdir(SEPARATION, SEPARATION_MODE) == 0)
			chmod(SEPARATION, SEPARATION_MODE);
		sshd.separation = open(SEPARATION, O_RDONLY | O_DIRECTORY |
		    O_CLOEXEC);
		if (sshd.separation < 0)
			continue;
		if (flock(sshd.separation, LOCK_SH) == 0 &&
		    fstat(sshd.separation, &held) == 0 &&
		    stat(SEPARATION, &now) == 0 && held.st_ino == now.st_ino)
			return;
		close(sshd.separation);
		sshd.separation = -1;
	}
}

static void
release_separation(void)
{
	struct stat st;

	if (sshd.separation < 0)
		return;
	if (flock(sshd.separation, LOCK_EX | LOCK_NB) == 0 &&
	    fstat(sshd.separation, &st) == 0 &&
	    (st.st_mode & 07777) == SEPARATION_MODE)
		rmdir(SEPARATION);
	close(sshd.separation);
}

static void
start_sshd(void)
{
	struct buf config = { 0 };
	struct buf line = { 0 };

	if (getuid() == 0)
		hold_separation();
	put_config(&config);
	if (file_replace(real_path("sshd_config"), buf_span(&config), 0600))
		sshd.why = "its configuration could not be written";
	buf_printf(&line, "PATH=$PATH:/usr/sbin; exec \"$(command -v sshd)\" "
	    "-D -f '%s' -E '%s'", real_path("sshd_config"),
	    real_path("sshd.log"));
	sshd.pid = fork();
	if (sshd.pid == 0) {
		execl("/bin/sh", "sh", "-c", buf_cstr(&line), NULL);
		_exit(127);
	}
	buf_release(&config);
	buf_release(&line);
	for (int i = 0; i < 500 && !wire_answers(sshd.port); i++)
		rig_sleep_ms(10);
}

static int
setup(void **state)
{
	int status = real_setup(state);

	if (status)
		return status;
	sshd.why = find_obstacle();
	sshd.port = wire_free_port();
	sshd.forced_port = wire_free_port();
	if (!sshd.why && (sshd.port < 0 || sshd.forced_port < 0))
		sshd.why = "there is no port to be had";
	if (sshd.why)
		return 0;
	if (sh("ssh-keygen -q -t ed25519 -N '' -f '%s' && "
	    "ssh-keygen -q -t ed25519 -N '' -f '%s'", real_path("host"),
	    real_path("user")))
		return -1;
	start_sshd();
	return 0;
}

static int
teardown(void **state)
{
	if (sshd.pid > 0) {
		kill(sshd.pid, SIGTERM);
		waitpid(sshd.pid, NULL, 0);
	}
	release_separation();
	free((char *)(uintptr_t)sshd.user);
	return real_teardown(state);
}

static void
need_sshd(void)
{
	struct buf log = { 0 };

	if (sshd.why) {
		print_message("# %s\n", sshd.why);
		skip();
	}
	if (wire_answers(sshd.port))
		return;
	file_read(real_path("sshd.log"), 0, &log);
	fail_msg("sshd did not start: %s", buf_cstr(&log));
}

static struct vt *
connect_by(int port, const char *command)
{
	struct buf number = { 0 }, hosts = { 0 };
	struct vt *vt;

	buf_printf(&number, "%d", port);
	buf_printf(&hosts, "UserKnownHostsFile=%s", real_path("hosts"));
	vt = vt_start(&(struct vt_opts){ .type = "xterm-256color",
		.argv = RIG_ENV("ssh", "-F", "/dev/null", "-t",
		"-i", real_path("user"), "-p", buf_cstr(&number),
		"-o", "BatchMode=yes", "-o", "IdentitiesOnly=yes",
		"-o", "IdentityAgent=none",
		"-o", "StrictHostKeyChecking=no",
		"-o", "GlobalKnownHostsFile=/dev/null",
		"-o", buf_cstr(&hosts), "-o", "LogLevel=ERROR",
		"-o", "KexAlgorithms=curve25519-sha256",
		"-o", "HostKeyAlgorithms=ssh-ed25519",
		"-o", "Ciphers=aes128-gcm@openssh.com",
		"-l", sshd.user, "127.0.0.1", command) });
	buf_release(&number);
	buf_release(&hosts);
	if (!vt)
		skip();
	return vt;
}

static void
assert_shown(struct vt *vt, const char *text)
{
	struct buf screen = { 0 };

	if (vt_until_shown(vt, text, FAR_MS))
		return;
	vt_text(vt, &screen);
	fail_msg("\"%s\" did not appear:\n%s", text, buf_cstr(&screen));
}

/* The place is written when the far end has noticed. */
static void
wait_for_place(const char *home)
{
	for (int i = 0; i < 1000; i++) {
		if (sh("ls '%s/ibid/'* >%s 2>&1", real_path(home),
		    "/dev/null") == 0)
			return;
		rig_sleep_ms(10);
	}
	fail_msg("the place was not saved");
}

/* The first row after two pages, as it is without any line between. */
static const char *
third_page(void)
{
	static char row[128];
	struct vt *vt = real_start("xterm-256color", REAL_OPTS("--a11y"),
	    NULL);

	assert_true(vt_keys(vt, "Space Space"));
	snprintf(row, sizeof row, "%s", real_row(vt, 0));
	vt_free(vt);
	return row;
}

static void
read_cut_and_go_on(const char *home, const char *options, int delay_ms,
    int bytes_per_s)
{
	const char *want = third_page();
	struct buf command = { 0 };
	struct wire wire;
	struct vt *vt;

	put_reader(&command, home, options);
	assert_true(wire_open(&wire, sshd.port, delay_ms, bytes_per_s));
	vt = connect_by(wire.port, buf_cstr(&command));
	assert_shown(vt, REAL_TITLE);
	vt_type(vt, SPAN("  "));
	assert_shown(vt, want);
	/* A note is open when it happens. */
	vt_type(vt, SPAN("\t\r"));
	assert_shown(vt, "The note on stone");
	wire_cut(&wire);
	assert_int_not_equal(vt_wait(vt, 10000), -1);
	vt_free(vt);
	wait_for_place(home);

	assert_true(wire_open(&wire, sshd.port, delay_ms, bytes_per_s));
	vt = connect_by(wire.port, buf_cstr(&command));
	assert_shown(vt, want);
	assert_string_equal(real_row(vt, 0), want);
	vt_type(vt, SPAN("q"));
	assert_int_equal(vt_wait(vt, FAR_MS), 0);
	vt_free(vt);
	wire_cut(&wire);
	buf_release(&command);
}

static void
ssh_a_cut_connection_is_taken_up_where_it_was(void **state)
{
	(void)state;
	need_sshd();
	read_cut_and_go_on("near", "--a11y", 0, 0);
}

static void
ssh_also_over_9600_baud_and_300_ms(void **state)
{
	(void)state;
	need_sshd();
	read_cut_and_go_on("far", "--a11y --slow", 150, 960);
}

static void
ssh_linear_mode_too(void **state)
{
	struct buf command = { 0 };
	struct vt *vt;

	(void)state;
	need_sshd();
	put_reader(&command, "lines", "--linear");
	vt = connect_by(sshd.port, buf_cstr(&command));
	assert_shown(vt, "> ");
	vt_type(vt, SPAN("c 4\r"));
	assert_shown(vt, "Chapter 4. Chapter of 3 stones.");
	vt_type(vt, SPAN("\r"));
	assert_shown(vt, "quarry 3101");
	vt_kill(vt, SIGKILL);
	vt_wait(vt, 1000);
	vt_free(vt);
	wait_for_place("lines");
	vt = connect_by(sshd.port, buf_cstr(&command));
	assert_shown(vt, "Chapter 4, paragraph 1.");
	vt_free(vt);
	buf_release(&command);
}

/* As in ibid-restricted(7): whatever is asked for, this is what runs. */
static void
ssh_a_forced_command_reads_and_nothing_else(void **state)
{
	struct vt *vt;

	(void)state;
	need_sshd();
	vt = connect_by(sshd.forced_port, "echo in a shell; exec sh");
	assert_shown(vt, REAL_TITLE);
	assert_false(vt_until_shown(vt, "in a shell", 200));
	vt_type(vt, SPAN("Z"));
	assert_shown(vt, "cannot be suspended");
	vt_type(vt, SPAN("\032 "));
	assert_shown(vt, "Chapter of 1 stones");
	vt_type(vt, SPAN("q"));
	assert_int_not_equal(vt_wait(vt, FAR_MS), -1);
	vt_free(vt);
	assert_int_not_equal(access(real_path("forced/ibid"), F_OK), 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
		    ssh_a_cut_connection_is_taken_up_where_it_was),
		cmocka_unit_test(ssh_also_over_9600_baud_and_300_ms),
		cmocka_unit_test(ssh_linear_mode_too),
		cmocka_unit_test(
		    ssh_a_forced_command_reads_and_nothing_else),
	};

	return cmocka_run_group_tests(tests, setup, teardown);
}
