/*
 * tests/screen/vterm_bytes.h - what a terminal is sent, for libvterm.
 *
 * Private to tests/screen/vt.c.  libvterm wants whole characters and knows
 * no dim letters, which are given to it as blinking ones.
 */
#ifndef IBID_TESTS_VTERM_BYTES_H
#define IBID_TESTS_VTERM_BYTES_H

#include "base/buf.h"

/*
 * Append `bytes` as libvterm is to have them.  Returns how many that were:
 * the start of a character or a sequence at the end waits for its rest.
 */
size_t vterm_bytes(struct span bytes, struct buf *out);

#endif
