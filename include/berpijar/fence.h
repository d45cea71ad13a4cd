/*
 * The fence around a session that strangers drive: what the process can no longer do,
 * whatever it is brought to try. It is closed once, when the record and the terminal are
 * open, and never opens again.
 *
 * Four things make it, and each is there for what the others cannot see:
 *
 * - Landlock: of all files only those that are named can be opened, made or removed;
 *   nothing can be run. It sees neither chmod() nor, before kernel 6.2, truncate().
 * - seccomp: system calls that a session needs, and no other; some only with certain
 *   arguments (signals to oneself alone, the terminal's settings but not its input). A
 *   refused call fails with EPERM, and the program goes on: it has recorded whatever it
 *   has shown, so ending it would save nothing, and a library that asks for something
 *   harmless must not throw a learner out. Calls that the kernel got after 5.1 fail with
 *   ENOSYS, after which the C library takes an older one.
 * - limits: of memory, CPU time, files and their size; no core, no other process.
 * - the process is not dumpable, so that another one of the same user can neither read its
 *   memory nor trace it; and it gets no new privileges.
 *
 * What it leaves: names, sizes and times of files can be asked for anywhere (stat), and
 * what was open before stays open.
 *
 * The filter of system calls is made here, in some 150 instructions; no library is loaded
 * for it, and a program that closes no fence pays nothing.
 */
#ifndef BERPIJAR_FENCE_H
#define BERPIJAR_FENCE_H

#include <berpijar/error.h>
#include <stdbool.h>
#include <stddef.h>

enum bp_fence_right {
	BP_FENCE_READ,  /* a file, or all that is beneath a folder */
	BP_FENCE_WRITE, /* the same, to write as well; in a folder files can be made,
			 * removed, and renamed within it */
};

struct bp_fence_gate {
	const char *path; /* one to read may be a link, or missing: then it stays so */
	enum bp_fence_right right;
};

struct bp_fence {
	const struct bp_fence_gate *gates;
	size_t count;
	bool best_effort; /* what the kernel lacks is left out; otherwise it is an error */
	/* For tests: */
	bool stern; /* a refused call ends the process with SIGSYS */
	int landlock; /* as if the kernel had this version of it; -1: none; 0: what it has */
};

/* What can be done first thing in main(): no core, not dumpable, no new privileges. */
void bp_fence_begin(void);

/* Whether this kernel has what the fence requires. */
bool bp_fence_can_close(const struct bp_fence *fence, struct bp_error *err);

/* False: the kernel lacks a part that is required, or a folder to write to is not there.
 * The process may be fenced in part by then, and is best ended. */
bool bp_fence_close(const struct bp_fence *fence, struct bp_error *err);

/* Which parts this kernel has; the version of Landlock, 0: none. */
struct bp_fence_kernel {
	int landlock;
	bool calls;
};
struct bp_fence_kernel bp_fence_kernel(void);

/*
 * The doors: ways out that are tried in processes of their own, which close the fence
 * first. Nothing of what is tried does harm where it succeeds, but what the ground names
 * may be read, emptied or removed.
 */
struct bp_fence_ground {
	const char *own;     /* a folder of the session's, which it may write to */
	const char *other;   /* a file of another learner */
	const char *key;     /* the key that signs */
	const char *course;  /* a file of a course */
	const char *outside; /* a file that anybody may read */
	const char *box;     /* another learner's outbox */
};

enum bp_door_state {
	BP_DOOR_SHUT,
	BP_DOOR_OPEN,
	BP_DOOR_UNTRIED, /* it could not be tried here */
};

struct bp_door {
	const char *name;    /* N_() */
	const char *shut_by; /* N_() */
};

size_t bp_door_count(void);
const struct bp_door *bp_door_at(size_t index);
/* Tries a door; *cause is the errno with which it was shut. Without a fence (NULL) it shows
 * that the door leads somewhere. */
enum bp_door_state bp_door_try(size_t index, const struct bp_fence *fence,
	const struct bp_fence_ground *ground, int *cause);

#endif
