/*
 * Finds out which folders are backups, and removes old ones. Each step goes from an open
 * folder to a name in it, so that no symbolic link is ever followed.
 */
#include "backup_folder.h"
#include <berpijar/file.h>
#include <berpijar/store.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#define HEADER 72 /* bytes at the start of a record: SQLite's mark and ours are in them */

static int backup_open_own_folder(int dir, const char *name)
{
	int fd = openat(dir, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
	struct stat info;

	if (fd >= 0 && (fstat(fd, &info) != 0 || info.st_uid != geteuid())) {
		close(fd);
		return -1;
	}
	return fd;
}

/* ---- which are backups? ---- */

/* The rest of a name behind "berpijar-20261124T131500Z"; NULL if it begins otherwise. */
static const char *backup_after_time(const char *name)
{
	static const char pattern[] = BACKUP_NAME "00000000T000000Z";

	for (const char *at = pattern; *at; at++, name++)
		if (*at == '0' ? *name < '0' || *name > '9' : *name != *at)
			return NULL;
	return name;
}

static bool backup_is_whole_name(const char *name)
{
	const char *rest = backup_after_time(name);

	return rest && !*rest;
}

static bool backup_is_unfinished_name(const char *name)
{
	const char *rest = backup_after_time(name);

	return rest && (rest = strchr(rest, '+')) && !strcmp(rest, BACKUP_UNFINISHED);
}

/* Whether a file is a record: SQLite's "application_id", at byte 68, is ours. */
static bool backup_has_header(int fd)
{
	char header[HEADER];

	return pread(fd, header, sizeof header, 0) == (ssize_t)sizeof header &&
		memcmp(header, "SQLite format 3", 16) == 0 &&
		memcmp(header + 68, "brpj", 4) == 0;
}

static bool backup_is_own_file(int folder, const char *name, bool record)
{
	struct stat info;
	int fd = openat(folder, name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
	bool ok = fd >= 0 && fstat(fd, &info) == 0 && S_ISREG(info.st_mode) &&
		info.st_uid == geteuid() && (!record || backup_has_header(fd));

	if (fd >= 0)
		close(fd);
	return ok;
}

/* Whether a name is a valid id and the ending. */
static bool backup_is_record_name(const char *name, const char *ending)
{
	size_t len = strlen(name), tail = strlen(ending);

	return len > tail && strcmp(name + len - tail, ending) == 0 &&
		bp_learner_valid((struct bp_str){name, len - tail});
}

/* A record is ID.db. An unfinished backup may also hold ID.db-new with its journal, which
 * a copy has until it is complete. */
static bool backup_is_record(int folder, const char *name, bool whole)
{
	if (backup_is_record_name(name, ".db"))
		return backup_is_own_file(folder, name, true);
	return !whole &&
		(backup_is_record_name(name, ".db-new") ||
			backup_is_record_name(name, ".db-new-journal")) &&
		backup_is_own_file(folder, name, false);
}

static bool backup_holds_records_only(int folder, bool whole, struct bp_arena *arena)
{
	struct bp_names names;

	if (!bp_root_names(folder, SIZE_MAX, arena, &names, NULL))
		return false;
	for (size_t i = 0; i < names.count; i++)
		if (!backup_is_record(folder, names.at[i], whole))
			return false;
	return !whole || names.count > 0;
}

static bool backup_holds_learners_only(int folder, bool whole, struct bp_arena *arena)
{
	struct bp_names names;

	if (!bp_root_names(folder, SIZE_MAX, arena, &names, NULL))
		return false;
	if (!names.count)
		return !whole;
	if (names.count > 1 || strcmp(names.at[0], "learners") != 0)
		return false;
	int learners = backup_open_own_folder(folder, "learners");
	bool ok = learners >= 0 && backup_holds_records_only(learners, whole, arena);
	if (learners >= 0)
		close(learners);
	return ok;
}

/* Whether an open folder is a backup; it is closed in any case. -1 is no backup. */
static bool backup_is_one(int folder, bool whole, struct bp_arena *arena)
{
	bool ok = folder >= 0 && backup_holds_learners_only(folder, whole, arena);

	if (folder >= 0)
		close(folder);
	return ok;
}

static bool backup_is_whole(int dir, const char *name, struct bp_arena *arena)
{
	return backup_is_whole_name(name) &&
		backup_is_one(backup_open_own_folder(dir, name), true, arena);
}

static bool backup_is_unfinished(int dir, const char *name, struct bp_arena *arena)
{
	return backup_is_unfinished_name(name) &&
		backup_is_one(bp_backup_hold(dir, name), false, arena);
}

int bp_backup_hold(int dir, const char *name)
{
	int folder = backup_open_own_folder(dir, name);

	if (folder >= 0 && flock(folder, LOCK_EX | LOCK_NB) != 0) {
		close(folder);
		return -1;
	}
	return folder;
}

/* ---- removing ---- */

static void backup_remove_files(int folder)
{
	struct bp_arena *arena = bp_arena_new();
	struct bp_names names = {0};

	if (bp_root_names(folder, SIZE_MAX, arena, &names, NULL))
		for (size_t i = 0; i < names.count; i++)
			unlinkat(folder, names.at[i], 0);
	bp_arena_free(arena);
}

bool bp_backup_remove(int dir, const char *name)
{
	int folder = backup_open_own_folder(dir, name);
	int learners = folder >= 0 ? backup_open_own_folder(folder, "learners") : -1;

	if (learners >= 0) {
		backup_remove_files(learners);
		close(learners);
		unlinkat(folder, "learners", AT_REMOVEDIR);
	}
	if (folder >= 0)
		close(folder);
	return folder >= 0 && unlinkat(dir, name, AT_REMOVEDIR) == 0;
}

/* Renames a backup first: from the first file that is removed it is no whole one. */
static bool backup_drop(int dir, const char *name)
{
	struct bp_buf unfinished = {0};

	if (backup_is_unfinished_name(name))
		return bp_backup_remove(dir, name);

	bp_buf_printf(&unfinished, "%s" BACKUP_UNFINISHED, name);
	bool ok = renameat(dir, name, dir, unfinished.at) == 0 &&
		bp_backup_remove(dir, unfinished.at);
	bp_buf_release(&unfinished);
	return ok;
}

/* Removes all but the `keep` newest backups of a kind; names sort by time. */
static size_t backup_drop_all_but(size_t keep, int dir, const char *newest,
	bool is_one(int dir, const char *name, struct bp_arena *arena))
{
	struct bp_arena *arena = bp_arena_new();
	struct bp_names names = {0}, ones = {0};
	size_t dropped = 0;

	if (bp_root_names(dir, SIZE_MAX, arena, &names, NULL))
		for (size_t i = 0; i < names.count; i++)
			if (strcmp(names.at[i], newest) <= 0 &&
				is_one(dir, names.at[i], arena))
				*BP_PUSH(arena, ones.at, ones.count, ones.room) =
					names.at[i];
	for (size_t i = 0; i + keep < ones.count; i++)
		dropped += backup_drop(dir, ones.at[i]);
	bp_arena_free(arena);
	return dropped;
}

size_t bp_backup_drop_old(int dir, const char *newest, size_t keep)
{
	return backup_drop_all_but(keep, dir, newest, backup_is_whole);
}

size_t bp_backup_drop_unfinished(int dir, const char *newest, size_t keep)
{
	return backup_drop_all_but(keep, dir, newest, backup_is_unfinished);
}
