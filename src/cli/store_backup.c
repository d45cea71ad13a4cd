/*
 * `berpijar store backup`: a copy of every record. It gets its name once all of it is
 * there and was found sound, and only then does it take the place of an older one.
 */
#include "store.h"
#include <berpijar/arena.h>
#include <berpijar/backup_folder.h>
#include <berpijar/lang.h>
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define KEEP  7  /* whole backups that are kept */
#define TRIES 10 /* for a name that nobody else has, a second apart */

static const struct option_row store_backup_options[] = {
	ROW_STORE,
	ROW_ONE_LEARNER,
	ROW_LANG,
	ROWS_END,
};

static int store_backup_run(const struct options *options);

const struct command command_store_backup = {
	.name = "store backup",
	.arguments = N_("FOLDER"),
	.least = 1,
	.most = 1,
	.summary = N_("menyalin semua catatan belajar"),
	.description = N_(
		"Menyalin tiap catatan, juga yang sedang dipakai, ke folder baru di FOLDER, dan memeriksa tiap salinan. Tujuh cadangan utuh yang terbaru disimpan. Sebuah cadangan dapat dibuka dengan --store."),
	.options = store_backup_options,
	.run = store_backup_run,
};

struct backup {
	int dir;                        /* the folder of all backups */
	int hold;                       /* on this one; -1: nothing can be locked there */
	struct bp_buf name, unfinished; /* in it; unfinished: until it is whole */
	struct bp_buf at; /* the path of the latter: a backup is a store, too */
	size_t copied, failed;
	bool stopped; /* there is no room, or no right to write */
};

/* ---- its folder ---- */

static void name_it(struct backup *backup, const char *dir, const char *learner)
{
	char stamp[BP_TIME_ROOM];

	backup->name.len = backup->unfinished.len = backup->at.len = 0;
	bp_time_stamp(bp_session_now(), stamp);
	bp_buf_printf(&backup->name, BACKUP_NAME "%s%s%s", stamp, learner ? "-" : "",
		learner ? learner : "");
	bp_buf_printf(&backup->unfinished, "%s" BACKUP_UNFINISHED, backup->name.at);
	bp_buf_printf(&backup->at, "%s/%s", dir, backup->unfinished.at);
}

/* 0, or why not (errno). */
static int make_folders(struct backup *backup)
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

/* Two that begin in the same second would have one name: one of them waits. */
static bool begin_backup(
	struct backup *backup, const char *dir, const char *learner, struct bp_error *err)
{
	int cause = EEXIST;

	if (!bp_make_folder(dir, err))
		return false;
	backup->dir = open(dir, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (backup->dir < 0)
		return bp_fail(err, BP_ERROR_SYSTEM,
			_("folder %s tidak dapat dibuka: %s"), dir, bp_strerror(errno));
	for (int i = 0; i < TRIES && cause == EEXIST; i++) {
		if (i)
			sleep(1);
		name_it(backup, dir, learner);
		cause = make_folders(backup);
	}
	return !cause ||
		bp_fail(err, BP_ERROR_SYSTEM, _("folder %s tidak dapat dibuat: %s"),
			backup->at.at, bp_strerror(cause));
}

static void release_backup(struct backup *backup)
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

/* A stored snapshot that does not fit its events is as good as none, and no damage. */
static bool verify(const struct backup *backup, const char *id, struct bp_error *err)
{
	struct bp_health health;

	bp_store_health(backup->at.at, id, &health);
	if (!health.fault[0] && !health.changed && health.last <= health.events)
		return true;
	return bp_fail(err, BP_ERROR_DAMAGED,
		_("%s: catatannya rusak, begitu pula salinannya; periksa dengan: berpijar store check --learner %s"),
		id, id);
}

static bool copy_one(
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
	return ok && verify(backup, id, err);
}

static void copy_all(struct backup *backup, const struct records *records)
{
	for (size_t i = 0; i < records->ids.count && !backup->stopped; i++) {
		struct bp_error cause = {0};
		if (copy_one(backup, records->folder.at, records->ids.at[i], &cause)) {
			backup->copied++;
			continue;
		}
		backup->failed++;
		bp_say_error(&cause);
	}
}

/* ---- its end ---- */

static void set_stamp(const char *folder, const char *into)
{
	struct bp_buf stamp = {0}, text = {0};

	bp_buf_printf(&stamp, "%s/%s", folder, STORE_STAMP);
	bp_buf_printf(&text, "%s\n", into);
	bp_file_write(stamp.at, bp_buf_str(&text), true, NULL);
	bp_buf_release(&stamp);
	bp_buf_release(&text);
}

/* Its name is the last thing that it gets. */
static bool finish(struct backup *backup, const char *dir, struct bp_error *err)
{
	struct bp_buf learners = {0};

	bp_buf_printf(&learners, "%s/learners", backup->at.at);
	bool ok = bp_sync_folder(learners.at) && bp_sync_folder(backup->at.at) &&
		renameat(backup->dir, backup->unfinished.at, backup->dir,
			backup->name.at) == 0 &&
		fsync(backup->dir) == 0;
	int cause = errno;
	bp_buf_release(&learners);
	if (!ok)
		return bp_fail(err, BP_ERROR_SYSTEM, _("%s tidak dapat ditulis: %s"),
			backup->at.at, bp_strerror(cause));
	backup->at.len = 0;
	bp_buf_printf(&backup->at, "%s/%s", dir, backup->name.at);
	return true;
}

static void tell(const struct backup *backup)
{
	bp_say(stdout, _("%zu catatan belajar disalin ke %s\n"), backup->copied,
		backup->at.at);
}

static void take_place(const struct backup *backup, const char *folder)
{
	set_stamp(folder, backup->at.at);
	size_t dropped = bp_backup_drop_old(backup->dir, backup->name.at, KEEP);
	if (dropped)
		printf(_("%zu cadangan lama dihapus; %d yang terbaru disimpan\n"),
			dropped, KEEP);
	dropped = bp_backup_drop_unfinished(backup->dir, backup->name.at, 0);
	if (dropped)
		printf(_("%zu cadangan lama yang tidak lengkap dihapus\n"), dropped);
}

/* What there was no room for is of no use; where a record is damaged, the others may be
 * needed. */
static bool give_up(const struct backup *backup, struct bp_error *err)
{
	struct bp_buf path = {0};

	if (backup->stopped || !backup->copied) {
		bp_backup_remove(backup->dir, backup->unfinished.at);
		return bp_fail(err, BP_ERROR_INPUT,
			_("cadangan tidak jadi dibuat; cadangan lama tetap ada"));
	}
	/* this one, which we hold, is not among those that are counted */
	bp_backup_drop_unfinished(backup->dir, backup->unfinished.at, KEEP - 1);
	bp_buf_add_clean_line(&path, bp_str(backup->at.at));
	bp_fail(err, BP_ERROR_INPUT,
		_("%zu dari %zu catatan belajar tidak dapat disalin dengan utuh; cadangan lama tetap ada, dan salinan yang lain ada di %s"),
		backup->failed, backup->copied + backup->failed, path.at);
	bp_buf_release(&path);
	return false;
}

static bool back_up(const struct options *options, const struct records *records,
	struct bp_error *err)
{
	struct backup backup = {.dir = -1, .hold = -1};
	const char *dir = options->args[0];
	bool ok = begin_backup(&backup, dir, options->learner, err);

	if (ok)
		copy_all(&backup, records);
	ok = ok && (!backup.failed || give_up(&backup, err)) && finish(&backup, dir, err);
	if (ok)
		tell(&backup);
	if (ok && !options->learner)
		take_place(&backup, records->folder.at);
	release_backup(&backup);
	return ok;
}

static bool check_arguments(const struct options *options, struct bp_error *err)
{
	return (options->arg_count == 1 && options->args[0][0]) ||
		bp_fail(err, BP_ERROR_USAGE,
			_("pemakaian: berpijar store backup FOLDER"));
}

/* Nothing is what a wrong --store looks like; it must not take the place of a backup. */
static bool check_records(const struct records *records, struct bp_error *err)
{
	struct bp_buf path = {0};
	bool ok = records->ids.count > 0;

	bp_buf_add_clean_line(&path, bp_str(records->folder.at));
	if (!ok)
		bp_fail(err, BP_ERROR_NOT_FOUND,
			_("tidak ada catatan belajar di %s, jadi tidak ada yang disalin; sebutkan tempatnya dengan --store"),
			path.at);
	bp_buf_release(&path);
	return ok;
}

static int store_backup_run(const struct options *options)
{
	struct records records = {0};
	struct bp_error err = {0};
	bool ok = check_arguments(options, &err);

	if (ok) {
		ok = records_find(&records, options, &err) &&
			check_records(&records, &err) && back_up(options, &records, &err);
		records_release(&records);
	}
	return ok ? BP_EXIT_DONE : bp_say_error(&err);
}
