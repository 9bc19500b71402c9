/*
 * bench/cpu.h - time on a processor: other programs that use the machine do
 * not count.
 */
#ifndef IBID_TESTS_CPU_H
#define IBID_TESTS_CPU_H

#include <time.h>

static inline double
cpu_ms(void)
{
	struct timespec at;

	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &at);
	return (double)at.tv_sec * 1e3 + (double)at.tv_nsec / 1e6;
}

#endif
