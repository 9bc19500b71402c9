/*
 * unit/effort.h - how long a test goes on that tries a great deal.
 *
 * The ordinary build does it in full: it proves what is right, and in what
 * time.  Under a sanitizer, ten times as slow, a part of it is enough to
 * find what reads where it must not.
 */
#ifndef IBID_TESTS_EFFORT_H
#define IBID_TESTS_EFFORT_H

#if defined(__SANITIZE_ADDRESS__)
#define EFFORT(full, part) (part)
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define EFFORT(full, part) (part)
#endif
#endif
#ifndef EFFORT
#define EFFORT(full, part) (full)
#endif

#endif
