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
#include <sys/file.h>
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

/* What follows berpijar-20261124T131500Z; NULL: it is another kind of name. */
static const char *after_time(const char *name)
{
	static const char pattern[] = BACKUP_NAME "00000000T000000Z";

	for (const char *at = pattern; *at; at++, name++)
		if (*at == '0' ? *name < '0' || *name > '9' : *name != *at)
			return NULL;
	return name;
}

static bool is_whole_name(const char *name)
{
	const char *rest = after_time(name);

	return rest && !*rest;
}

static bool is_unfinished_name(const char *name)
{
	const char *rest = after_time(name);

	return rest && (rest = strchr(rest, '+')) && !strcmp(rest, BACKUP_UNFINISHED);
}

/* Of this program: "application_id" of SQLite's file format is at 68. */
static bool has_header(int fd)
{
	char header[HEADER];

	return pread(fd, header, sizeof header, 0) == (ssize_t)sizeof header &&
		memcmp(header, "SQLite format 3", 16) == 0 &&
		memcmp(header + 68, "brpj", 4) == 0;
}

static bool is_own_file(int folder, const char *name, bool record)
{
	struct stat info;
	int fd = openat(folder, name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
	bool ok = fd >= 0 && fstat(fd, &info) == 0 && S_ISREG(info.st_mode) &&
		info.st_uid == geteuid() && (!record || has_header(fd));

	if (fd >= 0)
		close(fd);
	return ok;
}

/* ID with an ending. */
static bool is_name_of_record(const char *name, const char *ending)
{
	size_t len = strlen(name), tail = strlen(ending);

	return len > tail && strcmp(name + len - tail, ending) == 0 &&
		bp_learner_valid((struct bp_str){name, len - tail});
}

/* ID.db, and where one may be half made ID.db-new with its journal. */
static bool is_record(int folder, const char *name, bool whole)
{
	if (is_name_of_record(name, ".db"))
		return is_own_file(folder, name, true);
	return !whole &&
		(is_name_of_record(name, ".db-new") ||
			is_name_of_record(name, ".db-new-journal")) &&
		is_own_file(folder, name, false);
}

static bool holds_records_only(int folder, bool whole, struct bp_arena *arena)
{
	struct bp_names names;

	if (!bp_root_names(folder, SIZE_MAX, arena, &names, NULL))
		return false;
	for (size_t i = 0; i < names.count; i++)
		if (!is_record(folder, names.at[i], whole))
			return false;
	return !whole || names.count > 0;
}

static bool holds_learners_only(int folder, bool whole, struct bp_arena *arena)
{
	struct bp_names names;

	if (!bp_root_names(folder, SIZE_MAX, arena, &names, NULL))
		return false;
	if (!names.count)
		return !whole;
	if (names.count > 1 || strcmp(names.at[0], "learners") != 0)
		return false;
	int learners = open_own_folder(folder, "learners");
	bool ok = learners >= 0 && holds_records_only(learners, whole, arena);
	if (learners >= 0)
		close(learners);
	return ok;
}

/* Closes the folder, which may be -1. */
static bool is_backup(int folder, bool whole, struct bp_arena *arena)
{
	bool ok = folder >= 0 && holds_learners_only(folder, whole, arena);

	if (folder >= 0)
		close(folder);
	return ok;
}

static bool is_whole(int dir, const char *name, struct bp_arena *arena)
{
	return is_whole_name(name) && is_backup(open_own_folder(dir, name), true, arena);
}

static bool is_unfinished(int dir, const char *name, struct bp_arena *arena)
{
	return is_unfinished_name(name) &&
		is_backup(bp_backup_hold(dir, name), false, arena);
}

int bp_backup_hold(int dir, const char *name)
{
	int folder = open_own_folder(dir, name);

	if (folder >= 0 && flock(folder, LOCK_EX | LOCK_NB) != 0) {
		close(folder);
		return -1;
	}
	return folder;
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

bool bp_backup_remove(int dir, const char *name)
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

/* Under the name of one that is unfinished, which it is from the first file on. */
static bool drop(int dir, const char *name)
{
	struct bp_buf unfinished = {0};

	if (is_unfinished_name(name))
		return bp_backup_remove(dir, name);

	bp_buf_printf(&unfinished, "%s" BACKUP_UNFINISHED, name);
	bool ok = renameat(dir, name, dir, unfinished.at) == 0 &&
		bp_backup_remove(dir, unfinished.at);
	bp_buf_release(&unfinished);
	return ok;
}

/* All but the newest of a kind. */
static size_t drop_all_but(size_t keep, int dir, const char *newest,
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
		dropped += drop(dir, ones.at[i]);
	bp_arena_free(arena);
	return dropped;
}

size_t bp_backup_drop_old(int dir, const char *newest, size_t keep)
{
	return drop_all_but(keep, dir, newest, is_whole);
}

size_t bp_backup_drop_unfinished(int dir, const char *newest, size_t keep)
{
	return drop_all_but(keep, dir, newest, is_unfinished);
}
