/* The folder of all backups: which of them are whole, and removing old ones. */
#ifndef BERPIJAR_SESSION_BACKUP_FOLDER_H
#define BERPIJAR_SESSION_BACKUP_FOLDER_H

#include <stdbool.h>
#include <stddef.h>

/*
 * DIR/berpijar-TIME is a whole backup of all records, DIR/berpijar-TIME-ID a whole backup
 * of one record. With the ending BACKUP_UNFINISHED either is being made, and then locked
 * by flock(), or was left unfinished. No ID has a "+" in it.
 */
#define BACKUP_NAME       "berpijar-"
#define BACKUP_UNFINISHED "+tidak-lengkap"

/* Locks an unfinished backup, so that nobody else removes it until the result is closed.
 * -1: another process has it, or this file system has no locks. */
int bp_backup_hold(int dir, const char *name);

/* Removes a backup of ours. Symbolic links are neither removed nor followed. False:
 * something is left. */
bool bp_backup_remove(int dir, const char *name);

/*
 * Removes the oldest whole backups of all records, so that `keep` are left, of which
 * `newest` is the newest; returns how many were removed. A folder with such a name is
 * left alone and not counted if it is another user's or a link, if it holds anything but
 * records, or if it is dated later than `newest`: then a clock is or was wrong.
 */
size_t bp_backup_drop_old(int dir, const char *newest, size_t keep);

/* The same for unfinished backups that nobody is making. They may also hold what was left
 * when copying a record was cut short. */
size_t bp_backup_drop_unfinished(int dir, const char *newest, size_t keep);

#endif
