/*
 * Accounts of the system, and where this program lies.
 *
 * A program that is one file (-Dstatic) reads /etc/passwd and /etc/group itself: the C library would load
 * modules of the system that it runs on, which were made for another C library.
 */
#ifndef BERPIJAR_ACCOUNT_H
#define BERPIJAR_ACCOUNT_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

struct bp_account {
	char name[65]; /* cut where it is longer */
	uid_t uid;
	gid_t gid;
};

bool bp_account_named(const char *name, struct bp_account *out);

/* The first account of that number. */
bool bp_account_numbered(uid_t uid, struct bp_account *out);

/* The number of a group. */
bool bp_account_group(const char *name, gid_t *out);

/* The path of the running program, of less than `size` bytes; false: it is not known. Where
 * there is no /proc it is the path by which the program was started. */
bool bp_program_path(char *path, size_t size);

#endif
