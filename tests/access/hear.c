/* tests/access/hear.c - what a person hears: a program under yasr. */
#include "tests/access/hear.h"

#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>
#include <cmocka.h>

#include "base/arena.h"
#include "base/file.h"
#include "tests/screen/rig.h"

struct hear {
	struct vt *vt;
	char dir[64];
	size_t heard;		/* bytes of the log so far */
	struct buf said;
};

/* Files of the folder; the speech server writes the log. */
static const char *const files[] = { "log", "server", "conf", "run", "pid" };

bool
hear_available(void)
{
	return system("command -v yasr >/dev/null 2>&1") == 0;
}

static const char *
path_of(const struct hear *hear, const char *name, char path[128])
{
	snprintf(path, 128, "%s/%s", hear->dir, name);
	return path;
}

static bool
put_file(const struct hear *hear, const char *name, struct span bytes,
    mode_t mode)
{
	char path[128];

	return file_replace(path_of(hear, name, path), bytes, mode) == 0 &&
	    chmod(path, mode) == 0;
}

/* Keys that yasr takes for itself are few, so that ours arrive. */
static void
put_conf(struct buf *out, const struct hear *hear)
{
	buf_puts(out, "[normalkeys]\n0xe:bypass\n"
	    "[reviewkeys]\n0x6e:bypass\n"
	    "[options]\n"
	    "cursor tracking=full\n"
	    "synthesizer=emacspeak server\n");
	buf_printf(out, "synthesizer port=|%s/server\n", hear->dir);
	buf_puts(out, "key echo=off\n"
	    "shell=/bin/sh\n"
	    "special=off\n"
	    "up and down arrows=speak line\n"
	    "DisableKey=6925\n"
	    "[emacspeak server]\nrate=175\n");
}

/*
 * yasr starts one program without arguments.  It leaves that program its own
 * end of the terminal, with which nobody would ever be told of a hang-up.
 */
static void
put_run(struct buf *out, const struct hear *hear, const char *const *argv)
{
	buf_printf(out, "#!/bin/sh\necho $$ >%s/pid\n"
	    "exec 3>&- 4>&- 5>&- 6>&- 7>&-\nexec", hear->dir);
	for (; *argv; argv++) {
		buf_puts(out, " '");
		for (const char *at = *argv; *at; at++)
			if (*at == '\'')
				buf_puts(out, "'\\''");
			else
				buf_putc(out, *at);
		buf_putc(out, '\'');
	}
	buf_putc(out, '\n');
}

static bool
put_files(const struct hear *hear, const char *const *argv)
{
	struct buf server = { 0 }, conf = { 0 }, run = { 0 };
	bool done;

	buf_printf(&server, "#!/bin/sh\nexec cat >>%s/log\n", hear->dir);
	put_conf(&conf, hear);
	put_run(&run, hear, argv);
	done = put_file(hear, "log", SPAN_NONE, 0600) &&
	    put_file(hear, "server", buf_span(&server), 0700) &&
	    put_file(hear, "conf", buf_span(&conf), 0600) &&
	    put_file(hear, "run", buf_span(&run), 0700);
	buf_release(&server);
	buf_release(&conf);
	buf_release(&run);
	return done;
}

/*
 * Nobody has pressed a key yet whose answer could be waited for.  What is
 * said first is over when there is some of it, and no more at the next rest.
 */
static void
wait_for_opening(struct hear *hear)
{
	struct stat log = { 0 };
	char path[128];
	off_t len = 0;

	for (int i = 0; i < 200; i++) {
		vt_settle(hear->vt);
		if (stat(path_of(hear, "log", path), &log) == 0 &&
		    log.st_size && log.st_size == len)
			return;
		len = log.st_size;
		rig_sleep_ms(10);
	}
}

struct hear *
hear_start(const struct vt_opts *opts)
{
	struct hear *hear = mem_alloc(sizeof *hear);
	const char *tmp = getenv("TMPDIR");
	struct vt_opts under = *opts;
	char conf[128], run[128];

	snprintf(hear->dir, sizeof hear->dir, "%s/ibid-hear-XXXXXX",
	    tmp && strlen(tmp) < 40 ? tmp : "/tmp");
	if (!mkdtemp(hear->dir)) {
		free(hear);
		return NULL;
	}
	under.argv = (const char *const[]){ "yasr", "-C",
		path_of(hear, "conf", conf), path_of(hear, "run", run),
		NULL };
	under.family = true;
	under.type = opts->type ? opts->type : "xterm";
	if (put_files(hear, opts->argv))
		hear->vt = vt_start(&under);
	if (!hear->vt) {
		hear_free(hear);
		return NULL;
	}
	wait_for_opening(hear);
	return hear;
}

/* What yasr ran, or 0. */
static pid_t
program_of(const struct hear *hear)
{
	struct buf text = { 0 };
	unsigned pid = 0;
	char path[128];

	if (file_read(path_of(hear, "pid", path), 0, &text) == 0)
		span_number(buf_span(&text), &pid);
	buf_release(&text);
	return (pid_t)pid;
}

/* It may have ended without anybody having asked how. */
static bool
is_gone(pid_t pid)
{
	char path[64], program[8];

	snprintf(path, sizeof path, "/proc/%d/exe", (int)pid);
	return kill(pid, 0) < 0 ||
	    readlink(path, program, sizeof program) < 0;
}

void
hear_free(struct hear *hear)
{
	char path[128];
	pid_t left = 0;

	if (!hear)
		return;
	if (hear->vt) {
		left = program_of(hear);
		vt_hang_up(hear->vt);
		vt_wait(hear->vt, 1000);
		vt_free(hear->vt);
		for (int i = 0; i < 200 && left && !is_gone(left); i++)
			rig_sleep_ms(10);
	}
	for (size_t i = 0; i < sizeof files / sizeof *files; i++)
		unlink(path_of(hear, files[i], path));
	rmdir(hear->dir);
	buf_release(&hear->said);
	free(hear);
	/* The terminal is gone, and so must be what was read in it (E4). */
	if (left && !is_gone(left)) {
		kill(left, SIGKILL);
		fail_msg("the program outlives its terminal");
	}
}

struct vt *
hear_vt(struct hear *hear)
{
	return hear->vt;
}

/* `text` on a line of its own, with single blanks. */
static void
put_utterance(struct buf *out, struct span text)
{
	bool blank = false;

	text = span_trim(text);
	if (!text.len)
		return;
	for (size_t i = 0; i < text.len; i++) {
		bool space = strchr(" \t\r\n", text.ptr[i]) != NULL;

		if (!space || !blank)
			buf_putc(out, space ? ' ' : text.ptr[i]);
		blank = space;
	}
	buf_putc(out, '\n');
}

/* The protocol of emacspeak's servers: "q {text}" queues, "l {x}" spells. */
static void
put_said(struct buf *out, struct span log)
{
	static const char *const starts[] = { "q {", "l {", "tts_say {" };

	while (log.len) {
		ptrdiff_t end;
		size_t skip = 0;

		for (size_t i = 0; i < sizeof starts / sizeof *starts; i++)
			if (span_starts(log, span_str(starts[i])))
				skip = strlen(starts[i]);
		end = span_find(log, skip ? SPAN("}\n") : SPAN("\n"), 0);
		if (end < 0)
			return;
		if (skip)
			put_utterance(out, span_slice(log, skip,
			    (size_t)end));
		log = span_slice(log, (size_t)end + (skip ? 2 : 1), log.len);
	}
}

const char *
hear_said(struct hear *hear)
{
	struct buf log = { 0 };
	char path[128];

	buf_clear(&hear->said);
	if (file_read(path_of(hear, "log", path), 0, &log) == 0) {
		put_said(&hear->said, span_slice(buf_span(&log),
		    hear->heard, log.len));
		hear->heard = log.len;
	}
	buf_release(&log);
	return buf_cstr(&hear->said);
}

const char *
hear_keys(struct hear *hear, const char *names)
{
	if (!vt_keys(hear->vt, names))
		return "(no rest)\n";
	return hear_said(hear);
}
