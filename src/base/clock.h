/*
 * base/clock.h - time that passes, for deadlines and pauses.
 */
#ifndef IBID_BASE_CLOCK_H
#define IBID_BASE_CLOCK_H

#include <stdint.h>

/* Milliseconds since some moment before the program; never set back. */
int64_t clock_ms(void);

#endif
