/*
 * tests/screen/proc.h - what Linux tells of a process in /proc.
 *
 * Private to tests/screen/vt.c, which waits until a program rests.
 */
#ifndef IBID_TESTS_PROC_H
#define IBID_TESTS_PROC_H

#include <stdbool.h>
#include <sys/types.h>

enum proc_rest { PROC_BUSY, PROC_RESTS, PROC_UNKNOWN };

/* Whether it sleeps in a call that only input or a signal ends. */
enum proc_rest proc_rest(pid_t pid);

/* How often it went to sleep, or -1: a change shows that it was woken. */
long proc_switches(pid_t pid);

/*
 * The same of a process and all below it: *rest stays as it is where all
 * of them rest, and their switches are added up.
 */
void proc_family(pid_t pid, enum proc_rest *rest, long *switches);

/* The first child on a terminal other than its own; else 0. */
pid_t proc_inner(pid_t pid);

/* The first child, where it waits for one; else 0. */
pid_t proc_awaited(pid_t pid);

/*
 * Whether only input or a signal from outside can wake it: it waits without
 * an end, has one thread, no child and no timer of its own.
 */
bool proc_only_input_wakes(pid_t pid);

/* Processor time so far, 0 where that is not told. */
long proc_cpu_ms(pid_t pid);

#endif
