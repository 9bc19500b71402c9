/*
 * cmd/pack_options.h - the options of ibid-pack, in one list.
 *
 * Its command line, its help, the manual and the completions grow from this
 * and from IMPORT_LIMITS (import/import.h).
 */
#ifndef IBID_CMD_PACK_OPTIONS_H
#define IBID_CMD_PACK_OPTIONS_H

#include "import/import.h"

/*      id, long name, letter, argument, help */
#define PACK_OPTIONS(X) \
	X(OUTPUT, "output", 'o', "OUT", \
	    "Write the bundle to OUT (FILE.ibid, in this folder)") \
	X(FD, "fd", 0, "N", "Write the bundle to the open descriptor N") \
	X(MEND, "mend", 0, "on|off", "Mend what conversion broke (on)") \
	X(LEVEL, "level", 0, "fast|strong", \
	    "How hard to compress (strong)") \
	X(FORMAT, "format", 0, "NAME", \
	    "Read as markdown, html, epub or text, whatever the name") \
	X(CHECK, "check", 0, NULL, \
	    "List what is odd about the sources; write nothing") \
	X(JSON, "json", 0, NULL, "List as JSON, one object a line, " \
	    "while packing, too") \
	X(VERBOSE, "verbose", 'v', NULL, \
	    "List what is odd while packing, too") \
	X(PROGRESS, "progress", 0, "N", \
	    "Say on the open descriptor N how far it is, in bytes") \
	X(MEMORY, "memory", 0, "MB", "Memory to use at most (2048)") \
	X(TIME, "time", 0, "S", \
	    "Seconds to compute at most (300, and 4 a MB)") \
	X(HELP, "help", 'h', NULL, "Say how it is used, and stop") \
	X(VERSION, "version", 'V', NULL, "Say the version, and stop")

#endif
