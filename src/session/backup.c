/*
 * Makes a backup. It gets its name once all of it is there and was found sound, and only
 * then are older ones removed.
 */
#include "backup_folder.h"
#include <berpijar/backups.h>
#include <berpijar/lang.h>
#include <berpijar/learners.h>
#include <berpijar/session.h>
#include <berpijar/time.h>
#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#define BACKUP_TRIES 10 /* to find a name that nobody else has; a second apart */

struct backup {
	int dir;                        /* the folder of all backups */
	int hold;                       /* its lock; -1: this file system has no locks */
	struct bp_buf name, unfinished; /* its name when it is whole, and until then */
	struct bp_buf at;               /* its path, under the name that it has now */
	size_t copied, failed;
	bool stopped; /* there is no room, or no right to write */
};

/* ---- its folder ---- */

static void backup_name(struct backup *backup, const char *dir, const char *learner)
{
	char stamp[BP_TIME_ROOM];

	backup->name.len = backup->unfinished.len = backup->at.len = 0;
	bp_time_stamp(bp_session_now(), stamp);
	bp_buf_printf(&backup->name, BACKUP_NAME "%s%s%s", stamp, learner ? "-" : "",
		learner ? learner : "");
	bp_buf_printf(&backup->unfinished, "%s" BACKUP_UNFINISHED, backup->name.at);
	bp_buf_printf(&backup->at, "%s/%s", dir, backup->unfinished.at);
}

/* Returns 0 or errno. */
static int backup_make_folders(struct backup *backup)
{
	struct bp_buf learners = {0};
	struct stat info;

	if (fstatat(backup->dir, backup->name.at, &info, AT_SYMLINK_NOFOLLOW) == 0)
		return EEXIST;
	bp_buf_printf(&learners, "%s/learners", backup->unfinished.at);
	bool made = mkdirat(backup->dir, backup->unfinished.at, 0700) == 0;
	if (made)
		backup->hold = bp_backup_hold(backup->dir, backup->unfinished.at);
	int cause = made && mkdirat(backup->dir, learners.at, 0700) == 0 ? 0 : errno;
	if (made && cause)
		unlinkat(backup->dir, backup->unfinished.at, AT_REMOVEDIR);
	bp_buf_release(&learners);
	return cause;
}

/* Two backups that begin in the same second would get the same name: one of them
 * waits. */
static bool backup_begin(
	struct backup *backup, const struct bp_backup_order *order, struct bp_error *err)
{
	const char *dir = order->into;
	int cause = EEXIST;

	if (!bp_make_folder(dir, err))
		return false;
	backup->dir = open(dir, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (backup->dir < 0)
		return bp_fail(err, BP_ERROR_SYSTEM,
			_("folder %s tidak dapat dibuka: %s"), dir, bp_strerror(errno));
	for (int i = 0; i < BACKUP_TRIES && cause == EEXIST; i++) {
		if (i)
			sleep(1);
		backup_name(backup, dir, order->only);
		cause = backup_make_folders(backup);
	}
	return !cause ||
		bp_fail(err, BP_ERROR_SYSTEM, _("folder %s tidak dapat dibuat: %s"),
			backup->at.at, bp_strerror(cause));
}

static void backup_release(struct backup *backup)
{
	if (backup->hold >= 0)
		close(backup->hold);
	if (backup->dir >= 0)
		close(backup->dir);
	bp_buf_release(&backup->name);
	bp_buf_release(&backup->unfinished);
	bp_buf_release(&backup->at);
}

/* ---- the copies ---- */

/* Checks a copy. A snapshot that does not fit its events is no damage: it is never
 * used. */
static bool backup_verify(
	const struct backup *backup, const char *id, struct bp_error *err)
{
	struct bp_health health;

	bp_store_health(backup->at.at, id, &health);
	if (!health.fault[0] && !health.changed && health.last <= health.events)
		return true;
	return bp_fail(err, BP_ERROR_DAMAGED,
		_("%s: catatannya rusak, begitu pula salinannya; periksa dengan: berpijar store check --learner %s"),
		id, id);
}

static bool backup_copy(
	struct backup *backup, const char *folder, const char *id, struct bp_error *err)
{
	struct bp_store *store = NULL;
	struct bp_buf path = {0};
	bool ok = bp_store_open(&store, folder, id, BP_STORE_READ, err);

	bp_buf_printf(&path, "%s/learners/%s.db", backup->at.at, id);
	if (ok && !bp_store_backup(store, path.at, err)) {
		ok = false;
		backup->stopped = err->kind == BP_ERROR_READ_ONLY;
	}
	bp_store_close(store);
	bp_buf_release(&path);
	return ok && backup_verify(backup, id, err);
}

static void backup_copy_all(struct backup *backup, const struct bp_backup_order *order)
{
	for (size_t i = 0; i < order->ids->count && !backup->stopped; i++) {
		struct bp_error cause = {0};
		if (backup_copy(backup, order->store, order->ids->at[i], &cause)) {
			backup->copied++;
			continue;
		}
		backup->failed++;
		order->failed(&cause);
	}
}

/* ---- its end ---- */

static void backup_stamp(const char *folder, const char *into)
{
	struct bp_buf stamp = {0}, text = {0};

	bp_buf_printf(&stamp, "%s/%s", folder, BP_BACKUP_STAMP);
	bp_buf_printf(&text, "%s\n", into);
	bp_file_write_private(stamp.at, bp_buf_str(&text), true, NULL);
	bp_buf_release(&stamp);
	bp_buf_release(&text);
}

/* Everything is on the disk before the backup gets its name. */
static bool backup_finish(struct backup *backup, const char *dir, struct bp_error *err)
{
	bool ok = bp_sync_disk(backup->dir) &&
		renameat(backup->dir, backup->unfinished.at, backup->dir,
			backup->name.at) == 0 &&
		fsync(backup->dir) == 0;
	int cause = errno;
	if (!ok)
		return bp_fail(err, BP_ERROR_SYSTEM, _("%s tidak dapat ditulis: %s"),
			backup->at.at, bp_strerror(cause));
	backup->at.len = 0;
	bp_buf_printf(&backup->at, "%s/%s", dir, backup->name.at);
	return true;
}

/* Not every record could be copied. A backup for which there was no room is removed;
 * one in which a damaged record is missing is kept, because the others in it may be
 * needed. */
static bool backup_give_up(const struct backup *backup, struct bp_error *err)
{
	struct bp_buf path = {0};

	if (backup->stopped || !backup->copied) {
		bp_backup_remove(backup->dir, backup->unfinished.at);
		return bp_fail(err, BP_ERROR_INPUT,
			_("cadangan tidak jadi dibuat; cadangan lama tetap ada"));
	}
	/* this one is locked by us, so it is not counted */
	bp_backup_drop_unfinished(
		backup->dir, backup->unfinished.at, BP_BACKUPS_KEPT - 1);
	bp_buf_add_clean_line(&path, bp_str(backup->at.at));
	bp_fail(err, BP_ERROR_INPUT,
		_("%zu dari %zu catatan belajar tidak dapat disalin dengan utuh; cadangan lama tetap ada, dan salinan yang lain ada di %s"),
		backup->failed, backup->copied + backup->failed, path.at);
	bp_buf_release(&path);
	return false;
}

static void backup_take_place(
	const struct backup *backup, const char *store, struct bp_backup *made)
{
	backup_stamp(store, backup->at.at);
	made->dropped = bp_backup_drop_old(backup->dir, backup->name.at, BP_BACKUPS_KEPT);
	made->dropped_unfinished =
		bp_backup_drop_unfinished(backup->dir, backup->name.at, 0);
}

bool bp_backup_make(
	const struct bp_backup_order *order, struct bp_backup *made, struct bp_error *err)
{
	struct backup backup = {.dir = -1, .hold = -1};
	bool ok = backup_begin(&backup, order, err);

	if (ok)
		backup_copy_all(&backup, order);
	ok = ok && (!backup.failed || backup_give_up(&backup, err)) &&
		backup_finish(&backup, order->into, err);
	made->copied = backup.copied;
	if (ok)
		bp_buf_add_str(&made->path, bp_buf_str(&backup.at));
	if (ok && !order->only)
		backup_take_place(&backup, order->store, made);
	backup_release(&backup);
	return ok;
}
