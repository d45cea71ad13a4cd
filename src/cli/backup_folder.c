/*
 * Which folders are backups, and removing them. Every step goes from an open folder to a
 * name in it, so that no link is ever followed.
 */
#include "backup_folder.h"
#include <berpijar/file.h>
#include <berpijar/store.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define HEADER 72 /* bytes of a record's file: up to what says whose format it is */

static int open_own_folder(int dir, const char *name)
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

/* berpijar-20261124T131500Z */
static bool is_backup_name(const char *name)
{
	static const char pattern[] = BACKUP_NAME "00000000T000000Z";
	size_t at = 0;

	for (; pattern[at] && name[at]; at++)
		if (pattern[at] == '0' ? name[at] < '0' || name[at] > '9'
				       : name[at] != pattern[at])
			return false;
	return pattern[at] == name[at];
}

/* Of this program: "application_id" of SQLite's file format is at 68. */
static bool has_header(int fd)
{
	char header[HEADER];

	return pread(fd, header, sizeof header, 0) == (ssize_t)sizeof header &&
		memcmp(header, "SQLite format 3", 16) == 0 &&
		memcmp(header + 68, "brpj", 4) == 0;
}

/* ID.db, a file of our own. */
static bool is_record(int folder, const char *name)
{
	size_t len = strlen(name);
	struct stat info;

	if (len <= 3 || strcmp(name + len - 3, ".db") != 0 ||
		!bp_learner_valid((struct bp_str){name, len - 3}))
		return false;
	int fd = openat(folder, name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
	bool ok = fd >= 0 && fstat(fd, &info) == 0 && S_ISREG(info.st_mode) &&
		info.st_uid == geteuid() && has_header(fd);
	if (fd >= 0)
		close(fd);
	return ok;
}

static bool holds_records_only(int folder, struct bp_arena *arena)
{
	struct bp_names names;

	if (!bp_root_names(folder, SIZE_MAX, arena, &names, NULL))
		return false;
	for (size_t i = 0; i < names.count; i++)
		if (!is_record(folder, names.at[i]))
			return false;
	return names.count > 0;
}

static bool holds_learners_only(int folder, struct bp_arena *arena)
{
	struct bp_names names;

	if (!bp_root_names(folder, SIZE_MAX, arena, &names, NULL) || names.count != 1 ||
		strcmp(names.at[0], "learners") != 0)
		return false;
	int learners = open_own_folder(folder, "learners");
	bool ok = learners >= 0 && holds_records_only(learners, arena);
	if (learners >= 0)
		close(learners);
	return ok;
}

static bool is_backup(int dir, const char *name, struct bp_arena *arena)
{
	int folder = is_backup_name(name) ? open_own_folder(dir, name) : -1;
	bool ok = folder >= 0 && holds_learners_only(folder, arena);

	if (folder >= 0)
		close(folder);
	return ok;
}

/* ---- removing ---- */

static void remove_files(int folder)
{
	struct bp_arena *arena = bp_arena_new();
	struct bp_names names = {0};

	if (bp_root_names(folder, SIZE_MAX, arena, &names, NULL))
		for (size_t i = 0; i < names.count; i++)
			unlinkat(folder, names.at[i], 0);
	bp_arena_free(arena);
}

bool backup_remove(int dir, const char *name)
{
	int folder = open_own_folder(dir, name);
	int learners = folder >= 0 ? open_own_folder(folder, "learners") : -1;

	if (learners >= 0) {
		remove_files(learners);
		close(learners);
		unlinkat(folder, "learners", AT_REMOVEDIR);
	}
	if (folder >= 0)
		close(folder);
	return folder >= 0 && unlinkat(dir, name, AT_REMOVEDIR) == 0;
}

/* Under the name of one that is not whole, which it is from the first file on. */
static bool drop(int dir, const char *name)
{
	struct bp_buf unfinished = {0};

	bp_buf_printf(&unfinished, "%s" BACKUP_UNFINISHED, name);
	bool ok = renameat(dir, name, dir, unfinished.at) == 0 &&
		backup_remove(dir, unfinished.at);
	bp_buf_release(&unfinished);
	return ok;
}

size_t backup_drop_old(int dir, const char *newest, size_t keep)
{
	struct bp_arena *arena = bp_arena_new();
	struct bp_names names = {0}, whole = {0};
	size_t dropped = 0;

	if (bp_root_names(dir, SIZE_MAX, arena, &names, NULL))
		for (size_t i = 0; i < names.count; i++)
			if (strcmp(names.at[i], newest) <= 0 &&
				is_backup(dir, names.at[i], arena))
				*BP_PUSH(arena, whole.at, whole.count, whole.room) =
					names.at[i];
	for (size_t i = 0; i + keep < whole.count; i++)
		dropped += drop(dir, whole.at[i]);
	bp_arena_free(arena);
	return dropped;
}
