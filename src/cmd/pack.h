/*
 * cmd/pack.h - the parts of ibid-pack.
 *
 * ibid-pack compiles hostile sources, so it works in this order: read the
 * command line and all inputs (pack_input.c), give up what it will not need
 * again (pack_limits.c), import and compile (pack_main.c), write.  `ibid`
 * runs it as a child and so never links a parser.
 */
#ifndef IBID_CMD_PACK_H
#define IBID_CMD_PACK_H

#include "base/file.h"
#include "base/map.h"
#include "compile/compile.h"
#include "import/import.h"

/* One source file, read whole. */
struct pack_file {
	struct span name;	/* for messages, and for its format */
	struct span id;		/* in a book of several files, or empty */
	struct mapped map;
	enum import_format format;
};

/* What becomes one document: a file, or a folder's files in order. */
struct pack_input {
	struct span name;	/* as the user wrote it */
	struct pack_file *files;
	size_t count, room;
	struct map members;	/* ids of the files; empty for one file */
	struct pack_file readme;	/* beside contents; or empty */
};

struct pack_opts {
	const char *output;	/* path, or NULL */
	int fd;			/* to write to, or -1 */
	int progress;		/* to say on how far it is, or -1 */
	bool check;		/* list diagnostics instead of packing */
	bool json;
	bool verbose;
	enum import_format format;	/* of all inputs; UNKNOWN: detect */
	size_t memory_mb;
	size_t time_s;		/* on a processor; 0: as its inputs ask */
	struct import_opts import;
	struct compile_opts compile;
	char **inputs;
	int input_count;
};

/* Fill `opts` or exit: 0 after --help, 2 after a mistake. */
void pack_options(struct pack_opts *opts, int argc, char **argv);

/* Read `name` ("-": standard input).  False after a message. */
bool pack_input_open(struct pack_input *input, const struct pack_opts *opts,
    const char *name);
void pack_input_close(struct pack_input *input);

/*
 * Give up the network, other programs, files but the output, and more
 * memory, time and file size than `opts` grants.  What the system cannot do
 * is left out.
 */
void pack_limit(const struct pack_opts *opts);

/*
 * From now on what base/progress.h tells goes to the descriptor `fd`, as a
 * byte for the phase and one for the per cent.
 */
void pack_tell_progress(int fd);

/* "ibid: NAME: WHAT" on standard error, made printable. */
void pack_error(struct span name, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

#endif
