/*
 * cmd/builtin.h - the bundle that is part of the program.
 *
 * It holds the two documents of assets/, the companion and the handbook, in
 * this order.  The build compiles them with ibid-pack and makes
 * builtin_data.c of the result, so `ibid` alone has something to read from
 * the build tree and after make install alike.  Static; aligned as a
 * mapped file would be for its first section.
 */
#ifndef IBID_CMD_BUILTIN_H
#define IBID_CMD_BUILTIN_H

#include <stddef.h>

extern const unsigned char builtin_bundle[];
extern const size_t builtin_bundle_len;

#endif
