/* Backups in their folder: which of them are whole, and which are there no longer. */
#ifndef BERPIJAR_CLI_BACKUP_FOLDER_H
#define BERPIJAR_CLI_BACKUP_FOLDER_H

#include <stdbool.h>
#include <stddef.h>

/* DIR/berpijar-TIME is a whole backup of all records and nothing else has that name: one
 * that is being made, or was left half made, and one of a single record are called
 * differently, so that they are neither counted nor removed. */
#define BACKUP_NAME       "berpijar-"
#define BACKUP_TIME       "%Y%m%dT%H%M%SZ" /* UTC, for strftime() */
#define BACKUP_UNFINISHED "-tidak-lengkap"

/* Removes a backup that is ours, and nothing that is a symbolic link or stands behind
 * one. False: something is left. */
bool backup_remove(int dir, const char *name);

/*
 * Removes the oldest whole backups but for so many, the newest of which is `newest`; how
 * many that were. Left alone and not counted is what bears such a name and is not ours,
 * is a link, holds anything but records, or is dated later: the clock was wrong, then or
 * now.
 */
size_t backup_drop_old(int dir, const char *newest, size_t keep);

#endif
