/*
 * base/least.h - the lesser and the greater of two numbers, for rows and
 * columns that are kept between bounds.
 */
#ifndef IBID_BASE_LEAST_H
#define IBID_BASE_LEAST_H

static inline int
least(int a, int b)
{
	return a < b ? a : b;
}

static inline int
most(int a, int b)
{
	return a > b ? a : b;
}

#endif
