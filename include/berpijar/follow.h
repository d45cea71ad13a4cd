/*
 * Following files: being told that somebody else has written them, however their editor
 * does it (in place, cut short and written anew, under another name and renamed).
 *
 * The kernel tells of it (inotify) where it can. On file systems that others write as well
 * (NFS, SMB, FUSE, shared folders of virtual machines) it does not: there the folders are
 * looked at twice a second, as everywhere with BERPIJAR_FOLLOW=poll in the environment.
 * Only names, sizes, times and inodes are looked at; no file is opened.
 */
#ifndef BERPIJAR_FOLLOW_H
#define BERPIJAR_FOLLOW_H

#include <stdbool.h>
#include <stddef.h>

struct bp_follow;

struct bp_follow *bp_follow_new(void);
void bp_follow_free(struct bp_follow *follow); /* NULL is fine */

/* Follows a folder, or one file of it (name not NULL). Names that begin with "." or end in
 * "~" are not looked at: editors put aside what is half done under such. What is followed
 * already goes on being so, and nothing of it is missed: add it before it is read. */
void bp_follow_add(struct bp_follow *follow, const char *folder, const char *name);
/* Says what is to be followed from now on: begin, add all of it, end. */
void bp_follow_begin(struct bp_follow *follow);
void bp_follow_end(struct bp_follow *follow);

/* A descriptor that can be read when there may be something; -1: there is none. */
int bp_follow_fd(const struct bp_follow *follow);
/* In how many milliseconds to ask again although nothing could be read; -1: never. */
int bp_follow_wait(const struct bp_follow *follow);
/* Whether something was written since it was added, or since the last call. Waits until an
 * editor that is at it has come to rest, at most a twentieth of a second. */
bool bp_follow_changed(struct bp_follow *follow);

#endif
