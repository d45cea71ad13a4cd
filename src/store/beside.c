/*
 * The files that bear a learner's id beside the record, and are renamed with it: those in
 * STORE/learners that begin with "ID.db-" (left by older versions), and what a recovery
 * has put aside, STORE/damaged/ID-TIME/ID.db….
 *
 * They are all renamed before the record is. So if this is interrupted, the record is
 * still there under the old id, nothing is lost, and doing it again renames the rest.
 */
#include "connection.h"
#include <berpijar/arena.h>
#include <berpijar/file.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

struct step {
	const char *folder, *from, *to; /* folder: below STORE */
};

struct plan {
	struct bp_arena *arena;
	const char *from, *to; /* ids */
	const char *learners;  /* the real path of STORE/learners */
	struct step *steps;
	size_t count, room;
};

bool beside_is_aside(const char *name, const char *learner)
{
	size_t len = strlen(learner);

	return strncmp(name, learner, len) == 0 && name[len] == '-' &&
		strlen(name + len) == 17 && strspn(name + len + 1, "0123456789TZ") == 16;
}

/* "ID.db-version-1" is one, "ID.db-version-1.db" is not, since it is a record. SQLite's
 * journal is none either: its content goes into the record before. */
static bool beside_is_file_of(const char *name, const char *learner)
{
	static const char *const journal[] = {"-wal", "-shm", "-journal"};
	size_t len = strlen(learner);

	if (strncmp(name, learner, len) != 0 || strncmp(name + len, ".db-", 4) != 0)
		return false;
	const char *rest = name + len + 3;
	for (size_t i = 0; i < sizeof journal / sizeof *journal; i++)
		if (strcmp(rest, journal[i]) == 0)
			return false;
	return !strstr(rest, ".db") && !strstr(rest, ".lock");
}

/* ---- what is to be moved ---- */

static void beside_add(struct plan *plan, const char *folder, const char *name)
{
	*BP_PUSH(plan->arena, plan->steps, plan->count, plan->room) = (struct step){
		.folder = folder,
		.from = name,
		.to = bp_arena_printf(
			plan->arena, "%s%s", plan->to, name + strlen(plan->from)),
	};
}

static int open_folder(int root, const char *name)
{
	return openat(root, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
}

/* The names in a folder below STORE; no names if it does not exist. */
static bool list(struct plan *plan, int root, const char *folder, struct bp_names *names,
	struct bp_error *err)
{
	int fd = open_folder(root, folder);

	*names = (struct bp_names){0};
	if (fd < 0)
		return errno == ENOENT || location_fail(folder, errno, err);
	bool ok = bp_root_names(fd, SIZE_MAX, plan->arena, names, err);
	close(fd);
	return ok;
}

static bool plan_files(struct plan *plan, int root, struct bp_error *err)
{
	struct bp_names names;

	if (!list(plan, root, plan->learners, &names, err))
		return false;
	for (size_t i = 0; i < names.count; i++)
		if (beside_is_file_of(names.at[i], plan->from))
			beside_add(plan, plan->learners, names.at[i]);
	return true;
}

static bool plan_aside(
	struct plan *plan, int root, const char *name, struct bp_error *err)
{
	struct bp_names names;
	const char *folder = bp_arena_printf(plan->arena, "damaged/%s", name);
	size_t len = strlen(plan->from);

	if (!list(plan, root, folder, &names, err))
		return false;
	for (size_t i = 0; i < names.count; i++)
		if (strncmp(names.at[i], plan->from, len) == 0 &&
			strncmp(names.at[i] + len, ".db", 3) == 0)
			beside_add(plan, folder, names.at[i]);
	beside_add(plan, "damaged", name); /* after the files in it */
	return true;
}

static bool plan_damaged(struct plan *plan, int root, struct bp_error *err)
{
	struct bp_names names;

	if (!list(plan, root, "damaged", &names, err))
		return false;
	for (size_t i = 0; i < names.count; i++)
		if (beside_is_aside(names.at[i], plan->from) &&
			!plan_aside(plan, root, names.at[i], err))
			return false;
	return true;
}

/* ---- moving ---- */

/* A file that already bears the new id belongs to somebody, and must not be replaced. */
static bool beside_check(const struct plan *plan, int folder, const struct step *step,
	struct bp_error *err)
{
	struct stat info;

	if (fstatat(folder, step->to, &info, AT_SYMLINK_NOFOLLOW) != 0)
		return errno == ENOENT || location_fail(step->to, errno, err);
	return bp_fail(err, BP_ERROR_INPUT,
		_("%s/%s dari peserta \"%s\" yang dahulu masih ada; pilihlah ID lain"),
		step->folder, step->to, plan->to);
}

static bool store_beside_move(const struct plan *plan, int folder,
	const struct step *step, struct bp_error *err)
{
	(void)plan;
	if (renameat(folder, step->from, folder, step->to) == 0 && fsync(folder) == 0)
		return true;
	return location_fail(step->from, errno, err);
}

static bool each_step(const struct plan *plan, int root,
	bool (*act)(const struct plan *plan, int folder, const struct step *step,
		struct bp_error *err),
	struct bp_error *err)
{
	bool ok = true;

	for (size_t i = 0; ok && i < plan->count; i++) {
		int folder = open_folder(root, plan->steps[i].folder);
		ok = folder < 0 ? location_fail(plan->steps[i].folder, errno, err)
				: act(plan, folder, &plan->steps[i], err);
		if (folder >= 0)
			close(folder);
	}
	return ok;
}

bool beside_move(
	const char *learners, const char *from, const char *to, struct bp_error *err)
{
	struct plan plan = {.arena = bp_arena_new(),
		.from = from,
		.to = to,
		.learners = strrchr(learners, '/') + 1};
	const char *store = bp_arena_printf(plan.arena, "%s/..", learners);
	int root = open(store, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	bool ok = root >= 0
		? plan_files(&plan, root, err) && plan_damaged(&plan, root, err) &&
			each_step(&plan, root, beside_check, err) &&
			each_step(&plan, root, store_beside_move, err)
		: location_fail(store, errno, err);

	if (root >= 0)
		close(root);
	bp_arena_free(plan.arena);
	return ok;
}
