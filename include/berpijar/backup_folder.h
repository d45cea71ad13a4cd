/* Backups in their folder: which of them are whole, and which are there no longer. */
#ifndef BERPIJAR_BACKUP_FOLDER_H
#define BERPIJAR_BACKUP_FOLDER_H

#include <stdbool.h>
#include <stddef.h>

/* DIR/berpijar-TIME is a whole backup of all records, DIR/berpijar-TIME-ID a whole one of
 * a single record, and either with the ending below is being made, and so locked by
 * flock(), or was left unfinished. No ID has a "+" in it. */
#define BACKUP_NAME       "berpijar-"
#define BACKUP_UNFINISHED "+tidak-lengkap"

/* Takes hold of an unfinished one; until the result is closed it is nobody else's to
 * remove. -1: somebody has it, or nothing can be locked in this file system. */
int bp_backup_hold(int dir, const char *name);

/* Removes a backup that is ours, and nothing that is a symbolic link or stands behind
 * one. False: something is left. */
bool bp_backup_remove(int dir, const char *name);

/*
 * Removes the oldest whole backups of all records but for so many, the newest of which is
 * `newest`; how many that were. Left alone and not counted is what bears such a name and
 * is not ours, is a link, holds anything but records, or is dated later: the clock was
 * wrong, then or now.
 */
size_t bp_backup_drop_old(int dir, const char *newest, size_t keep);

/* The same of the unfinished ones that nobody is making. What a record's copy leaves when
 * it is cut short may be in them, too. */
size_t bp_backup_drop_unfinished(int dir, const char *newest, size_t keep);

#endif
